"""The assistant for a new portfolio: a dialog of five steps, which can be left and resumed.

It is long because each step is a widget of its own behind it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QFrame,
    QGridLayout,
    QLineEdit,
    QRadioButton,
    QStackedWidget,
    QWidget,
)

from lssc_desktop.core.files.names import portable_name, surname
from lssc_desktop.core.portfolio.candidate_edits import start_portfolio
from lssc_desktop.core.portfolio.edits import choose_sets
from lssc_desktop.core.portfolio.portfolio import Candidate, Portfolio, SetWork, membership_always
from lssc_desktop.core.portfolio.undo import Draft, with_earlier_answers, with_route
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.time.eligibility import Leaning, route_advice
from lssc_desktop.formats.dates import long_day
from lssc_desktop.formats.lists import word_list
from lssc_desktop.languages import ENGLISH, ngettext, spoken
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.about_you import (
    audience_line,
    email_note,
    first_day_label,
    first_day_note,
    member_label,
    portfolios_word,
)
from lssc_desktop.messages.courses import advice_sentence
from lssc_desktop.messages.standing import route_word
from lssc_desktop.messages.words import EXAMPLE, shown_file
from lssc_desktop.store.folder import folder
from lssc_desktop.store.program_texts import program_in
from lssc_desktop.store.programs import LoadedProgram, as_loaded
from lssc_desktop.ui.base.file_dialogs import ask_folder
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.buttons import (
    Button,
    filter_button,
    link_button,
    plain_button,
    primary_button,
    signals_blocked,
)
from lssc_desktop.ui.kit.cards import Callout
from lssc_desktop.ui.kit.fields import JudgedField, NamedField
from lssc_desktop.ui.kit.focus import focus_first
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add, column, row, stretch
from lssc_desktop.ui.kit.pages import EdgedPage, PageContent, SectionHead, empty, take_size
from lssc_desktop.ui.kit.reading_order import TabInOrder
from lssc_desktop.ui.kit.tokens import CHOICE_GAP, CHOICE_MARK, PAGE_MARGIN, Ink, Tone, Type
from lssc_desktop.ui.shared.day_field import OptionalDay
from lssc_desktop.ui.shared.dialogs import (
    ErrorNote,
    LanguageField,
    RouteDialog,
    language_note,
)
from lssc_desktop.ui.shared.experience_form import ExperienceForm
from lssc_desktop.values import dataclass

_WIDTH, _HEIGHT = 820, 640
_STEPS_WIDTH = 210
_EXPERIENCE, _ELECTIVES = 2, 3  # steps that not every program has
_UNDER_A_CHOICE = CHOICE_MARK + CHOICE_GAP


@dataclass(frozen=True, slots=True)
class NewPortfolio:
    """What the user entered about a new portfolio, and where it will be."""

    loaded: LoadedProgram
    draft: Draft
    root: Path


class Assistant(TabInOrder, QDialog):
    """A dialog that asks for what a new portfolio needs; what is missing is named by the buttons.

    Steps may be taken in any order. `draft` is what was entered so far: a user who leaves the
    assistant gets it back next time.
    """

    program_file_requested = Signal()
    portfolio_made = Signal(object)
    """The path of the folder that was made."""

    def __init__(
        self,
        programs: Sequence[LoadedProgram],
        chosen: LoadedProgram,
        home: Path,
        services: Services,
        draft: Draft | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        icons = services.icons
        self._loaded = chosen
        self._home = home
        self._jobs = services.jobs
        self._icons = icons
        self._theme = icons.theme
        self._now = services.now
        self._folder_typed = self._language_chosen = False
        today = self._now().date()
        self.setWindowTitle(_("Start my {portfolio}"))
        take_size(self, self._theme, _WIDTH, _HEIGHT)

        self._program = ProgramStep(today, icons)
        self._you = YouStep(icons)
        self.experience = ExperienceForm(today, icons)
        self._sets = ElectivesStep(icons)
        self._place = FolderStep(icons)
        self.name, self.email, self.member = self._you.name, self._you.email, self._you.member
        self.language = self._you.language
        self.admitted, self.load_button = self._program.admitted, self._program.load_button
        self.folder, self.choose_button = self._place.folder, self._place.choose_button
        self.step_buttons: list[Button] = []
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget()
        self.error = ErrorNote(icons)
        self._missing = Label(self._theme, "", Type.TABLE, Ink.INK2)
        self._again = Label(self._theme, "", Type.TABLE, Ink.INK2)
        self.start_over_button = link_button(icons, _("Start over"))
        self.back_button = plain_button(icons, _("&Back"))
        self.next_button = primary_button(icons, _("&Next"), "arrow-right", icon_last=True)
        self.create_button = primary_button(icons, _("Create {portfolio}"))
        self.cancel_button = plain_button(icons, _("Finish later"))

        self._lay_out()
        self._connect()
        self._program.show_programs(programs, chosen)
        self._show(draft or Draft(program_id=chosen.program.id))

    @property
    def chosen(self) -> LoadedProgram:
        """The program that the portfolio will follow."""
        return self._loaded

    @property
    def program_choices(self) -> Mapping[str, QRadioButton]:
        """The button of each program, by the name of its file."""
        return self._program.choices

    @property
    def electives(self) -> Mapping[str, QCheckBox]:
        """The box of each elective."""
        return self._sets.electives

    @property
    def help_buttons(self) -> Mapping[str, Button]:
        """The button that helps with each elective."""
        return self._sets.help_buttons

    @property
    def step(self) -> int:
        """The step that is shown, from 0."""
        return self._stack.currentIndex()

    def draft(self) -> Draft:
        """Return what was entered so far."""
        return Draft(
            admitted=self.admitted.day,
            name=self.name.text(),
            email=self.email.text(),
            member=self.member.isChecked(),
            experience=self.experience.experience,
            program_id=self._loaded.program.id,
            electives=self._sets.chosen,
            begun=self._sets.begun,
            folder=self.folder.text() if self._folder_typed else "",
            step=self.step,
            language=self.language.language if self._language_chosen else "",
        )

    def show_programs(self, programs: Sequence[LoadedProgram], chosen: LoadedProgram) -> None:
        """Offer other programs, and choose one of them."""
        self._program.show_programs(programs, chosen)
        self._choose_program(chosen)

    def _choose_program(self, loaded: LoadedProgram) -> None:
        """Follow another program; what the user entered about themselves stays."""
        if loaded is self._loaded:
            return
        self._loaded = loaded
        self._show(replace(self.draft(), electives=(), begun=(), program_id=loaded.program.id))

    def missing(self) -> tuple[str, ...]:
        """Return what still has to be entered, in words."""
        return _still_needed(
            self._loaded.program,
            has_name=bool(self.name.text().strip()),
            day_clear=self.admitted.is_clear,
            electives=len(self._sets.chosen),
            has_folder=bool(self.folder.text().strip()),
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the first question of the step."""
        super().showEvent(event)
        self.go_to_step(self.step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on at Enter in a field; Qt would press the first button of the step instead."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            last = self.step == self._steps[-1]
            (self.create_button if last else self.next_button).click()
            return
        super().keyPressEvent(event)

    def go_to_step(self, step: int) -> None:
        """Show a step, and give it the keyboard."""
        self._stack.setCurrentIndex(step)
        with signals_blocked(self._group):
            self.step_buttons[step].setChecked(True)
        last = step == self._steps[-1]
        self.back_button.setEnabled(step > 0)
        self.next_button.setVisible(not last)
        self.create_button.setVisible(last)
        page = self._stack.currentWidget()
        if step == 0:
            self._program.focus_choice()
        elif page is not None:
            focus_first(page)

    @property
    def _steps(self) -> tuple[int, ...]:
        """The steps that the program has, in their order."""
        program = self._loaded.program
        left_out = {
            _EXPERIENCE: program.eligibility is None,
            _ELECTIVES: program.choice.electives == 0,
        }
        return tuple(step for step in range(self._stack.count()) if not left_out.get(step))

    def show_error(self, error: Exception) -> None:
        """Show in place what an error means; nothing that was typed is lost."""
        self.error.show_error(error)
        self._check()

    def _show(self, draft: Draft) -> None:
        program = self._loaded.program
        fits = draft.program_id == program.id
        self._folder_typed = bool(draft.folder)
        self._language_chosen = bool(draft.language)
        self.language.set_language(draft.language or _usual_language(self._loaded))
        self.name.setText(draft.name)
        self.email.setText(draft.email)
        self.member.setChecked(draft.member)
        self.admitted.set_day(draft.admitted)
        self._you.show_program(program)
        self._program.show_program(program)
        self.experience.show_experience(program, draft.experience)
        electives, begun = (draft.electives, draft.begun) if fits else ((), ())
        self._sets.show_program(program, electives, begun)
        if draft.folder:
            self.folder.setText(draft.folder)
        self._again.setText("" if draft.is_empty else _("Your answers are still here."))
        self.start_over_button.setVisible(not draft.is_empty)
        self._name_typed()
        for step, button in enumerate(self.step_buttons):
            button.setVisible(step in self._steps)
            if step in self._steps:
                button.setText(f"{self._steps.index(step) + 1}  {self._names[step]}")
        self.go_to_step(draft.step if draft.step in self._steps else 0)

    def _start_over(self) -> None:
        self._folder_typed = False
        self._show(Draft(program_id=self._loaded.program.id))

    def _go_to_next(self) -> None:
        self.go_to_step(min((step for step in self._steps if step > self.step), default=self.step))

    def _go_to_previous(self) -> None:
        self.go_to_step(max((step for step in self._steps if step < self.step), default=self.step))

    def _on_step_toggled(self, step: int, chosen: bool) -> None:
        if chosen:
            self.go_to_step(step)

    def _name_typed(self) -> None:
        """Propose a folder with the user's name, unless they chose one."""
        if not self._folder_typed:
            name = self.name.text().strip()
            program = self._loaded.program
            proposed = self._home / usual_folder(name, program) if name else ""
            self.folder.setText(str(proposed))
        self._check()

    def _on_language_chosen(self) -> None:
        self._language_chosen = True

    def _folder_edited(self) -> None:
        self._folder_typed = True

    def _check(self) -> None:
        missing = self.missing()
        self.create_button.setEnabled(not missing)
        said = _("Still needed: {missing}.").format(missing=word_list(missing)) if missing else ""
        self._missing.setText(said)
        self.create_button.setAccessibleDescription(said)

    def _help_with(self, set_id: str) -> None:
        """Help with an elective, by a portfolio of what was entered so far."""
        program = self._loaded.program
        portfolio = Portfolio(
            "draft",
            program.id,
            program.version,
            Candidate(self.name.text(), memberships=membership_always(self.member.isChecked())),
            self.admitted.day,
        )
        self._sets.ask_about(set_id, portfolio, self._now().date())

    def _choose_folder(self) -> None:
        title = _("Where do you want to keep the {portfolio}?")
        ask_folder(self, title, self._set_parent_folder, start=self._home)

    def _set_parent_folder(self, chosen: Path) -> None:
        """Put the portfolio into a folder of its own in the chosen one."""
        self._folder_typed = True
        self.folder.setText(str(chosen / usual_folder(self.name.text(), self._loaded.program)))

    def _create(self) -> None:
        self.error.clear()
        self.create_button.setEnabled(False)
        root = Path(self.folder.text().strip()).expanduser()
        draft = replace(self.draft(), language=self.language.language)
        new = NewPortfolio(self._loaded, draft, root)
        today = self._now().date()
        self._jobs.start(
            Lane.DISK, create_portfolio, new, today, done=self._made, failed=self.show_error
        )

    def _made(self, root: Path) -> None:
        self.accept()
        self.portfolio_made.emit(root)

    def _lay_out(self) -> None:
        theme = self._theme
        side = QFrame()
        side.setProperty("box", "sidebar")
        side.setFixedWidth(theme.measure(_STEPS_WIDTH))
        named: tuple[tuple[str, str, QWidget], ...] = (
            (_("Program"), _("Your program and start date"), self._program),
            (_("You"), _("Who are you?"), self._you),
            (_("Can you apply?"), _("Can you apply?"), self.experience),
            (_("Electives"), _("Which electives?"), self._sets),
            (_("Folder"), _("Where do you want to keep the {portfolio}?"), self._place),
        )
        self._names = tuple(short for short, _title, _page in named)
        for number, (short, title, page) in enumerate(named):
            button = filter_button(self._icons, f"{number + 1}  {short}")
            self._group.addButton(button, number)
            self.step_buttons.append(button)
            content = PageContent()
            column(
                Label(theme, title, Type.H1),
                (page, 1),
                gap=14,
                margins=(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, 12),
                on=content,
            )
            self._stack.addWidget(EdgedPage(content))
        column(
            *self.step_buttons,
            stretch,
            self._again,
            self.start_over_button,
            gap=6,
            margins=(12, PAGE_MARGIN, 12, PAGE_MARGIN),
            on=side,
        )
        foot = row(
            (self._missing, 1),
            self.back_button,
            self.next_button,
            self.create_button,
            self.cancel_button,
            gap=8,
            margins=(PAGE_MARGIN, 12, PAGE_MARGIN, PAGE_MARGIN),
        )
        note = column(self.error, margins=(PAGE_MARGIN, 0, PAGE_MARGIN, 0))
        row(side, (column((self._stack, 1), note, foot, gap=0), 1), gap=0, on=self)

    def _connect(self) -> None:
        self.name.textChanged.connect(self._name_typed)
        self.language.activated.connect(self._on_language_chosen)
        self.folder.textEdited.connect(self._folder_edited)
        self.folder.textChanged.connect(self._check)
        self.admitted.changed.connect(self._check)
        self._sets.changed.connect(self._check)
        self._sets.help_requested.connect(self._help_with)
        self._group.idToggled.connect(self._on_step_toggled)
        self.load_button.clicked.connect(self.program_file_requested)
        self._program.chosen.connect(self._choose_program)
        self.choose_button.clicked.connect(self._choose_folder)
        self.back_button.clicked.connect(self._go_to_previous)
        self.next_button.clicked.connect(self._go_to_next)
        self.create_button.clicked.connect(self._create)
        self.cancel_button.clicked.connect(self.reject)
        self.start_over_button.clicked.connect(self._start_over)


# Steps ------------------------------------------------------------------------------------------


class YouStep(QWidget):
    """The first step: name, email address, and the membership that lowers the fees."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit()
        self.email = QLineEdit()
        self.member = QCheckBox()
        self.language = LanguageField()
        email = _("Optional. Only used in letters and forms you make.")
        column(
            NamedField(icons.theme, _("Your n&ame"), self.name),
            JudgedField(icons.theme, _("Your e&mail"), self.email, email_note, email),
            self.member,
            NamedField(icons.theme, _("Lan&guage of packages"), self.language, language_note()),
            stretch,
            gap=14,
            on=self,
        )

    def show_program(self, program: Program) -> None:
        """Ask for the membership that lowers this program's fees."""
        self.member.setText(member_label(program))
        asked = program.membership is not None or program.fees.depend_on_membership
        self.member.setVisible(asked)


class ProgramStep(QWidget):
    """The step of the program: which one, from the shipped ones or a file, and since when."""

    chosen = Signal(object)
    """The `LoadedProgram` that was chosen."""

    def __init__(self, today: date, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        self._theme = theme
        self._programs: tuple[LoadedProgram, ...] = ()
        self.choices: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)
        self._list = column(gap=10)
        self._notice = Callout(
            icons, "", Tone.INFO, icon="info-circle", title=" ", type_=Type.TABLE
        )
        self.load_button = plain_button(icons, _("Load a program file…"), "file-import")
        self.admitted = OptionalDay(icons, " ", today)
        self._note = Label(theme, "", Type.TABLE, Ink.INK2)
        column(
            self._list,
            row(self.load_button, stretch),
            self._notice,
            column(self.admitted, self._note, gap=4),
            stretch,
            gap=14,
            on=self,
        )
        self._group.idToggled.connect(self._on_toggled)

    def show_programs(self, programs: Sequence[LoadedProgram], chosen: LoadedProgram) -> None:
        """Offer programs, each with who it is for and whether it takes portfolios."""
        self._programs = tuple(programs)
        with signals_blocked(self._group):
            for button in self.choices.values():
                self._group.removeButton(button)
            empty(self._list)
            self.choices = {}
            for number, loaded in enumerate(programs):
                self._offer(number, loaded, is_chosen=loaded is chosen)

    def _offer(self, number: int, loaded: LoadedProgram, *, is_chosen: bool) -> None:
        program = loaded.program
        origin = "" if loaded.shipped else shown_file(loaded.origin)
        said = f"{portfolios_word(program)}. {audience_line(program, origin)}"
        button = QRadioButton(program.name.replace("&", "&&"))
        button.setAccessibleName(program.name)
        button.setAccessibleDescription(said)
        button.setFont(self._theme.font(Type.BODY_STRONG))
        button.setChecked(is_chosen)
        self._group.addButton(button, number)
        self.choices[loaded.origin] = button
        words = Label(self._theme, said, Type.TABLE, Ink.INK2)
        under = column(words, margins=(self._theme.measure(_UNDER_A_CHOICE), 0, 0, 0))
        add(self._list, column(button, under, gap=4))

    def show_program(self, program: Program) -> None:
        """Show what the chosen program wants candidates to know, and ask since when they are."""
        notice = program.notice
        self._notice.setVisible(notice is not None)
        if notice is not None:
            self._notice.set_title(notice.title)
            self._notice.set_text(notice.text)
        self.admitted.set_name(first_day_label(program))
        self._note.setText(first_day_note(program))

    def focus_choice(self) -> None:
        """Give the keyboard to the program that is chosen."""
        button = self._group.checkedButton()
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_toggled(self, number: int, chosen: bool) -> None:
        if chosen:
            self.chosen.emit(self._programs[number])


class ElectivesStep(QWidget):
    """The step of the electives: a box for each, with help in choosing a portfolio or a course."""

    changed = Signal()
    help_requested = Signal(str)
    """The id of the elective to be helped with."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._program: Program | None = None
        self._begun: tuple[SetWork, ...] = ()
        self.electives: dict[str, QCheckBox] = {}
        self.help_buttons: dict[str, Button] = {}
        self._advice: dict[str, Label] = {}
        self._head = SectionHead(icons.theme, _("Electives"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        later = _("You can change these later. Work you did for {a_set} is kept.")
        note = Label(icons.theme, later, Type.BODY, Ink.INK2)
        column(self._head, note, self._grid, stretch, gap=12, on=self)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the electives that are ticked."""
        return tuple(set_id for set_id, box in self.electives.items() if box.isChecked())

    @property
    def begun(self) -> tuple[SetWork, ...]:
        """What was answered about electives, and the routes that were chosen."""
        return self._begun

    def show_program(
        self, program: Program, chosen: tuple[str, ...], begun: tuple[SetWork, ...]
    ) -> None:
        """Offer the electives of a program, some of them ticked, with earlier answers."""
        self._program = program
        self._begun = begun
        empty(self._grid)
        self.electives, self.help_buttons, self._advice = {}, {}, {}
        for line, elective in enumerate(program.elective_sets):
            box = QCheckBox(elective.title.replace("&", "&&"))
            box.setAccessibleName(elective.title)
            box.setChecked(elective.id in chosen)
            box.toggled.connect(self._count)
            help_ = link_button(self._icons, _("Could I do this?"))
            help_.setAccessibleName(
                _("Could I do this? {set_title}").format(set_title=elective.title)
            )
            help_.clicked.connect(self._help)
            advice = Label(self._icons.theme, "", Type.TABLE, Ink.INK2)
            self._grid.addWidget(box, 2 * line, 0)
            self._grid.addWidget(help_, 2 * line, 1)
            self._grid.addWidget(advice, 2 * line + 1, 0, 1, 2)
            advice.hide()
            self.electives[elective.id] = box
            self.help_buttons[elective.id] = help_
            self._advice[elective.id] = advice
        for work in begun:
            self._show_advice(program, work)
        self._count()

    def ask_about(self, set_id: str, portfolio: Portfolio, today: date) -> None:
        """Ask in a dialog how an elective is best achieved; `portfolio` has no sets yet."""
        program = self._program
        found = None if program is None else program.competency_set(set_id)
        if program is None or found is None:
            return
        required = (each.id for each in program.required_sets)
        portfolio = choose_sets(portfolio, (*required, *self.chosen, set_id), today)
        portfolio = with_earlier_answers(portfolio, self._begun, today)
        dialog = RouteDialog(program, found, portfolio, {}, today, self._icons)
        dialog.chosen.connect(partial(self._set_route, set_id, today))
        dialog.show_for(self.window())

    def _set_route(
        self, set_id: str, today: date, route: Route, answers: Mapping[int, bool | None]
    ) -> None:
        self._begun = with_route(self._begun, set_id, route, answers, today)
        for work in self._begun:
            if self._program is not None and work.set_id == set_id:
                self._show_advice(self._program, work)

    def _show_advice(self, program: Program, work: SetWork) -> None:
        """Show what was answered about an elective, and the route that was chosen for it."""
        found, label = program.competency_set(work.set_id), self._advice.get(work.set_id)
        if found is None or label is None:
            return
        advice = route_advice(program.choosing, found, work)
        words = [] if advice.leaning is Leaning.OPEN else [advice_sentence(advice, program)]
        if work.route is not Route.PORTFOLIO:
            words.append(_("Chosen: {route}.").format(route=route_word(work.route)))
        label.setText(" ".join(words))
        label.setVisible(bool(words))

    def _help(self) -> None:
        pressed = self.sender()
        for set_id, button in self.help_buttons.items():
            if button is pressed:
                self.help_requested.emit(set_id)

    def _count(self) -> None:
        if self._program is not None:
            self._head.note.setText(
                _("Choose {needed}. {chosen} chosen.").format(
                    needed=self._program.choice.electives, chosen=len(self.chosen)
                )
            )
        self.changed.emit()


class FolderStep(QWidget):
    """The step of the folder: where the portfolio will be."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        self.folder = QLineEdit()
        self.folder.setAccessibleName(_("Folder"))
        self.choose_button = plain_button(icons, _("Choose…"), "folder")
        box = QWidget()
        row((self.folder, 1), self.choose_button, gap=8, on=box)
        where = _("Use a new folder on this computer or a USB drive. You can move it later.")
        named = NamedField(theme, _("&Folder"), box, where)
        named.name.setBuddy(self.folder)
        column(named, stretch, gap=14, on=self)


def create_portfolio(new: NewPortfolio, today: date) -> Path:
    """Make the folder and return its path.

    Raises `NameMissing`, `ElectivesWrong` and what `store.folder.create` raises.
    """
    program, draft = new.loaded.program, new.draft
    started = start_portfolio(
        program,
        Candidate(draft.name.strip(), draft.email.strip(), membership_always(draft.member)),
        draft.admitted,
        draft.electives,
        today,
        str(uuid4()),
        draft.language or ENGLISH,
    )
    portfolio = with_earlier_answers(
        replace(started, experience=draft.experience), draft.begun, today
    )
    from lssc_desktop.messages.portfolio import read_me  # a start makes no portfolio

    source = new.loaded.text_in(portfolio.language)
    own = as_loaded(source, new.loaded.origin).program
    named = program_in(own, source, portfolio.language).name
    text = read_me(portfolio.candidate.name, named, portfolio.language)
    folder.create(new.root, portfolio, source, text)
    return new.root


def _usual_language(loaded: LoadedProgram) -> str:
    """Return the language of the window where the program has texts in it, else English."""
    language = spoken().language
    return language if language in loaded.languages else ENGLISH


def usual_folder(name: str, program: Program) -> str:
    """Return the usual name of a portfolio's folder: "Rivera LSSC"."""
    return portable_name(f"{surname(name)} {program.short_name}".strip())


def _still_needed(
    program: Program, *, has_name: bool, day_clear: bool, electives: int, has_folder: bool
) -> tuple[str, ...]:
    """Return what still has to be entered before a portfolio can be made."""
    needed = []
    if not has_name:
        needed.append(_("your name"))
    if not day_clear:
        day = (
            _("the date you enrolled, like {example}")
            if program.clock is None
            else _("your admission date, like {example}")
        )
        needed.append(day.format(example=long_day(EXAMPLE)))
    left = program.choice.electives - electives
    if left > 0:
        said = ngettext("{count} more elective", "{count} more electives", left)
        needed.append(said.format(count=left))
    elif left < 0:
        said = ngettext("{count} fewer elective", "{count} fewer electives", -left)
        needed.append(said.format(count=-left))
    if not has_folder:
        needed.append(_("a folder"))
    return tuple(needed)
