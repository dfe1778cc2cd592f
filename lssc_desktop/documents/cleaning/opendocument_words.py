"""What texts and sheets of OpenDocument show: the elements that are known, and nothing else.

Not what is hidden by a style, a section, a field or a filter, what was deleted, remarks, values
that aren't shown, cells under a merged one, and headers that are switched off.
"""

import base64
import binascii
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
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
from lssc_desktop.documents.cleaning.opendocument_lists import (
    OUTLINE,
    ListLabels,
    read_levels,
    said,
)
from lssc_desktop.documents.cleaning.pixels import Box, DrawnAnew
from lssc_desktop.documents.cleaning.workbook_words import (
    Room,
    ShownSheet,
    name_of,
    trimmed,
)
from lssc_desktop.documents.images import PictureUnreadable, dots_per_inch, picture_facts
from lssc_desktop.documents.office_xml.colors import are_alike
from lssc_desktop.documents.office_xml.ranges import events
from lssc_desktop.documents.office_xml.styles import points
from lssc_desktop.values import dataclass

_LARGEST_PART, _LARGEST_PICTURE = 256 << 20, 64 << 20
_SMALL, _WIDEST = 4.0, 1_200.0  # points
_LEAST_SHARE, _FAR_SHARE = 20.0, 100.0  # percent
_NEUTRAL = {
    **dict.fromkeys(("luminance", "contrast", "red", "green", "blue"), "0%"),
    **dict.fromkeys(("gamma", "image-opacity"), "100%"),
    "color-inversion": "false",
    "color-mode": "standard",
}
"""What changes nothing of a picture."""
_MOST_REPEATED = 1_024
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


def _shares(length: str) -> list[float]:
    return [float(each) for each in re.findall(r"(-?[\d.]+)%", length)]


def _has_room(look: Mapping[str, str]) -> bool:
    """Whether letters of a look are large enough to be read, and on the page."""
    size, line = points(look.get("font-size", "")), points(look.get("line-height", ""))
    if any(each is not None and each < _SMALL for each in (size, line)):
        return False
    places = (points(look.get(each, "")) or 0.0 for each in ("margin-left", "text-indent"))
    if not all(-_WIDEST / 2 < place < _WIDEST for place in places):
        return False
    raised, *of_raised = _shares(look.get("text-position", "")) or [0.0]
    parts = [*of_raised, *_shares(look.get("text-scale", "")), *_shares(look.get("font-size", ""))]
    if look.get("use-window-font-color") != "true":  # which LibreOffice writes with an opacity of 0
        parts += _shares(look.get("opacity", ""))
    return abs(raised) <= _FAR_SHARE and all(part >= _LEAST_SHARE for part in parts)


type _Looks = tuple[tuple[str, str], ...]
"""Styles that hold for letters, by family and name, of which the last counts first."""


@dataclass(slots=True)
class _Styles:
    """The styles of a file by family and name, and whether what has one is shown."""

    known: dict[tuple[str, str], tuple[str, dict[str, str]]] = field(default_factory=dict)
    labels: ListLabels = field(default_factory=ListLabels)
    judged: dict[object, bool] = field(default_factory=dict)
    maps: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """The styles that stand in the place of one where some condition holds."""

    def take(self, item: Element) -> None:
        """Keep a style."""
        if name_of(item) in ("list-style", "outline-style"):
            is_list = name_of(item) == "list-style"
            self.labels.styles[said(item, "name") if is_list else OUTLINE] = read_levels(item)
            return
        look: dict[str, str] = {}
        place = (said(item, "family"), said(item, "name"))
        for part in item:
            if name_of(part) == "map":
                self.maps.setdefault(place, []).append(said(part, "apply-style-name"))
                continue
            look |= {key.rpartition("}")[2]: value for key, value in part.attrib.items()}
        master = {"master-page-name": said(item, "master-page-name")}
        self.known[place] = (said(item, "parent-style-name"), look | master)

    def of(self, family: str, name: str) -> Mapping[str, str]:
        """Return what a style and those that it builds on say."""
        found: dict[str, str] = {}
        for _depth in range(20):
            if (family, name) not in self.known:
                break
            name, look = self.known[family, name]
            found = {**look, **found}
        return found

    def is_seen(self, *named: tuple[str, str], ground: str | None = "FFFFFF") -> bool:
        """Whether letters are shown, on a ground whose color may not be known.

        They have the look of several styles (family and name), of which the last counts first, and
        of what may stand in the place of each.
        """
        if (named, ground) in self.judged:
            return self.judged[named, ground]
        looks: list[dict[str, str]] = [{}]
        for family, name in named:
            others = (dict(self.of(family, each)) for each in self.maps.get((family, name), ()))
            own = dict(self.of(family, name))
            looks = [{**look, **own, **more} for look in looks for more in ({}, *others)]
        shown = all(self._shows(look, ground) for look in looks)
        self.judged[named, ground] = shown
        return shown

    @staticmethod
    def _shows(look: Mapping[str, str], ground: str | None) -> bool:
        if look.get("display") in ("none", "false") or not _has_room(look):
            return False
        color = look.get("color", "").lstrip("#").upper()
        own = look.get("background-color", "").lstrip("#").upper()
        behind = own if own not in ("", "TRANSPARENT") else ground
        return not (color and behind and are_alike(color, behind))


