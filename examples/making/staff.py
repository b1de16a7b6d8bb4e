"""Interpreters, liaisons, pairs, journeys and everything else that ties the programme."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

Row = dict[str, str]

# Name, role, languages, mode, daily rate, home, gender, then from and until where they are partial.
STAFF = """
Odile Bercheny|interpreter|fr;en|simultaneous|520|washington|f|
Baptiste Okemba|interpreter|fr;en|simultaneous|520|new-york|m|
Solange Tremblière|interpreter|fr;en|simultaneous|500|washington|f|
Mathurin Desgagnés|interpreter|fr;en|simultaneous|500|tampa|m|
Pilar Zubizarreta Lowe|interpreter|es;en|simultaneous|480|washington|f|
Fermín Oyarzábal|interpreter|es;en|simultaneous|480|san-diego|m|
Graciela Montcada|interpreter|es;en|simultaneous|480|tampa|f|
Teodoro Villaseca|interpreter|es;pt;en|simultaneous|490|austin|m|
Hanan Kassabieh|interpreter|ar;en|simultaneous|540|washington|f|
Sami Trabulsieh|interpreter|ar;fr;en|simultaneous|540|washington|m|
Widad Mourabet|interpreter|ar;en|simultaneous|540|new-york|f|
Nizar Halawani-Reed|interpreter|ar;en|simultaneous|540|phoenix|m|
Ksenia Dobrolyubskaya|interpreter|ru;uk;en|simultaneous|510|new-york|f|
Arkady Levitsyn|interpreter|ru;en|simultaneous|510|washington|m|
Conceição Valadares|interpreter|pt;en|simultaneous|500|washington|f|
Nuno Calheiros|interpreter|pt;en|simultaneous|500|new-york|m|
Meilin Chao-Werner|interpreter|zh-Hans;en|consecutive|430|sacramento|f|
Quỳnh Hoa Đặng|interpreter|vi;en|consecutive|430|washington|f|
Zarina Yuldasheva|interpreter|ru;en|consecutive|420|washington|f|2020-04-04 2020-04-12
Estelle Nkounkou|interpreter|fr;en|consecutive|420|kansas-city|f|2020-04-04 2020-04-12
Walter Pankhurst|liaison|en|simultaneous|240|washington|m|
Regina Threlkeld|liaison|en;es|simultaneous|240|washington|f|
Douglas Ashworthy|liaison|en|simultaneous|235|tampa|m|
Philomena Strake|liaison|en;fr|simultaneous|235|new-york|f|
Leland Birdsong|liaison|en|simultaneous|230|salt-lake-city|m|
Carolyn Upchurch-Vega|liaison|en;es|simultaneous|230|cleveland|f|
Rosemary Tillinghast|liaison|en|simultaneous|230|washington|f|
"""

# Family names or countries, rule, level, reason.
PAIRS = """
Montejano|Cifuentes Rojano|apart|soft|Lead the same regional course; two reports are wanted.
Barragán Ospina|Larrauri|together|hard|Write a joint handbook on asset recovery on the way.
Mabasela|Oosthuis|together|hard|Colonel Oosthuis assists Ms Mabasela.
Deshkar|Sundaresan|apart|hard|Ministry asks for two cities, to brief two state academies.
Barlas|Swatiwal|apart|hard|Prosecutor and investigator of one pending case.
Okwuosa-Eze|Gwarmai|apart|hard|Their agencies report separately.
Berezhnyk|Holovchuk|apart|soft|Two cities are to be compared for one training plan.
EE|PL|apart|hard|Twinned agencies: each is to bring home another city's practice.
KE|TZ|apart|soft|Joint border project: both sides of it want their own contacts.
"""

# City, flying on 5 April: morning and afternoon times, then on 12 April, then the fare.
FLIGHTS = """
austin|08:10 09:55|13:20 15:05|07:05 12:50|12:20 17:05|215 290
cleveland|09:05 11:35|13:10 15:40|09:40 11:15|12:30 14:05|180 145
des-moines|07:45 11:20|13:15 16:40|07:10 12:30|12:35 17:40|260 270
huntsville|08:30 11:05|13:15 15:55|07:20 12:25|12:25 17:20|230 245
kansas-city|08:00 09:50|13:05 14:55|07:30 11:45|12:40 16:50|195 225
pensacola|08:40 10:55|13:30 15:50|07:15 12:40|12:30 17:45|210 255
phoenix|08:20 10:20|15:10 17:05|07:00 14:45|12:05 19:50|285 330
reno|07:15 12:05|15:05 19:40|06:30 16:20|09:05 18:35|340 380
sacramento|07:05 11:50|15:15 19:50|06:25 16:05|09:10 19:05|330 375
salt-lake-city|08:05 11:25|14:10 18:45|07:40 14:15|12:10 18:45|295 320
san-diego|07:40 11:15|15:20 19:30|06:50 15:20|09:15 17:45|305 345
tucson|07:20 11:10|15:05 18:55|06:35 16:10|09:10 18:40|310 350
"""

TRANSFERS = (
    ("R02", "R03", 40, "Two gates; identity check at the fort"),
    ("R01", "R02", 30, "Security at the entrance"),
    ("R21", "R26", 50, "Midtown traffic"),
    ("R21", "R27", 50, "Midtown traffic"),
    ("R21", "R28", 55, "Midtown traffic; identity check"),
    ("R21", "R29", 60, "Over the bridge"),
    ("R15", "R16", 55, "Over the bay"),
)

RATES = (
    ("tampa", "4", "149", "66", "Conference rate of the hotel"),
    ("huntsville", "4", "104", "61", "Rate offered by the host"),
)


def staff() -> Iterator[Row]:
    """The rows of staff.csv."""
    counts = {"interpreter": 0, "liaison": 0}
    for line in STAFF.strip().splitlines():
        name, role, languages, mode, rate, home, gender, dates = line.split("|")
        counts[role] += 1
        first, last = dates.split() or ("2020-03-28", "2020-04-18")
        yield {
            "id": f"{'I' if role == 'interpreter' else 'L'}{counts[role]:02d}",
            "name": name, "role": role, "languages": languages,
            "mode": mode if role == "interpreter" else "",
            "from": first, "until": last, "daily_rate": rate, "home": home,
            "conflicts": "RW" if name == "Estelle Nkounkou" else "", "gender": gender,
        }  # fmt: skip


def pairs(participants: Sequence[Row]) -> Iterator[Row]:
    """The rows of pairs.csv."""
    ids = {row["family_name"]: row["id"] for row in participants}
    for line in PAIRS.strip().splitlines():
        a, b, rule, level, reason = line.split("|")
        yield {
            "a": ids.get(a, a), "b": ids.get(b, b), "rule": rule, "level": level,
            "weight": "20" if level == "soft" else "", "reason": reason,
        }  # fmt: skip


def legs() -> Iterator[Row]:
    """The rows of legs.csv: the charter to Tampa, then two flights a city each way."""
    yield _leg(
        1, "washington", "tampa", "2020-04-02", "10:30 12:55", "150", "165", "Charter, one aircraft"
    )
    number = 1
    for line in FLIGHTS.strip().splitlines():
        city, out_early, out_late, back_early, back_late, fares = line.split("|")
        out_fare, back_fare = fares.split()
        for origin, destination, day, times, fare in (
            ("tampa", city, "2020-04-05", out_early, out_fare),
            ("tampa", city, "2020-04-05", out_late, out_fare),
            (city, "new-york", "2020-04-12", back_early, back_fare),
            (city, "new-york", "2020-04-12", back_late, back_fare),
        ):
            number += 1
            yield _leg(number, origin, destination, day, times, "26", fare, "Block held to 1 March")


def _leg(
    number: int, origin: str, destination: str, day: str, times: str, seats: str, fare: str,
    notes: str,
) -> Row:  # fmt: skip
    departs, arrives = times.split()
    return {
        "id": f"J{number:02d}", "from": origin, "to": destination, "mode": "air",
        "departs": f"{day}T{departs}", "arrives": f"{day}T{arrives}", "seats": seats,
        "cost_per_person": fare, "notes": notes,
    }  # fmt: skip


def transfers() -> Iterator[Row]:
    """The rows of transfers.csv."""
    for origin, destination, minutes, notes in TRANSFERS:
        yield {"from": origin, "to": destination, "minutes": str(minutes), "notes": notes}


def rates() -> Iterator[Row]:
    """The rows of rates.csv."""
    for host, month, lodging, meals, notes in RATES:
        yield {"host": host, "month": month, "lodging": lodging, "meals": meals, "notes": notes}


def wishes(
    rng: random.Random, participants: Sequence[Row], counterparts: Sequence[Row], count: int
) -> list[Row]:
    """`count` rows of wishes.csv: people ask for counterparts who share their interests."""
    confirmed = [row for row in participants if row["status"] == "confirmed"]
    meeting = [row for row in counterparts if row["phase"] == "new-york"]
    scored = [
        (_affinity(a, b) + rng.random() * 4, a["id"], b["id"]) for a in confirmed for b in meeting
    ]
    best = sorted(scored, reverse=True)[: count * 3]
    chosen = sorted(rng.sample(best, count), key=lambda item: item[1:])
    return [
        {"participant": a, "counterpart": b, "weight": str(min(5, max(2, round(score / 5))))}
        for score, a, b in chosen
    ]


def _affinity(participant: Row, counterpart: Row) -> int:
    interests, themes = (_weights(participant["interests"]), _weights(counterpart["themes"]))
    return sum(weight * themes.get(theme, 0) for theme, weight in interests.items())


def _weights(text: str) -> dict[str, int]:
    return {part.split(":")[0]: int(part.split(":")[1]) for part in text.split(";") if part}
