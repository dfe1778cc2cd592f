"""A Word file as it was opened: its blocks by their bytes, and all that a change of it needs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from lssc_desktop.core.portfolio.folder_facts import SeenDocument
from lssc_desktop.core.text.richtext import UnsupportedContent
from lssc_desktop.store.documents.body import Block
from lssc_desktop.store.documents.inline import KeptNames
from lssc_desktop.store.documents.line import Setting
from lssc_desktop.store.documents.package import WordPackage, relations_part
from lssc_desktop.store.documents.ranges import NotUtf8, XmlSource, end_of, require_utf8

CONTENT_TYPES = "[Content_Types].xml"


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
