"""Earlier versions of a text: a dialog that compares them with the present one, and its jobs."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHeaderView, QTextEdit, QWidget

from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.core.portfolio.versions import EarlierVersion
from lssc_desktop.core.text.changes import Change, ChangeKind, word_changes
from lssc_desktop.core.text.richtext import RichText
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.competency import (
    difference_line,
    question_of_deleting,
    version_reason,
    version_spoken,
    version_when,
    words_line,
)
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.portfolio import not_begun
from lssc_desktop.store.folder.responses import put_back
from lssc_desktop.store.folder.versions import delete_versions, read_text_of, versions_of
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.notices import Answer, Question
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import link_button
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.flow import Steps
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add, column, row, stretch
from lssc_desktop.ui.kit.tables import Column, RecordTable
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type
from lssc_desktop.ui.shared.dialogs import ErrorNote
from lssc_desktop.values import dataclass

_SIZE = 940, 560
_LIST_WIDTH = 400
_WHEN_WIDTH = 150
_NOT_PUT_BACK = "version-not-put-back"
_DELETE, _KEEP = "delete", "keep"


@dataclass(frozen=True, slots=True)
class Compared:
    """A version, and by words what it has otherwise than the present text."""

    version: EarlierVersion
    changes: tuple[Change, ...]


class VersionsDialog(Dialog):
    """The earlier versions of one text, and what each has otherwise than the present one."""

    error: ErrorNote
    error_line = ErrorNote

    version_chosen = Signal(object)
    """The `EarlierVersion` to be shown."""
    delete_requested = Signal(object)
    """A tuple of `EarlierVersion`."""

    def __init__(self, icons: Icons, title: str, now: Callable[[], datetime]) -> None:
        heading = _("Earlier versions")
        super().__init__(
            icons,
            f"{heading}: {title}",
            _("Restore this version"),
            _("Close"),
            heading=heading,
            note=title,
            size=_SIZE,
        )
        theme = icons.theme
        self.may_put_back = True  # not into what is handed in
        columns = (
            Column[EarlierVersion](
                _("When"),
                lambda each: version_when(each, now()),
                lambda each: each.at,
                spoken=lambda each: version_spoken(each, now()),
            ),
            Column[EarlierVersion](
                _("Length"), lambda each: words_line(each.words), lambda each: each.words
            ),
            Column[EarlierVersion](_("Kept"), version_reason, version_reason),
        )
        self.table = RecordTable(columns, lambda each: each.id, theme, heading)
        self.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        self.table.setFixedWidth(theme.measure(_LIST_WIDTH))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)  # the chosen one is strong
        header.resizeSection(0, theme.measure(_WHEN_WIDTH))
        header.setStretchLastSection(True)
        self.nothing = Label(
            theme,
            _(
                "No earlier versions yet. We keep one when you start to write, every hour after "
                "that, before a large deletion, and when Word changes the text."
            ),
            Type.BODY,
            Ink.INK2,
        )
        self.difference = Label(theme, "", Type.TABLE, Ink.INK2)
        self.text = DifferenceView(theme)
        self.delete_one = link_button(icons, _("Delete this version…"))
        self.delete_all = link_button(icons, _("Delete all versions…"))
        left = column(
            (self.table, 1),
            row(self.delete_one, self.delete_all, stretch, gap=12),
            gap=8,
        )
        right = column(self.difference, (self.text, 1), gap=6)
        self._parts = (self.table, self.delete_one, self.delete_all, self.difference, self.text)
        add(
            self.content,
            self.nothing,
            (row(left, (right, 1), gap=16), 1),
            Label(
                theme,
                _(
                    "Earlier versions stay in your {portfolio} folder. They never go into a "
                    "package or a review copy."
                ),
                Type.TABLE,
                Ink.INK2,
            ),
        )
        self.table.chosen_changed.connect(self._on_chosen)
        self.delete_one.clicked.connect(self._delete_one)
        self.delete_all.clicked.connect(self._delete_all)
        self.show_versions(())

    @property
    def chosen(self) -> EarlierVersion | None:
        """The version that is chosen."""
        return self.table.chosen

    def show_versions(self, versions: tuple[EarlierVersion, ...]) -> None:
        """Show the versions that there are."""
        for part in self._parts:
            part.setVisible(bool(versions))
        self.nothing.setVisible(not versions)
        self.accept_button.setEnabled(bool(versions) and self.may_put_back)
        self.table.show_records(versions)

    def show_compared(self, compared: Compared) -> None:
        """Show what a version has otherwise, if it is still the one that is chosen."""
        if compared.version == self.chosen:
            self.error.clear()
            self.difference.setText(difference_line(compared.changes))
            self.text.show_changes(compared.changes)

    def show_failed(self, error: Exception) -> None:
        """Show why a version cannot be read."""
        self.error.show_error(error)
        self.difference.setText("")
        self.text.show_changes(())

    def _on_chosen(self, version: EarlierVersion | None) -> None:
        if version is not None:
            self.version_chosen.emit(version)

    def _delete_one(self) -> None:
        if self.chosen is not None:
            self.delete_requested.emit((self.chosen,))

    def _delete_all(self) -> None:
        self.delete_requested.emit(self.table.records.all_records)


class DifferenceView(QTextEdit):
    """An earlier text, with what only it has underlined, and what only the present has struck."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._changes: tuple[Change, ...] = ()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("This version compared with the current text"))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        theme.changed.connect(self._show)

    def show_changes(self, changes: tuple[Change, ...]) -> None:
        """Show other texts: of each change, `old` is the version's and `new` the present one's."""
        self._changes = changes
        self._show()

    def _show(self) -> None:
        self.setFont(self._theme.font(Type.BODY))
        self.clear()
        cursor = QTextCursor(self.document())
        for change in self._changes:
            # Words that both have stand with the white space of both.
            words = max(change.old, change.new, key=len)
            cursor.insertText(words, self._format_of(change.kind))
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _format_of(self, kind: ChangeKind) -> QTextCharFormat:
        look = QTextCharFormat()
        if kind is ChangeKind.REMOVED:
            colors = self._theme.tokens.tone(Tone.OK)
            look.setFontUnderline(True)
        elif kind is ChangeKind.ADDED:
            colors = self._theme.tokens.tone(Tone.BAD)
            look.setFontStrikeOut(True)
        else:
            return look
        look.setBackground(QColor(colors.bg))
        look.setForeground(QColor(colors.fg))
        return look


