"""The dialog with the self-assessment forms of a program: what the candidate rates in them."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.portfolio.candidate_edits import set_grid_rows
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.program.grid import LONGEST_RATING, LONGEST_SECTION, Grid, GridRow, grid_rows
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.grid import grid_note
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import Button, plain_button
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add, row, stretch
from lssc_desktop.ui.kit.pages import SectionHead, ensure_visible
from lssc_desktop.ui.kit.tokens import Ink, Type
from lssc_desktop.ui.shared.dialogs import FormDialog
from lssc_desktop.values import dataclass

_WIDTH = 720
_RATING_WIDTH = 104
_GAP = 8


@dataclass(frozen=True, slots=True)
class _Line:
    """The fields of one section; one that the candidate adds has a field for its `title`."""

    before: GridRow
    title: QLineEdit | None
    ratings: tuple[QLineEdit, ...]

    @property
    def row(self) -> GridRow:
        """The section as it is typed now."""
        section = self.before.section if self.title is None else self.title.text().strip()
        return GridRow(section, tuple(field.text().strip() for field in self.ratings))

    @property
    def first(self) -> QLineEdit:
        """The field to go to when something in it is refused."""
        return self.ratings[0] if self.title is None else self.title


class GridTable(QWidget):
    """The table of one form: a line for each section, a field for each column."""

    def __init__(self, grid: Grid, rows: Iterable[GridRow], icons: Icons) -> None:
        super().__init__()
        self.grid = grid
        self._icons = icons
        self.lines: list[_Line] = []
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setHorizontalSpacing(_GAP)
        self._layout.setVerticalSpacing(_GAP)
        self._layout.setColumnStretch(0, 1)
        for place, title in enumerate((_("Section"), *grid.columns)):
            head = Label(icons.theme, title, Type.TABLE_STRONG, Ink.INK2)
            self._layout.addWidget(head, 0, place)
        for each in rows:
            self._add(each, None)
        if not self.lines:
            self.add_section()

    def add_section(self) -> QLineEdit:
        """Add an empty line for a section of the candidate's own; return its first field."""
        title = QLineEdit()
        title.setMaxLength(LONGEST_SECTION)
        title.setPlaceholderText(_("A section of your form"))
        title.setAccessibleName(_("Title of a section"))
        self._add(GridRow("", ("",) * len(self.grid.columns)), title)
        return title

    def _add(self, known: GridRow, title: QLineEdit | None) -> None:
        theme = self._icons.theme
        at = self._layout.rowCount()
        name = Label(theme, known.section, Type.TABLE) if title is None else title
        self._layout.addWidget(name, at, 0)
        fields: list[QLineEdit] = []
        section = known.section or _("New section")
        for place, (column, rating) in enumerate(
            zip(self.grid.columns, known.ratings, strict=True), start=1
        ):
            field = QLineEdit(rating)
            field.setMaxLength(LONGEST_RATING)
            field.setFixedWidth(theme.measure(_RATING_WIDTH))
            field.setAccessibleName(_("{section}: {column}").format(section=section, column=column))
            self._layout.addWidget(field, at, place, Qt.AlignmentFlag.AlignVCenter)
            fields.append(field)
        if title is not None:
            for field in (title, *fields):
                field.show()  # at once, so that it can take the keyboard
        self.lines.append(_Line(known, title, tuple(fields)))

    def changed(self) -> tuple[tuple[_Line, GridRow], ...]:
        """Return the sections that say something else than before, with their lines."""
        told = ((line, line.row) for line in self.lines)
        return tuple((line, now) for line, now in told if now != line.before)


class SelfAssessmentDialog(FormDialog):
    """A dialog with every self-assessment form of the program, to type the ratings of each."""

    submitted = Signal(object)
    """An edit of the portfolio."""

    def __init__(self, session: Session, icons: Icons) -> None:
        forms = session.program.grid
        super().__init__(
            icons,
            _("Self-assessment"),
            _("Save"),
            _("Cancel"),
            heading=forms[0].title if len(forms) == 1 else None,
            note=grid_note(forms[0]) if len(forms) == 1 else "",
            width=_WIDTH,
        )
        self._portfolio = session.portfolio
        self._today = session.today
        self.tables: list[GridTable] = []
        self.more_buttons: list[Button] = []
        for form in forms:
            table = GridTable(form, grid_rows(form, self._portfolio.grid_ratings), icons)
            self.tables.append(table)
            if len(forms) > 1:
                note = Label(icons.theme, grid_note(form), Type.TABLE, Ink.INK2)
                add(self.content, SectionHead(icons.theme, form.title), note)
            more = plain_button(icons, _("&Add a section"), "plus")
            more.clicked.connect(partial(self._add_section, table))
            self.more_buttons.append(more)
            table.setAccessibleName(form.title)
            add(self.content, table, row(more, stretch))

    def edited(self, portfolio: Portfolio) -> Portfolio:
        """Return a portfolio with what was typed. Raises `GridTextWrong`."""
        for table in self.tables:
            rows = tuple(now for _line, now in table.changed())
            portfolio = set_grid_rows(portfolio, table.grid, rows, self._today)
        return portfolio

    def submit(self) -> None:
        """Hand over the edit, unless something in it is refused; then go to where it stands."""
        for table in self.tables:
            for line, now in table.changed():
                try:
                    set_grid_rows(self._portfolio, table.grid, (now,), self._today)
                except LsscError as error:
                    self.error.show_error(error)
                    _go_to(line.first)
                    return
        try:
            self.edited(self._portfolio)
        except LsscError as error:  # all of them together are too many
            self.error.show_error(error)
            return
        self.submitted.emit(self.edited)
        self.accept()

    @Slot()
    def _add_section(self, table: GridTable) -> None:
        field = table.add_section()
        self.fit()
        _go_to(field)


def open_self_assessment(session: Session, icons: Icons, window: QWidget) -> SelfAssessmentDialog:
    """Ask for the ratings in the self-assessment forms of a session's program."""
    dialog = SelfAssessmentDialog(session, icons)
    dialog.submitted.connect(session.apply)
    return dialog.show_for(window)


def _go_to(field: QLineEdit) -> None:
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    ensure_visible(field)
