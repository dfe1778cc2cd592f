"""The table of evidence files, and a dialog that chooses among them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDrag,
    QKeySequence,
    QPixmap,
)
from PySide6.QtWidgets import QHeaderView, QWidget

from lssc_desktop.core.files.names import folded
from lssc_desktop.core.portfolio.privacy_decisions import FileStanding, ScanState
from lssc_desktop.core.standing.folder_facts import FileState, ListedFile
from lssc_desktop.formats.lists import capitalized
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.evidence import files_chosen_line, kind_word, size_text, used_in
from lssc_desktop.messages.words import printable
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.fields import SearchField
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.layout import add
from lssc_desktop.ui.kit.tables import Column, RecordTable
from lssc_desktop.ui.kit.tokens import Ink, Tone
from lssc_desktop.ui.preview.pictures import KIND_ICONS
from lssc_desktop.ui.shared.evidence_drag import drag_data

_ICON_SIZE = 18
_CELL_SIDES = 22  # before and after the words of a cell
_FINDING_ICON = 16
_USED_IN, _FINDINGS = 4, 5  # columns
_SAMPLE_WORDS = "Communication 10, 11"  # sizes the column of uses
_STANDING_LOOKS: dict[ScanState, tuple[IconName, Tone]] = {
    ScanState.TO_DECIDE: ("eye", Tone.WARN),
    ScanState.LOOK_YOURSELF: ("help-circle", Tone.INFO),
    ScanState.NOT_SCANNED: ("circle-dashed", Tone.IDLE),
    ScanState.SAID_FINE: ("user-check", Tone.IDLE),
    ScanState.COPY_USED: ("files", Tone.IDLE),
    ScanState.CLEAN_COPY: ("shield-check", Tone.OK),
    ScanState.NONE_FOUND: ("circle-check", Tone.OK),
}
_MISSING_LOOK: tuple[IconName, Tone] = ("file-alert", Tone.WARN)
_NAME_WIDTH = 180
_LARGEST_NAME = 320  # pixels: with large letters a name is cut sooner than the table is


class FileTable(RecordTable[ListedFile]):
    """A table of files, several of which can be selected, and dragged to where they are used.

    With `standing` it says how each stands with the private data in it.
    """

    def __init__(
        self,
        icons: Icons,
        *,
        standing: Callable[[ListedFile], FileStanding] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._icons = icons
        self._standing = standing
        columns = self._columns(about=False)
        super().__init__(
            columns, lambda file: file.path, icons.theme, _("Files"), several=True, parent=parent
        )
        self.records.set_draggable()
        self.setDragEnabled(True)
        self.setDragDropMode(self.DragDropMode.DragOnly)
        self.setIconSize(icons.pixmap("file", Ink.INK2, _ICON_SIZE).size())
        self._size_columns()
        icons.theme.changed.connect(self._size_columns)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Drag the files that are selected, as far as they are evidence."""
        paths = [file.path for file in self.selected if file.about is None]
        if not paths:
            return
        drag = QDrag(self)
        drag.setMimeData(drag_data(paths))
        icon: IconName = "files" if len(paths) > 1 else "file"
        drag.setPixmap(self._icons.pixmap(icon, Ink.ACCENT, 2 * _ICON_SIZE))
        drag.exec(Qt.DropAction.CopyAction)

    def show_about(self, about: bool) -> None:
        """Name the column of uses by what it holds."""
        self.records.set_columns(self._columns(about=about))
        self._size_columns()

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
                hidden=True,
            ),
            Column(_("Size"), size_text, lambda file: (file.bytes, file.key), hidden=True),
            Column(
                _("Date"),
                lambda file: str(file.added or ""),
                lambda file: (str(file.added or ""), file.key),
                hidden=True,
            ),
            Column(
                _("What it is") if about else _("Used in"), self._used_in, _use_key, hint=used_in
            ),
            *(() if self._standing is None else (self._findings(self._standing),)),
        )

    def _findings(self, standing: Callable[[ListedFile], FileStanding]) -> Column[ListedFile]:
        def look(file: ListedFile) -> tuple[IconName, Tone]:
            is_missing = file.state is FileState.MISSING
            return _MISSING_LOOK if is_missing else _STANDING_LOOKS[standing(file).state]

        def key(file: ListedFile) -> tuple[object, ...]:
            found = standing(file)
            return list(ScanState).index(found.state), -found.to_decide, file.key

        return Column(
            _("Findings"),
            lambda file: (
                capitalized(size_text(file))
                if file.state is FileState.MISSING
                else _state_words(standing(file))
            ),
            key,
            icon=lambda file: self._icons.pixmap(
                look(file)[0], self._icons.theme.tokens.tone(look(file)[1]).fg, _FINDING_ICON
            ),
            color=lambda file: QColor(self._icons.theme.tokens.tone(look(file)[1]).fg),
        )

    def _used_in(self, file: ListedFile) -> str:
        """Return where a file is used, as a number where not all of it has room."""
        words = used_in(file)
        room = self.columnWidth(_USED_IN) - self._icons.theme.measure(_CELL_SIDES)
        if len(file.uses) > 1 and self.fontMetrics().horizontalAdvance(words) > room:
            count = len(file.uses)
            words = ngettext("{count} place", "{count} places", count).format(count=count)
        return words

    def _icon(self, file: ListedFile) -> QPixmap:
        if file.state in {FileState.MISSING, FileState.UNREADABLE}:
            return self._icons.pixmap("file-alert", Ink.WARN, _ICON_SIZE)
        return self._icons.pixmap(KIND_ICONS[file.kind], Ink.INK2, _ICON_SIZE)

    def _size_columns(self) -> None:
        """Size columns by sample words: measuring ten thousand rows would take seconds."""
        header, theme = self.horizontalHeader(), self._icons.theme
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(theme.measure(48))
        samples = {_USED_IN: _SAMPLE_WORDS}
        if self._standing is not None:  # with room for the icon before the longest words
            samples[_FINDINGS] = _state_words(FileStanding(ScanState.LOOK_YOURSELF)) + "MMM"
        for place, words in samples.items():
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
            width = self.fontMetrics().horizontalAdvance(words) + theme.measure(_CELL_SIDES)
            self.setColumnWidth(place, width)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        least = sum(map(self.columnWidth, samples))
        self.setMinimumWidth(min(theme.measure(_NAME_WIDTH), _LARGEST_NAME) + least)


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


