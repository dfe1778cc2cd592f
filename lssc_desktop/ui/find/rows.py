"""Rows of what was found: a name, what it is, and the words around what is marked in them."""

from collections.abc import Iterable
from typing import assert_never

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyleOptionViewItem

from lssc_desktop.core.program.program import Program
from lssc_desktop.core.standing.search import Hit, TextKind
from lssc_desktop.core.text.matching import Excerpt, excerpt
from lssc_desktop.core.text.text import utf16_length
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.search import place_name, text_name
from lssc_desktop.ui.base.place import EvidencePlace, FoundWords, HelpPlace, Place, SetPlace, Tab
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.tables import RowDelegate
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import ROW_HEIGHT, Tokens, Type
from lssc_desktop.values import dataclass

type Index = QModelIndex | QPersistentModelIndex

_ENTRY = Qt.ItemDataRole.UserRole
_SIDE = 12  # pixels beside the words, and between those and the note
_AIR = 5  # pixels above the first line and below the last one


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One row: what it leads to (a `Place` or a `QAction`), and what is said of it.

    `note` stands at the far side. `below` is a second line: an excerpt, or why the row cannot be
    used. The head of a group leads nowhere.
    """

    title: str
    target: Place | QAction | None = None
    note: str = ""
    below: Excerpt | None = None
    is_usable: bool = True
    is_head: bool = False

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it."""
        off = () if self.is_usable else (_("unavailable"),)
        below = () if self.below is None else (self.below.words,)
        return ", ".join((self.title, *filter(None, (self.note,)), *off, *below))


def hit_entry(hit: Hit, program: Program, words: str, *, grouped: bool = False) -> ListEntry:
    """Return the row of a match; under the head of its place it says only which text it is."""
    shown = excerpt(hit.text, hit.passage)
    target = place_of(hit, words)
    if grouped:
        return ListEntry(text_name(hit.source), target, below=shown)
    return ListEntry(place_name(hit.source, program), target, text_name(hit.source), shown)


def place_of(hit: Hit, words: str) -> Place:
    """Return where a match leads, with what is to be selected there."""
    source = hit.source
    found = FoundWords(words, hit.passage.nth, source.field, source.key)
    statement = source.number is None
    match source.kind:
        case TextKind.EVIDENCE:
            return EvidencePlace(source.key)
        case TextKind.HELP:
            return HelpPlace(source.key, found)
        case TextKind.NOTE:
            tab = Tab.PLAN
        case TextKind.CAPTION:
            tab = Tab.EVIDENCE
        case TextKind.RESPONSE | TextKind.STATEMENT | TextKind.COMMENT:
            tab = Tab.RESPONSE
        case _:
            assert_never(source.kind)
    return SetPlace(source.set_id, source.number, statement, tab, found=found)


