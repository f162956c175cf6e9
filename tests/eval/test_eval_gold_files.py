from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from eval_fake import SHARED, needs_shared

from eval.gold_files import GoldError, gold_paths, load_gold, load_loose
from eval.seeds import GOLD
from eval.words import fold, locate, same_words


def write_gold(folder: Path, source: str, record: dict[str, object], data: bytes) -> Path:
    (folder / source).write_bytes(data)
    gold = {"source": source, "sha256": hashlib.sha256(data).hexdigest(), "record": record}
    path = folder / "one.json"
    path.write_text(json.dumps(gold), encoding="utf-8")
    return path


def test_spans_count_the_decoded_text_without_mark_and_carriage_returns(tmp_path: Path) -> None:
    data = "﻿报告\r\n目标全部完成。".encode()
    path = write_gold(tmp_path, "one.txt", {"claims": [{"span": [3, 9], "kind": "completion"}]}, data)
    assert load_gold(path, tmp_path).record.claims[0].text == "目标全部完成"


def test_reasons_and_targets_become_words(tmp_path: Path) -> None:
    record = {
        "projects": [{"name": "甲", "reason_span": [0, 4]}],
        "indicators": [{"name": "乙", "target": {"span": [4, 8]}, "reason": [0, 2]}],
    }
    loaded = load_gold(write_gold(tmp_path, "one.txt", record, "没有拨款≥95%".encode()), tmp_path).record
    assert loaded.projects[0].reason == "没有拨款"
    assert loaded.indicators[0].target and loaded.indicators[0].target.text == "≥95%"
    assert loaded.indicators[0].reason == "没有"


def test_another_version_of_the_source_is_refused(tmp_path: Path) -> None:
    path = write_gold(tmp_path, "one.txt", {}, b"a")
    (tmp_path / "one.txt").write_bytes(b"b")
    with pytest.raises(GoldError, match="sha256"):
        load_gold(path, tmp_path)


def test_a_span_beyond_the_source_is_refused(tmp_path: Path) -> None:
    path = write_gold(tmp_path, "one.txt", {"claims": [{"span": [0, 9], "kind": "none"}]}, b"abc")
    with pytest.raises(GoldError, match="outside"):
        load_gold(path, tmp_path)


def test_words_are_found_whatever_their_spaces_and_those_not_printed_are_told(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("目标：≥ 95 %\n", encoding="utf-8")
    record = {"indicators": [{"name": "率", "target": {"text": "≥95%"}}], "claims": [{"text": "没有的话", "kind": "other"}]}
    (tmp_path / "x.gold.json").write_text(json.dumps({"source": "x.md", "record": record}), encoding="utf-8")
    loaded = load_loose(tmp_path / "x.gold.json")
    assert loaded.record.indicators[0].target and loaded.record.indicators[0].target.text == "≥ 95 %"
    assert loaded.not_found == ("没有的话",)


@needs_shared
@pytest.mark.parametrize("path", gold_paths(GOLD), ids=lambda path: path.stem)
def test_every_seed_resolves(path: Path) -> None:
    loaded = load_gold(path, SHARED / "seeds")
    assert all(claim.text.strip() == claim.text for claim in loaded.record.claims)
    assert not loaded.not_found


def test_gold_is_what_holds_a_record_and_names_its_source(tmp_path: Path) -> None:
    inside: dict[str, object] = {
        "a.gold.json": {"record": {}},
        "b.json": {"record": {}, "source": "b.txt"},
        "b.faults.json": {"record": {}, "source": "b.txt", "faults": []},
        "c.json": {"record": {}, "source": "c.txt", "provenance": {}},
        "a.places.json": {"/projects/0": {}},
        "a.planted.json": [],
    }
    for name, value in inside.items():
        (tmp_path / name).write_text(json.dumps(value), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("{", encoding="utf-8")
    assert [path.name for path in gold_paths(tmp_path)] == ["a.gold.json", "b.json"]
    (tmp_path / "d.json").write_text('{\n "record": {},,', encoding="utf-8")
    with pytest.raises(GoldError, match=r"d\.json: not JSON: .* in line 2, column 15"):
        gold_paths(tmp_path)


def test_folding() -> None:
    assert fold("武装部“三项 基础建设“（费）") == fold("武装部「三项基础建设」(费)")
    assert fold(r"$\geq 95\%$") == "≥95%"
    assert locate("ａ b", "xx a  b") == (3, 7)


def test_words_may_differ_but_numbers_may_not() -> None:
    assert same_words("绩效目标已全部完成", "绩效目标全部完成。")
    assert not same_words("人员补助100%拨付", "人员补助10%拨付")
