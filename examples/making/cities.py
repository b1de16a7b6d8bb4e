"""The cities of the reference programme: where they lie and what their agencies are called."""

from __future__ import annotations

from dataclasses import dataclass

ALL_DIETS = "halal;kosher;vegetarian;vegan;no_pork;no_beef"
NO_KOSHER = "halal;vegetarian;vegan;no_pork;no_beef"
PLAIN = "vegetarian;vegan;no_pork;no_beef"
CAPITALS = ("austin", "des-moines", "phoenix", "sacramento", "salt-lake-city")
ALL_ACCESS = "step_free;hearing;vision"

AIRPORTS = {
    "austin": (30.1945, -97.6699),
    "cleveland": (41.4117, -81.8498),
    "des-moines": (41.5340, -93.6631),
    "huntsville": (34.6372, -86.7751),
    "kansas-city": (39.2976, -94.7139),
    "pensacola": (30.4734, -87.1866),
    "phoenix": (33.4343, -112.0117),
    "reno": (39.4991, -119.7681),
    "sacramento": (38.6954, -121.5908),
    "salt-lake-city": (40.7884, -111.9778),
    "san-diego": (32.7336, -117.1897),
    "tucson": (32.1161, -110.9410),
}
LANDMARKS = {
    "San Ysidro port of entry": (32.5440, -117.0290),
    "Texas State Capitol": (30.2747, -97.7404),
    "Choir and organ on Temple Square": (40.7704, -111.8926),
    "Museum of rock and roll": (41.5085, -81.6954),
    "Space and rocket museum": (34.7110, -86.6540),
    "Museum of naval aviation": (30.3497, -87.3042),
    "Museums at 18th and Vine": (39.0913, -94.5623),
    "Desert museum": (32.2440, -111.1680),
    "Gardens and museums of Balboa Park": (32.7313, -117.1500),
    "Railway museum in Old Sacramento": (38.5849, -121.5042),
}
"""Where offers lie that could not be anywhere else in their city."""


@dataclass(frozen=True)
class City:
    """A candidate city: its row of hosts.csv and the names that its offers are made from.

    `focus` repeats the letters of the themes that the city is strong in; `words` holds, in this
    order: county, state, federal district, police, sheriff, state police, fusion centre,
    university, law school, school, airport, newspaper, neighbourhood, river or landscape.
    """

    id: str
    city: str
    latitude: float
    longitude: float
    timezone: str
    state: str
    airport: str
    size: str
    organisation: str
    participants: int
    rooms: int
    diets: str
    access: str
    area_code: str
    focus: str
    words: tuple[str, ...]
    windows: str = ""
    closed: str = ""

    @property
    def names(self) -> dict[str, str]:
        """The words of the city by what they stand for."""
        keys = (
            "county state district police sheriff troopers fusion university law school airport "
            "paper quarter outdoors"
        )
        names = dict(zip(keys.split(), self.words, strict=True)) | {"city": self.city}
        if self.id in CAPITALS:
            court = f"Supreme Court of {names['state']}, administrative office"
            names |= {"legislature": f"Legislature of {names['state']}, committee staff"}
            return names | {"court": court, "regional": ""}
        names |= {"legislature": f"State legislators of {names['county']}"}
        return names | {"court": f"Courts of {names['county']}", "regional": ", regional office"}


