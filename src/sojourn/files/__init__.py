"""The folder, the workbook and plan.json: reading, writing, every problem with its place."""

from sojourn.files.atomic import write_atomically
from sojourn.files.folder import write
from sojourn.files.problems import Problem, ProblemsError
from sojourn.files.reading import problems, read

__all__ = ["Problem", "ProblemsError", "problems", "read", "write", "write_atomically"]
