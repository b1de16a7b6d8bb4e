"""plan.json: reading, writing, its JSON schema."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sojourn.files.atomic import write_atomically
from sojourn.files.problem import Problem, Problems, ProblemsError, quoted
from sojourn.files.text_table import decode, read_bytes
from sojourn.model import (
    FORMAT,
    EngineReport,
    Event,
    Finding,
    Group,
    Plan,
    Score,
    StageReport,
    Stop,
)

if TYPE_CHECKING:
    from pydantic import ValidationError

    from sojourn.files.plan_json import PlanJson

PLAN_FILE = "plan.json"
MOST_PLAN_BYTES = 500_000_000
_MOST_PROBLEMS = 1000
_EXPECTED = {
    "model_type": "an object is expected",
    "dict_type": "an object is expected",
    "list_type": "a list is expected",
    "string_type": "a text is expected",
    "int_type": "a whole number is expected",
    "float_type": "a number is expected",
    "finite_number": "a finite number is expected",
}
"""What to say for pydantic's types of errors."""


def read_plan(path: str | os.PathLike[str]) -> Plan:
    """The plan in the file `path`, or in the ``plan.json`` of the directory `path`.

    Times get the UTC offset that they carry as a fixed zone. Raises `ProblemsError` with every
    problem, each naming its JSON path.
    """
    file = Path(path)
    if file.is_dir():
        file = file / PLAN_FILE
    found = Problems()
    content = read_bytes(file, file.name, found, MOST_PLAN_BYTES)
    text = decode(content, file.name, found) if content is not None else None
    if text is None:
        raise ProblemsError(found.all(()))
    return parse_plan(text, file.name)


def parse_plan(text: str, file: str = PLAN_FILE) -> Plan:
    """The plan that the JSON `text` spells; raises `ProblemsError`."""
    from pydantic import ValidationError

    from sojourn.files.plan_json import PlanJson

    try:
        parsed = json.loads(text, parse_constant=_no_constant)
        if "\\ud" in text.lower():
            json.dumps(parsed, ensure_ascii=False).encode()  # half a character is no text
    except json.JSONDecodeError as error:
        message = f"the line is not valid JSON at its character {error.colno}: {error.msg}"
        raise ProblemsError([Problem(file, error.lineno, None, None, message)]) from None
    except (RecursionError, ValueError) as error:
        raise ProblemsError([Problem(file, None, None, None, f"not valid JSON: {error}")]) from None
    try:
        return _plan(PlanJson.model_validate(parsed))
    except ValidationError as error:
        raise ProblemsError(_problems(error, file)) from None


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number of JSON")


def _problems(error: ValidationError, file: str) -> list[Problem]:
    found = error.errors(include_url=False, include_context=False)
    problems = [
        Problem(file, None, _json_path(one["loc"]), _shown(one["input"]), _message(one))
        for one in found[:_MOST_PROBLEMS]
    ]
    if len(found) > _MOST_PROBLEMS:
        more = f"{len(found):,} problems; these are the first {_MOST_PROBLEMS:,}"
        problems.append(Problem(file, None, None, None, more))
    return problems


def _json_path(location: Sequence[int | str]) -> str | None:
    """``events[3].starts`` as the path of a value, places in lists counted from 0."""
    text = ""
    for part in location:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text or None


def _shown(value: Any) -> str | None:
    return None if isinstance(value, (dict, list)) else json.dumps(value, ensure_ascii=False)


def _message(one: Mapping[str, Any]) -> str:
    if one["type"] == "missing":
        return "this key is missing"
    value = one["input"]
    told = _EXPECTED.get(str(one["type"])) or str(one["msg"]).removeprefix("Value error, ")
    if isinstance(value, (dict, list)):
        return f"{'an object' if isinstance(value, dict) else 'a list'} stands here; {told}"
    return f"{quoted(value) if isinstance(value, str) else _shown(value)} stands here; {told}"


def _plan(parsed: PlanJson) -> Plan:
    """The model's plan with the content of `parsed`."""
    engine = parsed.engine
    return Plan(
        programme=parsed.programme,
        groups=tuple(
            Group(
                g.id,
                g.phase,
                tuple(g.participants),
                tuple(g.staff),
                tuple(Stop(s.host, s.starts, s.ends) for s in g.stops),
            )
            for g in parsed.groups
        ),
        events=tuple(
            Event(
                e.id,
                e.kind,
                e.phase,
                e.host,
                e.ref,
                e.title,
                e.room,
                e.starts,
                e.ends,
                tuple(e.groups),
                tuple(e.participants),
                tuple(e.counterparts),
                tuple(e.staff),
            )
            for e in parsed.events
        ),
        findings=tuple(
            Finding(f.rule, f.level, tuple(f.who), f.event, f.amount, f.text)
            for f in parsed.findings
        ),
        score=Score(
            parsed.score.hard, parsed.score.soft, parsed.score.bound, dict(parsed.score.by_rule)
        ),
        engine=EngineReport(
            engine.version,
            engine.seed,
            engine.seconds,
            tuple(StageReport(s.stage, s.value, s.bound, s.seconds) for s in engine.stages),
        )
        if engine is not None
        else None,
    )


def plan_text(plan: Plan) -> str:
    """`plan` as the text of plan.json: the same plan gives the same bytes.

    Keys stand in the order of the contract. Raises `ValueError` for a number that JSON does
    not have, and for a time without an offset.
    """
    score = plan.score
    document = {
        "format": FORMAT,
        "programme": plan.programme,
        "groups": [_object(group) for group in plan.groups],
        "events": [_object(event) for event in plan.events],
        "findings": [_object(finding) for finding in plan.findings],
        "score": {
            "hard": score.hard,
            "soft": float(score.soft),
            "bound": float(score.bound) if score.bound is not None else None,
            "gap": score.gap,
            "by_rule": {rule: float(score.by_rule[rule]) for rule in sorted(score.by_rule)},
        },
        "engine": _object(plan.engine) if plan.engine is not None else None,
    }
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _object(row: Any) -> dict[str, Any]:
    """A dataclass as a JSON object, its fields in the order of the class."""
    return {field.name: _value(getattr(row, field.name)) for field in fields(row)}


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        if value.utcoffset() is None:
            raise ValueError(f"{value} has no UTC offset")
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return _object(value) if is_dataclass(value) else value


def write_plan(plan: Plan, path: str | os.PathLike[str]) -> None:
    """Write `plan` at `path`, whole or not at all. Raises `OSError`."""
    write_atomically(path, plan_text(plan))


def plan_schema() -> dict[str, Any]:
    """The JSON schema of plan.json."""
    from sojourn.files.plan_json import PlanJson

    return PlanJson.model_json_schema()
