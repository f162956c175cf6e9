"""The report that two readings are reconciled over."""

from __future__ import annotations

import pytest

from extractor.document import Document

from .says import Says, document

PROSE = "柳河镇人民政府2023年度绩效自评报告\n灯具购置（第一批）在先，灯具购置（第二批）在后。\n河道清淤工程预算30万元，支出28.5万元。路灯维护费安排20万元，用于更换灯具16万元。\n三公经费支出2.1万元。\n"
TABLE = "项目名称\t预算数（万元）\t执行数（万元）\t甲\n河道清淤工程\t30\t28.5\t7\n路灯维护费\t20\t16\t8\n合计\t50\t44.5\t9\n"
SCORES = (
    "一级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
    "产出指标\t清淤长度\t≥12公里\t13公里\t20\t19\n产出指标\t更换灯具\t≥300盏\t310盏\t25\t24\n总分\t\t\t\t45\t43\n"
)
REPORT = PROSE + TABLE + SCORES


@pytest.fixture
def prose() -> Document:
    return document(PROSE)


def both(text: str, suffix: str = ".txt") -> tuple[Document, Says, Says]:
    found = document(text, suffix)
    return found, Says(found), Says(found)
