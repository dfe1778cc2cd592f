"""Clean copies of OpenDocument texts, sheets and slides (LibreOffice): only what is seen."""

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from lxml import etree

from lssc_desktop.core.privacy.clean_copy import Cleaned, CleanOrder, Removal
from lssc_desktop.documents.cleaning.office_parts import (
    Cleaner,
    Element,
    Unpacked,
    drop,
    local,
    packed,
    parsed,
    unwrap,
    written,
)
from lssc_desktop.documents.previews.wire import PreviewFault, Unviewable

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TEXT, _TABLE = f"{_URN}office:1.0", f"{_URN}text:1.0", f"{_URN}table:1.0"
_STYLE, _DRAW, _SHOW = f"{_URN}style:1.0", f"{_URN}drawing:1.0", f"{_URN}presentation:1.0"
_MANIFEST = f"{_URN}manifest:1.0"
_LINK = "{http://www.w3.org/1999/xlink}href"
_PARTS = ("content.xml", "styles.xml")
_TYPES = {
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
}
_LONGEST_TYPE = 200

_REMARKS = {
    "annotation": Removal.COMMENTS,
    "annotation-end": None,
    "tracked-changes": Removal.CHANGES,
    "change": None,
    "change-start": None,
    "change-end": None,
    "scripts": Removal.MACROS,
    "script": Removal.MACROS,
    "event-listeners": None,
    "forms": None,
    "hidden-text": Removal.HIDDEN_TEXT,
    "hidden-paragraph": Removal.HIDDEN_TEXT,
    "notes": Removal.NOTES,
    "settings": None,
    "plugin": Removal.EMBEDDED,
    "applet": Removal.EMBEDDED,
    "floating-frame": Removal.EMBEDDED,
    "object": Removal.EMBEDDED,
    "object-ole": Removal.EMBEDDED,
    "named-expressions": None,
    "database-ranges": None,
    "data-pilot-tables": None,
    "content-validations": None,
    "table-source": Removal.LINKS,
    "scenario": Removal.HIDDEN_CELLS,
    "dde-source": Removal.LINKS,
    "dde-links": Removal.LINKS,
    "variable-decls": None,
    "user-field-decls": None,
    "dde-connection-decls": None,
    "meta": None,
    "font-face-src": None,
}
"""What stands among the text and is never kept, and what it counts as."""

_FIELDS = re.compile(
    r"author-name|author-initials|initial-creator|creator|sender-.*|user-defined|user-field-get"
    r"|user-field-input|file-name|title|subject|keywords|description|template-name|database-.*"
    r"|variable-.*|text-input|conditional-text|placeholder|editing-.*|creation-.*|modification-.*"
    r"|print(?:ed-by|-date|-time)|drop-down|meta-field|dde-connection|execute-macro|a"
)
"""Fields and links: their words stay, what they are made of goes."""

_NO_DISPLAY = "none"
_HIDDEN_ROWS = ("collapse", "filter")
_MOST_REPEATED = 1 << 14
_VALUES = ("value", "string-value", "date-value", "time-value", "boolean-value", "currency")


def _q(space: str, name: str) -> str:
    return f"{{{space}}}{name}"


def clean_opendocument(file: BinaryIO, extension: str, order: CleanOrder) -> Cleaned:
    """Return the clean copy of an .odt, .ods or .odp file. Raises `Unviewable`."""
    cleaner = Cleaner(order)
    unpacked = Unpacked(file)
    kind = (unpacked.read("mimetype") or b"")[:_LONGEST_TYPE].decode("ascii", "replace").strip()
    if not kind.startswith(_TYPES[extension]):
        raise Unviewable(PreviewFault.WRONG_KIND)
    roots = {name: parsed(data) for name in _PARTS if (data := unpacked.read(name)) is not None}
    if "content.xml" not in roots:
        raise Unviewable(PreviewFault.DAMAGED)
    styles = _Styles(roots.values())
    pictures: dict[str, str] = {}
    parts: dict[str, bytes] = {}
    for root in roots.values():
        _clean_part(root, styles, cleaner)
        for node in [each for each in root.iter() if each.get(_LINK) is not None]:
            _keep_picture(node, unpacked, cleaner, pictures, parts)
        _cover(root, cleaner)
        cleaner.cover_rest(root)
    left_out = ("macros", "basic/", "scripts/")
    if any(name.lower().startswith(left_out) for name in unpacked.names):
        cleaner.removed[Removal.MACROS] += 1
    if unpacked.read("meta.xml") is not None:
        cleaner.removed[Removal.PROPERTIES] += 1
    made = {"mimetype": _TYPES[extension].encode()}
    made |= {name: written(root) for name, root in roots.items()} | parts
    made["META-INF/manifest.xml"] = _manifest(_TYPES[extension], tuple(made)[1:])
    return Cleaned(packed(made), tuple(cleaner.removed.items()))


