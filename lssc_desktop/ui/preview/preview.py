"""The preview of a file: its pages as pictures, their words, or a sentence why there are none."""

from collections.abc import Callable
from dataclasses import dataclass
from gettext import gettext as _

from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QStackedWidget, QWidget

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Cancelled, Reporter
from lssc_desktop.core.portfolio.names import Shown, shown_as
from lssc_desktop.messages import previews as say
from lssc_desktop.messages.message import message_for
from lssc_desktop.messages.previews import page_of
from lssc_desktop.store.previews import Inspection, Source
from lssc_desktop.ui.base.jobs import JobHandle, Jobs, Lane
from lssc_desktop.ui.base.previews import Previews
from lssc_desktop.ui.base.script_fonts import show_scripts
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import Button, ToolButton, plain_button
from lssc_desktop.ui.kit.cards import EmptyState
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label, set_style_property
from lssc_desktop.ui.kit.layout import column, row
from lssc_desktop.ui.kit.pages import FlowLayout, take_size
from lssc_desktop.ui.kit.timers import single_shot
from lssc_desktop.ui.kit.tokens import Ink, Type
from lssc_desktop.ui.preview.pictures import PageView

_BEFORE_LOADING = 400  # milliseconds; until then nobody waits
_SETTLING = 60  # milliseconds; a user who runs through a list does not want to see each file
_DESCRIBED = 2_000  # characters that a screen reader gets by itself; the rest is in "Words only"
_WIDTH, _HEIGHT = 660, 620  # of the dialog
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
    """

    open_requested = Signal()
    """The user wants the file in its own program."""
    page_shown = Signal(int)
    """The number (from 0) of a page whose picture is there."""
    words_read = Signal(str)
    """The words of the page are there."""
    failed = Signal(object)
    """There is no preview, because of an `LsscError`."""

    def __init__(
        self,
        jobs: Jobs,
        previews: Previews,
        icons: Icons,
        *,
        can_open: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._previews = previews
        self._source: Source | None = None
        self._looked: Inspection | None = None
        self._number = 0
        self._words: str | None = None
        self._wanted: tuple[int, QSize] | None = None
        self._seeing: JobHandle | None = None
        self._reading: JobHandle | None = None
        self._settling = single_shot(self, _SETTLING, self._ask)

        self.view = PageView(icons.theme)
        self.text = QPlainTextEdit()
        self.open_button = plain_button(icons, _("Open"), "external-link")
        self.refusal = EmptyState(icons, "eye-off", "", "", self.open_button if can_open else None)
        self.waiting = Label(icons.theme, _("Looking into the file…"), Type.TABLE, Ink.INK2)
        self._loading = single_shot(self, _BEFORE_LOADING, self.waiting.show)
        self.note = Label(icons.theme, "", Type.CAPTION, Ink.INK2)
        self.tools = PreviewTools(icons)
        self._theme = icons.theme
        self._lay_out()
        self._connect()
        self.show_file(None)

    @property
    def page(self) -> int:
        """The page (from 0) that is shown or on its way."""
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
        return QSize(self._theme.measure(420), self._theme.measure(480))

    def minimumSizeHint(self) -> QSize:
        """Return the room in which a page can still be made out."""
        return QSize(self._theme.measure(200), self._theme.measure(360))

    def show_file(self, source: Source | None) -> None:
        """Look into a file; None clears the preview. The same content is not looked into twice."""
        if source is not None and source == self._source:
            return
        self._stop()
        self._source = source
        self._looked = None
        self._number = 0
        self._clear_page()
        self.note.hide()
        self.tools.hide()
        self._stack.setVisible(source is not None)
        if source is not None:
            self._stack.setCurrentWidget(self._nothing)
            self._settling.start()
            self._loading.start()

    @Slot(int)
    def turn(self, pages: int) -> None:
        """Go some pages forth, or back when below 0."""
        self.go_to_page(self._number + pages)

    def go_to_page(self, number: int) -> None:
        """Show a page (from 0), or the nearest that there is."""
        number = min(max(number, 0), self.pages - 1)
        if self._looked is not None and number >= 0 and number != self._number:
            self._number = number
            self._begin_page()

    def _lay_out(self) -> None:
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("Words of the page"))
        self.text.setPlaceholderText(say.no_words())
        self._nothing = QWidget()
        self._stack = QStackedWidget()
        for widget in (self._nothing, self.view, self.text, self.refusal):
            self._stack.addWidget(widget)
        column((self._stack, 1), self.waiting, self.note, self.tools, gap=6, on=self)

    def _connect(self) -> None:
        self.view.turn_requested.connect(self.turn)
        self.view.end_requested.connect(self._go_to_end)
        self.view.size_changed.connect(self._on_size_changed)
        self.view.zoom_changed.connect(self._on_size_changed)
        self.tools.previous.clicked.connect(self._turn_backward)
        self.tools.next.clicked.connect(self._turn_forward)
        self.tools.smaller.clicked.connect(self.view.zoom_out)
        self.tools.larger.clicked.connect(self.view.zoom_in)
        self.tools.fit.clicked.connect(self.view.zoom_to_width)
        self.tools.as_words.toggled.connect(self._show_page_or_words)
        self.open_button.clicked.connect(self.open_requested)

    # Questions ----------------------------------------------------------------------------------

    @Slot()
    def _ask(self) -> None:
        """Look into the file, or, where that was done, at its page in the size that it has."""
        if self._source is None:
            return
        wanted = None if self._looked is None else (self._number, self.view.wanted)
        if wanted is not None and wanted == self._wanted:
            return  # it is on its way, or there already
        if self._seeing is not None:
            self._seeing.cancel()
        self._wanted = wanted
        if wanted is None:
            self._seeing = self._start(_look, self._source, done=self._on_looked)
        else:
            self._seeing = self._start(_page, self._source, *wanted, done=self._on_page_seen)

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
        """Show the sheet of the page, and ask for what is on it."""
        if self._looked is None or self._source is None:
            return
        self._clear_page()
        self.view.show_page(self._looked.pages[self._number])
        last = len(self._looked.pages) - 1
        self.tools.show_place(self._number, self._looked.total, last)
        name = say.page_name(self._source.name, self._number + 1, self._looked.total)
        self.view.setAccessibleName(name)
        self._loading.start()
        self._ask()

    def _clear_page(self) -> None:
        self._words = None
        self._wanted = None
        self.text.clear()
        self.view.setAccessibleDescription("")

    def _stop(self) -> None:
        for handle in (self._seeing, self._reading):
            if handle is not None:
                handle.cancel()
        self._seeing = self._reading = None
        self._settling.stop()
        self._stop_waiting()

    def _stop_waiting(self) -> None:
        self._loading.stop()
        self.waiting.hide()

    # Answers ------------------------------------------------------------------------------------

    @Slot(object)
    def _on_looked(self, seen: SeenPage[Inspection]) -> None:
        if seen.source is not self._source:
            return
        self._looked = seen.what
        self.note.setText(say.preview_note(seen.what))
        self.note.setVisible(bool(self.note.text()))
        self.tools.show()
        self._show_page_or_words()
        self._begin_page()

    @Slot(object)
    def _on_page_seen(self, seen: SeenPage[QImage]) -> None:
        if seen.source is not self._source or seen.number != self._number:
            return
        self._stop_waiting()
        self.view.paper.show_image(seen.what)
        self.page_shown.emit(self._number)
        if self._words is None:
            self._reading = self._start(
                _words,
                seen.source,
                seen.number,
                done=self._on_words_read,
                failed=self._on_words_failed,
            )

    @Slot(object)
    def _on_words_read(self, seen: SeenPage[str]) -> None:
        if seen.source is not self._source or seen.number != self._number:
            return
        self._words = seen.what
        show_scripts(seen.what)
        self.text.setPlainText(seen.what)
        self.view.setAccessibleDescription(seen.what[:_DESCRIBED] or say.no_words())
        self.words_read.emit(seen.what)

    @Slot(object)
    def _on_words_failed(self, error: Exception) -> None:
        """Leave the picture of the page, without words."""
        if not isinstance(error, LsscError):
            raise error
        if not isinstance(error, Cancelled):
            self.view.setAccessibleDescription(say.no_words())

    @Slot(object)
    def _on_failure(self, error: Exception) -> None:
        """Say in the place of the page why there is none."""
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, LsscError):
            raise error
        self._stop_waiting()
        message = message_for(error)
        self.refusal.set_words(message.happened, f"{message.meaning} {message.advice}".strip())
        self._stack.setCurrentWidget(self.refusal)
        self.tools.hide()
        self.note.hide()
        self.failed.emit(error)

    # Display ------------------------------------------------------------------------------------

    @Slot()
    def _show_page_or_words(self) -> None:
        has_words = self._source is not None and shown_as(self._source.name) not in _WORDLESS
        as_words = has_words and self.tools.as_words.isChecked()
        self.tools.offer_words(has_words)
        self.tools.offer_zoom(not as_words)
        if self._looked is not None:
            self._stack.setCurrentWidget(self.text if as_words else self.view)

    @Slot()
    def _on_size_changed(self) -> None:
        self.tools.show_zoom(self.view.scale)
        if self._looked is not None:
            self._settling.start()

    @Slot()
    def _turn_backward(self) -> None:
        self.turn(-1)

    @Slot()
    def _turn_forward(self) -> None:
        self.turn(1)

    @Slot(bool)
    def _go_to_end(self, last: bool) -> None:
        self.go_to_page(self.pages - 1 if last else 0)


def _look(previews: Previews, source: Source, reporter: Reporter) -> SeenPage[Inspection]:
    return SeenPage(source, previews.look(source, reporter))


def _page(
    previews: Previews, source: Source, number: int, room: QSize, reporter: Reporter
) -> SeenPage[QImage]:
    return SeenPage(source, previews.page(source, number, room, reporter), number)


def _words(previews: Previews, source: Source, number: int, reporter: Reporter) -> SeenPage[str]:
    return SeenPage(source, previews.words(source, number, reporter), number)


# Tools ------------------------------------------------------------------------------------------


class PreviewTools(QWidget):
    """The row under a preview: the page, the zoom, and its words in place of its picture.

    It goes on in the next line where a pane is narrow.
    """

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.previous = ToolButton(icons, "chevron-left", _("Previous page"))
        self.next = ToolButton(icons, "chevron-right", _("Next page"))
        self.place = Label(icons.theme, "", Type.TABLE, Ink.INK2, wrap=False, tabular=True)
        self.smaller = _zoom_button(icons, "\u2212", _("Smaller"), "Ctrl+-")
        self.fit = _zoom_button(icons, "", _("As wide as there is room"), "Ctrl+0")
        self.larger = _zoom_button(icons, "+", _("Larger"), "Ctrl++")
        self.as_words = plain_button(icons, _("Words only"), small=True)
        self.as_words.setCheckable(True)
        self.as_words.setToolTip(_("Show the words of the page, for reading aloud and copying"))

        self._pages = _group(self.previous, self.place, self.next)
        self._zoom = _group(self.smaller, self.fit, self.larger)
        flow = FlowLayout(self, spacing=10)
        flow.setContentsMargins(0, 0, 0, 0)
        for part in (self._pages, self._zoom, self.as_words):
            flow.addWidget(part)
        self.as_words.toggled.connect(self._mark_as_words)
        self.show_zoom(1.0)

    def show_place(self, number: int, total: int, last: int) -> None:
        """Show which page (from 0) is shown, of which `last` can be turned to."""
        self.place.setText(page_of(number + 1, total))
        self._pages.setVisible(total > 1)
        self.previous.setEnabled(number > 0)
        self.next.setEnabled(number < last)

    def show_zoom(self, scale: float) -> None:
        """Show how large the page is."""
        self.fit.setText(_("{percent}%").format(percent=round(scale * 100)))

    def offer_zoom(self, offered: bool) -> None:
        """Zoom a picture; words have the size that the user chose for all words."""
        self._zoom.setVisible(offered)

    def offer_words(self, offered: bool) -> None:
        """Offer the words of a page, which a picture has none of."""
        self.as_words.setVisible(offered)

    @Slot(bool)
    def _mark_as_words(self, pressed: bool) -> None:
        """Show that the button stays pressed, as every button that does."""
        set_style_property(self.as_words, "look", "tinted" if pressed else "plain")


def _zoom_button(icons: Icons, text: str, name: str, keys: str) -> Button:
    button = plain_button(icons, text, small=True)
    shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    button.setAccessibleName(name)
    button.setToolTip(f"{name} ({shown})")
    return button


def _group(*widgets: QWidget) -> QWidget:
    group = QWidget()
    row(*widgets, gap=4, on=group)
    return group


# Dialog -----------------------------------------------------------------------------------------


class PreviewDialog(QDialog):
    """A dialog with a preview; Esc closes it, and so does the Space that opened it."""

    def __init__(
        self,
        jobs: Jobs,
        previews: Previews,
        icons: Icons,
        source: Source,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(source.name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.preview = Preview(jobs, previews, icons)
        column(self.preview, margins=(16, 14, 16, 12), on=self)
        take_size(self, icons.theme, _WIDTH, _HEIGHT)
        self.preview.show_file(source)
        self.preview.view.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Space, where it presses no button."""
        if event.key() == Qt.Key.Key_Space:
            self.reject()
        else:
            super().keyPressEvent(event)


class PreviewOpener(QObject):
    """Opens previews of files of the portfolio, in dialogs over `parent`."""

    def __init__(self, session: Session, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._services = services
        self._parent = parent
        self._path = ""

    @Slot(str)
    def look(self, path: str) -> None:
        """Show the file at a path relative to the portfolio."""
        self._path = path
        services, source = self._services, source_of(self._session, path)
        dialog = PreviewDialog(
            services.jobs, services.previews, services.icons, source, self._parent
        )
        dialog.preview.open_requested.connect(self._open)
        dialog.open()

    @Slot()
    def _open(self) -> None:
        self._services.desktop.open_file(self._session.root / self._path)


def source_of(session: Session, path: str) -> Source:
    """Return a file of the portfolio as something to look into."""
    file = session.portfolio.evidence_file(path) or session.portfolio.about_file(path)
    key = path if file is None else file.sha256  # what stands for the content, if known
    return Source(path.rpartition("/")[2], key, session.root / path)
