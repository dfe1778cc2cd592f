"""Our dialogs: a frame, shown in front of a window, which it does not block."""

from collections.abc import Callable
from functools import partial
from typing import Self

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QWidget

from lssc_desktop.ui.kit.buttons import plain_button, primary_button
from lssc_desktop.ui.kit.cards import ErrorLine
from lssc_desktop.ui.kit.flow import Wait, Waiting
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import column, row, stretch
from lssc_desktop.ui.kit.pages import EdgedPage, PageContent, room_for
from lssc_desktop.ui.kit.reading_order import TabInOrder, tab_stops
from lssc_desktop.ui.kit.tokens import PAGE_MARGIN, Ink, Type

type Role = QDialogButtonBox.ButtonRole


class Dialog(TabInOrder, QDialog):
    """A dialog: a heading, content, a line for errors, and buttons in the order of the system.

    It is as high as its content needs, and not higher than its window; then the content scrolls.
    Esc and the second button close it; the first only emits `buttons.accepted`. An example:

        class NameDialog(Dialog):
            named = Signal(str)

            def __init__(self, icons: Icons) -> None:
                super().__init__(icons, _("Your name"), _("Begin"), _("Cancel"), size=460)
                self.name = QLineEdit()
                add(self.content, NamedField(icons.theme, _("&Name"), self.name))
                self.buttons.accepted.connect(self._name)

        NameDialog(icons).show_for(window)
    """

    error_line: type[ErrorLine] = ErrorLine

    def __init__(
        self,
        icons: Icons,
        title: str,
        accept: str,
        reject: str = "",
        *,
        heading: str | None = None,
        note: str = "",
        size: int | tuple[int, int] = 520,
    ) -> None:
        """Make it with the words of its buttons; without a second word it has one button.

        `heading` stands above the content: the title, unless there is another, or "" for none.
        `size` is the width, or width and height where the content scrolls by itself, in pixels
        at 100 % text.
        """
        super().__init__()
        theme = icons.theme
        width, height = size if isinstance(size, tuple) else (size, 0)
        self._fits = not height
        self.setWindowTitle(title)
        self.content = column(gap=12)
        self.error = self.error_line(icons)
        self.hint = Label(theme, "", Type.TABLE, Ink.INK2)  # beside the buttons
        self.accept_button = primary_button(icons, accept)
        self.reject_button = plain_button(icons, reject)
        self.buttons = QDialogButtonBox()
        self.add_button(self.accept_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.add_button(self.reject_button, QDialogButtonBox.ButtonRole.RejectRole)
        self.reject_button.setVisible(bool(reject))
        between = self.buttons.layout()
        if between is not None:
            between.setSpacing(8)  # for the ring of the keyboard
        heading = title if heading is None else heading
        self._lay_out_frame(
            Label(theme, heading, Type.STATEMENT) if heading else None,
            Label(theme, note, Type.BODY, Ink.INK2) if note else None,
        )
        room = self.screen().availableSize()
        self.setMinimumWidth(min(theme.measure(width), room.width()))
        self.resize(self.minimumWidth(), min(theme.measure(height), room.height()))
        self.buttons.rejected.connect(self.reject)
        self.error.shown.connect(self._make_room_for_error)

    def _lay_out_frame(self, *heads: Label | None) -> None:
        self._page = PageContent()
        self._upper = column(
            *heads,
            (self.content, 0 if self._fits else 1),
            stretch if self._fits else None,
            gap=12,
            margins=(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, 8),
            on=self._page,
        )
        self._lower = column(
            self.error,
            row((self.hint, 1), self.buttons, gap=8),
            gap=8,
            margins=(PAGE_MARGIN, 8, PAGE_MARGIN, PAGE_MARGIN),
        )
        page = EdgedPage(self._page) if self._fits else self._page
        column((page, 1), self._lower, gap=0, on=self)

    def add_button(self, button: QPushButton, role: Role) -> None:
        """Add a button; its role says where the system has it."""
        self.buttons.addButton(button, role)

    def fit(self) -> None:
        """Take the height for what is shown now, within the window and the screen."""
        width, room = self.width(), room_for(self)
        if self._fits:
            self.resize(width, min(self._needed_height(), room.height()))
        elif self.height() > room.height():
            self.resize(self.size().boundedTo(room))

    def _make_room_for_error(self) -> None:
        if self._fits and self.isVisible() and self._needed_height() > self.height():
            self.fit()

    def _needed_height(self) -> int:
        parts = (self._upper, self._lower)
        return sum(max(part.totalHeightForWidth(self.width()), 0) for part in parts)

    def showEvent(self, event: QShowEvent) -> None:
        """Come up in the height that is needed, with the keyboard in the first field."""
        super().showEvent(event)
        self.fit()
        if self.focusWidget() is None:
            first = next(tab_stops(self._page), None)
            if first is not None:
                first.setFocus(Qt.FocusReason.TabFocusReason)

    def answer(self, window: QWidget) -> Wait[Self]:
        """Let a flow wait in front of a window until the first button is pressed."""

        def begin(waiting: Waiting) -> Callable[[], object]:
            self.buttons.accepted.connect(self.accept)
            self.accepted.connect(partial(waiting.go_on, self))
            self.rejected.connect(waiting.give_up)
            self.show_for(window)
            return self.reject

        return Wait(begin)

    def show_for(self, window: QWidget) -> Self:
        """Open in front of a window, and be disposed of when closed; returns the dialog."""
        if self.parentWidget() is not window:
            self.setParent(window, self.windowFlags())
        self.finished.connect(self.deleteLater)
        self.open()
        return self
