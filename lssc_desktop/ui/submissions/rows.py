"""The list of packages: a row for each under their heads; a row that stays keeps what is open."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from gettext import gettext as _
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.job import Progress
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.submission.submission_list import SubmissionEntry
from lssc_desktop.ui.kit.buttons import ROWS_AT_ONCE, MoreButton
from lssc_desktop.ui.kit.cards import Card
from lssc_desktop.ui.kit.fonts import Type
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import column, row, stretch
from lssc_desktop.ui.kit.pages import Divider, dispose
from lssc_desktop.ui.kit.tokens import Ink
from lssc_desktop.ui.submissions.row import (
    ACT_WIDTH,
    DOTS_WIDTH,
    GAP,
    STATE_WIDTH,
    SubmissionRow,
)
from lssc_desktop.ui.submissions.submission_details import SubmissionDetails

_NARROW = 600


class SubmissionRows(QWidget):
    """A list of rows: Up and Down go from row to row, Enter opens one."""

    act_requested = Signal(object, object)
    """The `PackageAct` and the `SubmissionEntry`."""

    def __init__(
        self, icons: Icons, program: Program, now: datetime, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._program = program
        self._now = now
        self._entries: tuple[SubmissionEntry, ...] = ()
        self._sizes: Mapping[str, int] = {}
        self._wanted: set[str] = set()
        self._rows: list[SubmissionRow] = []
        self._dividers: list[Divider] = []
        self._heads = QWidget()
        self._dots_head = Label(icons.theme, _("Draft to achieved"), Type.TABLE, Ink.INK2)
        self._state_head = Label(icons.theme, _("State"), Type.TABLE, Ink.INK2)
        self._card = Card(padding=0)
        self._card.content.setSpacing(0)
        self._act_room = QWidget()
        self.more = MoreButton(icons)

        row(
            (Label(icons.theme, _("Package"), Type.TABLE, Ink.INK2), 1),
            self._dots_head,
            self._state_head,
            self._act_room,
            gap=GAP,
            margins=(16, 0, 0, 0),
            on=self._heads,
        )
        left = Qt.AlignmentFlag.AlignLeft
        column(self._heads, self._card, (self.more, left), stretch, gap=6, on=self)
        self.more.clicked.connect(self._show_more)
        icons.theme.changed.connect(self._fit)
        self._fit()

    @property
    def rows(self) -> tuple[SubmissionRow, ...]:
        """The rows in their order."""
        return tuple(self._rows)

    def row(self, key: str) -> SubmissionRow | None:
        """Return the row of a package or draft, None when it is not shown."""
        return next((row for row in self._rows if row.entry.key == key), None)

    def show_entries(self, entries: tuple[SubmissionEntry, ...], sizes: Mapping[str, int]) -> None:
        """Show these packages; `sizes` are those of package files, by their path."""
        self._entries, self._sizes = entries, sizes
        self._show_rows(max(ROWS_AT_ONCE, len(self._rows)))

    def show_row(self, key: str) -> None:
        """Show a package, however far down it stands in a long list."""
        if self.row(key) is None:
            self._wanted.add(key)
            self._show_rows(len(self._rows))

    @Slot()
    def _show_more(self) -> None:
        shown = {row.entry.key for row in self._rows}
        first = next(entry.key for entry in self._entries if entry.key not in shown)
        self._show_rows(len(shown) + ROWS_AT_ONCE)
        row = self.row(first)
        if row is not None:
            row.head.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_rows(self, most: int) -> None:
        """Show so many packages, and those that the user went to."""
        entries = self._entries[:most]
        entries += tuple(entry for entry in self._entries[most:] if entry.key in self._wanted)
        kept = {row.entry.key: row for row in self._rows}
        before = [row.entry.key for row in self._rows]
        self._rows = []
        for entry in entries:
            row = kept.pop(entry.key, None) or self._made(entry)
            size = None if entry.note is None else self._sizes.get(entry.note.path)
            changed = row.entry != entry
            row.show_entry(entry, size)
            if row.details is not None and changed:
                row.show_details(self._details(row))
            self._rows.append(row)
        if before != [entry.key for entry in entries]:
            self._lay_out(tuple(kept.values()))
        self.more.show_left(len(self._entries) - len(entries))
        self._order_tabs()
        self._fit()

    def show_progress(self, package_id: str, progress: Progress) -> None:
        """Show how far the sending of a package is."""
        row = self.row(package_id)
        if row is not None:
            row.show_progress(progress)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move dots and states below the words where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def _made(self, entry: SubmissionEntry) -> SubmissionRow:
        row = SubmissionRow(self._icons, entry, self._now.date())
        row.act_requested.connect(self.act_requested)
        row.head.toggled.connect(partial(self._show_details, row))
        row.head.moved.connect(partial(self._move_focus, row))
        return row

    def _lay_out(self, gone: tuple[SubmissionRow, ...]) -> None:
        content = self._card.content
        # Not takeAt: an item that Python keeps alive has Qt remember heights for ever.
        for widget in [*self._dividers, *gone, *self._rows]:
            content.removeWidget(widget)
        for divider in self._dividers:
            dispose(divider)
        self._dividers = [Divider() for _row in self._rows[1:]]
        for each in gone:
            dispose(each)
        for at, each in enumerate(self._rows):
            if at:
                content.addWidget(self._dividers[at - 1])
            content.addWidget(each)

    def _order_tabs(self) -> None:
        """Let Tab go from a row to its act and through what is open in it, then to the next."""
        stops = [stop for row in self._rows for stop in row.tab_stops]
        stops.append(self.more)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _details(self, row: SubmissionRow) -> SubmissionDetails:
        details = SubmissionDetails(self._icons, self._program, row.entry, self._now)
        details.act_requested.connect(self.act_requested)
        return details

    def _show_details(self, row: SubmissionRow, opened: bool) -> None:
        row.show_details(self._details(row) if opened else None)
        self._order_tabs()

    def _move_focus(self, row: SubmissionRow, by: int) -> None:
        place = self._rows.index(row) + by
        if 0 <= place < len(self._rows):
            self._rows[place].head.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _fit(self) -> None:
        measure = self._icons.theme.measure
        narrow = self.width() < measure(_NARROW)
        self._heads.setVisible(not narrow)
        self._dots_head.setFixedWidth(measure(DOTS_WIDTH))
        self._state_head.setFixedWidth(measure(STATE_WIDTH))
        self._act_room.setFixedWidth(measure(ACT_WIDTH + GAP))
        for each in self._rows:
            each.head.set_narrow(narrow)
