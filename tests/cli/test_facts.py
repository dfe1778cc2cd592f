"""Telling facts on the command line, and what the portfolio says then."""

from pathlib import Path

import pytest
from docx import Document

from lssc_desktop.core.portfolio.edits import uses_at
from lssc_desktop.core.portfolio.portfolio import Portfolio, TextPlace, Weight
from lssc_desktop.core.privacy.private_data import COUNTRIES
from lssc_desktop.core.privacy.regions import REGIONS
from lssc_desktop.core.program.schema import Route
from lssc_desktop.store.folder import folder as folders
from tests.cli.conftest import CommandLine


def portfolio(root: Path) -> Portfolio:
    return folders.load(root).portfolio


def test_who_you_are(cli: CommandLine, folder: Path) -> None:
    words = ("--name", "Ana Maria Rivera", "--email", "ana@example.org")
    assert (
        cli("candidate", "person", folder, *words, "--member", "no", "--since", "2026-01-01") == 0
    )
    candidate = portfolio(folder).candidate
    assert (candidate.name, candidate.email) == ("Ana Maria Rivera", "ana@example.org")
    assert (candidate.member, str(candidate.member_since)) == (False, "2026-01-01")


def test_a_portfolio_says_another_country_and_paper_and_the_program_s_again(
    cli: CommandLine, folder: Path
) -> None:
    (folder / "Evidence" / "Sign-up.txt").write_text("Her mobile is 07700 900123.", "utf-8")
    assert cli("evidence", "privacy", folder, "Sign-up.txt") == 0
    assert cli("candidate", "person", folder, "--region", "GB", "--paper", "a4") == 0
    kept = (folder / "portfolio.json").read_text("utf-8")
    assert '"region": "GB"' in kept
    assert '"paper": "a4"' in kept
    assert cli("evidence", "privacy", folder, "Sign-up.txt") == 1
    assert "Phone number" in cli.out
    letter = folder.parent / "letter.docx"
    assert cli("evidence", "consent", folder, "-o", letter) == 0
    width = Document(str(letter)).sections[0].page_width
    assert width is not None
    assert round(width.mm) == 210
    assert cli("candidate", "person", folder, "--region", "program", "--paper", "program") == 0
    after = (folder / "portfolio.json").read_bytes()
    assert b'"region"' not in after
    assert b'"paper"' not in after


def test_the_countries_that_can_be_said_are_those_that_we_have_rules_for() -> None:
    assert set(COUNTRIES) == set(REGIONS)


@pytest.fixture
def joined(cli: CommandLine, state_folder: Path) -> Path:
    """A portfolio of somebody who was admitted in 2024 and became a member in 2025."""
    assert cli("candidate", "person", state_folder, "--member", "no") == 0
    assert cli("candidate", "person", state_folder, "--member", "yes", "--since", "2025-01-01") == 0
    return state_folder


def so_far(cli: CommandLine, root: Path) -> str:
    return str(cli.json("status", root)["costs"]["so_far"])


def test_a_second_change_of_membership_leaves_the_application_as_it_was_paid(
    cli: CommandLine, joined: Path
) -> None:
    assert so_far(cli, joined) == "350.00"
    assert cli("candidate", "person", joined, "--member", "no", "--since", "2026-01-01") == 0
    assert "It costs $60 more." in cli.out
    assert so_far(cli, joined) == "350.00"


def test_a_second_change_of_membership_leaves_a_portfolio_as_it_was_paid(
    cli: CommandLine, joined: Path
) -> None:
    assert (
        cli("set", "decision", joined, "--set", "technology", "achieved", "--on", "2025-03-01") == 0
    )
    assert so_far(cli, joined) == "400.00"
    assert cli("candidate", "person", joined, "--member", "no", "--since", "2026-01-01") == 0
    assert "It costs $50 more." in cli.out
    assert so_far(cli, joined) == "400.00"


def test_a_third_change_of_membership_says_in_json_what_it_saves(
    cli: CommandLine, joined: Path
) -> None:
    assert cli("candidate", "person", joined, "--member", "no", "--since", "2026-01-01") == 0
    told = cli.json("candidate", "person", joined, "--member", "yes", "--since", "2026-06-01")
    assert told["cost_change"] == "-60.00"
    assert so_far(cli, joined) == "350.00"


def test_a_mistyped_day_of_membership_can_be_told_again(cli: CommandLine, joined: Path) -> None:
    assert cli("candidate", "person", joined, "--member", "yes", "--since", "2024-01-01") == 0
    assert so_far(cli, joined) == "325.00"


