"""Journeys between the stops of a programme (rule `leg`)."""

from sojourn.engine.journeys.events import journeys
from sojourn.engine.journeys.moves import Move, moves
from sojourn.engine.journeys.timetable import Passage, Timetable, feasible

__all__ = ["Move", "Passage", "Timetable", "feasible", "journeys", "moves"]
