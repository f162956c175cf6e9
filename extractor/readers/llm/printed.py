"""What the printed words around a numeral say about an answer: the word of measure before it, the head over it, the label near it.

Cue words and heads can be read wrongly too, so what they contradict is a doubt: the model is told once, and if it stays with its
reading, that reading is kept and shown to the reviewer beside what the words say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from extractor.document import Numeral, Span
from extractor.readers.labels import before
from extractor.readers.llm.marking import Marked
from extractor.readers.llm.tabular import Tables, column_doubts
from extractor.readers.llm.uses import Doubt, Use, uses
from extractor.readers.names import kernel
from extractor.readers.words import key_of
from schemas.answer import Said
from schemas.record import Measure

_FITTING: dict[Measure, frozenset[str]] = {
    **dict.fromkeys(("initial_budget", "budget", "executed", "balance"), frozenset({"money"})),
    "rate": frozenset({"percent"}),
    **dict.fromkeys(("weight", "score"), frozenset({"score"})),
}
"""Words of measure that can contradict, and the numbers they speak of: 预算执行10分 is not spent, 支付25处 is no payment."""


def doubts(said: Said, marked: Marked) -> Iterator[Doubt]:
    """Every pointer that the words right before it (in prose) or over it (in a table) contradict."""
    yield from column_doubts(said, marked, Tables(marked.document))
    yield from _odd_parts(said)
    for use in uses(said):
        numeral = marked.numerals.get(use.numeral)
        if numeral is None or numeral.cell is not None or use.measure is None or use.section == "indicators":
            continue  # 总分100分 in prose is a weight, whatever the word before it
        cue = _cue(marked, numeral)
        if cue is not None and cue in _FITTING and cue != use.measure and numeral.kind in _FITTING[cue]:
            yield Doubt(use, f"{use.numeral} 前面的字样是 {cue}，不像 {use.measure}", cue)


def _odd_parts(said: Said) -> Iterator[Doubt]:
    """One part of a total that has another measure than the total and all the other parts."""
    found = {use.numeral: use for use in uses(said) if use.measure is not None}
    for relation in said.relations:
        ends = [found[end] for end in (*relation.parts, relation.whole) if end in found]
        measure, most = Counter(use.measure for use in ends).most_common(1)[0] if ends else (None, 0)
        odd = [use for use in ends if use.measure != measure]
        if relation.kind in ("sum", "of_which") and most >= 3 and len(odd) == 1 and measure is not None:
            yield Doubt(odd[0], f"{odd[0].numeral} 与同一合计的其他各项含义不同，其他都是 {measure}", measure)


def far_labels(said: Said, marked: Marked) -> Iterator[tuple[Use, str]]:
    """Numerals in prose whose label, or at least its noun (81个项目 after 绩效自评的项目), stands neither in their paragraph nor in
    the one before nor in a heading above."""
    for use in uses(said):
        numeral = marked.numerals.get(use.numeral)
        label = said.quantities[use.index].label if use.section == "quantities" else None
        if label is not None and numeral is not None and numeral.cell is None and not _near(label, numeral, marked):
            yield use, f"{use.numeral} 所在的段落里没有“{label}”"


def other_names(said: Said, marked: Marked) -> Iterator[tuple[Use, str]]:
    """Figures of a project in a paragraph that names another project of the answer, and nowhere near names theirs."""
    text, blocks = marked.document.text, marked.document.blocks
    keys = [key_of(project.name) for project in said.projects]
    for use in uses(said):
        numeral = marked.numerals.get(use.numeral)
        if use.section != "projects" or numeral is None or numeral.cell is not None:
            continue
        index = next(at for at, block in enumerate(blocks) if block.span[0] <= numeral.span[0] < block.span[1])
        shown = key_of(text[slice(*blocks[index].span)])
        above = "".join(
            key_of(text[slice(*span)]) for span in (*(block.span for block in blocks[max(0, index - 1) : index]), *marked.headings)
        )
        own, tail = keys[use.index], kernel(said.projects[use.index].name)
        others = [key for key in keys if key in shown and key not in own and own not in key]
        known = {own, tail} | {key_of(note.words) for note in said.notes if note.project == said.projects[use.index].key and note.words}
        if others and not any(name in shown for name in known) and own not in above:
            yield use, f"{use.numeral} 所在的段落写的是“{others[0]}”，没有提到“{said.projects[use.index].name}”"


def _cue(marked: Marked, numeral: Numeral) -> Measure | None:
    """The measure that the words between the last number and this one name, where they end in that word."""
    start = _sentence(marked, numeral)[0]
    others = [other.extent[1] for other in marked.numerals.values() if start <= other.span[0] < numeral.span[0]]
    return before(marked.document.text, (max([start, *others]), numeral.extent[0])).measure


def _sentence(marked: Marked, numeral: Numeral) -> Span:
    return next((span for span in marked.sentences.values() if span[0] <= numeral.span[0] < span[1]), numeral.extent)


def _near(label: str, numeral: Numeral, marked: Marked) -> bool:
    text, blocks = marked.document.text, marked.document.blocks
    index = next(at for at, block in enumerate(blocks) if block.span[0] <= numeral.span[0] < block.span[1])
    places = [block.span for block in blocks[max(0, index - 1) : index + 1]] + list(marked.headings)
    noun = key_of(label)[-2:]
    return any(noun in key_of(text[slice(*span)]) for span in places)
