"""The document of an editor: a text with its history, what it looks like and where the cursor is.

An editor can show one after the other; each keeps what can be undone in it.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor, QTextDocument

from lssc_desktop.core.text.richtext import (
    Form,
    KeptContent,
    NewContent,
    RichText,
    new_content,
    normalized,
    with_kept,
    with_new_content,
)
from lssc_desktop.ui.editor.format import EditorReader, ListMarks, Looks, fill, refill
from lssc_desktop.ui.editor.kept import KeptObject, is_kept, kept_ids
from lssc_desktop.ui.kit.fields import UndoSteps
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import Type

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
        self._new: dict[str, NewContent] = {}
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
        text = with_new_content(self._reader.read(), self._new)
        if self._form is Form.BODY:
            return text
        return RichText(
            tuple(
                item if item.kept else replace(item, form=self._form, level=0)
                for item in text.paragraphs
            )
        )

    def hold(self, text: RichText) -> None:
        """Know the tables and pictures that a text brings, which can be written into the file.

        They stay known as long as the history does: what is undone may be done again.
        """
        new = new_content(text)
        if new:
            self._new |= new
            self.known |= frozenset(new)

    def with_own_names(self, text: RichText, taken: frozenset[str]) -> RichText:
        """Return a text in which nothing new has one of the names that are taken here."""

        def named(kept: KeptContent) -> KeptContent:
            if kept.new is None or kept.id not in taken:
                return kept
            first = kept.id.partition(".")[0]
            free = (f"{first}.{number}" for number in count(2))
            return replace(kept, id=next(each for each in free if each not in taken))

        return with_kept(text, named)

    def start(self, text: RichText) -> None:
        """Contain another text; there is nothing to undo then."""
        self.hold(text)
        fill(self, text, self._form)
        self.clearUndoRedoStacks()
        self.cursor = QTextCursor(self)
        self._is_new = False
        self._steps.end()

    def bring_up_to_date(self, text: RichText) -> None:
        """Contain the text that is on the disk by now; if it is another one, that can be undone."""
        self.hold(text)
        is_other = normalized(text) != self.rich_text()
        lost = self.known - kept_ids(text)
        if self._is_new or (is_other and lost):  # what is lost could be undone, and not be written
            self.start(text)
        elif is_other:
            self._steps.end()
            refill(self, text, self._form)
            self._steps.end()

    def replace_words(self, places: Sequence[QTextCursor], words: str) -> int:
        """Write words in place of each selection, as one step of undo; return how many it were.

        They look as the first character that they replace. A link, and what is kept of a Word
        file, stays as it is.
        """
        replaced = [place for place in places if not _is_link_or_kept(place)]
        self._steps.end()
        one = QTextCursor(self)
        one.beginEditBlock()
        for place in reversed(replaced):  # those before stay where they are
            one.setPosition(place.selectionStart() + 1)
            look = one.charFormat()
            one.setPosition(place.selectionStart())
            one.setPosition(place.selectionEnd(), QTextCursor.MoveMode.KeepAnchor)
            one.insertText(words, look)
        one.endEditBlock()
        self._steps.end()
        return len(replaced)

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


def _is_link_or_kept(selected: QTextCursor) -> bool:
    """Whether a character that is selected is of a link, or stands for something kept."""
    each = QTextCursor(selected)
    for position in range(selected.selectionStart() + 1, selected.selectionEnd() + 1):
        each.setPosition(position)
        look = each.charFormat()
        if look.isAnchor() or is_kept(look):
            return True
    return False
