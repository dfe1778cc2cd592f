"""What texts and sheets of OpenDocument show: the elements that are known, and nothing else.

Not what is hidden by a style, a section, a field or a filter, what was deleted, remarks, values
that aren't shown, cells under a merged one, and headers that are switched off.
"""

import base64
import binascii
import io
import math
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from itertools import pairwise
from xml.etree.ElementTree import Element

from lssc_desktop.core.privacy.clean_copy import LeftBehind
from lssc_desktop.core.text.printed import (
    OBJECT,
    NoteMark,
    PrintedBlock,
    PrintedCell,
    PrintedObject,
    PrintedParagraph,
    PrintedPicture,
    PrintedTable,
    PrintedText,
)
from lssc_desktop.core.text.richtext import Form, Paragraph, Span, normal
from lssc_desktop.documents.cleaning.opendocument_lists import OUTLINE, said
from lssc_desktop.documents.cleaning.opendocument_styles import (
    SMALL,
    STYLES,
    WIDEST,
    Looks,
    OdfStyles,
)
from lssc_desktop.documents.cleaning.pixels import Box, DrawnAnew
from lssc_desktop.documents.cleaning.workbook_looks import name_of
from lssc_desktop.documents.cleaning.workbook_words import (
    LAST_COLUMN,
    Room,
    ShownSheet,
    range_of,
    trimmed,
)
from lssc_desktop.documents.images import PictureUnreadable, dots_per_inch, picture_facts
from lssc_desktop.documents.office_xml.ranges import events
from lssc_desktop.documents.office_xml.styles import points
from lssc_desktop.values import dataclass

_LARGEST_PART, _LARGEST_PICTURE = 256 << 20, 64 << 20
_NEUTRAL = {
    **dict.fromkeys(("luminance", "contrast", "red", "green", "blue"), "0%"),
    **dict.fromkeys(("gamma", "image-opacity"), "100%"),
    "color-inversion": "false",
    "color-mode": "standard",
}
"""What changes nothing of a picture."""
_NARROW_OF_TEXT, _MOST_NARROW = 12.0, 2  # points, letters that are seen in so narrow a column
_LETTERS = re.compile(r"[^\W\d_]+")
_VALUES = ("float", "percentage", "currency", "date", "time", "boolean")
_NAMES = frozenset(
    word
    for line in (
        "TRUE FALSE AM PM am pm January February March April May June July August September",
        "October November December Jan Feb Mar Apr Jun Jul Aug Sep Oct Nov Dec Monday Tuesday",
        "Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat Sun VERDADERO FALSO",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "ene feb mar abr may jun jul ago sep oct nov dic lunes martes miércoles jueves viernes",
        "sábado domingo lun mar mié jue vie sáb dom",
    )
    for word in line.split()
)
"""The words that formats make of days, times and truths, in the languages that we speak."""
_FIELDS = frozenset(
    {
        *("page-number", "page-count", "date", "time", "chapter", "title", "subject", "sequence"),
        *("bookmark-ref", "reference-ref", "sequence-ref", "note-ref", "text-input", "expression"),
        *("user-field-get", "variable-get", "variable-set", "word-count", "conditional-text"),
        *("creation-date", "modification-date", "print-date", "placeholder", "file-name"),
        *("span", "a", "meta", "meta-field", "ruby", "ruby-base", "bookmark-ref", "author-name"),
    }
)
"""Elements in a line whose letters are shown."""
_BLANKS = {"s": " ", "tab": "\t", "line-break": "\n"}
_HEADINGS = {1: Form.HEADING_1, 2: Form.HEADING_2}
_SHAPES = ("custom-shape", "rect", "ellipse", "polygon", "path", "caption")
_WITHIN = ("section", "index-body", "index-title", "table-of-content", "user-index")
_INDEXES = ("alphabetical-index", "illustration-index", "bibliography", "object-index")


def _read(archive: zipfile.ZipFile, part: str, styles: OdfStyles) -> Iterator[tuple[str, Element]]:
    """Yield the elements of a part, and keep the styles in it."""
    if part not in archive.namelist():
        return
    with archive.open(part) as file:
        for event, item in events(file, _LARGEST_PART):
            if event == "end" and name_of(item) in STYLES:
                styles.take(item)
            yield event, item


# Texts ------------------------------------------------------------------------------------------


