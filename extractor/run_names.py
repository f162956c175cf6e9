"""Under which names results are written: ``<stem>.json`` and ``<stem>.html``, no two reports under one, in one run or over several.

What an earlier run wrote into the folder belongs to the report that it was read from: ``summary.json`` tells its path, its JSON
its content. A report that was moved, or edited where it lies, keeps its name; another one of that name gets the next free number.
"""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.errors import InputError
from extractor.load import fingerprint
from extractor.run_words import readable

SUMMARY = "summary"
_LONGEST = 240
"""Bytes of a stem, so that the names of its outputs fit every file system."""


@dataclass(frozen=True, slots=True)
class Named:
    """A report's stem, and where it is not the file's own because of an earlier run, the stem that another report has there."""

    stem: str
    held: str | None = None


def stems(paths: Sequence[Path], out: Path) -> list[Named]:
    """A name for each: the one it had before; else its own where it is the first of that name; else with the next free number."""
    earlier = Earlier.within(out)
    names = [own_stem(path) for path in paths]
    taken = {_folded(SUMMARY)}
    before = [earlier.stem_of(path, name) for path, name in zip(paths, names, strict=True)]
    kept = [stem if stem is not None and _take(stem, taken) else None for stem in before]
    free = [stem is None and not earlier.holds(name) and _take(name, taken) for name, stem in zip(names, kept, strict=True)]
    found = []
    for name, stem, own in zip(names, kept, free, strict=True):
        held = None if stem or own or not earlier.holds(name) or _folded(name) in taken else name
        found.append(Named(stem or (name if own else _numbered(name, taken, earlier)), held))
    return found


@dataclass(frozen=True, slots=True)
class Earlier:
    """The results that stand in an output folder: folded stem to stem, and stem to the path of its report."""

    out: Path
    standing: Mapping[str, str] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def within(cls, out: Path) -> Earlier:
        """Those of a folder, none where it is not there."""
        try:
            names = [Path(entry.name).stem for entry in os.scandir(out) if entry.name.endswith(".json")]
        except OSError:
            return cls(out)
        standing = {_folded(name): name for name in names if name != SUMMARY}
        told = _json(out / f"{SUMMARY}.json")
        inputs = {one["stem"]: _place(one["source"]) for one in _reports(told)} | _strings(told.get("inputs"))
        return cls(out, standing, {stem: path for stem, path in inputs.items() if _folded(stem) in standing})

    def holds(self, name: str) -> bool:
        """Whether some result has the name."""
        return _folded(name) in self.standing

    def stem_of(self, path: Path, name: str) -> str | None:
        """The stem that a report's results have: found by its path, else by its content under its own name."""
        place = _place(path)
        known = [stem for stem, other in self.inputs.items() if other == place]
        if known or not self.holds(name):
            return min(known, key=lambda stem: (_folded(stem) != _folded(name), stem), default=None)
        stem = self.standing[_folded(name)]
        return stem if _content(path) in _hashes(self.out / f"{stem}.json") else None


def kept_inputs(out: Path, done: Mapping[str, str]) -> dict[str, str]:
    """Stem to path for every result in the folder: ``done`` in this run, and what stood there before and still does."""
    return dict(sorted({**Earlier.within(out).inputs, **{stem: _place(path) for stem, path in done.items()}}.items()))


def labels(inputs: Mapping[str, str]) -> frozenset[str]:
    """What the workbook calls those reports of ``inputs`` that are still where they were read."""
    return frozenset(label(Path(path), stem) for stem, path in inputs.items() if Path(path).exists())


def label(path: Path, stem: str) -> str:
    """A file's name, as numbered as its results: it tells reports of one name apart."""
    own = path.name or path.resolve().name
    return own if stem == own_stem(path) else f"{stem}{path.suffix}"


def own_stem(path: Path) -> str:
    """The name of a file without its last suffix, of a folder its name; cut to what file systems take."""
    stem = path.stem or path.resolve().name
    return stem.encode(errors="surrogateescape")[:_LONGEST].decode(errors="ignore")


def _numbered(name: str, taken: set[str], earlier: Earlier) -> str:
    numbered = (f"{name}-{number}" for number in _from_two())
    return next(stem for stem in numbered if not earlier.holds(stem) and _take(stem, taken))


def _take(name: str, taken: set[str]) -> bool:
    free = _folded(name) not in taken
    taken.add(_folded(name))
    return free


def _from_two() -> Iterable[int]:
    number = 2
    while True:
        yield number
        number += 1


def _folded(name: str) -> str:
    """Names that some file system takes for one."""
    return unicodedata.normalize("NFC", name).casefold()


def _place(path: str | Path) -> str:
    return readable(os.path.realpath(path))


def _content(path: Path) -> str | None:
    try:
        return fingerprint(path)
    except (InputError, OSError):
        return None


def _hashes(path: Path) -> tuple[str, ...]:
    document = _json(path).get("document")
    found = document.get("sha256") if isinstance(document, dict) else None
    return (found,) if isinstance(found, str) else ()


def _json(path: Path) -> dict[str, Any]:
    """A JSON object; empty where there is none."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _strings(found: object) -> dict[str, str]:
    pairs = found.items() if isinstance(found, dict) else ()
    return {key: value for key, value in pairs if isinstance(value, str)}


def _reports(told: Mapping[str, Any]) -> Iterable[dict[str, str]]:
    """The reports that a summary lists."""
    found = told.get("reports")
    entries = found if isinstance(found, list) else ()
    return (one for one in map(_strings, entries) if {"stem", "source"} <= one.keys())
