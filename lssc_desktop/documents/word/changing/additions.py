"""New entries in the parts beside the text: lists, links and pictures that a change needs.

What is there already stays as it is, byte for byte; new entries come behind it.
"""

import posixpath
import re
from collections.abc import Iterator

from lssc_desktop.core.text.richtext import DEEPEST, NewContent
from lssc_desktop.documents.office_xml.names import RELATIONS, WORD, is_strict, strict
from lssc_desktop.documents.office_xml.office_file import CONTENT_TYPES, Relation, relations_part
from lssc_desktop.documents.office_xml.ranges import (
    Names,
    Unparsable,
    XmlSource,
    end_of,
    parse_source,
    quoted_attribute,
)
from lssc_desktop.documents.word.making import picture_kind
from lssc_desktop.documents.word.read import TextParts

_LISTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_BULLETS = ("\u2022", "\u25e6", "\u25aa")
_LOOSE = 1000
"""Where a file has no lists, its text may still name some that are lost: ours are not those."""
_STEP = 360  # twentieths of a point: a quarter of an inch, as in our own documents
_BEFORE_LISTS = ("numPicBullet", "abstractNum")
_ID = re.compile(r"rId(\d+)")


class Additions:
    """What one change of a document adds to its other parts."""

    def __init__(self, parts: TextParts, relations: dict[str, Relation]) -> None:
        self._parts = parts
        self._relations = relations
        self._links: dict[str, str] = {}
        self._brought: dict[str, str] = {}
        self._pictures: dict[str, bytes] = {}
        self._kinds: dict[str, int] = {}
        self._lists: list[tuple[int, int, int | None]] = []
        data = parts.data.get(parts.numbering)
        self._numbering = None if data is None else parse_source(data)
        self._next_list = self._largest("num", "numId") + 1
        self._next_kind = self._largest("abstractNum", "abstractNumId") + 1

    def link(self, address: str) -> str:
        """Return the id of the relation that leads to an address."""
        for known, relation in self._relations.items():
            if relation == Relation("hyperlink", address, external=True):
                return known
        if address not in self._links:
            self._links[address] = self._free_id()
        return self._links[address]

    def bring(self, new: NewContent) -> bytes:
        """Take what something new leads to, and return how it is written."""
        for identity, address in new.links:
            if identity not in self._relations:
                self._brought[identity] = address
        for identity, data in new.pictures:
            if identity not in self._relations:
                self._pictures[identity] = data
        return strict(new.xml) if self._is_strict() else new.xml

    def bullets(self) -> str:
        """Return the id of our own list of bullets."""
        kind = self._kind("bullet")
        known = next((number for number, of, _ in self._lists if of == kind), None)
        return str(self._add_list(kind, None) if known is None else known)

    def numbers(self, level: int, like: str = "") -> str:
        """Return the id of a new numbered list that begins at 1, in the way of another list."""
        return str(self._add_list(self._kind_of(like), level))

    def changed_parts(self) -> dict[str, bytes]:
        """Return the parts that have new entries, by name."""
        found: dict[str, bytes] = {}
        types: dict[str, str] = {}
        for identity, data in self._pictures.items():
            name = posixpath.join(self._folder, _media_name(identity, data))
            found[name] = data
            types[name] = f"image/{picture_kind(data)}"
        if self._lists:
            name, is_new = self._numbering_name()
            found[name] = self._with_lists()
            if is_new:
                types[name] = _LISTS_TYPE
        if types:
            found[CONTENT_TYPES] = self._with_types(types)
        is_led_to_more = self._links or self._brought or self._pictures
        if is_led_to_more or (self._lists and not self._parts.numbering):
            found[self._relations_name()] = self._with_relations()
        return found

    @property
    def _folder(self) -> str:
        return posixpath.dirname(self._parts.main)

    # Lists

    def _largest(self, tag: str, attribute: str) -> int:
        root = None if self._numbering is None else self._numbering.root
        found = [] if root is None else [item.get(attribute, "") for item in root.findall(tag)]
        numbers = (int(each) for each in found if each.lstrip("-").isdecimal())
        return max(numbers, default=0 if root is not None else _LOOSE)

    def _add_list(self, kind: int, restarts_on: int | None) -> int:
        number, self._next_list = self._next_list, self._next_list + 1
        self._lists.append((number, kind, restarts_on))
        return number

    def _kind(self, mark: str) -> int:
        if mark not in self._kinds:
            self._kinds[mark], self._next_kind = self._next_kind, self._next_kind + 1
        return self._kinds[mark]

    def _kind_of(self, like: str) -> int:
        """Return the kind of a list, or of our own numbers where there is none."""
        root = None if self._numbering is None else self._numbering.root
        for item in () if root is None else root.findall("num"):
            kind = item.find("abstractNumId")
            if like and item.get("numId") == like and kind is not None:
                return int(kind.get("val", "0"))
        return self._kind("decimal")

    def _numbering_name(self) -> tuple[str, bool]:
        if self._parts.numbering:
            return self._parts.numbering, False
        return posixpath.join(self._folder, "lists.xml"), True

    def _with_lists(self) -> bytes:
        data = self._parts.data.get(self._parts.numbering)
        if data is None:
            names = Names(f'xmlns:w="{WORD}"'.encode())
            kinds, lists = self._entries(names)
            start = f'<w:numbering xmlns:w="{WORD}">'.encode()
            return _HEAD + start + kinds + lists + b"</w:numbering>"
        source = self._numbering or parse_source(data)
        kinds, lists = self._entries(Names(source.start_tag(source.root)))
        tags = [item.tag for item in source.root]
        ends = [source.range_of(item)[1] for item in source.root]
        kinds_end = _last_of(tags, ends, _BEFORE_LISTS)
        lists_end = _last_of(tags, ends, (*_BEFORE_LISTS, "num"))
        if kinds_end == lists_end:  # it has kinds of lists and no list
            return _inserted(source, {kinds_end: kinds + lists}, kinds + lists)
        return _inserted(source, {kinds_end: kinds, lists_end: lists}, kinds + lists)

    def _entries(self, names: Names) -> tuple[bytes, bytes]:
        """Return the new kinds of lists and the new lists."""
        kinds = b"".join(_kind(names, number, mark) for mark, number in self._kinds.items())
        lists = b""
        for number, kind, restarts_on in self._lists:
            content = names.element("abstractNumId", val=str(kind))
            if restarts_on is not None:
                start = names.element("startOverride", val="1")
                content += names.element("lvlOverride", start, ilvl=str(restarts_on))
            lists += names.element("num", content, numId=str(number))
        return kinds, lists

    # Relations and types

    def _free_id(self) -> str:
        taken = [*self._relations, *self._links.values()]
        numbers = [int(found[1]) for each in taken if (found := _ID.fullmatch(each))]
        return f"rId{max(numbers, default=0) + 1}"

    def _relations_name(self) -> str:
        return self._parts.relations or relations_part(self._parts.main)

    def _with_relations(self) -> bytes:
        office = strict(RELATIONS.encode()).decode() if self._is_strict() else RELATIONS
        links = {identity: address for address, identity in self._links.items()} | self._brought
        entries = [
            (identity, f"{office}/hyperlink", address, True) for identity, address in links.items()
        ]
        entries += [
            (identity, f"{office}/image", _media_name(identity, data), False)
            for identity, data in self._pictures.items()
        ]
        if self._lists and not self._parts.numbering:
            name = posixpath.basename(self._numbering_name()[0])
            entries.append((self._free_id(), f"{office}/numbering", name, False))
        data = self._parts.data.get(self._parts.relations)
        if data is None:
            content = b"".join(_relation("", *entry) for entry in entries)
            start = f'<Relationships xmlns="{_PACKAGE}/relationships">'.encode()
            return _HEAD + start + content + b"</Relationships>"
        source = parse_source(data)
        prefix = _prefix_of(source)
        content = b"".join(_relation(prefix, *entry) for entry in entries)
        return _inserted(source, {}, content)

    def _is_strict(self) -> bool:
        return is_strict(self._parts.data.get(self._parts.relations))

    def _with_types(self, types: dict[str, str]) -> bytes:
        """Return the content types with those of new parts, unless a part that is gone has it."""
        data = self._parts.data.get(CONTENT_TYPES)
        if data is None:
            raise Unparsable
        source = parse_source(data)
        tag = f"{_prefix_of(source)}Override"
        known = {item.get("PartName", "") for item in source.root}
        entries = (
            f'<{tag} PartName={quoted_attribute(f"/{name}")} ContentType="{kind}"/>'
            for name, kind in types.items()
            if f"/{name}" not in known
        )
        return _inserted(source, {}, "".join(entries).encode())


