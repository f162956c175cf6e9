"""Claims in words, status and reason."""

from __future__ import annotations

import pytest

from .make import read


@pytest.mark.parametrize(
    ("sentence", "kind", "text"),
    [
        ("2023年绩效目标全部完成。", "completion", "2023年绩效目标全部完成"),
        ("我镇严格控制三公经费支出。", "control", "严格控制三公经费支出"),
        ("年末无结余。", "none", "无结余"),
        ("工程款未全额支付。", "paid", "工程款未全额支付"),
        ("执行率最高。", "rank", "执行率最高"),
    ],
)
def test_claims_of_the_unit(sentence: str, kind: str, text: str) -> None:
    claims = read(f"三、绩效情况\n今年各项工作平稳。{sentence}").record.claims
    assert [(c.kind, c.text, c.subject) for c in claims] == [(kind, text, None)]


@pytest.mark.parametrize("heading", ["四、下一步工作措施", "一、工作职责", "五、存在的问题及建议", "二、绩效目标设定"])
def test_plans_and_duties_claim_nothing(heading: str) -> None:
    assert read(f"{heading}\n严格控制公用经费支出。年度目标全部完成。").record.claims == ()


def test_the_words_of_a_claim_are_a_span() -> None:
    report = read("三、绩效情况\n今年绩效目标全部完成，无结余。")
    for index, claim in enumerate(report.record.claims):
        place = report.extraction.provenance[f"/claims/{index}/text"]
        assert report.document.text[slice(*place.span)] == place.quote == claim.text


ITEMS = (
    "二、项目\n项目共2个，预算总金额50万元，具体如下：\n1.河道清淤工程，预算30万元，支出28.5万元。{}\n"
    "2.路灯维护费，预算20万元，支出20万元，执行率100%。已验收。"
)


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("年度目标全部完成。", "met"),
        ("绩效目标基本完成。", "mostly_met"),
        ("绩效目标未完全完成。", "partly_met"),
        ("部分完成年度任务。", "partly_met"),
        ("绩效目标未完成。", "not_met"),
        ("工程按图施工。", None),
    ],
)
def test_the_status_of_a_project(sentence: str, status: str | None) -> None:
    report = read(ITEMS.format(sentence))
    assert report.project("河道清淤工程").status == status
    assert report.project("路灯维护费").status is None


@pytest.mark.parametrize("cue", ["主要原因是", "原因为", "未完成原因：", "主要是由于", "系因", "主要原因在于"])
def test_a_reason_is_what_follows_its_cue(cue: str) -> None:
    report = read(ITEMS.format(f"尾款未支付，{cue}材料涨价，未及时采购。"))
    assert report.project("河道清淤工程").reason == "材料涨价，未及时采购"
    assert report.project("路灯维护费").reason is None


def test_a_claim_inside_an_item_is_about_its_project() -> None:
    report = read(ITEMS.format("工程款未全额支付。"))
    assert [(c.kind, c.subject) for c in report.record.claims] == [("paid", "/projects/0")]