def read_opendocument(
    archive: zipfile.ZipFile, left: Counter[LeftBehind], drawn: DrawnAnew
) -> PrintedText:
    """Return what a text shows, with the headers and footers of its pages once."""
    styles = OdfStyles()
    ends = [item for event, item in _read(archive, "styles.xml", styles) if event == "end"]
    masters = [item for item in ends if name_of(item) == "master-page"]
    bodies = [
        item
        for event, item in _read(archive, "content.xml", styles)
        if event == "end" and name_of(item) == "text" and "office" in str(item.tag)
    ]
    reader = _TextReader(archive, styles, left, drawn, ground=styles.paper())
    blocks = [block for body in bodies for block in reader.blocks(body)]
    following = {said(each, "name"): said(each, "next-style-name") for each in masters}
    used = reader.masters or ["Standard"]
    for name in used:
        used += [after for after in (following.get(name),) if after and after not in used]
    above, below = (
        [
            block
            for master in masters
            if said(master, "name") in used
            for story in master
            if name_of(story) == kind and said(story, "display") != "false"
            for block in reader.blocks(story)
        ]
        for kind in ("header", "footer")
    )
    return PrintedText((*above, *blocks, *below), tuple(reader.notes))


@dataclass(slots=True)
class _TextReader:
    archive: zipfile.ZipFile
    styles: OdfStyles
    left: Counter[LeftBehind]
    drawn: DrawnAnew
    notes: list[tuple[PrintedBlock, ...]] = field(default_factory=list)
    ground: str | None = "FFFFFF"
    in_list: int = 0
    masters: list[str] = field(default_factory=list)
    """The kinds of pages that paragraphs ask for."""

    def blocks(self, container: Iterable[Element]) -> Iterator[PrintedBlock]:
        """Yield what is shown in a body, a section, a cell or a note."""
        for item in container:
            match name_of(item):
                case "p":
                    yield from self._paragraph(item, Form.BODY)
                case "h":
                    yield from self._heading(item)
                case "list":
                    style = said(item, "style-name")
                    yield from self._list(item, 0, style, self.styles.labels.begin(item, style))
                case name if name in _WITHIN or name in _INDEXES:
                    style = said(item, "style-name")
                    if _is_hidden(item) or not self.styles.is_seen(("section", style)):
                        self.left[LeftBehind.HIDDEN] += 1
                        continue
                    around, ground = self.ground, self.styles.ground("section", style, self.ground)
                    self.ground = ground
                    yield from self.blocks(item)
                    self.ground = around
                case "table":
                    yield from self._table(item)
                case "frame" | "custom-shape" | "g" | "object":
                    line = _Line(self, "")
                    line.drawing(item)
                    yield from line.result(Form.BODY)
                case "tracked-changes":
                    self.left[LeftBehind.CHANGES] += len(item)

    def _heading(self, item: Element) -> Iterator[PrintedBlock]:
        level = int(said(item, "outline-level") or 1)
        label = ""
        if not self.in_list and said(item, "is-list-header") != "true":
            label = self.styles.labels.label(OUTLINE, OUTLINE, level - 1, item)
            label = self._seen_label(label, OUTLINE, level - 1, item)
        for block in self._paragraph(item, _HEADINGS.get(level, Form.HEADING_3)):
            if label and isinstance(block, PrintedParagraph):
                yield replace(block, label=label)
                label = ""
            else:
                yield block

    def _list(self, item: Element, level: int, outer: str, kind: str) -> Iterator[PrintedBlock]:
        style, labels = said(item, "style-name") or outer, self.styles.labels
        for entry in item:
            if name_of(entry) not in ("list-item", "list-header"):
                continue
            is_first = name_of(entry) == "list-item"
            for part in entry:
                if name_of(part) == "list":
                    yield from self._list(part, level + 1, style, kind)
                    continue
                self.in_list += 1
                for block in self.blocks([part]):
                    if not is_first or not isinstance(block, PrintedParagraph):
                        yield block
                        continue
                    is_first = False
                    label = labels.label(kind, style, level, entry)
                    label = self._seen_label(label, style, level, part)
                    form = Form.NUMBER if label else Form.BODY
                    if labels.is_bullet(style, level):
                        form = Form.BULLET
                    if block.paragraph.form.is_heading:
                        form = block.paragraph.form
                    listed = replace(block.paragraph, form=form, level=min(level, 8))
                    yield replace(block, paragraph=listed, label=label)
                self.in_list -= 1

    def _seen_label(self, label: str, style: str, level: int, item: Element) -> str:
        of_label = ("text", self.styles.of_labels.get((style, level), ""))
        of_mark = ("paragraph", said(item, "style-name"))
        is_seen = not label or self.styles.is_seen(of_mark, of_label, ground=self.ground)
        self.left[LeftBehind.HIDDEN] += not is_seen
        return label if is_seen else ""

    def _table(self, table: Element) -> Iterator[PrintedBlock]:
        rows = []
        around = self.ground
        seen = [_column(*each)[0] > 0 for each in _columns(table, self.styles)]
        look = self.styles.of("table", said(table, "style-name"))
        for row, is_open in _within(table, "table-row"):
            if not is_open or _is_row_hidden(row, self.styles):
                self.left[LeftBehind.HIDDEN] += 1
                continue
            cells: list[PrintedCell] = []
            place = 0
            for cell in row:
                place += int(said(cell, "number-columns-repeated") or 1)
                if name_of(cell) != "table-cell":
                    continue
                for part in (table, row, cell):
                    named = said(part, "style-name")
                    self.ground = self.styles.ground(name_of(part), named, self.ground)
                wide = min(max(int(said(cell, "number-columns-spanned") or 1), 1), 63)
                is_seen = any(seen[place - 1 : place - 1 + wide] or [True])
                self.left[LeftBehind.HIDDEN] += not is_seen
                cells.append(PrintedCell(tuple(self.blocks(cell)) if is_seen else (), wide))
                self.ground = around
            rows.append(cells)
        across = max((sum(cell.columns for cell in row) for row in rows), default=0)
        if not across or "false" in (said(table, "display"), look.get("display")):
            return
        filled = [
            (*row, *(PrintedCell(),) * (across - sum(cell.columns for cell in row))) for row in rows
        ]
        looks = (look for _column, look, _is_open in _columns(table, self.styles))
        widths = [points(look.get("column-width", "")) or 1.0 for look in looks]
        yield PrintedTable(
            tuple(widths) if len(widths) == across else (1.0,) * across, tuple(filled)
        )

    def _paragraph(self, item: Element, form: Form) -> Iterator[PrintedBlock]:
        style = said(item, "style-name")
        page = self.styles.of("paragraph", style).get("master-page-name", "")
        self.masters += [page or "Standard"] if page or not self.masters else []
        gone = any(
            name_of(part) == "hidden-paragraph" and said(part, "is-hidden") != "false"
            for part in item.iter()
        )
        if gone or self.styles.of("paragraph", style).get("display") == "none":
            self.left[LeftBehind.HIDDEN] += 1
            return
        line = _Line(self, style)
        line.read(item, line.around, "")
        yield from line.result(form)

    def picture(self, frame: Element) -> PrintedPicture | None:
        """Return the picture in a frame, cropped to what is seen and drawn anew."""
        image = next((part for part in frame if name_of(part) == "image"), None)
        if image is None:
            return None
        data = self._data(image)
        look = self.styles.of("graphic", said(frame, "style-name"))
        try:
            crop = _crop(look.get("clip", ""), data)
            name = said(image, "href").removeprefix("./")
            shown = None if crop is None else self.drawn.draw(name, data, crop)
        except (PictureUnreadable, ValueError):
            shown = None
        if shown is None or any(look.get(key, usual) != usual for key, usual in _NEUTRAL.items()):
            self.left[LeftBehind.PICTURES] += 1
            return None
        picture, across, down = shown
        width, height = (points(said(frame, side)) for side in ("width", "height"))
        described = next((part for part in frame if name_of(part) == "desc"), None)
        return PrintedPicture(
            picture,
            width or across * 0.75,
            height or down * 0.75,
            "" if described is None else described.text or "",
        )

    def _data(self, image: Element) -> bytes:
        for part in image:
            if name_of(part) == "binary-data":
                try:
                    return base64.b64decode("".join((part.text or "").split()))
                except binascii.Error:
                    return b""
        name = said(image, "href").removeprefix("./")
        if name not in self.archive.namelist():
            return b""
        with self.archive.open(name) as file:
            return file.read(_LARGEST_PICTURE)


