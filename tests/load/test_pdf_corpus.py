"""The five reports against the truth: every paragraph a line, every cell exact, every number's box where it is printed."""

import json
import re
from pathlib import Path

import pymupdf
import pytest

from extractor.document import Document
from extractor.load.pdf import load_pdf

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus (../shared) is not here")
NAMES = ["000", "001", "002", "003", "004"]


def _load(name: str) -> Document:
    path = CORPUS / "pdf" / f"{name}.pdf"
    return load_pdf(path, path.read_bytes())


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("name", NAMES)
def test_every_paragraph_comes_out_as_one_line(name: str) -> None:
    doc = _load(name)
    truth = (CORPUS / "truth" / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    found = {_bare(line) for line in doc.text.split("\n")}
    assert [line for line in truth if _bare(line) and _bare(line) not in found] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_body_is_the_truth_and_nothing_else(name: str) -> None:
    doc = _load(name)
    body = "".join(doc.text[slice(*block.span)] for block in doc.blocks if block.kind != "aside")
    assert _bare(body) == _bare((CORPUS / "truth" / f"{name}.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("table", ["003_汇总表", "004_基础数据表", "004_自评表"])
def test_cells_are_exact(table: str) -> None:
    truth = json.loads((CORPUS / "truth" / f"{table}.json").read_text(encoding="utf-8"))
    doc = _load(table[:3])
    wanted = {(c["r"], c["c"], c["rs"], c["cs"], _bare(c["t"])) for c in truth["cells"]}
    found = [
        {(c.row, c.col, c.row_span, c.col_span, _bare(doc.text[slice(*c.span)])) for c in block.table.cells}
        for block in doc.tables
        if block.table and (block.table.n_rows, block.table.n_cols) == (truth["nr"], truth["nc"])
    ]
    assert wanted in found


@pytest.mark.parametrize("name", NAMES)
def test_page_numbers_are_set_aside(name: str) -> None:
    doc = _load(name)
    asides = [block for block in doc.blocks if block.kind == "aside"]
    assert [block.because for block in asides] == ["页码"] * len(doc.pages)
    assert doc.blocks[-len(asides) :] == tuple(asides)


@pytest.mark.parametrize("name", NAMES)
def test_the_box_of_a_number_holds_that_number(name: str) -> None:
    doc = _load(name)
    pages = pymupdf.open(CORPUS / "pdf" / f"{name}.pdf")
    for match in re.finditer(r"\d[\d.,]*%?", doc.text):
        boxes = doc.boxes(match.span())
        printed = "".join(
            pages[box.page - 1].get_textbox(pymupdf.Rect(box.x0 + 0.1, box.y0 + 1, box.x1 - 0.1, box.y1 - 1)) for box in boxes
        )
        assert _bare(printed) == match.group(), match


@pytest.mark.parametrize("name", NAMES)
def test_runs_and_blocks_are_in_order_and_fit_the_text(name: str) -> None:
    doc = _load(name)
    last = 0
    for run in doc.runs:
        assert run.span[0] >= last
        last = run.span[1]
        assert len(run.edges) == run.span[1] - run.span[0] + 1
        assert list(run.edges) == sorted(run.edges)
    assert last == len(doc.text)
    assert [doc.text[slice(*block.span)] for block in doc.blocks] != []
    joined = "\n".join(doc.text[slice(*block.span)] for block in doc.blocks)
    assert joined == doc.text


def test_a_row_split_by_the_page_break_is_one_row() -> None:
    doc = _load("004")
    assert "社会效益指标\t为人民群众解决民生实事，保障困难群众生活条件\t效果明显\t效果明显\t8\t8\t" in doc.text


def test_percent_sign_on_its_own_line_of_the_cell_is_joined() -> None:
    doc = _load("004")
    assert "\t72.67%\t" in doc.text
    assert "2024年12月31日" in doc.text


def test_scans_have_no_text_layer() -> None:
    path = CORPUS / "scan" / "000.mild.pdf"
    doc = load_pdf(path, path.read_bytes(), "never")
    assert doc.kind == "scanned"
    assert doc.text == ""
    assert [(notice.code, notice.page) for notice in doc.notices] == [("no_text_layer", i + 1) for i in range(len(doc.pages))]
