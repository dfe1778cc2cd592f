"""The table of a shelf: a row for each package, its columns as wide as there is room for."""

from gettext import gettext as _

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontMetrics, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from lssc_desktop.core.names import folded
from lssc_desktop.core.shelf import ShelfEntry, Soundness
from lssc_desktop.messages import shelf as say
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icon_names import IconName
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tables import Column, RecordTable
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.rows import TableDress

_ICON = 16
_AROUND_HEAD = 22  # what a head keeps free before and after its words
_AROUND_WORDS = 34  # what a cell keeps free before and after its icon and its words
_SET, _RECEIVED = 1, 3
_USUAL = (200, 220, 96, 116, 200, 120)  # the last column is as wide as its widest words
_LEAST = (96, 112, 70, 104, 96, 76)  # with these it scrolls sideways
_ICONS: dict[Soundness, tuple[IconName, Ink]] = {
    Soundness.UNKNOWN: ("help-circle", Ink.INFO),
    Soundness.VALID: ("shield-check", Ink.OK),
    Soundness.DAMAGED: ("circle-x", Ink.BAD),
    Soundness.FOREIGN: ("file", Ink.INK2),
}


class ShelfTable(QTableView):
    """Sorted and filtered on the tuple; the newest package is first."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.entries = RecordTable[ShelfEntry](self._columns(), self)
        self.setModel(self.entries)
        self.setProperty("look", "framed")
        self.setAccessibleName(_("Packages"))
        self.setSortingEnabled(True)
        TableDress(self, icons.theme)
        self.sortByColumn(_RECEIVED, Qt.SortOrder.DescendingOrder)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        icons.theme.changed.connect(self._size_columns)

    @property
    def selected(self) -> ShelfEntry | None:
        """The package that is selected."""
        rows = self.selectionModel().selectedRows()
        return self.entries.record(rows[0]) if rows else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns what room there is."""
        super().resizeEvent(event)
        self._size_columns()

    @Slot()
    def _size_columns(self) -> None:
        theme = self._icons.theme
        head = QFontMetrics(theme.font(Type.CAPTION_STRONG))
        least = [
            max(theme.measure(width), head.horizontalAdvance(title) + _AROUND_HEAD)
            for width, title in zip(_LEAST, say.shelf_head(), strict=False)
        ]
        more = [
            max(theme.measure(width) - few, 0) for width, few in zip(_USUAL, least, strict=True)
        ]
        metrics = QFontMetrics(theme.font(Type.TABLE))
        words = max(metrics.horizontalAdvance(each) for each in say.soundness_words())
        last = words + theme.measure(_ICON) + _AROUND_WORDS
        room = max(self.viewport().width() - sum(least) - last, 0)
        share = min(room / sum(more), 1.0)
        widths = [few + int(wish * share) for few, wish in zip(least, more, strict=True)]
        widths.append(last)
        widths[_SET] += max(self.viewport().width() - sum(widths), 0)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)

    def _columns(self) -> tuple[Column[ShelfEntry], ...]:
        texts = (
            say.candidate_text,
            say.set_text,
            say.copy_text,
            say.received_text,
            say.reviewers_text,
            say.comments_text,
        )
        keys = (_by_candidate, say.set_text, _by_copy, _by_day, say.reviewers_text, _by_comments)
        titles = say.shelf_head()
        return (
            Column(titles[0], texts[0], keys[0], spoken=say.entry_spoken),
            *(
                Column(title, text, key, numbers=text is say.comments_text)
                for title, text, key in zip(titles[1:], texts[1:], keys[1:], strict=False)
            ),
            Column(titles[-1], say.soundness_text, say.soundness_text, icon=self._icon),
        )

    def _icon(self, entry: ShelfEntry) -> QPixmap:
        name, ink = _ICONS[entry.package.soundness]
        return self._icons.pixmap(name, ink, _ICON)


def _by_candidate(entry: ShelfEntry) -> str:
    return folded(say.candidate_text(entry))


def _by_copy(entry: ShelfEntry) -> tuple[str, int]:
    return "" if entry.package.kind is None else entry.package.kind.value, entry.package.copy


def _by_day(entry: ShelfEntry) -> int:
    return entry.package.seen.modified


def _by_comments(entry: ShelfEntry) -> int:
    return entry.open_comments
