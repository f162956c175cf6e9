"""Reading order, paragraphs and page furniture, on pages made here."""

import pymupdf
import pytest
from pdf_pages import load

from extractor.document import Document

LEFT, RIGHT, SIZE = 80.0, 512.0, 12.0
PER_LINE = 36
SENTENCE = "全镇各部门按职能职责按时完成了各项工作计划任务完工项目验收合格群众满意度较高"


def _write(page: pymupdf.Page, x: float, y: float, text: str, size: float = SIZE) -> None:
    page.insert_text((x, y), text, fontname="china-s", fontsize=size)


def _prose(length: int, seed: int = 0) -> str:
    text = (SENTENCE * (length // len(SENTENCE) + 2))[seed : seed + length - 1]
    return text + "。"


def _paragraph(page: pymupdf.Page, y: float, text: str, *, x: float = LEFT, per_line: int = PER_LINE, indent: int = 2) -> float:
    """Set a paragraph in full lines; the next free base line."""
    first = per_line - indent
    lines = [text[:first]] + [text[i : i + per_line] for i in range(first, len(text), per_line)]
    for i, line in enumerate(lines):
        _write(page, x + (indent * SIZE if i == 0 else 0), y, line)
        y += 20
    return y


def _body(doc: Document) -> list[str]:
    return [doc.text[slice(*block.span)] for block in doc.blocks if block.kind != "aside"]


def _asides(doc: Document) -> list[tuple[str | None, str]]:
    return [(block.because, doc.text[slice(*block.span)]) for block in doc.blocks if block.kind == "aside"]


def test_soft_line_breaks_go_and_full_last_lines_end_a_paragraph() -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    texts = [_prose(100), _prose(34), _prose(34 + 36, 5), "一、基本情况", _prose(80, 3)]
    y = 100.0
    for text in texts:
        y = _paragraph(page, y, text)
    assert _body(load(doc)) == texts


def test_a_paragraph_goes_on_over_the_page_break() -> None:
    doc = pymupdf.open()
    text = _prose(36 * 6 - 10)
    lines = [text[:34], *[text[i : i + 36] for i in range(34, len(text), 36)]]
    for part in (lines[:3], lines[3:]):
        page = doc.new_page()
        y = 640.0 if part is lines[:3] else 90.0
        for line in part:
            _write(page, LEFT + (24 if line is lines[0] else 0), 640 + 20 * lines.index(line) if line in lines[:3] else y, line)
            y += 20
        _write(page, 290, 800, f"- {page.number + 1} -", 10)
    loaded = load(doc)
    assert _body(loaded) == [text]
    assert _asides(loaded) == [("页码", "- 1 -"), ("页码", "- 2 -")]


@pytest.mark.parametrize("form", ["- {} -", "{}", "第{}页 共4页", "{}/4", "—{}—", "第 {} 页"])
def test_page_numbers(form: str) -> None:
    doc = pymupdf.open()
    for number in range(1, 5):
        page = doc.new_page()
        _paragraph(page, 100, _prose(150, number))
        _write(page, 285, 805, form.format(number), 9)
    loaded = load(doc)
    assert [because for because, _ in _asides(loaded)] == ["页码"] * 4
    assert all(form.format("")[-1:] not in text[-1:] or text.endswith("。") for text in _body(loaded))


def test_running_heads_and_feet() -> None:
    doc = pymupdf.open()
    for number in range(1, 5):
        page = doc.new_page()
        _write(page, 200, 45, "双路镇2023年度绩效自评报告", 9)
        _paragraph(page, 100, _prose(150, number))
        _write(page, 80, 815, f"丰都县财政局 第{number}页", 9)
    loaded = load(doc)
    assert [because for because, _ in _asides(loaded)] == ["页眉", "页脚"] * 4
    assert len(_body(loaded)) == 4


def test_a_line_that_happens_to_open_two_pages_stays_in_the_body() -> None:
    doc = pymupdf.open()
    for number in range(4):
        page = doc.new_page()
        first = "2. 资金落实到位情况良好。" if number in (1, 2) else f"{'甲乙丙丁'[number]}方情况说明如下。"
        y = _paragraph(page, 85, first)
        _paragraph(page, y, _prose(150, number))
    assert sum("资金落实到位" in text for text in _body(load(doc))) == 2


def test_two_columns_are_read_one_after_the_other() -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    _write(page, 200, 80, "跨栏的标题在最上面", 18)
    left, right = _prose(200), _prose(180, 7)
    _paragraph(page, 120, left, x=60, per_line=18)
    _paragraph(page, 120, right, x=310, per_line=18)
    assert _body(load(doc)) == ["跨栏的标题在最上面", left, right]


def test_form_line_with_wide_gaps_keeps_its_parts_apart() -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    _paragraph(page, 100, _prose(100))
    _write(page, 80, 300, "填表人：经办人")
    _write(page, 260, 300, "填报日期：2025.3")
    assert _body(load(doc))[-1] == "填表人：经办人 填报日期：2025.3"


def test_rows_of_a_table_without_lines_are_parted_by_tabs() -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    rows = [("项目", "预算数", "执行数"), ("网格员补助", "146.54", "79.78"), ("防汛经费", "3", "3"), ("合计", "149.54", "82.78")]
    for i, row in enumerate(rows):
        for x, text in zip((80, 250, 400), row, strict=True):
            _write(page, x, 100 + 20 * i, text)
    assert _body(load(doc))[1:3] == ["网格员补助\t146.54\t79.78", "防汛经费\t3\t3"]


def test_numbered_items_without_indent_begin_paragraphs() -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    texts = [f"{i}、{_prose(70, i)}" for i in range(1, 4)]
    y = 100.0
    for text in texts:
        y = _paragraph(page, y, text, indent=0)
    assert _body(load(doc)) == texts


def test_a_line_that_begins_with_a_figure_goes_on() -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    head = _prose(71)[:-1]
    text = head[:34] + head[34:68] + "得" + "9" + "分，实际得分9分。"
    _write(page, LEFT + 24, 100, head[:34])
    _write(page, LEFT, 120, head[34:68] + "得")
    _write(page, LEFT, 140, "9分，实际得分9分。")
    _paragraph(page, 160, _prose(120))
    assert _body(load(doc))[0] == text


def _landscape() -> tuple[pymupdf.Document, list[str]]:
    """Three paragraphs on a broad page."""
    doc = pymupdf.open()
    page = doc.new_page(width=842, height=595)
    texts = [_prose(150), "二、预算资金814.78万元。", _prose(90, 4)]
    y = 100.0
    for text in texts:
        y = _paragraph(page, y, text, per_line=50)
    return doc, texts


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_rotated_page_has_right_boxes_and_order(angle: int) -> None:
    upright, _ = _landscape()
    doc = pymupdf.open()
    turned = doc.new_page(width=842, height=595) if angle == 180 else doc.new_page(width=595, height=842)
    turned.show_pdf_page(turned.rect, upright, 0, rotate=angle)
    turned.set_rotation(angle)
    loaded, plain = load(doc), load(upright)
    assert loaded.text == plain.text
    assert (loaded.pages[0].width, loaded.pages[0].height) == (842, 595)
    at = loaded.text.index("814.78")
    [box], [wanted] = loaded.boxes((at, at + 6)), plain.boxes((at, at + 6))
    assert (box.x0, box.y0, box.x1, box.y1) == pytest.approx((wanted.x0, wanted.y0, wanted.x1, wanted.y1), abs=2)


@pytest.mark.parametrize("angle", [90, 270])
def test_sideways_text_on_an_upright_page_is_read_and_boxed(angle: int) -> None:
    upright, texts = _landscape()
    doc = pymupdf.open()
    turned = doc.new_page(width=595, height=842)
    turned.show_pdf_page(turned.rect, upright, 0, rotate=angle)
    loaded = load(doc)
    assert _body(loaded) == texts
    at = loaded.text.index("814.78")
    boxes = loaded.boxes((at, at + 6))
    page = pymupdf.open(stream=doc.tobytes())[0]
    clip = pymupdf.Rect(min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes))
    assert sorted("".join(page.get_text(clip=clip).split())) == sorted("814.78")


def test_a_list_that_hangs_behind_its_numbers() -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    y = _paragraph(page, 100, _prose(150))
    y = _paragraph(page, y, _prose(90, 3))
    texts = []
    for number in (1, 2):
        words = _prose(60, number)
        _write(page, LEFT + 24, y, f"{number}、" + words[:32])
        _write(page, LEFT + 24 + pymupdf.get_text_length(f"{number}、", fontname="china-s", fontsize=SIZE), y + 20, words[32:])
        texts.append(f"{number}、{words}")
        y += 40
    assert _body(load(doc))[2:] == texts
