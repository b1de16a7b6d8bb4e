"""Real cities, and pools from which invented people are named."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A city of the United States; `band` counts time zones from the east, 0 to 3."""

    city: str
    state: str
    latitude: float
    longitude: float
    timezone: str
    airport: str

    @property
    def id(self) -> str:
        """The city's name as an id."""
        return self.city.lower().replace(" ", "-").replace(".", "")

    @property
    def band(self) -> int:
        """0 Eastern, 1 Central, 2 Mountain and Arizona, 3 Pacific."""
        return BANDS[self.timezone]


BANDS = {
    "America/New_York": 0,
    "America/Chicago": 1,
    "America/Denver": 2,
    "America/Phoenix": 2,
    "America/Los_Angeles": 3,
}
_E, _C, _M, _A, _P = BANDS

GATHERINGS = (
    Place("Washington", "DC", 38.9047, -77.0365, _E, "DCA"),
    Place("Tampa", "FL", 27.9475, -82.4584, _E, "TPA"),
    Place("New York", "NY", 40.7506, -73.9935, _E, "JFK"),
    Place("Chicago", "IL", 41.8781, -87.6298, _C, "ORD"),
    Place("Atlanta", "GA", 33.7490, -84.3880, _E, "ATL"),
    Place("Denver", "CO", 39.7392, -104.9903, _M, "DEN"),
)
"""Where all are together, in this order; with one time zone, those in it."""

CANDIDATES = (
    Place("Cleveland", "OH", 41.4993, -81.6944, _E, "CLE"),
    Place("Austin", "TX", 30.2672, -97.7431, _C, "AUS"),
    Place("Salt Lake City", "UT", 40.7608, -111.8910, _M, "SLC"),
    Place("Sacramento", "CA", 38.5816, -121.4944, _P, "SMF"),
    Place("Charlotte", "NC", 35.2271, -80.8431, _E, "CLT"),
    Place("Huntsville", "AL", 34.7304, -86.5861, _C, "HSV"),
    Place("Phoenix", "AZ", 33.4484, -112.0740, _A, "PHX"),
    Place("Reno", "NV", 39.5296, -119.8138, _P, "RNO"),
    Place("Pittsburgh", "PA", 40.4406, -79.9959, _E, "PIT"),
    Place("Kansas City", "MO", 39.0997, -94.5786, _C, "MCI"),
    Place("Tucson", "AZ", 32.2226, -110.9747, _A, "TUS"),
    Place("San Diego", "CA", 32.7157, -117.1611, _P, "SAN"),
    Place("Cincinnati", "OH", 39.1031, -84.5120, _E, "CVG"),
    Place("Des Moines", "IA", 41.5868, -93.6250, _C, "DSM"),
    Place("Boise", "ID", 43.6150, -116.2023, _M, "BOI"),
    Place("Portland", "OR", 45.5152, -122.6784, _P, "PDX"),
    Place("Louisville", "KY", 38.2527, -85.7585, _E, "SDF"),
    Place("Pensacola", "FL", 30.4213, -87.2169, _C, "PNS"),
    Place("Albuquerque", "NM", 35.0844, -106.6504, _M, "ABQ"),
    Place("Spokane", "WA", 47.6588, -117.4260, _P, "GEG"),
    Place("Knoxville", "TN", 35.9606, -83.9207, _E, "TYS"),
    Place("Minneapolis", "MN", 44.9778, -93.2650, _C, "MSP"),
    Place("Colorado Springs", "CO", 38.8339, -104.8214, _M, "COS"),
    Place("Seattle", "WA", 47.6062, -122.3321, _P, "SEA"),
    Place("Raleigh", "NC", 35.7796, -78.6382, _E, "RDU"),
    Place("Tulsa", "OK", 36.1540, -95.9928, _C, "TUL"),
    Place("Billings", "MT", 45.7833, -108.5007, _M, "BIL"),
    Place("Fresno", "CA", 36.7378, -119.7871, _P, "FAT"),
    Place("Buffalo", "NY", 42.8864, -78.8784, _E, "BUF"),
    Place("Omaha", "NE", 41.2565, -95.9345, _C, "OMA"),
    Place("Detroit", "MI", 42.3314, -83.0458, _E, "DTW"),
    Place("Milwaukee", "WI", 43.0389, -87.9065, _C, "MKE"),
    Place("Las Vegas", "NV", 36.1699, -115.1398, _P, "LAS"),
    Place("Jacksonville", "FL", 30.3322, -81.6557, _E, "JAX"),
    Place("New Orleans", "LA", 29.9511, -90.0715, _C, "MSY"),
    Place("Richmond", "VA", 37.5407, -77.4360, _E, "RIC"),
    Place("Memphis", "TN", 35.1495, -90.0490, _C, "MEM"),
    Place("Santa Fe", "NM", 35.6870, -105.9378, _M, "SAF"),
    Place("San Jose", "CA", 37.3382, -121.8863, _P, "SJC"),
    Place("Philadelphia", "PA", 39.9526, -75.1652, _E, "PHL"),
    Place("San Antonio", "TX", 29.4241, -98.4936, _C, "SAT"),
    Place("Columbus", "OH", 39.9612, -82.9988, _E, "CMH"),
    Place("Little Rock", "AR", 34.7465, -92.2896, _C, "LIT"),
    Place("Providence", "RI", 41.8240, -71.4128, _E, "PVD"),
    Place("Nashville", "TN", 36.1627, -86.7816, _C, "BNA"),
    Place("Savannah", "GA", 32.0809, -81.0912, _E, "SAV"),
    Place("Wichita", "KS", 37.6872, -97.3301, _C, "ICT"),
    Place("Burlington", "VT", 44.4759, -73.2121, _E, "BTV"),
)
"""Cities for groups, zones mixed; more are made from them where more are wanted."""

