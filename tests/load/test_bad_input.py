"""Whatever a file holds, loading it gives a document or one line that says what to do; never anything else."""

import io
import os
import zipfile
from pathlib import Path

import openpyxl
import pytest

from extractor.errors import (
    DamagedInput,
    EmptyInput,
    EncryptedInput,
    InputError,
    OversizedInput,
    UnreadableInput,
    UnsupportedInput,
)  # fmt: skip
from extractor.load import MAX_TEXT, load

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"


def zipped(members, method=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def docx_of(body, prolog=""):
    document = f"{prolog}<w:document xmlns:w='{W}'><w:body>{body}</w:body></w:document>"
    return zipped({"[Content_Types].xml": TYPES, "word/document.xml": document})


def xlsx_bytes():
    book, stream = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["项目", 814.79])
    book.active.append(["乙", 2])
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def fails(tmp_path):
    def _fails(name, data, error, words=""):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(error) as caught:
            load(path)
        message = str(caught.value)
        assert words in message and "\n" not in message and str(path) in message
        assert caught.value.exit_code == 1

    return _fails


TEXT = "<w:p><w:r><w:t>预算</w:t></w:r></w:p>"


@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.docx", "a.xlsx", "a.png"])
def test_empty_files(fails, name):
    fails(name, b"", EmptyInput, "空")


def test_blank_text_and_blank_word_and_blank_sheet(fails):
    fails("a.txt", " \n\u3000\n".encode(), EmptyInput)
    fails("a.docx", docx_of("<w:p/>"), EmptyInput)
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    fails("a.xlsx", stream.getvalue(), EmptyInput)


