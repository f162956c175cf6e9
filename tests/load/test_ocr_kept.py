"""Pages recognised once are not recognised again, and what remembers them can only ever save time."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.load import load
from extractor.load.ocr import scan
from extractor.load.ocr.engine import Char, Line, Quad
from extractor.load.ocr.lines_kept import LinesKept
from extractor.load.ocr.remembering import Remembering, RememberingFinder
from tests.load.test_ocr import digital, pixels, scanned

if TYPE_CHECKING:
    from extractor.load.ocr.engine import Image

PAGE = np.zeros((30, 40), np.uint8)
QUAD: Quad = ((0.0, 0.0), (40.0, 0.0), (40.0, 30.0), (0.0, 30.0))
LINE = Line("预", QUAD, 0.9, (Char("预", (0.0, 0.0, 9.5, 9.5), 0.9, (("顶", 0.05),)),))

numbers = st.floats(allow_nan=False, allow_infinity=False)
points = st.tuples(numbers, numbers)
quads = st.tuples(points, points, points, points)
chars = st.builds(
    Char,
    st.text(min_size=1, max_size=2),
    st.tuples(numbers, numbers, numbers, numbers),
    numbers,
    st.lists(st.tuples(st.text(max_size=1), numbers), max_size=2).map(tuple),
    st.lists(st.text(max_size=3), max_size=2).map(tuple),
)
lines = st.builds(Line, st.text(min_size=1), quads, numbers, st.none() | st.lists(chars, max_size=3).map(tuple))


@dataclass
class Fake:
    """An engine that says what it was told to say, and counts how often it was asked."""

    answer: tuple[Line, ...] = (LINE,)
    name: str = "fake 1"
    asked: list[str] = field(default_factory=list)

    def read(self, image: Image, lines: Sequence[Quad] | None = None) -> tuple[Line, ...]:
        self.asked.append("read")
        return self.answer

    def find(self, image: Image) -> tuple[Quad, ...]:
        self.asked.append("find")
        return tuple(line.quad for line in self.answer)


def asked(path: Path, name: str = "fake 1", image: Image = PAGE, at: Sequence[Quad] | None = (QUAD,)) -> list[str]:
    """What an engine of that name is still asked; whatever it is asked, the answer is the same."""
    fake = Fake(name=name)
    assert Remembering(fake, LinesKept(path)).read(image, at) == (LINE,)
    assert RememberingFinder(fake, name, LinesKept(path)).find(image) == (QUAD,)
    return fake.asked


def test_what_was_asked_once_is_not_asked_again(tmp_path: Path) -> None:
    assert [asked(tmp_path / "k"), asked(tmp_path / "k")] == [["read", "find"], []]


def test_another_engine_picture_or_place_is_asked_anew(tmp_path: Path) -> None:
    path = tmp_path / "k"
    asked(path)
    assert asked(path, name="fake 2") == ["read", "find"]
    assert asked(path, image=PAGE + 1) == ["read", "find"]
    assert asked(path, image=PAGE.reshape(40, 30)) == ["read", "find"]
    assert asked(path, at=(tuple((x + 0.25, y) for x, y in QUAD),)) == ["read"]  # type: ignore[arg-type]
    assert asked(path, at=None) == ["read"]


def test_another_release_of_a_library_is_asked_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from extractor.load.ocr import remembering

    asked(tmp_path / "k")
    monkeypatch.setattr(remembering, "version", lambda _: "999")
    remembering._basis.cache_clear()
    try:
        assert asked(tmp_path / "k") == ["read", "find"]
    finally:
        remembering._basis.cache_clear()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(lines, min_size=1, max_size=3).map(tuple))
def test_what_comes_back_is_exactly_what_was_answered(tmp_path: Path, answer: tuple[Line, ...]) -> None:
    path = tmp_path / "k"
    path.unlink(missing_ok=True)
    Remembering(Fake(answer), LinesKept(path)).read(PAGE)
    silent = Fake(())
    again = Remembering(silent, LinesKept(path)).read(PAGE)
    assert (repr(again), silent.asked) == (repr(answer), [])


def test_an_engine_that_said_nothing_is_asked_again(tmp_path: Path) -> None:
    """It may have failed; where it may fail unseen, one silent line among others is enough."""
    silent = Line("", QUAD, 0.0)
    cases = (("1", (), False, 2), ("2", (silent,), False, 2), ("3", (LINE, silent), True, 2), ("4", (LINE, silent), False, 1))
    for name, answer, may_fail, times in cases:
        fake = Fake(answer, name)
        for _ in range(2):
            assert Remembering(fake, LinesKept(tmp_path / "k"), may_fail=may_fail).read(PAGE, [QUAD]) == answer
        assert len(fake.asked) == times


def damage_head(path: Path) -> None:
    path.write_bytes(b"no database" * 1000)


def damage_middle(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    path.write_bytes(data)


def make_foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as base:
        base.execute("create table mine(a)")
    base.close()


def make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("harm", [damage_head, damage_middle, make_foreign, make_folder])
def test_a_damaged_or_foreign_file_is_told_and_passed_over(harm: object, tmp_path: Path) -> None:
    path = tmp_path / "k"
    asked(path)
    assert LinesKept(path).is_sound()
    harm(path)  # type: ignore[operator]
    before = None if path.is_dir() else path.read_bytes()
    assert not LinesKept(path).is_sound()
    assert asked(path) == ["read", "find"]
    if harm is make_foreign:
        assert path.read_bytes() == before


@pytest.mark.parametrize("body", [b"\x00", None, "text"])
def test_a_damaged_answer_is_asked_again_and_mended(body: object, tmp_path: Path) -> None:
    path = tmp_path / "k"
    asked(path)
    with sqlite3.connect(path) as base:
        base.execute("update answers set body = ?", (b"" if body is None else body,))
    base.close()
    assert asked(path) == ["read", "find"]
    assert asked(path) == []


def test_the_oldest_answers_go(tmp_path: Path) -> None:
    path = tmp_path / "k"
    kept = LinesKept(path, most=200_000)
    for i in range(60):
        kept.put(f"{i}", os.urandom(10_000))
    assert path.stat().st_size < 400_000
    assert kept.get("0") is None
    assert kept.get("59") is not None


WRITER = """
import sys
from pathlib import Path
from extractor.load.ocr.lines_kept import LinesKept
for i in range(30):
    LinesKept(Path(sys.argv[1])).put(f"{sys.argv[2]} {i}", b"whole")
