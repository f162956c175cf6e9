"""What a reviewer reads follows the language asked for, also where a loader wrote it."""

from __future__ import annotations

import re
from pathlib import Path

import pymupdf
import pytest

from extractor.export.html_out import to_html
from extractor.pipeline import extract

CHINESE = re.compile("[\u3000-\uffef]")


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A page with text, and three that are pictures."""
    with pymupdf.open() as doc:
        doc.new_page(width=300, height=160).insert_text((20, 50), "Budget 30.00, spent 28.50 in this year of 2023", fontsize=9)
        picture = doc[0].get_pixmap(dpi=100)
        for _ in range(3):
            page = doc.new_page(width=300, height=160)
            page.insert_image(page.rect, pixmap=picture)
        doc.save(tmp_path / "scan.pdf")
    return tmp_path / "scan.pdf"


def test_unread_pages_are_one_finding_with_the_reason_and_the_way_out(scan: Path) -> None:
    extraction, _ = extract(scan, ocr="never")
    (finding,) = [one for one in extraction.findings if one.check == "G4"]
    assert finding.message == "未读：第 2–4 页是图片，没有文字层，按 --ocr never 没有识别；去掉该选项重新运行即可读取。"
    assert [part.page for part in extraction.coverage.unread] == [2, 3, 4]


def test_nothing_of_it_is_chinese_in_english(scan: Path) -> None:
    extraction, document = extract(scan, "en", ocr="never")
    told = [part.because for part in extraction.coverage.unread]
    told += [*extraction.run.warnings, *(finding.message for finding in extraction.findings)]
    assert len(told) >= 7
    assert not [text for text in told if CHINESE.search(text)]
    page = to_html(extraction, document, "en", None).decode()
    assert "page 2: a picture without a text layer" in page
    assert "第 2 页" not in page
