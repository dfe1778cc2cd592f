"""Choosing evidence files in a dialog, and copying files into the portfolio."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from lssc_desktop.core.files.names import copy_format
from lssc_desktop.core.job import Reporter, Step
from lssc_desktop.core.portfolio.country import paper_of
from lssc_desktop.core.portfolio.edits import put_evidence_files, use_copy
from lssc_desktop.core.portfolio.portfolio import EvidenceFile
from lssc_desktop.disk.disk import is_folder
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.words import shown_file
from lssc_desktop.store.evidence import (
    MOST_IN_FOLDERS,
    CopyTools,
    FolderFiles,
    add_files,
    copy_for_everybody,
    folders_among,
)
from lssc_desktop.ui.base.file_dialogs import ask_files
from lssc_desktop.ui.base.jobs import JobHandle, Jobs, Lane
from lssc_desktop.ui.base.notices import Answer, Notices, Question
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import Button, link_button, plain_button
from lssc_desktop.ui.kit.fields import ChoiceField
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import column, row
from lssc_desktop.ui.kit.pages import FlowLayout, empty
from lssc_desktop.ui.kit.tokens import Tone, Type
from lssc_desktop.ui.shared.dialogs import FormDialog
from lssc_desktop.ui.shared.job_progress import show_progress


class EvidencePicker(QWidget):
    """Chooses which evidence files show something: one or `several`.

    They are those named so far, others of the folder, or new ones; each can be left out.
    """

    changed = Signal()
    add_requested = Signal()
    """The user wants to add files that are not in the portfolio yet."""

    def __init__(
        self, icons: Icons, *, several: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._several = several
        self._known: tuple[str, ...] = ()
        self._chosen: tuple[str, ...] = ()
        self.files = ChoiceField()
        self.files.setAccessibleName(_("A file from your evidence"))
        self.files.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.files.setMinimumContentsLength(20)
        self.attach_button = plain_button(icons, _("Attach"), "paperclip", small=True)
        self.add_button = plain_button(icons, _("Add a file…"), "plus", small=True)
        self._rows = column(gap=2)
        self.leave_out_buttons: list[Button] = []
        acts = FlowLayout(spacing=8)
        acts.addWidget(self.attach_button)
        acts.addWidget(self.add_button)
        column(self._rows, self.files, acts, gap=6, on=self)
        self.files.currentIndexChanged.connect(self._update_attach_button)
        self.attach_button.clicked.connect(self._attach)
        self.add_button.clicked.connect(self.add_requested)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The paths that are chosen, in their order."""
        return self._chosen

    def show_files(self, known: tuple[str, ...], chosen: tuple[str, ...]) -> None:
        """Offer the files of the portfolio, some of which are chosen."""
        self._known = known
        self._set_chosen(chosen)

    def add(self, paths: tuple[str, ...]) -> None:
        """Choose files that came into the portfolio just now."""
        self._known = tuple(dict.fromkeys((*self._known, *paths)))
        self._set_chosen((*self._chosen, *paths) if self._several else paths[-1:])
        self.changed.emit()

    def _update_attach_button(self) -> None:
        self.attach_button.setEnabled(bool(self.files.currentData()))

    def _attach(self) -> None:
        path = self.files.currentData()
        if path:
            self._set_chosen((*self._chosen, str(path)) if self._several else (str(path),))
            self.changed.emit()

    def _leave_out(self) -> None:
        button = self.sender()
        if isinstance(button, Button) and button in self.leave_out_buttons:
            gone = self.leave_out_buttons.index(button)
            left = tuple(path for at, path in enumerate(self._chosen) if at != gone)
            self._set_chosen(left)
            self.files.setFocus()
            self.changed.emit()

    def _set_chosen(self, chosen: tuple[str, ...]) -> None:
        self._chosen = tuple(dict.fromkeys(chosen))
        self.files.clear()
        self.files.addItem(_("Choose a file from your evidence"), "")
        for path in self._known:
            if path not in self._chosen:
                self.files.addItem(path.partition("/")[2], path)
        self._update_attach_button()
        empty(self._rows)
        self.leave_out_buttons = []
        for path in self._chosen:
            self._rows.addWidget(self._row(path))

    def _row(self, path: str) -> QWidget:
        name = path.partition("/")[2]
        widget = QWidget()
        button = link_button(self._icons, _("Remove"))
        button.setAccessibleName(_("Remove {file}").format(file=name))
        button.clicked.connect(self._leave_out)
        self.leave_out_buttons.append(button)
        row((Label(self._icons.theme, name, Type.TABLE), 1), button, on=widget)
        return widget


# Copying files in -------------------------------------------------------------------------------

NOT_ADDED = "files-not-added"
"""The key of the notice that files could not be added, which ends when some are."""

_ADD, _LEAVE = "add", "leave"  # answers


async def add_evidence(
    session: Session,
    jobs: Jobs,
    work: Callable[[Reporter], tuple[EvidenceFile, ...]],
    shown: Callable[[JobHandle], object] | None = None,
) -> tuple[EvidenceFile, ...]:
    """Have the portfolio know of the evidence files that some work brings into the folder."""
    files = await jobs.reported(Lane.DISK, work, shown=shown)
    session.apply_change(partial(put_evidence_files, files=files, today=session.today))
    return files


