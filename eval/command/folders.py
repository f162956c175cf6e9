"""Folders to write into."""

from __future__ import annotations

from pathlib import Path

from extractor.errors import OutputError, UsageError


def made_folder(path: Path) -> Path:
    """The folder, made where it is missing. Errors: ``UsageError`` where a file is in its way, ``OutputError`` where it cannot be made."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise UsageError("a folder is wanted here, and a file is in the way", str(path), "name a folder, or remove the file") from error
    except OSError as error:
        raise OutputError(f"the folder cannot be made ({error.strerror})", str(path), "name another folder") from error
    return path
