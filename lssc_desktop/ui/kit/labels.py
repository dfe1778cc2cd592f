"""Labels, icons beside words, lines that show one value, and hints: the words on a page.

They wrap, they are never cut off, and they follow the theme.
"""

from collections.abc import Iterator

from PySide6 import QtGui
from PySide6.QtCore import QRect, Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
)
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionFrame,
    QTextEdit,
    QWidget,
)

from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.layout import row
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import Ink, Type
from lssc_desktop.values import dataclass

_FOLLOWED = ("https", "http", "mailto")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_QTS_MARGIN = 2  # that Qt keeps free on both sides of the text of a line


class Label(QLabel):
    """A text in one step of the type scale and one ink.

    What is shown is never read as HTML, whoever wrote it.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        type_: Type = Type.BODY,
        ink: Ink = Ink.INK,
        *,
        wrap: bool = True,
        tabular: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._type = type_
        self._tabular = tabular
        self.setProperty("ink", ink.value)
        self.setWordWrap(wrap)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self._apply_theme()
        self.setText(text)
        theme.changed.connect(self._apply_theme)

    @property
    def type(self) -> Type:
        """Its step of the type scale."""
        return self._type

    def set_ink(self, ink: Ink) -> None:
        """Show the text in another ink."""
        set_style_property(self, "ink", ink.value)

    def set_plain_text(self, text: str) -> None:
        """Show another text, also after one that began with strong words."""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName("")
        self.setText(text)

    def set_led_text(self, lead: str, text: str) -> None:
        """Show a text that begins with strong words."""
        from html import escape  # a start has no use for it

        self.setTextFormat(Qt.TextFormat.RichText)
        strong = f'<span style="font-weight: 600">{escape(lead)}</span>'
        self.setText(f"{strong} {escape(text)}")
        self.setAccessibleName(f"{lead} {text}")

    def _apply_theme(self) -> None:
        self.setFont(self._theme.font(self._type, tabular=self._tabular))


class IconLabel(QLabel):
    """An icon beside words that say the same; a screen reader passes it over."""

    def __init__(
        self,
        icons: Icons,
        name: IconName,
        color: str = Ink.INK2,
        size: int = 18,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._name = name
        self._color = color
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._apply_theme()
        icons.theme.changed.connect(self._apply_theme)

    def set_icon(self, name: IconName, color: str | None = None) -> None:
        """Show another icon, in the same color unless another is given."""
        self._name = name
        self._color = self._color if color is None else color
        self._apply_theme()

    def _apply_theme(self) -> None:
        self.setPixmap(self._icons.pixmap(self._name, self._color, self._size))


def icon_with_words(
    icons: Icons,
    name: IconName,
    label: Label,
    color: str = Ink.INK2,
    size: int = 16,
) -> QWidget:
    """Return an icon and its words side by side, as in the status bar."""
    pair = QWidget()
    icon = IconLabel(icons, name, color, size)
    row((icon, Qt.AlignmentFlag.AlignTop), (label, 1), gap=6, on=pair)
    return pair


class ValueLine(QLineEdit):
    """A line that shows one value, which can be selected and copied.

    A value that is longer than the line ends with an ellipsis. With the keyboard in it, it is a
    line as any other, and shows the part at the cursor.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCursorPosition(0)
        self.textChanged.connect(self._set_tooltip)

    @property
    def is_cut(self) -> bool:
        """Whether the value is longer than the line."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self._text_rect().width()

    @property
    def shown(self) -> str:
        """The value as far as it is shown without the keyboard."""
        elided = Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(self.text(), elided, self._text_rect().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show in a tooltip what is cut off."""
        super().resizeEvent(event)
        self._set_tooltip()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, with an ellipsis where it is cut."""
        if self.hasFocus() or not self.is_cut:
            super().paintEvent(event)
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        painter.setPen(self.palette().text().color())
        painter.drawText(self._text_rect(), Qt.AlignmentFlag.AlignVCenter, self.shown)
        painter.end()

    def _text_rect(self) -> QRect:
        """Return the room of the text."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        element = QStyle.SubElement.SE_LineEditContents
        room = self.style().subElementRect(element, option, self)
        return room.adjusted(_QTS_MARGIN, 0, -_QTS_MARGIN, 0)

    def _set_tooltip(self) -> None:
        self.setToolTip(self.text() if self.is_cut else "")


def set_style_property(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet goes by, and draw the widget again if it changed."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def plain_hint(text: str) -> str:
    """Return a tooltip that shows a text as it stands: Qt would take some file names for HTML."""
    if not QtGui.Qt.mightBeRichText(text):
        return text
    from html import escape  # a start has no use for it

    return f"<qt>{escape(text)}</qt>"


# Text with links --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Link:
    begin: int
    end: int
    address: str


class LinkedText(QTextEdit):
    """A text that is only read; Tab goes from link to link, and Enter follows one.

    A link that has the keyboard is selected, so a screen reader reads it. A `QTextBrowser` is a
    label for it, and says nothing of its links.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        by_keys = Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction | by_keys)
        self.setProperty("look", "bare")

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Select the next link, or the one before; after the last one leave the text."""
        cursor = self.textCursor()
        links = list(self._links())
        if forward:
            beyond = [each for each in links if each.begin >= cursor.selectionEnd()]
        else:
            beyond = [each for each in links[::-1] if each.end <= cursor.selectionStart()]
        if not beyond:
            return super().focusNextPrevChild(forward)
        self._select(beyond[0])
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow the link at the cursor by Enter."""
        address = self._address_at_cursor()
        if event.key() in _ENTER and address:
            _follow(address)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show by the pointer where a link is."""
        super().mouseMoveEvent(event)
        is_link = bool(self.anchorAt(event.position().toPoint()))
        shape = Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow the link that is clicked."""
        address = self.anchorAt(event.position().toPoint())
        is_drag = self.textCursor().hasSelection()
        super().mouseReleaseEvent(event)
        if address and not is_drag:
            _follow(address)

    def _select(self, link: _Link) -> None:
        cursor = self.textCursor()
        cursor.setPosition(link.begin)
        cursor.setPosition(link.end, cursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _address_at_cursor(self) -> str:
        begin, end = self.textCursor().selectionStart(), self.textCursor().selectionEnd()
        found = (each for each in self._links() if each.begin <= begin and end <= each.end)
        return next((each.address for each in found), "")

    def _links(self) -> Iterator[_Link]:
        """Yield all links of the text, in their order."""
        block = self.document().begin()
        while block.isValid():
            yield from _links_in(block)
            block = block.next()


def _links_in(block: QTextBlock) -> Iterator[_Link]:
    """Yield the links of a block; one may have words of several forms."""
    last: _Link | None = None
    at = block.begin()
    while not at.atEnd():
        piece = at.fragment()
        at += 1
        address = piece.charFormat().anchorHref()
        if last is not None and address == last.address and last.end == piece.position():
            last = _Link(last.begin, piece.position() + piece.length(), address)
            continue
        if last is not None:
            yield last
        end = piece.position() + piece.length()
        last = _Link(piece.position(), end, address) if address else None
    if last is not None:
        yield last


def _follow(address: str) -> None:
    """Open an address in the browser, or for a message; nothing else, from whom the text may be."""
    url = QUrl(address)
    if url.scheme() in _FOLLOWED:
        QDesktopServices.openUrl(url)
