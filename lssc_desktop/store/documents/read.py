"""Reading Word files of whatever origin, each content once."""

import hashlib
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from xml.etree.ElementTree import Element

from lssc_desktop.core.portfolio.folder_facts import SeenDocument
from lssc_desktop.core.text.richtext import (
    DocumentFault,
    Form,
    RichText,
    UnsupportedContent,
    normalized,
)
from lssc_desktop.store.documents.allowed import strange_elements, strange_parts, strange_settings
from lssc_desktop.store.documents.body import Block, BodyReader
from lssc_desktop.store.documents.inline import KeptNames
from lssc_desktop.store.documents.line import Setting
from lssc_desktop.store.documents.lists import read_lists
from lssc_desktop.store.documents.package import (
    DocumentUnreadable,
    WordPackage,
    is_open_elsewhere,
    open_package,
    relations_part,
)
from lssc_desktop.store.documents.ranges import NotUtf8, XmlSource, end_of, require_utf8
from lssc_desktop.store.documents.styles import read_styles

_HEADER_CONTENT = ("t", "drawing", "pict", "object", "fldChar", "fldSimple", "sym", "pgNum")
_NOTE_PARTS = (("footnote", "footnotes"), ("endnote", "endnotes"))

CONTENT_TYPES = "[Content_Types].xml"