def _crop(clip: str, data: bytes) -> Box | None:
    """Return which shares of a picture's sides are cut off; None where nobody can tell."""
    if clip in ("", "auto"):
        return 0.0, 0.0, 0.0, 0.0
    sides = [points(each) for each in re.findall(r"-?[\d.]+[a-z]+", clip)]
    if len(sides) != 4 or None in sides:  # noqa: PLR2004  top right bottom left
        return None
    facts, of_point = picture_facts(io.BytesIO(data)), dots_per_inch(data) / 72
    top, right, bottom, left = (max(side or 0.0, 0.0) * of_point for side in sides)
    return left / facts.width, top / facts.height, right / facts.width, bottom / facts.height


@dataclass(slots=True)
class _Letters:
    """The letters of a line that are seen, with the looks of all that is around them."""

    styles: OdfStyles
    left: Counter[LeftBehind]
    around: Looks
    ground: str | None = "FFFFFF"
    spans: list[Span] = field(default_factory=list)

    def said(self, item: Element) -> str:
        """Return what an element says."""
        self.read(item, self.around, "")
        return "".join(span.text for span in self.spans)

    def read(self, item: Element, looks: Looks, link: str) -> None:
        """Read the letters in an element, and in what it holds."""
        self._add(item.text, looks, link)
        for part in item:
            self._part(part, looks, link)
            self._add(part.tail, looks, link)

    def _part(self, part: Element, looks: Looks, link: str) -> None:
        match name_of(part):
            case "s" | "tab" | "line-break" as blank:
                self._add(_BLANKS[blank], looks, link)
            case name if name in _FIELDS and said(part, "display") != "none":
                has_style = name in ("span", "a")
                named = [("text", said(part, "style-name"))] if has_style else []
                self.read(part, (*looks, *named), said(part, "href") if name == "a" else link)

    def _add(self, text: str | None, looks: Looks, link: str) -> None:
        letters = (text or "").replace(OBJECT, "")
        if letters not in _BLANKS.values():
            letters = re.sub(r"[ \t\r\n]+", " ", letters)
        if not letters:
            return
        if not self.styles.is_seen(*looks, ground=self.ground):
            self.left[LeftBehind.HIDDEN] += 1
            return
        look: dict[str, str] = {}
        for family, name in looks:
            look |= self.styles.of(family, name) if family == "text" else {}
        bold, italic = look.get("font-weight") == "bold", look.get("font-style") == "italic"
        self.spans.append(Span(letters, bold, italic, link))


