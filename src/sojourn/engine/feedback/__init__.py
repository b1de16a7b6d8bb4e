"""Feedback across stages: planned days tell what hosts are worth, and groups are found anew."""

from sojourn.engine.feedback.rounds import better, improved

__all__ = ["better", "improved"]
