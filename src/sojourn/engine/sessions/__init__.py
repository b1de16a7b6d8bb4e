"""Sessions of phases in which all are together: times, rooms, places, interpreters."""

from sojourn.engine.sessions.search import SessionsResult
from sojourn.engine.sessions.solve import solve

__all__ = ["SessionsResult", "solve"]