# Choosing ---------------------------------------------------------------------------------------

_DIALOG_SIZE = (760, 560)


class ChooseFilesDialog(Dialog):
    """A dialog that chooses one or several files among the evidence, with a filter by name."""

    submitted = Signal(object)
    """The paths of the chosen files in a tuple."""

    def __init__(
        self, icons: Icons, title: str, accept: str, files: Sequence[ListedFile], *, note: str = ""
    ) -> None:
        super().__init__(icons, title, accept, _("Cancel"), note=note, size=_DIALOG_SIZE)
        self.filter_field = SearchField(
            icons, _("Filter by name"), QKeySequence(QKeySequence.StandardKey.Find)
        )
        self.table = FileTable(icons)
        self.table.setDragEnabled(False)
        self.table.setProperty("look", "framed")
        add(self.content, self.filter_field, (self.table, 1))
        self.filter_field.textChanged.connect(self._narrow)
        self.table.selected_changed.connect(self._show_count)
        self.table.activated.connect(self._submit)
        self.buttons.accepted.connect(self._submit)
        self.table.show_records(tuple(files))
        self.filter_field.setFocus()

    def _narrow(self, text: str) -> None:
        wanted = folded(text.strip())
        self.table.records.set_filter(lambda file: wanted in file.key)

    def _show_count(self, files: tuple[ListedFile, ...]) -> None:
        self.hint.setText(files_chosen_line(len(files)))
        self.accept_button.setEnabled(bool(files))

    def _submit(self) -> None:
        chosen = tuple(file.path for file in self.table.selected)
        if chosen:
            self.accept()
            self.submitted.emit(chosen)


def _state_words(standing: FileStanding) -> str:
    """Say in two or three words how a file stands."""
    words = {
        ScanState.LOOK_YOURSELF: _("Check it yourself"),
        ScanState.NOT_SCANNED: _("Not scanned"),
        ScanState.SAID_FINE: _("Marked as fine"),
        ScanState.COPY_USED: _("Copy used"),
        ScanState.CLEAN_COPY: _("Clean copy"),
        ScanState.NONE_FOUND: _("None found"),
    }
    if standing.state is ScanState.TO_DECIDE:
        return _("{count} to review").format(count=standing.to_decide)
    return words[standing.state]
