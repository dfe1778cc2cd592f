"""The body of a Word file in reading order, as paragraphs, and what it holds beyond them."""

from xml.etree.ElementTree import Element

from lssc_desktop.core.beyond import Beyond
from lssc_desktop.core.richtext import Form, Paragraph, RichText, is_right_to_left, numbers
from lssc_desktop.store.documents.drawings import chosen
from lssc_desktop.store.documents.line import ADDED, REMOVED, WRAPPERS, LineReader, Setting
from lssc_desktop.store.documents.lists import Place
from lssc_desktop.store.documents.look import paragraph_is_beyond, spacing_is_beyond
from lssc_desktop.store.documents.section import strange_page
from lssc_desktop.store.documents.styles import Properties, children, is_on, value

_CHANGED_TABLE = (
    *("tblPrChange", "tblPrExChange", "tblGridChange", "trPrChange", "tcPrChange"),
    *("cellIns", "cellDel", "cellMerge", "ins", "del"),
)
_WITHIN_TABLE = ("tr", "sdt", "sdtContent", "customXml")
_CHANGED_MARK = (*ADDED, *REMOVED, "rPrChange")


class BodyReader:
    """Walks a body once; `line` knows what it found beyond paragraphs."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._paragraphs: list[Paragraph] = []
        self._places: list[Place | None] = []
        self.line = LineReader(setting)

    def finish(self) -> RichText:
        """Return everything read, and settle what shows only in the whole."""
        self.line.finish()
        text = RichText(tuple(self._paragraphs))
        for place, number in zip(self._places, numbers(text), strict=True):
            if place is not None and not (place.plain and place.number == number):
                self._beyond(Beyond.NUMBERING)
        return text

    def blocks(self, container: Element) -> None:
        """Read everything in a body, a table cell, a text box or a note."""
        for item in container:
            if item.tag in REMOVED or item.tag in ADDED:
                self._beyond(Beyond.TRACKED_CHANGE)
            if item.tag in WRAPPERS or item.tag in ADDED:
                self.blocks(item)
            else:
                self._block(item)

    def _block(self, item: Element) -> None:
        """Read one thing that stands on lines of its own."""
        match item.tag:
            case "p":
                self._paragraph(item)
            case "tbl":
                self._table(item)
            case "sdt":
                self.line.control(item)
                for content in item.findall("sdtContent"):
                    self.blocks(content)
            case "mc.AlternateContent":
                self.blocks(chosen(item))
            case "sectPr":
                self.line.beyond.update(strange_page(item))
            case "altChunk":
                self._beyond(Beyond.EMBEDDED_OBJECT)
            case "m.oMath" | "m.oMathPara":
                self.line.math(item)
                self._end_paragraph(Form.BODY, 0, None)

    def _table(self, table: Element) -> None:
        """Read a table row by row, cell by cell."""
        self._beyond(Beyond.TABLE)
        if any(table.find(f".//{tag}") is not None for tag in _CHANGED_TABLE):
            self._beyond(Beyond.TRACKED_CHANGE)
        self._cells(table)

    def _cells(self, container: Element) -> None:
        """Read every cell in rows, whatever the rows are wrapped in."""
        for item in container:
            if item.tag == "tc":
                self.blocks(item)
            elif item.tag in _WITHIN_TABLE:
                self._cells(item)

    def _paragraph(self, item: Element) -> None:
        """Read one paragraph; where its end was deleted, the next one goes on with it."""
        sheet = self._setting.sheet
        direct = children(item.find("pPr"))
        style = value(direct.get("pStyle"), sheet.default)
        form, plain = sheet.form(style, direct)
        place = self._setting.lists.place(style, direct, sheet)
        self.line.read(item, style, heading=form.is_heading)
        if self._goes_on(direct):
            return
        level = 0
        if place is not None and form is Form.BODY:
            form, level = place.form, place.level
        text = "".join(span.text for span in self.line.spans)
        if not plain or paragraph_is_beyond(form, style, direct, sheet, text):
            self._beyond(Beyond.FORMATTING)
        bidi = direct.get("bidi", sheet.paragraph(style).get("bidi"))
        if is_on(bidi) and text.strip() and not is_right_to_left(text):
            self._beyond(Beyond.FORMATTING)
        if form.is_list and place is not None and not place.stands(direct.get("ind")):
            self._beyond(Beyond.FORMATTING)
        if form.is_heading and place is not None:
            self._beyond(Beyond.NUMBERING)
        if spacing_is_beyond(form, style, direct, sheet):
            self._beyond(Beyond.SPACING)
        self._end_paragraph(form, level, place)

    def _goes_on(self, direct: Properties) -> bool:
        """Whether the end of a paragraph was deleted; note what was changed at it."""
        mark = children(direct.get("rPr"))
        if "pPrChange" in direct or any(tag in mark for tag in _CHANGED_MARK):
            self._beyond(Beyond.TRACKED_CHANGE)
        if "sectPr" in direct:
            self._beyond(Beyond.SECTION)
        return any(tag in mark for tag in REMOVED)

    def _end_paragraph(self, form: Form, level: int, place: Place | None) -> None:
        """Put the paragraph at hand down, and what stands in its text boxes behind it."""
        self._paragraphs.append(Paragraph(tuple(self.line.spans), form, level))
        self._places.append(place)
        boxes = list(self.line.boxes)
        self.line.spans.clear()
        self.line.boxes.clear()
        for box in boxes:
            self.blocks(box)

    def _beyond(self, what: Beyond) -> None:
        """Note something that a response cannot say."""
        self.line.beyond.add(what)
