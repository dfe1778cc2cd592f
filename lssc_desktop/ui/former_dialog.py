"""What was written for competencies that the program does not have any more, to be read."""

from collections.abc import Mapping
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.former_work import FormerWork
from lssc_desktop.core.richtext import RichText, plain
from lssc_desktop.messages.former_work import (
    former_lead,
    former_notes,
    former_title,
    unreadable_here,
)
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.buttons import Button, link_button
from lssc_desktop.ui.widgets.dialog_form import FormDialog
from lssc_desktop.ui.widgets.labels import Label
from lssc_desktop.ui.widgets.section import Divider

_WIDTH = 680


class FormerDialog(FormDialog):
    """One competency under the other: what was asked, what was planned, the response, its files."""

    open_requested = Signal(str)
    """The path of a text, inside the portfolio folder."""

    def __init__(
        self,
        works: tuple[FormerWork, ...],
        texts: Mapping[str, RichText],
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            icons,
            _("What is not asked for anymore"),
            _("Done"),
            _("Close"),
            note=former_lead(),
            width=_WIDTH,
            parent=parent,
        )
        self.leave.hide()
        self.open_buttons: dict[str, Button] = {}
        theme = icons.theme
        for number, work in enumerate(works):
            if number:
                self.fields.addWidget(Divider())
            title = former_title(work)
            self.fields.addWidget(Label(theme, title, Type.H2))
            for note in former_notes(work):
                self.fields.addWidget(Label(theme, note, Type.TABLE, Ink.INK2))
            if work.response is not None:
                text = texts.get(work.response)
                words = unreadable_here() if text is None else plain(text)
                own = Label(theme, words, Type.BODY if text is None else Type.OWN_WORDS)
                own.setTextInteractionFlags(
                    Qt.TextInteractionFlag.TextSelectableByMouse
                    | Qt.TextInteractionFlag.TextSelectableByKeyboard
                )
                self.fields.addWidget(own)
                button = link_button(icons, _("Open in Word"), "external-link")
                button.setAccessibleName(_("Open in Word: {text}").format(text=title))
                button.clicked.connect(self._open)
                self.open_buttons[work.response] = button
                self.fields.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.kept.connect(self.accept)
        self.keep.setFocus()

    @Slot()
    def _open(self) -> None:
        pressed = self.sender()
        for path, button in self.open_buttons.items():
            if button is pressed:
                self.open_requested.emit(path)
