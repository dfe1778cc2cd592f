"""Export: which sets, as Word or PDF, with or without evidence; then where to, and the job."""

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QWidget

from lssc_desktop.core.files import names
from lssc_desktop.core.job import Step
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.package import exported_message
from lssc_desktop.messages.portfolio import not_begun
from lssc_desktop.package.export import Exported, ExportFormat, ExportOrder, export
from lssc_desktop.ui.base.file_dialogs import ask_target
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import Space, add, column
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type
from lssc_desktop.ui.shared.job_progress import ProgressDialog

_WRITTEN = "exported"
_WIDTH = 520


class ExportDialog(Dialog):
    """A dialog for what an export holds, and as what it is written."""

    submitted = Signal(object, object, bool)
    """The ids of the sets, the `ExportFormat`, and whether the evidence goes with it."""

    def __init__(self, program: Program, portfolio: Portfolio, icons: Icons) -> None:
        super().__init__(
            icons,
            _("Export"),
            _("Export…"),
            _("Cancel"),
            note=_("One document to read, print, or keep. To hand in, build a package instead."),
            size=_WIDTH,
        )
        theme = icons.theme
        self.sets: dict[str, QCheckBox] = {}
        for work in portfolio.sets:
            found = program.competency_set(work.set_id)
            if found is not None:
                self.sets[work.set_id] = QCheckBox(found.title.replace("&", "&&"))
        for box in self.sets.values():
            box.setChecked(True)
            box.toggled.connect(self._show)
        self.word = QRadioButton(_("&Word document"))
        self.pdf = QRadioButton(_("&PDF"))
        self.evidence = QCheckBox(_("With the &evidence"))
        self._about = Label(theme, "", Type.TABLE, Ink.INK2)
        self._group = QButtonGroup(self)
        for button in (self.word, self.pdf):
            self._group.addButton(button)
        self.word.setChecked(True)
        several = len(self.sets) > 1
        add(
            self.content,
            Label(theme, _("{Sets}"), Type.TABLE_STRONG) if several else None,
            column(*self.sets.values(), gap=6) if several else None,
            Space(2),
            Label(theme, _("Save as"), Type.TABLE_STRONG),
            column(self.word, self.pdf, gap=6),
            Space(2),
            column(self.evidence, self._about, gap=4),
        )
        self._group.buttonToggled.connect(self._show)
        self.buttons.accepted.connect(self._submit)
        self._show()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the sets that are chosen, in the order of the portfolio."""
        return tuple(set_id for set_id, box in self.sets.items() if box.isChecked())

    @Slot()
    def _show(self) -> None:
        self._about.setText(
            _(
                "In a Word document, that’s the pictures. Other files are listed with "
                "their places in your folder."
            )
            if self.word.isChecked()
            else _(
                "The pages of PDFs, pictures, and Word files, where there are any. This "
                "PDF isn’t tagged for screen readers."
            )
        )
        self.accept_button.setEnabled(bool(self.chosen))
        self.hint.setText("" if self.chosen else _("Choose at least one {set}."))

    @Slot()
    def _submit(self) -> None:
        kind = ExportFormat.WORD if self.word.isChecked() else ExportFormat.PDF
        self.submitted.emit(self.chosen, kind, self.evidence.isChecked())
        self.accept()


class Exporter(QObject):
    """Asks what to export and where to, and writes it in a background job."""

    def __init__(self, session: Session, services: Services, window: QWidget) -> None:
        super().__init__(session)
        self._session = session
        self._services = services
        self._window = window
        self._chosen: tuple[tuple[str, ...], bool] = ((), False)
        self._path = Path()
        services.notices.action_chosen.connect(self._on_action)

    @Slot()
    def ask(self) -> None:
        """Ask what to export, then where to."""
        session = self._session
        dialog = ExportDialog(session.program, session.portfolio, self._services.icons)
        dialog.submitted.connect(self._ask_target)
        dialog.show_for(self._window)

    def write(self, path: Path) -> None:
        """Write what was chosen last; who chose the name has agreed that it is replaced."""
        self._path = path
        self._session.when_saved(self._start, self._on_not_begun, path)

    @Slot(object, object, bool)
    def _ask_target(
        self, set_ids: tuple[str, ...], kind: ExportFormat, with_evidence: bool
    ) -> None:
        session = self._session
        self._chosen = (set_ids, with_evidence)
        only = session.program.competency_set(set_ids[0]) if len(set_ids) == 1 else None
        word, pdf = _("Word (*.docx)"), _("PDF (*.pdf)")
        ask_target(
            self._window,
            _("Export"),
            self.write,
            name=_export_name(
                session.portfolio.candidate.name, "" if only is None else only.title, kind
            ),
            filters=[word if kind is ExportFormat.WORD else pdf],
            start=QStandardPaths.writableLocation(
                QStandardPaths.StandardLocation.DocumentsLocation
            ),
        )

    def _start(self, path: Path) -> None:
        session = self._session
        set_ids, with_evidence = self._chosen
        order = ExportOrder(
            session.root,
            session.program,
            session.program_text,
            session.portfolio,
            set_ids,
            path,
            with_evidence,
            replaces=True,
        )
        job = self._services.jobs.start_reporting(
            Lane.DISK,
            export,
            order,
            session.today,
            done=self._on_written,
            failed=self._services.notices.show_error,
        )
        ProgressDialog(job, Step.ASSEMBLING, _("Export"), self._services.icons, self._window).show()

    def _on_not_begun(self, _path: Path, error: Exception) -> None:
        self._services.notices.show_not_begun(error, _export_failed, key=_WRITTEN)

    @Slot(object)
    def _on_written(self, made: Exported) -> None:
        tone = Tone.OK if made.is_whole else Tone.WARN
        self._services.notices.show(exported_message(made), tone, key=_WRITTEN, action=_("Open"))

    @Slot(str)
    def _on_action(self, key: str) -> None:
        if key == _WRITTEN:
            self._services.desktop.open_file(self._path)


def _export_name(candidate: str, set_title: str, kind: ExportFormat) -> str:
    """Return the name that we propose for an export; no title: several sets."""
    what = set_title or _("{Portfolio}")
    return names.portable_name(f"{names.surname(candidate)} {what}.{kind.value}".strip())


def _export_failed(message: Message) -> Message:
    """Say that nothing is exported, because what was typed could not be saved before."""
    return not_begun(message, _("Nothing was saved."))