def test_a_name_cannot_be_taken_away(cli: CommandLine, folder: Path) -> None:
    assert "The name is missing" in cli.refused("candidate", "person", folder, "--name", " ")


def test_a_day_can_be_taken_back(cli: CommandLine, folder: Path) -> None:
    assert (
        cli("candidate", "dates", folder, "--enrolled", "2024-10-01", "--accepted", "2024-09-20")
        == 0
    )
    assert cli("candidate", "dates", folder, "--enrolled", "none") == 0
    told = portfolio(folder)
    assert (told.enrolled, str(told.accepted)) == (None, "2024-09-20")


def test_the_same_fact_twice_changes_nothing(cli: CommandLine, folder: Path) -> None:
    assert cli("set", "plan", folder, "--set", "technology", "--by", "2027-04-01") == 0
    before = (folder / "portfolio.json").read_bytes()
    assert cli("set", "plan", folder, "--set", "technology", "--by", "2027-04-01") == 0
    assert "already" in cli.out
    assert (folder / "portfolio.json").read_bytes() == before


def test_other_electives_keep_the_work_on_the_old_ones(cli: CommandLine, folder: Path) -> None:
    assert cli("set", "plan", folder, "--set", "access-services", "--by", "2027-04-01") == 0
    others = "youth-services,supervision-management,cataloging-classification"
    assert cli("candidate", "electives", folder, others) == 0
    work = portfolio(folder).set_work("access-services")
    assert work is not None
    assert (work.chosen, str(work.planned)) == (False, "2027-04-01")
    assert "You named 1 elective." in cli.refused(
        "candidate", "electives", folder, "youth-services"
    )


def test_a_course_is_credit_with_its_certificate_copied_in(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "certificate.txt").write_text("done", encoding="utf-8")
    words = ("--set", "access-services", "--title", "Access basics", "--provider", "State library")
    days = ("--completed", "2026-10-30", "--approved", "2025-03-01", "--fee", "145")
    told = cli.json(
        "set", "course", folder, *words, *days, "--certificate", tmp_path / "certificate.txt"
    )
    assert (told["credited"], told["reason"]) == (True, "approved")
    work = portfolio(folder).set_work("access-services")
    assert work is not None
    assert work.course is not None
    assert (work.route, work.course.certificate) == (Route.COURSE, "Evidence/certificate.txt")
    assert (folder / "Evidence" / "certificate.txt").read_text(encoding="utf-8") == "done"


def test_a_set_by_course_is_packaged_like_any_other(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "certificate.txt").write_text("done", encoding="utf-8")
    words = ["--set", "access-services", "--title", "Basics", "--provider", "A college"]
    words += ["--completed", "2026-10-30", "--approved", "2025-03-01"]
    assert cli("set", "course", folder, *words) == 0
    found = cli.json("check", folder, "--set", "access-services", status=1)["findings"]
    assert "certificate-missing" in {item["code"] for item in found}
    certificate = ("--certificate", tmp_path / "certificate.txt")
    assert cli("set", "course", folder, *words, *certificate) == 0
    cli.json("check", folder, "--set", "access-services")
    built = cli.json("package", folder, "--set", "access-services")
    assert cli.json("verify", built["path"])["valid"]


def test_a_course_too_old_for_credit_is_not_packaged(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "c.txt").write_text("done", encoding="utf-8")
    words = ("--set", "access-services", "--title", "Old", "--provider", "A college")
    days = ("--completed", "2020-01-01", "--approved", "2025-03-01")
    assert cli("set", "course", folder, *words, *days, "--certificate", tmp_path / "c.txt") == 0
    assert "March 1, 2023" in cli.out
    assert "too long before" in cli.refused("package", folder, "--set", "access-services")


def test_work_told_in_part_is_refused(cli: CommandLine, folder: Path) -> None:
    said = cli.refused("candidate", "experience", folder, "--employer", "Cedar", "--hours", "20")
    assert "start date is missing" in said
    assert "hours" in cli.refused(
        "candidate", "experience", folder, "--employer", "Cedar", "--begun", "2025-01-01"
    )


def test_an_activity_of_an_unknown_kind_names_those_there_are(
    cli: CommandLine, folder: Path
) -> None:
    words = ("--on", "2029-01-01", "--title", "Talk", "--kind", "webinar", "--amount", "1")
    assert "quarter-credit" in cli.refused("renewal", "activity", folder, *words)


