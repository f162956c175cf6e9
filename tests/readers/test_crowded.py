"""Where prose gives one owner many different amounts of one measure, the grammar lost track and claims less."""

from extractor.pipeline import extract

HEAD = "云汀县应急管理局2023年度项目支出绩效自评报告\n"


def test_subtotals_of_groups_are_not_all_the_units_own(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(
        HEAD + "装备类各项相加，预算数为120万元，支出108万元。\n培训类各项相加，预算数为40万元，支出33万元。\n"
        "演练类各项相加，预算数为25.5万元，支出25.5万元。\n全部相加，预算数为185.5万元，支出166.5万元，执行率89.76%。\n",
        encoding="utf-8",
    )
    extraction, _ = extract(path)
    assert [finding.message for finding in extraction.findings] == []


def test_what_is_printed_twice_stays(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(
        HEAD + "2023年本单位全年预算数185.5万元，支出166.5万元。\n综上，本单位全年预算数185.5万元，支出166.5万元，执行率89.76%。\n",
        encoding="utf-8",
    )
    extraction, _ = extract(path)
    assert {one.printed for quantity in extraction.record.quantities for one in quantity.mentions} >= {"185.5", "166.5", "89.76"}
