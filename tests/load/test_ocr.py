"""Scanned pages: the same lines, tables and number-level boxes as the page they are a picture of. Pages are small: reading costs."""

from __future__ import annotations

import socket
from pathlib import Path

import pymupdf
import pytest

from extractor.document import Document
from extractor.errors import DamagedInput, EmptyInput
from extractor.load import load
from extractor.numerals import read_numerals

LINES = ("青石镇2023年预算资金1286.54万元，", "支出1203.40万元，执行率93.54%。")
CELLS = (("项目名称", "预算数", "执行数"), ("河道清淤", "146.54", "79.78"), ("路灯维护", "20", "0"))


FONT = pymupdf.Font("cjk").buffer


def write(page: pymupdf.Page, at: tuple[float, float], text: str, **how: object) -> None:
    """Text in a font whose digits are half as wide as its Chinese characters."""
    page.insert_font(fontname="cjk", fontbuffer=FONT)
    page.insert_text(at, text, fontname="cjk", **({"fontsize": 12} | how))


def page_of(doc: pymupdf.Document, table: bool, seal: bool = False) -> pymupdf.Page:
    page = doc.new_page(width=320, height=150)
    if seal:  # first: black ink stays black under the red of a stamp
        for radius in (38, 30):
            page.draw_circle((150, 70), radius, color=(0.85, 0.15, 0.15), width=3)
        write(page, (122, 78), "青石镇章", fontsize=14, color=(0.85, 0.15, 0.15))
    if not table:
        for i, line in enumerate(LINES):
            write(page, (30, 50 + 22 * i), line)
        return page
    for r, row in enumerate(CELLS):
        for c, text in enumerate(row):
            box = pymupdf.Rect(25 + 90 * c, 25 + 30 * r, 115 + 90 * c, 55 + 30 * r)
            page.draw_rect(box, width=0.8)
            write(page, (box.x0 + 10, box.y1 - 10), text)
    return page


def digital(table: bool = False) -> bytes:
    with pymupdf.open() as doc:
        page_of(doc, table)
        return bytes(doc.tobytes())


def pixels(data: bytes, turn: float = 0) -> pymupdf.Pixmap:
    with pymupdf.open(stream=data, filetype="pdf") as doc:
        return doc[0].get_pixmap(matrix=pymupdf.Matrix(200 / 72, 200 / 72).prerotate(turn), alpha=False)


def scanned(picture: pymupdf.Pixmap) -> bytes:
    """A PDF of one picture, 200 pixels an inch."""
    with pymupdf.open() as doc:
        page = doc.new_page(width=picture.width * 72 / 200, height=picture.height * 72 / 200)
        page.insert_image(page.rect, pixmap=picture)
        return bytes(doc.tobytes())


def loaded(tmp_path: Path, data: bytes, name: str = "a.pdf", **how: str) -> Document:
    path = tmp_path / name
    path.write_bytes(data)
    return load(path, **how)  # type: ignore[arg-type]


def numbers(document: Document) -> list[str]:
    return [numeral.printed for numeral in read_numerals(document)]


def overlap(one: Document, other: Document) -> list[float]:
    """Intersection over union of the boxes of the numbers of two documents, in order."""
    found = []
    for mine, theirs in zip(read_numerals(one), read_numerals(other), strict=True):
        (a, *_), (b, *_) = one.boxes(mine.span), other.boxes(theirs.span)
        wide, high = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
        shared = max(wide, 0) * max(high, 0)
        found.append(shared / ((a.x1 - a.x0) * (a.y1 - a.y0) + (b.x1 - b.x0) * (b.y1 - b.y0) - shared))
    return found


@pytest.mark.parametrize("table", [False, True], ids=["prose", "table"])
def test_a_scan_reads_like_the_page_it_shows(tmp_path: Path, table: bool) -> None:
    twin, scan = loaded(tmp_path, digital(table)), loaded(tmp_path, scanned(pixels(digital(table))))
    assert scan.text == twin.text
    assert [(t.table.n_rows, t.table.n_cols) for t in scan.tables if t.table] == ([(3, 3)] if table else [])
    assert scan.kind == "scanned"
    assert {run.source for run in scan.runs} == {"ocr"}
    assert min(overlap(scan, twin)) >= 0.5


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_on_its_side_or_head_is_read_and_its_boxes_lie_on_the_page_shown(tmp_path: Path, turn: int) -> None:
    scan = loaded(tmp_path, scanned(pixels(digital(), turn)))
    assert numbers(scan) == numbers(loaded(tmp_path, digital()))
    page = scan.pages[0]
    assert (page.width > page.height) == (turn == 180)
    for numeral in read_numerals(scan):
        (box,) = scan.boxes(numeral.span)
        assert 0 <= box.x0 < box.x1 <= page.width
        assert 0 <= box.y0 < box.y1 <= page.height


