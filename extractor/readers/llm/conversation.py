"""One chunk, asked for until it is answered, halved, or given up: at most two answers to each question."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from pydantic import ValidationError

from extractor.document import Document, Span
from extractor.outline import Line
from extractor.readers.llm.asking import Answer, AnswerFault, Empty, Message, Model, Question, Refused, Truncated, Usage
from extractor.readers.llm.atoms import Chunk
from extractor.readers.llm.judging import Fault, Weight, judge, prune, told_to_model
from extractor.readers.llm.marking import Marked, mark, shown
from extractor.readers.llm.printed import doubts
from extractor.readers.llm.project_names import Told
from extractor.readers.llm.prompts import Prompt
from schemas.answer import Said, answer_type, said

_FENCE = re.compile(r"\A\s*```(?:json)?\s*\n(?P<body>.*)\n\s*```\s*\Z", re.DOTALL)
_SHOWN = 12
"""Faults told to a model at once."""
_TOKENS_A_NUMERAL, _TOKENS_BESIDE, _TOKENS_AT_MOST = 60, 1200, 8192
_EARLY = 0.5
"""Of its room: an answer that was cut below is not one that needs shorter chunks, or not surely."""
_WEIGHTS: dict[Weight, int] = {"soft": 1, "doubt": 3, "hard": 10}
_WHY = {
    "json_invalid": "不是一个完整的 JSON 对象", "missing": "缺少一个键", "extra_forbidden": "多了一个键",
    "enum": "标记或取值不在此段中", "literal_error": "取值不在所列之中",
}  # fmt: skip
UNREADABLE = "模型两次回答都不合格式"
TOO_LONG = "模型的回答放不下，且已无法再分段"


@dataclass
class Heard:
    """What came of one chunk: answers that hold (several where it was halved), what stays unread and why, tokens spent."""

    told: list[Told] = field(default_factory=list)
    unread: list[tuple[Span, str]] = field(default_factory=list)
    usage: Usage = field(default_factory=Usage)

    def add(self, other: Heard) -> Heard:
        """Both together."""
        return Heard(self.told + other.told, self.unread + other.unread, self.usage + other.usage)


@dataclass(frozen=True)
class Conversation:
    """How chunks of one document are asked for.

    ``lines`` is its outline, ``title`` where its title stands (it is shown with each chunk), ``known`` are names of projects that
    the second look may use, ``only`` the numerals it is about (null: all).
    """

    model: Model
    document: Document
    read: Prompt
    repair: Prompt
    withheld: frozenset[Span]
    lines: tuple[Line, ...]
    title: Span | None = None
    known: tuple[str, ...] = ()
    only: frozenset[str] | None = None

    def hear(self, chunk: Chunk, turn: Turn) -> Heard:
        """The answers for one chunk. Raises ``ModelUnusable`` only."""
        marked = mark(self.document, chunk, self.withheld, self.only)
        marked.headings = above(self.lines, chunk, self.withheld)
        marked.regions.extend([self.title] if self.title is not None else [])
        question = turn.question(self, marked)
        try:
            answer, asked = self._ask(question)
        except Truncated as fault:
            return self._halved(chunk, turn, fault)
        except AnswerFault as fault:
            return Heard(unread=[(chunk.span, fault.reason)], usage=fault.usage)
        return self._judged(answer, marked, asked, chunk, turn)

    def _ask(self, question: Question) -> tuple[Answer, Question]:
        """A first refusal, an empty answer, or one cut far below its room may be chance: the same question once more."""
        try:
            return self.model.ask(question), question
        except (Refused, Empty, Truncated) as fault:
            if isinstance(fault, Truncated) and not _cut_early(fault, question):
                raise
            again = replace(question, round=question.round + 1)
            try:
                answer = self.model.ask(again)
            except AnswerFault as second:
                raise type(second)(second.reason, second.usage + fault.usage) from second
            return replace(answer, usage=answer.usage + fault.usage), again

    def _halved(self, chunk: Chunk, turn: Turn, fault: Truncated) -> Heard:
        halves = chunk.halves()
        if halves is None:
            return Heard(unread=[(chunk.span, TOO_LONG)], usage=fault.usage)
        return Heard(usage=fault.usage).add(self.hear(halves[0], turn)).add(self.hear(halves[1], turn))

    def _judged(self, answer: Answer, marked: Marked, question: Question, chunk: Chunk, turn: Turn) -> Heard:
        held, faults = self._parse(answer.text, question, marked)
        usage = answer.usage
        if any(fault.weight != "soft" for fault in faults):
            try:
                mended = self.model.ask(self._mending(question, answer.text, held, faults))
            except Truncated as fault:
                if held is None:
                    return Heard(usage=usage).add(self._halved(chunk, turn, fault))
                return self._kept(held, faults, marked, usage + fault.usage)
            except AnswerFault as fault:
                usage += fault.usage
                if held is None:
                    return Heard(unread=[(chunk.span, fault.reason)], usage=usage)
                return self._kept(held, faults, marked, usage)
            usage += mended.usage
            again, left = self._parse(mended.text, question, marked)
            if again is not None and (held is None or _weight(left) <= _weight(faults)):
                held, faults = again, left
        if held is None:
            return Heard(unread=[(chunk.span, UNREADABLE)], usage=usage)
        return self._kept(held, faults, marked, usage)

    def _kept(self, held: Said, faults: tuple[Fault, ...], marked: Marked, usage: Usage) -> Heard:
        """What holds of an answer. Each pruning can settle other faults or make new ones (a relation without its parts), so whole
        entries fall first, and the rest is judged again until nothing more falls."""
        while broken := tuple(fault for fault in faults if fault.weight != "doubt"):
            whole = tuple(fault for fault in broken if fault.numeral is None)
            held = prune(held, whole or broken)
            faults = judge(held, marked, self.known)
        return Heard([Told(marked, held, tuple(doubts(held, marked)))], usage=usage)

    def _parse(self, text: str, question: Question, marked: Marked) -> tuple[Said | None, tuple[Fault, ...]]:
        fenced = _FENCE.match(text)
        try:
            answer = said(question.shape.model_validate_json(fenced["body"] if fenced else text))
        except ValidationError as error:
            return None, _misshapen(error)
        return answer, judge(answer, marked, self.known)

    def _mending(self, question: Question, answer: str, held: Said | None, faults: tuple[Fault, ...]) -> Question:
        hard = [fault for fault in faults if fault.weight != "soft"]
        lines = [f"- {told_to_model(held, fault)}" for fault in hard[:_SHOWN]]
        if len(hard) > _SHOWN:
            lines.append(f"- 另有 {len(hard) - _SHOWN} 处同类问题")
        turn = Message("user", self.repair.fill({"faults": "\n".join(lines)}))
        return replace(question, messages=(*question.messages, Message("assistant", answer or "（空）"), turn), round=0)


@dataclass(frozen=True)
class Turn:
    """How a chunk is put to the model: the user's template and what it is filled with besides the chunk and its headings."""

    prompt: Prompt
    values: tuple[tuple[str, str], ...]

    def question(self, held: Conversation, marked: Marked) -> Question:
        """The whole question: rules, worked examples, the chunk."""
        assert held.read.system is not None
        messages = [Message("system", held.read.system)]
        for chunk, answer in held.read.examples:
            messages += [Message("user", chunk), Message("assistant", answer)]
        values = {**dict(self.values), "chunk": marked.text}
        if "above" in self.prompt.variables:
            values["above"] = " > ".join(shown(held.document.text[slice(*span)].strip()) for span in marked.headings) or "（无）"
        messages.append(Message("user", self.prompt.fill(values)))
        room = min(_TOKENS_AT_MOST, _TOKENS_BESIDE + _TOKENS_A_NUMERAL * len(marked.numerals))
        shape = answer_type(tuple(marked.numerals), tuple(marked.sentences), marked.years)
        return Question(tuple(messages), shape, room, held.document.sha256, f"{held.read.sha256}+{self.prompt.sha256}")


