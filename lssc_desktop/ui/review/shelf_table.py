"""The table of a shelf, where earlier packages and damaged copies fold; what is known of one."""

from collections.abc import Callable, Hashable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QWidget

from lssc_desktop.core.files.names import folded
from lssc_desktop.core.portfolio.portfolio import Outcome
from lssc_desktop.core.submission.shelf import ShelfEntry, ShelfState, ShelfView, Soundness
from lssc_desktop.formats.dates import long_day
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.office import conflict_line
from lssc_desktop.messages.shelf import (
    assigned_text,
    assignment_line,
    candidate_text,
    day_text,
    due_text,
    entry_place,
    outcome_word,
    package_line,
    package_text,
    reviewers_text,
    set_text,
    soundness_text,
    soundness_words,
    state_text,
)
from lssc_desktop.messages.signatures import signature_line
from lssc_desktop.messages.words import one_line
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import column
from lssc_desktop.ui.kit.tables import Column, RecordTable
from lssc_desktop.ui.kit.tokens import Ink, Type

_ICON = 16
_AROUND_HEAD = 22  # what a head keeps free before and after its words
_AROUND_WORDS = 34  # what a cell keeps free before and after its icon and its words
_CANDIDATE, _SET, _PACKAGE, _FIRST_SEEN = range(4)
_USUAL = (170, 160, 138, 112, 166, 132, 124, 142, 86)  # the last is as wide as its widest words
_LEAST = (110, 96, 84, 112, 150, 84, 84, 136, 76)  # with these it scrolls sideways
_NEVER = date.min

_SOUNDNESS: dict[Soundness, tuple[IconName, Ink]] = {
    Soundness.UNKNOWN: ("help-circle", Ink.INFO),
    Soundness.VALID: ("shield-check", Ink.OK),
    Soundness.DAMAGED: ("circle-x", Ink.BAD),
    Soundness.FOREIGN: ("file", Ink.INK2),
}
_STATES: dict[ShelfState, tuple[IconName, Ink]] = {
    ShelfState.NO_PACKAGE: ("file", Ink.INK3),
    ShelfState.NOT_REVIEWED: ("circle-dashed", Ink.INK2),
    ShelfState.REVIEWED: ("circle-check", Ink.OK),
    ShelfState.NOT_EVALUATED: ("circle-dashed", Ink.INK2),
    ShelfState.PARTLY_EVALUATED: ("half", Ink.ACCENT),
    ShelfState.DISPUTED: ("half", Ink.WARN),
    ShelfState.READY: ("clipboard-check", Ink.ACCENT),
    ShelfState.RULES_NOT_KNOWN: ("help-circle", Ink.WARN),
}
_OUTCOMES: dict[Outcome, tuple[IconName, Ink]] = {
    Outcome.ACHIEVED: ("award", Ink.OK),
    Outcome.REVISION_ASKED: ("edit", Ink.WARN),
    Outcome.NOT_ACHIEVED: ("circle-x", Ink.BAD),
}


