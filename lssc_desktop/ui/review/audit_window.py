"""The window of an audit's results: each package that was checked, and opening one of them."""

from operator import attrgetter
from pathlib import Path

from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QFontMetrics,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QHeaderView, QMenuBar, QWidget

from lssc_desktop.audit.audited import AuditState
from lssc_desktop.audit.result_list import (
    FETCHED,
    AuditedPackage,
    AuditList,
    AuditView,
    ListFilter,
    fetch_package,
    list_filter,
    local_path,
    read_list,
)
from lssc_desktop.core.job import Step
from lssc_desktop.core.review.review import ReviewMode
from lssc_desktop.formats.numbers import number_text, size
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.audit import audit_state_word
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.words import file_name, safe_text
from lssc_desktop.ui.base.actions import ViewActions, fill_menu, menu_action
from lssc_desktop.ui.base.jobs import JobHandle, Lane
from lssc_desktop.ui.base.script_fonts import show_scripts
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.buttons import primary_button
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import column
from lssc_desktop.ui.kit.tables import Column, RecordTable
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type
from lssc_desktop.ui.shared.job_progress import ProgressDialog
from lssc_desktop.ui.shared.package_list import PackageListWindow

_ICON = 16
_AROUND_WORDS = 40  # what a cell keeps free around its icon and its words
_SHARES = (0.24, 0.0, 0.18, 0.2, 0.0, 0.38)  # of the room; 0 is as wide as its words
_LEAST = (140, 0, 110, 110, 0, 160)
_STATE, _SIZE = 1, 4
_BROADEST_SIZE = "1,000.0 MB"

_STATES: dict[AuditState, tuple[IconName, Ink]] = {
    AuditState.WHOLE: ("shield-check", Ink.OK),
    AuditState.DAMAGED: ("circle-x", Ink.BAD),
    AuditState.UNREADABLE: ("circle-x", Ink.BAD),
    AuditState.NOT_READ: ("help-circle", Ink.INFO),
}