def test_an_activity_brings_its_documents(cli: CommandLine, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "badge.txt").write_text("badge", encoding="utf-8")
    assert cli("renewal", "certified", folder, "--on", "2026-06-10") == 0
    words = ("--on", "2026-10-09", "--title", "State conference", "--kind", "conference")
    more = ("--amount", "1", "--set", "technology", tmp_path / "badge.txt")
    assert cli("renewal", "activity", folder, *words, *more) == 0
    assert "6 of 32 contact hours" in cli.out
    (told,) = portfolio(folder).renewal.activities
    assert told.evidence == ("Evidence/badge.txt",)


@pytest.mark.parametrize(
    ("day", "amount", "set_id", "why"),
    [
        ("2026-01-09", "2", "technology", "Before this certification, not counted"),
        ("2026-10-09", "0.5", "technology", "Under 1 h, not counted"),
        ("2026-10-09", "2", "", "No set chosen, not counted"),
        ("2026-12-09", "2", "technology", "In the future"),
        ("2026-10-09", "2", "technology", ""),
    ],
)
def test_an_activity_that_does_not_count_says_why(
    cli: CommandLine, folder: Path, day: str, amount: str, set_id: str, why: str
) -> None:
    assert cli("renewal", "certified", folder, "--on", "2026-06-10") == 0
    words = ["--on", day, "--title", "Maps", "--kind", "workshop", "--amount", amount]
    words += ["--set", set_id] if set_id else []
    assert cli("renewal", "activity", folder, *words) == 0
    said = cli.out.splitlines()[1]
    assert said == f"Maps: {why}." if why else said.startswith("2 of 32 contact hours")


def test_a_renewal_that_is_not_ready_says_what_is_missing(cli: CommandLine, folder: Path) -> None:
    assert "no certification" in cli.refused("package", folder, "--renewal")
    assert cli("renewal", "certified", folder, "--on", "2023-06-10") == 0
    said = cli.refused("package", folder, "--renewal")
    assert "You need 32 more contact hours, 4 of them on technology" in said


def test_what_is_achieved_is_not_edited_any_more(cli: CommandLine, folder: Path) -> None:
    assert (
        cli("set", "decision", folder, "achieved", "--set", "technology", "--on", "2026-03-03") == 0
    )
    before = (folder / "portfolio.json").read_bytes()
    cli.refused("set", "route", folder, "course", "--set", "technology")
    assert (folder / "portfolio.json").read_bytes() == before


def test_no_file_of_what_is_achieved_is_touched(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    text = tmp_path / "text.txt"
    text.write_text("Later thoughts.", encoding="utf-8")
    assert (
        cli("set", "decision", folder, "achieved", "--set", "technology", "--on", "2026-03-03") == 0
    )
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    of = ("--set", "technology")
    cli.refused("response", "set", folder, *of, "--competency", "1", text)
    cli.refused("evidence", "add", folder, *of, "--competency", "1", text)
    cli.refused("set", "course", folder, *of, "--title", "x", "--certificate", text)
    after = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    assert after == before


TECHNOLOGY = ("--set", "technology")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("set plan", "--set", "no-such-set", "--by", "none"), "no-such-set"),
        (
            ("set course", "--set", "technology", "--title", "x", "--fee", "-1"),
            "isn’t an amount",
        ),
        (("candidate person", "--member", "maybe"), "isn’t yes or no"),
        (("set decision", "perhaps", "--set", "technology", "--on", "2026-01-01"), "perhaps"),
        (("package", "--renewal", "--review-copy"), "can’t use --renewal with"),
        (("candidate person", "--since", "2026-01-01"), "--member"),
        (("candidate experience", "--begun", "2026-01-01"), "--employer"),
        (
            ("set course", "--set", "technology", "--title", "x", "--fee", "145,50"),
            "isn’t an amount",
        ),
        (
            ("set course", "--set", "technology", "--title", "x", "--fee", "1e40"),
            "isn’t an amount",
        ),
        (
            (
                "set decision",
                "revision-asked",
                *TECHNOLOGY,
                "--on",
                "2026-01-01",
                "--asked",
                "3,99",
            ),
            "99",
        ),
        (
            ("renewal granted", "--on", "2030-01-01", "--until", "2034-01-01"),
            "aren’t certified yet",
        ),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence(
    cli: CommandLine, folder: Path, words: tuple[str, ...], said: str
) -> None:
    command, *rest = words
    assert said in cli.refused(command, folder, *rest)