class EarlierVersions(QObject):
    """Lists, compares, puts back and deletes the earlier versions of a text."""

    def __init__(
        self, session: Session, services: Services, window: QWidget, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._services = services
        self._window = window
        self._place = TextPlace("")
        self._present = RichText()
        self.dialog: VersionsDialog | None = None

    def open(self, place: TextPlace, title: str, present: RichText) -> None:
        """Open the dialog for a text, of which `present` is what it says now."""
        self._place, self._present = place, present
        dialog = VersionsDialog(self._services.icons, title, lambda: self._session.now)
        dialog.version_chosen.connect(self._compare)
        dialog.delete_requested.connect(self._ask_delete)
        dialog.buttons.accepted.connect(self._put_back)
        dialog.may_put_back = self._session.lock_of(place.set_id) is None
        dialog.destroyed.connect(self._forget)
        self.dialog = dialog.show_for(self._window)
        self._list()

    def _forget(self) -> None:
        self.dialog = None

    def _list(self) -> None:
        self._services.jobs.start(
            Lane.SAVING, versions_of, self._session.root, self._place, done=self._on_listed
        )

    def _on_listed(self, versions: tuple[EarlierVersion, ...]) -> None:
        if self.dialog is not None:
            self.dialog.show_versions(versions)

    def _compare(self, version: EarlierVersion) -> None:
        self._services.jobs.start(
            Lane.SAVING,
            _compared,
            self._session.root,
            self._place,
            version,
            self._present,
            done=self._on_compared,
            failed=self._on_failed,
        )

    def _on_compared(self, compared: Compared) -> None:
        if self.dialog is not None:
            self.dialog.show_compared(compared)

    def _on_failed(self, error: Exception) -> None:
        if self.dialog is not None:
            self.dialog.show_failed(error)

    def _begin(self, steps: Steps) -> None:
        self._session.flows.begin(steps, self._on_failed)

    def _put_back(self) -> None:
        if self.dialog is not None and self.dialog.chosen is not None:
            self._begin(self._restore(self.dialog.chosen))

    async def _restore(self, version: EarlierVersion) -> None:
        """Make a version the text again, after what was typed is saved."""
        session, notices, place = self._session, self._services.notices, self._place
        with notices.before(_version_not_put_back, key=_NOT_PUT_BACK):
            await session.saved()
        at = session.root, session.program, session.portfolio, place, version, session.now
        session.set_document(place, await self._services.jobs.result(Lane.SAVING, put_back, *at))
        said = Message(
            _("The version from {when} is your text again.").format(
                when=version_when(version, session.now)
            ),
            _("The text it replaced is in the earlier versions."),
        )
        notices.show(said, Tone.INFO, key="version-put-back")
        if self.dialog is not None:
            self.dialog.accept()

    def _ask_delete(self, versions: tuple[EarlierVersion, ...]) -> None:
        self._begin(self._delete(versions))

    async def _delete(self, versions: tuple[EarlierVersion, ...]) -> None:
        answers = (Answer(_KEEP, _("Cancel")), Answer(_DELETE, _("Delete")))
        question = Question(question_of_deleting(len(versions)), answers, _KEEP)
        if await self._services.notices.answer(question) == _DELETE:
            at = self._session.root, self._place, versions
            await self._services.jobs.result(Lane.SAVING, delete_versions, *at)
            self._list()


def _compared(root: Path, place: TextPlace, version: EarlierVersion, present: RichText) -> Compared:
    """Read a version, and compare it with the present text."""
    return Compared(version, word_changes(read_text_of(root, place, version), present))


def _version_not_put_back(message: Message) -> Message:
    """Say that the present text stays, because it could not be saved before."""
    return not_begun(message, _("The earlier version wasn’t restored."))
