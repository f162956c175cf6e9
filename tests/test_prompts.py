"""Prompts are locked, strict data, and their worked examples are what the code shows and accepts."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import pytest

from extractor.document import Document
from extractor.load import load
from extractor.numerals import read_numerals
from extractor.pipeline import extract
from extractor.readers.llm.asking import Answer, Question
from extractor.readers.llm.atoms import pack
from extractor.readers.llm.judging import judge
from extractor.readers.llm.marking import Marked, mark
from extractor.readers.llm.prompts import FIELDS, Prompt, PromptError, load_prompt, parse_prompt
from extractor.readers.llm.reader import VERSIONS, LlmReader
from extractor.readers.llm.uses import uses
from extractor.split import split
from schemas.answer import Said, answer_type, said
from schemas.extraction import Extraction

FOLDER = Path(__file__).parents[1] / "prompts"
FILES = sorted(FOLDER.glob("*.v*.md"))
LOCK: dict[str, str] = json.loads((FOLDER / "lock.json").read_text(encoding="utf-8"))

SOURCES = (
    (
        ".txt",
        "二、资金使用情况\n全年安排项目3个，预算合计125.5万元，支出98.2万元，执行率78.25%。其中：村道照明工程预算60万元，支出60万元；"
        "水渠清淤项目（第二批）预算45.5万元，支出30万元，老年食堂补助预算20万元，支出8.2万元，惠及老人164人，每人补助500元。"
        "水渠清淤因汛期推迟，未全部完工。三公经费支出2.1万元，比上年减少0.4万元。单位整体绩效目标基本完成。\n",
    ),
    (
        ".md",
        """<table>
