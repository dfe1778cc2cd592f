"""Dialogs of an office's list: its evaluators, one of them, and conflicts of interest."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
)

from lssc_desktop.core.files.names import one_line
from lssc_desktop.core.review.review import ConflictAnswer
from lssc_desktop.core.submission.assigning import loads
from lssc_desktop.core.submission.assignments import person_key
from lssc_desktop.core.submission.evaluators import (
    Conflict,
    Evaluator,
    Evaluators,
    KnownConflict,
    Ruling,
    decide_conflict,
    put_evaluator,
    remove_evaluator,
)
from lssc_desktop.core.submission.shelf import ShelfEntry
from lssc_desktop.languages import LANGUAGES
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.office import at_most_text, conflict_line, languages_text, ruling_word
from lssc_desktop.messages.shelf import shelf_title
from lssc_desktop.ui.kit.buttons import plain_button
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.fields import ChoiceField, NamedField, NumberField, TextBox
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add, column, row, stretch
from lssc_desktop.ui.kit.tables import Column, RecordTable
from lssc_desktop.ui.kit.tokens import Ink, Type
from lssc_desktop.values import dataclass

_LIST_SIZE = (820, 460)
_NAME_WIDTH = 190  # pixels
_WIDTH = 500
_LONGEST = 120
_MOST = 999
_SETS_HEIGHT = 150  # pixels
_WORDS_LINES = 2


@dataclass(frozen=True, slots=True)
class ListedEvaluator:
    """A row of the list: an evaluator, how many packages they have now, and the sets' titles."""

    evaluator: Evaluator
    has_now: int
    sets: str
    conflicts: int


class EvaluatorsDialog(Dialog):
    """A dialog with the office's list of evaluators, and what each of them has to do now."""

    changed = Signal(object)
    """What makes another list of the list: `Callable[[Evaluators], Evaluators]`."""

    def __init__(self, rows: Sequence[ShelfEntry], found: Evaluators, icons: Icons) -> None:
        super().__init__(
            icons,
            _("{Evaluators}"),
            _("Close"),
            note=_(
                "Everyone who opens this folder sees the list. Assign, by rule, goes by what they "
                "take and have to do."
            ),
            size=_LIST_SIZE,
        )
        self._icons = icons
        self._has_now = loads(rows)
        self._titles = {
            each.package.set_id: one_line(each.package.set_title)
            for each in rows
            if each.package.set_id
        }
        columns = (
            Column[ListedEvaluator](_("Name"), lambda each: one_line(each.evaluator.name)),
            Column[ListedEvaluator](
                _("Has now"),
                lambda each: str(each.has_now),
                lambda each: each.has_now,
                numbers=True,
            ),
            Column[ListedEvaluator](_("At most"), lambda each: at_most_text(each.evaluator)),
            Column[ListedEvaluator](_("{Sets}"), lambda each: each.sets),
            Column[ListedEvaluator](_("Languages"), lambda each: languages_text(each.evaluator)),
            Column[ListedEvaluator](
                _("Conflicts"),
                lambda each: str(each.conflicts or "–"),
                lambda each: each.conflicts,
                numbers=True,
            ),
        )
        self.table = RecordTable[ListedEvaluator](
            columns, lambda each: person_key(each.evaluator.name), icons.theme, _("{Evaluators}")
        )
        self.table.setProperty("look", "framed")
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(0, icons.theme.measure(_NAME_WIDTH))
        self.add = plain_button(icons, _("Add…"), "plus")
        self.change = plain_button(icons, _("Change…"), "edit")
        self.remove = plain_button(icons, _("Remove"), "x")
        self.form: EvaluatorDialog | None = None
        add(self.content, (self.table, 1), row(self.add, self.change, self.remove, stretch, gap=8))
        self.table.chosen_changed.connect(self._check)
        self.table.activated.connect(self._ask_change)
        self.add.clicked.connect(self._ask_new)
        self.change.clicked.connect(self._ask_change)
        self.remove.clicked.connect(self._remove)
        self.buttons.accepted.connect(self.accept)
        self.show_list(found)

    def show_list(self, found: Evaluators) -> None:
        """Show the list as it is now."""
        self.table.show_records(
            tuple(
                ListedEvaluator(
                    each,
                    self._has_now[person_key(each.name)],
                    ", ".join(self._titles.get(one, one) for one in each.sets) or _("All"),
                    len(found.conflicts_of(each.name)),
                )
                for each in found.people
            )
        )
        self._check()

    def _check(self) -> None:
        for button in (self.change, self.remove):
            button.setEnabled(self.table.chosen is not None)

    def _ask_new(self) -> None:
        self._ask(Evaluator(""))

    def _ask_change(self) -> None:
        chosen = self.table.chosen
        if chosen is not None:
            self._ask(chosen.evaluator)

    def _ask(self, before: Evaluator) -> None:
        titles = dict.fromkeys(before.sets, "") | self._titles
        form = EvaluatorDialog(before, titles, self._icons)
        form.entered.connect(self.changed)
        self.form = form.show_for(self)

    def _remove(self) -> None:
        chosen = self.table.chosen
        if chosen is not None:
            self.changed.emit(partial(remove_evaluator, name=chosen.evaluator.name))


