"""What a look at the folder found, each with what can be done about it."""

from gettext import gettext as _

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lssc_desktop.core.program import Program
from lssc_desktop.core.reconcile import MissingFile, NewFile, PlaceKind, Reconciliation
from lssc_desktop.messages.found_files import missing_file, more_files, strange_file, taken_in
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Tone
from lssc_desktop.ui.widgets.buttons import Button, plain_button
from lssc_desktop.ui.widgets.callout import Callout
from lssc_desktop.ui.widgets.emptying import empty

_MOST = 3


class FileProposals(QWidget):
    """Seen only while there is something to decide or to tell.

    At most three of a kind are listed one by one; the rest is counted.
    """

    adopt_requested = Signal(str)
    """The path of a file that shall become evidence."""
    forget_requested = Signal(str)
    """The path of a missing file that shall be given up."""
    visit_requested = Signal(object)
    """The `core.reconcile.Place` of a missing response or statement."""
    look_requested = Signal()

    def __init__(self, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._left_alone: set[str] = set()
        self._found = Reconciliation()
        self._program: Program | None = None
        self._paths: dict[Button, str] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 0, 14, 10)
        self._column.setSpacing(8)
        self.hide()

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Everything that can be pressed, from top to bottom."""
        return tuple(self._paths)

    def show_found(self, program: Program, found: Reconciliation) -> None:
        """Show what a look found; what was taken in is told until the next look."""
        if program is not self._program or found != self._found:
            self._program, self._found = program, found
            self._rebuild()

    def _rebuild(self) -> None:
        self._clear()
        if self._program is None:
            return
        taken = taken_in(self._found)
        if taken and taken not in self._left_alone:
            self._add(taken, Tone.INFO, (self._button(_("Good"), taken, self._leave),))
        missing = [each for each in self._found.missing if each.path not in self._left_alone]
        for each in missing[:_MOST]:
            self._add_missing(self._program, each)
        strange = [
            each
            for each in self._found.new
            if each.place is None and each.file.path not in self._left_alone
        ]
        for new in strange[:_MOST]:
            self._add_strange(new)
        rest = max(len(missing) - _MOST, 0) + max(len(strange) - _MOST, 0)
        if rest:
            self._add(more_files(rest), Tone.IDLE, ())
        self.setVisible(self._column.count() > 0)

    def _add_missing(self, program: Program, missing: MissingFile) -> None:
        path = missing.path
        buttons = [self._button(_("Look again"), path, self._look)]
        if missing.place.kind in {PlaceKind.EVIDENCE, PlaceKind.ABOUT_ME}:
            buttons.append(self._button(_("Remove from the list"), path, self._forget))
        else:
            buttons.append(self._button(_("Go there"), path, self._visit))
        self._add(missing_file(program, missing).text, Tone.WARN, tuple(buttons))

    def _add_strange(self, new: NewFile) -> None:
        path = new.file.path
        buttons = (
            self._button(_("Copy to evidence"), path, self._adopt),
            self._button(_("Leave it"), path, self._leave),
        )
        self._add(strange_file(new).text, Tone.IDLE, buttons)

    def _add(self, text: str, tone: Tone, buttons: tuple[Button, ...]) -> None:
        warns = tone is Tone.WARN
        box = Callout(self._icons, text, tone, icon="alert-triangle" if warns else "info-circle")
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        if buttons:
            box.content.addLayout(row)
        self._column.addWidget(box)

    def _button(self, text: str, path: str, pressed: object) -> Button:
        button = plain_button(self._icons, text, small=True)
        button.setAccessibleDescription(path)
        button.clicked.connect(pressed)
        self._paths[button] = path
        return button

    def _clear(self) -> None:
        self._paths = {}
        empty(self._column)
        self.hide()

    def _pressed(self) -> str:
        button = self.sender()
        return self._paths.get(button, "") if isinstance(button, Button) else ""

    @Slot()
    def _adopt(self) -> None:
        path = self._pressed()
        self._left_alone.add(path)
        self._rebuild()
        self.adopt_requested.emit(path)

    @Slot()
    def _leave(self) -> None:
        self._left_alone.add(self._pressed())
        self._rebuild()

    @Slot()
    def _forget(self) -> None:
        path = self._pressed()
        self._left_alone.add(path)
        self._rebuild()
        self.forget_requested.emit(path)

    @Slot()
    def _visit(self) -> None:
        path = self._pressed()
        place = next(each.place for each in self._found.missing if each.path == path)
        self.visit_requested.emit(place)

    @Slot()
    def _look(self) -> None:
        self.look_requested.emit()
