"""What the days of a city are worth at most: column generation over whole days of groups."""

from sojourn.engine.days.proof.prove import Proof, proved

__all__ = ["Proof", "proved"]
