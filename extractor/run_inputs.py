"""Which files a run reads, and under which names their results are written."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extractor.errors import EmptyInput, InputError, UnreadableInput, UnsupportedInput
from extractor.load.order import natural
from extractor.run_names import SUMMARY, label, stems
from extractor.run_own import KEPT, is_own
from extractor.run_words import Lang, readable, say

READ = (".pdf", ".docx", ".xlsx", ".txt", ".md", ".png", ".jpg", ".jpeg", ".tif", ".tiff")
CANDIDATES = frozenset({*READ, ".doc", ".wps", ".ofd"})
"""The suffixes that a report may have. In a folder, those that cannot be read yet are told one by one: each may be a report."""
_OURS = re.compile(rf"{SUMMARY}(?:-{KEPT}-\d+)?\.xlsx")
"""The workbook of a run, and those of earlier runs that were kept aside."""
PAGES = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"})
"""The suffixes of the files that make up a report that is a folder."""


@dataclass(frozen=True, slots=True)
class Task:
    """One file to read; its results are ``<stem>.json`` and ``<stem>.html``."""

    path: Path
    stem: str

    @property
    def source(self) -> str:
        """The file as the user names it."""
        return str(self.path)

    @property
    def label(self) -> str:
        """What the workbook calls it."""
        return label(self.path, self.stem)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run has to do, in input order; ``skipped`` are files in folders that are no reports, ``own`` those of them that this tool
    wrote, ``renamed`` the reports that give way to results of others in the output folder."""

    items: tuple[Task | InputError, ...]
    skipped: tuple[str, ...]
    renamed: tuple[Task, ...] = ()
    own: tuple[str, ...] = ()


def find_inputs(inputs: Sequence[Path], out: Path, lang: Lang, reference: Path | None = None, as_one: bool = False) -> Plan:
    """Folders walked in natural order, named files always tried, each file once; in a folder the reference is no report. With
    ``as_one`` a folder's own files are one report."""
    walk = _Walk(os.path.realpath(out), lang, os.path.realpath(reference) if reference else None, as_one)
    for path in inputs:
        walk.add(path)
    named = stems([item for item in walk.items if isinstance(item, Path)], out)
    each = iter(named)
    items = tuple(Task(item, next(each).stem) if isinstance(item, Path) else item for item in walk.items)
    tasks = [item for item in items if isinstance(item, Task)]
    renamed = tuple(task for task, name in zip(tasks, named, strict=True) if name.held)
    return Plan(items, tuple(walk.skipped), renamed, tuple(walk.own))


@dataclass(slots=True)
class _Walk:
    out: str
    lang: Lang
    reference: str | None = None
    as_one: bool = False
    items: list[Path | InputError] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    entered: set[tuple[int, int]] = field(default_factory=set)
    met: bool = False
    """Whether the folder under way had anything to say: a report, even one named before, or a problem."""

    def add(self, path: Path) -> None:
        """One argument of the command line."""
        if not os.path.isdir(path):
            self._file(path)
            return
        self.met = False
        self._folder(path, top=True)
        if not self.met:
            todo = say(self.lang, "no_reports.todo", kinds=" ".join(READ))
            self.items.append(EmptyInput(say(self.lang, "no_reports"), str(path), todo))

    def _folder(self, path: Path, top: bool = False) -> None:
        try:
            status = path.stat()
            entries = sorted(os.scandir(path), key=lambda entry: natural(entry.name))
        except OSError as error:
            what = say(self.lang, "unlisted", reason=error.strerror or type(error).__name__)
            self.items.append(UnreadableInput(what, str(path), say(self.lang, "unlisted.todo")))
            self.met = True
            return
        if not top and os.path.realpath(path) == self.out:
            return  # our own results
        if (status.st_dev, status.st_ino) in self.entered:  # a loop of links, or a folder named twice
            self.met = True
            return
        self.entered.add((status.st_dev, status.st_ino))
        if self.as_one:
            self._report(path, entries)
            return
        for entry in entries:
            self._entry(path / entry.name)

    def _report(self, path: Path, entries: Sequence[os.DirEntry[str]]) -> None:
        """A folder that is one report; the folders in it are reports of their own."""
        seen = [entry for entry in entries if not entry.name.startswith((".", "~$"))]
        if any(not entry.is_dir() and Path(entry.name).suffix.lower() in PAGES for entry in seen):
            self.met = True
            self.items.append(path)
        for entry in seen:
            if entry.is_dir():
                self._folder(path / entry.name)
            elif self._is_ours(path / entry.name):
                self.own.append(str(path / entry.name))
            elif Path(entry.name).suffix.lower() not in PAGES:
                self.skipped.append(str(path / entry.name))

    def _entry(self, path: Path) -> None:
        if path.name.startswith((".", "~$")):
            return
        if os.path.isdir(path):
            self._folder(path)
        elif os.path.realpath(path) == self.reference:
            return
        elif self._is_ours(path):
            self.own.append(str(path))
        elif path.suffix.lower() not in CANDIDATES:
            self.skipped.append(str(path))
        else:
            self._file(path)

    def _is_ours(self, path: Path) -> bool:
        """Of this run or of another; in the output folder a spoilt workbook too, by its name."""
        here = _OURS.fullmatch(path.name) is not None and os.path.realpath(path.parent) == self.out
        return here or is_own(path)

    def _file(self, path: Path) -> None:
        self.met = True
        key = os.path.abspath(path)
        if key in self.seen:
            return
        self.seen.add(key)
        self.items.append(_problem(path, self.lang) or path)


def _problem(path: Path, lang: Lang) -> InputError | None:
    """What keeps a file from even being opened."""
    if os.path.exists(path) and not os.path.isfile(path):
        return UnreadableInput(say(lang, "not_regular"), str(path), say(lang, "not_regular.todo"))
    if is_own(path):
        return UnsupportedInput(say(lang, "own"), str(path), say(lang, "own.todo"))
    try:
        str(path).encode()
    except UnicodeEncodeError:
        key = "name.locale" if _is_utf8(os.fsencode(path)) else "name"
        return UnreadableInput(say(lang, key), readable(str(path)), say(lang, f"{key}.todo"))
    return None


def _is_utf8(name: bytes) -> bool:
    try:
        name.decode()
    except UnicodeDecodeError:
        return False
    return True
