"""The cue words of the rules reader. To teach it a new phrase, add a word here; the grammar does not change.

Every pattern is matched against folded text without white space.
"""

from __future__ import annotations

import re

from schemas.record import ClaimKind, Measure, Status

_YEARS = r"(?:(?:19|20)\d\d年?度?|本年度?|当年|全年|年度|上年)?"

_PER = r"每(?:(?:人|样|批|班|架|频|户|台)次|个(?!月)[\u4e00-\u9fff]{1,4}?|[人户亩村个月次台套生学盏处件期批份座所家名站支辆间棵株头只吨场床队院校])(?:、?每[年月日季])?"

MEASURE_WORDS: tuple[tuple[Measure, str], ...] = (
    ("rate", r"(?:预算|资金|项目|支出|总体|整体|经费)*(?:执行|支付|支出|使用)(?:进度|率)|(?:执行|支付)进度"),
    ("share", r"占(?:比|总支出|总收入|总额|本年支出|支出总额|全部支出|支出|预算|收入|基本支出|项目支出|资金总额|预算总额|比重|总数|总量)?的?(?:比例|比重|百分比)?"),
    ("change", r"(?:同比|相?比上年|较上年)?(?:实际)?(?:增加|减少|增长|下降|节约|节省|调增|调减|追加|核减|审减|压减|压缩|核增)(?:额|金额|了|率|幅度)?"),
    ("balance", r"尚欠|欠付|未付|结转(?:下年度?|下一年度?|次年)(?:使用)?|(?:尚)?未(?:支出|支付|执行|使用|拨付)(?:资金|金额|数)?|(?:年末|累计|资金)?(?<!上年)(?<!年初)(?<!上年度)(?<![和与及])(?:结余结转|结转结余|结转[和与]结余|结转|结余|剩余)(?:资金|金额|数|额)?"),
    ("initial_budget", r"年初(?:部门|财政|项目)?(?:批复)?(?:安排)?预算(?:数|金额|资金|安排|批复|总额|总金额|拨款)?|年初(?:安排|批复)(?:数|资金|金额)?"),
    ("weight", r"(?:得分)?权重(?:设定值|分值|值|分|为)?|(?:标准|设定)?分值|满分"),
    ("score", r"(?:自评|综合|绩效|评价|实际|最终|总体|评定|考核)*(?:得分|评分|总分|分数|总得分)|自评分|(?<![取获])实?得"),
    ("unit_price", rf"(?:合同|中标)?单价|(?:补助|补贴|收费|发放)标准|年租金|月租金|租金标准|(?:人均|户均|亩均|生均|{_PER})(?:定额|平均)?(?:补助|补贴|补偿|奖补|造价)?"),
    ("executed", r"(?:已经?|实际|累计|共计?|全年|总体|合计|年末|当年|本年|其中|决算|预算(?=执行))*(?:已?(?:完成)?(?:(?<!预算)(?<!应)支出|(?<!转移)(?<!应)支付|(?<!应)拨付|使用|执行|下拨|(?<!应)兑付|发放|列支|报账|决算|(?<=已)付|(?<=实)付|花了?))(?:数|金额|资金|总额|总金额|总计|决算数?|到位|经费|总数|进度资金)?"),
    ("budget", r"(?:部门|全年|年度|本年)*预算支出(?:数|总额)?|(?:支出)?(?:全年|年度|财政|调整后?|总|批复|本年|当年|概算|安排|下达|追加)*"
               r"(?:预算|资金总额|资金总量|安排资金|可用资金|可支配资金|可使用资金|实际到位|(?<!不)到位|下达资金|资金规模|到位资金|(?<!资产)(?<!负债)(?<!债务)(?<!合同)(?<!采购)(?<!投资)总额|安排|下达|投入资金)"
               r"(?:调整)?(?:总)?(?:资金|金额|数|额|安排数?|批复数?|规模|总额|总金额|合计|总数)?"),
)  # fmt: skip
"""Words right before a number that say what it is, the most telling first."""

