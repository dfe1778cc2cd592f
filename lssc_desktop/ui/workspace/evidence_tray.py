"""The tray with the evidence of one competency, beside what is written about it."""

import re
from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QDrag,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QMenu, QWidget

from lssc_desktop.core.files.names import file_kind
from lssc_desktop.core.portfolio.portfolio import (
    CompetencyWork,
    EvidenceFile,
    EvidenceUse,
    Portfolio,
    SetWork,
    Weight,
    evidence_label,
)
from lssc_desktop.core.standing.reconcile import Reconciliation
from lssc_desktop.formats.numbers import number_text, size
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.evidence import kind_word, weight_word
from lssc_desktop.messages.words import printable, shortened_name
from lssc_desktop.ui.kit.buttons import (
    ROWS_AT_ONCE,
    ChipButton,
    MoreButton,
    StatusChip,
    dots_button,
    opens_menu,
    plain_button,
    show_keys,
)
from lssc_desktop.ui.kit.cards import Callout
from lssc_desktop.ui.kit.focus import set_ring_radius
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label, plain_hint
from lssc_desktop.ui.kit.layout import Space, add, column, row, stretch
from lssc_desktop.ui.kit.pages import RowPool, flow, scrolled
from lssc_desktop.ui.kit.speech import Speech, speak_as
from lssc_desktop.ui.kit.tokens import CARD_RADIUS, TRAY_WIDTH, Ink, Tone, Type
from lssc_desktop.ui.preview.pictures import Thumbnails
from lssc_desktop.ui.shared.evidence_drag import drag_data, dragged_paths
from lssc_desktop.ui.shared.job_progress import JobProgress
from lssc_desktop.ui.workspace.adding import AddMenu, DropHint, DropPane
from lssc_desktop.values import dataclass

_LONG = 22
_MARKS = re.compile("[._-]")
_COMES_OR_GOES = frozenset(
    {QEvent.Type.Enter, QEvent.Type.Leave, QEvent.Type.FocusIn, QEvent.Type.FocusOut}
)


# Card of a file ---------------------------------------------------------------------------------


class EvidenceAct(StrEnum):
    """What can be done with a file that is shown for a competency."""

    LOOK = "look"
    OPEN = "open"
    SHOW_IN_FOLDER = "show-in-folder"
    DETAILS = "details"
    MOVE_UP = "move-up"
    MOVE_DOWN = "move-down"
    TAKE_OUT = "take-out"
    TOGGLE_WEIGHT = "toggle-weight"
    CITE = "cite"


@dataclass(frozen=True, slots=True)
class ShownUse:
    """The use of a file, with what is known of the file; `number` counts from 1.

    `label` is how readers call it. Where the `statement` shows it, it is named there by its label,
    and weighs as much as any other.
    """

    number: int
    use: EvidenceUse
    file: EvidenceFile | None
    missing: bool = False
    statement: bool = False

    @property
    def label(self) -> str:
        """What the reader finds it by: "E4" in the statement, or its number."""
        return evidence_label(None, self.number) if self.statement else str(self.number)

    @property
    def path(self) -> str:
        """Where the file lies in the portfolio."""
        return self.use.path

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.path.rpartition("/")[2]

    @property
    def kind(self) -> str:
        """What kind of file it is: "PDF"."""
        return kind_word(file_kind(self.name))

    @property
    def size(self) -> str:
        """How large it is: "640 KB"; "" when that is not known."""
        return "" if self.file is None else size(self.file.bytes)

    @property
    def facts(self) -> str:
        """Number, kind and size: "1. PDF, 640 KB"."""
        words = self.kind
        if self.file is not None:
            words = _("{kind}, {size}").format(kind=words, size=self.size)
        return _("{number}. {facts}").format(number=self.label, facts=words)


def shown_uses(
    portfolio: Portfolio, work: CompetencyWork | SetWork, found: Reconciliation
) -> tuple[ShownUse, ...]:
    """Return the files that are shown for a competency, with what was found of them.

    Of a set they are those that its statement shows.
    """
    statement = isinstance(work, SetWork)
    missing = {item.path for item in found.missing}
    files = {file.path: file for file in portfolio.evidence}
    return tuple(
        ShownUse(place, use, files.get(use.path), use.path in missing, statement)
        for place, use in enumerate(work.evidence, 1)
    )


