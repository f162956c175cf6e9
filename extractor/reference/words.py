"""What the columns of a reference workbook and its measures are called, in Chinese and in English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Literal

from extractor.reference.shapes import Measure

Column = Literal["unit", "year", "project", "measure", "amount", "amount_unit"]

COLUMNS: Mapping[Column, tuple[str, ...]] = {
    "unit": (
        "单位", "单位名称", "预算单位", "预算单位名称", "部门", "部门名称", "部门单位", "部门单位名称", "项目单位", "实施单位", "编报单位",
        "unit", "unitname", "organisation", "organization", "agency", "department",
    ),
    "year": ("年度", "年份", "年", "预算年度", "财政年度", "会计年度", "year", "fiscalyear", "budgetyear"),
    "project": ("项目", "项目名称", "项目名", "预算项目", "预算项目名称", "支出项目", "project", "projectname"),
    "measure": (
        "口径", "数据口径", "金额口径", "指标", "指标口径", "类型", "金额类型", "数据类型", "指标类型", "类别", "金额类别", "环节", "阶段",
        "measure", "kind", "type", "stage",
    ),
    "amount": ("金额", "数额", "金额数", "金额合计", "amount", "value", "sum"),
    "amount_unit": ("金额单位", "计量单位", "货币单位", "币值单位", "amountunit", "unitofamount", "moneyunit", "currencyunit"),
}  # fmt: skip
TITLES: Mapping[Column, str] = {
    "unit": "单位", "year": "年度", "project": "项目", "measure": "口径", "amount": "金额", "amount_unit": "金额单位",
}  # fmt: skip

MEASURES: Mapping[Measure, tuple[str, ...]] = {
    "approved": (
        "批复", "批复数", "批复金额", "批复预算", "预算批复", "预算批复数", "年初批复", "年初批复数", "年初预算", "年初预算数", "年初数",
        "approved", "approval", "initial", "initialbudget", "approvedbudget",
    ),
    "adjusted": (
        "调整", "调整数", "调整后", "调整预算", "调整预算数", "调整后预算", "调整后预算数", "预算调整数", "全年预算", "全年预算数",
        "adjusted", "adjustedbudget", "finalbudget", "revised", "revisedbudget",
    ),
    "final": (
        "决算", "决算数", "决算支出", "支出决算", "支出决算数", "决算金额", "执行", "执行数", "全年执行数", "支出", "支出数", "实际支出",
        "final", "finalaccounts", "accounts", "actual", "executed", "spent", "expenditure", "outturn",
    ),
}  # fmt: skip
MEASURE_TITLES: Mapping[Measure, tuple[str, str]] = {
    "approved": ("批复", "approved"), "adjusted": ("调整", "adjusted"), "final": ("决算", "final accounts"),
}  # fmt: skip

_MONEY = {
    "元": "元", "人民币元": "元", "yuan": "元", "cny": "元", "rmb": "元", "千元": "千元", "万元": "万元", "人民币万元": "万元",
    "万": "万元", "百万元": "百万元", "千万元": "千万元", "亿元": "亿元", "亿": "亿元",
}  # fmt: skip
_COLUMN = {name: column for column, names in COLUMNS.items() for name in names}
_MEASURE = {name: measure for measure, names in MEASURES.items() for name in names}
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_TOTAL = re.compile(r"(?:合|总|小|共)计.{0,4}")
_CAPTION = re.compile(r"单位:(.+?)(?:[\s,;)]|$)")


def folded(text: str) -> str:
    """Half-width, lower case, without blanks and the signs between words."""
    return re.sub(r"[\s_\-*]+", "", unicodedata.normalize("NFKC", text).lower())


def column_of(title: str) -> Column | None:
    """The column a header names; what stands in brackets (万元) does not matter."""
    plain = folded(title)
    forms = (plain, re.sub(r"[()]", "", plain), _BRACKETS.sub("", plain), re.split(r"[/:,]", plain)[0])
    return next((found for form in forms if (found := _COLUMN.get(form))), None)


def measure_of(text: str) -> Measure | None:
    """The measure a cell names."""
    return _MEASURE.get(folded(text)) or _MEASURE.get(_BRACKETS.sub("", folded(text)))


def money_unit(text: str) -> str | None:
    """The money unit a text names, as reports write it."""
    return _MONEY.get(folded(text))


def unit_in_title(title: str) -> str | None:
    """The money unit in a header's brackets: 金额（万元）, 金额/元."""
    parts = re.split(r"[()\[\]【】/:,]", folded(title))
    return next((unit for part in parts[1:] if (unit := money_unit(part.removeprefix("单位")))), None)


def unit_in_caption(line: str) -> str | None:
    """The money unit of a line above the table: 单位：万元."""
    return next((unit for found in _CAPTION.finditer(unicodedata.normalize("NFKC", line)) if (unit := money_unit(found[1]))), None)


def year_in(text: str) -> int | None:
    """The one year that a text names."""
    years = {int(found) for found in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", unicodedata.normalize("NFKC", text))}
    return years.pop() if len(years) == 1 else None


def is_total(text: str) -> bool:
    """Whether a name is that of a row of totals."""
    return _TOTAL.fullmatch(folded(text)) is not None
