"""Named places for the documents that a program asks for: choose a file, or drop it there."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.program.program import PersonalDocument
from lssc_desktop.languages import gettext as _
from lssc_desktop.ui.base.file_dialogs import local_files
from lssc_desktop.ui.kit.buttons import plain_button
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.layout import column, row
from lssc_desktop.ui.kit.pages import empty
from lssc_desktop.ui.kit.tokens import Ink, Type


class NamedPlaces(QWidget):
    """One row for each document that is not there yet; hidden where none is missing."""

    chosen = Signal(object)
    """A `PersonalDocument` of which the user wants to choose the file."""
    dropped = Signal(object, object)
    """A `PersonalDocument`, and the path of the file that was dropped on its row."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._documents: tuple[PersonalDocument, ...] = ()
        self._rows = column(gap=4, margins=(14, 0, 14, 10), on=self)
        self.hide()

    def show_documents(self, documents: tuple[PersonalDocument, ...]) -> None:
        """Offer a place for each of these."""
        if documents != self._documents:
            self._documents = documents
            empty(self._rows)
            for document in documents:
                self._rows.addWidget(_Place(self._icons, document, self))
        self.setVisible(bool(documents))


class _Place(QWidget):
    def __init__(self, icons: Icons, document: PersonalDocument, places: NamedPlaces) -> None:
        super().__init__(places)
        self._document, self._places = document, places
        self.setAcceptDrops(True)
        name = Label(icons.theme, document.title, Type.BODY_STRONG)
        missing = Label(icons.theme, _("Still needed"), Type.TABLE, Ink.INK2, wrap=False)
        choose = plain_button(icons, _("Choose the file…"), small=True)
        choose.setAccessibleName(_("Choose the file: {title}").format(title=document.title))
        choose.clicked.connect(partial(places.chosen.emit, document))
        row(IconLabel(icons, "paperclip", Ink.INK2, 18), (name, 1), missing, choose, gap=8, on=self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept one file, which is this document then."""
        if len(local_files(event.mimeData())) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file as this document."""
        event.acceptProposedAction()
        self._places.dropped.emit(self._document, local_files(event.mimeData())[0])
