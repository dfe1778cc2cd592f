"""A text to read, with links that keys and the mouse follow."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent, QMouseEvent, QTextBlock
from PySide6.QtWidgets import QTextEdit, QWidget

from lssc_desktop.values import dataclass

_FOLLOWED = ("https", "http", "mailto")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


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
