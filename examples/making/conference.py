"""Sessions, rooms and counterparts of the phases in which all are together."""

from __future__ import annotations

import random
from collections.abc import Iterator

from making.roster import THEME_LETTERS

# Id, host, name, capacity, booths, then coordinates where it is not at the host's.
ROOMS = """
R01|washington|Hotel, grand ballroom|180|8|
R02|washington|Department of State, main auditorium|220|8|38.8945 -77.0484
R03|washington|National Defense University, lecture hall|160|8|38.8662 -77.0163
R04|washington|National Defense University, seminar room 1|48|3|38.8662 -77.0163
R05|washington|National Defense University, seminar room 2|48|3|38.8662 -77.0163
R06|washington|National Defense University, seminar room 3|48|3|38.8662 -77.0163
R07|washington|Department of Justice, great hall|150|8|38.8933 -77.0247
R11|tampa|Regional Fusion Center, briefing hall|150|8|27.9506 -82.4339
R12|tampa|Regional Fusion Center, operations room A|48|4|27.9506 -82.4339
R13|tampa|Regional Fusion Center, operations room B|48|4|27.9506 -82.4339
R14|tampa|Regional Fusion Center, classroom|48|3|27.9506 -82.4339
R15|tampa|Hotel, river terrace|160|0|
R16|tampa|College task-force training centre, hall|60|4|27.8790 -82.7250
R21|new-york|Conference hotel, ballroom|190|8|
R22|new-york|Conference hotel, room Hudson|48|4|
R23|new-york|Conference hotel, room Harlem|48|3|
R24|new-york|Conference hotel, room Bronx|48|3|
R25|new-york|Conference hotel, room Battery|48|3|
R26|new-york|FBI New York Field Office, auditorium|140|8|40.7157 -74.0040
R27|new-york|Port authority police, training room|48|4|40.7127 -74.0134
R28|new-york|Federal Reserve Bank of New York, learning centre|48|3|40.7083 -74.0087
R29|new-york|Family justice centre, Brooklyn|48|4|40.6926 -73.9897
"""

