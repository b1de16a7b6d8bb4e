"""Make the reference programme: ``python examples/make_safer_world.py [DIRECTORY]``.

The folder is afterwards kept as files that a person edits; running the script again makes the same
files byte for byte. All people are invented.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterable
from pathlib import Path

from making import cities, conference, offers, roster, staff

SEED = 2020
HERE = Path(__file__).parent
TABLES = {
    "participants": (
        "id given_name family_name country languages field position organisation gender rank "
        "interests status diet observance access added visited arrives departs group embassy "
        "email notes"
    ),
    "hosts": (
        "id city latitude longitude timezone state country airport size organisation "
        "participants groups windows closed access diets lodging_rooms"
    ),
    "offers": (
        "id host kind title minutes windows latitude longitude organisation level themes "
        "objectives capacity visits status clearance_days step_free cost cost_per_person "
        "languages contact email phone notes"
    ),
    "sessions": (
        "id phase title minutes kind starts windows room themes objectives speakers track "
        "required capacity level"
    ),
    "rooms": "id host name capacity booths step_free latitude longitude",
    "counterparts": (
        "id given_name family_name organisation level position themes languages phase windows "
        "meetings email"
    ),
    "wishes": "participant counterpart weight",
    "staff": "id name role languages mode from until daily_rate home conflicts gender",
    "pairs": "a b rule level weight reason",
    "transfers": "from to minutes notes",
    "legs": "id from to mode departs arrives seats cost_per_person notes",
    "rates": "host month lodging meals notes",
}


def tables(seed: int) -> dict[str, list[dict[str, str]]]:
    """The rows of every table; each table draws from a stream of its own."""
    people = roster.participants()
    counterparts = list(conference.counterparts(random.Random(seed + 1)))
    return {
        "participants": people,
        "hosts": cities.hosts(),
        "offers": offers.offers(random.Random(seed)),
        "sessions": list(conference.sessions()),
        "rooms": list(conference.rooms()),
        "counterparts": counterparts,
        "wishes": staff.wishes(random.Random(seed + 2), people, counterparts, 200),
        "staff": list(staff.staff()),
        "pairs": list(staff.pairs(people)),
        "transfers": list(staff.transfers()),
        "legs": list(staff.legs()),
        "rates": list(staff.rates()),
    }


def write(directory: Path, seed: int = SEED) -> None:
    """Write programme.toml and the tables into `directory`."""
    directory.mkdir(parents=True, exist_ok=True)
    text = (HERE / "making" / "programme.toml").read_text(encoding="utf-8")
    (directory / "programme.toml").write_text(text, encoding="utf-8", newline="\n")
    for name, rows in tables(seed).items():
        _write_table(directory / f"{name}.csv", TABLES[name].split(), rows)


def _write_table(path: Path, columns: list[str], rows: Iterable[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "safer-world-2020")
