"""Runs of the command line with a model, and an endpoint on loopback for them to ask."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from llm.fault_server import FaultServer
from test_cli import ENVIRON, call

SECRET = "sk-never-to-be-seen-0123456789"
ANSWERS = ".extractor.sqlite"
EXCEPTED = ("seconds", "tokens", "cost")


def nothing(body: dict[str, Any]) -> str:
    """The answer of a model that has nothing to say, in whatever shape is asked for."""
    parts = body["response_format"]["json_schema"]["schema"]["properties"]
    return json.dumps({key: [] if part.get("type") == "array" else None for key, part in parts.items()})


def report(name: str, parts: int = 1) -> str:
    """A report; one part is one chunk, which is asked for twice since nothing is said of it."""
    lines = [f"{name}镇2023年度部门整体支出绩效自评报告"]
    for part in range(parts):
        lines.append("一二三四五六七八九十"[part] + "、项目支出情况")
        lines += [f"第{part}部分项目{n}年初预算{n}.5万元，全年执行{n}.25万元，执行率{50 + n % 50}%。" for n in range(1, 21)]
    return "\n\n".join(lines)


def run(folder: Path, server: FaultServer | str, *words: str | Path, out: str = "out", **environ: str) -> subprocess.CompletedProcess[str]:
    url = server if isinstance(server, str) else server.url
    command = ["run", *words, "--out", out, "--model", "oracle", "--base-url", url]
    return call(folder, *command, fake=False, environ={"EXTRACTOR_API_KEY": SECRET, **environ})


def outputs(folder: Path) -> dict[str, bytes]:
    """Everything a run wrote, without what may differ from run to run."""
    found = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if not path.name.startswith(".")}
    for name, raw in found.items():
        if name.endswith(".json"):
            told = json.loads(raw)
            for entry in (told, told.get("run", {}), *told.get("reports", [])):
                for key in EXCEPTED:
                    entry.pop(key, None)
            found[name] = json.dumps(told).encode()
    return found


def kept_answers(folder: Path) -> int:
    with closing(sqlite3.connect(folder / ANSWERS)) as base:
        count: int = base.execute("select count(*) from answers").fetchone()[0]
        return count


def no_secret(folder: Path, done: subprocess.CompletedProcess[str]) -> None:
    assert SECRET not in done.stdout + done.stderr
    for path in folder.rglob("*"):
        assert path.is_dir() or SECRET.encode() not in path.read_bytes(), path


@contextmanager
def started(folder: Path, server: FaultServer, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "extractor", "run", *words, "--out", "out", "--model", "oracle", "--base-url", server.url]
    environ = {**ENVIRON, "EXTRACTOR_API_KEY": SECRET}
    with subprocess.Popen(command, cwd=folder, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        yield process


def wait_for_answers(server: FaultServer, count: int) -> None:
    deadline = time.monotonic() + 60
    while server.calls["ok"] < count:
        assert time.monotonic() < deadline, "the run never came so far"
        time.sleep(0.01)
