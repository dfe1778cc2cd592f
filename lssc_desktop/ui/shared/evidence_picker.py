"""Choosing evidence files in a dialog, and the work on files that adding and renaming need."""

from dataclasses import dataclass, replace
from datetime import date
from gettext import gettext as _
from pathlib import Path, PurePosixPath

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio.candidate_edits import with_documents_of
from lssc_desktop.core.portfolio.edits import (
    move_about,
    move_evidence,
    put_about,
    put_evidence,
    set_course,
    use_evidence,
)
from lssc_desktop.core.portfolio.layout import ABOUT_ME
from lssc_desktop.core.portfolio.portfolio import AboutFile, AboutKind, EvidenceFile, Portfolio
from lssc_desktop.store import evidence
from lssc_desktop.store.evidence import add_about_me, remove_about_me
from lssc_desktop.ui.base.jobs import Jobs, Lane
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import Button, link_button, plain_button
from lssc_desktop.ui.kit.dialogs import ask_files
from lssc_desktop.ui.kit.fields import ChoiceField
from lssc_desktop.ui.kit.fonts import Type
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import column, row
from lssc_desktop.ui.kit.pages import FlowLayout, empty
from lssc_desktop.ui.shared.form_dialog import FormDialog


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
        self.files.setAccessibleName(_("A file of your evidence"))
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
        button = link_button(self._icons, _("Take out"))
        button.setAccessibleName(_("Take out {file}").format(file=name))
        button.clicked.connect(self._leave_out)
        self.leave_out_buttons.append(button)
        row((Label(self._icons.theme, name, Type.TABLE), 1), button, on=widget)
        return widget


# Work on files ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Added:
    """Files that lie in the portfolio folder now."""

    evidence: tuple[EvidenceFile, ...] = ()
    about: tuple[AboutFile, ...] = ()
    today: date = date.min

    @property
    def first(self) -> str | None:
        """The path of the first of them."""
        paths = [file.path for file in self.evidence] + [file.path for file in self.about]
        return paths[0] if paths else None

    def take_in(self, portfolio: Portfolio) -> Portfolio:
        """Return the portfolio with the files."""
        for file in self.evidence:
            portfolio = put_evidence(portfolio, file, self.today)
        for about in self.about:
            portfolio = put_about(portfolio, about)
        return portfolio


@dataclass(frozen=True, slots=True)
class Renamed:
    """A file that has another name now."""

    old: str
    new: str
    today: date

    def take_in(self, portfolio: Portfolio) -> Portfolio:
        """Return the portfolio with the file, and every use of it, under its new name."""
        if is_about(self.old):
            return move_about(portfolio, self.old, self.new)
        return move_evidence(portfolio, self.old, self.new, self.today)


@dataclass(frozen=True, slots=True)
class Replaced:
    """An evidence file in whose place another lies now; the uses of the old one are its own."""

    old: str
    file: EvidenceFile
    today: date

    def take_in(self, portfolio: Portfolio) -> Portfolio:
        """Return the portfolio with the new file in every place of the old one."""
        portfolio = move_evidence(portfolio, self.old, self.file.path, self.today)
        return put_evidence(portfolio, self.file, self.today)


def is_about(path: str) -> bool:
    """Whether a file is about the candidate and belongs to no set."""
    return path.startswith(f"{ABOUT_ME}/")


def add_evidence(
    root: Path, portfolio: Portfolio, sources: tuple[Path, ...], today: date, reporter: Reporter
) -> Added:
    """Copy files into `Evidence/`."""
    _portfolio, files = evidence.add_files(root, portfolio, sources, today, reporter)
    return Added(evidence=files, today=today)


def add_about(
    root: Path, portfolio: Portfolio, sources: tuple[Path, ...], today: date, reporter: Reporter
) -> Added:
    """Copy files into `About me/`; what each is, is said afterwards."""
    _portfolio, files = add_about_me(root, portfolio, sources, AboutKind.OTHER, reporter)
    known = {file.path: file for file in portfolio.about_me}
    kept = (
        replace(known.get(file.path, file), sha256=file.sha256, bytes=file.bytes) for file in files
    )
    return Added(about=tuple(kept), today=today)


def rename(root: Path, portfolio: Portfolio, path: str, name: str, today: date) -> Renamed:
    """Give a file another name in its folder."""
    evidence.rename(root, portfolio, path, name, today)
    return Renamed(path, str(PurePosixPath(path).with_name(name)), today)


def replace_file(
    root: Path, portfolio: Portfolio, path: str, source: Path, today: date, reporter: Reporter
) -> Replaced:
    """Put another file in the place of an evidence file; the old one goes to the trash."""
    before = {file.path for file in portfolio.evidence if file.path != path}
    after = evidence.replace_file(root, portfolio, path, source, today, reporter)
    (file,) = (file for file in after.evidence if file.path not in before)
    return Replaced(path, file, today)


def remove(root: Path, portfolio: Portfolio, path: str, today: date) -> str:
    """Move a file to the trash and return its path."""
    if is_about(path):
        remove_about_me(root, portfolio, path)
    else:
        evidence.remove(root, portfolio, path, today)
    return path


def with_uses_of(portfolio: Portfolio, path: str, *, before: Portfolio, today: date) -> Portfolio:
    """Return the portfolio with a file and its uses as they were `before` it was removed."""
    file = before.evidence_file(path)
    if file is None:
        return portfolio
    portfolio = put_evidence(portfolio, file, today)
    for work in before.sets:
        for item in work.competencies:
            for use in item.evidence:
                if use.path == path:
                    portfolio = use_evidence(portfolio, work.set_id, item.number, use, today)
        now = portfolio.set_work(work.set_id)
        certified = work.course is not None and work.course.certificate == path
        if certified and now is not None and now.course is not None:
            course = replace(now.course, certificate=path)
            portfolio = set_course(portfolio, work.set_id, course, today)
    return with_documents_of(portfolio, path, before=before, today=today)


# Adding from a dialog ---------------------------------------------------------------------------


class CertificateAdder(QObject):
    """Adds evidence from a dialog that asks for a certificate or the like.

    It lets files be chosen, copies them in, and gives the dialog the paths where they lie now.
    """

    def __init__(
        self, session: Session, jobs: Jobs, notices: Notices, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._notices = notices
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
            ask_files(self._dialog, _("Which files?"), self.take)

    def take(self, sources: tuple[Path, ...]) -> None:
        """Copy files in; the originals stay."""
        session = self._session
        self._jobs.start_reporting(
            Lane.DISK,
            add_evidence,
            session.root,
            session.portfolio,
            sources,
            session.today,
            done=self._on_added,
            failed=self._on_failure,
        )

    @Slot()
    def _forget(self) -> None:
        self._dialog = self._picker = None

    @Slot(object)
    def _on_added(self, added: Added) -> None:
        self._session.take_in(added.take_in)
        self._session.refresh()
        if self._picker is not None:
            self._picker.add(tuple(file.path for file in added.evidence))

    @Slot(object)
    def _on_failure(self, error: Exception) -> None:
        if self._dialog is not None:
            self._dialog.error.show_error(error)
        else:
            self._notices.show_error(error)
