"""Renders samples/source: reports to *.docx and *.pdf, the reference to *.xlsx: ``python samples/render.py [FOLDER]``."""

from __future__ import annotations

import sys
from pathlib import Path

from source import HERE, REFERENCE, SOURCES, parse
from to_docx import to_docx
from to_pdf import to_pdf
from to_xlsx import to_xlsx


def main(folder: Path) -> None:
    """Write both carriers of every sample and the reference workbook into ``folder``."""
    for source in SOURCES:
        blocks = parse(source.read_text(encoding="utf-8"))
        (folder / f"{source.stem}.docx").write_bytes(to_docx(blocks))
        (folder / f"{source.stem}.pdf").write_bytes(to_pdf(blocks))
    (folder / f"{REFERENCE.stem}.xlsx").write_bytes(to_xlsx(REFERENCE.read_text(encoding="utf-8")))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
