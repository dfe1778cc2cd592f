"""The search page (Ctrl+Shift+F): all passages in which words occur, grouped by their place."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from lssc_desktop.core.standing.search import Hit, SearchResult, TextKind, counts, matches
from lssc_desktop.core.text.matching import parse_query
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.search import (
    kind_title,
    nothing_found,
    place_name,
    reading_line,
    result_line,
)
from lssc_desktop.ui.base.edit_menu import Search
from lssc_desktop.ui.base.place import SearchPlace
from lssc_desktop.ui.find.finder import Finder, Found
from lssc_desktop.ui.find.rows import EntryList, ListEntry, hit_entry
from lssc_desktop.ui.kit.buttons import plain_button, signals_blocked
from lssc_desktop.ui.kit.fields import ChoiceField, SearchField
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import column, row
from lssc_desktop.ui.kit.pages import PageHead
from lssc_desktop.ui.kit.speech import Announcer
from lssc_desktop.ui.kit.tables import RowSelection
from lssc_desktop.ui.kit.timers import single_shot
from lssc_desktop.ui.kit.tokens import PAGE_MARGIN, Ink, Type

if TYPE_CHECKING:
    from lssc_desktop.ui.base.jobs import JobHandle

_AFTER_TYPING = 60  # milliseconds


class SearchPage(QWidget):
    """The page of everything that was found; F3 and the arrow keys go through it, Enter goes there.

    It keeps what was found while the user looks at it in its place.
    """

    place_requested = Signal(object)

    def __init__(self, finder: Finder, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finder = finder
        self._search: JobHandle | None = None
        self._result = SearchResult()
        self._words = ""
        theme = icons.theme
        self.head = PageHead(theme, _("Search"), parent=self)
        self.field: QLineEdit = SearchField(icons, _("Words, or a phrase in quotation marks"))
        self.kind = ChoiceField()
        self.kind.setAccessibleName(_("Which texts to show"))
        self.previous = plain_button(icons, _("Previous"), "chevron-left", small=True)
        self.next = plain_button(icons, _("Next"), "chevron-right", small=True)
        self.previous.setToolTip(_("Previous match (Shift+F3)"))
        self.next.setToolTip(_("Next match (F3)"))
        self.rows = EntryList(icons, _("Matches"))
        keeps_its_room = self.rows.sizePolicy()  # what is above stays where it is
        keeps_its_room.setRetainSizeWhenHidden(True)
        self.rows.setSizePolicy(keeps_its_room)
        self.note = Label(theme, "", Type.BODY, Ink.INK2)
        self._announcer = Announcer(self)
        self.reading = Label(theme, "", Type.TABLE, Ink.INK2)
        self.reading.hide()
        column(
            self.head,
            row((self.field, 1), self.kind, self.previous, self.next, gap=8),
            self.note,
            (self.rows, 1),
            self.reading,
            gap=10,
            margins=(PAGE_MARGIN, 16, PAGE_MARGIN, 16),
            on=self,
        )

        self._soon = single_shot(self, _AFTER_TYPING, self._look)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._soon.start)
        self.field.returnPressed.connect(self._go)
        self.kind.activated.connect(self._show_rows)
        self.previous.clicked.connect(self._to_previous)
        self.next.clicked.connect(self._to_next)
        self.rows.itemActivated.connect(self._go)
        self.rows.itemClicked.connect(self._go)
        RowSelection(self.rows).chosen.connect(self._go)
        finder.texts_changed.connect(self._look_if_seen)
        finder.reading_changed.connect(self._show_reading)
        self._show_kinds()
        self._show_rows()

    @property
    def first_control(self) -> QWidget:
        """The control that gets the keyboard first."""
        return self.field

    @property
    def panes(self) -> tuple[QWidget, ...]:
        """The parts between which F6 moves the keyboard."""
        return (self.field, self.rows)

    def go_to(self, place: SearchPlace) -> None:
        """Show what is found for these words, or for those that were looked for last."""
        if place.words is not None:
            self.field.setText(place.words)
        self._finder.begin()
        self._soon.stop()
        self._look()
        if self.isVisible():
            self._go_into_field()

    def search(self, act: Search) -> None:
        """Go to the next or previous match, or to the field (Find in the Edit menu)."""
        match act:
            case Search.NEXT:
                self._to_next()
            case Search.PREVIOUS:
                self._to_previous()
            case Search.FIND | Search.REPLACE:
                self._go_into_field()

    def showEvent(self, event: QShowEvent) -> None:
        """Look again at what changed while the page was not seen."""
        super().showEvent(event)
        self._soon.start()
        self._go_into_field()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys of the field choose a row."""
        is_press = watched is self.field and event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if steps is not None and self.rows.count():
                self.rows.step(steps)
                return True
        return super().eventFilter(watched, event)

    def _go_into_field(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _look_if_seen(self) -> None:
        if self.isVisible():
            self._look()

    def _look(self) -> None:
        if self._search is not None:
            self._search.cancel()
        words = self.field.text()
        self._search = self._finder.search(words, self._on_found, tuple(TextKind))

    def _on_found(self, found: Found) -> None:
        if found.words != self.field.text():
            return
        self._search = None
        is_same = (self._words, self._result) == (found.words, found.result)
        self._words, self._result = found.words, found.result
        if not is_same or not self.rows.count():
            self._show_kinds()
            self._show_rows()

    def _show_reading(self, done: int, total: int) -> None:
        self.reading.setText(reading_line(done, total) if total else "")
        self.reading.setVisible(bool(total))

    def _show_kinds(self) -> None:
        """Offer the kinds of texts in which something was found, with how often."""
        chosen, found = self.kind.currentData(), counts(self._result.hits)
        with signals_blocked(self.kind):
            self.kind.clear()
            self.kind.addItem(_("Everything ({count})").format(count=sum(found.values())), None)
            for kind in TextKind:
                if kind in found or kind == chosen:
                    words = _("{kind} ({count})")
                    self.kind.addItem(
                        words.format(kind=kind_title(kind), count=found.get(kind, 0)), kind.value
                    )
            self.kind.setCurrentIndex(max(self.kind.findData(chosen), 0))

    def _show_rows(self) -> None:
        chosen = self.kind.currentData()
        hits = [hit for hit in self._result.hits if chosen in (None, hit.source.kind)]
        self.rows.show_entries(self._entries(hits))
        for button in (self.previous, self.next):
            button.setEnabled(bool(hits))
        self.rows.setVisible(bool(hits))
        self.note.setText(self._said(hits))
        self._announcer.say(self.note.text())

    def _entries(self, hits: list[Hit]) -> Iterator[ListEntry]:
        program = self._finder.session.program
        for place, group in groupby(hits, key=lambda hit: place_name(hit.source, program)):
            inside = tuple(group)
            count = ngettext("{count} match", "{count} matches", matches(inside))
            yield ListEntry(place, note=count.format(count=matches(inside)), is_head=True)
            for hit in inside:
                yield hit_entry(hit, program, self._words, grouped=True)

    def _said(self, hits: list[Hit]) -> str:
        if not parse_query(self._words).terms:
            return _(
                "Searches your responses, notes, captions, comments, evidence files, and "
                "Help. Results have all the words; put a phrase in quotation marks."
            )
        if not hits:
            return nothing_found(self._words.strip())
        return result_line(SearchResult(tuple(hits), self._result.more))

    def _to_next(self) -> None:
        self.rows.step(1)

    def _to_previous(self) -> None:
        self.rows.step(-1)

    def _go(self) -> None:
        entry = self.rows.entry
        if entry is not None and entry.target is not None:
            self.place_requested.emit(entry.target)
