from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from tests.files.programmes import programmes

from sojourn import files
from sojourn.model import Programme

_QUICK = settings(
    max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


@_QUICK
@given(programme=programmes())
def test_a_folder_reads_back_as_the_programme_that_was_written(programme: Programme) -> None:
    """Writing a programme as a folder and reading it gives the same programme."""
    with TemporaryDirectory() as folder:
        files.write(programme, folder)
        assert files.read(folder) == programme


@_QUICK
@given(programme=programmes())
def test_a_workbook_reads_back_as_the_programme_that_was_written(programme: Programme) -> None:
    """Writing a programme as a workbook and reading it gives the same programme."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "programme.xlsx"
        files.write_workbook(programme, path)
        assert files.read(path) == programme


@_QUICK
@given(programme=programmes())
def test_the_same_programme_gives_the_same_bytes(programme: Programme) -> None:
    """A folder and a workbook depend on the programme alone."""
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        for folder in (Path(one), Path(other)):
            files.write(programme, folder / "folder")
            files.write_workbook(programme, folder / "book.xlsx")
        written = {path.relative_to(one): path.read_bytes() for path in Path(one).rglob("*.*")}
        again = {path.relative_to(other): path.read_bytes() for path in Path(other).rglob("*.*")}
        assert written == again
