"""The page to plan a set: all of its competencies at once, with ratings, evidence and ideas.

And the Plan tab of one competency: notes for the candidate alone, never packaged.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QGridLayout, QRadioButton, QWidget

from lssc_desktop.core.overview.next_steps import (
    OutlineHeads,
    PlannedCompetency,
    PlanOrder,
    outline,
    planned_competencies,
    statement_outline,
)
from lssc_desktop.core.portfolio import edits
from lssc_desktop.core.portfolio.portfolio import (
    CompetencyWork,
    Plan,
    Portfolio,
    SetWork,
    TextPlace,
)
from lssc_desktop.core.program.program import CompetencySet
from lssc_desktop.core.program.schema import Rating, Route
from lssc_desktop.core.standing.search import TextField
from lssc_desktop.core.text.richtext import RichText
from lssc_desktop.formats.numbers import number_text
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext, spoken
from lssc_desktop.messages.competency import competency_state_word
from lssc_desktop.messages.evaluation import rating_word
from lssc_desktop.store.program_texts import evidence_ideas
from lssc_desktop.ui.base.place import FoundWords, PlanPlace, SetPlace, Tab
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import StatusChip, link_button, plain_button, signals_blocked
from lssc_desktop.ui.kit.cards import Card
from lssc_desktop.ui.kit.fields import ChoiceField, DebouncedLineEdit, DebouncedTextEdit, NamedField
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label, icon_with_words
from lssc_desktop.ui.kit.layout import column, row, stretch
from lssc_desktop.ui.kit.pages import Divider, EdgedPage, FlowLayout, PageHead, RowPool, scrolled
from lssc_desktop.ui.kit.speech import Speech, speak_as
from lssc_desktop.ui.kit.tokens import PAGE_MARGIN, Ink, Tone, Type
from lssc_desktop.ui.shared.competency_rows import STATE_LOOKS
from lssc_desktop.ui.shared.found_words import select_found
from lssc_desktop.values import dataclass

_NUMBER_WIDTH = 26


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What a row shows: a competency, ideas for it, and what can be written.

    `is_open` says whether its set can be written in, `takes_notes` whether the plan can; `scale`
    are the ratings of the program.
    """

    planned: PlannedCompetency
    ideas: tuple[str, ...]
    is_open: bool
    takes_notes: bool
    scale: tuple[Rating, ...] = tuple(Rating)


