"""What Word documents, workbooks and slides hold beside what people see, and their words.

They are read as ZIPs of XML: nothing in them is run, and nothing that they point to is fetched.
Old binary files (.doc, .xls, .ppt) are read as compound files, for who wrote them and for macros.
"""

import io
import posixpath
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO
from xml.etree.ElementTree import Element

from lssc_desktop.core.privacy.private_data import (
    PlaceUnit,
    PrivacyFinding,
    PrivacyKind,
    PrivatePlace,
    Reason,
)
from lssc_desktop.core.privacy.scan_order import TextRules, TextUnit
from lssc_desktop.documents.office_xml.hidden import (
    ADDED,
    REMOVED,
    Unseen,
    chosen,
    other_forms,
    unseen,
)
from lssc_desktop.documents.office_xml.names import local
from lssc_desktop.documents.office_xml.office_file import OfficeFile, Relation, numbered
from lssc_desktop.documents.office_xml.styles import StyleSheet, read_styles
from lssc_desktop.documents.privacy.private_pictures import find_in_embedded_picture
from lssc_desktop.documents.privacy.private_words import (
    PlacedUnit,
    find_in_units,
    is_somebody,
    noted,
    nothing_to_read,
    table_units,
)
from lssc_desktop.values import dataclass

if TYPE_CHECKING:
    from olefile import OleFileIO

_PART_LIMIT = 64 << 20
_LARGEST_PICTURE = 32 << 20
_MOST_PICTURES = 100
_MOST_CELLS = 500_000
_ROWS_AT_ONCE = 2_000
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _opened(file: BinaryIO) -> OfficeFile:
    return OfficeFile(zipfile.ZipFile(file), _PART_LIMIT)


def _whole(root: Element, tags: Sequence[str]) -> str:
    return "".join(each.text or "" for each in root.iter() if local(each.tag) in tags)


def _in_file(part: str, cell: str = "") -> PrivatePlace:
    return PrivatePlace(PlaceUnit.FILE, part=part, cell=cell)


# What all of them have --------------------------------------------------------------------------

_AUTHORS = {
    "core-properties": ("docprops/core.xml", ("creator", "lastModifiedBy")),
    "extended-properties": ("docprops/app.xml", ("Company", "Manager")),
}
_SHOWN_LINKS = frozenset({"hyperlink"})
_PICTURES = r".*/media/[^/]+\.(?:jpe?g|png|tiff?|heic|webp)"


def _common(parts: OfficeFile, rules: TextRules) -> Iterator[PrivacyFinding]:
    """Yield who wrote a file, what is embedded in it, where it points, and its macros."""
    for kind, (usual, tags) in _AUTHORS.items():
        for name in _led_to(parts, "", (kind,), usual):
            root = parts.part(name)
            for element in () if root is None else root.iter():
                said = element.text or ""
                if local(element.tag) in tags and is_somebody(said, rules):
                    place = _in_file(name, local(element.tag))
                    yield noted(PrivacyKind.AUTHOR, place, said, Reason.METADATA)
    for name in parts.matching(r"(?:.*/)?(?:embeddings|activex)/(?!_rels/)[^/]+"):
        if not name.endswith((".xml", ".rels")):
            yield noted(PrivacyKind.EMBEDDED_FILE, _in_file(name), posixpath.basename(name))
    for name in parts.matching(r".*vbaproject\.bin|xl/macrosheets/[^/]+"):
        yield noted(PrivacyKind.MACRO, _in_file(name))
    yield from _links_elsewhere(parts)
    for number, name in enumerate(parts.matching(_PICTURES)[:_MOST_PICTURES], 1):
        data = parts.beginning(name, _LARGEST_PICTURE) or b""
        place = PrivatePlace(PlaceUnit.PICTURE, number, name)
        yield from find_in_embedded_picture(io.BytesIO(data), place, rules)


