"""The browser of evidence files: the table with its groups, its filter, and its empty states."""

from enum import StrEnum
from functools import partial
from gettext import gettext as _

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QPalette
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from lssc_desktop.core.portfolio.folder_facts import ListedFile
from lssc_desktop.core.portfolio.names import folded
from lssc_desktop.messages import evidence as say
from lssc_desktop.messages.message import Message
from lssc_desktop.ui.kit.buttons import filter_button, plain_button, signals_blocked
from lssc_desktop.ui.kit.cards import EmptyState
from lssc_desktop.ui.kit.fields import SearchField
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.layout import Space, column, row
from lssc_desktop.ui.shared.file_table import FileTable


class Group(StrEnum):
    """A group of files: all that can be shown at a time."""

    ALL = "all"
    UNUSED = "unused"
    ABOUT = "about"


class FileBrowser(QWidget):
    """The browser of files: a table, narrowed by a group and a filter; `notes` go above it."""

    browse_requested = Signal()
    adding_offered = Signal(bool)
    """Whether there is a button to add files in place of the table."""

    def __init__(self, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = Group.ALL
        self.filter_field = SearchField(
            icons, _("Filter by name"), QKeySequence(QKeySequence.StandardKey.Find)
        )
        self._groups = QButtonGroup(self)
        self.group_buttons = {group: filter_button(icons, "") for group in Group}
        self.notes = column()
        self._stack = QStackedWidget(self)
        self.table = FileTable(icons, parent=self._stack)
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

    def show_files(self, files: tuple[ListedFile, ...]) -> None:
        """Show other files, and how many there are in each group."""
        labels = {
            Group.ALL: _("All {count}"),
            Group.UNUSED: _("Not used {count}"),
            Group.ABOUT: _("About me {count}"),
        }
        for group, label in labels.items():
            count = sum(1 for file in files if _is_in(group, file))
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
        column(tools, self.notes, (self._stack, 1), gap=0, on=self)

    @Slot(int, bool)
    def _choose_group(self, _id: int, chosen: bool) -> None:
        if chosen:
            self._narrow()

    @Slot()
    def _narrow(self) -> None:
        pressed = self._groups.checkedButton()
        before = self._group
        self._group = next(g for g, button in self.group_buttons.items() if button is pressed)
        if (before is Group.ABOUT) != (self._group is Group.ABOUT):
            self.table.show_about(self._group is Group.ABOUT)
        wanted = folded(self.filter_field.text().strip())
        self.table.records.set_filter(partial(_is_shown, self._group, wanted))
        self._show_table_or_why_not()

    def _show_table_or_why_not(self) -> None:
        adds = False
        if self.table.records.shown:
            self._stack.setCurrentWidget(self.table)
        else:
            message = self._why_empty()
            self._empty.set_words(message.happened, message.advice)
            filters = self._filters_all()
            adds = not filters and message != say.all_used()
            self.act_button.setText(_("Clear the filter") if filters else _("Add files…"))
            self.act_button.set_icon_name("x" if filters else "plus")
            self.act_button.setVisible(filters or adds)
            self._stack.setCurrentWidget(self._empty)
        self.adding_offered.emit(adds)

    @Slot()
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
        return bool(typed) and any(_is_in(self._group, file) for file in files)

    def _why_empty(self) -> Message:
        """Return why no file is shown, and what to do."""
        files = self.table.records.all_records
        if self._filters_all():
            return say.no_match(self.filter_field.text().strip())
        if self._group is Group.ABOUT:
            return say.no_files_about()
        if self._group is Group.UNUSED and any(_is_in(Group.ALL, file) for file in files):
            return say.all_used()
        return say.no_files()


def _is_in(group: Group, file: ListedFile) -> bool:
    match group:
        case Group.ALL:
            return file.about is None
        case Group.UNUSED:
            return file.is_unused
        case Group.ABOUT:
            return file.about is not None


def _is_shown(group: Group, wanted: str, file: ListedFile) -> bool:
    return wanted in file.key and _is_in(group, file)
