"""Fixed parts of the window of a review: its head, its list of parts, its status bar, its menus.

It is long because these are the parts that one window shows all the time.
"""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenuBar, QStatusBar, QWidget

from lssc_desktop.core.program.program import CompetencySet, Program
from lssc_desktop.core.program.reviewing import ReviewRules
from lssc_desktop.core.program.rules_id import Rules, RulesState
from lssc_desktop.core.program.schema import EvaluatorDisagreement, Rating
from lssc_desktop.core.review.evaluation import Forecast, has_decider
from lssc_desktop.core.review.review import Review, ReviewMode
from lssc_desktop.core.standing.program_differences import AskedOtherwise
from lssc_desktop.core.submission.trust import SignatureCheck
from lssc_desktop.formats.dates import long_day
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext, pgettext
from lssc_desktop.messages.evaluation import decider_word, rating_word
from lssc_desktop.messages.review import (
    copy_words,
    forecast_line,
    package_title,
    rated_before,
    whole_line,
)
from lssc_desktop.messages.review_files import reviewed_before
from lssc_desktop.messages.rules import asked_lines, judged_by_line, rules_line
from lssc_desktop.messages.signatures import signature_line, signature_word
from lssc_desktop.messages.words import one_line
from lssc_desktop.package.judging import Judging
from lssc_desktop.package.opened import OpenedPackage, is_hidden
from lssc_desktop.ui.base.actions import ViewActions, add_choice, fill_menu, menu_action
from lssc_desktop.ui.base.edit_menu import redo_keys, undo_keys
from lssc_desktop.ui.kit.buttons import StatusChip, link_button, plain_button, primary_button
from lssc_desktop.ui.kit.cards import Callout
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.layout import column, row, stretch
from lssc_desktop.ui.kit.pages import FlowLayout, ScrollPage
from lssc_desktop.ui.kit.speech import announce
from lssc_desktop.ui.kit.tables import Column, RecordModel
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import LIST_WIDTH, Ink, Tone, Type
from lssc_desktop.ui.shared.comment_card import RATING_LOOKS
from lssc_desktop.ui.shared.competency_rows import CompetencyList, NumberedDelegate
from lssc_desktop.values import dataclass

_ONE_LINE = 60  # characters that stand in one line on every screen


