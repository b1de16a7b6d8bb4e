"""What only one city can show, and what the cities show in which all are together."""

from __future__ import annotations

# Templates as in `making.resources`, after a line with the city's id in brackets.
LOCAL = """
[austin]
appointment|state|C2|crime-methods|office|90|m|yes
  Texas cyber crime unit
  Undercover online: protecting children and markets
cultural|state||civil-liberties|any|90|l|yes
  Texas State Capitol
  Under the dome: guided tour
hospitality|community|||evening|180|l|p20
  Live music venue on Sixth Street
  An evening of Texas songs
[cleveland]
appointment|federal|L2|economy crime-methods|office|90|m|c10 yes
  Federal Reserve Bank of Cleveland
  Payments, cash and what they reveal
site_visit|federal|B1|crime-methods|morning|120|m|c10 ns
  U.S. Coast Guard, Ninth District
  A maritime border without a fence
cultural|private|||any|150|l|p24 yes
  Museum of rock and roll
  Rock and roll, a history
[des-moines]
appointment|private|L1 C1|economy|office|90|m|yes
  Insurance industry council
  Fraud analytics in the insurance capital
appointment|state|N1 H1|justice partnerships|office|90|m|yes
  Iowa Office of Drug Control Policy
  Rural drug markets and the road to recovery
cultural|private|||any|120|l|p5
  Family farm near Indianola
  A working farm in spring
[huntsville]
site_visit|federal|T2|crime-methods global-cooperation|slots|120|m|c21
  FBI facility on Redstone Arsenal
  Hazardous devices: how bomb technicians are trained
appointment|private|C2 T1|crime-methods economy|office|90|m|yes
  Research park, defence cyber laboratory
  Industrial control systems under attack
cultural|private|||any|150|l|p20 yes
  Space and rocket museum
  Rockets, from workshop to the Moon
[kansas-city]
appointment|federal|L2|economy|office|90|m|c10 yes
  Federal Reserve Bank of Kansas City
  Money museum and a talk on payment fraud
panel|community|H2|partnerships|slots|90|l|yes
  Truckers and lodging coalition
  The crossroads of the country against trafficking
cultural|community|||any|120|l|p10 yes
  Museums at 18th and Vine
  Jazz and baseball
[pensacola]
site_visit|federal|C2|crime-methods|slots|120|m|c21
  Naval information warfare training centre
  How the Navy trains cyber specialists
site_visit|federal|B1 N1|crime-methods global-cooperation|morning|120|m|c10 ns
  U.S. Coast Guard station
  Interdiction in the Gulf
cultural|federal|||any|120|l|yes
  Museum of naval aviation
  A century of naval aviation
[phoenix]
appointment|state|L2 B1|global-cooperation economy|office|90|m|yes
  Transaction record analysis centre
  Money transfers across the border: four states, one ledger
appointment|local|H2|partnerships justice|office|90|m|yes
  Phoenix human exploitation squad
  Survivors first: a police squad and its partners
cultural|private|||any|120|l|p15 yes
  Museum of Native American art
  Peoples of the Southwest
[reno]
appointment|state|L2|economy crime-methods|office|90|m|yes
  Nevada Gaming Control Board
  Casinos, cash and compliance
panel|academic|L1|justice civil-liberties|slots|120|l|yes
  National training college for judges
  How judges learn: evidence, bias, security
cultural|community|||weekend|240|l|p15
  Lake Tahoe rangers
  Snow and lake: an excursion
[sacramento]
appointment|state|C2 L1|crime-methods|office|90|m|yes
  California Department of Justice, eCrime unit
  High-technology theft: a state's prosecutors
site_visit|state|T1|global-cooperation|office|120|m|c10 yes
  State warning centre
  Forty million people, one warning centre
cultural|state|||any|90|l|p8 yes
  Railway museum in Old Sacramento
  The railway that joined two coasts
[salt-lake-city]
site_visit|private|C2|economy crime-methods|office|120|m|yes
  Silicon Slopes security firm
  A security operations centre by day
appointment|state|T1|partnerships|office|90|m|yes
  Utah school safety centre
  Threat assessment teams in schools
cultural|community|||evening|120|l|yes
  Choir and organ on Temple Square
  An evening rehearsal of the choir
[san-diego]
site_visit|federal|B2 N1|crime-methods economy global-cooperation|slots|120|m|c14 yes
  San Ysidro port of entry
  The busiest land crossing of the hemisphere
appointment|federal|B2 N2|global-cooperation crime-methods|office|90|m|c10 yes
  Cross-border tunnel task force
  Under the line: tunnels and those who dig them
cultural|community|||weekend|150|l|p12 yes
  Gardens and museums of Balboa Park
  An afternoon in the park
[tucson]
site_visit|federal|B2|crime-methods civil-liberties|slots|120|m|c14 ns
  U.S. Customs and Border Protection, Tucson field office
  Trucks, tomatoes and x-rays: how a land port works
appointment|community|B1 H1|civil-liberties partnerships|office|90|m|yes
  Humanitarian aid coalition
  Deaths in the desert: a search for common ground
cultural|community|||any|180|l|p20 ns
  Desert museum
  Life of the Sonoran Desert
"""

