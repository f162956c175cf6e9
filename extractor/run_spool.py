"""The extractions of a run, laid aside on disk: a run over thousands of reports holds few of them at once."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, overload

from extractor.run_inputs import Task

if TYPE_CHECKING:
    from schemas.extraction import Extraction


@dataclass(slots=True)
class Spool:
    """Extractions by task, in a file without a name that vanishes with the process."""

    file: IO[bytes]
    places: dict[Task, tuple[int, int]] = field(default_factory=dict)

    @classmethod
    def within(cls, folder: Path) -> Spool:
        """A spool on the disk of ``folder``."""
        return cls(tempfile.TemporaryFile(dir=folder, buffering=0))

    def add(self, task: Task, packed: bytes) -> None:
        """Lay one aside."""
        start, written = self.file.seek(0, 2), 0
        self.places[task] = (start, len(packed))
        while written < len(packed):  # unbuffered, so that a full disk is met here
            written += self.file.write(packed[written:])

    def drop(self, task: Task) -> None:
        """Forget the last one, also where it was laid aside in part: its room is needed for the summary."""
        self.file.truncate(self.places.pop(task)[0])

    def load(self, task: Task) -> Extraction:
        """Take one up again."""
        start, length = self.places[task]
        self.file.seek(start)
        found: Extraction = pickle.loads(self.file.read(length))
        return found

    def of(self, tasks: Iterable[Task]) -> Spooled:
        """Several, in this order."""
        return Spooled(self, tuple(tasks))


@dataclass(frozen=True)
class Spooled(Sequence["Extraction"]):
    """A sequence that loads each extraction when it is asked for."""

    spool: Spool
    tasks: tuple[Task, ...]

    @overload
    def __getitem__(self, index: int) -> Extraction: ...
    @overload
    def __getitem__(self, index: slice) -> Spooled: ...
    def __getitem__(self, index: int | slice) -> Extraction | Spooled:
        """The extraction at ``index``."""
        return Spooled(self.spool, self.tasks[index]) if isinstance(index, slice) else self.spool.load(self.tasks[index])

    def __len__(self) -> int:
        """How many there are."""
        return len(self.tasks)


def pack(extraction: Extraction) -> bytes:
    """An extraction as the spool keeps it."""
    return pickle.dumps(extraction)
