from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from lssc_desktop.core.check.readiness import set_report
from lssc_desktop.core.portfolio.edits import decide, set_self_rating
from lssc_desktop.core.portfolio.portfolio import Candidate, Decision, Outcome, Portfolio, SetWork
from lssc_desktop.core.program.schema import Rating, Route
from lssc_desktop.core.review.evaluation import Improvement
from lssc_desktop.core.review.review import Rated
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.core.standing.progress import SetUnknown
from lssc_desktop.core.submission.set_standing import Standing
from lssc_desktop.messages.review import reviewed_line
from lssc_desktop.store.programs import read_program, shipped_program_text
from tests.reviews import a_note, a_package, a_review

TODAY = date(2026, 11, 24)
LSSC = read_program(shipped_program_text(), "lssc.toml")
BEGUN = Portfolio(
    "p",
    "lssc",
    "1",
    Candidate("A. Rivera"),
    date(2024, 9, 14),
    sets=(SetWork("technology", TODAY),),
)


def test_a_set_without_own_ratings_is_forecast_as_not_met() -> None:
    report = set_report(LSSC, "technology", BEGUN, (), FolderFacts(), TODAY)
    assert report.forecast is not None
    assert (report.forecast.not_met, report.forecast.unrated) == (9, 9)


def test_the_shortest_way_spares_the_competencies_with_findings() -> None:
    rated = BEGUN
    for number in range(1, 10):
        rated = set_self_rating(rated, "technology", number, Rating.MET, TODAY)
    short = set_self_rating(rated, "technology", 4, Rating.NOT_MET, TODAY)
    report = set_report(LSSC, "technology", short, (), FolderFacts(), TODAY)
    assert report.way == (Improvement(4, Rating.PARTIAL),)


def test_a_set_by_course_has_no_forecast() -> None:
    course = replace(BEGUN, sets=(SetWork("technology", TODAY, route=Route.COURSE),))
    report = set_report(LSSC, "technology", course, (), FolderFacts(), TODAY)
    assert report.forecast is None
    assert [finding.code for finding in report.check.blockers] == ["course-missing"]


def test_a_set_that_the_program_does_not_have_is_refused() -> None:
    with pytest.raises(SetUnknown):
        set_report(LSSC, "sailing", BEGUN, (), FolderFacts(), TODAY)


def test_of_an_achieved_set_nothing_is_left_to_check() -> None:
    achieved = decide(BEGUN, "technology", Decision(Outcome.ACHIEVED, TODAY), TODAY)
    report = set_report(LSSC, "technology", achieved, (), FolderFacts(), TODAY)
    assert (report.check.findings, report.forecast) == ((), None)
    assert report.closed is not None
    assert report.closed.standing is Standing.ACHIEVED


def test_a_set_of_which_a_revision_is_asked_is_checked_again() -> None:
    asked = decide(BEGUN, "technology", Decision(Outcome.REVISION_ASKED, TODAY), TODAY)
    report = set_report(LSSC, "technology", asked, (), FolderFacts(), TODAY)
    assert report.closed is None
    assert report.check.blockers


def test_the_ratings_of_the_last_reviewer_forecast_too() -> None:
    note = a_note("r", set_id="technology")
    package = a_package("r", set_id="technology")
    early = a_review(package=package, ratings=(Rated(1, Rating.MET),))
    late = a_review(
        package=package,
        review_id="s",
        reviewer="Lee Park",
        written=datetime(2026, 11, 24, tzinfo=UTC),
        ratings=tuple(Rated(number, Rating.MET) for number in range(1, 9)),
    )
    portfolio = replace(BEGUN, packages=(note,))
    facts = FolderFacts(reviews=(early, late))
    reviewed = set_report(LSSC, "technology", portfolio, (), facts, TODAY).reviewed
    assert reviewed is not None
    assert (reviewed.reviewer, reviewed.day) == ("Lee Park", TODAY)
    assert reviewed.forecast is not None
    assert (reviewed.forecast.met, reviewed.forecast.unrated) == (8, 1)


def test_a_note_without_ratings_is_told_too() -> None:
    package = a_package("r", set_id="technology")
    review = replace(a_review(package=package), note="Almost there.")
    portfolio = replace(BEGUN, packages=(a_note("r", set_id="technology"),))
    facts = FolderFacts(reviews=(review,))
    reviewed = set_report(LSSC, "technology", portfolio, (), facts, TODAY).reviewed
    assert reviewed is not None
    assert (reviewed.forecast, reviewed.note) == (None, "Almost there.")
    assert reviewed_line(reviewed).endswith("Note on the whole set: Almost there.")


def test_without_a_review_there_is_only_the_own_forecast() -> None:
    assert set_report(LSSC, "technology", BEGUN, (), FolderFacts(), TODAY).reviewed is None