def _clean_part(root: Element, styles: "_Styles", cleaner: Cleaner) -> None:
    _drop_remarks(root, cleaner)
    _drop_hidden(root, styles, cleaner)
    removed = cleaner.removed
    for cell in root.iter(_q(_TABLE, "table-cell")):
        if cell.attrib.pop(_q(_TABLE, "formula"), None) is not None:
            removed[Removal.FORMULAS] += 1
        cell.attrib.pop(_q(_TABLE, "content-validation-name"), None)
    for node in [each for each in root.iter() if _is_field(each)]:
        removed[Removal.LINKS] += local(node) == "a"
        _leave_words(node)
    for node in root.iter():
        node.attrib.pop(_q(_TEXT, "condition"), None)
        for name in _HIDING:
            if node.get(name) in (*_HIDDEN_ROWS, _NO_DISPLAY, "hidden", "false"):
                del node.attrib[name]


def _drop_remarks(root: Element, cleaner: Cleaner) -> None:
    for node in [each for each in root.iter() if local(each) in _REMARKS]:
        if node.getparent() is None or etree.QName(node).namespace == _STYLE:
            continue
        removal = _REMARKS[local(node)]
        if removal is not None:
            cleaner.removed[removal] += len(node) if removal is Removal.CHANGES else 1
        drop(node)


def _drop_hidden(root: Element, styles: "_Styles", cleaner: Cleaner) -> None:
    """Take out what is not seen: by its style, by its own word, or with a row or a column."""
    for names, removal in _STYLED:
        for node in list(root.iter(*names)):
            space = etree.QName(node).namespace
            if styles.is_hidden(node.get(_q(space, "style-name"))):
                cleaner.removed[removal] += 1
                drop(node)
    for node in list(root.iter(_q(_TEXT, "section"))):
        if node.get(_q(_TEXT, "display"), "true") != "true":
            cleaner.removed[Removal.HIDDEN_TEXT] += 1
            drop(node)
    for table in root.iter(_q(_TABLE, "table")):
        cleaner.removed[Removal.HIDDEN_CELLS] += _drop_hidden_cells(table)


_STYLED = (
    ((_q(_DRAW, "page"),), Removal.HIDDEN_SLIDES),
    (tuple(_q(_TEXT, name) for name in ("span", "p", "h")), Removal.HIDDEN_TEXT),
    ((_q(_TABLE, "table"),), Removal.HIDDEN_SHEETS),
)
_HIDING = (
    *(_q(_TEXT, "display"), _q(_TABLE, "display"), _q(_TABLE, "visibility")),
    _q(_SHOW, "visibility"),
)


def _is_field(node: Element) -> bool:
    space = str(etree.QName(node).namespace)
    if local(node) == "a":
        return space in (_TEXT, _DRAW)
    return space == _TEXT and bool(_FIELDS.fullmatch(local(node)))


def _leave_words(node: Element) -> None:
    """Put the words and what else is in an element in its place."""
    before = node.getprevious()
    parent = node.getparent()
    if parent is None:
        return
    if node.text:
        if before is None:
            parent.text = (parent.text or "") + node.text
        else:
            before.tail = (before.tail or "") + node.text
    if node.tail:
        if len(node):
            node[-1].tail = (node[-1].tail or "") + node.tail
        elif before is None:
            parent.text = (parent.text or "") + node.tail
        else:
            before.tail = (before.tail or "") + node.tail
        node.tail = None
    unwrap(node)


# Hidden -----------------------------------------------------------------------------------------


