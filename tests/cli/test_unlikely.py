"""Facts on the command line that are worth a second look: days and activities."""

from pathlib import Path

from tests.cli.conftest import CommandLine

# Days that cannot be ----------------------------------------------------------------------------


def advised(cli: CommandLine, folder: Path) -> dict[str, str]:
    found = cli.json("check", folder, status=cli("check", folder))["findings"]
    return {item["code"]: item["message"] for item in found if item["level"] == "advice"}


def test_days_years_apart_are_worth_a_look(cli: CommandLine, folder: Path) -> None:
    assert "days-apart" not in advised(cli, folder)
    assert (
        cli("candidate", "dates", folder, "--enrolled", "2030-01-01", "--accepted", "1990-01-01")
        == 0
    )
    assert "January 1, 1990" in advised(cli, folder)["days-apart"]
    assert cli("status", folder) == 0
    assert "January 1, 1990" in cli.out


def test_an_application_after_the_admission_is_worth_a_look(cli: CommandLine, folder: Path) -> None:
    assert cli("candidate", "dates", folder, "--applied", "2024-09-14") == 0
    assert "applied-late" not in advised(cli, folder)
    assert cli("candidate", "dates", folder, "--applied", "2024-12-30") == 0
    assert "application date, December 30, 2024" in advised(cli, folder)["applied-late"]


def test_a_set_handed_in_after_its_decision_is_worth_a_look(cli: CommandLine, folder: Path) -> None:
    of = ("--set", "technology")
    assert cli("set", "decision", folder, *of, "revision-asked", "--on", "2026-03-05") == 0
    assert cli("set", "handed-in", folder, *of, "--on", "2026-03-05") == 0
    assert "handed-in-late" not in advised(cli, folder)
    assert cli("set", "handed-in", folder, *of, "--on", "2026-03-06") == 0
    assert (
        "handed in on March 6, 2026, after the decision" in advised(cli, folder)["handed-in-late"]
    )
    assert cli("status", folder) == 0
    assert "Technology: It was handed in on March 6, 2026" in cli.out


def test_a_set_achieved_before_the_admission_is_worth_a_look(
    cli: CommandLine, folder: Path
) -> None:
    assert (
        cli("set", "decision", folder, "--set", "technology", "achieved", "--on", "2020-01-01") == 0
    )
    assert "before your admission" in advised(cli, folder)["decided-early"]


def test_a_certificate_from_before_the_admission_is_worth_a_look(
    cli: CommandLine, folder: Path
) -> None:
    assert cli("renewal", "certified", folder, "--on", "2024-05-01") == 0
    said = advised(cli, folder)["certified-early"]
    assert "Your certificate date, May 1, 2024, is before your admission" in said
    assert cli("status", folder) == 0
    assert "May 1, 2024, is before your admission" in cli.out
    assert "Technology: Achieved\n" in cli.out


def test_a_certification_after_the_deadline_is_worth_a_word(cli: CommandLine, folder: Path) -> None:
    assert cli("candidate", "dates", folder, "--admitted", "2020-01-10") == 0
    for item in cli.json("status", folder)["sets"]:
        of_set = ("--set", item["id"], "achieved", "--on", "2024-06-01")
        assert cli("set", "decision", folder, *of_set) == 0
    assert cli("status", folder) == 0
    assert "You’ve been certified since June 1, 2024" in cli.out
    assert "after your deadline, January 10, 2024" in cli.out
    assert cli("renewal", "certified", folder, "--on", "2024-06-01") == 0
    assert "certified-late" not in advised(cli, folder)


# Approvals of courses ---------------------------------------------------------------------------


def test_a_course_after_the_end_of_its_approval_gets_a_word(cli: CommandLine, folder: Path) -> None:
    of = ("--set", "access-services", "--title", "Access", "--provider", "A college")
    days = ("--completed", "2025-06-15", "--approved", "2013-09-01")
    told = cli.json("set", "course", folder, *of, *days)
    assert (told["credited"], told["reason"]) == (True, "approved")
    assert cli("set", "course", folder, *of, *days) == 0
    assert "That approval ended on September 1, 2017 unless it was renewed" in cli.out
    assert "September 1, 2017" in advised(cli, folder)["course-approval-over"]
    days = ("--completed", "2017-09-01", "--approved", "2013-09-01")
    assert cli("set", "course", folder, *of, *days) == 0
    assert "unless it was renewed" not in cli.out


# Activities -------------------------------------------------------------------------------------


def renewal_codes(cli: CommandLine, folder: Path) -> set[str]:
    found = cli.json("check", folder, "--renewal", status=cli("check", folder, "--renewal"))
    return {item["code"] for item in found["findings"]}


def test_the_same_activity_twice_is_worth_a_look(cli: CommandLine, folder: Path) -> None:
    assert cli("renewal", "certified", folder, "--on", "2024-01-01") == 0
    words = ["--on", "2024-05-01", "--kind", "semester-credit", "--amount", "2"]
    words += ("--set", "foundations", "--technology", "1")
    assert cli("renewal", "activity", folder, *words, "--title", "Excel") == 0
    assert "renewal-twice" not in renewal_codes(cli, folder)
    assert cli("renewal", "activity", folder, *words, "--title", "EXCEL ") == 0
    assert "may have entered it twice" in cli.out
    assert "renewal-twice" in renewal_codes(cli, folder)


def test_an_activity_on_the_set_technology_is_on_technology(cli: CommandLine, folder: Path) -> None:
    assert cli("renewal", "certified", folder, "--on", "2024-01-01") == 0
    words = ["--on", "2024-05-01", "--title", "Networks", "--kind", "semester-credit"]
    words += ["--amount", "3", "--set", "technology"]
    assert cli("renewal", "activity", folder, *words) == 0
    assert "45 of 32 contact hours, 45 of 4 on technology" in cli.out
    other = ("--title", "Ethics", "--technology", "0")
    assert cli("renewal", "activity", folder, *words, *other) == 0
    assert "90 of 32 contact hours, 45 of 4 on technology" in cli.out
