"""Standard comments and the rubric of a program, to insert in a comment by keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from lssc_desktop.core.program.reviewing import ReviewRules
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.text.matching import fold
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.evaluation import rating_word
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.fields import SearchField
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add
from lssc_desktop.ui.kit.tokens import Ink, Type
from lssc_desktop.ui.shared.comment_card import RATING_LOOKS
from lssc_desktop.values import dataclass

_SIZE = (560, 480)
_ICON = 16
_MOVES = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}


@dataclass(frozen=True, slots=True)
class OfferedText:
    """A text that can be inserted: what it is called, its words, and of a rubric its rating."""

    title: str
    text: str
    rating: Rating | None = None


def offered_texts(rules: ReviewRules, set_id: str, number: int | None) -> tuple[OfferedText, ...]:
    """Return what can be inserted at a competency, the levels of the rubric first."""
    levels = (
        OfferedText(rating_word(each.rating), each.text, each.rating)
        for each in rules.rubric_for(set_id, number)
    )
    comments = (OfferedText(each.title, each.text) for each in rules.comments_for(set_id, number))
    return (*levels, *comments)


class InsertDialog(Dialog):
    """A dialog with the texts that can be inserted; typing filters them, Enter inserts one."""

    chosen = Signal(str)

    def __init__(self, offered: Sequence[OfferedText], icons: Icons) -> None:
        super().__init__(
            icons, _("Insert a standard comment"), _("Insert"), _("Cancel"), size=_SIZE
        )
        self._offered = tuple(offered)
        self._icons = icons
        self.field = SearchField(icons, _("Filter"))
        self.list = QListWidget()
        self.list.setProperty("look", "framed")
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("Standard comments and rubric"))
        source = _("From your program’s file. You can change the words after inserting them.")
        add(
            self.content,
            self.field,
            (self.list, 1),
            Label(icons.theme, source, Type.TABLE, Ink.INK2),
        )
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._fill)
        self.list.itemActivated.connect(self._insert)
        self.list.currentRowChanged.connect(self._check)
        self.buttons.accepted.connect(self._insert)
        self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows choose in the list, and Enter insert, while one types in the filter."""
        if watched is not self.field or not isinstance(event, QKeyEvent):
            return False
        if event.type() is not QEvent.Type.KeyPress:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._insert()
            return True
        if event.key() in _MOVES:
            self.list.keyPressEvent(event)
            return True
        return False

    def _fill(self) -> None:
        words = fold(self.field.text()).split()
        self.list.clear()
        for each in self._offered:
            searched = fold(f"{each.title} {each.text}")
            if all(word in searched for word in words):
                item = QListWidgetItem(f"{each.title}\n{each.text}")
                item.setData(Qt.ItemDataRole.UserRole, each.text)
                if each.rating is not None:
                    name, tone = RATING_LOOKS[each.rating]
                    item.setIcon(QIcon(self._icons.pixmap(name, Ink(tone.value), _ICON)))
                self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._check()

    def _check(self) -> None:
        self.accept_button.setEnabled(self.list.currentItem() is not None)

    def _insert(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.accept()
            self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))
