"""How much room words need: measured once, because rows are drawn and laid out again and again."""

from PySide6.QtCore import QObject, QRect, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics

from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.theme import Theme

_MOST = 2000  # measures that are kept; a pane that is drawn wider asks for all of its words anew
_VERY_HIGH = 10_000


class WordSizes(QObject):
    """Measures words in the fonts of the theme that is in force."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._wrapped: dict[tuple[str, Type, int], QSize] = {}
        self._lines: dict[tuple[str, Type, bool], QSize] = {}
        theme.changed.connect(self._forget)

    def wrapped(self, words: str, type_: Type, width: int) -> QSize:
        """Return the size of words that go on in the next line where `width` ends."""
        key = words, type_, width
        if key not in self._wrapped:
            if len(self._wrapped) >= _MOST:
                self._wrapped.clear()
            room = QRect(0, 0, width, _VERY_HIGH)
            metrics = QFontMetrics(self._theme.font(type_))
            box = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap.value, words)
            self._wrapped[key] = box.size()
        return QSize(self._wrapped[key])

    def line(self, words: str, type_: Type, *, tabular: bool = False) -> QSize:
        """Return how far words reach in one line, and the height of the line."""
        key = words, type_, tabular
        if key not in self._lines:
            if len(self._lines) >= _MOST:
                self._lines.clear()
            metrics = QFontMetrics(self._theme.font(type_, tabular=tabular))
            self._lines[key] = QSize(metrics.horizontalAdvance(words), metrics.height())
        return QSize(self._lines[key])

    @Slot()
    def _forget(self) -> None:
        self._wrapped.clear()
        self._lines.clear()
