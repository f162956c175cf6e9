"""One real page, from picture to numbers."""

from __future__ import annotations

from pathlib import Path

import pymupdf

from extractor.load import load
from extractor.numerals import read_numerals


def only_page(source: Path, page: int, target: Path) -> Path:
    with pymupdf.open(source) as doc:
        doc.select([page])
        doc.save(target)
    return target


def test_a_landscape_table_of_a_mild_scan_has_the_cells_and_numbers_of_its_twin(tmp_path: Path, shared: Path) -> None:
    scan = load(only_page(shared / "corpus/scan/003.mild.pdf", 4, tmp_path / "scan.pdf"))
    twin = load(only_page(shared / "corpus/pdf/003.pdf", 4, tmp_path / "twin.pdf"))
    (mine,), (theirs,) = scan.tables, twin.tables
    assert mine.table and theirs.table
    assert [(c.row, c.col, c.row_span, c.col_span) for c in mine.table.cells] == [
        (c.row, c.col, c.row_span, c.col_span) for c in theirs.table.cells
    ]
    assert [numeral.printed for numeral in read_numerals(scan)] == [numeral.printed for numeral in read_numerals(twin)]
