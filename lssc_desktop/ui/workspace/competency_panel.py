"""The middle column of the workspace: one competency with its tabs, or a learning statement."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QTabBar, QWidget

from lssc_desktop.core.portfolio.portfolio import CompetencyWork, SetWork
from lssc_desktop.core.program.program import CompetencySet, Program, ProgramLimits
from lssc_desktop.core.standing.progress import (
    CompetencyState,
    competency_state,
    covered,
    statement_state,
)
from lssc_desktop.core.submission.locking import EditLock, PortfolioReadOnly
from lssc_desktop.documents.importing import is_text_file
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.competency import (
    competency_state_word,
    place_line,
    statement_note,
    statement_title,
)
from lssc_desktop.messages.portfolio import example_line
from lssc_desktop.ui.base.file_dialogs import local_files
from lssc_desktop.ui.base.place import Tab
from lssc_desktop.ui.kit.buttons import Button, dots_button, plain_button, tinted_button
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import Space, column, row, set_beside, stretch
from lssc_desktop.ui.kit.pages import Divider, EdgedPage, FlowLayout, minimum_size_for_width
from lssc_desktop.ui.kit.speech import Speech, announce, speak_as
from lssc_desktop.ui.kit.tokens import Ink, Type
from lssc_desktop.ui.shared.notice_area import keep_for_notices
from lssc_desktop.ui.workspace.adding import DropPane
from lssc_desktop.ui.workspace.evidence_tab import EvidenceTab
from lssc_desktop.ui.workspace.evidence_tray import ShownUse
from lssc_desktop.ui.workspace.menus import CompetencyMenu
from lssc_desktop.ui.workspace.planning import PlanTab
from lssc_desktop.ui.workspace.response_tab import SIDE, ResponseTab

_LEAST = 240  # pixels of a tab; with less one cannot write
_LEAST_BUTTON = 110  # pixels; with less nobody knows which competency it names
_TABS = (Tab.RESPONSE, Tab.PLAN, Tab.EVIDENCE)


class _Content(QWidget):
    """What is in the panel: nothing in it is squeezed; in a low window it scrolls."""

    def minimumSizeHint(self) -> QSize:
        """Return the least room for everything at the width of the page."""
        return minimum_size_for_width(self, super().minimumSizeHint())

    def heightForWidth(self, width: int) -> int:
        """Return the least height: what a tab would like to have is no reason to scroll."""
        layout = self.layout()
        return -1 if layout is None else layout.minimumHeightForWidth(width)


class _TabRow(QWidget):
    """The tabs, and the tools of the text at the far side; below where there is no room."""

    def __init__(self, tabs: QTabBar, tools: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._tabs, self._of_text = tabs, tools
        self.tools = QWidget(self)  # the tools themselves hide where nothing can be written
        row(tools, on=self.tools)
        bottom = Qt.AlignmentFlag.AlignBottom
        margins = (SIDE - 12, 0, 8, 0)
        self._row = row((tabs, bottom), stretch, self.tools, gap=0, margins=margins, on=self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange them for the new width."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Put the tools beside the tabs, or below them."""
        self._tabs.updateGeometry()  # Qt keeps the width of before when a tab is shown or hidden
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        needed = self._tabs.sizeHint().width() + self._of_text.sizeHint().width()
        set_beside(self._row, beside=self._tabs.isHidden() or needed <= room)