def _links_elsewhere(parts: OfficeFile) -> Iterator[PrivacyFinding]:
    for rels in parts.matching(r"(?:.*/)?_rels/[^/]*\.rels"):
        folder, base = posixpath.split(rels)
        of = posixpath.join(posixpath.dirname(folder), base[: -len(".rels")])
        for row in parts.relations(of).values():
            if row.external and row.kind not in _SHOWN_LINKS:
                yield noted(PrivacyKind.EXTERNAL_LINK, _in_file(of, row.kind), row.target)


def _led_to(parts: OfficeFile, name: str, kinds: Collection[str], usual: str) -> list[str]:
    """Return the parts of some kinds that a part points to, and those with the usual names.

    A part that nothing leads to is in the file all the same.
    """
    rows = parts.relations(name).values()
    named = {row.target for row in rows if row.kind in kinds and not row.external}
    stored = {parts.stored_name(each) for each in named} - {None}
    return numbered({*filter(None, stored), *parts.matching(usual)})


# Word -------------------------------------------------------------------------------------------

_STORIES = r"word/(?:document\d*|header\d*|footer\d*|footnotes|endnotes)\.xml"
_KINDS_OF_STORIES = ("header", "footer", "footnotes", "endnotes")
_NOT_TEXT = frozenset({"pPr", "rPr", "instrText", "tblPr", "sectPr"})
_AS_ONE = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_CHANGES = frozenset({*ADDED, *REMOVED})
_FORMAT_CHANGES = frozenset(
    {"rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange"}
)


def find_in_word(file: BinaryIO, rules: TextRules) -> Iterator[PrivacyFinding]:
    """Yield all private data in a Word file since 2007."""
    parts = _opened(file)
    sheet = read_styles(parts.part(parts.target("styles")))
    for name in _stories(parts):
        root = parts.part(name)
        if root is not None:
            story = _story(name, root)
            yield from find_in_units(_word_units(story), rules)
            yield from _word_hidden(story, sheet)
            yield from _word_mail_links(story, parts.relations(name), rules)
    yield from _word_comments(parts)
    yield from _common(parts, rules)


def _stories(parts: OfficeFile) -> list[str]:
    """Return the parts with text, wherever they lie."""
    main = parts.stored_name(parts.main)
    found = _led_to(parts, parts.main, _KINDS_OF_STORIES, _STORIES)
    return numbered({*found, *([main] if main is not None else [])})


def paragraph_text(paragraph: Element) -> str:
    """Return the text of a `w:p` as `PrivatePlace` counts it: deleted words too, fields' results.

    What another paragraph within it says, as in a text box, is not its own.
    """
    return "".join(said for said, _piece, _run in _pieces_of(paragraph))


def _pieces_of(paragraph: Element) -> Iterator[tuple[str, Element, Element]]:
    """Yield the pieces of a paragraph's text in order, each with the run that it stands in."""
    pending: list[tuple[Element, Element | None]] = [(child, None) for child in reversed(paragraph)]
    while pending:
        element, run = pending.pop()
        if element.tag in _NOT_TEXT or element.tag == "p":
            continue
        if element.tag == "r":
            run = element
        if run is not None:
            if element.tag in {"t", "delText"}:
                yield element.text or "", element, run
            elif element.tag in _AS_ONE:
                yield _AS_ONE[element.tag], element, run
        inside = chosen(element) if element.tag == "mc.AlternateContent" else element
        pending.extend((child, run) for child in reversed(inside))


@dataclass(frozen=True, slots=True)
class _Story:
    """A part with text: its paragraphs by their numbers, and what it says in other forms.

    Paragraphs in forms of something that are not shown count, and are not among them.
    """

    part: str
    root: Element
    paragraphs: Sequence[tuple[int, Element]]
    other_words: Sequence[str]


