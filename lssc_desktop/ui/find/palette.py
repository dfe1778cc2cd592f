"""Going to anything (Ctrl+K): places by their names, acts, and words in texts."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QMenu, QMenuBar, QWidget

from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.standing.progress import progress
from lssc_desktop.core.standing.search import Hit, TextField
from lssc_desktop.core.text.matching import Excerpt, Query, fold, parse_query
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.competency import in_sentence, statement_title
from lssc_desktop.messages.search import nothing_found, reading_line
from lssc_desktop.ui.base.actions import found_by_name, plain_entry, why_disabled
from lssc_desktop.ui.base.place import (
    CheckPlace,
    EvidencePlace,
    HelpPlace,
    Place,
    RenewalPlace,
    SearchPlace,
    SetPlace,
    page_specs,
    titled_pages,
)
from lssc_desktop.ui.find.finder import Finder, Found
from lssc_desktop.ui.find.rows import EntryList, ListEntry, hit_entry
from lssc_desktop.ui.kit.fields import SearchField
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import column
from lssc_desktop.ui.kit.pages import take_size
from lssc_desktop.ui.kit.reading_order import TabInOrder
from lssc_desktop.ui.kit.speech import Announcer
from lssc_desktop.ui.kit.tables import RowSelection
from lssc_desktop.ui.kit.tokens import Ink, Type
from lssc_desktop.values import dataclass

if TYPE_CHECKING:
    from lssc_desktop.ui.base.jobs import JobHandle

_WIDTH, _HEIGHT = 680, 480
_MOST_PLACES, _MOST_ENTRIES = 40, 20  # of each, when words are typed; who sees more types a letter


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place that can be gone to, and what it is called."""

    name: str
    place: Place


def destinations(program: Program, portfolio: Portfolio) -> tuple[NamedPlace, ...]:
    """Return every page, set, competency, learning statement, check, activity, and file."""
    return tuple(_named_places(program, portfolio))


def _named_places(program: Program, portfolio: Portfolio) -> Iterator[NamedPlace]:
    for spec in titled_pages(program):
        yield NamedPlace(spec.title, spec.place)
    yield NamedPlace(page_specs()[HelpPlace].title, HelpPlace())
    yield NamedPlace(_("Help: keyboard"), HelpPlace("keyboard"))
    yield NamedPlace(_("Help: about your program"), HelpPlace("program"))
    yield NamedPlace(_("Help: your data"), HelpPlace("privacy"))
    for item in progress(program, portfolio):
        found = item.competency_set
        yield NamedPlace(found.title, SetPlace(found.id))
        for competency in found.competencies:
            name = _("{set_title} {number}: {title}").format(
                set_title=found.short_title, number=competency.number, title=competency.title
            )
            yield NamedPlace(name, SetPlace(found.id, competency.number))
        if program.needs_statement:
            name = _("{set_title}: {statement_title}").format(
                set_title=found.short_title, statement_title=in_sentence(statement_title(program))
            )
            yield NamedPlace(name, SetPlace(found.id, statement=True))
        name = _("Check {set_title}").format(set_title=found.short_title)
        yield NamedPlace(name, CheckPlace(found.id))
    for activity in portfolio.renewal.activities if program.renewal is not None else ():
        name = _("{Renewal}: {activity}").format(activity=activity.title)
        yield NamedPlace(name, RenewalPlace(activity.id))
    for file in portfolio.evidence:
        name = _("Evidence: {file}").format(file=file.path.partition("/")[2])
        yield NamedPlace(name, EvidencePlace(file.path))


# Entries of the menus ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """An act as it was when somebody began to look for it."""

    name: str
    action: QAction
    is_enabled: bool
    why_not: str


def menu_entries(menus: QMenuBar, window: QWidget) -> tuple[MenuEntry, ...]:
    """Return every entry that does something, then every act in sight that stands in no menu bar.

    What leads to a place is among the places.
    """
    found: list[MenuEntry] = []
    for top in menus.actions():
        menu = top.menu()
        if top.isVisible() and isinstance(menu, QMenu):
            found += _entries_of(menu.actions(), plain_entry(top.text()))
    for action, place in found_by_name(window).items():
        found += _entries_of((action,), place)
    return tuple(found)


def _entries_of(actions: Iterable[QAction], path: str) -> Iterator[MenuEntry]:
    for action in actions:
        below = action.menu()
        name = _("{menu}: {entry}").format(menu=path, entry=plain_entry(action.text()))
        if not action.isVisible() or action.isSeparator():
            continue
        if isinstance(below, QMenu):
            yield from _entries_of(below.actions(), name)
        elif not isinstance(action.data(), Place.__value__):
            is_enabled = action.isEnabled()
            yield MenuEntry(name, action, is_enabled, "" if is_enabled else why_disabled(action))


def matching(name: str, query: Query) -> bool:
    """Whether every term of a query occurs in a name."""
    folded = fold(name)
    return all(term in folded for term in query.terms)


# Dialog -----------------------------------------------------------------------------------------


