"""`status` in the form that programs read."""

import json
import tomllib
from pathlib import Path

import pypdf
import pytest

from tests.cli.conftest import CommandLine


def test_status_tells_the_clock(cli: CommandLine, folder: Path) -> None:
    assert cli.json("status", folder, "--today", "2026-11-24")["clock"] == {
        "admitted": "2024-09-14",
        "enrolled": None,
        "accepted": None,
        "deadline": "2028-09-14",
        "days_left": 660,
        "pace": "behind",
    }


def test_days_left_may_be_negative(cli: CommandLine, folder: Path) -> None:
    assert cli.json("status", folder, "--today", "2028-09-15")["clock"]["days_left"] == -1


def test_status_tells_every_chosen_set(cli: CommandLine, folder: Path) -> None:
    sets = cli.json("status", folder)["sets"]
    assert [item["id"] for item in sets] == [
        "foundations",
        "communication-teamwork",
        "technology",
        "access-services",
        "collection-management",
        "reference-information",
    ]
    assert sets[0] == {
        "id": "foundations",
        "title": "Foundations of Library Services",
        "kind": "required",
        "route": None,
        "state": "not-started",
        "ready": 0,
        "competencies": 12,
    }


def test_money_is_text(cli: CommandLine, folder: Path) -> None:
    assert cli.json("status", folder)["costs"] == {
        "so_far": "325.00",
        "to_come": "0.00",
        "unknown": [{"for": "route-open", "count": 6}],
    }


def test_another_program_file_gives_its_own_dates_and_fees(
    cli: CommandLine, tmp_path: Path
) -> None:
    program = Path(__file__).parents[1] / "programs" / "prairie.toml"
    data = tomllib.loads(program.read_text(encoding="utf-8"))
    electives = [item["id"] for item in data["sets"] if not item["required"]]
    wanted = ",".join(electives[: data["choice"]["electives"]])
    words = ("--name", "A. Rivera", "--admitted", "2024-02-29", "--electives", wanted)
    assert cli("new", tmp_path / "p", *words, "--program", program) == 0
    told = cli.json("status", tmp_path / "p")
    assert told["clock"]["deadline"] == f"{2024 + data['clock']['years']}-02-28"
    assert len(told["sets"]) == data["choice"]["needed"]
    assert told["costs"]["so_far"] == f"{data['fees']['application']['other']:.2f}"


def test_a_person_reads_lines_without_json(cli: CommandLine, folder: Path) -> None:
    assert cli("status", folder, "--today", "2026-11-24") == 0
    assert "660 days left" in cli.out
    assert "Foundations of Library Services" in cli.out
    assert "$325" in cli.out


def test_json_may_be_asked_for_before_the_command(cli: CommandLine, folder: Path) -> None:
    assert cli("--json", "status", folder) == 0
    before = cli.out
    assert cli("status", folder, "--json") == 0
    assert cli.out == before
    assert before.startswith("{")


def test_who_is_certified_is_told_of_the_certification_and_not_of_the_pace(
    cli: CommandLine, folder: Path
) -> None:
    assert cli("renewal", "certified", folder, "--on", "2022-06-10") == 0
    assert cli("status", folder, "--today", "2026-06-11") == 0
    assert "You were certified on June 10, 2022." in cli.out
    assert "On pace" not in cli.out
    assert "days" not in cli.out.splitlines()[0]


# Before the admission ---------------------------------------------------------------------------

ELECTIVES = "access-services,collection-management,reference-information"


@pytest.fixture
def thinking(cli: CommandLine, tmp_path: Path) -> Path:
    """The folder of somebody who only thinks of applying."""
    path = tmp_path / "Rivera LSSC"
    assert cli("new", path, "--name", "A. Rivera", "--electives", ELECTIVES) == 0, cli.err
    return path


def test_somebody_who_only_thinks_of_applying_has_no_deadline(
    cli: CommandLine, thinking: Path
) -> None:
    told = cli.json("status", thinking)
    starts = ("admitted", "enrolled", "accepted")
    assert told["clock"] == dict.fromkeys((*starts, "deadline", "days_left", "pace"))
    assert told["costs"]["so_far"] == "0.00"
    assert told["eligibility"] == {"eligible": False, "from": None}


