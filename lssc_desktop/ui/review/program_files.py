"""The program files that this computer knows, and loading one: by these alone an office judges."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QButtonGroup, QDialogButtonBox, QHeaderView, QRadioButton, QWidget

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.program.rules import rules_id_of
from lssc_desktop.core.program.rules_id import RulesId
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import spoken
from lssc_desktop.messages.message import Message, message_for
from lssc_desktop.messages.rules import rules_name, shown_code
from lssc_desktop.messages.words import one_line
from lssc_desktop.package.judging import RulesNotKnown
from lssc_desktop.package.reader import open_package, package_id
from lssc_desktop.store.known_programs import (
    KnownFile,
    KnownFrom,
    keep_on_shelf,
    keep_program,
    known_programs,
    require_free,
)
from lssc_desktop.store.programs import LoadedProgram, as_loaded, load_program
from lssc_desktop.store.shelf_files import assignments_path, read_assignments
from lssc_desktop.ui.base.file_dialogs import ask_file
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.notices import Answer, Notices, Question
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.buttons import plain_button
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add
from lssc_desktop.ui.kit.tables import Column, RecordTable
from lssc_desktop.ui.kit.tokens import Tone, Type
from lssc_desktop.ui.shared.dialogs import ErrorNote
from lssc_desktop.values import dataclass

_LIST_SIZE = (760, 460)
_KEY = "program-files"
_CHOOSE, _ASSIGNED, _LEAVE = "choose", "assigned", "leave"


@dataclass(frozen=True, slots=True)
class ListedRules:
    """A program file as it is listed: its title, and whether it counts."""

    title: str
    file: KnownFile
    counts: bool = True


@dataclass(frozen=True, slots=True)
class ChosenRules:
    """A program file that somebody chose, and which rules it has."""

    loaded: LoadedProgram
    rules: RulesId


def load_rules(config: Path, shelf: Path | None, path: Path, _reporter: Reporter) -> ChosenRules:
    """Read a program file that was chosen.

    Raises `RulesTaken` where its id and version are known with other rules, and the errors of
    `load_program`.
    """
    loaded = load_program(path)
    return ChosenRules(loaded, require_free(known_programs(config, shelf), loaded))


def assigned_rules(package: Path) -> ChosenRules | None:
    """Return the program file that an office sent with the assignment of a package, if it did."""
    try:
        noted = read_assignments(assignments_path(package))
        is_same = noted.package_id == package_id(open_package(package))
        loaded = as_loaded(noted.program, package.name) if noted.program and is_same else None
    except LsscError:
        return None
    return None if loaded is None else ChosenRules(loaded, rules_id_of(loaded.program))


class RulesDialog(Dialog):
    """A dialog that shows a program file before it counts: its name, its version, and its code."""

    agreed = Signal(object)
    """The `KnownFrom` that says where it's to be kept; None where nobody was asked."""

    def __init__(
        self, chosen: ChosenRules, icons: Icons, accept: str, note: str, *, ask_place: bool = False
    ) -> None:
        super().__init__(
            icons, accept, accept, _("Cancel"), heading=chosen.loaded.program.name, note=note
        )
        theme = icons.theme
        rules = chosen.rules
        self.name = Label(
            theme, _("{id}, version {version}").format(id=rules.program, version=rules.version)
        )
        self.code = Label(
            theme, _("Rules code: {code}").format(code=shown_code(rules.code)), Type.BODY_STRONG
        )
        add(self.content, self.name, self.code)
        self._places = QButtonGroup(self)
        self.for_all = QRadioButton(_("For everyone who uses this folder"))
        self.for_me = QRadioButton(_("Only on this computer"))
        if ask_place:
            for button in (self.for_all, self.for_me):
                self._places.addButton(button)
            self.for_all.setChecked(True)
            add(self.content, self.for_all, self.for_me)
        self._asks_place = ask_place
        self.buttons.accepted.connect(self._agree)

    def _agree(self) -> None:
        place = KnownFrom.SHELF if self.for_all.isChecked() else KnownFrom.KEPT
        self.agreed.emit(place if self._asks_place else None)
        self.accept()


