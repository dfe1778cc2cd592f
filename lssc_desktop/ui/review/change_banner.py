"""What changed since the copy that was reviewed before: in one line, and on wish in words."""

from collections.abc import Sequence
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Ink, Tone
from lssc_desktop.ui.widgets.buttons import link_button, plain_button
from lssc_desktop.ui.widgets.flow import FlowLayout
from lssc_desktop.ui.widgets.labels import IconLabel, Label

_MOST_LINES = 60
_ICON = 18
_GAP = 10


class ChangeBanner(QFrame):
    """Says how much changed; the marks in the text can be hidden, the changes listed in words."""

    marks_toggled = Signal(bool)
    """Whether the changes are to be marked in the text."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        self.marks_shown = True
        self.setProperty("box", Tone.NOTE.value)
        self.line = Label(theme, "", Type.BODY)
        self.words = Label(theme, "", Type.TABLE)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.hide()
        self.in_words = link_button(icons, _("In words"))
        self.hide_marks = plain_button(icons, _("Hide changes"), "eye-off", small=True)

        buttons = FlowLayout(spacing=8)
        buttons.addWidget(self.in_words)
        buttons.addWidget(self.hide_marks)
        top = QHBoxLayout()
        top.setSpacing(_GAP)
        top.addWidget(IconLabel(icons, "pencil", Ink.NOTE, _ICON))
        top.addWidget(self.line, 1)
        top.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 8, 6)
        column.setSpacing(6)
        column.addLayout(top)
        self._beside = QHBoxLayout()
        self._beside.addWidget(self.words)
        column.addLayout(self._beside)
        self._theme = theme
        theme.changed.connect(self._measure)
        self._measure()
        self.in_words.clicked.connect(self._toggle_words)
        self.hide_marks.clicked.connect(self._toggle_marks)

    def show_changes(self, head: str, line: str, lines: Sequence[str]) -> None:
        """Show what changed in another text."""
        self.line.set_led_text(head, line)
        more = len(lines) - _MOST_LINES
        shown = list(lines[:_MOST_LINES])
        if more > 0:
            shown.append(_("And {count} more.").format(count=more))
        self.words.setText("\n".join(shown))
        self.in_words.setVisible(bool(lines))
        self.words.setVisible(bool(lines) and self.words.isVisibleTo(self))

    @Slot()
    def _measure(self) -> None:
        """Let the list begin under the words above, not under the pencil, which grows with them."""
        self._beside.setContentsMargins(self._theme.measure(_ICON) + _GAP, 0, 0, 0)

    @Slot()
    def _toggle_words(self) -> None:
        shown = self.words.isHidden()
        self.words.setVisible(shown)
        self.in_words.setText(_("Hide the words") if shown else _("In words"))

    @Slot()
    def _toggle_marks(self) -> None:
        self.marks_shown = not self.marks_shown
        self.hide_marks.setText(_("Hide changes") if self.marks_shown else _("Show changes"))
        self.hide_marks.set_icon_name("eye-off" if self.marks_shown else "eye")
        self.marks_toggled.emit(self.marks_shown)
