"""Random and damaged bytes: only our own errors, and no digit lost."""

import io
import zipfile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_bad_input import TEXT, docx_of, xlsx_bytes, zipped

from extractor.errors import EmptyInput, ExtractorError, InputError
from extractor.load import load

SUFFIXES = st.sampled_from([".pdf", ".docx", ".xlsx", ".txt", ".md"])
STARTS = st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<table>"])
ANY_TEXT = st.text(st.sampled_from("预算执行1234.5%。，、\t\t\n\n|-─│┌ 　合计序号（）一#*<table><td>"), max_size=400)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(suffix=SUFFIXES, start=STARTS, data=st.binary(max_size=600) | ANY_TEXT.map(str.encode))
def test_random_bytes_raise_only_our_errors(tmp_path, suffix, start, data):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(start + data)
    try:
        load(path)
    except ExtractorError as error:
        assert "\n" not in str(error)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ANY_TEXT)
def test_any_text_keeps_its_digits_and_a_regular_grid(tmp_path, text):
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    try:
        document = load(path)
    except EmptyInput:
        return
    if "<table" not in text:  # markup is not text
        assert sorted(c for c in document.text if c in "12345%预算执行合计") == sorted(c for c in text if c in "12345%预算执行合计")
    for block in document.tables:
        grid = block.table.grid()
        assert len(grid) == sum(c.row_span * c.col_span for c in block.table.cells) == block.table.n_rows * block.table.n_cols


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(position=st.floats(0, 1), junk=st.binary(min_size=1, max_size=8), suffix=st.sampled_from([".docx", ".xlsx"]))
def test_damaged_office_files_raise_only_our_errors(tmp_path, position, junk, suffix):
    members = zipfile.ZipFile(io.BytesIO(xlsx_bytes() if suffix == ".xlsx" else docx_of(TEXT * 3)))
    parts = {name: members.read(name) for name in members.namelist()}
    name = sorted(parts)[int(position * (len(parts) - 1))]
    at = int(position * len(parts[name]))
    parts[name] = parts[name][:at] + junk + parts[name][at + len(junk) :]
    path = tmp_path / f"a{suffix}"
    path.write_bytes(zipped(parts))
    try:
        load(path)
    except InputError as error:
        assert "\n" not in str(error)
