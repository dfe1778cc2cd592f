"""The button that names what is shown of a set where its list has no room beside the text."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from lssc_desktop.ui.kit.buttons import Button
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.speech import Speech, speak_as
from lssc_desktop.ui.kit.tokens import Ink, Type

_LEAST = 110  # pixels of the button; with less nobody knows which competency it names


class ListButton(Button):
    """Names what is shown of the set, cut where there is no room; it opens the list."""

    def __init__(self, icons: Icons) -> None:
        super().__init__(icons, "", "chevron-down", ink=Ink.ACCENT, type_=Type.TABLE_STRONG)
        self.setProperty("small", "true")
        self.put_icon_last()
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        speak_as(self, Speech.MENU)

    def say(self, words: str) -> None:
        """Name what is shown."""
        self._words = words
        self.setAccessibleName(words)
        self._cut()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the room of all its words."""
        hint = super().sizeHint()
        return QSize(self._width_of(self._words) + self._around, hint.height())

    def minimumSizeHint(self) -> QSize:
        """Return the room of the first of its words."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), self._icons.theme.measure(_LEAST)), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words to the new width."""
        super().resizeEvent(event)
        self._cut()

    @property
    def _around(self) -> int:
        """The room that the style needs beside the words."""
        return super().sizeHint().width() - self._width_of(self.text())

    def _width_of(self, words: str) -> int:
        return self.fontMetrics().size(int(Qt.TextFlag.TextShowMnemonic), words).width()

    def _cut(self) -> None:
        room = self.width() - self._around
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(shown)
        self.setToolTip(self._words if shown != self._words else "")
