from __future__ import annotations

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest

from extractor.english import english
from extractor.errors import OutputError
from extractor.store import Kept, Spent, Store

RACE = """
import sys
from pathlib import Path
from decimal import Decimal
from extractor.store import Kept, Spent, Store

for turn in range(10):
    with Store(Path(sys.argv[1])) as store:
        store.spend("run", Spent(1, 10, 1, Decimal("0.1")), lambda total: total.calls <= 35)
        store.keep_answer(f"a{turn}", Kept("answer", sys.argv[2]))
"""


def test_an_answer_comes_back_as_it_was_kept(store: Store) -> None:
    kept = Kept("answer", "一\x00二\n", 3, 4, True)
    assert store.answer("a") is None
    assert store.keep_answer("a", kept) == kept
    assert store.answer("a") == kept


def test_the_first_answer_stays(store: Store) -> None:
    store.keep_answer("a", Kept("answer", "first"))
    assert store.keep_answer("a", Kept("answer", "second")).text == "first"


def test_what_was_kept_outlives_the_process(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with Store(path) as store:
        store.keep_answer("a", Kept("answer", "x"))
        store.keep_ability("e", "tools")
        store.spend("run", Spent(1, 2, 3, Decimal("0.5"), True), lambda _: True)
    with Store(path) as store:
        assert store.answer("a") == Kept("answer", "x")
        assert store.ability("e") == "tools"
        assert store.spent("run") == Spent(1, 2, 3, Decimal("0.5"), True)
        assert store.spent("other") == Spent()
    assert [found.name for found in tmp_path.iterdir()] == ["s.sqlite"]


def test_nothing_is_spent_that_is_not_allowed(store: Store) -> None:
    assert store.spend("run", Spent(1), lambda total: total.calls <= 1)
    assert not store.spend("run", Spent(1), lambda total: total.calls <= 1)
    assert store.spent("run") == Spent(1)


def test_threads_share_the_account(store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda _: store.spend("run", Spent(1, 1), lambda total: total.calls <= 30), range(50)))
    assert sum(done) == 30
    assert store.spent("run") == Spent(30, 30)


def test_processes_share_a_file_that_none_has_made_yet(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    running = [subprocess.Popen([sys.executable, "-W", "error", "-c", RACE, str(path), str(n)], stderr=subprocess.PIPE) for n in range(4)]
    for process in running:
        assert process.communicate()[1] == b""
    with Store(path) as store:
        assert store.spent("run") == Spent(35, 350, 35, Decimal("3.5"))
        assert store.answer("a9") is not None


def test_one_finds_out_at_a_time_and_a_dead_one_does_not_block(store: Store) -> None:
    assert store.begin_probe("e", now=100, seconds=60)
    assert not store.begin_probe("e", now=159, seconds=60)
    assert store.begin_probe("e", now=160, seconds=60)
    store.end_probe("e")
    assert store.begin_probe("e", now=161, seconds=60)


def complaint(path: Path) -> OutputError:
    with pytest.raises(OutputError) as caught:
        Store(path)
    for said in (caught.value.what, caught.value.todo):
        assert english(said).isascii()
    return caught.value


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    path.write_bytes(b"not a database at all, but long enough to be looked at" * 50)
    assert "已损坏" in complaint(path).what


def test_a_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    base = sqlite3.connect(path)
    base.execute("create table theirs(x)")
    base.close()
    before = path.read_bytes()
    assert complaint(path).what == "不是本版本的回答缓存"
    assert path.read_bytes() == before


def test_a_later_version(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    Store(path).close()
    base = sqlite3.connect(path)
    base.execute("pragma user_version = 99")
    base.close()
    assert complaint(path).what == "不是本版本的回答缓存"


def test_a_file_cut_in_the_middle(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with Store(path) as store:
        for number in range(200):
            store.keep_answer(f"a{number}", Kept("answer", "x" * 500))
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) // 2])
    with pytest.raises(OutputError, match="回答缓存"), Store(path) as store:
        for number in range(200):
            store.answer(f"a{number}")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert "SQLITE_CANTOPEN" in complaint(tmp_path / "no" / "s.sqlite").what