"""


def test_several_processes_may_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "k"
    writers = [subprocess.Popen([sys.executable, "-W", "error", "-c", WRITER, str(path), f"{n}"]) for n in range(3)]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    assert LinesKept(path).is_sound()
    assert {LinesKept(path).get(f"{n} {i}") for n in range(3) for i in range(30)} == {b"whole"}


def test_a_page_read_again_is_the_same_and_costs_no_inference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from extractor.load.ocr.rapid import RapidEngine

    path = tmp_path / "a.pdf"
    path.write_bytes(scanned(pixels(digital())))
    plain = load(path)
    first = load(path, kept=tmp_path / "k")

    class Dumb(RapidEngine):
        def read(self, image: Image, lines: Sequence[Quad] | None = None) -> tuple[Line, ...]:
            assert lines == []  # nothing to infer
            return ()

        def find(self, image: Image) -> tuple[Quad, ...]:
            raise AssertionError("inference")

    monkeypatch.setattr(scan, "engine", Dumb)
    again = load(path, kept=tmp_path / "k")
    assert repr(plain) == repr(first) == repr(again)


def test_a_run_says_once_that_it_does_not_use_a_broken_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from extractor.cli import main
    from extractor.run_kept import RECOGNISED

    path, out = tmp_path / "a.txt", tmp_path / "out"
    path.write_text("青石镇2023年预算资金1286.54万元，支出1203.40万元，执行率93.54%。", encoding="utf-8")
    out.mkdir()
    damage_head(out / RECOGNISED)
    assert main(["run", str(path), "--out", str(out), "--lang", "en"]) == 0
    told = [line for line in capsys.readouterr().err.splitlines() if RECOGNISED in line]
    assert len(told) == 1
    assert (out / "a.json").exists()


def test_a_run_without_scans_leaves_no_such_file(tmp_path: Path) -> None:
    from extractor.cli import main
    from extractor.run_kept import RECOGNISED

    path = tmp_path / "a.txt"
    path.write_text("青石镇2023年预算资金1286.54万元。", encoding="utf-8")
    main(["run", str(path), "--out", str(tmp_path / "out")])
    assert not (tmp_path / "out" / RECOGNISED).exists()