class ProgramFilesDialog(Dialog):
    """A dialog with every program file that is known here, and where it comes from."""

    error: ErrorNote
    error_line = ErrorNote

    def __init__(self, listed: tuple[ListedRules, ...], icons: Icons) -> None:
        super().__init__(
            icons,
            _("Program files"),
            _("Close"),
            note=_(
                "Packages are judged by these files, never by the one that came in a package. "
                "Load your office’s own file here."
            ),
            size=_LIST_SIZE,
        )
        self.table = RecordTable[ListedRules](
            (
                Column(_("Program"), lambda each: each.title),
                Column(_("Version"), lambda each: each.file.id.version),
                Column(_("Rules code"), lambda each: shown_code(each.file.id.code)),
                Column(_("From"), lambda each: _known_from(each.file.source, counts=each.counts)),
            ),
            lambda each: str(each.file.path),
            icons.theme,
            _("Program files"),
        )
        self.table.setProperty("look", "framed")
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.load_button = plain_button(icons, _("Load program file…"), "file-import")
        self.add_button(self.load_button, QDialogButtonBox.ButtonRole.ActionRole)
        add(self.content, (self.table, 1))
        self.table.show_records(listed)
        self.buttons.accepted.connect(self.accept)


class RulesChooser(QObject):
    """Asks for the program file by which a package is to be judged, whose rules are not known.

    Nothing counts before its name, its version and its code were shown, and agreed to.
    """

    chosen = Signal(object)
    """A `LoadedProgram`; None where it's known by now."""
    left = Signal()
    """No file was chosen."""

    def __init__(self, services: Services, window: QWidget, notices: Notices) -> None:
        super().__init__(window)
        self._services = services
        self._window = window
        self._notices = notices
        self._error: RulesNotKnown | None = None
        self._assigned: ChosenRules | None = None
        self._loaded: LoadedProgram | None = None
        self.asking: RulesDialog | None = None

    def ask(self, error: RulesNotKnown) -> None:
        """Say that a package can't be judged, and offer to choose a file.

        Where the office sent one with the assignment, that can be looked at, and taken.
        """
        self._error = error
        self._services.jobs.start(
            Lane.DISK, assigned_rules, Path(error.path), done=self._ask, failed=self._fail
        )

    def _ask(self, assigned: ChosenRules | None) -> None:
        self._assigned = assigned
        if self._error is None:
            return
        answers = [Answer(_LEAVE, _("Cancel")), Answer(_CHOOSE, _("Choose the rules…"))]
        if assigned is not None:
            answers.append(Answer(_ASSIGNED, _("See the office’s rules…")))
        question = Question(message_for(self._error), tuple(answers), _LEAVE)
        self._notices.ask(question, self._answer)

    def choose(self) -> None:
        """Let a program file be chosen."""
        filters = [_("Program files (*.toml)"), _("All files (*)")]
        ask_file(self._window, _("Choose a program file"), self.take, filters=filters)

    def take(self, path: Path) -> None:
        """Read a program file, and show which rules it has."""
        self._services.jobs.start_reporting(
            Lane.DISK,
            load_rules,
            self._services.preferences.folder,
            None,
            path,
            done=self._show,
            failed=self._fail,
        )

    def _answer(self, answer: str) -> None:
        if answer == _CHOOSE:
            self.choose()
        elif answer == _ASSIGNED and self._assigned is not None:
            note = _(
                "They came with the assignment. Take them only if your office gave you the same "
                "code. Packages that follow them can then be judged on this computer."
            )
            self._show_rules(self._assigned, note, self._keep)
        else:
            self.left.emit()

    def _keep(self) -> None:
        """Keep what came with the assignment, so that this computer knows it."""
        if self._loaded is not None:
            self._services.jobs.start(
                Lane.SAVING,
                keep_program,
                self._services.preferences.folder,
                self._loaded,
                done=self._go_on,
                failed=self._fail,
            )

    def _go_on(self, _kept: KnownFile) -> None:
        self.chosen.emit(None)

    def _show(self, chosen: ChosenRules) -> None:
        note = _("This package will be judged by these rules, and the result says so.")
        self._show_rules(chosen, note, self._take)

    def _show_rules(self, chosen: ChosenRules, note: str, agreed: Callable[[], None]) -> None:
        self._loaded = chosen.loaded
        self.asking = RulesDialog(chosen, self._services.icons, _("Use these rules"), note)
        self.asking.agreed.connect(agreed)
        self.asking.rejected.connect(self.left)
        self.asking.show_for(self._window)

    def _take(self) -> None:
        if self._loaded is not None:
            self.chosen.emit(self._loaded)

    def _fail(self, error: Exception) -> None:
        self._notices.show_error(error, key=_KEY)
        self.left.emit()


