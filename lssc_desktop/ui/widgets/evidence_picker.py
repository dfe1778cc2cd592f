"""Which evidence files show something: those named so far, others of the folder, or new ones."""

from gettext import gettext as _

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.buttons import Button, link_button, plain_button
from lssc_desktop.ui.widgets.choice_field import ChoiceField
from lssc_desktop.ui.widgets.emptying import empty
from lssc_desktop.ui.widgets.flow import FlowLayout
from lssc_desktop.ui.widgets.labels import Label


class EvidencePicker(QWidget):
    """A list of chosen files, each of which can be left out; one or `several`."""

    changed = Signal()
    add_requested = Signal()
    """The person wants to add files that are not in the portfolio yet."""

    def __init__(
        self, icons: Icons, *, several: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._several = several
        self._known: tuple[str, ...] = ()
        self._chosen: tuple[str, ...] = ()
        self.files = ChoiceField()
        self.files.setAccessibleName(_("A file of your evidence"))
        self.files.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.files.setMinimumContentsLength(20)
        self.attach_button = plain_button(icons, _("Attach"), "paperclip", small=True)
        self.add_button = plain_button(icons, _("Add a file…"), "plus", small=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.leave_out_buttons: list[Button] = []
        acts = FlowLayout(spacing=8)
        acts.addWidget(self.attach_button)
        acts.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._rows)
        column.addWidget(self.files)
        column.addLayout(acts)
        self.files.currentIndexChanged.connect(self._allow)
        self.attach_button.clicked.connect(self._choose)
        self.add_button.clicked.connect(self.add_requested)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The paths that are chosen, in their order."""
        return self._chosen

    def show_files(self, known: tuple[str, ...], chosen: tuple[str, ...]) -> None:
        """Offer the files of the portfolio, some of which are chosen."""
        self._known = known
        self._become(chosen)

    def add(self, paths: tuple[str, ...]) -> None:
        """Choose files that came into the portfolio just now."""
        self._known = tuple(dict.fromkeys((*self._known, *paths)))
        self._become((*self._chosen, *paths) if self._several else paths[-1:])
        self.changed.emit()

    @Slot()
    def _allow(self) -> None:
        self.attach_button.setEnabled(bool(self.files.currentData()))

    @Slot()
    def _choose(self) -> None:
        path = self.files.currentData()
        if path:
            self._become((*self._chosen, str(path)) if self._several else (str(path),))
            self.changed.emit()

    @Slot()
    def _leave_out(self) -> None:
        button = self.sender()
        if isinstance(button, Button) and button in self.leave_out_buttons:
            gone = self.leave_out_buttons.index(button)
            left = tuple(path for at, path in enumerate(self._chosen) if at != gone)
            self._become(left)
            self.files.setFocus()
            self.changed.emit()

    def _become(self, chosen: tuple[str, ...]) -> None:
        self._chosen = tuple(dict.fromkeys(chosen))
        self.files.clear()
        self.files.addItem(_("Choose a file from your evidence"), "")
        for path in self._known:
            if path not in self._chosen:
                self.files.addItem(path.partition("/")[2], path)
        self._allow()
        empty(self._rows)
        self.leave_out_buttons = []
        for path in self._chosen:
            self._rows.addWidget(self._row(path))

    def _row(self, path: str) -> QWidget:
        name = path.partition("/")[2]
        row = QWidget()
        button = link_button(self._icons, _("Take out"))
        button.setAccessibleName(_("Take out {file}").format(file=name))
        button.clicked.connect(self._leave_out)
        self.leave_out_buttons.append(button)
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(Label(self._icons.theme, name, Type.TABLE, Ink.INK), 1)
        across.addWidget(button)
        return row