async def add_with_folders(
    services: Services, sources: tuple[Path, ...], add: Callable[[tuple[Path, ...]], object]
) -> None:
    """Have dropped files added, and once more those of the folders among them that shall come."""
    if not any(map(is_folder, sources)):
        add(sources)
        return
    among = await services.jobs.reported(Lane.DISK, folders_among, sources)
    files, folders = among
    if files:
        add(files)
    for each in folders:
        if each.cut or not each.files:
            services.notices.show(folder_without_files(each), Tone.WARN)
    found = tuple(each for each in folders if each.files and not each.cut)
    if not found:
        return
    count = sum(len(each.files) for each in found)
    words = ngettext("Add {count} file", "Add {count} files", count).format(count=count)
    answers = (Answer(_ADD, words), Answer(_LEAVE, _("Don’t add")))
    question = Question(folders_hold(found), answers, _LEAVE)
    if await services.notices.answer(question) == _ADD:
        add(tuple(file for each in found for file in each.files))


# Copies that everybody can open -----------------------------------------------------------------

COPY_MADE = "copy-made"
"""The key of the notice that says how a copy ended."""


def copy_words(path: str) -> str:
    """Return what a button says that makes the copy of a file; "" where none can be made."""
    return {
        "jpg": _("Make a copy as JPEG"),
        "pdf": _("Make a copy as PDF"),
        "": "",
    }[copy_format(path)]


def may_change_files(session: Session, notices: Notices, *paths: str) -> bool:
    """Whether files may change: neither all is locked, nor they with a set that shows them."""
    if not session.may_change():
        return False
    lock = session.lock_of_files(*paths)
    if lock is not None:
        notices.show_error(lock, key="locked")
    return lock is None


async def make_copy(session: Session, services: Services, window: QWidget, path: str) -> str | None:
    """Make a copy of a file that everybody can open, and use it in place of its original.

    The original stays in the folder; what it is used for can be had back by undo.
    """
    notices, previews = services.notices, services.previews
    if not may_change_files(session, notices, path):
        return None

    def mail_pages(source: Path, reporter: Reporter) -> bytes:
        from lssc_desktop.package.with_evidence import mail_pages  # sets pages: only for who copies

        portfolio, paper = session.portfolio, paper_of(session.program, session.portfolio)
        look = previews.look
        return mail_pages(source, look, session.today, reporter, portfolio.language, paper)

    tools = CopyTools(previews.pixels, previews.opens, mail_pages)
    title = _("Make a copy")
    shown = partial(show_progress, Step.MAKING_COPY, title, services.icons, window)
    copy = await services.jobs.reported(
        Lane.DISK, copy_for_everybody, session.root, path, tools, session.today, shown=shown
    )
    session.apply(partial(use_copy, old=path, copy=copy, today=session.today))
    session.refresh()
    said = Message(
        _("{copy} is now used instead of {file}.").format(
            copy=shown_file(copy.path), file=shown_file(path)
        ),
        _("The original is still in the Evidence folder."),
        _("Choose Undo to use the original again."),
    )
    notices.show(said, Tone.INFO, key=COPY_MADE)
    return copy.path


# Adding from a dialog ---------------------------------------------------------------------------


class CertificateAdder(QObject):
    """Adds evidence from a dialog that asks for a certificate or the like.

    It lets files be chosen, copies them in, and gives the dialog the paths where they lie now.
    """

    def __init__(self, session: Session, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._services = services
        self._dialog: FormDialog | None = None
        self._picker: EvidencePicker | None = None

    def serve(self, dialog: FormDialog, picker: EvidencePicker) -> None:
        """Work for a dialog until it is closed."""
        self._dialog, self._picker = dialog, picker
        picker.add_requested.connect(self.choose)
        dialog.finished.connect(self._forget)

    def choose(self) -> None:
        """Let files be chosen."""
        if self._dialog is not None:
            start = self._services.preferences.added_from
            ask_files(self._dialog, _("Which files?"), self.take, start=start)

    def take(self, sources: tuple[Path, ...]) -> None:
        """Copy files in; the originals stay."""
        self._services.preferences.note_added(sources)
        self._session.flows.begin(self._add(sources), self._on_failure)

    async def _add(self, sources: tuple[Path, ...]) -> None:
        session = self._session
        work = partial(add_files, session.root, sources, session.today)
        files = await add_evidence(session, self._services.jobs, work)
        session.refresh()
        if self._picker is not None:
            self._picker.add(tuple(file.path for file in files))

    def _forget(self) -> None:
        self._dialog = self._picker = None

    def _on_failure(self, error: Exception) -> None:
        if self._dialog is not None:
            self._dialog.error.show_error(error)
        else:
            self._services.notices.show_error(error)


def folders_hold(found: Sequence[FolderFiles]) -> Message:
    """Ask whether the files of folders are to be added too: "“Photos” holds 6 files."."""
    files = sum(len(each.files) for each in found)
    folders = sum(each.folders for each in found)
    if len(found) > 1:
        words = ngettext(
            "{count} folders have {files} file.", "{count} folders have {files} files.", files
        )
    elif folders > 1:
        words = ngettext(
            "{folder} has {files} file in {folders} folders.",
            "{folder} has {files} files in {folders} folders.",
            files,
        )
    else:
        words = ngettext("{folder} has {files} file.", "{folder} has {files} files.", files)
    name = shown_file(str(found[0].folder))
    happened = words.format(count=len(found), folder=name, files=files, folders=folders)
    return Message(happened, "", _("Add them too? Your originals stay where they are."))


def folder_without_files(found: FolderFiles) -> Message:
    """Say that a folder has nothing to add, or too much."""
    name = shown_file(str(found.folder))
    if found.cut:
        return Message(
            _("{folder} has more than {count} files.").format(folder=name, count=MOST_IN_FOLDERS),
            _("None of them were added."),
            _("Choose the files or folders you need."),
        )
    return Message(
        _("{folder} has no files that can be added.").format(folder=name),
        _("Hidden and system files are left out."),
    )
