"""The middle of the workspace: one competency with its tabs, or a learning statement."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from gettext import gettext as _

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from lssc_desktop.core.portfolio import CompetencyWork, SetWork
from lssc_desktop.core.program import CompetencySet, Limits
from lssc_desktop.core.progress import competency_state, statement_state
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.place import Tab
from lssc_desktop.ui.widgets.competency_foot import CompetencyFoot
from lssc_desktop.ui.widgets.competency_head import CompetencyHead
from lssc_desktop.ui.widgets.evidence_card import ShownUse
from lssc_desktop.ui.widgets.evidence_drop import DropPane
from lssc_desktop.ui.widgets.evidence_tab import EvidenceTab
from lssc_desktop.ui.widgets.plan_tab import PlanTab
from lssc_desktop.ui.widgets.response_tab import ResponseTab
from lssc_desktop.ui.widgets.section import Divider, EdgedPage, squeezed_size

_LEAST = 240  # pixels of a tab; with less one cannot write
_TABS = (Tab.PLAN, Tab.RESPONSE, Tab.EVIDENCE)


class _Content(QWidget):
    """All but the foot: nothing in it is squeezed, it rather scrolls in a low window."""

    def minimumSizeHint(self) -> QSize:
        """Return the least room for everything at the width of the page."""
        return squeezed_size(self, super().minimumSizeHint())


class CompetencyDesk(DropPane):
    """Head, tabs and foot; Ctrl+Shift+PgDn goes to the next tab. Files can be dropped anywhere."""

    tab_changed = Signal(object)

    def __init__(
        self, icons: Icons, now: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("box", "paper")
        self._icons = icons
        scroll = self._scroll = EdgedPage(parent=self)
        content = self._content = _Content(scroll.viewport())
        self.head = CompetencyHead(icons, content)
        self.tabs = QTabBar(content)
        self.tabs.setAccessibleName(_("What is shown of the competency"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for name in (_("Plan"), _("Response"), _("Evidence")):
            self.tabs.addTab(name)
        self._stack = QStackedWidget(content)
        self.plan = PlanTab(icons, self._stack)
        writing = EdgedPage(parent=self._stack)
        self.response = ResponseTab(icons, now, writing.viewport())
        writing.hold(self.response)
        self.evidence = EvidenceTab(icons, self._stack)
        self.foot = CompetencyFoot(icons, self)
        for page in (self.plan, writing, self.evidence):
            self._stack.addWidget(page)
        self._inner = (self.plan.scroll_page, writing, self.evidence.scroll_page)

        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addSpacing(6)
        row = QVBoxLayout()
        row.setContentsMargins(26, 0, 22, 0)
        row.addWidget(self.tabs)
        column.addLayout(row)
        column.addWidget(Divider())
        column.addWidget(self._stack, 1)
        scroll.hold(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(self.foot)

        self.evidence.browse_requested.connect(self.browse)
        self.evidence.paste_requested.connect(self.paste)
        self.tabs.currentChanged.connect(self._show_tab)
        for inner in self._inner:
            inner.verticalScrollBar().rangeChanged.connect(self._give_room)
        for keys, slot in (
            ("Ctrl+Shift+PgDown", self._next_tab),
            ("Ctrl+Shift+PgUp", self._previous_tab),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        icons.theme.changed.connect(self._dress)
        self._dress()
        self.go_to_tab(Tab.RESPONSE)

    @property
    def tab(self) -> Tab:
        """The tab that is open."""
        return _TABS[self.tabs.currentIndex()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scroll all of it as one where it is low."""
        super().resizeEvent(event)
        self._fit()

    def go_to_tab(self, tab: Tab) -> None:
        """Open a tab."""
        self.tabs.setCurrentIndex(_TABS.index(tab))

    def show_competency(
        self,
        competency_set: CompetencySet,
        work: CompetencyWork,
        shown: tuple[ShownUse, ...],
        limits: Limits,
    ) -> None:
        """Show a competency; its text comes by itself."""
        competency = competency_set.competency(work.number)
        self._show_all_tabs(shown=True)
        count = _("Evidence ({count})").format(count=len(shown)) if shown else _("Evidence")
        self.tabs.setTabText(_TABS.index(Tab.EVIDENCE), count)
        self.head.show_competency(competency_set, work)
        self.plan.show_work(work)
        self.evidence.show_uses(shown, () if competency is None else competency.parts)
        self.response.set_kind(statement=False, pds=work.pds, limit=_pages(limits.response_pages))
        self.response.box.tools.set_evidence(tuple(each.name for each in shown))
        self.foot.show_state(competency_state(work), written=work.response is not None)

    def show_statement(self, competency_set: CompetencySet, work: SetWork, limits: Limits) -> None:
        """Show the learning statement of a set, which has neither plan nor evidence."""
        self.go_to_tab(Tab.RESPONSE)
        self._show_all_tabs(shown=False)
        self.head.show_statement(competency_set)
        self.response.set_kind(statement=True, pds="", limit=_pages(limits.statement_pages))
        self.response.box.tools.set_evidence(())
        self.foot.show_state(statement_state(work), written=work.statement is not None)

    def set_handed_in(self, *, handed_in: bool) -> None:
        """Let nothing be written in what is handed in; planning notes stay free."""
        self.response.set_handed_in(handed_in=handed_in)
        self.plan.pds.setReadOnly(handed_in)
        self.evidence.set_handed_in(handed_in=handed_in)
        self.foot.set_handed_in(handed_in=handed_in)

    def settle(self) -> None:
        """Hand over what is still in the fields."""
        self.plan.settle()
        self.evidence.settle()

    def _show_all_tabs(self, *, shown: bool) -> None:
        for tab in (Tab.PLAN, Tab.EVIDENCE):
            self.tabs.setTabVisible(_TABS.index(tab), shown)
        name = _("Response") if shown else _("Learning statement")
        self.tabs.setTabText(_TABS.index(Tab.RESPONSE), name)

    @Slot(int)
    def _show_tab(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self._fit()
        self.tab_changed.emit(_TABS[place])

    @Slot()
    def _next_tab(self) -> None:
        self._step(1)

    @Slot()
    def _previous_tab(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        place = (self.tabs.currentIndex() + by) % len(_TABS)
        if self.tabs.isTabVisible(place):
            self.tabs.setCurrentIndex(place)

    @Slot()
    def _dress(self) -> None:
        self.tabs.setFont(self._icons.theme.font(Type.BODY_MEDIUM))
        self._fit()

    @Slot()
    def _fit(self) -> None:
        self._stack.setMinimumHeight(self._least)
        self._give_room()

    @Slot()
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
        """Whether there is no room for the least of a tab below the head."""
        layout, view = self._content.layout(), self._scroll.viewport()
        if layout is None:
            return False
        taken = layout.minimumHeightForWidth(view.width()) - self._stack.minimumHeight()
        return taken + self._least > view.height()


def _pages(limit: Decimal | None) -> float | None:
    return None if limit is None else float(limit)
