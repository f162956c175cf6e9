"""What ends a run with a model before its time, and how it is taken up again."""

from __future__ import annotations

import json
import signal
import socket
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from cli_model import ANSWERS, SECRET, kept_answers, no_secret, nothing, outputs, report, run, started, wait_for_answers
from llm.fault_server import FaultServer
from test_cli import put, summary


def test_a_killed_run_is_taken_up_again(tmp_path: Path) -> None:
    put(tmp_path, **{name: report(name, 3) for name in ("a", "b", "c")})
    with FaultServer(nothing) as server:
        assert run(tmp_path, server, ".", out="whole").returncode == 0
        questions = len(server.bodies)
    with FaultServer(nothing, delay=0.2) as server:
        with started(tmp_path, server, ".", "--jobs", "2") as process:
            wait_for_answers(server, questions // 2)
            process.kill()
            process.communicate(timeout=20)  # ends when the last worker lets go of the streams
        kept = kept_answers(tmp_path / "out")
        assert 0 < kept < questions
        time.sleep(0.3)  # what was under way ends
        before = len(server.bodies)
        assert run(tmp_path, server, ".", "--jobs", "2").returncode == 0
        assert len(server.bodies) - before == questions - kept
    assert outputs(tmp_path / "out") == outputs(tmp_path / "whole")


def test_a_run_killed_at_its_first_question_does_not_hold_up_the_next(tmp_path: Path) -> None:
    put(tmp_path, a=report("甲"))
    with FaultServer(nothing, delay=0.5) as server:
        with started(tmp_path, server, "a.txt") as process:
            while not server.bodies:
                time.sleep(0.01)
            process.kill()
        begun = time.monotonic()
        assert run(tmp_path, server, "a.txt").returncode == 0
    assert time.monotonic() - begun < 30


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_waits_for_no_answer(tmp_path: Path, jobs: str) -> None:
    put(tmp_path, a=report("甲"), b=report("乙"), c=report("丙"))

    def slowly(body: dict[str, Any]) -> str:
        time.sleep(20 if "乙镇" in str(body["messages"][-1]) else 0)
        return nothing(body)

    with FaultServer(slowly) as server, started(tmp_path, server, "a.txt", "b.txt", "c.txt", "--jobs", jobs) as process:
        while not (tmp_path / "out" / "a.json").exists() or server.open == 0:
            time.sleep(0.02)
        begun = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=15)
        assert time.monotonic() - begun < 8
    assert process.returncode == 130, errors
    told = summary(tmp_path)
    assert "a" in [entry["stem"] for entry in told["reports"]]
    assert "b.txt" in told["not_reached"]


@pytest.mark.parametrize(
    ("standing", "lang", "part"),
    [
        ("bad key", "zh", "密钥无效（HTTP 401）"),
        ("bad key", "en", "the key is not valid (HTTP 401)"),
        ("unknown model", "zh", "没有名为 oracle 的模型"),
        ((404, {"detail": "Not Found"}, {}), "en", "check --base-url"),
    ],
)
def test_what_cannot_be_used_stops_the_run_at_once(tmp_path: Path, standing: Any, lang: str, part: str) -> None:
    put(tmp_path, **{name: report(name, 3) for name in ("a", "b", "c", "d")})
    with FaultServer(nothing, standing=standing) as server:
        done = run(tmp_path, server, "a.txt", "b.txt", "c.txt", "d.txt", "--jobs", "2", "--lang", lang)
        assert len(server.bodies) < 6
    assert done.returncode == 2, done.stdout
    assert len(done.stderr.splitlines()) == 1
    assert part in done.stderr
    told = summary(tmp_path)
    assert part in told["stopped"]
    assert (told["reports"], told["failed"], told["interrupted"]) == ([], [], False)
    assert told["not_reached"] == ["a.txt", "b.txt", "c.txt", "d.txt"]
    no_secret(tmp_path, done)


def test_nobody_there(tmp_path: Path) -> None:
    put(tmp_path, a=report("甲"))
    with closing(socket.socket()) as held:  # bound, but not listening
        held.bind(("127.0.0.1", 0))
        done = run(tmp_path, f"http://127.0.0.1:{held.getsockname()[1]}/v1", "a.txt")
    assert done.returncode == 2, done.stdout
    assert len(done.stderr.splitlines()) == 1
    assert "连接不上" in done.stderr
    assert summary(tmp_path)["not_reached"] == ["a.txt"]


def test_what_was_done_before_the_key_was_withdrawn_is_kept(tmp_path: Path) -> None:
    put(tmp_path, a=report("甲"), b=report("乙"), c=report("丙"))
    withdrawn = (401, {"error": {"message": f"Incorrect API key provided: {SECRET}"}}, {})
    with FaultServer(nothing, standing=lambda body: withdrawn if "乙镇" in str(body["messages"][-1]) else None) as server:
        done = run(tmp_path, server, "a.txt", "b.txt", "c.txt")
        assert done.returncode == 2
        told = summary(tmp_path)
        assert ([entry["source"] for entry in told["reports"]], told["not_reached"]) == (["a.txt"], ["b.txt", "c.txt"])
        assert (tmp_path / "out" / "a.html").exists()
        no_secret(tmp_path / "out", done)
        server.standing = None
        before = len(server.bodies)
        assert run(tmp_path, server, "a.txt", "b.txt", "c.txt").returncode == 0
        assert len(server.bodies) - before == 4


def test_a_cap_leaves_the_rest_unread_and_says_so(tmp_path: Path) -> None:
    put(tmp_path, a=report("甲"), b=report("乙"))
    with FaultServer(nothing) as server:
        done = run(tmp_path, server, "a.txt", "b.txt", "--reader", "llm", "--max-calls", "2")
        assert len(server.bodies) == 2
        assert done.returncode == 0
        told = summary(tmp_path)
        assert [entry["unread"] > 0 for entry in told["reports"]] == [False, True]
        assert told["tokens"]["calls"] == 2
        assert "1 份没有读全" in done.stdout
        unread = json.loads((tmp_path / "out" / "b.json").read_text(encoding="utf-8"))["coverage"]["unread"]
        assert "上限" in unread[0]["because"]
        assert run(tmp_path, server, "a.txt", "b.txt", "--reader", "llm").returncode == 0
        assert len(server.bodies) == 4
    assert not any(entry["unread"] for entry in summary(tmp_path)["reports"])


def test_nothing_to_read(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for more in ([], ["--dry-run"]):
        done = run(tmp_path, "http://127.0.0.1:9/v1", "empty", *more)
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1
        assert "没有可读取的报告" in done.stderr


def test_a_damaged_cache_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    put(tmp_path, a=report("甲"))
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ANSWERS).write_text("not a database, " * 100)
    with FaultServer(nothing) as server:
        done = run(tmp_path, server, "a.txt")
        assert server.bodies == []
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "回答缓存已损坏" in done.stderr