def _story(part: str, root: Element) -> _Story:
    ignored = {
        id(paragraph)
        for item in root.iter("mc.AlternateContent")
        for shown in (chosen(item),)
        for form in item
        if form is not shown
        for paragraph in form.iter("p")
    }
    paragraphs = [each for each in enumerate(root.iter("p"), 1) if id(each[1]) not in ignored]
    return _Story(part, root, paragraphs, [said for _form, said in other_forms(root)])


def _word_units(story: _Story) -> Iterator[PlacedUnit]:
    in_rows = _cells_of(story.root)
    for number, paragraph in story.paragraphs:
        text = paragraph_text(paragraph)
        if text:
            label, beside = in_rows.get(id(paragraph), ("", False))
            place = PrivatePlace(PlaceUnit.PARAGRAPH, number, story.part)
            yield PlacedUnit(TextUnit(text, label, beside), place)
    for said in story.other_words:
        yield PlacedUnit(TextUnit(said), _in_file(story.part))


def _cells_of(root: Element) -> dict[int, tuple[str, bool]]:
    """Return for each paragraph in a table the head of its column, and whether it goes on a row."""
    found: dict[int, tuple[str, bool]] = {}
    for table in root.iter("tbl"):
        heads: list[str] = []
        for number, row in enumerate(table.findall("tr")):
            cells = [list(cell.iter("p")) for cell in row.findall("tc")]
            said = [" ".join(map(paragraph_text, cell)) for cell in cells]
            for column, cell in enumerate(cells):
                label = heads[column] if number and column < len(heads) else ""
                for place, paragraph in enumerate(cell):
                    found[id(paragraph)] = label, bool(column) and not place
            heads = heads or said
    return found


def _word_hidden(story: _Story, sheet: StyleSheet) -> Iterator[PrivacyFinding]:
    """Yield tracked changes, and text that is not shown."""
    changed = False
    root, part = story.root, story.part
    gone = unseen(root, sheet)
    parents = {id(child): parent for parent in root.iter() for child in parent}
    for number, paragraph in story.paragraphs:
        changes, hidden = _unseen_pieces(paragraph, gone, parents)
        changed = changed or bool(changes)
        for kind, pieces in (
            (PrivacyKind.TRACKED_CHANGE, changes),
            (PrivacyKind.HIDDEN_TEXT, [each for each in hidden if each[1].strip()]),
        ):
            for start, said in pieces:
                end = start + len(said)
                place = PrivatePlace(PlaceUnit.PARAGRAPH, number, part, start=start, end=end)
                yield noted(kind, place, said)
    for said in story.other_words:
        yield noted(PrivacyKind.HIDDEN_TEXT, _in_file(part), said)
    tags = {each.tag for each in root.iter()}
    if not changed and not tags.isdisjoint(_FORMAT_CHANGES | _CHANGES):
        yield noted(PrivacyKind.TRACKED_CHANGE, _in_file(part))


type _Pieces = list[tuple[int, str]]


def _unseen_pieces(
    paragraph: Element, gone: Unseen, parents: Mapping[int, Element]
) -> tuple[_Pieces, _Pieces]:
    """Return the tracked changes of a paragraph, and its hidden words, with where each begins."""
    at = 0
    hidden: _Pieces = []
    changes: dict[int, tuple[int, str]] = {}
    for said, piece, run in _pieces_of(paragraph):
        if piece in gone.hidden:
            hidden.append((at, said))
        change = _change_of(run, paragraph, parents)
        if change is None and piece in gone.removed:  # with its row or cell
            change = paragraph
        if change is not None:
            start, before = changes.get(id(change), (at, ""))
            changes[id(change)] = start, before + said
        at += len(said)
    return list(changes.values()), _joined_pieces(hidden)


