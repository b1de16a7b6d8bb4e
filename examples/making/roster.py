"""The roster of the reference programme. Every person is invented."""

from __future__ import annotations

import re
from dataclasses import dataclass

THEME_LETTERS = {
    "T": "terrorism",
    "N": "narcotics",
    "H": "trafficking",
    "B": "borders",
    "L": "laundering",
    "C": "cyber",
}
FIELDS = {"J": "judicial", "E": "law_enforcement", "S": "security"}
DIETS = ("halal", "kosher", "vegetarian", "vegan", "no_pork", "no_beef")
OBSERVANCES = ("friday_prayer", "sabbath", "sunday_service")
ACCESS = ("step_free", "hearing", "vision")

# Two lines a person: country, given name, family name, gender, field and rank, languages,
# interests (a letter a theme, then its weight), needs; then position and organisation.
CONFIRMED = """
AL|Ermira|Dushkaj|f|J2|en|L5H3N1|
  Prosecutor|Special Prosecution Office against Organised Crime
AM|Hrayr|Manvelian|m|E3|ru|C4L3T1|
  Head of Division, High-Tech Crime|National Police
AO|Domingos|Cassoma|m|E2|pt|B4H3N2|
  Chief Superintendent|Border Guard Police
BD|Tahmina|Sarwar|f|E4|en|H5C2|halal
  Additional Superintendent, Women's Support Unit|Police Headquarters
BF|Issouf|Nabaloum|m|E2|fr|T5B3|halal friday_prayer
  Commissioner, Specialised Counter-Terrorism Unit|National Police
BG|Desislava|Karadzhova|f|S3|en;ru|B4C3|
  State Expert, Border Analysis|Ministry of Interior
BJ|Firmin|Adjaho|m|J2|fr|L4N3H2|
  Investigating Judge|Court for the Repression of Economic Offences
BR|Marcelo|Quintela|m|E2|pt|N5B3L2|
  Federal Police Delegate, Drug Enforcement|Federal Police
BR|Juliana|Frazoni|f|J3|pt;en|L5C3|
  Federal Prosecutor|Public Prosecutor's Office, International Cooperation
CD|Espérance|Mukalay|f|J2|fr|H4L3|
  Advocate General|Court of Appeal
CI|Adjoua|Brou-Konan|f|E3|fr|H5N2|
  Commissioner, Sub-Directorate against Trafficking in Children|Criminal Police
CN|Haoran|Wen|m|J3|zh-Hans|L4N3C2|
  Judge, Criminal Division|Intermediate People's Court
CO|Álvaro|Cifuentes Rojano|m|E1|es|N5L4|
  Colonel, Deputy Director of Anti-Narcotics|National Police
CO|Natalia|Barragán Ospina|f|J2|es;en|L5N3|
  Prosecutor, Asset Recovery Directorate|Office of the Attorney General
DO|Yokasta|Villamán|f|E4|es|H4B3|
  Captain, Airport Investigations|Specialised Airport Security Corps
DZ|Nadir|Boukhelfa|m|E2|ar;fr|T4C3B1|halal
  Chief Commissioner|Directorate General of National Security
EC|Gabriela|Paucar Endara|f|J3|es|N4L3H2|
  Judge|National Anti-Corruption and Organised Crime Court
EE|Liisa|Raudkivi|f|S4|en;ru|C5B2|
  Cyber Incident Analyst|Information System Authority
EG|Hossam|Elgarhi|m|E1|ar|T5L2|halal friday_prayer
  Brigadier, Counter-Terrorism Department|Ministry of Interior
EG|Dalia|Mansoury|f|J3|ar;en|H4L3|no_pork
  Judge and Member of the Technical Office|Court of Cassation
FJ|Sereana|Vakalala|f|E4|en|N4B3H2|
  Inspector, Transnational Crime Unit|Police Force
GE|Levan|Chkheria|m|S2|en;ru|B4T3C2|
  Head of Department, Green Border|Patrol Police
GH|Kwabena|Ofosuhene|m|E2|en|N4L3|sunday_service
  Deputy Director, Operations|Narcotics Control Commission
GH|Akosua|Dapaah|f|S3|en|C4T2H1|
  Senior Analyst|National Cyber Security Centre
GT|Mynor|Xicará|m|E4|es|N4B3H2|
  Sub-Commissioner, Ports and Airports Division|National Civil Police
HN|Karla|Zúniga Membreño|f|J3|es|H4N3L2|
  Prosecutor, Organised Crime Unit|Public Ministry
ID|Bambang|Wiratmoko|m|E2|id;en|T5C2|halal friday_prayer
  Senior Superintendent, Special Detachment|National Police
ID|Ratih|Kusumawati|f|J4|id;en|L4H3|halal
  Prosecutor, Transnational Crime Task Force|Office of the Attorney General
IL|Noam|Elharar|m|S2|en|C5T4|kosher sabbath
  Director of Policy, Critical Infrastructure|National Cyber Authority
IN|Meenal|Deshkar|f|E2|en|H5C3|vegetarian
  Inspector General, Crimes against Women|State Police
IN|Raghav|Sundaresan|m|S3|en|C5L3T2|vegetarian
  Deputy Secretary, Information Security|Ministry of Home Affairs
IQ|Ziyad|Al-Mashhad|m|J2|ar|T5L3|halal friday_prayer
  Investigative Judge, Counter-Terrorism|Supreme Judicial Council
JM|Delroy|Pinnock|m|E3|en|N4L3C1|vegetarian sabbath
  Superintendent, Major Organised Crime|Constabulary Force
JO|Rami|Shawawreh|m|S2|ar|T4B4|halal
  Colonel, Border Security Programme|Public Security Directorate
JO|Lina|Qaddoura|f|E3|ar;en|H4C3|halal
  Major, Family and Juvenile Protection|Public Security Directorate
JP|Haruka|Tsukamori|f|S3|en|C5T2L2|
  Assistant Director, Cyber Affairs|National Police Agency
KE|Njeri|Wachanga|f|J2|en;sw|T4H3L2|
  Senior Principal Magistrate|Judiciary
KE|Barasa|Okhoya|m|E3|en;sw|T4B3H1|sunday_service
  Chief Inspector, Anti-Terrorism Police Unit|National Police Service
KG|Aibek|Sydykmanov|m|S2|ru|N4B4T2|
  Head of Section, Regional Cooperation|State Border Service
KR|Junho|Baek|m|S3|en|C5L3|
  Deputy Director, Digital Investigations|National Police Agency
KZ|Yerlan|Zhaksygulov|m|E2|ru|N5B3|no_pork
  Colonel, Department against Drug Crime|Ministry of Internal Affairs
KZ|Dinara|Seitbekova|f|J3|ru;en|H4L3|no_pork
  Senior Prosecutor|Prosecutor General's Office
LB|Karim|Abou Rizkallah|m|E2|ar;fr;en|L4N3T3|
  Lieutenant Colonel, Financial Crimes Bureau|Internal Security Forces
LK|Nirosha|Wijekularathne|f|J3|en|N3H4L2|vegan
  Senior State Counsel|Attorney General's Department
MA|Abdelilah|Benhsain|m|E2|ar;fr|T4N3B3|halal
  Divisional Commissioner|Directorate of National Security
MA|Ghita|Sekkoury|f|J2|fr;ar;en|T3L4H2|no_pork
  Presiding Judge|Court of First Instance
MG|Hery|Rakotomavo|m|E4|fr|H4L2B2|
  Commander, Maritime and Environmental Crime|National Gendarmerie
MK|Biljana|Stojkoska|f|J2|en|L4C3H1|
  Public Prosecutor|Basic Public Prosecutor's Office for Organised Crime
ML|Fanta|Niambélé|f|E3|fr|T3H5|halal
  Commissioner, Brigade for the Protection of Minors|National Police
MN|Ganbold|Tserendulam|m|S3|en;ru|B4C2N2|
  Senior Officer|General Authority for Border Protection
MX|Rogelio|Montejano|m|E2|es|N5B4L2|
  Commissioner, Investigation Division|National Guard
MX|Ximena|Larrauri|f|J2|es;en|H4N3L3|
  Federal Prosecutor, Human Trafficking|Office of the Attorney General
MY|Faridah|Osman-Zain|f|E3|en|H4B4|halal
  Assistant Commissioner, Anti-Smuggling Unit|Royal Police
MZ|Celeste|Machavane|f|J3|pt|N3L4H3|
  Deputy Attorney General|Office of the Attorney General
NE|Moussa|Harounan|m|S2|fr|T5B4|halal friday_prayer
  Lieutenant Colonel, Joint Border Posts|National Guard
NG|Chidinma|Okwuosa-Eze|f|J2|en|L5C3H2|
  Chief State Counsel, Cybercrime and Asset Forfeiture|Federal Ministry of Justice
NG|Danladi|Gwarmai|m|E2|en|T5N2|halal friday_prayer
  Assistant Commissioner, Counter-Terrorism|Police Force
NP|Prakash|Thulung|m|E3|en|H5B3|no_beef
  Superintendent, Anti-Human Trafficking Bureau|Police Headquarters
PE|Edilberto|Huamancayo|m|E2|es|N5L3|
  Colonel, Anti-Drug Directorate|National Police
PH|Maricel|Dimaandal|f|E3|en|H5C3|sunday_service
  Police Lieutenant Colonel, Women and Children Protection|National Police
PH|Rodel|Pangilin|m|S3|en|T4B3C2|
  Chief of Operations|Office for Transportation Security
PK|Sadia|Barlas|f|J3|en|T4L4|halal
  Deputy Prosecutor General|Provincial Prosecution Service
PK|Kamran|Swatiwal|m|E2|en|T5N3B2|halal friday_prayer
  Deputy Inspector General|Federal Investigation Agency
PL|Wojciech|Jarzyński|m|E2|en;ru|B5H3|step_free
  Colonel, International Cooperation|Border Guard
PL|Agnieszka|Lubomska|f|S3|en|C4T3|
  Counsellor, Critical Infrastructure|Government Centre for Security
PY|Liz|Mareco Benegas|f|J3|es|N4L4|
  Prosecutor, Specialised Unit against Drug Trafficking|Public Ministry
RO|Cătălin|Drăgușenu|m|J1|en;fr|L5C3H2|hearing
  Chief Prosecutor|Directorate for Organised Crime and Terrorism
RO|Ioana|Mureșeanu|f|E4|en|H4C4|
  Chief Inspector, Trafficking in Persons|General Inspectorate of Police
SN|Cheikh|Badiane|m|J2|fr|T4L4N1|halal friday_prayer
  Deputy Prosecutor, Counter-Terrorism Section|Regional Court
SV|Wilber|Portillo Ayalá|m|S4|es|N4H2C2|
  Adviser, Gangs and Organised Crime|Ministry of Justice and Public Security
TH|Siriporn|Wattanakij|f|E3|en|H5L2C2|
  Police Colonel, Anti-Trafficking Division|Royal Police
TJ|Firuz|Sharifkulov|m|E2|ru|N5B4|halal
  Head of Department|Drug Control Agency
TN|Olfa|Zghonda|f|S3|ar;fr|T4B3C2|
  Head of Unit, Prevention of Violent Extremism|Ministry of the Interior
TR|Defne|Karaoğlan|f|J3|tr;en|L4C3T2|
  Public Prosecutor, Terrorist Financing|Office of the Chief Public Prosecutor
TT|Anil|Ramcharitar|m|S2|en|N4B3L2|vegetarian
  Director, Strategic Services|Ministry of National Security
TZ|Neema|Lyatuu|f|E3|sw;en|N4H4|
  Assistant Commissioner|Drug Control and Enforcement Authority
UA|Oksana|Berezhnyk|f|S2|uk;en;ru|C5T3|
  Deputy Head, Cyber Incident Response|State Service of Special Communications
UA|Taras|Holovchuk|m|E3|uk;en|H3B3C3|
  Head of Division, Migration Crime|National Police
UG|Patience|Ainembazi|f|J2|en|H4T3L2|
  Justice, International Crimes Division|High Court
UZ|Otabek|Rahmonqulov|m|S3|ru|N4B4|halal
  Chief Inspector, Border Customs Complexes|State Customs Committee
VN|Thu Hà|Lương|f|E3|vi|H5C2N2|
  Lieutenant Colonel, Criminal Police Department|Ministry of Public Security
XK|Blerim|Dranjolli|m|E3|en|T4L3B2|no_pork
  Major, Counter-Terrorism Directorate|Police
ZA|Thandeka|Mabasela|f|J1|en|L5N2H2|step_free
  Deputy Director of Public Prosecutions|National Prosecuting Authority
ZA|Pieter|Oosthuis|m|E3|en|L3N3C2|
  Colonel, Serious Organised Crime; accompanies Ms Mabasela|Police Service
ZM|Mwansa|Chilekwa|m|S3|en|L4B3C2|
  Assistant Director, Financial Intelligence|Financial Intelligence Centre
"""