_COPULA = (
    r"(?:共计|合计|总计|累计|总共|共有|共|约为|约|为|是|计|达到了?|达|有|[:：]|即|人民币|了|都|至|仅|仅为|均为|均|分别为|不超过|不低于|的)*"
)
TRAILING = tuple(
    (measure, re.compile(rf"(?P<cue>{_YEARS}(?:{pattern}){_COPULA})(?:[A-Z]|[(（][A-Z][)）])?$")) for measure, pattern in MEASURE_WORDS
)
_LEADING: tuple[tuple[Measure, str], ...] = (
    ("initial_budget", r"^年初(?:预算)?(?:安排|批复|预算)"),
    ("budget", r"^(?:.{0,12}(?:财政|厅|局|部门|政府|我[镇县市区局乡]|省|市|县|区))?共?(?:预算安排|安排预算|安排|下达|预算批复|批复|投入|投资)(?:了|资金|的|我[镇县市区局乡省])*"),
    ("executed", r"^(?:实际|累计|已)?(?:支出|支付|拨付|使用|用于|列支|兑付|发放)(?:了|的)?"),
)  # fmt: skip
LEADING = tuple((measure, re.compile(pattern)) for measure, pattern in _LEADING)
"""Words at the front of a label that say what its number is: 安排一般公共预算2605.28万元."""

COPULA_END = re.compile(rf"(?<=.){_COPULA}$")

ITSELF = re.compile(
    r"^(?:(?:以上|上述).{0,16}|年中|年末|(?:我|本|全|该)?(?:镇|乡|县|区|市|局|委|办|单位|部门|街道|机关|院|校|所|中心|站|厅|处)|总体|整体|部门整体|单位整体|整体绩效|绩效|"
    r"全年|年度|部门|单位|资金|本级|自评|部门整体支出|单位整体支出|整体支出|部门整体支出绩效|整体支出绩效|部门整体绩效|综合|部门预算|综合评价|"
    r"绩效自评|部门整体支出自评|整体支出自评|部门整体支出绩效自评|总|绩效评价|自评综合|项目整体|总体绩效|预算|收支|总支出|本年|实际|本年度|收入支出)$"
)
"""Labels that mean the unit itself."""

OPENING = re.compile(
    r"(?:19|20)\d\d年?度?|截[至止]到?|\d{1,2}[月日]|年?[底末]|全年|本年度?|当年|年度|目前|资金|项目|专项|该|本|财政|其中|各级|实际|累计|已|共|合计|总|到位|下达|安排|收到|[较比]?(?:上年|去年)|^(?:以上|上述).{0,12}$|[\d()、.]"
)
"""Words that may open a sentence without naming anything but the whole."""
GENERIC = re.compile(
    r"^(?:该|本|此)?(?:项目|资金|专项资金|专项|经费|工程|工作|项目资金|补助资金|项目经费|财政资金|工程款|进度款|补助款|款项|资金额)$"
)
"""Labels that mean the thing being spoken of."""

SOURCE = re.compile(
    r"财政拨款|拨款收入|一般公共预算|政府性基金|国有资本|社会保险基金|专户|事业收入|经营收入|其他收入|其他资金|自筹|结转|上级补助|"
    r"^(?:中央|省级?|自治区|市级?|州级|县级?|区级?|乡镇|地方|财政|上级|本级|国家|社会|银行|单位)(?:财政|补助|专项|配套|自有|预算|投入|级|贷款)*(?:资金|拨款|补助|经费|投资|预算)?$"
)
"""Sources of money: quantities, never projects."""

_LEVEL_FUND = re.compile(r"^(?:中央|省级?|自治区|市级?|州级|县级?|区级?|上级|本级)(?:财政)?专项$")
CATEGORY = re.compile(
    r"工资福利|商品和?服务|商品服务|对个人和?家庭|个人和家庭|资本性|基本支出|人员支出|人员经费|公用支出|公用经费|日常公用|三公|公务接待|公务用车|公车|出国|"
    r"因公|办公费|印刷费|水费|电费|水电费$|差旅费|会议费|培训费|劳务费|工会经费|其他支出|债务利息|^项目支出|支出$|收入$|津贴补贴|^津贴|奖金|绩效工资|社会保障缴费|"
    r"政府采购|公积金|养老(?=$|保险|金|缴费|统筹)|基本工资|委托业务费|邮电费|取暖费|物业管理费|税金|福利费|咨询费|维修.?护.?费"
)
"""Economic and functional categories: quantities, never projects."""


