"""A printout: a page of a window as text in black on white, through the system's dialog.

What a page shows is read from its widgets in reading order: words as words, lists and tables as
such, and what is painted by what it is called.
"""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QMarginsF, QModelIndex, QObject, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QRadioButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTextEdit,
    QWidget,
)

from lssc_desktop.core.files.names import portable_name
from lssc_desktop.core.text.paper import PaperSize
from lssc_desktop.disk.files import write_durably
from lssc_desktop.formats.dates import long_day
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.words import shown_file
from lssc_desktop.ui.base.file_dialogs import ask_target
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.tokens import Tone, Type
from lssc_desktop.values import dataclass

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


_MARGIN = QMarginsF(18, 18, 18, 18)  # millimeters
_SIZE = 10  # points: one to the pixel, as the painter is scaled
_HEAD = 26  # points above the text, and below it, for what stands at each page's ends
_KEY = "print"
_TOP = QModelIndex()
_LINK = re.compile(r"</?a\b[^>]*>")

_HEADINGS = {
    Type.DISPLAY: "h1",
    Type.WELCOME: "h1",
    Type.H1: "h1",
    Type.SET_TITLE: "h1",
    Type.STATEMENT: "h1",
    Type.H2: "h2",
    Type.LEAD: "h2",
}
_STRONG = frozenset(
    {Type.BODY_STRONG, Type.TABLE_STRONG, Type.CAPTION_STRONG, Type.BODY_MEDIUM, Type.TABLE_MEDIUM}
)
_STYLE = """
h1 { font-size: 17px; margin: 0 0 6px 0; }
h2 { font-size: 13px; margin: 12px 0 4px 0; }
h3 { font-size: 11px; margin: 10px 0 3px 0; }
h4 { font-size: 10px; margin: 8px 0 2px 0; }
p { margin: 0 0 4px 0; }
li { margin: 0 0 2px 0; }
th { text-align: left; }
th p { font-weight: normal; }
td, th { padding: 2px 8px 2px 0; }
"""


_PAPERS = {PaperSize.LETTER: QPageSize.PageSizeId.Letter, PaperSize.A4: QPageSize.PageSizeId.A4}


@dataclass(frozen=True, slots=True)
class Printout:
    """A page to print: its name, its content in HTML, and what stands at the ends of each sheet."""

    title: str
    html: str
    left: str
    right: str
    day: date
    paper: PaperSize = PaperSize.LETTER


def ask_where(printout: Printout, window: QWidget, services: Services) -> None:
    """Ask where to print a page, by the dialog of the system, and print it there.

    On a computer without a printer Windows opens no such dialog: the page is saved as a PDF.
    """
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo  # only for who prints

    if sys.platform == "win32" and not QPrinterInfo.availablePrinterNames():
        PageFile(printout, window, services).ask_where()
        return
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(printout.title)
    printer.setPageMargins(_MARGIN, QPageLayout.Unit.Millimeter)
    dialog = QPrintDialog(printer, window)
    dialog.setWindowTitle(_("Print"))
    dialog.accepted.connect(lambda: _print(printout, printer, services.notices))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)


def _print(printout: Printout, printer: "QPrinter", notices: Notices) -> None:
    if not print_out(printout, printer):
        notices.show(
            Message(
                _("The page wasn’t printed. The printer didn’t accept it."),
                _("Your work isn’t changed."),
                _(
                    "Check that the printer is on and connected, or choose another one. Then print "
                    "again."
                ),
            ),
            Tone.WARN,
            key=_KEY,
        )


class PageFile(QObject):
    """A page that is saved as a PDF for the lack of a printer."""

    def __init__(self, printout: Printout, window: QWidget, services: Services) -> None:
        """`window` is what the dialog opens in front of."""
        super().__init__(window)
        self._printout, self._window, self._services = printout, window, services

    def ask_where(self) -> None:
        """Say that there is no printer, and ask for the file."""
        ask_target(
            self._window,
            _("No printer found. Where do you want to save the page as a PDF?"),
            self._save,
            name=portable_name(f"{self._printout.title}.pdf"),
            filters=[_("PDF (*.pdf)")],
        )

    def _save(self, target: Path) -> None:
        self._services.jobs.start(
            Lane.DISK,
            _write,
            target,
            _pdf(self._printout),
            done=self._on_saved,
            failed=self._services.notices.show_error,
        )

    def _on_saved(self, path: Path) -> None:
        self._services.notices.show(
            Message(_("The page is saved as {name}.").format(name=shown_file(path.name))),
            Tone.OK,
            key=_KEY,
        )


def _write(target: Path, pdf: bytes) -> Path:
    write_durably(target, pdf)
    return target


def _pdf(printout: Printout) -> bytes:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(printout.title)
    writer.setPageSize(QPageSize(_PAPERS[printout.paper]))
    writer.setPageMargins(_MARGIN, QPageLayout.Unit.Millimeter)
    print_out(printout, writer)
    return bytes(buffer.data().data())


