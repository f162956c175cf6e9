"""An invented report for the exporters: three projects, a table with merged cells, indicators, findings, loose numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from extractor.document import Block, Cell, Document, Notice, Numeral, Page, Run, Table
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
from schemas.figure import Figure
from schemas.record import Breakdown, Claim, Indicator, IndicatorValue, Project, Quantity, Record
from schemas.result import CheckResult, Finding

HOSTILE = "<script>window.hacked=1</script><img src=x onerror=window.hacked=2> & \"'</style>"


@dataclass
class Token:
    """Something of the text that is pointed at."""

    pointer: str | None
    text: str
    unit: str | None = None
    kind: str = "money"
    because: str = ""
    unit_from: Any = "printed"
    place: Any = "prose"
    cell: tuple[int, int, int] | None = None
    span: tuple[int, int] = (0, 0)
    as_of: str | None = None


@dataclass
class Builder:
    """Collects tokens while the text is written, then finds where each stands."""

    tokens: list[Token] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    figures: dict[str, list[Figure]] = field(default_factory=dict)

    def fig(self, path: str, printed: str, unit: str | None, **more: Any) -> str:
        index = self.counts.get(path, 0)
        self.counts[path] = index + 1
        figure = Figure(printed=printed, unit=unit, as_of=more.get("as_of"))
        self.figures.setdefault(path, []).append(figure)
        return self._token(Token(f"{path}/{index}", printed, unit, **more))

    def word(self, pointer: str, text: str) -> str:
        return self._token(Token(pointer, text, kind="word"))

    def loose(self, printed: str, unit: str | None, kind: str = "money") -> str:
        return self._token(Token(None, printed, unit, kind))

    def aside(self, printed: str, because: str) -> str:
        return self._token(Token(None, printed, because=because))

    def _token(self, token: Token) -> str:
        self.tokens.append(token)
        return f"\ue000{len(self.tokens) - 1}\ue001"

    def get(self, path: str) -> tuple[Figure, ...]:
        return tuple(self.figures.get(path, ()))

    def settle(self, marked: str, offset: int) -> str:
        """The text without tokens; each token learns its span."""
        out = ""
        for piece in re.split("(\ue000\\d+\ue001)", marked):
            if piece.startswith("\ue000"):
                token = self.tokens[int(piece[1:-1])]
                token.span = (offset + len(out), offset + len(out) + len(token.text))
                out += token.text
            else:
                out += piece
        return out


def _lines(b: Builder, hostile: bool) -> list[Any]:
    def f(i: int, role: str, printed: str, unit: str, **more: Any) -> str:
        return b.fig(f"/projects/{i}/{role}", printed, unit, **more)

    def cell(i: int, role: str, printed: str, unit: str, row: int, col: int) -> str:
        return f(i, role, printed, unit, unit_from="header", place="table", cell=(0, row, col))

    def mark(i: int, part: str, printed: str, row: int, col: int) -> str:
        return b.fig(f"/indicators/{i}/{part}", printed, "分", unit_from="header", place="table", cell=(1, row, col))

    names = ("河道清淤疏浚经费", "社区网格员补助", "图书馆空调更换费")
    return [
        f"云岭市松岗镇人民政府{b.aside('2024', '年份')}年度预算绩效自评报告",
        f"松岗政发〔{b.aside('2025', '文号')}〕{b.aside('17', '文号')}号",
        "一、基本情况",
        f"{b.aside('2024', '年份')}年我镇自评项目共{b.fig('/quantities/0/mentions', '3', '个')}个，预算资金合计"
        f"{b.fig('/quantities/1/mentions', '486.54', '万元')}万元，全年支出{b.fig('/quantities/2/mentions', '401.22', '万元')}万元，"
        f"服务常住人口{b.loose('12,480', '人', 'count')}人。",
        "二、项目支出情况" + (HOSTILE if hostile else ""),
        f"（一）{b.word('/projects/0/name', names[0])}，预算资金{f(0, 'budget', '300', '万元')}万元，"
        f"截至2024年底支出{f(0, 'executed', '281.43', '万元')}万元，执行率{f(0, 'rate', '93.81', '%')}%，清淤河道"
        f"{b.fig('/indicators/0/actual/figures', '18.6', '公里')}公里，{b.word('/claims/0', '绩效目标全部完成')}。",
        f"（二）{b.word('/projects/1/name', names[1])}，年初预算{f(1, 'initial_budget', '150', '万元')}万元，调整后预算"
        f"{f(1, 'budget', '146.54', '万元')}万元，支出{f(1, 'executed', '54.44', '万元', as_of='2024-12')}万元，执行率"
        f"{f(1, 'rate', '54.44', '%')}%，{b.word('/claims/1', '绩效目标全部完成')}。其中第三季度补发{b.loose('6.3', '万元')}万元，"
        f"人均{b.loose('0.42', None, 'plain')}。",
        f"（三）{b.word('/projects/2/name', names[2])}，预算资金{f(2, 'budget', '40', '万元')}万元，支出"
        f"{f(2, 'executed', '40.00', '万元')}万元，执行率{f(2, 'rate', '100', '%')}%。未完成原因：{b.word('/projects/2/reason', '无')}。",
        "三、自评得分情况（单位：万元）",
        (
            [("项目名称", 1, 2), ("资金", 2, 1), ("执行率", 1, 2), ("自评得分", 1, 2)],
            [("预算数", 1, 1), ("执行数", 1, 1)],
            [
                (names[0], 1, 1), (cell(0, "budget", "300", "万元", 2, 1), 1, 1), (cell(0, "executed", "281.43", "万元", 2, 2), 1, 1),
                (cell(0, "rate", "93.81", "%", 2, 3) + "%", 1, 1), (cell(0, "score", "97.5", "分", 2, 4), 1, 1),
            ],
            [
                (names[1], 1, 1), (cell(1, "budget", "146.54", "万元", 3, 1), 1, 1), (cell(1, "executed", "79.78", "万元", 3, 2), 1, 1),
                (cell(1, "rate", "54.44", "%", 3, 3) + "%", 1, 1), (cell(1, "score", "80", "分", 3, 4), 1, 1),
            ],
            [
                (names[2], 1, 1), (cell(2, "budget", "40", "万元", 4, 1), 1, 1), (cell(2, "executed", "40.00", "万元", 4, 2), 1, 1),
                (cell(2, "rate", "100", "%", 4, 3) + "%", 1, 1), (cell(2, "score", "100", "分", 4, 4), 1, 1),
            ],
            [
                ("合计", 1, 1),
                (b.fig("/quantities/1/mentions", "486.54", "万元", place="table", unit_from="caption"), 1, 1),
                (b.fig("/quantities/2/mentions", "401.21", "万元", place="table", unit_from="caption"), 1, 1), ("", 2, 1),
            ],
        ),
        "四、绩效指标完成情况",
        (
            [("一级指标", 1, 1), ("二级指标", 1, 1), ("指标", 1, 1), ("目标值", 1, 1), ("实际值", 1, 1), ("分值", 1, 1), ("得分", 1, 1)],
            [
                ("产出指标", 1, 2), ("数量指标", 1, 1), ("清淤河道长度", 1, 1),
                ("≥" + b.fig("/indicators/0/target/figures", "18", "公里") + "公里", 1, 1), ("18.6公里", 1, 1),
                (mark(0, "weight", "20", 1, 5), 1, 1), (mark(0, "score", "20", 1, 6), 1, 1),
            ],
            [
                ("时效指标", 1, 1), ("补助按月发放", 1, 1), (b.fig("/indicators/1/target/figures", "12", "次") + "次/年", 1, 1),
                (b.fig("/indicators/1/actual/figures", "9", "次") + "次/年", 1, 1),
                (mark(1, "weight", "10", 2, 5), 1, 1), (mark(1, "score", "10", 2, 6), 1, 1),
            ],
            [
                ("满意度指标", 2, 1), ("群众满意度", 1, 1), ("≥" + b.fig("/indicators/2/target/figures", "95", "%") + "%", 1, 1), ("—", 1, 1),
                (mark(2, "weight", "10", 3, 5), 1, 1), (mark(2, "score", "10", 3, 6), 1, 1),
            ],
        ),
        f"五、存在的问题。补助发放进度滞后，涉及资金{b.loose('92.1', '万元')}万元。附件扫描不清。",
    ]  # fmt: skip


def _record(b: Builder, hostile: bool) -> Record:
    def project(i: int, name: str, **more: Any) -> Project:
        lists = {role: b.get(f"/projects/{i}/{role}") for role in ("initial_budget", "budget", "executed", "rate", "score")}
        return Project(name=name, **lists, **more)

    def indicator(i: int, path: tuple[str, ...], name: str, target: str, actual: str | None) -> Indicator:
        parts = {part: b.get(f"/indicators/{i}/{part}/figures") for part in ("target", "actual")}
        return Indicator(
            path=path, name=name, target=IndicatorValue(text=target, figures=parts["target"]),
            actual=IndicatorValue(text=actual, figures=parts["actual"]) if actual else None,
            weight=b.get(f"/indicators/{i}/weight"), score=b.get(f"/indicators/{i}/score"),
        )  # fmt: skip

    mentions = [b.get(f"/quantities/{i}/mentions") for i in range(3)]
    return Record(
        title="预算绩效自评报告" + (HOSTILE if hostile else ""), organisation="松岗镇人民政府", year=2024, money_unit="万元",
        projects=(
            project(0, "河道清淤疏浚经费" + (HOSTILE if hostile else ""), department="水务站", status="met"),
            project(1, "社区网格员补助", aliases=("网格员补助",), status="mostly_met"),
            project(2, "图书馆空调更换费", qualifier="县级", reason="无"),
        ),
        quantities=(
            Quantity(label="自评项目", measure="count", mentions=mentions[0]),
            Quantity(label="自评项目", period="2024", measure="budget", mentions=mentions[1]),
            Quantity(label="自评项目", period="2024", measure="executed", mentions=mentions[2]),
        ),
        breakdowns=(Breakdown(kind="sum", whole="/quantities/1", parts=tuple(f"/projects/{i}/budget" for i in range(3))),),
        indicators=(
            indicator(0, ("产出指标", "数量指标"), "清淤河道长度", "≥18公里", "18.6公里"),
            indicator(1, ("产出指标", "时效指标"), "补助按月发放", "12次/年", "9次/年"),
            indicator(2, ("满意度指标",), "群众满意度", "≥95%", None),
        ),
        claims=(
            Claim(text="绩效目标全部完成", kind="completion", subject="/projects/0"),
            Claim(text="绩效目标全部完成", kind="completion", subject="/projects/1"),
        ),
    )  # fmt: skip


def _findings(hostile: bool) -> tuple[Finding, ...]:
    executed = "/projects/1/executed"
    return (
        Finding(
            id="e2", check="E1", severity="warn", title="“全部完成”旁的执行率只有 54.44 %",
            message="正文称“绩效目标全部完成”，而同一项目执行率为 54.44 %，低于 95 %。",
            proofs=("一般以执行率 95 % 以上对应“全部完成”。",), paths=("/claims/1", "/projects/1/rate/0"),
        ),
        Finding(
            id="e1", check="B1", severity="error",
            title="社区网格员补助的执行数两处不同" + (HOSTILE if hostile else ""),
            message="正文写支出 54.44 万元，表格写 79.78 万元；54.44 恰是旁边的执行率。" + (HOSTILE if hostile else ""),
            proofs=("79.78 ÷ 146.54 = 54.44 %，与两处印出的执行率相符。", "281.43 + 79.78 + 40.00 = 401.21，与合计栏相符。"),
            paths=(f"{executed}/0", f"{executed}/1", "/projects/1/rate/0", "/projects/1/budget/0", "/quantities/2/mentions/1"),
            suspect=f"{executed}/0", suspect_printed="54.44", suggestion="79.78", cause="copied_neighbour", attribution="report",
        ),
        Finding(
            id="e3", check="B1", severity="error", title="全年支出合计两处不同",
            message="正文 401.22 万元，表格合计 401.21 万元，末位差一。", proofs=("281.43 + 79.78 + 40.00 = 401.21",),
            paths=("/quantities/2/mentions/0", "/quantities/2/mentions/1"), suspect="/quantities/2/mentions/0",
            suspect_printed="401.22", suggestion="401.21", cause="last_place", attribution="report",
        ),
        Finding(
            id="e4", check="D3", severity="warn", title="实际 9 次未达目标 12 次，却得满分",
            message="补助按月发放：目标 12 次/年，实际 9 次/年，分值 10，得分 10。",
            paths=("/indicators/1/target", "/indicators/1/actual", "/indicators/1/score/0"), attribution="undecided",
        ),
        Finding(
            id="e5", check="D7", severity="info", title="群众满意度没有实际值",
            message="有目标和得分，实际值一栏为短横。", paths=("/indicators/2/actual",),
        ),
        Finding(id="e6", check="G4", severity="info", title="附件未读", message="附件扫描不清，其中的数字没有读出。"),
    )  # fmt: skip


def report(hostile: bool = False, source: str = "松岗镇2024.pdf", pdf: bool = False) -> tuple[Extraction, Document, bytes | None]:
    """The extraction, its document and, where asked for, a real PDF whose boxes the document knows."""
    b = Builder()
    lines = _lines(b, hostile)
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
    content, pages, runs = _pdf(text, blocks) if pdf else (None, (), ())
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
        record=_record(b, hostile),
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
        findings=_findings(hostile),
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


def _pdf(text: str, blocks: list[Block]) -> tuple[bytes, tuple[Page, ...], tuple[Run, ...]]:
    import pymupdf

    size, leading, margin, wide = 11.0, 20.0, 56.0, 483.0
    file, runs = pymupdf.open(), []
    state = {"page": file.new_page(width=595, height=420), "y": margin}

    def put(span: tuple[int, int], x: float, y: float) -> None:
        edges = [x]
        for char in text[span[0] : span[1]]:
            edges.append(edges[-1] + pymupdf.get_text_length(char, fontname="china-s", fontsize=size))
        state["page"].insert_text((x, y + size), text[span[0] : span[1]], fontname="china-s", fontsize=size)
        runs.append(Run(span, file.page_count, y, y + size * 1.2, tuple(edges)))

    def turn(height: float) -> None:
        if state["y"] + height > 390:
            state["page"], state["y"] = file.new_page(width=595, height=420), margin

    for block in blocks:
        if block.table:
            height = leading * block.table.n_rows
            turn(height)
            step = wide / block.table.n_cols
            for cell in block.table.cells:
                x, y = margin + cell.col * step, state["y"] + cell.row * leading
                area = pymupdf.Rect(x, y, x + step * cell.col_span, y + leading * cell.row_span)
                state["page"].draw_rect(area, width=0.5)
                if cell.span[0] < cell.span[1]:
                    put(cell.span, x + 3, y + 3)
            state["y"] += height + leading
            continue
        start = block.span[0]
        while start < block.span[1]:
            end, length = start, 0.0
            while end < block.span[1] and length < wide - size:
                length += pymupdf.get_text_length(text[end], fontname="china-s", fontsize=size)
                end += 1
            turn(leading)
            put((start, end), margin, state["y"])
            state["y"] += leading
            start = end
    pages = tuple(Page(number + 1, 595.0, 420.0) for number in range(file.page_count))
    return file.tobytes(), pages, tuple(sorted(runs, key=lambda run: run.span))
