"""Which interpreters serve which languages on a day: each serves one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sojourn.model import StaffMember

MOST_LANGUAGES = 12
"""Beyond this many languages the mode of each is chosen greedily."""


def interpreters_missing(
    languages: Sequence[str],
    interpreters: Sequence[StaffMember],
    simultaneous: int = 2,
    consecutive: int = 1,
) -> dict[str, int]:
    """How many interpreters each language still lacks, with as few lacking as possible.

    A language is served by `simultaneous` interpreters who work so, or by `consecutive` who work
    consecutively; each interpreter serves one language. Languages that lack nothing are no keys.
    """
    needed = {"simultaneous": max(0, simultaneous), "consecutive": max(0, consecutive)}
    pools = {
        mode: {
            language: [
                index
                for index, member in enumerate(interpreters)
                if member.mode == mode and language in {lang.primary for lang in member.languages}
            ]
            for language in languages
        }
        for mode in needed
    }
    search = _Search(sorted(languages), needed, pools)
    search.explore(0, {}, {})
    return {language: number for language, number in search.best.items() if number}


class _Search:
    """Branch on the mode of each language, adding its demand to a matching of that mode."""

    def __init__(
        self,
        languages: Sequence[str],
        needed: Mapping[str, int],
        pools: Mapping[str, Mapping[str, Sequence[int]]],
    ) -> None:
        self.languages = languages
        self.needed = needed
        self.pools = pools
        self.best = dict.fromkeys(languages, min(needed.values(), default=0))
        self.least = sum(self.best.values()) + 1

    def explore(
        self,
        position: int,
        served_by: dict[int, str],
        lacking: dict[str, int],
    ) -> None:
        """Decide the mode of the language at `position`; `served_by` is the matching so far."""
        if sum(lacking.values()) >= self.least:
            return
        if position == len(self.languages):
            self.best, self.least = dict(lacking), sum(lacking.values())
            return
        language = self.languages[position]
        options = []
        for mode in ("consecutive", "simultaneous"):
            trial = dict(served_by)
            found = 0
            while found < self.needed[mode] and self._serve(language, mode, trial, set()):
                found += 1
            options.append((self.needed[mode] - found, mode, trial))
        options.sort(key=lambda option: option[0])
        if position >= MOST_LANGUAGES or options[0][0] == self.needed[options[0][1]]:
            options = options[:1]
        for short, _, trial in options:
            self.explore(
                position + 1,
                trial,
                {**lacking, language: short},
            )
            if self.least == 0:
                return

    def _serve(
        self,
        language: str,
        mode: str,
        served_by: dict[int, str],
        seen: set[int],
    ) -> bool:
        """Give the language one more interpreter, moving others by an augmenting path."""
        for interpreter in self.pools[mode][language]:
            if interpreter in seen:
                continue
            seen.add(interpreter)
            other = served_by.get(interpreter)
            if other == language:
                continue
            if other is None or self._serve(other, mode, served_by, seen):
                served_by[interpreter] = language
                return True
        return False
