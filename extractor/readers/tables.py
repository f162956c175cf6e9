"""Tables, row by row: each row is read by what its header band and its label say it is."""

from __future__ import annotations

import itertools
import re

from extractor.document import Document
from extractor.grid import GridCell, squeeze
from extractor.readers.base import Note, Words
from extractor.readers.ledgering import Book
from extractor.readers.sheet import Sheet
from extractor.readers.table_captions import captioned
from extractor.readers.table_funds import close_table, read_inline
from extractor.readers.table_money import read_money_row
from extractor.readers.table_scores import Scores, heads_goals, heads_scores, read_goal_row, read_score_row, relate_scores
from extractor.readers.table_state import Money
from extractor.readers.words import without_code

_PROJECT_KEY = re.compile(r"^(?:转移支付)?[(（]?(?:项目|专项|资金)[)）]?(?:\(?政策\)?)?名称[:：]?$")
_FORM_KEY = re.compile(
    r"^(?:(?:市级|县级|区级|省级|中央|项目)?(?:主管|实施|预算|责任)(?:部门|单位)|项目(?:资金|属性|类别|类型|编码|负责人|期限|概况)|资金(?:情况|来源))"
)
"""What stands under 项目名称 in the form of one project; in a list of projects a name stands there."""
_DEPARTMENT_KEY = re.compile(r"^(?:(?:市级|县级|区级|省级|项目)?主管(?:部门|单位)|中央主管部门)(?:及代码)?[:：]?$")


def read_table(book: Book, document: Document, number: int) -> Money:
    """Read the ``number``-th table of the document into the book."""
    block = document.tables[number]
    assert block.table is not None
    sheet = Sheet(document, number, block.table)
    project = _form_project(book, sheet)
    scored = project or captioned(document, number, book.roster)
    money, scores = Money(), Scores()
    for row, cells in sheet.grid.data_rows():
        if heads_scores(sheet, row):
            read_score_row(book, sheet, cells, scored, scores)
        elif heads_goals(sheet, row):
            read_goal_row(book, sheet, cells, scored)
        else:
            read_money_row(book, sheet, cells, project, money)
            read_inline(book, sheet, cells, project, money)
    scores.execution = scores.execution or money.execution
    relate_scores(book, scores)
    close_table(book, money)
    return money


def _form_project(book: Book, sheet: Sheet) -> Words | None:
    """The project that a one-project form is about: the cell right of 项目名称."""
    project: Words | None = None
    document_text = sheet.document.text
    for cells in sheet.grid.rows.values():
        for key, value in itertools.pairwise(cells):
            heads = value.cell.row in sheet.grid.header_rows and not _keys_below(sheet, key)
            if value.blank or value.value or heads:
                continue
            if project is None and _PROJECT_KEY.match(squeeze(key.text)):
                project = book.roster.add(without_code(document_text, sheet.words(value)))
                book.form_projects.add(project)
            elif project is not None and _DEPARTMENT_KEY.match(squeeze(key.text)):
                book.note(project, Note(project, "department", sheet.words(value)))
    return project


def _keys_below(sheet: Sheet, key: GridCell) -> bool:
    """Whether the cell under a key is another key of a form, so that the row is no header though it prints only words."""
    below = sheet.grid.cells.get((key.cell.row + key.cell.row_span, key.cell.col))
    return below is not None and _FORM_KEY.match(squeeze(below.text)) is not None
