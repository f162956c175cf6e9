"""Which files a run reads, in which order, under which names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from extractor.errors import InputError
from extractor.run_inputs import Plan, Task, find_inputs


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")


def plan(folder: Path, *inputs: str | Path) -> Plan:
    return find_inputs([folder / name for name in inputs], folder / "out", "zh")


def found(plan: Plan, folder: Path) -> list[str]:
    return [os.path.relpath(item.source, folder) for item in plan.items if isinstance(item, Task)]


def problems(plan: Plan) -> list[str]:
    return [str(item) for item in plan.items if isinstance(item, InputError)]


def test_natural_order(tmp_path: Path) -> None:
    touch(tmp_path, "10.pdf", "9.pdf", "附件2.docx", "附件10.docx", "sub/1.txt", "a.MD")
    assert found(plan(tmp_path, "."), tmp_path) == ["9.pdf", "10.pdf", "a.MD", "sub/1.txt", "附件2.docx", "附件10.docx"]


def test_what_is_passed_over(tmp_path: Path) -> None:
    touch(tmp_path, ".hidden.pdf", "~$open.docx", "a.pdf", "b.zip", "c.html", ".git/x.txt")
    got = plan(tmp_path, ".")
    assert found(got, tmp_path) == ["a.pdf"]
    assert [Path(name).name for name in got.skipped] == ["b.zip", "c.html"]


def test_possible_reports_in_other_formats_are_tried(tmp_path: Path) -> None:
    touch(tmp_path, "old.doc", "scan.png", "a.ofd", "b.wps")
    assert found(plan(tmp_path, "."), tmp_path) == ["a.ofd", "b.wps", "old.doc", "scan.png"]


def test_named_files_are_always_tried_and_each_once(tmp_path: Path) -> None:
    touch(tmp_path, "a.xyz", "b.pdf", ".c.pdf")
    got = plan(tmp_path, "a.xyz", "b.pdf", ".", "./b.pdf", ".c.pdf", "nowhere.pdf")
    assert found(got, tmp_path) == ["a.xyz", "b.pdf", ".c.pdf", "nowhere.pdf"]
    assert problems(got) == []


def test_loops_of_links_end(tmp_path: Path) -> None:
    touch(tmp_path, "in/a.pdf", "in/sub/b.pdf")
    (tmp_path / "in/sub/up").symlink_to(tmp_path / "in")
    (tmp_path / "in/self").symlink_to("self")
    (tmp_path / "in/dead.pdf").symlink_to("nowhere")
    assert found(plan(tmp_path, "in"), tmp_path) == ["in/a.pdf", "in/dead.pdf", "in/sub/b.pdf"]


def test_our_own_results_are_not_read(tmp_path: Path) -> None:
    touch(tmp_path, "a.pdf", "out/summary.xlsx", "out/old.txt")
    assert found(plan(tmp_path, "."), tmp_path) == ["a.pdf"]
    touch(tmp_path, "summary.xlsx")
    here = find_inputs([tmp_path], tmp_path, "zh")
    assert found(here, tmp_path) == ["a.pdf", "out/old.txt", "out/summary.xlsx"]


def test_a_folder_without_reports(tmp_path: Path) -> None:
    touch(tmp_path, "in/x.zip")
    (said,) = problems(plan(tmp_path, "in"))
    assert "文件夹里没有可读取的报告" in said


def test_a_folder_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path, "in/a.pdf", "in/shut/b.pdf")
    real = os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    got = plan(tmp_path, "in")
    assert found(got, tmp_path) == ["in/a.pdf"]
    assert len(problems(got)) == 1
    assert "文件夹打不开（Permission denied）" in problems(got)[0]
    assert len(problems(plan(tmp_path, "in/shut"))) == 1


def test_what_could_block_for_ever_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "不是普通文件" in problems(plan(tmp_path, "pipe.txt"))[0]


def test_a_name_that_is_not_utf_8(tmp_path: Path) -> None:
    name = os.fsdecode("报告.txt".encode("gb18030"))
    (tmp_path / name).write_bytes(b"x")
    (said,) = problems(plan(tmp_path, "."))
    assert "报告.txt" in said
    assert "文件名的编码不是 UTF-8" in said


def test_stems(tmp_path: Path) -> None:
    names = ["a/x.pdf", "b/X.txt", "b/x-2.pdf", "c/x.docx", "Summary.pdf", "d.v1.pdf", "d.v1.txt", "é.pdf", "sub/e\u0301.pdf"]
    touch(tmp_path, *names)
    stems = [item.stem for item in plan(tmp_path, *names).items if isinstance(item, Task)]
    assert stems == ["x", "X-3", "x-2", "x-4", "Summary-2", "d.v1", "d.v1-2", "é", "e\u0301-2"]


def test_a_stem_fits_the_file_system(tmp_path: Path) -> None:
    names = ["长" * 83 + ".txt", "sub/" + "长" * 83 + ".pdf"]
    touch(tmp_path, *names)
    stems = [item.stem for item in plan(tmp_path, *names).items if isinstance(item, Task)]
    assert all(len(f"{stem}.json".encode()) <= 255 for stem in stems)
    assert len(set(stems)) == 2