OTHERS = """
BW|Kagiso|Moremedi|m|E3|en|B4N3|=nominated
  Superintendent, Border Operations|Police Service
CR|Esteban|Ulloa Brenes|m|J3|es;en|N4L3|=alternate
  Prosecutor, Organised Crime|Public Ministry
ET|Hirut|Gebremichael|f|J3|en|H5B2|=alternate
  Federal Prosecutor|Office of the Attorney General
HR|Domagoj|Brkanović|m|S3|en|C4B3|=alternate
  Senior Adviser, Cyber Policy|Ministry of the Interior
LV|Ilze|Kalnbērza|f|J4|en;ru|L5C2|=nominated
  Judge|Economic Court
PA|Itzel|Arauz Quijano|f|E3|es|L4N4|=alternate
  Inspector, Financial Investigations|National Police
RW|Jean-Bosco|Nkurikiye|m|E2|fr;en|T3H4|=withdrawn
  Commissioner|National Police
SN|Aminata|Thiandoum|f|E3|fr|H5N2|halal =withdrawn
  Commissioner, Brigade for Minors|National Police
"""

EMBASSIES = """
AL Tirana;AM Yerevan;AO Luanda;BD Dhaka;BF Ouagadougou;BG Sofia;BJ Cotonou;BR Brasília;BW Gaborone
CD Kinshasa;CI Abidjan;CN Beijing;CO Bogotá;CR San José;DO Santo Domingo;DZ Algiers;EC Quito
EE Tallinn;EG Cairo;ET Addis Ababa;FJ Suva;GE Tbilisi;GH Accra;GT Guatemala City;HN Tegucigalpa
HR Zagreb;ID Jakarta;IL Jerusalem;IN New Delhi;IQ Baghdad;JM Kingston;JO Amman;JP Tokyo;KE Nairobi
KG Bishkek;KR Seoul;KZ Nur-Sultan;LB Beirut;LK Colombo;LV Riga;MA Rabat;MG Antananarivo;MK Skopje
ML Bamako;MN Ulaanbaatar;MX Mexico City;MY Kuala Lumpur;MZ Maputo;NE Niamey;NG Abuja;NP Kathmandu
PA Panama City;PE Lima;PH Manila;PK Islamabad;PL Warsaw;PY Asunción;RO Bucharest;RW Kigali;SN Dakar
SV San Salvador;TH Bangkok;TJ Dushanbe;TN Tunis;TR Ankara;TT Port of Spain;TZ Dar es Salaam;UA Kyiv
UG Kampala;UZ Tashkent;VN Hanoi;XK Pristina;ZA Pretoria;ZM Lusaka
"""

