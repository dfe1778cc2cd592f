"""Named places for the documents that a program asks for: choose a file, or drop it there."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.portfolio.portfolio import EvidenceFile
from lssc_desktop.core.program.program import PersonalDocument
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.words import file_name, shortened_name
from lssc_desktop.ui.base.file_dialogs import local_files
from lssc_desktop.ui.kit.buttons import Button, link_button, plain_button
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
    found = Signal(object, object)
    """A `PersonalDocument`, and the `EvidenceFile` that is to be it."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._shown: tuple[tuple[PersonalDocument, EvidenceFile | None], ...] = ()
        self._rows = column(gap=4, margins=(14, 0, 14, 10), on=self)
        self.hide()

    def show_documents(
        self,
        documents: Sequence[PersonalDocument],
        in_evidence: Mapping[PersonalDocument, EvidenceFile],
    ) -> None:
        """Offer a place for each of these, and the evidence file that seems to be it."""
        shown = tuple((each, in_evidence.get(each)) for each in documents)
        if shown != self._shown:
            self._shown = shown
            empty(self._rows)
            for document, file in shown:
                self._rows.addWidget(_Place(self._icons, document, file, self))
        self.setVisible(bool(documents))


class _Place(QWidget):
    def __init__(
        self,
        icons: Icons,
        document: PersonalDocument,
        file: EvidenceFile | None,
        places: NamedPlaces,
    ) -> None:
        super().__init__(places)
        self._document, self._places = document, places
        self.setAcceptDrops(True)
        name = Label(icons.theme, document.title, Type.BODY_STRONG)
        missing = Label(icons.theme, _("Still needed"), Type.TABLE, Ink.INK2, wrap=False)
        choose = plain_button(icons, _("Choose the file…"), small=True)
        choose.setAccessibleName(_("Choose the file: {title}").format(title=document.title))
        choose.clicked.connect(partial(places.chosen.emit, document))
        state: Label | Button = missing
        if file is not None:
            state = link_button(
                icons,
                _("Use {name}").format(
                    name=file_name(shortened_name(file.path.rpartition("/")[2]))
                ),
            )
            state.clicked.connect(partial(places.found.emit, document, file))
        row(IconLabel(icons, "paperclip", Ink.INK2, 18), (name, 1), state, choose, gap=8, on=self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept one file, which is this document then."""
        if len(local_files(event.mimeData())) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file as this document."""
        event.acceptProposedAction()
        self._places.dropped.emit(self._document, local_files(event.mimeData())[0])
