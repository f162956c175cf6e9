"""What the checks say of figures beside the finance system's (R), and of figures that are not at their place (G6)."""

from __future__ import annotations

from collections.abc import Mapping

REFERENCE_TITLES: Mapping[str, tuple[str, str]] = {
    "R1": ("{role}与财政系统不一致", "{role} differs from the finance system"),
    "R2": ("已批复的项目报告中没有", "approved, but absent from the report"),
    "R3": ("报告的项目财政系统没有批复", "reported, but never approved"),
    "R4": ("未能与财政系统对照", "could not be compared with the finance system"),
    "G7": ("{role}更正前的数与原文不符", "what was corrected in the {role} is not what the text prints"),
    "G6": ("{role}不在所指的原文位置上", "{role} does not stand at its place in the text"),
}

REFERENCE_SENTENCES: Mapping[str, tuple[str, str]] = {
    "reference.rows": ("“{sheet}”第{rows}行", " “{sheet}” row {rows}"),
    "reference.ok": ("{who}：{role}{printed}与{source}的{measure}数{known}相符。",
                     "{who}: the {role} {printed} fits {source}, {measure} {known}."),
    "reference.off": ("{who}：{role}印为{printed}，而{source}的{measure}数为{known}。",
                      "{who}: the {role} is printed {printed}, but {source} says {measure} {known}."),
    "reference.elsewhere": ("{said}报告另一处为{other}，与之相符。", "{said} Another place of the report says {other}, which fits."),
    "reference.dated": ("{who}：{role}{printed}截至{date}，与{source}的年末数截止日期不同，不比较。",
                        "{who}: the {role} {printed} is as of {date}; {source} is of the year's end, not compared."),
    "reference.initial": ("{said}该数与批复数相符，请核对是否未按调整后预算填报。",
                          "{said} It is the approved budget; check whether the adjusted one should stand here."),
    "reference.unadjusted": ("{said}财政系统没有该项目的调整记录，请核对。",
                             "{said} The finance system has no adjustment of this project; please check."),
    "reference.similar": ("{said}两处只是名称相近（财政系统为“{other}”），请核对是否同一项目。",
                          "{said} The names are only similar (“{other}” in the finance system); check whether it is one project."),
    "reference.absent": ("{name}：{source}批复{amount}，报告中没有这个项目。",
                         "{name}: {source} approves {amount}, but the report has no such project."),
    "reference.cancelled": ("{name}：{source}的预算为{amount}，报告可以不列。",
                            "{name}: {source} leaves a budget of {amount}; the report need not have it."),
    "reference.one": ("{name}：{source}批复{amount}；本报告只报告“{who}”，不要求列出。",
                      "{name}: {source} approves {amount}; this report is about “{who}” alone and need not have it."),
    "reference.near": ("{said}名称相近的有“{other}”，请核对是否同一项目。",
                       "{said} “{other}” has a similar name; check whether it is the same."),
    "reference.unapproved": ("{who}：报告为{amount}，{file}中没有这个项目的批复。",
                             "{who}: the report says {amount}, but {file} has no approval of this project."),
    "reference.spent_only": ("{who}：{source}只有决算，没有批复。", "{who}: {source} has final accounts but no approval."),
    "reference.unclear": ("{names}：与{source}名称相同或相近，无从一一对应，未比较。",
                          "{names}: named like {source}, which cannot be told apart; not compared."),
    "reference.unknown": ("{file}里没有{unit}{year}年的数据，未能对照。", "{file} has nothing about {unit} in {year}; not compared."),
    "reference.other_years": ("{file}里{unit}只有{years}年的数据，没有{year}年的，未能对照。",
                              "{file} knows {unit} in {years} only, not in {year}; not compared."),
    "reference.no_unit": ("报告没有读出单位名称，未能与{file}对照。",
                          "The unit's name was not read from the report; not compared with {file}."),
    "reference.no_year": ("报告没有读出年度，未能与{file}对照。", "The year was not read from the report; not compared with {file}."),
    "misquoted": ("{who}：{role}的更正注明原为{figure}，而所指位置的原文是“{found}”，请核对更正的是否这个数。",
                  "{who}: the correction of the {role} says that {figure} stood there, but the text at its place is “{found}”; "
                  "check that it was meant for this figure."),
    "misquoted.nothing": ("{who}：{role}的更正注明原为{figure}，而所指位置没有原文，请核对更正的是否这个数。",
                          "{who}: the correction of the {role} says that {figure} stood there, but there is no text at its place; "
                          "check that it was meant for this figure."),
    "damage": ("{who}：{role}为{figure}，而所指位置的原文是“{found}”，属读取问题；如系人工更正，请注明 corrected。",
               "{who}: the {role} is {figure}, but its place in the text reads “{found}”: a fault of the reading; "
               "if a person corrected it, say so in “corrected”."),
    "damage.nothing": ("{who}：{role}为{figure}，而所指位置没有原文，属读取问题。",
                       "{who}: the {role} is {figure}, but there is no text at its place: a fault of the reading."),
}  # fmt: skip
