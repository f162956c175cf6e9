"""Engines that look up what they answered before: preparation runs as ever, only inference is saved.

An answer's address is the picture's pixels, what was asked, the engine and its libraries by version, and the code around them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import TypeAdapter, ValidationError

from extractor.load.ocr.engine import Engine, Finder, Line, Quad
from extractor.load.ocr.lines_kept import LinesKept

if TYPE_CHECKING:
    from extractor.load.ocr.engine import Image

T = TypeVar("T")
_LINES = TypeAdapter(tuple[Line, ...])
_QUADS = TypeAdapter(tuple[Quad, ...])
_LIBRARIES = ("rapidocr", "openvino", "opencv-python-headless", "numpy")
"""What computes the answers; another release of it may give other ones."""


class Remembering:
    """An ``Engine`` before which what was ``kept`` is asked.

    An answer without any text is not kept; of an engine that ``may_fail`` silently, none in which a line has no text.
    """

    def __init__(self, engine: Engine, kept: LinesKept, *, may_fail: bool = False) -> None:
        self._engine, self._kept = engine, kept
        self._worth = all if may_fail else any

    @property
    def name(self) -> str:
        """The engine's own."""
        return self._engine.name

    def read(self, image: Image, lines: Sequence[Quad] | None = None) -> tuple[Line, ...]:
        """See ``Engine.read``."""
        asked = "read" if lines is None else f"read {[[[float(at) for at in point] for point in quad] for quad in lines]}"
        address = _address(self.name, asked, image)
        return _remembered(self._kept, address, _LINES, lambda: self._engine.read(image, lines), self._told)

    def _told(self, lines: tuple[Line, ...]) -> bool:
        return bool(lines) and self._worth(bool(line.text) for line in lines)


class RememberingFinder:
    """The same for a ``Finder``, which has the ``name`` of its engine."""

    def __init__(self, finder: Finder, name: str, kept: LinesKept) -> None:
        self._finder, self._name, self._kept = finder, name, kept

    def find(self, image: Image) -> tuple[Quad, ...]:
        """See ``Finder.find``."""
        return _remembered(self._kept, _address(self._name, "find", image), _QUADS, lambda: self._finder.find(image), lambda _: True)


def _remembered(kept: LinesKept, address: str, kind: TypeAdapter[T], ask: Callable[[], T], worth: Callable[[T], bool]) -> T:
    body = kept.get(address)
    if body is not None:
        try:
            return kind.validate_json(body)
        except ValidationError:
            pass  # not what this code wrote: asked and kept anew
    answer = ask()
    if worth(answer):
        kept.put(address, kind.dump_json(answer))
    return answer


def _address(name: str, asked: str, image: Image) -> str:
    told = hashlib.sha256(f"{_basis()}\n{name}\n{asked}\n{image.shape} {image.dtype}\n".encode())
    told.update(image.tobytes())
    return told.hexdigest()


@cache
def _basis() -> str:
    """The recognition's code and libraries: after a change of either, everything is asked again."""
    code = hashlib.sha256()
    for file in sorted(Path(__file__).parent.glob("*.py")):
        code.update(file.read_bytes())
    return " ".join((code.hexdigest(), *map(_release, _LIBRARIES)))


def _release(library: str) -> str:
    try:
        return f"{library} {version(library)}"
    except PackageNotFoundError:  # installed under another name
        return library
