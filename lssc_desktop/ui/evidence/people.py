"""People in evidence: whether they can be recognized, and who agreed that they are shown."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from lssc_desktop.core.portfolio.clean_copies import set_consent
from lssc_desktop.core.portfolio.portfolio import Consent, EvidenceFile, Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.formats.dates import long_day
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.clean_copies import letter_saved
from lssc_desktop.messages.portfolio import example_line
from lssc_desktop.messages.words import printable
from lssc_desktop.ui.base.file_dialogs import ask_target
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import plain_button, turn_off
from lssc_desktop.ui.kit.fields import ChoiceField, NamedField
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add, column, row, stretch
from lssc_desktop.ui.kit.tokens import Ink, Type
from lssc_desktop.ui.shared.day_field import DayField
from lssc_desktop.ui.shared.dialogs import FormDialog


class PeopleRow(QWidget):
    """The tick about people in a file, and whose consent is entered."""

    shows_people_changed = Signal(str, bool)
    consent_requested = Signal()

    def __init__(self, icons: Icons, *, can_change: bool) -> None:
        super().__init__()
        theme = icons.theme
        self._path, self._shows_people = "", False
        self.tick = QCheckBox(_("People can be recognized in it"))
        self.tick.setAccessibleDescription(_("We never search for faces. Only you can tell."))
        self._consent = Label(theme, "", Type.TABLE, Ink.OK)
        self.consent_button = plain_button(icons, _("Consent…"), "user-check", small=True)
        column(row(self.tick, stretch, self.consent_button, gap=8), self._consent, gap=4, on=self)
        if not can_change:
            turn_off(example_line(), self.tick, self.consent_button)
        self.tick.toggled.connect(self._on_ticked)
        self.consent_button.clicked.connect(self._ask)

    def show_file(self, file: EvidenceFile | None) -> None:
        """Show what is entered of the people in a file; nothing of a file that is no evidence."""
        self.setVisible(file is not None)
        if file is None:
            return
        self._path, self._shows_people = file.path, file.shows_people
        self.tick.setChecked(file.shows_people)
        said = _consent_line(file)
        self._consent.setText(said)
        self._consent.setVisible(bool(said))
        self.consent_button.setVisible(file.shows_people or file.consent is not None)

    def _on_ticked(self, shows: bool) -> None:
        if shows != self._shows_people:
            self.shows_people_changed.emit(self._path, shows)

    def _ask(self) -> None:
        self.consent_requested.emit()


class ConsentDialog(FormDialog):
    """Asks who agreed, when, and for the signed letter; it can be taken back."""

    def __init__(self, services: Services, session: Session, path: str) -> None:
        icons = services.icons
        super().__init__(
            icons,
            _("Consent"),
            _("Save"),
            _("Cancel"),
            heading=_("Who agreed to be shown?"),
            note=_("For children, a parent or guardian agrees. This isn’t packaged."),
        )
        self._services, self._session, self._path = services, session, path
        file = session.portfolio.evidence_file(path)
        known = None if file is None else file.consent
        self.who = QLineEdit("" if known is None else known.given_by)
        self.who.setPlaceholderText(_("For example, “the child’s mother”"))
        self.day = DayField(session.today if known is None else known.day, icons)
        self.letter = ChoiceField()
        self.letter.addItem(_("No signed letter in the folder"), "")
        for each in session.portfolio.evidence:
            if each.path != path:
                self.letter.addItem(printable(each.path.rpartition("/")[2]), each.path)
        self.letter.setCurrentIndex(
            max(self.letter.findData("" if known is None else known.file), 0)
        )
        self.save_letter = plain_button(icons, _("Save a letter to fill in…"), "file-text")
        self.remove_button = plain_button(icons, _("Remove consent"), "trash")
        self.remove_button.setHidden(known is None)
        add(
            self.content,
            NamedField(icons.theme, _("Who"), self.who),
            NamedField(icons.theme, _("When"), self.day),
            NamedField(icons.theme, _("Signed letter"), self.letter),
            row(self.save_letter, self.remove_button, stretch, gap=8),
        )
        self.who.textChanged.connect(self._show_state)
        self.save_letter.clicked.connect(self._ask_where)
        self.remove_button.clicked.connect(partial(self._set, None))
        self._show_state()

    def submit(self) -> None:
        """Enter the consent."""
        self._set(Consent(self.who.text().strip(), self.day.day, self.letter.currentData() or ""))

    def _show_state(self) -> None:
        self.accept_button.setEnabled(bool(self.who.text().strip()))

    def _set(self, consent: Consent | None) -> None:
        self.accept()
        path, today = self._path, self._session.today
        self._session.apply(partial(set_consent, path=path, consent=consent, today=today))

    def _ask_where(self) -> None:
        ask_target(
            self,
            _("Save a letter to fill in"),
            self._save,
            name=_("Consent letter.docx"),
            filters=[_("Word document (*.docx)")],
            start=self._services.preferences.added_from,
        )

    def _save(self, target: Path) -> None:
        self._services.jobs.start(
            Lane.DISK,
            _write_letter,
            target,
            self._session.program,
            self._session.portfolio,
            done=self._on_saved,
            failed=self.error.show_error,
        )

    def _on_saved(self, path: str) -> None:
        self.hint.setText(letter_saved(path))


def _write_letter(target: Path, program: Program, portfolio: Portfolio) -> str:
    from lssc_desktop.disk.files import write_durably
    from lssc_desktop.package.papers import consent_letter  # few ask for consent

    write_durably(target, consent_letter(program, portfolio))
    return str(target)


def _consent_line(file: EvidenceFile | None) -> str:
    """Say whose consent is entered for a file, "" for none."""
    if file is None or file.consent is None:
        return ""
    return _("{who} gave consent on {day}.").format(
        who=file.consent.given_by, day=long_day(file.consent.day)
    )
