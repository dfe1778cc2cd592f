"""The sidebar: every place of the window, with a mark and a count for each set."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import cast

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeySequence,
    QPainter,
    QPen,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from lssc_desktop.core.overview.submission_list import listed_submissions, needing_attention
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.review.review import Review, waiting_counts
from lssc_desktop.core.standing.progress import SetProgress, SetState, progress
from lssc_desktop.core.submission.submission import Submission
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.overview import set_count, set_name
from lssc_desktop.ui.base.place import (
    SETS_WITH_KEYS,
    EvidencePlace,
    HelpPlace,
    Overview,
    PageSpec,
    Place,
    PlanPlace,
    SetPlace,
    SplitPlace,
    SubmissionsPlace,
    page_specs,
    titled_pages,
)
from lssc_desktop.ui.kit.bars import paint_ring
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import plain_hint
from lssc_desktop.ui.kit.layout import column
from lssc_desktop.ui.kit.mirroring import draw_picture, draw_words, mirror, upright
from lssc_desktop.ui.kit.style import row_ring_inset
from lssc_desktop.ui.kit.tables import RowSelection, WordSizes, WrappingList
from lssc_desktop.ui.kit.tokens import NAVIGATION_WIDTH, RADIUS, Ink, Type
from lssc_desktop.ui.shared.evidence_drag import EvidenceDrops
from lssc_desktop.values import dataclass

_NARROW_WIDTH = 60
_PLACE = Qt.ItemDataRole.UserRole + 1

_MARK = 18
_MARK_WITH_NUMBER = 26
_MARK_LEFT = 10
_WORDS_LEFT = 37
_RIGHT = 8
_COUNT_GAP = 6
_AIR = 7  # above and below one line of words
_AIR_TWO = 4  # above and below two lines
_BAR = 3
_BADGE_AIR = 6
_DOT = 8
_HEAD_AIR = 12
_LINE_HEIGHT = 21
_LEAST = 35
_LEAST_NARROW = 31
_WIDE = 100_000  # pixels, which no words fill

_STATE_LOOKS: dict[SetState, tuple[IconName, Ink]] = {
    SetState.UNDER_WAY: ("school", Ink.ACCENT),
    SetState.COURSE_DONE: ("circle-check", Ink.OK),
    SetState.BY_AGREEMENT: ("circle-check", Ink.OK),
    SetState.NOT_CONFIRMED: ("help-circle", Ink.WARN),
    SetState.UNKNOWN: ("help-circle", Ink.WARN),
    SetState.HANDED_IN: ("send", Ink.INFO),
    SetState.REVISION_ASKED: ("edit", Ink.WARN),
    SetState.NOT_ACHIEVED: ("circle-x", Ink.BAD),
    SetState.ACHIEVED: ("circle-check-filled", Ink.OK),
}


class RowKind(StrEnum):
    """What a row is: a place, or a head above places."""

    PLACE = "place"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: an icon, or without one a ring for `done` of `total`; words; a count; a name.

    A `badge` is a number of things that only the user can do. `ink` is that of the icon where
    it shows a state. `after_line` has a line above it. `keys` lead there. `number` tells sets apart
    where their words aren't shown.
    """

    words: str
    kind: RowKind = RowKind.PLACE
    icon: IconName | None = None
    ink: Ink | None = None
    done: int = 0
    total: int = 0
    count: str = ""
    badge: str = ""
    name: str = ""
    after_line: bool = False
    keys: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class _Shown:
    row: Row
    place: Place | None = None


