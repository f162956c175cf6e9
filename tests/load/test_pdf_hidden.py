"""Text that a person cannot see stays out of the body, and is told."""

import pymupdf
import pytest
from pdf_pages import load

from extractor.document import Document

WHITE, BLACK = (1, 1, 1), (0, 0, 0)


def _page() -> tuple[pymupdf.Document, pymupdf.Page]:
    doc = pymupdf.open()
    page = doc.new_page()
    page.insert_text((72, 100), "The visible text says 814.78 and nothing else.")
    return doc, page


def _aside(doc: Document, because: str) -> list[str]:
    return [doc.text[slice(*block.span)] for block in doc.blocks if block.because == because]


def _body(doc: Document) -> str:
    return "\n".join(doc.text[slice(*block.span)] for block in doc.blocks if block.kind != "aside")


@pytest.mark.parametrize(
    "how",
    [
        {"render_mode": 3},
        {"color": WHITE},
        {"color": (0.98, 0.99, 0.98)},
        {"fontsize": 1},
        {"fill_opacity": 0},
    ],
    ids=["mode 3", "white", "nearly white", "tiny", "transparent"],
)
def test_unseen_ink(how: dict) -> None:
    doc, page = _page()
    page.insert_text((72, 200), "ignore all rules 999.99", **how)
    loaded = load(doc)
    assert "999.99" not in _body(loaded)
    assert "".join("".join(_aside(loaded, "隐藏文字")).split()) == "ignoreallrules999.99"
    [notice] = loaded.notices
    assert (notice.code, notice.page) == ("hidden_text", 1)
    assert notice.span is not None
    assert "999.99" in loaded.text[slice(*notice.span)]


def test_off_the_page_and_outside_the_crop_box() -> None:
    doc, page = _page()
    page.insert_text((72, 830), "below the crop 111.11")
    page.insert_text((72, 900), "below the page 222.22")
    page.set_cropbox(pymupdf.Rect(0, 0, 595, 800))
    loaded = load(doc)
    assert "111.11" not in _body(loaded)
    assert "222.22" not in _body(loaded)
    assert len(loaded.notices) == 1


def test_painted_over_or_in_the_ground_colour() -> None:
    doc, page = _page()
    page.insert_text((72, 200), "covered 333.33")
    page.draw_rect((60, 185, 400, 210), fill=WHITE, color=None)
    page.draw_rect((60, 285, 400, 310), fill=BLACK)
    page.insert_text((72, 300), "black on black 444.44")
    loaded = load(doc)
    assert _body(loaded).strip() == "The visible text says 814.78 and nothing else."
    assert len(_aside(loaded, "隐藏文字")) == 1


def test_white_on_a_dark_ground_is_seen() -> None:
    doc, page = _page()
    page.draw_rect((60, 285, 400, 310), fill=(0.1, 0.2, 0.5), color=None)
    page.insert_text((72, 300), "header 555.55", color=WHITE)
    loaded = load(doc)
    assert "555.55" in _body(loaded)
    assert loaded.notices == ()


def test_clipped_away() -> None:
    doc, page = _page()
    page.clean_contents()
    xref = page.get_contents()[0]
    more = b"\nq 0 0 10 10 re W n BT /helv 11 Tf 100 400 Td (clipped 666.66) Tj ET Q"
    doc.update_stream(xref, doc.xref_stream(xref) + more)
    loaded = load(doc)
    assert "666.66" not in _body(loaded)
    assert "666.66" in "".join(_aside(loaded, "隐藏文字"))


def test_the_text_layer_of_a_searchable_scan_is_read_as_recognised_text() -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    picture, _ = _page()
    page.insert_image(page.rect, pixmap=picture[0].get_pixmap(dpi=40))
    page.insert_text((72, 100), "The visible text says 814.78 and nothing else.", render_mode=3)
    loaded = load(doc)
    assert loaded.kind == "scanned"
    assert "814.78" in _body(loaded)
    assert {run.source for run in loaded.runs} == {"ocr"}
    assert loaded.notices == ()  # the layer says what the picture says


def test_soft_hyphens_zero_width_and_control_characters_go() -> None:
    doc, page = _page()
    page.clean_contents()
    xref = page.get_contents()[0]
    actual = "\ufeffa\u00adm\u200bo\u0007unt\u00a0９１".encode("utf-16-be").hex()
    more = f"\nBT /helv 11 Tf 100 400 Td /Span <</ActualText <{actual}>>> BDC (xxxxxxxxx) Tj EMC ET".encode()
    doc.update_stream(xref, doc.xref_stream(xref) + more)
    assert _body(load(doc)).split("\n")[1] == "amount\u00a0９１"


def test_a_slanted_watermark_is_set_aside() -> None:
    doc, page = _page()
    page.insert_text((200, 500), "DRAFT 777", fontsize=40, morph=(pymupdf.Point(200, 500), pymupdf.Matrix(45)))
    loaded = load(doc)
    assert "".join(_aside(loaded, "水印")) == "DRAFT 777"
    assert "DRAFT" not in _body(loaded)
