"""Every printed form of a number, one example after the other: text on the left, what is read on the right."""

from decimal import Decimal

import pytest

from extractor.numerals import tokenize

from .make import exact, figures, shorts

FORMS = {
    # full width, separators, broken numbers
    "１２．５％": ["12.5%"],
    "支出１，２３４．５６万元": ["1,234.56万元"],
    "1,234,567.89元": ["1,234,567.89元"],
    "1,23元": ["1", "23元"],
    "1,234,56元": ["1", "234", "56元"],
    "项目3个，120户受益": ["3个", "120户"],
    "6项，100人": ["6项", "100人"],
    "3200 次": ["3200次"],
    "45 万元": ["45万元"],
    "814. 79": ["814.79"],
    "814 .79万元": ["814.79万元"],
    "预算金额 1 234.5 万元": ["1 234.5万元".replace(" ", "")],
    "10 100.00%": ["10", "100.00%"],
    ".5万元": [".5万元"],
    "52.800000万元": ["52.800000万元"],
    # percentages
    "百分之二十": ["20%"],
    "百分之三点五": ["3.5%"],
    "百分之百": ["100%"],
    "百分之95": ["95%"],
    "千分之三": ["3‰"],
    "12﹪": ["12%"],
    "提高5个百分点": ["5百分点"],
    "支付率10%-60%": ["10%", "60%"],
    "35.5\\%": ["35.5%"],
    "0.5‰": ["0.5‰"],
    # Chinese numbers with a measure word
    "十三个": ["13个"],
    "三十五户": ["35户"],
    "两万元": ["2万元"],
    "一百二十人": ["120人"],
    "五千元": ["5000元"],
    "三点五万元": ["3.5万元"],
    "二十余人": ["余20人"],
    "两辆": ["2辆"],
    "一百零五座": ["105座"],
    "三百五十元": ["350元"],
    "一万二千元": ["12000元"],
    "五个村、六个社区": ["5个", "6个"],
    # bounds
    "≥95%": ["≥95%"],
    "≤ 1999.37 万元": ["≤1999.37万元"],
    "＞3次": [">3次"],
    "不低于90%": ["≥90%"],
    "不少于 100人次": ["≥100人次"],
    "不超过5%": ["≤5%"],
    "不高于3万元": ["≤3万元"],
    "大于等于60分": ["≥60分"],
    "大于60分": [">60分"],
    "小于 3%": ["<3%"],
    "超过50万元": [">50万元"],
    "控制在100万元以内": ["≤100万元"],
    "约50人": ["约50人"],
    "近200户": ["约200户"],
    "近3年": ["3年"],
    "节约5万元": ["5万元"],
    "附近3公里": ["3公里"],
    "超额3万元": ["3万元"],
    "达到100次以上": ["以上100次"],
    "90分及以上": ["以上90分"],
    "90分（含）以上": ["以上90分"],
    "5%以下": ["以下5%"],
    "10万元以内": ["以下10万元"],
    "30人左右": ["约30人"],
    "50余平方米": ["余50平方米"],
    "50余万元": ["余50万元"],
    "3万多元": ["余3万元"],
    "50多人": ["余50人"],
    "余额50万元": ["50万元"],
    "覆盖率=100%": ["=100%"],
    "80≤得分＜90": ["≥80", "<90"],
    # ranges and lists share the unit
    "80-89分": ["80分", "89分"],
    "5%～10%": ["5%", "10%"],
    "3至5人": ["3人", "5人"],
    "3.2—5万元": ["3.2万元", "5万元"],
    "分别为10、20和30万元": ["10万元", "20万元", "30万元"],
    # signs
    "增长-5.2%": ["-5.2%"],
    "－12.5": ["-12.5"],
    "增减+3.2万元": ["3.2万元"],
    "△4.5万元": ["-4.5万元"],
    "60%-70%": ["60%", "70%"],
    "一般公共预算-本级 26万元": ["26万元"],
    # formulas, LaTeX
    "22村*5.2万元=114.4万元": ["22村", "5.2万元", "114.4万元"],
    "1500元/人×30人": ["1500元/人", "30人"],
    "1500元/人x30人=4.5万元": ["1500元/人", "30人", "4.5万元"],
    "500元/人*12月": ["500元/人", "12月"],
    "$\\geq 95\\%$": ["≥95%"],
    "$=100\\%$": ["=100%"],
    "\\leq 3万元": ["≤3万元"],
    "$3 \\times 5$": ["3", "5"],
    "100 $m^2$": ["100m²"],
    "200m²": ["200m²"],
    "执行率=B/A×100%": [],
    # units
    "12.5万": ["12.5万"],
    "300元、5角": ["300元", "5角"],
    "3亿元": ["3亿元"],
    "5千元": ["5千元"],
    "3百万元": ["3百万元"],
    "30萬(wàn)元": ["30万元"],
    "30萬（wàn）元": ["30万元"],
    "1.2億元": ["1.2亿元"],
    "1 次/ 月": ["1次/月"],
    "40次/年": ["40次/年"],
    "每人每月500元": ["500元"],
    "600元/人·月": ["600元/人·月"],
    "3.2万平方米": ["3.2万平方米"],
    "1.5万人次": ["1.5万人次"],
    "830支出": ["830"],
    "2635本级": ["2635"],
    "82项目": ["82"],
    # 分 is a score, unless it is not
    "93.86分": ["93.86分"],
    "80-89分之间": ["80分", "89分"],
    "得90分为优秀": ["90分"],
    "5分钟": ["5分钟"],
    "甲、乙10分别为": ["10"],
    "3分之1": ["3", "1"],
    "数据5分类": ["5"],
    "（一）产出（自评得分50分）": ["50分"],
    # glued cells: one run until the columns are known
    "1030万元": ["1030万元"],
    "50005000100%": ["50005000100%"],
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FORMS.items())
def test_form(text: str, expected: list[str]) -> None:
    assert figures(text) == expected


