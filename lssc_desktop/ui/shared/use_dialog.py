"""Where evidence is used: a dialog of sets and competencies with ticks, and what comes of it."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from lssc_desktop.core.files.names import folded
from lssc_desktop.core.portfolio.edits import change_uses, uses_at
from lssc_desktop.core.portfolio.portfolio import Portfolio, TextPlace, Weight
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.standing.progress import progress
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages import evidence as say
from lssc_desktop.messages.competency import statement_title
from lssc_desktop.messages.evidence import weight_word
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.words import shown_file
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.fields import ChoiceField, NamedField, SearchField
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.layout import add
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import ROW_HEIGHT, Tone, Type

_SIZE = (620, 620)
_PLACE = Qt.ItemDataRole.UserRole + 1
_FEW_ROWS = 24  # that are shown unfolded at once
_KEY = "evidence-used"


def usable_places(
    program: Program, portfolio: Portfolio
) -> tuple[tuple[str, str, tuple[tuple[TextPlace, str], ...]], ...]:
    """Return id and title of every set by portfolio, with the places where it shows evidence.

    A place is a competency with its number and title, or the statement where that covers all.
    """
    found = []
    for item in progress(program, portfolio):
        if item.work.route is not Route.PORTFOLIO:
            continue
        set_id = item.competency_set.id
        if program.needs_responses:
            places = tuple(
                (
                    TextPlace(set_id, each.number),
                    _("{number}. {title}").format(number=each.number, title=each.title),
                )
                for each in item.competency_set.competencies
            )
        else:
            places = ((TextPlace(set_id), statement_title(program)),)
        found.append((set_id, item.competency_set.title, places))
    return tuple(found)


class UseTree(QStandardItemModel):
    """A model of sets with their competencies, each with a tick; half a tick for some of files."""

    def __init__(
        self,
        program: Program,
        portfolio: Portfolio,
        paths: Sequence[str],
        locked: Collection[str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._before: dict[TextPlace, Qt.CheckState] = {}
        wanted = set(paths)
        for set_id, title, places in usable_places(program, portfolio):
            name = _("{title} (handed in)").format(title=title) if set_id in locked else title
            top = QStandardItem(name)
            top.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            top.setData(set_id, _PLACE)
            for place, words in places:
                shown = sum(use.path in wanted for use in uses_at(portfolio, place))
                state = _check_state(shown, len(wanted))
                row = QStandardItem(words)
                row.setEditable(False)
                row.setCheckable(True)
                row.setCheckState(state)
                row.setEnabled(set_id not in locked)
                row.setData(place, _PLACE)
                top.appendRow(row)
                self._before[place] = state
            self.appendRow(top)

    @property
    def changes(self) -> dict[TextPlace, bool]:
        """The places whose tick is another one now: whether the files are shown there."""
        return {
            place: row.checkState() is Qt.CheckState.Checked
            for row in self.rows
            if (place := row.data(_PLACE)) is not None
            and row.checkState() is not self._before[place]
        }

    @property
    def rows(self) -> tuple[QStandardItem, ...]:
        """The rows with a tick, from top to bottom."""
        tops = [self.item(at) for at in range(self.rowCount())]
        return tuple(top.child(at) for top in tops for at in range(top.rowCount()))


def _check_state(shown: int, files: int) -> Qt.CheckState:
    if not shown:
        return Qt.CheckState.Unchecked
    return Qt.CheckState.Checked if shown == files else Qt.CheckState.PartiallyChecked


class TreeDelegate(QStyledItemDelegate):
    """Draws rows as high as those of a table."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return a row's height at the current text size."""
        least = QSize(0, self._theme.measure(ROW_HEIGHT))
        return super().sizeHint(option, index).expandedTo(least)


