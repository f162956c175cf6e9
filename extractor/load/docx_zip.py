"""An Office file (DOCX, XLSX) is a zip of XML: opened here once, with guards, for whoever reads it.

Nothing is unpacked before the declared sizes are within bounds, and zipfile never yields more than was declared. OOXML
has no document type definitions, so any ``<!DOCTYPE`` is an attack (entity expansion) and refused.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from extractor.errors import DamagedInput, EncryptedInput, OversizedInput

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_MEMBERS = 10_000
MAX_XML = 64 * 2**20  # a report of a thousand pages has some 20 MB of XML
MAX_TOTAL = 512 * 2**20
MAX_RATIO = 250  # real styles.xml reach 60; 42.zip a thousand and more

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|spreadsheetml)/main")
_STRICT_REL = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
_REL = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CUT = "重新下载或向来源单位索取完整的文件"


@dataclass(frozen=True)
class Relation:
    """A link from one part to another: ``kind`` is the last word of its type (header, footnotes, image …)."""

    id: str
    kind: str
    target: str


class Package:
    """The parts of an Office file, by name."""

    def __init__(self, data: bytes, where: str) -> None:
        """Opens the zip; raises where it is cut, encrypted or a bomb."""
        self.where = where
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, NotImplementedError, OverflowError) as error:
            raise DamagedInput("文件不完整，压缩包目录读不出来", where, _CUT) from error
        self._guard(infos)
        self.names = frozenset(info.filename for info in infos)

    def _guard(self, infos: list[zipfile.ZipInfo]) -> None:
        if any(info.flag_bits & 1 for info in infos):
            raise EncryptedInput("压缩包加了密码", self.where, "去掉密码后另存")
        total = sum(info.file_size for info in infos)
        swollen = any(_is_xml(i.filename) and (i.file_size > MAX_XML or _is_bomb(i)) for i in infos)
        if len(infos) > MAX_MEMBERS or total > MAX_TOTAL or swollen:
            raise OversizedInput("解压后过大，不像一份报告", self.where, "确认文件来源；如确是报告，请拆分后再处理")

    def read(self, name: str) -> bytes:
        """The bytes of one part."""
        try:
            data = self._zip.read(name)
        except (KeyError, zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, NotImplementedError) as error:
            raise DamagedInput(f"文件不完整，其中的 {name} 读不出来", self.where, _CUT) from error
        if _is_xml(name) and _has_doctype(data):
            raise DamagedInput(f"其中的 {name} 带有外部定义，不是正常的 Office 文件", self.where, "用 Office 或 WPS 打开后另存")
        return data

    def xml(self, name: str) -> _Element:
        """The root element of one part; the strict dialect's namespaces are read as the usual ones."""
        from lxml import etree

        usual = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/main", self.read(name)).replace(_STRICT_REL, _REL)
        parser = etree.XMLParser(resolve_entities=False, huge_tree=False, no_network=True, remove_comments=True, remove_pis=True)
        try:
            return etree.fromstring(usual, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise DamagedInput(f"其中的 {name} 内容损坏", self.where, _CUT) from error

    def relations(self, name: str) -> list[Relation]:
        """The links of one part, targets as part names; external ones left out."""
        folder, base = dirname(name), name.rsplit("/", 1)[-1]
        rels = join(folder, "_rels", f"{base}.rels")
        if rels not in self.names:
            return []
        return [
            Relation(item.get("Id", ""), item.get("Type", "").rsplit("/", 1)[-1], _target(folder, item.get("Target", "")))
            for item in self.xml(rels)
            if item.get("TargetMode") != "External"
        ]

    def check_all(self) -> None:
        """Reads every XML part once, for a library that opens the zip again by itself."""
        for name in sorted(filter(_is_xml, self.names)):
            self.read(name)


def _target(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size > 2**20 and info.file_size > MAX_RATIO * max(info.compress_size, 1)


def _has_doctype(data: bytes) -> bool:
    wide = b"<!DOCTYPE".decode().encode("utf-16-le")
    return b"<!DOCTYPE" in data or b"<!ENTITY" in data or wide in data or wide[1:] in data