# Offers of the cities in which all are together.
TOGETHER = """
[washington]
cultural|federal|||any|120|l|yes
  Museum of American history
  A nation's story in one afternoon
cultural|community|||weekend|150|x|yes
  Guides of the National Mall
  Monuments and memorials by coach
cultural|federal|||any|90|l|yes
  Library of Congress
  The nation's library
cultural|private|||evening|120|l|p20 yes
  Theatre in Penn Quarter
  An evening at the theatre
hospitality|community|||evening|150|x|p25 yes
  Volunteer hosts of Washington
  Suppers with local families
hospitality|international|||evening|120|x|p18 yes
  Diplomatic centre
  Reception of the embassies
site_visit|federal|T1|crime-methods|slots|90|l|c14 yes
  FBI headquarters, visitor programme
  The work of the Bureau
appointment|federal|L2|economy crime-methods|slots|75|l|c10 yes
  Financial Crimes Enforcement Network
  A national financial intelligence unit
appointment|community|H2|partnerships|slots|75|l|yes
  National coalition against trafficking
  A hotline and what it hears
[tampa]
cultural|community|||weekend|120|x|yes
  Historians of Ybor City
  Cigars, music and migrants: Ybor City on foot
cultural|private|||any|120|x|p24 yes
  Florida aquarium
  Life of the Gulf
cultural|private|||weekend|120|x|p18
  Boat tours of Tampa Bay
  The bay by boat
hospitality|community|||evening|150|x|p20 yes
  Volunteer hosts of Tampa Bay
  Suppers with local families
hospitality|community|||weekend|150|x|p15 yes
  Mosques, churches and temples of Tampa
  Interfaith picnic by the river
community|community|T1 H1|partnerships|weekend|120|l|yes
  Community policing office of East Tampa
  Coffee with officers and neighbours
site_visit|federal|B1 N1|crime-methods|slots|90|l|c10 ns
  U.S. Coast Guard, Sector St. Petersburg
  Interdiction at sea
site_visit|local|B1 N1|economy|slots|90|l|yes
  Port Tampa Bay security
  A working port
[new-york]
cultural|private|||any|150|x|p30 yes
  Ferry to Liberty and Ellis Islands
  The harbour and the statue
cultural|private|||evening|150|l|p60
  Theatre district
  A musical on Broadway
cultural|community|||any|120|l|p15 yes
  Memorial and museum downtown
  The memorial of 11 September
cultural|community|||any|120|l|yes
  Guides of Central Park
  The park in spring
cultural|community|||weekend|120|l|yes
  Historians of Harlem
  Harlem on foot
hospitality|community|||evening|150|x|p25 yes
  Volunteer hosts of New York
  Suppers with New York families
hospitality|international|||evening|120|x|p20 yes
  Mission to the United Nations
  Reception near the United Nations
site_visit|international|T1 L1|global-cooperation|slots|90|l|c14 yes
  United Nations headquarters
  Sanctions and counter-terrorism: a briefing
site_visit|local|T1 C1|crime-methods|slots|90|l|c10 yes
  City counter-terrorism bureau
  Protecting a city of eight million
appointment|private|L2|economy crime-methods|slots|75|l|yes
  Association of correspondent banks
  Laundering seen from Wall Street
appointment|community|H2|partnerships|slots|75|l|yes
  Legal aid for survivors, Manhattan
  Human trafficking intervention court
"""