def test_a_red_seal_hides_nothing_and_is_no_text(tmp_path: Path) -> None:
    with pymupdf.open() as doc:
        page_of(doc, True, seal=True)
        seal = bytes(doc.tobytes())
    assert loaded(tmp_path, scanned(pixels(seal))).text == loaded(tmp_path, digital(True)).text


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.tif"])
def test_pictures_are_reports(tmp_path: Path, name: str) -> None:
    picture = pixels(digital())
    picture.set_dpi(200, 200)
    data = picture.pil_tobytes("TIFF") if name == "a.tif" else picture.tobytes(name[2:])
    document = loaded(tmp_path, data, name)
    assert document.kind == "image"
    assert numbers(document) == numbers(loaded(tmp_path, digital()))


def test_a_folder_is_one_report_in_natural_order_and_says_where_from(tmp_path: Path) -> None:
    folder = tmp_path / "report"
    folder.mkdir()
    for name, table in (("10.png", True), ("9.png", False)):
        picture = pixels(digital(table))
        picture.set_dpi(200, 200)
        (folder / name).write_bytes(picture.tobytes("png"))
    document = load(folder)
    assert [page.part for page in document.pages] == ["9.png", "10.png"]
    assert document.text.startswith("青石镇")
    assert len(document.tables) == 1


def test_bad_pictures_and_empty_folders_are_told(tmp_path: Path) -> None:
    with pytest.raises(DamagedInput):
        loaded(tmp_path, b"\x89PNG\r\n\x1a\n" + b"x" * 50, "a.png")
    (tmp_path / "none").mkdir()
    with pytest.raises(EmptyInput):
        load(tmp_path / "none")


def test_recognition_can_be_left_off(tmp_path: Path) -> None:
    document = loaded(tmp_path, scanned(pixels(digital())), ocr="never")
    assert document.text == ""
    assert [notice.code for notice in document.notices] == ["no_text_layer"]


def test_another_tools_layer_is_read_again_and_a_differing_number_stays_beside_ours(tmp_path: Path) -> None:
    with pymupdf.open(stream=scanned(pixels(digital())), filetype="pdf") as doc:
        for i, line in enumerate(LINES):
            write(doc[0], (30, 50 + 22 * i), line.replace("1203.40", "1208.40"), render_mode=3)
        layered = bytes(doc.tobytes())
    document = loaded(tmp_path, layered)
    assert "1203.40" in numbers(document)
    found = next(numeral for numeral in read_numerals(document) if numeral.printed == "1203.40")
    assert found.alternatives == ("1208.40",)
    assert any("文字层不一致" in notice.message for notice in document.notices)


def test_a_number_that_is_a_picture_in_its_cell_is_read(tmp_path: Path) -> None:
    with pymupdf.open() as small:
        page = small.new_page(width=60, height=20)
        write(page, (8, 15), "146.54")
        number = page.get_pixmap(dpi=200)
    with pymupdf.open(stream=digital(True), filetype="pdf") as doc:
        doc[0].add_redact_annot(pymupdf.Rect(120, 60, 180, 82))
        doc[0].apply_redactions(graphics=0)
        doc[0].insert_image(pymupdf.Rect(120, 60, 180, 80), pixmap=number)
        patched = bytes(doc.tobytes())
    document = loaded(tmp_path, patched)
    assert numbers(document) == numbers(loaded(tmp_path, digital(True)))
    assert {run.source for run in document.runs} == {"text", "ocr"}


def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from extractor.load.ocr.rapid import RapidEngine
    from extractor.load.ocr.scan import engine

    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    engine.cache_clear()
    assert isinstance(engine(), RapidEngine)
    assert "1286.54" in loaded(tmp_path, scanned(pixels(digital()))).text


@pytest.mark.parametrize(("width", "height"), [(1, 1), (3, 4000), (4000, 3)])
def test_a_picture_too_small_for_text_is_read_as_empty(width: int, height: int, tmp_path: Path) -> None:
    path = tmp_path / "small.png"
    pixmap = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, width, height), False)
    pixmap.clear_with(128)
    pixmap.save(path)
    assert load(path).text.strip() == ""
