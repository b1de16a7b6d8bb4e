"""Which of many names somebody probably meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches


def folded(text: str) -> str:
    """`text` without accents, case, punctuation and repeated blanks, for comparing names."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = (c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def closest(text: str, meanings: Mapping[str, str], cutoff: float = 0.75) -> str | None:
    """What `text` means: the value of the key of `meanings` nearest to it, or None.

    Keys are `folded` names. `cutoff` is the least likeness, from 0 to 1; among keys equally like
    `text` the first in alphabetical order wins.
    """
    wanted = folded(text)
    if not wanted:
        return None
    if wanted in meanings:
        return meanings[wanted]
    near = get_close_matches(wanted, sorted(meanings), n=1, cutoff=cutoff)
    return meanings[near[0]] if near else None
