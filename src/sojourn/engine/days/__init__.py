"""Days in a city: which offers a group visits, on which day and when."""

from sojourn.engine.days.chains import CityResult, city_search
from sojourn.engine.days.solve import DaysResult, solve

__all__ = ["CityResult", "DaysResult", "city_search", "solve"]
