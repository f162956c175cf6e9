"""What engines answered, kept in one SQLite file from one run to the next, so that a page read once costs no recognition again.

Several processes may use the file at once. It only ever saves time: whatever is wrong with it, an answer is then not there.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

_OURS = 0x5EFE7202
"""Marks the file as ours (SQLite's application_id)."""
_VERSION = 1
_PATIENCE = 2.0
"""Seconds that one process waits for another's write; recognising a page anew takes about as long."""
_MOST = 512 << 20
"""Bytes of the file; beyond, the oldest answers go."""
_AT_A_TIME = 16
_TABLE = "create table if not exists answers(id integer primary key autoincrement, address text not null unique, body blob not null)"
_OLDEST = "delete from answers where id in (select id from answers order by id limit ?)"
_UNUSABLE = (sqlite3.Error, OSError)


class LinesKept:
    """The file at ``path``, made with the first answer that is kept; ``most`` bounds its bytes. No method raises."""

    def __init__(self, path: Path, most: int = _MOST) -> None:
        self._path, self._most = path, most
        self._usable = True

    def get(self, address: str) -> bytes | None:
        """The answer kept under ``address``; null where there is none, or none that is whole."""
        try:
            if not (self._usable and self._path.exists()):
                return None
            with self._opened() as base:
                row = base.execute("select body from answers where address = ?", (address,)).fetchone() if _is_ours(base) else None
            return zlib.decompress(row[0]) if row else None
        except _UNUSABLE:
            self._usable = False
        except (zlib.error, TypeError):  # its own checksum, or its kind, is not right
            pass
        return None

    def put(self, address: str, body: bytes) -> None:
        """Keep an answer, in the place of one that is there already."""
        try:
            if not self._usable:
                return
            with self._opened() as base:
                base.execute("begin immediate")
                if not _is_ours(base) and not _claimed(base):
                    return
                base.execute("insert or replace into answers(address, body) values (?, ?)", (address, zlib.compress(body)))
                while _size(base) > self._most and base.execute(_OLDEST, (_AT_A_TIME,)).rowcount > 0:
                    pass
                base.execute("commit")
        except _UNUSABLE:
            self._usable = False

    def is_sound(self) -> bool:
        """Whether the file is ours and whole, or still to be made. Reads all of it."""
        try:
            if not self._path.exists():
                return True
            with self._opened() as base:
                whole = base.execute("pragma quick_check(1)").fetchone()[0] == "ok"
                return whole and (_is_ours(base) or _is_blank(base))
        except _UNUSABLE:
            return False

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """For one step only: nothing stays open in a worker that may be ended at any moment."""
        with closing(sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None)) as base:
            base.execute("pragma synchronous = normal")
            yield base


def _is_ours(base: sqlite3.Connection) -> bool:
    return (_number(base, "application_id"), _number(base, "user_version")) == (_OURS, _VERSION)


def _is_blank(base: sqlite3.Connection) -> bool:
    tables = base.execute("select count(*) from sqlite_master").fetchone()[0]
    return not (tables or _number(base, "application_id") or _number(base, "user_version"))


def _claimed(base: sqlite3.Connection) -> bool:
    """Make an empty file ours; false where somebody else's things are in it."""
    if not _is_blank(base):
        return False
    for statement in (_TABLE, f"pragma application_id = {_OURS}", f"pragma user_version = {_VERSION}"):
        base.execute(statement)
    return True


def _size(base: sqlite3.Connection) -> int:
    """Bytes in use."""
    return (_number(base, "page_count") - _number(base, "freelist_count")) * _number(base, "page_size")


def _number(base: sqlite3.Connection, pragma: str) -> int:
    return int(base.execute(f"pragma {pragma}").fetchone()[0])
