"""Every sentence of the checks, in both languages, in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from extractor.checks.messages_reference import REFERENCE_SENTENCES, REFERENCE_TITLES
from extractor.checks.messages_repair import REPAIR_SENTENCES
from extractor.checks.messages_rules import RULE_ROLES, RULE_SENTENCES, RULE_TITLES

Lang = Literal["zh", "en"]

ROLES: Mapping[str, tuple[str, str]] = {
    "initial_budget": ("年初预算数", "initial budget"), "budget": ("预算数", "budget"), "executed": ("执行数", "executed amount"),
    "rate": ("执行率", "execution rate"), "weight": ("分值", "weight"), "score": ("得分", "score"), "count": ("个数", "count"),
    "unit_price": ("单价", "unit price"), "change": ("增减额", "change"), "share": ("占比", "share"),
    "balance": ("结余", "balance"), "other": ("数值", "figure"), "actual": ("实际完成值", "actual"), "name": ("名称", "name"),
    "target": ("年度指标值", "target"), "band": ("范围界限", "bound of a range"),
    **RULE_ROLES,
}  # fmt: skip

TITLES: Mapping[str, tuple[str, str]] = {
    **REFERENCE_TITLES,
    "A1": ("分项合计与总数不符", "parts do not add up to the total"),
    "A2": ("各列之和与合计列不符", "columns do not add up across the row"),
    "A3": ("执行率与执行数、预算数不符", "execution rate does not follow from its amounts"),
    "A4": ("比率合计不符", "shares do not fit"),
    "A5": ("预算执行得分与执行率不符", "execution score does not follow from the rate"),
    "A6": ("得分合计不符", "scores do not add up"),
    "A7": ("分值合计不符", "weights do not add up"),
    "A8": ("加权平均不符", "weighted mean does not fit"),
    "A9": ("增减额与前后两期数不符", "change does not follow from the two periods"),
    "A10": ("乘积不符", "product does not fit"),
    "A11": ("个数合计不符", "counts do not add up"),
    "A12": ("所称个数与所列项数不符", "stated count differs from the items listed"),
    "B1": ("{role}前后不一致", "{role} differs between mentions"),
    "B2": ("清单与表格的项目对不上", "list and table do not name the same projects"),
    "C1": ("执行数超过预算数", "spent more than the budget"),
    "C2": ("其中数超过总数", "a part exceeds its whole"),
    "C4": ("得分超过分值", "score above its weight"),
    "D7": ("满分指标没有实际完成值", "full marks without an actual value"),
    "G1": ("规则与模型读法不同", "rules and model read it differently"),
    "G3": ("识别有疑的数字", "doubtful reading of a number"),
    "G4": ("有未读的部分", "a part was not read"),
    "G5": ("有隐藏文字或写给模型的文字", "hidden text, or text that addresses a model"),
    **RULE_TITLES,
}

SENTENCES: Mapping[str, tuple[str, str]] = {
    **REFERENCE_SENTENCES,
    # common
    "missing": ("{who}：缺少{what}，未核对。", "{who}: {what} is missing, not checked."),
    "implied": ("{who}：未印{what}，按其余各数应为{value}，无从核对。",
                "{who}: no {what} printed; the others imply {value}. Not checked."),
    "hedged": ("{who}：{what}带有“{op}”等约数或界限，不作相等核对。",
               "{who}: {what} is hedged or a bound ({op}); equality is not checked."),
    "units": ("{who}：各数单位不同（{units}），不能相加，未核对。", "{who}: units differ ({units}), not added up."),
    "settled": ("{who}：该关系已用于辨认数字，不再作为印证。",
                "{who}: this relation was used to read the digits and confirms nothing."),
    "unit_doubt": ("{said}若单位为{unit}则相符；单位取自表头或上下文，请核对单位。",
                   "{said} It would fit in {unit}; the unit was taken from a header or context: check the unit."),
    "rate.adjusted": ("{said}只读到年初预算，请核对有无调整后预算。",
                      "{said} Only the initial budget was read: check for an adjusted one."),
    "unfilled": ("{said}其中的0可能是表格未填的默认值，请核对。", "{said} The 0 may be a form's default; please check."),
    "sum.confirmed": ("{said}而{above}的{total}恰合按{value}计的各项之和。",
                      "{said} And {total} of {above} is just the sum with {value} in its place."),
    "omitted": ("{said}所称项数为{stated}，实列{listed}项，可能漏列或漏读。",
                "{said} {stated} items are stated, {listed} are listed: one may be left out or unread."),
    "scope": ("{said}但各数截止日期不同（{dates}），请核对口径。",
              "{said} But the as-of dates differ ({dates}); check the scope."),
    "cut": ("（本报告此类比率按截断取位）", " (rates of this form are cut off, not rounded, in this report)"),
    # sums
    "sum.ok": ("{who}：{whole} = {parts}，相符。", "{who}: {whole} = {parts}, fits."),
    "sum.rounding": ("{who}：印为{whole}，而 {parts} = {value}，只差末位（{off}），属取位差。",
                     "{who}: printed {whole}, but {parts} = {value}; off by the last place only ({off})."),
    "sum.error": ("{who}：印为{whole}，而 {parts} = {value}，相差{off}。",
                  "{who}: printed {whole}, but {parts} = {value}; off by {off}."),
    "sum.elsewhere": ("{who}：{whole}处未印各分项，另一处的总数与分项相符，此处只作前后核对。",
                      "{who}: {whole} stands without its parts; the total printed with them fits, this one is compared with it."),
    "of.ok": ("{who}：其中 {parts} 合计{value}，不超过{whole}。", "{who}: of which {parts} = {value}, within {whole}."),
    "of.error": ("{who}：其中 {parts} 合计{value}，超过总数{whole}。",
                 "{who}: of which {parts} = {value}, more than the whole {whole}."),
    "of.overlap": ("{who}：其中 {parts} 合计{value}，超过{whole}；各项可能互有重叠，请核对。",
                   "{who}: of which {parts} = {value}, more than {whole}; the parts may overlap. Please check."),
    "rows.open": ("表中各来源列之和在各行均不等于合计列，视为不完整的分列，未核对。",
                  "No row of the table foots across these columns; they do not divide the total and are not checked."),
    # rates
    "rate.ok": ("{who}：{rate} 与 {above} ÷ {below} = {value} 相符。", "{who}: {rate} fits {above} ÷ {below} = {value}."),
    "rate.initial": ("{who}：{rate} 与 {above} ÷ 年初预算 {below} = {value} 相符（分母为年初预算）。",
                     "{who}: {rate} fits {above} ÷ initial budget {below} = {value} (the denominator is the initial budget)."),
    "rate.error": ("{who}：印为{rate}，而 {above} ÷ {below} = {value}。",
                   "{who}: printed {rate}, but {above} ÷ {below} = {value}."),
    "rate.turned": ("{said}印出的数与预算÷执行相符，分子分母可能颠倒。",
                    "{said} It fits budget ÷ executed: the ratio is turned round."),
    "rate.ratio": ("{said}印出的数作为小数（未乘100）相符，请核对单位。",
                   "{said} It fits as a plain ratio not multiplied by 100: check the unit."),
    "rate.as_printed": ("{said}金额若为四舍五入之数尚可相符，但本报告其他执行率均按印出的金额算得。",
                        "{said} Rounded amounts would allow it, but the report computes its other rates from the amounts as printed."),
    "rate.apart": ("{said}执行率与两个金额不在一处印出，请核对是否同一口径。",
                   "{said} The rate stands apart from the two amounts; check that they are of one scope."),
    "rate.zero": ("{who}：预算与执行均为0，比率无从计算。", "{who}: budget and spending are both 0, there is no ratio."),
    "rate.nobudget": ("{who}：预算为0，比率无从计算。", "{who}: the budget is 0, there is no ratio."),
    "over": ("{who}：执行数{executed}超过预算数{budget}，请核对有无调整。",
             "{who}: {executed} spent of {budget}; an adjustment is needed."),
    "over.zero": ("{who}：预算数为0而执行数为{executed}。", "{who}: {executed} spent without a budget."),
    "over.ok": ("{who}：执行数{executed}不超过预算数{budget}。", "{who}: {executed} spent, within {budget}."),
    # scores
    "execution.ok": ("{who}：预算执行得分{score} = 分值{weight} × {rate}，相符。",
                     "{who}: execution score {score} fits weight {weight} × {rate}."),
    "execution.off": ("{who}：预算执行得分印为{score}，而分值{weight} × {rate} = {value}。",
                      "{who}: execution score printed {score}, but weight {weight} × {rate} = {value}."),
    "execution.tier": ("{said}当地可能另有分档规则，请核对。", "{said} A local tier rule may apply; please check."),
    "unread": ("{said}分值与得分同向相差，可能有一行漏列、漏读或重读。",
               "{said} Weights and scores are off the same way: a row may be left out, unread or counted twice."),
    "full.over": ("{who}：{whole} = {parts}，各项分值之和与所印总计相符，但超过100分，请核对。",
                  "{who}: {whole} = {parts}; the weights add up to their printed total, but make more than 100. Please check."),
    "full.hundred": ("{who}：未印分值总计，各项分值之和为{value}，不是100。",
                     "{who}: no total weight printed; the weights add up to {value}, not 100."),
    "full.partial": ("{who}：各项分值之和为{value}，可能未列全，未核对。",
                     "{who}: the weights add up to {value}; the rows may not be all there, not checked."),
    "cap.ok": ("{who}：得分{score}不超过分值{weight}。", "{who}: score {score}, within weight {weight}."),
    "cap.error": ("{who}：得分{score}超过分值{weight}。", "{who}: score {score} is above the weight {weight}."),
    "actual.full": ("{who}：没有实际完成值，却得满分{score}。", "{who}: no actual value, yet full marks ({score})."),
    "actual.none": ("{who}：没有实际完成值，无从评分。", "{who}: no actual value, the score cannot be judged."),
    "actual.column": ("{who}：该评分表各行均无实际完成值，不逐行提示。",
                      "{who}: no row of this score table prints an actual value."),
    # duplicates, counts, lists
    "same.ok": ("{who}：{role}各处均为{first}，一致。", "{who}: all mentions of the {role} agree ({first})."),
    "same.error": ("{who}：{role}一处印为{first}，另一处印为{other}。",
                   "{who}: the {role} is printed {first} in one place and printed {other} in another."),
    "stated": ("印为{text}", "printed {text}"),
    "stated.corrected": ("更正为{text}", "corrected to {text}"),
    "same.later": ("{who}：{role}截至{date}为{other}，年末为{first}，截止日期不同，不比较。",
                   "{who}: the {role} is {other} as of {date} and {first} at the year's end; different dates are not compared."),
    "same.shrank": ("{who}：{role}截至{date}为{other}，年末反为{first}，请核对。",
                    "{who}: the {role} is {other} as of {date} but {first} at the year's end; please check."),
    "same.parts": ("{said}其中最大的一个恰为其余之和，或是分项与合计，请核对。",
                   "{said} The largest is the sum of the others: they may be parts and their total. Please check."),
    "same.scopes": ("{who}：同名之下印有几组各自相符的预算数、执行数和执行率，口径（年度、批次、资金来源）或不同，请核对（{printed}）。",
                    "{who}: several budgets, amounts spent and rates of this name differ and agree among themselves; they may be of "
                    "different scopes (years, batches, sources). Please check ({printed})."),
    "same.entry": ("{who}：名称相同的两处{role}不同（{first}、{other}），请核对是否同一事项。",
                   "{who}: two figures ({role}) of one name differ ({first}, {other}); check whether they are the same fact."),
    "count.ok": ("{who}：所称{stated}项，实列{listed}项，相符。", "{who}: {stated} stated, {listed} listed, fits."),
    "count.error": ("{who}：所称{stated}项，实列{listed}项。", "{who}: {stated} items are stated, but {listed} are listed."),
    "count.unlisted": ("{who}：所称{stated}项，报告未逐项列出，无从核对。",
                       "{who}: {stated} items are stated but not listed one by one."),
    "align.list": ("{who}：清单或正文列有该项目，表中没有。", "{who}: listed in the text but not in the table."),
    "align.table": ("{who}：表中有该项目，清单或正文没有列出。", "{who}: in the table but not listed in the text."),
    "align.alike": ("{said}名称相近且预算相同的是“{other}”，可能是同一项目。",
                    "{said} “{other}” has a similar name and the same budget."),
    "align.ok": ("清单与表格所列的{n}个项目一一对应。", "The {n} projects of list and table correspond."),
    "change.ok": ("{who}：{before} 与 {now} 相差{value}，与印出的{change}相符。",
                  "{who}: from {before} to {now} is {value}, fits {change}."),
    "change.rounding": ("{who}：{before} 与 {now} 相差{value}，印为{change}，只差末位。",
                        "{who}: from {before} to {now} is {value}, printed {change}; off by the last place only."),
    "change.error": ("{who}：{before} 与 {now} 相差{value}，印为{change}。",
                     "{who}: from {before} to {now} is {value}, but printed {change}."),
    "change.other": ("{said}同名的另一处增减额与两数之差相符，此处或另有所指，请核对。",
                     "{said} Another change of this name fits the two amounts; this one may be of something else. Please check."),
    "change.vague": ("{said}增减额未说明是哪一项，请核对。", "{said} The change does not say of what; please check."),
    "product.ok": ("{who}：{parts} = {value}，与{whole}相符。", "{who}: {parts} = {value}, fits {whole}."),
    "product.error": ("{who}：{parts} = {value}，印为{whole}。", "{who}: {parts} = {value}, but printed {whole}."),
    # the reading itself
    "differ": ("{figure}：规则读作{rules}，模型读作{model}；记录依{kept}。",
               "{figure}: the rules read {rules}, the model reads {model}; the record follows the {kept}."),
    "group": ("{n}个数有同样的分歧（{figures}）。其一，{first}", "{n} figures are in doubt alike ({figures}). One of them: {first}"),
    "group.and": ("、", ", "),
    "kept.rules": ("规则", "rules"),
    "kept.model": ("模型", "model"),
    "says.project": ("项目“{whose}”的{what}", "the {what} of the project “{whose}”"),
    "says.quantity": ("“{whose}”的{what}", "the {what} of “{whose}”"),
    "says.row": ("指标“{whose}”的{what}", "the {what} of the indicator “{whose}”"),
    "says.itself": ("本单位的{what}", "the unit's own {what}"),
    "says.of": ("{said}（属“{of}”）", "{said} (in “{of}”)"),
    "says.period": ("{said}（{period}年）", "{said} ({period})"),
    "says.also": ("、", " and "),
    "unread.part": ("{page}未读：{reason}{quote}。", "{page}not read: {reason}{quote}."),
    "hidden": ("{reason}{quote}。", "{reason}{quote}."),
    "addressed": ("{page}有像是写给语言模型的文字，不会送给模型{quote}。",
                  "{page}text that seems to address a language model; it is never sent to one{quote}."),
    "unsure": ("第{page}页的“{figure}”识别没有把握{others}，请对照原件。",
               "page {page}: “{figure}” was not read surely{others}; compare with the original."),
    "unsure.others": ("，也可能是 {others}", ", it may be {others}"),
    "page": ("第{page}页", "page {page}: "),
    "quote": ("：“{words}”", ": “{words}”"),
    **REPAIR_SENTENCES,
    **RULE_SENTENCES,
}  # fmt: skip

Say = Callable[..., str]


def sayer(lang: Lang) -> Say:
    """The catalogue in one language: ``say(key, **values)``."""
    column = 0 if lang == "zh" else 1

    def say(key: str, **values: object) -> str:
        return SENTENCES[key][column].format(**values)

    return say