def print_out(printout: Printout, printer: "QPrinter | QPdfWriter") -> bool:
    """Print a page: black on white whatever the window looks like, each sheet with its number.

    Returns whether the printer took it, or the file could be written.
    """
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultStyleSheet(_STYLE)
    font = QFont("Inter")
    font.setPixelSize(_SIZE)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    document.setDefaultFont(font)
    document.setHtml(f"<body>{_LINK.sub('', printout.html)}</body>")  # nobody follows one on paper
    painter = QPainter()
    if not painter.begin(printer):
        return False
    sheet = printer.pageLayout().paintRectPoints()
    scale = printer.resolution() / 72
    painter.scale(scale, scale)
    room = QRectF(0, _HEAD, sheet.width(), sheet.height() - 2 * _HEAD)
    document.setPageSize(QSizeF(room.width(), room.height()))
    pages = document.pageCount()
    was_taken = True
    for place, number in enumerate(_chosen_pages(printer, pages)):
        if place:
            was_taken = printer.newPage() and was_taken
        _draw_ends(painter, printout, font, QSizeF(sheet.size()), (number + 1, pages))
        painter.save()
        painter.setClipRect(room)
        painter.translate(0, _HEAD - number * room.height())
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = QRectF(0, number * room.height(), room.width(), room.height())
        context.palette = QPalette(Qt.GlobalColor.white)
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText):
            context.palette.setColor(role, QColor(Qt.GlobalColor.black))
        document.documentLayout().draw(painter, context)
        painter.restore()
    return painter.end() and was_taken


def _chosen_pages(printer: "QPrinter | QPdfWriter", pages: int) -> Sequence[int]:
    """Return which pages (from 0) to print, in order, as the dialog was answered.

    Of a range beyond the last page, that page. What a printer cannot do itself is done here.
    """
    if isinstance(printer, QPdfWriter):
        return range(pages)
    first, last = 1, pages
    if printer.printRange() is printer.PrintRange.PageRange:
        first = min(max(printer.fromPage(), 1), pages)
        last = min(max(printer.toPage(), first), pages)
    numbers = list(range(first - 1, last))
    if printer.pageOrder() is printer.PageOrder.LastPageFirst:
        numbers.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        return numbers * copies
    return [number for number in numbers for _copy in range(copies)]


def _draw_ends(
    painter: QPainter, printout: Printout, font: QFont, sheet: QSizeF, page: tuple[int, int]
) -> None:
    """Draw what stands above and below the text: program and page, candidate, day, number."""
    small = QFont(font)
    small.setPixelSize(8)
    painter.setFont(small)
    painter.setPen(QColor("#444444"))
    left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    top = QRectF(0, 0, sheet.width(), 12)
    painter.drawText(top, left, printout.left)
    painter.drawText(top, right, printout.right)
    foot = QRectF(0, sheet.height() - 12, sheet.width(), 12)
    painter.drawText(foot, left, long_day(printout.day))
    number, pages = page
    words = _("Page {page} of {pages}").format(page=number, pages=pages)
    painter.drawText(foot, right, words)


# What a page shows ------------------------------------------------------------------------------


@dataclass(slots=True)
class _Reading:
    """What was read of a page so far."""

    page: QWidget
    parts: list[str] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)


def page_html(page: QWidget) -> str:
    """Return what a page shows, as HTML, in the order in which it is read."""
    reading = _Reading(page)
    _read_widget(page, reading)
    return "\n".join(reading.parts)


def _read_widget(widget: QWidget, reading: _Reading) -> None:
    if id(widget) in reading.seen:
        return
    reading.seen.add(id(widget))
    if widget is not reading.page and not widget.isVisibleTo(reading.page):
        return
    words = _own_words(widget)
    if words is not None:
        reading.parts += [words] if words else []
        return
    for child in _children(widget):
        if isinstance(child, QLayout):
            _read_layout(child, reading)
        else:
            _read_widget(child, reading)


def _children(widget: QWidget) -> Iterator[QWidget | QLayout]:
    """Yield what is inside a widget, in reading order."""
    if isinstance(widget, QScrollArea):
        yield from (each for each in [widget.widget()] if each is not None)
        return
    if isinstance(widget, QStackedWidget):
        yield from (each for each in [widget.currentWidget()] if each is not None)
        return
    if isinstance(widget, QSplitter):
        parts = (widget.widget(at) for at in range(widget.count()))
        yield from (part for part in parts if part is not None)
        return
    layout = widget.layout()
    if layout is not None:
        yield layout
    inside = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    yield from sorted(inside, key=lambda each: (each.y(), each.x()))


def _read_layout(layout: QLayout, reading: _Reading) -> None:
    """Read what is laid out; words beside each other are one line, a grid is a table."""
    if isinstance(layout, QGridLayout):
        _read_grid(layout, reading)
        return
    across = isinstance(layout, QBoxLayout) and layout.direction() in {
        QBoxLayout.Direction.LeftToRight,
        QBoxLayout.Direction.RightToLeft,
    }
    before = len(reading.parts)
    for at in range(layout.count()):
        item = layout.itemAt(at)
        inner = None if item is None else item.layout()
        widget = None if item is None else item.widget()
        if widget is not None:
            _read_widget(widget, reading)
        elif inner is not None:
            _read_layout(inner, reading)
    found = reading.parts[before:]
    if across and len(found) > 1 and all(each.startswith(("<p>", "<b>")) for each in found):
        words = " &nbsp; ".join(each.removeprefix("<p>").removesuffix("</p>") for each in found)
        reading.parts[before:] = [f"<p>{words}</p>"]