class _Line(_Letters):
    """A paragraph of a text that is being read, with its notes and what is drawn in it."""

    def __init__(self, reader: _TextReader, style: str) -> None:
        super().__init__(reader.styles, reader.left, (("paragraph", style),), reader.ground)
        self._reader = reader
        self._objects: list[PrintedObject] = []
        self._boxes: list[PrintedBlock] = []

    def result(self, form: Form) -> Iterator[PrintedBlock]:
        """Yield the paragraph, and what stands in its text boxes."""
        paragraph = normal(Paragraph(tuple(self.spans), form))
        if paragraph.text or self._objects:
            yield PrintedParagraph(paragraph, "", tuple(self._objects))
        yield from self._boxes

    def _part(self, part: Element, looks: Looks, link: str) -> None:
        match name_of(part):
            case "note":
                body = next((each for each in part if name_of(each) == "note-body"), None)
                if body is not None:
                    place = len(self._reader.notes)
                    self._put(NoteMark(place))
                    self._reader.notes.append(())
                    self._reader.notes[place] = tuple(self._reader.blocks(body))
            case "frame" | "custom-shape" | "g":
                self.drawing(part)
            case "annotation":
                self.left[LeftBehind.COMMENTS] += 1
            case "hidden-text":
                self.left[LeftBehind.HIDDEN] += 1
            case _:
                super()._part(part, looks, link)

    def drawing(self, item: Element) -> None:
        """Read a picture, a text box, or shapes with words."""
        if _is_hidden(item) or _is_out_of_sight(item):
            self.left[LeftBehind.HIDDEN] += 1
            return
        kinds = {name_of(part) for part in item}
        if "object" in kinds or "object-ole" in kinds:
            self.left[LeftBehind.CHARTS] += 1
            return
        if (picture := self._reader.picture(item)) is not None:
            self._put(picture)
        around = self._reader.ground
        self._reader.ground = self.styles.behind(item, around)
        for part in item:
            if name_of(part) == "text-box":
                self._boxes += self._reader.blocks(part)
            elif name_of(part) in ("frame", "custom-shape", "g"):
                self.drawing(part)
        if name_of(item) == "custom-shape":
            self._boxes += self._reader.blocks(p for p in item if name_of(p) in ("p", "list"))
        self._reader.ground = around

    def _put(self, thing: PrintedObject) -> None:
        self.spans.append(Span(OBJECT))
        self._objects.append(thing)


