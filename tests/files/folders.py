"""A small sound programme folder, as texts by file name, for tests to spoil."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

TOML = """\
[programme]
id = "small"
title = "A small programme"
starts = 2020-03-28
ends = 2020-04-18

[[objectives]]
id = "liberties"
title = "Civil liberties"

[[themes]]
id = "cyber"
title = "Cyber warfare"

[[themes]]
id = "borders"
title = "Border threats"

[[phases]]
id = "washington"
kind = "together"
title = "Plenaries"
hosts = ["washington"]
starts = 2020-03-28
ends = 2020-04-04

[[phases]]
id = "cities"
kind = "split"
title = "City splits"
starts = 2020-04-05
ends = 2020-04-11
groups = 2
size = [1, 3]
route = [7]
hosts = ["austin", "reno"]

[[phases]]
id = "new-york"
kind = "together"
title = "Conference"
hosts = ["new-york"]
starts = 2020-04-12
ends = 2020-04-17
meetings = { minutes = 20, per_participant = [2, 6], windows = ["2020-04-15T13:30/17:30"] }

[rules]
same_country = { level = "soft", weight = 30 }
"""

SOUND: Mapping[str, str] = {
    "programme.toml": TOML,
    "participants.csv": """\
id,given_name,family_name,country,languages,interests,status,gender,visited
P1,Ana,Example,BR,pt;en,cyber:3;borders:1,confirmed,f,
P2,Ben,Example,FR,fr,borders,confirmed,m,reno
P3,Chi,Example,CN,zh-Hans;en,,confirmed,x,
P4,Dee,Example,FR,en,,confirmed,,
P5,Eva,Example,DE,de;en,,withdrawn,,
""",
    "hosts.csv": """\
id,city,latitude,longitude,timezone,state,country,airport,groups
washington,Washington,38.9,-77.04,America/New_York,DC,US,DCA,
austin,Austin,30.27,-97.74,America/Chicago,TX,US,AUS,1
reno,Reno,39.53,-119.81,America/Los_Angeles,NV,US,RNO,1
new-york,New York,40.71,-74.01,America/New_York,NY,US,JFK,
""",
    "offers.csv": """\
id,host,kind,title,minutes,windows,latitude,longitude,level,themes,objectives,capacity,visits
O1,austin,appointment,County Sheriff,90,Mon-Fri 09:00/17:00,30.3,-97.7,local,cyber:2,liberties,20,2
O2,austin,cultural,Museum,120,Sat 10:00/16:00,,,,,,,
O3,reno,site_visit,State laboratory,60,2020-04-07T09:00/12:00,,,state,borders,,,
""",
    "sessions.csv": """\
id,phase,title,minutes,kind,starts,windows,room,speakers,required,capacity
S1,washington,Opening,60,plenary,2020-03-30T09:00,,hall,C1,yes,
S2,new-york,Workshop,90,workshop,,Mon-Fri 09:00/12:00,,,no,20
""",
    "rooms.csv": """\
id,host,name,capacity,booths
hall,washington,Main hall,60,3
loft,new-york,Loft,40,
""",
    "counterparts.csv": """\
id,given_name,family_name,level,themes,languages,phase,windows,meetings,prefers,refuses
C1,Flo,Sample,federal,cyber,en,new-york,2020-04-15T13:30/15:00,4,P1;fr,CN
""",
    "wishes.csv": "participant,counterpart,weight\nP1,C1,4\n",
    "staff.csv": """\
id,name,role,languages,mode,from,until,home,daily_rate
I1,Gus Sample,interpreter,fr;en,consecutive,2020-03-28,2020-04-18,reno,310.50
L1,Hal Sample,liaison,en,,,,,
""",
    "pairs.csv": "a,b,rule,level,until\nP1,P2,apart,hard,\nP3,P4,together,soft,2020-04-11\n",
    "transfers.csv": "from,to,minutes\nO1,austin,25\n",
    "legs.csv": """\
id,from,to,mode,departs,arrives,minutes,seats,days
L1,washington,austin,air,09:30,12:10,220,40,Mon-Fri
L2,reno,new-york,air,2020-04-12T08:00,2020-04-12T16:30,,,
""",
    "rates.csv": "host,month,lodging,meals\naustin,4,150,66\nreno,2020-04,120.50,61\n",
}


def put(folder: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Path:
    """The sound folder with `changes` laid over it (None takes a file away), in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in (dict(SOUND) | dict(changes or {})).items():
        if content is not None:
            raw = content.encode() if isinstance(content, str) else content
            (folder / name).write_bytes(raw)
    return folder


def spoilt(name: str, old: str, new: str) -> dict[str, str]:
    """The change that puts `new` in the place of `old`, which stands once in the file `name`."""
    assert SOUND[name].count(old) == 1, (name, old)
    return {name: SOUND[name].replace(old, new)}