class AuditMenus(QMenuBar):
    """The menu bar of an audit: File, Package, View, Help."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = self._action(_("&Refresh"), "F5")
        self.close_window = self._action(_("&Close list"), "Ctrl+W")
        self.quit = self._action(_("&Quit"), "Ctrl+Q")
        self.review = self._action(_("&Review"))
        self.view = ViewActions(self)
        self.help = self._action(_("&Help"), "F1")
        for title, groups in (
            (_("&File"), ((self.look,), (self.close_window, self.quit))),
            (_("&Package"), ((self.review,),)),
            (_("&View"), self.view.groups),
            (_("&Help"), ((self.help,),)),
        ):
            fill_menu(self.addMenu(title), groups)

    def _action(self, words: str, *keys: str) -> QAction:
        return menu_action(self, words, *keys)


class AuditTable(RecordTable[AuditedPackage]):
    """A table of packages that were audited."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        self._icons = icons
        columns = (
            Column[AuditedPackage](
                _("Package"),
                lambda each: safe_text(each.file_name),
                attrgetter("sorts_as"),
                spoken=_spoken,
            ),
            Column[AuditedPackage](
                _("Status"),
                lambda each: audit_state_word(each.state),
                lambda each: _ORDER[each.state],
                icon=self._icon,
            ),
            Column[AuditedPackage](
                _("Candidate"), lambda each: safe_text(each.candidate), _by_candidate
            ),
            Column[AuditedPackage](_("{Set}"), lambda each: safe_text(each.set), attrgetter("set")),
            Column[AuditedPackage](
                _("Size"), lambda each: size(each.bytes), attrgetter("bytes"), numbers=True
            ),
            Column[AuditedPackage](
                _("What’s wrong"), lambda each: safe_text(each.problem), attrgetter("problem")
            ),
        )
        super().__init__(columns, _itself, icons.theme, _("Audited packages"), parent=parent)
        self.setProperty("look", "framed")
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        icons.theme.changed.connect(self._size_columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns what room there is."""
        super().resizeEvent(event)
        self._size_columns()

    def _size_columns(self) -> None:
        theme = self._icons.theme
        metrics = QFontMetrics(theme.font(Type.TABLE))
        around = theme.measure(_ICON) + _AROUND_WORDS
        words = max(map(metrics.horizontalAdvance, map(audit_state_word, AuditState)))
        widths = [theme.measure(least) for least in _LEAST]
        widths[_STATE] = words + around
        widths[_SIZE] = metrics.horizontalAdvance(_BROADEST_SIZE) + _AROUND_WORDS
        room = self.viewport().width() - widths[_STATE] - widths[_SIZE]
        for place, share in enumerate(_SHARES):
            self.setColumnWidth(place, max(widths[place], int(room * share)))

    def _icon(self, package: AuditedPackage) -> QPixmap:
        name, ink = _STATES[package.state]
        return self._icons.pixmap(name, ink, _ICON)


_ORDER = {state: place for place, state in enumerate(reversed(AuditState))}


def _itself(package: AuditedPackage) -> AuditedPackage:
    return package


def _by_candidate(package: AuditedPackage) -> str:
    return package.candidate.casefold()


def _spoken(package: AuditedPackage) -> str:
    parts = (package.file_name, audit_state_word(package.state), package.candidate, package.problem)
    return ", ".join(safe_text(each) for each in parts if each)


class AuditDetails(QFrame):
    """Details of the chosen package: where it lies, and what is wrong with it."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        self.setProperty("box", "card")
        self.place = Label(theme, "", Type.TABLE, Ink.INK2)
        self.problem = Label(theme, "", Type.TABLE, Ink.BAD)
        column(self.place, self.problem, gap=2, margins=(14, 8, 14, 8), on=self)
        self.show_package(None)

    def show_package(self, package: AuditedPackage | None) -> None:
        """Show a package, or nothing."""
        self.setVisible(package is not None)
        if package is None:
            return
        lies = (package.source, package.name) if package.name else (package.source,)
        self.place.setText(safe_text(" · ".join(lies)))
        more = package.problems - 1
        said = package.problem
        if more > 0:
            others = ngettext("And {count} more thing.", "And {count} more things.", more)
            said = f"{said} {others.format(count=more)}"
        self.problem.setText(safe_text(said))
        self.problem.setVisible(bool(package.problem))


class AuditWindow(PackageListWindow):
    """The window of what an audit wrote; Enter opens a package, after fetching it if need be."""

    def __init__(self, path: Path, services: Services) -> None:
        icons = services.icons
        table = AuditTable(icons)
        sought = _("Filter by file, candidate, or {set}")
        super().__init__(path, services, _("Audited packages"), sought, table)
        self.table = table
        self.packages = table.records
        self._reading: JobHandle | None = None
        self._lets_through: ListFilter | None = None
        self.menus = AuditMenus()
        self.open_button = primary_button(icons, _("Review"), "message-circle")
        self.details = AuditDetails(icons)
        self.menus.view.follow(services.preferences, services.notices)
        self.setMenuBar(self.menus)
        self._lay_out(_audit_view_words().values(), (self.open_button,), self.details)
        self._connect()
        self._connect_filter()
        self._show()
        self.read()

    @property
    def view(self) -> AuditView:
        """Which packages are shown."""
        return tuple(AuditView)[self.filters.checkedId()]

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the window go; reviews that are open stay open."""
        if self._reading is not None:
            self._reading.cancel()
        event.accept()
        self.closed.emit()

    # The list -----------------------------------------------------------------------------------

    def read(self) -> None:
        """Read the list in a job that can be cancelled; what is shown stays until then."""
        if self._reading is not None:
            self._reading.cancel()
        job = self._services.jobs.start_reporting(
            Lane.DISK, read_list, self._path, done=self._take, failed=self._fail
        )
        self._reading = job
        icons, title = self._services.icons, _("Reading the list")
        ProgressDialog(job, Step.READING, title, icons, self).show()

    def _take(self, found: AuditList) -> None:
        show_scripts(" ".join(found.candidates))
        for place, (view, words) in enumerate(_audit_view_words().items()):
            self.filters.button(place).setText(f"{words} ({number_text(found.counts[view])})")
        self.packages.set_records(found.packages)
        self._filter()

    def _filter(self) -> None:
        before = self._lets_through
        self._lets_through = found = list_filter(self.view, self.field.text())
        is_narrower = found is not None and found.is_within(before)
        self.packages.set_filter(found, narrower=is_narrower)
        self._show()

    def _show(self) -> None:
        found, shown = len(self.packages.all_records), len(self.packages.shown)
        self.count.setText(_list_count(shown, found))
        if found:
            self._show_what_is_left(_("No package fits the filter."), _("Try fewer words."))
        else:
            again = _("The list is being read, or it’s empty. F5 reads it again.")
            self._show_what_is_left(_("No packages yet."), again)

    def _check(self) -> None:
        package = self.table.chosen
        for widget in (self.open_button, self.menus.review):
            widget.setEnabled(package is not None)
        self.details.show_package(package)

    # Opening ------------------------------------------------------------------------------------

    def open_selected(self) -> None:
        """Review the chosen package; one that lies on a web server is fetched first."""
        package = self.table.chosen
        if package is None:
            return
        path = local_path(package)
        if path is not None:
            self.package_requested.emit(path, ReviewMode.REVIEW)
            return
        job = self._services.jobs.start_reporting(
            Lane.NETWORK,
            fetch_package,
            package,
            self._path.parent / FETCHED,
            done=self._open_fetched,
            failed=self._fail,
        )
        icons, title = self._services.icons, _("Fetching a package")
        ProgressDialog(job, Step.COPYING, title, icons, self).show()

    def _open_fetched(self, path: Path) -> None:
        self._services.notices.show(_fetched_message(str(path)), Tone.OK, key="audit-fetched")
        self.package_requested.emit(path, ReviewMode.REVIEW)

    def _fail(self, error: Exception) -> None:
        self._services.notices.show_error(error, key="audit")

    def _connect(self) -> None:
        menus = self.menus
        for act, slot in (
            (self.open_button.clicked, self.open_selected),
            (menus.review.triggered, self.open_selected),
            (self.look_button.clicked, self.read),
            (menus.look.triggered, self.read),
            (menus.close_window.triggered, self.close),
            (menus.quit.triggered, self.quit_requested),
            (menus.help.triggered, self.show_help),
            (self.table.activated, self.open_selected),
        ):
            act.connect(slot)


def _audit_view_words() -> dict[AuditView, str]:
    """Return the name of each view of a list."""
    return {
        AuditView.ALL: _("All"),
        AuditView.NOT_WHOLE: _("Everything not intact"),
        AuditView.DAMAGED: audit_state_word(AuditState.DAMAGED),
        AuditView.UNREADABLE: audit_state_word(AuditState.UNREADABLE),
        AuditView.NOT_READ: audit_state_word(AuditState.NOT_READ),
        AuditView.WHOLE: audit_state_word(AuditState.WHOLE),
    }


def _list_count(shown: int, all_of_them: int) -> str:
    """Say how many packages of a list are shown."""
    if shown == all_of_them:
        said = ngettext("{count} package", "{count} packages", shown)
        return said.format(count=number_text(shown))
    return ngettext(
        "{shown} of {count} package", "{shown} of {count} packages", all_of_them
    ).format(shown=number_text(shown), count=number_text(all_of_them))


def _fetched_message(path: str) -> Message:
    """Say where a package lies that was fetched."""
    return Message(
        _("We fetched {name}.").format(name=file_name(path)),
        _("It’s a copy, in {path}. Your review is saved next to it.").format(path=path),
        "",
    )