# Id, kind, when (a start, or a window to be placed in), minutes, room, themes, objectives, marks,
# speakers; then the title. Marks: r required, cN places for N participants, tX track, lX level.
SESSIONS = """
W01|plenary|2020-03-29T14:00|90|R01|||r|C63
  Orientation: the programme, its rules, safety and allowances
W02|reception|2020-03-29T18:00|120|R01|||lcommunity|
  Welcome reception with volunteer hosts of the capital
W03|plenary|2020-03-30T09:30|90|R02|T1|global-cooperation|r lfederal|C61 C62
  Opening: a more safe and secure world needs allies
W04|panel|2020-03-30T11:15|60|R02|N1 H1|crime-methods|r lfederal|C64
  Narcotics and trafficking in persons: two trades, one network
W05|panel|2020-03-30T14:00|75|R02|L1|economy|r lfederal|C65
  What transnational crime costs an economy
W06|panel|2020-03-30T15:30|60|R02||civil-liberties|r|C66
  Security and liberty: where the lines are drawn
W07|plenary|2020-03-31T09:30|90|R03|T1|global-cooperation crime-methods|r lfederal|C67
  Networks against networks: strategy for transnational threats
W08|panel|2020-03-31T11:15|60|R03|B1|crime-methods global-cooperation|r lfederal|C68
  Border threats: from screening to intelligence
W09|workshop|2020-03-31T14:00|75|R03|C1|crime-methods|r|C67
  Cyber warfare exercise: the first seventy-two hours
W10|breakout|2020-03-31T15:30/17:15|75|R04|T2|crime-methods partnerships|c30 tafternoon|
  Violent extremism: what prevention programmes can show
W11|breakout|2020-03-31T15:30/17:15|75|R05|N2 B1|crime-methods global-cooperation|c30 tafternoon|
  Synthetic drugs: precursors and the post
W12|breakout|2020-03-31T15:30/17:15|75|R06|L2 C1|economy crime-methods|c30 tafternoon|
  Beneficial owners, virtual currencies, real arrests
W13|plenary|2020-04-01T09:30|90|R07|L1|justice|r lfederal|C64 C65
  The criminal justice system and international prosecution
W14|panel|2020-04-01T11:15|60|R07|H1|partnerships civil-liberties|r|C66
  Courts, communities and victims
W15|panel|2020-04-01T14:30|75|R01|C1|economy partnerships|r lprivate|C69
  The private sector: banks, platforms and carriers as partners
T01|workshop|2020-04-03T09:00|75|R11|N1|crime-methods partnerships|r lstate|C70
  Multijurisdictional task forces I: one table, many badges
T02|workshop|2020-04-03T10:30|60|R11|B1|crime-methods global-cooperation|r lstate|C71
  Multijurisdictional task forces II: the life of a shared case
T03|breakout|2020-04-03T14:30/16:00|75|R12|H2|partnerships crime-methods|c34 tcases|
  Table A: a trafficking case on the interstate
T04|breakout|2020-04-03T14:30/16:00|75|R13|N2 L1|crime-methods economy|c34 tcases|
  Table B: a container, three ports, one bank
T05|breakout|2020-04-03T14:30/16:00|75|R14|C1 T1|crime-methods civil-liberties|c34 tcases|
  Table C: a threat on line, a crowd in a stadium
T06|plenary|2020-04-03T16:15|60|R11||civil-liberties partnerships|r lstate|C70 C71
  What the tables found; privacy officers reply
T07|reception|2020-04-03T18:00|75|R15||||
  Evening by the river with officers of Tampa Bay
T08|workshop|2020-04-04T09:30|120|R16|N1 B1|crime-methods|c40 ttraining|
  Saturday training: vehicle searches and officer safety
N01|plenary|2020-04-13T10:00|75|R21|T1|partnerships crime-methods|r llocal|C01
  Eight million neighbours: security in a global city
N02|workshop|2020-04-13T14:00/16:30|90|R27|B2 T1|crime-methods|c32 tvisit llocal|C02
  Visit: bridges, tunnels, terminals
N03|workshop|2020-04-13T14:00/16:30|90|R28|L2 C1|economy crime-methods|c32 tvisit lfederal|C03
  Visit: the money that crosses Manhattan
N04|workshop|2020-04-13T14:00/16:30|90|R29|H2|partnerships justice|c32 tvisit llocal|C04
  Visit: one door for victims and families
N05|plenary|2020-04-14T09:30|90|R26|C1|global-cooperation crime-methods|r lfederal|C05 C06
  At the field office: how an investigation goes global
N06|panel|2020-04-14T14:00|75|R21|H1|partnerships civil-liberties|r lcommunity|C07 C08
  Community organisations and the police: hard questions
N07|plenary|2020-04-15T09:00|75|R21||global-cooperation|r lfederal|C05 C09
  Conference opening: combating transnational crime together
N11|breakout|2020-04-15T10:30|75|R22|T2 C1|global-cooperation crime-methods|c28 tA|C10
  A1 Foreign fighters, returnees, evidence
N12|breakout|2020-04-15T10:30|75|R23|N2|crime-methods global-cooperation|c28 tA|C11
  A2 Fentanyl and the new chemistry of the drug trade
N13|breakout|2020-04-15T10:30|75|R24|H2|crime-methods partnerships|c28 tA|C12
  A3 Financial red flags of human trafficking
N14|breakout|2020-04-15T10:30|75|R25|B1 H1|global-cooperation civil-liberties|c28 tA|C13
  A4 Screening people, respecting people
N15|reception|2020-04-15T18:00|120|R21||||
  Conference reception
N16|plenary|2020-04-16T09:00|75|R21|L1|economy global-cooperation|r lprivate|C14 C15
  Crime as a service: the economy of cyber attacks
N21|breakout|2020-04-16T10:30|75|R22|L2 N1|economy crime-methods|c28 tB|C16
  B1 Trade-based laundering
N22|breakout|2020-04-16T10:30|75|R23|C2|crime-methods justice|c28 tB|C17
  B2 Electronic evidence across borders
N23|breakout|2020-04-16T10:30|75|R24|T1 N1|partnerships civil-liberties|c28 tB|C18
  B3 Off-ramps: families, faith groups, police
N24|breakout|2020-04-16T10:30|75|R25|H1 B1|justice global-cooperation|c28 tB|C19
  B4 Smuggling of migrants at sea and on land
N31|breakout|2020-04-16T13:30/15:00|75||L1 T1|justice global-cooperation|c28 tC|C20
  C1 Extradition and mutual legal assistance clinic
N32|breakout|2020-04-16T13:30/15:00|75||N1 H1|justice partnerships|c28 tC|C21
  C2 Protecting witnesses
N33|breakout|2020-04-16T13:30/15:00|75||C1 B1 T1|civil-liberties crime-methods|c28 tC|C22
  C3 Biometrics, data and the law
N34|breakout|2020-04-16T13:30/15:00|75||L2|economy partnerships|c28 tC|C23
  C4 Taking the profit: asset recovery that pays victims
N35|plenary|2020-04-16T15:15|60|R21||global-cooperation partnerships|r lfederal|C05 C24
  Conference closing: pledges for joint work
N36|ceremony|2020-04-16T16:45|45|R21|||r|
  Award of certificates
N37|workshop|2020-04-17T09:30|90|R21||global-cooperation|r|C63
  Evaluation: what will change at home
N38|reception|2020-04-17T17:00|120|R21||||
  Farewell supper
"""