class EvaluatorDialog(Dialog):
    """A dialog that asks what one evaluator takes."""

    entered = Signal(object)
    """What makes another list of the list."""

    def __init__(self, before: Evaluator, titles: Mapping[str, str], icons: Icons) -> None:
        title = _("{Evaluator}")
        super().__init__(icons, title, _("Save"), _("Cancel"), heading=before.name, size=_WIDTH)
        theme = icons.theme
        self._before = before
        self.name = QLineEdit(before.name)
        self.email = QLineEdit(before.email)
        for line in (self.name, self.email):
            line.setMaxLength(_LONGEST)
        self.most = NumberField(0)
        self.most.setRange(0, _MOST)
        self.most.setValue(before.most or 0)
        self.sets = QListWidget()
        self.sets.setProperty("look", "framed")
        self.sets.setAccessibleName(_("{Sets}"))
        self.sets.setMaximumHeight(theme.measure(_SETS_HEIGHT))
        for set_id, set_title in sorted(titles.items(), key=lambda each: each[1] or each[0]):
            item = QListWidgetItem(set_title or set_id)
            item.setData(Qt.ItemDataRole.UserRole, set_id)
            is_taken = set_id in before.sets
            item.setCheckState(Qt.CheckState.Checked if is_taken else Qt.CheckState.Unchecked)
            self.sets.addItem(item)
        self.languages = {code: QCheckBox(name) for code, name in LANGUAGES.items()}
        for code, box in self.languages.items():
            box.setChecked(code in before.languages)
        self.away = QCheckBox(_("A&way: gets nothing new"))
        self.away.setChecked(before.away)
        self.content.setSpacing(10)
        add(
            self.content,
            NamedField(theme, _("&Name"), self.name),
            NamedField(theme, _("&Email"), self.email),
            NamedField(theme, _("Packages at once, at &most"), self.most, _("0: no limit")),
        )
        if titles:
            takes = NamedField(theme, _("&{Sets} they take"), self.sets, _("None checked: all"))
            add(self.content, takes)
        words = Label(theme, _("Languages they read"), Type.TABLE_STRONG)
        note = Label(theme, _("None checked: all"), Type.TABLE, Ink.INK2)
        boxes = row(*self.languages.values(), stretch, gap=16)
        add(self.content, column(words, note, boxes, gap=4), self.away)
        self.name.textChanged.connect(self._check)
        self.buttons.accepted.connect(self._enter)
        self._check()

    @property
    def evaluator(self) -> Evaluator:
        """What is entered now."""
        items = [self.sets.item(place) for place in range(self.sets.count())]
        taken = (each for each in items if each.checkState() is Qt.CheckState.Checked)
        return Evaluator(
            one_line(self.name.text()),
            one_line(self.email.text()),
            tuple(str(each.data(Qt.ItemDataRole.UserRole)) for each in taken),
            tuple(code for code, box in self.languages.items() if box.isChecked()),
            int(self.most.number) or None,
            self.away.isChecked(),
        )

    def _check(self) -> None:
        self.accept_button.setEnabled(bool(one_line(self.name.text())))

    def _enter(self) -> None:
        self.entered.emit(partial(_put, before=self._before.name, new=self.evaluator))
        self.accept()


def _put(found: Evaluators, before: str, new: Evaluator) -> Evaluators:
    """Return the list with an evaluator who perhaps had another name before."""
    return put_evaluator(remove_evaluator(found, before) if before else found, new)


# Conflicts of interest --------------------------------------------------------------------------