class CompetencyPanel(DropPane):
    """Head and tabs of one competency, or of the learning statement of a set.

    Ctrl+Shift+PgDn goes to the next tab. Files can be dropped anywhere; a document that is dropped
    on the text may become the text. The statement after responses has no evidence.
    """

    document_dropped = Signal(object)
    """The path of a document that was dropped on the text."""

    def __init__(self, icons: Icons, menu: CompetencyMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("box", "paper")
        self._menu = menu
        self._icons = icons
        self._has_evidence = True
        self._is_beside_evidence = self._is_larger = False
        scroll = self._scroll = EdgedPage(parent=self)
        content = self._content = _Content(scroll.viewport())
        self.head = CompetencyHead(icons, menu, content)
        self.tabs = QTabBar(content)
        self.tabs.setAccessibleName(_("Views of this {competency}"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for name in (_("Response"), _("Plan"), _("Evidence")):
            self.tabs.addTab(name)
        self._stack = QStackedWidget(content)
        self.plan = PlanTab(icons, self._stack)
        writing = EdgedPage(parent=self._stack)
        self.response = ResponseTab(icons, writing.viewport())
        writing.hold(self.response)
        keep_for_notices(self.response.box)
        self.evidence = EvidenceTab(icons, self._stack)
        for page in (writing, self.plan, self.evidence):
            self._stack.addWidget(page)
        self._inner = (writing, self.plan.scroll_page, self.evidence.scroll_page)

        self._tab_row = _TabRow(self.tabs, self.response.box.tools, content)
        column(self.head, Space(3), self._tab_row, Divider(), (self._stack, 1), gap=0, on=content)
        scroll.hold(content)
        column(scroll, on=self)

        menu.open_in_word.triggered.connect(self.response.open_requested)
        menu.find_words.triggered.connect(self.response.find_words)
        self.evidence.add_button.clicked.connect(self.browse_requested)
        self.evidence.paste_button.clicked.connect(self.paste)
        self.tabs.currentChanged.connect(self._show_tab)
        for inner in self._inner:
            inner.verticalScrollBar().rangeChanged.connect(self._give_room)
        for keys, slot in (
            ("Ctrl+Shift+PgDown", self._next_tab),
            ("Ctrl+Shift+PgUp", self._previous_tab),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        icons.theme.changed.connect(self._apply_theme)
        self._apply_theme()
        self.go_to_tab(Tab.RESPONSE)

    @property
    def tab(self) -> Tab:
        """The tab that is open."""
        return _TABS[self.tabs.currentIndex()]

    @property
    def first_control(self) -> QWidget:
        """The field that the open tab is there for."""
        match self.tab:
            case Tab.PLAN:
                return self.plan.primary
            case Tab.RESPONSE:
                return self.response.current_editor
            case Tab.EVIDENCE:
                forms = self.evidence.forms
                return forms[0].caption if forms else self.evidence.add_button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scroll all of it as one where it is low."""
        super().resizeEvent(event)
        self._fit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files and pictures; for a statement a document alone."""
        if self._has_evidence or self._document_in(event) is not None:
            super().dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Offer a document that is dropped on the text as that; all else is evidence."""
        document = self._document_in(event)
        if document is None or (self._has_evidence and not self._is_on_text(event)):
            super().dropEvent(event)
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.document_dropped.emit(document)

    def _document_in(self, event: QDropEvent) -> Path | None:
        """Return the one document that is dragged, None for anything else."""
        files = local_files(event.mimeData())
        return files[0] if len(files) == 1 and is_text_file(files[0]) else None

    def _is_on_text(self, event: QDropEvent) -> bool:
        below = self.childAt(event.position().toPoint())
        fields = (self.response.introduction, self.response.box)
        return below is not None and any(
            field is below or field.isAncestorOf(below) for field in fields
        )

    def go_to_tab(self, tab: Tab) -> None:
        """Open a tab."""
        self.tabs.setTabVisible(_TABS.index(tab), True)
        self.tabs.setCurrentIndex(_TABS.index(tab))

    def show_competency(
        self,
        competency_set: CompetencySet,
        work: CompetencyWork,
        shown: tuple[ShownUse, ...],
        limits: ProgramLimits,
        ideas: Sequence[str],
        to_revise: Collection[int] = (),
    ) -> None:
        """Show a competency, with ideas for evidence; its text follows when it was read.

        `to_revise` are the competencies of its set that a decision asked to revise.
        """
        competency = competency_set.competency(work.number)
        self._has_evidence = True
        self.evidence.show_uses(shown, competency)
        self._show_tabs(_("Response"), *_TABS)
        self._count_evidence(shown)
        self.head.show_competency(competency_set, work)
        self.plan.show_work(work, ideas)
        self.response.set_kind(statement=False, pds=work.pds, limit=_pages(limits.response_pages))
        self.response.box.tools.set_evidence(tuple(each.name for each in shown))
        self._fit()
        self.head.show_state(competency_state(work, to_revise), written=work.response is not None)

    def show_statement(
        self,
        program: Program,
        competency_set: CompetencySet,
        work: SetWork,
        shown: tuple[ShownUse, ...] = (),
    ) -> None:
        """Show the statement of a set, which has no plan.

        It has evidence of its own where no competency has a response.
        """
        self._has_evidence = not program.needs_responses
        title = statement_title(program)
        if self.tab is Tab.PLAN or not self._has_evidence:
            self.go_to_tab(Tab.RESPONSE)
        self.evidence.show_uses(shown, None)
        self._show_tabs(title, Tab.RESPONSE)
        self._count_evidence(shown)
        self.head.show_statement(program)
        rule, limits = program.statement, program.limits
        self.response.set_kind(
            statement=True,
            pds="",
            limit=_pages((rule and rule.max_pages) or limits.statement_pages),
            most_words=(rule and rule.max_words) or limits.statement_words,
            title=title,
            covers=_covers_lines(program, competency_set),
        )
        self.response.box.tools.set_evidence(
            tuple(each.name for each in shown), tuple(each.label for each in shown)
        )
        self._fit()
        self.head.show_state(statement_state(work), written=work.statement is not None)

    def show_covered(
        self,
        program: Program,
        competency_set: CompetencySet,
        work: CompetencyWork,
        state: CompetencyState,
    ) -> None:
        """Show a competency that the statement covers: it has notes and no response of its own."""
        self._has_evidence = False
        self._show_tabs(_("Response"), Tab.PLAN)
        self.go_to_tab(Tab.PLAN)
        self.tabs.setTabText(_TABS.index(Tab.PLAN), _("Notes"))
        self.head.show_competency(competency_set, work)
        self.head.place.setText(place_line(competency_set, work.number, program))
        self.plan.show_only_notes()
        self.plan.show_work(work, ())
        self.head.show_state(state, written=False)

    def set_lock(self, lock: EditLock | None) -> None:
        """Let nothing be written in what is handed in, where planning notes stay free.

        In an example nothing at all can be written.
        """
        locked, read_only = lock is not None, isinstance(lock, PortfolioReadOnly)
        self._menu.official.setEnabled(not read_only)
        self.response.set_handed_in(handed_in=locked)
        self.plan.set_locked(locked=locked, notes=read_only)
        self.evidence.set_handed_in(handed_in=locked)
        self.head.set_locked(
            ""
            if lock is None
            else (example_line() if isinstance(lock, PortfolioReadOnly) else _("It’s handed in."))
        )

    @property
    def least_width(self) -> int:
        """The width in pixels from which a line of the text is long enough to read well."""
        return self.response.least_width

    def set_larger(self, *, larger: bool) -> None:
        """Leave the tabs out; the text has the room of what stands around it."""
        if larger:
            self.go_to_tab(Tab.RESPONSE)
        self._is_larger = larger
        self._show_tab_of_evidence()

    def settle(self) -> None:
        """Commit what is still in the fields."""
        self.plan.settle()
        self.evidence.settle()

    def set_beside_evidence(self, *, beside: bool) -> None:
        """Leave the tab of the evidence out while its cards are in sight.

        It comes for the caption of a file, and stays with the list of many files.
        """
        self._is_beside_evidence = beside
        self._show_tab_of_evidence()

    def _show_tab_of_evidence(self) -> None:
        place = _TABS.index(Tab.EVIDENCE)
        is_needed = not self._is_beside_evidence or self.evidence.is_list
        is_shown = self._has_evidence and (is_needed or self.tab is Tab.EVIDENCE)
        self.tabs.setTabVisible(place, is_shown)
        # The text of a statement has its name above it; a tab alone would only repeat it.
        has_others = is_shown or self.tabs.isTabVisible(_TABS.index(Tab.PLAN))
        self.tabs.setVisible(has_others and not self._is_larger)
        self._fit()

    def _show_tabs(self, text: str, *shown: Tab) -> None:
        """Show these tabs, that of the text under its name."""
        for tab in (Tab.RESPONSE, Tab.PLAN):
            self.tabs.setTabVisible(_TABS.index(tab), tab in shown)
        self.tabs.setTabText(_TABS.index(Tab.RESPONSE), text)
        self._show_tab_of_evidence()

    def _count_evidence(self, shown: tuple[ShownUse, ...]) -> None:
        count = _("Evidence ({count})").format(count=len(shown)) if shown else _("Evidence")
        self.tabs.setTabText(_TABS.index(Tab.EVIDENCE), count)

    def _show_tab(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self._tab_row.tools.setVisible(self.tab is Tab.RESPONSE)
        self._show_tab_of_evidence()

    def _next_tab(self) -> None:
        self._step(1)

    def _previous_tab(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        shown = [place for place in range(len(_TABS)) if self.tabs.isTabVisible(place)]
        place = shown.index(self.tabs.currentIndex()) + by
        self.tabs.setCurrentIndex(shown[place % len(shown)])

    def _apply_theme(self) -> None:
        self.tabs.setFont(self._icons.theme.font(Type.BODY_MEDIUM))
        self._fit()

    def _fit(self) -> None:
        beyond = max(0, self.width() - self.response.most_width)
        self._content.setContentsMargins(beyond // 2, 0, beyond // 2, 0)
        self._tab_row.fit()
        self._stack.setMinimumHeight(self._least)
        self._give_room()

    def _give_room(self) -> None:
        """In a low window let the tab be as high as what is in it.

        Two areas that scroll inside each other are hard to use; there only the outer one scrolls.
        """
        hidden = self._inner[self._stack.currentIndex()].verticalScrollBar().maximum()
        if hidden and self._is_low():
            self._stack.setMinimumHeight(self._stack.height() + hidden)

    @property
    def _least(self) -> int:
        return self._icons.theme.measure(_LEAST)

    def _is_low(self) -> bool:
        """Whether there is not even the least room for a tab below the head."""
        layout, view = self._content.layout(), self._scroll.viewport()
        if layout is None:
            return False
        taken = layout.minimumHeightForWidth(view.width()) - self._stack.minimumHeight()
        return taken + self._least > self.height()


def _pages(limit: Decimal | None) -> float | None:
    return None if limit is None else float(limit)


# Head -------------------------------------------------------------------------------------------


class ListButton(Button):
    """Names what is shown of the set, cut where there is no room; it opens the list."""

    def __init__(self, icons: Icons) -> None:
        super().__init__(icons, "", "chevron-down", ink=Ink.ACCENT, type_=Type.TABLE_STRONG)
        self.setProperty("small", "true")
        self.put_icon_last()
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        speak_as(self, Speech.MENU)

    def say(self, words: str) -> None:
        """Name what is shown."""
        self._words = words
        self.setAccessibleName(words)
        self._cut()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the room of all its words."""
        hint = super().sizeHint()
        return QSize(self._width_of(self._words) + self._around, hint.height())

    def minimumSizeHint(self) -> QSize:
        """Return the room of the first of its words."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), self._icons.theme.measure(_LEAST_BUTTON)), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words to the new width."""
        super().resizeEvent(event)
        self._cut()

    @property
    def _around(self) -> int:
        """The room that the style needs beside the words."""
        return super().sizeHint().width() - self._width_of(self.text())

    def _width_of(self, words: str) -> int:
        return self.fontMetrics().size(int(Qt.TextFlag.TextShowMnemonic), words).width()

    def _cut(self) -> None:
        room = self.width() - self._around
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(shown)
        self.setToolTip(self._words if shown != self._words else "")


class CompetencyHead(QWidget):
    """The head of a competency: number, statement in short, whether it is ready, and its "…"."""

    ready_requested = Signal(bool)

    def __init__(self, icons: Icons, menu: CompetencyMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        self._menu = menu
        self._state = CompetencyState.NOT_STARTED
        self._is_written = False
        self._why_locked = ""
        self.place = Label(theme, "", Type.TABLE_STRONG, Ink.ACCENT, wrap=False)
        self.statement = Label(theme, "", Type.STATEMENT)
        self._source = Label(theme, "", Type.CAPTION, Ink.INK2, wrap=False)
        self.ready = tinted_button(icons, "", "circle-check")
        self.ready.setProperty("small", "true")
        self.more = dots_button(icons, _("More for this {competency}"), menu)
        self.list_button = ListButton(icons)
        self.previous = plain_button(icons, "", "chevron-left", small=True)
        self.next = plain_button(icons, "", "chevron-right", small=True)
        for step, name, keys in (
            (self.previous, _("Previous {competency}"), "Ctrl+PgUp"),
            (self.next, _("Next {competency}"), "Ctrl+PgDown"),
        ):
            shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            step.setAccessibleName(name)
            step.setToolTip(f"{name} ({shown})")

        self._titles = QWidget(self)
        source = FlowLayout(self._titles, spacing=8)
        source.setContentsMargins(0, 0, 0, 0)
        for part in (self.place, self._source):
            source.addWidget(part)
        steps = row(self.list_button, self.previous, self.next, gap=4)
        first = row(steps, (self._titles, 1), self.ready, self.more, gap=6)
        first.insertStretch(2, 0)  # it has room only while the titles have none
        column(
            first,
            self.statement,
            gap=3,
            margins=(SIDE, 12, SIDE - 5, 0),
            on=self,
        )
        self.ready.clicked.connect(menu.ready.trigger)
        menu.ready.triggered.connect(self._toggle)
        self.fold_list(folded=False)
        self._show_state()

    def fold_list(self, *, folded: bool) -> None:
        """Name what is shown by the button of the list, where the list has no room of its own.

        Whose words the statement has is told by its tooltip then, and by its entry in the menu.
        """
        for part in (self.list_button, self.previous, self.next):
            part.setVisible(folded)
        self._titles.setHidden(folded)

    @property
    def state(self) -> CompetencyState:
        """Where the work stands."""
        return self._state

    def show_competency(self, competency_set: CompetencySet, work: CompetencyWork) -> None:
        """Show a competency: its summary, or its title where the program file has none.

        Whose words they are is said until the official text is there.
        """
        competency = competency_set.competency(work.number)
        self.place.setText(place_line(competency_set, work.number))
        title = "" if competency is None else competency.title
        summary = "" if competency is None else competency.summary
        self.statement.setText(summary or title)
        self.list_button.say(f"{work.number} {title}")
        self._source.setText(_("short version") if summary else _("title only"))
        self._source.setToolTip(_("That’s what your program file has."))
        self._source.setHidden(bool(work.official_text))
        self._menu.official.setText(
            _("Read the official text") if work.official_text else _("Add the official text…")
        )
        self._menu.official.setVisible(True)

    def show_statement(self, program: Program) -> None:
        """Show the statement: it comes last, or it is the whole work."""
        self.place.setText(_statement_place_line(program))
        self.statement.setText(statement_title(program))
        self.list_button.say(statement_title(program))
        self._source.setText(statement_note(program))
        last = _("Write it when the responses are done.") if program.needs_responses else ""
        self._source.setToolTip(last)
        self._source.show()
        self._menu.official.setVisible(False)

    def show_state(self, state: CompetencyState, *, written: bool) -> None:
        """Show where the work stands; only what is written can be ready."""
        self._state, self._is_written = state, written
        self._show_state()

    def set_locked(self, why: str) -> None:
        """Let the state be as it is, and say why; "" for what is open."""
        if self._why_locked != why:
            self._why_locked = why
            self._show_state()

    def _show_state(self) -> None:
        ready = self._state.is_ready
        act = _("Mark as not ready") if ready else _("Mark as ready")
        may = self._is_written and not self._why_locked
        self._menu.ready.setText(act)
        self._menu.ready.setEnabled(may)
        self.ready.setText(competency_state_word(CompetencyState.READY) if ready else act)
        self.ready.setAccessibleName(act)
        self.ready.setToolTip(
            self._why_locked or _("{act} ({keys})").format(act=act, keys="Ctrl+Enter")
        )
        self.ready.set_look(*(("ready", Ink.OK) if ready else ("tinted", Ink.ACCENT)))
        self.ready.setVisible(self._is_written)
        self.ready.setEnabled(may)

    def _toggle(self) -> None:
        ready = not self._state.is_ready
        self.ready_requested.emit(ready)
        if self._state.is_ready == ready:  # else it was refused, and that was said
            announce(self, _("Status: {state}").format(state=competency_state_word(self._state)))


def _statement_place_line(program: Program) -> str:
    """Say of which part of the work the statement is."""
    if program.needs_responses:
        return _("The last part of this {set}")
    return _("The whole {portfolio} in one text")


def _covers_lines(program: Program, competency_set: CompetencySet) -> str:
    """Say what a statement speaks to, one thing a line; "" where each has its own response."""
    return "\n".join(
        _("{number}. {title}: {summary}").format(
            number=item.number, title=item.title, summary=item.summary or _("not known")
        )
        for item in covered(program, competency_set.id)
    )
