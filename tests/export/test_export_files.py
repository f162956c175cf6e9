"""Files are whole or absent; the JSON is the contract's."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from export_fixture import report

from extractor.errors import OutputError
from extractor.export.atomic import write_bytes, write_together
from extractor.export.json_out import to_json
from schemas.extraction import Extraction


def test_written_whole_and_nothing_left_beside(tmp_path: Path) -> None:
    path = tmp_path / "甲.json"
    write_bytes(path, b"one")
    write_bytes(path, b"two")
    assert path.read_bytes() == b"two"
    assert [entry.name for entry in tmp_path.iterdir()] == ["甲.json"]


def test_a_new_file_is_readable_as_any_other(tmp_path: Path) -> None:
    write_bytes(tmp_path / "a", b"")
    (tmp_path / "b").write_bytes(b"")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_a_very_long_name_still_gets_its_temporary_file(tmp_path: Path) -> None:
    path = tmp_path / ("预" * 80 + ".html")
    write_bytes(path, b"x")
    assert path.read_bytes() == b"x"


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_fault_midway_keeps_the_old_file_and_leaves_no_temporary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    path = tmp_path / "a.json"
    write_bytes(path, b"old")

    def fail(_: int) -> None:
        raise fault

    monkeypatch.setattr("extractor.export.atomic.os.fsync", fail)
    with pytest.raises(OutputError if isinstance(fault, OSError) else KeyboardInterrupt):
        write_bytes(path, b"new")
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.json"]


def test_files_that_belong_together_are_moved_together(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"old")
    with pytest.raises(OutputError):
        write_together({tmp_path / "a.html": b"new", tmp_path / "none" / "a.json": b"new"})
    assert (tmp_path / "a.html").read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.html"]


def test_links_are_followed_and_devices_left_alone(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_bytes(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OutputError, match="不是普通文件"):
        write_bytes(tmp_path / "pipe", b"new")
    assert (tmp_path / "pipe").is_fifo()


def test_a_missing_folder_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        write_bytes(tmp_path / "none" / "a.json", b"x")
    message = str(caught.value)
    assert "\n" not in message
    assert str(tmp_path / "none" / "a.json") in message
    assert "请" in message


def test_json_comes_back_as_the_same_extraction() -> None:
    extraction, _, _ = report(hostile=True, pdf=True)
    data = to_json(extraction)
    assert Extraction.model_validate_json(data) == extraction
    assert data.endswith(b"}\n")
    assert "社区网格员补助".encode() in data
    assert json.loads(data)["schema"] == "self_evaluation/1"
    assert json.loads(data)["run"]["tokens"] == {"in": 0, "out": 0}


def test_json_keys_follow_the_record_whatever_order_they_were_found_in() -> None:
    extraction, _, _ = report()
    shuffled = extraction.model_copy(update={"provenance": dict(reversed(extraction.provenance.items()))})
    assert to_json(shuffled) == to_json(extraction)
    keys = list(json.loads(to_json(extraction))["provenance"])
    assert keys.index("/projects/0/executed/1") < keys.index("/projects/1/budget/0")


def test_pointers_sort_by_number() -> None:
    extraction, _, _ = report()
    place = extraction.provenance["/claims/0"]
    many = extraction.model_copy(update={"provenance": {f"/claims/{i}": place for i in (10, 9, 100)}})
    assert list(json.loads(to_json(many))["provenance"]) == ["/claims/9", "/claims/10", "/claims/100"]
