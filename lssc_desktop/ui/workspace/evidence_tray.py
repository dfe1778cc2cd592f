"""The tray with the evidence of one competency, beside what is written about it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from gettext import gettext as _

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from lssc_desktop.core.portfolio.portfolio import (
    CompetencyWork,
    EvidenceFile,
    EvidenceUse,
    Portfolio,
    Weight,
)
from lssc_desktop.core.portfolio.reconcile import Reconciliation
from lssc_desktop.messages.check import show_more
from lssc_desktop.messages.evidence import evidence_head, weight_word
from lssc_desktop.messages.words import printable, size
from lssc_desktop.package.typesetting.wording import kind
from lssc_desktop.ui.kit.buttons import ChipButton, StatusChip, link_button, plain_button
from lssc_desktop.ui.kit.cards import Callout
from lssc_desktop.ui.kit.focus import set_ring_radius
from lssc_desktop.ui.kit.fonts import Type
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label, plain_hint
from lssc_desktop.ui.kit.pages import RowPool, scrolled
from lssc_desktop.ui.kit.tokens import CARD_RADIUS, TRAY_WIDTH, Ink, Tone
from lssc_desktop.ui.preview.thumbnails import Thumbnails
from lssc_desktop.ui.workspace.adding import AddingProgress, DropHint, DropPane

AT_ONCE = 40
"""Rows that are shown of a long list before somebody asks for more; each takes 100 KB."""

_LONG = 22
_MARKS = re.compile("[._-]")
MIME = "application/x-lssc-evidence"


# Card of a file ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShownUse:
    """A use of a file with what is known of the file; `number` counts from 1."""

    number: int
    use: EvidenceUse
    file: EvidenceFile | None
    missing: bool = False

    @property
    def path(self) -> str:
        """Where the file lies in the portfolio."""
        return self.use.path

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.path.rpartition("/")[2]

    @property
    def facts(self) -> str:
        """Kind and size: "1. PDF, 640 KB"."""
        words = kind(self.name)
        if self.file is not None:
            words = _("{kind}, {size}").format(kind=words, size=size(self.file.bytes))
        return _("{number}. {facts}").format(number=self.number, facts=words)


def shown_uses(
    portfolio: Portfolio, work: CompetencyWork, found: Reconciliation
) -> tuple[ShownUse, ...]:
    """Return what is shown for a competency, with what was found of the files."""
    missing = {item.path for item in found.missing}
    files = {file.path: file for file in portfolio.evidence}
    return tuple(
        ShownUse(place, use, files.get(use.path), use.path in missing)
        for place, use in enumerate(work.evidence, 1)
    )


class EvidenceCard(QFrame):
    """The card of one piece of evidence: its picture, its name, and whether it is primary.

    Space previews the file, Enter opens it, Del takes it out, Alt with the arrows moves it.
    """

    weight_toggled = Signal(str)
    moved_up = Signal(str)
    moved_down = Signal(str)
    taken_out = Signal(str)
    open_requested = Signal(str)
    look_requested = Signal(str)
    folder_requested = Signal(str)
    details_requested = Signal(str)

    def __init__(
        self, icons: Icons, thumbnails: Thumbnails, shown: ShownUse, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._pressed: QPoint | None = None
        self.shown = shown
        self.setProperty("box", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_ring_radius(self, CARD_RADIUS)
        self.picture = QLabel()
        self._name = Label(icons.theme, "", Type.BODY_MEDIUM)
        self._facts = Label(icons.theme, "", Type.TABLE, Ink.INK2, tabular=True)
        self.weight = ChipButton(icons)
        self._missing = StatusChip(icons, "alert-triangle", _("Not in the folder"), Tone.BAD)

        chips = QHBoxLayout()
        chips.setSpacing(6)
        chips.addWidget(self.weight)
        chips.addWidget(self._missing)
        chips.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._facts)
        words.addSpacing(2)
        words.addLayout(chips)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 9, 10, 9)
        row.setSpacing(11)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

        self.weight.clicked.connect(self._toggle)
        thumbnails.arrived.connect(self._draw)
        icons.theme.changed.connect(self._draw)
        self.show_use(shown)

    def show_use(self, shown: ShownUse) -> None:
        """Show how it is used now."""
        self.shown = shown
        primary = shown.use.weight is Weight.PRIMARY
        self._name.setText(_breakable(printable(shown.name)))
        self._name.setAccessibleName(shown.name)
        self._facts.setText(shown.facts)
        self._missing.setVisible(shown.missing)
        word = weight_word(shown.use.weight)
        self.weight.set_status(
            "star-filled" if primary else "star", word, Tone.ACCENT if primary else Tone.IDLE
        )
        self.weight.setAccessibleName(_("{name}: {weight}").format(name=shown.name, weight=word))
        self.weight.setToolTip(
            _("Make it secondary: it adds to what shows the competency directly")
            if primary
            else _("Make it primary: it shows the competency directly")
        )
        self.setAccessibleName(
            _("{facts}, {name}, {weight}").format(facts=shown.facts, name=shown.name, weight=word)
        )
        self.setToolTip(plain_hint(shown.use.caption))
        self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the file that has the keyboard."""
        path = self.shown.path
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.open_requested.emit(path)
            case Qt.Key.Key_Space:
                self.look_requested.emit(path)
            case Qt.Key.Key_Delete:
                self.taken_out.emit(path)
            case Qt.Key.Key_Up if alt:
                self.moved_up.emit(path)
            case Qt.Key.Key_Down if alt:
                self.moved_down.emit(path)
            case _:
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer everything that can be done with the file."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.triggered.connect(self._act)
        for words in self._acts():
            menu.addAction(words).setData(words)
        menu.popup(event.globalPos())

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Open the file."""
        self.open_requested.emit(self.shown.path)

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
        data = QMimeData()
        data.setData(MIME, self.shown.path.encode())
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(self.picture.pixmap())
        drag.exec(Qt.DropAction.MoveAction)

    @Slot(QAction)
    def _act(self, action: QAction) -> None:
        self._acts()[action.data()].emit(self.shown.path)

    def _acts(self) -> dict[str, SignalInstance]:
        """Return what can be done with the file, by its words in the menu."""
        return {
            _("Look") + "\tSpace": self.look_requested,
            _("Open") + "\tEnter": self.open_requested,
            _("Show in folder"): self.folder_requested,
            _("Caption and own role…"): self.details_requested,
            _("Move up") + "\tAlt+Up": self.moved_up,
            _("Move down") + "\tAlt+Down": self.moved_down,
            _("Take out") + "\tDel": self.taken_out,
        }

    @Slot()
    def _toggle(self) -> None:
        self.weight_toggled.emit(self.shown.path)

    @Slot()
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
        return AT_ONCE
    if len(before) <= most < len(shown):
        return min(len(shown), len(before) + AT_ONCE)
    return most


# Tray -------------------------------------------------------------------------------------------


class EvidenceTray(DropPane):
    """The cards in their order, and a place to drop more; the whole pane accepts a drop.

    Of very many the first are shown, and on request more of them; all keep their order.
    """

    weight_toggled = Signal(str)
    taken_out = Signal(str)
    order_changed = Signal(object)
    """All paths in their new order."""
    open_requested = Signal(str)
    look_requested = Signal(str)
    folder_requested = Signal(str)
    details_requested = Signal(str)
    put_back_requested = Signal()

    def __init__(self, icons: Icons, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._thumbnails = thumbnails
        self._number = 0
        self._most = AT_ONCE
        self._shown: tuple[ShownUse, ...] = ()
        self.more = link_button(icons, "")
        self.more.hide()
        scroll, content = scrolled(self, QWidget())
        self._content = content
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._head = Label(icons.theme, "", Type.BODY_STRONG, wrap=False)
        self._note = Label(icons.theme, _("Primary weighs more"), Type.CAPTION, Ink.INK2)
        self._note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.hint = DropHint(icons, content)
        self.working = AddingProgress(icons, content)
        self.taken = Callout(
            icons, "", Tone.INFO, icon="info-circle", type_=Type.TABLE, parent=content
        )
        self.undo = plain_button(icons, _("Put it back"), "arrow-back-up", small=True)
        self.taken.content.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignLeft)
        self.taken.hide()

        head = QHBoxLayout()
        head.setSpacing(0)  # both fit on one line beside a scroll bar
        head.addWidget(self._head)
        head.addWidget(self._note, 1)
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(14, 10, 14, 14)
        self._column.setSpacing(9)
        self._column.addLayout(head)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.hint, self.working, self.taken):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self._pool: RowPool[ShownUse, EvidenceCard] = RowPool(
            self._column, 1, lambda shown: shown.path
        )

        self.hint.browse_requested.connect(self.browse)
        self.hint.paste_requested.connect(self.paste)
        self.more.clicked.connect(self._show_more)
        self.undo.clicked.connect(self.put_back_requested)

    @property
    def cards(self) -> tuple[EvidenceCard, ...]:
        """The cards in their order."""
        return self._pool.rows

    def sizeHint(self) -> QSize:
        """Return the width of tokens.md at the current text size."""
        return QSize(self._icons.theme.measure(TRAY_WIDTH), 400)

    def show_uses(self, number: int, shown: tuple[ShownUse, ...]) -> None:
        """Show the evidence of a competency; cards that stay keep the keyboard."""
        self._head.setText(evidence_head(number))
        self._most = most_shown(self._most, self._shown if number == self._number else (), shown)
        self._number, self._shown = number, shown
        self._show_cards()

    def _show_cards(self) -> None:
        shown, before = self._shown[: self._most], self.cards
        self._thumbnails.ask(tuple(each.file for each in shown if each.file is not None))
        for card, each in zip(self._pool.show(shown, self._card), shown, strict=True):
            card.show_use(each)
        left = len(self._shown) - len(shown)
        self.more.setText(show_more(min(left, AT_ONCE)))
        self.more.setVisible(left > 0 and not self._head.isHidden())
        if self.cards != before:
            self._order_tabs()

    @Slot()
    def _show_more(self) -> None:
        """Show more cards, with the keyboard on the first of them."""
        before = len(self.cards)
        self._most += AT_ONCE
        self._show_cards()
        self.cards[before].setFocus(Qt.FocusReason.OtherFocusReason)

    def put_below(self, widget: QWidget) -> None:
        """Show something below the cards."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def show_evidence(self, shown: bool) -> None:
        """Show the evidence, or only what was put below it."""
        for widget in (self._head, self._note, self.hint, *self.cards):
            widget.setVisible(shown)
        self.more.setVisible(shown and len(self._shown) > len(self.cards))
        self.setAcceptDrops(shown)

    def tell_taken_out(self, words: str) -> None:
        """Show what was taken out, with the way back; "" for nothing."""
        self.taken.setVisible(bool(words))
        self.taken.set_text(words)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept a card that is moved, besides files and pictures."""
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()
            return
        super().dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Put a card in its new place, or accept files."""
        if not event.mimeData().hasFormat(MIME):
            super().dropEvent(event)
            return
        path = bytes(event.mimeData().data(MIME).data()).decode()
        y = event.position().toPoint().y()
        self._move(path, lambda _place: self._place_at(y, path))
        event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Accept what is pasted while the keyboard is in the tray."""
        if event.matches(QKeySequence.StandardKey.Paste) and self.paste():
            return
        super().keyPressEvent(event)

    def _card(self, shown: ShownUse) -> EvidenceCard:
        card = EvidenceCard(self._icons, self._thumbnails, shown, self._content)
        card.weight_toggled.connect(self.weight_toggled)
        card.taken_out.connect(self.taken_out)
        card.open_requested.connect(self.open_requested)
        card.look_requested.connect(self.look_requested)
        card.folder_requested.connect(self.folder_requested)
        card.details_requested.connect(self.details_requested)
        card.moved_up.connect(self._move_up)
        card.moved_down.connect(self._move_down)
        return card

    @Slot(str)
    def _move_up(self, path: str) -> None:
        self._move(path, lambda place: place - 1)

    @Slot(str)
    def _move_down(self, path: str) -> None:
        self._move(path, lambda place: place + 1)

    def _move(self, path: str, to: Callable[[int], int]) -> None:
        paths = [each.path for each in self._shown]  # also of those that have no card
        if path not in paths:
            return
        before = list(paths)
        place = paths.index(path)
        paths.remove(path)
        paths.insert(max(to(place), 0), path)
        if paths != before:
            self._most = max(self._most, paths.index(path) + 1)  # it keeps its card
            self.order_changed.emit(tuple(paths))

    def _place_at(self, y: int, path: str) -> int:
        """Return the place at a height, among the cards besides the one that is moved."""
        others = (card for card in self.cards if card.shown.path != path)
        return sum(card.mapTo(self, card.rect().center()).y() < y for card in others)

    def _order_tabs(self) -> None:
        before: QWidget | None = None
        for card in self.cards:
            if before is not None:
                QWidget.setTabOrder(before, card)
            QWidget.setTabOrder(card, card.weight)
            before = card.weight
        if before is not None:
            QWidget.setTabOrder(before, self.more)
            QWidget.setTabOrder(self.more, self.hint.browse)
