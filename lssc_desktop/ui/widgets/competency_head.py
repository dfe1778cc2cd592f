"""The head of the workspace's middle: which competency it is, what it asks, the way to the next."""

from gettext import gettext as _

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lssc_desktop.core.portfolio import CompetencyWork
from lssc_desktop.core.program import CompetencySet
from lssc_desktop.messages.competency import place_line, statement_title
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.buttons import ToolButton, link_button
from lssc_desktop.ui.widgets.flow import FlowLayout
from lssc_desktop.ui.widgets.labels import Label


class CompetencyHead(QWidget):
    """Number, statement in short, and where the official text is."""

    previous_requested = Signal()
    next_requested = Signal()
    official_text_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        self.place = Label(theme, "", Type.TABLE_STRONG, Ink.ACCENT)
        self.statement = Label(theme, "", Type.STATEMENT)
        self._source = Label(theme, "", Type.CAPTION, Ink.INK2, wrap=False)
        self.official = link_button(icons, "")
        self.previous = ToolButton(
            icons, "chevron-left", _("Previous competency"), QKeySequence("Ctrl+PgUp"), boxed=True
        )
        self.next = ToolButton(
            icons, "chevron-right", _("Next competency"), QKeySequence("Ctrl+PgDown"), boxed=True
        )

        top = QHBoxLayout()
        top.setSpacing(5)
        top.addWidget(self.place, 1)
        top.addWidget(self.previous)
        top.addWidget(self.next)
        source = FlowLayout(spacing=4)
        source.addWidget(self._source)
        source.addWidget(self.official)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 12, 22, 0)
        column.setSpacing(3)
        column.addLayout(top)
        column.addWidget(self.statement)
        column.addLayout(source)

        self.previous.clicked.connect(self.previous_requested)
        self.next.clicked.connect(self.next_requested)
        self.official.clicked.connect(self.official_text_requested)

    def show_competency(self, competency_set: CompetencySet, work: CompetencyWork) -> None:
        """Show a competency: its summary, or its title where the program file has none."""
        competency = competency_set.competency(work.number)
        self.place.setText(place_line(competency_set, work.number))
        title = "" if competency is None else competency.title
        summary = "" if competency is None else competency.summary
        self.statement.setText(summary or title)
        if summary:
            self._source.setText(_("In short, from your program file."))
        else:
            self._source.setText(_("Your program file knows only its title."))
        self.official.setText(
            _("Read the official text") if work.official_text else _("Add the official text…")
        )
        self.official.show()

    def show_statement(self, competency_set: CompetencySet) -> None:
        """Show the learning statement, which comes last."""
        self.place.setText(place_line(competency_set, None))
        self.statement.setText(statement_title())
        self._source.setText(_("Written last, when the responses are done."))
        self.official.hide()
