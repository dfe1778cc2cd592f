"""A set from its first review copy to "achieved", in the windows of all who take part (issue 5).

Two reviewers comment on copies 1 and 2, the candidate answers beside the work, copy 3 is clean,
two evaluators rate what is handed in, and the office's result moves the set on.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.portfolio import Outcome, PackageKind
from lssc_desktop.core.review.review import ReviewMode, ThreadState, set_threads, waiting_threads
from lssc_desktop.core.standing.progress import CompetencyState
from lssc_desktop.core.submission.set_standing import Standing, standing
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import CheckPlace, SetPlace, Tab
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.check.page import CheckPage
from lssc_desktop.ui.review.dialogs import CombineDialog
from lssc_desktop.ui.review.opening import Reviews
from lssc_desktop.ui.review.window import ReviewWindow
from lssc_desktop.ui.shared.comment_card import CommentCard
from lssc_desktop.ui.workspace.page import WorkspacePage
from tests.ui.review.conftest import throw_away

SET = "technology"


class Office:
    """Everybody at one table: the candidate's window, and the reviewers' one after another."""

    def __init__(
        self, qtbot: QtBot, window: MainWindow, reviews: Reviews, services: Services, mail: Path
    ) -> None:
        self._qtbot = qtbot
        self._reviews = reviews
        self._services = services
        self._mail = mail
        self.window = window

    def rest(self) -> None:
        """Wait until nothing is under way."""
        self._qtbot.waitUntil(lambda: not self._services.jobs.running())

    def build(self, kind: PackageKind = PackageKind.REVIEW_COPY) -> Path:
        """Build a package on the check page and return it."""
        session = self.window.session
        assert session is not None
        packages = session.root / "Packages"
        before = set(packages.glob("*.zip"))
        self.window.go_to(CheckPlace(SET, review_copy=kind is PackageKind.REVIEW_COPY))
        portfolio_view = self.window.portfolio_view
        assert portfolio_view is not None
        page = portfolio_view.page
        assert isinstance(page, CheckPage)
        self.rest()
        handed_in = kind is PackageKind.PORTFOLIO
        choice = page.panel.hand_in if handed_in else page.panel.review
        choice.button.setChecked(True)
        self._qtbot.waitUntil(page.panel.build.isEnabled)
        page.panel.build.click()
        new: set[Path] = set()

        def is_there() -> bool:
            new.update(set(packages.glob("*.zip")) - before)
            return bool(new)

        self._qtbot.waitUntil(is_there)
        self.rest()
        return new.pop()

    def review(
        self, package: Path, name: str, mode: ReviewMode = ReviewMode.REVIEW
    ) -> ReviewWindow:
        """Open a package under a name."""
        self._services.preferences.set_reviewer(name)
        with self._qtbot.waitSignal(self._reviews.opened) as shown:
            self._reviews.open(package, mode)
        (window,) = shown.args
        assert isinstance(window, ReviewWindow)
        self.rest()
        return window

    def save(self, window: ReviewWindow, name: str) -> Path:
        """Save the review file and close the window."""
        target = self._mail / f"{name}.lssc-review.json"
        with self._qtbot.waitSignal(window.session.saved):
            window.saver.save_to(target)
            for asked in window.notices.questions:  # what the review lacks
                asked.answer("save")
        throw_away(window)
        self._qtbot.waitUntil(lambda: self._reviews.windows == ())
        self.rest()
        return target

    def take(self, review: Path) -> None:
        """Open a review file in the candidate's window, as by dropping it."""
        session = self.window.session
        assert session is not None
        known = session.facts.reviews
        self.window.open_path(review)
        self._qtbot.waitUntil(lambda: session.facts.reviews != known)
        self.rest()

    def workspace(self, number: int) -> WorkspacePage:
        """Show a competency to the candidate."""
        self.window.go_to(SetPlace(SET, number, tab=Tab.RESPONSE))
        self.rest()
        portfolio_view = self.window.portfolio_view
        assert portfolio_view is not None
        page = portfolio_view.page
        assert isinstance(page, WorkspacePage)
        return page

    def write(self, words: str) -> None:
        """Write something at the beginning of the second response, and save."""
        editor = self.workspace(2).panel.response.box.editor
        editor.moveCursor(QTextCursor.MoveOperation.Start)
        QTest.keyClicks(editor, words)
        self.window.menu_actions.save.trigger()
        self.rest()

    def waiting(self) -> list[str]:
        """What still waits for the candidate."""
        session = self.window.session
        assert session is not None
        found = set_threads(session.portfolio, session.facts.reviews, SET)
        return sorted(thread.comment.text for thread in waiting_threads(found))


@pytest.fixture
def office(
    qtbot: QtBot,
    open_window: Callable[[Path], MainWindow],
    sample: Path,
    reviews: Reviews,
    services: Services,
    tmp_path: Path,
) -> Office:
    mail = tmp_path / "mail"
    mail.mkdir()
    return Office(qtbot, open_window(sample), reviews, services, mail)


def say(window: ReviewWindow, number: int | None, text: str) -> None:
    window.desk.go_to(number)
    QTest.keyClicks(window.desk.comments.box.field, text)
    QTest.mouseClick(window.desk.comments.box.add, Qt.MouseButton.LeftButton)