CITIES = (
    City(
        "austin", "Austin", 30.2672, -97.7431, "America/Chicago", "TX", "AUS", "mid",
        "International Hospitality Council of Austin", 13, 22, ALL_DIETS, ALL_ACCESS, "512", "CCNH",
        (
            "Travis County", "Texas", "Western District of Texas", "Austin Police Department",
            "Travis County Sheriff's Office", "Texas Department of Public Safety",
            "Austin Regional Intelligence Center", "University of Texas at Austin",
            "University of Texas School of Law", "Lyndon B. Johnson Early College High School",
            "Austin-Bergstrom International Airport", "Austin daily newspaper", "East Austin",
            "Lady Bird Lake",
        ),
    ),
    City(
        "cleveland", "Cleveland", 41.4993, -81.6944, "America/New_York", "OH", "CLE", "mid",
        "Cleveland Council on International Visitors", 13, 22, ALL_DIETS, ALL_ACCESS, "216", "HLNC",
        (
            "Cuyahoga County", "Ohio", "Northern District of Ohio", "Cleveland Division of Police",
            "Cuyahoga County Sheriff's Department", "Ohio State Highway Patrol",
            "Northeast Ohio Regional Fusion Center", "Cleveland State University",
            "Cleveland-Marshall College of Law", "John Hay High School",
            "Cleveland Hopkins International Airport", "Cleveland daily newspaper",
            "Slavic Village", "the Cuyahoga valley",
        ),
    ),
    City(
        "des-moines", "Des Moines", 41.5868, -93.6250, "America/Chicago", "IA", "DSM", "small",
        "Iowa Council for International Visitors", 12, 20, NO_KOSHER, ALL_ACCESS, "515", "LNHC",
        (
            "Polk County", "Iowa", "Southern District of Iowa", "Des Moines Police Department",
            "Polk County Sheriff's Office", "Iowa Department of Public Safety",
            "Iowa Division of Intelligence and Fusion Center", "Iowa State University",
            "Drake University Law School", "Roosevelt High School",
            "Des Moines International Airport", "Des Moines daily newspaper", "the East Village",
            "Gray's Lake",
        ),
    ),
    City(
        "huntsville", "Huntsville", 34.7304, -86.5861, "America/Chicago", "AL", "HSV", "small",
        "International Services Council of Alabama", 13, 22, NO_KOSHER, ALL_ACCESS, "256", "TTCC",
        (
            "Madison County", "Alabama", "Northern District of Alabama",
            "Huntsville Police Department", "Madison County Sheriff's Office",
            "Alabama Law Enforcement Agency", "Alabama Fusion Center, northern annex",
            "University of Alabama in Huntsville", "Cumberland School of Law clinic",
            "Lee High School", "Huntsville International Airport", "Huntsville newspaper",
            "Twickenham", "Monte Sano",
        ),
    ),
    City(
        "kansas-city", "Kansas City", 39.0997, -94.5786, "America/Chicago", "MO", "MCI", "mid",
        "International Relations Council of Kansas City", 13, 22, ALL_DIETS, ALL_ACCESS, "816",
        "HHNL",
        (
            "Jackson County", "Missouri", "Western District of Missouri",
            "Kansas City Police Department", "Jackson County Sheriff's Office",
            "Missouri State Highway Patrol", "Kansas City Regional Fusion Center",
            "University of Missouri-Kansas City", "UMKC School of Law",
            "Lincoln College Preparatory Academy", "Kansas City International Airport",
            "Kansas City daily newspaper", "the Historic Northeast", "Swope Park",
        ),
    ),
    City(
        "pensacola", "Pensacola", 30.4213, -87.2169, "America/Chicago", "FL", "PNS", "small",
        "Gulf Coast Citizen Diplomacy Council", 11, 18, PLAIN, "step_free;hearing", "850", "CCBN",
        (
            "Escambia County", "Florida", "Northern District of Florida",
            "Pensacola Police Department", "Escambia County Sheriff's Office",
            "Florida Department of Law Enforcement", "Northwest Florida Fusion Center",
            "University of West Florida", "Florida State law clinic", "Pensacola High School",
            "Pensacola International Airport", "Pensacola newspaper",
            "Belmont-DeVilliers", "Santa Rosa Island",
        ),
    ),
    City(
        "phoenix", "Phoenix", 33.4484, -112.0740, "America/Phoenix", "AZ", "PHX", "large",
        "Phoenix Committee on International Visitors", 13, 24, ALL_DIETS, ALL_ACCESS, "602", "BNNH",
        (
            "Maricopa County", "Arizona", "District of Arizona", "Phoenix Police Department",
            "Maricopa County Sheriff's Office", "Arizona Department of Public Safety",
            "Arizona Counter Terrorism Information Center", "Arizona State University",
            "Sandra Day O'Connor College of Law", "Central High School",
            "Phoenix Sky Harbor International Airport", "Phoenix daily newspaper", "Maryvale",
            "South Mountain",
        ),
    ),
    City(
        "reno", "Reno", 39.5296, -119.8138, "America/Los_Angeles", "NV", "RNO", "small",
        "Northern Nevada International Center", 12, 20, NO_KOSHER, ALL_ACCESS, "775", "LLHC",
        (
            "Washoe County", "Nevada", "District of Nevada", "Reno Police Department",
            "Washoe County Sheriff's Office", "Nevada Department of Public Safety",
            "Northern Nevada Regional Intelligence Center", "University of Nevada, Reno",
            "National Judicial Training College", "Wooster High School",
            "Reno-Tahoe International Airport", "Reno newspaper", "Midtown", "Lake Tahoe",
        ),
    ),
    City(
        "sacramento", "Sacramento", 38.5816, -121.4944, "America/Los_Angeles", "CA", "SMF", "mid",
        "Sacramento International Visitors Program", 13, 22, NO_KOSHER, ALL_ACCESS, "916", "CHLT",
        (
            "Sacramento County", "California", "Eastern District of California",
            "Sacramento Police Department", "Sacramento County Sheriff's Office",
            "California Highway Patrol", "Central California Intelligence Center",
            "California State University, Sacramento", "McGeorge School of Law",
            "Hiram Johnson High School", "Sacramento International Airport",
            "Sacramento daily newspaper", "Oak Park", "the American River",
        ),
    ),
    City(
        "salt-lake-city", "Salt Lake City", 40.7608, -111.8910, "America/Denver", "UT", "SLC",
        "mid", "Utah Council for International Visitors", 13, 22, NO_KOSHER, ALL_ACCESS, "801",
        "CTLH",
        (
            "Salt Lake County", "Utah", "District of Utah", "Salt Lake City Police Department",
            "Salt Lake County Sheriff's Office", "Utah Department of Public Safety",
            "Statewide Information and Analysis Center", "University of Utah",
            "S.J. Quinney College of Law", "West High School",
            "Salt Lake City International Airport", "Salt Lake City daily newspaper", "Glendale",
            "Antelope Island",
        ),
        closed="2020-04-05",
    ),
    City(
        "san-diego", "San Diego", 32.7157, -117.1611, "America/Los_Angeles", "CA", "SAN", "large",
        "San Diego Diplomacy Committee", 13, 24, ALL_DIETS, ALL_ACCESS, "619", "BBBNH",
        (
            "San Diego County", "California", "Southern District of California",
            "San Diego Police Department", "San Diego County Sheriff's Department",
            "California Highway Patrol", "San Diego Law Enforcement Coordination Center",
            "San Diego State University", "University of San Diego School of Law",
            "Hoover High School", "San Diego International Airport", "San Diego daily newspaper",
            "City Heights", "Torrey Pines",
        ),
    ),
    City(
        "tucson", "Tucson", 32.2226, -110.9747, "America/Phoenix", "AZ", "TUS", "mid",
        "Citizen Diplomacy Council of Tucson", 12, 20, ALL_DIETS, ALL_ACCESS, "520", "BBHN",
        (
            "Pima County", "Arizona", "District of Arizona", "Tucson Police Department",
            "Pima County Sheriff's Department", "Arizona Department of Public Safety",
            "Southern Arizona intelligence unit", "University of Arizona",
            "James E. Rogers College of Law", "Pueblo High School",
            "Tucson International Airport", "Tucson daily newspaper", "Barrio Viejo",
            "Saguaro National Park",
        ),
        windows="2020-04-01/2020-04-30",
    ),
)  # fmt: skip

