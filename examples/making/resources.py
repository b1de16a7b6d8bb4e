"""Kinds of organisations that a city can show, as templates; no person is named.

Three lines a template: kind, level, themes, objectives, window, lengths, capacity class, marks;
then the organisation; then titles to choose from. ``{county}`` and its like are a city's names.
"""

from __future__ import annotations

# Capacity classes: s small, m middle, l large, - none. Marks: cN clearance days, ns not step-free,
# yes step-free, v2 two visits, $N cost per visit, pN cost per person, *X only where the city is
# strong in the theme.
PROFESSIONAL = """
appointment|federal|L2 T1|justice crime-methods|court|75 90|m|yes
  U.S. Attorney's Office, {district}
  From indictment to forfeiture: prosecuting transnational crime
appointment|federal|H2|justice civil-liberties|office|90|m|yes
  U.S. Attorney's Office, {district}, victim-witness unit
  The victim's place in a federal case / Victim-witness coordination in trafficking cases
appointment|federal|T2 C1|global-cooperation crime-methods|slots|90|s|c21 yes
  FBI field office, Joint Terrorism Task Force
  How a Joint Terrorism Task Force works / Task-force officers: one case, nine agencies
appointment|federal|C2|crime-methods global-cooperation|slots|90|m|c14 yes
  FBI field office, cyber squad
  Following a ransomware case across borders / Cyber squad: evidence, partners, arrests
site_visit|federal|N2 L1|crime-methods global-cooperation|slots|90 120|s|c14
  Drug Enforcement Administration, district office
  Diversion and fentanyl: an investigator's view / Precursors, couriers and their money
appointment|federal|L1 H1|economy crime-methods|office|90|m|c10 yes
  Homeland Security Investigations
  Trade fraud, smuggling and the money behind them / Financial traces of human trafficking
site_visit|federal|B2 N1|crime-methods economy|morning|120|m|c10
  U.S. Customs and Border Protection, {airport}
  Passenger targeting and cargo inspection / A morning with the inspectors
appointment|federal|L2|crime-methods economy|slots|75 90|m|yes
  IRS Criminal Investigation
  Shell companies, cash and crypto: tracing proceeds
appointment|federal|L1 C1|economy crime-methods|office|90|m|
  U.S. Secret Service, resident office
  Electronic crimes task force: payment fraud and skimming
site_visit|federal|T1 L1|justice civil-liberties|court|90|m|yes
  U.S. District Court, {district}
  A federal courthouse at work / Plea, bench and jury: talk with court staff
appointment|federal|T1 H1|civil-liberties justice|office|75|m|yes
  Federal Public Defender, {district}
  Defending the unpopular: fair trial in security cases
appointment|federal|B1 T1|crime-methods|morning|90|s|c10
  Transportation Security Administration, {airport}
  Layers of security at a working airport
appointment|state|N1 L1|justice global-cooperation|office|90|m|yes
  Office of the Attorney General of {state}{regional}
  State prosecutors and crime that crosses borders / Multistate cases: opioids and organised fraud
appointment|state|H2|crime-methods partnerships|office|75 90|m|yes
  {state} Human Trafficking Task Force
  One protocol for police, prosecutors and services
site_visit|state|T1 C1 N1|crime-methods civil-liberties global-cooperation|slots|120|s|c14 yes
  {fusion}
  Inside a fusion center: analysts and partners / Sharing information and guarding privacy
site_visit|state|N2|crime-methods|office|90 120|m|
  {troopers}, highway interdiction
  Stops, searches and the law of the highway
site_visit|state|N1 C1|justice crime-methods|morning|90|s|yes
  State crime laboratory of {state}{regional}
  From the scene to the courtroom: forensic proof / Fentanyl, DNA, phones: a laboratory tour
appointment|state|C2|crime-methods economy|office|75 90|m|yes
  {state} Office of Information Security{regional}
  Defending state and county networks
appointment|state|T1 C1|global-cooperation partnerships|office|90|l|yes
  {state} Homeland Security and Emergency Management{regional}
  When the exercise is real: running an operations centre
appointment|state|L1 N1|civil-liberties justice|office|90|l|yes
  {legislature}
  Writing crime law: powers and their limits
appointment|state|H1|justice civil-liberties|court|75 90|m|yes
  {court}
  Court administration and judicial independence
appointment|local|N1 H1|crime-methods partnerships|office|90|m|yes
  {police}, investigations bureau
  Gangs, guns and drugs: intelligence-led policing / A major-crimes unit and its partners
site_visit|local|T1 N1|crime-methods partnerships|office|90 120|m|yes
  {police}, real-time crime centre
  Cameras, calls and command: a real-time crime centre
site_visit|local|T1|crime-methods|morning|120|m|ns
  {police}, training academy
  Crisis intervention and use-of-force training / Scenario training at the academy
panel|local|T1 H1|civil-liberties partnerships|slots|90|l|yes
  Civilian police review board of {city}
  Who guards the guards? Oversight in a mid-sized city
appointment|local|N1|crime-methods partnerships|office|90|m|yes
  {sheriff}
  County policing: patrol, courts and jail / Narcotics task force of a county sheriff
site_visit|local|N1 T1|justice civil-liberties|morning|90 120|s|c10 ns
  {sheriff}, detention centre
  Custody, classification and re-entry / Preventing radicalisation in custody
appointment|local|L1 N1|justice|office|75 90|m|yes
  {county} District Attorney
  Charging decisions and conviction integrity / Prosecuting fraud against the elderly
site_visit|local|N1|justice partnerships|court|90|m|yes
  {county} drug treatment court
  A day in drug court: treatment instead of prison
appointment|local|C1 T1|crime-methods economy|office|75|m|yes
  City of {city}, chief information security officer
  A city under cyber attack: what was learnt
appointment|local|L1 B1|economy partnerships|office|75|l|yes
  Office of the Mayor of {city}
  Crime, trust and the economy of a city
site_visit|local|B1 N1|economy crime-methods|morning|90|m|
  Police of the {airport}
  Insider threats, couriers and cargo theft
panel|community|H2|partnerships|slots|90|l|yes
  Coalition of victim services in {county}
  After the rescue: shelter, counsel, work
site_visit|community|H2|partnerships civil-liberties|office|75 90|s|yes
  Safe house network of {city}
  Shelter and legal aid for survivors (women's staff leads)
community|community|T1|partnerships civil-liberties|weekend|90|l|yes
  Interfaith council of {city}
  Keeping houses of worship safe and open
community|community|N1 T1|partnerships|any|90 120|l|yes
  Neighbourhood watch of {quarter}
  Walking the beat with neighbours
panel|community|N1 H1|partnerships civil-liberties|slots|90|l|yes
  Community policing board of {city}
  Officers and residents at one table / Building trust after a crisis
community|community|T1 H1|partnerships|weekend|90 120|l|yes
  Refugee and newcomer centre of {city}
  Newcomers and the police: a Saturday workshop
site_visit|community|N2|partnerships economy|office|75 90|m|yes
  Recovery house of {quarter}
  Treatment, naloxone and second chances
appointment|community|T1 C1|civil-liberties justice|office|75 90|m|yes
  Civil liberties union of {state}
  Surveillance and the Constitution / When is a search unreasonable?
community|community|H1|partnerships|any|120|l|yes
  Food bank of {county}
  An hour of volunteering and a talk with organisers
appointment|private|L2|economy crime-methods|office|75 90|m|yes
  Regional bank, financial crimes compliance
  Know your customer: a bank's view of laundering / Suspicious activity reports that help
appointment|private|C2|economy crime-methods|office|90|m|yes
  Cyber-security company in {city}
  Threat intelligence that police can use / Red team, blue team: a live demonstration
appointment|private|B1 L1|economy global-cooperation|office|75|m|
  Logistics company at {airport}
  Securing a supply chain from end to end
appointment|private|H1 L1|economy partnerships|office|75|l|yes
  Hotel and lodging association of {city}
  What a hotel clerk can see: training against trafficking
appointment|private|T1 C1|civil-liberties partnerships|office|75|m|yes
  {paper}
  Covering crime and security: press and police
panel|academic|T2|partnerships civil-liberties|slots|90|l|yes
  {university}, centre for terrorism studies
  Pathways into and out of violent extremism
appointment|academic|C2|crime-methods economy|office|90|l|yes
  {university}, cyber-security institute
  Cyber range: learning by attack and defence / Cryptocurrency tracing laboratory
appointment|academic|L1 N1|economy global-cooperation|office|90|l|yes
  {university}, department of criminology
  What transnational crime costs a region / Measuring what works against organised crime
panel|academic|T1 L1|justice civil-liberties|slots|90|l|yes
  {law}
  Evidence without borders: mutual legal assistance / Extradition in practice
school_visit|local|C1 N1|partnerships|school|75 90|l|yes
  {school}
  Students ask the police of the world / Digital safety lesson with ninth-graders
appointment|international|B1 T1|global-cooperation|office|60 75|m|yes
  Honorary consuls of {city}
  Consular help, extradition and joint cases
site_visit|federal|B2 N1|global-cooperation crime-methods|slots|120|m|c14 *B
  U.S. Border Patrol, sector headquarters
  Sensors, horses, patrols: a day on the line / Between the ports of entry: a sector briefing
appointment|federal|B1 N1 L1|global-cooperation crime-methods|office|90|m|yes *B
  High Intensity Drug Trafficking Area, Southwest Border
  Corridors, couriers and the money that returns
panel|international|B1 H1|global-cooperation partnerships|slots|90|l|yes *B
  Consular corps and border commission
  Two sides of one border: liaison that works
appointment|academic|B1 H1|civil-liberties economy|office|75|l|yes *B
  {university}, borderlands institute
  What a closed or open border costs
appointment|federal|C2 T1|crime-methods global-cooperation|office|90|m|c14 yes *C
  Cybersecurity and Infrastructure Security Agency, regional office
  Protecting elections, water and power
appointment|private|C2|crime-methods economy|morning|75 90|m|yes *C
  Technology incubator of {city}
  Start-ups that fight crime: demonstration morning
site_visit|state|H1 N1|partnerships justice|office|90|m|yes *H
  Truck-stop and highway coalition of {state}
  Drivers as eyes of the road: trafficking corridors
appointment|state|L2|economy crime-methods|office|90|m|yes *L
  Department of Financial Institutions of {state}{regional}
  Licensing money services and following the cash
site_visit|local|N1 H1|partnerships justice|office|90|m|yes *N
  Overdose response team of {county}
  Police, paramedics and peers on one call
"""

SOCIAL = """
hospitality|community||partnerships|dinner|150 180|-|v2 p12
  Volunteer hosts of {city}
  Home hospitality: dinner with local families
hospitality|community|||dinner|120|l|p25 yes
  {organisation}
  Welcome reception with hosts and partners
hospitality|academic|||evening|120|l|p18 yes
  Friends of the {university}
  Supper with students of law and criminology
hospitality|private|||dinner|150|l|p30
  Chamber of commerce of {city}
  Barbecue evening with local employers
cultural|community|||weekend|120 180|l|p10 yes
  Museum of {state} history
  The story of {state}: guided visit
cultural|community|||weekend|180|l|p8 ns
  Park rangers of {county}
  A walk at {outdoors}
cultural|community|||any|90|l|yes
  Old town association of {city}
  Walking tour of the historic centre
cultural|community|||evening|120 150|l|p22 yes
  Symphony and theatre of {city}
  An evening concert
cultural|academic|||office|90|l|p6 yes
  Art museum of {city}
  Art of the region, with a curator
cultural|community|||weekend|120|l|v2 yes
  Farmers' market of {quarter}
  Saturday market and music
cultural|private|||evening|180|l|p20 yes
  Ballpark of {city}
  An evening at the ball game
"""