SPEAKERS_OF = {
    "fr": ("SN", "CI", "ML", "BF", "BJ", "NE", "MG", "TG", "GN", "CD"),
    "es": ("MX", "CO", "PE", "EC", "GT", "HN", "SV", "DO", "PY", "BO", "CL", "AR"),
    "ar": ("JO", "IQ", "MA", "TN", "DZ", "EG", "LB", "OM"),
    "ru": ("KZ", "KG", "UZ", "TJ", "AM", "BY"),
    "pt": ("BR", "MZ", "AO", "CV"),
    "zh-Hans": ("CN",),
    "vi": ("VN",),
    "uk": ("UA",),
    "id": ("ID",),
    "tr": ("TR", "AZ"),
    "th": ("TH",),
    "ko": ("KR",),
    "ja": ("JP",),
    "fa": ("AF",),
}
"""Languages that may need interpreting, the most frequent first, and where they are spoken."""

_OTHERS = (
    "NG KE GH ZA TZ UG ZM JM TT IN PK BD LK NP PH MY FJ MN RO PL BG GE AL XK MK IL EE GB IE "
    "AU NZ SE NO FI DK NL DE IT GR CY MT BZ GY RW BW NA MU SG LT LV HR SI RS ME "
)
_WOMEN = (
    "Adjoua Akosua Amira Ana Chidinma Dalia Dinara Elena Fanta Gabriela Haruka Ioana Karla "
    "Leila Lina Liz Maricel Meenal Mirela Nadia Natalia Neema Njeri Oksana Olfa Patience "
    "Ratih Sadia Sereana Siriporn Tahmina Thandeka Ximena Yokasta Zuzana "
)
_MEN = (
    "Abdel Aibek Anil Barasa Bambang Blerim Cheikh Danladi Delroy Domingos Edilberto Farid "
    "Firmin Ganbold Hery Hossam Hrayr Issouf Junho Kamran Karim Kwabena Levan Marcelo Mwansa "
    "Noam Otabek Pieter Prakash Rami Rodel Rogelio Taras Wilber Yerlan "
)
_STARTS = (
    "Abar Adel Bal Bor Cas Chim Dar Dol Ebr Far Gal Gor Hab Hol Ist Jan Kal Kor Lam Lor Mab "
    "Mar Nar Nov Oba Ori Pal Per Quin Ram Ros Sal Sor Tal Tor Ulv Var Vol Wan Yar Zal "
)
_ENDS = (
    "adze aino akoya ander anov arez asson badi cetti dhar dolan eira enko esco etti gaard "
    "idou imba inho ison kova leki mond nanda ombe osei ovic quist rado sani tani tova undu "
    "wari yama "
)

OTHER_COUNTRIES = _OTHERS.split()
"""Where people come from who work in English."""
GIVEN = {"f": _WOMEN.split(), "m": _MEN.split(), "x": ["Ari", "Noor", "Sasha", "Robin"]}
FAMILY_STARTS = _STARTS.split()
FAMILY_ENDS = _ENDS.split()
