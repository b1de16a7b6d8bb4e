"""What is proved of groups: upper bounds by column generation, and solutions of its columns."""

from sojourn.engine.groups.proof.limits import provable
from sojourn.engine.groups.proof.prove import Proof, proved

__all__ = ["Proof", "provable", "proved"]