class PlanRow(QWidget):
    """A competency on the plan of its set."""

    plan_changed = Signal(int, object)
    """The number of the competency, and its `Plan`."""
    rating_changed = Signal(int, object)
    """The number, and a `Rating`, or None for not rated."""
    open_requested = Signal(int, object)
    """The number, and the `Tab` to open."""
    outline_requested = Signal(int)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        self._number = 0
        self._plan = Plan()
        self.line = Divider()
        self.number = Label(theme, "", Type.BODY_STRONG, Ink.INK2, wrap=False, tabular=True)
        self.number.setFixedWidth(theme.measure(_NUMBER_WIDTH))
        self.title = Label(theme, "", Type.BODY_STRONG)
        self.summary = Label(theme, "", Type.TABLE, Ink.INK2)
        self.state = StatusChip(icons, None, "", Tone.INFO)
        self.rating = ChoiceField()
        self._given: tuple[Rating | None, ...] = ()
        self.note = DebouncedLineEdit(_("Note"), _("What you could use to show it"))
        self.parked = QCheckBox(_("Set aside for now"))
        self.evidence = link_button(icons, "", "paperclip")
        self.ideas_button = link_button(icons, _("Ideas for evidence"), "bulb")
        self.ideas_button.setCheckable(True)
        speak_as(self.ideas_button, Speech.EXPANDER)
        self.ideas = Label(theme, "", Type.TABLE, Ink.INK2)
        self.open = plain_button(icons, _("Open"), "pencil", small=True)
        self.outline = plain_button(icons, _("Start with an outline"), "list-check", small=True)

        acts = FlowLayout(spacing=12)
        for act in (self.evidence, self.ideas_button, self.parked):
            acts.addWidget(act)
        words = column(
            row((self.title, 1), (self.state, Qt.AlignmentFlag.AlignTop), gap=8),
            self.summary,
            row(self.rating, (self.note, 1), gap=8),
            row((acts, 1), self.outline, self.open, gap=8),
            self.ideas,
            gap=6,
        )
        column(
            self.line,
            row(
                (self.number, Qt.AlignmentFlag.AlignTop),
                (words, 1),
                gap=8,
                margins=(14, 10, 14, 12),
            ),
            gap=0,
            on=self,
        )
        self.rating.activated.connect(self._rate)
        self.note.settled.connect(self._plan_note)
        self.parked.toggled.connect(self._park)
        self.ideas_button.toggled.connect(self.ideas.setVisible)
        self.ideas.hide()
        self.open.clicked.connect(self._open_response)
        self.evidence.clicked.connect(self._open_evidence)
        self.outline.clicked.connect(self._ask_outline)

    def show_facts(self, facts: RowFacts, *, first: bool) -> None:
        """Show a competency; a line parts it from the one before."""
        planned = facts.planned
        competency, work = planned.competency, planned.work
        self._number, self._plan = competency.number, work.plan
        name = _("{number}, {title}").format(number=competency.number, title=competency.title)
        self.line.setVisible(not first)
        self.number.setText(f"{competency.number}")
        self.title.setText(competency.title)
        self.summary.setText(competency.summary or competency.note)
        icon, tone = STATE_LOOKS[planned.state] if planned.state.is_ready else (None, Tone.INFO)
        self.state.set_status(icon, competency_state_word(planned.state), tone)
        with QSignalBlocker(self.rating), QSignalBlocker(self.parked):
            self._show_rating(work.self_rating, facts.scale)
            self.parked.setChecked(work.plan.parked)
        self.note.show_text(work.plan.primary.partition("\n")[0])
        self.evidence.setText(_evidence_count_line(len(work.evidence)))
        self.ideas.setText(_ideas_text(facts.ideas))
        self.ideas_button.setVisible(bool(facts.ideas))
        self.outline.setVisible(work.response is None and facts.is_open)
        self.note.setReadOnly(not facts.takes_notes)
        for field in (self.rating, self.parked):
            field.setEnabled(facts.takes_notes)
        for widget, words in (
            (self.rating, _("Your own rating: {name}")),
            (self.note, _("Note: {name}")),
            (self.parked, _("Set aside for now: {name}")),
            (self.evidence, f"{self.evidence.text()}: {{name}}"),
            (self.ideas_button, _("Ideas for evidence: {name}")),
            (self.open, _("Open: {name}")),
            (self.outline, _("Start with an outline: {name}")),
        ):
            widget.setAccessibleName(words.format(name=name))

    def settle(self) -> None:
        """Commit what is still in the field."""
        self.note.settle()

    def _rate(self, index: int) -> None:
        rating = self.rating.itemData(index)  # Qt made a plain string of it
        self.rating_changed.emit(self._number, None if rating is None else Rating(rating))

    def _show_rating(self, rating: Rating | None, scale: tuple[Rating, ...]) -> None:
        """Offer the ratings of the program, and the one that was given by another's."""
        given = (None, *(each for each in Rating if each in scale or each is rating))
        if given != self._given:
            self._given = given
            self.rating.clear()
            for each in given:
                self.rating.addItem(rating_word(each), each)
        self.rating.setCurrentIndex(given.index(rating))

    def _plan_note(self) -> None:
        _first, break_, rest = self._plan.primary.partition("\n")
        text = self.note.text()
        primary = f"{text}{break_}{rest}" if text or rest else ""
        if primary != self._plan.primary:
            self.plan_changed.emit(self._number, replace(self._plan, primary=primary))

    def _park(self, parked: bool) -> None:
        self.plan_changed.emit(self._number, replace(self._plan, parked=parked))

    def _open_response(self) -> None:
        self.open_requested.emit(self._number, Tab.RESPONSE)

    def _open_evidence(self) -> None:
        self.open_requested.emit(self._number, Tab.EVIDENCE)

    def _ask_outline(self) -> None:
        self.outline_requested.emit(self._number)