PHASES = {"W": "washington", "T": "tampa", "N": "new-york"}

# Given and family name, organisation, level, position, themes, languages.
COUNTERPARTS = """
Marguerite Hollenbeck|City Police Department|local|Deputy Commissioner, Counter-Terrorism|T3 C1|en
Desmond Achterberg|Port authority police|local|Chief of Security Operations|B3 T2|en
Priscilla Nakagawara|Federal Reserve Bank of New York|federal|Vice President, Compliance|L3 C1|en;ja
Yolanda Etchemendy|Family justice centre|local|Director|H3|en;es
Gordon Pfeiffenberg|FBI New York Field Office|federal|Assistant Director in Charge|T3 C2|en
Renata Kowalczuk|FBI New York Field Office|federal|Supervisory Special Agent, Cyber|C3 L1|en;pl;ru
Clarence Oyelowo-Banks|Coalition of neighbourhood associations|community|Chair|N1 T1 H1|en
Miriam Feldbaum|Civil liberties project|community|Senior Counsel|T2 B1|en;fr
Theodore Vanderwalk|U.S. Attorney's Office, Southern District|federal|Criminal Chief|L3 T2|en
Salma Bouzidane|Centre on terrorism and justice|academic|Research Director|T3|en;fr;ar
Curtis Lindqvist-Hayes|Drug Enforcement Administration|federal|Group Supervisor|N3|en
Beatriz Fonseca-Lund|Bank alliance against trafficking|private|Programme Director|H3 L2|en;pt;es
Howard Tsai-Whitlock|U.S. Customs and Border Protection|federal|Director, Field Operations|B3|en;zh
Ingrid Castellan|Cyber threat alliance|private|Head of Intelligence|C3|en;de
Lamar Prendergast|Payments company|private|Chief Security Officer|C2 L3|en
Evelyn Marchetti-Roe|Homeland Security Investigations|federal|Agent, Trade Transparency|L3 B2|en
Farrukh Delavari|Law school, cyber-crime clinic|academic|Professor of Law|C3|en;tr
Odessa Merriweather|Families against violent extremism|community|Founder|T3|en
Henrik Solbakken|United Nations office|international|Adviser, Smuggling of Migrants|H3 B2|en;fr
Lucille Dardanes|Department of Justice|federal|Associate Director, International Affairs|L2 T2|en;es
Roderick Amblin|U.S. Marshals Service|federal|Inspector, Witness Security|N2 H2|en
Anneke Straathof|Privacy and technology institute|academic|Fellow|C2 B2|en
Jerome Calloway-Finch|District Attorney, New York County|local|Chief, Asset Forfeiture|L3|en
Consuelo Aragonés|Global initiative on crime|international|Director of Networks|N2 L2|en;es;fr
Bertrand Lecavalier|Association of correspondent banks|private|Vice President|L3|en;fr
Winifred Osterhaus|Special Narcotics Prosecutor|local|Trial Bureau Chief|N3|en
Tomasz Wendelin|Transit police|local|Captain, Intelligence|T2 B1|en;ru
Adaeze Nwankpah-Cole|Legal aid for survivors|community|Supervising Attorney|H3|en;fr
Milton Grabowiecki|IRS Criminal Investigation|federal|Supervisory Special Agent|L3 C1|en
Rosalind Teague|State Police|state|Major, Counter-Terrorism Intelligence|T2 N2|en
Ignacio Beltranena|High Intensity Drug Trafficking Area|federal|Deputy Director|N3 L1|en;es
Cassandra Whitcombe|Cybersecurity agency, regional office|federal|Security Adviser|C3 T1|en
Oleksandr Virchenko|Financial data company|private|Director, Sanctions Research|L3 C1|en;uk;ru
Patrice Delacroix-Moore|Caribbean women's health and justice league|community|Director|H2 N1|en;fr
Stanley Eberhart|U.S. Coast Guard, Sector New York|federal|Commander, Response|B3 N2|en
Guadalupe Rentería|Immigrant defenders|community|Managing Attorney|B2 H2|en;es
Nathaniel Orloff|Tech industry council|private|Policy Director|C3|en;ru
Vivian Achebe-Stone|State court system|state|Judge, Human Trafficking Court|H3|en
Leopold Marchand|Interpol liaison office|international|Liaison Officer|T2 N2 H1|en;fr;es
Harriet Bloomquist|Art crime consultancy|private|Director|L2 B1|en
Emmett Radcliffe-Ito|Police foundation|community|Vice President|T1 N1 C1|en
Soraya Khalvati|Institute for the study of diasporas|academic|Senior Fellow|T2 B1|en;ar
Jasper Middelkoop|Container terminal operator|private|Head of Security|B3 N1|en
Philippa Greenaway|Office of Foreign Assets Control|federal|Senior Sanctions Officer|L3 T2|en
Rubén Arrechea|Treatment not jail coalition|community|Organiser|N2|en;es
Constance Yip-Harlan|Securities commission, enforcement|federal|Assistant Director|L3 C1|en;zh
Marlon Featherstone|Correction department|local|Deputy Commissioner, Intelligence|T1 N2|en
Delphine Arsenault|Children's advocacy centre|community|Clinical Director|H3|en;fr
Kenneth Brzozowicz|Airport police|local|Inspector|B2 T2|en
Lorraine Tidewater|Federal Defenders|federal|Attorney-in-Charge|T2 N1|en
Mateus Albergaria|Portuguese-language press|private|Editor|N1 L1|en;pt
Gwendolyn Sarkis|University centre for cybersecurity|academic|Director|C3|en;ar
Isaac Thornberry|Blockchain analysis company|private|Director of Investigations|C2 L3|en
Natasha Vorontsova-Bell|Slavic community partnership|community|Director|H2 N1|en;ru
Alphonse Guidroz|Consular affairs, New York|federal|Passport Fraud Manager|B2 C1|en;fr
Penelope Strand|Hotel company|private|Director, Human Rights|H3|en
Trung Nguyễn-Baker|Asian community safety board|community|Co-chair|H1 N2|en;vi
Wallace Hemsworth|County police, East End|local|Chief of Detectives|N3 H1|en
Imelda Santacruz|Anti-corruption academy|academic|Dean|L2 T1|en;es
Rafael Dominguez-Oakes|Mayor's office of criminal justice|local|Deputy Director|N1 H1 C1|en;es
"""

