"""A receipt on a card: when, what, and both fingerprints, to be copied or kept as a PDF."""

from datetime import tzinfo
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from lssc_desktop.core.submission import Proof, Receipt
from lssc_desktop.messages.receipts import (
    fingerprint_facts,
    proof_sentence,
    receipt_facts,
    receipt_title,
    short_fingerprint,
    verdict,
)
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icon_names import IconName
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.buttons import plain_button
from lssc_desktop.ui.widgets.card import Card
from lssc_desktop.ui.widgets.flow import FlowLayout
from lssc_desktop.ui.widgets.labels import IconLabel, Label

_NAME_WIDTH = 70


class ReceiptCard(Card):
    """Its facts can be selected; a short fingerprint has the whole one in its tooltip."""

    copy_requested = Signal()
    pdf_requested = Signal()

    def __init__(
        self,
        icons: Icons,
        receipt: Receipt,
        title: str,
        zone: tzinfo | None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(padding=14, parent=parent)
        self._icons = icons
        by_person = receipt.proof is Proof.PERSON
        self.copy = plain_button(icons, _("Copy"), "copy", small=True)
        self.copy.setAccessibleName(_("Copy the receipt"))
        self.pdf = plain_button(icons, _("Save as PDF"), "device-floppy", small=True)
        self.pdf.setAccessibleName(_("Save the receipt as PDF"))

        self.content.setSpacing(7)
        self.content.addWidget(
            self._line("receipt", receipt_title(receipt), Type.BODY_STRONG, Ink.INFO)
        )
        self.content.addLayout(self._facts(receipt_facts(receipt, title, zone)))
        icon: IconName = "equal" if receipt.is_compared else "message-circle"
        if by_person:
            icon = "user-check"
        ink = Ink.OK if receipt.is_compared else Ink.INFO
        self.content.addWidget(self._line(icon, verdict(receipt), Type.TABLE_STRONG, ink))
        self.content.addLayout(self._facts(fingerprint_facts(receipt), fingerprints=True))
        self.content.addWidget(Label(icons.theme, proof_sentence(receipt), Type.CAPTION, Ink.INK2))
        acts = FlowLayout(spacing=6)
        acts.addWidget(self.copy)
        acts.addWidget(self.pdf)
        self.content.addSpacing(2)
        self.content.addLayout(acts)
        self.copy.clicked.connect(self.copy_requested)
        self.pdf.clicked.connect(self.pdf_requested)

    def _line(self, icon: IconName, words: str, type_: Type, ink: Ink) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel(self._icons, icon, ink, 16))
        row.addWidget(Label(self._icons.theme, words, type_), 1)
        return line

    def _facts(
        self, facts: tuple[tuple[str, str], ...], *, fingerprints: bool = False
    ) -> QGridLayout:
        theme = self._icons.theme
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        grid.setColumnMinimumWidth(0, theme.measure(_NAME_WIDTH))
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(facts):
            is_digits = fingerprints and len(value) >= 40 and value.isalnum()  # noqa: PLR2004  SHA-1 has 40 digits
            shown = short_fingerprint(value) if is_digits else value
            words = Label(theme, shown, Type.TABLE, tabular=True)
            words.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            words.setAccessibleName(f"{name}: {value}")
            words.setToolTip(value if is_digits else "")
            label = Label(theme, name, Type.TABLE, Ink.INK2, wrap=False)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, row, 1)
        return grid
