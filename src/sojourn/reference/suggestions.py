"""Which of many names somebody probably meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches

_CODE = 3


def folded(text: str) -> str:
    """`text` without accents, case, punctuation and repeated blanks, for comparing names."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = (c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def closest(text: str, meanings: Mapping[str, str], cutoff: float = 0.75) -> str | None:
    """What `text` means: the value of the key of `meanings` nearest to it, or None.

    Keys are `folded` names. A key that is `text` wins, then the longest key that begins `text`
    (``iran islamic republic of``), then the only meaning whose keys begin with it (``burkina``),
    then the key most like it, if its likeness is at least `cutoff`, from 0 to 1. Up to three
    letters are a code, which is known or is not.
    """
    wanted = folded(text)
    if wanted in meanings:
        return meanings[wanted]
    if len(wanted) <= _CODE:
        return None
    begun = [key for key in meanings if len(key) > _CODE and wanted.startswith(f"{key} ")]
    if begun:
        return meanings[max(begun, key=len)]
    longer = {meaning for key, meaning in meanings.items() if key.startswith(f"{wanted} ")}
    if len(longer) == 1:
        return longer.pop()
    near = get_close_matches(wanted, sorted(meanings), n=1, cutoff=cutoff)
    return meanings[near[0]] if near else None