class ProgramFiles(QObject):
    """Shows the program files that are known here, and loads another one for a shelf."""

    changed = Signal()
    """Another program file is known now."""

    def __init__(self, shelf: Path, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._shelf = shelf
        self._services = services
        self._window = window
        self._chosen: ChosenRules | None = None
        self.dialog: ProgramFilesDialog | None = None
        self.asking: RulesDialog | None = None

    def show(self) -> None:
        """Show what is known here."""
        self._start_listing()

    def load(self, path: Path) -> None:
        """Read a program file, and ask whether it's to count."""
        self._services.jobs.start_reporting(
            Lane.DISK,
            load_rules,
            self._services.preferences.folder,
            self._shelf,
            path,
            done=self._ask,
            failed=self._fail,
        )

    def _start_listing(self) -> None:
        self._services.jobs.start(
            Lane.DISK,
            _listed,
            self._services.preferences.folder,
            self._shelf,
            done=self._show_listed,
            failed=self._fail,
        )

    def _show_listed(self, listed: tuple[ListedRules, ...]) -> None:
        if self.dialog is not None:
            self.dialog.table.show_records(listed)
            return
        self.dialog = ProgramFilesDialog(listed, self._services.icons)
        self.dialog.load_button.clicked.connect(self._choose)
        self.dialog.finished.connect(self._forget)
        self.dialog.show_for(self._window)

    def _forget(self) -> None:
        self.dialog = None

    def _choose(self) -> None:
        filters = [_("Program files (*.toml)"), _("All files (*)")]
        ask_file(
            self.dialog or self._window, _("Choose a program file"), self.load, filters=filters
        )

    def _ask(self, chosen: ChosenRules) -> None:
        self._chosen = chosen
        self.asking = RulesDialog(
            chosen,
            self._services.icons,
            _("Load"),
            _("Packages that follow these rules will be judged by this file."),
            ask_place=True,
        )
        self.asking.agreed.connect(self._keep)
        self.asking.show_for(self.dialog or self._window)

    def _keep(self, place: KnownFrom) -> None:
        if self._chosen is not None:
            self._services.jobs.start(
                Lane.SAVING,
                _keep,
                self._services.preferences.folder,
                self._shelf if place is KnownFrom.SHELF else None,
                self._chosen,
                done=self._tell,
                failed=self._fail,
            )

    def _tell(self, chosen: ChosenRules) -> None:
        said = Message(
            _("“{title}” is loaded.").format(title=one_line(chosen.loaded.program.name)),
            _("Packages with these rules are judged by it: {rules}.").format(
                rules=rules_name(chosen.rules)
            ),
        )
        self._services.notices.show(said, Tone.OK, key=_KEY)
        self.changed.emit()
        if self.dialog is not None:
            self._start_listing()

    def _fail(self, error: Exception) -> None:
        if self.dialog is not None:
            self.dialog.error.show_error(error)
        else:
            self._services.notices.show_error(error, key=_KEY)


def _listed(config: Path, shelf: Path) -> tuple[ListedRules, ...]:
    known = known_programs(config, shelf)
    found = []
    for each in known.files:
        loaded = known.program_for(each.id)
        if loaded is not None:
            found.append(ListedRules(loaded.shown_in(spoken().language).program.name, each))
    aside = [ListedRules(each.path.name, each, counts=False) for each in known.set_aside]
    return (*found, *aside)


def _keep(config: Path, shelf: Path | None, chosen: ChosenRules) -> ChosenRules:
    if shelf is None:
        keep_program(config, chosen.loaded)
    else:
        keep_on_shelf(config, shelf, chosen.loaded)
    return chosen


def _known_from(source: KnownFrom, *, counts: bool = True) -> str:
    """Say where a program file comes from, and of one that doesn't count why."""
    if not counts:
        return _("Not used: another file has this version with other rules")
    return {
        KnownFrom.SHIPPED: _("LSSC Desktop"),
        KnownFrom.KEPT: _("This computer"),
        KnownFrom.SHELF: _("This folder"),
    }[source]
