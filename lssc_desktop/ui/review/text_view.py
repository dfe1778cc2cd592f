"""A text of the candidate as a reviewer reads it: in its own type, with marks, never edited."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from lssc_desktop.core.richtext import Form, RichText
from lssc_desktop.ui.review.parts import Passage, Stretch
from lssc_desktop.ui.theme import Theme
from lssc_desktop.ui.tokens import Tone
from lssc_desktop.ui.widgets.editor import RichEditor

_SEPARATOR = "\u2029"  # between paragraphs, where `richtext.plain` has a newline
_LINE_BREAK = "\u2028"


class TextView(RichEditor):
    """As high as its text, so that the page around it scrolls; places count as Qt does."""

    passage_changed = Signal()
    """Something else is selected, or nothing any more."""
    reached = Signal(object)
    """The `QRect` of the keyboard's place, in this widget."""

    def __init__(
        self, theme: Theme, name: str, form: Form = Form.BODY, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name, form, parent=parent)
        self._ink = theme
        self._stretches: tuple[Stretch, ...] = ()
        self.setProperty("look", "reading")
        self.document().setDocumentMargin(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.selectionChanged.connect(self.passage_changed)
        self.cursorPositionChanged.connect(self._tell_place)
        theme.changed.connect(self._mark)
        self._fit()

    def show_text(self, text: RichText, stretches: Sequence[Stretch] = ()) -> None:
        """Show a text with its marks."""
        self.set_rich_text(text)
        self.mark(stretches)

    def mark(self, stretches: Sequence[Stretch]) -> None:
        """Mark other stretches of the same text."""
        self._stretches = tuple(stretches)
        self._mark()

    @property
    def passage(self) -> Passage | None:
        """What is selected, None where nothing is."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        text = cursor.selectedText().replace(_SEPARATOR, "\n").replace(_LINE_BREAK, "\n")
        return Passage(cursor.selectionStart(), text) if text.strip() else None

    def select(self, start: int, end: int) -> None:
        """Select a stretch and bring it into view."""
        self.setTextCursor(_cursor(self.document(), start, end))
        self.reached.emit(self.cursorRect())

    @Slot()
    def _mark(self) -> None:
        self.set_marks("review", [self._selection(stretch) for stretch in self._stretches])

    def _selection(self, stretch: Stretch) -> QTextEdit.ExtraSelection:
        colors = self._ink.tokens.tone(Tone.NOTE)
        marked = QTextEdit.ExtraSelection()
        marked.cursor = _cursor(self.document(), stretch.start, stretch.end)
        look = QTextCharFormat()
        look.setBackground(QColor(colors.bg))
        if stretch.changed:
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            look.setUnderlineColor(QColor(colors.fg))
        marked.format = look
        return marked

    @Slot()
    def _tell_place(self) -> None:
        if self.hasFocus():
            self.reached.emit(QRect(self.cursorRect()))

    @Slot()
    def _fit(self) -> None:
        frame = self.height() - self.viewport().height()
        self.setFixedHeight(round(self.document().size().height()) + max(frame, 0) + 2)


def _cursor(document: QTextDocument, start: int, end: int) -> QTextCursor:
    """Return a cursor over a stretch; what lies past the end ends there."""
    last = max(document.characterCount() - 1, 0)
    cursor = QTextCursor(document)
    cursor.setPosition(min(start, last))
    cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
    return cursor
