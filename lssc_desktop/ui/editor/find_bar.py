"""The bars of the editor: one finds and replaces words, one sets where a link leads."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from lssc_desktop.core.text.richtext import LINK_SCHEMES, safe_link
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.competency import replaced_line
from lssc_desktop.ui.base.edit_menu import Search
from lssc_desktop.ui.editor.editor import RichEditor
from lssc_desktop.ui.editor.kept import OBJECT
from lssc_desktop.ui.kit.buttons import plain_button
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add, column, row
from lssc_desktop.ui.kit.pages import ensure_visible, ensure_visible_soon
from lssc_desktop.ui.kit.tokens import Ink, Type

_LONGEST = 100  # characters that are sought when they are selected
_NOT_SOUGHT = frozenset((OBJECT, "\u2028", "\u2029"))  # ends of lines, in Qt's texts


class _Bar(QWidget):
    """A row with a field that Esc closes; the keyboard goes back to the editor."""

    def __init__(self, icons: Icons, editor: RichEditor, name: str) -> None:
        super().__init__()
        self._editor = editor
        self.field = QLineEdit()
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(name)
        self.note = Label(icons.theme, "", Type.CAPTION, Ink.INK2)
        self.row = row((self.field, 2), gap=8)
        self.rows = column(self.row, gap=6, margins=(8, 6, 8, 6), on=self)
        self.setVisible(False)

    def open(self) -> None:
        """Show the row and put the keyboard into its field."""
        self.note.setText("")
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        ensure_visible_soon(self)

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
    """Finds words from the cursor on, and from the start again at the end; replaces them.

    What is found in a link or in something kept of a Word file is shown, and never replaced.
    """

    closed = Signal()
    height_changed = Signal()
    """The text has less room, or more, than before."""

    def __init__(self, icons: Icons, editor: RichEditor) -> None:
        super().__init__(icons, editor, _("Find in this text"))
        self.earlier = plain_button(icons, _("Previous"), small=True)
        self.later = plain_button(icons, _("Next"), small=True)
        self.close_button = plain_button(icons, _("Close"), small=True)
        self.replacement = QLineEdit()
        self.replacement.setAccessibleName(_("Replace with"))
        self.replacement.setPlaceholderText(_("Replace with"))
        self.replace_button = plain_button(icons, _("Replace"), small=True)
        self.replace_all_button = plain_button(icons, _("Replace all"), small=True)
        self.match_case = QCheckBox(_("Match case"))
        self.whole_words = QCheckBox(_("Whole words"))
        self._replacing = (self.replacement, self.replace_button, self.replace_all_button)
        add(self.row, self.earlier, self.later, self.close_button)
        add(
            self.rows,
            row((self.replacement, 1), self.replace_button, self.replace_all_button, gap=8),
            row(self.match_case, self.whole_words, (self.note, 1), gap=16),
        )
        self._show_replacing(shown=False)
        self.field.textEdited.connect(self._find_typed)
        self.field.returnPressed.connect(self.find_next)
        self.later.clicked.connect(self.find_next)
        self.earlier.clicked.connect(self.find_previous)
        self.replacement.returnPressed.connect(self.replace_found)
        self.replace_button.clicked.connect(self.replace_found)
        self.replace_all_button.clicked.connect(self.replace_all)
        self.close_button.clicked.connect(self.close_bar)
        for choice in (self.match_case, self.whole_words):
            choice.toggled.connect(self._find_typed)

    @property
    def editor(self) -> RichEditor:
        """The text in which words are found."""
        return self._editor

    @property
    def is_replacing(self) -> bool:
        """Whether it shows what replaces the words, too."""
        return not self.replacement.isHidden()

    def search(self, act: Search) -> None:
        """Go on in the text for which the bar was opened."""
        self.search_in(self._editor, act)

    def search_in(self, editor: RichEditor, act: Search) -> None:
        """Find words in a text: those that are selected in it, or ask which."""
        if editor is not self._editor:
            self._editor = editor
            self.field.setAccessibleName(_("Find in: {text}").format(text=editor.accessibleName()))
        is_open = self.isVisible()
        if act is Search.NEXT and self.field.text():
            self.find_next()
        elif act is Search.PREVIOUS and self.field.text():
            self.find_previous()
        else:
            selected = editor.textCursor().selectedText()
            if selected and len(selected) <= _LONGEST and not set(selected) & _NOT_SOUGHT:
                self.field.setText(selected)
            can_replace = not editor.isReadOnly()
            self._show_replacing(
                shown=can_replace and (act is Search.REPLACE or (is_open and self.is_replacing))
            )
            self.open()

    @property
    def taken(self) -> int:
        """The pixels of height that it takes from the text."""
        return 0 if self.isHidden() else self.sizeHint().height()

    def open(self) -> None:
        """Show the rows and put the keyboard into the first field."""
        super().open()
        self.height_changed.emit()

    def close_bar(self) -> None:
        """Hide the rows."""
        super().close_bar()
        self.height_changed.emit()
        self.closed.emit()

    def find_next(self) -> None:
        """Select the next place."""
        self._find(QTextDocument.FindFlag(0), QTextCursor.MoveOperation.Start)

    def find_previous(self) -> None:
        """Select the place before."""
        self._find(QTextDocument.FindFlag.FindBackward, QTextCursor.MoveOperation.End)

    def replace_found(self) -> None:
        """Replace what is selected, if it is what is sought, and select the next place."""
        if self._editor.isReadOnly():
            return
        selected, stays = self._editor.textCursor(), False
        if self._is_found(selected):
            stays = not self._editor.replace_words([selected], self.replacement.text())
        self.find_next()
        if stays and not self.note.text():
            self.note.setText(replaced_line(0, 1))

    def replace_all(self) -> None:
        """Replace all places in the text as one step, and say how many they were."""
        words = self.field.text()
        if not words or self._editor.isReadOnly():
            return
        places = list(self._places(words))
        done = self._editor.replace_words(places, self.replacement.text())
        self.note.setText(replaced_line(done, len(places) - done) if places else _absent(words))

    def _show_replacing(self, *, shown: bool) -> None:
        for part in self._replacing:
            part.setVisible(shown)

    def _flags(self) -> QTextDocument.FindFlag:
        flags = QTextDocument.FindFlag(0)
        if self.match_case.isChecked():
            flags |= QTextDocument.FindFlag.FindCaseSensitively
        if self.whole_words.isChecked():
            flags |= QTextDocument.FindFlag.FindWholeWords
        return flags

    def _places(self, words: str) -> Iterator[QTextCursor]:
        """Yield every place of the words, from the start of the text."""
        document = self._editor.document()
        found = document.find(words, 0, self._flags())
        while not found.isNull():
            yield found
            found = document.find(words, found, self._flags())

    def _is_found(self, selected: QTextCursor) -> bool:
        """Whether what is selected is a place of the words."""
        before = QTextCursor(selected)
        before.setPosition(selected.selectionStart())
        found = self._editor.document().find(self.field.text(), before, self._flags())
        return (
            not found.isNull()
            and found.selectionStart() == selected.selectionStart()
            and found.selectionEnd() == selected.selectionEnd()
        )

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
        if not self._editor.find(words, flag | self._flags()):
            before = self._editor.textCursor()
            self._editor.moveCursor(again)
            if not self._editor.find(words, flag | self._flags()):
                self._editor.setTextCursor(before)
                self.note.setText(_absent(words))
                return
        QTimer.singleShot(0, self._scroll_to_found)  # when this row has its place

    def _scroll_to_found(self) -> None:
        self._editor.ensureCursorVisible()  # the rows may have taken room from the text since
        ensure_visible(self._editor.viewport(), self._editor.cursorRect())


class LinkBar(_Bar):
    """Sets where the selected words lead, or takes a link away."""

    def __init__(self, icons: Icons, editor: RichEditor) -> None:
        super().__init__(icons, editor, _("Address, such as https://example.org"))
        self.set = plain_button(icons, _("Set link"), small=True)
        self.take_away = plain_button(icons, _("Remove link"), small=True)
        self.close_button = plain_button(icons, _("Close"), small=True)
        add(self.row, self.set, self.take_away, self.close_button)
        add(self.rows, self.note)  # an error needs the whole width
        self.note.hide()
        self.field.returnPressed.connect(self.set_link)
        self.set.clicked.connect(self.set_link)
        self.take_away.clicked.connect(self.remove_link)
        self.close_button.clicked.connect(self.close_bar)

    def open(self) -> None:
        """Show where the link at the cursor leads now."""
        self.field.setText(self._editor.current_link())
        self.take_away.setEnabled(bool(self._editor.current_link()))
        self.note.hide()
        super().open()

    def set_link(self) -> None:
        """Let the words lead to the address, if a response may lead there."""
        address = completed(self.field.text())
        if not safe_link(address):
            self.note.setText(
                _("A link can go to a web page, an email address, or a phone number.")
            )
            self.note.show()
            return
        self._editor.set_link(address)
        self.close_bar()

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


def _absent(words: str) -> str:
    return _("“{words}” isn’t in this text.").format(words=words)
