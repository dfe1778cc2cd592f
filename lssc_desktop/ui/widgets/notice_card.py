"""One notice that stays until the person dealt with it."""

from gettext import gettext as _
from gettext import ngettext
from math import ceil

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from lssc_desktop.ui.icon_names import IconName
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.notices import Notice
from lssc_desktop.ui.tokens import Tone
from lssc_desktop.ui.widgets.buttons import plain_button
from lssc_desktop.ui.widgets.callout import Callout

_LINES = 6  # of a long notice or a report, before the person asks for more
_LINES_OPEN = 12
_LEAST_LINES = 3
_FIELD_EDGE = 9  # the style sheet's border and padding
_FIELD_GAP = 8  # room for the ring


class NoticeCard(Callout):
    """Says what happened, and has a button for what can be done and one to close it.

    Of many lines it shows the first; the rest scroll inside it, so that its buttons stay in sight.
    """

    dismissed = Signal(object)
    action_chosen = Signal(str)
    resized = Signal()
    """It shows more than before."""

    def __init__(self, icons: Icons, notice: Notice, parent: QWidget | None = None) -> None:
        message = notice.message
        below = " ".join(part for part in (message.meaning, message.advice) if part)
        super().__init__(
            icons,
            below,
            notice.tone,
            icon=_icon(notice.tone),
            title=message.happened,
            parent=parent,
        )
        self.notice = notice
        self.setAccessibleName(message.text)
        self._below = below
        self._field: QPlainTextEdit | None = None  # what scrolls
        self._wanted = _LINES
        self._room = 0

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.dismiss_button = plain_button(icons, _("Close"), small=True)
        if notice.action:
            self.action_button = plain_button(icons, notice.action, small=True)
            self.action_button.clicked.connect(self._choose_action)
            self.buttons.addWidget(self.action_button)
        lines = below.split("\n")
        if notice.report:
            self.copy_button = plain_button(icons, _("Copy the report"), "copy", small=True)
            self.copy_button.clicked.connect(self._copy)
            self.buttons.addWidget(self.copy_button)
            self._hold_field(notice.report, _("Report"))
        elif len(lines) > _LINES:
            self._shorten(icons, lines)
        self.buttons.addWidget(self.dismiss_button)
        self.buttons.addStretch(1)
        self.content.addLayout(self.buttons)

        self.dismiss_button.clicked.connect(self._dismiss)

    def set_room(self, height: int) -> None:
        """Be no higher than this, as far as what scrolls can become lower."""
        self._room = height
        self._fit()

    def _shorten(self, icons: Icons, lines: list[str]) -> None:
        self.set_text("\n".join(lines[:_LINES]))
        more = len(lines) - _LINES
        said = ngettext("Show {count} more", "Show {count} more", more).format(count=more)
        self.more_button = plain_button(icons, said, "chevron-down", small=True)
        self.more_button.clicked.connect(self._show_all)
        self.buttons.addWidget(self.more_button)

    @Slot()
    def _show_all(self) -> None:
        self._text.hide()
        self._wanted = _LINES_OPEN
        field = self._hold_field(self._below, _("All of this notice"))
        field.setFont(self._text.font())
        self._fit()
        field.setFocus(Qt.FocusReason.OtherFocusReason)  # so that the arrow keys scroll it
        self.more_button.hide()
        self.resized.emit()

    def _hold_field(self, text: str, name: str) -> QPlainTextEdit:
        field = self._field = QPlainTextEdit(text)
        field.setReadOnly(True)
        field.setTabChangesFocus(True)
        field.setAccessibleName(name)
        field.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.content.setSpacing(_FIELD_GAP)
        self.content.insertWidget(self.content.indexOf(self._text) + 1, field)
        self._fit()
        return field

    def _fit(self) -> None:
        """Let what scrolls have as many whole lines as there is room for."""
        field, layout = self._field, self.layout()
        if field is None or layout is None:
            return
        line = ceil(QFontMetricsF(field.font()).lineSpacing())
        frame = round(field.document().documentMargin()) + 2 * _FIELD_EDGE
        field.setFixedHeight(_LEAST_LINES * line + frame)
        spare = (self._room - layout.totalHeightForWidth(self.width())) // line
        lines = min(self._wanted, _LEAST_LINES + max(0, spare))
        field.setFixedHeight(lines * line + frame)

    @Slot()
    def _choose_action(self) -> None:
        self.action_chosen.emit(self.notice.key)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.notice.report)

    @Slot()
    def _dismiss(self) -> None:
        self.dismissed.emit(self.notice)


def _icon(tone: Tone) -> IconName:
    match tone:
        case Tone.BAD:
            return "alert-octagon"
        case Tone.WARN:
            return "alert-triangle"
        case Tone.OK:
            return "circle-check"
        case _:
            return "info-circle"
