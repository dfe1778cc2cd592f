"""Choosing evidence files in a dialog, and copying files into the portfolio."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from lssc_desktop.core.check.rules.standing import said_by_name, said_to_be
from lssc_desktop.core.files.names import copy_format
from lssc_desktop.core.job import Reporter, Step
from lssc_desktop.core.portfolio.country import paper_of
from lssc_desktop.core.portfolio.edits import add_about_files, put_evidence_files, use_copy
from lssc_desktop.core.portfolio.portfolio import AboutFile, EvidenceFile, Portfolio
from lssc_desktop.core.program.program import PersonalDocument
from lssc_desktop.core.program.schema import AboutKind
from lssc_desktop.disk.disk import is_folder
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages import evidence as say
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.words import shown_file
from lssc_desktop.store.evidence import (
    CopyTools,
    FolderFiles,
    add_about_me,
    add_files,
    copy_for_everybody,
    folders_among,
)
from lssc_desktop.ui.base.file_dialogs import ask_files
from lssc_desktop.ui.base.jobs import JobHandle, Jobs, Lane
from lssc_desktop.ui.base.notices import Answer, Question
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
from lssc_desktop.ui.shared.job_progress import ProgressDialog


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

    @Slot()
    def _update_attach_button(self) -> None:
        self.attach_button.setEnabled(bool(self.files.currentData()))

    @Slot()
    def _attach(self) -> None:
        path = self.files.currentData()
        if path:
            self._set_chosen((*self._chosen, str(path)) if self._several else (str(path),))
            self.changed.emit()

    @Slot()
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


class FileAdder(QObject):
    """Copies files into the portfolio in the background, and has the portfolio know of them.

    The originals stay. Serves one request, and goes when that has ended.
    """

    added = Signal(object)
    """The `EvidenceFile`s or `AboutFile`s in a tuple: they are in the portfolio."""
    failed = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._document: PersonalDocument | None = None

    def add_evidence(self, sources: Sequence[Path]) -> JobHandle:
        """Copy files into `Evidence/`."""
        return self.add(partial(add_files, self._session.root, sources, self._session.today))

    def add(self, work: Callable[[Reporter], tuple[EvidenceFile, ...]]) -> JobHandle:
        """Add the evidence files that some work brings into the folder."""
        return self._jobs.start_reporting(
            Lane.DISK, work, done=self._take_evidence, failed=self._fail
        )

    def add_about(
        self, sources: Sequence[Path], document: PersonalDocument | None = None
    ) -> JobHandle:
        """Copy files into `About me/`, as a document of the program.

        Without one the name of each says what it is, or the user does afterwards.
        """
        self._document = document
        return self._jobs.start_reporting(
            Lane.DISK,
            add_about_me,
            self._session.root,
            sources,
            AboutKind.OTHER,
            done=self._take_about,
            failed=self._fail,
        )

    @Slot(object)
    def _take_evidence(self, files: tuple[EvidenceFile, ...]) -> None:
        self._session.apply_change(
            partial(put_evidence_files, files=files, today=self._session.today)
        )
        self._end(files)

    @Slot(object)
    def _take_about(self, files: tuple[AboutFile, ...]) -> None:
        program, document = self._session.program, self._document
        said = tuple(
            said_to_be(each, document) if document else said_by_name(program, each)
            for each in files
        )
        self._session.apply_change(partial(add_about_files, files=said))
        self._end(said)

    def _end(self, files: tuple[EvidenceFile | AboutFile, ...]) -> None:
        self.added.emit(files)
        self.deleteLater()

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self.failed.emit(error)
        self.deleteLater()


_ADD, _LEAVE = "add", "leave"  # answers

NOT_ADDED = "files-not-added"
"""The key of the notice that files could not be added, which ends when some are."""


class FolderQuestion(QObject):
    """Passes dropped files on, and asks about folders among them whether their files come too.

    Serves one drop, and goes when that has ended.
    """

    def __init__(
        self, services: Services, add: Callable[[tuple[Path, ...]], None], parent: QObject
    ) -> None:
        """`add` gets the files, and once more those of the folders."""
        super().__init__(parent)
        self._jobs = services.jobs
        self._notices = services.notices
        self._add = add
        self._found: tuple[FolderFiles, ...] = ()

    def take(self, sources: tuple[Path, ...]) -> None:
        """Begin with what was dropped or chosen."""
        if any(map(is_folder, sources)):
            self._jobs.start_reporting(
                Lane.DISK, folders_among, sources, done=self._on_found, failed=self._fail
            )
            return
        self._add(sources)
        self.deleteLater()

    @Slot(object)
    def _on_found(self, found: tuple[tuple[Path, ...], tuple[FolderFiles, ...]]) -> None:
        files, folders = found
        if files:
            self._add(files)
        for each in folders:
            if each.cut or not each.files:
                self._notices.show(say.folder_without_files(each), Tone.WARN)
        self._found = tuple(each for each in folders if each.files and not each.cut)
        if not self._found:
            self.deleteLater()
            return
        count = sum(len(each.files) for each in self._found)
        answers = (
            Answer(
                _ADD, ngettext("Add {count} file", "Add {count} files", count).format(count=count)
            ),
            Answer(_LEAVE, _("Don’t add")),
        )
        question = Question(say.folders_hold(self._found), answers, _LEAVE)
        self._notices.ask(question, self._on_answer)

    @Slot(str)
    def _on_answer(self, answer: str) -> None:
        if answer == _ADD:
            self._add(tuple(file for each in self._found for file in each.files))
        self.deleteLater()

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self._notices.show_error(error, key=NOT_ADDED)
        self.deleteLater()


# Copies that everybody can open -----------------------------------------------------------------


def copy_words(path: str) -> str:
    """Return what a button says that makes the copy of a file; "" where none can be made."""
    return {
        "jpg": _("Make a copy as JPEG"),
        "pdf": _("Make a copy as PDF"),
        "": "",
    }[copy_format(path)]


class EvidenceCopies[Copy](QObject):
    """Makes one copy at a time in the background, and uses it in place of its original.

    The original stays in the folder; what it is used for can be had back by undo.
    """

    made = Signal(str)
    """The path of a copy that is in the portfolio now."""

    def __init__(self, session: Session, services: Services, window: QWidget, key: str) -> None:
        """`key` is that of the notices that say how it ended."""
        super().__init__(window)
        self._session = session
        self._services = services
        self._window = window
        self._key = key
        self._job: JobHandle | None = None

    def may_copy(self, path: str) -> bool:
        """Whether a copy can be made now; of a file that a handed-in set shows, say why not."""
        if self._job is not None or not self._session.may_change():
            return False
        lock = self._session.lock_of_files(path)
        if lock is not None:
            self._services.notices.show_error(lock, key="locked")
        return lock is None

    def start(self, work: Callable[[Reporter], Copy], step: Step, title: str) -> None:
        """Make a copy with a dialog of its progress; `take_copy` gets what became of it."""
        self._job = self._services.jobs.start_reporting(
            Lane.DISK, work, done=self._end, failed=self._fail
        )
        ProgressDialog(self._job, step, title, self._services.icons, self._window).show()

    def take_copy(self, copy: Copy) -> None:
        """Use the copy that was made."""
        raise NotImplementedError

    @Slot(object)
    def _end(self, copy: Copy) -> None:
        self._job = None
        self.take_copy(copy)

    def use(
        self, path: str, edit: Callable[[Portfolio], Portfolio], said: Message, tone: Tone
    ) -> None:
        """Put the copy at a path into the portfolio, and say so."""
        self._session.apply(edit)
        self._session.refresh()
        self._services.notices.show(said, tone, key=self._key)
        self.made.emit(path)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self._job = None
        self._services.notices.show_error(error, key=self._key)


class CopyMaker(EvidenceCopies[tuple[str, EvidenceFile]]):
    """Makes copies that everybody can open."""

    def __init__(self, session: Session, services: Services, window: QWidget) -> None:
        super().__init__(session, services, window, "copy-made")

    def make(self, path: str) -> None:
        """Make a copy of an evidence file, unless a set that is handed in shows it."""
        if not self.may_copy(path):
            return
        previews, session = self._services.previews, self._session
        tools = CopyTools(previews.pixels, previews.opens, self._mail_pages)
        work = partial(_copied, session.root, path, tools, session.today)
        self.start(work, Step.MAKING_COPY, _("Make a copy"))

    def _mail_pages(self, source: Path, reporter: Reporter) -> bytes:
        from lssc_desktop.package.with_evidence import mail_pages  # sets pages: only for who copies

        session, look = self._session, self._services.previews.look
        portfolio, paper = session.portfolio, paper_of(session.program, session.portfolio)
        return mail_pages(source, look, session.today, reporter, portfolio.language, paper)

    def take_copy(self, copy: tuple[str, EvidenceFile]) -> None:
        """Use the copy in place of the file of the path that comes with it."""
        path, file = copy
        edit = partial(use_copy, old=path, copy=file, today=self._session.today)
        self.use(
            file.path,
            edit,
            Message(
                _("{copy} is now used instead of {file}.").format(
                    copy=shown_file(file.path), file=shown_file(path)
                ),
                _("The original is still in the Evidence folder."),
                _("Choose Undo to use the original again."),
            ),
            Tone.INFO,
        )


def _copied(
    root: Path, path: str, tools: CopyTools, today: date, reporter: Reporter
) -> tuple[str, EvidenceFile]:
    return path, copy_for_everybody(root, path, tools, today, reporter)


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

    @Slot()
    def choose(self) -> None:
        """Let files be chosen."""
        if self._dialog is not None:
            start = self._services.preferences.added_from
            ask_files(self._dialog, _("Which files?"), self.take, start=start)

    def take(self, sources: tuple[Path, ...]) -> None:
        """Copy files in; the originals stay."""
        self._services.preferences.note_added(sources)
        adder = FileAdder(self._session, self._services.jobs, self)
        adder.added.connect(self._on_added)
        adder.failed.connect(self._on_failure)
        adder.add_evidence(sources)

    @Slot()
    def _forget(self) -> None:
        self._dialog = self._picker = None

    @Slot(object)
    def _on_added(self, files: tuple[EvidenceFile, ...]) -> None:
        self._session.refresh()
        if self._picker is not None:
            self._picker.add(tuple(file.path for file in files))

    @Slot(object)
    def _on_failure(self, error: Exception) -> None:
        if self._dialog is not None:
            self._dialog.error.show_error(error)
        else:
            self._services.notices.show_error(error)
