"""Meetings that are given, in slots: the fewest breaks between people's meetings, proved."""

from sojourn.engine.timetables.problem import TimetableProblem, breaks, faults, total
from sojourn.engine.timetables.solve import TimetableResult, solve

__all__ = ["TimetableProblem", "TimetableResult", "breaks", "faults", "solve", "total"]
