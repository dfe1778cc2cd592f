"""The Plan tab of a competency: notes for the candidate alone, never packaged."""

from collections.abc import Sequence
from dataclasses import replace
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from lssc_desktop.core.portfolio.portfolio import CompetencyWork, Plan, Rating
from lssc_desktop.messages.competency import ideas_text
from lssc_desktop.messages.evaluation import rating_word
from lssc_desktop.ui.kit.buttons import link_button, signals_blocked
from lssc_desktop.ui.kit.fields import DebouncedTextEdit, NamedField
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label, icon_with_words
from lssc_desktop.ui.kit.layout import column, row, stretch
from lssc_desktop.ui.kit.pages import Divider, EdgedPage, FlowLayout, scrolled
from lssc_desktop.ui.kit.tokens import Ink, Type

_RATINGS = (*Rating, None)


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
            theme, _("Notes for yourself. They never go into a package."), Type.TABLE, Ink.INK2
        )
        self.primary = DebouncedTextEdit(theme, "")
        self.secondary = DebouncedTextEdit(theme, "")
        self.suggestions = DebouncedTextEdit(theme, "")
        self.other = DebouncedTextEdit(theme, "")
        self.pds = DebouncedTextEdit(theme, "")
        self.ideas_button = link_button(icons, _("Ideas for evidence"), "bulb")
        self.ideas_button.setCheckable(True)
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
            (_("Secondary evidence"), _("What adds to it"), self.secondary),
            (_("Suggestion (PDS)"), _("One you might answer"), self.suggestions),
            (_("Other ways"), _("Whatever else comes to mind"), self.other),
        )
        for place, (name, note, field) in enumerate(fields):
            field.settled.connect(self._change_plan)
            named = NamedField(theme, name, field, note, parent=content)
            boxes.addWidget(named, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        answered = NamedField(
            theme,
            _("The suggestion you answer"),
            self.pds,
            _(
                "If you answer a Portfolio Development Suggestion, paste its text here. It "
                "then stands as the introduction, and this one field is packaged."
            ),
        )
        column(
            icon_with_words(icons, "eye-off", private),
            row(self.ideas_button, stretch),
            self.ideas,
            boxes,
            self._rating_row(icons),
            Divider(),
            answered,
            stretch,
            gap=10,
            margins=(22, 12, 22, 12),
            on=content,
        )

        self.ideas_button.toggled.connect(self.ideas.setVisible)
        self._ratings.idToggled.connect(self._change_rating)
        self.pds.settled.connect(self.pds_changed)

    def show_work(self, work: CompetencyWork, ideas: Sequence[str]) -> None:
        """Show what was noted; ideas for evidence are unfolded where there is none yet."""
        self.ideas.setText(ideas_text(ideas))
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
            self._ratings.button(_RATINGS.index(work.self_rating)).setChecked(True)
        for rating, button in zip(_RATINGS, self._ratings.buttons(), strict=True):
            in_use = rating is None or rating in self._scale or rating is work.self_rating
            button.setVisible(in_use)

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
        for number, rating in enumerate(_RATINGS):
            button = QRadioButton(rating_word(rating))
            self._ratings.addButton(button, number)
            flow.addWidget(button)
        return group

    @Slot()
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

    @Slot(int, bool)
    def _change_rating(self, number: int, chosen: bool) -> None:
        if chosen:
            self.self_rating_changed.emit(_RATINGS[number])
