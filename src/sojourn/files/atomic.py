"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path


def write_atomically(path: str | os.PathLike[str], content: str | bytes) -> None:
    """Put `content` (text as UTF-8) at `path`, so that a reader finds the old file or the new.

    The content goes to a temporary file in the same directory, is flushed to the disk and then
    takes the place of `path`. Whatever goes wrong before, a full disk or an interrupt included,
    leaves what was there and no temporary file. Raises `OSError`.
    """
    write_all_atomically({Path(path): content})


def write_all_atomically(contents: Mapping[Path, str | bytes]) -> None:
    """Put every content at its path; nothing is replaced before everything is on the disk.

    Each file is whole at any time; the replacements follow each other. Raises `OSError`.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        for path, content in contents.items():
            target = path.resolve() if path.is_symlink() else path
            temporary = target.with_name(f".{target.name[:100]}.{secrets.token_hex(6)}.tmp")
            staged.append((temporary, target))
            _write(temporary, content, _mode(target))
        for temporary, target in staged:
            os.replace(temporary, target)
    except BaseException:
        for temporary, _ in staged:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        raise
    for directory in dict.fromkeys(target.parent for _, target in staged):
        _flush_directory(directory)


def _mode(target: Path) -> int | None:
    """The permissions of the file that is there, to be kept."""
    try:
        return target.stat().st_mode & 0o777
    except OSError:
        return None


def _write(path: Path, content: str | bytes, mode: int | None) -> None:
    raw = content.encode() if isinstance(content, str) else content
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with open(descriptor, "wb") as file:
        if mode is not None:
            os.chmod(path, mode)
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())


def _flush_directory(directory: Path) -> None:
    """Make the replacement itself last; some systems cannot, and then it is as good as it gets."""
    with contextlib.suppress(OSError):
        descriptor = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
