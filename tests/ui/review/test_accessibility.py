"""The windows of a review by keyboard, for a screen reader, and with larger text."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget
from pytestqt.exceptions import TimeoutError as NotInTime
from pytestqt.qtbot import QtBot

from lssc_desktop.core.program.schema import Rating
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.buttons import StatusChip
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.review.opening import Reviews
from lssc_desktop.ui.review.window import ReviewWindow
from tests.audit.packages import mixed_folder, write_audit
from tests.ui.accessible_tree import broken_rules
from tests.ui.assistive import listen, of_clicks_alone, select_row, toggle
from tests.ui.assistive import silent as silent_when_toggled
from tests.ui.controls import controls, cut_off, described, missed_by_tab, shown, spoken_name
from tests.ui.review.conftest import OpenReview
from tests.ui.review.rounds import Rounds
from tests.ui.test_accessibility import SMALLEST, TIP_WITH_KEY, is_ours, said_of_row

type Look = Callable[[QWidget], Sequence[str]]

PLACES = (1, 11, None)


@pytest.fixture
def review_window(open_review: OpenReview, rounds: Rounds) -> ReviewWindow:
    window = open_review(rounds.second)
    window.resize(*SMALLEST)
    return window


def everywhere(qtbot: QtBot, window: ReviewWindow, look: Look) -> dict[int | None, Sequence[str]]:
    """Look for something at places of the window, and return what is amiss."""
    found = {}
    for place in PLACES:
        window.desk.go_to(place)
        amiss = at_rest(qtbot, window, look)
        if amiss:
            found[place] = amiss
    return found


def at_rest(qtbot: QtBot, window: QWidget, look: Look) -> Sequence[str]:
    with suppress(NotInTime):
        qtbot.waitUntil(lambda: not look(window))
    return look(window)


def nameless(window: QWidget) -> list[str]:
    return [described(each) for each in controls(window) if not spoken_name(each)]


def wordless(window: QWidget) -> list[str]:
    buttons = (each for each in shown(window) if isinstance(each, QPushButton))
    return [described(button) for button in buttons if not button.text().strip()]


def without_a_key(window: QWidget) -> list[str]:
    """Buttons of an icon alone; those of the preview are worked by the keys of the page."""
    return [
        described(button)
        for button in shown(window)
        if isinstance(button, QToolButton)
        and is_ours(button)
        and not button.text()
        and button.parent() is not None
        and "Preview" not in " ".join(type(each).__name__ for each in _above(button))
        and not TIP_WITH_KEY.fullmatch(button.toolTip())
    ]


def _above(widget: QWidget) -> Iterator[QWidget]:
    above = widget.parentWidget()
    while above is not None:
        yield above
        above = above.parentWidget()


def color_alone(window: QWidget) -> list[str]:
    chips = (each for each in shown(window) if isinstance(each, StatusChip))
    return [described(chip) for chip in chips if not chip.text().strip()]


def silent(window: QWidget) -> list[str]:
    if not isinstance(window, ReviewWindow):
        return []
    view = window.desk.pane.list
    return [str(row) for row in range(view.model().rowCount()) if not said_of_row(view, row)]


@pytest.mark.parametrize("look", [nameless, wordless, without_a_key, color_alone, silent])
def test_everything_is_told_to_who_does_not_see_it(
    qtbot: QtBot, review_window: ReviewWindow, look: Look
) -> None:
    assert everywhere(qtbot, review_window, look) == {}


def test_tab_reaches_every_control(qtbot: QtBot, review_window: ReviewWindow) -> None:
    assert everywhere(qtbot, review_window, missed_by_tab) == {}


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_no_words_are_cut_off(
    qtbot: QtBot, review_window: ReviewWindow, theme: Theme, scale: float
) -> None:
    theme.set_text_scale(scale)
    assert everywhere(qtbot, review_window, cut_off) == {}
    review_window.desk.tabs.setCurrentIndex(1)
    assert everywhere(qtbot, review_window, cut_off) == {}


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_shelf_says_all_of_it_too(
    qtbot: QtBot,
    reviews: Reviews,
    rounds: Rounds,
    services: Services,
    theme: Theme,
    scale: float,
) -> None:
    theme.set_text_scale(scale)
    folder = rounds.first.parent
    reviews.open_shelf(folder)
    (shelf,) = reviews.shelves
    shelf.resize(*SMALLEST)
    shelf.activateWindow()
    qtbot.waitActive(shelf)
    qtbot.waitUntil(lambda: not services.jobs.running())
    assert nameless(shelf) == []
    assert missed_by_tab(shelf) == []
    assert at_rest(qtbot, shelf, cut_off) == []


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_list_of_an_audit_does_so_too(
    qtbot: QtBot, reviews: Reviews, tmp_path: Path, theme: Theme, scale: float
) -> None:
    theme.set_text_scale(scale)
    mixed_folder(tmp_path / "packages")
    reviews.open_audit(write_audit(tmp_path / "results.csv", str(tmp_path / "packages")))
    (window,) = reviews.audits
    window.resize(*SMALLEST)
    window.activateWindow()
    qtbot.waitUntil(lambda: bool(window.packages.shown))
    qtbot.waitActive(window)
    assert nameless(window) == []
    assert missed_by_tab(window) == []
    assert at_rest(qtbot, window, cut_off) == []


# By the actions of assistive technology ---------------------------------------------------------


@pytest.mark.parametrize("place", PLACES)
def test_what_is_toggled_does_what_it_says(
    qtbot: QtBot, review_window: ReviewWindow, place: int | None
) -> None:
    def open_it() -> ReviewWindow:
        review_window.desk.go_to(place)
        return review_window

    assert silent_when_toggled(qtbot, open_it, lambda: review_window.session.review) == []
    assert of_clicks_alone(open_it()) == []


def test_a_rating_that_is_toggled_is_kept(review_window: ReviewWindow) -> None:
    review_window.desk.go_to(1)
    met = review_window.desk.reading.rating.control.buttons[0]
    toggle(met)
    assert review_window.session.review.rating(1) is Rating.MET
    assert met.isChecked()
    toggle(met)
    assert review_window.session.review.rating(1) is None
    assert not met.isChecked()


def test_showing_other_competencies_rates_none(review_window: ReviewWindow) -> None:
    toggle(review_window.desk.reading.rating.control.buttons[2])
    rated = review_window.session.review
    for place in (1, 11, None, 1):
        review_window.desk.go_to(place)
    assert review_window.session.review == rated


def test_a_competency_that_is_selected_in_the_list_is_shown(
    qtbot: QtBot, review_window: ReviewWindow
) -> None:
    review_window.desk.go_to(1)
    select_row(review_window.desk.pane.list, 3)
    qtbot.waitUntil(lambda: review_window.desk.place == 4)


def test_a_rating_is_said_with_how_many_are_rated(
    open_review: OpenReview, rounds: Rounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = listen(monkeypatch)
    window = open_review(rounds.second)
    window.desk.go_to(11)
    heard.said.clear()
    window.desk.rate(Rating.PARTIAL)
    assert heard.said == ["Competency 11: Partially met", "1 of 12 rated, not saved yet"]


def test_the_window_keeps_the_rules_for_what_is_told(
    qtbot: QtBot, review_window: ReviewWindow
) -> None:
    assert everywhere(qtbot, review_window, broken_rules) == {}
