"""The preview of a file: its pages as pictures, their words, or a sentence why there are none.

It is long because one view shows pages, words, refusals and what is found in them.
"""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QPlainTextEdit,
    QStackedWidget,
    QWidget,
)

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.names import Shown, shown_as
from lssc_desktop.core.job import Cancelled, Reporter
from lssc_desktop.documents.previews import Inspection, Occurrence, PreviewFailed, Source
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages import previews as say
from lssc_desktop.messages.message import message_for
from lssc_desktop.ui.base.jobs import JobHandle, Jobs, Lane
from lssc_desktop.ui.base.previews import Previews
from lssc_desktop.ui.base.script_fonts import show_scripts
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import ToolButton, plain_button
from lssc_desktop.ui.kit.cards import EmptyState
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import column, row, stretch
from lssc_desktop.ui.kit.pages import ScrollPage, take_size
from lssc_desktop.ui.kit.reading_order import TabInOrder
from lssc_desktop.ui.kit.timers import single_shot
from lssc_desktop.ui.kit.tokens import Ink, Type
from lssc_desktop.ui.preview.page_search import PageSearch, SearchBar, rectangles
from lssc_desktop.ui.preview.page_view import LabeledPlace, PageView
from lssc_desktop.ui.preview.preview_tools import PreviewTools
from lssc_desktop.values import dataclass

_BEFORE_LOADING = 400  # milliseconds; until then nobody waits
_SETTLING = 60  # milliseconds; a user who runs through a list does not want to see each file
_DESCRIBED = 2_000  # characters that a screen reader gets by itself; the rest is in "Words only"
_WIDTH, _HEIGHT = 1_000, 900  # of the dialog, where the screen has so much room
_WORDLESS = (Shown.PICTURE, Shown.PHONE_PICTURE, Shown.FILM)


@dataclass(frozen=True, slots=True)
class SeenPage[T]:
    """The answer to one question about a source: what was seen of it, or of one of its pages."""

    source: Source
    what: T
    number: int = 0