def test_a_change_says_what_it_makes_of_the_costs(cli: CommandLine, state_folder: Path) -> None:
    folder = state_folder
    told = cli.json("set", "route", folder, "recognition", "--set", "access-services")
    assert told["cost_change"] == "-50.00"
    assert cli("set", "route", folder, "portfolio", "--set", "access-services") == 0
    assert "It costs $50 more." in cli.out


def test_a_renewal_can_be_checked_alone(cli: CommandLine, folder: Path) -> None:
    def codes() -> set[str]:
        told = cli.json("check", folder, "--renewal", "--today", "2026-11-25", status=1)
        return {item["code"] for item in told["findings"]}

    assert codes() == {"renewal-not-certified"}
    assert cli("renewal", "certified", folder, "--on", "2026-06-10") == 0
    assert codes() == {"renewal-not-open", "renewal-hours-short"}


def test_what_was_told_by_mistake_is_taken_back(cli: CommandLine, folder: Path) -> None:
    assert (
        cli(
            "candidate",
            "experience",
            folder,
            "--employer",
            "Cedar",
            "--begun",
            "2025-01-01",
            "--hours",
            "9",
        )
        == 0
    )
    words = ("--on", "2029-01-01", "--title", "Talk", "--kind", "workshop", "--amount", "1")
    assert cli("renewal", "activity", folder, *words) == 0
    assert cli("renewal", "certified", folder, "--on", "2022-06-10") == 0
    assert cli("renewal", "granted", folder, "--on", "2026-06-01", "--until", "2030-06-10") == 0
    assert cli("candidate", "experience", "--remove", folder, "--employer", "Cedar") == 0
    assert cli("renewal", "activity", "--remove", folder, "--title", "Talk") == 0
    assert cli("renewal", "granted", "--remove", folder, "--on", "2026-06-01") == 0
    told = portfolio(folder)
    assert (told.experience.periods, told.renewal.activities) == ((), ())
    assert told.renewal.granted == ()


def test_a_renewal_that_cannot_be_is_refused(cli: CommandLine, folder: Path) -> None:
    assert cli("renewal", "certified", folder, "--on", "2026-06-10") == 0
    turned = ("--on", "2030-01-01", "--until", "2029-01-01")
    assert "can’t end on" in cli.refused("renewal", "granted", folder, *turned)
    early = ("--on", "2026-06-10", "--until", "2030-01-01")
    assert "can’t have been renewed" in cli.refused("renewal", "granted", folder, *early)


def test_a_certificate_of_a_day_to_come_is_remarked_on(cli: CommandLine, folder: Path) -> None:
    assert cli("renewal", "certified", folder, "--on", "2206-06-10") == 0
    assert "Your certification date, June 10, 2206, is in the future." in cli.out


def test_more_hours_than_can_be_are_refused(cli: CommandLine, folder: Path) -> None:
    words = ("--on", "2026-01-01", "--title", "T", "--kind", "workshop", "--set", "technology")
    assert "too large for one activity" in cli.refused(
        "renewal", "activity", folder, *words, "--amount", "1e30"
    )


@pytest.mark.parametrize("day", ["--admitted", "--enrolled", "--accepted", "--applied"])
def test_a_start_of_a_day_to_come_is_remarked_on(cli: CommandLine, folder: Path, day: str) -> None:
    assert cli("candidate", "dates", folder, day, "9999-12-31") == 0
    assert "December 31, 9999 is in the future. Check the date." in cli.out
    assert cli("candidate", "dates", folder, day, "none") == 0
    assert "future" not in cli.out
    assert cli("status", folder) == 0


def test_a_decision_of_a_day_to_come_is_remarked_on(cli: CommandLine, folder: Path) -> None:
    assert (
        cli("set", "decision", folder, "achieved", "--set", "technology", "--on", "2206-01-01") == 0
    )
    assert "January 1, 2206 is in the future." in cli.out


# Recognition agreement --------------------------------------------------------------------------

AGREEMENT = ("--college", "Sample State College", "--graduated", "2025-06-15")


