"""The offers of the reference programme, made from templates with a seed."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from making import resources, sights
from making.cities import AIRPORTS, CITIES, LANDMARKS, TOGETHER, City
from making.roster import THEME_LETTERS

CAPACITY = {"s": (12, 14, 15), "m": (16, 18, 18, 20), "l": (24, 30, 40), "x": (120, 140)}
WEEKLY = {
    "office": ("Mon-Fri 09:00/17:00", "Mon-Fri 09:00/12:00;Mon-Fri 13:00/17:00"),
    "morning": ("Mon-Fri 09:00/12:00", "Tue-Fri 09:00/12:30"),
    "court": ("Mon-Thu 09:00/12:00;Mon-Thu 13:30/16:30", "Mon-Fri 09:30/12:00"),
    "school": ("Mon-Thu 09:00/15:00", "Tue-Thu 10:00/14:30"),
    "any": ("Mon-Sat 09:00/18:00", "Tue-Sat 10:00/17:30"),
    "weekend": ("Sat 10:00/17:00", "Sat 09:30/16:00"),
    "evening": ("Mon-Thu 18:00/21:30", "Tue-Sat 18:00/21:30"),
}
STATUSES = ("confirmed",) * 9 + ("requested",) * 7 + ("offered",) * 8 + ("declined",)
WORKDAYS = {
    "washington": ("2020-03-30", "2020-03-31", "2020-04-01"),
    "tampa": ("2020-04-03",),
    "new-york": ("2020-04-13", "2020-04-14"),
}
CITY_WORKDAYS = ("2020-04-06", "2020-04-07", "2020-04-08", "2020-04-09", "2020-04-10")
SLOTS = ("09:00/12:00", "09:30/12:00", "13:30/16:30", "14:00/17:00")
CENTRAL_LEVELS = ("federal", "state", "private")


@dataclass(frozen=True)
class Template:
    """A kind of organisation and what it can show."""

    kind: str
    level: str
    themes: str
    objectives: str
    window: str
    minutes: tuple[int, ...]
    capacity: str
    marks: tuple[str, ...]
    organisation: str
    titles: tuple[str, ...]

    def mark(self, letter: str) -> str:
        """The rest of the mark that begins with `letter`, or nothing."""
        found = (m[1:] for m in self.marks if m[0] == letter and m not in ("yes", "ns"))
        return next(found, "")


def templates(text: str) -> list[Template]:
    """The templates of `text`, three lines each."""
    lines = text.strip().splitlines()
    return [_template(*lines[i : i + 3]) for i in range(0, len(lines), 3)]


def by_city(text: str) -> dict[str, list[Template]]:
    """The templates of `text` by the city's id in brackets before them."""
    parts = re.split(r"^\[([a-z-]+)\]\n", text.strip() + "\n", flags=re.MULTILINE)[1:]
    return {city: templates(body) for city, body in zip(parts[::2], parts[1::2], strict=True)}


def _template(first: str, organisation: str, titles: str) -> Template:
    kind, level, themes, objectives, window, minutes, capacity, marks = first.split("|")
    weighted = ";".join(f"{THEME_LETTERS[t[0]]}:{t[1]}" for t in themes.split())
    return Template(
        kind, level, weighted, ";".join(objectives.split()), window,
        tuple(int(m) for m in minutes.split()), capacity, tuple(marks.split()),
        organisation.strip(), tuple(titles.strip().split(" / ")),
    )  # fmt: skip


def offers(rng: random.Random) -> list[dict[str, str]]:
    """The rows of offers.csv: every city's own choice of templates, in order of kind."""
    rows: list[dict[str, str]] = []
    together, local = by_city(sights.TOGETHER), by_city(sights.LOCAL)
    for city in TOGETHER:
        rows.extend(_row(rng, city, template) for template in together[city.id])
    for city in CITIES:
        chosen = [*_chosen(rng, city), *local[city.id]]
        rows.extend(_row(rng, city, t) for t in chosen if t.kind not in ("cultural", "hospitality"))
        rows.extend(_row(rng, city, t) for t in chosen if t.kind in ("cultural", "hospitality"))
    for number, row in enumerate(rows, 1):
        row["id"] = f"O{number:03d}"
        row["email"] = f"o{number:03d}@hosts.example"
    return rows


