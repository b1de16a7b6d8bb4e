"""What a planner reads and hands out: a page, calendars, sheets."""

from sojourn.publish.calendars import calendar_of_group, calendar_of_person
from sojourn.publish.publish import Published, publish

__all__ = ["Published", "calendar_of_group", "calendar_of_person", "publish"]
