"""Extractions laid aside on disk: what does not fit leaves no trace."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.run_inputs import Task
from extractor.run_spool import Spool


class Full:
    """A disk with room for some bytes only."""

    def __init__(self, spool: Spool, room: int) -> None:
        self.file, self.room = spool.file, room
        self.seek, self.truncate = self.file.seek, self.file.truncate

    def write(self, data: bytes) -> int:
        free = self.room - self.file.seek(0, 2)
        if not free:
            raise OSError(28, "No space left on device")
        return self.file.write(data[:free])


def test_what_does_not_fit_gives_its_room_back(tmp_path: Path) -> None:
    spool, first, second = Spool.within(tmp_path), Task(Path("a"), "a"), Task(Path("b"), "b")
    spool.file = Full(spool, 10)  # type: ignore[assignment]
    spool.add(first, b"1234567")
    with pytest.raises(OSError, match="No space"):
        spool.add(second, b"1234567")
    spool.drop(second)
    assert (spool.file.seek(0, 2), list(spool.places)) == (7, [first])
    spool.file.file.close()  # type: ignore[attr-defined]
    assert list(tmp_path.iterdir()) == []
