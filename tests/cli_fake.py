"""The command line over a pipeline that does what each input says: a script, so that worker processes can import it.

An input holds words: ``error``, ``warn`` (a finding each), ``slow``, ``bug``, ``die`` (kills its process), ``locked``.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from extractor.cli import main
from extractor.document import Document
from extractor.errors import EncryptedInput, UnreadableInput
from schemas.extraction import Coverage, DocumentInfo, Extraction, Ledger, Rows, Run
from schemas.record import Project, Record
from schemas.result import Finding


def extract(path: Path, lang: str = "zh") -> tuple[Extraction, Document]:
    if not path.exists():
        raise UnreadableInput("文件不存在", str(path), "检查路径和文件名")
    text = path.read_text(encoding="utf-8")
    words = text.split()
    if "slow" in words:
        Path(f"{path}.started").touch()
        time.sleep(30)
    if "pause" in words:
        time.sleep(0.2)
    if "bug" in words:
        raise KeyError("something nobody foresaw")
    if "die" in words:
        os._exit(9)
    if "locked" in words:
        raise EncryptedInput("文件加了打开密码", str(path), "在 Office 或 WPS 中去掉密码后另存")
    findings = tuple(
        Finding(id=f"{n:012}", check="A1", severity=word, title="t", message=f"{lang} {word}")  # type: ignore[arg-type]
        for n, word in enumerate(words)
        if word in ("error", "warn")
    )
    sha = "0" * 64
    extraction = Extraction(
        document=DocumentInfo(source=path.name, sha256=sha, kind="text", pages=None, text=text),
        record=Record(organisation="测试镇人民政府", projects=(Project(name=path.stem),)),
        provenance={}, ledger=Ledger(numerals=0, claimed=0), coverage=Coverage(complete=True, rows=Rows(printed=0, accounted=0)),
        findings=findings, run=Run(reader="rules", version="0"),
    )  # fmt: skip
    return extraction, Document(source=path.name, sha256=sha, kind="text", pages=(), text=text, blocks=())


if __name__ == "__main__":
    sys.exit(main(extract=extract))
