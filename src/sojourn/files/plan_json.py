"""The shape of plan.json as pydantic models, in the order of the contract's keys."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

_MOMENT_PATTERN = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$"
_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(?::00)?(?:(Z)|([+-])(\d{2}):(\d{2}))", re.ASCII
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def read_moment(value: Any) -> datetime:
    """The time ``2020-04-06T09:30-05:00`` with its offset as a fixed zone; else `ValueError`."""
    found = _MOMENT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError("a time with its UTC offset such as 2020-04-06T09:30-05:00 is expected")
    offset = timedelta()
    if not found[2]:
        offset = timedelta(hours=int(found[4]), minutes=int(found[5]))
    if int(found[5] or 0) > 59 or offset >= timedelta(hours=24):
        raise ValueError("the UTC offset does not exist")
    zone = timezone(-offset if found[3] == "-" else offset)
    return datetime.fromisoformat(found[1]).replace(tzinfo=zone)


def read_date(value: Any) -> date:
    """The date ``2020-04-06``; else `ValueError`."""
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise ValueError("a date such as 2020-04-06 is expected")
    return date.fromisoformat(value)


Moment = Annotated[
    datetime,
    BeforeValidator(read_moment),
    WithJsonSchema({"type": "string", "pattern": _MOMENT_PATTERN}),
]
Day = Annotated[
    date, BeforeValidator(read_date), WithJsonSchema({"type": "string", "format": "date"})
]
Number = Annotated[float, Field(allow_inf_nan=False)]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")


class StopJson(_Part):
    """A stay of a group at a host."""

    host: str
    starts: Day
    ends: Day


class GroupJson(_Part):
    """Participants who travel together through a phase, with their staff."""

    id: str
    phase: str
    participants: list[str]
    staff: list[str] = []
    stops: list[StopJson]


class EventJson(_Part):
    """Something that takes place."""

    id: str
    kind: str
    phase: str
    host: str | None = None
    ref: str | None = None
    title: str = ""
    room: str | None = None
    starts: Moment
    ends: Moment
    groups: list[str] = []
    participants: list[str] = []
    counterparts: list[str] = []
    staff: list[str] = []


class FindingJson(_Part):
    """What a rule has to say about the plan."""

    rule: str
    level: Literal["hard", "soft"]
    who: list[str] = []
    event: str | None = None
    amount: Number = 0.0
    text: str = ""


class ScoreJson(_Part):
    """How good the plan is; `gap` is (bound - soft) / |bound|."""

    hard: int = 0
    soft: Number = 0.0
    bound: Number | None = None
    gap: Number | None = None
    by_rule: dict[str, Number] = {}


class StageJson(_Part):
    """What a stage of the engine reached."""

    stage: str
    value: Number
    bound: Number | None = None
    seconds: Number


class EngineJson(_Part):
    """How the plan was made."""

    version: str
    seed: int
    seconds: Number
    stages: list[StageJson] = []


class PlanJson(_Part):
    """A whole plan of a programme."""

    format: Literal["sojourn-plan/1"] = "sojourn-plan/1"
    programme: str
    groups: list[GroupJson]
    events: list[EventJson]
    findings: list[FindingJson] = []
    score: ScoreJson = ScoreJson()
    engine: EngineJson | None = None