class PlanPage(QWidget):
    """All competencies of a set at once: how sure one is, what one has, where to begin."""

    place_requested = Signal(object)

    def __init__(self, session: Session, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._icons = services.icons
        self._set_id = ""
        self._ideas = evidence_ideas(session.program.id, spoken().language)
        theme = services.icons.theme
        self._scroll, content = scrolled(self, QWidget())
        self._head = PageHead(theme, "", parent=content)
        self.order = ChoiceField()
        self.order.setAccessibleName(_("{Competency} order"))
        self.order.addItem(_("In order"), PlanOrder.NUMBERED)
        self.order.addItem(_("Most confident first"), PlanOrder.SUREST_FIRST)
        self.back = plain_button(services.icons, _("Back to the {set}"), "arrow-back-up")
        self._head.buttons.addWidget(self.order)
        self._head.buttons.addWidget(self.back)
        self._card = Card(padding=1)
        self._card.content.setSpacing(0)
        self._pool: RowPool[RowFacts, PlanRow] = RowPool(
            self._card.content, 0, lambda facts: facts.planned.competency.number
        )
        column(
            self._head,
            self._card,
            stretch,
            gap=14,
            margins=(PAGE_MARGIN, 20, PAGE_MARGIN, PAGE_MARGIN),
            on=content,
        )
        self.order.activated.connect(self._show_again)
        self.back.clicked.connect(self._go_back)
        session.portfolio_changed.connect(self._on_portfolio)
        session.settle_requested.connect(self.settle)

    @property
    def rows(self) -> tuple[PlanRow, ...]:
        """The rows shown now, in order."""
        return self._pool.rows

    def go_to(self, place: PlanPlace) -> None:
        """Show the plan of a set."""
        if place.set_id != self._set_id:
            self.settle()
            self._set_id = place.set_id
            self._scroll.verticalScrollBar().setValue(0)
        self._show_again()

    def settle(self) -> None:
        """Commit what is still in the fields."""
        for each in self.rows:
            each.settle()

    def _on_portfolio(self, _portfolio: Portfolio) -> None:
        if self.isVisible():
            self._show_again()

    def _show_again(self) -> None:
        found = self._found()
        if found is None:
            return
        competency_set, work = found
        self._head.title.setText(_("Plan {set_title}").format(set_title=competency_set.title))
        self._head.note.setText(
            _(
                "How sure are you about each one, and what could you use to show it? These "
                "notes are never packaged."
            )
        )
        order = PlanOrder(self.order.currentData())  # Qt made a plain string of it
        planned = planned_competencies(competency_set, work, order)
        is_open = work.route is Route.PORTFOLIO and self._session.lock_of(competency_set.id) is None
        items = [
            RowFacts(
                each,
                self._ideas.get((competency_set.id, each.competency.number), ()),
                is_open,
                takes_notes=not self._session.is_read_only,
                scale=self._session.program.pass_rule.scale,
            )
            for each in planned
        ]
        for place, (line, facts) in enumerate(
            zip(self._pool.show(items, self._make_row), items, strict=True)
        ):
            line.show_facts(facts, first=place == 0)

    def _found(self) -> tuple[CompetencySet, SetWork] | None:
        competency_set = self._session.program.competency_set(self._set_id)
        work = self._session.portfolio.set_work(self._set_id)
        return None if competency_set is None or work is None else (competency_set, work)

    def _make_row(self, _facts: RowFacts) -> PlanRow:
        line = PlanRow(self._icons, self._card)
        line.plan_changed.connect(self._set_plan)
        line.rating_changed.connect(self._set_rating)
        line.open_requested.connect(self._open)
        line.outline_requested.connect(self._begin_outline)
        return line

    def _set_plan(self, number: int, plan: Plan) -> None:
        self._edit(partial(edits.set_plan, set_id=self._set_id, number=number, plan=plan))

    def _set_rating(self, number: int, rating: Rating | None) -> None:
        self._edit(
            partial(edits.set_self_rating, set_id=self._set_id, number=number, rating=rating)
        )

    def _edit(self, edit: partial[Portfolio]) -> None:
        today = self._session.today
        self._session.apply(lambda portfolio: edit(portfolio, today=today))

    def _open(self, number: int, tab: Tab) -> None:
        self.place_requested.emit(SetPlace(self._set_id, number, tab=tab))

    def _begin_outline(self, number: int) -> None:
        """Begin a response with an outline, and go there."""
        if begin_outline(self._session, self._set_id, number):
            self._open(number, Tab.RESPONSE)

    def _go_back(self) -> None:
        self.place_requested.emit(SetPlace(self._set_id))


def begin_outline(session: Session, set_id: str, number: int | None) -> bool:
    """Begin a response, or with None the statement that covers a set; return whether it was.

    It gets headings and the candidate's own notes. A text that was begun stays as it is.
    """
    work = session.portfolio.set_work(set_id)
    if work is None:
        return False
    document = work.statement if number is None else work.competency(number).response
    if document is not None:
        return False
    if number is None:
        text = statement_outline(session.program, work)
    else:
        text = _response_outline(session.portfolio, work.competency(number))
    session.write_response(TextPlace(set_id, number), text)
    session.save_now()
    return True


def _response_outline(portfolio: Portfolio, work: CompetencyWork) -> RichText:
    names = {file.path: file.path.rpartition("/")[2] for file in portfolio.evidence}
    heads = OutlineHeads(_("What I did"), _("What I learned"), _("How well it worked"))
    return outline(work, names, heads)


# Tab --------------------------------------------------------------------------------------------

_BUTTONS = (*Rating, None)


class PlanTab(QWidget):
    """The tab of planning notes, of the candidate's own rating, and of the suggestion."""

    plan_changed = Signal(object)
    """A `Plan`."""
    self_rating_changed = Signal(object)
    """A `Rating`, or None for not rated."""
    pds_changed = Signal(str)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        private = Label(
            theme, _("Notes to yourself. They never go into a package."), Type.TABLE, Ink.INK2
        )
        self.primary = DebouncedTextEdit(theme, "")
        self.secondary = DebouncedTextEdit(theme, "")
        self.suggestions = DebouncedTextEdit(theme, "")
        self.other = DebouncedTextEdit(theme, "")
        self.pds = DebouncedTextEdit(theme, "")
        self.ideas_button = link_button(icons, _("Ideas for evidence"), "bulb")
        self.ideas_button.setCheckable(True)
        speak_as(self.ideas_button, Speech.EXPANDER)
        self._ratings = QButtonGroup(self)
        self._shown: tuple[int, tuple[str, ...]] | None = None
        self._plan = Plan()
        self._scale: tuple[Rating, ...] = tuple(Rating)

        self.scroll_page, content = scrolled(self, QWidget(), EdgedPage)
        self.ideas = Label(theme, "", Type.TABLE, Ink.INK2, parent=content)
        self.ideas.hide()
        boxes = QGridLayout()
        boxes.setHorizontalSpacing(16)
        boxes.setVerticalSpacing(10)
        fields = (
            (_("Primary evidence"), _("What shows it directly"), self.primary),
            (_("Secondary evidence"), _("What supports it"), self.secondary),
            (_("The program’s suggestions"), _("A PDS you might answer"), self.suggestions),
            (_("Other ways"), _("Anything else that comes to mind"), self.other),
        )
        self.primary.stand_beside(self.secondary)
        self.suggestions.stand_beside(self.other)
        self._of_responses: list[QWidget] = []
        for place, (name, note, field) in enumerate(fields):
            field.settled.connect(self._change_plan)
            named = NamedField(theme, name, field, note, parent=content)
            if field is self.other:
                self._other = named
            else:
                self._of_responses.append(named)
            boxes.addWidget(named, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        answered = NamedField(
            theme,
            _("The suggestion you’re answering"),
            self.pds,
            _(
                "If you’re answering a Portfolio Development Suggestion, paste its text "
                "here. It becomes the introduction, and only this field is packaged."
            ),
        )
        line = Divider()
        self._of_responses += [answered, line]
        column(
            icon_with_words(icons, "eye-off", private),
            row(self.ideas_button, stretch),
            self.ideas,
            boxes,
            self._rating_row(icons),
            line,
            answered,
            stretch,
            gap=10,
            margins=(22, 12, 22, 12),
            on=content,
        )

        self.ideas_button.toggled.connect(self.ideas.setVisible)
        self._ratings.idToggled.connect(self._change_rating)
        self.pds.settled.connect(self.pds_changed)

    def show_only_notes(self) -> None:
        """Leave out what is about a response: the statement covers the competency."""
        for part in self._of_responses:
            part.hide()
        note = _("What you did, what you learned, which evidence shows it")
        self._other.set_words(_("What to write about it"), note)

    def show_work(self, work: CompetencyWork, ideas: Sequence[str]) -> None:
        """Show what was noted; ideas for evidence are unfolded where there is none yet."""
        self.ideas.setText(_ideas_text(ideas))
        self.ideas_button.setVisible(bool(ideas))
        shown = work.number, tuple(ideas)
        if shown != self._shown:  # what was folded by hand stays so while it is in sight
            self._shown = shown
            self.ideas_button.setChecked(bool(ideas) and not work.evidence)
        self._plan = plan = work.plan
        self.primary.show_text(plan.primary)
        self.secondary.show_text(plan.secondary)
        self.suggestions.show_text(plan.pds)
        self.other.show_text(plan.other)
        self.pds.show_text(work.pds)
        with signals_blocked(self._ratings):
            self._ratings.button(_BUTTONS.index(work.self_rating)).setChecked(True)
        for rating, button in zip(_BUTTONS, self._ratings.buttons(), strict=True):
            in_use = rating is None or rating in self._scale or rating is work.self_rating
            button.setVisible(in_use)

    def show_found(self, found: FoundWords) -> None:
        """Select words that the user looked for, in the note that has them."""
        fields = {
            TextField.PRIMARY: self.primary,
            TextField.SECONDARY: self.secondary,
            TextField.SUGGESTION: self.suggestions,
            TextField.OTHER: self.other,
            TextField.ANSWERED: self.pds,
        }
        if found.field in fields:
            select_found((fields[found.field],), found)

    def set_scale(self, scale: tuple[Rating, ...]) -> None:
        """Offer the ratings of this program from the next competency on."""
        self._scale = scale

    def set_locked(self, *, locked: bool, notes: bool) -> None:
        """Let the suggestion be as it was handed in, and with `notes` all that is noted too."""
        self.pds.setReadOnly(locked)
        for field in self._notes:
            field.setReadOnly(notes)
        for button in self._ratings.buttons():
            button.setEnabled(not notes)

    def settle(self) -> None:
        """Commit what is still in the fields."""
        for field in (*self._notes, self.pds):
            field.settle()

    @property
    def _notes(self) -> tuple[DebouncedTextEdit, ...]:
        return (self.primary, self.secondary, self.suggestions, self.other)

    def _rating_row(self, icons: Icons) -> QWidget:
        group = QWidget()
        group.setAccessibleName(_("How well do you show it?"))
        flow = FlowLayout(group, spacing=13)
        flow.setContentsMargins(0, 4, 0, 0)
        flow.addWidget(
            Label(icons.theme, _("How well do you show it?"), Type.TABLE_STRONG, wrap=False)
        )
        for number, rating in enumerate(_BUTTONS):
            button = QRadioButton(rating_word(rating))
            self._ratings.addButton(button, number)
            flow.addWidget(button)
        return group

    def _change_plan(self) -> None:
        self.plan_changed.emit(
            replace(
                self._plan,
                primary=self.primary.toPlainText(),
                secondary=self.secondary.toPlainText(),
                pds=self.suggestions.toPlainText(),
                other=self.other.toPlainText(),
            )
        )

    def _change_rating(self, number: int, chosen: bool) -> None:
        if chosen:
            self.self_rating_changed.emit(_BUTTONS[number])


def _evidence_count_line(count: int) -> str:
    """Say how many evidence files a competency shows."""
    if not count:
        return _("No evidence yet")
    return ngettext("{count} evidence file", "{count} evidence files", count).format(
        count=number_text(count)
    )


def _ideas_text(ideas: Sequence[str]) -> str:
    """List ideas for evidence, and say whose they are."""
    whose = _("These are our ideas, not the program’s. {Evaluators} haven’t seen them.")
    return "\n".join((*(f"\N{BULLET} {idea}" for idea in ideas), whose))
