"""Every sentence of the command line, in both languages, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Lang = Literal["zh", "en"]

WORDS: Mapping[str, tuple[str, str]] = {
    # what a run says
    "local": (
        "规则读取：全部在本机完成，不向任何地方发送内容。",
        "Rules reader: all work is done on this machine, nothing leaves it.",
    ),
    "sends": (
        "{reader}：报告的文字将发送到 {host}{here}，模型 {model}。",
        "{reader}: text of the reports will be sent to {host}{here}, model {model}.",
    ),
    "sends.llm": ("模型读取", "Model reader"),
    "sends.both": ("规则与模型共同读取", "Rules and model together"),
    "sends.here": ("（本机）", " (this machine)"),
    "dry": ("试算：现在不发送任何内容。", "Dry run: nothing is sent now."),
    "skipped": ("跳过 {count} 个不读取的文件：{names}", "skipped {count} files of other kinds: {names}"),
    "skipped.own": ("跳过 {count} 个本工具自己写出的文件：{names}", "skipped {count} files that this tool wrote itself: {names}"),
    "renamed": (
        "{count} 份报告与输出文件夹里别的报告同名，结果改用：{names}",
        "{count} reports have the name of another one whose results stand in the output folder; theirs are called: {names}",
    ),
    "more": ("等", "and others"),
    "progress": ("报告", "reports"),
    "progress.spent": ("调用 {calls} 次，{tokens} 个 token", "{calls} calls, {tokens} tokens"),
    "failed": ("失败", "failed"),
    "interrupted": ("已中断；做完的结果已保留", "interrupted; what was done is kept"),
    "stopped": ("已中断，还没有结果", "interrupted before there were results"),
    "halted": ("已停止，做完的结果已保留：{reason}", "stopped, what was done is kept: {reason}"),
    "outputs": ("汇总：{table}；清单：{json}", "all reports: {table}; run: {json}"),
    "checked": (
        "{file}：错误 {errors}，存疑 {warns}，提示 {infos}（原为 {before}）",
        "{file}: {errors} errors, {warns} doubts, {infos} notes (before: {before})",
    ),
    "reference.gone": (
        "{file}：上次对照的是 {name}，这次没有给出 --reference，不再对照",
        "{file}: it was compared with {name}; without --reference it no longer is",
    ),
    "paper.aside": (
        "{file} 里的复核底稿读不出来，原文件已另存为 {aside}，没有覆盖",
        "the working paper in {file} cannot be read; the file was kept as {aside}, nothing is overwritten",
    ),
    "paper.more": (
        "{file} 里有另加的工作表或批注，新文件带不过去，原文件已另存为 {aside}",
        "{file} has sheets or comments that were added by hand; the file was kept as {aside}",
    ),
    "kept.unusable": (
        "{file}：不是本版本的识别缓存或已损坏，本次不用它；删除该文件，以后才会再记住识别结果",
        "{file}: not this version's memory of recognised pages, or damaged; it is not used, delete it to have pages remembered again",
    ),
    "digitised": (
        "{file}：{pages} 页，写入识别出的 {written} 个字{there}；文本：{text}",
        "{file}: {pages} pages, {written} recognised characters written{there}; text: {text}",
    ),
    "digitised.present": ("（另有 {count} 个字原来就在文字层里）", " ({count} more were in a text layer already)"),
    "digitised.layered": (
        "；{count} 页原有文字层，不用识别，没有改动",
        "; pages with a text layer of their own, left as they are: {count}",
    ),
    # what the doctor says
    "doctor.good": ("[正常]", "[good]"),
    "doctor.lacking": ("[缺少]", "[lacking]"),
    "doctor.optional": ("[可选]", "[optional]"),
    "doctor.pdf": ("PDF", "PDF"),
    "doctor.fonts": ("页面图像的字体", "fonts for page pictures"),
    "doctor.model": ("模型", "model"),
    "doctor.opened": ("能打开和绘制页面", "opens and draws pages"),
    "doctor.drawn": ("未嵌入字体的中文也能画出", "draws Chinese whose font is not embedded"),
    "doctor.fails": ("不能正常工作", "does not work"),
    "doctor.read": ("试读 {number} 正确，不联网", "read {number} rightly, without a network"),
    "doctor.misread": ("试读 {number} 得到“{text}”", "read {number} as “{text}”"),
    "doctor.absent": ("没有安装", "not installed"),
    "doctor.broken": ("不能使用（{reason}）", "cannot be used ({reason})"),
    "doctor.language": ("{version}，没有语言模型 {language}", "{version}, without the language model {language}"),
    "doctor.tesseract.todo": (
        "用作存疑数字的第二次识别；安装 tesseract-ocr 和 tesseract-ocr-chi-sim（Debian）即可使用",
        "a second reading of doubtful numbers; install tesseract-ocr and tesseract-ocr-chi-sim (Debian) to have it",
    ),
    "doctor.install": ("请重新安装本工具及其依赖（{package}）", "install this tool and its dependencies again ({package})"),
    "doctor.no_model": ("没有设置，按规则读取", "none configured: reports are read by rules"),
    "doctor.configured": ("{model}（{host}），已设置，未连接", "{model} ({host}), configured, not connected to"),
    # what a dry run says
    "dry.head": ("请求 输入token 输出token 费用 报告", "requests tokens_in tokens_out cost report"),
    "dry.total": ("合计 {count} 份", "all {count}"),
    "dry.unpriced": ("价格表里没有 {model}，不能估计费用。", "The price table has no {model}: no cost is estimated."),
    "dry.note": (
        "按每段提问一次、再追问一次估计；改正和重试另计，已有缓存的回答不再收费。",
        "Each part asked for once, and once more for what stays open; corrections and retries come on top, cached answers cost nothing.",
    ),
    # machine problems
    "no_reports": ("文件夹里没有可读取的报告", "the folder holds no report that can be read"),
    "no_reports.todo": ("请给出含有 {kinds} 文件的文件夹", "name a folder with {kinds} files"),
    "unlisted": ("文件夹打不开（{reason}）", "the folder cannot be listed ({reason})"),
    "unlisted.todo": ("检查文件夹权限，或复制到可读的位置", "check the folder's permissions, or copy it to a readable place"),
    "not_regular": ("不是普通文件", "not a regular file"),
    "not_regular.todo": ("请先存为文件再处理", "save it as a file first"),
    "own": ("这是本工具写出的结果，不是报告", "this is a result of this tool, not a report"),
    "own.todo": ("请给出报告文件；重新核对一份结果用 extractor check", "name a report; to check a result again use extractor check"),
    "name": ("文件名的编码不是 UTF-8", "the file name is not UTF-8"),
    "name.todo": ("请重命名后再处理", "rename the file"),
    "name.locale": ("当前语言环境读不出这个文件名", "the locale cannot read this file name"),
    "name.locale.todo": ("请设 LC_ALL=C.UTF-8 后重新运行", "set LC_ALL=C.UTF-8 and run again"),
    "bug": ("内部错误（{bug}）", "internal error ({bug})"),
    "bug.todo": ("这是程序的缺陷，请连同该文件报告给开发者", "this is a bug of the program: please report it with this file"),
    "died": ("处理该文件的进程意外退出", "the process that read this file died"),
    "died.todo": (
        "可能内存不足；请单独处理该文件，仍失败请报告给开发者",
        "memory may have run out: run this file alone, and report it if it fails again",
    ),
    "json.missing": ("文件不存在或读不出来（{reason}）", "missing or unreadable ({reason})"),
    "json.missing.todo": ("检查路径和权限", "check path and permissions"),
    "json.bad": ("不是本工具的提取结果：{reason}", "not an extraction of this tool: {reason}"),
    "json.bad.todo": (
        "请给出 extractor run 生成的 JSON，或按 schemas/published 改正",
        "give a JSON of extractor run, or follow schemas/published",
    ),
    "shape.at": ("{place} {what}", "{place}: {what}"),
    "shape.json": ("不是完整的 JSON（第 {line} 行第 {column} 个字符处）", "no valid JSON (line {line}, character {column})"),
    "shape.no_json": ("不是 JSON", "no JSON"),
    "shape.missing": ("缺少这一项", "is missing"),
    "shape.extra_forbidden": ("是多出的一项", "is not a key of this form"),
    "shape.string_pattern_mismatch": ("的写法不对", "is not in its form"),
    "shape.string_too_short": ("不能是空的", "must not be empty"),
    "shape.literal": ("只能是 {known}", "must be one of {known}"),
    "shape.kind": ("应当是{kind}", "must be {kind}"),
    "shape.string": ("文字", "text"),
    "shape.int": ("整数", "a whole number"),
    "shape.decimal": ("数字", "a number"),
    "shape.bool": ("true 或 false", "true or false"),
    "shape.tuple": ("列表", "a list"),
    "shape.dict": ("对象", "an object"),
    "shape.model": ("对象", "an object"),
    "shape.other": ("的值不合格式（{code}）", "has a value that does not fit ({code})"),
    # wrong usage
    "no_path": ("路径是空的", "the path is empty"),
    "no_path.todo": ("请写出文件或文件夹；当前文件夹写作 .", "name a file or folder; the current folder is ."),
    "out.file": ("这是文件，不是文件夹", "this is a file, not a folder"),
    "out.file.todo": ("--out 请给出一个文件夹", "give --out a folder"),
    "out.denied": ("输出文件夹不能写入（{reason}）", "the output folder cannot be written ({reason})"),
    "out.denied.todo": ("换一个文件夹，或检查权限和磁盘空间", "choose another folder, or check permissions and disk space"),
    "out.overwrites": ("这个输入会被汇总文件覆盖", "this input would be overwritten by the summary"),
    "out.overwrites.todo": ("--out 请换一个文件夹", "give --out another folder"),
    "out.folder": ("这是文件夹，不是文件", "this is a folder, not a file"),
    "out.folder.todo": ("-o 请给出文件名", "give -o a file name"),
    "out.no_pdf": ("文件名要以 .pdf 结尾", "the name must end in .pdf"),
    "out.no_pdf.todo": ("例如 -o 报告.pdf", "for example -o report.pdf"),
    "out.input": ("输出会覆盖输入", "the output would overwrite the input"),
    "out.input.todo": ("-o 请换一个文件名", "give -o another name"),
    "no_pages": ("没有页面图像，不需要识别", "has no page pictures: there is nothing to recognise"),
    "no_pages.todo": ("请给出扫描件（PDF 或图片）", "give a scan (a PDF or a picture)"),
    "no_value": ("值是空的", "the value is empty"),
    "no_value.todo": ("请写出值，或不写此项", "give a value, or leave the option out"),
    "no_model": ("没有指定模型", "no model is named"),
    "no_model.todo": (
        "请用 --model 或 EXTRACTOR_MODEL 指定，或用 --reader rules",
        "name one with --model or EXTRACTOR_MODEL, or use --reader rules",
    ),
    "no_price": ("价格表里没有 {model}，不能限制费用", "the price table has no {model}, so its cost cannot be capped"),
    "no_price.todo": (
        "请用 EXTRACTOR_PRICES 给出价格表，或改用 --max-tokens",
        "give a price table in EXTRACTOR_PRICES, or use --max-tokens",
    ),
    "amount": ("不是大于 0 的金额：{value}", "not an amount above 0: {value}"),
    "amount.todo": ("例如 --max-cost 2.5", "for example --max-cost 2.5"),
    "number": ("不是 1 以上的整数：{value}", "not a whole number from 1: {value}"),
    "number.todo": ("例如 {option} 4", "for example {option} 4"),
    "choice": ("不认识的值：{value}", "unknown value: {value}"),
    "choice.todo": ("可用：{known}", "known: {known}"),
    "usage.todo": ("用法见 {command} --help", "see {command} --help"),
    "usage.required": ("缺少 {0}", "missing {0}"),
    "usage.unknown": ("不认识的参数 {0}", "unknown argument {0}"),
    "usage.choice": ("{0} 不能是 {1}，可用：{2}", "{0} cannot be {1}; known: {2}"),
    "usage.value": ("{0} 后面要有一个值", "{0} needs a value"),
    "usage.values": ("至少给出一个 {0}", "at least one {0} is needed"),
    "usage.no_value": ("{0} 不带值（{1}）", "{0} takes no value ({1})"),
    "usage.ambiguous": ("{0} 写得不全，可能是：{1}", "{0} is short for several: {1}"),
    # help
    "help.usage": ("用法：", "usage: "),
    "help.commands": ("命令", "commands"),
    "help.arguments": ("参数", "arguments"),
    "help.options": ("选项", "options"),
    "help.help": ("显示这段说明", "show this help"),
    "help.version": ("显示版本", "show the version"),
    "help.lang": ("界面和说明的语言，默认 zh", "language of messages and pages (default: zh)"),
    "help.about": (
        "读取预算绩效自评报告，重算其中的数字，指出自相矛盾之处。",
        "Reads Chinese budget self-evaluation reports, recomputes their figures and shows where they contradict themselves.",
    ),
    "help.run": ("读取报告，写出数据和复核网页", "read reports; write data and a reviewer's page for each"),
    "help.run.about": (
        "读取报告。每份写出 <名称>.json 和 <名称>.html，全部写入 summary.xlsx 和 summary.json。",
        "Reads reports. Each gives <name>.json and <name>.html; all together summary.xlsx and summary.json.",
    ),
    "help.input": ("报告文件，或装有报告的文件夹（{kinds}）", "report files, or folders of them ({kinds})"),
    "help.out": ("输出文件夹，没有则新建", "folder for the results; made if it is not there"),
    "help.reader": (
        "读取方式：规则、模型或两者；默认：指定了模型为 both，否则 rules",
        "how reports are read (default: both where a model is named, else rules)",
    ),
    "help.profile": (
        "评分规则（national 等，见 extractor/checks/profiles.toml）；默认按评分表的分值匹配",
        "local scoring rules (national …, see extractor/checks/profiles.toml; default: those that the score table matches)",
    ),
    "help.ocr": (
        "文字识别：auto 只识别没有可用文字层的页（默认），always 全部页，never 不识别",
        "character recognition: of pages without a text layer to go by (auto, the default), of all, of none",
    ),
    "help.as_one": (
        "每个文件夹是一份报告，其中的页面图片按自然顺序排列",
        "each folder is one report, the page images in it in natural order",
    ),
    "help.jobs": (
        "同时处理几份；默认 1，超过 {many} 份时按处理器数",
        "reports at a time (default: 1; with more than {many} reports, one a processor)",
    ),
    "help.fail_on": (
        "有这样的发现（或更重的）时以状态 3 结束",
        "end with status 3 if there are findings of this or a graver kind",
    ),
    "help.model_options": ("模型", "model"),
    "help.model": (
        "模型名称，默认取 EXTRACTOR_MODEL；密钥取 EXTRACTOR_API_KEY",
        "model (default: EXTRACTOR_MODEL); key from EXTRACTOR_API_KEY",
    ),
    "help.base-url": (
        "OpenAI 兼容接口的地址，默认取 EXTRACTOR_BASE_URL 或服务商自己的",
        "address of an OpenAI-compatible endpoint (default: EXTRACTOR_BASE_URL, or the provider's)",
    ),
    "help.concurrency": ("同时提问数，默认 4", "questions at a time (default: 4)"),
    "help.rpm": ("每分钟最多请求数", "requests a minute at most"),
    "help.tpm": ("每分钟最多 token 数", "tokens a minute at most"),
    "help.max-calls": ("本次运行最多调用次数，失败的也算", "calls of this run at most; failed ones count"),
    "help.max-tokens": ("本次运行最多 token 数", "tokens of this run at most"),
    "help.max-cost": ("本次运行最多费用，币种按价格表", "cost of this run at most, in the currency of the price table"),
    "help.dry-run": ("只估计请求数、token 和费用；不提问，不写文件", "estimate requests, tokens and cost; ask nothing, write nothing"),
    "help.status": (
        "结束状态：0 全部处理；1 有输入没有得到数据（见 summary.json）；2 用法、设置或模型服务有误；3 满足 --fail-on；"
        "130 被 Ctrl-C 中断；143 被 kill 终止",
        "Exit status: 0 all done; 1 some input gave no data (see summary.json); 2 wrong usage, or a model that cannot be used; "
        "3 --fail-on met; 130 interrupted (Ctrl-C); 143 ended by kill.",
    ),
    "help.reference": (
        "财政系统的批复、调整、决算数（单位、年度、项目、口径、金额、金额单位），与报告逐项对照",
        "the finance system's figures (unit, year, project, measure, amount, amount unit), to compare reports with",
    ),
    "help.eval": ("按已标注的报告评分、比较（说明为英文）", "score readers on labelled reports, compare them"),
    "help.check": ("对一份提取结果重新核对", "check an extraction again"),
    "help.check.about": (
        "对一份提取结果（修改后的，或其他工具的）重新核对，改写其中的 results 和 findings。",
        "Checks an extraction again (after a correction, or from another tool): results and findings are rewritten.",
    ),
    "help.check.file": ("extractor run 写出的 JSON", "a JSON of extractor run"),
    "help.check.out": ("写到这个文件；默认改写原文件", "write to this file (default: in place)"),
    "help.digitise": ("把扫描件变成可搜索的 PDF", "make a searchable PDF of a scan"),
    "help.digitise.about": (
        "识别扫描件中的文字，不可见地写在原位置上；页面图像不变。同名 .txt 是其文本。",
        "Recognises the text of a scan and writes it invisibly at its place; page pictures stay as they are. OUT.txt is its text.",
    ),
    "help.digitise.file": ("扫描件：PDF 或图片", "a scan: a PDF or a picture"),
    "help.digitise.out": ("写到这个文件（.pdf）", "write to this file (.pdf)"),
    "help.doctor": ("检查本机有什么、缺什么", "see what this machine has and lacks"),
    "help.doctor.about": (
        "逐项检查识别引擎、字体和模型设置，并真正试读一张小图；不连接任何地方。",
        "Tests the recognition engines, fonts and model settings one by one, really reading a small picture; connects to nothing.",
    ),
}


def say(lang: Lang, key: str, *places: object, **values: object) -> str:
    """The sentence of ``key``, its blanks filled."""
    return WORDS[key][0 if lang == "zh" else 1].format(*places, **values)


def readable(text: str) -> str:
    """A file name as text that any file can hold, whatever bytes it is made of."""
    raw = text.encode(errors="surrogateescape")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def plain(text: str) -> str:
    """One line without control characters: a file name cannot steer the terminal."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
