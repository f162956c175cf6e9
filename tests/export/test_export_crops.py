"""Which numbers a card shows from the page's picture: doubtful ones, once each, where the page has a picture."""

from __future__ import annotations

import re

import pytest
from export_doubt import DOUBTFUL, in_doubt
from export_fixture import report

from extractor.document import SURE, Document
from extractor.export.html_crops import crops
from extractor.export.html_out import to_html
from extractor.export.marks import Marks
from extractor.export.messages import Words
from extractor.export.pictures import page_pictures
from schemas.extraction import Extraction
from schemas.figure import Correction
from schemas.result import Finding


@pytest.fixture(scope="module")
def scanned() -> tuple[Extraction, Document]:
    extraction, document, _ = report(pdf=True)
    return in_doubt(extraction), document


def cut(extraction: Extraction, document: Document, *paths: str, pictured: tuple[int, ...] = (1, 2, 3, 4, 5, 6)) -> list[str]:
    """The items of a finding about ``paths``."""
    t = Words("zh")
    finding = Finding(id="g", check="G3", severity="warn", title="看不清", message="看不清。", paths=paths)
    made = crops(finding, Marks(extraction, document, t), pictured, t) or ""
    return re.findall("<li.*?</li>", made)


def test_the_number_its_rivals_and_where_it_stands(scanned: tuple[Extraction, Document]) -> None:
    (item,) = cut(*scanned, DOUBTFUL)
    assert "读作 54.44 万元" in item
    assert "也可读作：54.14、64.44" in item
    assert "可信度 41%" in item
    assert " hidden " in item


def test_the_cut_leaves_a_line_of_room_around_the_number(scanned: tuple[Extraction, Document]) -> None:
    extraction, document = scanned
    (box,) = document.boxes(extraction.provenance[DOUBTFUL].span)
    (item,) = cut(extraction, document, DOUBTFUL)
    told = re.search(r'data-page="(\d+)" data-box="([^"]+)"', item)
    assert told
    left, top, wide, high = map(float, told[2].split())
    line = box.y1 - box.y0
    assert int(told[1]) == box.page
    assert (left, top) == pytest.approx((box.x0 - line, box.y0 - line), abs=0.1)
    assert (left + wide, top + high) == pytest.approx((box.x1 + line, box.y1 + line), abs=0.2)


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ({}, 1),
        ({"alternatives": ()}, 1),
        ({"confidence": SURE, "alternatives": ()}, 0),
        ({"confidence": SURE}, 1),
        ({"confidence": None, "alternatives": ()}, 0),
        ({"settled_by": ("A3",)}, 1),
        ({"source": "text"}, 0),
    ],
)
def test_only_what_recognition_doubts(told: dict[str, object], count: int) -> None:
    extraction, document, _ = report(pdf=True)
    assert len(cut(in_doubt(extraction, **told), document, DOUBTFUL)) == count


def test_one_print_of_several_values_is_cut_once(scanned: tuple[Extraction, Document]) -> None:
    extraction, document = scanned
    again = extraction.provenance | {"/quantities/2/mentions/0": extraction.provenance[DOUBTFUL]}
    both = extraction.model_copy(update={"provenance": again})
    assert len(cut(both, document, DOUBTFUL, "/projects/1/executed", "/quantities/2/mentions/0")) == 1


def test_the_figures_of_an_indicator_value_and_pointers_that_lead_nowhere() -> None:
    extraction, document, _ = report(pdf=True)
    blurred = in_doubt(extraction, "/indicators/1/target/figures/0")
    assert len(cut(blurred, document, "/indicators/1/target", "/claims/1", "/projects/99/budget/0", "/nonsense/x")) == 1


def test_what_a_person_corrected_is_not_doubted(scanned: tuple[Extraction, Document]) -> None:
    extraction, document = scanned
    project = extraction.record.projects[1]
    first, *others = project.executed
    mended = first.model_copy(update={"corrected": Correction(was="54.44", by="复核员", why="")})
    settled = project.model_copy(update={"executed": (mended, *others)})
    projects = (extraction.record.projects[0], settled, *extraction.record.projects[2:])
    record = extraction.record.model_copy(update={"projects": projects})
    assert cut(extraction.model_copy(update={"record": record}), document, DOUBTFUL) == []


def test_nothing_where_the_page_has_no_picture(scanned: tuple[Extraction, Document]) -> None:
    extraction, document = scanned
    assert cut(extraction, document, DOUBTFUL, pictured=()) == []
    assert 'class="crop' not in to_html(extraction, document).decode()


def test_no_picture_is_embedded_twice(scanned: tuple[Extraction, Document]) -> None:
    extraction, document = scanned
    pictures = page_pictures(report(pdf=True)[2] or b"")
    page = to_html(extraction, document, "zh", pictures).decode()
    assert 'class="crop"' in page
    assert page.count("data:image/") == len(pictures)


def test_what_was_read_is_escaped() -> None:
    extraction, document, _ = report(pdf=True)
    (item,) = cut(in_doubt(extraction, quote='"><b onx=1>', alternatives=("<i>",)), document, DOUBTFUL)
    assert "<b" not in item
    assert "<i>" not in item
    assert "&lt;i&gt;" in item
