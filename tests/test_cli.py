"""``extractor run`` as a user sees it: real processes, a pipeline that does what each input says (cli_fake)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

FAKE = Path(__file__).with_name("cli_fake.py")
STEERING = ("EXTRACTOR_", "OPENAI_", "DEEPSEEK_")
ENVIRON = {name: value for name, value in os.environ.items() if not name.startswith(STEERING)}
ENVIRON |= {"PYTHONPATH": str(FAKE.parents[1]), "PYTHONUTF8": "1"}


def call(folder: Path, *words: str | Path, fake: bool = True, environ: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    start = [FAKE] if fake else ["-m", "extractor"]
    return subprocess.run(
        [sys.executable, *start, *words], cwd=folder, env={**ENVIRON, **(environ or {})}, capture_output=True, encoding="utf-8",
        timeout=120, check=False,
    )  # fmt: skip


def put(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def summary(folder: Path, out: str = "out") -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / out / "summary.json").read_text(encoding="utf-8"))
    return found


def outputs(folder: Path) -> dict[str, bytes]:
    """Everything written, without the clock."""
    found = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.name != "summary.json"}
    told = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    return {**found, "summary.json": json.dumps({**told, "seconds": 0}).encode()}


def test_first_line_says_that_nothing_leaves(tmp_path: Path) -> None:
    put(tmp_path, a="fine")
    done = call(tmp_path, "run", "a.txt", "--out", "out")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "规则读取：全部在本机完成，不向任何地方发送内容。"
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.html", "a.json", "summary.json", "summary.xlsx"]
    assert done.stderr == ""


def test_each_failure_is_one_line_and_spoils_no_other(tmp_path: Path) -> None:
    put(tmp_path, good="fine", locked="locked", buggy="bug")
    done = call(tmp_path, "run", "locked.txt", "buggy.txt", "gone.txt", "good.txt", "--out", "out")
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert len(lines) == 3
    assert lines[0] == "失败 locked.txt：文件加了打开密码；在 Office 或 WPS 中去掉密码后另存"
    assert "内部错误（KeyError" in lines[1]
    assert "请连同该文件报告给开发者" in lines[1]
    assert "Traceback" not in done.stderr + done.stdout
    told = summary(tmp_path)
    assert [entry["source"] for entry in told["failed"]] == ["locked.txt", "buggy.txt", "gone.txt"]
    assert [entry["error"] for entry in told["failed"]] == ["EncryptedInput", "InternalError", "UnreadableInput"]
    assert [entry["source"] for entry in told["reports"]] == ["good.txt"]
    assert not (tmp_path / "out" / "locked.json").exists()
    book = openpyxl.load_workbook(tmp_path / "out" / "summary.xlsx")
    assert "locked.txt" in {cell.value for row in book["失败"].iter_rows() for cell in row}


def test_a_process_that_dies_takes_one_input_with_it(tmp_path: Path) -> None:
    put(tmp_path, **{f"n{number}": "die" if number == 3 else "pause" for number in range(6)})
    done = call(tmp_path, "run", tmp_path, "--out", "out", "--jobs", "2")
    assert done.returncode == 1
    told = summary(tmp_path)
    assert len(told["reports"]) == 5
    assert [entry["error"] for entry in told["failed"]] == ["ProcessDied"]
    assert told["failed"][0]["source"].endswith("n3.txt")


@pytest.mark.parametrize(
    ("asked", "text", "status"),
    [
        (None, "error", 0),
        ("error", "error", 3),
        ("error", "warn", 0),
        ("warn", "warn", 3),
        ("warn", "error", 3),
        ("warn", "fine", 0),
    ],
)
def test_fail_on(tmp_path: Path, asked: str | None, text: str, status: int) -> None:
    put(tmp_path, a=text)
    done = call(tmp_path, "run", "a.txt", "--out", "out", *(["--fail-on", asked] if asked else []))
    assert done.returncode == status, done.stderr


def test_a_lost_input_outranks_fail_on(tmp_path: Path) -> None:
    put(tmp_path, a="error")
    assert call(tmp_path, "run", "a.txt", "gone.txt", "--out", "out", "--fail-on", "error").returncode == 1


def test_jobs_change_nothing(tmp_path: Path) -> None:
    put(tmp_path, **{f"n{number}": ("error", "warn", "fine", "locked", "bug")[number % 5] for number in range(12)})
    for jobs in ("1", "3"):
        done = call(tmp_path, "run", *sorted(tmp_path.glob("*.txt")), "--out", f"out{jobs}", "--jobs", jobs)
        assert done.returncode == 1, done.stderr
    assert outputs(tmp_path / "out1") == outputs(tmp_path / "out3")


def test_again_over_the_same_folder(tmp_path: Path) -> None:
    put(tmp_path, a="error")
    call(tmp_path, "run", "a.txt", "--out", "out")
    before = outputs(tmp_path / "out")
    assert call(tmp_path, "run", "a.txt", "--out", "out").returncode == 0
    assert outputs(tmp_path / "out") == before
    put(tmp_path, a="fine")
    call(tmp_path, "run", "a.txt", "--out", "out")
    assert outputs(tmp_path / "out") != before


def test_equal_stems_get_distinct_names(tmp_path: Path) -> None:
    for name in ("x/report.txt", "y/Report.txt", "z/report-2.txt", "z/summary.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    assert call(tmp_path, "run", "x", "y", "z", "--out", "out").returncode == 0
    stems = {entry["source"]: entry["stem"] for entry in summary(tmp_path)["reports"]}
    assert stems == {
        "x/report.txt": "report",
        "y/Report.txt": "Report-3",
        "z/report-2.txt": "report-2",
        "z/summary.txt": "summary-2",
    }
    told = json.loads((tmp_path / "out" / "Report-3.json").read_text(encoding="utf-8"))
    assert told["document"]["text"] == "y/Report.txt"


def test_english_everywhere(tmp_path: Path) -> None:
    put(tmp_path, a="error", locked="locked")
    (tmp_path / "b.csv").touch()
    for extra, environ in ((["--lang", "en"], {}), ([], {"EXTRACTOR_LANG": "en"})):
        done = call(tmp_path, "run", ".", "gone.txt", "--out", "out", *extra, environ=environ)
        said = (done.stdout + done.stderr).translate(dict.fromkeys(map(ord, "─—→✕…"), "-"))
        assert said.isascii(), said
        assert "needs a password" in done.stderr


def test_output_goes_on_without_a_reader(tmp_path: Path) -> None:
    put(tmp_path, a="pause")
    command = f"'{sys.executable}' '{FAKE}' run a.txt --out out | head -c 1 >/dev/null; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, env=ENVIRON, capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == ("0", "")
    assert (tmp_path / "out" / "summary.xlsx").exists()


@pytest.mark.parametrize("streams", [">/dev/full", ">&-", ">&- 2>&-", ">/dev/full 2>/dev/full"])
def test_output_that_cannot_be_written_stops_nothing(tmp_path: Path, streams: str) -> None:
    put(tmp_path, a="fine", locked="locked")
    command = f"'{sys.executable}' '{FAKE}' run a.txt locked.txt --out out {streams}"
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, env=ENVIRON, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Error" not in done.stderr
    assert len(summary(tmp_path)["reports"]) == len(summary(tmp_path)["failed"]) == 1


@pytest.mark.parametrize("words", [["run", "", "--out", "out"], ["run", "a.txt", "--out", ""], ["check", ""]])
def test_an_empty_path_is_wrong_usage(tmp_path: Path, words: list[str]) -> None:
    done = call(tmp_path, *words)
    assert done.returncode == 2
    assert "路径是空的" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_names_that_the_locale_cannot_read(tmp_path: Path) -> None:
    put(tmp_path, a="fine", 报告="fine")
    (tmp_path / "空").mkdir()
    plain_c = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "utf-8"}
    done = call(tmp_path, "run", "a.txt", "报告.txt", "空", "--out", "out", environ=plain_c)
    assert done.returncode == 1
    assert "失败 报告.txt：当前语言环境读不出这个文件名；请设 LC_ALL=C.UTF-8 后重新运行" in done.stderr
    assert [entry["source"] for entry in summary(tmp_path)["failed"]] == ["报告.txt", "空"]
    assert len(summary(tmp_path)["reports"]) == 1


def test_a_small_disk_for_temporary_files_is_no_matter(tmp_path: Path) -> None:
    put(tmp_path, a="fine")
    assert call(tmp_path, "run", "a.txt", "--out", "out", environ={"TMPDIR": "/dev/full"}).returncode == 0


def test_results_of_other_runs_are_not_read(tmp_path: Path) -> None:
    put(tmp_path, **{"in/a": "fine"})
    for out in ("in/one", "in/two", "in/two", "in", "three"):
        assert call(tmp_path, "run", "in", "--out", out).returncode == 0
        assert [entry["source"] for entry in summary(tmp_path, out)["reports"]] == ["in/a.txt"]


def test_a_narrow_encoding_is_no_reason_to_fall(tmp_path: Path) -> None:
    put(tmp_path, a="error", locked="locked")
    done = call(tmp_path, "run", "a.txt", "locked.txt", "--out", "out", environ={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
