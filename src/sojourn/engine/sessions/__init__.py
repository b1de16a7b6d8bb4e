"""Sessions of phases in which all are together: times, rooms, places, interpreters."""

from sojourn.engine.sessions.solve import SessionsResult, solve

__all__ = ["SessionsResult", "solve"]
