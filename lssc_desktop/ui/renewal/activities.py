"""The activities of a renewal: their table, the card around it, the dialog of one activity."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeySequence, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QLineEdit, QMenu, QStackedWidget, QWidget

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.names import folded
from lssc_desktop.core.portfolio.candidate_edits import MOST_UNITS, put_activity
from lssc_desktop.core.portfolio.portfolio import Portfolio, RenewalActivity
from lssc_desktop.core.program.program import Program, RenewalRule
from lssc_desktop.core.program.rule import Rule
from lssc_desktop.core.time.certification import (
    CountedActivity,
    RenewalReport,
    contact_hours,
    proposed_technology,
)
from lssc_desktop.formats.dates import long_day, short_day
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.renewal import counted_as, hours_text, set_word, uncounted_word
from lssc_desktop.ui.base.actions import find_by_name
from lssc_desktop.ui.kit.buttons import dots_button
from lssc_desktop.ui.kit.cards import Card, EmptyState
from lssc_desktop.ui.kit.fields import ChoiceField, NamedField, NumberField, SearchField
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import Label, icon_with_words
from lssc_desktop.ui.kit.layout import Columns, add, row
from lssc_desktop.ui.kit.pages import Divider, SectionHead, flow
from lssc_desktop.ui.kit.tables import Column, RecordTable
from lssc_desktop.ui.kit.tokens import ROW_HEIGHT, Ink, Type
from lssc_desktop.ui.shared.day_field import DayField
from lssc_desktop.ui.shared.dialogs import FormDialog
from lssc_desktop.ui.shared.evidence_picker import EvidencePicker
from lssc_desktop.ui.shared.rule_source import SourceButton

_ICON_SIZE = 14
_CELL_SIDES = 30  # before and after the words of a cell
_NONE = "–"
_TITLE_COLUMN, _COUNTS_COLUMN, _TECHNOLOGY_COLUMN, _SET_COLUMN = 1, 2, 4, 5
# Sizes the columns, whatever is shown: date, hours, technology, set.
_LONGEST = {
    0: "Sep 30, 2028",
    3: "Hours",
    _TECHNOLOGY_COLUMN: "Technology",
    _SET_COLUMN: "A longer name",
}
_DOCUMENT_WIDTH = 190
_LEAST_TITLE, _LEAST_COUNTS = 170, 150


class ActivityTable(RecordTable[CountedActivity]):
    """A table of activities, one of which is chosen, by its id."""

    def __init__(self, program: Program, icons: Icons, *, parent: QWidget | None = None) -> None:
        self._program = program
        self._icons = icons
        super().__init__(
            self._columns(),
            lambda item: item.activity.id,
            icons.theme,
            _("Activities"),
            strong=_TITLE_COLUMN,
            parent=parent,
        )
        self.setIconSize(icons.pixmap("check", Ink.OK, _ICON_SIZE).size())
        self.setColumnHidden(_TECHNOLOGY_COLUMN, not counts_technology(program.renewal))
        self.setColumnHidden(_SET_COLUMN, not is_about_sets(program.renewal))
        icons.theme.changed.connect(self._size_columns)
        self._size_columns()

    def show_records(self, records: tuple[CountedActivity, ...]) -> None:
        """Show other activities."""
        super().show_records(records)
        self._fit()

    def show_matching(self, words: str) -> None:
        """Show only the activities in whose title, set or document the words occur."""
        wanted = folded(words.strip())
        self.records.set_filter((lambda item: wanted in self._words(item)) if wanted else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the titles: where there is little, how an activity counts is left out."""
        super().resizeEvent(event)
        self._fit()

    def _words(self, item: CountedActivity) -> str:
        said = (
            item.activity.title,
            set_word(item, self._program),
            _document_word(item, self._program.renewal),
        )
        return folded(" ".join(said))

    def _columns(self) -> tuple[Column[CountedActivity], ...]:
        program = self._program
        return (
            Column(
                _("Date"),
                lambda item: short_day(item.activity.day),
                lambda item: (item.activity.day, item.activity.id),
                spoken=lambda item: _activity_spoken(item, program),
            ),
            Column(
                _("Activity"),
                lambda item: item.activity.title,
                lambda item: folded(item.activity.title),
            ),
            Column(_("How it counts"), counted_as),
            Column(
                _("Hours"),
                lambda item: hours_text(item.hours),
                lambda item: (item.hours, item.activity.day),
                numbers=True,
            ),
            Column(
                _("Technology"),
                lambda item: hours_text(item.technology) if item.technology else _NONE,
                lambda item: (item.technology, item.activity.day),
                numbers=True,
            ),
            Column(_("{Set}"), lambda item: set_word(item, program)),
            Column(
                _("Document"),
                lambda item: _document_word(item, program.renewal),
                icon=self._icon,
                color=self._color,
            ),
        )

    def _icon(self, item: CountedActivity) -> QPixmap:
        icon, ink = _look(item)
        return self._icons.pixmap(icon, ink, _ICON_SIZE)

    def _color(self, item: CountedActivity) -> QColor:
        return QColor(self._icons.theme.tokens.color(_look(item)[1]))

    def _size_columns(self) -> None:
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        sides = self._icons.theme.measure(_CELL_SIDES)
        for column, words in _LONGEST.items():
            if self.isColumnHidden(column):
                continue
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(column, self.fontMetrics().horizontalAdvance(words) + sides)
        self.setColumnWidth(len(_LONGEST) + 2, self._icons.theme.measure(_DOCUMENT_WIDTH))
        self._fit()

    def _fit(self) -> None:
        header, theme = self.horizontalHeader(), self._icons.theme
        least = theme.measure(_LEAST_TITLE)
        fixed = [*_LONGEST, len(_LONGEST) + 2]
        room = self.viewport().width() - sum(self.columnWidth(column) for column in fixed)
        narrow = room < least + theme.measure(_LEAST_COUNTS)
        self.setColumnHidden(_COUNTS_COLUMN, narrow)
        for column in (_TITLE_COLUMN, _COUNTS_COLUMN):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        counts = 0
        if not narrow:  # names get what is left beside the longest way to count
            longest = max(self.sizeHintForColumn(_COUNTS_COLUMN), theme.measure(_LEAST_COUNTS))
            counts = min(longest, room // 2)
            self.setColumnWidth(_COUNTS_COLUMN, counts)
        self.setColumnWidth(_TITLE_COLUMN, max(room - counts, least))


def counts_technology(rule: RenewalRule | None) -> bool:
    """Whether some of the hours have to be on technology."""
    return rule is not None and rule.technology_hours > 0


def is_about_sets(rule: RenewalRule | None) -> bool:
    """Whether each activity is about a competency set."""
    return rule is not None and rule.about_sets


def _look(item: CountedActivity) -> tuple[IconName, Ink]:
    if item.why_not is not None:
        return "circle-minus", Ink.INK2
    return ("circle-check", Ink.OK) if item.documented else ("alert-triangle", Ink.WARN)


# Card -------------------------------------------------------------------------------------------


_FILTER_WIDTH = 190
_LEAST_ROWS = 5
_NARROW = 860


class ActivityCard(Card):
    """The card of the activities: the table with its filter above and its sums below.

    Enter changes the selected activity, Del takes it out.
    """

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
        self.menu = QMenu(self)
        self.dots = dots_button(icons, _("More for this activity"), self.menu)
        self._empty = EmptyState(icons, "calendar-repeat", "", "")
        self._total = Label(theme, "", Type.TABLE_STRONG, wrap=False)
        self._note = Label(theme, _sitting_line(program.renewal), Type.TABLE, Ink.INK2)

        self._source = SourceButton(icons, program, Rule.RENEWAL)
        self._lay_out(_rule_line(program.renewal))
        self.filter_field.textChanged.connect(self._filter)
        self.table.activated.connect(self.change_requested)
        self.table.chosen_changed.connect(self._allow)
        theme.changed.connect(self._fit)
        self._fit()

    def show_activities(
        self, activities: tuple[CountedActivity, ...], report: RenewalReport | None
    ) -> None:
        """Show these activities, and the sums of a report where there is one."""
        self.table.show_records(activities)
        self._total.setText(
            ""
            if report is None
            else ngettext(
                "Total {hours} hour, {technology} technology",
                "Total {hours} hours, {technology} technology",
                report.hours,
            ).format(hours=hours_text(report.hours), technology=hours_text(report.technology))
        )
        self._show_table_or_why_not()
        self._allow(self.table.chosen)

    def _lay_out(self, rule: str) -> None:
        theme = self._icons.theme
        tools = flow(self.filter_field, self.dots, gap=8)
        head = Columns(
            SectionHead(theme, _("Activities"), rule, info=self._source),
            tools,
            page=self,
            theme=theme,
            narrow_below=_NARROW,
            gap=8,
        )
        head.setContentsMargins(15, 9, 15, 9)
        head.setAlignment(tools, Qt.AlignmentFlag.AlignVCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        note = icon_with_words(self._icons, "info-circle", self._note, Ink.INK2, 14)
        top = Qt.AlignmentFlag.AlignTop
        foot = row((note, 1), (self._total, top), gap=16, margins=(15, 8, 15, 9))
        self.content.setSpacing(0)
        add(self.content, head, (self._stack, 1), Divider(), foot)
        for words, key, requested in (
            (_("Change activity"), Qt.Key.Key_F2, self.change_requested),
            (_("Remove activity"), Qt.Key.Key_Delete, self.remove_requested),
        ):
            action = QAction(words, self.table)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(requested)
            self.menu.addAction(action)
        find_by_name(_("More for this activity"), self.menu.actions(), on=self.table)

    def _filter(self, words: str) -> None:
        self.table.show_matching(words)
        self._show_table_or_why_not()

    def _allow(self, chosen: CountedActivity | None) -> None:
        self.dots.setEnabled(chosen is not None)
        for action in self.menu.actions():
            action.setEnabled(chosen is not None)

    def _show_table_or_why_not(self) -> None:
        activities = self.table.records
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
                _(
                    "Add each workshop, course, or conference, with something that shows "
                    "you were there."
                ),
            )
        self._stack.setCurrentWidget(self._empty)

    def _fit(self) -> None:
        measure = self._icons.theme.measure
        self.filter_field.setFixedWidth(measure(_FILTER_WIDTH))
        self._stack.setMinimumHeight(measure(ROW_HEIGHT) * (_LEAST_ROWS + 1))


# Dialog -----------------------------------------------------------------------------------------


class ActivityDialog(FormDialog):
    """A dialog for an activity: title, day, kind and amount, technology hours, set, documents.

    It shows how many contact hours the amount makes. An error is shown in place, and nothing that
    was typed is lost.
    """

    submitted = Signal(object)
    """A `RenewalActivity` that can be added to the portfolio."""

    def __init__(
        self,
        program: Program,
        rule: RenewalRule,
        portfolio: Portfolio,
        today: date,
        icons: Icons,
        activity: RenewalActivity | None = None,
    ) -> None:
        title = _("Add activity") if activity is None else _("Change activity")
        super().__init__(icons, title, _("Save"), _("Cancel"))
        self._program = program
        self._rule = rule
        self._portfolio = portfolio
        self._today = today
        self._activity = activity
        theme = icons.theme

        self.title = QLineEdit()
        self.day = DayField(today, icons)
        self.kind = ChoiceField()
        for item in rule.conversions:
            self.kind.addItem(f"{item.title} ({item.unit})", item.id)
        self.amount = NumberField(decimals=2)
        self.technology = NumberField(decimals=2)
        for field in (self.amount, self.technology):
            field.setMaximum(float(MOST_UNITS))
        self.amount.setValue(1.0)
        self.counts = Label(theme, "", Type.TABLE, Ink.INK2)
        self.set = ChoiceField()
        self.set.addItem(_("No {set} yet"), "")
        for each in program.sets:
            self.set.addItem(each.title, each.id)
        self.documents = EvidencePicker(icons)

        technology = _("They’re part of the hours, not added to them.")
        on_technology = NamedField(
            theme, _("Contact hours on &technology"), self.technology, technology
        )
        about_set = NamedField(theme, _("&Which {competency_set} is it about?"), self.set)
        documents = NamedField(theme, _("Something that shows you were there"), self.documents)
        documents.name.setBuddy(self.documents.files)
        add(
            self.content,
            NamedField(theme, _("What was it &called?"), self.title),
            NamedField(theme, _("&Date"), self.day),
            NamedField(theme, _("&Kind"), self.kind),
            NamedField(theme, _("How &many of these"), self.amount),
            self.counts,
            on_technology,
            about_set,
            documents,
        )
        on_technology.setVisible(counts_technology(rule))
        about_set.setVisible(is_about_sets(rule))

        self._show(activity)
        self.kind.currentIndexChanged.connect(self._count)
        self.amount.valueChanged.connect(self._count)
        self.set.currentIndexChanged.connect(self._propose_technology)
        self._count()
        self.title.setFocus()

    def _propose_technology(self) -> None:
        """Fill in the hours on technology of an activity about the set on technology."""
        if not self.technology.number:
            self.technology.setValue(float(proposed_technology(self._rule, self.activity())))

    def activity(self) -> RenewalActivity:
        """Return what was entered."""
        known = self._activity or RenewalActivity(str(uuid4()), self._today, "", "", Decimal(0))
        return replace(
            known,
            day=self.day.day,
            title=self.title.text(),
            kind=str(self.kind.currentData() or ""),
            amount=self.amount.number,
            technology=self.technology.number,
            set_id=str(self.set.currentData() or ""),
            evidence=self.documents.chosen,
        )

    def _show(self, activity: RenewalActivity | None) -> None:
        known = tuple(file.path for file in self._portfolio.evidence)
        self.documents.show_files(known, () if activity is None else activity.evidence)
        if activity is None:
            return
        self.title.setText(activity.title)
        self.day.set_day(activity.day)
        self.kind.setCurrentIndex(self.kind.findData(activity.kind))
        self.amount.setValue(float(activity.amount))
        self.technology.setValue(float(activity.technology))
        self.set.setCurrentIndex(max(self.set.findData(activity.set_id), 0))

    def _count(self) -> None:
        kind = str(self.kind.currentData() or "")
        hours = contact_hours(self._rule, kind, self.amount.number)
        self.counts.setVisible(hours is not None)
        if hours is not None:
            enough = hours >= self._rule.minimum_hours
            self.counts.setText(_counts_line(hours, self._rule, enough=enough))
            self.counts.set_ink(Ink.INK2 if enough else Ink.WARN)

    def submit(self) -> None:
        """Hand over the activity, unless it is refused."""
        activity = self.activity()
        try:
            put_activity(self._program, self._portfolio, activity, self._today)
        except LsscError as error:
            self.error.show_error(error)
            return
        self.submitted.emit(activity)
        self.accept()


def _rule_line(rule: RenewalRule | None) -> str:
    """Say what an activity needs to count."""
    if rule is None or not (rule.about_sets or rule.minimum_hours):
        return ""
    if not rule.about_sets:
        said = ngettext(
            "Each needs at least one full hour",
            "Each needs at least {hours} hours",
            rule.minimum_hours,
        )
    else:
        said = ngettext(
            "Each needs at least one full hour and a link to {a_competency_set}",
            "Each needs at least {hours} hours and a link to {a_competency_set}",
            rule.minimum_hours,
        )
    return said.format(hours=hours_text(rule.minimum_hours))


def _sitting_line(rule: RenewalRule | None) -> str:
    """Say how the form is filled."""
    if rule is not None and rule.one_sitting:
        return _(
            "You can’t save the {renewal} form partway. We put all lines in order, with copy "
            "buttons, before you open it."
        )
    return _("We put all lines of the {renewal} form in order, with copy buttons.")


def _activity_spoken(item: CountedActivity, program: Program) -> str:
    """Say a row to who hears it."""
    return ngettext(
        "{title}, {day}, {hours} hour, {set_title}, {document}",
        "{title}, {day}, {hours} hours, {set_title}, {document}",
        item.hours,
    ).format(
        title=item.activity.title,
        day=long_day(item.activity.day),
        hours=hours_text(item.hours),
        set_title=set_word(item, program),
        document=_document_word(item, program.renewal),
    )


def _document_word(item: CountedActivity, rule: RenewalRule | None) -> str:
    """Say what shows an activity, or why it does not count."""
    if item.why_not is not None and rule is not None:
        return uncounted_word(item.why_not, rule)
    if not item.documented:
        return _("No document yet")
    names = [path.rpartition("/")[2].rpartition(".")[0] for path in item.activity.evidence]
    return ", ".join(names)


def _counts_line(hours: Decimal, rule: RenewalRule, *, enough: bool) -> str:
    """Say how many contact hours an amount makes, while it is typed."""
    if enough:
        said = ngettext("Counts {hours} contact hour.", "Counts {hours} contact hours.", hours)
    else:
        said = ngettext(
            "That’s {hours} contact hour. It needs at least {minimum} to count.",
            "That’s {hours} contact hours. It needs at least {minimum} to count.",
            hours,
        )
    return said.format(hours=hours_text(hours), minimum=hours_text(rule.minimum_hours))