class Preview(QWidget):
    """The preview of one file at a time; everything is looked at in background jobs.

    `show_file` puts a file there. Where there is no preview, a button offers to open the file.
    What is `for_reader` is shown to somebody who cannot mend the file. `files` returns the sources
    among which the large view goes on; it is asked when the large view opens.
    """

    open_requested = Signal()
    """The user wants the file in its own program."""
    page_shown = Signal(int)
    """The number (from 0) of a page that is read, and whose picture is there."""
    words_read = Signal(str)
    """The words of the page are there."""
    failed = Signal(object)
    """There is no preview, because of an `LsscError`."""
    file_reached = Signal(int)
    """The place, among `files`, of the file that the user went to in the large view."""
    _is_strip = False

    def __init__(
        self,
        jobs: Jobs,
        previews: Previews,
        icons: Icons,
        *,
        can_open: bool = True,
        can_enlarge: bool = True,
        for_reader: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._large: PreviewDialog | None = None
        self._jobs = jobs
        self._previews = previews
        self._icons = icons
        self._can_enlarge = can_enlarge
        self._for_reader = for_reader
        self.files: Callable[[], Sequence[Source]] = tuple
        self._source: Source | None = None
        self._looked: Inspection | None = None
        self._number = 0
        self._first = 0
        self._words: str | None = None
        self._wanted: tuple[int, QSize] | None = None
        self._sought_last: Occurrence | None = None
        self._seeing: JobHandle | None = None
        self._reading: JobHandle | None = None
        self._settling = single_shot(self, _SETTLING, self._ask)

        self.view = PageView(icons.theme, across=self._is_strip)
        self.text = QPlainTextEdit()
        self.open_button = plain_button(icons, _("Open"), "external-link")
        self.refusal = EmptyState(icons, "eye-off", "", "", self.open_button if can_open else None)
        self.waiting = Label(icons.theme, _("Opening the file…"), Type.TABLE, Ink.INK2)
        self._loading = single_shot(self, _BEFORE_LOADING, self.waiting.show)
        self.note = Label(icons.theme, "", Type.CAPTION, Ink.INK2)
        self._how_many = Label(icons.theme, "", Type.CAPTION, Ink.INK2)
        self.tools = PreviewTools(icons)
        self.search = PageSearch(jobs, previews, self)
        self.search_bar = SearchBar(icons)
        self._theme = icons.theme
        self._lay_out()
        self._connect()
        self.show_file(None)

    @property
    def page(self) -> int:
        """The page (from 0) that is read or on its way."""
        return self._number

    @property
    def pages(self) -> int:
        """How many pages can be shown; 0 until the file was looked into."""
        return 0 if self._looked is None else len(self._looked.pages)

    @property
    def words(self) -> str:
        """The words of the page, "" until they were read."""
        return self._words or ""

    def sizeHint(self) -> QSize:
        """Return the room for a page that can be read."""
        return QSize(self._theme.measure(420), self._theme.measure(112 if self._is_strip else 480))

    def minimumSizeHint(self) -> QSize:
        """Return the room in which a page can still be made out."""
        return QSize(self._theme.measure(200), self._theme.measure(112 if self._is_strip else 360))

    def hasHeightForWidth(self) -> bool:
        """Return that it takes the height that there is, whatever its width: pages scroll."""
        return False

    def show_file(self, source: Source | None, page: int = 0) -> None:
        """Look into a file, from a page (from 0) on; None clears the preview.

        The same content is not looked into twice.
        """
        if source is not None and source == self._source:
            return
        self._stop()
        self._source = source
        self._looked = None
        self._number, self._first = 0, page
        self._clear_page()
        self._hide_tools()
        self.search.seek(None, "", 0)
        self._stack.setVisible(source is not None)
        if source is None:
            self.search_bar.hide()
        else:
            self._stack.setCurrentWidget(self._nothing)
            self._settling.start()
            self._loading.start()

    def turn(self, pages: int) -> None:
        """Go some pages forth, or back when below 0."""
        self.go_to_page(self._number + pages)

    def go_to_page(self, number: int) -> None:
        """Show a page (from 0), or the nearest that there is."""
        number = min(max(number, 0), self.pages - 1)
        if self._looked is None or number < 0:
            return
        if number != self._number:
            self._number = number
            self.view.go_to(number)
            self._begin_page()
        else:
            self.view.go_to(number)
            self.tools.show_number(number)

    @Slot()
    def show_labels(self, places: Sequence[LabeledPlace], chosen: str = "") -> None:
        """Show labeled places on the pages, and bring the first that is chosen into sight."""
        self.view.paper.show_labels(places, chosen)
        if self._large is not None:
            self._large.preview.show_labels(places, chosen)
        first = next((each for each in places if each.label == chosen), None)
        if first is None or first.page >= self.pages:
            return
        self.tools.as_words.setChecked(False)
        is_other = first.page != self._number
        self._number = first.page
        self.view.show_place(first.page, first.place)
        if is_other:
            self._begin_page()

    def open_search(self) -> None:
        """Let words be sought in the file, where it has words that we know."""
        if self._looked is not None and self._has_words:
            self.search_bar.open()
            if self.search_bar.field.text():
                self._seek(self.search_bar.field.text())

    def enlarge(self) -> None:
        """Show the file in a large dialog, at the page that is read."""
        if self._source is None or not self._can_enlarge:
            return
        files = self.files()
        if self._source not in files:
            files = (self._source,)
        dialog = PreviewDialog(
            *(self._jobs, self._previews, self._icons, files, self.window()),
            place=files.index(self._source),
            page=self._number,
            for_reader=self._for_reader,
        )
        dialog.preview.open_requested.connect(self.open_requested)
        dialog.file_reached.connect(self.file_reached)
        paper = self.view.paper
        dialog.preview.show_labels(paper.labels, paper.chosen_label)
        dialog.preview.view.paper.label_pressed.connect(paper.label_pressed)
        dialog.finished.connect(self._forget_large)
        self._large = dialog
        dialog.open()

    def _forget_large(self) -> None:
        self._large = None

    @property
    def _has_words(self) -> bool:
        return self._source is not None and shown_as(self._source.name) not in _WORDLESS

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to what was found next, or close the search."""
        match event.key():
            case Qt.Key.Key_F3 if self.search.sought:
                is_back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self.search.step(-1 if is_back else 1)
            case Qt.Key.Key_Escape if self.search_bar.isVisible():
                self.search_bar.close_bar()
            case _:
                super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Take the keys of the search while something in here has the keyboard."""
        if (
            not self._is_strip
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Find)
        ):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.open_search()
                return True
        return super().event(event)

    def _lay_out(self) -> None:
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("Words on the page"))
        self.text.setPlaceholderText(say.no_words())
        self._nothing = QWidget()
        self._stack = QStackedWidget()
        self._refused = ScrollPage(self.refusal)  # a low pane must not need room for all its words
        for widget in (self._nothing, self.view, self.text, self._refused):
            self._stack.addWidget(widget)
        self.tools.enlarge.setVisible(self._can_enlarge)
        self._beside = QWidget(self)
        if self._is_strip:
            self.search_bar.hide()
            title = Label(self._theme, _("Preview"), Type.TABLE_STRONG)
            column(title, self._how_many, self.note, stretch, gap=2, on=self._beside)
            pages = row((self._stack, 1), (self._beside, 1), gap=12)
            column((pages, 1), self.waiting, gap=6, on=self)
            return
        column(
            self.search_bar, (self._stack, 1), self.waiting, self.note, self.tools, gap=6, on=self
        )

    def _connect(self) -> None:
        view, tools = self.view, self.tools
        view.turn_requested.connect(self.turn)
        view.end_requested.connect(self._go_to_end)
        view.page_reached.connect(self._on_page_reached)
        view.pages_wanted.connect(self._on_pages_wanted)
        view.zoom_changed.connect(self._show_zoom)
        if self._can_enlarge:
            view.enlarge_requested.connect(self.enlarge)
        tools.previous.clicked.connect(self._turn_backward)
        tools.next.clicked.connect(self._turn_forward)
        tools.page_chosen.connect(self.go_to_page)
        tools.smaller.clicked.connect(view.zoom_out)
        tools.larger.clicked.connect(view.zoom_in)
        for entry, act in zip(
            tools.fits, (view.zoom_to_width, view.zoom_to_page, view.zoom_to_paper), strict=True
        ):
            entry.triggered.connect(act)
        tools.find_button.clicked.connect(self.open_search)
        tools.enlarge.clicked.connect(self.enlarge)
        tools.as_words.toggled.connect(self._show_page_or_words)
        self.open_button.clicked.connect(self.open_requested)
        self.search_bar.sought.connect(self._seek)
        self.search_bar.step_requested.connect(self.search.step)
        self.search_bar.closed.connect(self._end_search)
        self.search.changed.connect(self._show_found)

    # Questions ----------------------------------------------------------------------------------

    def _ask(self) -> None:
        """Look into the file, or, where that was done, at a page in sight that has no picture.

        The page that is read comes first, and then the next one, which will be read soon.
        """
        if self._source is None:
            return
        if self._looked is None:
            self._seeing = self._start(_look, self._source, done=self._on_looked)
            return
        wanted = next(self._lacking(), None)
        if self._wanted is not None:
            number, size = self._wanted
            if wanted is None or (self.view.wanted(number) == size and wanted[0] != self._number):
                return  # it is on its way; the others come after it
            if wanted == self._wanted:
                return
        if self._seeing is not None:
            self._seeing.cancel()
        self._wanted = wanted
        if wanted is not None:
            self._seeing = self._start(_page, self._source, *wanted, done=self._on_page_seen)

    def _lacking(self) -> Iterator[tuple[int, QSize]]:
        """Give the pages that shall have another picture, with its size, most urgent first."""
        seen = self.view.in_sight
        for number in (self._number, *seen, seen.stop, seen.start - 1):
            if 0 <= number < self.pages and self.view.lacks(number):
                yield number, self.view.wanted(number)

    def _start[*Arguments](
        self,
        function: Callable[[Previews, *Arguments, Reporter], object],
        *arguments: *Arguments,
        done: Callable[..., None],
        failed: Callable[..., None] | None = None,
    ) -> JobHandle:
        return self._jobs.start_reporting(
            Lane.PREVIEWS,
            function,
            self._previews,
            *arguments,
            done=done,
            failed=self._on_failure if failed is None else failed,
            quiet=True,
        )

    def _begin_page(self) -> None:
        """Name the page that is read, and ask for what is on it."""
        if self._looked is None or self._source is None:
            return
        self._clear_page()
        last = len(self._looked.pages) - 1
        self.tools.show_place(self._number, self._looked.total, last)
        name = _("{name}, page {number} of {total}").format(
            name=self._source.name, number=self._number + 1, total=self._looked.total
        )
        self.view.setAccessibleName(name)
        self._loading.start()
        if self.view.lacks(self._number):
            self._ask()
        else:
            self._on_page_there()

    def _clear_page(self) -> None:
        self._words = None
        self.text.clear()
        self.view.setAccessibleDescription("")

    def _stop(self) -> None:
        for handle in (self._seeing, self._reading):
            if handle is not None:
                handle.cancel()
        self._seeing = self._reading = None
        self._wanted = None
        self._settling.stop()
        self._stop_waiting()

    def _hide_tools(self) -> None:
        for each in (self.note, self.tools, self._beside):
            each.hide()

    def _stop_waiting(self) -> None:
        self._loading.stop()
        self.waiting.hide()

    # Answers ------------------------------------------------------------------------------------

    def _on_looked(self, seen: SeenPage[Inspection]) -> None:
        if seen.source is not self._source:
            return
        self._looked = seen.what
        self._seeing = None
        self._number = min(self._first, len(seen.what.pages) - 1)
        self.note.setText(say.preview_note(seen.what))
        self.note.setVisible(bool(self.note.text()))
        (self._beside if self._is_strip else self.tools).show()
        said = ngettext(
            "{count} page. Press Space to see it large.",
            "{count} pages. Press Space to see them large.",
            len(seen.what.pages),
        )
        self._how_many.setText(said.format(count=len(seen.what.pages)))
        self._show_page_or_words()
        self.view.show_pages(seen.what.pages)
        if self._number:
            self.view.go_to(self._number)
        self._show_zoom()
        self._begin_page()
        if self.search_bar.isVisible():
            self._seek(self.search_bar.field.text())

    def _on_page_seen(self, seen: SeenPage[QImage]) -> None:
        if seen.source is not self._source or self._wanted is None:
            return
        number, size = self._wanted
        if number != seen.number:
            return
        self._wanted = self._seeing = None
        self.view.show_image(number, seen.what, size)
        if number == self._number:
            self._on_page_there()
        self._ask()

    def _on_page_there(self) -> None:
        """Go on to the words of the page, now that it can be seen."""
        self._stop_waiting()
        self.page_shown.emit(self._number)
        if self._words is None and self._source is not None:
            if self._reading is not None:
                self._reading.cancel()
            self._reading = self._start(
                _words,
                self._source,
                self._number,
                done=self._on_words_read,
                failed=self._on_words_failed,
            )

    def _on_words_read(self, seen: SeenPage[str]) -> None:
        if seen.source is not self._source or seen.number != self._number:
            return
        self._words = seen.what
        show_scripts(seen.what)
        self.text.setPlainText(seen.what)
        self.view.setAccessibleDescription(seen.what[:_DESCRIBED] or say.no_words())
        self.words_read.emit(seen.what)

    def _on_words_failed(self, error: Exception) -> None:
        """Leave the picture of the page, without words."""
        if not isinstance(error, LsscError):
            raise error
        if not isinstance(error, Cancelled):
            self.view.setAccessibleDescription(say.no_words())

    def _on_failure(self, error: Exception) -> None:
        """Say in the place of the page, or of all of them, why there is none."""
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, LsscError):
            raise error
        message = message_for(error)
        if self._for_reader and isinstance(error, PreviewFailed):
            message = say.preview_failed_for_reader(error)
        failed, self._wanted, self._seeing = self._wanted, None, None
        self._stop_waiting()
        if failed is not None and self.pages > 1:  # the other pages can be read all the same
            self.view.show_fault(*failed, message.happened)
            self._ask()
            return
        self.refusal.set_words(message.happened, f"{message.meaning} {message.advice}".strip())
        self._stack.setCurrentWidget(self._refused)
        self._hide_tools()
        self.search_bar.hide()
        self.failed.emit(error)

    # Display ------------------------------------------------------------------------------------

    def _show_page_or_words(self) -> None:
        has_words = self._has_words
        as_words = has_words and self.tools.as_words.isChecked()
        self.tools.offer_words(has_words)
        self.tools.offer_zoom(not as_words)
        if self._looked is not None:
            self._stack.setCurrentWidget(self.text if as_words else self.view)

    def _on_page_reached(self, number: int) -> None:
        """Take the page to which was scrolled for the one that is read."""
        self._number = number
        self._begin_page()

    def _on_pages_wanted(self) -> None:
        self._show_zoom()
        if self._looked is not None and not self._settling.isActive():
            self._settling.start()

    def _show_zoom(self) -> None:
        self.tools.show_zoom(self.view.scale)

    def _turn_backward(self) -> None:
        self.turn(-1)

    def _turn_forward(self) -> None:
        self.turn(1)

    def _go_to_end(self, last: bool) -> None:
        self.go_to_page(self.pages - 1 if last else 0)

    # Search -------------------------------------------------------------------------------------

    def _seek(self, words: str) -> None:
        self.tools.as_words.setChecked(False)  # what is found is marked on the page
        self.search.seek(self._source, words, self._number)

    def _end_search(self) -> None:
        self.search.seek(None, "", 0)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_found(self) -> None:
        """Mark what was found, and bring the current one into sight."""
        self.search_bar.show_search(self.search)
        found = self.search.occurrence
        if found is None:
            self.view.paper.mark(self.search.boxes())
            return
        boxes = rectangles(found)
        self.view.paper.mark(self.search.boxes(), (found.page, boxes))
        if found is self._sought_last or not boxes or found.page >= self.pages:
            return
        self._sought_last = found
        is_other = found.page != self._number
        self._number = found.page
        self.view.show_place(found.page, boxes[0])
        if is_other:
            self._begin_page()