class Sidebar(QFrame):
    """The sidebar of places, Help at its foot; the row of the place that is shown is chosen."""

    place_requested = Signal(object)
    evidence_dropped = Signal(str, object)
    """The id of a set, and the paths of evidence files that were dragged onto it."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = icons.theme
        self._narrow = self._is_asked = False
        self._place: Place = Overview()
        self.setProperty("box", "sidebar")
        self.places = _list(_("Pages"), icons)
        self.foot = _list(_("Help"), icons)
        self.foot.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

        column((self.places, 1), self.foot, gap=4, margins=(10, 12, 10, 10), on=self)

        for view in (self.places, self.foot):
            view.clicked.connect(self._go)
            view.activated.connect(self._go)
            RowSelection(view).chosen.connect(self._go)
            view.installEventFilter(self)
        drops = EvidenceDrops(self.places, icons.theme, _is_set)
        drops.dropped.connect(self._drop)
        drops.lingered.connect(self._go)
        self._theme.changed.connect(self._fit)
        _fill(self.foot, [_page_row(page_specs()[HelpPlace])])
        self._fit()

    def show_portfolio(
        self,
        program: Program,
        portfolio: Portfolio,
        submissions: Sequence[Submission] = (),
        reviews: Sequence[Review] = (),
        to_look_at: int = 0,
    ) -> None:
        """Show the chosen sets, how far each is, and where comments wait for an answer."""
        asked = waiting_counts(portfolio, reviews)
        first, *others = titled_pages(program)
        rows = [
            _page_row(first),
            _Shown(
                Row(
                    _("{Competency_sets}") if program.needs_responses else _("{Portfolio}"),
                    kind=RowKind.HEAD,
                )
            ),
            *(
                _set_row(item, asked.get(item.competency_set.id, 0), number)
                for number, item in enumerate(progress(program, portfolio, submissions), 1)
            ),
            *(_page_row(spec, after_line=spec is others[0]) for spec in others),
        ]
        waiting = needing_attention(listed_submissions(program, portfolio, submissions))
        rows = [_with_badge(shown, waiting, to_look_at) for shown in rows]
        _fill(self.places, rows)
        self.show_place(self._place)

    def show_place(self, place: Place) -> None:
        """Choose the row of the place that is shown."""
        self._place = place
        for view in (self.places, self.foot):
            model, chosen = view.model(), view.selectionModel()
            rows = (model.index(number, 0) for number in range(model.rowCount()))
            wanted = [row for row in rows if _same_page(row.data(_PLACE), place)]
            if chosen.selectedIndexes() == wanted and view.currentIndex() in wanted:
                continue
            view.clearSelection()
            for row in wanted:
                chosen.setCurrentIndex(row, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose the row of what is shown again when the keyboard goes elsewhere.

        Where icons stand alone, who comes with the keyboard sees the words; the mouse has tooltips,
        and nothing should move under it.
        """
        if event.type() == QEvent.Type.FocusIn:
            by_mouse = cast("QFocusEvent", event).reason() is Qt.FocusReason.MouseFocusReason
            self._ask(asked=not by_mouse)
        elif event.type() == QEvent.Type.FocusOut:
            self.show_place(self._place)
            self._ask(asked=False)
        return super().eventFilter(watched, event)

    def set_narrow(self, narrow: bool) -> None:
        """Show icons alone, with the words as tooltips, where there is little room."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._fit()

    @property
    def is_narrow(self) -> bool:
        """Whether icons stand alone."""
        return self._narrow and not self._is_asked

    def _ask(self, *, asked: bool) -> None:
        """Show the words for as long as the keyboard is here."""
        if asked != self._is_asked:
            self._is_asked = asked
            self._fit()

    def _fit(self) -> None:
        width = _NARROW_WIDTH if self.is_narrow else NAVIGATION_WIDTH
        self.setFixedWidth(self._theme.measure(width))
        for view in (self.places, self.foot):
            delegate = view.itemDelegate()
            if isinstance(delegate, NavigationDelegate):
                delegate.set_narrow(self.is_narrow)
            view.doItemsLayout()
        self.foot.setFixedHeight(self.foot.sizeHintForRow(0) + 2)

    def _go(self, index: QModelIndex) -> None:
        place = index.data(_PLACE)
        if place is not None:
            self.place_requested.emit(place)

    def _drop(self, index: QModelIndex, paths: tuple[str, ...]) -> None:
        place = index.data(_PLACE)
        if isinstance(place, SetPlace):
            self.evidence_dropped.emit(place.set_id, paths)


def _is_set(index: QModelIndex) -> bool:
    return isinstance(index.data(_PLACE), SetPlace)


def _set_row(item: SetProgress, asked: int, number: int) -> _Shown:
    by_portfolio = item.work.route is Route.PORTFOLIO
    is_course_to_come = item.state is SetState.NOT_STARTED and not by_portfolio
    state = SetState.UNDER_WAY if is_course_to_come else item.state
    icon, ink = _STATE_LOOKS.get(state, (None, None))
    if asked and icon is None:
        icon, ink = "message-circle", Ink.NOTE
    row = Row(
        item.competency_set.title,
        icon=icon,
        ink=ink,
        done=item.ready,
        total=item.competencies,
        count=set_count(item),
        name=set_name(item, asked),
        number=str(number),
        keys=f"Alt+{number}" if number <= SETS_WITH_KEYS else "",
    )
    return _Shown(row, SetPlace(item.competency_set.id))


def _page_row(spec: PageSpec, *, after_line: bool = False) -> _Shown:
    row = Row(spec.title, icon=spec.icon, after_line=after_line, keys=spec.key)
    return _Shown(row, spec.place)


def _with_badge(shown: _Shown, waiting: int, to_look_at: int) -> _Shown:
    """Return the row of the submissions, or of the evidence, with the number of those that wait."""
    if shown.place == SubmissionsPlace():
        badge = str(waiting) if waiting else ""
        return replace(shown, row=replace(shown.row, badge=badge, name=_submissions_name(waiting)))
    if shown.place == EvidencePlace() and to_look_at:
        name = _evidence_name(to_look_at)
        return replace(shown, row=replace(shown.row, badge=str(to_look_at), name=name))
    return shown


def _same_page(row: Place | None, place: Place) -> bool:
    """Return whether a row leads to the page of a place, wherever on that page it is."""
    if isinstance(row, SetPlace) and isinstance(place, SetPlace | PlanPlace | SplitPlace):
        return row.set_id == place.set_id
    return row is not None and type(row) is type(place) and not isinstance(row, SetPlace)


def _list(name: str, icons: Icons) -> QListView:
    view = WrappingList(icons.theme)
    view.setAccessibleName(name)
    view.setProperty("look", "bare")
    view.setModel(QStandardItemModel(view))
    view.setItemDelegate(NavigationDelegate(icons, view))
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setTabKeyNavigation(False)
    return view


def _fill(view: QListView, rows: Sequence[_Shown]) -> None:
    model = view.model()
    if not isinstance(model, QStandardItemModel):
        raise TypeError(model)
    old = [model.item(number).data(Qt.ItemDataRole.UserRole) for number in range(model.rowCount())]
    if old == [shown.row for shown in rows]:
        return
    model.clear()
    for shown in rows:
        item = QStandardItem(shown.row.words)
        item.setData(shown.row, Qt.ItemDataRole.UserRole)
        item.setData(shown.place, _PLACE)
        item.setData(shown.row.name or shown.row.words, Qt.ItemDataRole.AccessibleTextRole)
        item.setEditable(False)
        if shown.place is None:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        model.appendRow(item)


# Drawing of rows --------------------------------------------------------------------------------


class NavigationDelegate(QStyledItemDelegate):
    """Draws rows of one or two lines of words; when narrow, icons alone."""

    def __init__(self, icons: Icons, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._icons = icons
        self._theme = icons.theme
        self._view = view
        self._narrow = False
        self._sizes = WordSizes(icons.theme, self)

    def set_narrow(self, narrow: bool) -> None:
        """Draw icons alone, or icons and words."""
        self._narrow = narrow

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the room a row needs at the current text size."""
        row = _row(index)
        width = self._view.viewport().width()
        measure = self._theme.measure
        if row.kind is RowKind.HEAD:
            caption = self._sizes.line(row.words, Type.CAPTION_STRONG).height()
            return QSize(
                width, measure(_LINE_HEIGHT) if self._narrow else caption + measure(2 * _HEAD_AIR)
            )
        line = self._sizes.wrapped(row.words, Type.BODY_STRONG, _WIDE).height()
        words = 0 if self._narrow else self._words_box(row, QRect(0, 0, width, 0)).height()
        air = _AIR if words <= line else _AIR_TWO
        line = measure(_LINE_HEIGHT) if row.after_line else 0
        least = measure(_LEAST_NARROW if self._narrow else _LEAST)
        return QSize(width, max(words + measure(2 * air), least) + line)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one row."""
        row = _row(index)
        painter.save()
        mirror(painter, option.rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.after_line:
            line = QRect(option.rect)
            line.setHeight(self._theme.measure(_LINE_HEIGHT))
            self._paint_line(painter, line)
            option.rect = QRect(option.rect).adjusted(0, line.height(), 0, 0)
        if row.kind is RowKind.HEAD and self._narrow:
            self._paint_line(painter, option.rect)
        elif row.kind is RowKind.HEAD:
            self._paint_head(painter, option.rect, row)
        else:
            self._paint_place(painter, option, row)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Show the keys of a row, with its words, which may not be seen beside the icon."""
        row = _row(index)
        if event.type() == QEvent.Type.ToolTip and index.isValid() and (row.keys or self._narrow):
            keys = QKeySequence(row.keys).toString(QKeySequence.SequenceFormat.NativeText)
            shown = f"{row.name or row.words} ({keys})" if keys else row.name or row.words
            QToolTip.showText(event.globalPos(), plain_hint(shown), view)
            return True
        return super().helpEvent(event, view, option, index)

    def _paint_line(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(QPen(QColor(self._theme.tokens.line), 1))
        middle = rect.center().y()
        painter.drawLine(rect.left() + 8, middle, rect.right() - 8, middle)

    def _paint_head(self, painter: QPainter, rect: QRect, row: Row) -> None:
        painter.setFont(self._theme.font(Type.CAPTION_STRONG))
        painter.setPen(QColor(self._theme.tokens.ink3))
        left = self._theme.measure(_MARK_LEFT)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        draw_words(painter, rect.adjusted(left, 0, 0, 0), middle, row.words)

    def _paint_place(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        tokens = self._theme.tokens.for_row(chosen=chosen)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        box = QRectF(option.rect).adjusted(0, 0.5, 0, -0.5)
        if chosen or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.chosen if chosen else tokens.pressed))
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        if chosen:
            bar = QRectF(box.left(), box.top() + 6, _BAR, box.height() - 12)
            painter.setBrush(QColor(self._theme.tokens.chosen_edge))
            painter.drawRoundedRect(bar, 1.5, 1.5)
        self._paint_mark(painter, option.rect, row, chosen=chosen)
        if self._narrow and row.badge:
            self._paint_dot(painter, option.rect)
        if not self._narrow:
            self._paint_words(painter, option.rect, row, chosen=chosen)
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inside = 1 + row_ring_inset(tokens)
            ring = box.adjusted(inside, inside, -inside, -inside)
            painter.drawRoundedRect(ring, RADIUS, RADIUS)

    def _paint_mark(self, painter: QPainter, rect: QRect, row: Row, *, chosen: bool) -> None:
        tokens = self._theme.tokens.for_row(chosen=chosen)
        side = self._theme.measure(_MARK_WITH_NUMBER if self._narrow and row.number else _MARK)
        left = rect.left() + self._theme.measure(_MARK_LEFT)
        if self._narrow:
            left = rect.center().x() - side // 2
        place = QRect(left, rect.center().y() - side // 2, side, side)
        ink = row.ink or (Ink.ACCENT if chosen else Ink.INK2)
        if self._narrow and row.number:
            with upright(painter, QRectF(place)):
                if row.icon is None:
                    paint_ring(painter, QRectF(place), row.done, row.total, tokens, side * 0.1)
                else:
                    edge = side * 0.1
                    painter.setPen(QPen(QColor(tokens.color(ink)), edge))
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.drawEllipse(QRectF(place).adjusted(edge, edge, -edge, -edge))
                painter.setFont(self._theme.font(Type.CAPTION_STRONG, tabular=True))
                painter.setPen(QColor(tokens.ink))
                painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), row.number)
        elif row.icon is not None:
            picture = self._icons.pixmap(row.icon, tokens.color(ink), _MARK)
            draw_picture(painter, QPointF(place.topLeft()), picture)
        else:
            with upright(painter, QRectF(place)):
                paint_ring(painter, QRectF(place), row.done, row.total, tokens, side * 0.17)

    def _paint_words(self, painter: QPainter, rect: QRect, row: Row, *, chosen: bool) -> None:
        tokens = self._theme.tokens.for_row(chosen=chosen)
        type_ = Type.BODY_STRONG if chosen else Type.BODY_MEDIUM
        painter.setFont(self._theme.font(type_))
        painter.setPen(QColor(tokens.ink))
        box = self._words_box(row, rect)
        box.moveCenter(QPoint(box.center().x(), rect.center().y()))
        # In the middle of a box that has room for the letters of the chosen row.
        middle = Qt.AlignmentFlag.AlignVCenter
        draw_words(painter, box, int(Qt.TextFlag.TextWordWrap) | int(middle), row.words)
        painter.setFont(self._theme.font(Type.TABLE, tabular=True))
        painter.setPen(QColor(tokens.ink2))
        if row.badge:
            self._paint_badge(painter, rect, row.badge)
        right = rect.adjusted(0, 0, -self._theme.measure(_RIGHT), 0)
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        draw_words(painter, right, int(side), row.count)

    def _paint_dot(self, painter: QPainter, rect: QRect) -> None:
        """Draw beside the icon alone that something waits; its name says how many."""
        side = self._theme.measure(_DOT)
        colors = self._theme.tokens.warn
        dot = QRectF(0, 0, side, side)
        dot.moveCenter(QPointF(rect.center()) + QPointF(side * 1.2, -side))
        painter.setPen(QPen(QColor(colors.bg), 1))
        painter.setBrush(QColor(colors.fg))
        painter.drawEllipse(dot)

    def _paint_badge(self, painter: QPainter, rect: QRect, text: str) -> None:
        """Draw a number on a tinted ground, as a chip has it."""
        measure = self._theme.measure
        colors = self._theme.tokens.warn
        font = self._theme.font(Type.CAPTION_STRONG)
        high = QFontMetrics(font).height() + measure(_BADGE_AIR)
        wide = max(high, QFontMetrics(font).horizontalAdvance(text) + measure(2 * _RIGHT))
        box = QRectF(0, 0, wide, high)
        box.moveCenter(QPointF(rect.center()))
        box.moveRight(rect.right() - measure(_RIGHT))
        painter.setPen(QPen(QColor(colors.line), 1))
        painter.setBrush(QColor(colors.bg))
        painter.drawRoundedRect(box, high / 2, high / 2)
        painter.setFont(font)
        painter.setPen(QColor(colors.fg))
        draw_words(painter, box, int(Qt.AlignmentFlag.AlignCenter), text)

    def _words_box(self, row: Row, rect: QRect) -> QRect:
        """Return the room of the words of a row that lies at `rect`, as high as they are."""
        measure = self._theme.measure
        count = self._sizes.line(row.count or row.badge, Type.TABLE, tabular=True).width()
        room = rect.width() - measure(_WORDS_LEFT + _RIGHT) - count - measure(_COUNT_GAP)
        width = max(room, 40)
        # Measured with the wider letters, so that a row does not grow when it is chosen.
        height = self._sizes.wrapped(row.words, Type.BODY_STRONG, width).height()
        return QRect(rect.left() + measure(_WORDS_LEFT), rect.top(), width, height)


def _row(index: QModelIndex | QPersistentModelIndex) -> Row:
    row = index.data(Qt.ItemDataRole.UserRole)
    return row if isinstance(row, Row) else Row(str(index.data() or ""))


def _submissions_name(waiting: int) -> str:
    """Name the submissions page, with how many packages wait for the user."""
    if not waiting:
        return _("Submissions")
    return ngettext(
        "Submissions, {count} needs you", "Submissions, {count} need you", waiting
    ).format(count=waiting)


def _evidence_name(files: int) -> str:
    """Return the name of the Evidence page for a screen reader, with the files that wait."""
    said = ngettext("Evidence, {count} file to review", "Evidence, {count} files to review", files)
    return said.format(count=files)
