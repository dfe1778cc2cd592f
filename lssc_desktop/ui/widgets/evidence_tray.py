"""The evidence of one competency, beside what is written about it."""

from collections.abc import Callable
from gettext import gettext as _

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lssc_desktop.messages.competency import evidence_head
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.thumbnails import Thumbnails
from lssc_desktop.ui.tokens import TRAY_WIDTH, Ink, Tone
from lssc_desktop.ui.widgets.buttons import plain_button
from lssc_desktop.ui.widgets.callout import Callout
from lssc_desktop.ui.widgets.evidence_card import MIME, EvidenceCard, ShownUse
from lssc_desktop.ui.widgets.evidence_drop import DropHint, DropPane, Working
from lssc_desktop.ui.widgets.labels import Label
from lssc_desktop.ui.widgets.row_pool import RowPool
from lssc_desktop.ui.widgets.section import scrolled


class EvidenceTray(DropPane):
    """Cards in their order, and a place to drop more; the whole pane takes a drop."""

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
        scroll, content = scrolled(self, QWidget())
        self._content = content
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._head = Label(icons.theme, "", Type.BODY_STRONG, wrap=False)
        self._note = Label(icons.theme, _("Primary weighs more"), Type.CAPTION, Ink.INK2)
        self._note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.hint = DropHint(icons, content)
        self.working = Working(icons, content)
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
        for widget in (self.hint, self.working, self.taken):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self._pool: RowPool[ShownUse, EvidenceCard] = RowPool(
            self._column, 1, lambda shown: shown.path
        )

        self.hint.browse_requested.connect(self.browse)
        self.hint.paste_requested.connect(self.paste)
        self.undo.clicked.connect(self.put_back_requested)

    @property
    def cards(self) -> tuple[EvidenceCard, ...]:
        """The cards in their order."""
        return self._pool.rows

    def sizeHint(self) -> QSize:
        """Return the width of tokens.md at the text size in force."""
        return QSize(self._icons.theme.measure(TRAY_WIDTH), 400)

    def show_uses(self, number: int, shown: tuple[ShownUse, ...]) -> None:
        """Show the evidence of a competency; cards that stay keep the keyboard."""
        self._head.setText(evidence_head(number))
        before = self.cards
        for card, each in zip(self._pool.show(shown, self._card), shown, strict=True):
            card.show_use(each)
        if self.cards != before:
            self._order_tabs()

    def put_below(self, widget: QWidget) -> None:
        """Show something below the cards."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def show_evidence(self, shown: bool) -> None:
        """Show the evidence, or only what was put below it."""
        for widget in (self._head, self._note, self.hint, *self.cards):
            widget.setVisible(shown)
        self.setAcceptDrops(shown)

    def tell_taken_out(self, words: str) -> None:
        """Say what was taken out, with the way back; "" when there is nothing to say any more."""
        self.taken.setVisible(bool(words))
        self.taken.set_text(words)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome a card that is moved, besides files and pictures."""
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()
            return
        super().dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Put a card in its new place, or take files in."""
        if not event.mimeData().hasFormat(MIME):
            super().dropEvent(event)
            return
        path = bytes(event.mimeData().data(MIME).data()).decode()
        y = event.position().toPoint().y()
        self._move(path, lambda _place: self._place_at(y, path))
        event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take what is pasted while the keyboard is in the tray."""
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
        paths = [card.shown.path for card in self.cards]
        if path not in paths:
            return
        before = list(paths)
        place = paths.index(path)
        paths.remove(path)
        paths.insert(max(to(place), 0), path)
        if paths != before:
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
            QWidget.setTabOrder(before, self.hint.browse)
