"""A scratch copy of a document as LibreOffice shall draw it: changes accepted, without remarks.

What nobody is to see is not in it, as LibreOffice draws some of that. It is never kept: pictures
are made of the pages that come of it.
"""

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from lssc_desktop.core.files.names import extension_of
from lssc_desktop.documents.office_xml.hidden import (
    is_hidden,
    is_hidden_shape,
    is_removed,
    other_forms,
    style_of_table,
    unseen,
)
from lssc_desktop.documents.office_xml.ranges import parse
from lssc_desktop.documents.office_xml.styles import (
    StyleSheet,
    children,
    read_styles,
    value,
)
from lssc_desktop.documents.word.package import open_package

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from lxml.etree import _Element

_WORD = ("docx", "docm", "dotx", "dotm")
_OPEN_DOCUMENT = ("odt", "ods", "odp")
_DROPPED = frozenset(
    {
        *("del", "moveFrom", "cellDel", "commentRangeStart", "commentRangeEnd", "commentReference"),
        *("rPrChange", "pPrChange", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange"),
        *("tblPrExChange", "sectPrChange", "numberingChange", "moveFromRangeStart", "cellIns"),
        *("moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
        *("tracked-changes", "change", "change-start", "change-end", "annotation"),
        *("annotation-end", "hidden-text"),
    }
)
_UNWRAPPED = ("ins", "moveTo")
_MARKS = ("rPr", "trPr", "tcPr")  # in which a change is a mark and holds nothing
_KNOWN_ADDRESSES = (
    *("urn:oasis:names:tc:opendocument:", "urn:org:documentfoundation:", "http://www.w3.org/"),
    *("http://openoffice.org/", "http://www.openoffice.org/", "http://purl.org/dc/elements/"),
)
"""What names of elements in OpenDocument begin with; LibreOffice shows the words in any other."""
_LARGEST_PART = 256 << 20


def write_accepted(name: str, file: BinaryIO, into: Path) -> None:
    """Write a document with its changes accepted; of other kinds the file as it is.

    Raises what odd files make libraries do.
    """
    kind = extension_of(name)
    if kind not in _WORD and kind not in _OPEN_DOCUMENT:
        with into.open("wb") as target:
            while block := file.read(1 << 20):
                target.write(block)
        return
    sheet, main = None, "content.xml"
    if kind in _WORD:
        with open_package(file.read(), "") as package:
            sheet, main = read_styles(package.related("styles")), package.main
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(into, "w") as target:
        for entry in source.infolist():
            with source.open(entry) as part:
                data = part.read(_LARGEST_PART)
            is_xml = entry.filename == main or entry.filename.lower().endswith(".xml")
            if is_xml and data:  # OpenOffice leaves some of its parts empty
                data = _accepted(data, sheet)
            how = zipfile.ZIP_STORED if entry.filename == "mimetype" else zipfile.ZIP_DEFLATED
            target.writestr(zipfile.ZipInfo(entry.filename), data, how)


def _accepted(data: bytes, sheet: StyleSheet | None) -> bytes:
    """Return a part without what nobody is to see; `sheet` has the styles of a Word file."""
    from lxml import etree

    known = parse(io.BytesIO(data), _LARGEST_PART)  # which takes no document type
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    root = etree.fromstring(data, parser)
    if sheet is None:
        gone = list(_unseen_in_opendocument(root))
    else:
        elements = dict(zip(known.iter(), root.iter("*"), strict=True))
        gone = [elements[item] for item in _unseen_in_word(known, sheet)]
    for node in gone:
        _drop(node)
    _accept(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _unseen_in_word(root: "Element", sheet: StyleSheet) -> "Iterator[Element]":
    found = unseen(root, sheet)
    yield from found.hidden | found.removed
    yield from (form for form, _said in other_forms(root))
    yield from _hidden_runs(root, sheet)
    for item in root.iter():
        if is_hidden_shape(item) or (item.tag in ("tr", "tc") and is_removed(item)):
            yield item
    for drawing in root.iter():
        is_drawing = drawing.tag in ("drawing", "pict", "object")
        if is_drawing and any(each.get("amt") == "0" for each in drawing.iter("a.alphaModFix")):
            yield drawing


def _hidden_runs(root: "Element", sheet: StyleSheet) -> "Iterator[Element]":
    """Yield the runs that are not shown: their pictures and marks of notes are not, either."""
    above = {child: item for item in root.iter() for child in item}

    def around(item: "Element", *names: str) -> "Element | None":
        found = above.get(item)
        while found is not None and found.tag not in names:
            found = above.get(found)
        return found

    for run in root.iter("r"):
        paragraph, table = around(run, "p"), around(run, "tbl", "txbxContent")
        style = (
            sheet.default
            if paragraph is None
            else value(paragraph.find("pPr/pStyle"), sheet.default)
        )
        is_in_table = table is not None and table.tag == "tbl"
        of_table = style_of_table(table, sheet) if table is not None and is_in_table else ""
        if is_hidden(children(run.find("rPr")), style, sheet, of_table):
            yield run


def _unseen_in_opendocument(root: "_Element") -> "Iterator[_Element]":
    for node in root.iter("*"):
        is_known = str(node.tag).lstrip("{").startswith(_KNOWN_ADDRESSES)
        hides = _local(node) == "p" and any(map(_is_hiding, node.iter("{*}hidden-paragraph")))
        is_story = _local(node).startswith(("header", "footer"))
        is_off = is_story and _is_said(node, "display", "false")
        if hides or is_off or not is_known:
            yield node


def _is_hiding(node: "_Element") -> bool:
    return not _is_said(node, "is-hidden", "false")


def _is_said(node: "_Element", name: str, value: str) -> bool:
    return any(str(key).endswith(f"}}{name}") and said == value for key, said in node.items())


def _accept(root: "_Element") -> None:
    """Take out what was deleted and who did it, and let what was inserted stand."""
    for node in list(root.iter("*")):
        kind = _local(node)
        if kind in _DROPPED:
            _drop(node)
        elif kind in _UNWRAPPED and (above := node.getparent()) is not None:
            if _local(above) not in _MARKS:
                place = above.index(node)
                above[place:place] = list(node)
            _drop(node)


def _local(node: "_Element") -> str:
    return str(node.tag).rpartition("}")[2]


def _drop(node: "_Element") -> None:
    """Take an element out, and leave the letters behind it."""
    above = node.getparent()
    if above is None:
        return
    if node.tail:
        before = node.getprevious()
        if before is None:
            above.text = (above.text or "") + node.tail
        else:
            before.tail = (before.tail or "") + node.tail
    above.remove(node)