class ShelfTable(RecordTable[ShelfEntry]):
    """A table of packages, several of which can be selected; what was seen last is first.

    Packages that were superseded fold under the newest, and damaged copies under the one that is
    whole: Right shows them, Left hides them.
    """

    unfolded = Signal(str, bool)
    """The name of a newest package whose earlier ones shall be shown, or not."""

    def __init__(
        self, icons: Icons, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        self._icons = icons
        self._today = today
        self._by_name: dict[str, ShelfEntry] = {}
        super().__init__(
            self._columns(),
            lambda entry: entry.name,
            icons.theme,
            _("Packages"),
            several=True,
            parent=parent,
        )
        self.sortByColumn(_FIRST_SEEN, Qt.SortOrder.DescendingOrder)
        self.setProperty("look", "framed")
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        icons.theme.changed.connect(self._size_columns)

    def show_records(self, records: tuple[ShelfEntry, ...]) -> None:
        """Show other packages, or what is newly known of the same."""
        if records != self.records.all_records:
            self._by_name = {each.name: each for each in records}
        super().show_records(records)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show or hide what folds under the chosen package."""
        entry = self.chosen
        right, left = Qt.Key.Key_Right, Qt.Key.Key_Left
        if entry is None or event.key() not in (right, left) or event.modifiers():
            super().keyPressEvent(event)
        elif event.key() == right and (entry.earlier or entry.damaged) and not entry.under:
            self.unfolded.emit(entry.name, True)
        elif event.key() == left and (entry.earlier or entry.damaged or entry.under):
            name = entry.under or entry.name
            self.choose(name)
            self.unfolded.emit(name, False)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns what room there is."""
        super().resizeEvent(event)
        self._size_columns()

    def _size_columns(self) -> None:
        theme = self._icons.theme
        head = QFontMetrics(theme.font(Type.CAPTION_STRONG))
        least = [
            max(theme.measure(width), head.horizontalAdvance(title) + _AROUND_HEAD)
            for width, title in zip(_LEAST, _shelf_head(), strict=False)
        ]
        more = [
            max(theme.measure(width) - few, 0) for width, few in zip(_USUAL, least, strict=True)
        ]
        metrics = QFontMetrics(theme.font(Type.TABLE))
        words = max(metrics.horizontalAdvance(each) for each in soundness_words())
        last = words + theme.measure(_ICON) + _AROUND_WORDS
        room = max(self.viewport().width() - sum(least) - last, 0)
        share = min(room / sum(more), 1.0)
        widths = [few + int(wish * share) for few, wish in zip(least, more, strict=True)]
        widths.append(last)
        widths[_SET] += max(self.viewport().width() - sum(widths), 0)
        for place, width in enumerate(widths):
            self.setColumnWidth(place, width)

    def _columns(self) -> tuple[Column[ShelfEntry], ...]:
        candidate, set_, package, seen, state, reviewers, assigned, due, comments, file = (
            _shelf_head()
        )
        return (
            Column(
                candidate,
                self._candidate,
                self._led(lambda entry: folded(candidate_text(entry))),
                spoken=lambda entry: _entry_spoken(entry, self._today()),
            ),
            Column(set_, set_text, self._led(set_text)),
            Column(package, package_line, self._led(_package_key)),
            Column(
                seen,
                lambda entry: day_text(entry.first_seen),
                self._led(lambda entry: (entry.first_seen or _NEVER, entry.package.seen.modified)),
            ),
            Column(state, state_text, self._led(_state_key), icon=self._state_icon),
            Column(reviewers, reviewers_text, self._led(reviewers_text)),
            Column(assigned, assigned_text, self._led(assigned_text)),
            Column(
                due,
                lambda entry: due_text(entry, self._today()),
                self._led(lambda entry: entry.due or date.max),
                color=self._due_color,
            ),
            Column(
                comments, _comments_text, self._led(lambda entry: entry.open_comments), numbers=True
            ),
            Column(file, soundness_text, self._led(soundness_text), icon=self._file_icon),
        )

    def _led(self, key: Callable[[ShelfEntry], Any]) -> Callable[[ShelfEntry], Any]:
        """Sort what folds under another package by that: it stays under it."""
        return lambda entry: key(self._by_name.get(entry.under, entry))

    def _candidate(self, entry: ShelfEntry) -> str:
        said = candidate_text(entry)
        return f"\u21b3 {said}" if entry.under else said

    def _state_icon(self, entry: ShelfEntry) -> QPixmap:
        name, ink = _STATES[entry.state] if entry.outcome is None else _OUTCOMES[entry.outcome]
        return self._icons.pixmap(name, ink, _ICON)

    def _file_icon(self, entry: ShelfEntry) -> QPixmap:
        name, ink = _SOUNDNESS[entry.package.soundness]
        if entry.package.wrong_key is not None:
            name, ink = "alert-triangle", Ink.BAD
        return self._icons.pixmap(name, ink, _ICON)

    def _due_color(self, entry: ShelfEntry) -> QColor:
        ink = Ink.BAD if entry.is_overdue(self._today()) else Ink.INK
        return QColor(self._icons.theme.tokens.color(ink))


def _package_key(entry: ShelfEntry) -> tuple[Hashable, ...]:
    package = entry.package
    kind = "" if package.kind is None else package.kind.value
    return kind, package.revision, package.copy


def _state_key(entry: ShelfEntry) -> tuple[int, int, str]:
    outcome = "" if entry.outcome is None else entry.outcome.value
    return tuple(ShelfState).index(entry.state), entry.evaluated, outcome


def unfolding(
    lets_through: Callable[[ShelfEntry], bool] | None,
    entries: tuple[ShelfEntry, ...],
    view: ShelfView,
    unfolded: Callable[[str], bool],
) -> Callable[[ShelfEntry], bool]:
    """Return a filter that keeps superseded packages, and damaged copies, folded under others.

    One is shown by itself where a filter lets it through and the one above it not.
    """
    names = {each.name for each in entries}
    through = (
        names if lets_through is None else {each.name for each in entries if lets_through(each)}
    )

    def shows(entry: ShelfEntry) -> bool:
        if entry.name not in through:
            return False
        if not entry.under or view is ShelfView.DECIDED or unfolded(entry.under):
            return True
        return entry.under in names and entry.under not in through

    return shows


class ShelfDetails(QFrame):
    """Details of the chosen package: its file, its days, its people, and what is wrong with it."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        self.setProperty("box", "card")
        self.place = Label(theme, "", Type.TABLE)
        self.days = Label(theme, "", Type.TABLE, Ink.INK2)
        self.people = Label(theme, "", Type.TABLE, Ink.INK2)
        self.conflicts = Label(theme, "", Type.TABLE, Ink.WARN)
        self.alarm = Label(theme, "", Type.TABLE_STRONG, Ink.BAD)
        self.fault = Label(theme, "", Type.TABLE, Ink.BAD)
        labels = (self.place, self.days, self.people, self.conflicts, self.alarm, self.fault)
        column(*labels, gap=2, margins=(14, 8, 14, 8), on=self)
        self.show_entry(None, date.min)

    def show_entry(self, entry: ShelfEntry | None, today: date) -> None:
        """Show a package, or nothing."""
        self.setVisible(entry is not None)
        if entry is None:
            return
        wrong = entry.package.wrong_key
        for label, words in (
            (self.place, entry_place(entry)),
            (self.days, _entry_days(entry)),
            (self.people, _entry_people(entry, today)),
            (self.conflicts, "\n".join(map(conflict_line, entry.conflicts))),
            (self.alarm, "" if wrong is None else signature_line(wrong)),
        ):
            label.setText(words)
            label.setVisible(bool(words))
        self.show_fault(None)

    def show_fault(self, message: Message | None) -> None:
        """Say what is wrong with the file, or nothing."""
        self.fault.setText("" if message is None else message.text)
        self.fault.setVisible(message is not None)


def _shelf_head() -> tuple[str, ...]:
    """Return the titles of the columns."""
    return (
        _("Candidate"),
        _("{Set}"),
        _("Package"),
        _("First seen"),
        _("Status"),
        _("Reviewed by"),
        _("Assigned to"),
        _("Due"),
        _("Comments"),
        _("File"),
    )


def _comments_text(entry: ShelfEntry) -> str:
    """Say how many comments are not settled; those of a superseded copy count no longer."""
    return "0" if entry.newest else str(entry.open_comments)


def _entry_spoken(entry: ShelfEntry, today: date) -> str:
    """Say a whole row for a screen reader."""
    parts = (
        candidate_text(entry),
        set_text(entry),
        package_text(entry),
        _("first seen {day}").format(day=day_text(entry.first_seen)),
        state_text(entry),
        reviewers_text(entry),
        _("assigned to {names}").format(names=assigned_text(entry)) if entry.assigned else "",
        _("due {day}").format(day=due_text(entry, today)) if entry.due else "",
        ngettext("{count} open comment", "{count} open comments", entry.open_comments).format(
            count=entry.open_comments
        ),
        soundness_text(entry),
        _("replaced") if entry.newest else "",
        _("a copy of one that isn’t damaged") if entry.copy_of else "",
    )
    return ", ".join(part for part in parts if part)


def _entry_days(entry: ShelfEntry) -> str:
    """Say the days of a package: last changed, first seen here, handed in."""
    package = entry.package
    parts = [
        "" if package.changed is None else _("Last changed by the candidate on {day}."),
        "" if entry.first_seen is None else _("First seen here on {seen}."),
        "" if entry.handed_in is None else _("Handed in on {handed}."),
    ]
    return " ".join(part for part in parts if part).format(
        day=package.changed and long_day(package.changed),
        seen=entry.first_seen and long_day(entry.first_seen),
        handed=entry.handed_in and long_day(entry.handed_in),
    )


def _entry_people(entry: ShelfEntry, today: date) -> str:
    """Say who is assigned, who evaluated how much of it, and what was decided when."""
    parts = [assignment_line(each, today) for each in entry.assigned]
    for each in entry.evaluations:
        if each.is_complete:
            said = _("{name} evaluated it.").format(name=one_line(each.person, 60))
        else:
            said = _("{name} rated {rated} of {total}.").format(
                name=one_line(each.person, 60), rated=each.rated, total=each.of
            )
        parts.append(said)
    if entry.outcome is not None:
        said = _("{outcome}.") if entry.decided is None else _("{outcome} on {day}.")
        parts.append(
            said.format(
                outcome=outcome_word(entry.outcome),
                day=entry.decided and long_day(entry.decided),
            )
        )
    return " ".join(parts)
