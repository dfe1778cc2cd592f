"""What texts and sheets of OpenDocument show: the elements that are known, and nothing else.

Not what is hidden by a style, a section, a field or a filter, what was deleted, remarks, values
that aren't shown, cells under a merged one, and headers that are switched off.
"""

import base64
import binascii
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
)
from lssc_desktop.documents.cleaning.opendocument_lists import (
    attribute as _said,
)
from lssc_desktop.documents.cleaning.pixels import Box, DrawnAnew, seen_part
from lssc_desktop.documents.cleaning.workbook_words import (
    Room,
    ShownSheet,
    name_of,
    trimmed,
)
from lssc_desktop.documents.images import PictureUnreadable
from lssc_desktop.documents.office_xml.colors import are_alike
from lssc_desktop.documents.office_xml.ranges import events
from lssc_desktop.values import dataclass

_LARGEST_PART, _LARGEST_PICTURE = 256 << 20, 64 << 20
_POINTS = {"cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pt": 1.0, "pc": 12.0, "px": 0.75}
_LENGTH = re.compile(r"(-?[\d.]+)(cm|mm|in|pt|pc|px)")
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


def _points(said: str) -> float | None:
    found = _LENGTH.fullmatch(said.strip())
    return None if found is None else float(found[1]) * _POINTS[found[2]]


def _shares(said: str) -> list[float]:
    return [float(each) for each in re.findall(r"(-?[\d.]+)%", said)]


