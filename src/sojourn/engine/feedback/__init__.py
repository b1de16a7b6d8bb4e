"""Feedback across stages: planned days tell what hosts are worth, and groups are found anew."""

from sojourn.engine.feedback.rounds import improved

__all__ = ["improved"]
