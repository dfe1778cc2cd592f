"""A program file that says as little as it may: nothing is made up in its place."""

from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine

SILENT = Path(__file__).parents[1] / "programs" / "silent.toml"
ADMITTED = "2024-02-29"


@pytest.fixture
def silent(cli: CommandLine, tmp_path: Path) -> Path:
    words = ("--name", "Ana Rivera", "--admitted", ADMITTED, "--program", SILENT)
    electives = "youth-services,prairie-outreach"
    assert cli("new", tmp_path / "p", *words, "--electives", electives, "--member") == 0
    return tmp_path / "p"


def test_its_years_begin_with_the_acceptance_and_its_fees_are_not_known(
    cli: CommandLine, silent: Path
) -> None:
    assert cli("candidate", "dates", silent, "--accepted", "2025-02-01") == 0
    assert cli("status", silent, "--today", "2026-11-25") == 0
    assert "Accepted February 1, 2025, deadline February 1, 2028, 433 days left." in cli.out
    assert "Costs so far: not known. Still to come: not known." in cli.out


def test_what_it_has_no_rule_for_is_null(cli: CommandLine, silent: Path) -> None:
    work = ("--education", "yes", "--employer", "Cedar", "--begun", "2020-01-01", "--hours", "20")
    assert cli("candidate", "experience", silent, *work) == 0
    assert (
        cli("set", "decision", silent, "not-achieved", "--set", "foundations", "--on", "2026-11-01")
        == 0
    )
    told = cli.json("status", silent, "--today", "2026-11-25")
    assert (told["eligibility"], told["renewal"], told["appeal"]) == (None, None, None)


def test_a_course_is_no_credit_where_no_rule_is_known(cli: CommandLine, silent: Path) -> None:
    words = ("--set", "youth-services", "--title", "Basics", "--completed", "2026-01-01")
    told = cli.json("set", "course", silent, *words, "--fee", "33.35")
    assert (told["credited"], told["reason"]) == (False, "no-rule")
    assert cli("status", silent) == 0
    assert "Costs so far: 33.35 JPY or more" in cli.out


def test_its_certification_does_not_expire_and_cannot_be_renewed(
    cli: CommandLine, silent: Path
) -> None:
    assert cli("renewal", "certified", silent, "--on", "2025-10-31") == 0
    told = cli.json("status", silent)
    assert told["certification"] == {"on": "2025-10-31", "expires": None}
    assert "says nothing about renewal" in cli.refused("package", silent, "--renewal")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("paper appeal", "--set", "foundations"), "No letter was written"),
        (("paper purchase-order",), "doesn’t say where a purchase order goes"),
    ],
)
def test_a_paper_that_it_knows_no_address_for_is_not_written(
    cli: CommandLine, silent: Path, words: tuple[str, ...], said: str
) -> None:
    command, *rest = words
    assert said in cli.refused(command, silent, *rest, "-o", silent.parent / "paper.docx")
    assert not (silent.parent / "paper.docx").exists()


def test_report_and_calendar_say_what_is_known(cli: CommandLine, silent: Path) -> None:
    assert cli("paper", "report", silent, "-o", silent.parent / "report.pdf") == 0
    told = cli.json("paper", "calendar", silent, "-o", silent.parent / "dates.ics")
    assert told["dates"] == [{"date": "2027-02-28", "what": "deadline"}]