def card_saying(text: str, cards: Sequence[CommentCard]) -> CommentCard:
    """Return the one card of a comment with these words."""
    (card,) = [card for card in cards if card.comment.text == text]
    return card


def rate_all(window: ReviewWindow, *partial: int) -> None:
    control = window.desk.reading.rating.control
    for number in window.board.numbers:
        window.desk.go_to(number)
        button = control.buttons[1 if number in partial else 0]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_three_copies_and_two_reviewers_lead_to_achieved(office: Office, qtbot: QtBot) -> None:
    session = office.window.session
    assert session is not None
    comment_on_the_first_copy(office)
    answer_beside_the_work(office)
    ask_again_about_the_second_copy(office)
    settle_in_the_third_copy(office)
    office.take(evaluate_what_is_handed_in(office, qtbot))
    work = session.portfolio.set_work(SET)
    assert work is not None
    assert [decision.outcome for decision in work.decisions] == [Outcome.ACHIEVED]
    assert standing(session.portfolio, session.submissions, SET) is Standing.ACHIEVED


def comment_on_the_first_copy(office: Office) -> None:
    """Two reviewers, each with a word; the candidate takes both in."""
    first = office.build()
    dana = office.review(first, "Dana Ortiz")
    say(dana, 2, "How many came?")
    dana_file = office.save(dana, "dana 1")
    lee = office.review(first, "Lee Wong")
    say(lee, 2, "Which part was yours?")
    lee_file = office.save(lee, "lee 1")
    office.take(dana_file)
    office.take(lee_file)
    assert office.waiting() == ["How many came?", "Which part was yours?"]


def answer_beside_the_work(office: Office) -> None:
    """One is answered in words, one by the mark alone, and the response says more."""
    page = office.workspace(2)
    row = page.competencies.tree.competency_row(page.competencies.list.currentIndex())
    assert row is not None
    assert row.state is CompetencyState.COMMENT
    card_saying("How many came?", page.comments.cards).buttons["reply"].click()
    QTest.keyClicks(page.comments.reply.field, "Twelve people came.")
    QTest.mouseClick(page.comments.reply.answer, Qt.MouseButton.LeftButton)
    assert office.waiting() == ["Which part was yours?"]
    card_saying("Which part was yours?", page.comments.cards).buttons["done"].click()
    assert office.waiting() == []
    office.write("Twelve people came. ")


def ask_again_about_the_second_copy(office: Office) -> None:
    """The copy carries the thread; one settles hers, the other asks again."""
    second = office.build()
    dana = office.review(second, "Dana Ortiz")
    assert dana.board.changed == (2,)
    assert {thread.state for thread in dana.board.rounds.said} == {ThreadState.ANSWERED}
    dana.desk.go_to(2)
    card_saying("How many came?", dana.desk.comments.cards).buttons["settle"].click()
    office.take(office.save(dana, "dana 2"))
    lee = office.review(second, "Lee Wong")
    lee.desk.go_to(2)
    card_saying("Which part was yours?", lee.desk.comments.cards).buttons["ask"].click()
    QTest.keyClicks(lee.desk.comments.box.field, "Still not clear to me.")
    QTest.mouseClick(lee.desk.comments.box.add, Qt.MouseButton.LeftButton)
    office.take(office.save(lee, "lee 2"))
    assert office.waiting() == ["Still not clear to me."]


def settle_in_the_third_copy(office: Office) -> None:
    """What was asked again is answered, and settled."""
    office.write("I led it. ")
    page = office.workspace(2)
    next(card for card in page.comments.cards if "done" in card.buttons).buttons["done"].click()
    lee = office.review(office.build(), "Lee Wong")
    lee.desk.go_to(2)
    (card,) = [card for card in lee.desk.comments.cards if "settle" in card.buttons]
    card.buttons["settle"].click()
    office.take(office.save(lee, "lee 3"))
    assert office.waiting() == []


def evaluate_what_is_handed_in(office: Office, qtbot: QtBot) -> Path:
    """Two evaluators, who agree well enough; return the office's result."""
    final = office.build(PackageKind.PORTFOLIO)
    one = office.review(final, "E. Marsh", ReviewMode.EVALUATION)
    rate_all(one)
    one_file = office.save(one, "evaluation 1")
    two = office.review(final, "J. Lind", ReviewMode.EVALUATION)
    rate_all(two, 3)
    result = combine(office, qtbot, two, one_file)
    throw_away(two)
    office.rest()
    return result


def combine(office: Office, qtbot: QtBot, window: ReviewWindow, other: Path) -> Path:
    """Combine the evaluation of a window with a file and save the result."""
    window.combine()
    dialog = window.combine_dialog
    assert isinstance(dialog, CombineDialog)
    assert dialog.verdict is None
    dialog.add_files([other])
    office.rest()
    assert dialog.verdict is not None
    assert dialog.verdict.outcome is Outcome.ACHIEVED
    assert [row.together for row in dialog.rows.shown][2] == "Met"
    QTest.keyClicks(dialog.office, "Program office")
    target = other.with_name("result.lssc-review.json")
    with qtbot.waitSignal(dialog.saved):
        dialog.save_to(target)
    return target
