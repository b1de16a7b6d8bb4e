from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sojourn.files.atomic import write_all_atomically, write_atomically


def test_content_is_written_and_replaced(tmp_path: Path) -> None:
    """Text is written as UTF-8, bytes as they are, and no temporary file is left."""
    path = tmp_path / "plan.json"
    write_atomically(path, "é")
    assert path.read_bytes() == "é".encode()
    write_atomically(path, b"\0")
    assert path.read_bytes() == b"\0"
    assert os.listdir(tmp_path) == ["plan.json"]


def test_permissions_are_kept(tmp_path: Path) -> None:
    """A file keeps its permissions when it is replaced."""
    path = tmp_path / "plan.json"
    path.write_text("old")
    path.chmod(0o640)
    write_atomically(path, "new")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """Writing to a symbolic link writes the file to which it leads."""
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_atomically(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "real").read_text() == "new"


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    """An interrupt while flushing or replacing leaves the old content and nothing else."""
    path = tmp_path / "plan.json"
    path.write_text("old")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, failing, interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, "new")
    assert path.read_text() == "old" and os.listdir(tmp_path) == ["plan.json"]


def test_a_full_disk_leaves_the_old_files(tmp_path: Path) -> None:
    """Where one of several files does not fit on the disk, none is replaced."""
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_text("old")
    second.write_text("old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
        with pytest.raises(OSError):
            write_all_atomically({first: "new", second: "x" * 100_000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert first.read_text() == second.read_text() == "old"
    assert sorted(os.listdir(tmp_path)) == ["a", "b"]


def test_a_killed_process_leaves_the_old_file(tmp_path: Path) -> None:
    """A process that dies while it writes leaves the old content."""
    path = tmp_path / "plan.json"
    path.write_text("old")
    code = (
        "import os, sys; from sojourn.files.atomic import write_atomically\n"
        "os.fsync = lambda _: os._exit(9)\n"
        "write_atomically(sys.argv[1], 'new' * 1000)"
    )
    assert subprocess.run([sys.executable, "-c", code, path], check=False).returncode == 9
    assert path.read_text() == "old"