# Speakers of the other phases; they take no one-to-one meetings.
SPEAKERS = """
washington|Eleanor Brightwater|Department of State|federal|Deputy Assistant Secretary|T2 N2
washington|Gerald Ostrovan|Department of State|federal|Coordinator's Office, Senior Adviser|T3
washington|Cordelia Haynesworth|Programme agency|private|Programme Director|T1
washington|Samuel Achterkamp|Department of Justice|federal|Deputy Chief, Narcotics|N3 H2
washington|Tabitha Lorne|Department of the Treasury|federal|Director, Illicit Finance|L3
washington|Everett Mbeki-Shaw|Constitution institute|academic|Fellow|T2
washington|Marcus Dellinger-Ruiz|National Defense University|federal|Professor of Practice|T2 C2
washington|Josephine Kettleman|Department of Homeland Security|federal|Joint Task Force, Deputy|B3
washington|Alistair Renwick-Pohl|Chamber of digital trust|private|President|C3 L1
tampa|Bernice Callowhill|Regional Fusion Center|state|Director|T2 N2
tampa|Hector Villalonga-Pryce|Multi-agency strike force|local|Commander|N3 L1
"""


def rooms() -> Iterator[dict[str, str]]:
    """The rows of rooms.csv."""
    for line in ROOMS.strip().splitlines():
        room, host, name, capacity, booths, place = line.split("|")
        latitude, longitude = place.split() or ("", "")
        yield {
            "id": room, "host": host, "name": name, "capacity": capacity, "booths": booths,
            "step_free": "yes", "latitude": latitude, "longitude": longitude,
        }  # fmt: skip


