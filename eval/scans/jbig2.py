"""JBIG2 files (ISO/IEC 14492) of one page: a generic region in MMR coding, which is CCITT group 4 in other clothes."""

from __future__ import annotations

import struct
from io import BytesIO
from math import ceil

from PIL import Image

_MAGIC = b"\x97JB2\r\n\x1a\n"
_SEQUENTIAL, _ONE_PAGE = 1, 1
_PAGE_INFORMATION, _GENERIC_REGION, _END_OF_PAGE, _END_OF_FILE = 48, 38, 49, 51
_MMR = 1
_METRE = 0.0254
_PHOTOMETRIC, _STRIP_OFFSETS, _ROWS_PER_STRIP, _STRIP_LENGTHS = 262, 273, 278, 279
_WHITE_IS_ZERO = 0


def jbig2(image: Image.Image, dpi: int) -> bytes:
    """A black and white picture (mode ``1``) as a JBIG2 file."""
    width, height = image.size
    metre = ceil(dpi / _METRE)  # readers round down on the way back
    page = struct.pack(">IIIIBH", width, height, metre, metre, 0, 0)
    region = struct.pack(">IIIIB", width, height, 0, 0, 0) + bytes([_MMR]) + _group4(image)
    parts = ((_PAGE_INFORMATION, page), (_GENERIC_REGION, region), (_END_OF_PAGE, b""), (_END_OF_FILE, b""))
    header = _MAGIC + bytes([_SEQUENTIAL]) + struct.pack(">I", _ONE_PAGE)
    return header + b"".join(_segment(number, *part) for number, part in enumerate(parts))


def _segment(number: int, kind: int, data: bytes) -> bytes:
    """Number, kind, no segments referred to, page, length, data (7.2). The end of the file names a page too, as jbig2enc has it."""
    return struct.pack(">IBBBI", number, kind, 0, _ONE_PAGE, len(data)) + data


def _group4(image: Image.Image) -> bytes:
    """The one strip of a group 4 TIFF whose black is 1, as in JBIG2."""
    out = BytesIO()
    tags = {_PHOTOMETRIC: _WHITE_IS_ZERO, _ROWS_PER_STRIP: image.height}
    image.save(out, "TIFF", compression="group4", tiffinfo=tags)
    with Image.open(out) as written:
        (offset,), (length,) = (written.tag_v2[tag] for tag in (_STRIP_OFFSETS, _STRIP_LENGTHS))  # type: ignore[attr-defined]
    return out.getvalue()[offset : offset + length]
