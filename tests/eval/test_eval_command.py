"""``extractor eval`` as its user meets it: folders in, tables, a page and exit statuses out."""

import json
import re
import shutil
from pathlib import Path

import pytest

import eval.command.extracting as extracting
from eval.cli import main
from extractor.cli import main as extractor

MADE = Path(__file__).parents[2] / "eval" / "gold" / "made"
NAMES = ("transfer_lanping_rural.md", "sentence_qingzhi_town.txt")


@pytest.fixture
def gold(tmp_path):
    folder = tmp_path / "gold"
    folder.mkdir()
    for name in NAMES:
        shutil.copy(MADE / name, folder)
        shutil.copy(MADE / f"{Path(name).stem}.gold.json", folder)
    return folder


def run(gold, out, *more):
    return main(["run", "--gold", str(gold), "--out", str(out), *map(str, more)])


def scores(out):
    return json.loads((out / "scores.json").read_bytes())


def test_a_run_scores_every_report_and_a_second_one_reads_nothing_and_says_the_same(gold, tmp_path, capsys, monkeypatch):
    out = tmp_path / "run"
    assert run(gold, out) == 0
    told, first = capsys.readouterr().out, (out / "scores.json").read_bytes()
    assert [one["report"] for one in scores(out)["reports"]] == ["sentence_qingzhi_town", "transfer_lanping_rural"]
    assert "micro F1" in told
    assert "2 scored, 0 failed" in told
    monkeypatch.setattr(extracting, "extractor", lambda argv, by: pytest.fail("read again"))
    page = (out / "report.html").read_bytes()
    assert run(gold, out) == 0
    assert (out / "scores.json").read_bytes() == first
    assert (out / "report.html").read_bytes() == page


def test_a_changed_report_is_read_again_and_the_others_are_not(gold, tmp_path, monkeypatch):
    out = tmp_path / "run"
    run(gold, out)
    path = gold / NAMES[1]
    path.write_bytes(path.read_bytes() + "\n（完）\n".encode())
    asked = []

    def spy(argv):
        asked.extend(word for word in argv if word.endswith((".md", ".txt")))
        return extractor(argv)

    monkeypatch.setattr(extracting, "extractor", spy)
    assert run(gold, out) == 0
    assert [Path(one).name for one in asked] == [NAMES[1]]


def test_a_report_that_cannot_be_read_counts_as_nothing_right_and_a_gold_of_another_version_is_unscored(gold, tmp_path, capsys):
    (gold / NAMES[0]).write_bytes(b"")
    raw = json.loads((gold / "sentence_qingzhi_town.gold.json").read_bytes())
    (gold / "sentence_qingzhi_town.gold.json").write_text(json.dumps(raw | {"sha256": "0" * 64}, ensure_ascii=False), encoding="utf-8")
    out = tmp_path / "run"
    assert run(gold, out) == 1
    assert {one["report"]: one["outcome"] for one in scores(out)["reports"]} == {
        "transfer_lanping_rural": "failed", "sentence_qingzhi_town": "unscored",
    }  # fmt: skip
    assert scores(out)["score"]["micro_f1"]["value"] == 0
    assert "sha256 differs" in capsys.readouterr().out


def test_words_of_the_gold_that_its_source_does_not_print_are_told(gold, tmp_path, capsys):
    path = gold / "sentence_qingzhi_town.gold.json"
    raw = json.loads(path.read_bytes())
    raw["record"]["claims"].append({"text": "一字未印的话", "kind": "other"})
    path.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    assert run(gold, tmp_path / "run") == 0
    assert "sentence_qingzhi_town.gold.json: its source does not print '一字未印的话'" in capsys.readouterr().err


def test_other_carriers_of_the_same_reports_are_documents_of_their_own_name(gold, tmp_path):
    shutil.copy(gold / NAMES[1], gold / "sentence_qingzhi_town.copy.txt")
    shutil.copy(gold / NAMES[0], gold / "transfer_lanping_rural.copy.md")
    out = tmp_path / "run"
    assert run(gold, out, "--folder", gold, "--suffix", ".copy.txt") == 1  # the other report has no such copy
    first, second = scores(out)["reports"]
    assert (first["report"], first["document"], first["outcome"]) == ("sentence_qingzhi_town.copy.txt", "sentence_qingzhi_town", "scored")
    assert second["because"].endswith("no such file")


