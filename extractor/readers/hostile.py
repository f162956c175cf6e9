"""Text in a report that addresses a language model instead of a reader.

Such a sentence is never sent to a model, and is a finding (G5). The cues are narrow on purpose: a report that merely speaks of
artificial intelligence or of ignoring something is left alone. What slips through can still only point at printed numerals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.document import Document, Span
from extractor.numerals.fold import fold
from extractor.readers.sentences import sentences

_ORDERS = r"指令|提示词?|提示语|规则|设定|system|prompt|instruction"
_MACHINE = r"AI|人工智能(?:助手|模型|系统)?|(?:大)?语言模型|大模型|智能体|机器人|(?:AI)?助手|ChatGPT|GPT|LLM|assistant"
_CUES = (
    rf"(?:忽略|无视|忘记|忘掉|不要理会|不要遵[守循]|不必遵[守循]|跳过|覆盖).{{0,10}}(?:以上|上述|之前|前面|先前|此前|所有|全部|一切|原有|系统).{{0,8}}(?:{_ORDERS}|要求|内容|文字)",
    rf"(?:ignore|disregard|forget|override).{{0,20}}(?:previous|above|prior|earlier|all|any|system).{{0,20}}(?:{_ORDERS}|message|text)",
    rf"(?:你(?:现在)?是|作为|假装(?:你)?是|扮演)(?:一[个名位款])?.{{0,6}}(?:{_MACHINE})",
    rf"(?:致|请|给|告知|通知|提醒)(?:阅读|处理|分析|审阅|读取|使用)?(?:本|此|这)?(?:报告|文件|文档)?的?(?:{_MACHINE})[：:,，]",
    rf"(?:{_MACHINE})(?:请|必须|应当|务必|需要).{{0,20}}(?:输出|返回|标注|判定|提取|填写|忽略|报告)",
    r"you are (?:an?|now).{0,30}(?:assistant|model|AI)\b|(?:system|developer)\s*(?:prompt|message)\s*:|<\|[a-z_]+\|>|\[/?INST\]|<</?SYS>>",
    r"(?:请|务必|必须|直接|只需?)(?:把|将).{0,24}(?:标注|标记|提取|识别|输出|返回|填写|判定)(?:为|成|到).{0,24}(?:JSON|json|字段|projects|budget|executed|n\d)",
    r"(?:输出|返回)(?:如下|以下|这[个段])?(?:的)?\s*JSON|respond (?:only )?with|output (?:only )?the following",
)
_CUE = re.compile("|".join(f"(?:{cue})" for cue in _CUES), re.IGNORECASE)


def addresses_model(text: str) -> bool:
    """Whether these words speak to a model."""
    return _CUE.search(re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", fold(text))) is not None


def addressed(document: Document) -> Iterator[Span]:
    """The sentences and table cells of the body that speak to a model."""
    for block in document.blocks:
        if block.kind == "aside":
            continue
        spans = [cell.span for cell in block.table.cells] if block.table is not None else list(sentences(document.text, block.span))
        yield from (span for span in spans if addresses_model(document.text[slice(*span)]))
