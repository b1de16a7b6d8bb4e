"""Interpreted languages of groups and those who speak them, day by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sojourn.model import Finding
from sojourn.reference.languages import language_name
from sojourn.rules import rows, wording
from sojourn.rules.interpreting import interpreters_missing
from sojourn.rules.placed import PlacedGroup
from sojourn.rules.rule import Rule, RuleSetting
from sojourn.rules.scene import Scene
from sojourn.rules.staff_reasons import covering, reasons, teams_wanted


def languages_of(scene: Scene, group: PlacedGroup) -> dict[str, list[str]]:
    """Members of `group` who need interpreting by their interpreting language, sorted by it."""
    found: dict[str, list[str]] = defaultdict(list)
    for member in group.members:
        language = scene.programme.interpreting_languages.get(member)
        if language is not None:
            found[language].append(member)
    return dict(sorted(found.items()))


def group_languages(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the members' languages, staff's languages and ``max_languages`` of split phases.

    Unit: languages over.
    """
    for group in scene.groups:
        phase = group.phase
        if phase is None or not phase.split or phase.max_languages is None:
            continue
        spoken = languages_of(scene, group)
        over = len(spoken) - phase.max_languages
        if over > 0:
            names = wording.listed(language_name(language) for language in spoken)
            yield setting.finding(
                (group.id,),
                over,
                f"{group.id} has {len(spoken)} interpreted languages ({names}); at most "
                f"{phase.max_languages} are allowed.{_because(scene, spoken)}",
            )


def _because(scene: Scene, spoken: Mapping[str, Sequence[str]]) -> str:
    """Who speaks the languages of a group, as a further sentence."""
    words = (
        f"{language_name(language)} is for {wording.people(scene.programme, who)}"
        for language, who in spoken.items()
    )
    return f" {'; '.join(words)}."


def interpreted(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the members' languages and the staff of each group on each day of its stops.

    A language has two simultaneous interpreters or one consecutive (settings ``simultaneous`` and
    ``consecutive``), each serving one language that day. Who speaks no language that any
    interpreter covers is told softly. Days alike are one finding. Unit: interpreters missing (the
    most on one day).
    """
    simultaneous = int(setting.number("simultaneous"))
    consecutive = int(setting.number("consecutive"))
    needed = simultaneous, consecutive
    for group in scene.groups:
        languages = tuple(languages_of(scene, group))
        yield from _unheard(scene, group, setting)
        if not languages:
            continue
        days: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for day in group.host_on:
            days[_interpreters(scene, group, day)].append(day)
        short: dict[tuple[tuple[str, int], ...], list[int]] = defaultdict(list)
        for staff, when in days.items():
            members = [scene.programme.staff_member[s] for s in staff]
            missing = interpreters_missing(languages, members, simultaneous, consecutive)
            if missing:
                short[tuple(missing.items())] += when
        for lacking, when in short.items():
            number = sum(missing for _, missing in lacking)
            names = wording.listed(
                f"{missing} more for {language_name(language)}" for language, missing in lacking
            )
            yield setting.finding(
                (group.id,),
                number,
                f"{group.id} lacks {wording.count(number, 'interpreter')} on "
                f"{wording.days(when)}: {names} ({_lacked(scene, group, lacking)})."
                f"{_why(scene, group, lacking, when)}"
                f"{teams_wanted(scene, group, [lang for lang, _ in lacking], *needed)}",
            )


def _lacked(scene: Scene, group: PlacedGroup, lacking: Sequence[tuple[str, int]]) -> str:
    """For whom languages are lacking, and who covers them."""
    return "; ".join(
        rows.who_needs(scene.programme, language, group.members) for language, _ in lacking
    )


def _why(
    scene: Scene, group: PlacedGroup, lacking: Sequence[tuple[str, int]], days: Sequence[int]
) -> str:
    """Where those are who cover the languages that are lacking, as a further sentence."""
    able = dict.fromkeys(s for language, _ in lacking for s in covering(scene, language))
    away = [s for s in able if s not in group.staff or not all(scene.works(s, d) for d in days)]
    return reasons(scene, group, away, days)


def _travelling(scene: Scene, days: Sequence[int]) -> str:
    """How many of staff.csv work on some days, and for how many groups."""
    staff = [s.id for s in scene.programme.staff if all(scene.works(s.id, day) for day in days)]
    groups = [g for g in scene.groups if g.travelling and days[0] in g.host_on]
    return (
        f"staff.csv has {wording.count(len(staff), 'member')} of staff for "
        f"{wording.count(len(groups), 'group')} then"
    )


def _interpreters(scene: Scene, group: PlacedGroup, day: int) -> tuple[str, ...]:
    members = scene.programme.staff_member
    return tuple(s for s in scene.staff_here(group, day) if members[s].role == "interpreter")


def _unheard(scene: Scene, group: PlacedGroup, setting: RuleSetting) -> Iterator[Finding]:
    spoken = scene.programme.interpreting_languages
    who = [p for p in group.members if p in spoken and spoken[p] is None]
    if who:
        yield setting.finding(
            who,
            len(who),
            f"No interpreter covers any language of {wording.people(scene.programme, who)} "
            f"in {group.id} ({rows.cell('participants', 'languages', *who)}). What would help: "
            f"an interpreter of {_spoken(scene, who)} in staff.csv.",
            level="soft",
        )


def _spoken(scene: Scene, who: Sequence[str]) -> str:
    """The best language of each of some people."""
    people = (scene.programme.participant[p] for p in who)
    best = {language_name(p.languages[0].primary) for p in people if p.languages}
    return wording.listed(sorted(best)) or "their language"


def accompanied(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the staff of each group of a split phase who work on each day of its stops.

    At least one of them, and with no interpreter at least one liaison. Unit: staff missing.
    """
    for group in scene.groups:
        if not group.travelling:
            continue
        alone = [day for day in group.host_on if not scene.staff_here(group, day)]
        if alone:
            liaisons = [s.id for s in scene.programme.staff if s.role == "liaison"]
            yield setting.finding(
                (group.id,),
                1,
                f"{group.id} has neither an interpreter nor a liaison with it on "
                f"{wording.days(alone)} ({_travelling(scene, alone)})."
                f"{reasons(scene, group, liaisons, alone)} What would help: one more liaison who "
                f"works then.",
            )


RULES = (
    Rule(
        "group_languages",
        "groups",
        "A group has at most the interpreted languages that its phase allows.",
        "hard",
        100,
        "languages over",
        check=group_languages,
    ),
    Rule(
        "interpreted",
        "groups",
        "Each interpreted language of a group has, on each day of a stop, two "
        "simultaneous interpreters or one consecutive, each serving one language.",
        "hard",
        100,
        "interpreters missing",
        settings={"simultaneous": 2, "consecutive": 1},
        check=interpreted,
    ),
    Rule(
        "accompanied",
        "groups",
        "On each day each travelling group has at least one member of staff, and a group "
        "with no interpreter at least one liaison.",
        "hard",
        100,
        "staff missing",
        check=accompanied,
    ),
)
