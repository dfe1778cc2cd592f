"""What came of building a package: where it is, its fingerprint, and what verifying it said."""

from gettext import gettext as _

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lssc_desktop.messages.message import Message
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icon_names import IconName
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Tone
from lssc_desktop.ui.widgets.buttons import plain_button, tinted_button
from lssc_desktop.ui.widgets.callout import Callout
from lssc_desktop.ui.widgets.fields import NamedField
from lssc_desktop.ui.widgets.flow import FlowLayout
from lssc_desktop.ui.widgets.value_line import ValueLine

_ICONS: dict[Tone, IconName] = {
    Tone.OK: "circle-check",
    Tone.BAD: "alert-octagon",
    Tone.INFO: "info-circle",
}


class PackageResult(QWidget):
    """A box that stays until the next build: good, stopped, or why not; with what to do next."""

    reveal_requested = Signal()
    verify_requested = Signal()
    hand_in_requested = Signal()
    evidence_pdf_requested = Signal()

    def __init__(self, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = ""
        self._box = Callout(icons, "", Tone.OK, icon="circle-check", title=" ", type_=Type.TABLE)
        self.fingerprint = ValueLine()
        self.fingerprint.setReadOnly(True)
        self.hand_in = tinted_button(icons, _("Hand in…"), "send")
        self.reveal = plain_button(icons, _("Show in folder"), "folder-open")
        self.verify = plain_button(icons, _("Verify again"), "shield-check")
        self.evidence_pdf = plain_button(icons, _("One PDF with the evidence"), "files")
        self.evidence_pdf.setToolTip(_("It lies beside the package and is no part of it."))
        self._known = QWidget()

        row = FlowLayout(spacing=8)
        for button in self._buttons:
            row.addWidget(button)
        below = QVBoxLayout(self._known)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(8)
        below.addWidget(NamedField(icons.theme, _("Fingerprint"), self.fingerprint))
        below.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._box)
        column.addWidget(self._known)
        self.hand_in.clicked.connect(self.hand_in_requested)
        self.reveal.clicked.connect(self.reveal_requested)
        self.verify.clicked.connect(self.verify_requested)
        self.evidence_pdf.clicked.connect(self.evidence_pdf_requested)
        self.clear()

    @property
    def text(self) -> str:
        """What is said, "" when nothing is."""
        return self._said

    @property
    def _buttons(self) -> tuple[QWidget, ...]:
        return (self.hand_in, self.reveal, self.verify, self.evidence_pdf)

    @property
    def has_focus(self) -> bool:
        """Whether the keyboard is on something of it."""
        return any(each.hasFocus() for each in (self.fingerprint, *self._buttons))

    def clear(self) -> None:
        """Say nothing."""
        self._said = ""
        self.hide()

    def show_package(self, message: Message, fingerprint: str, *, good: bool) -> None:
        """Say what is known of a package, and offer what can be done with it."""
        self.fingerprint.setText(fingerprint)
        self.fingerprint.setCursorPosition(0)
        self._known.show()
        self._say(message, Tone.OK if good else Tone.BAD)

    def show_message(self, message: Message, tone: Tone) -> None:
        """Say why there is no package."""
        self._known.hide()
        self._say(message, tone)

    def _say(self, message: Message, tone: Tone) -> None:
        self._said = message.text
        self._box.set_tone(tone, _ICONS[tone])
        self._box.set_title(message.happened)
        self._box.set_text(" ".join(part for part in (message.meaning, message.advice) if part))
        self.show()
