"""The evidence page: every file of the candidate, where it is used, and what can be done."""

from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QSplitter, QWidget

from lssc_desktop.core.job import Step
from lssc_desktop.core.portfolio.folder_facts import FileState, FileUse, ListedFile, listed_files
from lssc_desktop.core.portfolio.names import is_about
from lssc_desktop.core.portfolio.reconcile import FilePlace, PlaceKind, Reconciliation
from lssc_desktop.messages.evidence import file_count_line
from lssc_desktop.messages.portfolio import example_line
from lssc_desktop.store.folder.disk import is_folder
from lssc_desktop.store.folder.opening import is_review
from lssc_desktop.ui.base.place import EvidencePlace, RenewalPlace, SetPlace, Tab
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.evidence.evidence_actions import EvidenceActions
from lssc_desktop.ui.evidence.file_details import FileDetails, FileProposals
from lssc_desktop.ui.evidence.files import FileBrowser, Group
from lssc_desktop.ui.kit.buttons import plain_button, turn_off
from lssc_desktop.ui.kit.dialogs import ask_files, local_files
from lssc_desktop.ui.kit.layout import column
from lssc_desktop.ui.kit.pages import Divider, PageContent, PageHead, ScrollPage
from lssc_desktop.ui.kit.tokens import PAGE_MARGIN
from lssc_desktop.ui.preview.preview import Preview, source_of
from lssc_desktop.ui.shared.job_progress import JobProgress

_SHARES = (580, 480)
_NARROW = 860