def _read(archive: zipfile.ZipFile, part: str, styles: _Styles) -> Iterator[tuple[str, Element]]:
    """Yield the elements of a part, and keep the styles in it."""
    if part not in archive.namelist():
        return
    with archive.open(part) as file:
        for event, item in events(file, _LARGEST_PART):
            if event == "end" and name_of(item) in ("style", "list-style", "outline-style"):
                styles.take(item)
            yield event, item


# Texts ------------------------------------------------------------------------------------------


def read_opendocument(
    archive: zipfile.ZipFile, left: Counter[LeftBehind], drawn: DrawnAnew
) -> PrintedText:
    """Return what a text shows, with the headers and footers of its pages once."""
    styles = _Styles()
    ends = [item for event, item in _read(archive, "styles.xml", styles) if event == "end"]
    masters = [item for item in ends if name_of(item) == "master-page"]
    bodies = [
        item
        for event, item in _read(archive, "content.xml", styles)
        if event == "end" and name_of(item) == "text" and "office" in str(item.tag)
    ]
    reader = _TextReader(archive, styles, left, drawn)
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
    styles: _Styles
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
                    if _is_hidden(item):
                        self.left[LeftBehind.HIDDEN] += 1
                    else:
                        yield from self.blocks(item)
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
                    form = Form.NUMBER if label else Form.BODY
                    if labels.is_bullet(style, level):
                        form = Form.BULLET
                    if block.paragraph.form.is_heading:
                        form = block.paragraph.form
                    listed = replace(block.paragraph, form=form, level=min(level, 8))
                    yield replace(block, paragraph=listed, label=label)
                self.in_list -= 1

    def _table(self, table: Element) -> Iterator[PrintedBlock]:
        rows = []
        for row in _rows_within(table):
            if _is_row_hidden(row, self.styles):
                self.left[LeftBehind.HIDDEN] += 1
                continue
            cells: list[PrintedCell] = []
            for cell in row:
                if name_of(cell) != "table-cell":
                    continue
                around = self.ground
                look = self.styles.of("table-cell", said(cell, "style-name"))
                fill = look.get("background-color", "").lstrip("#").upper()
                self.ground = fill if fill not in ("", "TRANSPARENT") else around
                wide = min(max(int(said(cell, "number-columns-spanned") or 1), 1), 63)
                cells.append(PrintedCell(tuple(self.blocks(cell)), wide))
                self.ground = around
            rows.append(cells)
        across = max((sum(cell.columns for cell in row) for row in rows), default=0)
        if not across or said(table, "display") == "false":
            return
        filled = [
            (*row, *(PrintedCell(),) * (across - sum(cell.columns for cell in row))) for row in rows
        ]
        looks = (look for _column, look in _columns(table, self.styles))
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

    styles: _Styles
    left: Counter[LeftBehind]
    around: _Looks
    ground: str | None = "FFFFFF"
    spans: list[Span] = field(default_factory=list)

    def said(self, item: Element) -> str:
        """Return what an element says."""
        self.read(item, self.around, "")
        return "".join(span.text for span in self.spans)

    def read(self, item: Element, looks: _Looks, link: str) -> None:
        """Read the letters in an element, and in what it holds."""
        self._add(item.text, looks, link)
        for part in item:
            self._part(part, looks, link)
            self._add(part.tail, looks, link)

    def _part(self, part: Element, looks: _Looks, link: str) -> None:
        match name_of(part):
            case "s" | "tab" | "line-break" as blank:
                self._add(_BLANKS[blank], looks, link)
            case name if name in _FIELDS and said(part, "display") != "none":
                named = [("text", said(part, "style-name"))] if name == "span" else []
                self.read(part, (*looks, *named), said(part, "href") if name == "a" else link)

    def _add(self, text: str | None, looks: _Looks, link: str) -> None:
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

    def _part(self, part: Element, looks: _Looks, link: str) -> None:
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
        around, self._reader.ground = self._reader.ground, None
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


