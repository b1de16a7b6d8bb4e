"""One-to-one meetings of participants and counterparts."""

from sojourn.engine.meetings.solve import MeetingsResult, solve

__all__ = ["MeetingsResult", "solve"]
