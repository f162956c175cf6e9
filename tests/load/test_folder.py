"""A folder that is one report: where a page cannot be read none is, and the message says which and what to do."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from extractor.english import english
from extractor.errors import DamagedInput, EmptyInput
from extractor.load import fingerprint, load, page_source


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three pages: pictures, and a PDF between them."""
    made = tmp_path / "report"
    made.mkdir()
    for number in (1, 2, 3):
        with pymupdf.open() as doc:
            page = doc.new_page(width=300, height=160)
            page.insert_text((20, 50), f"Budget 2023 page {number} of 30.00", fontsize=14)
            if number == 2:
                doc.save(made / "2.pdf")
            else:
                page.get_pixmap(dpi=100).save(made / f"{number}.png")
    return made


def test_a_whole_folder_is_read_and_knows_its_files(folder: Path) -> None:
    document = load(folder, "never")
    assert [page.part for page in document.pages] == ["1.png", "2.pdf", "3.png"]
    assert document.sha256 == fingerprint(folder)
    with pymupdf.open(stream=page_source(folder)) as doc:
        assert doc.page_count == 3


def test_one_broken_picture_is_named_and_nothing_is_read(folder: Path) -> None:
    (folder / "3.png").write_bytes((folder / "3.png").read_bytes()[:200])
    with pytest.raises(DamagedInput) as caught:
        load(folder, "never")
    error = caught.value
    assert (error.where, error.what) == (str(folder), "其中的 3.png 读不出来，整份报告没有读取：图片打不开，文件已损坏")
    assert error.todo == "请重新扫描，或向提供单位索取完整的文件；或把它移出文件夹，只读其余各页"
    assert (
        english(error.what)
        == "3.png in it cannot be read, so nothing of this report was: the picture cannot be opened, the file is damaged"
    )
    assert english(error.todo) == (
        "scan it again, or ask its owner for the whole file; or move it out of the folder to read the other pages without it"
    )


def test_all_that_cannot_be_read_are_named(folder: Path) -> None:
    (folder / "1.png").write_bytes(b"")
    (folder / "2.pdf").write_bytes(b"%PDF-1.7 and nothing else")
    with pytest.raises(EmptyInput) as caught:
        load(folder, "never")
    assert caught.value.what == "其中的 1.png, 2.pdf 读不出来，整份报告没有读取：文件是空的（0 字节）"


def test_without_it_the_others_are_read(folder: Path) -> None:
    (folder / "1.png").unlink()
    assert [page.part for page in load(folder, "never").pages] == ["2.pdf", "3.png"]