def test_whether_one_may_apply_comes_first(cli: CommandLine, thinking: Path) -> None:
    worked = ("--education", "yes", "--employer", "Maple Library", "--begun", "2022-01-03")
    assert cli("candidate", "experience", thinking, *worked, "--hours", "20") == 0, cli.err
    assert cli("status", thinking) == 0
    assert cli.out.splitlines()[:3] == [
        "Not admitted yet.",
        "No deadline yet. You’ll have 4 years, starting when you’re admitted.",
        "You’ve been eligible to apply since October 1, 2023.",
    ]
    assert cli.json("status", thinking)["eligibility"]["from"] == "2023-10-01"


def test_work_can_be_entered_as_hours_altogether_or_as_school_years(
    cli: CommandLine, thinking: Path
) -> None:
    days = ("--employer", "Maple", "--begun", "2022-01-03", "--ended", "2024-12-31")
    assert (
        cli("candidate", "experience", thinking, "--education", "yes", *days, "--total", "1000")
        == 0
    ), cli.err
    assert not cli.json("status", thinking)["eligibility"]["eligible"]
    school = ("--employer", "Oak School", "--begun", "2023-08-28", "--ended", "2025-06-06")
    years = ("--school-years", "2", "--weeks", "41", "--hours", "10")
    assert cli("candidate", "experience", thinking, *school, *years) == 0, cli.err
    assert cli.json("status", thinking)["eligibility"]["eligible"]  # 1,000 and 820 hours
    assert "give all three" in cli.refused(
        "candidate", "experience", thinking, *school, "--weeks", "41"
    )
    assert "use --total with --hours" in cli.refused(
        "candidate", "experience", thinking, *days, "--total", "5", "--hours", "5"
    )


def test_the_time_begins_with_the_day_of_admission_and_can_be_taken_back(
    cli: CommandLine, thinking: Path
) -> None:
    assert cli("candidate", "dates", thinking, "--admitted", "2026-10-01") == 0
    assert cli.json("status", thinking)["clock"]["deadline"] == "2030-10-01"
    assert cli("candidate", "dates", thinking, "--admitted", "none") == 0
    assert cli.json("status", thinking)["clock"]["deadline"] is None


def test_papers_of_somebody_who_is_not_admitted_name_no_deadline(
    cli: CommandLine, thinking: Path, tmp_path: Path
) -> None:
    assert cli.json("paper", "calendar", thinking, "-o", tmp_path / "days.ics")["dates"] == []
    assert cli("paper", "report", thinking, "-o", tmp_path / "report.pdf") == 0, cli.err
    words = pypdf.PdfReader(tmp_path / "report.pdf").pages[0].extract_text()
    said = " ".join(words.split())
    assert "Admitted Not yet" in said
    assert "Deadline" not in said


def test_the_check_wants_the_admission_before_anything_is_handed_in(
    cli: CommandLine, thinking: Path
) -> None:
    def codes() -> set[tuple[str, str]]:
        cli("check", thinking, "--json")
        findings = json.loads(cli.out)["findings"]
        return {(each["level"], each["code"]) for each in findings}

    assert ("blocker", "not-admitted") in codes()
    assert cli("candidate", "dates", thinking, "--admitted", "2026-10-01") == 0
    assert ("blocker", "not-admitted") not in codes()


# Sources ----------------------------------------------------------------------------------------


def test_status_says_where_its_rules_come_from_when_asked(cli: CommandLine, folder: Path) -> None:
    assert cli("status", folder) == 0
    assert "Where is this from?" not in cli.out
    assert cli("status", folder, "--sources") == 0
    asked = cli.out.partition("Where is this from?")[2]
    assert "  - A candidate has 4 years." in asked
    assert "    Source: LSSC, Frequently Asked Questions, question 18" in asked
    sources = cli.json("status", folder, "--sources")["sources"]
    assert "LSSC, Frequently Asked Questions, question 18" in sources["clock"]
    assert set(sources) == {
        *("sets", "eligibility", "clock", "fees", "courses"),
        *("completion", "renewal", "appeal"),
    }


def test_a_check_names_the_sources_of_what_it_found(cli: CommandLine, folder: Path) -> None:
    cli("check", folder, "--today", "2031-01-01", "--json", "--sources")
    found = json.loads(cli.out)["sources"]
    assert "clock" in found  # the deadline is over
    assert "passing" in found


def test_a_course_comes_with_the_rule_that_judged_it(cli: CommandLine, folder: Path) -> None:
    course = ("--set", "technology", "--title", "T", "--completed", "2026-01-01")
    assert cli("set", "course", folder, *course, "--sources") == 0, cli.err
    assert "interested-in-offering-lssc-approved-courses" in cli.out