def is_category(plain: str) -> bool:
    """Whether a folded label is a category of spending or a source of money; what ends in 项目, 工程 or 专项 is neither."""
    if _LEVEL_FUND.match(plain):
        return True
    return not plain.endswith(("项目", "工程", "专项")) and bool(CATEGORY.search(plain) or SOURCE.search(plain))


DEALS = re.compile(r"(?:合同|中标|审计|审定|结算|成交|采购|决算审核)(?:总)?(?:金额|价款?|额)$")
"""Amounts of a contract or an audit: quantities of the project, never its budget."""

PROJECT_END = re.compile(
    r"(?:项目|工程|专项|经费|补助|补贴|奖补|奖励|资金|费|费用|款|建设|维护|改造|整治|治理|购置|采购|活动|保障|救助|工作|服务|打造|示范点|试点|行动|计划|"
    r"修缮|维修|提升|创建|配套|运转|慰问|普查|监测|防治|养护|绿化|保洁|扶持|租赁|物业|系统|平台|房租)(?:[(（].{1,12}[)）])?$"
)
"""How names of projects end."""

PLACE_END = re.compile(
    r"(?:镇|乡|村|县|区|市|街道|社区|州|旗|盟|办事处|农场|林场|学校|小学|中学|医院|公司|中心校|幼儿园|局|委|合作社)(?:[(（].{1,8}[)）])?$"
)
"""How names of recipients end."""

STATUS: tuple[tuple[Status, re.Pattern[str]], ...] = (
    ("partly_met", re.compile(r"(?:未|没有)(?:能)?(?:完全|全部|全面)(?:完成|达成|实现|达到)|部分(?:完成|达成|实现)")),
    ("not_met", re.compile(r"(?:目标|任务)(?:均|都)?(?:未|没有)(?:完成|达成|实现)")),
    ("mostly_met", re.compile(r"(?:目标|任务|指标)[^，。；]{0,6}基本(?:上)?(?:完成|达成|实现|达到)|基本(?:完成|达成|实现)[^，。；]{0,8}(?:目标|任务)")),
    ("met", re.compile(r"(?:目标|任务|指标)[^，。；]{0,4}(?:已|均已|均|都)?(?:全部|完全|圆满|全面|如期|按期|顺利|按时)(?:已)?(?:完成|达成|实现)|"
                       r"(?:全部|完全|圆满|全面|如期)(?:完成|达成|实现)了?[^，。；]{0,10}(?:目标|任务|指标)")),
)  # fmt: skip

CLAIMS: tuple[tuple[ClaimKind, re.Pattern[str]], ...] = (
    ("none", re.compile(r"无(?:[^，。；、：]{0,14}(?:支出|费用|经费)|结余(?:结转)?(?:资金)?|结转(?:结余)?(?:资金)?|超支|挪用)(?=[，。；、]|$)")),
    ("paid", re.compile(r"[^，。；、：]{0,12}(?:未(?:能)?(?:足额|全部|全额|形成|及时)?(?:支付|拨付|兑付)(?:完成|到位|完毕)?(?!部分|[的金款]|资金|数)|(?:全额|足额|全部|100%)(?:支付|拨付|兑付|发放)(?:到位|完成|完毕)?|"
                        r"(?:支付|拨付|兑付|发放)到位|及时拨付(?:到位)?)")),
    ("control", re.compile(r"(?:严格(?:控制|压缩|压减)|从严控制)[^，。；]{0,14}(?:经费|支出|费用|开支|预算编制)")),
    ("completion", re.compile(r"[^，。；：]{0,16}全面达标|[^，。；：]{0,12}(?:目标|任务|指标|项目)[^，。；]{0,12}(?:全部|完全|基本|未完全|圆满|全面|如期|均已|均|顺利)(?:完成|达成|实现|达标)[^，。；]{0,3}|"
                              r"(?:全部|完全|圆满|全面|基本|均|如期|顺利)(?:完成|达成|实现|达到)(?:了|预期)?[^，。；]{0,14}(?:目标|任务)(?:任务)?|"
                              r"[^，。；：]{0,14}(?:完成情况|完成|达成)(?:较好|良好)|全部按[^，。；]{0,6}(?:验收|完成|实施)[^，。；]{0,6}完毕|[^，。；：]{0,8}达到(?:了)?(?:目标|预期)要求|完成[^，。；]{0,18}目标任务")),
    ("rank", re.compile(r"[^，。；]{0,12}(?:(?:位居|排名|名列|位列)[^，。；]{0,8}第[一二三\d]+名?|执行率最[高低])")),
)  # fmt: skip

