"""Labelled reports: which gold file belongs to which file to be read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.gold_files import GoldError, source_of
from extractor.errors import UsageError

SUFFIX = ".gold.json"


@dataclass(frozen=True, slots=True)
class Case:
    """One report to score. ``source`` is the file that the gold's spans count, ``read`` the file that is read: the same, or another
    carrier of the same report (its scan, its DOCX)."""

    name: str
    document: str
    gold: Path
    source: Path
    read: Path


@dataclass(frozen=True, slots=True)
class Where:
    """Where gold and reports stand. ``sources``: the folder of the sources that gold names, where they are not beside it.
    ``folder`` and ``suffix``: other carriers, ``NAME<suffix>`` in ``folder``."""

    gold: tuple[Path, ...]
    sources: Path | None = None
    folder: Path | None = None
    suffixes: tuple[str, ...] = ()


def find(where: Where) -> tuple[Case, ...]:
    """Every case, by name. Errors: ``UsageError`` where there is none, or two of one name."""
    found = [case for folder in where.gold for case in _cases(folder, where)]
    names = [case.name for case in found]
    if not found:
        raise UsageError(
            "no gold file (NAME.gold.json, or NAME.json with a record)", ", ".join(map(str, where.gold)), "name another folder"
        )
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise UsageError(f"two gold files of the name {twice}", ", ".join(map(str, where.gold)), "rename one, or score the folders apart")
    return tuple(sorted(found, key=lambda case: case.name))


def _cases(folder: Path, where: Where) -> Iterator[Case]:
    if not folder.is_dir():
        raise UsageError("not a folder", str(folder), "name a folder with gold files")
    for path in sorted(folder.glob("*.json")):
        if not _is_gold(path):
            continue
        name = path.name.removesuffix(".json").removesuffix(".gold")
        source = _source(path, where)
        if not where.suffixes:
            yield Case(name, name, path, source, source)
        for suffix in where.suffixes:
            yield Case(f"{name}{suffix}", name, path, source, (where.folder or source.parent) / f"{name}{suffix}")


def _is_gold(path: Path) -> bool:
    if path.name.endswith(SUFFIX):
        return True
    if path.name.endswith(".faults.json"):
        return False
    try:
        raw = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(raw, dict) and "record" in raw and "source" in raw and "provenance" not in raw


def _source(path: Path, where: Where) -> Path:
    try:
        beside = source_of(path)
    except (GoldError, OSError, ValueError) as error:
        raise UsageError(f"its report is not named ({error})", str(path), 'add "source": "<file name>"') from error
    return where.sources / beside.name if where.sources else beside


def folders(given: Sequence[str]) -> tuple[Path, ...]:
    """Folders as given on the command line."""
    return tuple(map(Path, given))
