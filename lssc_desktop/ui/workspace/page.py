"""The workspace page of a set: its competencies, what is written, and the evidence beside it.

It is long because the page holds together panes that must not know one another.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from lssc_desktop.core.check.rules.responses import unnamed_evidence
from lssc_desktop.core.portfolio.candidate_edits import add_word
from lssc_desktop.core.portfolio.edits import uses_at
from lssc_desktop.core.portfolio.portfolio import Portfolio, SetWork, TextPlace
from lssc_desktop.core.program.program import CompetencySet, Program
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.program.translation import spelled_right
from lssc_desktop.core.program.vocabulary import dictionary_of
from lssc_desktop.core.review.review import waiting_places
from lssc_desktop.core.standing.folder_facts import listed_files
from lssc_desktop.core.standing.progress import (
    asked_to_revise,
    competency_state,
    covered_state,
    set_progress,
    statement_state,
)
from lssc_desktop.core.standing.search import TextField
from lssc_desktop.core.submission.set_standing import standing
from lssc_desktop.core.text.richtext import RichText
from lssc_desktop.documents.spelling.checker import words_of_the_field
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext, spoken
from lssc_desktop.messages.competency import no_route_note, text_name
from lssc_desktop.messages.courses import closed_sentence
from lssc_desktop.messages.evidence import taken_out_line
from lssc_desktop.messages.message import Message
from lssc_desktop.store.program_texts import evidence_ideas
from lssc_desktop.ui.base.actions import find_by_name
from lssc_desktop.ui.base.place import (
    CheckPlace,
    CoursesPlace,
    FoundWords,
    PlanPlace,
    SetPlace,
    SplitPlace,
    Tab,
)
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.editor.editor import type_into, writes_text
from lssc_desktop.ui.editor.spelling import Spelling, SpellingMarks
from lssc_desktop.ui.kit.flow import Steps
from lssc_desktop.ui.kit.layout import column
from lssc_desktop.ui.kit.pages import ensure_visible_soon
from lssc_desktop.ui.kit.speech import announce
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.ui.preview.pictures import Thumbnails
from lssc_desktop.ui.preview.preview import PreviewOpener
from lssc_desktop.ui.shared.evidence_picker import NOT_ADDED
from lssc_desktop.ui.shared.file_table import ChooseFilesDialog
from lssc_desktop.ui.shared.use_dialog import EvidenceUses
from lssc_desktop.ui.workspace.adding import EvidenceAdder, dropped_document
from lssc_desktop.ui.workspace.columns import SetColumns
from lssc_desktop.ui.workspace.comments_beside import CommentsBeside, CommentsOnWork
from lssc_desktop.ui.workspace.competency_edits import CompetencyEdits, TakenOut, trash
from lssc_desktop.ui.workspace.competency_pane import CompetencyPane
from lssc_desktop.ui.workspace.competency_panel import CompetencyPanel
from lssc_desktop.ui.workspace.evidence_tray import EvidenceAct, EvidenceTray, shown_uses
from lssc_desktop.ui.workspace.head import (
    OfficialTextDialog,
    OfficialTextsDialog,
    OtherRoute,
    WorkspaceLock,
)
from lssc_desktop.ui.workspace.menus import CompetencyMenu, SetMenu
from lssc_desktop.ui.workspace.planning import begin_outline
from lssc_desktop.ui.workspace.private_marks import PrivateMarks
from lssc_desktop.ui.workspace.response_tab import ResponseSync
from lssc_desktop.ui.workspace.taking_in import NOT_TAKEN, choose_document, take_dropped
from lssc_desktop.ui.workspace.versions_dialog import EarlierVersions

if TYPE_CHECKING:
    from lssc_desktop.core.privacy.private_data import PrivacyKind


class WorkspacePage(QWidget):
    """The page that shows one set at a time and in it one competency, or the learning statement."""

    place_requested = Signal(object)
    evaluator_view_requested = Signal(object)
    """The `SetPlace` to be shown as an evaluator will read it."""
    example_requested = Signal()
    """The finished example of the program is wanted."""
    larger_changed = Signal(bool)
    """Whether the text has the room of what stands around it."""

    def __init__(self, session: Session, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._services = services
        self._notices = services.notices
        self._icons = icons = services.icons
        self._place: TextPlace | None = None
        self._counted: tuple[TextPlace | None, RichText | None] = (None, None)
        self.setAcceptDrops(True)
        self._stale = self._is_to_write = self._is_larger = False
        self._sought: FoundWords | None = None
        self._sought_private: PrivacyKind | None = None
        self._ideas = evidence_ideas(session.program.id, spoken().language)
        self._last: dict[str, int | None] = {}
        self._edits = CompetencyEdits(session, self)
        self._thumbnails = Thumbnails(session.root, services, self)
        self._looking = PreviewOpener(session, services, self)
        self._adding = EvidenceAdder(session, services, self._edits, self)
        self.uses = EvidenceUses(session, services, self)
        self.versions = EarlierVersions(session, services, self)
        # Each is made where it will be: every move makes Qt style all that is inside again.
        self.set_menu = SetMenu(self)
        self.menu = CompetencyMenu(self)
        self._stack = QStackedWidget(self)
        self._columns = SetColumns(icons.theme, self._stack)
        self.competencies = CompetencyPane(icons, self.set_menu, self._columns.place_of_list)
        self.panel = CompetencyPanel(icons, self.menu, self._columns)
        self.tray = EvidenceTray(icons, self._thumbnails, self._columns)
        self._columns.hold(self.competencies, self.panel, self.tray)
        self.comments = CommentsOnWork(icons, self.tray)
        self._beside = CommentsBeside(
            session, self.comments, self.panel.response, icons.theme, self
        )
        self.other_route = OtherRoute(icons, self._stack)
        self._text = ResponseSync(session, services, self._edits, self.panel.response, self)
        self.lock = WorkspaceLock(session, self.panel, self.tray, icons, self)
        self._lay_out()
        self.spelling = self._spelling_of(services)

        self.panel.response.box.counted.connect(self._show_references)
        self._adding.started.connect(self.tray.progress.follow)
        self._adding.used.connect(self._tell_added)
        session.portfolio_changed.connect(self._note_portfolio)
        session.settle_requested.connect(self.settle)
        session.facts_changed.connect(self._on_facts_changed)
        self._connect_navigation()
        self._connect_work()
        self._connect_evidence()
        for chooser in (self.competencies.list, self.panel.head.list_button):
            chooser.installEventFilter(self)
        icons.theme.changed.connect(self._fit)

    @property
    def panes(self) -> tuple[QWidget, ...]:
        """The parts between which F6 moves the keyboard."""
        return (self.competencies, self.panel, self.tray)

    def go_to(self, place: SetPlace) -> None:
        """Show a set, with the competency, statement and tab that are asked for."""
        self.settle()
        number = place.number
        if number is None and not place.statement:
            number = self._remembered(place.set_id)
        target = TextPlace(place.set_id, number)
        if place.tab is not None and number is not None:
            self.panel.go_to_tab(place.tab)
        self._is_to_write = place.in_text
        self._sought, self._sought_private = place.found, place.private
        if target != self._place:
            self._place = self._edits.place = target
            self._last[place.set_id] = number
            self.tray.show_taken_out("")
            self._beside.go_to(target)
            self._show_portfolio(self._session.portfolio)
            self._text.read()
        if place.tab is not None and number is None and self._has_evidence:
            self.panel.go_to_tab(place.tab)  # its tabs are those of a statement by now
        if self._is_to_write and self.isVisible():
            self.go_into_text()
        self._show_found()

    def go_into_text(self) -> None:
        """Give the keyboard to the text, where the user left off."""
        self._is_to_write = False
        self.panel.go_to_tab(Tab.RESPONSE)
        self.panel.response.go_into_text()

    def _show_found(self) -> None:
        """Select the words that the user looked for, once the text that has them is shown."""
        found, panel = self._sought, self.panel
        kind = self._sought_private
        if kind is not None and self.isVisible() and not panel.response.is_waiting:
            self._sought_private = None
            for marks in self.private:
                marks.seek(kind)
        if found is None or not self.isVisible():
            return
        match found.field:
            case None:
                if panel.response.is_waiting:
                    return
                panel.response.show_found(found)
            case TextField.CAPTION | TextField.OWN_ROLE:
                panel.evidence.show_found(found)
            case TextField.COMMENT | TextField.ANSWER:
                if panel.response.is_waiting:
                    return
                self._beside.show_found(found)
            case _:
                panel.plan.show_found(found)
        self._sought = None

    def type_in_sight(self, key: QKeyEvent) -> bool:
        """Write a letter that was typed where nothing can be written into the text or the notes.

        Returns whether there was one, and a field for it.
        """
        panel = self.panel
        field = panel.plan.primary if panel.tab is Tab.PLAN else panel.response.current_editor
        is_shown_only = field.isReadOnly() and not panel.response.is_waiting
        if not writes_text(key) or is_shown_only or not panel.isVisible():
            return False
        if panel.tab is Tab.EVIDENCE:
            panel.go_to_tab(Tab.RESPONSE)
        self._columns.close_list()
        type_into(field, key)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let letters typed on a list or choice go into the text: a sentence is not a search."""
        if event.type() is QEvent.Type.KeyPress and self.type_in_sight(cast("QKeyEvent", event)):
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Write letters that no control wanted."""
        if not self.type_in_sight(event):
            super().keyPressEvent(event)

    @property
    def text_place(self) -> TextPlace | None:
        """Which text is shown."""
        return self._place

    def shows(self, place: SetPlace) -> bool:
        """Whether a competency or statement is visible, and what its tab is about."""
        if self._place != TextPlace(place.set_id, place.number):
            return False
        in_tray = place.tab is Tab.EVIDENCE and self.tray.isVisible()
        return place.tab is None or place.tab is self.panel.tab or in_tray

    def settle(self) -> None:
        """Commit what is still in the fields, before something else is shown or it ends."""
        if self._place is not None:
            self.panel.settle()
            self._note_caret()

    def _note_caret(self) -> None:
        caret = self.panel.response.caret
        if self._place is not None and caret is not None:
            self._session.note_caret(self._place, caret)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the tray out where there is no room for it."""
        super().resizeEvent(event)
        self._fit()

    @property
    def first_control(self) -> QWidget:
        """What has the keyboard first in a set by another route, which has no competencies."""
        return self.other_route.change

    def showEvent(self, event: QShowEvent) -> None:
        """Show how things are saved now; the keyboard goes to the list, or into the text."""
        super().showEvent(event)
        if self._stale:
            self._show_portfolio(self._session.portfolio)
        if self._is_to_write:
            self.go_into_text()
        elif self._sought is not None:
            self._show_found()
        elif self._columns.isVisible():  # a set by course has no list
            head = self.panel.head
            there = head.list_button if head.list_button.isVisible() else self.competencies.list
            there.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Come back as usual, and to where the user left off."""
        super().hideEvent(event)
        self._columns.close_list()
        self._note_caret()
        if self._is_larger and isValid(self.menu):  # which goes first when the window closes
            self.menu.larger.setChecked(False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept a document to be split, where it is not dropped on a text or on evidence."""
        found = self._found()
        may_split = found is not None and found[1].route is Route.PORTFOLIO
        if may_split and dropped_document(event) is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Show how the document would be split."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._split(dropped_document(event))

    def _lay_out(self) -> None:
        self._stack.addWidget(self._columns)
        self._stack.addWidget(self.other_route)
        column(self.lock.notice, (self._stack, 1), gap=0, on=self)

    def _spelling_of(self, services: Services) -> Spelling:
        """Return the spelling of the portfolio's language, which marks words in all editors."""
        spelled = self._session.program.spelling
        language = dictionary_of(self._session.portfolio.language, spelled)
        find_checker = partial(services.checker.find, language=language)
        right = partial(_words_taken_for_right, language, self._session.program)
        spelling = Spelling(find_checker, services.jobs, self, right=right)
        spelling.set_own_words(self._session.portfolio.words)
        spelling.follow(services.preferences)
        spelling.add_requested.connect(self._add_word)
        theme = self._icons.theme
        self.private = tuple(
            PrivateMarks(
                *(editor, SpellingMarks(editor, spelling, theme), self._session, services.jobs),
                theme,
                self._path_of_text,
            )
            for editor in self.panel.response.editors
        )
        for marks in self.private:
            self._text.shown.connect(marks.begin)
            for other in self.private:
                marks.reached.connect(other.forget)
        return spelling

    def _path_of_text(self) -> str:
        document = None if self._place is None else self._session.portfolio.document(self._place)
        return "" if document is None else document.path

    def _connect_navigation(self) -> None:
        self._text.shown.connect(self._beside.show)
        self._text.shown.connect(self._show_found)
        self.lock.place_requested.connect(self.place_requested)
        menu = self.set_menu
        menu.plan.triggered.connect(self._go_to_plan)
        menu.split.triggered.connect(self._go_to_split)
        menu.official.triggered.connect(self._ask_official_texts)
        menu.as_evaluator.triggered.connect(self.look_as_evaluator)
        menu.review_copy.triggered.connect(self._go_to_review_copy)
        menu.change_route.triggered.connect(self._go_to_routes)
        find_by_name(_("More for this {set}"), menu.acts, on=self)
        find_by_name(_("More for this {competency}"), self.menu.actions(), on=self)
        self.competencies.check.clicked.connect(self._go_to_check)
        self.competencies.competency_chosen.connect(self._go_to_number)
        self.competencies.menu_requested.connect(self.menu.popup)
        for keys, go in (("Ctrl+PgUp", self.go_to_previous), ("Ctrl+PgDown", self.go_to_next)):
            QShortcut(QKeySequence(keys), self).activated.connect(go)
        self.panel.head.previous.clicked.connect(self.go_to_previous)
        self.panel.head.next.clicked.connect(self.go_to_next)
        self.menu.official.triggered.connect(self._ask_official_text)
        self.other_route.change.clicked.connect(self._edits.set_portfolio_route)

    def _connect_work(self) -> None:
        panel = self.panel
        panel.response.picture_pasted.connect(self._adding.add_picture)
        panel.response.document_kept.connect(self.menu.offer_document)
        panel.response.document_offered.connect(self.menu.use_document.setEnabled)
        self.menu.take_out.triggered.connect(self._move_to_trash)
        self.menu.versions.triggered.connect(self._open_versions)
        self.menu.use_document.triggered.connect(self._choose_document)
        panel.document_dropped.connect(self._ask_about_document)
        self.menu.larger.toggled.connect(self._set_larger)
        starts = panel.response.starts
        starts.outline_requested.connect(self._begin_outline)
        starts.ideas_requested.connect(self._show_ideas)
        starts.document_requested.connect(self.menu.use_document.trigger)
        starts.example_requested.connect(self.example_requested)
        panel.response.routes.clicked.connect(self._go_to_routes)
        panel.plan.plan_changed.connect(self._edits.set_plan)
        panel.plan.self_rating_changed.connect(self._edits.set_self_rating)
        panel.plan.pds_changed.connect(self._edits.set_pds)
        panel.head.ready_requested.connect(self._edits.set_ready)

    def _connect_evidence(self) -> None:
        self.panel.evidence.known_button.clicked.connect(self._choose_known)
        self.tray.add_menu.known.triggered.connect(self._choose_known)
        self.competencies.evidence_dropped.connect(self._use_at)
        for pane in (self.tray, self.panel):
            pane.evidence_dropped.connect(self._use_here)
            pane.browse_requested.connect(self._adding.browse)
            pane.files_chosen.connect(self._adding.add_files)
            pane.picture_chosen.connect(self._adding.add_picture)
        self.tray.act_requested.connect(self._act_on_evidence)
        self.tray.order_changed.connect(self._edits.set_order)
        self.tray.undo.clicked.connect(self._edits.put_back)
        self.panel.evidence.act_requested.connect(self._act_on_evidence)
        self.panel.evidence.use_changed.connect(self._edits.set_use)
        self.panel.evidence.order_changed.connect(self._edits.set_order)
        self.panel.evidence.take_out_requested.connect(self._edits.take_out)
        self.panel.evidence.weight_requested.connect(self._edits.weigh)
        self._edits.taken_out.connect(self._show_taken_out)
        QShortcut(QKeySequence("Ctrl+Shift+A"), self).activated.connect(self._browse)

    def _found(self, set_id: str | None = None) -> tuple[CompetencySet, SetWork] | None:
        """Return a set with the work on it, without an id those that are shown."""
        if set_id is None and self._place is not None:
            set_id = self._place.set_id
        if set_id is None:
            return None
        competency_set = self._session.program.competency_set(set_id)
        work = self._session.portfolio.set_work(set_id)
        return None if competency_set is None or work is None else (competency_set, work)

    def _remembered(self, set_id: str) -> int | None:
        """Return where the user was last in a set, or else the first that is not ready."""
        if set_id in self._last:
            return self._last[set_id]
        found = self._found(set_id)
        if found is None:
            return None
        if not self._session.program.needs_responses:
            return None
        competency_set, work = found
        numbers = [item.number for item in competency_set.competencies]
        open_ = (
            number for number in numbers if not competency_state(work.competency(number)).is_ready
        )
        return next(open_, numbers[0])

    def _add_word(self, word: str) -> None:
        self._session.apply(partial(add_word, word=word))

    def _note_portfolio(self, portfolio: Portfolio) -> None:
        self.spelling.set_own_words(portfolio.words)
        if self.isVisible():
            self._show_portfolio(portfolio)
        self._stale = not self.isVisible()

    def _on_facts_changed(self) -> None:
        self._note_portfolio(self._session.portfolio)
        self._text.read_unread()

    def _show_portfolio(self, portfolio: Portfolio) -> None:
        found, self._stale = self._found(), False
        if found is None or self._place is None:
            return
        (competency_set, work), number = found, self._place.number
        item = set_progress(
            competency_set, work, today=self._session.today, program=self._session.program
        )
        self.competencies.show_set(item, self._session.program)
        self._stack.setCurrentIndex(0 if work.route is Route.PORTFOLIO else 1)
        if work.route is not Route.PORTFOLIO:
            self.other_route.show_set(item, self._session.today)
            self.lock.show(competency_set.id)
            return
        asked = waiting_places(portfolio, self._session.facts.reviews)
        self.competencies.set_portfolio(self._session.program, portfolio, asked)
        self.competencies.go_to(competency_set.id, number)
        program, limits = self._session.program, self._session.program.limits
        if number is None:
            shown = shown_uses(portfolio, work, self._session.reconciliation)
            self.panel.setAcceptDrops(True)
            self.panel.show_statement(program, competency_set, work, shown)
            outline = not program.needs_responses
            self.panel.response.starts.offer_ways(outline=outline, ideas=False)
            self.tray.show_uses(None, shown)
            place, text = self._counted
            if place == self._place and text is not None:
                self._show_references(text)
            else:
                self.tray.show_unnamed(None)  # until the text is there
        elif not program.needs_responses:
            self.panel.setAcceptDrops(False)
            self.panel.plan.set_scale(program.pass_rule.scale)
            noted = work.competency(number)
            state = covered_state(noted, statement_state(work))
            self.panel.show_covered(program, competency_set, noted, state)
            self.tray.show_uses(number, ())
        else:
            competency = work.competency(number)
            shown = shown_uses(portfolio, competency, self._session.reconciliation)
            self.panel.setAcceptDrops(True)
            ideas = self._ideas.get((competency_set.id, number), ())
            self.panel.plan.set_scale(self._session.program.pass_rule.scale)
            to_revise = asked_to_revise(
                work, standing(portfolio, self._session.submissions, competency_set.id)
            )
            self.panel.show_competency(competency_set, competency, shown, limits, ideas, to_revise)
            self.panel.response.starts.offer_ways(outline=True, ideas=bool(ideas))
            self.tray.show_uses(number, shown)
        if not work.route_chosen:
            closed = no_route_note(program)
        else:
            closed = "" if program.takes(work.route) else closed_sentence(program, work.route)
        self.panel.response.set_closed(closed)
        self.lock.show(competency_set.id)
        self._beside.show()
        self._fit()

    def _fit(self) -> None:
        has_evidence = self._has_evidence
        wide = self._columns.have_room_for_tray(self.width())
        has_tray = wide and (has_evidence or self._beside.is_needed)
        self._columns.fit(self.width(), tray=has_tray, larger=self._is_larger)
        self._beside.put_into(self.tray, beside=wide)
        self.tray.show_evidence(has_evidence)
        self.panel.set_beside_evidence(beside=wide)

    @property
    def _has_evidence(self) -> bool:
        """Whether what is shown has evidence: a response, or the statement in place of all."""
        place = self._place
        by_responses = self._session.program.needs_responses
        return place is not None and (place.number is None) is not by_responses

    def _show_references(self, text: RichText) -> None:
        """Show beside the statement which evidence it does not name yet."""
        if self.panel.response.is_waiting:  # what was measured is not the text yet
            return
        found = self._found()
        self._counted = self._place, text
        if found is not None and self._place is not None and self._place.number is None:
            self.tray.show_unnamed(frozenset(unnamed_evidence(text, found[1])))

    def _tell_added(self, count: int, number: int | None) -> None:
        """Say how many files came in; a single one is seen by its card, and heard."""
        said = _added_to_competency(count, number)
        if count:
            self._notices.withdraw(NOT_ADDED)
        if count > 1:
            self._notices.show(said, Tone.OK, key="files-added")
        elif count:
            announce(self.tray, said.text)

    def enlarge(self) -> None:
        """Give the text the whole window, or give the room back."""
        self.menu.larger.trigger()

    def _set_larger(self, larger: bool) -> None:
        """Give the text the room of the list and the tabs, or give it back."""
        self._is_larger = larger
        self._fit()
        self.panel.set_larger(larger=larger)
        self.larger_changed.emit(larger)
        self.panel.response.box.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        ensure_visible_soon(self.panel.response.box)

    def _move_to_trash(self) -> None:
        if self._edits.place is not None:
            steps = trash(self._session, self._services, self._edits.place)
            self._begin(steps, "response-not-trashed")

    def _choose_document(self) -> None:
        if self._edits.place is not None:
            about = self._edits.place, self.panel.response.text()
            self._begin(choose_document(self._session, self._services, self, *about), NOT_TAKEN)

    def _ask_about_document(self, path: Path) -> None:
        if self._edits.place is not None:
            about = self._edits.place, self.panel.response.text(), path, self._adding.add_files
            self._begin(take_dropped(self._session, self._services, self, *about), NOT_TAKEN)

    def _begin(self, steps: Steps, key: str) -> None:
        self._session.flows.begin(steps, partial(self._notices.show_error, key=key))

    def _begin_outline(self) -> None:
        place = self._place
        if place is not None and self._session.may_change():
            begin_outline(self._session, place.set_id, place.number)
            self._text.read()
            self.go_into_text()

    def _show_ideas(self) -> None:
        self.panel.go_to_tab(Tab.PLAN)
        self.panel.plan.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_versions(self) -> None:
        found = self._found()
        if found is not None and self._place is not None:
            name = text_name(found[0], self._place.number)
            self.versions.open(self._place, name, self.panel.response.text())

    def _go_to_plan(self) -> None:
        if self._place is not None:
            self.place_requested.emit(PlanPlace(self._place.set_id))

    def _go_to_split(self) -> None:
        self._split(None)

    def _split(self, document: Path | None) -> None:
        """Go where one document becomes responses of the set; without one, to choose it."""
        if self._place is not None:
            self.place_requested.emit(SplitPlace(self._place.set_id, document))

    def _go_to_check(self) -> None:
        if self._place is not None:
            self.place_requested.emit(CheckPlace(self._place.set_id))

    def _go_to_review_copy(self) -> None:
        if self._place is not None:
            self.place_requested.emit(CheckPlace(self._place.set_id, review_copy=True))

    def _go_to_routes(self) -> None:
        if self._place is not None:
            self.place_requested.emit(CoursesPlace(self._place.set_id))

    def look_as_evaluator(self) -> None:
        """Show what is written as an evaluator will read it."""
        if self._place is not None:
            set_id, number = self._place.set_id, self._place.number
            place = SetPlace(set_id, number, statement=number is None)
            self.evaluator_view_requested.emit(place)

    def _go_to_number(self, number: int | None) -> None:
        if self._place is not None:
            place = SetPlace(self._place.set_id, number, statement=number is None)
            self.place_requested.emit(place)

    def go_to_previous(self) -> None:
        """Show the competency before."""
        self._step(-1)

    def go_to_next(self) -> None:
        """Show the next competency."""
        self._step(1)

    def _step(self, by: int) -> None:
        found = self._found()
        if found is None or self._place is None:
            return
        numbers: list[int | None] = [item.number for item in found[0].competencies]
        program = self._session.program
        if program.needs_statement:
            numbers.insert(len(numbers) if program.needs_responses else 0, None)
        place = numbers.index(self._place.number) + by
        if 0 <= place < len(numbers):
            self._go_to_number(numbers[place])

    def _ask_official_text(self) -> None:
        found = self._found()
        if found is None or self._place is None or self._place.number is None:
            return
        if not self._session.may_change():
            return
        competency = found[0].competency(self._place.number)
        work = found[1].competency(self._place.number)
        title = "" if competency is None else competency.title
        dialog = OfficialTextDialog(self._icons, title, work.official_text)
        dialog.saved.connect(self._edits.set_official_text)
        dialog.all_requested.connect(self._ask_official_texts)
        dialog.show_for(self)

    def _ask_official_texts(self) -> None:
        found = self._found()
        if found is not None and self._session.may_change():
            dialog = OfficialTextsDialog(self._icons, found[0])
            dialog.saved.connect(self._edits.set_official_texts)
            dialog.show_for(self)

    def _show_taken_out(self, taken: TakenOut | None) -> None:
        if taken is None:
            self.tray.show_taken_out("")
            return
        self.tray.show_taken_out(taken_out_line(taken.paths, taken.place.number))
        if self.tray.isVisible():
            self.tray.undo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _browse(self) -> None:
        if self._has_evidence and self._session.may_change():
            self._adding.browse()

    def _choose_known(self) -> None:
        """Let evidence be chosen that is not shown here yet."""
        place, session = self._place, self._session
        if place is None or not self._has_evidence or not session.may_change():
            return
        shown = self._shown_paths()
        missing = {each.path for each in session.reconciliation.missing}
        files = listed_files(session.program, session.portfolio, session.facts, missing)
        dialog = ChooseFilesDialog(
            self._icons,
            _("From my evidence"),
            _("Use"),
            [file for file in files if file.about is None and file.path not in shown],
            note=_choose_files_note(place.number),
        )
        dialog.submitted.connect(self._use_here)
        dialog.show_for(self)

    def _use_here(self, paths: tuple[str, ...]) -> None:
        if self._place is not None and self._has_evidence:
            self.uses.use(paths, self._place)

    def _use_at(self, number: int | None, paths: tuple[str, ...]) -> None:
        """Use evidence in a competency of the set that is shown."""
        if self._place is not None:
            self.uses.use(paths, TextPlace(self._place.set_id, number))

    def _shown_paths(self) -> tuple[str, ...]:
        """Return the evidence that is shown here, in its order."""
        if self._place is None:
            return ()
        return tuple(use.path for use in uses_at(self._session.portfolio, self._place))

    def _act_on_evidence(self, act: EvidenceAct, path: str) -> None:
        match act:
            case EvidenceAct.LOOK:
                self._looking.look(path, self._shown_paths())
            case EvidenceAct.OPEN:
                self._services.desktop.open_file(self._session.root / path)
            case EvidenceAct.SHOW_IN_FOLDER:
                self._services.desktop.show_in_folder(self._session.root / path)
            case EvidenceAct.DETAILS:
                self.panel.go_to_tab(Tab.EVIDENCE)
                self.panel.evidence.go_to(path)
            case EvidenceAct.MOVE_UP:
                self._edits.move(path, -1)
            case EvidenceAct.MOVE_DOWN:
                self._edits.move(path, 1)
            case EvidenceAct.TAKE_OUT:
                self._edits.take_out((path,))
            case EvidenceAct.TOGGLE_WEIGHT:
                self._edits.toggle_weight(path)
            case EvidenceAct.CITE:
                self._cite(path)

    def _cite(self, path: str) -> None:
        """Name a file in the text, as a tool of the text does."""
        shown = self._shown_paths()
        if path in shown and not self.panel.response.is_locked:
            self.panel.go_to_tab(Tab.RESPONSE)
            self.panel.response.box.refer(shown.index(path) + 1)


def _choose_files_note(number: int | None) -> str:
    """Say above a list of evidence what the chosen files are for."""
    if number is None:
        return _("Choose files to use for the {statement}. You can use one file in many places.")
    return _(
        "Choose files to use for {competency} {number}. You can use one file in many places."
    ).format(number=number)


def _words_taken_for_right(language: str, program: Program) -> frozenset[str]:
    return words_of_the_field(language) | spelled_right(program)


def _added_to_competency(count: int, number: int | None) -> Message:
    """Say that files were added to a competency, or with None to the statement."""
    if number is None:
        said = ngettext("{count} file added.", "{count} files added.", count)
        return Message(said.format(count=count), _("Your originals stay where they are."))
    said = ngettext(
        "{count} file added to {competency} {number}.",
        "{count} files added to {competency} {number}.",
        count,
    )
    return Message(
        said.format(count=count, number=number), _("Your originals stay where they are.")
    )
