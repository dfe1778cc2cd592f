"""The checks that passed: how many, and which when somebody wants to know."""

from gettext import gettext as _

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lssc_desktop.messages.check import passed_count
from lssc_desktop.messages.passed_checks import passed_sentences
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.buttons import link_button
from lssc_desktop.ui.widgets.indent import Indent
from lssc_desktop.ui.widgets.labels import IconLabel, Label

_MARK = 18


class PassedList(QWidget):
    """One line with a count, below it a line for each check when they are shown."""

    def __init__(self, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = Label(icons.theme, "", Type.TABLE, Ink.INK2, wrap=False)
        self.toggle = link_button(icons, "")
        self.toggle.setCheckable(True)
        self.sentences = Label(icons.theme, "", Type.TABLE, Ink.INK2)

        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(IconLabel(icons, "circle-check", Ink.OK, _MARK))
        line.addWidget(self._count)
        line.addWidget(self.toggle)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(line)
        column.addWidget(self.sentences, 0, Qt.AlignmentFlag.AlignTop)
        Indent(self.sentences, icons.theme, _MARK)
        self.toggle.toggled.connect(self._show_or_hide)
        self._show_or_hide()

    def show_passed(self, rules: tuple[str, ...], opened: int = 0, unopened: int = 0) -> None:
        """Show which checks passed, by the names of their rules; see `passed_sentences`."""
        self._count.setText(passed_count(len(rules)))
        self.sentences.setText("\n".join(passed_sentences(rules, opened, unopened)))
        self.setVisible(bool(rules))

    def _show_or_hide(self) -> None:
        shown = self.toggle.isChecked()
        self.toggle.setText(_("Hide them") if shown else _("Show them"))
        self.sentences.setVisible(shown)