<tr><td>项目名称</td><td colspan="7">社区图书角</td></tr>
<tr><td rowspan="4">项目资金（万元）</td><td></td><td>年初预算数</td><td>全年预算数</td><td>全年执行数</td><td>分值</td><td>执行率</td><td>得分</td></tr>
<tr><td>年度资金总额</td><td>18</td><td>18</td><td>17.1</td><td>10</td><td>95%</td><td>9.5</td></tr>
<tr><td>其中：财政拨款</td><td>15</td><td>15</td><td>14.1</td><td></td><td></td><td></td></tr>
<tr><td>其他资金</td><td>3</td><td>3</td><td>3</td><td></td><td></td><td></td></tr>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>年度指标值</td><td>实际完成值</td><td>分值</td><td>得分</td><td>偏差原因</td></tr>
<tr><td rowspan="2">产出指标(90分)</td><td>数量指标</td><td>新购图书</td><td>≥800册</td><td>760册</td><td>50</td><td>47.5</td><td>两批图书年底未到货</td></tr>
<tr><td>质量指标</td><td>图书完好</td><td>完好</td><td>完好</td><td>40</td><td>40</td><td></td></tr>
<tr><td colspan="5">总分</td><td>100</td><td>97</td><td></td></tr>
</table>
""",
    ),
)
"""The reports that the worked examples of ``read`` show, in order. The form has merged cells, which HTML can say."""


@dataclass
class Replays:
    """A model with one answer."""

    text: str
    name: str = "replays"
    asked: int = 0

    def ask(self, question: Question) -> Answer:
        self.asked += 1
        return Answer(self.text)


@dataclass(frozen=True)
class Example:
    """A worked example beside the report it was made from."""

    shown: str
    answer: str
    path: Path
    document: Document
    marked: Marked

    @property
    def said(self) -> Said:
        marked = self.marked
        return said(answer_type(tuple(marked.numerals), tuple(marked.sentences), marked.years).model_validate_json(self.answer))


@lru_cache
def loaded(path: Path) -> Document:
    document = load(path)
    return replace(document, numerals=read_numerals(document))


@pytest.fixture(params=range(len(SOURCES)), ids=["prose", "form"])
def example(request: pytest.FixtureRequest, tmp_path: Path) -> Example:
    suffix, source = SOURCES[request.param]
    path = tmp_path / f"example{suffix}"
    path.write_text(source, encoding="utf-8")
    document = loaded(path)
    (chunk,) = pack(document, split(document))
    shown, answer = load_prompt("read", VERSIONS["read"]).examples[request.param]
    return Example(shown, answer, path, document, mark(document, chunk))


def replayed(example: Example) -> tuple[Extraction, Replays]:
    model = Replays(example.answer)
    return extract(example.path, reader=LlmReader(model))[0], model


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_locked_prompt_has_not_changed(path: Path) -> None:
    found = sha256(path.read_text(encoding="utf-8").encode()).hexdigest()
    assert LOCK.get(path.stem) == found, (
        f"{path.name} is not the prompt that prompts/lock.json knows. Answers are recorded under a prompt's hash: give a changed "
        "prompt a new version beside the old one. Then, or for a new file, run make prompts."
    )


def test_the_lock_knows_no_other_prompts() -> None:
    assert sorted(LOCK) == [path.stem for path in FILES], "run make prompts"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_prompt_is_named_like_its_file_and_hashed_as_locked(path: Path) -> None:
    name, _, version = path.stem.partition(".v")
    prompt = load_prompt(name, int(version))
    assert prompt.key == path.stem
    assert prompt.sha256 == LOCK[path.stem]


def test_the_reader_uses_prompts_that_are_there() -> None:
    assert {f"{name}.v{version}" for name, version in VERSIONS.items()} <= set(LOCK)


def test_every_example_has_its_report() -> None:
    assert len(load_prompt("read", VERSIONS["read"]).examples) == len(SOURCES)


def test_an_example_shows_what_the_code_shows(example: Example) -> None:
    assert example.shown == example.marked.text


def test_an_example_answer_holds(example: Example) -> None:
    assert judge(example.said, example.marked) == ()


def test_an_example_answer_leaves_nothing_open(example: Example) -> None:
    used = {use.numeral for use in uses(example.said)}
    assert used == set(example.marked.numerals)


def test_an_example_answer_makes_a_record_without_contradictions(example: Example) -> None:
    extraction, model = replayed(example)
    assert model.asked == 1
    assert extraction.ledger.unclaimed == ()
    assert extraction.coverage.complete
    assert [result for result in extraction.results if result.outcome in ("warn", "error")] == []
    assert [result for result in extraction.results if result.outcome == "ok"]


def test_every_relation_of_an_example_reaches_the_record(example: Example) -> None:
    extraction, _ = replayed(example)
    assert len(extraction.record.breakdowns) == len(example.said.relations)
    assert len(extraction.record.indicators) == len(example.said.indicators)
    assert [project.name for project in extraction.record.projects] == [project.name for project in example.said.projects]


PARTS = {"name": "try", "version": "1", "schema": "answer/1", "variables": "chunk", "why": "A test."}


def written(parts: dict[str, str], body: str = "# user\nRead $chunk\n") -> str:
    front = "".join(f"{name}: {value}\n" for name, value in parts.items())
    return f"---\n{front}---\n{body}"


def test_a_prompt_holds_together() -> None:
    prompt = parse_prompt(written(PARTS, "# system\nBe $trict.\n# user\nRead $chunk\n# shown\n{s1}甲\n# answer\n{}\n"))
    assert (prompt.name, prompt.version, prompt.variables) == ("try", 1, ("chunk",))
    assert prompt.system == "Be $trict."
    assert prompt.examples == (("{s1}甲", "{}"),)
    assert prompt.fill({"chunk": "costs $5 and $chunk"}) == "Read costs $5 and $chunk"


@pytest.mark.parametrize("missing", FIELDS)
def test_every_field_of_the_front_matter_is_wanted(missing: str) -> None:
    with pytest.raises(PromptError):
        parse_prompt(written({name: value for name, value in PARTS.items() if name != missing}))


@pytest.mark.parametrize(
    "text",
    [
        "# user\nRead $chunk\n",
        written({**PARTS, "author": "x"}),
        written(PARTS).replace("why: A test.", "why: A test.\nwhy: Another."),
        written({**PARTS, "version": "one"}),
        written({**PARTS, "version": "0"}),
        written({**PARTS, "name": "two words"}),
        written({**PARTS, "why": " "}),
        written({**PARTS, "variables": "chunk, title"}),
        written({**PARTS, "variables": "chunk, chunk"}),
        written({**PARTS, "variables": ""}),
        written(PARTS, "# user\nRead $chunk of $title\n"),
        written(PARTS, "# user\nRead $chunk for $5\n"),
        written(PARTS, "# system\nOnly rules\n"),
        written(PARTS, "# user\nRead $chunk\n# user\nAgain $chunk\n"),
        written(PARTS, "# user\nRead $chunk\n# system\nA\n# system\nB\n"),
        written(PARTS, "# user\nRead $chunk\n# shown\n{s1}甲\n"),
        written(PARTS, "# user\nRead $chunk\n# answer\n{}\n# shown\n{s1}甲\n"),
        written(PARTS, "lost words\n# user\nRead $chunk\n"),
    ],
    ids=[
        "no front matter", "unknown field", "field twice", "version no number", "version zero", "name with space", "empty why",
        "variable not used", "variable twice", "no variables", "variable not declared", "stray dollar", "no user part",
        "two user parts", "two system parts", "example without answer", "answer before example", "words outside parts",
    ],
)  # fmt: skip
def test_a_prompt_that_does_not_hold_together_is_refused(text: str) -> None:
    with pytest.raises(PromptError):
        parse_prompt(text)


@pytest.mark.parametrize("values", [{}, {"chunk": "a", "title": "b"}, {"title": "b"}])
def test_a_template_is_filled_with_exactly_its_variables(values: dict[str, str]) -> None:
    with pytest.raises(PromptError):
        parse_prompt(written(PARTS)).fill(values)


def test_a_prompt_says_what_its_file_is_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "other.v1.md").write_text(written(PARTS), encoding="utf-8")
    monkeypatch.setattr("extractor.readers.llm.prompts.files", lambda _: tmp_path)
    with pytest.raises(PromptError):
        load_prompt("other", 1)


def test_prompts_are_values() -> None:
    assert load_prompt("read", 1) == load_prompt("read", 1)
    assert isinstance(load_prompt("repair", 1), Prompt)
