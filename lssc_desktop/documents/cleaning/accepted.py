"""A scratch copy of a document as LibreOffice shall draw it: changes accepted, without remarks.

It is never kept: pictures are made of the pages that come of it.
"""

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from lssc_desktop.core.files.names import extension_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_DROPPED = frozenset(
    {
        *("del", "moveFrom", "cellDel", "commentRangeStart", "commentRangeEnd", "commentReference"),
        *("rPrChange", "pPrChange", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange"),
        *("tblPrExChange", "sectPrChange", "numberingChange", "moveFromRangeStart", "cellIns"),
        *("moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
        *("tracked-changes", "change", "change-start", "change-end", "annotation"),
        *("annotation-end",),
    }
)
_UNWRAPPED = ("ins", "moveTo")
_MARKS = ("rPr", "trPr", "tcPr")  # in which a change is a mark and holds nothing
_STYLES = "word/styles.xml"
_LARGEST_PART = 256 << 20
_WITH_CHANGES = ("docx", "docm", "dotx", "dotm", "odt", "ods", "odp")


def write_accepted(name: str, file: BinaryIO, into: Path) -> None:
    """Write a document with its changes accepted; of other kinds the file as it is.

    Raises what odd files make libraries do.
    """
    from lxml import etree

    if extension_of(name) not in _WITH_CHANGES:
        with into.open("wb") as target:
            while block := file.read(1 << 20):
                target.write(block)
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(into, "w") as target:
        hidden: frozenset[str] = frozenset()
        if _STYLES in source.namelist():
            with source.open(_STYLES) as part:
                hidden = _hidden_styles(etree.fromstring(part.read(_LARGEST_PART), parser))
        for entry in source.infolist():
            with source.open(entry) as part:
                data = part.read(_LARGEST_PART)
            if entry.filename.endswith(".xml") and _holds_text(entry.filename):
                root = etree.fromstring(data, parser)
                _accept(root)
                _drop_unseen(root, hidden)
                data = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
            how = zipfile.ZIP_STORED if entry.filename == "mimetype" else zipfile.ZIP_DEFLATED
            target.writestr(zipfile.ZipInfo(entry.filename), data, how)


def _hidden_styles(root: "_Element") -> frozenset[str]:
    """Return the styles whose letters are not shown, by themselves or what they build on."""
    styles = {_value(each, "styleId"): each for each in root.iter("{*}style")}

    def is_hidden(name: str, depth: int = 0) -> bool:
        style = styles.get(name)
        if style is None or depth > len(styles):
            return False
        said = style.find("{*}rPr/{*}vanish")
        if said is not None:
            return _is_on(said)
        base = style.find("{*}basedOn")
        return base is not None and is_hidden(_value(base, "val"), depth + 1)

    return frozenset(name for name in styles if is_hidden(name))


def _drop_unseen(root: "_Element", hidden: frozenset[str]) -> None:
    """Take out what Word doesn't show, and LibreOffice may."""
    for run in list(root.iter("{*}r")):
        vanish, style = run.find("{*}rPr/{*}vanish"), run.find("{*}rPr/{*}rStyle")
        above = run.getparent()
        paragraph = None if above is None else above.find("{*}pPr/{*}pStyle")
        styles = {_value(each, "val") for each in (style, paragraph) if each is not None}
        if (vanish is not None and _is_on(vanish)) or (vanish is None and styles & hidden):
            _drop(run)
    for drawing in list(root.iter("{*}drawing", "{*}pict", "{*}object")):
        if any(map(_is_unseen, drawing.iter())):
            _drop(drawing)


def _is_unseen(node: "_Element") -> bool:
    style = "".join((node.get("style") or "").split()).lower()
    is_hidden = _local(node) in ("docPr", "cNvPr") and node.get("hidden", "0") not in _OFF
    is_faint = _local(node) == "alphaModFix" and node.get("amt") == "0"
    return is_hidden or is_faint or "visibility:hidden" in style


_OFF = ("0", "false", "off")


def _is_on(node: "_Element") -> bool:
    return _value(node, "val") not in _OFF


def _value(node: "_Element", name: str) -> str:
    """Return an attribute, whatever its namespace is."""
    return next((str(v) for k, v in node.attrib.items() if str(k).endswith(f"}}{name}")), "")


def _holds_text(name: str) -> bool:
    return name in ("content.xml", "styles.xml") or name.startswith("word/")


def _accept(root: "_Element") -> None:
    """Take out what was deleted and who did it, and let what was inserted stand."""
    _drop_rows_and_cells(root)
    for node in list(root.iter()):
        kind = _local(node)
        if kind in _DROPPED:
            _drop(node)
        elif kind in _UNWRAPPED and (above := node.getparent()) is not None:
            if _local(above) not in _MARKS:
                place = above.index(node)
                above[place:place] = list(node)
            _drop(node)


def _drop_rows_and_cells(root: "_Element") -> None:
    for node in list(root.iter("{*}del", "{*}moveFrom")):
        above = node.getparent()
        if above is not None and _local(above) == "trPr" and above.getparent() is not None:
            _drop(above.getparent())
    for node in list(root.iter("{*}hidden")):  # a row of a table, which LibreOffice shows
        above = node.getparent()
        if above is not None and _local(above) == "trPr":
            _drop(above.getparent())
    for node in list(root.iter("{*}cellDel")):
        properties = node.getparent()
        if properties is not None and properties.getparent() is not None:
            _drop(properties.getparent())


def _local(node: "_Element") -> str:
    return str(node.tag).rpartition("}")[2] if isinstance(node.tag, str) else ""


def _drop(node: "_Element | None") -> None:
    """Take an element out, and leave the letters behind it."""
    above = None if node is None else node.getparent()
    if node is None or above is None:
        return
    if node.tail:
        before = node.getprevious()
        if before is None:
            above.text = (above.text or "") + node.tail
        else:
            before.tail = (before.tail or "") + node.tail
    above.remove(node)
