"""Dialogs of a review: who reviews, what several reviews come to together, and the forecast.

It is long because what several evaluations come to is shown, decided and written in one dialog.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import compress
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTableView,
)

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.names import REVIEW_SUFFIX
from lssc_desktop.core.portfolio.portfolio import Outcome
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.agreement import compare_evaluations
from lssc_desktop.core.review.evaluation import (
    Forecast,
    Office,
    Verdict,
    comments_of,
    declared_conflicts,
    has_decider,
    require_evaluation_of,
    require_same_rules,
    result_of,
    verdict_of,
)
from lssc_desktop.core.review.review import (
    Review,
    ReviewMode,
    newest_reviews,
)
from lssc_desktop.core.submission.assignments import person_key
from lssc_desktop.core.submission.evaluators import NO_EVALUATORS, Evaluators, in_conflict
from lssc_desktop.core.submission.trust import SignatureCheck
from lssc_desktop.formats.lists import capitalized, word_list
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.evaluation import (
    beside_offer,
    comment_count,
    conflict_lines,
    decider_field,
    rating_word,
    rounding_sentence,
    rule_lines,
    three_ratings_line,
    together_word,
    verdict_words,
)
from lssc_desktop.messages.message import message_for, speak_of
from lssc_desktop.messages.office import agreement_line, conflict_line, pair_line
from lssc_desktop.messages.review import forecast_line, name_reason, note_reason, package_title
from lssc_desktop.messages.review_files import comment_place
from lssc_desktop.messages.rules import judged_by_line, without_code_line
from lssc_desktop.messages.shelf import outcome_word
from lssc_desktop.messages.signatures import why_not_combined, wrong_signature_lines
from lssc_desktop.messages.words import one_line
from lssc_desktop.package.judging import Judging
from lssc_desktop.package.opened import (
    OpenedPackage,
    reviewed_package,
    signature_of,
    with_own_names,
)
from lssc_desktop.package.rounds import evaluations_beside
from lssc_desktop.package.target import write_signed
from lssc_desktop.store.evaluators import list_around
from lssc_desktop.store.review_file import SignedReview, read_signed, with_review_suffix
from lssc_desktop.ui.base.file_dialogs import ask_files, ask_target
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.services import ProgramSpeech, Services
from lssc_desktop.ui.kit.buttons import plain_button, tinted_button
from lssc_desktop.ui.kit.cards import Callout
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.fields import ChoiceField, NamedField, TextBox
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.layout import add, row
from lssc_desktop.ui.kit.pages import FlowLayout, dispose
from lssc_desktop.ui.kit.tables import Column, RecordModel, TableStyler
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type
from lssc_desktop.ui.review.office.agreement import ComparedComments
from lssc_desktop.ui.shared.comment_card import RATING_LOOKS
from lssc_desktop.ui.shared.forecast_bar import ForecastBar, parts_of
from lssc_desktop.values import dataclass

_WIDTH = 460
_NOTE_LINES = 2
_LONGEST = 120


class NameDialog(Dialog):
    """A dialog that asks for the name, and whether this computer may remember it."""

    named = Signal(str, bool)
    """The name, and whether it may be remembered."""

    def __init__(
        self,
        name: str,
        icons: Icons,
        *,
        mode: ReviewMode = ReviewMode.REVIEW,
        remember: bool = False,
        can_keep: bool = True,
    ) -> None:
        super().__init__(icons, _("Reviewer"), _("Start"), _("Cancel"), heading="", size=_WIDTH)
        theme = icons.theme
        self.name = QLineEdit(name)
        self.name.setMaxLength(_LONGEST)
        self.remember = QCheckBox(_("Remember me on this computer"))
        self.remember.setChecked(remember and can_keep)
        if not can_keep:
            why_not = _("Remember me: off, because nothing is kept on this computer")
            self.remember.setText(why_not)
            self.remember.setEnabled(False)
        kept = Label(
            theme,
            _(
                "Your name and reviews are saved here, so you can see changes in the next "
                "copy. Leave this off on a shared computer."
            ),
            Type.TABLE,
            Ink.INK2,
        )
        self.content.setSpacing(10)
        field = NamedField(theme, _("&Your name"), self.name, name_reason(mode))
        add(self.content, field, self.remember, kept)
        kept.setVisible(can_keep)
        self.name.textChanged.connect(self._check)
        self.buttons.accepted.connect(self._name)
        self._check()

    def _check(self) -> None:
        self.accept_button.setEnabled(bool(self.name.text().strip()))

    def _name(self) -> None:
        self.named.emit(" ".join(self.name.text().split()), self.remember.isChecked())
        self.accept()


# A note on the whole set ------------------------------------------------------------------------


_NOTE_FIELD_LINES = 6


class NoteDialog(Dialog):
    """A dialog for the note on the whole set that a review file carries."""

    noted = Signal(str)

    def __init__(self, note: str, icons: Icons, *, mode: ReviewMode) -> None:
        title = _("Note on the whole {set}")
        super().__init__(icons, title, _("Save"), _("Cancel"), note=note_reason(mode))
        self.field = TextBox(icons.theme, _NOTE_FIELD_LINES, title)
        self.field.setPlainText(note)
        add(self.content, self.field)
        self.buttons.accepted.connect(self._save)

    def _save(self) -> None:
        self.noted.emit(self.field.toPlainText().strip())
        self.accept()


# What two evaluators, or three, come to: by competency, for the set, and as a result file -------


_COMBINE_SIZE = (900, 720)
_ICON = 14
_COMMENTS_HEIGHT = 96
_TONES = {
    Outcome.ACHIEVED: Tone.OK,
    Outcome.REVISION_ASKED: Tone.WARN,
    Outcome.NOT_ACHIEVED: Tone.BAD,
    None: Tone.INFO,
}


@dataclass(frozen=True, slots=True)
class CombinedRow:
    """One competency: what each evaluator found, and what that comes to."""

    number: int
    title: str
    given: tuple[Rating | None, ...]
    together: str


class CombineDialog(Dialog):
    """A dialog that combines evaluation files of one package, in the words of its program.

    It shows the outcome before anything is written.
    """

    saved = Signal(object)
    """The path of the result file."""

    def __init__(self, judging: Judging, services: Services) -> None:
        speak_of(judging.opened.program)
        super().__init__(
            services.icons,
            _("Combine evaluations"),
            _("Save result file"),
            _("Close"),
            heading=package_title(judging.opened.record),
            size=_COMBINE_SIZE,
        )
        ProgramSpeech(self, lambda: judging.opened.program)
        theme = services.icons.theme
        self._judging, self._opened = judging, judging.opened
        self._services = services
        self._evaluations: tuple[Review, ...] = ()
        self._beside: tuple[Review, ...] = ()
        self._signed: tuple[SignedReview, ...] = ()
        self._signature: SignatureCheck | None = None  # of the package, once it is known
        self._listed = NO_EVALUATORS
        self._verdict: Verdict | None = None
        self.accept_button.set_icon_name("device-floppy")
        self.add = plain_button(services.icons, _("Add evaluation files…"), "file-import")
        self.again = plain_button(services.icons, _("Start over"), "refresh")
        self.add_beside = tinted_button(services.icons, beside_offer(0), "files")
        self.names = Label(theme, "", Type.BODY)
        self.alarm = Callout(services.icons, "", Tone.BAD, icon="alert-triangle")
        self.conflicts = Callout(services.icons, "", Tone.INFO, icon="info-circle")
        self.despite = QLineEdit()
        self._despite_field = NamedField(
            theme,
            _("&Why it’s decided despite the conflict"),
            self.despite,
            _("This reason is kept in the result, which the candidate gets."),
        )
        self.removals = FlowLayout(spacing=8)
        self.summary = Callout(services.icons, "", Tone.INFO, icon="info-circle")
        self.rows = RecordModel[CombinedRow](_columns((), services.icons), self)
        self.table = QTableView()
        self.table.setModel(self.rows)
        self.table.setProperty("look", "framed")
        self.table.setAccessibleName(_("{Evaluators}’ ratings"))
        TableStyler(self.table, theme)
        self.compared = ComparedComments(services.icons)
        self.comments = QListWidget()
        self.comments.setWordWrap(True)
        self.comments.setProperty("look", "framed")
        self.comments.setAccessibleName(_("Comments for the candidate"))
        self.comments.setMaximumHeight(theme.measure(_COMMENTS_HEIGHT))
        self.comments_head = Label(theme, "", Type.TABLE, Ink.INK2)
        self.office = QLineEdit()
        self.outcome = ChoiceField()
        self.outcome.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for outcome in (None, *Outcome):
            words = _by_the_rule(None) if outcome is None else outcome_word(outcome)
            self.outcome.addItem(words, outcome)
        self.decider = ChoiceField()
        self.decider.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._decider_field = NamedField(theme, decider_field(judging.opened.program), self.decider)
        self.note = TextBox(theme, _NOTE_LINES)
        self._lay_out()
        self._connect()
        services.jobs.start(
            Lane.DISK,
            _look_around,
            services.preferences.folder,
            judging.opened,
            done=self._offer_beside,
            failed=self._fail,
            quiet=True,
        )
        self._show()

    @property
    def verdict(self) -> Verdict | None:
        """What the evaluations come to, None while there are not enough."""
        return self._verdict

    def choose(self) -> None:
        """Let evaluation files be chosen."""
        ask_files(
            self,
            _("Choose evaluation files"),
            self.add_files,
            filters=[review_filter()],
            start=self._opened.path.parent,
        )

    def add_files(self, paths: Sequence[Path]) -> None:
        """Read evaluation files and take them in."""
        config = self._services.preferences.folder
        self._services.jobs.start(
            Lane.SAVING, _read, config, tuple(paths), done=self._take_files, failed=self._fail
        )

    def add_evaluations(self, evaluations: Sequence[Review]) -> None:
        """Take evaluations in, of each its last writing; what is none of this package is told."""
        fits, wrong = [], None
        for each in evaluations:
            try:
                require_evaluation_of(self._opened.package_id, each)
                require_same_rules(self._judging.rules, self._opened.competency_set, (each,))
            except LsscError as error:
                wrong = error
            else:
                fits.append(each)
        self._evaluations = newest_reviews((*self._evaluations, *fits))
        self._show()
        if wrong is not None:
            self._tell(wrong)

    def _take_files(self, found: tuple[SignedReview, ...]) -> None:
        self._note_signed(found)
        self.add_evaluations([each.review for each in found])

    def _offer_beside(self, around: "_Around") -> None:
        self._signature = around.signature
        self._listed = around.listed
        self._note_signed(around.evaluations)
        self._beside = tuple(each.review for each in around.evaluations)
        self._show()

    def _note_signed(self, found: Sequence[SignedReview]) -> None:
        """Note what signatures show; what is read again of a review is what holds."""
        reviews = [each.review for each in found]
        self._signed = (*(each for each in self._signed if each.review not in reviews), *found)

    def _take_beside(self) -> None:
        self.add_evaluations(self._beside)

    def _remove(self) -> None:
        """Take one evaluation out again."""
        wanted = self.sender().property("review")
        self._evaluations = tuple(each for each in self._evaluations if each.id != wanted)
        self._show()

    def clear(self) -> None:
        """Begin with no evaluation."""
        self._evaluations = ()
        self._show()

    def choose_target(self) -> None:
        """Ask where the result file shall lie."""
        stem = self._opened.path.name.removesuffix(".zip").removesuffix(".lssc")
        ask_target(
            self,
            _("Where do you want to save the result file?"),
            self.save_to,
            name=f"{stem}-result{REVIEW_SUFFIX}",
            filters=[review_filter()],
            start=self._opened.path.parent,
        )

    def save_to(self, path: Path) -> None:
        """Write the result file."""
        found = self._verdict
        outcome = None if found is None else self.outcome.currentData() or found.outcome
        despite = one_line(self.despite.text()) if self._in_conflict() else ""
        is_waiting = bool(self._why_not_signed()) or (bool(self._in_conflict()) and not despite)
        if found is None or outcome is None or is_waiting:
            return
        office = Office(
            " ".join(self.office.text().split()),
            uuid4().hex,
            self._services.now(),
            self.note.toPlainText().strip(),
            self._judging.rules,
            self._judging.chosen,
            despite,
        )
        opened = self._opened
        result = result_of(
            self._evaluations,
            found,
            Outcome(outcome),
            office,
            self._left_out(),
            reviewed_package(opened),
        )
        result = replace(result, comments=with_own_names(opened, result.comments))
        self._services.jobs.start(
            Lane.SAVING,
            write_signed,
            with_review_suffix(path),
            self._opened.path,
            result,
            self._services.preferences.folder,
            done=self._tell_saved,
            failed=self._fail,
        )

    def _tell_saved(self, path: Path) -> None:
        self.saved.emit(path)
        self.accept()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, LsscError):
            self._services.notices.show_error(error)
            return
        self._tell(error)

    def _tell(self, error: LsscError) -> None:
        message = message_for(error)
        self.summary.set_tone(Tone.WARN, "alert-triangle")
        self.summary.set_title(message.happened)
        self.summary.set_text(f"{message.meaning} {message.advice}".strip())

    def _show(self) -> None:
        opened, given = self._opened, self._evaluations
        self._verdict = None
        self._offer_deciders()
        said = [_evaluators_line([one_line(each.reviewer, 60) for each in given])]
        if self._judging.chosen:
            said.append(judged_by_line(self._judging))
        said += [without_code_line(each.reviewer) for each in given if each.rules is None]
        compared = compare_evaluations(given, ())
        if len(given) > 1:
            said.append(f"{agreement_line(compared.overall)}.")
        self.names.setText(" ".join(said))
        self.names.setToolTip("\n".join(map(pair_line, compared.pairs)))
        if len(given) < opened.program.pass_rule.least_evaluators:
            self.summary.set_tone(Tone.INFO, "info-circle")
            self.summary.set_title("")
            self.summary.set_text(_need_evaluations(opened.program, len(given)))
        else:
            try:
                self._verdict = verdict_of(
                    opened.program,
                    opened.competency_set,
                    opened.package_id,
                    given,
                    self._decider(),
                )
            except LsscError as error:
                self._tell(error)
            else:
                self._show_verdict(self._verdict)
        names = tuple(one_line(each.reviewer, 30) for each in given)
        self.rows.set_columns(_columns(names, self._services.icons))
        self.rows.set_records(self._rows())
        self._compare()
        self._size_columns()
        self._show_removals()
        self._show_alarm()
        self._show_conflicts()
        self._show_comments()
        waiting = {each.id for each in self._beside} - {each.id for each in given}
        self.add_beside.setText(beside_offer(len(waiting)))
        self.add_beside.setVisible(bool(waiting))
        self.outcome.setItemText(
            0, _by_the_rule(None if self._verdict is None else self._verdict.outcome)
        )
        self._check()

    def _compare(self) -> None:
        """Show what was said about the chosen competency, where it was rated differently."""
        at = self.table.currentIndex()
        number = self.rows.shown[at.row()].number if at.isValid() else None
        self.compared.show_competency(self._evaluations, number)

    def _offer_deciders(self) -> None:
        """Let it be said which evaluation decides where more than one is there and none says so."""
        rule, given = self._opened.program.pass_rule, self._evaluations
        is_one_more = rule.evaluators is not None and len(given) > rule.evaluators
        is_open = is_one_more and not any(each.decides for each in given)
        is_open = is_open and has_decider(self._opened.program)
        chosen = self._decider()
        self.decider.blockSignals(True)
        self.decider.clear()
        self.decider.addItem(_("Choose one"), "")
        for each in given if is_open else ():
            self.decider.addItem(one_line(each.reviewer, 60), each.id)
        self.decider.setCurrentIndex(max(0, self.decider.findData(chosen)))
        self.decider.blockSignals(False)
        self._decider_field.setVisible(is_open)

    def _decider(self) -> str:
        return str(self.decider.currentData() or "")

    def _show_removals(self) -> None:
        while (item := self.removals.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                dispose(widget)
        for each in self._evaluations:
            words = _("Remove {name}").format(name=one_line(each.reviewer, 40))
            button = plain_button(self._services.icons, words, "x")
            button.setProperty("review", each.id)
            button.clicked.connect(self._remove)
            self.removals.addWidget(button)

    def _wrong(self) -> tuple[str, ...]:
        """Return what is wrong with signatures: of the package, and of what is combined."""
        package = () if self._signature is None else ((_("The package"), self._signature),)
        given = ((each.name, each.signature) for each in self._signed)
        combined = [each.review in self._evaluations for each in self._signed]
        return wrong_signature_lines((*package, *compress(given, combined)))

    def _why_not_signed(self) -> str:
        is_known = self._signature is not None
        return "" if is_known and not self._wrong() else why_not_combined(is_known=is_known)

    def _show_alarm(self) -> None:
        wrong = self._wrong()
        self.alarm.set_text("\n".join(wrong))
        self.alarm.setVisible(bool(wrong))

    def _show_conflicts(self) -> None:
        lines = conflict_lines(self._opened.program, self._evaluations)
        people = self._in_conflict()
        is_declared = bool(people)
        declared = {person_key(each.reviewer) for each in declared_conflicts(self._evaluations)}
        listed = self._opened.record.portfolio
        lines += tuple(
            conflict_line(found.known())
            for each in people
            if person_key(each) not in declared
            and (found := self._listed.conflict(each, listed)) is not None
        )
        icon: IconName = "alert-triangle" if is_declared else "info-circle"
        self.conflicts.set_tone(Tone.WARN if is_declared else Tone.INFO, icon)
        self.conflicts.set_text("\n".join(lines))
        self.conflicts.setVisible(bool(lines))
        self._despite_field.setVisible(is_declared)

    def _in_conflict(self) -> tuple[str, ...]:
        """Return the evaluators with a conflict of interest, declared to the office or in it."""
        return in_conflict(self._evaluations, self._listed, self._opened.record.portfolio)

    def _show_comments(self) -> None:
        left_out = self._left_out()
        found = comments_of(self._evaluations)
        self.comments.clear()
        for each in found:
            item = QListWidgetItem(f"{capitalized(comment_place(each.about))}: {each.text}")
            item.setData(Qt.ItemDataRole.UserRole, each.id)
            kept = each.id not in left_out
            item.setCheckState(Qt.CheckState.Checked if kept else Qt.CheckState.Unchecked)
            self.comments.addItem(item)
        self.comments_head.setText(comment_count(len(found)))
        for widget in (self.comments, self.comments_head):
            widget.setVisible(bool(found))

    def _left_out(self) -> frozenset[str]:
        """Return the ids of the comments whose box is not ticked."""
        items = [self.comments.item(row) for row in range(self.comments.count())]
        return frozenset(
            each.data(Qt.ItemDataRole.UserRole)
            for each in items
            if each.checkState() is Qt.CheckState.Unchecked
        )

    def _show_verdict(self, found: Verdict) -> None:
        achieved = found.outcome is Outcome.ACHIEVED
        self.summary.set_tone(_TONES[found.outcome], "circle-check" if achieved else "info-circle")
        program = self._opened.program
        title, text = verdict_words(found)
        if len(self._evaluations) > program.pass_rule.least_evaluators:
            text = f"{text} {three_ratings_line(program, found)}"
        self.summary.set_title(title)
        self.summary.set_text(text)

    def _rows(self) -> tuple[CombinedRow, ...]:
        found = self._verdict
        return tuple(
            CombinedRow(
                item.number,
                item.title,
                tuple(each.rating(item.number) for each in self._evaluations),
                "" if found is None else together_word(found, item.number),
            )
            for item in self._opened.competency_set.competencies
        )

    def _check(self) -> None:
        chosen = self.outcome.currentData()
        outcome = None if chosen is None else Outcome(chosen)
        why = self._why_not_signed() or _why_not_saved(
            self._verdict, self.office.text(), outcome, self.note.toPlainText()
        )
        if not why and self._in_conflict() and not one_line(self.despite.text()):
            why = _("Say why it’s decided despite the conflict.")
        self.accept_button.setEnabled(not why)
        self.hint.setText(why)

    def _connect(self) -> None:
        self.decider.currentIndexChanged.connect(self._show)
        self.table.selectionModel().currentChanged.connect(self._compare)
        self.add.clicked.connect(self.choose)
        self.again.clicked.connect(self.clear)
        self.add_beside.clicked.connect(self._take_beside)
        self.office.textChanged.connect(self._check)
        self.despite.textChanged.connect(self._check)
        self.note.textChanged.connect(self._check)
        self.outcome.currentIndexChanged.connect(self._check)
        self.buttons.accepted.connect(self.choose_target)

    def _size_columns(self) -> None:
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        measure = self._services.icons.theme.measure
        self.table.setColumnWidth(0, measure(52))
        for place in range(2, self.rows.columnCount()):
            self.table.setColumnWidth(place, measure(130))

    def _lay_out(self) -> None:
        theme = self._services.icons.theme
        who = NamedField(theme, _("&Who decides"), self.office)
        decision = NamedField(theme, _("&Decision"), self.outcome)
        note = NamedField(theme, _("&Note to the candidate"), self.note)
        top = Qt.AlignmentFlag.AlignTop  # the note is higher: both names are on one line
        add(
            self.content,
            row((self.names, 1), self.add_beside, self.add, self.again, gap=8),
            self.removals,
            self.alarm,
            self.conflicts,
            self._despite_field,
            self.summary,
            self._decider_field,
            (self.table, 1),
            self.compared,
            self.comments_head,
            self.comments,
            row((who, 2, top), (decision, 3, top), (note, 3), gap=16),
        )


def review_filter() -> str:
    """Return the name filter of a file dialog for review files."""
    return _("Review files (*{suffix})").format(suffix=REVIEW_SUFFIX)


def _columns(names: Sequence[str], icons: Icons) -> tuple[Column[CombinedRow], ...]:
    return (
        Column(_("No."), lambda row: str(row.number), lambda row: row.number, numbers=True),
        Column(_("{Competency}"), lambda row: row.title),
        *(
            Column(
                name,
                partial(_given, place),
                icon=partial(_mark, icons, place),
                color=partial(_color, icons, place),
            )
            for place, name in enumerate(names)
        ),
        Column(_("Combined"), lambda row: row.together),
    )


def _rating(place: int, row: CombinedRow) -> Rating | None:
    return row.given[place] if place < len(row.given) else None


def _given(place: int, row: CombinedRow) -> str:
    return rating_word(row.given[place]) if place < len(row.given) else ""


def _mark(icons: Icons, place: int, row: CombinedRow) -> QPixmap:
    icon, tone = RATING_LOOKS[_rating(place, row)]
    return icons.pixmap(icon, Ink(tone.value), _ICON)


def _color(icons: Icons, place: int, row: CombinedRow) -> QColor:
    _icon, tone = RATING_LOOKS[_rating(place, row)]
    return QColor(icons.theme.tokens.color(Ink(tone.value)))


@dataclass(frozen=True, slots=True)
class _Around:
    """What the signature of a package shows, and the evaluations of it that lie beside it.

    `listed` is the office's list with the conflicts of interest.
    """

    signature: SignatureCheck
    evaluations: tuple[SignedReview, ...]
    listed: Evaluators


def _look_around(config: Path, opened: OpenedPackage) -> _Around:
    beside = evaluations_beside(config, opened.path, opened.package_id)
    return _Around(signature_of(config, opened), beside, list_around(config, opened.path))


def _read(config: Path, paths: tuple[Path, ...]) -> tuple[SignedReview, ...]:
    return tuple(read_signed(config, path) for path in paths)


# What the ratings of a review come to under the program's pass rule -----------------------------


class ForecastDialog(Dialog):
    """A dialog with a bar, its parts in words, and the three parts of the rule."""

    def __init__(self, program: Program, forecast: Forecast, icons: Icons) -> None:
        basis = ngettext(
            "Based on your rating of the {count} {competency}. The program decides.",
            "Based on your ratings of the {count} {competencies}. The program decides.",
            forecast.total,
        )
        super().__init__(
            icons,
            _("Would it pass?"),
            _("Close"),
            heading=forecast_line(forecast),
            note=basis.format(count=forecast.total),
        )
        self.content.setSpacing(8)
        bar = ForecastBar(icons)
        bar.show_forecast(forecast)
        add(self.content, bar)
        for part in parts_of(forecast):
            self._add_line(icons, part.icon, Ink(part.tone.value), f"{part.word}: {part.count}")
        for rule in rule_lines(program.pass_rule, forecast):
            icon: IconName = "circle-check" if rule.fulfilled else "circle-minus"
            self._add_line(icons, icon, Ink.OK if rule.fulfilled else Ink.WARN, rule.asks)
        rounding = rounding_sentence(program, forecast)
        if rounding:
            add(self.content, Label(icons.theme, rounding, Type.TABLE, Ink.INK2))
        self.buttons.accepted.connect(self.accept)

    def _add_line(self, icons: Icons, icon: IconName, ink: Ink, words: str) -> None:
        label = Label(icons.theme, words, Type.TABLE)
        add(self.content, row(IconLabel(icons, icon, ink, 16), (label, 1), gap=7))


def _evaluators_line(names: Sequence[str]) -> str:
    """Say whose evaluations are combined."""
    if not names:
        return _("No evaluation yet.")
    return _("Evaluations by {names}.").format(names=word_list(tuple(names)))


def _need_evaluations(program: Program, given: int) -> str:
    """Say how many evaluations are still needed."""
    needed = program.pass_rule.least_evaluators
    missing = needed - given
    return ngettext(
        "{program} requires {needed} {evaluators}. Add the file of {count} more.",
        "{program} requires {needed} {evaluators}. Add the files of {count} more.",
        missing,
    ).format(program=program.short_name, needed=needed, count=missing)


def _why_not_saved(
    found: "Verdict | None", office: str, chosen: Outcome | None = None, reason: str = ""
) -> str:
    """Say beside the button why there is no result to save yet; "" when there is one.

    `chosen` is what the office decided, where it is not what the ratings come to: that needs a
    `reason`.
    """
    if found is None:
        return _("The evaluations above come first.")
    if chosen is not None and chosen is not found.outcome:
        if not office.strip():
            return _("First, say who decides.")
        return "" if reason.strip() else _("Say in the note why the decision differs.")
    if found.outcome is None:
        if found.to_panel:
            return _("The evaluation of the panel comes first.")
        return _("The third evaluation comes first.")
    return "" if office.strip() else _("First, say who decides.")


def _by_the_rule(outcome: Outcome | None) -> str:
    """Name the choice that leaves the decision to the ratings."""
    if outcome is None:
        return _("By the ratings")
    words = {
        Outcome.ACHIEVED: _("Achieved"),
        Outcome.REVISION_ASKED: _("Revision required"),
        Outcome.NOT_ACHIEVED: _("Not achieved"),
    }
    return _("By the ratings: {outcome}").format(outcome=words[outcome])
