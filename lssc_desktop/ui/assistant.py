"""The short assistant: name, program, admission date, electives, folder."""

from collections.abc import Callable
from datetime import date, datetime
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

from PySide6.QtCore import QDate, QLocale, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.program import CompetencySet, Program
from lssc_desktop.messages.counts import listed
from lssc_desktop.messages.errors import message_for
from lssc_desktop.messages.unforeseen import unforeseen_message
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.jobs import Jobs, Lane
from lssc_desktop.ui.new_portfolio import (
    LoadedProgram,
    NewPortfolio,
    create_portfolio,
    usual_folder,
)
from lssc_desktop.ui.tokens import PAGE_MARGIN, Ink, Tone
from lssc_desktop.ui.widgets.buttons import plain_button, primary_button
from lssc_desktop.ui.widgets.callout import Callout
from lssc_desktop.ui.widgets.fields import NamedField
from lssc_desktop.ui.widgets.labels import Label
from lssc_desktop.ui.widgets.section import ScrollPage, SectionHead

_WIDTH, _HEIGHT = 680, 700


class Assistant(QDialog):
    """Asks what a portfolio needs to begin; what is missing is said beside the button."""

    program_file_requested = Signal()
    portfolio_made = Signal(object)
    """The path of the folder that was made."""

    def __init__(
        self,
        loaded: LoadedProgram,
        home: Path,
        jobs: Jobs,
        icons: Icons,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._loaded = loaded
        self._home = home
        self._jobs = jobs
        self._icons = icons
        self._theme = icons.theme
        self._now = now
        self._folder_typed = False
        self.setWindowTitle(_("Start my portfolio"))
        self.resize(self._theme.measure(_WIDTH), self._theme.measure(_HEIGHT))

        self.name = QLineEdit()
        self.member = QCheckBox()
        self.admitted = QDateEdit(QDate(now().year, now().month, now().day))
        self.admitted.setCalendarPopup(True)
        self.admitted.setDisplayFormat(QLocale().dateFormat(QLocale.FormatType.LongFormat))
        self.electives: dict[str, QCheckBox] = {}
        self._elective_grid = QGridLayout()
        self._elective_head = SectionHead(self._theme, _("Electives"))
        self._program = Label(self._theme, "", Type.BODY)
        self.load_button = plain_button(icons, _("Load a program file…"), "file-import")
        self.folder = QLineEdit()
        self.choose_button = plain_button(icons, _("Choose…"), "folder")
        self.error = Callout(icons, "", Tone.BAD, icon="alert-octagon")
        self.error.hide()
        self._missing = Label(self._theme, "", Type.TABLE, Ink.INK2)
        self.create_button = primary_button(icons, _("Make the portfolio"))
        self.cancel_button = plain_button(icons, _("Cancel"))

        self._lay_out()
        self.name.textChanged.connect(self._name_typed)
        self.folder.textEdited.connect(self._folder_edited)
        self.folder.textChanged.connect(self._check)
        self.load_button.clicked.connect(self.program_file_requested)
        self.choose_button.clicked.connect(self._choose_folder)
        self.create_button.clicked.connect(self._create)
        self.cancel_button.clicked.connect(self.reject)
        self.show_program(loaded)
        self._name_typed()

    def show_program(self, loaded: LoadedProgram) -> None:
        """Offer the sets of a program."""
        self._loaded = loaded
        program = loaded.program
        self._program.setText(program.name)
        association = program.fees.association
        self.member.setText(
            _("I am a member of {association}, which lowers the fees").format(
                association=association or program.office
            )
        )
        while self._elective_grid.count():
            item = self._elective_grid.takeAt(0)
            widget = None if item is None else item.widget()
            if widget is not None:
                widget.deleteLater()
        self.electives = {}
        for number, elective in enumerate(program.elective_sets):
            box = self._elective_box(elective)
            self.electives[elective.id] = box
            self._elective_grid.addWidget(box, number // 2, number % 2)
        self._name_typed()

    def missing(self) -> tuple[str, ...]:
        """Return what still has to be said, in words."""
        open_ones = []
        if not self.name.text().strip():
            open_ones.append(_("your name"))
        left = self._loaded.program.choice.electives - len(self._chosen())
        if left:
            open_ones.append(
                ngettext("{count} more elective", "{count} more electives", left).format(count=left)
                if left > 0
                else ngettext("{count} elective fewer", "{count} electives fewer", -left).format(
                    count=-left
                )
            )
        if not self.folder.text().strip():
            open_ones.append(_("a folder"))
        return tuple(open_ones)

    def _elective_box(self, item: CompetencySet) -> QCheckBox:
        box = QCheckBox(item.title.replace("&", "&&"))
        box.setAccessibleName(item.title)
        box.toggled.connect(self._check)
        return box

    def _chosen(self) -> tuple[str, ...]:
        return tuple(set_id for set_id, box in self.electives.items() if box.isChecked())

    @Slot()
    def _name_typed(self) -> None:
        """Propose a folder that has the person's name, unless they chose one."""
        if not self._folder_typed:
            name = self.name.text().strip()
            program = self._loaded.program
            proposed = self._home / usual_folder(name, program) if name else ""
            self.folder.setText(str(proposed))
        self._check()

    @Slot()
    def _folder_edited(self) -> None:
        self._folder_typed = True

    @Slot()
    def _check(self) -> None:
        missing = self.missing()
        self.create_button.setEnabled(not missing)
        said = _("Still needed: {missing}.").format(missing=listed(missing)) if missing else ""
        self._missing.setText(said)
        self.create_button.setAccessibleDescription(said)
        self._elective_head.note.setText(_chosen_note(self._loaded.program, len(self._chosen())))

    @Slot()
    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, _("Where shall the portfolio lie?"), str(self._home))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._take_folder)
        dialog.open()

    @Slot(str)
    def _take_folder(self, chosen: str) -> None:
        """Put the portfolio into a folder of its own in the chosen one."""
        self._folder_typed = True
        name = usual_folder(self.name.text(), self._loaded.program)
        self.folder.setText(str(Path(chosen) / name))

    @Slot()
    def _create(self) -> None:
        self.error.hide()
        self.create_button.setEnabled(False)
        wish = NewPortfolio(
            self._loaded,
            self.name.text(),
            _day(self.admitted.date()),
            self._chosen(),
            self.member.isChecked(),
            Path(self.folder.text().strip()).expanduser(),
        )
        today = self._now().date()
        self._jobs.start(
            Lane.DISK, create_portfolio, wish, today, done=self._made, failed=self.show_error
        )

    @Slot(object)
    def _made(self, root: Path) -> None:
        self.accept()
        self.portfolio_made.emit(root)

    @Slot(object)
    def show_error(self, error: Exception) -> None:
        """Say in place what an error means; nothing that was typed is lost."""
        message = message_for(error) if isinstance(error, LsscError) else unforeseen_message()
        self.error.set_title(message.happened)
        self.error.set_text(f"{message.meaning} {message.advice}".strip())
        self.error.show()
        self._check()

    def _lay_out(self) -> None:
        theme = self._theme
        program_row = QHBoxLayout()
        program_row.addWidget(self._program, 1)
        program_row.addWidget(self.load_button)
        folder_row = QHBoxLayout()
        folder_row.setSpacing(8)
        folder_row.addWidget(self.folder, 1)
        folder_row.addWidget(self.choose_button)
        folder_box = QWidget()
        folder_row.setContentsMargins(0, 0, 0, 0)
        folder_box.setLayout(folder_row)

        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, 12)
        column.setSpacing(14)
        column.addWidget(Label(theme, _("Start my portfolio"), Type.H1))
        column.addWidget(NamedField(theme, _("Your &name"), self.name))
        column.addWidget(SectionHead(theme, _("Program")))
        column.addLayout(program_row)
        admission = _("The years you have run from this day.")
        column.addWidget(NamedField(theme, _("A&dmitted on"), self.admitted, admission))
        column.addWidget(self.member)
        column.addWidget(self._elective_head)
        column.addLayout(self._elective_grid)
        where = _("A folder of its own, on this computer or on a USB stick. You can move it later.")
        named = NamedField(theme, _("&Folder"), folder_box, where)
        named.name.setBuddy(self.folder)
        self.folder.setAccessibleName(_("Folder"))
        column.addWidget(named)
        column.addWidget(self.error)
        column.addStretch(1)

        foot = QHBoxLayout()
        foot.setContentsMargins(PAGE_MARGIN, 12, PAGE_MARGIN, PAGE_MARGIN)
        foot.setSpacing(12)
        foot.addWidget(self._missing, 1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.create_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(ScrollPage(content), 1)
        whole.addLayout(foot)


def _day(shown: QDate) -> date:
    return date(shown.year(), shown.month(), shown.day())


def _chosen_note(program: Program, chosen: int) -> str:
    return _("Choose {needed}. {chosen} chosen.").format(
        needed=program.choice.electives, chosen=chosen
    )