def test_missing_files_folders_and_odd_names(tmp_path):
    for path, words in ((tmp_path / "无.txt", "不存在"), (Path("a\x00b.txt"), "读不出来")):
        with pytest.raises(UnreadableInput, match=words):
            load(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_no_permission(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("文", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(UnreadableInput, match="权限"):
        load(path)


def test_no_permission_is_translated_for_root_too(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("文", encoding="utf-8")
    monkeypatch.setattr(Path, "read_bytes", lambda self: (_ for _ in ()).throw(PermissionError(13, "denied")))
    with pytest.raises(UnreadableInput, match="权限"):
        load(path)


@pytest.mark.parametrize(
    "data",
    [
        b"abc\x00def",
        "2023年预算".encode("utf-16-le"),
        bytes(range(1, 256)) * 8,
        b"\x80\x81\xff\xfe\x90" * 99,
        b"ok\x01\x02\x03\x04",
    ],
)
def test_binary_posing_as_text(fails, data):
    fails("a.txt", data, DamagedInput)


def test_a_picture_in_word_is_sent_to_pdf(fails):
    blip = "<w:p><w:r><w:drawing><a:blip xmlns:a='a'/></w:drawing></w:r></w:p>"
    fails("a.docx", docx_of(blip), UnsupportedInput, "另存为 PDF")


def test_mislabelled(fails):
    fails("a.pdf", docx_of(TEXT), DamagedInput, ".docx")
    fails("a.docx", xlsx_bytes(), DamagedInput, ".xlsx")
    fails("a.txt", b"%PDF-1.7", DamagedInput, ".pdf")
    fails("a.xlsx", "项目,预算".encode(), DamagedInput, ".txt")


def test_encrypted(fails):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 900 + "EncryptedPackage".encode("utf-16-le")
    fails("a.docx", ole, EncryptedInput, "密码")
    fails("a.xlsx", ole, EncryptedInput, "密码")


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9, 0.99])
def test_truncated(fails, keep):
    for name, data in (("a.docx", docx_of(TEXT * 500)), ("a.xlsx", xlsx_bytes())):
        fails(name, data[: int(len(data) * keep)], DamagedInput, "不完整")


@pytest.mark.parametrize("at", [0.3, 0.5, 0.7])
def test_flipped_bytes(tmp_path, at):
    for name, data in (("a.docx", docx_of(TEXT * 500)), ("a.xlsx", xlsx_bytes())):
        broken = bytearray(data)
        for index in range(int(len(data) * at), int(len(data) * at) + 20):
            broken[index] ^= 0xFF
        path = tmp_path / name
        path.write_bytes(bytes(broken))
        try:
            load(path)
        except InputError:
            continue


def test_word_without_a_body_or_with_broken_xml(fails):
    fails("a.docx", zipped({"[Content_Types].xml": TYPES, "word/other.xml": "<a/>"}), DamagedInput, "正文")
    fails("a.docx", docx_of("<w:p>"), DamagedInput, "损坏")
    fails("a.docx", zipped({"[Content_Types].xml": TYPES, "word/document.xml": "<a/>"}), DamagedInput, "正文")


def test_zip_bombs(fails):
    fails("a.docx", docx_of("<w:p/>" * 10 + " " * 200_000_000), OversizedInput, "过大")
    sheet = {"[Content_Types].xml": TYPES, "xl/workbook.xml": "<a/>", "xl/worksheets/sheet1.xml": " " * 200_000_000}
    fails("a.xlsx", zipped(sheet), OversizedInput, "过大")
    fails("a.docx", zipped({"[Content_Types].xml": TYPES} | {f"word/{n}": b"" for n in range(10_001)}), OversizedInput)


def test_entity_bombs(fails):
    bomb = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]>"
    fails("a.docx", docx_of("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", bomb), DamagedInput, "外部定义")
    fails("a.xlsx", zipped({"[Content_Types].xml": TYPES, "xl/workbook.xml": bomb + "<a/>"}), DamagedInput, "外部定义")


def test_a_table_of_ten_thousand_columns(fails):
    fails("a.docx", docx_of("<w:tbl><w:tr>" + "<w:tc><w:p/></w:tc>" * 10_000 + "</w:tr></w:tbl>"), OversizedInput, "512")
    wide = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='999999'/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    fails("a.docx", docx_of(wide), OversizedInput, "512")
    book, stream = openpyxl.Workbook(), io.BytesIO()
    book.active.append(list(range(10_000)))
    book.save(stream)
    fails("a.xlsx", stream.getvalue(), OversizedInput, "512")


@pytest.mark.parametrize(
    "text",
    [
        "甲\t乙\n" + "1\t" * 10_000 + "2",
        ("项  " + "1  " * 10_000 + "\n") * 3,
        "|" + "a|" * 999 + "\n|---|\n",
        "<table><tr><td colspan=512>" + "<td colspan=512>" * 9,
    ],
)
def test_a_text_table_of_ten_thousand_columns(fails, text):
    fails("a.txt", (text + "</table>" * text.startswith("<")).encode(), OversizedInput, "512")


def test_more_text_than_a_report_has(fails):
    fails("a.txt", ("本年度预算执行情况良好。\n" * (MAX_TEXT // 12)).encode(), OversizedInput, "1000000 字")


def test_a_loop_of_links(tmp_path):
    (tmp_path / "a.txt").symlink_to("a.txt")
    with pytest.raises(UnreadableInput) as caught:
        load(tmp_path / "a.txt")
    assert "Errno" not in str(caught.value)


def test_a_merge_over_a_whole_sheet_does_not_fill_the_memory(fails):
    data = zipfile.ZipFile(io.BytesIO(xlsx_bytes()))
    members = {name: data.read(name) for name in data.namelist()}
    merge = b"</sheetData><mergeCells count='1'><mergeCell ref='A1:XFD1048576'/></mergeCells>"
    members["xl/worksheets/sheet1.xml"] = members["xl/worksheets/sheet1.xml"].replace(b"</sheetData>", merge)
    fails("a.xlsx", zipped(members), OversizedInput)


def test_a_workbook_without_its_parts(fails):
    data = zipfile.ZipFile(io.BytesIO(xlsx_bytes()))
    for missing in ("xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels", "xl/workbook.xml"):
        members = {name: data.read(name) for name in data.namelist() if name != missing}
        try:
            fails("a.xlsx", zipped(members), InputError)
        except pytest.fail.Exception:
            assert missing == "xl/styles.xml"  # values are still there


def test_deeply_nested_tables(fails):
    deep = TEXT
    for _ in range(500):
        deep = f"<w:tbl><w:tr><w:tc>{deep}<w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    fails("a.docx", docx_of(deep), DamagedInput)
