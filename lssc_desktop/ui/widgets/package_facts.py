"""What a package says of itself: in plain words, and below on wish as its bag says it."""

from collections.abc import Sequence
from gettext import gettext as _

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFormLayout, QWidget

from lssc_desktop.messages.package_page import bag_details, package_facts
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.theme import Theme
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.buttons import link_button
from lssc_desktop.ui.widgets.card import Card
from lssc_desktop.ui.widgets.labels import Label


class PackageFacts(Card):
    """Every value can be selected and copied, the whole fingerprint too."""

    def __init__(
        self, icons: Icons, info: Sequence[tuple[str, str]], package_id: str | None
    ) -> None:
        super().__init__()
        facts = package_facts(info, package_id)
        self.facts = _form(icons.theme, facts)
        self.details = _form(icons.theme, bag_details(info))
        self.toggle = link_button(icons, "")
        self.toggle.setCheckable(True)
        self.content.setSpacing(8)
        self.content.addWidget(self.facts)
        self.content.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        self.content.addWidget(self.details)
        self.facts.setVisible(bool(facts))
        self.toggle.setVisible(bool(info))
        self.toggle.toggled.connect(self._show_or_hide)
        self._show_or_hide()

    @Slot()
    def _show_or_hide(self) -> None:
        shown = self.toggle.isChecked()
        self.toggle.setText(_("Hide technical details") if shown else _("Technical details"))
        self.details.setVisible(shown)


def _form(theme: Theme, lines: Sequence[tuple[str, str]]) -> QWidget:
    widget = QWidget()
    form = QFormLayout(widget)
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(20)
    for name, value in lines:
        words = Label(theme, value, Type.TABLE)
        words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        words.setAccessibleName(f"{name}: {value}")
        form.addRow(Label(theme, name, Type.TABLE, Ink.INK2, wrap=False), words)
    return widget