def _chosen(rng: random.Random, city: City) -> Iterator[Template]:
    """The city's templates: more likely those on the themes in which it is strong."""
    strong = {THEME_LETTERS[letter] for letter in city.focus}
    for template in templates(resources.PROFESSIONAL):
        only = template.mark("*")
        if only and THEME_LETTERS[only] not in strong:
            continue
        fits = bool(strong & {part.split(":")[0] for part in template.themes.split(";")})
        if rng.random() < (0.66 if fits else 0.36) or only:
            yield template
    for position, template in enumerate(templates(resources.SOCIAL)):
        if position < 2 or rng.random() < 0.62:
            yield template


def _row(rng: random.Random, city: City, template: Template) -> dict[str, str]:
    names = (city.names if city.words else {}) | {"organisation": city.organisation}
    minutes = rng.choice(template.minutes)
    near = template.level in CENTRAL_LEVELS or not city.words
    latitude, longitude = _place(rng, city, 1.5 if near else 5.5)
    if "{airport}" in template.organisation:
        latitude, longitude = AIRPORTS[city.id]
    latitude, longitude = LANDMARKS.get(template.organisation, (latitude, longitude))
    status = rng.choice(STATUSES)
    return {
        "id": "",
        "host": city.id,
        "kind": template.kind,
        "title": rng.choice(template.titles).format(**names),
        "minutes": str(minutes),
        "windows": _windows(rng, city, template.window, minutes),
        "latitude": f"{latitude:.4f}",
        "longitude": f"{longitude:.4f}",
        "organisation": template.organisation.format(**names),
        "level": template.level,
        "themes": template.themes,
        "objectives": template.objectives,
        "capacity": str(rng.choice(CAPACITY[template.capacity]))
        if template.capacity != "-"
        else "",
        "visits": template.mark("v") or "1",
        "status": status,
        "clearance_days": template.mark("c"),
        "step_free": {"yes": "yes", "ns": "no"}.get(
            next((m for m in template.marks if m in ("yes", "ns")), ""), ""
        ),
        "cost": rng.choice(("", "", "", "50", "100")) if template.kind == "site_visit" else "",
        "cost_per_person": template.mark("p"),
        "languages": "en;es" if rng.random() < 0.06 and city.words else "",
        "contact": _contact(template.kind),
        "phone": f"+1-{city.area_code}-555-{rng.randrange(100, 200):04d}",
        "notes": _notes(template, status),
    }


def _capacity(rng: random.Random, name: str) -> str:
    """One of the sizes of a capacity class; nothing for a place without a limit."""
    return "" if name == "-" else str(rng.choice(CAPACITY[name]))


def _place(rng: random.Random, city: City, spread: float) -> tuple[float, float]:
    """A point about `spread` km from the centre, at most twice that."""
    distance = spread * (0.15 + min(1.85, rng.expovariate(1.4)))
    bearing = rng.uniform(0, 2 * math.pi)
    north = distance * math.cos(bearing) / 111.2
    east = distance * math.sin(bearing) / (111.2 * math.cos(math.radians(city.latitude)))
    return city.latitude + north, city.longitude + east


def _windows(rng: random.Random, city: City, style: str, minutes: int) -> str:
    days = WORKDAYS.get(city.id, CITY_WORKDAYS)
    if style == "slots":
        chosen = sorted(rng.sample(days, min(len(days), rng.choice((2, 2, 3)))))
        return ";".join(f"{day}T{rng.choice(SLOTS)}" for day in chosen)
    if style == "dinner":
        chosen = sorted(rng.sample(days[1:4], 2)) if len(days) > 3 else list(days)
        return ";".join(f"{day}T18:00/21:30" for day in chosen)
    choices = [text for text in WEEKLY[style] if _fits(text, minutes)]
    return rng.choice(choices)


def _fits(text: str, minutes: int) -> bool:
    """Whether `minutes` fit into the first window of the weekly `text`."""
    opens, closes = re.findall(r"(\d\d):(\d\d)", text)[:2]
    return int(closes[0]) * 60 + int(closes[1]) - int(opens[0]) * 60 - int(opens[1]) >= minutes


def _contact(kind: str) -> str:
    return {
        "hospitality": "Hospitality chair",
        "cultural": "Group visits desk",
        "school_visit": "Assistant principal",
        "community": "Programme coordinator",
    }.get(kind, "Community liaison officer")


def _notes(template: Template, status: str) -> str:
    if status == "declined":
        return "Declined: not open to visitors in that week."
    if template.mark("c"):
        return f"Visitor list with passports due {template.mark('c')} days before."
    if template.organisation.startswith("Volunteer hosts"):
        return "Tell hosts each guest's diet, pets and whether alcohol may be served."
    return ""
