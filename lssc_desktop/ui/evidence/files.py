"""The browser of evidence files: their table, its groups, its filter, and its empty states."""

from enum import StrEnum
from functools import partial
from gettext import gettext as _

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QPalette, QPixmap
from PySide6.QtWidgets import QButtonGroup, QHeaderView, QStackedWidget, QWidget

from lssc_desktop.core.portfolio.folder_facts import FileState, ListedFile
from lssc_desktop.core.portfolio.names import folded
from lssc_desktop.messages import evidence as say
from lssc_desktop.messages.evidence import kind_word, size_text, used_in
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.words import printable
from lssc_desktop.ui.kit.buttons import filter_button, plain_button, signals_blocked
from lssc_desktop.ui.kit.cards import EmptyState
from lssc_desktop.ui.kit.fields import SearchField
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.layout import Space, column, row
from lssc_desktop.ui.kit.tables import Column, RecordTable
from lssc_desktop.ui.kit.tokens import Ink
from lssc_desktop.ui.preview.thumbnails import KIND_ICONS

_ICON_SIZE = 18
_CELL_SIDES = 22  # before and after the words of a cell
_SAMPLE_WORDS = ("Web page", "A longer name 10, 11", "312 MB")  # size the columns
_NAME_WIDTH = 180
_STRETCHED = (0, 2)  # name and places: they share what the others leave


class FileTable(RecordTable[ListedFile]):
    """Shows files, one of which is chosen, by its path."""

    def __init__(self, icons: Icons, *, parent: QWidget | None = None) -> None:
        self._icons = icons
        columns = self._columns(about=False)
        super().__init__(columns, lambda file: file.path, icons.theme, _("Files"), parent=parent)
        self.setIconSize(icons.pixmap("file", Ink.INK2, _ICON_SIZE).size())
        self._size_columns()
        icons.theme.changed.connect(self._size_columns)

    def show_about(self, about: bool) -> None:
        """Name the third column by what it holds."""
        self.records.set_columns(self._columns(about=about))

    def _columns(self, *, about: bool) -> tuple[Column[ListedFile], ...]:
        return (
            Column(
                _("Name"),
                lambda file: printable(file.name),
                lambda file: file.key,
                icon=self._icon,
                spoken=_spoken_text,
            ),
            Column(
                _("Kind"),
                lambda file: kind_word(file.kind),
                lambda file: (file.kind.value, file.key),
            ),
            Column(_("What it is") if about else _("Used in"), used_in, _use_key),
            Column(_("Size"), size_text, lambda file: (file.bytes, file.key), numbers=True),
        )

    def _icon(self, file: ListedFile) -> QPixmap:
        if file.state in {FileState.MISSING, FileState.UNREADABLE}:
            return self._icons.pixmap("file-alert", Ink.WARN, _ICON_SIZE)
        return self._icons.pixmap(KIND_ICONS[file.kind], Ink.INK2, _ICON_SIZE)

    @Slot()
    def _size_columns(self) -> None:
        """Size columns by sample words: measuring ten thousand rows would take seconds."""
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(self._icons.theme.measure(48))
        sides = self._icons.theme.measure(_CELL_SIDES)
        for place, words in enumerate(_SAMPLE_WORDS, 1):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(place, self.fontMetrics().horizontalAdvance(words) + sides)
        least = sum(self.columnWidth(place) for place in range(1, len(_SAMPLE_WORDS) + 1))
        for place in _STRETCHED:
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self.setMinimumWidth(self._icons.theme.measure(_NAME_WIDTH) + least)


def _spoken_text(file: ListedFile) -> str:
    said = _("{name}, {kind}, {used}, {size}")
    return said.format(
        name=printable(file.name),
        kind=kind_word(file.kind),
        used=used_in(file),
        size=size_text(file),
    )


def _use_key(file: ListedFile) -> tuple[object, ...]:
    """Sort by the order of the program; what is not used comes last."""
    if file.about is not None:
        return 0, ((0, file.about.value),), file.key
    places = tuple((use.order, use.number or 0) for use in file.uses)
    return (0 if places else 1), places, file.key


# Browser ----------------------------------------------------------------------------------------


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
