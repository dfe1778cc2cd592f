"""Going to anything by its name (Ctrl+K): the places there are, and the dialog that finds one."""

from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from lssc_desktop.core.portfolio.names import folded
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.portfolio.progress import progress
from lssc_desktop.core.program.program import Program
from lssc_desktop.messages.competency import in_sentence, statement_title
from lssc_desktop.ui.base.place import (
    CheckPlace,
    EvidencePlace,
    HelpPlace,
    Place,
    SetPlace,
    page_specs,
    titled_pages,
)
from lssc_desktop.ui.kit.fields import SearchField
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import column
from lssc_desktop.ui.kit.pages import take_size
from lssc_desktop.ui.kit.tables import RowDelegate, RowSelection
from lssc_desktop.ui.kit.tokens import Ink, Type

_WIDTH, _HEIGHT = 560, 420
_MOST_ROWS = 200  # a user who sees more types another letter


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place that can be gone to, and what it is called."""

    name: str
    place: Place


def destinations(program: Program, portfolio: Portfolio) -> tuple[NamedPlace, ...]:
    """Return every page, set, competency, learning statement, check and evidence file."""
    return tuple(_named_places(program, portfolio))


def matching(found: tuple[NamedPlace, ...], words: str) -> tuple[NamedPlace, ...]:
    """Return the destinations in whose names every word occurs, capitals aside."""
    wanted = folded(words).split()
    return tuple(item for item in found if all(word in folded(item.name) for word in wanted))


def _named_places(program: Program, portfolio: Portfolio) -> Iterator[NamedPlace]:
    for spec in titled_pages(program):
        yield NamedPlace(spec.title, spec.place)
    yield NamedPlace(page_specs()[HelpPlace].title, HelpPlace())
    yield NamedPlace(_("Help: keyboard"), HelpPlace("keyboard"))
    yield NamedPlace(_("Help: about your program"), HelpPlace("program"))
    for item in progress(program, portfolio):
        found = item.competency_set
        yield NamedPlace(found.title, SetPlace(found.id))
        for competency in found.competencies:
            name = _("{set} {number}: {title}").format(
                set=found.short_title, number=competency.number, title=competency.title
            )
            yield NamedPlace(name, SetPlace(found.id, competency.number))
        name = _("{set}: {statement}").format(
            set=found.short_title, statement=in_sentence(statement_title(program))
        )
        yield NamedPlace(name, SetPlace(found.id, statement=True))
        name = _("Check {set}").format(set=found.short_title)
        yield NamedPlace(name, CheckPlace(found.id))
    for file in portfolio.evidence:
        name = _("Evidence: {file}").format(file=file.path.partition("/")[2])
        yield NamedPlace(name, EvidencePlace(file.path))


# Dialog -----------------------------------------------------------------------------------------


class GoToDialog(QDialog):
    """A dialog of destinations, filtered by what is typed; the arrow keys choose meanwhile."""

    place_requested = Signal(object)

    def __init__(
        self, icons: Icons, destinations: tuple[NamedPlace, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._destinations = destinations
        theme = icons.theme
        self.setWindowTitle(_("Go to anything"))
        take_size(self, theme, _WIDTH, _HEIGHT)
        self.field: QLineEdit = SearchField(icons, _("A set, a competency, a file"))
        self.rows = QListWidget()
        self.rows.setProperty("look", "framed")
        self.rows.setAccessibleName(_("Places"))
        self.rows.setFont(theme.font(Type.BODY))
        self.rows.setItemDelegate(RowDelegate(theme, self.rows))
        self._none = Label(theme, "", Type.BODY, Ink.INK2)

        column(self.field, self._none, (self.rows, 1), gap=8, margins=16, on=self)

        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(self._go)
        self.rows.itemActivated.connect(self._go)
        self.rows.itemClicked.connect(self._go)
        RowSelection(self.rows).chosen.connect(self._go)
        self._filter("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys of the field choose a row."""
        is_press = watched is self.field and event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if steps is not None and self.rows.count():
                row = (self.rows.currentRow() + steps) % self.rows.count()
                self.rows.setCurrentRow(row)
                return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def _filter(self, words: str) -> None:
        found = matching(self._destinations, words)[:_MOST_ROWS]
        self.rows.clear()
        for destination in found:
            item = QListWidgetItem(destination.name)
            item.setData(Qt.ItemDataRole.UserRole, destination.place)
            self.rows.addItem(item)
        self.rows.setCurrentRow(0)
        self.rows.setVisible(bool(found))
        self._none.setVisible(not found)
        self._none.setText(_("Nothing is called “{words}”.").format(words=words))

    @Slot()
    def _go(self) -> None:
        item = self.rows.currentItem()
        if item is not None:
            self.accept()
            self.place_requested.emit(item.data(Qt.ItemDataRole.UserRole))
