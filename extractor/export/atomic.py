"""Files appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from extractor.errors import OutputError

_TODO = "请检查磁盘空间、文件夹权限，或文件是否正被其他程序打开，然后重新运行"


def write_bytes(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``: a temporary file beside it, flushed to the disk, then moved into place."""
    write_together({path: data})


def write_together(files: Mapping[Path, bytes]) -> None:
    """Files that belong to one another: none is moved into place, in this order, before all are on the disk."""
    with ExitStack() as stack:
        staged = [(_staged(path, data, stack), path) for path, data in files.items()]
        for temporary, path in staged:
            try:
                temporary.replace(_target(path))
            except OSError as error:
                raise not_written(path, error) from error


def not_written(path: Path, error: OSError) -> OutputError:
    """The line for a full disk, a forbidden folder …"""
    return OutputError(f"结果写不进去（{error.strerror or type(error).__name__}）", str(path), _TODO)


def _staged(path: Path, data: bytes, stack: ExitStack) -> Path:
    """A temporary file beside ``path`` that holds ``data``; what still stands when ``stack`` closes is removed."""
    target = _target(path)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent)
        temporary = Path(name)
        stack.callback(temporary.unlink, missing_ok=True)  # after an error or an interrupt
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_mode(target))
    except OSError as error:
        raise not_written(path, error) from error
    return temporary


def _target(path: Path) -> Path:
    """Where a link leads; never a device or a pipe, which a move would replace by a file."""
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        raise OutputError("不是普通文件，不能写入", str(path), "请换一个文件名")
    return target


def _mode(path: Path) -> int:
    """The permissions of the file replaced, or those any new file would get (``mkstemp`` makes private ones)."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
