"""The same blocks in every carrier; the command line."""

import io

import pymupdf
import pytest
from docx import Document

from eval.synth.__main__ import main
from eval.synth.blocks import plain
from eval.synth.make import CARRIERS, files, make
from eval.synth.to_docx import to_docx
from eval.synth.to_pdf import to_pdf
from eval.synth.to_scan import to_scan
from eval.typeset.blocks import Table


def _numbers(made):
    return {place.number.shown for place in made.page.places}


@pytest.mark.parametrize("seed", ["2/0", "2/1", "2/5", "2/7"])
def test_a_pdf_prints_every_figure_and_is_the_same_each_time(seed):
    made = make(seed, "x")
    data = to_pdf(made.report.blocks, seed)
    assert data == to_pdf(made.report.blocks, seed)
    with pymupdf.open(stream=data) as document:
        text = "".join("".join(page.get_text().split()) for page in document)
    assert all("".join(number.split()) in text for number in _numbers(made))


@pytest.mark.parametrize("seed", ["2/0", "2/3"])
def test_a_docx_has_the_tables_with_their_merged_cells(seed):
    made = make(seed, "x")
    data = to_docx(made.report.blocks, seed)
    assert data == to_docx(made.report.blocks, seed)
    document = Document(io.BytesIO(data))
    tables = [block for block in made.report.blocks if isinstance(block, Table)]
    assert [(len(table.rows), len(table.columns)) for table in document.tables] == [(table.rows, table.cols) for table in tables]
    for got, wanted in zip(document.tables, tables, strict=True):
        grid = [row.cells for row in got.rows]
        for cell in wanted.cells:
            assert grid[cell.row][cell.col]._tc is grid[cell.row + cell.rows - 1][cell.col + cell.cols - 1]._tc
            assert grid[cell.row][cell.col].text == plain(cell.content)


def test_a_scan_has_pictures_and_no_text():
    made = make("2/1", "x")
    clean = to_pdf(made.report.blocks[:5], "2/1")
    data = to_scan(clean, "2/1")
    assert data == to_scan(clean, "2/1")
    with pymupdf.open(stream=clean) as before, pymupdf.open(stream=data) as after:
        assert len(after) == len(before)
        assert not any(page.get_text().strip() for page in after)
        assert all(len(page.get_images()) == 1 for page in after)


@pytest.mark.parametrize("carrier", [one for one in CARRIERS if one != "scan"])
def test_files_are_named_for_their_carrier(carrier, tmp_path, capsys):
    assert main(["--count", "2", "--seed", "4", "--faults", "1", "--carrier", carrier, "--out", str(tmp_path)]) == 0
    names = {path.name for path in tmp_path.iterdir()}
    assert {f"4-0000.{carrier}", "4-0000.gold.json", "4-0000.faults.json", "4-0001.places.json"} <= names
    assert capsys.readouterr().out == f"2 reports in {tmp_path}\n"


def test_the_text_stays_beside_another_carrier():
    made = make("4/0", "x", "docx")
    assert set(files(made, "docx", ())) == {"x.txt", "x.docx", "x.gold.json", "x.places.json", "x.faults.json", "x.planted.json"}


def test_a_folder_that_cannot_be_written_is_told_in_one_line(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert main(["--count", "1", "--out", str(tmp_path / "file")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_survey_counts_and_writes_nothing(capsys):
    assert main(["--count", "12", "--survey"]) == 0
    assert "forms in 12 reports" in capsys.readouterr().out