REASON = re.compile(
    r"(?:(?:存在)?(?:偏差|未完成|扣分|失分)?(?:的)?(?:主要)?原因(?:分析)?(?:为|是|在于|：|:)|主要(?:是)?由于|系因|(?:主要)?是因为)"
)
"""What introduces a reason; it runs to the end of the sentence."""


BUDGET_OF = re.compile(r"(?:一般公共|政府性基金|国有资本经营|社会保险基金)预算(?:财政)?(?:拨款)?(?:支出|收入)?(?:为|是|[:：])?$")
"""The four budgets by name, and what is spent or received under them."""
CARRIED = re.compile(r"^(?:上年度?|年初|以前年度)(?:财政)?(?:结转|结余)")
MEASURE_ALONE = re.compile(
    r"(?:结余|节余|结转|剩余|余额|追加|核增|核减|审减|调增|调减|增加|减少|节约|占比|占)(?:结转|结余|资金|金额|数|额)?"
)
"""Labels that only say what the number is, not whose."""

TOTAL_ROW = re.compile(r"^(?:合计|总计|小计|共计|总和|汇总|合计数|全部合计|项目合计)$")

MONEY_RATE = re.compile(r"(?:执行|支付|支出|使用|资金到位|预算完成|年度?完成|投资完成|资金完成|拨付|资金使用)(?:进度|率)$")
GOAL_HEADING = re.compile(r"目标(?:设定|设置|设立|任务|内容)?$|目标(?:设定|设置|设立)|预期目标|年度目标|主要目标")
RESULT_HEADING = re.compile(r"完成|实现|结果|评价|自评|产出|效益|绩效分析|达成")

# --- counts and sizes

ACTS = re.compile(
    r"^(?:的|内设|派出|监管各类|检查|指导|注册|调处|受理|免费(?!停车)|检定|原有|清理|规整|派发|新装|追缴|实有|共立|立(?=刑事|行政|案件)|需要?(?=新)|另?有(?![效关机限色])|配备了?|修复|创建|新建|资助|受益|购置|更换|聘用|聘请|辖|下辖|现辖|接待|举办|组织|培训|服务|发放|收回|制作|印发|采购|拥有|设立|"
    r"租用|租赁|承租|年度(?:计划|目标|任务))+"
)
"""What is done to the things that are counted: no part of their label."""
TURNS = (
    r"(?:新增|新纳入|清退|退出|减少|取消|注销|停发|核减|新办|新建|改建|扩建|改造|维修|修缮|更换|拆除|淘汰|调入|调出|购置|报废|"
    r"招录|辞退|引进|培育|创建)"
)
"""Verbs that come in pairs over one object: 新增公益性岗位12个，取消3个."""
NAMES_NOTHING = re.compile(
    r"^(?:共|主要|分别|设定|共设定|制定|完成|新增了?|清退|减少|取消|建成|发放|培训|开展|下设|参加|参训|受理|办理|排查|处理|化解|巡查|整改|慰问|救助)$"
    r"|(?:辖区|年内|期间|以来)$|^.{0,6}(?:承担|申报|承办|组织实施)了?$"
    r"|^(?:纳入|列入|属于)[^项]{2,12}(?:管理|范围|预算|库|计划|名单)$"
)
"""Words before a count that say what was done, where or when, but not what is counted."""
JOINER = re.compile(r"(?:、|和|(?<!参)与|(?<!普)及|或)\s*$")
"""Behind it a new item begins: what stands before it is no label of the number."""
HEADS: dict[str, str] = {
    "辆": r"车辆|车(?![辆间库位站次道])",
    "座": r"公厕|厕所|大桥|桥梁|水库|泵站|蓄水池|冷库|大棚|水厂|电站|楼",
    "家": r"书屋|食堂|礼堂|企业|合作社|公司|医院",
    "名": r"员(?![工会额])|老年人|老人|残疾人|传承人|学生|教师|医生|干部|儿童",
}
"""Measure words that belong to few nouns, which end what is counted behind the number: 3辆消防车."""
PLACES = r"(?:行政村|自然村|建制村|村民小组|村\(社区\)|村\(居\)|社区|村|乡镇|街道)"
OFFICIALS = re.compile(r"\s*(?:的)?(行政村|自然村|社区|村)(?=村|居\()")
"""A counted place, and behind it the people or things of such places: 6个社区社区干部, 9个村村干部."""
WORK_IN_PLACES = re.compile(
    rf"\s*{PLACES}(?:的)?(?P<work>[\u4e00-\u9fff]{{2,10}}?(?:治理|改造|建设|整治|硬化|绿化|亮化|提升|维修|修缮|安装|清淤))(?=[,。;、\s]|工程|项目|任务|$)"
)
"""完成6个村道路亮化: what was done, of which so many places are the number."""
DOES_WORK = re.compile(r"(?:完成|实施|推进)了?\s*$")
DONE = re.compile(r"^(?:已|全年|年内|并|共)*(完成|实现|建成)")
"""Verbs that open a statement of their own behind the parts of a total."""
BESIDE = re.compile(r"^(?:另|此外|还有|除此)")
"""Words that put what follows beside the parts told so far."""
FORMER_STAFF = re.compile(r"^(?:离退休|退休|离休|遗属|编外|临聘|临时|劳务派遣)")
OWN_PARTS = re.compile(
    r"(?:我|本|全)(?:单位|部门|局|镇|乡|街道|县|区|市|旗|委|办|院|校|所|中心|站)(?:现|共|目前)*(?:下设|设有|内设|下辖|管辖|辖|现有|设)"
)
"""What the unit itself is made of, in whatever paragraph it is said."""
STAFF = re.compile(r"^(?:年末)?(?:实际|实有|现有)?(?:在职|在编|在岗)+(?:在岗|在编|在册)*(?:的)?(?:干部)?(?:职工)?(?:人数|人员)?$")
ANY_PROJECTS = re.compile(r"^(?:专项工作|专项项目|专项|专项资金项目|资金项目|项目)$")
"""Words for all projects that tell none of them apart."""

