"""The working paper of the run before, whose words go into the new workbook; what cannot go there is kept aside, never overwritten."""

from __future__ import annotations

import os
from pathlib import Path

from extractor.export.atomic import not_written, write_bytes
from extractor.export.paper_old import NoPaper, Paper, read_paper
from extractor.run_console import warn
from extractor.run_names import SUMMARY
from extractor.run_own import KEPT
from extractor.run_words import Lang, plain, say


def paper_of(folder: Path, lang: Lang) -> Paper:
    """The paper in a folder's workbook; empty where there is none, or where it had to be kept aside, which is told.

    Errors: ``OutputError`` where it cannot be kept aside either; then the workbook must stay as it is.
    """
    path = folder / f"{SUMMARY}.xlsx"
    if not path.is_file():
        return Paper()
    try:
        data = path.read_bytes()
    except OSError:
        _move(path, lang)
        return Paper()
    try:
        paper = read_paper(data)
    except NoPaper:
        _copy(path, data, "paper.aside", lang)
        return Paper()
    if paper.more:
        _copy(path, data, "paper.more", lang)
    return paper


def _move(path: Path, lang: Lang) -> None:
    aside = _free(path)
    try:
        os.rename(path, aside)  # noqa: PTH104 - pathlib's rename says the same
    except OSError as error:
        raise not_written(path, error) from error
    warn(plain(say(lang, "paper.aside", file=path, aside=aside)))


def _copy(path: Path, data: bytes, key: str, lang: Lang) -> None:
    if any(other.read_bytes() == data for other in path.parent.glob(f"{SUMMARY}-{KEPT}-*.xlsx") if other.is_file()):
        return  # kept aside already
    aside = _free(path)
    write_bytes(aside, data)
    warn(plain(say(lang, key, file=path, aside=aside)))


def _free(path: Path) -> Path:
    number = 1
    while os.path.lexists(aside := path.with_name(f"{SUMMARY}-{KEPT}-{number}.xlsx")):
        number += 1
    return aside
