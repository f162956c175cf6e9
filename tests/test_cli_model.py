"""``extractor run`` with a model: real processes against an endpoint on loopback."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cli_model import ANSWERS, SECRET, no_secret, nothing, outputs, report, run
from llm.fault_server import FaultServer
from test_cli import ENVIRON, call, put, summary


def test_what_a_run_tells(tmp_path: Path) -> None:
    put(tmp_path, a=report("甲"))
    with FaultServer(nothing) as server:
        done = run(tmp_path, server, "a.txt")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert done.stdout.splitlines()[0] == f"规则与模型共同读取：报告的文字将发送到 {server.url[7:-3]}（本机），模型 oracle。"
    assert "调用 2 次，缓存回答 0 个" in done.stdout
    told = summary(tmp_path)
    used = {"in": sum(100 + len(body["messages"]) for body in server.bodies), "out": 2 * len(nothing(server.bodies[0]))}
    assert (told["reader"], told["model"], told["cost"], told["stopped"]) == ("both", "oracle", None, None)
    assert told["tokens"] == told["reports"][0]["tokens"] == {**used, "calls": 2, "cached": 0}
    made = json.loads((tmp_path / "out" / "a.json").read_text(encoding="utf-8"))["run"]
    assert (made["reader"], made["model"], made["tokens"]) == ("both", "oracle", told["tokens"])
    assert set(made["prompts"]) == {"read.v1", "second.v1", "repair.v1"}
    no_secret(tmp_path, done)


def test_the_model_alone(tmp_path: Path) -> None:
    put(tmp_path, a=report("甲"))
    with FaultServer(nothing) as server:
        done = run(tmp_path, server, "a.txt", "--reader", "llm", "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Model reader: text of the reports will be sent to 127.0.0.1:")
    assert summary(tmp_path)["reader"] == "llm"
    assert summary(tmp_path)["reports"][0]["claimed"] == 0


def test_the_environment_configures_too_and_rules_send_nothing(tmp_path: Path) -> None:
    put(tmp_path, a=report("甲"))
    with FaultServer(nothing) as server:
        environ = {"EXTRACTOR_MODEL": "oracle", "EXTRACTOR_BASE_URL": server.url}
        done = call(tmp_path, "run", "a.txt", "--out", "rules", "--reader", "rules", fake=False, environ=environ)
        assert (done.returncode, server.bodies) == (0, [])
        assert done.stdout.startswith("规则读取：全部在本机完成")
        assert not (tmp_path / "rules" / ANSWERS).exists()
        assert call(tmp_path, "run", "a.txt", "--out", "both", fake=False, environ=environ).returncode == 0
        assert len(server.bodies) == 2


def test_a_bare_key_sends_nothing(tmp_path: Path) -> None:
    put(tmp_path, a="fine")
    environ = {"OPENAI_API_KEY": SECRET, "EXTRACTOR_API_KEY": SECRET, "OPENAI_BASE_URL": "http://127.0.0.1:9/v1"}
    done = call(tmp_path, "run", "a.txt", "--out", "out", fake=False, environ=environ)
    assert done.returncode == 0
    assert done.stdout.startswith("规则读取：全部在本机完成")


def test_the_price_table_gives_the_cost(tmp_path: Path) -> None:
    put(tmp_path, a=report("甲"))
    (tmp_path / "prices.toml").write_text('[[price]]\nmodels = ["orac*"]\ncurrency = "CNY"\ninput = "1000"\noutput = "2000"\n')
    with FaultServer(nothing) as server:
        done = run(tmp_path, server, "a.txt", EXTRACTOR_PRICES="prices.toml")
    told = summary(tmp_path)
    cost = (told["tokens"]["in"] * 1000 + told["tokens"]["out"] * 2000) / 1_000_000
    assert float(told["cost"]) == float(told["reports"][0]["cost"]) == pytest.approx(cost)
    assert told["currency"] == "CNY"
    assert f"费用 {cost:.4f} CNY" in done.stdout


def test_again_asks_nothing_and_writes_the_same(tmp_path: Path) -> None:
    put(tmp_path, a=report("甲", 3), b=report("乙"))
    with FaultServer(nothing) as server:
        assert run(tmp_path, server, "a.txt", "b.txt").returncode == 0
        before, asked = outputs(tmp_path / "out"), len(server.bodies)
        done = run(tmp_path, server, "a.txt", "b.txt")
        assert len(server.bodies) == asked
    assert outputs(tmp_path / "out") == before
    assert summary(tmp_path)["tokens"] == {"in": 0, "out": 0, "calls": 0, "cached": asked}
    assert f"缓存回答 {asked} 个" in done.stdout


def test_jobs_change_nothing_and_share_the_questions(tmp_path: Path) -> None:
    put(tmp_path, **{name: report(name, 2) for name in ("a", "b", "c")})
    with FaultServer(nothing, delay=0.05) as server:
        assert run(tmp_path, server, ".", "--jobs", "1", out="out1").returncode == 0
        server.most_open = 0
        assert run(tmp_path, server, ".", "--jobs", "3", "--concurrency", "2", out="out3").returncode == 0
        assert server.most_open <= 2
    assert outputs(tmp_path / "out1") == outputs(tmp_path / "out3")


def test_a_dry_run_asks_and_writes_nothing(tmp_path: Path) -> None:
    put(tmp_path, a=report("甲", 4), b=report("乙"))
    environ = {"EXTRACTOR_MODEL": "deepseek-chat", "EXTRACTOR_LANG": "en"}
    done = call(tmp_path, "run", "a.txt", "b.txt", "--out", "out", "--dry-run", fake=False, environ=environ)
    assert (done.returncode, done.stderr) == (0, "")
    first, second, _, *rows, total, note = done.stdout.splitlines()
    assert "will be sent to api.deepseek.com, model deepseek-chat" in first
    assert second == "Dry run: nothing is sent now."
    counts = [list(map(float, re.findall(r"[\d.]+", row)[:4])) for row in (*rows, total)]
    assert counts[2] == pytest.approx([a + b for a, b in zip(*counts[:2], strict=True)], abs=1e-4)
    assert counts[0][0] > counts[1][0] == 2
    assert total.endswith("CNY  all 2")
    assert note.startswith("Each part asked for once")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt"]


def test_a_dry_run_without_a_price_or_with_a_lost_input(tmp_path: Path) -> None:
    put(tmp_path, a=report("甲"))
    done = run(tmp_path, "http://127.0.0.1:9/v1", "a.txt", "gone.txt", "--dry-run")
    assert done.returncode == 1
    assert "gone.txt" in done.stderr
    assert "价格表里没有 oracle" in done.stdout
    rules = call(tmp_path, "run", "a.txt", "--out", "out", "--dry-run", fake=False)
    assert rules.returncode == 0
    assert re.search(r"^ +0 +0 +0 +0  a.txt$", rules.stdout, re.MULTILINE)


def test_a_dry_run_foretells_the_questions(tmp_path: Path) -> None:
    put(tmp_path, a=report("甲", 4))
    told = run(tmp_path, "http://127.0.0.1:9/v1", "a.txt", "--dry-run").stdout.splitlines()[3].split()
    with FaultServer(nothing) as server:
        run(tmp_path, server, "a.txt")
    assert int(told[0]) == len(server.bodies)


@pytest.mark.parametrize("words", [["--help"], ["run", "--help"], ["run", "a.txt", "--out", "out"]])
def test_no_model_library_is_loaded_without_a_model(tmp_path: Path, words: list[str]) -> None:
    put(tmp_path, a="预算 1 万元")
    asked = [sys.executable, "-X", "importtime", "-m", "extractor", *words]
    loaded = subprocess.run(asked, cwd=tmp_path, env=ENVIRON, capture_output=True, text=True, check=True).stderr
    names = {name.partition(".")[0] for name in re.findall(r"\| +([\w.]+)$", loaded, re.MULTILINE)}
    assert "extractor" in names
    assert not names & {"langchain", "langchain_core", "langchain_openai", "openai", "httpx", "tenacity"}