# Cells that only a few people have, by family name.
PARTICULARS: dict[str, dict[str, str]] = {
    "Raudkivi": {"visited": "austin;new-york"},
    "Baek": {"visited": "washington;san-diego"},
    "Deshkar": {"visited": "sacramento"},
    "Frazoni": {"visited": "washington;new-york"},
    "Okwuosa-Eze": {"visited": "salt-lake-city"},
    "Jarzyński": {"visited": "cleveland", "notes": "Walks with a stick; no stairs."},
    "Drăgușenu": {"notes": "Wears a hearing aid; seat near the front, induction loop."},
    "Mabasela": {"notes": "Uses a wheelchair; Col. Oosthuis assists."},
    "Elharar": {"notes": "Passover from the evening of 8 April to 16 April: sealed meals."},
    "Larrauri": {"visited": "phoenix;tucson"},
    "Kusumawati": {"added": "2020-03-16", "notes": "Substitute; visa issued 13 March."},
    "Ofosuhene": {"added": "2020-03-18", "notes": "Substitute; visa issued 17 March."},
    "Huamancayo": {"added": "2020-03-20", "notes": "Substitute; passport renewed in March."},
    "Chkheria": {"arrives": "2020-03-29T10:40", "notes": "Lands on Sunday morning."},
    "Vakalala": {"arrives": "2020-03-28T21:55"},
    "Ramcharitar": {"departs": "2020-04-17T21:30", "notes": "Night flight on the last evening."},
    "Wiratmoko": {"notes": "Prays daily; asks for a quiet room at midday."},
    "Abou Rizkallah": {"group": "cities-1", "notes": "Placed with the first group by the sponsor."},
}


