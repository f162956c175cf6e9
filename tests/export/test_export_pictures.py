"""Pictures of pages: small, grey where the page is, sized in points."""

from __future__ import annotations

import pymupdf
import pytest
from export_fixture import report

from extractor.errors import DamagedInput
from extractor.export.pictures import page_pictures


def test_pages_in_points_and_numbered_from_one() -> None:
    _, document, pdf = report(pdf=True)
    assert pdf
    pictures = page_pictures(pdf)
    assert list(pictures) == [page.number for page in document.pages]
    assert (pictures[1].width, pictures[1].height) == (595, 420)
    assert pictures[1].data.startswith(b"\x89PNG")
    assert pictures[1].mime == "image/png"


def test_a_grey_page_is_a_grey_picture_and_a_red_seal_stays_red() -> None:
    file = pymupdf.open()
    file.new_page(width=100, height=100).insert_text((10, 50), "12.5")
    file.new_page(width=100, height=100).draw_circle((50, 50), 30, color=(1, 0, 0), fill=(1, 0, 0))
    grey, red = page_pictures(file.tobytes()).values()
    assert pymupdf.Pixmap(grey.data).n == 1
    assert pymupdf.Pixmap(red.data).pixel(76, 76)[0] > 200 > 60 > pymupdf.Pixmap(red.data).pixel(76, 76)[1]


def test_a_long_report_gets_coarser_pictures() -> None:
    _, _, pdf = report(pdf=True)
    assert pdf
    fine, coarse = page_pictures(pdf), page_pictures(pdf, budget=10_000)
    assert sum(len(p.data) for p in coarse.values()) < sum(len(p.data) for p in fine.values())


def test_what_is_no_pdf_is_said() -> None:
    with pytest.raises(DamagedInput):
        page_pictures(b"not a pdf at all")
