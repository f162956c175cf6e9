"""The measure words that make a number a count, as data: ``word`` or ``word:characters that may not follow``.

项 followed by 目 is the word 项目, 支 followed by 出 is 支出: there the number has no measure word of its own.
"""

from __future__ import annotations

import re

WORDS = """
人次 人天 人日 户次 台次 车次 班次 场次 批次 件次 株次 组次 个月 个年度 个工作日 工作日 季度 小时 分钟 社区 学时 课时 标段
片区 行政村 自然村 平方公里 平方千米 平方米 立方米 平方:案 平米 公里 千米 厘米 毫米 公顷 公斤 千克 毫克 毫升 千瓦时 千瓦 兆瓦
公分
μg/m3 μg/m³ mg/m3 mg/m³ dB km² m² km ㎡ ㎥ ㎞ ㎏ kWh kW MW kV kg mg/L mg mm cm GB TB MB m t ℃
个 人:民均才大 户:籍外口型 次:数日要年之 名:称义录单
位:于置 村:民委级干庄居务集内镇 家:庭长属 所:有以在需属 处:理置罚级于长分 座:谈 栋 幢 套 间:接距 台:账阶 辆 件 份:额 项:目
条:件例款 批:复准次 期:间末初限内满待 场:所地镇景 亩 吨 米:粉 斤 克:服 升:级至 本:级年单部项次区镇村县市乡着报 册 块 棵 株 头
只:有要能是为 口:径 盏 根:据 张:贴 支:出付持部队撑援 副:书主镇县科处省局校乡组部产 层:面级 天 日 周:边年期 月 年:初末底
岁 届 类:似
种:植养 起:始点步来到 宗 例:如 篇 幅:度 部:门分署队长 艘 架:构 组:织长成 队:伍员 班:子 站:点 校 镇:政级人村域党区
乡:镇政村级党 县:级政委区人 床 眼 桶 袋 箱 盒 瓶 包:括含 车 轮 倍 方:面案式法向便位针 里 段:落 片 门 面:积向对 环 度:假 桌
岗:位 杆 樘 羽 尾 堂 节:约能目点日 首:先次 枚 匹 顶 道:路德
"""
"""Behind an arabic number."""

CHINESE_WORDS = """
万元 亿元 元:区里桥村镇素旦宵月朝化年 个百分点 百分点 万人次 万人 万户 万亩 万平方米 万个 个月 名:单称 位:于一 人次 人:民才均
户次 户:籍 家:庭 座 辆 台:账阶 套 所 处:理置级罚 份 亩 公里 千米 平方米 平方公里 立方米 公顷 吨 公斤 栋 幢 间:接 件:套 盏 眼
棵 株 头:条 只:有要能是 艘 小时 分钟 天:然 项 条:件例 场次 场:所地 层:面级机 岁 倍 次:供分元性要数
分:之钟别类为布局公批期管项段工区
"""
"""Behind a Chinese number: fewer, since 三公经费, 两站一室 and the like are names. 个 has its own exceptions."""

ABSTRACT = (
    "代表|意识|维护|自信|确立|全面|一|专项|清单|到位|统一|坚持|必须|阶段|方面|环节|层面|维度|部分|结合|关键|重点|"
    "主体|原则|角度|转变|步骤|文明|责任"
)
"""Nouns after 个 that make a Chinese number part of a name or of the text's own order: 三个代表, 五个方面."""


def pattern(words: str) -> str:
    """A regular expression for the words of such a table, longest first, each with what may not follow it."""
    forms = []
    for entry in sorted(words.split(), key=lambda entry: -len(entry.partition(":")[0])):
        word, _, unless = entry.partition(":")
        latin = word[-1].isascii() and word[-1].isalpha()
        forms.append(re.escape(word) + (f"(?![{unless}])" if unless else "") + ("(?![A-Za-z])" if latin else ""))
    return "|".join(forms)
