"""What stands on the page of a set besides its columns: its lock, other routes, official text."""

from datetime import date

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from lssc_desktop.core.program.program import CompetencySet
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.standing.progress import SetProgress
from lssc_desktop.core.submission.locking import EditLock, SetLocked
from lssc_desktop.core.text.official_texts import OfficialText, split_official_texts
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.competency import official_texts_found
from lssc_desktop.messages.message import message_for
from lssc_desktop.messages.overview import set_standing_line
from lssc_desktop.messages.words import printable
from lssc_desktop.ui.base.place import SubmissionsPlace
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import link_button, plain_button
from lssc_desktop.ui.kit.cards import Callout, EmptyState
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add, column, row, stretch
from lssc_desktop.ui.kit.tables import Column, RecordTable
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type
from lssc_desktop.ui.workspace.competency_panel import CompetencyPanel
from lssc_desktop.ui.workspace.evidence_tray import EvidenceTray

_DIALOG_SIZE = 560, 380
_TEXTS_SIZE = 760, 620
_WIDE_LOCK = 760  # pixels at 100 %

# Lock -------------------------------------------------------------------------------------------


class LockNotice(QWidget):
    """A notice above a set that is handed in: why it cannot be changed, and what is still possible.

    Hidden while the set is open.
    """

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = icons.theme
        self._box = Callout(icons, "", Tone.INFO, icon="lock", type_=Type.TABLE)
        self.copy = plain_button(icons, _("Copy this text"), small=True)
        self.submissions = plain_button(icons, _("See Submissions"), small=True)
        self._acts = QWidget(self._box)
        row(self.copy, self.submissions, stretch, gap=8, on=self._acts)
        column(self._box, margins=(20, 6, 20, 10), on=self)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the text its room: the buttons stand beside the words where the window is wide."""
        super().resizeEvent(event)
        is_wide = self.width() > self._theme.measure(_WIDE_LOCK)
        place = self._box.beside if is_wide else self._box.content
        if place.indexOf(self._acts) < 0:
            add(place, self._acts)

    def show_lock(self, lock: EditLock | None) -> None:
        """Say why a set is locked; None for one that is open, and an example says it above."""
        is_set = isinstance(lock, SetLocked)
        self.setVisible(is_set)
        if lock is not None and is_set:
            message = message_for(lock)
            self._box.set_text(f"{message.meaning} {message.advice}", message.happened)


class WorkspaceLock(QObject):
    """Keeps the fields of a set that is handed in from being edited, and shows why.

    It follows the session: what is sent meanwhile is locked at once. It is for the eye alone; the
    session itself refuses what would change a locked set.
    """

    place_requested = Signal(object)

    def __init__(
        self,
        session: Session,
        panel: CompetencyPanel,
        tray: EvidenceTray,
        icons: Icons,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._session = session
        self._panel = panel
        self._tray = tray
        self._set_id: str | None = None
        self.notice = LockNotice(icons, page)
        self.notice.copy.clicked.connect(self._copy)
        self.notice.submissions.clicked.connect(self._go_to_submissions)
        session.submissions_changed.connect(self._show_again)
        session.portfolio_changed.connect(self._show_again)

    def show(self, set_id: str) -> None:
        """Show whether this set is locked."""
        self._set_id = set_id
        self._show_again()

    def _show_again(self) -> None:
        lock = None if self._set_id is None else self._session.lock_of(self._set_id)
        self.notice.show_lock(lock)
        self._panel.set_lock(lock)
        if lock is not None:
            self._panel.setAcceptDrops(False)
        self._tray.set_locked(locked=lock is not None)

    def _copy(self) -> None:
        texts = (editor.toPlainText().strip() for editor in self._panel.response.editors)
        QApplication.clipboard().setText("\n\n".join(text for text in texts if text))

    def _go_to_submissions(self) -> None:
        self.place_requested.emit(SubmissionsPlace(self._set_id))


# Another route ----------------------------------------------------------------------------------


class OtherRoute(QWidget):
    """The page of a set that is not achieved by a portfolio.

    It names the route, and offers to answer the competencies after all.
    """

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.change = plain_button(icons, _("Switch to {portfolio}"), "pencil")
        self._state = EmptyState(icons, "school", "", "", self.change)
        column(self._state, margins=None, on=self)

    def show_set(self, item: SetProgress, today: date) -> None:
        """Show how a set is achieved."""
        course = item.work.course
        title = course.title if course is not None else ""
        what = {
            Route.COURSE: _("Route for this {set}: course"),
            Route.RECOGNITION: _("Route for this {set}: recognition agreement"),
        }[item.work.route]
        standing = set_standing_line(item, None, today)
        words = (what, title, standing, _("There are no responses to write."))
        self._state.set_words(item.competency_set.title, ". ".join(filter(None, words)))


# Official text ----------------------------------------------------------------------------------


class OfficialTextDialog(Dialog):
    """A dialog for the official wording of a competency, which the candidate pastes in."""

    saved = Signal(str)
    """The text."""
    all_requested = Signal()
    """The user wants to paste the texts of the whole set at once."""

    def __init__(self, icons: Icons, title: str, text: str) -> None:
        super().__init__(
            icons,
            _("Official text"),
            _("Save"),
            _("Cancel"),
            heading=title,
            size=_DIALOG_SIZE,
        )
        why = Label(
            icons.theme,
            _(
                "We can’t include the program’s own words, so we show a short version. "
                "Paste the official text here to have it next to your work. It’s also "
                "shown in your package."
            ),
            Type.TABLE,
            Ink.INK2,
        )
        self.field = QPlainTextEdit(text)
        self.field.setAccessibleName(_("Official text of {title}").format(title=title))
        self.field.setTabChangesFocus(True)
        self.all_button = link_button(icons, _("Paste the texts for the whole {set}…"))
        left = Qt.AlignmentFlag.AlignLeft
        add(self.content, why, (self.field, 1), (self.all_button, left))
        self.buttons.accepted.connect(self._save)
        self.all_button.clicked.connect(self.reject)
        self.all_button.clicked.connect(self.all_requested)
        self.field.setFocus()

    def _save(self) -> None:
        self.saved.emit(self.field.toPlainText().strip())
        self.accept()


class OfficialTextsDialog(Dialog):
    """A dialog into which the official texts of a set are pasted at once, and how they split."""

    saved = Signal(object)
    """The `OfficialText`s in a tuple."""

    def __init__(self, icons: Icons, competency_set: CompetencySet) -> None:
        super().__init__(
            icons,
            _("Official texts"),
            _("Save"),
            _("Cancel"),
            heading=competency_set.title,
            note=_(
                "Paste the official list of all {competencies}. Then check which text goes where."
            ),
            size=_TEXTS_SIZE,
        )
        self._set = competency_set
        self._texts: tuple[OfficialText, ...] = ()
        self.field = QPlainTextEdit()
        self.field.setAccessibleName(_("Official texts of {title}").format(title=self._set.title))
        self.field.setTabChangesFocus(True)
        columns: tuple[Column[OfficialText], ...] = (
            Column(_("No."), _number_of, lambda each: each.number, numbers=True),
            Column(_("{Competency}"), self._title_of),
            Column(_("Official text"), lambda each: printable(" ".join(each.text.split()))),
        )
        self.table = RecordTable(columns, _number_of, icons.theme, _("How it’s split"))
        self.table.setProperty("look", "framed")
        header = self.table.horizontalHeader()
        header.setStretchLastSection(True)
        for place, width in enumerate((56, 200)):
            header.resizeSection(place, icons.theme.measure(width))
        add(self.content, (self.field, 1), (self.table, 1))
        self.field.textChanged.connect(self._split)
        self.buttons.accepted.connect(self._save)
        self._split()
        self.field.setFocus()

    def _title_of(self, each: OfficialText) -> str:
        found = self._set.competency(each.number)
        return "" if found is None else found.title

    def _split(self) -> None:
        numbers = [each.number for each in self._set.competencies]
        self._texts = split_official_texts(numbers, self.field.toPlainText())
        self.table.show_records(self._texts)
        pasted = bool(self.field.toPlainText().strip())
        count = len(self._texts)
        self.hint.setText(official_texts_found(count, len(numbers)) if pasted else "")
        self.accept_button.setEnabled(bool(self._texts))

    def _save(self) -> None:
        self.saved.emit(self._texts)
        self.accept()


def _number_of(each: OfficialText) -> str:
    return str(each.number)