def _has_room(look: Mapping[str, str]) -> bool:
    """Whether letters of a look are large enough to be read, and on the page."""
    size, line = _points(look.get("font-size", "")), _points(look.get("line-height", ""))
    if any(each is not None and each < _SMALL for each in (size, line)):
        return False
    places = (_points(look.get(each, "")) or 0.0 for each in ("margin-left", "text-indent"))
    if not all(-_WIDEST / 2 < place < _WIDEST for place in places):
        return False
    raised, *of_raised = _shares(look.get("text-position", "")) or [0.0]
    parts = [*of_raised, *_shares(look.get("text-scale", "")), *_shares(look.get("font-size", ""))]
    if look.get("use-window-font-color") != "true":  # which LibreOffice writes with an opacity of 0
        parts += _shares(look.get("opacity", ""))
    return abs(raised) <= _FAR_SHARE and all(part >= _LEAST_SHARE for part in parts)


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
            self.labels.styles[_said(item, "name") if is_list else OUTLINE] = read_levels(item)
            return
        said: dict[str, str] = {}
        place = (_said(item, "family"), _said(item, "name"))
        for part in item:
            if name_of(part) == "map":
                self.maps.setdefault(place, []).append(_said(part, "apply-style-name"))
                continue
            said |= {key.rpartition("}")[2]: value for key, value in part.attrib.items()}
        master = {"master-page-name": _said(item, "master-page-name")}
        self.known[place] = (_said(item, "parent-style-name"), said | master)

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
    following = {_said(each, "name"): _said(each, "next-style-name") for each in masters}
    used = reader.masters or ["Standard"]
    for name in used:
        used += [after for after in (following.get(name),) if after and after not in used]
    above, below = (
        [
            block
            for master in masters
            if _said(master, "name") in used
            for story in master
            if name_of(story) == kind and _said(story, "display") != "false"
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
                    style = _said(item, "style-name")
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
                    yield from line.result(Form.BODY, 0)
                case "tracked-changes":
                    self.left[LeftBehind.CHANGES] += len(item)

    def _heading(self, item: Element) -> Iterator[PrintedBlock]:
        level = int(_said(item, "outline-level") or 1)
        label = ""
        if not self.in_list and _said(item, "is-list-header") != "true":
            label = self.styles.labels.label(OUTLINE, OUTLINE, level - 1, item)
        for block in self._paragraph(item, _HEADINGS.get(level, Form.HEADING_3)):
            if label and isinstance(block, PrintedParagraph):
                yield replace(block, label=label)
                label = ""
            else:
                yield block

    def _list(self, item: Element, level: int, outer: str, kind: str) -> Iterator[PrintedBlock]:
        style, labels = _said(item, "style-name") or outer, self.styles.labels
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
                look = self.styles.of("table-cell", _said(cell, "style-name"))
                fill = look.get("background-color", "").lstrip("#").upper()
                self.ground = fill if fill not in ("", "TRANSPARENT") else around
                wide = min(max(int(_said(cell, "number-columns-spanned") or 1), 1), 63)
                cells.append(PrintedCell(tuple(self.blocks(cell)), wide))
                self.ground = around
            rows.append(cells)
        across = max((sum(cell.columns for cell in row) for row in rows), default=0)
        if not across or _said(table, "display") == "false":
            return
        filled = [
            (*row, *(PrintedCell(),) * (across - sum(cell.columns for cell in row))) for row in rows
        ]
        widths = list(self._widths(table))
        yield PrintedTable(
            tuple(widths) if len(widths) == across else (1.0,) * across, tuple(filled)
        )

    def _widths(self, table: Element) -> Iterator[float]:
        for item in table.iter():
            if name_of(item) == "table-column":
                look = self.styles.of("table-column", _said(item, "style-name"))
                times = min(int(_said(item, "number-columns-repeated") or 1), _MOST_REPEATED)
                yield from [_points(look.get("column-width", "")) or 1.0] * times

    def _paragraph(self, item: Element, form: Form) -> Iterator[PrintedBlock]:
        style = _said(item, "style-name")
        page = self.styles.of("paragraph", style).get("master-page-name", "")
        self.masters += [page or "Standard"] if page or not self.masters else []
        gone = any(
            name_of(part) == "hidden-paragraph" and _said(part, "is-hidden") != "false"
            for part in item.iter()
        )
        if gone or self.styles.of("paragraph", style).get("display") == "none":
            self.left[LeftBehind.HIDDEN] += 1
            return
        line = _Line(self, style)
        line.read(item, "", "")
        yield from line.result(form, 0)

    def picture(self, frame: Element) -> PrintedPicture | None:
        """Return the picture in a frame, cropped to what is seen and drawn anew."""
        image = next((part for part in frame if name_of(part) == "image"), None)
        if image is None:
            return None
        data = self._data(image)
        look = self.styles.of("graphic", _said(frame, "style-name"))
        try:
            crop = _crop(look.get("clip", ""), data)
            name = _said(image, "href").removeprefix("./")
            shown = None if crop is None else self.drawn.draw(name, data, crop)
        except (PictureUnreadable, ValueError):
            shown = None
        if shown is None or any(look.get(key, usual) != usual for key, usual in _NEUTRAL.items()):
            self.left[LeftBehind.PICTURES] += 1
            return None
        picture, across, down = shown
        width, height = (_points(_said(frame, side)) for side in ("width", "height"))
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
        name = _said(image, "href").removeprefix("./")
        if name not in self.archive.namelist():
            return b""
        with self.archive.open(name) as file:
            return file.read(_LARGEST_PICTURE)


def _crop(clip: str, data: bytes) -> Box | None:
    """Return which shares of a picture's sides are cut off; None where nobody can tell."""
    if clip in ("", "auto"):
        return 0.0, 0.0, 0.0, 0.0
    sides = [_points(each) for each in re.findall(r"-?[\d.]+[a-z]+", clip)]
    whole = seen_part(data, (0.0, 0.0, 0.0, 0.0))
    if len(sides) != 4 or None in sides or whole is None:  # noqa: PLR2004  top right bottom left
        return None
    top, right, bottom, left = (max(side or 0.0, 0.0) for side in sides)
    across, down = (_points_of_picture(data, side) for side in whole[0].size)
    return left / across, top / down, right / across, bottom / down


def _points_of_picture(data: bytes, pixels: int) -> float:
    from lssc_desktop.documents.images import dots_per_inch

    return pixels * 72 / dots_per_inch(data)


class _Line:
    """A paragraph that is being read."""

    def __init__(self, reader: _TextReader, style: str) -> None:
        self._reader, self._style = reader, style
        self._spans: list[Span] = []
        self._objects: list[PrintedObject] = []
        self._boxes: list[PrintedBlock] = []

    def result(self, form: Form, level: int) -> Iterator[PrintedBlock]:
        """Yield the paragraph, and what stands in its text boxes."""
        paragraph = normal(Paragraph(tuple(self._spans), form, level))
        if paragraph.text or self._objects:
            yield PrintedParagraph(paragraph, "", tuple(self._objects))
        yield from self._boxes

    def read(self, item: Element, style: str, link: str) -> None:
        """Read the letters in an element, and in what it holds."""
        self._add(item.text, style, link)
        for part in item:
            self._part(part, style, link)
            self._add(part.tail, style, link)

    def _part(self, part: Element, style: str, link: str) -> None:
        match name_of(part):
            case "s" | "tab" | "line-break" as blank:
                self._add(_BLANKS[blank], style, link)
            case name if name in _FIELDS and _said(part, "display") != "none":
                look = _said(part, "style-name") if name == "span" else ""
                self.read(part, look or style, _said(part, "href") if name == "a" else link)
            case "note":
                body = next((each for each in part if name_of(each) == "note-body"), None)
                if body is not None:
                    self._put(NoteMark(len(self._reader.notes)))
                    self._reader.notes.append(())
                    place = len(self._reader.notes) - 1
                    self._reader.notes[place] = tuple(self._reader.blocks(body))
            case "frame" | "custom-shape" | "g":
                self.drawing(part)
            case "annotation":
                self._reader.left[LeftBehind.COMMENTS] += 1
            case "hidden-text":
                self._reader.left[LeftBehind.HIDDEN] += 1

    def drawing(self, item: Element) -> None:
        """Read a picture, a text box, or shapes with words."""
        if _is_hidden(item) or _is_out_of_sight(item):
            self._reader.left[LeftBehind.HIDDEN] += 1
            return
        kinds = {name_of(part) for part in item}
        if "object" in kinds or "object-ole" in kinds:
            self._reader.left[LeftBehind.CHARTS] += 1
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
        self._spans.append(Span(OBJECT))
        self._objects.append(thing)

    def _add(self, text: str | None, style: str, link: str) -> None:
        said = (
            re.sub(r"[ \t\r\n]+", " ", (text or "").replace(OBJECT, "")) if text != "\t" else "\t"
        )
        if text == "\n":
            said = "\n"
        if not said:
            return
        styles, ground = self._reader.styles, self._reader.ground
        if not styles.is_seen(("paragraph", self._style), ("text", style), ground=ground):
            self._reader.left[LeftBehind.HIDDEN] += 1
            return
        look = styles.of("text", style)
        bold, italic = look.get("font-weight") == "bold", look.get("font-style") == "italic"
        self._spans.append(Span(said, bold, italic, link))


def _is_out_of_sight(item: Element) -> bool:
    """Whether a frame is too small to be seen, or beside the page."""
    sizes = [_points(_said(item, side)) for side in ("width", "height")]
    places = [_points(_said(item, side)) or 0.0 for side in ("x", "y")]
    if name_of(item) != "g" and any(size is not None and size < _SMALL for size in sizes):
        return True
    return any(
        place >= _WIDEST or place + (size or 0.0) <= -_WIDEST / 2
        for place, size in zip(places, sizes, strict=True)
    )


def _is_row_hidden(row: Element, styles: _Styles) -> bool:
    height = _points(styles.of("table-row", _said(row, "style-name")).get("row-height", ""))
    is_low = height is not None and height < _SMALL
    return is_low or _said(row, "visibility") in ("collapse", "filter")


def _is_hidden(item: Element) -> bool:
    display = _said(item, "display")
    return (display in ("none", "false") or _said(item, "is-hidden") == "true") or (
        display == "condition" and _said(item, "is-hidden") != "false"
    )


def _rows_within(table: Element) -> Iterator[Element]:
    for item in table:
        if name_of(item) == "table-row":
            yield item
        elif name_of(item) in ("table-rows", "table-header-rows", "table-row-group"):
            yield from _rows_within(item)


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
            if styles.of("table", _said(item, "style-name")).get("display") == "false":
                left[LeftBehind.HIDDEN] += 1
            else:
                left.update(_drawn_on(item))
                rows = list(_sheet_rows(item, styles, left, room))
                yield ShownSheet(_said(item, "name"), trimmed(rows))
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
    columns = list(_columns(table, styles))
    for row in _rows_within(table):
        cells = list(_row_cells(row, columns, styles, left))
        if _is_row_hidden(row, styles):
            left[LeftBehind.HIDDEN] += any(cells)
            continue
        times = int(_said(row, "number-rows-repeated") or 1) if any(cells) else 1
        room.take(times if any(cells) else 0, times * len(cells))
        for _time in range(times):
            yield cells


def _columns(table: Element, styles: _Styles) -> Iterator[tuple[bool, str]]:
    """Yield of each column whether it is shown, and the style of its cells."""
    for item in table.iter():
        if name_of(item) != "table-column":
            continue
        width = _points(
            styles.of("table-column", _said(item, "style-name")).get("column-width", "")
        )
        is_seen = _said(item, "visibility") not in ("collapse", "filter")
        is_seen &= width is None or width >= _SMALL
        times = min(int(_said(item, "number-columns-repeated") or 1), _MOST_REPEATED)
        yield from [(is_seen, _said(item, "default-cell-style-name"))] * times


def _row_cells(
    row: Element, columns: list[tuple[bool, str]], styles: _Styles, left: Counter[LeftBehind]
) -> Iterator[str]:
    place = 0
    for cell in row:
        kind = name_of(cell)
        if kind not in ("table-cell", "covered-table-cell"):
            continue
        times = min(int(_said(cell, "number-columns-repeated") or 1), _MOST_REPEATED)
        left[LeftBehind.FORMULAS] += bool(_said(cell, "formula"))
        left[LeftBehind.COMMENTS] += any(name_of(part) == "annotation" for part in cell)
        for _time in range(times):
            is_shown, usual = columns[place] if place < len(columns) else (True, "")
            place += 1
            style = ("table-cell", _said(cell, "style-name") or usual)
            lines = [_letters(part, styles, style) for part in cell if name_of(part) == "p"]
            said = "\n".join(lines) if kind == "table-cell" else ""
            seen = is_shown and (not said or styles.is_seen(style))
            left[LeftBehind.HIDDEN] += bool(said) and not seen
            if is_shown:
                yield said if seen else ""


def _letters(item: Element, styles: _Styles, *around: tuple[str, str]) -> str:
    """Return the letters of a line of a cell, with the looks of what is around them."""
    said = item.text or ""
    for part in item:
        look = (*around, ("text", _said(part, "style-name")))
        match name_of(part):
            case "s" | "tab" | "line-break" as blank:
                said += _BLANKS[blank]
            case name if name in _FIELDS and _said(part, "display") != "none":
                said += _letters(part, styles, *look) if styles.is_seen(*look) else ""
        said += part.tail or ""
    return said
