"""Automatic numbering of DOCX: the number that the page shows."""

import pytest
from test_docx import cell, lines, para, read, row, table

from extractor.load.docx_numbers import counter

__all__ = ["read"]  # a fixture


def level(index, form, text, extra=""):
    return f"<w:lvl w:ilvl='{index}'><w:start w:val='1'/><w:numFmt w:val='{form}'/>{extra}<w:lvlText w:val='{text}'/></w:lvl>"


def numbered(text, num=1, at=0):
    return para(text, f"<w:numPr><w:ilvl w:val='{at}'/><w:numId w:val='{num}'/></w:numPr>")


NUMBERING = (
    "<w:abstractNum w:abstractNumId='0'>"
    + level(0, "chineseCountingThousand", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.", "<w:suff w:val='nothing'/>")
    + level(3, "decimal", "%3.%4")
    + "</w:abstractNum><w:abstractNum w:abstractNumId='1'>" + level(0, "bullet", "●") + "</w:abstractNum>"
    + "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>"
    + "<w:num w:numId='3'><w:abstractNumId w:val='0'/>"
    + "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride></w:num>"
)  # fmt: skip


def test_automatic_numbers_print(read):
    body = "".join(
        [
            numbered("情况"), numbered("资金", at=1), numbered("成效", at=1), numbered("保洁", at=2),
            numbered("2023年预算", at=3),
            numbered("问题"), numbered("管理", at=1), numbered("要点", 2), numbered("续", 3), numbered("再续", 3),
            numbered("无", 0),
        ]
    )  # fmt: skip
    assert lines(read(body, numbering=NUMBERING)) == [
        "一、情况", "（一）资金", "（二）成效", "1.保洁", "1.1 2023年预算", "二、问题", "（一）管理",
        "要点", "五、续", "六、再续", "无",
    ]  # fmt: skip


def test_a_numbered_column_without_text_prints_its_numbers(read):
    body = table(*(row(cell(numbered("", at=2)), cell(name)) for name in "甲乙"))
    assert lines(read(body, numbering=NUMBERING)) == ["1.\t甲", "2.\t乙"]


def test_numbering_by_style_and_switched_off(read):
    styles = (
        "<w:style w:type='paragraph' w:styleId='b'><w:name w:val='b'/>"
        "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='d'><w:name w:val='d'/><w:basedOn w:val='b'/></w:style>"
    )
    off = "<w:pStyle w:val='d'/><w:numPr><w:numId w:val='0'/></w:numPr>"
    body = para("甲", "<w:pStyle w:val='d'/>") + para("乙", off) + para("丙", "<w:pStyle w:val='b'/>")
    assert lines(read(body, styles=styles, numbering=NUMBERING)) == ["一、甲", "乙", "二、丙"]


@pytest.mark.parametrize(
    ("n", "form", "text"),
    [
        (10, "chineseCounting", "十"), (21, "chineseCounting", "二十一"), (105, "chineseCounting", "一〇五"),
        (105, "chineseCountingThousand", "一百零五"), (110, "japaneseCounting", "一百一十"), (20, "ideographDigital", "二〇"),
        (2, "ideographTraditional", "乙"), (12, "chineseLegalSimplified", "壹拾贰"), (3, "decimalEnclosedCircleChinese", "③"),
        (21, "decimalEnclosedCircle", "㉑"), (27, "lowerLetter", "aa"), (4, "upperRoman", "IV"), (7, "decimalZero", "07"),
        (8, "unheardOf", "8"), (3, "none", ""), (60, "decimalEnclosedCircle", "60"),
    ],
)  # fmt: skip
def test_counters(n, form, text):
    assert counter(n, form) == text