_NO_SHARE = ("0%", "1%")
_MOVED = re.compile(r"(scale|translate)\s*\(([^)]*)\)")
_LEAST_SCALE = 0.1


def _is_out_of_sight(item: Element) -> bool:
    """Whether a frame is too small to be seen, or beside the page."""
    sizes = [points(said(item, side)) for side in ("width", "height")]
    places = [points(said(item, side)) or 0.0 for side in ("x", "y")]
    if name_of(item) != "g" and any(size is not None and size < SMALL for size in sizes):
        return True
    if any(said(item, side) in _NO_SHARE for side in ("rel-width", "rel-height")):
        return True
    for how, inside in _MOVED.findall(said(item, "transform")):
        for number, length in ((each, points(each)) for each in inside.split()):
            if how == "scale" and abs(float(number)) < _LEAST_SCALE:
                return True
            if how == "translate" and not -WIDEST / 2 < (length or 0.0) < WIDEST:
                return True
    return any(
        place >= WIDEST or place + (size or 0.0) <= -WIDEST / 2
        for place, size in zip(places, sizes, strict=True)
    )


def _is_row_hidden(row: Element, styles: OdfStyles) -> bool:
    height = points(styles.of("table-row", said(row, "style-name")).get("row-height", ""))
    is_low = height is not None and height < SMALL
    return is_low or said(row, "visibility") in ("collapse", "filter")


def _is_hidden(item: Element) -> bool:
    display = said(item, "display")
    return (display in ("none", "false") or said(item, "is-hidden") == "true") or (
        display == "condition" and said(item, "is-hidden") != "false"
    )


def _within(table: Element, kind: str, *, is_open: bool = True) -> Iterator[tuple[Element, bool]]:
    """Yield the rows or columns of a table, and whether the groups that they are in are open."""
    kinds = (f"{kind}s", f"{kind}-group", kind.replace("table", "table-header") + "s")
    for item in table:
        if name_of(item) == kind:
            yield item, is_open
        elif name_of(item) in kinds:
            yield from _within(item, kind, is_open=is_open and said(item, "display") != "false")


def _columns(
    table: Element, styles: OdfStyles
) -> Iterator[tuple[Element, Mapping[str, str], bool]]:
    """Yield each column of a table, its look, and whether the groups that it is in are open."""
    room = LAST_COLUMN
    for item, is_open in _within(table, "table-column"):
        look = styles.of("table-column", said(item, "style-name"))
        times = min(int(said(item, "number-columns-repeated") or 1), room)
        yield from [(item, look, is_open)] * times
        room -= times


# Sheets -----------------------------------------------------------------------------------------


def opendocument_sheets(
    archive: zipfile.ZipFile, left: Counter[LeftBehind], room: Room
) -> Iterator[ShownSheet]:
    """Yield the sheets that are shown. Raises `Unviewable` for more than a copy may have."""
    styles = OdfStyles()
    for _event, _item in _read(archive, "styles.xml", styles):
        pass
    around: list[str] = []
    for event, item in _read(archive, "content.xml", styles):
        if event == "start":
            around.append(name_of(item))
            continue
        around.pop()
        if name_of(item) == "table" and around[-1:] == ["spreadsheet"]:
            looked = styles.of("table", said(item, "style-name"))
            if looked.get("display") == "false" or not _is_own(item):
                left[LeftBehind.HIDDEN] += 1
            else:
                left.update(_drawn_on(item))
                rows = list(_sheet_rows(item, styles, left, room))
                yield ShownSheet(said(item, "name"), trimmed(rows))
            item.clear()


def _is_own(sheet: Element) -> bool:
    """Whether a sheet is neither what was fetched of another file, nor another form of one."""
    is_form = any(name_of(part) == "scenario" for part in sheet)
    return not (is_form or said(sheet, "name").startswith("'file:"))


def _drawn_on(sheet: Element) -> Iterator[LeftBehind]:
    """Yield what is drawn on a sheet and not in its cells."""
    for item in sheet.iter():
        kind, within = name_of(item), {name_of(part) for part in item}
        if kind == "frame" and "object" in within:
            yield LeftBehind.CHARTS
        elif kind == "frame" and "image" in within:
            yield LeftBehind.PICTURES
        elif kind in ("text-box", "control") or (kind in _SHAPES and within & {"p", "list"}):
            yield LeftBehind.DRAWINGS


