"""The working paper as made, as a person edits it, and as it comes out of the next run."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl

from extractor.export.paper_old import Paper, read_paper
from extractor.export.xlsx_out import to_xlsx
from schemas.extraction import Extraction

TITLES = ["单位", "文件", "页", "原文", "问题", "报告数", "建议数", "依据", "级别", "id", "复核意见", "单位答复"]
Edit = Callable[[Any], None]


def made(*extractions: Extraction, old: Paper | None = None, lang: Any = "zh") -> bytes:
    return to_xlsx(extractions, (), lang, old or Paper())


def edited(data: bytes, edit: Edit) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    edit(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def table(data: bytes, name: str = "复核底稿") -> list[dict[str, Any]]:
    head, *rows = openpyxl.load_workbook(io.BytesIO(data))[name].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def again(data: bytes, *extractions: Extraction, lang: Any = "zh") -> bytes:
    return made(*extractions, old=read_paper(data), lang=lang)


def typed(book: Any) -> None:
    """Words for the first two rows."""
    sheet = book["复核底稿"]
    sheet["K2"], sheet["L2"], sheet["K3"] = "已核对\n请更正", "同意", 52.80


def words(rows: list[dict[str, Any]]) -> dict[str, tuple[Any, Any]]:
    return {row["id"]: (row["复核意见"], row["单位答复"]) for row in rows if row["复核意见"] or row["单位答复"]}
