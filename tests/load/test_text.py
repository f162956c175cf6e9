"""Plain text: encodings, paragraphs, tables of every form."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from extractor.load import load
from extractor.load.compose import Paragraph, join_lines
from extractor.load.text import parts_of

SHARED = Path(__file__).parents[2].parent / "shared"
needs_corpus = pytest.mark.skipif(not SHARED.is_dir(), reason="the corpus lies beside the repository, not in it")


def bare(text):
    return re.sub(r"\s+", "", text)


def prose(text, markdown=False):
    return [part.text for part in parts_of(text, markdown)[0] if isinstance(part, Paragraph) and not part.because]


def codes(text):
    return [notice.code for notice in parts_of(text)[1]]


# Carriers -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
        lambda text: text.encode("gb18030"),
        lambda text: text.replace("\n", "\r\n").encode("gbk"),
        lambda text: text.replace("\n", "\r").encode(),
    ],
)
def test_encodings_and_line_ends_give_one_document(tmp_path, encode):
    path = tmp_path / "报告.txt"
    path.write_bytes(encode("一、基本情况\n预算数2635.73万元，执行率≥95%。\n\n项目\t预算\n甲\t10\n"))
    document = load(path)
    assert document.text == "一、基本情况\n预算数2635.73万元，执行率≥95%。\n项目\t预算\n甲\t10"
    assert (document.kind, document.source, document.pages) == ("text", "报告.txt", ())


def test_a_cut_last_character_is_told(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("预算绩效自评报告，执行数十万元".encode()[:-1])
    assert [notice.code for notice in load(path).notices] == ["repaired"]


def test_spans_point_into_the_text(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("标题\n项目\t预算\n甲\t10\n乙\t\n尾注。", encoding="utf-8")
    document = load(path)
    assert [document.text[slice(*block.span)] for block in document.blocks] == ["标题", "项目\t预算\n甲\t10\n乙\t", "尾注。"]
    cells = document.tables[0].table.cells
    assert [document.text[slice(*cell.span)] for cell in cells] == ["项目", "预算", "甲", "10", "乙", ""]
    assert all(one.span[1] < two.span[0] for one, two in pairwise(document.blocks))


def test_invisible_characters_and_bookmarks_go():
    assert prose("[bookmark: _GoBack]预算8\u200b14.78万元\ufeff。") == ["预算814.78万元。"]


# Paragraphs -----------------------------------------------------------------------------------------------------------


def test_a_paragraph_cut_by_a_page_break_is_one_again():
    before = "2024年度项目支出102.83万元，其中：美丽乡村幸福家园建设项目90.06万元；党费"
    assert prose(f"二、支出\n\n{before}\n\n专项-防汛抢险救灾2万元；征地8.17万元。") == [
        "二、支出",
        f"{before}专项-防汛抢险救灾2万元；征地8.17万元。",
    ]


def test_a_page_number_between_the_pieces_is_set_aside():
    text = "我镇通过科学的预算编制、严格的执行监督，形成有效的绩效\n\n— 3 —\n\n评价机制，使用规范。"
    assert prose(text) == ["我镇通过科学的预算编制、严格的执行监督，形成有效的绩效评价机制，使用规范。"]
    assert [part.because for part in parts_of(text)[0] if part.because] == ["页码"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("积极跟进项目实施进度，合理拨付项目资金，强化预算资金执行率", "三、下一步工作措施，加强管理。"),
        ("积极跟进项目实施进度，合理拨付项目资金，强化预算资金执行率", "2.办公用房租赁费，预算资金272.82万元。"),
        ("积极跟进项目实施进度，合理拨付项目资金，强化预算资金执行率。", "本单位加强管理，成效明显。"),
        ("（二）评价指标分析（或综合评价情况）以及其他有关内容的说明", "2024 年我镇部门整体支出的效益和效果，主要如下。"),
        ("2023年度部门整体支出绩效自评工作报告", "根据通知要求，我单位认真开展了工作。"),
        ("积极跟进项目实施进度，合理拨付项目资金，强化预算资金执行率", "附件：自评表，共三份。"),
        ("积极跟进项目实施进度，合理拨付项目资金，强化预算资金执行率", "填表人：刘某"),
    ],
)
def test_paragraphs_that_stay_apart(before, after):
    assert prose(f"{before}\n\n{after}") == [before, after]


def test_a_style_without_full_stops_is_no_row_of_page_breaks():
    lines = [f"加强第{n}方面的预算管理，提高财政资金的使用效益，确保资金安全" for n in "甲乙丙丁"]
    assert prose("\n\n".join(lines)) == lines
    longer = [line * 9 for line in lines]
    assert prose("\n\n".join(longer)) == longer


def test_hard_wrapped_lines_are_one_paragraph():
    sentence = "根据通知要求，我单位认真组织开展了绩效自评工作，本年度安排项目资金八百万元，实际支出七百五十万元，" * 4
    wrapped = "\n".join(sentence[i : i + 32] for i in range(0, len(sentence), 32))
    assert prose(f"一、基本情况\n{wrapped}\n（一）资金情况\n{wrapped}\n") == [
        "一、基本情况",
        sentence,
        "（一）资金情况",
        sentence,
    ]


def test_a_contents_list_is_set_aside():
    parts = parts_of("目录\n一、概况\t1\n二、资金\t3\n\n三、成效........5\n\n一、概况\n正文。")[0]
    assert [part.text for part in parts if part.because == "目录"] == ["一、概况 1", "二、资金 3", "三、成效........5"]


def test_indented_paragraphs_are_no_table():
    assert prose("\t根据要求，开展工作。\n\t二、情况\n\t本单位共有项目3个。\n\n\t无。") == [
        "根据要求，开展工作。",
        "二、情况",
        "本单位共有项目3个。",
        "无。",
    ]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["执行率", "（B/A）"], "执行率（B/A）"),
        (["1955", "20"], "1955 20"),
        (["购置10台", "2.维修"], "购置10台 2.维修"),
        ([" 目标1：", "", "全面完成 "], "目标1：全面完成"),
    ],
)
def test_soft_line_breaks(lines, joined):
    assert join_lines(lines) == joined


# The five reports -----------------------------------------------------------------------------------------------------


@needs_corpus
@pytest.mark.parametrize("number", ["000", "001", "003"])
def test_seeds_give_the_true_text(number):
    (seed,) = (SHARED / "seeds").glob(f"{number}*")
    assert bare(load(seed).text) == bare((SHARED / "corpus/truth" / f"{number}.txt").read_text("utf-8"))


@needs_corpus
def test_seed_paragraphs_cut_by_a_page_break():
    for number in ("002", "004"):
        (seed,) = (SHARED / "seeds").glob(f"{number}*")
        truth = bare((SHARED / "corpus/truth" / f"{number}.txt").read_text("utf-8"))
        document = load(seed)
        texts = [bare(document.text[slice(*block.span)]) for block in document.blocks if block.kind == "paragraph"]
        assert all(text in truth for text in texts)


@needs_corpus
def test_seed_003_table_is_rebuilt_exactly():
    (seed,) = (SHARED / "seeds").glob("003*")
    document = load(seed)
    (block,) = document.tables
    truth = json.loads((SHARED / "corpus/truth/003_汇总表.json").read_text("utf-8"))
    found = {(c.row, c.col, c.row_span, c.col_span, document.text[slice(*c.span)]) for c in block.table.cells}
    assert found == {(c["r"], c["c"], c["rs"], c["cs"], c["t"]) for c in truth["cells"]}


@needs_corpus
def test_seed_004_has_two_tables():
    (seed,) = (SHARED / "seeds").glob("004*")
    assert [(block.table.n_rows, block.table.n_cols) for block in load(seed).tables] == [(22, 7), (24, 9)]
