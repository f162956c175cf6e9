"""Wrong usage and settings: one line, status 2, before any work."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from test_cli import ENVIRON, call, put

from extractor import __version__
from extractor.errors import UsageError
from extractor.load.sniff import READ as REALLY_READ
from extractor.run_inputs import READ
from extractor.settings import CheckSettings, RunSettings, read


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ([], "缺少 run|check|digitise|doctor"),
        (["run"], "缺少 INPUT, --out"),
        (["run", "a.txt"], "缺少 --out"),
        (["run", "a.txt", "--out", "o", "--ocr", "maybe"], "--ocr 不能是 'maybe'"),
        (["run", "a.txt", "--out", "o", "--reader", "llm"], "--reader llm：没有指定模型"),
        (["run", "a.txt", "--out", "o", "--reader", "both"], "--reader both：没有指定模型"),
        (["run", "a.txt", "--out", "o", "--base-url", "http://h/v1"], "--base-url：没有指定模型"),
        (["run", "a.txt", "--out", "o", "--model", ""], "--model：值是空的"),
        (["run", "a.txt", "--out", "o", "--model", "m", "--base-url", ""], "--base-url：值是空的"),
        (["run", "a.txt", "--out", "o", "--model", "m", "--base-url", "ftp://h"], "--base-url：不是 http 或 https 地址"),
        (["run", "a.txt", "--out", "o", "--model", "m", "--base-url", "http://me:pass@h/v1"], "地址里不能带用户名、密码或参数"),
        (["run", "a.txt", "--out", "o", "--model", "m"], "api.openai.com：没有密钥"),
        (["run", "a.txt", "--out", "o", "--max-calls", "0"], "--max-calls：不是 1 以上的整数：0"),
        (["run", "a.txt", "--out", "o", "--max-cost", "free"], "--max-cost：不是大于 0 的金额：free"),
        (["run", "a.txt", "--out", "o", "--max-cost", "0.0"], "--max-cost：不是大于 0 的金额：0.0"),
        (["run", "a.txt", "--out", "o", "--model", "ollama:m", "--max-cost", "1"], "价格表里没有 m，不能限制费用"),
        (["run", "a.txt", "--out", "o", "--reader", "magic"], "--reader 不能是 'magic'"),
        (["run", "a.txt", "--out", "o", "--jobs", "0"], "不是 1 以上的整数：0"),
        (["run", "a.txt", "--out", "o", "--jobs", "two"], "不是 1 以上的整数：two"),
        (["run", "a.txt", "--out"], "--out 后面要有一个值"),
        (["run", "a.txt", "--out", "a.txt"], "这是文件，不是文件夹"),
        (["run", "a.txt", "--out", "a.txt/below"], "输出文件夹不能写入"),
        (["check", "a.txt", "-o", "."], "这是文件夹，不是文件"),
        (["digitise", "a.txt"], "缺少 -o"),
        (["digitise", "a.txt", "-o", "b.txt"], "文件名要以 .pdf 结尾"),
        (["digitise", "a.txt", "-o", ""], "-o：路径是空的"),
        (["digitise", "a.pdf", "-o", "a.pdf"], "输出会覆盖输入"),
        (["audit", "a.txt"], "run|check|digitise|doctor|eval 不能是 'audit'"),
    ],
)
def test_one_line_and_status_2(tmp_path: Path, words: list[str], part: str) -> None:
    put(tmp_path, a="fine")
    done = call(tmp_path, *words, fake=False)
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert part in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt"]


def test_the_environment_is_named_when_it_is_wrong(tmp_path: Path) -> None:
    for name, value in (("EXTRACTOR_JOBS", "many"), ("EXTRACTOR_LANG", "fr")):
        done = call(tmp_path, "run", "a.txt", "--out", "out", fake=False, environ={name: value})
        assert done.returncode == 2
        assert done.stderr.startswith(name)


def test_usage_in_english(tmp_path: Path) -> None:
    done = call(tmp_path, "run", "--lang", "en", "--reader", "llm", "a", "--out", "o", fake=False)
    assert done.stderr.isascii()
    assert "no model is named" in done.stderr


def test_settings_are_plain_values() -> None:
    settings = read(["run", "a", "b", "--out", "o", "--fail-on", "warn"], {"EXTRACTOR_JOBS": "3", "EXTRACTOR_LANG": "en"})
    assert settings == RunSettings((Path("a"), Path("b")), Path("o"), "rules", 3, "en", "warn")
    assert read(["check", "a.json"], {}) == CheckSettings(Path("a.json"), Path("a.json"), "zh")


def test_the_bounds_of_a_model() -> None:
    words = [
        "--model",
        "m",
        "--base-url",
        "http://h/v1",
        "--concurrency",
        "3",
        "--rpm",
        "60",
        "--tpm",
        "90000",
        "--max-tokens",
        "5000000000",
    ]
    settings = read(["run", "a", "--out", "o", *words, "--max-calls", "7"], {"EXTRACTOR_MODEL": "other"})
    assert isinstance(settings, RunSettings)
    model = settings.model
    assert model is not None
    assert (settings.reader, model.model, model.base_url) == ("both", "m", "http://h/v1")
    assert (model.concurrency, model.rpm, model.tpm, model.max_calls, model.max_tokens, model.max_cost) == (
        3,
        60,
        90000,
        7,
        5000000000,
        None,
    )


def test_a_cap_on_the_cost_of_a_model_with_a_price() -> None:
    settings = read(["run", "a", "--out", "o", "--model", "deepseek-chat", "--max-cost", "2.50"], {"DEEPSEEK_API_KEY": "k"})
    assert isinstance(settings, RunSettings)
    assert settings.model is not None
    assert settings.model.max_cost == Decimal("2.5")


def test_a_dry_run_needs_no_key() -> None:
    settings = read(["run", "a", "--out", "o", "--model", "gpt-5.4", "--dry-run"], {"EXTRACTOR_API_KEY": "not\na key"})
    assert isinstance(settings, RunSettings)
    assert settings.dry_run


def test_rules_need_no_key_whatever_is_configured() -> None:
    settings = read(["run", "a", "--out", "o", "--reader", "rules"], {"EXTRACTOR_MODEL": "gpt-5.4"})
    assert isinstance(settings, RunSettings)
    assert (settings.reader, settings.model) == ("rules", None)


def test_the_command_line_outranks_the_environment() -> None:
    settings = read(["run", "a", "--out", "o", "--jobs", "2", "--lang", "zh"], {"EXTRACTOR_JOBS": "x", "EXTRACTOR_LANG": "en"})
    assert isinstance(settings, RunSettings)
    assert (settings.jobs, settings.lang) == (2, "zh")


def test_an_input_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "summary.xlsx").write_bytes(b"mine")
    done = call(tmp_path, "run", "summary.xlsx", "--out", ".", fake=False)
    assert done.returncode == 2
    assert (tmp_path / "summary.xlsx").read_bytes() == b"mine"


def test_version(tmp_path: Path) -> None:
    assert call(tmp_path, "--version", fake=False).stdout == f"extractor {__version__}\n"


def test_help_names_what_is_read() -> None:
    assert set(READ) == REALLY_READ


def test_unknown_complaints_still_raise_usage_errors() -> None:
    with pytest.raises(UsageError):
        read(["run", "--out=o", "--lang", "zh", "--", "--out"], {"EXTRACTOR_JOBS": "-1"})


def test_help_is_quick() -> None:
    """Start-up under 0.3 s of CPU; no heavy library on the way."""
    before = os.times()
    subprocess.run([sys.executable, "-m", "extractor", "--help"], env=ENVIRON, capture_output=True, check=True)
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    assert spent < 0.3
    asked = [sys.executable, "-X", "importtime", "-m", "extractor", "--help"]
    loaded = subprocess.run(asked, env=ENVIRON, capture_output=True, text=True, check=True).stderr
    names = set(re.findall(r"\| +([\w.]+)$", loaded, re.MULTILINE))
    assert "extractor.settings" in names
    assert not names & {"pydantic", "pymupdf", "openpyxl", "docx", "lxml", "tqdm", "multiprocessing", "tempfile"}
