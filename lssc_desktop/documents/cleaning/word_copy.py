"""Clean copies of Word files: changes accepted, nothing hidden, found words as black bars.

What Word keeps beside the text is left behind by `OfficeCopy`; here is what stands among the text.
"""

import copy
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from lxml import etree

from lssc_desktop.core.privacy.clean_copy import Cleaned, CleanOrder, Removal
from lssc_desktop.core.text.typeface import width
from lssc_desktop.documents.cleaning.office_parts import (
    DRAWING,
    MOST_OF_XML,
    OFFICE,
    Cleaner,
    CopiedPart,
    Element,
    OfficeCopy,
    drop,
    drop_all,
    drop_attributes,
    local,
    office,
    parsed,
    unwrap,
    written,
)
from lssc_desktop.documents.images import gray_pixel
from lssc_desktop.documents.office_xml.hidden import other_forms, unseen
from lssc_desktop.documents.office_xml.ranges import parse
from lssc_desktop.documents.office_xml.styles import StyleSheet, read_styles

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STORIES = ("officeDocument", "header", "footer", "footnotes", "endnotes")
_KINDS = frozenset(
    (
        *("styles", "numbering", "settings", "fontTable", "theme", "themeOverride"),
        *("header", "footer", "footnotes", "endnotes", "image"),
        *("chart", "chartStyle", "chartColorStyle"),
        *("diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing"),
    )
)
_SETTINGS = frozenset(
    (
        *("zoom", "mirrorMargins", "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter"),
        *("defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone"),
        *("evenAndOddHeaders", "bookFoldPrinting", "gutterAtTop", "displayBackgroundShape"),
        *("characterSpacingControl", "noLineBreaksAfter", "noLineBreaksBefore", "footnotePr"),
        *("endnotePr", "compat", "themeFontLang", "clrSchemeMapping", "decimalSymbol"),
        *("listSeparator", "defaultTableStyle", "mathPr"),
    )
)
"""All that is kept of the settings: how pages look. The rest says who, where and when."""

