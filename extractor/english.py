"""The errors of loaders and writers, their notices and the reasons of unread parts in English. They are written in Chinese; here
each sentence finds its English.

``{}`` stands for a detail, which is looked up too, ``{*}`` for one that may hold several clauses. A test holds the catalogue against
every sentence that is raised or noted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

ENGLISH: Mapping[str, str] = {
    # what
    "文件不存在": "there is no such file",
    "没有读取权限": "no permission to read it",
    "读不出来（{}）": "cannot be read ({})",
    "这是文件夹，不是文件": "this is a folder, not a file",
    "文件超过 1 GB": "the file is larger than 1 GB",
    "文件是空的（0 字节）": "the file is empty (0 bytes)",
    "文件里只有空白": "nothing but white space in it",
    "文件里没有文字": "no text in it",
    "工作表里没有内容": "the sheets are empty",
    "所有页面都是空白": "all pages are blank",
    "文件里没有一页": "not one page in it",
    "页面内容全部无法读取": "the content of every page is unreadable",
    "文件不完整（尾部被截断）": "incomplete: the end of the file was cut off",
    "文件不完整（压缩包被截断）": "incomplete: the archive was cut off",
    "文件不完整，找不到正文": "incomplete: its main text is missing",
    "文件不完整，缺少目录部分": "incomplete: its table of contents is missing",
    "文件不完整，压缩包目录读不出来": "incomplete: the archive's directory is unreadable",
    "文件不完整，其中的 {} 读不出来": "incomplete: {} inside it is unreadable",
    "其中的 {} 内容损坏": "{} inside it is damaged",
    "其中的 {} 带有外部定义，不是正常的 Office 文件": "{} inside it has external definitions: not a normal Office file",
    "正文缺失": "its main text is missing",
    "嵌套过深，不是正常的文档": "nested too deeply for a normal document",
    "工作簿内容损坏，读不出来": "the workbook is damaged",
    "打不开，文件已损坏或不是 PDF": "cannot be opened: damaged, or not a PDF",
    "打不开，画不出页面": "cannot be opened, its pages cannot be drawn",
    "打不开，写不进文字层": "cannot be opened, so no text can be written into it",
    "读取时出错（{}）": "an error while reading ({})",
    "内容已损坏，或不是 {} 文件": "damaged, or not a {} file",
    "文件名与内容不符，实际是{}": "the name does not fit the content, which is {}",
    "不是文本，含有大量控制字符": "not text: full of control characters",
    "不是文本，或编码无法识别（只认 UTF-8、带标记的 UTF-16、GB18030）": (
        "not text, or in an unknown encoding (known: UTF-8, UTF-16 with a mark, GB18030)"
    ),
    "文件加了打开密码": "needs a password",
    "文件有打开密码": "needs a password",
    "压缩包加了密码": "needs a password",
    "不读取 {} 图片": "{} pictures are not read",
    "图片打不开，文件已损坏": "the picture cannot be opened, the file is damaged",
    "图片有 {}×{} 像素，太大": "the picture has {} by {} pixels, too many",
    "其中的 {*} 读不出来，整份报告没有读取：{*}": "{} in it cannot be read, so nothing of this report was: {}",
    "文件夹里没有页面图片或 PDF": "the folder holds no page images and no PDF",
    "里面只有 {} 张图片，没有文字；Word 文件里的图片不做文字识别": "only {} pictures, no text; pictures in Word are not read",
    "不读取 {} 文件": "{} files are not read",
    "不认识的文件类型 {}": "unknown kind of file {}",
    "共 {} 页，超过上限 {} 页": "{} pages, more than the limit of {}",
    "解压后过大，不像一份报告": "too large when unpacked to be a report",
    "表格超过 {} 列或 {} 个单元格，不像一份报告": "a table of more than {} columns or {} cells: not a report",
    "工作表超过 {} 列或 {} 个单元格，不像一份报告": "a sheet of more than {} columns or {} cells: not a report",
    "文字超过 {} 字，不像一份报告": "more than {} characters of text: not a report",
    "不是普通文件，不能写入": "not a regular file, cannot be written",
    "结果写不进去（{}）": "the results cannot be written ({})",
    # what: the finance system's workbook
    "对照表要用 .xlsx 文件": "the reference must be an .xlsx file",
    "对照表要用 .xlsx 文件，这个文件实际是{}": "the reference must be an .xlsx file, but this is {}",
    "对照表是空的（0 字节）": "the reference is empty (0 bytes)",
    "有 {} 个公式没有存下结果": "{} formulas have no stored result",
    "对照表里没有一行金额": "the reference has no row with an amount",
    "找不到对照表的表头": "no header row is found in the reference",
    "对照表的表头缺少：{}": "the reference's header lacks: {}",
    "{}是空的": "the {} is blank",
    "不认识的口径：{}": "unknown measure: {}",
    "不是年度：{}": "not a year: {}",
    "不认识的金额单位：{}": "unknown money unit: {}",
    "没有写明金额单位": "the money unit is not told",
    "不是金额：{}": "not an amount: {}",
    # what: a model and its answers
    "不是本版本的回答缓存": "not this version's cache of answers",
    "回答缓存已损坏，或不是本工具的文件": "the cache of answers is damaged, or not a file of this tool",
    "回答缓存读写失败（{}）": "the cache of answers cannot be read or written ({})",
    "没有模型服务的地址": "no address of a model service",
    "不是 http 或 https 地址": "not an http or https address",
    "地址里不能带用户名、密码或参数": "an address may hold no user, password or query",
    "没有密钥": "no key",
    "密钥里有空格、换行或非英文字符": "the key holds a space, a line break or a non-ASCII character",
    "价格表读不出来（{}）": "the price table cannot be read ({})",
    "价格表的格式不对": "the price table is not in its form",
    "价格表里没有 {}，不能限制费用": "the price table has no {}, so its cost cannot be capped",
    "模型的客户端建立不起来（{}）": "the model's client cannot be set up ({})",
    "这个地址没有对话接口": "no chat interface at this address",
    "连接不上": "no connection",
    "要求转到别的地址（HTTP {}）": "it redirects to another address (HTTP {})",
    "密钥无效（HTTP 401）": "the key is not valid (HTTP 401)",
    "密钥无效": "the key is not valid",
    "余额或配额已用完": "balance or quota is used up",
    "没有使用权限（HTTP 403）": "no permission (HTTP 403)",
    "代理要求登录（HTTP 407）": "the proxy wants a login (HTTP 407)",
    "服务商不向所在地区提供服务": "the provider does not serve this region",
    "没有名为 {} 的模型": "there is no model called {}",
    "证书校验失败": "its certificate cannot be verified",
    "提问超过端点接受的长度": "the question is longer than the endpoint takes",
    "提问超过模型的上下文长度": "the question is longer than the model's context",
    "端点不接受这个请求（HTTP {}）": "the endpoint does not take this request (HTTP {})",
    "端点不接受任何一种提问方式": "the endpoint takes no way of asking",
    "服务商的内容审查拦下了这一段": "the provider's content filter stopped this part",
    "多次重试仍失败（{}）": "failed after several tries ({})",
    "模型的回答超过长度上限": "the model's answer passed the length limit",
    "模型拒绝回答": "the model declined to answer",
    "模型没有给出文字": "the model gave no text",
    "已到本次运行的{}上限": "the run's cap on {} is reached",
    # what a document gives notice of
    "第 {} 页是图片，没有文字层，按 --ocr never 没有识别；去掉该选项重新运行即可读取": (
        "page {}: a picture without a text layer, not recognised because of --ocr never; run again without that option to read it"
    ),
    "第 {} 页是图片，没有识别出文字；请核对原件，或以 300 dpi 重新扫描": (
        "page {}: a picture in which no text was recognised; look at the original, or scan it again at 300 dpi"
    ),
    "第 {} 页幅面过大，已降低分辨率识别，小字可能有误，请核对原件": (
        "page {}: very large, recognised at a lower resolution; small print may be wrong, compare with the original"
    ),
    "第 {} 页有 {} 个数字与文件自带的文字层不一致，以识别结果为准，请核对原件": (
        "page {}: {} numbers differ from the file's own text layer; what was recognised is used, compare with the original"
    ),
    "第 {} 页是扫描图，文字层来自他人的识别结果，可能有误": (
        "page {}: a scan whose text layer was recognised by another program; it may be wrong"
    ),
    "第 {} 页的数据有损坏，已尽量读出，文字和数字可能缺失或有误，请核对原件": (
        "page {}: damaged, read as far as possible; text and numbers may be missing or wrong, compare with the original"
    ),
    "第 {} 页的文字层缺少字符编码，部分文字无法辨认": "page {}: its text layer lacks character codes; some text cannot be told",
    "第 {} 页有 {} 个看不见的字，未计入正文": "page {}: {} invisible characters, kept out of the text",
    "文件结构有损坏，已修复后读取，请核对内容是否完整": "the file's structure was damaged and repaired; check that it is complete",
    "有 {} 处隐藏文字，已移出正文": "{} passages of hidden text, kept out of the text",
    "有 {} 处修订删除的内容，按已删除处理；插入的内容按已接受处理": (
        "{} tracked deletions, taken as deleted; insertions are taken as accepted"
    ),
    "有 {} 张图片，其中的文字没有读取": "{} pictures, whose text was not read",
    "有 {} 个嵌入对象（图表、表格文件等），其中的文字没有读取": "{} embedded objects such as charts and sheets, whose text was not read",
    "有一段文字像表格，但行列无法确定，按段落读取": (
        "a passage looks like a table without certain rows and columns; it is read as paragraphs"
    ),
    "有一张表各行的列数不一，合并单元格没有标出，列的位置可能有出入": (
        "the rows of a table have different numbers of columns and merged cells are not marked; columns may be off"
    ),
    "有 {} 个字符无法解码，以 � 代替": "{} characters could not be decoded and were replaced",
    "有 {} 个公式没有存下结果，读作空白；用 Excel 或 WPS 打开后另存即可补上": (
        "{} formulas have no stored result and are read as blank; open the file in Excel or WPS and save it again to have them"
    ),
    "工作表“{}”是隐藏的，已移出正文": "the sheet “{}” is hidden; its text is kept out",
    "工作表“{}”有隐藏的行或列，已移出正文": "the sheet “{}” has hidden rows or columns; their text is kept out",
    # why a part is unread
    "模型没有读（{*}），只按规则读取": "the model did not read it ({}), only the rules did",
    "这里的文字像是写给模型的，没有送出": "this text seems to address a model and was not sent",
    "模型两次回答都不合格式": "the model's answers were twice out of form",
    "模型的回答放不下，且已无法再分段": "the model's answer does not fit, and the part cannot be divided further",
    # what to do
    "检查路径和文件名": "check the path and the name",
    "检查文件权限，或复制到可读的位置": "check its permissions, or copy it to a readable place",
    "检查磁盘、网络位置和文件名": "check the disk, the network place and the name",
    "检查磁盘空间、文件夹权限，或文件是否正被其他程序打开，然后重新运行": (
        "check disk space, the folder's permissions and whether another program has the file open, then run again"
    ),
    "{*}；或把它移出文件夹，只读其余各页": "{}; or move it out of the folder to read the other pages without it",
    "换一个文件名": "choose another file name",
    "给出其中的文件": "name the files in it",
    "确认文件来源；如确是报告，请拆分后再处理": "check where it comes from; if it is a report, split it",
    "确认文件来源，删去多余的表格后另存": "check where it comes from; save it without the surplus tables",
    "确认文件来源，删去多余的表格后再处理": "check where it comes from; remove the surplus tables",
    "只留报告所在的工作表后另存": "save it with the report's sheets only",
    "按报告拆分成较小的文件": "split it into smaller files, a report each",
    "确认是否存错了文件": "check whether the wrong file was saved",
    "确认文件导出正确": "check that it was exported correctly",
    "重新下载或向来源单位索取完整的文件": "download it again or ask its source for the whole file",
    "重新下载或向提供单位索取完整的文件": "download it again or ask its source for the whole file",
    "重新导出或修复该文件": "export it again or repair it",
    "用 Word 或 WPS 打开后另存": "open it in Word or WPS and save it again",
    "用 Office 或 WPS 打开后另存": "open it in Office or WPS and save it again",
    "用 Excel 或 WPS 打开修复后另存": "open it in Excel or WPS, let it repair it, and save it again",
    "用原软件另存为 UTF-8 文本，或改用原文件（DOCX、PDF）": "save it as UTF-8 text, or use the original (DOCX, PDF)",
    "用密码打开后另存为不加密的 PDF，再重新运行": "open it with the password, save it without one, and run again",
    "在 Office 或 WPS 中去掉密码后另存": "remove the password in Office or WPS and save it again",
    "去掉密码后另存": "remove the password and save it again",
    "先转成可检索的 PDF": "make a searchable PDF of it first",
    "另存为 PDF 后再处理，PDF 里的图片会识别文字": "save it as PDF: text in the pictures of a PDF is recognised",
    "转换成 {} 之一": "convert it to one of {}",
    "把后缀改为 {} 后再处理": "rename it to {}",
    "把后缀改为 {}，{}": "rename it to {}, then {}",
    "用 LibreOffice 或 WPS 另存为 {} 后再处理": "save it as {} with LibreOffice or WPS",
    "另存为 .png 或 .jpg 后再处理": "save it as .png or .jpg",
    "以 300 dpi 重新扫描或缩小后再处理": "scan it again at 300 dpi, or make it smaller",
    "重新扫描，或向提供单位索取完整的文件": "scan it again, or ask its owner for the whole file",
    "给出含有 {} 的文件夹": "name a folder with {} files",
    "用阅读器打印或另存为 .pdf 后再处理": "print it or save it as .pdf from its reader",
    "先解压，再处理其中的文件": "unpack it first",
    "移走或删除该文件后重新运行": "move or delete the file and run again",
    "检查磁盘空间和文件夹权限，然后重新运行": "check disk space and the folder's permissions, then run again",
    "给出 --base-url，或设置 {}": "give --base-url or set {}",
    "例如 http://localhost:8000/v1": "for example http://localhost:8000/v1",
    "把密钥写进 EXTRACTOR_API_KEY": "put the key into EXTRACTOR_API_KEY",
    "设置 EXTRACTOR_API_KEY 或 {}": "set EXTRACTOR_API_KEY or {}",
    "重新复制密钥": "copy the key again",
    "检查路径和权限": "check path and permissions",
    "照随程序的 prices.toml 改正": "follow the prices.toml that comes with the program",
    "用 EXTRACTOR_PRICES 给出价格表，或不写此项": "name a price table in EXTRACTOR_PRICES, or leave the option out",
    "检查 --model 和 --base-url": "check --model and --base-url",
    "检查 --base-url，通常以 /v1 结尾": "check --base-url, which usually ends in /v1",
    "检查 --base-url、服务是否已启动、网络和代理": "check --base-url, whether the service is up, network and proxy",
    "在 --base-url 里直接写最终的地址": "give the final address in --base-url",
    "检查 EXTRACTOR_API_KEY 或服务商自己的密钥变量是否属于这个地址": (
        "check that EXTRACTOR_API_KEY, or the provider's own variable, belongs to this address"
    ),
    "充值或更换密钥后重新运行，已得到的回答不会重复询问": (
        "top up or change the key and run again; answers that are there are not paid for again"
    ),
    "检查密钥的权限和服务商对地区的限制": "check what the key may do and where the provider serves",
    "检查代理设置": "check the proxy settings",
    "换一个可用的地址（--base-url）": "use another address (--base-url)",
    "检查 --model，可用的名称见服务商的说明": "check --model; the provider's documentation lists the names",
    "检查地址、系统时间和证书；内网证书可用 SSL_CERT_FILE 指明": (
        "check the address, the system's clock and the certificate; name a private one in SSL_CERT_FILE"
    ),
    "用 Excel、WPS 或 LibreOffice 另存为 .xlsx": "save it as .xlsx in Excel, WPS or LibreOffice",
    "重新导出对照表，或给出正确的文件": "export the reference again, or name the right file",
    "用 Excel 或 WPS 打开后另存": "open it in Excel or WPS and save it again",
    "检查是否存错了文件": "check whether it is the right file",
    "表头要有：单位、年度、项目、口径、金额、金额单位": "it needs: unit, year, project, measure, amount, amount unit",
    "加一列年度，或在标题里写明年度": "add a column for the year, or name the year in the title",
    "填上，或删去这一行": "fill it in, or delete the row",
    "口径请写：{}": "write one of: approved (批复), adjusted (调整), final (决算)",
    "年度写四位数字，例如 2024": "write the year in four digits, such as 2024",
    "金额单位请写：元、万元或亿元": "write 元, 万元 or 亿元",
    "改成数字，没有金额就留空": "write a number, or leave it blank where there is none",
    # details
    "单位": "unit",
    "年度": "year",
    "项目": "project",
    "口径": "measure",
    "回应不是模型接口的格式": "not a reply in the form of a model interface",
    "超时": "timed out",
    "连接中断": "the connection broke",
    "调用次数": "calls",
    " token 数": "tokens",
    "费用": "cost",
    "用量": "use",
    "旧版 Word（DOC）": "an old Word file (DOC)",
    "旧版 Excel（XLS）": "an old Excel file (XLS)",
    "旧版演示文稿（PPT）": "an old presentation (PPT)",
    "旧版 Office/WPS 文件": "an old Office or WPS file",
    "DOCX（Word）": "DOCX (Word)",
    "XLSX（Excel）": "XLSX (Excel)",
    "PPTX（演示文稿）": "PPTX (a presentation)",
    "{} 压缩包": "a {} archive",
    "{} 图片": "a {} picture",
    "网页（HTML）": "a web page (HTML)",
    "纯文本": "plain text",
    "（无后缀）": "(without suffix)",
}


def english(text: str) -> str:
    """The English of a Chinese sentence; one that is not in the catalogue stays as it is."""
    if text.isascii():
        return text
    asked = text.removeprefix("请")
    for pattern, said in _patterns():
        if match := pattern.fullmatch(asked):
            return said.format(*map(english, match.groups()))
    return text


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Sentences without details first."""
    ordered = sorted(ENGLISH.items(), key=lambda entry: (entry[0].count("{*}"), entry[0].count("{}")))
    return tuple((re.compile("".join(map(_pattern, re.split(r"(\{\*?\})", chinese))), re.DOTALL), said) for chinese, said in ordered)


def _pattern(piece: str) -> str:
    return {"{}": "([^，；]+?)", "{*}": "(.+?)"}.get(piece, re.escape(piece))


def in_language(text: str, lang: str) -> str:
    """A sentence of the catalogue as a reader of ``lang`` (zh, en) has it."""
    return english(text) if lang == "en" else text