def _is_out_of_sight(item: Element) -> bool:
    """Whether a frame is too small to be seen, or beside the page."""
    sizes = [points(said(item, side)) for side in ("width", "height")]
    places = [points(said(item, side)) or 0.0 for side in ("x", "y")]
    if name_of(item) != "g" and any(size is not None and size < _SMALL for size in sizes):
        return True
    return any(
        place >= _WIDEST or place + (size or 0.0) <= -_WIDEST / 2
        for place, size in zip(places, sizes, strict=True)
    )


def _is_row_hidden(row: Element, styles: _Styles) -> bool:
    height = points(styles.of("table-row", said(row, "style-name")).get("row-height", ""))
    is_low = height is not None and height < _SMALL
    return is_low or said(row, "visibility") in ("collapse", "filter")


def _is_hidden(item: Element) -> bool:
    display = said(item, "display")
    return (display in ("none", "false") or said(item, "is-hidden") == "true") or (
        display == "condition" and said(item, "is-hidden") != "false"
    )


def _rows_within(table: Element) -> Iterator[Element]:
    for item in table:
        if name_of(item) == "table-row":
            yield item
        elif name_of(item) in ("table-rows", "table-header-rows", "table-row-group"):
            yield from _rows_within(item)


def _columns(table: Element, styles: _Styles) -> Iterator[tuple[Element, Mapping[str, str]]]:
    """Yield each column of a table, and its look."""
    for item in table.iter():
        if name_of(item) == "table-column":
            look = styles.of("table-column", said(item, "style-name"))
            times = min(int(said(item, "number-columns-repeated") or 1), _MOST_REPEATED)
            yield from [(item, look)] * times


# Sheets -----------------------------------------------------------------------------------------


def opendocument_sheets(
    archive: zipfile.ZipFile, left: Counter[LeftBehind], room: Room
) -> Iterator[ShownSheet]:
    """Yield the sheets that are shown. Raises `Unviewable` for more than a copy may have."""
    styles = _Styles()
    for _event, _item in _read(archive, "styles.xml", styles):
        pass
    depth = 0
    for event, item in _read(archive, "content.xml", styles):
        if name_of(item) != "table":
            continue
        depth += 1 if event == "start" else -1
        if event == "end" and depth == 0:
            if styles.of("table", said(item, "style-name")).get("display") == "false":
                left[LeftBehind.HIDDEN] += 1
            else:
                left.update(_drawn_on(item))
                rows = list(_sheet_rows(item, styles, left, room))
                yield ShownSheet(said(item, "name"), trimmed(rows))
            item.clear()


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
    table: Element, styles: _Styles, left: Counter[LeftBehind], room: Room
) -> Iterator[list[str]]:
    columns = [_is_column_seen(*each) for each in _columns(table, styles)]
    for row in _rows_within(table):
        cells = list(_row_cells(row, columns, styles, left))
        if _is_row_hidden(row, styles):
            left[LeftBehind.HIDDEN] += any(cells)
            continue
        times = int(said(row, "number-rows-repeated") or 1) if any(cells) else 1
        room.take(times if any(cells) else 0, times * len(cells))
        for _time in range(times):
            yield cells


def _is_column_seen(column: Element, look: Mapping[str, str]) -> tuple[bool, str]:
    """Return whether a column is shown, and the style of its cells."""
    width = points(look.get("column-width", ""))
    is_seen = said(column, "visibility") not in ("collapse", "filter")
    is_seen &= width is None or width >= _SMALL
    return is_seen, said(column, "default-cell-style-name")


def _row_cells(
    row: Element, columns: list[tuple[bool, str]], styles: _Styles, left: Counter[LeftBehind]
) -> Iterator[str]:
    place = 0
    for cell in row:
        kind = name_of(cell)
        if kind not in ("table-cell", "covered-table-cell"):
            continue
        times = min(int(said(cell, "number-columns-repeated") or 1), _MOST_REPEATED)
        left[LeftBehind.FORMULAS] += bool(said(cell, "formula"))
        left[LeftBehind.COMMENTS] += any(name_of(part) == "annotation" for part in cell)
        lines = [part for part in cell if name_of(part) == "p" and kind == "table-cell"]
        for _time in range(times):
            is_shown, usual = columns[place] if place < len(columns) else (True, "")
            place += 1
            if is_shown:
                style = ("table-cell", said(cell, "style-name") or usual)
                shown = (_Letters(styles, left, (style,)).said(line) for line in lines)
                yield "\n".join(shown).strip("\n")
            else:
                left[LeftBehind.HIDDEN] += any(any(line.itertext()) for line in lines)
