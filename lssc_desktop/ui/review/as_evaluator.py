"""A set as its evaluators will read it, shown to who wrote it before anything is built."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.job import Step
from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.documents.previews import Source
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.portfolio import not_begun
from lssc_desktop.package.build import SetInFolder, read_as_evaluator
from lssc_desktop.package.record import FileRecord
from lssc_desktop.package.rounds import EarlierRounds
from lssc_desktop.package.target import BuildOrder
from lssc_desktop.ui.base.jobs import JobHandle, Lane
from lssc_desktop.ui.base.place import SetPlace, Tab
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import StatusChip, plain_button
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import column, row
from lssc_desktop.ui.kit.pages import Divider, FlowLayout, PaneSplitter
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type
from lssc_desktop.ui.review.evidence_pane import ShownEvidence
from lssc_desktop.ui.review.reading import Reading, ReadingPane
from lssc_desktop.ui.review.review_content import ReviewContent
from lssc_desktop.ui.review.window_parts import ReviewPane
from lssc_desktop.ui.shared.job_progress import ProgressDialog

_KEY = "as-evaluator"


class EvaluatorPage(QWidget):
    """The reading view of a review over the present folder: nothing can be rated or said in it.

    Of a portfolio that is `read_only` nothing can be edited either.
    """

    left = Signal()
    place_requested = Signal(object)
    """The `SetPlace` where what is shown is written."""

    def __init__(
        self,
        seen: SetInFolder,
        number: int | None,
        services: Services,
        parent: QWidget | None = None,
        *,
        read_only: bool = False,
    ) -> None:
        super().__init__(parent)
        icons = services.icons
        self._seen = seen
        self._desktop = services.desktop
        self._content = ReviewContent(seen, EarlierRounds(), self._source)
        self._place = number
        self._splitter = PaneSplitter(icons.theme, _("Width of the {competency} list"), thin=True)
        self.pane = ReviewPane(icons, self._splitter)
        self.reading = ReadingPane(services.jobs, services.previews, icons, self._splitter)
        self.reading.hide_rating()
        self.reading.banner.hide()
        self.edit = plain_button(icons, _("Edit this text"), "pencil")
        back = _("Back to the example") if read_only else _("Back to my work")
        self.back = plain_button(icons, back, "arrow-back-up")
        self.edit.setHidden(read_only)
        self._lay_out(icons)
        for keys, slot in (
            ("Ctrl+PgDown", self._go_to_next),
            ("Ctrl+Return", self._go_to_next),
            ("Ctrl+Enter", self._go_to_next),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        self.pane.chosen.connect(self.go_to)
        self.reading.head.previous_requested.connect(self._go_to_previous)
        self.reading.head.next_requested.connect(self._go_to_next)
        self.reading.evidence.open_requested.connect(self._open)
        self.reading.response_requested.connect(self._open_response)
        self.reading.other_evidence = self._count_evidence
        self.reading.other_evidence_requested.connect(self._go_to_evidence)
        self.reading.follow_requested.connect(services.desktop.open_address)
        self.edit.clicked.connect(self._edit)
        self.back.clicked.connect(self.left)
        self.go_to(number)

    @property
    def place(self) -> int | None:
        """The number of the competency that is shown, None for the learning statement."""
        return self._place

    def go_to(self, place: int | None) -> None:
        """Show a competency, or with None the learning statement."""
        content, reading = self._content, self.reading
        self._place = place
        self.pane.show_rows(content.rows(None), place)
        reading.head.previous.setEnabled(place != content.places[0])
        reading.head.offer(_("Next {competency}"), there=place != content.places[-1])
        reading.head.show_words(*content.asked(place))
        reading.evidence.show_evidence(content.evidence(place))
        reading.show_reading(
            Reading(
                content.document(place),
                content.page_limit(place),
                content.nothing_written(place),
                place is None,
            )
        )
        file = content.response_file(place)
        reading.show_file(None if file is None else file.source)
        reading.evidence_shown(shown=place is not None)

    def _count_evidence(self, number: int) -> int:
        return len(self._content.evidence(number))

    def _go_to_evidence(self, number: int, file: int) -> None:
        """Show a file, from 1, that another competency shows."""
        self.go_to(number)
        self.reading.evidence.go_to(file - 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the list."""
        super().showEvent(event)
        self.pane.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, icons: Icons) -> None:
        theme, record = icons.theme, self._seen.record
        title = FlowLayout(spacing=10)
        title.addWidget(Label(theme, record.title, Type.SET_TITLE, wrap=False))
        title.addWidget(StatusChip(icons, "eye", _("{Evaluator} preview"), Tone.NOTE))
        note = Label(
            theme,
            _("Straight from your folder, as it is now. Nothing was built or sent."),
            Type.TABLE,
            Ink.INK2,
        )
        head = row(
            (column(title, note, gap=2), 1),
            self.edit,
            self.back,
            gap=12,
            margins=(18, 9, 18, 9),
        )
        self._splitter.addWidget(self.pane)
        self._splitter.addWidget(self.reading)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([self.pane.sizeHint().width(), 10_000])
        column(head, Divider(), (self._splitter, 1), gap=0, on=self)

    def _source(self, file: FileRecord) -> Source:
        return Source(file.original_name, file.sha256, self._seen.files.get(file.path))

    def _go_to_previous(self) -> None:
        self._step(-1)

    def _go_to_next(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        places = self._content.places
        at = places.index(self._place) + by
        if 0 <= at < len(places):
            self.go_to(places[at])

    def _open_response(self) -> None:
        file = self._content.response_file(self._place)
        if file is not None:
            self._open(file)

    def _open(self, shown: ShownEvidence) -> None:
        path = self._seen.files.get(shown.path)
        if path is not None:
            self._desktop.open_file(path)

    def _edit(self) -> None:
        number = self._place
        tab = None if number is None else Tab.RESPONSE
        place = SetPlace(self._seen.record.set, number, statement=number is None, tab=tab)
        self.place_requested.emit(place)


class EvaluatorViews(QObject):
    """Reads sets as evaluators will, in a background job, after what is unsaved was saved."""

    ready = Signal(object)
    """An `EvaluatorPage` to show."""

    def __init__(self, session: Session, services: Services, window: QWidget) -> None:
        super().__init__(session)
        self._session = session
        self._services = services
        self._window = window
        self._job: JobHandle | None = None
        self._wanted = SetPlace("")

    def open(self, place: SetPlace) -> None:
        """Read the set of a place; without a number its first competency is shown."""
        if self._job is None:
            self._services.notices.withdraw(_KEY)
            self._session.when_saved(self._read, self._on_save_failed, place)

    def _read(self, place: SetPlace) -> None:
        session, services = self._session, self._services
        order = BuildOrder(
            session.root,
            session.program,
            session.program_text,
            session.portfolio,
            place.set_id,
            PackageKind.PORTFOLIO,
        )
        self._wanted = place
        self._job = services.jobs.start_reporting(
            Lane.DISK,
            read_as_evaluator,
            order,
            session.today,
            done=self._show,
            failed=self._fail,
            quiet=True,
        )
        title = _("Reading the {set}")
        ProgressDialog(self._job, Step.LOOKING, title, services.icons, self._window).show()

    def _show(self, seen: SetInFolder) -> None:
        self._job = None
        place = self._wanted
        number = place.number
        if number is None and not place.statement:
            number = seen.competency_set.competencies[0].number
        read_only = self._session.is_read_only
        self.ready.emit(EvaluatorPage(seen, number, self._services, read_only=read_only))

    def _fail(self, error: Exception) -> None:
        self._job = None
        self._services.notices.show_error(error, key=_KEY)

    def _on_save_failed(self, _place: SetPlace, error: Exception) -> None:
        self._services.notices.show_not_begun(error, _not_read_as_evaluator, key=_KEY)


def _not_read_as_evaluator(message: Message) -> Message:
    """Say that a set is not shown, because what was typed could not be saved before."""
    return not_begun(message, _("The {evaluator} preview of this {set} isn’t available."))
