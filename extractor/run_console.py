"""The two streams a command writes to, a line at a time."""

from __future__ import annotations

import os
import sys
from typing import TextIO


def tell(text: str) -> None:
    """To stdout: what was asked for."""
    _write(sys.stdout, text)


def warn(text: str) -> None:
    """To stderr: what went wrong or was passed over."""
    _write(sys.stderr, text)


def _write(stream: TextIO, text: str) -> None:
    """Where nobody reads (``extractor … | head``) or nothing can be written (a full disk), the work goes on in silence."""
    try:
        stream.write(text + "\n")
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
