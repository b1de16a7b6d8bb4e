"""The folder, the workbook and plan.json: reading, writing, every problem with its place."""

from sojourn.files.atomic import write_atomically
from sojourn.files.folder import write
from sojourn.files.plan import parse_plan, plan_schema, plan_text, read_plan, write_plan
from sojourn.files.problem import Problem, ProblemsError
from sojourn.files.reading import problems, read
from sojourn.files.workbook import write_workbook

__all__ = [
    "Problem",
    "ProblemsError",
    "parse_plan",
    "plan_schema",
    "plan_text",
    "problems",
    "read",
    "read_plan",
    "write",
    "write_atomically",
    "write_plan",
    "write_workbook",
]