class EvidenceCard(QFrame):
    """The card of one piece of evidence: its picture, its name, and whether it is primary.

    Space previews the file, Enter opens it, F2 leads to its caption, Del takes it out, Alt with the
    arrows moves it; its "…" shows these and the rest.
    """

    act_requested = Signal(object, str)
    """An `EvidenceAct`, and the path of the file."""

    def __init__(
        self, icons: Icons, thumbnails: Thumbnails, shown: ShownUse, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._pressed: QPoint | None = None
        self.shown = shown
        self.setProperty("box", "card")
        speak_as(self, Speech.BUTTON)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_ring_radius(self, CARD_RADIUS)
        self.picture = QLabel()
        speak_as(self.picture, Speech.DECORATION)
        self._name = Label(icons.theme, "", Type.BODY_MEDIUM)
        self._facts = Label(icons.theme, "", Type.TABLE, Ink.INK2, tabular=True)
        self._own_role = Label(icons.theme, _("Say what your own role was."), Type.TABLE, Ink.WARN)
        self.weight = ChipButton(icons)
        self._missing = StatusChip(icons, "alert-triangle", _("Not in the folder"), Tone.BAD)
        self.named = StatusChip(icons, "circle-check", _("In the text"), Tone.OK)
        self.named.hide()

        self.menu = QMenu(self)
        self.more = dots_button(icons, _("More for this file"), self.menu)
        keeps_its_room = self.more.sizePolicy()
        keeps_its_room.setRetainSizeWhenHidden(True)
        self.more.setSizePolicy(keeps_its_room)
        self.more.hide()

        words = column(
            self._name,
            self._facts,
            self._own_role,
            Space(2),
            row((flow(self.weight, self.named, self._missing, gap=6), 1), self.more, gap=4),
            stretch,
            gap=2,
        )
        picture = (self.picture, Qt.AlignmentFlag.AlignTop)
        row(picture, (words, 1), gap=11, margins=(10, 9, 6, 9), on=self)

        self.weight.clicked.connect(self._toggle_weight)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.menu.triggered.connect(self._on_menu)
        for each in (self.weight, self.more):
            each.installEventFilter(self)
        thumbnails.arrived.connect(self._draw)
        icons.theme.changed.connect(self._draw)
        self.show_use(shown)

    def show_use(self, shown: ShownUse) -> None:
        """Show how it is used now."""
        self.shown = shown
        primary = shown.use.weight is Weight.PRIMARY
        self._name.setText(_breakable(shortened_name(printable(shown.name))))
        self._name.setToolTip(plain_hint(shown.name))
        self._name.setAccessibleName(shown.name)
        self._facts.setText(shown.facts)
        self._missing.setVisible(shown.missing)
        self._own_role.setVisible(shown.use.team_work and not shown.use.own_role.strip())
        self.weight.setVisible(not shown.statement)
        word = weight_word(shown.use.weight)
        self.weight.set_status(
            "star-filled" if primary else "star", word, Tone.ACCENT if primary else Tone.IDLE
        )
        self.weight.setAccessibleName(_("{name}: {weight}").format(name=shown.name, weight=word))
        self.weight.setToolTip(
            _("Make it secondary: it supports what shows the {competency} directly")
            if primary
            else _("Make it primary: it shows the {competency} directly")
        )
        named = self.named.text() if shown.statement and not self.named.isHidden() else ""
        self.setAccessibleName(
            _("{name}, {facts}, {weight}")
            .format(facts=shown.facts, name=shown.name, weight=named if shown.statement else word)
            .removesuffix(", ")
        )
        self.setToolTip(plain_hint(shown.use.caption))
        self._draw()

    def show_named(self, *, named: bool | None) -> None:
        """Show whether the statement names the file by its label; nothing where named is None."""
        if named:
            self.named.set_status("circle-check", _("In the text"), Tone.OK)
        elif named is not None:
            words = _("{label} isn’t in the text").format(label=self.shown.label)
            self.named.set_status("circle-dashed", words, Tone.WARN)
        self.named.setVisible(self.shown.statement and named is not None)
        self.show_use(self.shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the file that has the keyboard."""
        keys = {
            Qt.Key.Key_Return: EvidenceAct.OPEN,
            Qt.Key.Key_Enter: EvidenceAct.OPEN,
            Qt.Key.Key_Space: EvidenceAct.LOOK,
            Qt.Key.Key_Delete: EvidenceAct.TAKE_OUT,
            Qt.Key.Key_F2: EvidenceAct.DETAILS,
        }
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            keys |= {
                Qt.Key.Key_Up: EvidenceAct.MOVE_UP,
                Qt.Key.Key_Down: EvidenceAct.MOVE_DOWN,
            }
        act = keys.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
        else:
            self._request(act)

    def press(self) -> None:
        """Open the file."""
        self._request(EvidenceAct.OPEN)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer everything that can be done with the file."""
        self.menu.popup(event.globalPos())

    def _fill_menu(self) -> None:
        """Offer what can be done with the file as it is used now."""
        primary = self.shown.use.weight is Weight.PRIMARY
        weigh = _("Make secondary") if primary else _("Make primary")
        self.menu.clear()
        for group in (
            (
                (_("Preview"), "Space", EvidenceAct.LOOK),
                (_("Open"), "Enter", EvidenceAct.OPEN),
                (_("Show in folder"), "", EvidenceAct.SHOW_IN_FOLDER),
            ),
            (
                *([] if self.shown.statement else [(weigh, "", EvidenceAct.TOGGLE_WEIGHT)]),
                (_("Caption and own role…"), "F2", EvidenceAct.DETAILS),
                (_("Cite in the text"), "", EvidenceAct.CITE),
            ),
            (
                (_("Move up"), "Alt+Up", EvidenceAct.MOVE_UP),
                (_("Move down"), "Alt+Down", EvidenceAct.MOVE_DOWN),
            ),
            ((_("Remove"), "Del", EvidenceAct.TAKE_OUT),),
        ):
            for words, keys, act in group:
                action = self.menu.addAction(words)
                action.setData(act.value)
                show_keys(action, keys)
            self.menu.addSeparator()

    def _show_more(self) -> None:
        """Show the button of the menu where the pointer or the keyboard is; its room stays."""
        is_here = any(each.hasFocus() for each in (self, self.weight, self.more))
        self.more.setVisible(is_here or self.underMouse() or self.menu.isVisible())

    def event(self, event: QEvent) -> bool:
        """Follow the pointer and the keyboard onto the card and away from it."""
        done = super().event(event)
        if event.type() in _COMES_OR_GOES:
            self._show_more()
        return done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the keyboard from one control of the card to the next."""
        if event.type() in _COMES_OR_GOES:
            self._show_more()
        return super().eventFilter(watched, event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Open the file."""
        self._request(EvidenceAct.OPEN)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag may begin."""
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin to drag the file to another place in the order."""
        if self._pressed is None:
            return
        moved = (event.position().toPoint() - self._pressed).manhattanLength()
        if moved < QApplication.startDragDistance():
            return
        self._pressed = None
        drag = QDrag(self)
        drag.setMimeData(drag_data((self.shown.path,)))
        drag.setPixmap(self.picture.pixmap())
        drag.exec(Qt.DropAction.CopyAction)

    def _request(self, act: EvidenceAct) -> None:
        self.act_requested.emit(act, self.shown.path)

    def _on_menu(self, action: QAction) -> None:
        self._request(EvidenceAct(action.data()))

    def _toggle_weight(self) -> None:
        self._request(EvidenceAct.TOGGLE_WEIGHT)

    def _draw(self) -> None:
        sha256 = "" if self.shown.file is None else self.shown.file.sha256
        self.picture.setPixmap(self._thumbnails.picture(self.shown.path, sha256))


def _breakable(name: str) -> str:
    """Return a file's name; a long word in it may be broken after its marks."""
    return " ".join(
        _MARKS.sub("\\g<0>\u200b", word) if len(word) > _LONG else word for word in name.split(" ")
    )


def most_shown(most: int, before: tuple[ShownUse, ...], shown: tuple[ShownUse, ...]) -> int:
    """Return how many rows of a list are shown; `before` are its uses until now, () for another's.

    What is added to a list that was shown whole is shown, too.
    """
    if not before:
        return ROWS_AT_ONCE
    if len(before) <= most < len(shown):
        return min(len(shown), len(before) + ROWS_AT_ONCE)
    return most


def place_with_keyboard(rows: Mapping[str, QWidget], shown: tuple[ShownUse, ...]) -> int:
    """Return the number that a use has now in whose row the keyboard is, by its path; 0 for none.

    So a row that is moved past the last one is still shown.
    """
    at = QApplication.focusWidget()
    paths = {
        path for path, row in rows.items() if at is not None and (row is at or row.isAncestorOf(at))
    }
    return next((each.number for each in shown if each.path in paths), 0)


# Tray -------------------------------------------------------------------------------------------


class EvidenceTray(DropPane):
    """The tray of cards in their order, and a hint; all of it accepts a drop.

    Of very many the first are shown, and on request more of them; all keep their order.
    """

    act_requested = Signal(object, str)
    """An `EvidenceAct`, and the path of a file."""
    order_changed = Signal(object)
    """All paths in their new order."""

    def __init__(self, icons: Icons, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._thumbnails = thumbnails
        self._number: int | None = 0
        self._unnamed: frozenset[str] | None = None
        self._most = ROWS_AT_ONCE
        self._shown: tuple[ShownUse, ...] = ()
        self._is_shown = True
        self._lacks_primary = False
        self._is_locked = False
        self.more = MoreButton(icons)
        scroll, content = scrolled(self, QWidget())
        self._content = content
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._head = Label(icons.theme, _("Evidence"), Type.BODY_STRONG, wrap=False)
        self._count = Label(icons.theme, "", Type.BODY, Ink.INK2, wrap=False)
        self.add_menu = AddMenu(self)
        self.add_button = plain_button(icons, _("Add"), "plus", small=True)
        opens_menu(self.add_button, self.add_menu)
        self.add_button.setAccessibleName(_("Add evidence"))
        self.note = Label(
            icons.theme, _("None is primary. Primary evidence weighs more."), Type.TABLE, Ink.INK2
        )
        self.hint = DropHint(icons, content)
        self.progress = JobProgress(icons, parent=content)
        self.progress.hide()
        self.taken = Callout(
            icons, "", Tone.INFO, icon="info-circle", type_=Type.TABLE, parent=content
        )
        self.undo = plain_button(icons, _("Put it back"), "arrow-back-up", small=True)
        add(self.taken.content, (self.undo, Qt.AlignmentFlag.AlignLeft))
        self.taken.hide()

        self._top = row(self._head, self._count, stretch, self.add_button, gap=6)
        self._column = column(
            self._top,
            (self.more, Qt.AlignmentFlag.AlignLeft),
            self.note,
            self.hint,
            self.progress,
            self.taken,
            stretch,
            gap=9,
            margins=(14, 10, 14, 14),
            on=content,
        )
        self._pool: RowPool[ShownUse, EvidenceCard] = RowPool(
            self._column, 1, lambda shown: shown.path
        )

        self.more.clicked.connect(self._show_more)
        self.add_menu.files.triggered.connect(self.browse_requested)
        self.add_menu.paste.triggered.connect(self.paste)

    @property
    def cards(self) -> tuple[EvidenceCard, ...]:
        """The cards in their order."""
        return self._pool.rows

    @property
    def first_control(self) -> QWidget:
        """What F6 leads to: the first file, or what adds one."""
        return self.cards[0] if self.cards else self.add_button

    def sizeHint(self) -> QSize:
        """Return the width of `tokens` at the current text size."""
        return QSize(self._icons.theme.measure(TRAY_WIDTH), 400)

    def show_uses(self, number: int | None, shown: tuple[ShownUse, ...]) -> None:
        """Show the evidence of a competency, or with None of the statement.

        Cards that stay keep the keyboard.
        """
        self.setAccessibleName(_evidence_head(number))
        self._count.setText(number_text(len(shown)) if shown else "")
        is_none_primary = all(each.use.weight is not Weight.PRIMARY for each in shown)
        self._lacks_primary = number is not None and bool(shown) and is_none_primary
        self._show_parts()
        self.hint.show_count(len(shown))
        most = most_shown(self._most, self._shown if number == self._number else (), shown)
        self._most = max(
            most, place_with_keyboard({card.shown.path: card for card in self.cards}, shown)
        )
        self._number, self._shown = number, shown
        self._show_cards()

    def _show_cards(self) -> None:
        shown = self._shown[: self._most]
        self._thumbnails.ask(tuple(each.file for each in shown if each.file is not None))
        for card, each in zip(self._pool.show(shown, self._card), shown, strict=True):
            card.show_use(each)
            if each.statement:
                self._show_named(card)
        self.more.show_left(0 if self._head.isHidden() else len(self._shown) - len(shown))

    def show_unnamed(self, paths: frozenset[str] | None) -> None:
        """Show which files the statement does not name; None: that isn't known yet."""
        if paths != self._unnamed:
            self._unnamed = paths
            for card in self.cards:
                if card.shown.statement:
                    self._show_named(card)

    def _show_named(self, card: EvidenceCard) -> None:
        unnamed = self._unnamed
        card.show_named(named=None if unnamed is None else card.shown.path not in unnamed)

    def _show_more(self) -> None:
        """Show more cards, with the keyboard on the first of them."""
        before = len(self.cards)
        self._most = before + ROWS_AT_ONCE
        self._show_cards()
        self.cards[before].setFocus(Qt.FocusReason.OtherFocusReason)

    def put_below(self, widget: QWidget) -> None:
        """Show something below the cards."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def show_evidence(self, shown: bool) -> None:
        """Show the evidence, or only what was put below it."""
        self._is_shown = shown
        for widget in (self._head, self._count, self.add_button, *self.cards):
            widget.setVisible(shown)
        self.more.setVisible(shown and len(self._shown) > len(self.cards))
        self._show_parts()

    def set_locked(self, *, locked: bool) -> None:
        """Take no files, because the set is handed in, or take them again."""
        self._is_locked = locked
        self._show_parts()

    def _show_parts(self) -> None:
        """Ask for files only where they are taken."""
        takes = self._is_shown and not self._is_locked
        self.note.setVisible(self._is_shown and self._lacks_primary)
        self.hint.setVisible(takes)
        self.add_button.setEnabled(not self._is_locked)
        self.setAcceptDrops(takes)

    def show_taken_out(self, words: str) -> None:
        """Show what was taken out, with the way back; "" for nothing."""
        self.taken.setVisible(bool(words))
        self.taken.set_text(words)

    def dropEvent(self, event: QDropEvent) -> None:
        """Put a card in its new place, or accept other evidence or files."""
        paths = dragged_paths(event.mimeData())
        if len(paths) != 1 or all(each.path != paths[0] for each in self._shown):
            super().dropEvent(event)
            return
        path = paths[0]
        others = [card for card in self.cards if card.shown.path != path]
        if len(others) < len(self.cards):
            y = event.position().toPoint().y()
            place = sum(card.mapTo(self, card.rect().center()).y() < y for card in others)
            left = [each.path for each in self._shown if each.path != path]  # also without a card
            self.order_changed.emit((*left[:place], path, *left[place:]))
        event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add what is pasted while the keyboard is in the tray."""
        if event.matches(QKeySequence.StandardKey.Paste) and self.paste():
            return
        super().keyPressEvent(event)

    def _card(self, shown: ShownUse) -> EvidenceCard:
        card = EvidenceCard(self._icons, self._thumbnails, shown, self._content)
        card.act_requested.connect(self.act_requested)
        return card


def _evidence_head(number: int | None) -> str:
    """Return the heading of the evidence of a competency, or with None of the statement."""
    if number is None:
        return _("Evidence")
    return _("Evidence for {competency} {number}").format(number=number)
