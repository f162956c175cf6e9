"""A searchable PDF: words are found where they stand in the picture, and the picture's bytes are the same."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from eval.scans.degrade import degrade
from eval.scans.encode import as_pdf, as_tiff
from eval.scans.profile import profile
from extractor.document import Document, Run
from extractor.errors import DamagedInput
from extractor.export.searchable import searchable
from extractor.load import load
from extractor.load.images import picture_pdf
from extractor.numerals import read_numerals

SAMPLE = Path(__file__).parents[2] / "samples" / "town-projects.pdf"


@pytest.fixture(scope="module")
def twin() -> Document:
    """A digital report as if its text had been recognised."""
    document = load(SAMPLE)
    return replace(document, runs=tuple(replace(run, source="ocr", confidence=0.9) for run in document.runs))


@pytest.fixture(scope="module")
def scans():
    return list(degrade(SAMPLE, profile("clean").at(dpi=100), 1))


def pictures(doc: pymupdf.Document) -> list[bytes]:
    return [doc.xref_stream_raw(image[0]) for page in doc for image in page.get_images()]


def overlap(one: pymupdf.Rect, other: pymupdf.Rect) -> float:
    return (one & other).get_area() / (one | other).get_area() if one.intersects(other) else 0.0


@pytest.mark.parametrize("name", ["clean", "fax"])
def test_every_number_is_found_at_its_box_and_the_pictures_stay(twin, name) -> None:
    scan = as_pdf(list(degrade(SAMPLE, profile(name).at(dpi=100), 1)), profile(name).code)
    made = searchable(scan, twin)
    assert made.written > 100
    assert made.present == 0
    with pymupdf.open(stream=scan) as before, pymupdf.open(stream=made.data) as after:
        assert pictures(after) == pictures(before)
        assert [page.get_pixmap(dpi=50).samples for page in after] == [page.get_pixmap(dpi=50).samples for page in before]
        numerals = read_numerals(twin)
        assert len(numerals) > 100
        for numeral in numerals:
            for box in twin.boxes(numeral.span)[:1]:
                hits = after[box.page - 1].search_for(twin.text[slice(*numeral.span)])
                wanted = pymupdf.Rect(box.x0, box.y0, box.x1, box.y1)
                assert max(overlap(hit, wanted) for hit in hits) > 0.5, numeral.printed


def test_what_is_searchable_is_returned_as_it_is(twin, scans) -> None:
    made = searchable(as_pdf(scans, "jpeg"), twin)
    again = searchable(made.data, twin)
    assert (again.written, again.present) == (0, made.written)
    assert again.data == made.data
    digital = SAMPLE.read_bytes()
    assert searchable(digital, load(SAMPLE)).data == digital


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_turned_page_is_written_as_it_is_shown(turned: int) -> None:
    with pymupdf.open() as doc:
        page = doc.new_page(width=300, height=200)
        page.draw_rect((10, 10, 20, 20), fill=(0, 0, 0))
        page.set_rotation(turned)
        width, data = page.rect.width, doc.tobytes()
    text = "支出12.50万元"
    run = Run((0, len(text)), 1, 40.0, 52.0, tuple(30.0 + 8 * i for i in range(len(text) + 1)), "ocr", 0.9)
    made = searchable(data, _document(text, run, width))
    with pymupdf.open(stream=made.data) as doc:
        shown = doc[0]
        (found,) = shown.search_for("12.50")
        assert tuple(found * shown.rotation_matrix) == pytest.approx((46, 40, 86, 52), abs=0.5)
    again = searchable(made.data, _document(text, run, width))
    assert (again.written, again.present) == (0, len(text))


def test_a_picture_becomes_a_pdf_of_that_picture(twin, scans) -> None:
    picture = BytesIO()
    Image.fromarray(scans[0].image).save(picture, "JPEG", quality=80, dpi=(100, 100))
    made = searchable(picture_pdf(picture.getvalue(), "one.jpg"), replace(twin, pages=twin.pages[:1]))
    with pymupdf.open(stream=made.data) as doc:
        assert pictures(doc) == [picture.getvalue()]
        assert doc[0].search_for("鹭洲镇")
    many = searchable(picture_pdf(as_tiff(scans), "many.tif"), twin)
    with pymupdf.open(stream=many.data) as doc:
        assert doc.page_count == len(twin.pages)


def test_characters_outside_the_basic_plane_do_not_break_the_line() -> None:
    with pymupdf.open() as doc:
        doc.new_page(width=300, height=200)
        data = doc.tobytes()
    run = Run((0, 4), 1, 40.0, 52.0, (30.0, 40.0, 50.0, 60.0, 70.0), "ocr", 0.9)
    made = searchable(data, _document("年\U00020000度1", run, 300.0))
    with pymupdf.open(stream=made.data) as doc:
        assert doc[0].get_text().strip() == "年〓度1"


def test_what_is_no_pdf_is_told(twin) -> None:
    with pytest.raises(DamagedInput, match="打不开"):
        searchable(b"%PDF-1.7 and nothing else", twin)


def _document(text: str, run: Run, width: float) -> Document:
    from extractor.document import Page

    return Document("a.pdf", "0" * 64, "scanned", (Page(1, width, 500.0 - width),), text, (), (run,))
