"""An Office file (ECMA-376 Part 2): its parts, what kind each is, and where each points to.

It is read from the ZIP without trusting it. Only the parts that are asked for are unpacked, each
within limits, so that a small file cannot become a large one in memory.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import lru_cache
from typing import IO, Protocol
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from lssc_desktop.documents.office_xml.names import PACKAGE_RELATIONS, transitional
from lssc_desktop.documents.office_xml.ranges import TooMuch, XmlSource, events, parse, parse_source
from lssc_desktop.values import dataclass

CONTENT_TYPES = "[Content_Types].xml"

_PART_LIMIT = 16 << 20
_LARGE_PART_LIMIT = 256 << 20
_LARGEST_SHARED = 64 << 10  # bytes of a part that is remembered; its elements take ten times that
_MOST_SHARED = 24
_ENCRYPTED = 0x1
_RELATIONSHIP = ("rel.Relationship", f"{{{PACKAGE_RELATIONS}}}Relationship")
_KINDS = {"extendedProperties": "extended-properties", "customProperties": "custom-properties"}
"""Kinds of relations that the strict kind of file writes otherwise."""


class Locked(RuntimeError):
    """A part is encrypted."""


class _Node(Protocol):
    """An element of either library."""

    tag: str

    def get(self, key: str, /) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Relation:
    """Where one part points to: another part, or (external) an address.

    `type` is the whole address of which `kind` is the last word.
    """

    kind: str
    target: str
    external: bool
    type: str = field(default="", compare=False)


def relations_part(name: str) -> str:
    """Return the name of the part that says where a part points to; "" is the file itself."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def read_relations(root: Iterable[_Node] | None, name: str) -> dict[str, Relation]:
    """Return where a part points to by the ids used in it; the last counts of two with one id.

    Targets are the names of parts, whether the file writes them from its root or from the part.
    """
    found: dict[str, Relation] = {}
    for item in () if root is None else root:
        if item.tag not in _RELATIONSHIP:
            continue
        target, external = item.get("Target") or "", item.get("TargetMode") == "External"
        if not external:
            whole = posixpath.join("/", posixpath.dirname(name), target)
            target = posixpath.normpath(whole).lstrip("/")
        address = transitional((item.get("Type") or "").encode()).decode()
        kind = address.rpartition("/")[2]
        kind = _KINDS.get(kind, kind)
        found[item.get("Id") or ""] = Relation(kind, target, external, address)
    return found


def part_key(name: str) -> str:
    """Return what is equal for two names of one part: neither case nor escapes count."""
    return unquote(name.lstrip("/")).lower()


class ContentTypes:
    """What kind each part is: what is said of the part counts before what is of its ending."""

    def __init__(self, root: Iterable[_Node] | None) -> None:
        self._own: dict[str, str] = {}
        self._usual: dict[str, str] = {}
        for item in () if root is None else root:
            kind = item.get("ContentType") or ""
            if (part := item.get("PartName")) is not None:
                self._own[part_key(posixpath.normpath(part))] = kind
            elif (ending := item.get("Extension")) is not None:
                self._usual[ending.lower()] = kind

    def of(self, name: str) -> str:
        """Return the kind of a part, "" where the file does not say it."""
        key = part_key(name)
        found = self._own.get(key)
        if found is not None:
            return found
        ending = posixpath.basename(key).rpartition(".")[2]
        return self._usual.get(ending, "")


@lru_cache(_MOST_SHARED)
def _parsed(data: bytes) -> Element:
    """Return the root element of a small part, parsed once however many files have it."""
    return parse(io.BytesIO(data), _PART_LIMIT)


class OfficeFile:
    """An open Office file.

    `main` is the part with the text, the sheets or the slides, "" where there is none. Raises
    `Locked`, `TooMuch`, `Unparsable`, and what `zipfile` raises for a file that is damaged.
    """

    def __init__(self, archive: zipfile.ZipFile, limit: int = _PART_LIMIT) -> None:
        self._archive = archive
        self._limit = limit
        self._relations: dict[str, dict[str, Relation]] = {}
        self._types: ContentTypes | None = None
        self.names = {part_key(name): name for name in archive.namelist()}
        self.main = self._first("", "officeDocument")

    def part(self, name: str) -> Element | None:
        """Return the root element of a part, or None when there is no such part.

        It is for reading only: files with the same part, such as the styles of one template, share
        its elements.
        """
        data = self.read(name)
        if data is None:
            return None
        return (
            _parsed(data) if len(data) <= _LARGEST_SHARED else parse(io.BytesIO(data), self._limit)
        )

    def elements(self, name: str) -> Iterator[tuple[str, Element]]:
        """Yield the elements of a long part as they begin and end, with their whole names."""
        stored = self.stored_name(name)
        if stored is not None:
            with self._opened(stored) as stream:
                yield from events(stream, _LARGE_PART_LIMIT)

    def source(self, name: str) -> XmlSource | None:
        """Return a part with the range of each of its elements, or None where there is none."""
        data = self.read(name)
        return None if data is None else parse_source(data)

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a part, or None when there is no such part."""
        data = self.beginning(name, self._limit + 1)
        if data is not None and len(data) > self._limit:
            raise TooMuch
        return data

    def beginning(self, name: str, most: int) -> bytes | None:
        """Return the first bytes of a part, or None when there is no such part."""
        stored = self.stored_name(name)
        if stored is None:
            return None
        with self._opened(stored) as stream:
            return stream.read(most)

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a part, such as a picture, a block at a time."""
        stored, left = self.stored_name(name), _LARGE_PART_LIMIT
        if stored is not None:
            with self._opened(stored) as stream:
                while block := stream.read(1 << 20):
                    left -= len(block)
                    if left < 0:
                        raise TooMuch
                    yield block

    def stored_name(self, name: str) -> str | None:
        """Return the name of a part as the file writes it, or None when there is no such part."""
        return self.names.get(part_key(name))

    def matching(self, pattern: str) -> list[str]:
        """Return the parts whose names, in lower case, fit a pattern; numbers in their order."""
        return numbered(
            stored for name, stored in self.names.items() if re.fullmatch(pattern, name)
        )

    def content_type(self, name: str) -> str:
        """Return the kind of a part, "" where the file does not say it."""
        if self._types is None:
            self._types = ContentTypes(self.part(CONTENT_TYPES))
        return self._types.of(name)

    def relations(self, name: str) -> Mapping[str, Relation]:
        """Return where a part ("" is the file itself) points to, by the ids used in it."""
        if name not in self._relations:
            self._relations[name] = read_relations(self.part(relations_part(name)), name)
        return self._relations[name]

    def target(self, kind: str) -> str:
        """Return the part of one kind that the main part points to, "" where there is none."""
        return self._first(self.main, kind)

    def _first(self, name: str, kind: str) -> str:
        rows = self.relations(name).values()
        return next((row.target for row in rows if row.kind == kind and not row.external), "")

    def _opened(self, stored: str) -> IO[bytes]:
        entry = self._archive.getinfo(stored)
        if entry.flag_bits & _ENCRYPTED:
            raise Locked
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise zipfile.BadZipFile
        return self._archive.open(entry)


def numbered(names: Iterable[str]) -> list[str]:
    """Return names of parts in their order, 10 after 9."""
    return sorted(names, key=_place)


def _place(name: str) -> tuple[str, int]:
    number = re.search(r"(\d+)\.\w+$", name)
    return re.sub(r"\d+", "", name), int(number[1]) if number else 0
