"""The evidence page: every file of the candidate in a table, where it is used, what can be done.

It is long because the page joins the table, the details and every act on a file.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QPalette,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QButtonGroup, QMenu, QStackedWidget, QWidget

from lssc_desktop.core.check.rules.standing import documents_in_evidence, documents_to_come
from lssc_desktop.core.files.names import folded, is_about
from lssc_desktop.core.job import Step
from lssc_desktop.core.portfolio.clean_copies import outdated_copies
from lssc_desktop.core.portfolio.portfolio import EvidenceFile
from lssc_desktop.core.portfolio.privacy_decisions import (
    NOT_SCANNED,
    FileStanding,
    ScanState,
    standings,
)
from lssc_desktop.core.program.program import PersonalDocument
from lssc_desktop.core.standing.folder_facts import FileState, FileUse, ListedFile, listed_files
from lssc_desktop.core.standing.reconcile import (
    FilePlace,
    PlaceKind,
    Reconciliation,
    likely_same,
)
from lssc_desktop.documents.previews import Source
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages import evidence as say
from lssc_desktop.messages.evidence import file_count_line
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.portfolio import example_line
from lssc_desktop.messages.privacy import waiting_line
from lssc_desktop.store.folder.opening import is_review
from lssc_desktop.ui.base.actions import find_by_name
from lssc_desktop.ui.base.file_dialogs import ask_file, ask_files, local_files
from lssc_desktop.ui.base.jobs import JobHandle
from lssc_desktop.ui.base.place import EvidencePlace, RenewalPlace, SetPlace, Tab
from lssc_desktop.ui.base.privacy_scan import PrivacyScan
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.evidence.copies_again import AgainOffer
from lssc_desktop.ui.evidence.evidence_actions import EvidenceActions
from lssc_desktop.ui.evidence.file_details import (
    MOST_PROPOSED,
    FileDetails,
    FileProposals,
    SelectionDetails,
)
from lssc_desktop.ui.evidence.named_places import NamedPlaces
from lssc_desktop.ui.evidence.private_findings import FindingsPanel
from lssc_desktop.ui.kit.buttons import (
    dots_button,
    filter_button,
    plain_button,
    show_keys,
    signals_blocked,
    turn_off,
)
from lssc_desktop.ui.kit.cards import EmptyState
from lssc_desktop.ui.kit.fields import SearchField
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import Space, column, row
from lssc_desktop.ui.kit.pages import Divider, PageContent, PageHead, PaneSplitter, ScrollPage
from lssc_desktop.ui.kit.tokens import PAGE_MARGIN, Ink, Type
from lssc_desktop.ui.preview.preview import PreviewStrip, source_of
from lssc_desktop.ui.shared.file_table import FileTable
from lssc_desktop.ui.shared.job_progress import JobProgress
from lssc_desktop.ui.shared.use_dialog import EvidenceUses

# Browser ----------------------------------------------------------------------------------------


class Group(StrEnum):
    """A group of files: all that can be shown at a time."""

    ALL = "all"
    TO_LOOK_AT = "to-look-at"
    UNUSED = "unused"
    ABOUT = "about"


class FileBrowser(QWidget):
    """The browser of files: a table, narrowed by a group and a filter; `notes` go above it."""

    browse_requested = Signal()
    adding_offered = Signal(bool)
    """Whether there is a button to add files in place of the table."""

    def __init__(self, icons: Icons, session: Session, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._group = Group.ALL
        self._standings: Mapping[str, FileStanding] = {}
        self.filter_field = SearchField(
            icons, _("Filter by name"), QKeySequence(QKeySequence.StandardKey.Find)
        )
        self._groups = QButtonGroup(self)
        self.group_buttons = {group: filter_button(icons, "") for group in Group}
        self.notes = column()
        self.places = NamedPlaces(icons, self)
        self._stack = QStackedWidget(self)
        self.table = FileTable(icons, standing=self.standing, parent=self._stack)
        self.scan_note = Label(icons.theme, "", Type.TABLE, Ink.INK2)
        self.stop_button = plain_button(icons, _("Stop"), "x", small=True)
        self.scanning = QWidget()
        self.act_button = plain_button(icons, "")
        self._empty = EmptyState(icons, "paperclip", "", "", self.act_button, parent=self._stack)

        self._lay_out()
        self.filter_field.textChanged.connect(self._narrow)
        self._groups.idToggled.connect(self._choose_group)
        self.act_button.clicked.connect(self._act)
        self._narrow()

    @property
    def first_control(self) -> QWidget:
        """The control that gets the keyboard first."""
        return self.table

    @property
    def group(self) -> Group:
        """The group that is shown."""
        return self._group

    @property
    def empty_words(self) -> str:
        """The words in place of the table; "" while there is a file to show."""
        return "" if self._stack.currentWidget() is self.table else self._why_empty().text

    def standing(self, file: ListedFile) -> FileStanding:
        """Return how a file stands with the private data in it."""
        return self._standings.get(file.path, NOT_SCANNED)

    def show_files(
        self, files: tuple[ListedFile, ...], standings: Mapping[str, FileStanding]
    ) -> None:
        """Show other files, and how many there are in each group."""
        self._standings = standings
        labels = {
            Group.ALL: _("All {count}"),
            Group.TO_LOOK_AT: _("To review {count}"),
            Group.UNUSED: _("Not used {count}"),
            Group.ABOUT: _("About me {count}"),
        }
        for group, label in labels.items():
            count = sum(1 for file in files if self._is_in(group, file))
            self.group_buttons[group].setText(label.format(count=count))
        self.table.show_records(files)
        self._show_table_or_why_not()

    def choose(self, group: Group) -> None:
        """Show a group, without a filter."""
        with signals_blocked(self._groups):
            self.group_buttons[group].setChecked(True)
        self.filter_field.clear()
        self._narrow()

    def _lay_out(self) -> None:
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        for button in self.group_buttons.values():
            self._groups.addButton(button)
        self.group_buttons[Group.ALL].setChecked(True)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        tools = row(
            (self.filter_field, 1),
            Space(4),
            *self.group_buttons.values(),
            gap=6,
            margins=(14, 10, 14, 10),
        )
        row((self.scan_note, 1), self.stop_button, gap=8, margins=(14, 8, 14, 10), on=self.scanning)
        column(tools, self.places, self.notes, (self._stack, 1), self.scanning, gap=0, on=self)

    def _choose_group(self, _id: int, chosen: bool) -> None:
        if chosen:
            self._narrow()

    def _narrow(self) -> None:
        pressed = self._groups.checkedButton()
        before = self._group
        self._group = next(g for g, button in self.group_buttons.items() if button is pressed)
        if (before is Group.ABOUT) != (self._group is Group.ABOUT):
            self.table.show_about(self._group is Group.ABOUT)
        wanted = folded(self.filter_field.text().strip())
        self.table.records.set_filter(partial(self._is_shown, self._group, wanted))
        self._show_table_or_why_not()

    def _show_table_or_why_not(self) -> None:
        session = self._session
        is_asked = self._group is Group.ABOUT and not session.is_read_only
        wanted = documents_to_come(session.program, session.portfolio) if is_asked else ()
        in_evidence = documents_in_evidence(session.program, session.portfolio) if wanted else {}
        self.places.show_documents(wanted, in_evidence)
        adds = False
        if self.table.records.shown:
            self._stack.setCurrentWidget(self.table)
        else:
            message = self._why_empty()
            self._empty.set_words(message.happened, message.advice)
            filters = self._filters_all()
            adds = not filters and message not in (say.all_used(), _nothing_to_decide())
            self.act_button.setText(_("Clear the filter") if filters else _("Add files…"))
            self.act_button.set_icon_name("x" if filters else "plus")
            self.act_button.setVisible(filters or adds)
            self._stack.setCurrentWidget(self._empty)
        self.adding_offered.emit(adds)

    def _act(self) -> None:
        """Do what would end the empty state."""
        if self._filters_all():
            self.filter_field.clear()
            self.filter_field.setFocus()
        else:
            self.browse_requested.emit()

    def _filters_all(self) -> bool:
        """Whether it is the filter that leaves no file of the group."""
        files = self.table.records.all_records
        typed = self.filter_field.text().strip()
        return bool(typed) and any(self._is_in(self._group, file) for file in files)

    def _why_empty(self) -> Message:
        """Return why no file is shown, and what to do."""
        files = self.table.records.all_records
        if self._filters_all():
            typed = self.filter_field.text().strip()
            clear = _("Clear the filter to see them all.")
            return Message(_("No file matches “{text}”.").format(text=typed), advice=clear)
        if self._group is Group.ABOUT:
            return say.no_files_about(self._session.program)
        if self._group is Group.TO_LOOK_AT:
            return _nothing_to_decide()
        if self._group is Group.UNUSED and any(self._is_in(Group.ALL, file) for file in files):
            return say.all_used()
        how = _(
            "Drag files here, or choose some. We copy them. Your originals stay where they are."
        )
        return Message(_("No files yet."), advice=how)

    def _is_in(self, group: Group, file: ListedFile) -> bool:
        match group:
            case Group.ALL:
                return file.about is None
            case Group.TO_LOOK_AT:
                return self.standing(file).state in _WAITING
            case Group.UNUSED:
                return file.is_unused
            case Group.ABOUT:
                return file.about is not None

    def _is_shown(self, group: Group, wanted: str, file: ListedFile) -> bool:
        return wanted in file.key and self._is_in(group, file)


_WAITING = (ScanState.TO_DECIDE, ScanState.LOOK_YOURSELF)


# Page -------------------------------------------------------------------------------------------

_SHARES = (698, 432)
_WITH_FINDINGS = (ScanState.TO_DECIDE, ScanState.LOOK_YOURSELF, ScanState.SAID_FINE)
_NARROW = 860


class EvidencePage(QWidget):
    """The page of files, with the details of the chosen one; files can be dropped anywhere."""

    place_requested = Signal(object)

    def __init__(self, session: Session, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        icons = services.icons
        self._session = session
        self._services = services
        self._theme = icons.theme
        self._stale = True
        self._wanted: str | None = None
        self._to_table = False
        self._actions = EvidenceActions(session, services, self)

        self._head = PageHead(icons.theme, _("Evidence"), parent=self)
        self.add_button = plain_button(icons, _("Add files…"), "plus")
        self.menu = QMenu(self)
        self.look = QAction(_("Refresh"), self)
        show_keys(self.look, "F5")  # the key is the window's
        self.dots = dots_button(icons, _("More for all files"), self.menu)
        self._panes = PaneSplitter(
            icons.theme, _("Size of the list of files"), thin=True, parent=self
        )
        self.browser = FileBrowser(icons, session, parent=self._panes)
        self.table = self.browser.table
        self.proposals = FileProposals(icons)
        self.again_offer = AgainOffer(icons)
        self.progress = JobProgress(icons)
        right = PageContent()
        self._beside = ScrollPage(right, parent=self._panes)
        self.preview = PreviewStrip(
            services.jobs, services.previews, icons, can_open=False, parent=right
        )
        self.preview.files = self._sources
        self.preview.file_reached.connect(self._reach)
        self.scan = PrivacyScan.of(session, services)
        self.findings = FindingsPanel(session, services, self.preview, parent=right)
        self.findings.place_requested.connect(self.place_requested)
        self.details = FileDetails(icons, self._actions, self.preview, self.findings, parent=right)
        self.details.hide()
        can_change = not session.is_read_only
        self.selection = SelectionDetails(icons, can_change=can_change, parent=right)
        self.selection.hide()
        self.uses = EvidenceUses(session, services, self)

        self._lay_out(right)
        self._connect()
        self._show_scan(0, 0)

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
        self.scan.wake()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the details under the table where there is no room beside it."""
        super().resizeEvent(event)
        narrow = self.width() < self._theme.measure(_NARROW)
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self._panes.setOrientation(down if narrow else across)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files and folders; review files are for the window."""
        files = local_files(event.mimeData())
        if files and not all(map(is_review, files)):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Copy the files that were dropped; folders are asked about."""
        files = local_files(event.mimeData())
        if files and self._session.may_change():
            event.acceptProposedAction()
            self._actions.add_dropped(files, self.add_files)

    def refresh(self) -> None:
        """Show the files as they are now."""
        self._stale = False
        session = self._session
        missing = {each.path for each in session.reconciliation.missing}
        files = listed_files(session.program, session.portfolio, session.facts, missing)
        evidence = sum(1 for file in files if file.about is None)
        unused = sum(1 for file in files if file.is_unused)
        standing = standings(
            session.portfolio, (file.path for file in files), session.facts.scanned
        )
        waiting = [each.to_decide for each in standing.values() if each.to_decide]
        counts = file_count_line(evidence, unused, len(files) - evidence)
        said = (counts, waiting_line(sum(waiting), len(waiting)))
        self._head.note.setText(" ".join(filter(None, said)))
        self.browser.show_files(files, standing)
        self.again_offer.show_count(
            0 if session.is_read_only else len(outdated_copies(session.portfolio))
        )
        self._choose_wanted()
        self._show_findings()

    def _show_findings(self) -> None:
        """Show the findings of the chosen file, as far as it has any."""
        chosen = self.table.selected
        file = chosen[0] if len(chosen) == 1 else None
        has = file is not None and self.browser.standing(file).state in _WITH_FINDINGS
        self.findings.show_file(None if file is None else file.path, has_findings=has)

    def _show_scan(self, done: int, total: int) -> None:
        if self.browser.scanning.isHidden() == (total > 0):
            self.browser.scanning.setVisible(total > 0)
            self.table.scrollTo(self.table.currentIndex())  # the note took its room
        note = ngettext(
            "Looking for private data: {done} of {total} file.",
            "Looking for private data: {done} of {total} files.",
            total,
        )
        self.browser.scan_note.setText(note.format(done=done, total=total))

    def step_to_look_at(self, step: int) -> None:
        """Choose the next file with something to decide, or the one before."""
        shown = self.table.records.shown
        waiting = [file for file in shown if self.browser.standing(file).state in _WAITING]
        if not waiting:
            return
        places = {file.path: at for at, file in enumerate(shown)}
        chosen = self.table.selected
        here = places.get(chosen[0].path, -1) if chosen else -1
        after = [file for file in waiting if (places[file.path] - here) * step > 0]
        ordered = after if step > 0 else after[::-1]
        wrapped = waiting[0] if step > 0 else waiting[-1]
        self.table.choose((ordered or [wrapped])[0].path)

    def add_files(self, sources: tuple[Path, ...]) -> None:
        """Copy files in: as evidence, or as documents about the candidate where those are shown."""
        if self._session.may_change():
            about = self.browser.group is Group.ABOUT
            (self._actions.add_about if about else self._actions.add)(sources, self._show_copying)

    def _show_copying(self, job: JobHandle) -> None:
        self.progress.follow(job, Step.COPYING)

    def _browse_document(self, document: PersonalDocument) -> None:
        """Let the user choose the file that is a document of the program."""
        start, chosen = self._services.preferences.added_from, partial(self._fill, document)
        ask_file(self, document.title, chosen, start=start)

    def _fill(self, document: PersonalDocument, path: Path) -> None:
        if self._session.may_change():
            # Its place goes; the keyboard would be in the sidebar then.
            self.browser.group_buttons[Group.ABOUT].setFocus()
            self._actions.add_about((path,), self._show_copying, document)

    def _take_evidence(self, document: PersonalDocument, file: EvidenceFile) -> None:
        """Let a copy of an evidence file be the document; its uses as evidence stay."""
        self._fill(document, self._session.root / file.path)

    def browse(self) -> None:
        """Let the user choose files to add."""
        if self._session.may_change():
            start = self._services.preferences.added_from
            ask_files(self, _("Add files"), self._add_chosen, start=start)

    def _add_chosen(self, sources: tuple[Path, ...]) -> None:
        self._services.preferences.note_added(sources)
        self.add_files(sources)

    def _lay_out(self, right: QWidget) -> None:
        self.setAcceptDrops(not self._session.is_read_only)
        # Not the button's own, which may be hidden.
        QShortcut(QKeySequence("Ctrl+Shift+A"), self).activated.connect(self.browse)
        self.add_button.setToolTip(_("Add files (Ctrl+Shift+A)"))
        if self._session.is_read_only:
            turn_off(example_line(), self.add_button)
        self._head.buttons.addWidget(self.add_button)
        self._head.buttons.addWidget(self.dots)
        self._head.setContentsMargins(PAGE_MARGIN, 16, 20, 14)
        find_by_name(_("More for this file"), self.details.menu.actions(), on=self.table)
        self.progress.hide()
        self.progress.setContentsMargins(14, 0, 14, 10)
        self.browser.notes.addWidget(self.proposals)
        self.browser.notes.addWidget(self.again_offer)
        self.browser.notes.addWidget(self.progress)

        column(self.details, self.selection, margins=(16, 14, 20, 14), on=right)
        self._panes.addWidget(self.browser)
        self._panes.addWidget(self._beside)
        self._panes.setSizes(list(_SHARES))
        for pane, share in enumerate(_SHARES):
            self._panes.setStretchFactor(pane, share)
        column(self._head, Divider(), (self._panes, 1), gap=0, on=self)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self.browse)
        self.browser.browse_requested.connect(self.browse)
        self.browser.places.chosen.connect(self._browse_document)
        self.browser.places.dropped.connect(self._fill)
        self.browser.places.found.connect(self._take_evidence)
        self.browser.adding_offered.connect(self.add_button.setHidden)
        self.look.triggered.connect(self._session.refresh)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.table.chosen_changed.connect(self._show_details)
        self.table.selected_changed.connect(self._show_selection)
        for details in (self.details, self.selection):
            details.placing_requested.connect(self._ask_use)
            details.removal_requested.connect(self.remove_selected)
        self.table.activated.connect(self.details.open_file)
        self.details.use_requested.connect(self._go_to_use)
        self.proposals.adopt_requested.connect(self._adopt)
        self.proposals.forget_requested.connect(self._actions.forget)
        self.proposals.same_requested.connect(self._actions.take_as_same)
        self.proposals.visit_requested.connect(self._visit)
        self.proposals.look_requested.connect(self._session.refresh)
        self._actions.arrived.connect(self._choose_when_listed)
        self._session.portfolio_changed.connect(self._become_stale)
        self._session.facts_changed.connect(self._become_stale)
        self._session.scanned_changed.connect(self._become_stale)
        self.scan.progressed.connect(self._show_scan)
        self.browser.stop_button.clicked.connect(self.scan.stop)
        self.look.triggered.connect(self.scan.go_on)
        self.findings.step_requested.connect(self.step_to_look_at)
        self.findings.clean_requested.connect(self.make_clean_copy)
        self.details.clean_requested.connect(self.make_clean_copy)
        self.again_offer.wished.connect(self.make_copies_again)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self.preview.enlarge)
        for keys, step in (("F7", 1), ("Shift+F7", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.step_to_look_at, step))
        self._session.looked.connect(self._show_found)
        self._session.files.began.connect(self.progress.follow)

    def _fill_menu(self) -> None:
        self.menu.clear()
        self.menu.addAction(self.look)
        self.menu.addMenu(self.table.sort_menu(self.menu))

    def _choose_when_listed(self, path: str) -> None:
        """Choose a file as soon as it is in the table."""
        self._wanted = path
        self._choose_wanted()

    def _choose_wanted(self) -> None:
        if self._wanted is not None and self.table.shows(self._wanted):
            self.table.choose(self._wanted)
            self._wanted = None

    def remove_selected(self) -> None:
        """Move the selected files to the trash."""
        self._actions.remove(self.table.selected)

    def _ask_use(self) -> None:
        paths = tuple(file.path for file in self.table.selected if file.about is None)
        self.uses.ask(paths)

    def _show_selection(self, files: tuple[ListedFile, ...]) -> None:
        """Show what can be done with all files that are selected, in place of one's details."""
        several = len(files) > 1
        self.selection.setVisible(several)
        if several:
            self.selection.show_files(files)
            self.details.hide()
            self.preview.show_file(None)
            self.findings.show_file(None, has_findings=False)
        self.details.show_acts(files)

    def _show_details(self, file: ListedFile | None) -> None:
        if len(self.table.selected) > 1:
            return
        self.details.setVisible(file is not None)
        there = file is not None and file.state is not FileState.MISSING
        self.preview.setVisible(there)
        if file is None or not there:
            self.preview.show_file(None)
        else:
            self.preview.show_file(source_of(self._session, file.path))
        self.details.show_file(file, self._session.program.documents)
        self._show_findings()

    def _listed_there(self) -> tuple[ListedFile, ...]:
        shown = self.table.records.shown
        return tuple(file for file in shown if file.state is not FileState.MISSING)

    def _sources(self) -> tuple[Source, ...]:
        """Return the files of the table that can be looked into, in its order."""
        return tuple(source_of(self._session, file.path) for file in self._listed_there())

    def _reach(self, place: int) -> None:
        """Choose the file that the large view went on to."""
        files = self._listed_there()
        if place < len(files):
            self.table.choose(files[place].path)

    def _show_found(self, found: Reconciliation) -> None:
        session = self._session
        likely = {
            each.path: same.path
            for each in found.missing[:MOST_PROPOSED]
            if each.place.kind is PlaceKind.EVIDENCE
            and (same := likely_same(session.portfolio, each.path, session.today)) is not None
        }
        self.proposals.show_found(session.program, found, likely)

    def _move_focus(self) -> None:
        """Give the keyboard to the table once the page is shown, if a file was asked for."""
        if self._to_table and self.isVisible():
            self._to_table = False
            self.table.setFocus()

    def make_clean_copy(self) -> None:
        """Show what a clean copy of the chosen file won’t have, and make it."""
        file = self.table.chosen
        if file is not None:
            self._actions.make_clean(file.path, self.findings.found_of(file.path))

    def make_copies_again(self) -> None:
        """Make every clean copy again that was made in the earlier way."""
        self._actions.make_copies_again()

    def _become_stale(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _adopt(self, path: str) -> None:
        self.browser.choose(Group.ALL)
        self.add_files((self._session.root / path,))

    def _visit(self, place: FilePlace) -> None:
        statement = place.kind is PlaceKind.STATEMENT
        number = None if statement else place.number
        self.place_requested.emit(SetPlace(place.set_id, number, statement, Tab.RESPONSE))

    def _go_to_use(self, use: FileUse) -> None:
        if use.renewal:
            self.place_requested.emit(RenewalPlace())
            return
        tab = None if use.number is None else Tab.EVIDENCE
        self.place_requested.emit(SetPlace(use.set_id, use.number, use.statement, tab))


def _nothing_to_decide() -> Message:
    """Say in place of a list that no file waits for a decision."""
    return Message(
        _("Nothing needs your decision."),
        "",
        _("We can miss some private data, so check your files yourself, too."),
    )
