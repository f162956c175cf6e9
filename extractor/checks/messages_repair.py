"""Sentences of the findings that name a wrong figure, in both languages; joined to the catalogue of ``messages``.

They are written to be pasted into a letter to the unit: which figure, where, what it says, what it should say, and why.
"""

from __future__ import annotations

from collections.abc import Mapping

REPAIR_SENTENCES: Mapping[str, tuple[str, str]] = {
    "repair.wrong": ("{figure}印为{printed}，应为{wanted}{cause}{also}{carried}。{proofs}{others}",
                     "{figure} is printed {printed} and should be {wanted}{cause}{also}{carried}. {proofs}{others}"),
    "repair.within": ("{figure}印为{printed}，与其他数不能同时成立，应在{wanted}之间{cause}{also}{carried}。{proofs}{others}",
                      "{figure} is printed {printed}, which cannot be true with the other figures; it should be between {wanted}"
                      "{cause}{also}{carried}. {proofs}{others}"),
    "repair.exchanged": ("{figure}印为{printed}，与{other}的{theirs}互换后各数相符{cause}{also}{carried}。{proofs}{others}",
                         "{figure} is printed {printed}; exchanged with {other}, {theirs}, all figures fit"
                         "{cause}{also}{carried}. {proofs}{others}"),
    "repair.open": ("以下各数不能同时成立，仅凭数字无法断定错在哪一处。{proofs}可能的改法：{ways}。请核对原始资料。",
                    "These figures cannot be true together, and arithmetic alone does not tell which is wrong. {proofs}"
                    "Possible corrections: {ways}. Please check the source documents."),
    "repair.none": ("{proofs}改动三处以内不能使各数相符，请逐一核对。",
                    "{proofs}No change of up to three figures makes them fit; please check each."),
    "repair.place": ("{figure}（{place}）", "{figure} ({place})"),
    "repair.of": ("{who}的{role}", "the {role} of {who}"),
    "repair.page": ("第{page}页{place}", "page {page}, {place}"),
    "repair.reason": ("（{cause}）", " ({cause})"),
    "repair.also": ("，另有{n}处同样印错", ", and alike in {n} more places"),
    "repair.carried": ("；随之应改的还有{figures}", "; with it change {figures}"),
    "repair.changed": ("{figure}由{printed}改为{wanted}", "{figure} from {printed} to {wanted}"),
    "repair.proofs": ("依据：{proofs}", "Because: {proofs}"),
    "repair.others": ("另一种可能：{ways}。", " Another possibility: {ways}."),
    "repair.or": ("或", " or "),
    "repair.and": ("，并", " and "),
    "repair.semicolon": ("；", "; "),
    "repair.range": ("～", " and "),
    "place.table": ("表格", "table"),
    "place.list": ("清单", "list"),
    "place.prose": ("正文", "text"),
    "place.heading": ("标题", "heading"),
    "slip.copied_neighbour": ("与相邻的数相同，疑为抄错行列", "it repeats a neighbouring figure"),
    "slip.digit": ("疑有一位数字误写", "one digit differs"),
    "slip.swap": ("疑为数字颠倒", "digits are swapped"),
    "slip.point_slip": ("疑为小数点错位", "the decimal point is shifted"),
    "slip.unit_slip": ("疑为单位错用", "the unit is mistaken"),
    "slip.last_place": ("末位相差一", "the last place is off by one"),
    "slip.dropped_digit": ("疑漏一位数字", "a digit is missing"),
    "slip.doubled_digit": ("疑多一位数字", "there is a digit too many"),
    "slip.stale_year": ("与上年数相同，疑沿用上年", "it repeats last year's figure"),
    "slip.sign": ("疑为正负号错误", "the sign is wrong"),
    "slip.extraction_damage": ("所指位置并未印此数，疑为读取有误", "the place it was read from prints another number"),
    "slip.exchanged": ("疑为两数互换", "two figures are exchanged"),
}  # fmt: skip
