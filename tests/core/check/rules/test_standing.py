from dataclasses import replace
from datetime import date

import pytest

from lssc_desktop.core.calendar import days_on
from lssc_desktop.core.check.rules import standing
from lssc_desktop.core.files.seen import SeenFile
from lssc_desktop.core.portfolio.candidate_edits import set_certified, set_membership
from lssc_desktop.core.portfolio.portfolio import AboutFile, Candidate
from lssc_desktop.core.program.fees import MembershipNeed, MembershipRule
from lssc_desktop.core.program.program import PersonalDocument, RouteRule
from lssc_desktop.core.program.schema import AboutKind, Rating, Route
from lssc_desktop.formats.dates import long_day
from lssc_desktop.messages.findings import finding_message
from tests.core.check.rules.desk import Desk


def test_a_written_response_that_is_not_called_ready_is_named(desk: Desk) -> None:
    desk.change(1, marked_ready=False)
    assert desk.found(standing.not_marked_ready) == [("advice", "not-marked-ready", 1)]


def test_competencies_without_own_rating_are_named_in_one_line(desk: Desk) -> None:
    desk.change(1, self_rating=None)
    desk.change(3, self_rating=None)
    (finding,) = standing.self_rating_missing(desk.look())
    assert finding.fact("missing") == "1 3"


def test_own_ratings_that_would_not_pass_are_told_with_the_numbers(desk: Desk) -> None:
    desk.change(1, self_rating=Rating.NOT_MET)
    (finding,) = standing.forecast_short(desk.look())
    assert (finding.fact("met"), finding.fact("needed"), finding.fact("not_met")) == ("2", "3", "1")


def test_a_hand_in_after_the_deadline_is_told(desk: Desk) -> None:
    desk.portfolio = replace(desk.portfolio, admitted=date(2022, 11, 23))
    assert desk.found(standing.deadline_passed) == [("advice", "deadline-passed", None)]
    desk.portfolio = replace(desk.portfolio, admitted=date(2022, 11, 24))
    assert desk.found(standing.deadline_passed) == []


def test_who_is_certified_has_no_deadline_any_more(desk: Desk) -> None:
    late = replace(desk.portfolio, admitted=date(2020, 1, 1))
    desk.portfolio = set_certified(late, date(2024, 1, 1), date(2024, 1, 1))
    assert desk.found(standing.deadline_passed) == []


def test_a_route_that_the_program_has_closed_is_told_with_its_day(desk: Desk) -> None:
    closed = RouteRule(Route.PORTFOLIO, False, date(2019, 1, 31))
    desk.program = replace(desk.program, routes=(closed,))
    (finding,) = standing.route_closed(desk.look())
    assert (finding.code, finding.fact("until")) == ("route-closed", "2019-01-31")


def test_a_document_that_the_program_requires_stops_a_hand_in(desk: Desk) -> None:
    resume = PersonalDocument("résumé", AboutKind.RESUME, required=True)
    desk.program = replace(desk.program, documents=(resume,))
    assert desk.found(standing.personal_document_missing) == [
        ("blocker", "personal-document-missing", None)
    ]


def test_a_document_in_about_me_is_enough(desk: Desk) -> None:
    resume = PersonalDocument("résumé", AboutKind.RESUME, required=True)
    desk.program = replace(desk.program, documents=(resume,))
    file = AboutFile("About me/CV.pdf", "0", 10, AboutKind.RESUME)
    desk.portfolio = replace(desk.portfolio, about_me=(file,))
    desk.files[file.path] = SeenFile(file.path, 10, "0")
    assert desk.found(standing.personal_document_missing) == []


@pytest.mark.parametrize(
    ("name", "kind", "enough"),
    [
        ("Resume 2026.docx", AboutKind.OTHER, True),
        ("A. Rivera RÉSUMÉ.pdf", AboutKind.OTHER, True),
        ("CV.pdf", AboutKind.OTHER, False),
        ("Resume.pdf", AboutKind.MEMBERSHIP, False),
    ],
)
def test_a_document_that_nobody_named_is_known_by_its_name(
    desk: Desk, name: str, kind: AboutKind, enough: bool
) -> None:
    resume = PersonalDocument("Résumé", AboutKind.RESUME, required=True)
    desk.program = replace(desk.program, documents=(resume,))
    file = AboutFile(f"About me/{name}", "0", 10, kind)
    desk.portfolio = replace(desk.portfolio, about_me=(file,))
    desk.files[file.path] = SeenFile(file.path, 10, "0")
    assert bool(desk.found(standing.personal_document_missing)) is not enough


MENTOR = PersonalDocument("Mentor form", AboutKind.OTHER, required=True)
SIGNED = PersonalDocument("Mentor form, signed", AboutKind.OTHER, required=True)


def test_a_required_document_of_no_usual_kind_stops_a_hand_in(desk: Desk) -> None:
    desk.program = replace(desk.program, documents=(MENTOR,))
    (finding,) = standing.personal_document_missing(desk.look())
    assert (finding.level.value, finding.fact("title")) == ("blocker", "Mentor form")