class _Styles:
    """Which styles hide what wears them; they are shown from now on, for what is left."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._hiding: set[str] = set()
        self._based: dict[str, str] = {}
        for root in roots:
            for style in root.iter(_q(_STYLE, "style")):
                name = style.get(_q(_STYLE, "name"), "")
                self._based[name] = style.get(_q(_STYLE, "parent-style-name"), "")
                if any(_hides(each) for each in style):
                    self._hiding.add(name)

    def is_hidden(self, name: str | None) -> bool:
        """Whether what wears a style is not seen."""
        seen: set[str] = set()
        while name and name not in seen:
            if name in self._hiding:
                return True
            seen.add(name)
            name = self._based.get(name)
        return False


def _hides(properties: Element) -> bool:
    hiding = {
        _q(_TEXT, "display"): _NO_DISPLAY,
        _q(_TABLE, "display"): "false",
        _q(_SHOW, "visibility"): "hidden",
    }
    return any(properties.get(name) == value for name, value in hiding.items())


def _drop_hidden_cells(table: Element) -> int:
    """Empty the hidden rows and columns of a sheet; returns how many cells had something."""
    count = 0
    hidden = list(_hidden_columns(table))
    for row in list(table.iter(_q(_TABLE, "table-row"))):
        if row.get(_q(_TABLE, "visibility")) in _HIDDEN_ROWS:
            count += sum(1 for cell in row if len(cell))
            for cell in row:
                _empty(cell)
            continue
        at = 0
        for cell in list(row):
            repeated = _repeated(cell)
            if any(first < at + repeated and at < last for first, last in hidden):
                count += _empty_columns(cell, at, repeated, hidden)
            at += repeated
    return count


def _hidden_columns(table: Element) -> Iterator[tuple[int, int]]:
    at = 0
    for column in table.iter(_q(_TABLE, "table-column")):
        repeated = _repeated(column)
        if column.get(_q(_TABLE, "visibility")) in _HIDDEN_ROWS:
            yield at, at + repeated
        at += repeated


def _repeated(node: Element) -> int:
    said = node.get(_q(_TABLE, "number-columns-repeated"), "1")
    return min(int(said), _MOST_REPEATED) if said.isdecimal() else 1


def _empty_columns(cell: Element, at: int, repeated: int, hidden: list[tuple[int, int]]) -> int:
    """Empty a cell, of several equal ones those that are hidden; returns how many had something."""
    if not len(cell):
        _empty(cell)
        return 0
    count = 0
    for number in range(repeated):
        one = etree.fromstring(etree.tostring(cell, with_tail=False))
        one.attrib.pop(_q(_TABLE, "number-columns-repeated"), None)
        if any(first <= at + number < last for first, last in hidden):
            _empty(one)
            count += 1
        cell.addprevious(one)
    cell.getparent().remove(cell)
    return count


def _empty(cell: Element) -> None:
    for child in list(cell):
        cell.remove(child)
    for name in (*_VALUES, "value-type"):
        cell.attrib.pop(_q(_OFFICE, name), None)
    cell.attrib.pop(_q(_TABLE, "formula"), None)


# Found words ------------------------------------------------------------------------------------


def _cover(root: Element, cleaner: Cleaner) -> None:
    """Put bars over what is found in paragraphs, over the borders of their pieces."""
    if cleaner.pattern is None:
        return
    for paragraph in list(root.iter(_q(_TEXT, "p"), _q(_TEXT, "h"))):
        pieces = list(_pieces(paragraph))
        whole = "".join(text for _node, _place, text in pieces)
        covered = cleaner.bars(whole)
        if covered == whole:
            continue
        at = 0
        for node, place, text in pieces:
            if place:
                setattr(node, place, covered[at : at + len(text)])
            at += len(text)
        cell = next(paragraph.iterancestors(_q(_TABLE, "table-cell")), None)
        if cell is not None:
            for name in _VALUES:
                cell.attrib.pop(_q(_OFFICE, name), None)
            cell.set(_q(_OFFICE, "value-type"), "string")


def _pieces(node: Element) -> Iterator[tuple[Element, str, str]]:
    """Yield the texts of a paragraph: whose they are, which of its two, and the words.

    A sign in the place of words has no place to be written to.
    """
    if node.text:
        yield node, "text", node.text
    for child in node:
        if local(child) in ("s", "tab", "line-break"):
            yield child, "", " "
        elif child.tag not in (_q(_TEXT, "p"), _q(_TEXT, "h")):
            yield from _pieces(child)
        if child.tail:
            yield child, "tail", child.tail


# Pictures and the list of parts -----------------------------------------------------------------


def _keep_picture(
    node: Element,
    unpacked: Unpacked,
    cleaner: Cleaner,
    pictures: dict[str, str],
    parts: dict[str, bytes],
) -> None:
    """Take a picture over, drawn again; whatever else is pointed to is left behind."""
    target = str(node.get(_LINK)).removeprefix("./")
    inside = unpacked.read(target) if target and not target.startswith("#") else None
    if target.startswith("#"):
        return
    if local(node) not in ("image", "fill-image", "background-image") or inside is None:
        cleaner.removed[Removal.LINKS] += inside is None and target != ""
        if local(node) in ("image", "fill-image", "background-image"):
            drop(node)
        else:
            del node.attrib[_LINK]
        return
    if target not in pictures:
        data, extension = cleaner.picture(target, inside)
        pictures[target] = f"Pictures/{len(pictures) + 1}.{extension}"
        parts[pictures[target]] = data
    node.set(_LINK, pictures[target])
    for name in [each for each in node.attrib if each.endswith("}mime-type")]:
        del node.attrib[name]


_MEDIA = {"xml": "text/xml", "png": "image/png", "jpg": "image/jpeg", "tif": "image/tiff"}


def _manifest(kind: str, names: tuple[str, ...]) -> bytes:
    root = etree.Element(_q(_MANIFEST, "manifest"), nsmap={"manifest": _MANIFEST})
    for name, media in (("/", kind), *((each, _MEDIA[each.rpartition(".")[2]]) for each in names)):
        entry = etree.SubElement(root, _q(_MANIFEST, "file-entry"))
        entry.set(_q(_MANIFEST, "full-path"), name)
        entry.set(_q(_MANIFEST, "media-type"), media)
    return written(root)
