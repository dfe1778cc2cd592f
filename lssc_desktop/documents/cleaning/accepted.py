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
    is_hidden_shape,
    is_removed,
    other_forms,
    unseen,
)
from lssc_desktop.documents.office_xml.ranges import parse
from lssc_desktop.documents.office_xml.styles import StyleSheet, read_styles
from lssc_desktop.documents.word.package import open_package
from lssc_desktop.documents.word.printed import DRAWINGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from lxml.etree import _Element

_WORD = ("docx", "docm", "dotx", "dotm")
_OPEN_DOCUMENT = ("odt", "ods", "odp")
_GONE = "gone"
_DROPPED = [
    *("{*}del", "{*}moveFrom", "{*}cellDel", "{*}commentRangeStart", "{*}commentRangeEnd"),
    *("{*}commentReference", "{*}rPrChange", "{*}pPrChange", "{*}tblPrChange", "{*}cellIns"),
    *("{*}tblGridChange", "{*}trPrChange", "{*}tcPrChange", "{*}tblPrExChange"),
    *("{*}sectPrChange", "{*}numberingChange", "{*}moveFromRangeStart", "{*}moveFromRangeEnd"),
    *("{*}moveToRangeStart", "{*}moveToRangeEnd", "{*}tracked-changes", "{*}change"),
    *("{*}change-start", "{*}change-end", "{*}annotation", "{*}annotation-end", "{*}hidden-text"),
]
_INSERTED = ["{*}ins", "{*}moveTo"]
_MARKS = ["{*}rPr", "{*}trPr", "{*}tcPr"]  # in which a change is a mark and holds nothing
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
        node.tag = _GONE
    for mark in list(root.iter(_MARKS)):  # of which one may hold another
        etree.strip_elements(mark, _INSERTED, with_tail=False)
    etree.strip_elements(root, _GONE, _DROPPED, with_tail=False)
    etree.strip_tags(root, _INSERTED)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _unseen_in_word(root: "Element", sheet: StyleSheet) -> "Iterator[Element]":
    yield from (form for form, _said in other_forms(root))
    found = unseen(root, sheet, every_form=True)  # LibreOffice may take another than Word does
    yield from found.hidden | found.removed | found.runs
    for item in root.iter():
        is_gone = item.tag in ("tr", "tc") and is_removed(item)
        is_faint = item.tag in DRAWINGS and any(
            each.get("amt") == "0" for each in item.iter("a.alphaModFix")
        )
        if is_gone or is_faint or is_hidden_shape(item):
            yield item


def _unseen_in_opendocument(root: "_Element") -> "Iterator[_Element]":
    for node in root.iterdescendants("*"):
        space, _, kind = str(node.tag).lstrip("{").rpartition("}")
        is_known = space.startswith(_KNOWN_ADDRESSES)
        within = node.iter("{*}hidden-paragraph") if kind == "p" else ()
        hides = any(not _is_said(each, "is-hidden", "false") for each in within)
        is_off = kind.startswith(("header", "footer")) and _is_said(node, "display", "false")
        if hides or is_off or not is_known:
            yield node


def _is_said(node: "_Element", name: str, value: str) -> bool:
    return any(str(key).endswith(f"}}{name}") and said == value for key, said in node.items())