def _look(previews: Previews, source: Source, reporter: Reporter) -> SeenPage[Inspection]:
    return SeenPage(source, previews.look(source, reporter))


def _page(
    previews: Previews, source: Source, number: int, room: QSize, reporter: Reporter
) -> SeenPage[QImage]:
    return SeenPage(source, previews.page(source, number, room, reporter), number)


def _words(previews: Previews, source: Source, number: int, reporter: Reporter) -> SeenPage[str]:
    return SeenPage(source, previews.words(source, number, reporter), number)


class PreviewStrip(Preview):
    """The pages beside each other, as low as there is room; their tools are in the large view.

    The words beside them always have the height that they need.
    """

    _is_strip = True

    def minimumSizeHint(self) -> QSize:
        """Return the room in which a page can still be made out, and all the words be read."""
        words = self._beside.heightForWidth(self._beside.width())
        return super().minimumSizeHint().expandedTo(QSize(0, words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the words need at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


# Dialog -----------------------------------------------------------------------------------------


class PreviewDialog(TabInOrder, QDialog):
    """A dialog with a preview; Esc closes it, and so does the Space that opened it.

    F11 has it fill the screen, and takes it back. Of several files it begins with the one at
    `place`; Alt+Down and Alt+Up go through them, as beside the text of a review.
    """

    file_reached = Signal(int)
    """The place of the file that the user went to."""

    def __init__(  # noqa: PLR0913  what a preview needs, and the files
        self,
        jobs: Jobs,
        previews: Previews,
        icons: Icons,
        files: Sequence[Source],
        parent: QWidget | None = None,
        *,
        place: int = 0,
        page: int = 0,
        for_reader: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._files = tuple(files)
        self._place = place
        theme = icons.theme
        self._name = Label(theme, "", Type.TABLE_STRONG)
        self.previous = ToolButton(
            icons, "chevron-left", _("Previous file"), QKeySequence("Alt+Up")
        )
        self.place_label = Label(theme, "", Type.TABLE, Ink.INK2, wrap=False, tabular=True)
        self.next = ToolButton(icons, "chevron-right", _("Next file"), QKeySequence("Alt+Down"))
        self.preview = Preview(jobs, previews, icons, can_enlarge=False, for_reader=for_reader)
        head = QWidget()
        row((self._name, 1), self.previous, self.place_label, self.next, gap=6, on=head)
        head.setVisible(len(self._files) > 1)
        column(head, (self.preview, 1), gap=6, margins=(16, 14, 16, 12), on=self)
        take_size(self, theme, _WIDTH, _HEIGHT)
        self.previous.clicked.connect(self._go_back)
        self.next.clicked.connect(self._go_on)
        self._show(page)
        self.preview.page_shown.connect(self._begin_in_pages)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()  # until there are pages, so that Space presses no button

    def _begin_in_pages(self) -> None:
        """Give the keyboard to the pages, unless the user took it elsewhere."""
        if self.hasFocus():
            self.preview.view.setFocus()

    def _show(self, page: int = 0) -> None:
        source = self._files[self._place]
        self.setWindowTitle(source.name)
        self._name.setText(source.name)
        self.place_label.setText(
            _("{number} of {total}").format(number=self._place + 1, total=len(self._files))
        )
        has_previous, has_next = self._place > 0, self._place < len(self._files) - 1
        # Qt gives the keyboard of a button that is off to whatever comes next.
        if self.next.hasFocus() and not has_next:
            self.previous.setEnabled(True)
            self.previous.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.previous.hasFocus() and not has_previous:
            self.next.setEnabled(True)
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)
        self.previous.setEnabled(has_previous)
        self.next.setEnabled(has_next)
        self.preview.show_file(source, page)

    def _go_back(self) -> None:
        self._go(-1)

    def _go_on(self) -> None:
        self._go(1)

    def _go(self, by: int) -> None:
        place = min(max(self._place + by, 0), len(self._files) - 1)
        if place != self._place:
            self._place = place
            self._show()
            self.file_reached.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Space, where it presses no button; Enter presses none that was not chosen."""
        match event.key():
            case Qt.Key.Key_Space:
                self.reject()
            case Qt.Key.Key_F11:
                self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
            case Qt.Key.Key_Escape if self.isFullScreen():
                self.setWindowState(self.windowState() & ~Qt.WindowState.WindowFullScreen)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                event.accept()
            case _:
                super().keyPressEvent(event)


class PreviewOpener(QObject):
    """Opens previews of files of the portfolio, in dialogs over `parent`."""

    def __init__(self, session: Session, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._services = services
        self._parent = parent
        self._paths: tuple[str, ...] = ()
        self._place = 0

    def look(self, path: str, among: Sequence[str] = ()) -> None:
        """Show the file at a path relative to the portfolio, and let the user go on in `among`."""
        self._paths = tuple(among) if path in among else (path,)
        self._place = self._paths.index(path)
        services, session = self._services, self._session
        dialog = PreviewDialog(
            services.jobs,
            services.previews,
            services.icons,
            [source_of(session, each) for each in self._paths],
            self._parent,
            place=self._place,
        )
        dialog.preview.open_requested.connect(self._open)
        dialog.file_reached.connect(self._reach)
        dialog.open()

    def _reach(self, place: int) -> None:
        self._place = place

    def _open(self) -> None:
        self._services.desktop.open_file(self._session.root / self._paths[self._place])


def source_of(session: Session, path: str) -> Source:
    """Return a file of the portfolio as something to look into."""
    file = session.portfolio.evidence_file(path) or session.portfolio.about_file(path)
    key = path if file is None else file.sha256  # what stands for the content, if known
    return Source(path.rpartition("/")[2], key, session.root / path)