@dataclass(frozen=True)
class Person:
    """One row of the roster before it becomes a row of participants.csv."""

    country: str
    given_name: str
    family_name: str
    gender: str
    field: str
    rank: int
    languages: str
    interests: dict[str, int]
    needs: tuple[str, ...]
    status: str
    position: str
    organisation: str

    def cell(self, allowed: tuple[str, ...]) -> str:
        """The person's needs among `allowed`, as a list cell."""
        return ";".join(need for need in self.needs if need in allowed)


def people(text: str) -> list[Person]:
    """The people of `text`, two lines each."""
    lines = text.strip().splitlines()
    return [_person(first, second) for first, second in zip(lines[::2], lines[1::2], strict=True)]


def _person(first: str, second: str) -> Person:
    country, given, family, gender, role, languages, interests, needs = first.split("|")
    position, organisation = second.strip().split("|")
    words = needs.split()
    status = next((word[1:] for word in words if word.startswith("=")), "confirmed")
    weights = {THEME_LETTERS[a]: int(b) for a, b in re.findall(r"([A-Z])(\d)", interests)}
    return Person(
        country, given, family, gender, FIELDS[role[0]], int(role[1]), languages, weights,
        tuple(word for word in words if not word.startswith("=")), status, position, organisation,
    )  # fmt: skip


def embassy(country: str) -> str:
    """The embassy that nominates people from `country`."""
    rows = EMBASSIES.replace("\n", ";").strip(";").split(";")
    return "U.S. Embassy " + dict(row.split(" ", 1) for row in rows)[country]


def participants() -> list[dict[str, str]]:
    """The rows of participants.csv."""
    rows = []
    for number, person in enumerate([*people(CONFIRMED), *people(OTHERS)], 1):
        row = {
            "id": f"P{number:03d}",
            "given_name": person.given_name,
            "family_name": person.family_name,
            "country": person.country,
            "languages": person.languages,
            "field": person.field,
            "position": person.position,
            "organisation": person.organisation,
            "gender": person.gender,
            "rank": str(person.rank),
            "interests": ";".join(f"{t}:{w}" for t, w in person.interests.items()),
            "status": person.status,
            "diet": person.cell(DIETS),
            "observance": person.cell(OBSERVANCES),
            "access": person.cell(ACCESS),
            "embassy": embassy(person.country),
            "email": f"p{number:03d}@participants.example",
        }
        rows.append(row | PARTICULARS.get(person.family_name, {}))
    return rows
