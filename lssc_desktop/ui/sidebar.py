"""The sidebar: every place of the window, with a mark and a count for each set."""

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QVBoxLayout, QWidget

from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.core.program import Program
from lssc_desktop.core.progress import SetProgress, SetState, progress
from lssc_desktop.core.review import Review
from lssc_desktop.core.submission import Submission
from lssc_desktop.core.submission_list import listed_submissions, needing_attention
from lssc_desktop.core.threads import waiting_counts
from lssc_desktop.messages.navigation import set_count, set_name, submissions_name
from lssc_desktop.ui.icon_names import IconName
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.place import (
    CheckPlace,
    CoursesPlace,
    EvidencePlace,
    HelpPlace,
    Overview,
    Place,
    RenewalPlace,
    SetPlace,
    SubmissionsPlace,
)
from lssc_desktop.ui.sidebar_delegate import NavigationDelegate, Row, RowKind
from lssc_desktop.ui.tokens import NAVIGATION_WIDTH, Ink
from lssc_desktop.ui.widgets.row_selection import RowSelection
from lssc_desktop.ui.widgets.wrapping_list import WrappingList

_NARROW_WIDTH = 60
_PLACE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class _Shown:
    row: Row
    place: Place | None = None


class Sidebar(QFrame):
    """Where one can go; Help stands at the foot. The row of the place that is shown is chosen."""

    place_requested = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = icons.theme
        self._narrow = False
        self._place: Place = Overview()
        self.setProperty("box", "sidebar")
        self.places = _list(_("Places"), icons)
        self.foot = _list(_("Help"), icons)
        self.foot.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

        column = QVBoxLayout(self)
        column.setContentsMargins(10, 12, 10, 10)
        column.setSpacing(4)
        column.addWidget(self.places, 1)
        column.addWidget(self.foot)

        for view in (self.places, self.foot):
            view.clicked.connect(self._go)
            view.activated.connect(self._go)
            RowSelection(view).chosen.connect(self._go)
            view.installEventFilter(self)
        self._theme.changed.connect(self._fit)
        _fill(self.foot, [_Shown(Row(_("Help"), icon="help-circle"), HelpPlace())])
        self._fit()

    def show_portfolio(
        self,
        program: Program,
        portfolio: Portfolio,
        submissions: Sequence[Submission] = (),
        reviews: Sequence[Review] = (),
    ) -> None:
        """Show the chosen sets, how far each is, and where comments wait for an answer."""
        asked = waiting_counts(portfolio, reviews)
        rows = [
            _Shown(Row(_("Overview"), icon="layout-dashboard"), Overview()),
            _Shown(Row(_("Competency sets"), kind=RowKind.HEAD)),
            *(
                _set_row(item, asked.get(item.competency_set.id, 0))
                for item in progress(program, portfolio, submissions)
            ),
            _Shown(Row("", kind=RowKind.LINE)),
            _Shown(Row(_("Evidence"), icon="paperclip"), EvidencePlace()),
            _Shown(Row(_("Courses"), icon="school"), CoursesPlace()),
            _Shown(Row(_("Check & package"), icon="clipboard-check"), CheckPlace()),
            _submissions_row(program, portfolio, submissions),
        ]
        if program.renewal is not None:
            rows.append(_Shown(Row(_("Renewal"), icon="calendar-repeat"), RenewalPlace()))
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
        """Choose the row of what is shown again when the keyboard goes elsewhere."""
        if event.type() == QEvent.Type.FocusOut:
            self.show_place(self._place)
        return super().eventFilter(watched, event)

    def set_narrow(self, narrow: bool) -> None:
        """Show icons alone, with the words as tooltips, where there is little room."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._fit()

    @property
    def is_narrow(self) -> bool:
        """Whether icons stand alone."""
        return self._narrow

    @Slot()
    def _fit(self) -> None:
        width = _NARROW_WIDTH if self._narrow else NAVIGATION_WIDTH
        self.setFixedWidth(self._theme.measure(width))
        for view in (self.places, self.foot):
            delegate = view.itemDelegate()
            if isinstance(delegate, NavigationDelegate):
                delegate.set_narrow(self._narrow)
            view.doItemsLayout()
        self.foot.setFixedHeight(self.foot.sizeHintForRow(0) + 2)

    @Slot(QModelIndex)
    def _go(self, index: QModelIndex) -> None:
        place = index.data(_PLACE)
        if place is not None:
            self.place_requested.emit(place)


_STATE_LOOKS: dict[SetState, tuple[IconName, Ink]] = {
    SetState.UNDER_WAY: ("school", Ink.ACCENT),
    SetState.COURSE_DONE: ("circle-check", Ink.OK),
    SetState.NOT_CONFIRMED: ("help-circle", Ink.WARN),
    SetState.UNKNOWN: ("help-circle", Ink.WARN),
    SetState.HANDED_IN: ("send", Ink.INFO),
    SetState.ACHIEVED: ("circle-check-filled", Ink.OK),
}


def _set_row(item: SetProgress, asked: int) -> _Shown:
    icon, ink = _STATE_LOOKS.get(item.state, (None, None))
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
    )
    return _Shown(row, SetPlace(item.competency_set.id))


def _submissions_row(
    program: Program, portfolio: Portfolio, submissions: Sequence[Submission]
) -> _Shown:
    waiting = needing_attention(listed_submissions(program, portfolio, submissions))
    row = Row(
        _("Submissions"),
        icon="send",
        badge=str(waiting) if waiting else "",
        name=submissions_name(waiting),
    )
    return _Shown(row, SubmissionsPlace())


def _same_page(row: Place | None, place: Place) -> bool:
    """Tell whether a row leads to the page of a place, wherever on that page it is."""
    if isinstance(row, SetPlace) and isinstance(place, SetPlace):
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
