"""The shelf of an office: every package in a folder, and what is known of it."""

from dataclasses import replace
from functools import partial
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QFontMetrics, QKeySequence, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHeaderView, QMainWindow, QWidget

from lssc_desktop.core.portfolio.names import folded
from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.core.review.review import ReviewMode
from lssc_desktop.core.submission.submission_list import ShelfEntry, Soundness
from lssc_desktop.messages.dates import short_day
from lssc_desktop.messages.message import Message, message_for
from lssc_desktop.messages.review import one_line
from lssc_desktop.messages.words import shown_file, shown_folder
from lssc_desktop.package.shelf import Shelf, to_csv
from lssc_desktop.store.folder import lock as soft_lock
from lssc_desktop.store.folder.files import write_durably
from lssc_desktop.store.folder.lock import Holder, this_holder
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.notices import Answer, Notices, Question
from lssc_desktop.ui.base.script_fonts import show_scripts
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.buttons import filter_button, plain_button, primary_button
from lssc_desktop.ui.kit.cards import EmptyState
from lssc_desktop.ui.kit.dialogs import ask_target
from lssc_desktop.ui.kit.fields import SearchField
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import column, row, stretch
from lssc_desktop.ui.kit.pages import PageHead, take_window_size
from lssc_desktop.ui.kit.tables import Column, RecordTable
from lssc_desktop.ui.kit.tokens import PAGE_MARGIN, Ink, Tone, Type
from lssc_desktop.ui.review.shelf_watch import ShelfWatch
from lssc_desktop.ui.shared.notice_area import NoticeArea

# Words ------------------------------------------------------------------------------------------


def shelf_head() -> tuple[str, ...]:
    """Return the titles of the columns."""
    return (
        _("Candidate"),
        _("Set"),
        _("Copy"),
        _("Received"),
        _("Reviewed by"),
        _("Open comments"),
        _("State"),
    )


def candidate_text(entry: ShelfEntry) -> str:
    """Name whose package it is; where that is not known, what the file is called."""
    return one_line(entry.package.candidate or entry.name)


def set_text(entry: ShelfEntry) -> str:
    """Name the set that a package is of."""
    return one_line(entry.package.set_title) or "–"


def copy_text(entry: ShelfEntry) -> str:
    """Name which copy it is: "Copy 2", "Portfolio"."""
    if entry.package.kind is PackageKind.REVIEW_COPY:
        return _("Copy {copy}").format(copy=entry.package.copy)
    return _("Portfolio") if entry.package.kind is PackageKind.PORTFOLIO else "–"


def received_text(entry: ShelfEntry) -> str:
    """Name the day on which a package was put here."""
    return short_day(entry.package.received)


def reviewers_text(entry: ShelfEntry) -> str:
    """Say who reviewed a package, and who has it open."""
    names = ", ".join(one_line(name, 40) for name in entry.reviewers)
    if not entry.opened_by:
        return names or _("Nobody yet")
    opened = _("open at {name}").format(name=one_line(entry.opened_by, 40))
    return ", ".join(part for part in (names, opened) if part)


def comments_text(entry: ShelfEntry) -> str:
    """Say how many comments are not settled."""
    return str(entry.open_comments)


def soundness_text(entry: ShelfEntry) -> str:
    """Say whether a package is whole.

    What no record could be read from may never have been a package.
    """
    if entry.package.soundness is Soundness.DAMAGED and entry.package.kind is None:
        return _no_readable_package()
    return _soundness_words()[entry.package.soundness]


def soundness_words() -> tuple[str, ...]:
    """Return every word that may stand in the column that says whether a package is whole."""
    return (*_soundness_words().values(), _no_readable_package())


def _soundness_words() -> dict[Soundness, str]:
    return {
        Soundness.UNKNOWN: _("Not verified yet"),
        Soundness.VALID: _("Whole"),
        Soundness.DAMAGED: _("Damaged or changed"),
        Soundness.FOREIGN: _("No package of ours"),
    }


def _no_readable_package() -> str:
    return _("Not a readable package")


def entry_spoken(entry: ShelfEntry) -> str:
    """Say a whole row for a screen reader."""
    parts = (
        candidate_text(entry),
        set_text(entry),
        copy_text(entry),
        received_text(entry),
        reviewers_text(entry),
        ngettext("{count} open comment", "{count} open comments", entry.open_comments).format(
            count=entry.open_comments
        ),
        soundness_text(entry),
    )
    return ", ".join(parts)


