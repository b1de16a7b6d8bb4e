"""Languages: which exist, their English names, and which are official where. Source: CLDR."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from sojourn.reference.suggestions import closest, folded

_OTHER_NAMES = {
    "prs": "Dari",
    "pes": "Persian",
    "arb": "Arabic",
    "cmn": "Mandarin Chinese",
    "cnr": "Montenegrin",
    "gcf": "Guadeloupean Creole",
}
_LOCAL_TAGS = {("fa", "AF"): "fa_AF"}
_OTHER_TAGS = {
    "farsi": "fa",
    "mandarin": "zh",
    "simplified chinese": "zh-Hans",
    "traditional chinese": "zh-Hant",
    "dari": "fa-AF",
    "castilian": "es",
    "kiswahili": "sw",
    "bangla": "bn",
    "tagalog": "tl",
    "moldovan": "ro",
    "montenegrin": "cnr",
}


_OWN_SUBTAGS = (
    "adp als arb ayr azj cls cmn cwd drh drw ekk esk fat fuc gaz gug hbs ike khk kmr knc kng kpv"
    " lvs npi ojg ory pbu pes plt prp prs quz spv src swc swh tnf uzn ydd zsm zyb"
)
"""Three-letter subtags in their own right of languages that are part of a two-letter one.

All other three-letter codes of languages with two letters (``eng``) are not BCP 47.
"""


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    """English names by CLDR key, such as ``fa_AF``."""
    from babel import Locale

    return {**_OTHER_NAMES, **dict(Locale("en").languages)}


@lru_cache(maxsize=1)
def _subtags() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Known primary subtags, scripts and regions, in lower case."""
    from babel import Locale
    from babel.core import get_global

    english = Locale("en")
    primary = {key.split("_")[0].lower() for key in _names()}
    for spoken in get_global("territory_languages").values():
        primary |= {key.split("_")[0] for key in spoken}
    own = _OWN_SUBTAGS.split()
    for old, new in get_global("language_aliases").items():
        too_long = len(old) > len(new.split("_")[0]) and old not in own
        if old.isalpha() and not too_long:
            primary.add(old.lower())
    primary -= {"und", "mul", "zxx", "root"}
    scripts = frozenset(key.lower() for key in english.scripts)
    regions = frozenset(key.lower() for key in english.territories)
    return frozenset(primary), scripts, regions


@lru_cache(maxsize=4096)
def is_language(tag: str) -> bool:
    """Whether `tag` is a BCP 47 tag whose language, script and region exist."""
    primary, *rest = tag.strip().replace("_", "-").lower().split("-")
    languages, scripts, regions = _subtags()
    if primary not in languages:
        return False
    return all(_known(part, scripts, regions) for part in rest)


def _known(part: str, scripts: frozenset[str], regions: frozenset[str]) -> bool:
    if len(part) == 4 and part.isalpha():
        return part in scripts
    if len(part) == 2 or (len(part) == 3 and part.isdigit()):
        return part in regions
    return 4 <= len(part) <= 8 and part.isalnum()


@lru_cache(maxsize=4096)
def language_name(tag: str) -> str:
    """The English name: ``fa-AF`` -> Dari, ``zh-Hans`` -> Simplified Chinese; else the tag."""
    from babel import Locale
    from babel.core import get_global

    parts = tag.strip().replace("-", "_").split("_")
    shaped = [parts[0].lower()]
    shaped += [p.title() if len(p) == 4 else p.upper() for p in parts[1:]]
    names = _names()
    for length in range(len(shaped), 0, -1):
        name = names.get("_".join(shaped[:length]))
        if name is not None:
            break
    else:
        alias = get_global("language_aliases").get(shaped[0])
        if alias is None:
            return tag
        name, length = language_name(alias), 1
    english = Locale("en")
    rest = [english.scripts.get(p) or english.territories.get(p) or p for p in shaped[length:]]
    return f"{name} ({', '.join(rest)})" if rest else name


@lru_cache(maxsize=1)
def _meanings() -> Mapping[str, str]:
    """Folded names and three-letter codes to tags."""
    from babel.core import get_global

    aliases = get_global("language_aliases")
    meanings = {folded(old): new.replace("_", "-") for old, new in sorted(aliases.items())}
    for key, name in sorted(_names().items(), reverse=True):
        if key not in ("und", "mul", "zxx"):
            meanings[folded(name)] = key.replace("_", "-")
    return meanings | _OTHER_TAGS


@lru_cache(maxsize=4096)
def suggest_language(text: str) -> str | None:
    """The tag that `text` probably means: ``Frensh`` -> ``fr``, ``eng`` -> ``en``."""
    if is_language(text):
        return text.strip().replace("_", "-")
    return closest(text, _meanings())


@lru_cache(maxsize=512)
def languages_of(country: str) -> tuple[str, ...]:
    """Tags of the official languages of `country` (alpha-2), the most spoken first.

    One tag for each language: ``sr``, and not ``sr-Latn`` besides.
    """
    from babel.core import get_global

    spoken = get_global("territory_languages").get(country.upper(), {})
    official = [
        (-facts["population_percent"], key)
        for key, facts in spoken.items()
        if facts["official_status"] in ("official", "de_facto_official")
    ]
    tags = [_LOCAL_TAGS.get((key, country.upper()), key) for _, key in sorted(official)]
    first = {tag.split("_")[0]: tag for tag in reversed(tags)}
    return tuple(tag.replace("_", "-") for tag in tags if first[tag.split("_")[0]] == tag)