def test_an_agreement_of_each_set_asks_for_nothing_to_hand_in(
    cli: CommandLine, folder: Path
) -> None:
    for item in cli.json("status", folder)["sets"]:
        days = ("--completed", "2025-06-15", "--approved", "2013-09-01")
        by = ("--set", item["id"], "--title", "Library program", "--recognition")
        assert cli("set", "course", folder, *by, *days) == 0
    found = cli.json("check", folder)["findings"]
    assert [item for item in found if item["level"] == "blocker"] == []
    states = {item["state"] for item in cli.json("status", folder)["sets"]}
    assert states == {"by-agreement"}


def test_an_agreement_is_told_once_for_all_sets(cli: CommandLine, folder: Path) -> None:
    assert cli("candidate", "agreement", folder, *AGREEMENT, "--agreement", "2013-09-01") == 0
    assert "Graduated on June 15, 2025" in cli.out
    assert "course" not in cli.out
    assert cli("status", folder) == 0
    assert cli.out.count("Recognition agreement, Achieved by agreement") == 6
    assert cli.out.count("Graduated on June 15, 2025") == 1
    assert cli("check", folder) == 0
    assert "course" not in cli.out.replace("courses", "")
    assert "certificate" not in cli.out


def test_an_agreement_for_all_sets_leaves_a_course_and_what_is_achieved(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "certificate.txt").write_text("done", encoding="utf-8")
    of = ("--set", "access-services", "--title", "Access", "--fee", "145")
    assert cli("set", "course", folder, *of, "--certificate", tmp_path / "certificate.txt") == 0
    assert (
        cli("set", "decision", folder, "achieved", "--set", "technology", "--on", "2026-03-03") == 0
    )
    told = cli.json("candidate", "agreement", folder, *AGREEMENT)
    assert told["cost_change"] == "0.00"
    assert told["sets"] == [
        "foundations",
        "communication-teamwork",
        "collection-management",
        "reference-information",
    ]
    named = ("--sets", "access-services")
    assert cli.json("candidate", "agreement", folder, *AGREEMENT, *named)["sets"] == [
        "access-services"
    ]
    work = portfolio(folder).set_work("access-services")
    assert work is not None
    assert work.course is not None
    assert work.course.certificate is None


PROGRAMS = Path(__file__).parents[1] / "programs"


def test_what_a_graduate_hands_in_is_said_by_the_program_alone(
    cli: CommandLine, tmp_path: Path
) -> None:
    file, root = tmp_path / "state.toml", tmp_path / "p"
    text = (PROGRAMS / "prairie.toml").read_text(encoding="utf-8")
    closed = 'id = "recognition"\naccepted = false'
    assert closed in text
    file.write_text(text.replace(closed, closed.replace("false", "true")), encoding="utf-8")
    words = ("--name", "T", "--admitted", "2026-06-15")
    electives = ("--electives", "youth-services,prairie-outreach")
    for program, said in (
        (PROGRAMS / "prairie.toml", "Prairie doesn’t accept recognition agreements."),
        (file, "We don’t know what a graduate hands in. Ask the program."),
    ):
        folder = root / program.stem
        assert cli("new", folder, *words, *electives, "--program", program) == 0
        assert cli("candidate", "agreement", folder, *AGREEMENT) == 0
        assert said in cli.out
        assert "nothing to hand in" not in cli.out


def test_an_agreement_that_covers_nothing_is_refused(cli: CommandLine, folder: Path) -> None:
    for item in cli.json("status", folder)["sets"]:
        assert cli("set", "course", folder, "--set", item["id"], "--title", "A course") == 0
    assert "doesn’t cover any of your sets" in cli.refused(
        "candidate", "agreement", folder, *AGREEMENT
    )


def test_nothing_is_asked_of_a_graduate(cli: CommandLine, folder: Path) -> None:
    assert cli("candidate", "agreement", folder, *AGREEMENT, "--agreement", "2013-09-01") == 0
    assert cli.json("check", folder)["findings"] == []


def test_a_graduate_notifies_the_office_when_all_sets_are_achieved(
    cli: CommandLine, folder: Path
) -> None:
    some = ("--sets", "foundations,technology", "--agreement", "2013-09-01")
    assert cli("candidate", "agreement", folder, *AGREEMENT, *some) == 0
    assert "no set" not in cli.refused("paper", "notice", folder)
    for item in cli.json("status", folder)["sets"]:
        if item["route"] != "recognition":
            of_set = ("--set", item["id"], "achieved", "--on", "2025-06-01")
            assert cli("set", "decision", folder, *of_set) == 0
    assert cli("status", folder) == 0
    assert "Last step: Notify the LSSC office" in cli.out
    assert cli("paper", "notice", folder) == 0
    assert "- Technology, recognition agreement with Sample State College" in cli.out
    assert "- Access Services, June 1, 2025" in cli.out