def _read_grid(layout: QGridLayout, reading: _Reading) -> None:
    rows: list[list[str]] = []
    for line in range(layout.rowCount()):
        cells = []
        for place in range(layout.columnCount()):
            item = layout.itemAtPosition(line, place)
            inner = _Reading(reading.page, seen=reading.seen)
            widget = None if item is None else item.widget()
            laid = None if item is None else item.layout()
            if widget is not None:
                _read_widget(widget, inner)
            elif laid is not None:
                _read_layout(laid, inner)
            cells.append("".join(inner.parts))
        if any(cells):
            rows.append(cells)
    if rows:
        reading.parts.append(_table([], rows))


def _own_words(widget: QWidget) -> str | None:
    """Return what a widget says itself, "" for nothing; None: ask what is inside it."""
    for kind, read in _READERS:
        if isinstance(widget, kind):
            return read(widget)
    inside = widget.findChildren(QWidget)
    if isinstance(widget, QAbstractButton) and not any(isinstance(each, QLabel) for each in inside):
        is_chosen = widget.isCheckable() and widget.isChecked() and bool(widget.text())
        return f"<p><b>{_plain(widget.text())}</b></p>" if is_chosen else ""
    if not inside and widget.accessibleName():  # it is painted
        return f"<p>{escape(widget.accessibleName())}</p>"
    return None


def _label(label: QLabel) -> str:
    text = label.text()
    if label.textFormat() == Qt.TextFormat.RichText:
        document = QTextDocument()
        document.setHtml(text)
        text = document.toPlainText()
    if not text.strip():
        return ""
    type_ = label.type if isinstance(label, Label) else Type.BODY
    tag = _HEADINGS.get(type_)
    words = escape(text).replace("\n", "<br>")
    if tag is not None:
        return f"<{tag}>{words}</{tag}>"
    return f"<p><b>{words}</b></p>" if type_ in _STRONG else f"<p>{words}</p>"


def _plain(text: str) -> str:
    """Return the words of a button without the mark of its letter."""
    return escape(text.replace("&&", "\0").replace("&", "").replace("\0", "&"))


def _value(widget: QWidget, value: str) -> str:
    name = widget.accessibleName()
    if not value.strip():
        return ""
    return f"<p>{escape(name)}: {escape(value)}</p>" if name else f"<p>{escape(value)}</p>"


def _lines(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())


def _own_document(document: QTextDocument) -> str:
    """Return a text with its headings, lists and tables, without the colors of the window."""
    plain = QTextDocument()
    plain.setMarkdown(document.toMarkdown())
    html = plain.toHtml()
    return html[html.find("<body") :].partition(">")[2].removesuffix("</body></html>")


def _view(view: QAbstractItemView) -> str:
    """Return a list or a table with all its rows, also those that are scrolled out of sight."""
    model = view.model()
    if model is None:
        return ""
    role = Qt.ItemDataRole.DisplayRole
    columns = range(model.columnCount(_TOP))
    rows = [
        [escape(str(model.index(line, place).data(role) or "")) for place in columns]
        for line in range(model.rowCount(_TOP))
    ]
    heads = [
        escape(str(model.headerData(place, Qt.Orientation.Horizontal, role) or ""))
        for place in columns
    ]
    if len(columns) == 1:
        return "<ul>" + "".join(f"<li>{row[0]}</li>" for row in rows if row[0]) + "</ul>"
    return _table(heads, rows)


def _table(heads: list[str], rows: list[list[str]]) -> str:
    head = "".join(f"<th>{each}</th>" for each in heads)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    first = f"<thead><tr>{head}</tr></thead>" if any(heads) else ""
    return f'<table width="100%" cellpadding="3">{first}{body}</table>'


def _choice(button: QAbstractButton) -> str:
    mark = "\u2611" if button.isChecked() else "\u2610"
    return f"<p>{mark} {_plain(button.text())}</p>" if button.text() else ""


_READERS: tuple[tuple[type[QWidget], Callable[[Any], str]], ...] = (
    (IconLabel, lambda _icon: ""),
    (QLabel, _label),
    (QAbstractItemView, _view),
    (QCheckBox, _choice),
    (QRadioButton, _choice),
    (QComboBox, lambda box: _value(box, box.currentText())),
    (QLineEdit, lambda line: _value(line, line.text())),
    (QPlainTextEdit, lambda text: _lines(text.toPlainText())),
    (QTextEdit, lambda text: _own_document(text.document())),
    (QProgressBar, lambda bar: f"<p>{escape(bar.accessibleName())}: {escape(bar.text())}</p>"),
)
"""What each kind of widget says, the special kinds first."""
