"""Tables of DOCX, and the five reports."""

import json
import re
from pathlib import Path

import pytest
from test_docx import cell, cells, lines, para, read, row, table

from extractor.load import load

__all__ = ["read"]  # a fixture

SHARED = Path(__file__).parents[2].parent / "shared"
needs_corpus = pytest.mark.skipif(not SHARED.is_dir(), reason="the corpus lies beside the repository, not in it")


def test_merges_and_indents(read):
    span, start, goes_on = "<w:gridSpan w:val='2'/>", "<w:vMerge w:val='restart'/>", "<w:vMerge/>"
    body = table(
        row(cell("名称", start), cell("资金", span)),
        row(cell("", goes_on), cell("预算"), cell("执行")),
        row(cell("甲"), props="<w:gridBefore w:val='1'/><w:gridAfter w:val='1'/>"),
        row(cell("合", "<w:hMerge w:val='restart'/>"), cell("", "<w:hMerge/>"), cell("3")),
    )
    assert cells(read(body)) == {
        (0, 0, 2, 1): "名称", (0, 1, 1, 2): "资金", (1, 1, 1, 1): "预算", (1, 2, 1, 1): "执行",
        (2, 0, 1, 1): "", (2, 1, 1, 1): "甲", (2, 2, 1, 1): "", (3, 0, 1, 2): "合", (3, 2, 1, 1): "3",
    }  # fmt: skip


def test_a_nested_table_follows_its_parent(read):
    inner = cell(para("外") + table(row(cell("内1"), cell("内2"))))
    assert lines(read(table(row(inner, cell("右"))) + para("后"))) == ["外\t右", "内1\t内2", "后"]


def test_a_frame_of_one_cell_is_no_table(read):
    document = read(table(row(cell(para("一、情况") + para("正文")))))
    assert (lines(document), document.tables) == (["一、情况", "正文"], ())


def test_lines_in_a_cell_are_joined(read):
    assert lines(read(table(row(cell(para("执行率") + para("（B/A）")), cell(para("10") + para("20")))))) == ["执行率（B/A）\t10 20"]


def test_a_merge_that_fits_no_cell_above_is_a_cell_of_its_own(read):
    body = table(row(cell("甲", "<w:gridSpan w:val='2'/><w:vMerge w:val='restart'/>")), row(cell("乙", "<w:vMerge/>"), cell("丙")))
    assert cells(read(body)) == {(0, 0, 1, 2): "甲", (1, 0, 1, 1): "乙", (1, 1, 1, 1): "丙"}


TABLES = {"003": ["003_汇总表"], "004": ["004_基础数据表", "004_自评表"]}


@needs_corpus
@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_corpus_paragraphs_and_cells_are_true(number):
    document = load(SHARED / "corpus/docx" / f"{number}.docx")
    truth = (SHARED / "corpus/truth" / f"{number}.txt").read_text("utf-8").split("\n")
    body = [document.text[slice(*block.span)] for block in document.blocks if block.kind == "paragraph"]
    assert [re.sub(r"\s", "", t) for t in body] == [re.sub(r"\s", "", t) for t in truth if t.strip() and "\t" not in t]
    for index, name in enumerate(TABLES.get(number, [])):
        true_cells = json.loads((SHARED / "corpus/truth" / f"{name}.json").read_text("utf-8"))["cells"]
        found = {key: re.sub(r"\s", "", text) for key, text in cells(document, index).items()}
        assert found == {(c["r"], c["c"], c["rs"], c["cs"]): re.sub(r"\s", "", c["t"]) for c in true_cells}
