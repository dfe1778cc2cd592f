"""The bars of the editor: one finds words, one sets where a link leads."""

from gettext import gettext as _

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from lssc_desktop.core.text.richtext import LINK_SCHEMES, safe_link
from lssc_desktop.ui.editor.editor import RichEditor
from lssc_desktop.ui.kit.buttons import plain_button
from lssc_desktop.ui.kit.fonts import Type
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.pages import ensure_visible, ensure_visible_soon
from lssc_desktop.ui.kit.tokens import Ink


class _Bar(QWidget):
    """A row with a field that Esc closes; the keyboard goes back to the editor."""

    def __init__(self, icons: Icons, editor: RichEditor, name: str) -> None:
        super().__init__()
        self._editor = editor
        self.field = QLineEdit()
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(name)
        self.note = Label(icons.theme, "", Type.CAPTION, Ink.INK2)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(8, 6, 8, 6)
        self.row.setSpacing(8)
        self.row.addWidget(self.field, 2)
        self.setVisible(False)

    def open(self) -> None:
        """Show the row and put the keyboard into its field."""
        self.note.setText("")
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        ensure_visible_soon(self)

    @Slot()
    def close_bar(self) -> None:
        """Hide the row."""
        self.hide()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
            return
        super().keyPressEvent(event)


class FindBar(_Bar):
    """Finds words from the cursor on, and from the start again at the end."""

    def __init__(self, icons: Icons, editor: RichEditor) -> None:
        super().__init__(icons, editor, _("Find in this text"))
        self.earlier = plain_button(icons, _("Previous"), small=True)
        self.later = plain_button(icons, _("Next"), small=True)
        self.close_button = plain_button(icons, _("Close"), small=True)
        self.row.addWidget(self.earlier)
        self.row.addWidget(self.later)
        self.row.addWidget(self.note, 1)
        self.row.addWidget(self.close_button)
        self.field.textEdited.connect(self._find_typed)
        self.field.returnPressed.connect(self.find_next)
        self.later.clicked.connect(self.find_next)
        self.earlier.clicked.connect(self.find_previous)
        self.close_button.clicked.connect(self.close_bar)

    @Slot()
    def find_next(self) -> None:
        """Select the next place."""
        self._find(QTextDocument.FindFlag(0), QTextCursor.MoveOperation.Start)

    @Slot()
    def find_previous(self) -> None:
        """Select the place before."""
        self._find(QTextDocument.FindFlag.FindBackward, QTextCursor.MoveOperation.End)

    @Slot()
    def _find_typed(self) -> None:
        """Select the first place from the last one on, as long as somebody types."""
        cursor = self._editor.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self._editor.setTextCursor(cursor)
        self.find_next()

    def _find(self, flag: QTextDocument.FindFlag, again: QTextCursor.MoveOperation) -> None:
        words = self.field.text()
        self.note.setText("")
        if not words:
            return
        if not self._editor.find(words, flag):
            before = self._editor.textCursor()
            self._editor.moveCursor(again)
            if not self._editor.find(words, flag):
                self._editor.setTextCursor(before)
                self.note.setText(_("“{words}” is not in this text.").format(words=words))
                return
        QTimer.singleShot(0, self._scroll_to_found)  # when this row has its place

    @Slot()
    def _scroll_to_found(self) -> None:
        ensure_visible(self._editor.viewport(), self._editor.cursorRect())


class LinkBar(_Bar):
    """Sets where the selected words lead, or takes a link away."""

    def __init__(self, icons: Icons, editor: RichEditor) -> None:
        super().__init__(icons, editor, _("Address, such as https://example.org"))
        self.set = plain_button(icons, _("Set link"), small=True)
        self.take_away = plain_button(icons, _("Remove link"), small=True)
        self.close_button = plain_button(icons, _("Close"), small=True)
        self.row.addWidget(self.set)
        self.row.addWidget(self.take_away)
        self.row.addWidget(self.note, 1)
        self.row.addWidget(self.close_button)
        self.field.returnPressed.connect(self.set_link)
        self.set.clicked.connect(self.set_link)
        self.take_away.clicked.connect(self.remove_link)
        self.close_button.clicked.connect(self.close_bar)

    def open(self) -> None:
        """Show where the link at the cursor leads now."""
        self.field.setText(self._editor.current_link())
        self.take_away.setEnabled(bool(self._editor.current_link()))
        super().open()

    @Slot()
    def set_link(self) -> None:
        """Let the words lead to the address, if a response may lead there."""
        address = completed(self.field.text())
        if not safe_link(address):
            self.note.setText(
                _("A link leads to a web page, an e-mail address or a telephone number.")
            )
            return
        self._editor.set_link(address)
        self.close_bar()

    @Slot()
    def remove_link(self) -> None:
        """Let the words lead nowhere."""
        self._editor.set_link("")
        self.close_bar()


def completed(address: str) -> str:
    """Return an address with its scheme, for what people leave out."""
    address = address.strip()
    if address.partition(":")[0].lower() in LINK_SCHEMES:
        return address
    if "@" in address and "/" not in address:
        return f"mailto:{address}"
    host = address.partition("/")[0]
    return f"https://{address}" if "." in host and ":" not in host and " " not in address else ""
