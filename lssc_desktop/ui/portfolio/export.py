"""Export: which sets, as Word or PDF, with or without evidence; then where to, and the job."""

from functools import partial

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QWidget

from lssc_desktop.core.files import names
from lssc_desktop.core.job import Step
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.package import exported_message
from lssc_desktop.messages.portfolio import not_begun
from lssc_desktop.package.export import ExportFormat, ExportOrder, export
from lssc_desktop.ui.base.file_dialogs import chosen_target
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import Space, add, column
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type
from lssc_desktop.ui.shared.job_progress import show_progress

_WRITTEN = "exported"
_WIDTH = 520


class ExportDialog(Dialog):
    """A dialog for what an export holds, and as what it is written."""

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
        self._show()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the sets that are chosen, in the order of the portfolio."""
        return tuple(set_id for set_id, box in self.sets.items() if box.isChecked())

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

    @property
    def kind(self) -> ExportFormat:
        """As what it is written."""
        return ExportFormat.WORD if self.word.isChecked() else ExportFormat.PDF


async def export_sets(session: Session, services: Services, window: QWidget) -> None:
    """Ask what to export, then where to, and write it in a background job."""
    icons, notices = services.icons, services.notices
    dialog = await ExportDialog(session.program, session.portfolio, icons).answer(window)
    set_ids, kind, with_evidence = dialog.chosen, dialog.kind, dialog.evidence.isChecked()
    only = session.program.competency_set(set_ids[0]) if len(set_ids) == 1 else None
    name, title = session.portfolio.candidate.name, "" if only is None else only.title
    path = await chosen_target(
        window,
        _("Export"),
        name=_export_name(name, title, kind),
        filters=[_("Word (*.docx)") if kind is ExportFormat.WORD else _("PDF (*.pdf)")],
        start=QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation),
    )
    with notices.before(_export_failed, key=_WRITTEN):
        await session.saved()
    at = (session.root, session.program, session.program_text, session.portfolio)
    order = ExportOrder(*at, set_ids, path, with_evidence, replaces=True)  # as was agreed
    shown = partial(show_progress, Step.ASSEMBLING, _("Export"), icons, window)
    made = await services.jobs.reported(Lane.DISK, export, order, session.today, shown=shown)
    tone = Tone.OK if made.is_whole else Tone.WARN
    look = partial(services.desktop.open_file, path)
    notices.show(exported_message(made), tone, key=_WRITTEN, action=_("Open"), act=look)


def _export_name(candidate: str, set_title: str, kind: ExportFormat) -> str:
    """Return the name that we propose for an export; no title: several sets."""
    what = set_title or _("{Portfolio}")
    return names.portable_name(f"{names.surname(candidate)} {what}.{kind.value}".strip())


def _export_failed(message: Message) -> Message:
    """Say that nothing is exported, because what was typed could not be saved before."""
    return not_begun(message, _("Nothing was saved."))
