"""What a file really is, whatever its name says."""

import io
import zipfile

import pytest

from extractor.errors import DamagedInput, EncryptedInput, UnsupportedInput
from extractor.load.sniff import check_suffix, sniff


def zipped(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "x")  # of a fixed date, since the bytes name the tests
    return stream.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
DOCX = zipped("[Content_Types].xml", "word/document.xml")
XLSX = zipped("[Content_Types].xml", "xl/workbook.xml")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\x00\x01junk%PDF-1.4", "pdf"),
        (DOCX, "docx"),
        (XLSX, "xlsx"),
        (zipped("OFD.xml", "Doc_0/Document.xml"), "ofd"),
        (zipped("a.txt"), "zip"),
        (DOCX[:60], "cut_zip"),
        (OLE + "WordDocument".encode("utf-16-le"), "doc"),
        (OLE + "Workbook".encode("utf-16-le"), "xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "office_encrypted"),
        (b"\x89PNG\r\n\x1a\n....", "png"),
        (b"\xff\xd8\xff\xe0", "jpg"),
        (b"II*\x00....", "tif"),
        (b"{\\rtf1\\ansi", "rtf"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html>", "html"),
        ("预算绩效自评报告".encode(), "text"),
        ("预算绩效自评报告".encode("gb18030"), "text"),
        (b"\xff\xfe\x84\x98", "text"),
        (b"abc\x00def", "binary"),
        (b"BM is how this plain text begins, no bitmap", "text"),
    ],
)
def test_kinds(data, kind):
    assert sniff(data) == kind


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".xlsx", ".txt", ".md"])
@pytest.mark.parametrize(("data", "name", "rename"), [(b"%PDF-1.7", "PDF", ".pdf"), (DOCX, "DOCX", ".docx"), (XLSX, "XLSX", ".xlsx")])
def test_a_wrong_suffix_is_named_with_the_right_one(suffix, data, name, rename):
    if suffix == rename:
        check_suffix(sniff(data), suffix, "a")
        return
    with pytest.raises(DamagedInput, match=f"实际是{name}.*{rename}"):
        check_suffix(sniff(data), suffix, "a")


@pytest.mark.parametrize("suffix", [".doc", ".wps", ".ofd"])
def test_a_conversion_is_named(suffix):
    kind = sniff(OLE + "WordDocument".encode("utf-16-le") if suffix != ".ofd" else zipped("OFD.xml"))
    with pytest.raises(UnsupportedInput, match=r"另存为 \.(docx|pdf)"):
        check_suffix(kind, suffix, "旧报告" + suffix)


def test_a_doc_that_is_a_docx_only_needs_renaming():
    with pytest.raises(DamagedInput, match=r"改为 \.docx 后再处理"):
        check_suffix(sniff(DOCX), ".doc", "a.doc")


def test_a_docx_that_is_an_old_doc_needs_renaming_and_converting():
    with pytest.raises(DamagedInput, match=r"改为 \.doc，.*另存为 \.docx"):
        check_suffix(sniff(OLE + "WordDocument".encode("utf-16-le")), ".docx", "a.docx")


@pytest.mark.parametrize(("data", "suffix"), [(b"\x89PNG\r\n\x1a\n", ".png"), (b"\xff\xd8\xff", ".jpeg"), (b"MM\x00*", ".tif")])
def test_pictures_of_pages_are_read(data, suffix):
    check_suffix(sniff(data), suffix, "a")


def test_other_pictures_name_the_conversion():
    with pytest.raises(UnsupportedInput, match=r"\.png 或 \.jpg"):
        check_suffix(sniff(b"GIF89a"), ".gif", "a.gif")


def test_encrypted_office_file():
    with pytest.raises(EncryptedInput, match="密码"):
        check_suffix(sniff(OLE + "EncryptedPackage".encode("utf-16-le")), ".docx", "a.docx")


@pytest.mark.parametrize(("data", "suffix"), [(DOCX[:60], ".docx"), (b"abc\x00", ".txt"), (b"\x01\x00\x02", ".pdf"), (zipped("a"), ".foo")])
def test_the_rest_is_damaged_or_unknown(data, suffix):
    with pytest.raises((DamagedInput, UnsupportedInput)):
        check_suffix(sniff(data), suffix, "a")


def test_messages_are_one_line():
    for data in (b"%PDF-1.7", DOCX, OLE, b"\x00"):
        for suffix in (".txt", ".docx", ".doc", ".png", ".foo", ""):
            with pytest.raises((DamagedInput, UnsupportedInput)) as caught:
                check_suffix(sniff(data), suffix, "件") if (data, suffix) != (DOCX, ".docx") else check_suffix("binary", ".pdf", "件")
            assert "\n" not in str(caught.value)