@pytest.mark.parametrize(
    ("name", "kind", "title", "enough"),
    [
        ("scan 1.pdf", AboutKind.OTHER, "Mentor form", True),
        ("scan 1.pdf", AboutKind.OTHER, "", False),
        ("2026 mentor_form Rivera.pdf", AboutKind.OTHER, "", True),
        ("Mentor formula.pdf", AboutKind.OTHER, "", False),
        ("Other papers.pdf", AboutKind.OTHER, "", False),
        ("Mentor form.pdf", AboutKind.OTHER, "Mentor form, signed", False),
        ("Mentor form, signed.pdf", AboutKind.OTHER, "", False),
        ("Mentor form.pdf", AboutKind.RESUME, "", False),
    ],
)
def test_a_document_of_no_usual_kind_is_known_by_its_title_only(
    desk: Desk, name: str, kind: AboutKind, title: str, enough: bool
) -> None:
    desk.program = replace(desk.program, documents=(MENTOR, SIGNED))
    file = AboutFile(f"About me/{name}", "0", 10, kind, title)
    desk.portfolio = replace(desk.portfolio, about_me=(file,))
    desk.files[file.path] = SeenFile(file.path, 10, "0")
    missing = [item.fact("title") for item in standing.personal_document_missing(desk.look())]
    assert ("Mentor form" not in missing) is enough


def test_a_title_without_a_letter_is_no_name_of_every_file(desk: Desk) -> None:
    sign = PersonalDocument("§", AboutKind.OTHER, required=True)
    desk.program = replace(desk.program, documents=(sign,))
    file = AboutFile("About me/scan.pdf", "0", 10)
    desk.portfolio = replace(desk.portfolio, about_me=(file,))
    desk.files[file.path] = SeenFile(file.path, 10, "0")
    assert len(desk.found(standing.personal_document_missing)) == 1


def test_a_file_that_is_said_to_be_another_document_is_not_known_by_its_name(desk: Desk) -> None:
    resume = PersonalDocument("Résumé", AboutKind.RESUME, required=True)
    desk.program = replace(desk.program, documents=(resume, MENTOR))
    file = AboutFile("About me/Resume.pdf", "0", 10, AboutKind.OTHER, "Mentor form")
    desk.portfolio = replace(desk.portfolio, about_me=(file,))
    desk.files[file.path] = SeenFile(file.path, 10, "0")
    missing = [item.fact("title") for item in standing.personal_document_missing(desk.look())]
    assert missing == ["Résumé"]


def test_a_portfolio_says_whose_it_is(desk: Desk) -> None:
    desk.portfolio = replace(desk.portfolio, candidate=Candidate("  "))
    assert desk.found(standing.name_missing) == [("blocker", "name-missing", None)]


def test_a_set_that_was_given_up_is_named(desk: Desk) -> None:
    desk.work = replace(desk.work, chosen=False)
    assert desk.found(standing.set_not_chosen) == [("advice", "set-not-chosen", None)]


def test_who_is_not_admitted_hands_nothing_in_and_is_not_late(desk: Desk) -> None:
    desk.portfolio = replace(desk.portfolio, admitted=None)
    assert desk.found(standing.not_admitted) == [("blocker", "not-admitted", None)]
    assert desk.found(standing.deadline_passed) == []


def test_who_is_certified_need_not_say_when_they_were_admitted(desk: Desk) -> None:
    before = replace(desk.portfolio, admitted=None)
    desk.portfolio = set_certified(before, date(2024, 1, 1), date(2024, 1, 1))
    assert desk.found(standing.not_admitted) == []


def test_who_is_admitted_has_their_time(desk: Desk) -> None:
    assert desk.found(standing.not_admitted) == []


def member(desk: Desk, *changes: tuple[bool, date | None]) -> list[tuple[str, str]]:
    """What is said of a membership that the program requires, after these changes of it."""
    rule = MembershipRule("the Guild", MembershipNeed.ENROLL)
    desk.program = replace(desk.program, membership=rule)
    for is_member, since in changes:
        desk.portfolio = set_membership(desk.portfolio, is_member, since)
    return [
        (item.level.value, finding_message(item).happened)
        for item in standing.membership_missing(desk.look())
    ]


def test_who_is_a_member_today_may_hand_in(desk: Desk) -> None:
    assert member(desk, (True, None)) == []
    assert member(desk, (True, desk.look().today)) == []


def test_a_membership_that_ended_before_the_hand_in_stops_it(desk: Desk) -> None:
    today = desk.look().today
    said = f"Your membership of the Guild ended on {long_day(today)}."
    assert member(desk, (True, None), (False, today)) == [("blocker", said)]


def test_a_membership_that_begins_later_is_none_yet(desk: Desk) -> None:
    day = days_on(desk.look().today, 1)
    said = f"Your membership of the Guild begins on {long_day(day)}."
    assert member(desk, (True, day)) == [("blocker", said)]


def test_of_a_membership_that_was_never_entered_we_only_ask(desk: Desk) -> None:
    assert member(desk) == [("advice", "You haven’t entered a membership of the Guild.")]


def test_a_program_that_requires_no_membership_asks_for_none(desk: Desk) -> None:
    assert desk.found(standing.membership_missing) == []