def _relation(prefix: str, identity: str, kind: str, target: str, external: bool) -> bytes:
    mode = ' TargetMode="External"' if external else ""
    where = f'Id="{identity}" Type="{kind}" Target={quoted_attribute(target)}{mode}'
    return f"<{prefix}Relationship {where}/>".encode()


def _media_name(relation: str, data: bytes) -> str:
    """Return the name of the part that holds a picture, beside the main part."""
    return f"media/{relation.removeprefix('rId')}.{picture_kind(data)}"


def _prefix_of(source: XmlSource) -> str:
    """Return the prefix that the root of a part has, with its colon."""
    tag = source.start_tag(source.root)
    name = end_of(tag)[2:-1].decode()
    return name[: name.index(":") + 1] if ":" in name else ""


def _last_of(tags: list[str], ends: list[int], wanted: tuple[str, ...]) -> int | None:
    """Return where the last of some children ends, None where there is none."""
    return max((end for tag, end in zip(tags, ends, strict=True) if tag in wanted), default=None)


def _inserted(source: XmlSource, places: dict[int | None, bytes], otherwise: bytes) -> bytes:
    """Return a part with something more at its places; where one is unknown, all at its end."""
    data = source.data
    if places and None not in places:
        for place in sorted((each for each in places if each is not None), reverse=True):
            data = data[:place] + places[place] + data[place:]
        return data
    end = source.inner_end(source.root)
    if end is not None:
        return data[:end] + otherwise + data[end:]
    start, end = source.range_of(source.root)
    opened = source.start_tag(source.root)
    return data[:start] + opened + otherwise + source.end_tag(source.root) + data[end:]


def _kind(names: Names, number: int, mark: str) -> bytes:
    """Return a kind of list of our own, on all levels."""
    levels = b"".join(_levels(names, mark))
    multi = names.element("multiLevelType", val="hybridMultilevel")
    return names.element("abstractNum", multi + levels, abstractNumId=str(number))


def _levels(names: Names, mark: str) -> Iterator[bytes]:
    for level in range(DEEPEST + 1):
        text = _BULLETS[level % len(_BULLETS)] if mark == "bullet" else f"%{level + 1}."
        indent = names.element("ind", left=str(_STEP * (level + 1)), hanging=str(_STEP))
        content = (
            names.element("start", val="1"),
            names.element("numFmt", val=mark),
            names.element("lvlText", val=text),
            names.element("lvlJc", val="left"),
            names.element("pPr", indent),
        )
        yield names.element("lvl", b"".join(content), ilvl=str(level))