_LARGEST_REMEMBERED = 4 << 20  # bytes; a larger file is not taken into memory to be compared


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the blocks of a main part.

    `scope` are the tags within which a block stands, so that a piece of it can be read by itself.
    New blocks that follow no other are written at `start`; a body that is closed by itself ends
    with `missing`.
    """

    scope: bytes
    start: int
    end: int
    missing: bytes = b""

    @classmethod
    def of(cls, source: XmlSource, body: Element, blocks: tuple[Block, ...]) -> "Frame":
        """Return the frame of the blocks of a main part."""
        body_tag = source.start_tag(body)
        scope = source.start_tag(source.root) + body_tag
        if blocks:
            return cls(scope, blocks[0].start, blocks[-1].end)
        inner_end = source.inner_end(body)
        if inner_end is None:
            start, end = source.range_of(body)
            return cls(scope, start, end, body_tag + end_of(body_tag))
        sections = [source.range_of(item)[0] for item in body if item.tag == "sectPr"]
        place = min((*sections, inner_end))
        return cls(scope, place, place)

    def read(self, piece: bytes) -> bytes:
        """Return a piece of the body as a part that can be read by itself."""
        document, body = (
            self.scope[: self.scope.rindex(b"<")],
            self.scope[self.scope.rindex(b"<") :],
        )
        return self.scope + piece + end_of(body) + end_of(document[document.index(b"<") :])


@dataclass(frozen=True, slots=True)
class TextParts:
    """The parts that a change may touch, by name: the text, its lists, where it leads."""

    main: str
    relations: str
    numbering: str
    data: dict[str, bytes] = field(repr=False)
    is_damaged: bool = False

    @classmethod
    def of(cls, package: WordPackage) -> "TextParts":
        """Return those of a file; the names are as the file writes them."""
        named = next(
            (
                relation.target
                for relation in package.relations(package.main).values()
                if relation.kind == "numbering" and not relation.external
            ),
            "",
        )
        names = (package.main, relations_part(package.main), named, CONTENT_TYPES)
        stored = [package.stored_name(name) or "" for name in names]
        data = {name: package.read(name) or b"" for name in stored if name}
        relations, lists = package.part(stored[1]), package.part(stored[2])
        is_damaged = (
            any(package.is_twice(name) for name in stored if name)
            or (relations is not None and relations.tag != "rel.Relationships")
            or (lists is not None and lists.tag != "numbering")
        )
        return cls(stored[0], stored[1], stored[2], data, is_damaged)

    def reasons(self) -> Iterator[UnsupportedContent]:
        """Yield why none of them can be changed."""
        try:
            for data in self.data.values():
                require_utf8(data)
        except NotUtf8:
            yield UnsupportedContent.ENCODING
        if self.is_damaged:
            yield UnsupportedContent.DAMAGED


@dataclass(frozen=True, slots=True, eq=False)
class OpenedDocument:
    """A Word file as it was opened.

    `beyond` is what its parts hold besides what the blocks do. Saves are computed from it, so
    that a text that is again what it was gives the same bytes again.
    """

    content: bytes = field(repr=False)
    seen: SeenDocument
    blocks: tuple[Block, ...] = field(repr=False)
    frame: Frame = field(repr=False)
    parts: TextParts = field(repr=False)
    setting: Setting = field(repr=False)
    names: KeptNames = field(repr=False)
    around: frozenset[UnsupportedContent] = frozenset()

    @property
    def main(self) -> bytes:
        """The bytes of the main part."""
        return self.parts.data[self.parts.main]


# Reading ------------------------------------------------------------------------------------------


def read_document(path: Path, relative: str) -> SeenDocument:
    """Return what a Word file says, and what it holds beyond that.

    Text in tables, text boxes and footnotes is among the paragraphs, in reading order (footnotes
    at the end); tracked changes are read as if accepted; hidden text is left out. `relative` is
    the name under which the document is known. Never raises for what is in the file: `fault`
    says why it could not be read.
    """
    return replace(_read_source(path, relative), locked=is_open_elsewhere(path))


def read_content(content: bytes, name: str) -> SeenDocument:
    """Return what the content of a Word file says, as `read_document` does for a file."""
    return _read_source(content, name)


def open_document(content: bytes, name: str) -> OpenedDocument:
    """Return a Word file with what is needed to change it; raises `DocumentUnreadable`."""
    with open_package(content, name) as package:
        return _read_package(package, content, name)


def _read_source(source: Path | bytes, relative: str) -> SeenDocument:
    try:
        with open_package(source, relative) as package:
            return _read_package(package, b"", relative).seen
    except DocumentUnreadable as unreadable:
        return SeenDocument(relative, fault=unreadable.fault.value)


def _read_package(package: WordPackage, content: bytes, name: str) -> OpenedDocument:
    """Return a file with its text and what is beyond it."""
    source = package.source(package.main)
    body = None if source is None or source.root.tag != "document" else source.root.find("body")
    if source is None or body is None:
        raise DocumentUnreadable(package.main, DocumentFault.NOT_WORD)
    setting = Setting(
        read_styles(package.related("styles")),
        read_lists(package.related("numbering")),
        package.relations(package.main),
    )
    reader = BodyReader(setting)
    blocks = reader.body(body, source)
    in_body = frozenset(reader.line.beyond)
    _read_notes(package, reader)
    text = normalized(reader.finish())
    found = reader.line.beyond | _around_text(package, text)
    found |= set(strange_elements(source.root, package, text)) | set(strange_parts(package))
    if package.incomplete or package.has_loose_ends():
        found.add(UnsupportedContent.INCOMPLETE)
    parts = TextParts.of(package)
    found |= set(parts.reasons())
    seen = SeenDocument(
        name,
        text,
        tuple(sorted(item.value for item in found)),
        introduction_style=setting.sheet.has_form(Form.INTRODUCTION),
    )
    around = frozenset(found - in_body)
    frame = Frame.of(source, body, blocks)
    return OpenedDocument(content, seen, blocks, frame, parts, setting, reader.names, around)


def _read_notes(package: WordPackage, reader: BodyReader) -> None:
    """Read the footnotes and endnotes that the text refers to, in the order of their marks."""
    wanted = tuple(reader.line.notes)
    for kind, part in _NOTE_PARTS:
        if not any(found == kind for found, _ in wanted):
            continue
        root = package.related(part)
        notes = {} if root is None else {note.get("id", ""): note for note in root.iter(kind)}
        for found, note_id in wanted:
            if found == kind and note_id in notes:
                reader.notes(notes[note_id])
            elif found == kind:
                reader.line.beyond.add(UnsupportedContent.INCOMPLETE)


def _unseen_notes(package: WordPackage) -> Iterator[UnsupportedContent]:
    """Yield what stands in the parts for notes and comments, even if nothing leads there."""
    for kind, part in _NOTE_PARTS:
        root = package.related(part)
        if root is not None and any(note.get("type") is None for note in root.iter(kind)):
            yield UnsupportedContent.FOOTNOTE
    comments = package.related("comments")
    if comments is not None and len(comments):
        yield UnsupportedContent.COMMENT


def _around_text(package: WordPackage, text: RichText) -> set[UnsupportedContent]:
    """Return what a file holds around its text: headers, macros, a protection."""
    found: set[UnsupportedContent] = set(_unseen_notes(package))
    if package.has_macros:
        found.add(UnsupportedContent.MACRO)
    found |= set(strange_settings(package.related("settings"), text))
    for relation in package.relations(package.main).values():
        if relation.kind in ("header", "footer") and not relation.external:
            part = package.part(relation.target)
            if part is not None and any(item.tag in _HEADER_CONTENT for item in part.iter()):
                found.add(UnsupportedContent.HEADER_FOOTER)
    return found


# Memory -----------------------------------------------------------------------------------------


class DocumentMemory:
    """Reads documents as `read_document` does, each content once.

    It belongs to one thread at a time.
    """

    def __init__(self) -> None:
        self._known: dict[bytes, SeenDocument] = {}
        self._used: dict[bytes, SeenDocument] = {}

    def read(self, path: Path, relative: str) -> SeenDocument:
        """Return what a Word file says now."""
        content = _bytes_of(path)
        if content is None:
            return read_document(path, relative)
        key = hashlib.sha256(content).digest()
        known = self._known.get(key) or read_content(content, relative)
        self._known[key] = self._used[key] = known
        return replace(known, path=relative, locked=is_open_elsewhere(path))

    def forget_unused(self) -> None:
        """Keep only what was read since this was last called."""
        self._known, self._used = self._used, {}


def _bytes_of(path: Path) -> bytes | None:
    """Return the bytes of an ordinary file of a usual size, None of anything else."""
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode) or state.st_size > _LARGEST_REMEMBERED:
            return None
        with path.open("rb") as file:
            content = file.read(_LARGEST_REMEMBERED + 1)
    except OSError:
        return None
    return content if len(content) <= _LARGEST_REMEMBERED else None