class EntryList(QListWidget):
    """A list of entries; the heads of groups cannot be chosen."""

    def __init__(self, icons: Icons, name: str) -> None:
        super().__init__()
        self.setProperty("look", "framed")
        self.setAccessibleName(name)
        self.setFont(icons.theme.font(Type.BODY))
        self.setItemDelegate(EntryDelegate(icons.theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        icons.theme.changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def entry(self) -> ListEntry | None:
        """The entry that is chosen."""
        row = self.currentRow()
        return None if row < 0 else _entry_of(self.item(row))

    def show_entries(self, entries: Iterable[ListEntry]) -> None:
        """Show other entries; the same one stays chosen, else it is the first."""
        before = self.entry
        self.clear()
        for entry in entries:
            item = QListWidgetItem(entry.title, self)
            item.setData(_ENTRY, entry)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, entry.spoken)
            if entry.is_head:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        same = (row for row in range(self.count()) if _entry_of(self.item(row)) == before)
        row = next(same, None)
        if row is None:
            self.step(1)
        else:
            self.setCurrentRow(row)

    def step(self, by: int) -> None:
        """Choose the next entry (1) or the one before (-1); after the last comes the first."""
        count, row = self.count(), self.currentRow()
        for _each in range(count):
            row = (row + by) % count if row >= 0 else (0 if by > 0 else count - 1)
            if not _entry_of(self.item(row)).is_head:
                self.setCurrentRow(row)
                return


def _entry_of(item: QListWidgetItem) -> ListEntry:
    entry = item.data(_ENTRY)
    if not isinstance(entry, ListEntry):
        raise TypeError(entry)
    return entry


class EntryDelegate(RowDelegate):
    """Draws an entry: its title and note, and under them the words with the found ones marked."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(theme, parent)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave the words to `paint`."""
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row, then its words."""
        super().paint(painter, option, index)
        entry = index.data(_ENTRY)
        if not isinstance(entry, ListEntry):
            return
        measure = self._theme.measure
        room = QRect(option.rect).adjusted(measure(_SIDE), measure(_AIR), -measure(_SIDE), 0)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        tokens = self._theme.tokens.for_row(chosen=chosen)
        self._draw_title(painter, room, entry, tokens)
        if entry.below is not None:
            top = room.top() + self._height(self._title_type(entry))
            self._draw_excerpt(painter, QRect(room.left(), top, room.width(), 0), entry, tokens)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of one line or two at the current text size."""
        entry = index.data(_ENTRY)
        height = self._theme.measure(ROW_HEIGHT)
        if isinstance(entry, ListEntry) and entry.below is not None:
            lines = self._height(Type.BODY) + self._height(Type.TABLE)
            height = max(height, lines + 2 * self._theme.measure(_AIR))
        return QSize(0, height)

    def _height(self, type_: Type) -> int:
        return QFontMetrics(self._theme.font(type_)).lineSpacing()

    @staticmethod
    def _title_type(entry: ListEntry) -> Type:
        return Type.BODY_STRONG if entry.is_head else Type.BODY

    def _draw_title(self, painter: QPainter, room: QRect, entry: ListEntry, tokens: Tokens) -> None:
        note_font = self._theme.font(Type.CAPTION)
        note = QFontMetrics(note_font).elidedText(
            entry.note, Qt.TextElideMode.ElideMiddle, room.width() // 2
        )
        width = QFontMetrics(note_font).horizontalAdvance(note)
        font = self._theme.font(self._title_type(entry))
        metrics = QFontMetrics(font)
        line = QRect(room.left(), room.top(), room.width(), metrics.lineSpacing())
        if entry.below is None:
            line.setHeight(self._theme.measure(ROW_HEIGHT) - 2 * self._theme.measure(_AIR))
        painter.setFont(note_font)
        painter.setPen(QColor(tokens.ink2))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, right, note)
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink if entry.is_usable else tokens.off))
        title = metrics.elidedText(
            entry.title,
            Qt.TextElideMode.ElideRight,
            line.width() - width - self._theme.measure(_SIDE) * bool(note),
        )
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)

    def _draw_excerpt(
        self, painter: QPainter, room: QRect, entry: ListEntry, tokens: Tokens
    ) -> None:
        below = entry.below
        if below is None:
            return
        font = self._theme.font(Type.TABLE)
        words = QFontMetrics(font).elidedText(
            below.words, Qt.TextElideMode.ElideRight, room.width()
        )
        layout = QTextLayout(words, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        layout.setFormats(list(self._marks(words, below)))
        layout.beginLayout()
        layout.createLine().setLineWidth(room.width())
        layout.endLayout()
        painter.setPen(QColor(tokens.ink2))
        layout.draw(painter, QPointF(room.topLeft()))

    def _marks(self, words: str, below: Excerpt) -> Iterable[QTextLayout.FormatRange]:
        tokens = self._theme.tokens
        for place in below.found:
            if place.start >= len(words):
                return
            mark = QTextLayout.FormatRange()
            mark.start = utf16_length(words[: place.start])
            mark.length = utf16_length(words[place.start : place.end])
            look = QTextCharFormat()
            look.setBackground(QColor(tokens.mark))
            look.setForeground(QColor(tokens.mark_ink))
            mark.format = look
            yield mark
