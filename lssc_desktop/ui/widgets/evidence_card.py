"""One piece of evidence in the tray: its picture, its name, and whether it is primary."""

import re
from dataclasses import dataclass
from gettext import gettext as _

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QAction, QContextMenuEvent, QDrag, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from lssc_desktop.core.portfolio import (
    CompetencyWork,
    EvidenceFile,
    EvidenceUse,
    Portfolio,
    Weight,
)
from lssc_desktop.core.reconcile import Reconciliation
from lssc_desktop.messages.competency import weight_word
from lssc_desktop.messages.counts import size
from lssc_desktop.messages.shown import printable
from lssc_desktop.package.setting.wording import kind
from lssc_desktop.ui.focus import set_ring_radius
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.hints import plain_hint
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.thumbnails import Thumbnails
from lssc_desktop.ui.tokens import CARD_RADIUS, Ink, Tone
from lssc_desktop.ui.widgets.chip import StatusChip
from lssc_desktop.ui.widgets.chip_button import ChipButton
from lssc_desktop.ui.widgets.labels import Label

_LONG = 22
_MARKS = re.compile("[._-]")
MIME = "application/x-lssc-evidence"


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
        """Say kind and size: "1. PDF, 640 KB"."""
        words = kind(self.name)
        if self.file is not None:
            words = _("{kind}, {size}").format(kind=words, size=size(self.file.bytes))
        return _("{number}. {facts}").format(number=self.number, facts=words)


def shown_uses(
    portfolio: Portfolio, work: CompetencyWork, found: Reconciliation
) -> tuple[ShownUse, ...]:
    """Return what is shown for a competency, with what was found of the files."""
    missing = {item.path for item in found.missing}
    return tuple(
        ShownUse(place, use, portfolio.evidence_file(use.path), use.path in missing)
        for place, use in enumerate(work.evidence, 1)
    )


class EvidenceCard(QFrame):
    """Space looks into the file, Enter opens it, Del takes it out, Alt with the arrows moves it."""

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