def shelf_count(shown: int, entries: tuple[ShelfEntry, ...]) -> str:
    """Say how many packages there are, and how many of them are shown.

    They are files where one of them is no package, or none that could be read.
    """
    total = len(entries)
    if all(entry.package.kind is not None for entry in entries):
        said = ngettext("{total} package", "{total} packages", total)
    else:
        said = ngettext("{total} file", "{total} files", total)
    said = said.format(total=total)
    if shown == total:
        return said
    return _("{shown} of {files}").format(shown=shown, files=said)


def shelf_empty(folder: str) -> str:
    """Say that there is nothing in the folder."""
    return _("There are no packages in {folder}.").format(folder=shown_folder(folder))


def verifying_line(left: int) -> str:
    """Say how many packages are still to be verified in the background."""
    return ngettext(
        "{count} package is still to be verified.",
        "{count} packages are still to be verified.",
        left,
    ).format(count=left)


# Exported table ---------------------------------------------------------------------------------


def export_head() -> tuple[str, ...]:
    """Return the titles of the exported columns."""
    return (*shelf_head(), _("File"), _("Package id"))


def shelf_row(entry: ShelfEntry) -> tuple[str, ...]:
    """Return a row as it is exported; days as numbers, so that every program sorts them."""
    return (
        candidate_text(entry),
        set_text(entry),
        copy_text(entry),
        entry.package.received.isoformat(),
        ", ".join(one_line(name, 80) for name in entry.reviewers),
        comments_text(entry),
        soundness_text(entry),
        entry.name,
        entry.package.package_id,
    )


def shelf_exported(path: str) -> Message:
    """Say where the table was written."""
    return Message(
        _("The table is in {name}.").format(name=shown_file(path)),
        _("It names candidates and reviewers, so keep it where only your office reads it."),
    )


# Table: a row for each package, its columns as wide as there is room for -----------------------


_ICON = 16
_AROUND_HEAD = 22  # what a head keeps free before and after its words
_AROUND_WORDS = 34  # what a cell keeps free before and after its icon and its words
_SET, _RECEIVED = 1, 3
_USUAL = (200, 220, 96, 116, 200, 120)  # the last column is as wide as its widest words
_LEAST = (96, 112, 70, 104, 96, 76)  # with these it scrolls sideways
_ICONS: dict[Soundness, tuple[IconName, Ink]] = {
    Soundness.UNKNOWN: ("help-circle", Ink.INFO),
    Soundness.VALID: ("shield-check", Ink.OK),
    Soundness.DAMAGED: ("circle-x", Ink.BAD),
    Soundness.FOREIGN: ("file", Ink.INK2),
}


