"""An invented report for the exporters: three projects, a table with merged cells, indicators, findings, loose numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from export_findings import findings_of, record_of
from export_lines import lines_of
from export_pdf import drawn
from export_tokens import Builder, Token

from extractor.document import Block, Cell, Document, Notice, Numeral, Table
from schemas.extraction import (
    Coverage,
    DocumentInfo,
    Extraction,
    Ledger,
    Provenance,
    Rows,
    SetAside,
    Tokens,
    Unclaimed,
    Unread,
)  # fmt: skip
from schemas.extraction import Run as RunInfo
from schemas.result import CheckResult


def report(hostile: bool = False, source: str = "松岗镇2024.pdf", pdf: bool = False) -> tuple[Extraction, Document, bytes | None]:
    """The extraction, its document and, where asked for, a real PDF whose boxes the document knows."""
    b = Builder()
    lines = lines_of(b, hostile)
    text, blocks = "", []
    for line in lines:
        start = len(text)
        if isinstance(line, str):
            text += b.settle(line, start)
            blocks.append(Block("paragraph", (start, len(text))))
        else:
            text, table = _table(b, line, text)
            blocks.append(Block("table", (start, len(text)), table))
        text += "\n"
    aside = (len(text), len(text) + len("— 1 —"))
    text += "— 1 —\n"
    blocks.append(Block("aside", aside, because="页码"))
    content, pages, runs = drawn(text, blocks) if pdf else (None, (), ())
    numerals = tuple(_numeral(i, token) for i, token in enumerate(b.tokens) if token.kind != "word")
    notices = (Notice("unsure_table", "第 2 个表格由文字排列推出，边框不全。"),)
    kind: Any = "digital" if pdf else "text"
    document = Document(source, "0" * 64, kind, pages, text, tuple(blocks), runs, notices, numerals)
    return _extraction(b, document, hostile), document, content


def _numeral(number: int, token: Token) -> Numeral:
    kind: Any = "percent" if token.unit == "%" else "date" if token.because else token.kind
    value = Decimal(token.text.replace(",", ""))
    decimals = len(token.text.partition(".")[2])
    return Numeral(f"n{number}", token.span, token.span, token.text, value, decimals, token.unit, token.unit_from, kind)


def _extraction(b: Builder, document: Document, hostile: bool) -> Extraction:
    def place(token: Token) -> Provenance:
        box = next(iter(document.boxes(token.span)), None)
        unit_from = token.unit_from if token.kind != "word" else None
        return Provenance(
            page=box.page if box else None, bbox=(box.x0, box.y0, box.x1, box.y1) if box else None, span=token.span, quote=token.text,
            source="text", place=token.place, cell=token.cell, unit_from=unit_from, confidence=None,
        )  # fmt: skip

    loose = [token for token in b.tokens if token.pointer is None and not token.because]
    unclaimed = tuple(
        Unclaimed(
            printed=token.text, unit=token.unit, kind=token.kind, page=document.page_of(token.span), span=token.span,
            quote=document.text[max(token.span[0] - 9, 0) : token.span[1] + 4],
        )
        for token in loose
    )  # fmt: skip
    asides = tuple(SetAside(printed=t.text, span=t.span, because=t.because) for t in b.tokens if t.because)
    claimed = {token.pointer: place(token) for token in b.tokens if token.pointer}
    figures = sum(token.pointer is not None and token.kind != "word" for token in b.tokens)
    scan = document.text.index("附件扫描不清")
    return Extraction(
        document=DocumentInfo(
            source=document.source, sha256=document.sha256, kind=document.kind, pages=len(document.pages) or None, text=document.text
        ),
        record=record_of(b, hostile),
        provenance=claimed,
        blanks={"/indicators/2/actual": "dash"},
        ledger=Ledger(numerals=figures + len(loose) + len(asides), claimed=figures, set_aside=asides, unclaimed=unclaimed),
        coverage=Coverage(
            complete=False, unread=(Unread(page=None, span=(scan, scan + 6), because="扫描不清"),), rows=Rows(printed=7, accounted=7)
        ),
        results=(
            CheckResult(
                check="A3", outcome="ok", paths=("/projects/0/rate/0", "/projects/0/executed/0", "/projects/0/budget/0"),
                printed=("93.81", "281.43", "300"), expected="93.81", because="281.43 ÷ 300 = 93.81 %",
            ),
            CheckResult(
                check="B1", outcome="error", paths=("/projects/1/executed/0", "/projects/1/executed/1"), printed=("54.44", "79.78"),
                expected="79.78", because="同一执行数两处不同",
            ),
            CheckResult(check="A1", outcome="rounding", paths=("/quantities/2/mentions/0",), expected="401.21", because="末位差一"),
            CheckResult(check="A13", outcome="skipped", paths=(), because="没有印出人数，满意度无从核对"),
        ),
        findings=findings_of(hostile),
        run=RunInfo(reader="rules", version="0.1.0", tokens=Tokens(), seconds=0.8, warnings=("未配置模型，只用规则读取",)),
    )  # fmt: skip


def _table(b: Builder, rows: tuple[list[tuple[str, int, int]], ...], text: str) -> tuple[str, Table]:
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    width = 0
    for number, row in enumerate(rows):
        col = 0
        for marked, across, down in row:
            while (number, col) in taken:
                col += 1
            start = len(text)
            text += b.settle(marked, start)
            cells.append(Cell(number, col, down, across, (start, len(text))))
            taken.update((number + i, col + j) for i in range(down) for j in range(across))
            text += "\t"
            col += across
        width = max(width, col)
        text = text[:-1] + "\n"
    return text[:-1], Table(len(rows), width, tuple(cells))
