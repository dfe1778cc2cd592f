"""The official wording of a competency, which the candidate pastes in from the program."""

from gettext import gettext as _

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import PAGE_MARGIN, Ink
from lssc_desktop.ui.widgets.buttons import plain_button, primary_button
from lssc_desktop.ui.widgets.labels import Label
from lssc_desktop.ui.widgets.room import take_size

_WIDTH, _HEIGHT = 560, 380


class OfficialTextDialog(QDialog):
    """Shows the official text and lets it be pasted or changed."""

    kept = Signal(str)

    def __init__(self, icons: Icons, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Official text"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        theme = icons.theme
        why = Label(
            theme,
            _(
                "We may not ship the program’s own words, so what you see elsewhere is our short "
                "form. Paste the official text here to have it beside your work; it is shown in "
                "your package too."
            ),
            Type.TABLE,
            Ink.INK2,
        )
        self.field = QPlainTextEdit(text)
        self.field.setAccessibleName(_("Official text of {title}").format(title=title))
        self.field.setTabChangesFocus(True)
        self.keep = primary_button(icons, _("Keep this text"))
        cancel = plain_button(icons, _("Cancel"))

        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.keep)
        acts.addWidget(cancel)
        acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
        column.setSpacing(12)
        column.addWidget(Label(theme, title, Type.STATEMENT))
        column.addWidget(why)
        column.addWidget(self.field, 1)
        column.addLayout(acts)
        take_size(self, theme, _WIDTH, _HEIGHT)
        self.keep.clicked.connect(self._keep)
        cancel.clicked.connect(self.reject)
        self.field.setFocus()

    @Slot()
    def _keep(self) -> None:
        self.kept.emit(self.field.toPlainText().strip())
        self.accept()
