"""One notice that stays until the person dealt with it."""

from gettext import gettext as _

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from lssc_desktop.ui.icon_names import IconName
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.notices import Notice
from lssc_desktop.ui.tokens import Tone
from lssc_desktop.ui.widgets.buttons import plain_button
from lssc_desktop.ui.widgets.callout import Callout

_REPORT_LINES = 6


class NoticeCard(Callout):
    """Says what happened, and has a button for what can be done and one to put it away."""

    dismissed = Signal(object)
    action_chosen = Signal(str)

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

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.dismiss_button = plain_button(icons, _("Put away"), small=True)
        if notice.action:
            self.action_button = plain_button(icons, notice.action, small=True)
            self.action_button.clicked.connect(self._choose_action)
            self.buttons.addWidget(self.action_button)
        if notice.report:
            self.copy_button = plain_button(icons, _("Copy the report"), "copy", small=True)
            self.copy_button.clicked.connect(self._copy)
            self.buttons.addWidget(self.copy_button)
            self.content.addWidget(self._report_field(notice.report))
        self.buttons.addWidget(self.dismiss_button)
        self.buttons.addStretch(1)
        self.content.addLayout(self.buttons)

        self.dismiss_button.clicked.connect(self._dismiss)

    def _report_field(self, report: str) -> QPlainTextEdit:
        field = QPlainTextEdit(report)
        field.setReadOnly(True)
        field.setTabChangesFocus(True)
        field.setAccessibleName(_("Report"))
        field.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        field.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        field.setMaximumHeight(field.fontMetrics().lineSpacing() * _REPORT_LINES)
        return field

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
