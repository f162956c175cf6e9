"""``extractor digitise`` as a user sees it: a searchable PDF and its text appear together, or nothing does."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pymupdf
import pytest
from test_cli import call, put

from eval.scans.degrade import degrade
from eval.scans.encode import as_pdf, picture
from eval.scans.profile import profile
from extractor.run_inputs import READ


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Path:
    """A digital PDF with two short lines: a small picture is quickly read."""
    path = tmp_path_factory.mktemp("digital") / "small.pdf"
    with pymupdf.open() as doc:
        page = doc.new_page(width=300, height=160)
        page.insert_text((20, 50), "全年预算数", fontsize=16, fontname="china-s")
        page.insert_text((120, 50), "2635.73", fontsize=16, fontname="helv")
        page.insert_text((20, 100), "全年执行数", fontsize=16, fontname="china-s")
        page.insert_text((120, 100), "1947.08", fontsize=16, fontname="helv")
        doc.save(path)
    return path


@pytest.mark.parametrize("form", [f"scan{suffix}" for suffix in (".pdf", ".jpg") if suffix in READ])
def test_a_scan_becomes_searchable(small: Path, tmp_path: Path, form: str) -> None:
    scans = list(degrade(small, profile("clean"), 1))
    scan = tmp_path / form
    scan.write_bytes(as_pdf(scans, "jpeg") if scan.suffix == ".pdf" else picture(scans[0], "jpeg"))
    done = call(tmp_path, "digitise", form, "-o", "out.pdf", fake=False)
    assert done.returncode == 0, done.stderr
    assert "out.pdf：1 页，写入识别出的 24 个字；文本：" in done.stdout
    assert "2635.73" in (tmp_path / "out.txt").read_text(encoding="utf-8")
    with pymupdf.open(tmp_path / "out.pdf") as made, pymupdf.open(small) as twin:
        for words in ("2635.73", "1947.08"):
            (found,), (true,) = made[0].search_for(words), twin[0].search_for(words)
            assert (found & true).get_area() > 0.5 * found.get_area()
            assert abs(found.x0 - true.x0) < 5
            assert abs(found.x1 - true.x1) < 5
        (image,) = made[0].get_images()
        assert made.xref_stream_raw(image[0]) == picture(scans[0], "jpeg")


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        ("a.txt", "只有文字。".encode(), "没有页面图像"),
        ("gone.pdf", None, "文件不存在"),
        ("bad.pdf", b"%PDF-1.7 broken", "bad.pdf"),
    ],
)
def test_what_cannot_be_digitised_is_one_line_and_leaves_nothing(tmp_path: Path, name: str, content: bytes | None, part: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = call(tmp_path, "digitise", name, "-o", "out.pdf", fake=False)
    _told(done, part)
    assert not list(tmp_path.glob("out*"))
    english = call(tmp_path, "digitise", name, "-o", "out.pdf", "--lang", "en", fake=False)
    assert english.stderr.isascii()


def test_a_folder_that_cannot_be_written_is_told(small: Path, tmp_path: Path) -> None:
    put(tmp_path, a="fine")
    done = call(tmp_path, "digitise", small, "-o", "a.txt/out.pdf", fake=False)
    _told(done, "结果写不进去")


def test_a_digital_pdf_is_copied_as_it_is(small: Path, tmp_path: Path) -> None:
    done = call(tmp_path, "digitise", small, "-o", "out.pdf", fake=False)
    assert done.returncode == 0
    assert done.stdout == "out.pdf：1 页，写入识别出的 0 个字；1 页原有文字层，不用识别，没有改动；文本：out.txt\n"
    assert (tmp_path / "out.pdf").read_bytes() == small.read_bytes()
    english = call(tmp_path, "digitise", small, "-o", "out.pdf", "--lang", "en", fake=False).stdout
    assert "0 recognised characters written; pages with a text layer of their own, left as they are: 1; text" in english


def test_what_was_written_once_is_there_the_second_time(small: Path, tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(as_pdf(list(degrade(small, profile("clean"), 1)), "jpeg"))
    assert call(tmp_path, "digitise", "scan.pdf", "-o", "out.pdf", fake=False).returncode == 0
    done = call(tmp_path, "digitise", "out.pdf", "-o", "again.pdf", fake=False)
    assert "写入识别出的 0 个字（另有 24 个字原来就在文字层里）" in done.stdout


def _told(done: subprocess.CompletedProcess[str], part: str) -> None:
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert part in done.stderr
