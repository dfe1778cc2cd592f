"""The activities of a renewal: the table with its filter above and its sums below."""

from gettext import gettext as _

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QWidget

from lssc_desktop.core.program import Program
from lssc_desktop.core.renewal import CountedActivity, RenewalReport
from lssc_desktop.messages.renewal_page import rule_line, sitting_line, total_line
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import ROW_HEIGHT, Ink
from lssc_desktop.ui.widgets.activity_table import ActivityTable
from lssc_desktop.ui.widgets.buttons import plain_button
from lssc_desktop.ui.widgets.card import Card
from lssc_desktop.ui.widgets.empty import EmptyState
from lssc_desktop.ui.widgets.fields import SearchField
from lssc_desktop.ui.widgets.flow import FlowLayout
from lssc_desktop.ui.widgets.labels import Label, icon_with_words
from lssc_desktop.ui.widgets.section import Divider, SectionHead

_FILTER_WIDTH = 190
_LEAST_ROWS = 5
_NARROW = 860


class ActivityCard(Card):
    """Tells what is wished for the selected activity; Enter changes it, Del takes it out."""

    change_requested = Signal()
    remove_requested = Signal()

    def __init__(self, program: Program, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(padding=1, parent=parent)
        theme = icons.theme
        self._icons = icons
        self.table = ActivityTable(program, icons)
        self.filter_field = SearchField(
            icons, _("Filter"), QKeySequence(QKeySequence.StandardKey.Find)
        )
        self.change_button = plain_button(icons, _("Change…"), "pencil", small=True)
        self.remove_button = plain_button(icons, _("Take out"), "trash", small=True)
        self._empty = EmptyState(icons, "calendar-repeat", "", "")
        self._total = Label(theme, "", Type.TABLE_STRONG, wrap=False)
        self._note = Label(theme, sitting_line(program.renewal), Type.TABLE, Ink.INK2)

        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out(rule_line(program.renewal))
        self.filter_field.textChanged.connect(self._narrow)
        self.change_button.clicked.connect(self.change_requested)
        self.remove_button.clicked.connect(self.remove_requested)
        self.table.open_requested.connect(self.change_requested)
        self.table.activity_selected.connect(self._allow)
        theme.changed.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons under the words where there is no room beside them."""
        super().resizeEvent(event)
        narrow = self.width() < self._icons.theme.measure(_NARROW)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._head.setDirection(down if narrow else across)

    def show_activities(
        self, activities: tuple[CountedActivity, ...], report: RenewalReport | None
    ) -> None:
        """Show these activities, and the sums of a report where there is one."""
        self.table.show_activities(activities)
        self._total.setText("" if report is None else total_line(report))
        self._show_table_or_why_not()
        self._allow(self.table.selected)

    def _lay_out(self, rule: str) -> None:
        tools = FlowLayout(spacing=8)
        for tool in (self.change_button, self.remove_button, self.filter_field):
            tools.addWidget(tool)
        self._head.setContentsMargins(15, 9, 15, 9)
        self._head.setSpacing(8)
        self._head.addWidget(SectionHead(self._icons.theme, _("Activities"), rule), 1)
        self._head.addLayout(tools)
        self._head.setAlignment(tools, Qt.AlignmentFlag.AlignVCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        foot = QHBoxLayout()
        foot.setContentsMargins(15, 8, 15, 9)
        foot.setSpacing(16)
        foot.addWidget(icon_with_words(self._icons, "info-circle", self._note, Ink.INK2, 14), 1)
        foot.addWidget(self._total, 0, Qt.AlignmentFlag.AlignTop)
        self.content.setSpacing(0)
        self.content.addLayout(self._head)
        self.content.addWidget(self._stack, 1)
        self.content.addWidget(Divider())
        self.content.addLayout(foot)
        for words, key, wish in (
            (_("Change the activity"), Qt.Key.Key_F2, self.change_requested),
            (_("Take the activity out"), Qt.Key.Key_Delete, self.remove_requested),
        ):
            action = QAction(words, self.table)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(wish)
            self.table.addAction(action)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    @Slot(str)
    def _narrow(self, words: str) -> None:
        self.table.narrow(words)
        self._show_table_or_why_not()

    @Slot(object)
    def _allow(self, chosen: CountedActivity | None) -> None:
        for button in (self.change_button, self.remove_button):
            button.setEnabled(chosen is not None)

    def _show_table_or_why_not(self) -> None:
        activities = self.table.activities
        words = self.filter_field.text().strip()
        if activities.shown:
            self._stack.setCurrentWidget(self.table)
            return
        if words and activities.all_records:
            self._empty.set_words(
                _("No activity matches “{words}”.").format(words=words), _("Clear the filter.")
            )
        else:
            self._empty.set_words(
                _("No activity yet."),
                _("Add each workshop, course or conference, with what shows that you were there."),
            )
        self._stack.setCurrentWidget(self._empty)

    @Slot()
    def _fit(self) -> None:
        measure = self._icons.theme.measure
        self.filter_field.setFixedWidth(measure(_FILTER_WIDTH))
        self._stack.setMinimumHeight(measure(ROW_HEIGHT) * (_LEAST_ROWS + 1))
