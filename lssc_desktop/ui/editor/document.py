"""The document of an editor: a text with its history, what it looks like and where the cursor is.

An editor can show one after the other; each keeps what can be undone in it.
"""

from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor, QTextDocument

from lssc_desktop.core.text.richtext import Form, RichText, normalized
from lssc_desktop.ui.editor.format import EditorReader, ListMarks, Looks, fill, refill
from lssc_desktop.ui.editor.kept import KeptObject, kept_ids
from lssc_desktop.ui.kit.fields import UndoSteps
from lssc_desktop.ui.kit.fonts import Type
from lssc_desktop.ui.kit.theme import Theme

_INDENT = 26
_MARGIN = 4
_TAB = 48  # half an inch, as in Word


class EditorDocument(QTextDocument):
    """A text of paragraphs of `form`, or with Form.BODY of all but introductions.

    `parent` is the editor, so that it lives as long as that whatever is shown.
    """

    def __init__(self, theme: Theme, form: Form, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._form = form
        self._applied: tuple[object, ...] = ()
        self._looks = Looks(self, theme)
        self._reader = EditorReader(self)
        self._object = KeptObject(theme, self)
        self.known: frozenset[str] = frozenset()
        """What is kept in the Word file, by name: all else cannot be written into it."""
        self._steps = UndoSteps(self)
        self._is_new = True
        self.marks = ListMarks(self)
        self.cursor = QTextCursor(self)
        self.setDocumentMargin(_MARGIN)
        self.contentsChanged.connect(self.marks.count_again)
        self.start(RichText())
        self._is_new = True

    def rich_text(self) -> RichText:
        """Return what is written."""
        text = self._reader.read()
        if self._form is Form.BODY:
            return text
        return RichText(
            tuple(
                item if item.kept else replace(item, form=self._form, level=0)
                for item in text.paragraphs
            )
        )

    def start(self, text: RichText) -> None:
        """Contain another text; there is nothing to undo then."""
        fill(self, text, self._form)
        self.clearUndoRedoStacks()
        self.cursor = QTextCursor(self)
        self._is_new = False
        self._steps.end()

    def bring_up_to_date(self, text: RichText) -> None:
        """Contain the text that is on the disk by now; if it is another one, that can be undone."""
        is_other = normalized(text) != self.rich_text()
        lost = self.known - kept_ids(text)
        if self._is_new or (is_other and lost):  # what is lost could be undone, and not be written
            self.start(text)
        elif is_other:
            self._steps.end()
            refill(self, text, self._form)
            self._steps.end()

    def end_step(self) -> None:
        """Let what comes next be undone by itself."""
        self._steps.end()

    def apply_theme(self) -> None:
        """Take the fonts and measures of the theme, unless it has them."""
        font, tokens = self._theme.font(Type.OWN_WORDS), self._theme.tokens
        indent = self._theme.measure(_INDENT)
        if (font, tokens, indent) != self._applied:
            self._applied = (font, tokens, indent)
            self.setDefaultFont(font)
            self.setIndentWidth(indent)
            option = self.defaultTextOption()
            option.setTabStopDistance(self._theme.measure(_TAB))
            self.setDefaultTextOption(option)
            self._looks.rehighlight()