ASIDES = {
    "2024年12月31日": ["2024年12月31 date"],
    "2024 年 12 月 31 日": ["2024年12月31 date"],
    "2024.12.31": ["2024.12.31 date"],
    "2024-12-31": ["2024-12-31 date"],
    "2023年度": ["2023 date"],
    "填报日期：2025.3": ["2025.3 date"],
    "3月、9月": ["3月、9 date"],
    "3月-5月": ["3月-5 date"],
    "4 月--5 月": ["4月--5 date"],
    "1-11月": ["1-11 date"],
    "11月底": ["11 date"],
    "20xx年": ["20 date"],
    "2023-2025年": ["2023 date", "2025 date"],
    "2020325日": ["2020325 date"],
    "二〇二三年十二月": ["2023 date"],
    "2024预算数": ["2024 date"],
    "1.加强管理": ["1 ordinal"],
    "2、前期准备": ["2 ordinal"],
    "（3）资金": ["3 ordinal"],
    "第3名": ["3 ordinal"],
    "目标1：狠抓": ["1 ordinal"],
    "附件1-2": ["1-2 ordinal"],
    "表2": ["2 ordinal"],
    "①项目": ["1 ordinal"],
    "⑩项目": ["10 ordinal"],
    "为：1.完成率；2.满意": ["1 ordinal", "2 ordinal"],
    "某财发〔2024〕15号": ["2024〕15 document_number"],
    "某政发[2011]77号": ["2011]77 document_number"],
    "（某财建﹝2019﹞325 号）": ["2019﹞325 document_number"],
    "某财建2019〕325号": ["2019〕325 document_number"],
    "电话：13812345678": ["13812345678 phone"],
    "0571-88886666": ["0571-88886666 phone"],
    "拨打12345热线": ["12345 phone"],
    "450000230000000123": ["450000230000000123 code"],
    "项目编码：P20230001": ["20230001 code"],
    "政务中心4 楼": ["4 address"],
    "12号": ["12 address"],
    "C区3栋": ["3 address"],
    "S999线": ["999 name_part"],
    "G50高速": ["50 name_part"],
    "985高校": ["985 name_part"],
    "PM2.5": ["2.5 name_part"],
    "“1+6+N”模式": ["1+6 name_part"],
    "100字以内": ["100 name_part"],
    "×100%": ["100 formula"],
}


@pytest.mark.parametrize(("text", "expected"), ASIDES.items())
def test_set_aside(text: str, expected: list[str]) -> None:
    assert shorts(text) == expected


NO_NUMBERS = """
三公经费 两站一室 三会一课 一般公共预算 一体化 第一 一级指标 一是 二、 十四五 一个 一批 一座 一次性 一定
五保户 三级指标 “三项基础”建设 两个维护 四个意识 五个一 数十个 几十个 百户 千元 万元 一村一品 一户一档
二次供水 一难两乱 三楼 三期 十分重要 半保留村 第三方 三农 四县 第二批 十几个 每百人 百分制 一等 七一 八项规定
三年行动
"""


@pytest.mark.parametrize("text", NO_NUMBERS.split())
def test_words_that_only_look_like_numbers(text: str) -> None:
    assert shorts(text) == []


def test_span_covers_the_digits_and_extent_the_rest() -> None:
    text = "单位整体经费≤ 1999.37 万元，"
    (token,) = tokenize(text)
    assert text[slice(*token.span)] == "1999.37"
    assert text[slice(*token.extent)] == "≤ 1999.37 万元"
    assert (token.value, token.decimals) == (Decimal("1999.37"), 2)


def test_chinese_number_keeps_its_characters_in_the_span() -> None:
    text = "共十三个部门"
    (token,) = tokenize(text)
    assert (token.printed, text[slice(*token.span)], text[slice(*token.extent)]) == ("13", "十三", "十三个")


def test_a_comma_of_a_sentence_does_not_group() -> None:
    assert figures("涉及7，773户") == ["7", "773户"]


def test_trailing_zeros_and_separators_stay_in_print() -> None:
    (token,) = tokenize("3,122.00万元")
    assert (token.printed, token.value, token.decimals) == ("3,122.00", Decimal("3122.00"), 2)


def test_month_or_amount() -> None:
    assert shorts("合计\t2025.3\t4295.92") == ["2025.3 plain", "4295.92 plain"]
    assert shorts("填报日期：2025.3 联系电话：13812345678") == ["2025.3 date", "13812345678 phone"]


def test_lost_bracket_offers_the_shorter_amounts() -> None:
    year, amount = tokenize("（财建〔20193257000万元）")
    assert (year.printed, year.kind) == ("2019", "document_number")
    assert "7000" in amount.alternatives


def test_very_long_numbers_stay_exact() -> None:
    assert exact("支出" + "9" * 5000 + "万元") == Decimal("9" * 5000)
