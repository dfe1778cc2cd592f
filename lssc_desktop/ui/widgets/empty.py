"""What stands where nothing is yet: what this is, what to do, and the button that does it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icon_names import IconName
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.labels import IconLabel, Label

_ICON_SIZE = 40


class EmptyState(QWidget):
    """An icon, one line what this is, one line what to do, at most one button."""

    def __init__(
        self,
        icons: Icons,
        icon: IconName,
        what: str,
        do: str,
        button: QPushButton | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        picture = IconLabel(icons, icon, Ink.INK3, _ICON_SIZE)
        self._what = Label(icons.theme, what, Type.H2)
        self._do = Label(icons.theme, do, Type.BODY, Ink.INK2)

        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self._what, self._do):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        if button is not None:
            column.addSpacing(4)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def set_words(self, what: str, do: str) -> None:
        """Say something else, as when a filter matches nothing."""
        self._what.setText(what)
        self._do.setText(do)
