"""Some blocks of a Word file as a file by themselves, with all that they need and nothing more.

The blocks are copied byte for byte, so that tables, pictures, notes and looks stay as they are.
What only the other blocks led to (their pictures, notes and comments) is not in the new file.
"""

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element

from lssc_desktop.documents.office_xml.office_file import CONTENT_TYPES, part_key, relations_part
from lssc_desktop.documents.office_xml.ranges import (
    Names,
    NotUtf8,
    Unparsable,
    XmlSource,
    parse_source,
    require_utf8,
    require_well_formed,
)
from lssc_desktop.documents.word.errors import BlockLost
from lssc_desktop.documents.word.package import NotCopied, WordPackage, open_package, with_parts
from lssc_desktop.documents.word.read import OpenedDocument

_NAMED_IN_TEXT = frozenset(
    {
        *("image", "hyperlink", "header", "footer", "aFChunk", "subDocument", "contentPart"),
        *("chart", "chartEx", "oleObject", "package", "control", "video", "audio", "media"),
        *("diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors"),
    }
)
"""Relations that the text names by their ids; it leads to the others without a word."""

_DRAWN = "diagramDrawing"
"""What a diagram looks like: its data lead to it."""

_PARAGRAPH_END = re.compile(rb"</(?:\w+:)?p>\s*\Z")

_PAIRS = (
    ("bookmarkStart", "bookmarkEnd"),
    ("commentRangeStart", "commentRangeEnd"),
    ("permStart", "permEnd"),
    ("moveFromRangeStart", "moveFromRangeEnd"),
    ("moveToRangeStart", "moveToRangeEnd"),
)
_MARKED = (
    ("footnotes", "footnote", ("footnoteReference",)),
    ("endnotes", "endnote", ("endnoteReference",)),
    ("comments", "comment", ("commentReference",)),
)
"""What lies in a part of its own: the part, its entries, and the marks that lead there."""


def with_blocks(document: OpenedDocument, blocks: Sequence[int]) -> bytes:
    """Return a file with these blocks of a document, in this order.

    Its page, styles, headers and properties are those of the document. Raises `BlockLost` where
    the document cannot be taken apart.
    """
    try:
        main = _without_halves(parse_source(_main(document, blocks)))
        require_well_formed(main)
        with open_package(document.content, document.seen.path) as package:
            parts = {document.parts.main: main}
            return _pruned(document, package, parts)
    except (NotCopied, Unparsable, NotUtf8) as error:
        raise BlockLost(document.seen.path) from error


def _main(document: OpenedDocument, blocks: Sequence[int]) -> bytes:
    """Return the main part with these blocks only."""
    main, frame, every = document.main, document.frame, document.blocks
    require_utf8(main)
    written: list[bytes] = []
    for block, after in zip(blocks, (*blocks, -1)[1:], strict=True):
        end = every[after].start if after == block + 1 else every[block].end
        written.append(main[every[block].start : end])
    if blocks and every[blocks[-1]].kept is not None and not _PARAGRAPH_END.search(written[-1]):
        written.append(Names(frame.scope).element("p"))  # LibreOffice never ends with a last table
    content = b"".join(written)
    if frame.missing:
        content = frame.missing.replace(b"</", content + b"</", 1)
    return main[: frame.start] + content + main[frame.end :]


def _without_halves(source: XmlSource) -> bytes:
    """Return a main part without marks of ranges whose other end is not in it."""
    gone: list[Element] = []
    for start, end in _PAIRS:
        found = {tag: _by_id(source.root, (tag,)) for tag in (start, end)}
        for tag, other in ((start, end), (end, start)):
            gone += [it for key, it in found[tag].items() if key not in found[other]]
    return _without(source, gone)


def _by_id(root: Element, tags: Collection[str]) -> dict[str, Element]:
    return {item.get("id", ""): item for item in root.iter() if item.tag in tags}


def _without(source: XmlSource, gone: Iterable[Element]) -> bytes:
    """Return a part without some of its elements."""
    data = source.data
    for start, end in sorted(map(source.range_of, gone), reverse=True):
        data = data[:start] + data[end:]
    return data


def _pruned(document: OpenedDocument, package: WordPackage, parts: dict[str, bytes]) -> bytes:
    """Return the file with a new main part, and without what nothing in it leads to anymore."""
    main = parse_source(parts[document.parts.main])
    for kind, entry, marks in _MARKED:
        parts |= _without_unmarked(package, kind, entry, set(_by_id(main.root, marks)))
    relations = package.relations(package.main)
    kept = {
        key
        for key, relation in relations.items()
        if relation.kind not in _NAMED_IN_TEXT or _names(main.data, key)
    }
    if not any(relations[key].kind == "diagramData" for key in kept):
        kept -= {key for key in kept if relations[key].kind == _DRAWN}
    if kept == set(relations):
        return with_parts(document.content, parts)
    source = parse_source(document.parts.data[document.parts.relations])
    unnamed = [
        item for item in source.root.iter("rel.Relationship") if item.get("Id", "") not in kept
    ]
    parts[document.parts.relations] = _without(source, unnamed)
    before = _reached(package, lambda _: True)
    gone = before - _reached(package, lambda key: key in kept)
    stored = {package.stored_name(name) or name for name in gone if package.stored_name(name)}
    types = document.parts.data.get(CONTENT_TYPES)
    if types is not None and stored:
        parts[CONTENT_TYPES] = _without_types(parse_source(types), stored)
    return with_parts(document.content, parts, stored)


def _without_unmarked(
    package: WordPackage, kind: str, entry: str, marked: Collection[str]
) -> Iterator[tuple[str, bytes]]:
    """Yield the part of notes or comments without those that no mark in the text leads to."""
    for relation in package.relations(package.main).values():
        if relation.kind != kind or relation.external:
            continue
        source, name = package.source(relation.target), package.stored_name(relation.target)
        if source is None or name is None:
            continue
        gone = [
            item
            for item in source.root.iter(entry)
            if item.get("type", "normal") == "normal" and item.get("id", "") not in marked
        ]
        if gone:
            require_utf8(source.data)
            yield name, _without(source, gone)


def _names(main: bytes, key: str) -> bool:
    """Whether a main part has an attribute of this value."""
    written = key.encode()
    return b'"' + written + b'"' in main or b"'" + written + b"'" in main


def _reached(package: WordPackage, stays: Callable[[str], bool]) -> set[str]:
    """Return the parts that relations lead to; of those of the main part only what `stays`."""
    found: set[str] = set()
    wanted = [""]
    while wanted:
        name = wanted.pop()
        if name in found:
            continue
        found |= {name, relations_part(name)}
        for key, relation in package.relations(name).items():
            if not relation.external and (name != package.main or stays(key)):
                wanted.append(relation.target)
    return found


def _without_types(source: XmlSource, gone: Collection[str]) -> bytes:
    """Return the list of the types of parts without parts that are gone."""
    lost = set(map(part_key, gone))
    return _without(
        source,
        [
            item
            for item in source.root
            if part_key(posixpath.normpath(item.get("PartName", ""))) in lost
        ],
    )