TIMES = re.compile(r"\s*[*×xX]\s*\d")
"""A factor behind a count or a size: 12村*3万元, 2.5公里×12万元."""
SIZE_UNIT = re.compile(r"米|公里|亩|公顷|吨|公斤|千克|㎡|m²|m³|km")
SIZE_ACTS = re.compile(
    r"^(?:的|已|共|累计|本项目|该项目|实现|完成了?|新增|新建|新修|修建|改建|新改建|扩建|建成|建设|维修|修缮|修复|恢复|加固|硬化|铺设|安装|架设|更换|更新维护|清运|清理|清淤|"
    r"疏浚|处置|改造|绿化|种植|栽植|流转|租用|租赁|管护|养护|保护|拆除|开挖|治理|提升)+(?!面积|里程|长度|长$)"
)
"""What is done to the things whose area, length or weight is told."""
SIZE_WORD = re.compile(
    r"(?<![总地筑灾收域区用植种溉除贴洁盖务林])(?:总面积|面积)$|(?<=[\u4e00-\u9fff]{3})(?:总里程|里程|总长度|长度|总长|全长|长|总量|规模)$"
)
"""面积 behind what it is the area of; 占地面积, 受灾面积 and the like are words of their own."""
NO_SIZE = re.compile(
    r"\d|[宽高厚深]$|距|海拔|半径|直径|高度|宽度|厚度|深度|目标|任务|计划|指标|标准|每|人均|户均|亩均|日均|年均|实际|以[上下内]|[是了在较]|原因|其中"
)
"""Labels behind which a length or area is a measurement, an aim or a comparison."""
INDICATOR_GROUP = re.compile(
    r"^[\s\d.、．（()）①-⑳一二三四五六七八九十]*(?:产出|效益|数量|质量|时效|成本|满意度|社会效益|经济效益|生态效益)指标"
)
"""A paragraph that opens so tells indicators."""
AIMED = re.compile(r"计划|拟|预计|力争|目标|规划|要求")

RENT = re.compile(r"年租金|月租金|租金|(?:合同|中标)单价")
"""A price that names itself where nothing is named before it."""