class ShelfTable(RecordTable[ShelfEntry]):
    """A table of packages, one of which is chosen, by its name; the newest is first."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        self._icons = icons
        super().__init__(
            self._columns(), lambda entry: entry.name, icons.theme, _("Packages"), parent=parent
        )
        self.sortByColumn(_RECEIVED, Qt.SortOrder.DescendingOrder)
        self.setProperty("look", "framed")
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        icons.theme.changed.connect(self._size_columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns what room there is."""
        super().resizeEvent(event)
        self._size_columns()

    @Slot()
    def _size_columns(self) -> None:
        theme = self._icons.theme
        head = QFontMetrics(theme.font(Type.CAPTION_STRONG))
        least = [
            max(theme.measure(width), head.horizontalAdvance(title) + _AROUND_HEAD)
            for width, title in zip(_LEAST, shelf_head(), strict=False)
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
        candidate, set_, copy, received, reviewers, comments, sound = shelf_head()
        return (
            Column(
                candidate,
                candidate_text,
                lambda entry: folded(candidate_text(entry)),
                spoken=entry_spoken,
            ),
            Column(set_, set_text),
            Column(copy, copy_text, _copy_key),
            Column(received, received_text, lambda entry: entry.package.seen.modified),
            Column(reviewers, reviewers_text),
            Column(comments, comments_text, lambda entry: entry.open_comments, numbers=True),
            Column(sound, soundness_text, icon=self._icon),
        )

    def _icon(self, entry: ShelfEntry) -> QPixmap:
        name, ink = _ICONS[entry.package.soundness]
        return self._icons.pixmap(name, ink, _ICON)


def _copy_key(entry: ShelfEntry) -> tuple[str, int]:
    return "" if entry.package.kind is None else entry.package.kind.value, entry.package.copy


# Window ------------------------------------------------------------------------------------------


_WIDTH, _HEIGHT = 1200, 720
_LEAST_WIDTH, _LEAST_HEIGHT = 640, 480
_OPEN, _LEAVE = "open", "leave"
_READABLE = {Soundness.VALID, Soundness.UNKNOWN}


class ShelfWindow(QMainWindow):
    """The window of a shelf; Enter opens a package, with a soft lock in our name."""

    closed = Signal()
    package_requested = Signal(object, object)
    """The path of a package to open, and the `ReviewMode`; the soft lock is ours already."""

    def __init__(self, folder: Path, services: Services) -> None:
        super().__init__()
        icons = services.icons
        self._folder = folder
        self._services = services
        self._held: dict[Path, Holder] = {}
        self._wanted: ShelfEntry | None = None
        self._mode = ReviewMode.REVIEW
        self.watch = ShelfWatch(services.preferences.folder, folder, services.jobs, self)
        self.notice_area = NoticeArea(services.notices, icons)
        self.head = PageHead(icons.theme, _("Packages to review"), str(folder))
        self.open_button = primary_button(icons, _("Review it"), "message-circle")
        self.evaluate_button = plain_button(icons, _("Evaluate it"), "clipboard-check")
        self.look_button = plain_button(icons, _("Look again"), "refresh")
        self.export_button = plain_button(icons, _("Save as a table…"), "table")
        self.field = SearchField(icons, _("Filter by candidate or set"), QKeySequence("Ctrl+F"))
        self.filters = QButtonGroup(self)
        self.count = Label(icons.theme, "", Type.TABLE, Ink.INK2, wrap=False)
        self.table = ShelfTable(icons)
        self.entries = self.table.records
        self.empty = EmptyState(icons, "package", "", "")
        self._lay_out()
        self._connect()
        self._show(self.watch.shelf)

    @property
    def folder(self) -> Path:
        """The folder whose packages are shown."""
        return self._folder

    @property
    def notices(self) -> Notices:
        """What this window has to say."""
        return self._services.notices

    @property
    def selected(self) -> ShelfEntry | None:
        """The package that is selected."""
        return self.table.chosen

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop looking; reviews that are open stay open."""
        self.watch.stop()
        event.accept()
        self.closed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the table."""
        super().showEvent(event)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def open_selected(self) -> None:
        """Review the selected package."""
        self._open(self.selected, ReviewMode.REVIEW)

    @Slot()
    def evaluate_selected(self) -> None:
        """Evaluate the selected package."""
        self._open(self.selected, ReviewMode.EVALUATION)

    @Slot()
    def export(self) -> None:
        """Ask where the table shall lie."""
        ask_target(
            self,
            _("Where should the table lie?"),
            self.export_to,
            name="packages.csv",
            filters=[_("Tables (*.csv)")],
        )

    def export_to(self, path: Path) -> None:
        """Write the rows that are shown, in their order."""
        content = to_csv(export_head(), [shelf_row(each) for each in self.entries.shown])
        target = path if path.suffix.lower() == ".csv" else path.with_name(f"{path.name}.csv")
        self._services.jobs.start(
            Lane.SAVING,
            _write,
            target,
            content,
            done=self._tell_exported,
            failed=self._services.notices.show_error,
        )

    # Opening ------------------------------------------------------------------------------------

    def _open(self, entry: ShelfEntry | None, mode: ReviewMode, *, overrule: bool = False) -> None:
        if entry is None or entry.package.soundness not in _READABLE:
            return
        self._wanted, self._mode = entry, mode
        self.watch.give_way()
        reviewer = self._services.preferences.settings.reviewer
        holder = this_holder(self._services.now())
        if reviewer:
            holder = replace(holder, person=reviewer)
        take = partial(_take, self._folder, entry.name, holder, overrule)
        self._services.jobs.start(
            Lane.SAVING, take, done=self._take_lock, failed=self._fail_to_open
        )

    @Slot(object)
    def _take_lock(self, holder: Holder) -> None:
        entry, self._wanted = self._wanted, None
        if entry is not None:
            path = self._folder / entry.name
            self._held[path] = holder
            self.package_requested.emit(path, self._mode)
            self.watch.look()

    @Slot(object)
    def _fail_to_open(self, error: Exception) -> None:
        if not isinstance(error, soft_lock.PackageInUse):
            self._services.notices.show_error(error)
            return
        answers = (Answer(_LEAVE, _("Leave it")), Answer(_OPEN, _("Open it anyway")))
        self._services.notices.ask(Question(message_for(error), answers, _LEAVE), self._answer)

    @Slot(str)
    def _answer(self, answer: str) -> None:
        entry, self._wanted = self._wanted, None
        if answer == _OPEN:
            self._open(entry, self._mode, overrule=True)

    @Slot(object)
    def give_up(self, path: Path) -> None:
        """Tell the others that a package is not open here any more."""
        holder = self._held.pop(path, None)
        if holder is not None:
            name = path.relative_to(self._folder).as_posix()
            give = partial(soft_lock.release_package, self._folder, name, holder)
            self._services.jobs.start(
                Lane.SAVING, give, done=self.watch.look, failed=self._services.notices.show_error
            )

    # What is shown ------------------------------------------------------------------------------

    @Slot(object)
    def _show(self, shelf: Shelf) -> None:
        found = shelf.entries
        show_scripts(repr(found))
        self.table.show_records(found)
        left = len(shelf.unverified)
        words = [shelf_count(len(self.entries.shown), found)]
        self.count.setText(" · ".join([*words, *([verifying_line(left)] if left else [])]))
        self.empty.set_words(
            shelf_empty(str(self._folder)),
            _("Lay packages into the folder. They appear here by themselves."),
        )
        self.empty.setVisible(not found)
        if found and self.table.isHidden():
            self.table.show()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.setVisible(bool(found))
        self._check()

    @Slot()
    def _check(self) -> None:
        entry = self.selected
        can = entry is not None and entry.package.soundness in _READABLE
        self.open_button.setEnabled(can)
        handed_in = entry is not None and entry.package.kind is PackageKind.PORTFOLIO
        self.evaluate_button.setEnabled(can and handed_in)

    @Slot(int, bool)
    def _choose_filter(self, _place: int, chosen: bool) -> None:
        if chosen:
            self._filter()

    @Slot()
    def _filter(self) -> None:
        words = folded(self.field.text()).split()
        wanted = self.filters.checkedId()

        def lets_through(entry: ShelfEntry) -> bool:
            text = folded(f"{candidate_text(entry)} {set_text(entry)} {entry.name}")
            kept = (True, not entry.reviewers, bool(entry.open_comments))[wanted]
            return kept and all(word in text for word in words)

        self.entries.set_filter(lets_through if words or wanted else None)
        self._show(self.watch.shelf)

    @Slot(object)
    def _tell_exported(self, path: Path) -> None:
        self._services.notices.show(shelf_exported(str(path)), Tone.OK, key="shelf-exported")

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self._services.notices.show_error(error, key="shelf")

    def _connect(self) -> None:
        self.watch.changed.connect(self._show)
        self.watch.failed.connect(self._fail)
        self.open_button.clicked.connect(self.open_selected)
        self.evaluate_button.clicked.connect(self.evaluate_selected)
        self.look_button.clicked.connect(self.watch.look)
        self.export_button.clicked.connect(self.export)
        self.field.textChanged.connect(self._filter)
        self.filters.idToggled.connect(self._choose_filter)
        self.table.activated.connect(self.open_selected)
        self.table.chosen_changed.connect(self._check)

    def _lay_out(self) -> None:
        icons = self._services.icons
        self.setWindowTitle(_("Packages to review – LSSC Desktop"))
        self.setWindowIcon(icons.application_icon())
        take_window_size(self, icons.theme, _WIDTH, _HEIGHT)
        self.setMinimumSize(_LEAST_WIDTH, _LEAST_HEIGHT)
        for place, words in enumerate((_("All"), _("Not reviewed"), _("Open comments"))):
            self.filters.addButton(filter_button(icons, words), place)
        self.filters.button(0).setChecked(True)
        for button in (self.look_button, self.export_button):
            self.head.buttons.addWidget(button)
        page = column(
            self.head,
            row((self.field, 1), *self.filters.buttons(), stretch, self.count, gap=8),
            (self.table, 1),
            (self.empty, 1),
            row(self.open_button, self.evaluate_button, stretch, gap=8),
            gap=12,
            margins=(PAGE_MARGIN, 16, PAGE_MARGIN, 16),
        )
        middle = QWidget()
        column(self.notice_area, (page, 1), gap=0, on=middle)
        self.setCentralWidget(middle)


def _take(shelf: Path, name: str, holder: Holder, overrule: bool) -> Holder:
    soft_lock.take_package(shelf, name, holder, overrule=overrule)
    return holder


def _write(path: Path, content: bytes) -> Path:
    write_durably(path, content)
    return path
