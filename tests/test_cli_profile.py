"""``--profile`` at the edge: known names reach the results, unknown ones get one line."""

from __future__ import annotations

import json
from pathlib import Path

from test_cli import call

REPORT = (
    "某镇人民政府2023年度绩效自评报告\n一、项目情况\n自评项目共2个，预算总金额50万元，具体如下：\n"
    "1.河道清淤工程，预算30万元，支出28.5万元，执行率95%。\n2.路灯维护费，预算20万元，支出20万元，执行率100%。\n"
)


def test_the_profile_in_force_is_named(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    done = call(tmp_path, "run", str(report), "--out", "out", "--profile", "tiers-50", fake=False)
    assert done.returncode == 0, done.stderr
    path = tmp_path / "out" / "report.json"
    assert json.loads(path.read_text(encoding="utf-8"))["run"]["parameters"]["profile"] == "tiers-50"
    assert call(tmp_path, "check", str(path), fake=False).returncode == 0
    again = json.loads(path.read_text(encoding="utf-8"))
    assert again["run"]["parameters"]["profile"] == "national"
    assert again["coverage"]["confirmed"] == {"figures": 8, "by_relation": 8, "unconfirmed": []}


def test_an_unknown_profile_is_one_line(tmp_path: Path) -> None:
    done = call(tmp_path, "run", "report.txt", "--out", "out", "--profile", "guangdong", fake=False)
    assert done.returncode == 2
    assert "guangdong" in done.stderr and "national" in done.stderr and len(done.stderr.strip().splitlines()) == 1
