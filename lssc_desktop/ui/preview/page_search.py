"""Search for words in the pages of a file: the bar above them, and what was found so far."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Cancelled, Reporter
from lssc_desktop.documents.previews import Occurrence, Occurrences, Source
from lssc_desktop.documents.previews.wire import MOST_OCCURRENCES
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.previews import found_line
from lssc_desktop.ui.base.jobs import JobHandle, Jobs, Lane
from lssc_desktop.ui.base.previews import Previews
from lssc_desktop.ui.kit.buttons import ToolButton
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import row
from lssc_desktop.ui.kit.timers import single_shot
from lssc_desktop.ui.kit.tokens import Ink, Type

_PAUSE = 250  # milliseconds without another letter
_LONGEST = 200  # characters that are sought


class PageSearch(QObject):
    """Seeks words in one file in background jobs, a stretch of pages at a time.

    The first one found at or after the page that is read is the current one.
    """

    changed = Signal()
    """More was found, or another one is current."""

    def __init__(self, jobs: Jobs, previews: Previews, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._previews = previews
        self._source: Source | None = None
        self._sought = ""
        self._from = 0
        self._job: JobHandle | None = None
        self.found: list[Occurrence] = []
        self.current: int | None = None
        """The place of the current one in `found`."""
        self.is_done = True
        self.failed = False

    @property
    def occurrence(self) -> Occurrence | None:
        """The current one."""
        return None if self.current is None else self.found[self.current]

    @property
    def sought(self) -> str:
        """The words that are sought, "" for none."""
        return self._sought

    def seek(self, source: Source | None, sought: str, page: int) -> None:
        """Seek words in a file; `page` (from 0) is the one that is read."""
        if self._job is not None:
            self._job.cancel()
        self._source, self._sought, self._from = source, sought[:_LONGEST].strip(), page
        self.found, self.current, self.failed = [], None, False
        self.is_done = source is None or not self._sought
        if not self.is_done:
            self._ask(0)
        self.changed.emit()

    def step(self, by: int) -> None:
        """Make another one the current one; after the last comes the first."""
        if self.found:
            self.current = ((-1 if self.current is None else self.current) + by) % len(self.found)
            self.changed.emit()

    def boxes(self) -> dict[int, list[QRectF]]:
        """Return where all that was found is, by page."""
        pages: dict[int, list[QRectF]] = {}
        for each in self.found:
            pages.setdefault(each.page, []).extend(rectangles(each))
        return pages

    def _ask(self, first: int) -> None:
        if self._source is not None:
            what = (self._previews, self._source, self._sought, first)
            self._job = self._jobs.start_reporting(
                Lane.FINDING, _find, *what, done=self._take, failed=self._fail, quiet=True
            )

    def _take(self, answer: tuple[Source, str, Occurrences]) -> None:
        source, sought, seen = answer
        if source is not self._source or sought != self._sought:
            return
        self.found += seen.found
        if self.current is None:
            later = (at for at, each in enumerate(self.found) if each.page >= self._from)
            self.current = next(later, None)
        if seen.following is None or len(self.found) >= MOST_OCCURRENCES:
            self.is_done = True
            self._job = None
            if self.current is None and self.found:
                self.current = 0
        else:
            self._ask(seen.following)
        self.changed.emit()

    def _fail(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, LsscError):
            raise error
        self.is_done = self.failed = True
        self.changed.emit()


def rectangles(found: Occurrence) -> Sequence[QRectF]:
    """Return where words are on their page, in points."""
    return [QRectF(box.x, box.y, box.width, box.height) for box in found.boxes]


def _find(
    previews: Previews, source: Source, sought: str, first: int, reporter: Reporter
) -> tuple[Source, str, Occurrences]:
    return source, sought, previews.find(source, sought, first, reporter)


class SearchBar(QWidget):
    """A row to seek words in a file: field, how many were found, to and fro, close.

    Enter goes to the next, Shift+Enter to the one before, Esc closes.
    """

    sought = Signal(str)
    step_requested = Signal(int)
    closed = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setAccessibleName(_("Find in this file"))
        self.field.setPlaceholderText(_("Find in this file"))
        self.field.setMaxLength(_LONGEST)
        self.count = Label(icons.theme, "", Type.TABLE, Ink.INK2, wrap=False, tabular=True)
        self.previous = ToolButton(icons, "chevron-up", _("Previous match"))
        self.next = ToolButton(icons, "chevron-down", _("Next match"))
        self.close_button = ToolButton(icons, "x", _("Close search"))
        row(
            (self.field, 1), self.count, self.previous, self.next, self.close_button, gap=4, on=self
        )
        self._pause = single_shot(self, _PAUSE, self._tell)
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self._pause.start)
        self.previous.clicked.connect(self._go_back)
        self.next.clicked.connect(self._go_on)
        self.close_button.clicked.connect(self.close_bar)
        self.show_search(None)
        self.hide()

    def open(self) -> None:
        """Show the row, and give its field the keyboard."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def close_bar(self) -> None:
        """Hide the row, and seek nothing."""
        self._pause.stop()
        self.hide()
        self.closed.emit()

    def show_search(self, search: PageSearch | None) -> None:
        """Show what was found so far."""
        found = 0 if search is None else len(search.found)
        for button in (self.previous, self.next):
            button.setEnabled(found > 0)
        if search is None or not search.sought:
            self.count.setText("")
            return
        words = found_line(
            search.current,
            found,
            is_done=search.is_done,
            failed=search.failed,
            most=MOST_OCCURRENCES,
        )
        self.count.setText(words)
        self.field.setAccessibleDescription(words)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Keep Esc from leaving the window's full screen while words are typed here."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next or the one before, or close."""
        match event.key():
            case Qt.Key.Key_Escape:
                self.close_bar()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self._pause.isActive():
                    self._tell()
                elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                    self._go_back()
                else:
                    self._go_on()
            case _:
                super().keyPressEvent(event)

    def _tell(self) -> None:
        self._pause.stop()
        self.sought.emit(self.field.text())

    def _go_back(self) -> None:
        self.step_requested.emit(-1)

    def _go_on(self) -> None:
        self.step_requested.emit(1)
