"""What cannot be read says so in our words; what MuPDF mended is told."""

import random
from pathlib import Path

import pymupdf
import pytest

from extractor.document import Document
from extractor.errors import DamagedInput, EmptyInput, EncryptedInput, InputError
from extractor.load.pdf import load_pdf

TEXT = "The budget of the project is 814.78"


def _pdf(pages: int = 1, text: str = TEXT) -> pymupdf.Document:
    doc = pymupdf.open()
    for _ in range(pages):
        page = doc.new_page()
        for line in range(30):
            page.insert_text((72, 80 + 20 * line), f"{text} {line} " * 2, fontsize=10)
    return doc


def _load(data: bytes) -> Document:
    return load_pdf(Path("dir/报告.pdf"), data)


@pytest.mark.parametrize("data", [b"", b"garbage", b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 40])
def test_garbage_is_damaged_input(data: bytes) -> None:
    with pytest.raises(DamagedInput) as caught:
        _load(data)
    assert caught.value.where == "dir/报告.pdf"
    assert caught.value.todo


def test_password_needed() -> None:
    data = _pdf().tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="secret", owner_pw="owner")
    with pytest.raises(EncryptedInput):
        _load(data)


def test_owner_password_alone_keeps_nobody_out() -> None:
    data = _pdf().tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, owner_pw="owner", permissions=pymupdf.PDF_PERM_PRINT)
    assert "814.78" in _load(data).text


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_a_cut_file_is_damaged_input(share: float) -> None:
    data = _pdf(3).tobytes()
    with pytest.raises(DamagedInput):
        _load(data[: int(share * len(data))])


def test_no_pages() -> None:
    objects = b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    data = b"%PDF-1.4\n" + objects + b"trailer<</Root 1 0 R>>\n%%EOF"
    with pytest.raises(DamagedInput):
        _load(data)


def test_blank_pages_are_empty_input() -> None:
    doc = pymupdf.open()
    doc.new_page()
    with pytest.raises(EmptyInput):
        _load(doc.tobytes())


def test_a_lost_cross_reference_is_repaired_and_told() -> None:
    data = _pdf().tobytes()
    whole = _load(data)
    mended = _load(data[: data.rindex(b"xref")].rsplit(b"xref", 1)[0] + b"\n%%EOF\n")
    assert mended.text == whole.text
    assert [notice.code for notice in mended.notices] == ["repaired"]
    assert whole.notices == ()


def test_a_damaged_content_stream_is_told_with_its_page() -> None:
    doc = _pdf(2)
    xref = doc[1].get_contents()[0]
    stream = doc.xref_stream(xref)
    doc.update_stream(xref, stream[: len(stream) // 2] + b"<zz> ]] Tj q9x (")
    notices = _load(doc.tobytes()).notices
    assert [(notice.code, notice.page) for notice in notices] == [("repaired", 2)]


@pytest.mark.parametrize("seed", range(12))
def test_flipped_bytes_never_leak_a_foreign_error(seed: int) -> None:
    rng = random.Random(seed)
    data = bytearray(_pdf(2).tobytes())
    for _ in range(rng.choice([3, 30, 300])):
        data[rng.randrange(len(data))] = rng.randrange(256)
    try:
        _load(bytes(data))
    except InputError as error:
        assert error.what


def test_mupdf_is_silent(capfd: pytest.CaptureFixture[str]) -> None:
    data = _pdf().tobytes()
    _load(data[: data.rindex(b"xref")] + b"\n%%EOF\n")
    with pytest.raises(DamagedInput):
        _load(b"%PDF-1.7\nbroken")
    assert capfd.readouterr() == ("", "")


def test_a_picture_without_text_is_recognised() -> None:
    picture = _pdf()[0].get_pixmap(dpi=50)
    doc = _pdf()
    doc.new_page().insert_image(pymupdf.Rect(0, 0, 595, 842), pixmap=picture)
    mixed = _load(doc.tobytes())
    assert mixed.kind == "mixed"
    assert mixed.notices == ()
    assert {run.source for run in mixed.runs} == {"text", "ocr"}
    doc.delete_page(0)
    assert _load(doc.tobytes()).kind == "scanned"