def sessions() -> Iterator[dict[str, str]]:
    """The rows of sessions.csv."""
    lines = SESSIONS.strip().splitlines()
    for first, title in zip(lines[::2], lines[1::2], strict=True):
        ident, kind, when, minutes, room, themes, objectives, marks, speakers = first.split("|")
        words = marks.split()
        yield {
            "id": ident,
            "phase": PHASES[ident[0]],
            "title": title.strip(),
            "minutes": minutes,
            "kind": kind,
            "starts": "" if "/" in when else when,
            "windows": when if "/" in when else "",
            "room": room,
            "themes": weights(themes),
            "objectives": ";".join(objectives.split()),
            "speakers": ";".join(speakers.split()),
            "track": next((word[1:] for word in words if word[0] == "t"), ""),
            "required": "yes" if "r" in words else "no",
            "capacity": next((word[1:] for word in words if word[0] == "c"), ""),
            "level": next((word[1:] for word in words if word[0] == "l"), ""),
        }


def weights(letters: str) -> str:
    """``T3 C1`` as a weighted list of themes."""
    return ";".join(f"{THEME_LETTERS[word[0]]}:{word[1]}" for word in letters.split())


def counterparts(rng: random.Random) -> Iterator[dict[str, str]]:
    """The rows of counterparts.csv; who speaks on the day of the meetings is free after noon."""
    number = 0
    for line in COUNTERPARTS.strip().splitlines():
        number += 1
        name, organisation, level, position, themes, languages = line.split("|")
        window = rng.choice(("", "", "", "2020-04-15T13:30/15:30", "2020-04-15T15:00/17:30"))
        row = _counterpart(number, name, organisation, level, position, themes)
        yield row | {
            "languages": languages,
            "phase": "new-york",
            "windows": window if number > 24 else "",
            "meetings": str(rng.choice((5, 6) if window and number > 24 else (6, 8, 8, 10))),
        }
    for line in SPEAKERS.strip().splitlines():
        number += 1
        phase, *cells = line.split("|")
        yield _counterpart(number, *cells) | {"languages": "en", "phase": phase}


def _counterpart(
    number: int, name: str, organisation: str, level: str, position: str, themes: str
) -> dict[str, str]:
    given, family = name.split(" ", 1)
    return {
        "id": f"C{number:02d}", "given_name": given, "family_name": family,
        "organisation": organisation, "level": level, "position": position,
        "themes": weights(themes), "email": f"c{number:02d}@counterparts.example",
    }  # fmt: skip
