"""DOCX, read natively: the body in order, and beside it what a page shows around it or hides."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from lxml.etree import _Element

from extractor.document import Document, Notice
from extractor.errors import DamagedInput, EmptyInput, UnsupportedInput
from extractor.load.compose import Grid, Paragraph, Part, compose
from extractor.load.docx_body import BodyReader, Findings
from extractor.load.docx_numbering import Numbering
from extractor.load.docx_styles import Styles, W
from extractor.load.docx_zip import Package, Relation

_AROUND = {"header": "页眉", "footer": "页脚"}
_NOTES = {"footnotes": ("footnote", "脚注"), "endnotes": ("endnote", "尾注"), "comments": ("comment", "批注")}


def load_docx(path: Path, data: bytes) -> Document:
    """A .docx report."""
    where = str(path)
    package = Package(data, where)
    main = _main_part(package)
    relations = package.relations(main)
    styles, numbering = (_part(package, relations, kind) for kind in ("styles", "numbering"))
    reader = BodyReader(Styles.of(styles), Numbering.of(numbering), where)
    body = package.xml(main).find(f"{W}body")
    if body is None:
        raise DamagedInput("正文缺失", where, "用 Word 或 WPS 打开后另存")
    try:
        parts = [*reader.read(body), *_asides(package, relations, reader)]
    except RecursionError as error:
        raise DamagedInput("嵌套过深，不是正常的文档", where, "用 Word 或 WPS 打开后另存") from error
    if not any(isinstance(part, Grid) or part.text.strip() for part in parts):
        raise _nothing(reader.findings, where)
    text, blocks = compose(parts)
    hidden = next((block.span for block in blocks if block.because == "隐藏文字"), None)
    notices = tuple(_notices(reader.findings, hidden, relations))
    return Document(path.name, hashlib.sha256(data).hexdigest(), "docx", (), text, blocks, notices=notices)


def _main_part(package: Package) -> str:
    """The part that the package names as its document; by custom word/document.xml."""
    named = [item.target for item in package.relations("") if item.kind == "officeDocument" and item.target in package.names]
    for name in [*named, "word/document.xml"]:
        if name in package.names:
            return name
    raise DamagedInput("文件不完整，找不到正文", package.where, "重新下载或向来源单位索取完整的文件")


def _part(package: Package, relations: list[Relation], kind: str) -> _Element | None:
    name = next((item.target for item in relations if item.kind == kind and item.target in package.names), None)
    return package.xml(name) if name else None


def _asides(package: Package, relations: list[Relation], reader: BodyReader) -> Iterator[Part]:
    """Running heads, notes and comments: read like the body, set aside; a head that repeats comes once."""
    seen: set[tuple[str, str]] = set()
    for relation in relations:
        if relation.target not in package.names:
            continue
        for because, content in _beside(package, relation):
            for part in reader.read(content):
                for line in _lines(part):
                    if line.strip() and (because, line) not in seen:
                        seen.add((because, line))
                        yield Paragraph(line, because=because)


def _beside(package: Package, relation: Relation) -> Iterator[tuple[str, _Element]]:
    if relation.kind in _AROUND:
        yield _AROUND[relation.kind], package.xml(relation.target)
    elif relation.kind in _NOTES:
        name, because = _NOTES[relation.kind]
        for note in package.xml(relation.target).iter(W + name):
            if note.get(f"{W}type") in {None, "normal"}:  # else the separator line
                yield because, note


def _lines(part: Part) -> Iterator[str]:
    if isinstance(part, Paragraph):
        yield part.text
        return
    for row in range(part.n_rows):
        yield " ".join(cell.text for cell in part.cells if cell.row == row and cell.text)


def _nothing(findings: Findings, where: str) -> EmptyInput | UnsupportedInput:
    if findings.pictures:
        what = f"里面只有 {findings.pictures} 张图片，没有文字；Word 文件里的图片不做文字识别"
        return UnsupportedInput(what, where, "另存为 PDF 后再处理，PDF 里的图片会识别文字")
    return EmptyInput("文件里没有文字", where, "确认是否存错了文件")


def _notices(findings: Findings, hidden: tuple[int, int] | None, relations: list[Relation]) -> Iterator[Notice]:
    if findings.hidden:
        yield Notice("hidden_text", f"有 {findings.hidden} 处隐藏文字，已移出正文", hidden)
    if findings.deleted:
        yield Notice("other", f"有 {findings.deleted} 处修订删除的内容，按已删除处理；插入的内容按已接受处理")
    if findings.pictures:
        yield Notice("no_text_layer", f"有 {findings.pictures} 张图片，其中的文字没有读取")
    embedded = sum(1 for item in relations if item.kind in {"package", "oleObject", "aFChunk", "chart", "diagramData"})
    if embedded:
        yield Notice("other", f"有 {embedded} 个嵌入对象（图表、表格文件等），其中的文字没有读取")
