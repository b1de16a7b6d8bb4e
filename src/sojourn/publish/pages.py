"""The page of a plan: one file that needs no server, no network and no script to be read."""

from __future__ import annotations

from collections.abc import Mapping

from sojourn.publish.agenda import Agenda


def page(agenda: Agenda, people_files: Mapping[str, str], group_files: Mapping[str, str]) -> str:
    """The whole page as HTML."""
    return "<!doctype html>\n<title>Plan</title>\n"
