"""What a run remembers on disk, in one SQLite file: answers by content address, what an endpoint can do, and what was spent.

Several processes and threads may use the file at once, and any of them may be killed at any moment: what was written before is
there afterwards, and nothing is there by half.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Any

from extractor.errors import OutputError

_OURS = 0x5EFE7201
"""Marks the file as ours (SQLite's application_id)."""
_VERSION = 1
_PATIENCE = 60.0
"""Seconds that one process waits for another's write."""
_MINUTE = 60.0
_TABLES = (
    "create table if not exists answers(address text primary key, outcome text not null, text text not null,"
    " sent integer not null, received integer not null, estimated integer not null)",
    "create table if not exists abilities(endpoint text primary key, ability text not null)",
    "create table if not exists probes(endpoint text primary key, until real not null)",
    "create table if not exists meters(run text primary key, calls integer not null, sent integer not null,"
    " received integer not null, cost text not null, answered integer not null)",
    "create table if not exists minutes(id integer primary key, scope text not null, at real not null, tokens integer not null)",
)
_IDENTITY = ("pragma application_id", "pragma user_version", "select count(*) from sqlite_master")
_METER = "select calls, sent, received, cost, answered from meters where run = ?"
_TODO = "请移走或删除该文件后重新运行"
_DAMAGE = frozenset({sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT})


@dataclass(frozen=True, slots=True)
class Kept:
    """One remembered answer. ``outcome`` says what kind it was; the store does not know the kinds."""

    outcome: str
    text: str
    sent: int = 0
    received: int = 0
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Spent:
    """What a run has used: calls (failed ones too), tokens both ways, money. ``answered``: somebody answered at least once."""

    calls: int = 0
    sent: int = 0
    received: int = 0
    cost: Decimal = Decimal(0)
    answered: bool = False

    def __add__(self, other: Spent) -> Spent:
        """Both together."""
        return Spent(
            self.calls + other.calls, self.sent + other.sent, self.received + other.received,
            self.cost + other.cost, self.answered or other.answered,
        )  # fmt: skip

    def __neg__(self) -> Spent:
        """Its opposite, to take a reservation back."""
        return Spent(-self.calls, -self.sent, -self.received, -self.cost, self.answered)


class Store:
    """The file at ``path``, made if it is not there. Errors: ``OutputError`` for one that is damaged, foreign or not writable."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = RLock()
        with self._told():
            self._base = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
            try:
                self._prepare()
            except BaseException:
                self._base.close()
                raise

    def close(self) -> None:
        """Let the file go."""
        with self._lock:
            self._base.close()

    def __enter__(self) -> Store:
        """Itself, to be closed at the end of a block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Let the file go."""
        self.close()

    def answer(self, address: str) -> Kept | None:
        """The answer kept under ``address``."""
        row = self._row("select outcome, text, sent, received, estimated from answers where address = ?", address)
        return None if row is None else Kept(row[0], row[1], row[2], row[3], bool(row[4]))

    def keep_answer(self, address: str, kept: Kept) -> Kept:
        """Keep an answer, on the disk when this returns; where one is there already, it stays and is what counts."""
        row = (address, kept.outcome, kept.text, kept.sent, kept.received, kept.estimated)
        with self._writing() as base:
            base.execute("insert or ignore into answers values (?, ?, ?, ?, ?, ?)", row)
        return self.answer(address) or kept

    def ability(self, endpoint: str) -> str | None:
        """What was found out about an endpoint."""
        row = self._row("select ability from abilities where endpoint = ?", endpoint)
        return None if row is None else str(row[0])

    def keep_ability(self, endpoint: str, ability: str) -> None:
        """Remember what an endpoint can do; the latest finding counts."""
        with self._writing() as base:
            base.execute("insert or replace into abilities values (?, ?)", (endpoint, ability))

    def begin_probe(self, endpoint: str, now: float, seconds: float) -> bool:
        """Take it on to find out about an endpoint; false while another has it. A claim ends by itself: its owner may be dead."""
        with self._writing() as base:
            base.execute("delete from probes where endpoint = ? and until <= ?", (endpoint, now))
            return base.execute("insert or ignore into probes values (?, ?)", (endpoint, now + seconds)).rowcount == 1

    def end_probe(self, endpoint: str) -> None:
        """Let others find out."""
        with self._writing() as base:
            base.execute("delete from probes where endpoint = ?", (endpoint,))

    def spent(self, run: str) -> Spent:
        """What a run has used up to now, in all its processes."""
        return _spent(self._row(_METER, run))

    def spend(self, run: str, more: Spent, allowed: Callable[[Spent], bool]) -> bool:
        """Add ``more`` if what comes out is ``allowed``, in one step for all processes."""
        with self._writing() as base:
            total = _spent(base.execute(_METER, (run,)).fetchone()) + more
            if not allowed(total):
                return False
            row = (run, total.calls, total.sent, total.received, str(total.cost), total.answered)
            base.execute("insert or replace into meters values (?, ?, ?, ?, ?, ?)", row)
            return True

    def take_turn(self, scope: str, now: float, tokens: int, requests: int | None, most: int | None) -> tuple[int, float]:
        """A place among at most ``requests`` requests and ``most`` tokens of any minute: its number, or 0 and seconds to wait.

        What alone is more than ``most`` passes in an empty minute: it would wait for ever otherwise.
        """
        with self._writing() as base:
            base.execute("delete from minutes where scope = ? and at <= ?", (scope, now - _MINUTE))
            past = base.execute("select at, tokens from minutes where scope = ? order by at", (scope,)).fetchall()
            if wait := _wait(past, now, tokens, requests, most):
                return 0, wait
            made = base.execute("insert into minutes(scope, at, tokens) values (?, ?, ?)", (scope, now, tokens))
            return int(made.lastrowid or 0), 0.0

    def correct_turn(self, turn: int, tokens: int) -> None:
        """What a request really took."""
        with self._writing() as base:
            base.execute("update minutes set tokens = ? where id = ?", (tokens, turn))

    def _prepare(self) -> None:
        self._base.execute("begin")  # so that another process, making the file just now, is seen whole or not at all
        ours, version, tables = (self._base.execute(query).fetchone()[0] for query in _IDENTITY)
        self._base.execute("rollback")
        if (ours, version) != (_OURS, _VERSION) and (ours or version or tables):
            raise OutputError("不是本版本的回答缓存", str(self.path), _TODO)
        self._base.execute("pragma journal_mode = wal")
        self._base.execute("pragma synchronous = full")
        with self._writing() as base:
            for statement in (*_TABLES, f"pragma application_id = {_OURS}", f"pragma user_version = {_VERSION}"):
                base.execute(statement)

    def _row(self, query: str, key: str) -> Any:
        with self._lock, self._told():
            return self._base.execute(query, (key,)).fetchone()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction; nobody else writes meanwhile, and at its end everything is on the disk."""
        with self._lock, self._told():
            self._base.execute("begin immediate")
            try:
                yield self._base
                self._base.execute("commit")
            except BaseException:
                if self._base.in_transaction:
                    self._base.execute("rollback")
                raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise _complaint(error, self.path) from error


def _complaint(error: sqlite3.DatabaseError, path: Path) -> OutputError:
    """The low byte of SQLite's code is its kind."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _DAMAGE:
        return OutputError("回答缓存已损坏，或不是本工具的文件", str(path), _TODO)
    reason = getattr(error, "sqlite_errorname", type(error).__name__)
    return OutputError(f"回答缓存读写失败（{reason}）", str(path), "请检查磁盘空间和文件夹权限，然后重新运行")


def _spent(row: tuple[int, int, int, str, int] | None) -> Spent:
    return Spent() if row is None else replace(Spent(*row[:3]), cost=Decimal(row[3]), answered=bool(row[4]))


def _wait(past: list[tuple[float, int]], now: float, tokens: int, requests: int | None, most: int | None) -> float:
    """Seconds until enough of the last minute has passed."""
    free = 0.0
    if requests is not None and len(past) >= requests:
        free = past[len(past) - requests][0] + _MINUTE
    if most is not None:
        over = sum(taken for _, taken in past) + tokens - most
        for at, taken in past:
            if over <= 0:
                break
            over, free = over - taken, max(free, at + _MINUTE)
    return max(0.0, free - now)