def test_an_agreement_can_be_told_for_some_sets(cli: CommandLine, folder: Path) -> None:
    some = ("--sets", "foundations,technology")
    told = cli.json("candidate", "agreement", folder, *AGREEMENT, *some)
    assert told["sets"] == ["foundations", "technology"]
    assert (told["credited"], told["reason"]) == (False, "not-approved")
    routes = {item["id"]: item["route"] for item in cli.json("status", folder)["sets"]}
    assert routes["technology"] == "recognition"
    assert routes["communication-teamwork"] != "recognition"
    assert "no set called “tecnology”" in cli.refused(
        "candidate", "agreement", folder, *AGREEMENT, "--sets", "tecnology"
    )


def test_a_graduate_may_apply_before_the_year_of_experience(cli: CommandLine, folder: Path) -> None:
    assert cli("candidate", "experience", folder, "--education", "yes") == 0
    hours = ("--employer", "City", "--begun", "2026-09-01", "--hours", "10")
    assert cli("candidate", "experience", folder, *hours) == 0
    assert cli("candidate", "agreement", folder, *AGREEMENT, "--agreement", "2013-09-01") == 0
    status = cli.json("status", folder)
    assert status["eligibility"] == {
        "eligible": True,
        "from": None,
        "experience_within_years": 4,
        "experience_by": "2028-09-14",
    }
    assert cli("status", folder) == 0
    assert "We count until September 14, 2028; ask the program" in cli.out
    assert "You applied as a graduate of a college with a recognition agreement." in cli.out
    assert "within 4 years" in cli.out


# What is paid -----------------------------------------------------------------------------------