def _sheet_rows(
    table: Element, styles: OdfStyles, left: Counter[LeftBehind], room: Room
) -> Iterator[list[str]]:
    columns = [_column(*each) for each in _columns(table, styles)]
    rules = list(_rules_of(table))
    number = 1
    for row, is_open in _within(table, "table-row"):
        repeated = int(said(row, "number-rows-repeated") or 1)
        last = number + repeated - 1
        of_row = [each for each in rules if each[0].start <= last and number < each[0].stop]
        number += repeated
        cells = _row_cells(row, columns, styles, left, of_row)
        if not is_open or _is_row_hidden(row, styles):
            left[LeftBehind.HIDDEN] += any(cells)
            continue
        times = repeated if any(cells) else 1
        room.take(times if any(cells) else 0, times * len(cells))
        for _time in range(times):
            yield cells


type _Rule = tuple[range, range, str]
"""Rows (from 1) and columns (from 0), and the style that may stand in the place of theirs."""


def _rules_of(table: Element) -> Iterator[_Rule]:
    """Yield the rules of LibreOffice that color cells, whose elements are not of OpenDocument."""
    for item in table.iter():
        if not str(item.tag).endswith("}conditional-format"):
            continue
        for place in said(item, "target-range-address").split():
            corners = (each.rpartition(".")[2] for each in place.split(":"))
            top, bottom, left, right = range_of(":".join(corners))
            for style in filter(None, (said(part, "apply-style-name") for part in item)):
                yield range(top, bottom + 1), range(left, right + 1), style


def _column(column: Element, look: Mapping[str, str], is_open: bool) -> tuple[float, str]:
    """Return how wide a column is that is shown, 0 for no other, and the style of its cells."""
    width = points(look.get("column-width", ""))
    is_seen = is_open and said(column, "visibility") not in ("collapse", "filter")
    is_seen &= width is None or width >= SMALL
    usual = said(column, "default-cell-style-name")
    return (math.inf if width is None else width) if is_seen else 0.0, usual


def _row_cells(
    row: Element,
    columns: list[tuple[float, str]],
    styles: OdfStyles,
    left: Counter[LeftBehind],
    rules: Iterable[_Rule],
) -> list[str]:
    """Return the cells of a row in the columns that are shown, without empty ones at its end."""
    cells = [each for each in row if name_of(each) in ("table-cell", "covered-table-cell")]
    while cells and not any(cells[-1].itertext()):
        cells.pop()
    place, found = 0, list[tuple[str, float]]()
    for cell in cells:
        times = min(int(said(cell, "number-columns-repeated") or 1), LAST_COLUMN - place)
        left[LeftBehind.FORMULAS] += bool(said(cell, "formula"))
        left[LeftBehind.COMMENTS] += any(name_of(part) == "annotation" for part in cell)
        lines = [part for part in cell if name_of(part) == "p"]
        is_own = name_of(cell) == "table-cell" and _is_own_text(cell, lines, styles)
        for column in range(place, place + times):
            width, usual = columns[column] if column < len(columns) else (math.inf, "")
            usual = said(row, "default-cell-style-name") or usual
            style = ("table-cell", said(cell, "style-name") or usual)
            others = [("table-cell", name) for _rows, across, name in rules if column in across]
            words = ""
            if is_own and width and all(styles.is_seen(style, other) for other in others):
                shown = (_Letters(styles, left, (style,)).said(line) for line in lines)
                words = "\n".join(shown).strip("\n")
            elif any(any(line.itertext()) for line in lines):
                left[LeftBehind.HIDDEN] += 1
            if width:
                found.append((words, width))
        place += times
    for number, ((words, width), (after, _width)) in enumerate(pairwise(found)):
        if after and width < _NARROW_OF_TEXT and len(words) > _MOST_NARROW:
            left[LeftBehind.HIDDEN] += 1
            found[number] = ("", width)
    return [words for words, _width in found]


def _is_own_text(cell: Element, lines: Iterable[Element], styles: OdfStyles) -> bool:
    """Whether programs show the text of a cell, which is not another than its value."""
    text = " ".join(part for line in lines for part in line.itertext())
    kind, value = said(cell, "value-type"), said(cell, "string-value")
    if kind in _VALUES:  # then no word is the text's alone
        return all(word in styles.signs or word in _NAMES for word in _LETTERS.findall(text))
    plain = ("".join(filter(str.isalnum, each)) for each in (text, value or text))
    return kind in ("", "string") and len(set(plain)) == 1
