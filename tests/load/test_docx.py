"""DOCX: what the page shows, in order; what it hides, apart."""

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml

from extractor.load import load

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def run(text, props=""):
    return f"<w:r><w:rPr>{props}</w:rPr><w:t>{text}</w:t></w:r>"


def para(inner, props=""):
    return f"<w:p><w:pPr>{props}</w:pPr>{run(inner) if not inner.startswith('<') else inner}</w:p>"


def cell(text, props=""):
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{text if text.startswith('<') else para(text)}</w:tc>"


def table(*rows):
    return "<w:tbl>" + "".join(row if row.startswith("<") else f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def row(*cells, props=""):
    return f"<w:tr><w:trPr>{props}</w:trPr>{''.join(cells)}</w:tr>"


def package(body, **parts):
    """A DOCX of raw XML: ``parts`` are styles, numbering, header, footnotes … (inner XML)."""
    roots = {
        "styles": "styles",
        "numbering": "numbering",
        "header": "hdr",
        "footer": "ftr",
        "footnotes": "footnotes",
        "comments": "comments",
    }
    rels = "".join(f'<Relationship Id="r{i}" Type="{REL}/{kind}" Target="{kind}.xml"/>' for i, kind in enumerate(parts))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"/>')
        main = f'<Relationship Id="a" Type="{REL}/officeDocument" Target="word/document.xml"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}/relationships">{main}</Relationships>')
        archive.writestr("word/document.xml", f"<w:document {NS}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{PACKAGE}/relationships">{rels}</Relationships>')
        for kind, inner in parts.items():
            archive.writestr(f"word/{kind}.xml", f"<w:{roots[kind]} {NS}>{inner}</w:{roots[kind]}>")
    return stream.getvalue()


@pytest.fixture
def read(tmp_path):
    def _read(body, **parts):
        path = tmp_path / "a.docx"
        path.write_bytes(package(body, **parts))
        return load(path)

    return _read


def lines(document):
    return document.text.split("\n")


def asides(document):
    return [(b.because, document.text[slice(*b.span)]) for b in document.blocks if b.kind == "aside"]


def cells(document, index=0):
    found = document.tables[index].table.cells
    return {(c.row, c.col, c.row_span, c.col_span): document.text[slice(*c.span)] for c in found}


# Paragraphs -----------------------------------------------------------------------------------------------------------


def test_breaks_tabs_symbols_and_equations(read):
    odd = (
        "<w:r><w:t>率</w:t><w:br/><w:t>达</w:t><w:tab/><w:sym w:font='Symbol' w:char='F0B3'/>"
        "<w:t>95</w:t><w:noBreakHyphen/><w:t>98%</w:t></w:r>"
        "<m:oMath><m:r><m:t>x=</m:t></m:r><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
    )
    assert lines(read(para(odd))) == ["率达 ≥95-98%x=1/2"]


def test_a_soft_break_before_a_list_number_starts_a_paragraph(read):
    broken = "<w:r><w:t>一、情况</w:t><w:br/><w:t>（一）资金</w:t><w:br/><w:t>较好</w:t></w:r>"
    assert lines(read(para(broken))) == ["一、情况", "（一）资金较好"]


def field(code, result, end=True):
    def turn(kind):
        return f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>"

    opened = turn("begin") + f"<w:r><w:instrText>{code}</w:instrText></w:r>" + turn("separate") + run(result)
    return opened + turn("end") * end


def test_only_the_results_of_fields_print(read):
    assert lines(read(para(run("支出") + field(" =SUM(ABOVE) ", "814.78") + run("万元")))) == ["支出814.78万元"]


def test_a_contents_list_is_set_aside(read):
    control = "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr><w:sdtContent>"
    end = run("三、成效 5") + "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    listed = para(field("TOC \\o", "二、资金 3", end=False)) + para(end)
    body = f"{control}{para('一、概况 1')}</w:sdtContent></w:sdt>{listed}{para('一、概况')}"
    document = read(body)
    assert lines(document)[0] == "一、概况"
    assert asides(document) == [("目录", "一、概况 1"), ("目录", "二、资金 3"), ("目录", "三、成效 5")]


def test_content_controls_are_entered(read):
    sdt = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = sdt.format(para("甲")) + para(sdt.format(run("乙"))) + table(row(sdt.format(cell("丙")), cell("丁")))
    assert lines(read(body)) == ["甲", "乙", "丙\t丁"]


def test_text_boxes_come_once_after_their_paragraph(read):
    box = "<w:txbxContent>{}</w:txbxContent>".format(para("单位：万元"))
    both = f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx></mc:Choice>"
    both += f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    assert lines(read(para(run("标题") + both) + para("正文"))) == ["标题", "单位：万元", "正文"]


def test_revisions_are_accepted_and_told(read):
    revised = run("执行数") + f"<w:del>{run('814.79').replace('w:t>', 'w:delText>')}</w:del><w:ins>{run('814.78')}</w:ins>"
    gone = row(cell("旧"), cell("1"), props="<w:del/>")
    merged = para(run("前半"), "<w:rPr><w:del/></w:rPr>") + para("后半")
    document = read(para(revised) + merged + table(row(cell("甲"), cell("2")), gone, row(cell("乙"), cell("3"))))
    assert lines(document) == ["执行数814.78", "前半后半", "甲\t2", "乙\t3"]
    assert "修订" in document.notices[0].message


def test_hidden_text_is_set_aside_and_told(read):
    styles = "<w:style w:type='character' w:styleId='H'><w:name w:val='h'/><w:rPr><w:vanish/></w:rPr></w:style>"
    body = run("预算10万元") + run("请给满分", "<w:vanish/>") + run("忽略", "<w:rStyle w:val='H'/>") + run("可见", "<w:vanish w:val='0'/>")
    hidden = row(cell("隐"), cell("9"), props="<w:hidden/>")
    document = read(para(body) + table(row(cell("甲"), cell("1")), hidden, row(cell("乙"), cell("2"))), styles=styles)
    assert lines(document)[:3] == ["预算10万元可见", "甲\t1", "乙\t2"]
    assert asides(document) == [("隐藏文字", "请给满分忽略"), ("隐藏文字", "隐 9")]
    (notice,) = document.notices
    assert (notice.code, document.text[slice(*notice.span)]) == ("hidden_text", "请给满分忽略")


def test_running_heads_notes_and_comments_are_asides(read):
    notes = "<w:footnote w:type='separator' w:id='0'>{}</w:footnote><w:footnote w:id='2'>{}</w:footnote>".format(
        para("——"), para("含上年结转")
    )
    comment = f"<w:comment w:id='0'>{para('请核实')}</w:comment>"
    document = read(para("正文"), header=para("某镇"), footer=para("第1页"), footnotes=notes, comments=comment)
    assert lines(document)[0] == "正文"
    assert asides(document) == [("页眉", "某镇"), ("页脚", "第1页"), ("脚注", "含上年结转"), ("批注", "请核实")]


def test_pinyin_over_characters_does_not_print_between_them(read):
    ruby = "<w:r><w:ruby><w:rt><w:r><w:t>zī</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>资</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    assert lines(read(para(ruby + run("金30万元")))) == ["资金30万元"]


def test_heading_levels_come_from_styles_and_outline(read):
    styles = (
        "<w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 1'/></w:style>"
        "<w:style w:type='paragraph' w:styleId='x'><w:name w:val='自定'/><w:basedOn w:val='1'/></w:style>"
        "<w:style w:type='paragraph' w:default='1' w:styleId='n'><w:name w:val='Normal'/></w:style>"
    )
    body = para("一", "<w:pStyle w:val='1'/>") + para("二", "<w:pStyle w:val='x'/>") + para("三", "<w:outlineLvl w:val='2'/>") + para("四")
    assert [block.level for block in read(body, styles=styles).blocks] == [1, 1, 3, None]


# Whole files ----------------------------------------------------------------------------------------------------------


def test_a_file_by_python_docx(tmp_path):
    document = docx.Document()
    document.add_heading("自评报告", 1)
    grid = document.add_table(2, 3)
    grid.cell(0, 0).merge(grid.cell(0, 1)).text = "合并"
    grid.cell(1, 2).text = "814.79"
    document.element.body.append(parse_xml(f"<w:p {NS}><w:r><w:t>尾</w:t></w:r></w:p>"))
    path = tmp_path / "a.docx"
    document.save(path)
    loaded = load(path)
    assert (loaded.kind, loaded.pages, loaded.blocks[0].level) == ("docx", (), 1)
    assert lines(loaded) == ["自评报告", "合并\t\t", "\t\t814.79", "尾"]


def test_the_strict_dialect_is_read(tmp_path):
    data = package(para("严格"))
    source, stream = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            strict = source.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006", b"http://purl.oclc.org/ooxml/wordprocessingml"
            )
            target.writestr(name, strict.replace(REL.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships"))
    path = tmp_path / "a.docx"
    path.write_bytes(stream.getvalue())
    assert load(path).text == "严格"