class UseDialog(Dialog):
    """A dialog that asks in which competencies files are used; the ticks say where they are now."""

    submitted = Signal(object, object)
    """A mapping of each `TextPlace` that changed to whether it shows them, and the `Weight`."""

    def __init__(
        self,
        icons: Icons,
        program: Program,
        portfolio: Portfolio,
        paths: Sequence[str],
        *,
        locked: Collection[str] = (),
        set_id: str = "",
    ) -> None:
        """`set_id` is the set in which they are most likely used."""
        heading = say.where_to_use(tuple(paths))
        super().__init__(icons, _("Use in…"), _("Save"), _("Cancel"), heading=heading, size=_SIZE)
        self.filter_field = SearchField(
            icons, _("Filter by number or title"), QKeySequence(QKeySequence.StandardKey.Find)
        )
        self.places = UseTree(program, portfolio, paths, locked, self)
        self.tree = QTreeView()
        self.tree.setModel(self.places)
        self.tree.setHeaderHidden(True)
        self.tree.setProperty("look", "framed")
        self.tree.setFont(icons.theme.font(Type.TABLE))
        self.tree.setAccessibleName(_("{Sets} and {competencies}"))
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tree.setUniformRowHeights(True)
        self.tree.setItemDelegate(TreeDelegate(icons.theme, self.tree))
        self.tree.setTabKeyNavigation(False)
        self.weight = ChoiceField()
        for each in Weight:
            self.weight.addItem(weight_word(each), each)
        weight = NamedField(icons.theme, _("Add it as"), self.weight)
        weight.setVisible(program.needs_responses)
        add(self.content, self.filter_field, (self.tree, 1), weight)
        self._unfold(set_id)
        self._show_count()
        self.filter_field.textChanged.connect(self._narrow)
        self.places.itemChanged.connect(self._show_count)
        self.buttons.accepted.connect(self._submit)
        self.tree.setFocus()

    def _unfold(self, set_id: str) -> None:
        """Show the places that are likely to be wanted: those of a set, or with a tick, or all."""
        model = self.places
        few = len(model.rows) <= _FEW_ROWS
        for at in range(model.rowCount()):
            top = model.item(at)
            is_wanted = top.data(_PLACE) == set_id
            ticked = any(
                top.child(row).checkState() is not Qt.CheckState.Unchecked
                for row in range(top.rowCount())
            )
            if is_wanted or (not set_id and (ticked or few)):
                self.tree.expand(top.index())
            if is_wanted and top.rowCount():
                self.tree.setCurrentIndex(top.child(0).index())
                self.tree.scrollTo(top.index(), QAbstractItemView.ScrollHint.PositionAtTop)
        if not self.tree.currentIndex().isValid() and model.rowCount():
            self.tree.setCurrentIndex(model.index(0, 0))

    def _narrow(self, text: str) -> None:
        """Show the places whose number, title or set has the words."""
        wanted = folded(text.strip())
        root = QModelIndex()
        for at in range(self.places.rowCount()):
            top = self.places.item(at)
            whole = wanted in folded(top.text())
            found = [
                whole or wanted in folded(top.child(row).text()) for row in range(top.rowCount())
            ]
            for row, shows in enumerate(found):
                self.tree.setRowHidden(row, top.index(), not shows)
            self.tree.setRowHidden(at, root, not (whole or any(found)))
            if wanted and any(found):
                self.tree.expand(top.index())

    def _show_count(self) -> None:
        count = sum(row.checkState() is not Qt.CheckState.Unchecked for row in self.places.rows)
        places = ngettext("Used in {count} place.", "Used in {count} places.", count)
        self.hint.setText(places.format(count=count) if count else _("Not used anywhere."))

    def _submit(self) -> None:
        self.accept()
        changes = self.places.changes
        if changes:
            self.submitted.emit(changes, self.weight.currentData())


class EvidenceUses(QObject):
    """Changes where evidence is used: asked in a dialog, or at once.

    It is one step, which Undo takes back; a notice says what came of it.
    """

    def __init__(self, session: Session, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self.session = session
        self._icons = services.icons
        self._notices = services.notices
        self._window = window
        self._before: Portfolio | None = None
        self._after: Portfolio | None = None
        self._notices.action_chosen.connect(self._on_action)

    def ask(self, paths: Sequence[str], set_id: str = "") -> UseDialog | None:
        """Ask where files are used; returns the dialog, None where nothing can be changed."""
        session = self.session
        if not paths or not session.may_change():
            return None
        sets = [work.set_id for work in session.portfolio.sets]
        locked = [each for each in sets if session.lock_of(each) is not None]
        dialog = UseDialog(
            self._icons, session.program, session.portfolio, paths, locked=locked, set_id=set_id
        )
        dialog.submitted.connect(partial(self._change, tuple(paths)))
        return dialog.show_for(self._window.window())

    def use(self, paths: Sequence[str], place: TextPlace) -> None:
        """Use files at a place, unless its set is handed in."""
        if self.session.may_change():
            self._change(tuple(paths), {place: True}, Weight.PRIMARY)

    def _change(
        self, paths: tuple[str, ...], changes: Mapping[TextPlace, bool], weight: Weight
    ) -> None:
        before, today = self.session.portfolio, self.session.today
        edit = partial(change_uses, paths=paths, changes=changes, today=today, weight=weight)
        self.session.apply(edit)
        after = self.session.portfolio
        if after is before:
            if all(changes.values()) and edit(before) == before:
                told = _("All of these files are already used there.")
                if len(paths) == 1:
                    told = _("{file} is already used there.").format(file=shown_file(paths[0]))
                self._notices.show(Message(told), Tone.INFO, key=_KEY)
            return  # or it was refused, and that was said
        self._before, self._after = before, after
        message = say.used_now(paths, changes)
        self._notices.show(message, Tone.OK, key=_KEY, action=_("Undo"))

    def _on_action(self, key: str) -> None:
        """Take it back, while it is the last that was decided."""
        if key == _KEY and self._after is not None:
            self._notices.withdraw(_KEY)
            if self.session.before == self._before:
                self.session.undo()
            self._before = self._after = None
