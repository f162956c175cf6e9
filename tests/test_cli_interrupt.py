"""Interrupting keeps what was done, writes the summary and leaves nothing half-written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from test_cli import ENVIRON, FAKE, put, summary

from extractor.run_interrupt import Interrupts, watching
from schemas.extraction import Extraction


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_was_done_is_kept(tmp_path: Path, number: signal.Signals, jobs: str) -> None:
    put(tmp_path, a1="fine", a2="error", b="slow", c="slow", d="fine")
    names = ["a1.txt", "a2.txt", "b.txt", "c.txt", "d.txt"]
    command = [sys.executable, str(FAKE), "run", *names, "gone.txt", "--out", "out", "--jobs", jobs]
    with subprocess.Popen(command, cwd=tmp_path, env=ENVIRON, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        _wait_for(tmp_path / "b.txt.started", tmp_path / "out" / "a1.json", tmp_path / "out" / "a2.json")
        process.send_signal(number)
        output, errors = process.communicate(timeout=20)
    assert process.returncode == 128 + number, errors
    assert "Traceback" not in (output + errors).decode()
    told = summary(tmp_path)
    assert told["interrupted"] is True
    assert [entry["stem"] for entry in told["reports"]] == ["a1", "a2"]
    assert told["not_reached"] == ["b.txt", "c.txt", "d.txt", "gone.txt"]
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["a1.html", "a1.json", "a2.html", "a2.json", "summary.json", "summary.xlsx"]
    Extraction.model_validate_json((tmp_path / "out" / "a2.json").read_bytes())


def test_a_second_signal_does_not_stop_the_summary(tmp_path: Path) -> None:
    put(tmp_path, a="fine", b="slow")
    command = [sys.executable, str(FAKE), "run", "a.txt", "b.txt", "--out", "out"]
    with subprocess.Popen(command, cwd=tmp_path, env=ENVIRON, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        _wait_for(tmp_path / "b.txt.started")
        for _ in range(5):
            process.send_signal(signal.SIGINT)
            time.sleep(0.02)
        process.communicate(timeout=20)
    assert process.returncode == 130
    assert summary(tmp_path)["not_reached"] == ["b.txt"]


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_workers_do_not_outlive_a_run_that_was_killed(tmp_path: Path) -> None:
    put(tmp_path, a="slow", b="slow")
    command = [sys.executable, str(FAKE), "run", "a.txt", "b.txt", "--out", "out", "--jobs", "2"]
    with subprocess.Popen(command, cwd=tmp_path, env=ENVIRON, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        _wait_for(tmp_path / "a.txt.started", tmp_path / "b.txt.started")
        process.kill()
        process.communicate(timeout=20)  # ends when the last worker lets go of the streams
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_other_commands_end_as_orderly(tmp_path: Path, number: signal.Signals) -> None:
    program = """
import os, signal, sys
from pathlib import Path
from extractor import run_check
from extractor.cli import main
from extractor.export import atomic

def replaced(path):
    os.kill(os.getpid(), int(sys.argv[1]))
    raise AssertionError("the signal came to nothing")

run_check.check = lambda settings: atomic.write_bytes(settings.out, b"new")
atomic.os.fsync = replaced
sys.exit(main(["check", "r.json", "-o", "out.json"]))
"""
    command = [sys.executable, "-c", program, str(int(number))]
    done = subprocess.run(command, cwd=tmp_path, env=ENVIRON, capture_output=True, text=True, check=False)
    assert done.returncode == 128 + number, done.stderr
    assert done.stderr.strip() == "已中断，还没有结果"
    assert [*tmp_path.iterdir()] == []


def test_held_interrupts_come_afterwards() -> None:
    steps, before = [], signal.getsignal(signal.SIGINT)  # a shell's background job ignores it
    with watching() as interrupts:
        with pytest.raises(KeyboardInterrupt), interrupts.held():
            os.kill(os.getpid(), signal.SIGINT)
            steps.append("written")
        with pytest.raises(KeyboardInterrupt):
            interrupts.check()
    assert steps == ["written"]
    assert signal.getsignal(signal.SIGINT) is before


def test_an_interrupt_that_went_astray_is_not_forgotten() -> None:
    interrupts = Interrupts()
    with pytest.raises(KeyboardInterrupt):
        interrupts.on_signal(signal.SIGINT, None)
    interrupts.on_signal(signal.SIGINT, None)  # only noted
    with pytest.raises(KeyboardInterrupt):
        interrupts.check()


def _wait_for(*paths: Path) -> None:
    deadline = time.monotonic() + 60
    while not all(path.exists() for path in paths):
        assert time.monotonic() < deadline, "the run never came so far"
        time.sleep(0.02)
