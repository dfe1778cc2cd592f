"""What a page, or the program office, said about a package that was handed in by hand."""

from gettext import gettext as _

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from lssc_desktop.messages.submissions import OfficeWords
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import PAGE_MARGIN, Ink
from lssc_desktop.ui.widgets.buttons import plain_button, primary_button
from lssc_desktop.ui.widgets.fields import NamedField
from lssc_desktop.ui.widgets.labels import Label

_WIDTH = 520
_LINES = 4


class SaidDialog(QDialog):
    """Asks for the words of a confirmation, which are what there is instead of a fingerprint."""

    said = Signal(str)

    def __init__(self, package: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        self.setWindowTitle(_("The page confirmed it"))
        self.setMinimumWidth(theme.measure(_WIDTH))
        self.words = _words_field(icons)
        self.keep = primary_button(icons, _("Keep it as the receipt"))
        self.cancel = plain_button(icons, _("Not now"))

        column = _column(self)
        title = _("What did the page say about {package}?").format(package=package)
        column.addWidget(Label(theme, title, Type.STATEMENT))
        meaning = _(
            "We could not see the page and compare nothing, so its words are your proof. Copy them "
            "with any number it gave."
        )
        column.addWidget(Label(theme, meaning, Type.BODY, Ink.INK2))
        column.addWidget(NamedField(theme, _("Its words"), self.words))
        column.addStretch(1)
        column.addLayout(_row(self.keep, self.cancel))
        self.words.textChanged.connect(self._allow)
        self.keep.clicked.connect(self._keep)
        self.cancel.clicked.connect(self.reject)
        self._allow()

    @Slot()
    def _allow(self) -> None:
        self.keep.setEnabled(bool(self.words.toPlainText().strip()))

    @Slot()
    def _keep(self) -> None:
        self.said.emit(self.words.toPlainText().strip())
        self.accept()


class FindOutDialog(QDialog):
    """Tells how to find out, and asks for the answer; without one nothing changes."""

    has_it = Signal(str)
    """What the office said; it has the package."""
    has_not = Signal()

    def __init__(self, words: OfficeWords, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        self.setWindowTitle(_("Find out whether it arrived"))
        self.setMinimumWidth(theme.measure(_WIDTH))
        self.yes = QRadioButton(_("They have it"))
        self.no = QRadioButton(_("They do not have it"))
        self.words = _words_field(icons)
        self.keep = primary_button(icons, _("Keep the answer"))
        self.cancel = plain_button(icons, _("Not yet"))
        self._group = QButtonGroup(self)
        self._words = NamedField(theme, words.answer, self.words)

        column = _column(self)
        column.addWidget(Label(theme, words.title, Type.STATEMENT))
        column.addWidget(Label(theme, words.meaning, Type.BODY, Ink.INK2))
        for button in (self.yes, self.no):
            self._group.addButton(button)
            column.addWidget(button)
        column.addWidget(self._words)
        column.addStretch(1)
        column.addLayout(_row(self.keep, self.cancel))
        self._group.buttonToggled.connect(self._allow)
        self.words.textChanged.connect(self._allow)
        self.keep.clicked.connect(self._keep)
        self.cancel.clicked.connect(self.reject)
        self._allow()

    def ask_only_how(self, only_how: bool) -> None:
        """Ask only how the person knows: who asked for this says that they have it."""
        self.yes.setChecked(only_how)
        self.yes.setVisible(not only_how)
        self.no.setVisible(not only_how)
        if only_how:
            self.setWindowTitle(_("They have it"))
            self.keep.setText(_("Save"))
            self.cancel.setText(_("Cancel"))

    @Slot()
    def _allow(self) -> None:
        self._words.setVisible(self.yes.isChecked())
        said = bool(self.words.toPlainText().strip())
        self.keep.setEnabled(self.no.isChecked() or (self.yes.isChecked() and said))

    @Slot()
    def _keep(self) -> None:
        if self.yes.isChecked():
            self.has_it.emit(self.words.toPlainText().strip())
        else:
            self.has_not.emit()
        self.accept()


def _words_field(icons: Icons) -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setTabChangesFocus(True)
    field.setMinimumHeight(_LINES * field.fontMetrics().lineSpacing() + icons.theme.measure(18))
    return field


def _column(dialog: QDialog) -> QVBoxLayout:
    column = QVBoxLayout(dialog)
    column.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
    column.setSpacing(8)
    return column


def _row(*buttons: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 6, 0, 0)
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