class GoToDialog(TabInOrder, QDialog):
    """A dialog of all that has a name and all that is written, filtered by what is typed.

    The arrow keys choose meanwhile. What is written comes when there are words to look for.
    """

    place_requested = Signal(object)
    action_requested = Signal(object)
    """A `QAction` of the menus, to be carried out now that the dialog is closed."""

    def __init__(
        self,
        icons: Icons,
        finder: Finder,
        entries: Sequence[MenuEntry] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        session = finder.session
        self._finder = finder
        self._program = session.program
        self._destinations = destinations(session.program, session.portfolio)
        self._menu_entries = tuple(entries)
        self._search: JobHandle | None = None
        self._found: Found | None = None
        theme = icons.theme
        self.setWindowTitle(_("Go to anything"))
        take_size(self, theme, _WIDTH, _HEIGHT)
        self.field: QLineEdit = SearchField(icons, _("{A_set}, a file, a menu entry, or any words"))
        self.rows = EntryList(icons, _("Places, menu entries, and texts"))
        self.note = Label(theme, "", Type.TABLE, Ink.INK2)
        self._announcer = Announcer(self)

        column(self.field, (self.rows, 1), self.note, gap=8, margins=16, on=self)

        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._look)
        self.field.returnPressed.connect(self._go)
        self.rows.itemActivated.connect(self._go)
        self.rows.itemClicked.connect(self._go)
        RowSelection(self.rows).chosen.connect(self._go)
        finder.texts_changed.connect(self._look_again)
        finder.reading_changed.connect(self._show_reading)
        self._reading = ""
        self._show()
        finder.begin()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys of the field choose a row, and Ctrl+Enter show all that is found."""
        is_press = watched is self.field and event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(key)
            if steps is not None and self.rows.count():
                self.rows.step(steps)
                return True
            is_enter = key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._leave_for(SearchPlace(self.field.text()))
                return True
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        """Show what has these words in its name, and look for them in the texts."""
        self._look_again()
        self._show()

    def _look_again(self) -> None:
        if self._search is not None:
            self._search.cancel()
        words = self.field.text()
        self._search = self._finder.search(words, self._on_found) if words.strip() else None

    def _on_found(self, found: Found) -> None:
        if found.words == self.field.text():
            self._search = None
            self._found = found
            self._show()

    def _show_reading(self, done: int, total: int) -> None:
        self._reading = reading_line(done, total) if total else ""
        self._show_note()

    def _show(self) -> None:
        words = self.field.text()
        query = parse_query(words)
        places = [each for each in self._destinations if matching(each.name, query)]
        entries = [each for each in self._menu_entries if matching(each.name, query)]
        if query.terms:
            places, entries = places[:_MOST_PLACES], entries[:_MOST_ENTRIES]
        found = self._found if self._found is not None and self._found.words == words else None
        hits = [] if found is None else [hit for hit in found.result.hits if not _is_name(hit)]
        shown = [
            *(ListEntry(each.name, each.place) for each in places),
            *(_menu_row(each) for each in entries),
            *(hit_entry(hit, self._program, words) for hit in hits),
        ]
        if hits:
            keys = QKeySequence("Ctrl+Enter").toString(QKeySequence.SequenceFormat.NativeText)
            shown.append(ListEntry(_("Show all matches"), SearchPlace(words), keys))
        self.rows.show_entries(shown)
        self._show_note()

    def _show_note(self) -> None:
        words, nothing = self.field.text(), ""
        if not self.rows.count() and self._search is None:
            nothing = nothing_found(words.strip())
        note = " ".join(filter(None, (nothing, self._reading if words.strip() else "")))
        self.note.setText(note)
        self._announcer.say(note)
        self.note.setVisible(bool(note))

    def _go(self) -> None:
        entry = self.rows.entry
        if entry is None or not entry.is_usable:
            return
        if isinstance(entry.target, QAction):
            self.accept()
            self.action_requested.emit(entry.target)
        elif entry.target is not None:
            self._leave_for(entry.target)

    def _leave_for(self, place: Place) -> None:
        self.accept()
        self.place_requested.emit(place)


def _is_name(hit: Hit) -> bool:
    """Whether it is the name of a file, which stands among the places."""
    return hit.source.field is TextField.NAME


def _menu_row(entry: MenuEntry) -> ListEntry:
    keys = entry.action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    why_not = Excerpt(entry.why_not, ()) if entry.why_not else None
    return ListEntry(entry.name, entry.action, keys, why_not, entry.is_enabled)


def open_palette(icons: Icons, finder: Finder, menus: QMenuBar, window: QWidget) -> GoToDialog:
    """Open the dialog over a window; an act of it that is chosen is carried out.

    Which of them are off is as it was before: an entry may be about what has the keyboard.
    """
    dialog = GoToDialog(icons, finder, menu_entries(menus, window), window)
    dialog.action_requested.connect(_carry_out)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _carry_out(action: QAction) -> None:
    # Once the keyboard is back where it was: the entry may be about that.
    QTimer.singleShot(0, action, action.trigger)
