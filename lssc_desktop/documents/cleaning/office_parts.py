"""Parts of an Office file (ECMA-376 Part 2) that are taken over into a clean copy.

A copy has nothing but what a known kind of relation leads to. All else is left behind, whether we
know what it is or not: comments, properties, macros, embedded files, what other programs added.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from lxml import etree

from lssc_desktop.core.privacy.clean_copy import CleanOrder, Removal, pattern_of, with_bars
from lssc_desktop.documents.images import PictureUnreadable, gray_pixel, without_metadata
from lssc_desktop.documents.office_xml.names import transitional
from lssc_desktop.documents.office_xml.office_file import (
    CONTENT_TYPES,
    ContentTypes,
    part_key,
    read_relations,
    relations_part,
)
from lssc_desktop.documents.previews.wire import PreviewFault, Unviewable

type Element = Any

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATION_TYPE = "application/vnd.openxmlformats-package.relationships+xml"

_MOST_UNPACKED = 512 << 20
MOST_OF_XML = 96 << 20
_MOST_PARTS = 20_000
_LOCKED = 0x1
_LEFT_OUT_SHADE = 200
_SHORTEST_IN_VALUES = 6
_TEXT_ATTRIBUTES = frozenset(
    ("descr", "title", "name", "alt", "tooltip", "prompt", "error", "promptTitle", "errorTitle")
)
"""Attributes that people wrote; in all others only what is surely no keyword is taken out."""

_LEFT_BEHIND = {
    "comments": Removal.COMMENTS,
    "threadedComment": Removal.COMMENTS,
    "vbaProject": Removal.MACROS,
    "oleObject": Removal.EMBEDDED,
    "package": Removal.EMBEDDED,
    "control": Removal.EMBEDDED,
    "aFChunk": Removal.EMBEDDED,
    "subDocument": Removal.EMBEDDED,
    "video": Removal.EMBEDDED,
    "audio": Removal.EMBEDDED,
    "media": Removal.EMBEDDED,
    "customXml": Removal.PROPERTIES,
    "core-properties": Removal.PROPERTIES,
    "extended-properties": Removal.PROPERTIES,
    "custom-properties": Removal.PROPERTIES,
    "notesSlide": Removal.NOTES,
    "pivotTable": Removal.HIDDEN_CELLS,
    "externalLink": Removal.LINKS,
}


def office(name: str) -> str:
    """Return an attribute that points to a part: `r:id`, `r:embed`."""
    return f"{{{OFFICE}}}{name}"


def local(node: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(etree.QName(node).localname)


def drop(node: Element) -> None:
    """Take an element out; the words that come after it stay."""
    parent = node.getparent()
    if parent is None:
        return
    if node.tail:
        before = node.getprevious()
        if before is None:
            parent.text = (parent.text or "") + node.tail
        else:
            before.tail = (before.tail or "") + node.tail
    parent.remove(node)


def unwrap(node: Element) -> None:
    """Put what is in an element in its place."""
    parent = node.getparent()
    place = parent.index(node)
    for number, child in enumerate(list(node)):
        parent.insert(place + number, child)
    parent.remove(node)


def parsed(data: bytes) -> Element:
    """Return the root of a part; nothing that it names is loaded. Raises `Unviewable`."""
    if len(data) > MOST_OF_XML:
        raise Unviewable(PreviewFault.TOO_LARGE)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unviewable(PreviewFault.DAMAGED) from error
    if root.getroottree().docinfo.doctype:  # no office program writes one
        raise Unviewable(PreviewFault.DAMAGED)
    return root


def written(root: Element) -> bytes:
    """Return a part as bytes."""
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


# Archives ---------------------------------------------------------------------------------------


class Unpacked:
    """The entries of a ZIP, within limits. Raises `Unviewable` for what is damaged or locked."""

    def __init__(self, file: BinaryIO) -> None:
        try:
            self._archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise Unviewable(PreviewFault.DAMAGED) from error
        entries = self._archive.infolist()
        too_large = sum(entry.file_size for entry in entries) > _MOST_UNPACKED
        if too_large or len(entries) > _MOST_PARTS:
            raise Unviewable(PreviewFault.TOO_LARGE)
        if any(entry.flag_bits & _LOCKED for entry in entries):
            raise Unviewable(PreviewFault.PASSWORD)
        self._entries = {part_key(entry.filename): entry for entry in entries}
        self.names = tuple(entry.filename for entry in entries)

    def read(self, name: str) -> bytes | None:
        """Return an entry, whatever the case of its name; None where there is none."""
        entry = self._entries.get(part_key(name))
        if entry is None:
            return None
        try:
            return self._archive.read(entry)
        except (
            *(zipfile.BadZipFile, zlib.error, EOFError, OSError),
            *(RuntimeError, NotImplementedError),
        ) as error:
            raise Unviewable(PreviewFault.DAMAGED) from error


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of these entries, in order, that says nothing of when or where it was made."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, data)
    return file.getvalue()


# Pictures and words -----------------------------------------------------------------------------


class Cleaner:
    """What every kind of document has in common: its found words, its pictures, and the count."""

    def __init__(self, order: CleanOrder) -> None:
        self.order = order
        self.pattern = pattern_of(order.texts)
        self.removed: Counter[Removal] = Counter()

    def bars(self, text: str | None) -> str:
        """Return a text with bars in the place of what was found in it, and count that."""
        said, count = with_bars(text or "", self.pattern)
        if count:
            self.removed[Removal.FOUND] += count
        return said

    def picture(self, part: str, data: bytes) -> tuple[bytes, str]:
        """Return a picture drawn again without metadata, and its extension.

        One that we cannot draw (a vector drawing of Windows) is left out: one gray pixel.
        """
        regions = [region for region in self.order.regions if region.part == part]
        boxes = [
            (box.x, box.y, box.x + box.width, box.y + box.height)
            for box in (region.box for region in regions)
        ]
        try:
            made, extension = without_metadata(io.BytesIO(data), {0: boxes})
        except PictureUnreadable:
            self.removed[Removal.DRAWINGS] += 1
            return gray_pixel(_LEFT_OUT_SHADE), "png"
        self.removed[Removal.REGIONS] += len(boxes)
        return made, extension

    def cover_paragraphs(self, root: Element, paragraphs: str, texts: str) -> None:
        """Put bars over what is found in each paragraph, over the borders of its pieces.

        `paragraphs` and `texts` are the names of both in this kind of document.
        """
        if self.pattern is None:
            return
        for paragraph in root.iter(paragraphs):
            pieces = [
                piece for piece in paragraph.iter(texts) if _nearest(piece, paragraphs) is paragraph
            ]
            self.cover_pieces(pieces)

    def cover_pieces(self, pieces: list[Element]) -> None:
        """Put bars over what is found in texts that are read as one."""
        whole = "".join(piece.text or "" for piece in pieces)
        covered = self.bars(whole)
        if covered == whole:
            return
        at = 0
        for piece in pieces:
            length = len(piece.text or "")
            piece.text = covered[at : at + length]
            at += length

    def cover_rest(self, root: Element) -> None:
        """Put bars over what is found in any other text or attribute of a part."""
        if self.pattern is None:
            return
        for node in root.iter():
            if node.text:
                node.text = self.bars(node.text)
            if node.tail:
                node.tail = self.bars(node.tail)
            for name, value in node.attrib.items():
                if self._is_in_attribute(name, value):
                    node.set(name, self.pattern.sub("", value))
                    self.removed[Removal.FOUND] += 1

    def _is_in_attribute(self, name: str, value: str) -> bool:
        found = self.pattern.search(value) if self.pattern is not None else None
        if found is None:
            return False
        written_by_people = name.rpartition("}")[2] in _TEXT_ATTRIBUTES
        return written_by_people or len(found[0]) >= _SHORTEST_IN_VALUES


def _nearest(node: Element, name: str) -> Element | None:
    return next(node.iterancestors(name), None)


# Packages ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class PartRelation:
    """Where a part points to; `target` is the name of another part."""

    id: str
    kind: str
    type: str
    target: str
    external: bool


@dataclass(slots=True)
class CopiedPart:
    """One part of the copy while it is made. `root` is None for what is no XML."""

    name: str
    kind: str
    content_type: str
    root: Element = None
    data: bytes = b""
    relations: dict[str, PartRelation] = field(default_factory=dict)


class OfficeCopy:
    """A clean copy of an Office file in the making: the parts that were taken over."""

    def __init__(self, file: BinaryIO, kinds: frozenset[str], cleaner: Cleaner) -> None:
        self._unpacked = Unpacked(file)
        self._cleaner = cleaner
        self._kinds = kinds
        types = self._unpacked.read(CONTENT_TYPES)
        if types is None:
            raise Unviewable(PreviewFault.WRONG_KIND)
        self._types_there = ContentTypes(parsed(types))
        self.parts: dict[str, CopiedPart] = {}
        whole = self._relations_of("")
        mains = [each for each in whole if each.kind == "officeDocument" and not each.external]
        if not mains:
            raise Unviewable(PreviewFault.WRONG_KIND)
        for other in whole:
            if other is not mains[0]:
                self._leave_behind(other)
        self.main = self._take(mains[0])

    def of_kind(self, *kinds: str) -> Iterator[CopiedPart]:
        """Yield the parts that a relation of these kinds leads to."""
        for part in list(self.parts.values()):
            if part.kind in kinds:
                yield part

    def target(self, part: CopiedPart, identity: str | None) -> CopiedPart | None:
        """Return the part that a relation of another part leads to."""
        relation = part.relations.get(identity or "")
        return None if relation is None else self.parts.get(relation.target)

    def cut(self, part: CopiedPart, identity: str | None) -> None:
        """Forget a relation; what only it leads to is not in the copy."""
        part.relations.pop(identity or "", None)

    def add_picture(self, part: CopiedPart, name: str, data: bytes) -> str:
        """Return the id of a relation from a part to a picture of ours."""
        if name not in self.parts:
            self.parts[name] = CopiedPart(name, "image", "image/png", data=data)
        identity = next(
            each
            for number in range(1, 1 << 20)
            if (each := f"rClean{number}") not in part.relations
        )
        part.relations[identity] = PartRelation(identity, "image", f"{OFFICE}/image", name, False)
        return identity

    def finish(self) -> bytes:
        """Return the file: the parts that the main one still leads to."""
        for part in self.parts.values():
            if part.root is not None:
                self._cleaner.removed[Removal.HIDDEN_TEXT] += _drop_hidden_shapes(part.root)
                self._drop_loose_ends(part)
                if part.kind == "chart":
                    make_literal(part.root)
                self._cleaner.cover_rest(part.root)
        reached = self._reached()
        names = self._names(reached)
        parts = {CONTENT_TYPES: self._types(reached, names)}
        top = {"rId1": PartRelation("rId1", "", f"{OFFICE}/officeDocument", self.main.name, False)}
        parts["_rels/.rels"] = _relations("", top, names)
        for part in reached:
            data = part.data if part.root is None else written(part.root)
            parts[names[part.name]] = data
            if part.relations:
                where = relations_part(names[part.name])
                parts[where] = _relations(names[part.name], part.relations, names)
        return packed(parts)

    def _take(self, relation: PartRelation) -> CopiedPart:
        part = self.parts.get(relation.target)
        if part is not None:
            return part
        data = self._unpacked.read(relation.target)
        if data is None:
            raise Unviewable(PreviewFault.DAMAGED)
        kind = self._types_there.of(relation.target)
        part = CopiedPart(relation.target, relation.kind, kind)
        self.parts[relation.target] = part
        if not kind.endswith("xml"):
            if relation.kind == "image":
                part.data, extension = self._cleaner.picture(part.name, data)
                part.content_type = f"image/{_PICTURE_TYPES[extension]}"
            return part
        part.root = parsed(transitional(data))
        for other in self._relations_of(part.name):
            if other.external or other.kind not in self._kinds or not self._can_take(other):
                self._leave_behind(other)
            else:
                part.relations[other.id] = other
                self._take(other)
        return part

    def _can_take(self, relation: PartRelation) -> bool:
        if self._unpacked.read(relation.target) is None:
            return False
        return relation.kind == "image" or self._types_there.of(relation.target).endswith("xml")

    def _leave_behind(self, relation: PartRelation) -> None:
        removal = Removal.LINKS if relation.external else _LEFT_BEHIND.get(relation.kind)
        if removal is not None:
            self._cleaner.removed[removal] += 1

    def _drop_loose_ends(self, part: CopiedPart) -> None:
        """Take out what points to parts that are not in the copy."""
        for node in list(part.root.iter()):
            for name, value in list(node.attrib.items()):
                space, _brace, _local = name[1:].partition("}")
                if space != OFFICE or value in part.relations:
                    continue
                if local(node) in _HOLDERS:
                    del node.attrib[name]
                elif value == "" and "action" in node.attrib:
                    continue  # it needs no target
                else:
                    drop(node)
                    break

    def _reached(self) -> list[CopiedPart]:
        waiting, seen = [self.main], {self.main.name: self.main}
        while waiting:
            for relation in waiting.pop().relations.values():
                part = self.parts.get(relation.target)
                if part is not None and part.name not in seen:
                    seen[part.name] = part
                    waiting.append(part)
        return list(seen.values())

    def _names(self, reached: list[CopiedPart]) -> dict[str, str]:
        """Return the name that each part has in the copy; pictures lose theirs."""
        names: dict[str, str] = {}
        for part in reached:
            names[part.name] = part.name
            if part.kind == "image" and part.root is None:
                folder = posixpath.dirname(part.name)
                extension = part.content_type.rpartition("/")[2]
                names[part.name] = f"{folder}/image{len(names)}.{extension}"
        return names

    def _types(self, reached: list[CopiedPart], names: Mapping[str, str]) -> bytes:
        root = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})
        for extension, kind in (("rels", _RELATION_TYPE), ("xml", "application/xml")):
            etree.SubElement(root, f"{{{_TYPES}}}Default", Extension=extension, ContentType=kind)
        for part in reached:
            kind = _PLAIN_TYPES.get(part.content_type, part.content_type)
            place = f"/{names[part.name]}"
            etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=place, ContentType=kind)
        return written(root)

    def _relations_of(self, name: str) -> list[PartRelation]:
        data = self._unpacked.read(relations_part(name))
        rows = {} if data is None else read_relations(parsed(data), name)
        return [
            PartRelation(id_, row.kind, row.type, row.target, row.external)
            for id_, row in rows.items()
        ]


_HOLDERS = frozenset(("blip", "imagedata", "fill", "stroke"))
"""What stays without what it pointed to: a frame without its picture."""
_PICTURE_TYPES = {"jpg": "jpeg", "png": "png", "tif": "tiff"}
_MAIN = "application/vnd.openxmlformats-officedocument."
_PLAIN_TYPES = {
    "application/vnd.ms-word.document.macroEnabled.main+xml": (
        f"{_MAIN}wordprocessingml.document.main+xml"
    ),
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml": (
        f"{_MAIN}wordprocessingml.document.main+xml"
    ),
    f"{_MAIN}wordprocessingml.template.main+xml": f"{_MAIN}wordprocessingml.document.main+xml",
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml": (
        f"{_MAIN}spreadsheetml.sheet.main+xml"
    ),
    f"{_MAIN}presentationml.slideshow.main+xml": f"{_MAIN}presentationml.presentation.main+xml",
    "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml": (
        f"{_MAIN}presentationml.presentation.main+xml"
    ),
}
"""A template, a show or a file with macros is an ordinary document as a copy."""


def _relations(part: str, relations: Mapping[str, PartRelation], names: Mapping[str, str]) -> bytes:
    root = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
    for identity, relation in relations.items():
        if relation.target not in names:
            continue
        target = posixpath.relpath(names[relation.target], posixpath.dirname(part) or ".")
        attributes = {"Id": identity, "Type": relation.type, "Target": target}
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", attributes)
    return written(root)


def drop_all(root: Element, names: frozenset[str]) -> int:
    """Take out every element of these local names, and return how many there were."""
    gone = [node for node in root.iter() if local(node) in names]
    for node in gone:
        drop(node)
    return len(gone)


def _drop_hidden_shapes(root: Element) -> int:
    """Take out the shapes that are there without being shown, and return how many there were."""
    count = 0
    for node in [each for each in root.iter() if each.get("hidden") in ("1", "true")]:
        if local(node) not in ("cNvPr", "docPr"):
            continue
        shape = node.getparent() if local(node) == "docPr" else node.getparent().getparent()
        if shape is not None and shape.getparent() is not None:
            count += 1
            drop(shape)
    return count


_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def make_literal(chart: Element) -> None:
    """Let a chart hold what it shows itself: the cells that it took it from may be gone."""
    for reference in list(chart.iter(*(f"{{{_CHART}}}{name}" for name in _REFERENCES))):
        cache = next((child for child in reference if local(child).endswith("Cache")), None)
        if cache is None:
            drop(reference)
        elif reference.getparent().tag == f"{{{_CHART}}}tx":
            _name_literally(reference, cache)
        else:
            cache.tag = f"{{{_CHART}}}{_REFERENCES[local(reference)]}"
            level = cache.find(f"{{{_CHART}}}lvl")
            if level is not None:  # names on several levels: the nearest is kept
                for other in [each for each in cache if local(each) == "lvl" and each is not level]:
                    cache.remove(other)
                unwrap(level)
            reference.getparent().replace(reference, cache)


_REFERENCES = {"numRef": "numLit", "strRef": "strLit", "multiLvlStrRef": "strLit"}


def _name_literally(reference: Element, cache: Element) -> None:
    """Put the name of a series, or the title of a chart, where its cell was named."""
    words = " ".join(node.text or "" for node in cache.iter(f"{{{_CHART}}}v"))
    holder = reference.getparent()
    if local(holder.getparent()) == "ser":
        value = etree.SubElement(holder, f"{{{_CHART}}}v")
        value.text = words
    else:
        rich = etree.SubElement(holder, f"{{{_CHART}}}rich")
        etree.SubElement(rich, f"{{{DRAWING}}}bodyPr")
        run = etree.SubElement(etree.SubElement(rich, f"{{{DRAWING}}}p"), f"{{{DRAWING}}}r")
        etree.SubElement(run, f"{{{DRAWING}}}t").text = words
    holder.remove(reference)


def drop_attributes(root: Element, names: re.Pattern[str]) -> None:
    """Take out every attribute whose local name matches whole."""
    for node in root.iter():
        for name in [each for each in node.attrib if names.fullmatch(each.rpartition("}")[2])]:
            del node.attrib[name]
