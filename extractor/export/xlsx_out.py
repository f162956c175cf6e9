"""``summary.xlsx``: all reports of a run, a sheet a question."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence

from openpyxl import Workbook

from extractor.export import CREATOR
from extractor.export.messages import Lang, Words
from extractor.export.paper_old import Paper
from extractor.export.xlsx_cells import Sheet
from extractor.export.xlsx_paper import fill_paper
from extractor.export.xlsx_rows import fill_failed
from extractor.export.xlsx_sheets import SHEETS
from schemas.extraction import Extraction
from schemas.summary import Failed

NEW = Paper()
_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def to_xlsx(extractions: Sequence[Extraction], failed: Sequence[Failed], lang: Lang = "zh", old: Paper = NEW) -> bytes:
    """The workbook; equal input gives equal bytes. ``old`` is the working paper of an earlier run, whose words are kept."""
    t = Words(lang)
    book = Workbook()
    book.properties.creator = CREATOR
    book.remove(book.worksheets[0])
    for name, columns, fill in SHEETS:
        sheet = Sheet(book.create_sheet(t(f"sheet.{name}")), [(column.title(t), column.width) for column in columns])
        for extraction in extractions:
            fill(sheet, extraction, t)
        sheet.close()
        if name == "summary":
            fill_paper(book.create_sheet(t("sheet.paper")), extractions, old, t)
    fill_failed(book.create_sheet(t("sheet.failed")), failed, t)
    stream = io.BytesIO()
    book.save(stream)
    return _without_times(stream.getvalue())


def _without_times(data: bytes) -> bytes:
    """The same workbook without the moment it was made, in the archive and in its properties."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            new.writestr(zipfile.ZipInfo(entry.filename, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
