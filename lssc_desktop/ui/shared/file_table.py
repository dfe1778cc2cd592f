"""The table of files: name with icon, kind, where it is used, size."""

from gettext import gettext as _

from PySide6.QtCore import Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHeaderView, QWidget

from lssc_desktop.core.portfolio.folder_facts import FileState, ListedFile
from lssc_desktop.messages.evidence import kind_word, size_text, used_in
from lssc_desktop.messages.words import printable
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.tables import Column, RecordTable
from lssc_desktop.ui.kit.tokens import Ink
from lssc_desktop.ui.preview.thumbnails import KIND_ICONS

_ICON_SIZE = 18
_CELL_SIDES = 22  # before and after the words of a cell
_SAMPLE_WORDS = ("Web page", "Communication 10, 11", "312 MB")  # size the columns
_NAME_WIDTH = 180
_STRETCHED = (0, 2)  # name and places: they share what the others leave


class FileTable(RecordTable[ListedFile]):
    """Shows files, one of which is chosen, by its path."""

    def __init__(self, icons: Icons, *, parent: QWidget | None = None) -> None:
        self._icons = icons
        columns = self._columns(about=False)
        super().__init__(columns, _path, icons.theme, _("Files"), parent=parent)
        self.setIconSize(icons.pixmap("file", Ink.INK2, _ICON_SIZE).size())
        self._size_columns()
        icons.theme.changed.connect(self._size_columns)

    def show_about(self, about: bool) -> None:
        """Name the third column by what it holds."""
        self.records.set_columns(self._columns(about=about))

    def _columns(self, *, about: bool) -> tuple[Column[ListedFile], ...]:
        return (
            Column(_("Name"), _name_text, _name_key, icon=self._icon, spoken=_spoken_text),
            Column(_("Kind"), _kind_text, _kind_key),
            Column(_("What it is") if about else _("Used in"), used_in, _use_key),
            Column(_("Size"), size_text, _size_key, numbers=True),
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
        for column, words in enumerate(_SAMPLE_WORDS, 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(column, self.fontMetrics().horizontalAdvance(words) + sides)
        least = sum(self.columnWidth(column) for column in range(1, len(_SAMPLE_WORDS) + 1))
        for column in _STRETCHED:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.setMinimumWidth(self._icons.theme.measure(_NAME_WIDTH) + least)


def _path(file: ListedFile) -> str:
    return file.path


def _name_text(file: ListedFile) -> str:
    return printable(file.name)


def _spoken_text(file: ListedFile) -> str:
    said = _("{name}, {kind}, {used}, {size}")
    return said.format(
        name=printable(file.name),
        kind=kind_word(file.kind),
        used=used_in(file),
        size=size_text(file),
    )


def _kind_text(file: ListedFile) -> str:
    return kind_word(file.kind)


def _name_key(file: ListedFile) -> str:
    return file.key


def _kind_key(file: ListedFile) -> tuple[str, str]:
    return file.kind.value, file.key


def _use_key(file: ListedFile) -> tuple[object, ...]:
    """Sort by the order of the program; what is not used comes last."""
    if file.about is not None:
        return 0, ((0, file.about.value),), file.key
    places = tuple((use.order, use.number or 0) for use in file.uses)
    return (0 if places else 1), places, file.key


def _size_key(file: ListedFile) -> tuple[int, str]:
    return file.bytes, file.key
