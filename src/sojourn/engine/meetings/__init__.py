"""One-to-one meetings of participants and counterparts."""

from sojourn.engine.meetings.repair import RepairedMeetings, repaired
from sojourn.engine.meetings.solve import MeetingsResult, solve

__all__ = ["MeetingsResult", "RepairedMeetings", "repaired", "solve"]