def test_the_gate_opens_for_the_same_run_and_shuts_for_a_worse_one(gold, tmp_path, capsys):
    out, baseline = tmp_path / "run", tmp_path / "kept" / "baseline.json"
    run(gold, out)
    assert main(["gate", str(out), "--baseline", str(baseline), "--update"]) == 0
    assert main(["gate", str(out), "--baseline", str(baseline)]) == 0
    raw = json.loads(baseline.read_bytes())
    assert not any(one["leaves"] for one in raw["reports"])
    worse = scores(out)
    for field in worse["reports"][1]["fields"]:
        field["missed"] += field["right"]
        field["right"] = 0
    (tmp_path / "worse").mkdir()
    (tmp_path / "worse" / "scores.json").write_text(json.dumps(worse), encoding="utf-8")
    capsys.readouterr()
    assert main(["gate", str(tmp_path / "worse"), "--baseline", str(baseline)]) == 3
    told = capsys.readouterr().out
    assert "micro F1 % fell" in told
    assert "transfer_lanping_rural: 9" in told


def test_compare_and_leaderboard_name_the_runs(gold, tmp_path, capsys):
    for name in ("one", "two"):
        run(gold, tmp_path / name)
    capsys.readouterr()
    assert main(["compare", str(tmp_path / "one"), str(tmp_path / "two")]) == 0
    assert capsys.readouterr().out.startswith("two against one: not decided")
    assert main(["leaderboard", str(tmp_path / "one"), str(tmp_path / "two")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["run", "one", "two"]
    assert "not decided (+0.0)" in lines[2]


def test_an_approved_review_becomes_a_gold_case_that_scores_itself_perfect(tmp_path, capsys):
    report, out, gold = tmp_path / "report.txt", tmp_path / "out", tmp_path / "gold"
    report.write_text(
        "云泽县水务局2023年度水渠清淤项目绩效自评报告\n水渠清淤项目预算45万元，支出30万元，执行率66.67%，未完成的原因是汛期提前，工期顺延。"
        "绩效目标基本完成。\n",
        encoding="utf-8",
    )
    assert extractor(["run", str(report), "--out", str(out)]) == 0
    assert main(["promote", str(out / "report.json"), "--source", str(report), "--gold", str(gold)]) == 0
    assert json.loads((gold / "report.gold.json").read_bytes())["labelled"] == "approved review"
    assert main(["promote", str(out / "report.json"), "--source", str(report), "--gold", str(gold)]) == 1
    assert run(gold, tmp_path / "run") == 0
    assert scores(tmp_path / "run")["reports"][0]["perfect"] is True
    capsys.readouterr()


def test_a_review_of_another_file_or_with_open_figures_is_no_gold(gold, tmp_path, capsys):
    report, out = gold / NAMES[0], tmp_path / "out"
    extractor(["run", str(report), "--out", str(out)])
    made = out / "transfer_lanping_rural.json"
    assert main(["promote", str(made), "--source", str(gold / NAMES[1]), "--gold", str(tmp_path / "g")]) == 2
    assert "sha256 differs" in capsys.readouterr().err
    assert main(["promote", str(made), "--source", str(report), "--gold", str(tmp_path / "g")]) == 2
    assert "unclaimed" in capsys.readouterr().err
    assert not (tmp_path / "g").exists()


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["run", "--gold", "{}/nowhere", "--out", "{}/o"], "not a folder"),
        (["run", "--gold", "{}", "--out", "{}/o"], "no gold file"),
        (["run", "--gold", "{}", "--out", "{}/o", "--", "--reader", "llama"], "llama"),
        (["compare", "{}/a", "{}/b"], "no scored run"),
        (["gate", "{}", "--baseline", "{}/b"], "no scored run"),
        (["leaderboard"], "required"),
        (["promote", "{}/x.json", "--source", "{}/y", "--gold", "{}/g"], "cannot be read"),
    ],
)
def test_bad_input_is_one_line(argv, says, tmp_path, capsys):
    if "llama" in argv:
        shutil.copy(MADE / NAMES[0], tmp_path)
        shutil.copy(MADE / "transfer_lanping_rural.gold.json", tmp_path)
    assert main([word.replace("{}", str(tmp_path)) for word in argv]) in (1, 2)
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1
    assert says in told[0]


def test_the_page_shows_each_wrong_leaf_with_its_place_and_runs_nothing(gold, tmp_path):
    out = tmp_path / "run"
    run(gold, out)
    page = (out / "report.html").read_text(encoding="utf-8")
    wrong = sum(len(one["leaves"]) for one in scores(out)["reports"])
    assert page.count('<span class="o ') == wrong
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=\"(?!data:|#)", page)
    assert "<mark>" in page
    assert "<svg" in page


def test_the_product_hands_eval_over(gold, tmp_path, capsys):
    assert extractor(["eval", "run", "--gold", str(gold), "--out", str(tmp_path / "run")]) == 0
    assert "micro F1" in capsys.readouterr().out