class ConflictDialog(Dialog):
    """A dialog with the program's question about a conflict of interest."""

    answered = Signal(object)
    """A `ConflictAnswer`."""

    def __init__(
        self,
        question: str,
        given: ConflictAnswer | None,
        icons: Icons,
        *,
        is_blind: bool = False,
    ) -> None:
        note = _("Your answer is in your evaluation. The program office sees it.")
        if is_blind:
            unnamed = _(
                "You aren’t told who the candidate is. Answer for everyone it could be; if you "
                "recognize the candidate later, change your answer."
            )
            note = f"{unnamed} {note}"
        super().__init__(
            icons,
            _("Conflict of interest"),
            _("Save"),
            _("Cancel"),
            heading=question,
            note=note,
            size=_WIDTH,
        )
        self._question = question
        self.no = QRadioButton(_("&No"))
        self.yes = QRadioButton(_("&Yes, or I’m not sure"))
        self.words = TextBox(icons.theme, _WORDS_LINES, _("What the conflict is"), _("What is it?"))
        add(self.content, self.no, self.yes, self.words)
        if given is not None:
            (self.yes if given.declared else self.no).setChecked(True)
            self.words.setPlainText(given.words)
        self.no.toggled.connect(self._check)
        self.yes.toggled.connect(self._check)
        self.words.textChanged.connect(self._check)
        self.buttons.accepted.connect(self._answer)
        self._check()

    def _check(self) -> None:
        declared = self.yes.isChecked()
        if self.words.isHidden() is declared:
            self.words.setVisible(declared)
            self.fit()
        said = bool(self.words.toPlainText().strip())
        self.accept_button.setEnabled(self.no.isChecked() or (declared and said))

    def _answer(self) -> None:
        declared = self.yes.isChecked()
        words = self.words.toPlainText().strip() if declared else ""
        self.answered.emit(ConflictAnswer(self._question, declared, words))
        self.accept()


class ConflictsDialog(Dialog):
    """A dialog with the conflicts about a package's candidate, where the office decides on them."""

    decided = Signal(object)
    """What makes another list of the list."""

    def __init__(
        self,
        entry: ShelfEntry,
        people: Sequence[str],
        by: str,
        today: date,
        icons: Icons,
    ) -> None:
        super().__init__(
            icons,
            _("Conflicts of interest"),
            _("Save"),
            _("Close"),
            heading=shelf_title(entry),
            note=_("Whoever is kept apart can’t be assigned to this candidate’s work."),
            size=_WIDTH,
        )
        theme = icons.theme
        self._entry, self._by, self._today = entry, by, today
        self._known = {person_key(each.person): each for each in entry.conflicts}
        self.known = tuple(Label(theme, conflict_line(each)) for each in entry.conflicts)
        self.person = ChoiceField()
        self.person.setEditable(True)
        names = dict.fromkeys((*(each.person for each in entry.conflicts), *people))
        self.person.addItems(list(names))
        self.person.setCurrentIndex(0 if entry.conflicts else -1)
        line = self.person.lineEdit()
        if line is not None:
            line.setMaxLength(_LONGEST)
        self.words = TextBox(theme, _WORDS_LINES)
        self.rulings = {each: QRadioButton(ruling_word(each)) for each in Ruling}
        self.reason = QLineEdit()
        self.content.setSpacing(10)
        add(
            self.content,
            *self.known,
            NamedField(theme, _("&Who"), self.person),
            NamedField(theme, _("W&hat it is"), self.words, _("Only the office sees it.")),
            column(*self.rulings.values(), gap=4),
            NamedField(theme, _("&Reason"), self.reason),
        )
        self.person.editTextChanged.connect(self._fill)
        self.words.textChanged.connect(self._check)
        self.reason.textChanged.connect(self._check)
        for button in self.rulings.values():
            button.toggled.connect(self._check)
        self.buttons.accepted.connect(self._decide)
        self._fill()

    def _chosen(self) -> KnownConflict | None:
        return self._known.get(person_key(one_line(self.person.currentText())))

    def _fill(self) -> None:
        """Show what is known of the one who is named."""
        known = self._chosen()
        self.rulings[Ruling.APART if known is None else known.ruling].setChecked(True)
        self.words.setPlainText("" if known is None else known.words)
        self.reason.setText("" if known is None else known.reason)
        self._check()

    def _ruling(self) -> Ruling:
        return next(each for each, button in self.rulings.items() if button.isChecked())

    def _check(self) -> None:
        named = one_line(self.person.currentText())
        needs_reason = self._ruling() is Ruling.ALLOWED and not self.reason.text().strip()
        self.hint.setText(_("Say why it’s allowed.") if named and needs_reason else "")
        self.accept_button.setEnabled(bool(named) and not needs_reason)

    def _decide(self) -> None:
        new = Conflict(
            one_line(self.person.currentText()),
            self._entry.package.portfolio,
            self.words.toPlainText().strip(),
            self._today,
            self._by,
        )
        reason = self.reason.text().strip()
        new = new.decided(self._ruling(), reason, self._today, self._by)
        self.decided.emit(partial(decide_conflict, new=new))
        self.accept()
