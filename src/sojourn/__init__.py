"""Sojourn plans and runs professional exchange programmes."""

__version__ = "0.1.0"
