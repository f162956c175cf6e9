"""Labelled reports: which gold file belongs to which file to be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from eval.gold_files import GoldError, gold_name, gold_paths, source_of
from extractor.errors import UsageError


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
    try:
        paths = gold_paths(folder)
    except GoldError as error:
        raise _unusable(error) from error
    for path in paths:
        name = gold_name(path)
        source = _source(path, where)
        if not where.suffixes:
            yield Case(name, name, path, source, source)
        for suffix in where.suffixes:
            yield Case(f"{name}{suffix}", name, path, source, (where.folder or source.parent) / f"{name}{suffix}")


def _unusable(error: GoldError) -> UsageError:
    return UsageError(error.what, str(error.where), "mend the file, or move it out of the folder")


def _source(path: Path, where: Where) -> Path:
    try:
        beside = source_of(path)
    except GoldError as error:
        raise _unusable(error) from error
    return where.sources / beside.name if where.sources else beside
