"""How much of what was typed one Undo takes back: a sentence, some words, or up to a pause."""

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QTextDocument

_PAUSE = 1000  # milliseconds
_WORDS = 10
_LETTERS = 100  # deleted one by one, or written in very long words
_PARAGRAPH = "\u2029"  # ends one, in Qt's documents
_ENDS = frozenset(".!?…:;")
_CLOSING = frozenset("\"'”’)]»")  # may stand between the end of a sentence and the next one


class UndoSteps(QObject):
    """Ends a step of a document's undo where a person would.

    Qt adds each letter to the step before it as long as the document counts as modified; a
    paragraph that was typed without a stop would go with one press of Ctrl+Z. Nothing else here
    asks whether a document is modified.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._words = self._letters = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.end)
        document.contentsChange.connect(self._note)

    @Slot()
    def end(self) -> None:
        """Let what comes next be another step."""
        self._words = self._letters = 0
        self._document.setModified(False)

    @Slot(int, int, int)
    def _note(self, position: int, removed: int, added: int) -> None:
        if removed == added:  # other looks, if anything
            return
        self._pause.start()
        self._letters += max(removed, added)
        last = self._document.characterAt(position + added - 1) if added else ""
        is_typed = removed + added == 1
        if last == _PARAGRAPH:
            is_over = True
        elif last.isspace():
            self._words += 1
            is_over = self._words >= _WORDS or self._is_end(position + added - 2)
        else:
            is_over = self._letters >= _LETTERS
        if is_over or not is_typed:
            self.end()

    def _is_end(self, position: int) -> bool:
        """Whether a sentence ends with the character at a position."""
        while position >= 0 and self._document.characterAt(position) in _CLOSING:
            position -= 1
        return position >= 0 and self._document.characterAt(position) in _ENDS
