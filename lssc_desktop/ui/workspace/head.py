"""What stands above the workspace: the head of a set, its lock, other routes, official text."""

from datetime import date
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from lssc_desktop.core.portfolio.portfolio import Route
from lssc_desktop.core.portfolio.progress import SetProgress
from lssc_desktop.core.submission.locking import SetLocked
from lssc_desktop.messages.competency import set_note
from lssc_desktop.messages.message import message_for
from lssc_desktop.messages.overview import set_count_line, set_standing_line
from lssc_desktop.messages.standing import achieved_by_word
from lssc_desktop.ui.kit.bars import ProgressLine
from lssc_desktop.ui.kit.buttons import plain_button, primary_button
from lssc_desktop.ui.kit.cards import Callout, EmptyState
from lssc_desktop.ui.kit.fonts import Type
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.pages import FlowLayout, take_size
from lssc_desktop.ui.kit.tokens import PAGE_MARGIN, Ink, Tone

_BAR = 180
_NARROW = 760
_LARGE = 1.5  # times the usual size of text: the buttons go below
_WIDTH, _HEIGHT = 560, 380


class WorkspaceHead(QFrame):
    """The head of a set: title, route, progress, and the buttons for the set as a whole."""

    check_requested = Signal()
    review_copy_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = icons.theme
        self.title = Label(icons.theme, "", Type.SET_TITLE, wrap=False)
        self._note = Label(icons.theme, "", Type.CAPTION, Ink.INK2)
        self._bar = ProgressLine(icons.theme, _("Ready"))
        self._count = Label(icons.theme, "", Type.CAPTION, Ink.INK2, wrap=False, tabular=True)
        self.review_copy = plain_button(icons, _("Review copy for staff…"), "device-floppy")
        self.check = plain_button(icons, _("Check this set"), "clipboard-check")

        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self.title)
        first.addWidget(self._note, 1, Qt.AlignmentFlag.AlignBottom)
        second = QHBoxLayout()
        second.setSpacing(10)
        second.addWidget(self._bar)
        second.addWidget(self._count)
        second.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addLayout(first)
        words.addLayout(second)
        acts = QHBoxLayout()
        acts.setSpacing(12)
        acts.addWidget(self.review_copy)
        acts.addWidget(self.check)
        acts.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(20, 7, 20, 9)
        self._row.setSpacing(12)
        self._row.addLayout(words, 1)
        self._row.addLayout(acts)

        self.check.clicked.connect(self.check_requested)
        self.review_copy.clicked.connect(self.review_copy_requested)
        icons.theme.changed.connect(self._dress)
        self._dress()

    def show_set(self, item: SetProgress) -> None:
        """Show a set."""
        self.title.setText(item.competency_set.title)
        self._note.setText(set_note(item.competency_set, item.work.route))
        self._count.setText(set_count_line(item))
        self._bar.setVisible(item.work.route is Route.PORTFOLIO)
        self._bar.set_progress(item.ready, max(item.competencies, 1))
        self._bar.setAccessibleDescription(set_count_line(item))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below where there is no room beside the title."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _dress(self) -> None:
        self._bar.setFixedWidth(self._theme.measure(_BAR))
        self._fit()

    def _fit(self) -> None:
        large = self._theme.text_scale >= _LARGE or self.width() < _NARROW
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if large else across)


# Lock -------------------------------------------------------------------------------------------


class LockNotice(QWidget):
    """A notice above a set that is handed in: why it cannot be changed, and what is still possible.

    Hidden while the set is open.
    """

    copy_requested = Signal()
    submissions_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = Callout(icons, "", Tone.INFO, icon="lock", title=" ", type_=Type.TABLE)
        self.copy = plain_button(icons, _("Copy this text"), "copy", small=True)
        self.submissions = plain_button(icons, _("See Submissions"), "send", small=True)

        acts = FlowLayout(spacing=8)
        acts.addWidget(self.copy)
        acts.addWidget(self.submissions)
        self._box.content.addLayout(acts)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 0, 20, 10)
        column.addWidget(self._box)
        self.copy.clicked.connect(self.copy_requested)
        self.submissions.clicked.connect(self.submissions_requested)
        self.hide()

    def show_lock(self, lock: SetLocked | None) -> None:
        """Say why a set is locked; None for one that is open."""
        self.setVisible(lock is not None)
        if lock is not None:
            message = message_for(lock)
            self._box.set_title(message.happened)
            self._box.set_text(f"{message.meaning} {message.advice}")


# Another route ----------------------------------------------------------------------------------


class OtherRoute(QWidget):
    """What the workspace shows for a set that is not achieved by a portfolio.

    It names the route, and offers to answer the competencies after all.
    """

    portfolio_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.change = plain_button(icons, _("Do it by portfolio instead"), "pencil")
        self._state = EmptyState(icons, "school", "", "", self.change)
        column = QVBoxLayout(self)
        column.addWidget(self._state)
        self.change.clicked.connect(self.portfolio_requested)

    def show_set(self, item: SetProgress, today: date) -> None:
        """Show how a set is achieved."""
        course = item.work.course
        title = course.title if course is not None else ""
        what = achieved_by_word(item.work.route)
        standing = set_standing_line(item, None, today)
        words = (title, standing, _("There are no responses to write."))
        self._state.set_words(what, ". ".join(filter(None, words)))


# Official text ----------------------------------------------------------------------------------


class OfficialTextDialog(QDialog):
    """A dialog for the official wording of a competency, which the candidate pastes in."""

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