_DELETED = frozenset(("del", "moveFrom"))
_INSERTED = frozenset(("ins", "moveTo"))
_MARKED = frozenset(("rPr", "trPr", "numPr"))
_REMARKS = re.compile(
    r"\w+Change|(?:moveFrom|moveTo)Range(?:Start|End)"
    r"|customXml(?:Ins|Del|MoveFrom|MoveTo)Range(?:Start|End)|cellIns|cellMerge"
)
_WRAPPERS = frozenset(("sdt", "customXml", "smartTag"))
_GONE = frozenset(
    (
        *("proofErr", "permStart", "permEnd", "annotationRef", "lastRenderedPageBreak"),
        *("sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "ffData", "OLEObject"),
        *("altChunk", "subDoc", "control", "extLst", "webHidden"),
    )
)
_EMBEDDED = frozenset(("OLEObject", "altChunk", "subDoc", "control"))
_NOTED = re.compile(r"rsid\w*|author|initials|date|dateUtc|userId|tooltip|docLocation|href|gfxdata")
_LIVING_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b[^\"]*", re.IGNORECASE)
"""Fields that each page needs; all others stay as the words that they show."""

_USUAL_SIZE = 20  # half points, where no style says
_EMU_OF_POINT = 12_700
_BAR_HEIGHT = 0.8  # of the size of the letters
_BAR_PART = "word/media/bar.png"


def _w(name: str) -> str:
    return f"{{{_W}}}{name}"


def clean_word(file: BinaryIO, order: CleanOrder) -> Cleaned:
    """Return the clean copy of a Word file. Raises `Unviewable`."""
    cleaner = Cleaner(order)
    made = OfficeCopy(file, _KINDS, cleaner)
    cleaner.removed[Removal.COMMENTS] = 0  # each is counted where it stands
    styles = _Styles(next((part.root for part in made.of_kind("styles")), None))
    for part in made.of_kind("settings"):
        for node in list(part.root):
            if local(node) not in _SETTINGS:
                drop(node)
    bars = _Bars(made, styles, cleaner)
    for part in made.of_kind(*_STORIES):
        _clean_story(part, styles, cleaner)
        bars.cover(part)
    for part in made.parts.values():
        if part.root is not None:
            drop_attributes(part.root, _NOTED)
            drop_all(part.root, frozenset(("extLst", "externalData", "rsid", "rsids", "vanish")))
            if part.kind == "fontTable":
                drop_all(part.root, _FONT_FILES)
            if part.kind not in _STORIES:
                cleaner.cover_paragraphs(part.root, f"{{{DRAWING}}}p", f"{{{DRAWING}}}t")
    return Cleaned(made.finish(), tuple(cleaner.removed.items()))


_FONT_FILES = frozenset(("embedRegular", "embedBold", "embedItalic", "embedBoldItalic"))


# Among the text ---------------------------------------------------------------------------------


def _clean_story(part: CopiedPart, styles: "_Styles", cleaner: Cleaner) -> None:
    root, removed = part.root, cleaner.removed
    removed[Removal.CHANGES] += _accept_changes(root)
    for wrapper in list(_named(root, _WRAPPERS)):
        content = wrapper.find(_w("sdtContent"))
        if content is not None:
            unwrap(content)
        unwrap(wrapper)
    removed[Removal.COMMENTS] += _drop_comments(root)
    removed[Removal.EMBEDDED] += sum(1 for _node in _named(root, _EMBEDDED))
    removed[Removal.HIDDEN_TEXT] += _drop_unseen(root, styles.sheet)
    drop_all(root, _GONE)
    for mark in list(root.iter(_w("bookmarkStart"))):
        if mark.get(_w("name")) == "_GoBack":  # where its author wrote last
            drop(mark)
    _flatten_fields(root)
    for link in list(root.iter(_w("hyperlink"))):
        if link.get(office("id")) is not None or not link.get(_w("anchor")):
            unwrap(link)
    for run in list(root.iter(_w("r"))):
        if all(local(child) == "rPr" for child in run):
            drop(run)
    _mend_tables(root)


def _mend_tables(root: Element) -> None:
    """Take out what is left of tables without rows; a cell ends with a paragraph."""
    for row in list(root.iter(_w("tr"))):
        if row.find(_w("tc")) is None:
            drop(row)
    for table in list(root.iter(_w("tbl"))):
        if table.find(_w("tr")) is None:
            drop(table)
    for cell in root.iter(_w("tc")):
        if not len(cell) or cell[-1].tag != _w("p"):
            etree.SubElement(cell, _w("p"))


def _named(root: Element, names: frozenset[str]) -> Iterator[Element]:
    return (node for node in root.iter() if local(node) in names)


def _accept_changes(root: Element) -> int:
    """Take every tracked change as accepted, and return how many there were."""
    count = 0
    for row, mark in (("tr", "trPr/del"), ("tc", "tcPr/cellDel")):
        path = "/".join(map(_w, mark.split("/")))
        for node in [each for each in root.iter(_w(row)) if each.find(path) is not None]:
            count += 1
            drop(node)
    joined = [each for each in root.iter(_w("p")) if _is_mark_deleted(each)]
    for node in list(_named(root, _DELETED)):
        count += 1
        drop(node)
    for node in list(_named(root, _INSERTED)):
        count += 1
        if local(node.getparent()) in _MARKED:
            drop(node)
        else:
            unwrap(node)
    remarks = [each for each in root.iter() if _REMARKS.fullmatch(local(each))]
    for node in remarks:
        count += local(node).endswith("Change")
        drop(node)
    for paragraph in joined:
        _join_to_next(paragraph)
    return count


def _is_mark_deleted(paragraph: Element) -> bool:
    mark = paragraph.find(f"{_w('pPr')}/{_w('rPr')}")
    return mark is not None and any(mark.find(_w(name)) is not None for name in _DELETED)


def _join_to_next(paragraph: Element) -> None:
    """Let a paragraph whose mark was deleted go on in the next one, whose look it takes."""
    following = paragraph.getnext()
    content = [child for child in paragraph if child.tag != _w("pPr")]
    if following is None or following.tag != _w("p"):
        if not content and following is not None:
            drop(paragraph)
        return
    first = following.find(_w("pPr"))
    place = 0 if first is None else following.index(first) + 1
    for number, child in enumerate(content):
        following.insert(place + number, child)
    drop(paragraph)


def _drop_comments(root: Element) -> int:
    marks = list(_named(root, frozenset(("commentRangeStart", "commentRangeEnd"))))
    for mark in marks:
        drop(mark)
    references = list(root.iter(_w("commentReference")))
    for reference in references:
        drop(reference)
    return len(references)


def _drop_unseen(root: Element, sheet: StyleSheet) -> int:
    """Take out what Word does not show, and return in how many runs and forms that was."""
    same = parse(io.BytesIO(written(root)), MOST_OF_XML)
    gone = unseen(same, sheet).hidden | {form for form, _said in other_forms(same)}
    pairs = zip(root.iter(), same.iter(), strict=True)
    nodes = [node for node, twin in pairs if twin in gone]
    places = {node.getparent() if node.tag in _TEXT_OF_RUN else node for node in nodes}
    for node in nodes:
        drop(node)
    return len(places)


def _flatten_fields(root: Element) -> None:
    """Leave of fields what they show: what they are made of may name files and addresses."""
    for field in list(root.iter(_w("fldSimple"))):
        if not _LIVING_FIELD.fullmatch(field.get(_w("instr"), "")):
            unwrap(field)
    fields = _Fields()
    for node in root.iter(_w("fldChar"), _w("instrText"), _w("t")):
        if node.tag == _w("fldChar"):
            fields.on_mark(node)
        else:
            fields.on_words(node)
    for node in fields.gone():
        drop(node)


@dataclass(slots=True)
class _Field:
    marks: list[Element]
    said: list[Element]
    is_shown: bool = False


class _Fields:
    """Follows fields that stand within one another, and gathers what goes of them."""

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self._gone: list[Element] = []

    def on_mark(self, node: Element) -> None:
        """Take note of where a field begins, begins to be shown, and ends."""
        kind = node.get(_w("fldCharType"))
        if kind == "begin":
            self._open.append(_Field([node], []))
        elif not self._open:
            self._gone.append(node)
        elif kind == "separate":
            self._open[-1].marks.append(node)
            self._open[-1].is_shown = True
        else:
            field = self._open.pop()
            field.marks.append(node)
            if not _LIVING_FIELD.fullmatch("".join(each.text or "" for each in field.said)):
                self._gone += [*field.marks, *field.said]

    def on_words(self, node: Element) -> None:
        """Take note of words: those of which a field is made go with it."""
        inside = next((field for field in self._open if not field.is_shown), None)
        if inside is not None:
            inside.said.append(node)
        elif node.tag == _w("instrText"):
            self._gone.append(node)

    def gone(self) -> list[Element]:
        """Return what goes; of a field that was never closed, all."""
        for field in self._open:
            self._gone += [*field.marks, *field.said]
        return self._gone


# Styles -----------------------------------------------------------------------------------------


class _Styles:
    """What the styles say of size and of hiding."""

    def __init__(self, root: Element | None) -> None:
        data = None if root is None else io.BytesIO(written(root))
        self.sheet = read_styles(None if data is None else parse(data, MOST_OF_XML))

    def size(self, run: Element) -> float:
        """Return the size of the letters of a run, in points."""
        own = run.find(f"{_w('rPr')}/{_w('sz')}")
        if own is not None:
            return _number(own.get(_w("val"))) / 2
        for look in (*map(self.sheet.run, self._styles_of(run)), self.sheet.default_run):
            if "sz" in look:
                return _number(look["sz"].get("val")) / 2
        return _USUAL_SIZE / 2

    def _styles_of(self, run: Element) -> Iterator[str]:
        own = run.find(f"{_w('rPr')}/{_w('rStyle')}")
        if own is not None:
            yield own.get(_w("val"), "")
        paragraph = next(run.iterancestors(_w("p")), None)
        named = None if paragraph is None else paragraph.find(f"{_w('pPr')}/{_w('pStyle')}")
        yield self.sheet.default if named is None else named.get(_w("val"), "")


def _number(said: str | None) -> int:
    try:
        return min(max(int(float(said or "")), 2), 3_200)
    except (ValueError, OverflowError):
        return _USUAL_SIZE


# Bars -------------------------------------------------------------------------------------------

_SIGNS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
_TEXT_OF_RUN = tuple(_w(name) for name in ("t", *_SIGNS))

_BAR = (
    f'<w:drawing xmlns:w="{_W}"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>'
    '<wp:docPr id="{id}" name="Bar {id}" descr="Removed"/>'
    f'<a:graphic xmlns:a="{DRAWING}">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:nvPicPr><pic:cNvPr id="{id}" name="Bar {id}" descr="Removed"/><pic:cNvPicPr/>'
    "</pic:nvPicPr><pic:blipFill>"
    f'<a:blip xmlns:r="{OFFICE}" r:embed="{{embed}}"/>'
    "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing>"
)
_FIRST_ID = 900_001


class _Bars:
    """Puts black bars, as wide as what they cover, in the place of found words."""

    def __init__(self, made: OfficeCopy, styles: _Styles, cleaner: Cleaner) -> None:
        self._copy = made
        self._styles = styles
        self._cleaner = cleaner
        self._next = _FIRST_ID

    def cover(self, part: CopiedPart) -> None:
        """Cover what is found in the paragraphs of a part."""
        pattern = self._cleaner.pattern
        if pattern is None:
            return
        for paragraph in list(part.root.iter(_w("p"))):
            said = "".join(_said(piece) for piece in _pieces(paragraph))
            for found in reversed(list(pattern.finditer(said))):
                self._put(part, _pieces(paragraph), *found.span())
                self._cleaner.removed[Removal.FOUND] += 1

    def _put(self, part: CopiedPart, pieces: list[Element], start: int, end: int) -> None:
        points = 0.0
        first: tuple[Element, int] | None = None
        size = 0.0
        place = 0
        for piece in pieces:
            said = _said(piece)
            low, high = max(start - place, 0), min(end - place, len(said))
            place += len(said)
            if low >= high:
                continue
            run = piece.getparent()
            size = self._styles.size(run)
            points += size * sum(width(char) for char in said[low:high])
            if first is None:
                first = (piece, low)
            if piece.tag == _w("t"):
                piece.text = said[:low] + said[high:]
                piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            elif piece is not first[0]:
                drop(piece)
        if first is None:
            return
        piece, offset = first
        run = piece.getparent()
        bar = etree.Element(_w("r"))
        look = run.find(_w("rPr"))
        if look is not None:
            bar.append(copy.deepcopy(look))
        bar.append(self._drawing(part, points, size))
        self._split(run, piece, offset, bar)

    def _split(self, run: Element, piece: Element, offset: int, bar: Element) -> None:
        """Put the bar into a run, after so many characters of one of its texts."""
        rest = etree.Element(_w("r"))
        look = run.find(_w("rPr"))
        if look is not None:
            rest.append(copy.deepcopy(look))
        if piece.tag == _w("t"):
            after = copy.deepcopy(piece)
            after.text, piece.text = (piece.text or "")[offset:], (piece.text or "")[:offset]
            rest.append(after)
        following = list(piece.itersiblings())
        for node in following:
            rest.append(node)
        if piece.tag != _w("t"):
            drop(piece)
        run.addnext(rest)
        run.addnext(bar)

    def _drawing(self, part: CopiedPart, points: float, size: float) -> Element:
        embed = next(
            (each.id for each in part.relations.values() if each.target == _BAR_PART), None
        ) or self._copy.add_picture(part, _BAR_PART, gray_pixel(0))
        self._next += 1
        across = max(round(points * _EMU_OF_POINT), _EMU_OF_POINT)
        down = max(round(size * _BAR_HEIGHT * _EMU_OF_POINT), _EMU_OF_POINT)
        return parsed(_BAR.format(cx=across, cy=down, id=self._next, embed=embed).encode())


def _pieces(paragraph: Element) -> list[Element]:
    """Return the texts of a paragraph in order, not those of paragraphs in boxes within it."""
    return [
        piece
        for piece in paragraph.iter(*_TEXT_OF_RUN)
        if piece.getparent().tag == _w("r") and next(piece.iterancestors(_w("p"))) is paragraph
    ]


def _said(piece: Element) -> str:
    return piece.text or "" if piece.tag == _w("t") else _SIGNS[local(piece)]
