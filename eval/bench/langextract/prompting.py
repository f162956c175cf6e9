"""langextract's few-shot prompt for these reports: a description of its usual length and two worked examples."""

from __future__ import annotations

from eval.bench.langextract.saying import Item, Json

FIGURES = """\
从中国预算单位的绩效自评报告中逐个提取数字。figure 照原文抄写数字本身，不带单位，不改写。
of 是该数字所属的项目名或标签（项目的标签写作“项目/标签”，指单位整体时为 null）；
measure 为 initial_budget、budget、executed、rate、weight、score、count、unit_price、change、share、balance、other 之一，
绩效指标的目标值和完成值为 target、actual；
unit 是单位；period 仅在数字所属年度与被评价年度不同时填写。
先逐个项目列出（年初预算、预算、支出、执行率、得分），再列其他数字，最后列绩效指标。日期、序号、文号不提取。"""

WORDS = """
再提取文字 words：绩效指标的文字目标值、完成值和偏差原因（kind 为 target、actual、reason），项目的原因、主管部门、上级项目和完成情况
（reason、department、parent、met、mostly_met、partly_met、not_met），以及断言（completion、control、none、paid、rank），
of 是所属的项目或指标。最后提取原文写明的数量关系 relation：照抄结果数字，parts 列出各部分的数字，
kind 为 sum、of_which、difference、product、ratio、weighted_mean。"""

Shown = tuple[str, str | None, str, str | None, str | None]
_PROSE = (
    "全年安排项目2个，预算合计125.5万元，其中：村道照明工程预算60万元，支出60万元；水渠清淤项目预算65.5万元，支出38.2万元，执行率58.32%，"
    "因汛期推迟。三公经费支出2.1万元，比2021年减少0.4万元，控制有力。"
)
_PROSE_FIGURES: tuple[Shown, ...] = (
    ("60", "村道照明工程", "budget", "万元", None), ("60", "村道照明工程", "executed", "万元", None),
    ("65.5", "水渠清淤项目", "budget", "万元", None), ("38.2", "水渠清淤项目", "executed", "万元", None),
    ("58.32", "水渠清淤项目", "rate", "%", None), ("2", "项目", "count", "个", None), ("125.5", "项目", "budget", "万元", None),
    ("2.1", "三公经费", "executed", "万元", None), ("0.4", "三公经费", "change", "万元", "2021"),
)  # fmt: skip
_PROSE_WORDS = (
    Item("words", "因汛期推迟", {"of": "水渠清淤项目", "kind": "reason"}),
    Item("relation", "125.5", {"kind": "sum", "parts": ["60", "65.5"]}),
    Item("words", "控制有力", {"of": "三公经费", "kind": "control"}),
)
_TABLE = "新购图书\t≥800册\t760册\t50\t47.5\n图书完好\t完好\t基本完好"
_TABLE_FIGURES: tuple[Shown, ...] = (
    ("800", "新购图书", "target", "册", None), ("760", "新购图书", "actual", "册", None),
    ("50", "新购图书", "weight", "分", None), ("47.5", "新购图书", "score", "分", None),
)  # fmt: skip
_TABLE_WORDS = (
    Item("words", "完好", {"of": "图书完好", "kind": "target"}),
    Item("words", "基本完好", {"of": "图书完好", "kind": "actual"}),
)


def description(with_words: bool) -> str:
    """What the model is told."""
    return FIGURES + WORDS if with_words else FIGURES


def examples(with_words: bool) -> list[Json]:
    """The worked examples."""
    shown = ((_PROSE, _PROSE_FIGURES, _PROSE_WORDS), (_TABLE, _TABLE_FIGURES, _TABLE_WORDS))
    return [{"text": text, "extractions": [item.plain() for item in _items(figures, words, with_words)]} for text, figures, words in shown]


def _items(figures: tuple[Shown, ...], words: tuple[Item, ...], with_words: bool) -> list[Item]:
    said = [
        Item("figure", text, {"of": of, "measure": measure, "unit": unit, "period": period}) for text, of, measure, unit, period in figures
    ]
    return [*said, *words] if with_words else said
