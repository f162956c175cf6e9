"""Every error that is raised, every notice and every reason of an unread part has its English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.english import english
from extractor.errors import DamagedInput
from extractor.load.sniff import CONVERSIONS, NAMES
from extractor.readers import reconcile
from extractor.readers.llm import conversation, reader
from extractor.run_errors import line

PACKAGE = Path(__file__).parents[1] / "extractor"
RAISED = {"UnreadableInput", "UnsupportedInput", "DamagedInput", "EncryptedInput", "EmptyInput", "OversizedInput", "OutputError",
          "_damaged"}  # fmt: skip


def sentences() -> list[str]:
    found = [*CONVERSIONS.values(), *NAMES.values()]
    for path in sorted((PACKAGE / "load").glob("*.py")) + sorted((PACKAGE / "export").glob("*.py")):
        found += raised_in(ast.parse(path.read_text(encoding="utf-8")))
    return sorted({text for text in found if not text.isascii()})


def noted() -> list[str]:
    found = [text for path in sorted((PACKAGE / "load").rglob("*.py")) for text in noted_in(ast.parse(path.read_text(encoding="utf-8")))]
    reasons = [conversation.UNREADABLE, conversation.TOO_LONG, reader.WITHHELD]
    return sorted({*found, *reasons, *(reconcile.UNHEARD.format(why=why) for why in reasons)})


def noted_in(tree: ast.Module) -> Iterator[str]:
    """What notices say: their second argument, also where names stand for it."""
    names: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            names.setdefault(node.targets[0].id, []).append(node.value)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Notice" and len(node.args) > 1:
            text = node.args[1]
            yield from map(said, names[text.id] if isinstance(text, ast.Name) else [text] if not isinstance(text, ast.Attribute) else [])


def raised_in(tree: ast.Module) -> Iterator[str]:
    """The first and third arguments of errors, also where a name stands for them."""
    names = {
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISED:
            for argument in (node.args[:1] + node.args[2:3]) if node.args else []:
                yield said(names.get(argument.id, argument) if isinstance(argument, ast.Name) else argument)


def said(node: ast.expr) -> str:
    """A constant, or an f-string with ``7`` for its details."""
    if isinstance(node, ast.JoinedStr):
        return "".join(said(part) if isinstance(part, ast.Constant) else "7" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


@pytest.mark.parametrize("chinese", sentences())
def test_every_error_has_its_english(chinese: str) -> None:
    assert english(chinese).isascii(), chinese


@pytest.mark.parametrize("chinese", noted())
def test_every_notice_and_reason_has_its_english(chinese: str) -> None:
    assert not re.search("[\u3000-\uffef]", english(chinese)), chinese


def test_the_harvest_is_not_empty() -> None:
    assert len(sentences()) > 50
    assert len(noted()) > 20


def test_details_are_translated_too() -> None:
    error = DamagedInput(
        "文件名与内容不符，实际是旧版 Word（DOC）", "a\nb.pdf", "请把后缀改为 .doc，用 LibreOffice 或 WPS 另存为 .docx 后再处理"
    )
    assert line(error, "en") == (
        "a b.pdf: the name does not fit the content, which is an old Word file (DOC); "
        "rename it to .doc, then save it as .docx with LibreOffice or WPS"
    )


def test_what_is_not_in_the_catalogue_stays() -> None:
    assert english("没有这一句") == "没有这一句"