class EvidencePage(QWidget):
    """The page of files, with the details of the chosen one; files can be dropped anywhere."""

    place_requested = Signal(object)

    def __init__(self, session: Session, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        icons = services.icons
        self._session = session
        self._theme = icons.theme
        self._stale = True
        self._wanted: str | None = None
        self._to_table = False
        self._actions = EvidenceActions(session, services, self)

        self._head = PageHead(icons.theme, _("Evidence"), parent=self)
        self.add_button = plain_button(icons, _("Add files…"), "plus")
        self.look_button = plain_button(icons, _("Look at the folder again"), "refresh")
        self._panes = QSplitter(Qt.Orientation.Horizontal, self)
        self.browser = FileBrowser(icons, parent=self._panes)
        self.table = self.browser.table
        self.proposals = FileProposals(icons)
        self.progress = JobProgress(icons)
        right = PageContent()
        self._beside = ScrollPage(right, parent=self._panes)
        self.preview = Preview(
            services.jobs, services.previews, icons, can_open=False, parent=right
        )
        self.details = FileDetails(icons, self._actions, self.preview, parent=right)
        self.details.hide()

        self._lay_out(right)
        self._connect()

    @property
    def first_control(self) -> QWidget:
        """The control that gets the keyboard first."""
        return self.table

    @property
    def panes(self) -> tuple[QWidget, ...]:
        """The parts between which F6 moves the keyboard."""
        return self.browser, self.details

    def go_to(self, place: EvidencePlace) -> None:
        """Show the file that a place names, whatever the filter was."""
        if place.about_me or (place.path is not None and is_about(place.path)):
            self.browser.choose(Group.ABOUT)
        elif place.path is not None:
            self.browser.choose(Group.ALL)
        if place.path is not None:
            self.table.choose(place.path)
            self._to_table = True
            self._move_focus()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the page up to date when it is shown."""
        super().showEvent(event)
        if self._stale:
            self.refresh()
        self._move_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the details under the table where there is no room beside it."""
        super().resizeEvent(event)
        narrow = self.width() < self._theme.measure(_NARROW)
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self._panes.setOrientation(down if narrow else across)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept local files; review files are for the window."""
        files = _dropped_files(event)
        if files and not all(map(is_review, files)):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Copy the files that were dropped."""
        files = _dropped_files(event)
        if files:
            event.acceptProposedAction()
            self.add_files(files)

    def refresh(self) -> None:
        """Show the files as they are now."""
        self._stale = False
        session = self._session
        missing = {each.path for each in session.reconciliation.missing}
        files = listed_files(session.program, session.portfolio, session.facts, missing)
        evidence = sum(1 for file in files if file.about is None)
        unused = sum(1 for file in files if file.is_unused)
        self._head.note.setText(file_count_line(evidence, unused, len(files) - evidence))
        self.browser.show_files(files)
        self._choose_wanted()

    def add_files(self, sources: tuple[Path, ...]) -> None:
        """Copy files in: as evidence, or as documents about the candidate where those are shown."""
        if self._session.may_change():
            job = self._actions.add(sources, about=self.browser.group is Group.ABOUT)
            self.progress.follow(job, Step.COPYING)

    @Slot()
    def browse(self) -> None:
        """Let the user choose files to add."""
        if self._session.may_change():
            ask_files(self, _("Add files"), self.add_files)

    def _lay_out(self, right: QWidget) -> None:
        self.setAcceptDrops(not self._session.is_read_only)
        # Not the button's own, which may be hidden.
        QShortcut(QKeySequence("Ctrl+O"), self).activated.connect(self.browse)
        self.add_button.setToolTip(_("Add files (Ctrl+O)"))
        if self._session.is_read_only:
            turn_off(example_line(), self.add_button)
        self._head.buttons.addWidget(self.add_button)
        self._head.buttons.addWidget(self.look_button)
        self._head.setContentsMargins(PAGE_MARGIN, 16, 20, 14)
        self.table.addAction(self._action(_("Move to trash"), Qt.Key.Key_Delete))
        self.table.addAction(self._action(_("Rename"), Qt.Key.Key_F2))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.progress.hide()
        self.progress.setContentsMargins(14, 0, 14, 10)
        self.browser.notes.addWidget(self.proposals)
        self.browser.notes.addWidget(self.progress)

        column(self.details, margins=(16, 14, 20, 14), on=right)
        self._panes.setChildrenCollapsible(False)
        self._panes.addWidget(self.browser)
        self._panes.addWidget(self._beside)
        self._panes.setSizes(list(_SHARES))
        for pane, share in enumerate(_SHARES):
            self._panes.setStretchFactor(pane, share)
        column(self._head, Divider(), (self._panes, 1), gap=0, on=self)

    def _action(self, words: str, key: Qt.Key) -> QAction:
        action = QAction(words, self.table)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        deletes = key == Qt.Key.Key_Delete
        details = self.details
        action.triggered.connect(details.remove_file if deletes else details.begin_rename)
        return action

    def _connect(self) -> None:
        self.add_button.clicked.connect(self.browse)
        self.browser.browse_requested.connect(self.browse)
        self.browser.adding_offered.connect(self.add_button.setHidden)
        self.look_button.clicked.connect(self._session.refresh)
        self.table.chosen_changed.connect(self._show_details)
        self.table.activated.connect(self.details.open_file)
        self.details.use_requested.connect(self._go_to_use)
        self.proposals.adopt_requested.connect(self._adopt)
        self.proposals.forget_requested.connect(self._actions.forget)
        self.proposals.visit_requested.connect(self._visit)
        self.proposals.look_requested.connect(self._session.refresh)
        self._actions.arrived.connect(self._choose_when_listed)
        self._session.portfolio_changed.connect(self._become_stale)
        self._session.facts_changed.connect(self._become_stale)
        self._session.looked.connect(self._show_found)

    @Slot(str)
    def _choose_when_listed(self, path: str) -> None:
        """Choose a file as soon as it is in the table."""
        self._wanted = path
        self._choose_wanted()

    def _choose_wanted(self) -> None:
        if self._wanted is not None and self.table.shows(self._wanted):
            self.table.choose(self._wanted)
            self._wanted = None

    @Slot(object)
    def _show_details(self, file: ListedFile | None) -> None:
        self.details.setVisible(file is not None)
        there = file is not None and file.state is not FileState.MISSING
        self.preview.setVisible(there)
        if file is None or not there:
            self.preview.show_file(None)
        else:
            self.preview.show_file(source_of(self._session, file.path))
        self.details.show_file(file, self._session.program.documents)

    @Slot(object)
    def _show_found(self, found: Reconciliation) -> None:
        self.proposals.show_found(self._session.program, found)

    def _move_focus(self) -> None:
        """Give the keyboard to the table once the page is shown, if a file was asked for."""
        if self._to_table and self.isVisible():
            self._to_table = False
            self.table.setFocus()

    @Slot()
    def _become_stale(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    @Slot(str)
    def _adopt(self, path: str) -> None:
        self.browser.choose(Group.ALL)
        self.add_files((self._session.root / path,))

    @Slot(object)
    def _visit(self, place: FilePlace) -> None:
        statement = place.kind is PlaceKind.STATEMENT
        number = None if statement else place.number
        self.place_requested.emit(SetPlace(place.set_id, number, statement, Tab.RESPONSE))

    @Slot(object)
    def _go_to_use(self, use: FileUse) -> None:
        if use.renewal:
            self.place_requested.emit(RenewalPlace())
            return
        tab = None if use.number is None else Tab.EVIDENCE
        self.place_requested.emit(SetPlace(use.set_id, use.number, use.statement, tab))


def _dropped_files(event: QDropEvent) -> tuple[Path, ...]:
    """Return the local files that are dragged, without folders."""
    return tuple(path for path in local_files(event.mimeData()) if not is_folder(path))
