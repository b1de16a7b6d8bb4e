"""Countries: which exist, what they are called, and in which region of the world they lie."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from sojourn.reference.suggestions import closest, folded

REGIONS = {
    "North America": "US CA BM GL PM",
    "Latin America": "AR BO BR BZ CL CO CR EC FK GF GS GT GY HN MX NI PA PE PY SR SV UY VE",
    "Caribbean": "AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC"
    " VG VI",
    "Western Europe": "AD AT AX BE CH DE DK ES FI FO FR GB GG GI GR IE IM IS IT JE LI LU MC MT NL"
    " NO PT SE SJ SM VA",
    "Eastern Europe": "AL AM AZ BA BG BY CY CZ EE GE HR HU LT LV MD ME MK PL RO RS RU SI SK TR UA"
    " XK",
    "Middle East and North Africa": "AE BH DZ EG EH IL IQ IR JO KW LB LY MA OM PS QA SA SY TN YE",
    "Sub-Saharan Africa": "AO BF BI BJ BW CD CF CG CI CM CV DJ ER ET GA GH GM GN GQ GW IO KE KM"
    " LR LS MG ML MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TF TG TZ UG YT ZA ZM"
    " ZW",
    "South and Central Asia": "AF BD BT IN KG KZ LK MV NP PK TJ TM UZ",
    "East and Southeast Asia": "BN CN HK ID JP KH KP KR LA MM MN MO MY PH SG TH TL TW VN",
    "Oceania": "AQ AS AU BV CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV"
    " UM VU WF WS",
}
"""Codes of every country by region of the world.

The regions follow the bureaux of foreign ministries more than geography, for that is how
delegations are told apart. Uninhabited territories are with their neighbours.
"""

ELSEWHERE = "Elsewhere"
"""The region of codes that are no country's."""

_LANGUAGES = ("fr", "es", "pt", "de", "it", "ru", "ar", "zh")
_REGION = {code: region for region, codes in REGIONS.items() for code in codes.split()}

_NAMES = {
    "CD": "DR Congo",
    "CV": "Cabo Verde",
    "CG": "Republic of the Congo",
    "HK": "Hong Kong",
    "MM": "Myanmar",
    "MO": "Macao",
    "PS": "Palestinian Territories",
    "SZ": "Eswatini",
    "TL": "Timor-Leste",
}
"""Printed names where CLDR's are unusual in letters and books."""

_OTHER_NAMES = {
    "america": "US",
    "u s": "US",
    "u s a": "US",
    "united states of america": "US",
    "uk": "GB",
    "great britain": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northern ireland": "GB",
    "el": "GR",
    "holland": "NL",
    "the netherlands": "NL",
    "turkey": "TR",
    "ivory coast": "CI",
    "burma": "MM",
    "swaziland": "SZ",
    "cape verde": "CV",
    "east timor": "TL",
    "macedonia": "MK",
    "czech republic": "CZ",
    "korea": "KR",
    "south korea": "KR",
    "republic of korea": "KR",
    "korea republic of": "KR",
    "korea democratic people s republic of": "KP",
    "north korea": "KP",
    "russian federation": "RU",
    "democratic republic of the congo": "CD",
    "drc": "CD",
    "congo": "CG",
    "congo kinshasa": "CD",
    "congo brazzaville": "CG",
    "palestine": "PS",
    "holy see": "VA",
    "the gambia": "GM",
    "the bahamas": "BS",
    "the philippines": "PH",
    "republic of moldova": "MD",
    "syrian arab republic": "SY",
    "viet nam": "VN",
    "lao pdr": "LA",
    "kosova": "XK",
    "xkx": "XK",
    "uae": "AE",
    "ksa": "SA",
    "emirates": "AE",
    "bosnia": "BA",
    "trinidad": "TT",
}


def is_country(code: str) -> bool:
    """Whether `code` is an ISO 3166-1 alpha-2 code, or ``XK``, in capital letters."""
    return code in _REGION


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    """Printed names by code, in English."""
    from babel import Locale

    territories = Locale("en").territories
    return {code: str(territories[code]) for code in sorted(_REGION)} | _NAMES


def country_name(code: str, overlay: Mapping[str, str] = {}) -> str:
    """The English name of `code`; `overlay` wins, and an unknown code is its own name."""
    key = code.upper()
    return overlay.get(key) or _names().get(key, code)


@lru_cache(maxsize=1)
def _meanings() -> Mapping[str, str]:
    """Folded names and alpha-3 codes to alpha-2 codes."""
    from babel import Locale
    from babel.core import get_global

    meanings = {}
    for old, new in sorted(get_global("territory_aliases").items()):
        if old.isalpha() and (len(old) == 3 or len(new) == 1) and new[0] in _REGION:
            meanings[folded(old)] = new[0]
    territories = Locale("en").territories
    for code in sorted(_REGION):
        meanings[folded(territories[code])] = code
        meanings[folded(_names()[code])] = code
    return meanings | _OTHER_NAMES


@lru_cache(maxsize=1)
def _foreign_meanings() -> Mapping[str, str]:
    """Folded names in other languages (``allemagne``) to codes."""
    from babel import Locale

    meanings: dict[str, str] = {}
    for language in _LANGUAGES:
        territories = Locale(language).territories
        for code in sorted(_REGION):
            meanings.setdefault(folded(territories[code]), code)
    return meanings


@lru_cache(maxsize=4096)
def suggest_country(text: str) -> str | None:
    """The code that `text` probably means: ``Frnace``, ``FRA`` and ``france`` -> ``FR``."""
    code = text.strip().upper()
    if is_country(code):
        return code
    return closest(text, _meanings()) or _foreign_meanings().get(folded(text))


def region(code: str) -> str:
    """The region of the world in which the country `code` lies, or `ELSEWHERE` if unknown."""
    return _REGION.get(code.upper(), ELSEWHERE)