TOGETHER = (
    City(
        "washington", "Washington", 38.9047, -77.0365, "America/New_York", "DC", "DCA", "large",
        "Programme agency, Washington office", 0, 130, ALL_DIETS, ALL_ACCESS, "202", "", (),
    ),
    City(
        "tampa", "Tampa", 27.9475, -82.4584, "America/New_York", "FL", "TPA", "mid",
        "International Council of Tampa Bay", 0, 124, ALL_DIETS, ALL_ACCESS, "813", "", (),
    ),
    City(
        "new-york", "New York", 40.7506, -73.9935, "America/New_York", "NY", "JFK", "large",
        "Programme agency, New York conference desk", 0, 132, ALL_DIETS, ALL_ACCESS, "212", "", (),
    ),
)  # fmt: skip


def hosts() -> list[dict[str, str]]:
    """The rows of hosts.csv."""
    return [
        {
            "id": city.id,
            "city": city.city,
            "latitude": f"{city.latitude}",
            "longitude": f"{city.longitude}",
            "timezone": city.timezone,
            "state": city.state,
            "country": "US",
            "airport": city.airport,
            "size": city.size,
            "organisation": city.organisation,
            "participants": str(city.participants or ""),
            "groups": "1",
            "windows": city.windows,
            "closed": city.closed,
            "access": city.access,
            "diets": city.diets,
            "lodging_rooms": str(city.rooms),
        }
        for city in (*TOGETHER, *CITIES)
    ]