def test_what_lies_ahead_is_not_paid_yet(cli: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "Later"
    electives = "access-services,collection-management,reference-information"
    words = ("--name", "T", "--admitted", "2027-06-15", "--electives", electives)
    assert cli("new", folder, *words) == 0
    assert cli.json("status", folder)["costs"]["so_far"] == "0.00"
    of_set = ("--set", "access-services", "--title", "Access basics", "--fee", "400")
    assert cli("set", "course", folder, *of_set, "--completed", "2027-06-15") == 0
    assert cli.json("status", folder)["costs"]["so_far"] == "0.00"
    after = cli.json("status", folder, "--today", "2027-06-16")["costs"]
    assert after["so_far"] == "750.00"
    assert (
        cli.json("candidate", "dates", folder, "--applied", "2026-11-02")["cost_change"] == "0.00"
    )
    assert cli.json("status", folder)["costs"]["so_far"] == "350.00"


def test_the_fee_is_that_of_the_day_of_application(cli: CommandLine, folder: Path) -> None:
    """She applied as no member, joined, and was admitted a month later."""
    assert cli("candidate", "person", folder, "--member", "no") == 0
    assert cli("candidate", "person", folder, "--member", "yes", "--since", "2024-09-01") == 0
    assert cli.json("status", folder)["costs"]["so_far"] == "325.00"
    assert cli("candidate", "dates", folder, "--applied", "2024-08-20") == 0
    assert cli.json("status", folder)["costs"]["so_far"] == "350.00"


def test_a_route_that_the_program_does_not_take_is_said_when_it_is_chosen(
    cli: CommandLine, folder: Path
) -> None:
    assert cli("set", "route", folder, "--set", "technology", "portfolio") == 0
    assert "LSSC hasn’t accepted portfolios since January 31, 2019." in cli.out
    assert "Ask the program before you pay a fee." in cli.out
    assert cli("set", "route", folder, "--set", "technology", "course") == 0
    assert "hasn’t accepted" not in cli.out


def test_the_fee_of_a_set_is_that_of_the_day_it_was_handed_in(
    cli: CommandLine, folder: Path
) -> None:
    """Handed in as no member in February, decided after joining in March."""
    assert cli("candidate", "person", folder, "--member", "no") == 0
    assert cli("candidate", "person", folder, "--member", "yes", "--since", "2026-03-01") == 0
    assert cli("set", "route", folder, "--set", "technology", "portfolio") == 0
    assert (
        cli("set", "decision", folder, "--set", "technology", "achieved", "--on", "2026-03-05") == 0
    )
    assert cli.json("status", folder)["costs"]["so_far"] == "400.00"
    assert cli("set", "handed-in", folder, "--set", "technology", "--on", "2026-02-20") == 0
    assert cli.json("status", folder)["costs"]["so_far"] == "410.00"
    assert cli("set", "handed-in", folder, "--set", "technology", "--on", "none") == 0
    assert cli.json("status", folder)["costs"]["so_far"] == "400.00"


def test_somebody_admitted_is_judged_on_the_day_of_application(
    cli: CommandLine, folder: Path
) -> None:
    years = ("--begun", "2019-01-01", "--ended", "2020-12-31")
    of_work = ("--education", "yes", "--employer", "City", *years, "--hours", "35")
    assert cli("candidate", "experience", folder, *of_work) == 0
    assert cli("status", folder) == 0
    assert "You met the requirements to apply on September 14, 2024." in cli.out
    assert cli.json("status", folder)["eligibility"]["eligible"] is True
    assert cli("candidate", "dates", folder, "--applied", "2026-01-02") == 0
    assert cli("status", folder) == 0
    assert "didn’t add up to the required hours on January 2, 2026" in cli.out


# Sets without a route ---------------------------------------------------------------------------


def test_a_set_starts_without_a_route_where_portfolios_are_not_taken(
    cli: CommandLine, folder: Path
) -> None:
    status = cli.json("status", folder)
    assert {item["route"] for item in status["sets"]} == {None}
    assert status["costs"]["unknown"] == [{"for": "route-open", "count": 6}]
    assert cli("status", folder) == 0
    assert "Still to come: not known." in cli.out
    assert cli.out.count("no route chosen yet") == 6
    found = cli.json("check", folder, "--set", "technology", status=1)["findings"]
    assert [item["code"] for item in found if item["level"] == "blocker"] == ["route-not-chosen"]
    assert cli("check", folder) == 1
    assert cli.out.count("You haven’t chosen how you’ll achieve this set.") == 1
    assert "Foundations, Communication, Technology, Access, Collections, and Reference: " in cli.out


def test_writing_makes_it_a_portfolio_set_with_the_notice(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "r.md").write_text("I fix the printer.", encoding="utf-8")
    of = ("--set", "technology", "--competency", "1")
    assert cli("response", "set", folder, *of, tmp_path / "r.md") == 0
    assert "Technology is now by portfolio." in cli.out
    assert "LSSC hasn’t accepted portfolios since January 31, 2019." in cli.out
    assert cli("response", "set", folder, *of, tmp_path / "r.md") == 0
    assert "now by portfolio" not in cli.out
    assert (
        cli(
            "evidence",
            "add",
            folder,
            "--set",
            "foundations",
            "--competency",
            "1",
            tmp_path / "r.md",
        )
        == 0
    )
    assert "Foundations of Library Services is now by portfolio." in cli.out
    routes = [item["route"] for item in cli.json("status", folder)["sets"]]
    assert routes.count("portfolio") == 2
    assert cli("status", folder) == 0
    assert "2 portfolios would have cost $100" in cli.out
    assert cli.json("status", folder)["costs"]["to_come"] == "0.00"


def test_what_was_handed_in_is_a_portfolio(cli: CommandLine, folder: Path) -> None:
    assert cli("set", "handed-in", folder, "--set", "technology", "--on", "2018-06-01") == 0
    assert "Technology is now by portfolio." in cli.out
    routes = {item["id"]: item["route"] for item in cli.json("status", folder)["sets"]}
    assert routes["technology"] == "portfolio"
    assert routes["foundations"] is None
    assert cli("set", "handed-in", folder, "--set", "foundations", "--on", "none") == 0
    assert "now by portfolio" not in cli.out


def test_what_was_handed_in_elsewhere_is_locked_until_it_is_taken_back(
    cli: CommandLine, state_folder: Path, tmp_path: Path
) -> None:
    """Of the reports on papers, C6: every command says the same (`standing` decides alone)."""
    of, text = ("--set", "technology"), tmp_path / "r.md"
    text.write_text("I fix the printer.", encoding="utf-8")
    respond = ("response", "set", state_folder, *of, "--competency", "1", text)
    assert cli(*respond) == 0
    assert cli("set", "handed-in", state_folder, *of, "--on", "2026-11-20") == 0
    assert "so it’s locked. To undo that, use --on none." in cli.out
    for command in (
        respond,
        ("evidence", "add", state_folder, *of, "--competency", "1", text),
        ("package", state_folder, *of),
    ):
        assert "is handed in" in cli.refused(*command)
    assert cli("check", state_folder, *of) == 0
    assert "is handed in" in cli.out
    checked = cli.json("check", state_folder, *of)
    (found,) = [each for each in cli.json("status", state_folder)["sets"] if each["id"] == of[1]]
    assert found["state"] == "handed-in"
    assert [each["standing"] for each in checked["closed"]] == ["received"]
    assert cli("set", "handed-in", state_folder, *of, "--on", "none") == 0
    assert cli(*respond) == 0


def test_a_program_that_takes_portfolios_starts_with_them(cli: CommandLine, tmp_path: Path) -> None:
    prairie = Path(__file__).parents[1] / "programs" / "prairie.toml"
    words = ("--name", "T", "--admitted", "2026-06-15", "--program", prairie)
    electives = ("--electives", "youth-services,prairie-outreach")
    assert cli("new", tmp_path / "p", *words, *electives) == 0
    status = cli.json("status", tmp_path / "p")
    assert {item["route"] for item in status["sets"]} == {"portfolio"}
    assert status["costs"]["to_come"] == "80.00"


# The last step ----------------------------------------------------------------------------------


def test_after_the_last_set_the_office_is_notified(cli: CommandLine, folder: Path) -> None:
    assert "don’t have a certificate yet" in cli.refused("paper", "notice", folder)
    for item in cli.json("status", folder)["sets"]:
        of_set = ("--set", item["id"], "achieved", "--on", "2025-06-01")
        assert cli("set", "decision", folder, *of_set) == 0
    assert cli("status", folder) == 0
    assert "Notify the LSSC office" in cli.out
    assert cli("paper", "notice", folder) == 0
    assert cli.out.startswith("To: lssc@ala.org\n")
    assert "Technology, June 1, 2025" in cli.out
    assert "Ana Rivera" in cli.out
    assert cli("candidate", "person", folder, "--language", "es") == 0
    assert cli("paper", "notice", folder) == 0
    assert cli.out.startswith("Para: lssc@ala.org\n")
    assert "- Tecnología, 1 de junio de 2025" in cli.out
    assert cli("renewal", "certified", folder, "--on", "2025-06-20") == 0
    assert cli("status", folder) == 0
    assert "Notify the LSSC office" not in cli.out


# Evidence that is there already ----------------------------------------------------------------


def test_evidence_is_used_again_and_taken_out_by_its_name(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    flyer, of = tmp_path / "Flyer.pdf", ("--set", "technology")
    flyer.write_bytes(b"%PDF-1.4")
    assert cli("evidence", "add", folder, *of, "--competency", "1", flyer) == 0

    assert cli("evidence", "use", folder, *of, "--competency", "2", "flyer.pdf", "--secondary") == 0
    assert cli.out.splitlines()[0] == "“Flyer.pdf” added to competency 2."
    uses = uses_at(portfolio(folder), TextPlace("technology", 2))
    assert [(use.path, use.weight) for use in uses] == [("Evidence/Flyer.pdf", Weight.SECONDARY)]
    assert cli("evidence", "use", folder, *of, "--competency", "2", "Flyer.pdf") == 0
    assert cli.out.splitlines()[0] == "Nothing to change. It was already that way."
    out = cli.json(
        "evidence", "use", folder, *of, "--competency", "2", "Evidence/Flyer.pdf", "--no-more"
    )
    assert out == {"evidence": []}
    assert (folder / "Evidence/Flyer.pdf").is_file()


def test_evidence_of_an_unknown_name_is_refused(cli: CommandLine, folder: Path) -> None:
    said = cli.refused(
        "evidence", "use", folder, "--set", "technology", "--competency", "2", "none.pdf"
    )
    assert said.startswith("This portfolio has no evidence called “none.pdf”.")


def test_official_texts_of_a_set_are_taken_from_one_list(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    texts = tmp_path / "official.txt"
    texts.write_text("1. Know the café.\n2. Use computers.\n", "utf-8")
    assert cli("response", "official-texts", folder, "--set", "technology", texts) == 0
    work = portfolio(folder).set_work("technology")
    assert work is not None
    assert work.competency(1).official_text == "Know the café."
    assert work.competency(2).official_text == "Use computers."
    texts.write_text("nothing with numbers", "utf-8")
    assert cli("response", "official-texts", folder, "--set", "technology", texts) == 1
    assert cli.out.startswith("Number the texts 1, 2, 3")
