"""The head of the workspace: the set, how far it is, and what is done with it as a whole."""

from gettext import gettext as _

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from lssc_desktop.core.portfolio import Route
from lssc_desktop.core.progress import SetProgress
from lssc_desktop.messages.competency import set_note
from lssc_desktop.messages.set_card import count_line
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.bar import ProgressLine
from lssc_desktop.ui.widgets.buttons import plain_button
from lssc_desktop.ui.widgets.labels import Label

_BAR = 180
_NARROW = 760
_LARGE = 1.5  # times the usual size of text: the buttons go below


class WorkspaceHead(QFrame):
    """Title, route, progress, and the two ways on."""

    check_requested = Signal()
    review_copy_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = icons.theme
        self.title = Label(icons.theme, "", Type.SET_TITLE, wrap=False)
        self._note = Label(icons.theme, "", Type.CAPTION, Ink.INK2)
        self._bar = ProgressLine(icons.theme, _("Ready"))
        self._count = Label(icons.theme, "", Type.CAPTION, Ink.INK2, wrap=False, tabular=True)
        self.review_copy = plain_button(icons, _("Review copy for staff…"), "device-floppy")
        self.check = plain_button(icons, _("Check this set"), "clipboard-check")

        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self.title)
        first.addWidget(self._note, 1, Qt.AlignmentFlag.AlignBottom)
        second = QHBoxLayout()
        second.setSpacing(10)
        second.addWidget(self._bar)
        second.addWidget(self._count)
        second.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addLayout(first)
        words.addLayout(second)
        acts = QHBoxLayout()
        acts.setSpacing(12)
        acts.addWidget(self.review_copy)
        acts.addWidget(self.check)
        acts.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(20, 7, 20, 9)
        self._row.setSpacing(12)
        self._row.addLayout(words, 1)
        self._row.addLayout(acts)

        self.check.clicked.connect(self.check_requested)
        self.review_copy.clicked.connect(self.review_copy_requested)
        icons.theme.changed.connect(self._dress)
        self._dress()

    def show_set(self, item: SetProgress) -> None:
        """Show a set."""
        self.title.setText(item.competency_set.title)
        self._note.setText(set_note(item.competency_set, item.work.route))
        self._count.setText(count_line(item))
        self._bar.setVisible(item.work.route is Route.PORTFOLIO)
        self._bar.set_progress(item.ready, max(item.competencies, 1))
        self._bar.setAccessibleDescription(count_line(item))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below where there is no room beside the title."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _dress(self) -> None:
        self._bar.setFixedWidth(self._theme.measure(_BAR))
        self._fit()

    def _fit(self) -> None:
        large = self._theme.text_scale >= _LARGE or self.width() < _NARROW
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if large else across)
