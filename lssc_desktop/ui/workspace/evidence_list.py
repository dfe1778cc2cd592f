"""The compact list of the evidence of a competency: many files in their order, several at once."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QHeaderView, QWidget

from lssc_desktop.core.files.names import file_kind
from lssc_desktop.core.portfolio.edits import moved_within
from lssc_desktop.core.portfolio.portfolio import Weight
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.evidence import files_chosen_line, weight_word
from lssc_desktop.messages.words import printable
from lssc_desktop.ui.kit.buttons import plain_button
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import column, row
from lssc_desktop.ui.kit.pages import FlowLayout
from lssc_desktop.ui.kit.tables import Column, RecordTable
from lssc_desktop.ui.kit.tokens import ROW_HEIGHT, Ink, Type
from lssc_desktop.ui.preview.pictures import KIND_ICONS
from lssc_desktop.ui.shared.evidence_drag import drag_data, dragged_paths
from lssc_desktop.ui.workspace.evidence_tray import EvidenceAct, ShownUse

_ICON_SIZE = 18
_MOST_ROWS = 8  # that are seen at once; the table scrolls
_SIDES = 24  # before and after the words of a cell
_LINE = 2


class UseTable(RecordTable[ShownUse]):
    """A table of files in the order in which readers see them.

    Rows are dragged to another place, or moved by Alt with the arrows; Del takes files out.
    """

    order_changed = Signal(object)
    """All paths in their new order."""
    take_out_requested = Signal(object)
    """The paths of the selected files."""
    act_requested = Signal(object, str)
    """An `EvidenceAct`, and the path of a file."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        self._icons = icons
        self._drop_at: int | None = None
        self._can_change = True
        super().__init__(
            self._columns(),
            lambda shown: shown.path,
            icons.theme,
            _("Evidence in order"),
            strong=1,
            several=True,
            parent=parent,
        )
        self.setSortingEnabled(False)
        self.records.keep_order()
        self.records.set_draggable()
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setProperty("look", "framed")
        self.setIconSize(icons.pixmap("file", Ink.INK2, _ICON_SIZE).size())
        header = self.horizontalHeader()
        header.setSortIndicatorShown(False)
        header.setSectionsClickable(False)
        header.setStretchLastSection(False)
        icons.theme.changed.connect(self._fit)
        self.records.shown_changed.connect(self._fit)
        self._fit()

    def set_handed_in(self, *, handed_in: bool) -> None:
        """Let everything be read, and nothing be changed."""
        self._can_change = not handed_in

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Drag the selected files to another place, or to where they are used as well."""
        paths = [shown.path for shown in self.selected]
        if paths:
            drag = QDrag(self)
            drag.setMimeData(drag_data(paths))
            drag.setPixmap(self._icons.pixmap("files", Ink.ACCENT, 2 * _ICON_SIZE))
            drag.exec(Qt.DropAction.CopyAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of the list; what comes from elsewhere is for the pane around it."""
        self._follow(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show between which rows they would come."""
        self._follow(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Show no place any more."""
        self._show_place(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Put the files in their new place."""
        place = self._place_at(event)
        paths = dragged_paths(event.mimeData())
        self._show_place(None)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._move(paths, place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, take out, look at or open the selected files."""
        rows = self._selected_rows()
        moves = event.modifiers() == Qt.KeyboardModifier.AltModifier and bool(rows)
        match Qt.Key(event.key()):
            case Qt.Key.Key_Up if moves:
                self._move(self._paths(), rows[0] - 1)
            case Qt.Key.Key_Down if moves:
                self._move(self._paths(), rows[-1] + 2)
            case Qt.Key.Key_Delete if rows and self._can_change:
                self.take_out_requested.emit(self._paths())
            case Qt.Key.Key_Space if len(rows) == 1:
                self.act_requested.emit(EvidenceAct.LOOK, self._paths()[0])
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if len(rows) == 1:
                self.act_requested.emit(EvidenceAct.OPEN, self._paths()[0])
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, and the line where files would be dropped."""
        super().paintEvent(event)
        if self._drop_at is None:
            return
        last = self._drop_at >= len(self.records.shown)
        rect = self.visualRect(self.records.index(self._drop_at - last, 0))
        y = rect.bottom() + 1 if last else rect.top()
        line = QRect(0, max(y - _LINE // 2, 0), self.viewport().width(), _LINE)
        QPainter(self.viewport()).fillRect(line, QColor(self._icons.theme.tokens.accent))

    def _paths(self) -> tuple[str, ...]:
        return tuple(shown.path for shown in self.selected)

    def _move(self, paths: tuple[str, ...], place: int) -> None:
        order = tuple(shown.path for shown in self.records.shown)
        after = moved_within(order, paths, place)
        if after != order and self._can_change:
            self.order_changed.emit(after)

    def _follow(self, event: QDropEvent) -> None:
        known = {shown.path for shown in self.records.all_records}
        paths = dragged_paths(event.mimeData())
        fits = bool(paths) and known.issuperset(paths) and self._can_change
        self._show_place(self._place_at(event) if fits else None)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.setAccepted(fits)

    def _place_at(self, event: QDropEvent) -> int:
        """Return before which row the mouse is."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        if not index.isValid():
            return len(self.records.shown)
        return index.row() + (point.y() > self.visualRect(index).center().y())

    def _show_place(self, place: int | None) -> None:
        if place != self._drop_at:
            self._drop_at = place
            self.viewport().update()

    def _columns(self) -> tuple[Column[ShownUse], ...]:
        return (
            Column(_("No."), lambda shown: shown.label, numbers=True),
            Column(_("Name"), lambda shown: printable(shown.name), icon=self._icon, spoken=_spoken),
            Column(_("Kind"), lambda shown: shown.kind),
            Column(_("Size"), lambda shown: shown.size, numbers=True),
            Column(_("Weight"), _weight),
            Column(_("Caption"), lambda shown: printable(shown.use.caption)),
        )

    def _icon(self, shown: ShownUse) -> QPixmap:
        if shown.missing:
            return self._icons.pixmap("file-alert", Ink.WARN, _ICON_SIZE)
        return self._icons.pixmap(KIND_ICONS[file_kind(shown.name)], Ink.INK2, _ICON_SIZE)

    def _fit(self) -> None:
        """Show all rows of a short list, and the first of a long one."""
        measure, header = self._icons.theme.measure, self.horizontalHeader()
        words = ("000", "", _("Spreadsheet"), "312 MB", _("Secondary"), "")
        for place, each in enumerate(words):
            if each:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
                width = self.fontMetrics().horizontalAdvance(each) + measure(_SIDES)
                self.setColumnWidth(place, width)
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        shown = self.records.all_records
        self.setColumnHidden(4, any(each.statement for each in shown))
        rows = min(max(len(shown), 1), _MOST_ROWS)
        self.setFixedHeight((rows + 1) * measure(ROW_HEIGHT) + 2)


def _weight(shown: ShownUse) -> str:
    return "" if shown.statement else weight_word(shown.use.weight)


def _spoken(shown: ShownUse) -> str:
    parts = (shown.label, printable(shown.name), shown.kind, shown.size, _weight(shown))
    return ", ".join(part for part in parts if part)


class EvidenceList(QWidget):
    """The table of many files, with what can be done with all that are selected."""

    weight_requested = Signal(object, object)
    """The paths of the selected files, and a `Weight`."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._handed_in = False
        self.table = UseTable(icons, self)
        self._count = Label(icons.theme, "", Type.TABLE, Ink.INK2, wrap=False)
        self.primary = plain_button(icons, _("Make primary"), "star-filled", small=True)
        self.secondary = plain_button(icons, _("Make secondary"), "star", small=True)
        self.take_out = plain_button(icons, _("Remove"), "circle-minus", small=True)
        acts = FlowLayout(spacing=8)
        for button in (self.primary, self.secondary, self.take_out):
            acts.addWidget(button)
        self._acts = QWidget(self)
        row((acts, 1), (self._count, Qt.AlignmentFlag.AlignTop), gap=12, on=self._acts)
        hint = _("Drag rows to change the order, or move them with Alt+Up and Alt+Down.")
        column(
            self.table,
            Label(icons.theme, hint, Type.CAPTION, Ink.INK2),
            self._acts,
            gap=6,
            on=self,
        )
        self.table.selected_changed.connect(self._show_selected)
        self.primary.clicked.connect(self._make_primary)
        self.secondary.clicked.connect(self._make_secondary)
        self.take_out.clicked.connect(self._take_out)

    def set_handed_in(self, *, handed_in: bool) -> None:
        """Let everything be read, and nothing be changed."""
        self._handed_in = handed_in
        self.table.set_handed_in(handed_in=handed_in)
        self._acts.setEnabled(not handed_in)

    def _show_selected(self, shown: tuple[ShownUse, ...]) -> None:
        self._acts.setVisible(len(shown) > 1)
        self._count.setText(files_chosen_line(len(shown)))
        weighs = not any(each.statement for each in shown)
        for button in (self.primary, self.secondary):
            button.setVisible(weighs)

    def _paths(self) -> tuple[str, ...]:
        return tuple(shown.path for shown in self.table.selected)

    def _make_primary(self) -> None:
        self.weight_requested.emit(self._paths(), Weight.PRIMARY)

    def _make_secondary(self) -> None:
        self.weight_requested.emit(self._paths(), Weight.SECONDARY)

    def _take_out(self) -> None:
        self.table.take_out_requested.emit(self._paths())
