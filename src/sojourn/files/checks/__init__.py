"""What cells that are right one by one may still get wrong together."""

from __future__ import annotations

from sojourn.files.checks.calendar import check_calendar
from sojourn.files.checks.capacity import check_capacity, check_offers_are_there
from sojourn.files.checks.contradictions import check_contradictions
from sojourn.files.checks.names import Listing
from sojourn.files.checks.offers import check_offers
from sojourn.files.checks.references import check_references
from sojourn.files.checks.sessions import check_sessions
from sojourn.files.inputs import Inputs
from sojourn.files.problem import Problems

__all__ = ["check"]


def check(inputs: Inputs, problems: Problems) -> None:
    """Tell every problem between the rows and files of `inputs`.

    Checks leave alone what could not be read, so one wrong cell is told once. Country codes
    that stand for people in pairs and preferences are put into capital letters.
    """
    check_offers_are_there(inputs, problems)
    check_references(inputs, Listing(inputs), problems)
    check_calendar(inputs, problems)
    check_sessions(inputs, problems)
    check_offers(inputs, problems)
    check_capacity(inputs, problems)
    check_contradictions(inputs, problems)