def _joined_pieces(pieces: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for start, said in pieces:
        if found and found[-1][0] + len(found[-1][1]) == start:
            found[-1] = found[-1][0], found[-1][1] + said
        else:
            found.append((start, said))
    return found


def _change_of(run: Element, paragraph: Element, parents: Mapping[int, Element]) -> Element | None:
    """Return the tracked change that a run stands in, the innermost."""
    at: Element | None = parents.get(id(run))
    while at is not None and at is not paragraph:
        if at.tag in _CHANGES:
            return at
        at = parents.get(id(at))
    return None


def _word_comments(parts: OfficeFile) -> Iterator[PrivacyFinding]:
    for name in _led_to(parts, parts.main, ("comments",), "word/comments.xml"):
        root = parts.part(name)
        for comment in () if root is None else root.iter("comment"):
            said = " ".join(map(paragraph_text, comment.iter("p")))
            place = _in_file(name, comment.get("id", ""))
            yield noted(PrivacyKind.COMMENT, place, said or comment.get("author", ""))


def _word_mail_links(
    story: _Story, rows: Mapping[str, Relation], rules: TextRules
) -> Iterator[PrivacyFinding]:
    """Yield the addresses behind links whose words say something else."""
    links = [row.target for row in rows.values() if row.external and row.kind == "hyperlink"]
    mail = [link[len("mailto:") :] for link in links if link.lower().startswith("mailto:")]
    said = _whole(story.root, ("t",)) if mail else ""
    for address in (each.partition("?")[0] for each in mail):
        if address not in said:
            unit = PlacedUnit(TextUnit(address), _in_file(story.part, "mailto"))
            yield from find_in_units([unit], rules)


# Workbooks --------------------------------------------------------------------------------------


def find_in_workbook(file: BinaryIO, rules: TextRules) -> Iterator[PrivacyFinding]:
    """Yield all private data in a workbook of Excel or OpenDocument."""
    yield from _cells(file, rules)
    file.seek(0)
    if file.read(len(_COMPOUND)) == _COMPOUND:
        yield from find_in_compound(file, rules)
        return
    file.seek(0)
    parts = _opened(file)
    if parts.stored_name(parts.main) is None:
        yield from find_in_open_document(file, rules)
        return
    yield from _hidden_cells(parts)
    for name in parts.matching(r"(?:.*/)?(?:threadedcomments/[^/]+|comments[^/]*)\.xml"):
        root = parts.part(name)
        for comment in () if root is None else root.iter():
            if local(comment.tag) in {"comment", "threadedComment"}:
                said = _whole(comment, ("t", "text"))
                place = _in_file(name, comment.get("ref", ""))
                yield noted(PrivacyKind.COMMENT, place, said)
    yield from _common(parts, rules)


def _cells(file: BinaryIO, rules: TextRules) -> Iterator[PrivacyFinding]:
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(file)
    room = _MOST_CELLS
    for number, about in enumerate(book.sheets_metadata, 1):
        sheet = book.get_sheet_by_name(about.name)
        if about.visible is not SheetVisibleEnum.Visible:
            place = PrivatePlace(PlaceUnit.SHEET, number, about.name)
            yield noted(PrivacyKind.HIDDEN_SHEET, place, about.name)
        if sheet.start is None:
            continue
        top, left = sheet.start
        room -= sheet.height * sheet.width
        if room < 0:
            yield nothing_to_read(PrivatePlace(PlaceUnit.SHEET, number, about.name))
            return
        heads: list[str] = []
        first, rows = top, islice(sheet.iter_rows(), top, None)
        while some := [[_said(cell) for cell in row] for row in islice(rows, _ROWS_AT_ONCE)]:
            place_of = partial(_place_of_cell, about.name, first, left)
            yield from find_in_units(table_units(some, place_of, heads), rules)
            first, heads = first + len(some), heads or some[0]


def _place_of_cell(sheet: str, first: int, left: int, row: int, column: int) -> PrivatePlace:
    cell = f"{letters(left + column)}{first + row + 1}"
    return PrivatePlace(PlaceUnit.CELL, part=sheet, cell=cell)


def _said(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return f"{cell:%Y-%m-%d}"
    return str(cell)


def letters(column: int) -> str:
    """Return the letters of a column, which counts from 0."""
    said = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        said = chr(ord("A") + digit) + said
    return said


def _hidden_cells(parts: OfficeFile) -> Iterator[PrivacyFinding]:
    """Yield columns and rows that are not shown, each range once."""
    book = parts.part(parts.main)
    targets = parts.relations(parts.main)
    hidden: dict[str, tuple[str, ...]] = {}
    for sheet in () if book is None else book.iter():
        if local(sheet.tag) != "sheet":
            continue
        row = targets.get(sheet.get("r.id", ""))
        part = "" if row is None else row.target
        if part not in hidden:  # one part may have many names
            hidden[part] = tuple(_hidden_ranges(parts.elements(part)))
        for cells in hidden[part]:
            place = PrivatePlace(PlaceUnit.CELL, part=sheet.get("name", ""), cell=cells)
            yield noted(PrivacyKind.HIDDEN_CELLS, place, cells)


def _hidden_ranges(elements: Iterator[tuple[str, Element]]) -> Iterator[str]:
    last = 0
    for event, each in elements:
        if event == "start":
            continue
        kind, is_hidden = each.tag.rpartition("}")[2], each.get("hidden") in {"1", "true"}
        if is_hidden and kind == "col":
            first, end = int(each.get("min", "1")), int(each.get("max", "1"))
            if end >= _LAST_COLUMN:  # all behind the table: there is nothing in them
                continue
            yield f"{letters(first - 1)}:{letters(end - 1)}"
        elif is_hidden and kind == "row" and len(each):
            number = int(each.get("r", "0"))
            follows, last = number == last + 1, number
            if not follows:
                yield f"{number}:{number}"
        if kind == "row":
            each.clear()


_LAST_COLUMN = 16_384


# Slides -----------------------------------------------------------------------------------------


def find_in_slides(file: BinaryIO, rules: TextRules) -> Iterator[PrivacyFinding]:
    """Yield all private data in a slide show since 2007."""
    parts = _opened(file)
    units: list[PlacedUnit] = []
    noticed: list[PrivacyFinding] = []
    for number, name in enumerate(_slides(parts), 1):
        root = parts.part(name)
        if root is None:
            continue
        place = PrivatePlace(PlaceUnit.SLIDE, number, name)
        units += [PlacedUnit(TextUnit(said), place) for said in _slide_text(root) if said]
        if root.get("show") in {"0", "false"}:
            noticed.append(noted(PrivacyKind.HIDDEN_SLIDE, place, " ".join(_slide_text(root))))
        for row in parts.relations(name).values():
            target = row.target
            notes = parts.part(target) if row.kind == "notesSlide" else None
            said = [] if notes is None else [each for each in _notes(notes) if each.strip()]
            if said:
                at = PrivatePlace(PlaceUnit.SLIDE, number, target)
                noticed.append(noted(PrivacyKind.SPEAKER_NOTES, at, " ".join(said)))
                units += [PlacedUnit(TextUnit(each), at) for each in said]
    yield from find_in_units(units, rules)
    yield from noticed
    for name in parts.matching(r"(?:.*/)?comments/[^/]+\.xml"):
        root = parts.part(name)
        for each in () if root is None else root.iter():
            if local(each.tag) == "cm":
                yield noted(PrivacyKind.COMMENT, _in_file(name), _whole(each, ("text", "t")))
    yield from _common(parts, rules)


def _slides(parts: OfficeFile) -> list[str]:
    show = parts.part(parts.main)
    targets = parts.relations(parts.main)
    slides = [] if show is None else [each for each in show.iter() if local(each.tag) == "sldId"]
    rows = [targets.get(each.get("r.id", "")) for each in slides]
    found = [row.target for row in rows if row is not None]
    return found or parts.matching(r"ppt/slides/slide\d+\.xml")


def _slide_text(root: Element) -> list[str]:
    return [_whole(each, ("t",)) for each in root.iter("a.p")]


def _notes(root: Element) -> Iterator[str]:
    """Yield the paragraphs of notes, but not the number of the slide that stands under them."""
    for paragraph in root.iter("a.p"):
        yield "".join(run.findtext("a.t", "") for run in paragraph.iter("a.r"))


# Others -----------------------------------------------------------------------------------------

_OPEN_AUTHORS = ("initial-creator", "creator")


def find_in_open_document(file: BinaryIO, rules: TextRules) -> Iterator[PrivacyFinding]:
    """Yield who wrote an OpenDocument file, its comments, changes, macros and pictures."""
    file.seek(0)
    parts = _opened(file)
    meta = parts.part("meta.xml")
    for element in () if meta is None else meta.iter():
        said = element.text or ""
        if local(element.tag) in _OPEN_AUTHORS and is_somebody(said, rules):
            place = _in_file("meta.xml", local(element.tag))
            yield noted(PrivacyKind.AUTHOR, place, said, Reason.METADATA)
    content = parts.part("content.xml")
    for element in () if content is None else content.iter():
        tag = local(element.tag)
        if tag == "annotation":
            yield noted(PrivacyKind.COMMENT, _in_file("content.xml"), _whole(element, ("p",)))
        elif tag == "changed-region":
            yield noted(
                PrivacyKind.TRACKED_CHANGE, _in_file("content.xml"), _whole(element, ("p",))
            )
        elif tag == "hidden-text":
            yield noted(PrivacyKind.HIDDEN_TEXT, _in_file("content.xml"), element.text or "")
    for name in parts.matching(r"basic/.+/(?!script-l[bc]\.xml$).+|scripts/.+"):
        yield noted(PrivacyKind.MACRO, _in_file(name))
    for number, name in enumerate(parts.matching(r"pictures/[^/]+\.(?:jpe?g|png|tiff?)"), 1):
        place = PrivatePlace(PlaceUnit.PICTURE, number, name)
        data = parts.beginning(name, _LARGEST_PICTURE) or b""
        yield from find_in_embedded_picture(io.BytesIO(data), place, rules)


def open_document_units(file: BinaryIO) -> Iterator[PlacedUnit]:
    """Yield the paragraphs of an OpenDocument text or show."""
    file.seek(0)
    root = _opened(file).part("content.xml")
    number = 0
    for element in () if root is None else root.iter():
        if local(element.tag) in {"p", "h"}:
            number += 1
            place = PrivatePlace(PlaceUnit.PARAGRAPH, number, "content.xml")
            yield PlacedUnit(TextUnit("".join(element.itertext())), place)


def find_in_compound(file: BinaryIO, rules: TextRules) -> Iterator[PrivacyFinding]:
    """Yield who wrote a file of Office 97 to 2003, and its macros; no code is run."""
    from olefile import OleFileIO

    file.seek(0)
    with OleFileIO(file) as ole:
        for said, field in _ole_authors(ole):
            if is_somebody(said, rules):
                yield noted(PrivacyKind.AUTHOR, _in_file("", field), said, Reason.METADATA)
        streams = [path[-1].casefold() for path in ole.listdir()]
        if any(name in {"_vba_project", "vba"} for name in streams):
            yield noted(PrivacyKind.MACRO, _in_file("VBA"))
        for path in ole.listdir():
            if path[-1] == "\x01Ole10Native":
                yield noted(PrivacyKind.EMBEDDED_FILE, _in_file("/".join(path[:-1])))


def _ole_authors(ole: "OleFileIO") -> Iterator[tuple[str, str]]:
    about = ole.get_metadata()
    for field in ("author", "last_saved_by", "company", "manager"):
        said = getattr(about, field, None)
        if isinstance(said, bytes):
            said = said.decode("cp1252", "replace")
        if said:
            yield str(said).strip("\0 "), field