def above(lines: tuple[Line, ...], chunk: Chunk, withheld: frozenset[Span]) -> tuple[Span, ...]:
    """The headings that a chunk stands under, outermost first, where it does not begin with them."""
    first = chunk.atoms[0].block
    line = next((line for line in reversed(lines) if line.index <= first), None)
    if line is None:
        return ()
    own = (line,) if line.heading and line.index < first else ()
    return tuple(one.span for one in (*line.above, *own) if one.span not in withheld)


def _cut_early(fault: Truncated, question: Question) -> bool:
    """Whether the answer was cut long before its room was used up. A question that was itself too long brought no answer at all."""
    return 0 < fault.usage.received < _EARLY * question.max_output


def _weight(faults: tuple[Fault, ...]) -> int:
    return sum(_WEIGHTS[fault.weight] for fault in faults)


def _misshapen(error: ValidationError) -> tuple[Fault, ...]:
    """One fault for each entry that does not have its shape: an entry of several forms fails once for each of them."""
    found: dict[tuple[str, int], str] = {}
    for one in error.errors(include_input=False, include_url=False):
        section = str(one["loc"][0]) if one["loc"] else "JSON"
        index = next((part for part in one["loc"][1:] if isinstance(part, int)), 0)
        if (section, index) not in found or one["type"] in ("enum", "literal_error"):
            found[section, index] = _WHY.get(one["type"], one["msg"])
    return tuple(Fault(section, index, why) for (section, index), why in found.items())