class ReviewHead(QWidget):
    """The head of a review: title, "Read only", what is rated and what it comes to."""

    def __init__(
        self,
        icons: Icons,
        opened: OpenedPackage,
        last: Review | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        theme = icons.theme
        record = opened.record
        self._opened = opened
        self._counts = ""
        words_of_title = package_title(record)
        title = Label(theme, words_of_title, Type.SET_TITLE, wrap=len(words_of_title) > _ONE_LINE)
        chip = StatusChip(icons, "lock", _("Read only"), Tone.IDLE)
        self.note = Label(theme, "", Type.TABLE, Ink.INK2)
        self.show_last(last)
        self.rated = Label(theme, "", Type.TABLE, Ink.INK2, wrap=False)
        self.forecast = link_button(icons, "")
        self.save = primary_button(icons, _("Save review file"), "device-floppy")

        top = FlowLayout(spacing=10)
        top.addWidget(title)
        top.addWidget(chip)
        far = Qt.AlignmentFlag.AlignRight
        words = column(top, self.note, gap=2)
        counts = column((self.rated, far), (self.forecast, far), gap=0)
        row((words, 1), counts, self.save, gap=12, margins=(18, 9, 18, 9), on=self)

    def show_last(self, last: Review | None) -> None:
        """Say when the package was made, and which copy this reviewer saw last."""
        note = _("{copy}, last changed {day}.").format(
            copy=copy_words(self._opened.record.kind, self._opened.record.copy),
            day=long_day(self._opened.record.day),
        )
        if is_hidden(self._opened):
            note = f"{note} {_hidden_line()}"
        if last is not None:
            note = f"{note} {_last_review_line(last)}"
        self.note.setText(note)

    def show_review(
        self, review: Review, forecast: Forecast | None, *, saved: bool, unfinished: int
    ) -> None:
        """Show how far the review is, and how many comments were begun and not added."""
        line = _rated_line(review, self._opened.competency_set, saved=saved, unfinished=unfinished)
        counts = _rated_line(review, self._opened.competency_set, saved=saved)
        if self._counts not in ("", counts):  # that a comment is begun its writer knows
            announce(self, counts)
        self._counts = counts
        self.rated.setText(line)
        self.forecast.setVisible(forecast is not None)
        self.forecast.setText("" if forecast is None else forecast_line(forecast))
        self.forecast.setAccessibleDescription(_("Shows what the ratings add up to"))


# Whose rules ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShownRules:
    """What is known of the rules in a package, and how it is judged; None: it is not.

    `asked` is what the package asks otherwise than the file that the window goes by.
    """

    found: Rules | None = None
    judging: Judging | None = None
    asked: tuple[AskedOtherwise, ...] = ()

    @property
    def can_forecast(self) -> bool:
        """Whether it can be said what ratings add up to."""
        return self.judging is not None or self.found is None or self.found.are_known


NOTHING_SAID = ShownRules()


class RulesLine(Callout):
    """Says above a review whose rules a package follows, where they are not known or were chosen.

    A package that was handed in can be judged once the rules are chosen.
    """

    def __init__(
        self, icons: Icons, rules: ShownRules, *, handed_in: bool, parent: QWidget | None = None
    ) -> None:
        found, judging = rules.found, rules.judging
        is_changed = found is not None and found.state is RulesState.CHANGED
        tone = Tone.BAD if is_changed else Tone.WARN
        super().__init__(icons, "", tone, icon="alert-triangle", parent=parent)
        said = [] if found is None or found.are_known else [rules_line(found)]
        if judging is None:  # else they are in the list
            said.extend(filter(None, [_left_out_line(rules.asked)]))
        if judging is not None and judging.chosen:
            said.append(judged_by_line(judging))
        elif said:
            said.append(
                _("It can’t be evaluated until you choose the rules.")
                if handed_in
                else _("You can comment on it. Whether it would pass isn’t shown.")
            )
        self.choose = plain_button(icons, _("Choose the rules…"), "file-import", small=True)
        self.set_text(" ".join(said))
        self.beside.addWidget(self.choose)
        self.choose.setVisible(handed_in and judging is None)
        self.setVisible(bool(said))


_NOTE_SHARE = 0.3  # of the window's height that a list in the head takes at most
_LEAST_NOTE = 90


def most_height(widget: QWidget, theme: Theme) -> int:
    """Return how high a list above the text may be: beyond it scrolls, and the text has room."""
    return max(theme.measure(_LEAST_NOTE), round(widget.window().height() * _NOTE_SHARE))


class AskedNote(ScrollPage):
    """Puts side by side what the known file asks and what the package does; else it isn't there."""

    def __init__(self, icons: Icons) -> None:
        self._words = Callout(icons, "", Tone.INFO, icon="info-circle", type_=Type.TABLE)
        super().__init__(self._words)
        self._theme = icons.theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that the arrow keys scroll
        self._theme.changed.connect(self._fit)
        self.hide()

    def show_asked(self, asked: AskedOtherwise | None) -> None:
        """Show both texts of a competency, None where they are the same."""
        lines = [] if asked is None else [line.strip() for line in asked_lines((asked,))]
        self._words.set_text("\n".join(lines))
        self.setAccessibleName("".join(lines[:1]))
        self.setAccessibleDescription(" ".join(lines[1:]))
        self.setVisible(bool(lines))
        self.verticalScrollBar().setValue(0)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the words need at the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = self._words.heightForWidth(max(self.viewport().width(), 1))
        self.setFixedHeight(min(needed, most_height(self, self._theme)))


# Status -----------------------------------------------------------------------------------------


_AROUND = 120  # pixels for icons and the air between the parts


class ReviewStatus(QStatusBar):
    """The status bar of a review: facts in words, each with its icon.

    By whom the package is signed is left out where nobody is to know whose it is.
    """

    def __init__(
        self,
        icons: Icons,
        fingerprint: str,
        signature: SignatureCheck | None,
        disagreement: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._disagreement = disagreement
        theme = icons.theme
        whole = Label(theme, whole_line(fingerprint), Type.CAPTION, Ink.INK2, wrap=False)
        whole.setToolTip(fingerprint)
        whole.setContentsMargins(0, 0, 14, 0)
        self.person = Label(theme, "", Type.CAPTION, Ink.INK2, wrap=False)
        offline = Label(theme, _("Works offline"), Type.CAPTION, Ink.INK2, wrap=False)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(10, 0, 10, 0)
        self.addWidget(IconLabel(icons, "shield-check", Ink.OK, 14))
        self.addWidget(whole)
        self.signature = Label(theme, "", Type.CAPTION, Ink.INK2, wrap=False)
        self.signature.setContentsMargins(0, 0, 14, 0)
        if signature is not None:
            is_bad = signature.is_wrong
            self.signature.setText(signature_word(signature))
            self.signature.setToolTip(signature_line(signature))
            icon: IconName = "alert-triangle" if is_bad else "rubber-stamp"
            self.addWidget(IconLabel(icons, icon, Ink.BAD if is_bad else Ink.INK2, 14))
            self.addWidget(self.signature)
        self.addWidget(IconLabel(icons, "user", Ink.INK2, 14))
        self.addWidget(self.person, 1)
        self._offline = (IconLabel(icons, "cloud-off", Ink.INK2, 14), offline)
        self._facts = (whole, self.signature, self.person)
        for widget in self._offline:
            self.addPermanentWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out that we work offline where there is no room for it."""
        super().resizeEvent(event)
        parts = (*self._facts, *self._offline)
        needed = sum(part.sizeHint().width() for part in parts) + _AROUND
        for part in self._offline:
            part.setVisible(needed <= self.width())

    def show_review(self, review: Review) -> None:
        """Show who reviews."""
        self.person.setText(_as_line(review, self._disagreement))


# Menus ----------------------------------------------


class ReviewMenus(QMenuBar):
    """The menu bar of a review: File, Edit, View, Go, Review, Help."""

    rating_chosen = Signal(object)
    """A `Rating`, by its key from anywhere but a field."""

    def __init__(self, ratings: tuple[Rating, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.save = self._action(_("&Save review file"), "Ctrl+S")
        self.save_as = self._action(_("Save review file &as…"), "Ctrl+Shift+S")
        self.go_on = self._action(_("Continue from a review &file…"))
        self.letter = self._action(_("Save as &letter…"))
        self.in_browser = self._action(_("&Read in browser"))
        self.print = self._action(_("&Print…"), "Ctrl+P")
        self.close_window = self._action(_("&Close package"), "Ctrl+W")
        self.quit = self._action(_("&Quit"), "Ctrl+Q")
        self.undo = self._action(_("&Undo"), *undo_keys())
        self.redo = self._action(_("&Redo"), *redo_keys())
        self.view = ViewActions(self)
        self.large = self._action(_("Fu&ll window"), "F11")
        self.large.setCheckable(True)
        self.find_words = self._action(_("&Find in the evidence file…"))
        self.next = self._action(_("&Next {competency}"), "Ctrl+PgDown")
        self.previous = self._action(_("&Previous {competency}"))
        self.next_changed = self._action(_("Next &changed"), "Ctrl+Return", "Ctrl+Enter")
        self.next_unrated = self._action(_("Next &unrated"), "Ctrl+Shift+Return")
        self.next_pane = self._action(_("Next part of the &window"), "F6")
        self.previous_pane = self._action(_("Previous part of the w&indow"), "Shift+F6")
        self.decides = self._action(_("Evaluate for the panel"))
        self.decides.setCheckable(True)
        self.decides.setVisible(False)
        self.kinds = QActionGroup(self)
        for kind in (ReviewMode.REVIEW, ReviewMode.EVALUATION):
            add_choice(
                self.kinds,
                {
                    ReviewMode.REVIEW: pgettext("a kind of reading", "Review"),
                    ReviewMode.EVALUATION: _("Evaluation"),
                    ReviewMode.RESULT: _("Result"),
                }[kind],
                kind,
            )
        self.ratings = tuple(
            self._action(_("Rate: {rating}").format(rating=rating_word(rating)), str(key))
            for key, rating in enumerate(ratings, 1)
        )
        for action, rating in zip(self.ratings, ratings, strict=True):
            action.setData(rating)
            action.triggered.connect(self._rate)
        self.as_before = self._action(_("Rate it as &before"), "0")
        self.all_as_before = self._action(_("Rate unc&hanged as before"))
        self.insert = self._action(_("Insert &standard comment…"), "Ctrl+Shift+I")
        self.note = self._action(_("&Note on the whole {set}…"), "Ctrl+Shift+N")
        self.conflict = self._action(_("Conflict of &interest…"))
        self.person = self._action(_("Revie&wer…"))
        self.forecast = self._action(_("Would it &pass?"))
        self.combine = self._action(_("&Combine evaluations…"))
        self.help = self._action(_("&Help"), "F1")
        for title, groups in (
            (
                _("&File"),
                (
                    (self.save, self.save_as, self.letter, self.go_on),
                    (self.in_browser, self.print),
                    (self.close_window, self.quit),
                ),
            ),
            (_("&Edit"), ((self.undo, self.redo), (self.find_words,))),
            (_("&View"), (*self.view.groups, (self.large,))),
            (
                _("&Go"),
                (
                    (self.previous, self.next),
                    (self.next_changed, self.next_unrated),
                    (self.next_pane, self.previous_pane),
                ),
            ),
            (
                _("&Review"),
                (
                    (*self.ratings, self.as_before, self.all_as_before),
                    (self.insert, self.note),
                    (*self.kinds.actions(), self.decides),
                    (self.person, self.conflict, self.forecast),
                    (self.combine,),
                ),
            ),
            (_("&Help"), ((self.help,),)),
        ):
            fill_menu(self.addMenu(title), groups)

    def allow_decisions(self, *, allowed: bool) -> None:
        """Offer evaluating, or not: nothing can be decided on a copy for staff."""
        for action in self.kinds.actions():
            action.setEnabled(allowed or action.data() == ReviewMode.REVIEW)
        self.combine.setEnabled(allowed)

    def follow_rules(self, rules: ReviewRules, *, is_blind: bool) -> None:
        """Offer what the program says of its reviews.

        Who evaluates blind does not see the package's own page nor other evaluations; and whoever
        saw whose package it is does not go on to evaluate it.
        """
        self.insert.setVisible(bool(rules.comments or rules.rubric))
        self.conflict.setVisible(bool(rules.conflict_question))
        if rules.blind:
            for action in self.kinds.actions():
                action.setEnabled((action.data() == ReviewMode.EVALUATION) is is_blind)
        if is_blind:
            self.in_browser.setEnabled(False)
            self.combine.setEnabled(False)

    def follow_rules_known(self, rules: ShownRules) -> None:
        """Offer to judge only where it's known by which rules."""
        self.forecast.setEnabled(rules.can_forecast)
        if rules.judging is None:
            self.combine.setEnabled(False)
            for action in self.kinds.actions():
                action.setEnabled(action.data() == ReviewMode.REVIEW)

    def _rate(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.rating_chosen.emit(Rating(action.data()))

    def offer_decider(self, program: Program) -> None:
        """Offer evaluating for the panel, or as the third evaluator, if the program has that."""
        self.decides.setText(decider_word(program))
        self.decides.setVisible(has_decider(program))

    def show_mode(self, review: Review) -> None:
        """Mark what the reviewer does; for whom is chosen before anything is rated."""
        mode = review.mode
        is_evaluation = mode is ReviewMode.EVALUATION
        self.decides.setChecked(review.decides)
        self.decides.setEnabled(is_evaluation and not review.ratings)
        self.letter.setEnabled(not is_evaluation)  # that is for the office alone
        self.conflict.setEnabled(is_evaluation)
        for action in self.kinds.actions():
            action.setChecked(action.data() == mode)

    def _action(self, words: str, *keys: str | QKeySequence) -> QAction:
        return menu_action(self, words, *keys)


# One competency as the list of a review shows it: its rating, and whether it is news ------------


class ReviewNews(StrEnum):
    """What of a competency differs from the copy that was reviewed before."""

    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One competency; without a number the learning statement. `place` counts from 0.

    `unfinished` says that a comment on it was begun and not added. `before` is how this reviewer
    rated it in an earlier copy.
    """

    place: int
    number: int | None
    title: str
    rating: Rating | None = None
    read: bool = False
    news: ReviewNews | None = None
    unfinished: bool = False
    before: Rating | None = None

    @property
    def status(self) -> tuple[IconName, Tone, str]:
        """Icon, tone and word of where it stands."""
        if self.number is None:
            return "eye", Tone.IDLE, (_("Read") if self.read else _("Not read yet"))
        icon, tone = RATING_LOOKS[self.rating]
        if self.rating is None and self.before is not None:
            return icon, tone, rated_before(self.before)
        return icon, tone, rating_word(self.rating)

    @property
    def spoken(self) -> str:
        """What a screen reader says of the row: "11, Diversity of users, Met, Changed"."""
        number = "" if self.number is None else str(self.number)
        news = "" if self.news is None else news_word(self.news)
        begun = _("Unfinished comment") if self.unfinished else ""
        is_open = self.number is not None and self.rating is None and self.before is not None
        unrated = rating_word(None) if is_open else ""
        parts = (number, self.title, unrated, self.status[2], news, begun)
        return ", ".join(part for part in parts if part)


UNFINISHED: IconName = "message-circle"
"""Marks a competency with a comment that was begun and not added."""


def news_word(news: ReviewNews) -> str:
    """Name what is otherwise."""
    return {
        ReviewNews.CHANGED: _("Changed"),
        ReviewNews.NEW: _("New"),
        ReviewNews.GONE: _("Removed"),
    }[news]


def news_icon(news: ReviewNews) -> IconName:
    """Return the icon that says the same."""
    icons: dict[ReviewNews, IconName] = {
        ReviewNews.CHANGED: "pencil",
        ReviewNews.NEW: "plus",
        ReviewNews.GONE: "trash",
    }
    return icons[news]


class ReviewDelegate(NumberedDelegate):
    """Draws the rows of a review: below the title the rating, at the end what is news.

    Below the number stands the mark of a comment that is not finished.
    """

    def number_of(self, index: QModelIndex | QPersistentModelIndex) -> int | None:
        """Return the number of a competency."""
        return _row(index).number

    def draw_below(
        self,
        painter: QPainter,
        room: QRect,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the rating, and at the far side whether it is news."""
        row = _row(index)
        if row.unfinished:
            self.draw_before(painter, room, UNFINISHED, Tone.NOTE)
        icon, tone, word = row.status
        strong = row.rating is not None
        self.draw_mark(painter, room, icon, tone, word, strong=strong)
        if row.news is not None:
            said = news_word(row.news)
            mark = QRect(room)
            mark.setLeft(room.right() - self.mark_width(said))
            self.draw_mark(painter, mark, news_icon(row.news), Tone.NOTE, said, strong=True)


def _row(index: QModelIndex | QPersistentModelIndex) -> ReviewRow:
    model = index.model()
    if not isinstance(model, RecordModel):
        raise TypeError(model)
    row = model.record(index)
    if not isinstance(row, ReviewRow):
        raise TypeError(row)
    return row


# The left of a review: every competency with its rating, and last the learning statement --------


_WIDER = 20  # than the list of the workspace: a rating and a mark stand side by side


class ReviewPane(QFrame):
    """A list of competencies under its head, which says how many are changed."""

    chosen = Signal(object)
    """The number of a competency; None for the learning statement."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = icons.theme
        self._is_filling = False
        self.setProperty("box", "sidebar")
        head = Label(self._theme, _("{Competencies}"), Type.BODY_STRONG, wrap=False)
        self._icon = IconLabel(icons, "pencil", Ink.NOTE, 14)
        self.changed = Label(self._theme, "", Type.TABLE_STRONG, Ink.NOTE, wrap=False)
        self._begun_icon = IconLabel(icons, UNFINISHED, Ink.NOTE, 14)
        self.unfinished = Label(self._theme, "", Type.TABLE_STRONG, Ink.NOTE, wrap=False)
        words = Column[ReviewRow](
            "", lambda row: row.title, lambda row: row.place, spoken=lambda row: row.spoken
        )
        self.rows = RecordModel((words,), self)
        self.list = CompetencyList(icons, self.rows, ReviewDelegate(icons), self)

        counts = self._begun_icon, self.unfinished, self._icon, self.changed
        top = row((head, 1), *counts, gap=5, margins=(14, 4, 12, 0))
        self.as_before = plain_button(icons, "", "arrow-back-up", small=True)
        foot = row(self.as_before, stretch, margins=(12, 4, 12, 8))
        column(top, (self.list, 1), foot, gap=3, margins=(0, 5, 0, 0), on=self)
        self.show_as_before(0)
        self.list.selectionModel().currentChanged.connect(self._choose)

    def sizeHint(self) -> QSize:
        """Return the width of `tokens` at the current text size."""
        return QSize(self._theme.measure(LIST_WIDTH + _WIDER), 400)

    def show_rows(self, rows: tuple[ReviewRow, ...], current: int | None) -> None:
        """Show where the review stands, with one row chosen; no signal is emitted."""
        self._is_filling = True
        if rows != self.rows.all_records:
            self.rows.set_records(rows)
        at = next((row.place for row in rows if row.number == current), 0)
        self.list.setCurrentIndex(self.rows.index(at, 0))
        self._is_filling = False
        news = sum(row.news is not None for row in rows)
        self.changed.setText(
            ngettext("{count} changed", "{count} changed", news).format(count=news)
        )
        for widget in (self._icon, self.changed):
            widget.setVisible(bool(news))
        begun = sum(row.unfinished for row in rows)
        words = ngettext("{count} unfinished", "{count} unfinished", begun).format(count=begun)
        self.unfinished.setText(str(begun) if news else words)  # there is no room for both
        self.unfinished.setAccessibleName(words)
        self.unfinished.setToolTip(words)
        for widget in (self._begun_icon, self.unfinished):
            widget.setVisible(bool(begun))

    def show_as_before(self, count: int) -> None:
        """Offer to rate so many competencies as before; none, and the button is not there."""
        self.as_before.setText(
            ngettext(
                "Rate {count} unchanged as before", "Rate {count} unchanged as before", count
            ).format(count=count)
        )
        self.as_before.setVisible(bool(count))

    def _choose(self, current: QModelIndex) -> None:
        if current.isValid() and not self._is_filling:
            self.chosen.emit(self.rows.record(current).number)


def _hidden_line() -> str:
    """Say in an evaluation that the program has evaluators not know whose package it is."""
    return _("Name and earlier rounds are hidden: your program evaluates blind.")


def _last_review_line(last: Review) -> str:
    """Say which package this reviewer saw last, and when."""
    return _("You last reviewed {package} on {day}.").format(
        package=reviewed_before(last), day=long_day(last.written.date())
    )


def _rated_line(
    review: Review, competency_set: CompetencySet, *, saved: bool, unfinished: int = 0
) -> str:
    """Say how many are rated, and whether the review file has it all.

    `unfinished` counts the comments that were begun and not added.
    """
    total = len(competency_set.competencies)
    rated = sum(review.rating(item.number) is not None for item in competency_set.competencies)
    line = _("{rated} of {total} rated").format(rated=rated, total=total)
    if unfinished:
        comments = ngettext(
            "{count} unfinished comment", "{count} unfinished comments", unfinished
        ).format(count=unfinished)
        line = _("{line}, {comments}").format(line=line, comments=comments)
    return line if saved else _("{line}, not saved yet").format(line=line)


def _as_line(review: Review, disagreement: str) -> str:
    """Say who reviews, and whether for the panel: "Reviewing as M. Okafor".

    `disagreement` is what follows where the program's evaluators differ.
    """
    said = _("Reviewing as {name}")
    if review.mode is ReviewMode.EVALUATION:
        said = _("Evaluating as {name}")
    if review.decides and disagreement == EvaluatorDisagreement.PANEL:
        said = _("Evaluating for the panel, as {name}")
    elif review.decides:
        said = _("Evaluating as the third {evaluator}, {name}")
    return said.format(name=one_line(review.reviewer))


def _left_out_line(asked: Sequence[AskedOtherwise]) -> str:
    """Say which competencies of the known file a package doesn't have; "" where it has all."""
    gone = [str(each.number) for each in asked if not each.found]
    if not gone:
        return ""
    return ngettext(
        "It leaves out {competency} {numbers}, which those rules have.",
        "It leaves out {competencies} {numbers}, which those rules have.",
        len(gone),
    ).format(numbers=", ".join(gone))
