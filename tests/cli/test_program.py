"""`program`: a program file checked, and said in plain words."""

import json
from pathlib import Path
from zipfile import ZipFile

from lssc_desktop.cli.program_schema import program_schema
from lssc_desktop.paths import resources
from tests.cli.conftest import CommandLine

LSSC = resources() / "programs" / "lssc.toml"
UTAH = Path(__file__).parents[1] / "programs" / "utah.toml"
PRAIRIE = Path(__file__).parents[1] / "programs" / "prairie.toml"


def test_it_says_in_words_what_a_file_decides(cli: CommandLine) -> None:
    assert cli("program", "check", LSSC) == 0
    lines = cli.out.splitlines()
    assert lines[0] == "Library Support Staff Certification"
    assert "  - Foundations of Library Services: required, 12 competencies." in cli.out
    assert "  - Percent that must be met: 70%" in lines
    assert "  - Largest package: not known" in lines
    assert "    Source: http://ala-apa.org/lssc/policies/appeal-process/" in lines
    assert "pass-rounding" not in cli.out


def test_a_faulty_file_is_told_with_every_place(cli: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    text = PRAIRIE.read_text("utf-8").replace("[clock]\nyears", "[clock]\nyeers", 1)
    path.write_text(text.replace('id = "prairie"', 'id = "A B"', 1), "utf-8")
    assert cli("program", "check", path) == 1
    assert "clock.years" in cli.out
    assert cli.json("program", "check", path, status=1)["faults"] == [
        {"place": "id", "code": "wrong-form"},
        {"place": "clock.years", "code": "missing-key"},
    ]


def test_a_first_attempt_is_told_how_to_leave_open_what_is_not_known(
    cli: CommandLine, tmp_path: Path
) -> None:
    """What the first attempts at utah.toml, from the schema alone, were not told."""
    text = UTAH.read_text("utf-8")
    start = text.index("\n[[options]]"), text.index("\n[fees]")
    path = tmp_path / "mine.toml"
    first = f'{text[: start[0]]}\n[limits]\n\n[pass_rule]\nrule = "all"\n{text[start[1] :]}'
    first = first.replace('[[fees.due]]\nwhen = "enroll"', "", 1).replace("[[help]]", "[[x]]")

    at = first.rindex("\n[[sets.competencies]]")
    first = first[:at] + "\n[eligibility]\nhours = 2080\n"
    path.write_text(first, encoding="utf-8")
    assert cli("program", "check", path) == 1
    told = cli.out.splitlines()
    assert told[1:7] == [
        (
            "sets[3].competencies: this key is missing. If none are known, use one for all: "
            "give it a title that says so and no summary, and set count_is_minimum = true."
        ),
        (
            "eligibility.education: this key is missing. If it isn’t known, leave out "
            "[eligibility]; a [[help]] text can say the rest."
        ),
        (
            "eligibility.within_years: this key is missing. If it isn’t known, leave out "
            "[eligibility]; a [[help]] text can say the rest."
        ),
        (
            "options: the option “evaluator-disagreement” is missing; its choices are combine, "
            "third-evaluator, panel. It isn’t needed with pass_rule.evaluators = 1 or with "
            "pass_rule.on_disagreement."
        ),
        (
            "options: the option “both-partial” is missing; its choices are always-asks, "
            'only-if-short. It isn’t needed with pass_rule.ratings = ["met", "not"].'
        ),
        (
            "options: the option “portfolio-fee” is missing; its choices are charged, none. "
            "It isn’t needed with [[fees.due]], where a missing amount counts as not known."
        ),
    ]


def test_a_program_of_which_little_is_known_can_be_followed(
    cli: CommandLine, tmp_path: Path
) -> None:
    assert cli("program", "check", UTAH) == 0
    assert "  - We don’t have the texts of 3 of 3 badges in this file." in cli.out
    assert "The short text" not in cli.out
    assert "  - Enrollment: not known" in cli.out
    root = tmp_path / "Kim"
    first = ("--name", "Kim Lee", "--admitted", "2026-01-10", "--electives", "")
    cli.json("new", root, *first, "--program", UTAH)
    told = cli.json("status", root, "--today", "2026-11-27")
    assert told["clock"]["deadline"] == "2030-01-10"
    assert told["costs"]["unknown"] == [{"for": "enrollment", "count": 1}]
    assert cli("check", root, "--set", "advocacy") == 1
    assert "“About me” has no Supervisor’s letter. Your supervisor writes it." in cli.out
    assert "more than the 1 badge we know" in cli.out
    assert "competenc" not in cli.out


def test_what_a_newer_version_adds_is_named_and_no_fault(cli: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "newer.toml"
    text = PRAIRIE.read_text("utf-8")
    path.write_text(text.replace("[clock]", '[clock]\nmoon = "full"', 1), "utf-8")
    told = cli.json("program", "check", path)
    assert told["valid"] is True
    assert told["unknown"] == ["clock.moon"]
    assert cli("program", "check", path) == 0
    assert "clock.moon" in cli.out


def test_as_json_each_rule_has_its_sources(cli: CommandLine) -> None:
    told = cli.json("program", "check", LSSC)
    sections = {section["title"]: section for section in told["sections"]}
    assert sections["Appeal"]["sources"] == ["http://ala-apa.org/lssc/policies/appeal-process/"]
    routes = sections["Routes"]["lines"]
    assert [line["label"] for line in routes] == [
        "By portfolio:",
        "By an approved course:",
        "By recognition:",
    ]
    assert all(line["sources"] for line in routes)


def test_the_schema_is_printed(cli: CommandLine) -> None:
    assert cli("program", "schema") == 0
    assert json.loads(cli.out) == program_schema()


def test_what_is_no_file_gets_a_sentence(cli: CommandLine, tmp_path: Path) -> None:
    assert "nowhere.toml" in cli.refused("program", "check", tmp_path / "nowhere.toml")


def test_commands_use_the_words_and_days_of_the_program(cli: CommandLine, tmp_path: Path) -> None:
    root = tmp_path / "Kim"
    guild = Path(__file__).parents[1] / "programs" / "guild.toml"
    words = ("--name", "Kim Lee", "--admitted", "2026-01-10", "--program", guild)
    cli.json("new", root, *words, "--electives", "field")
    assert cli("status", root, "--today", "2026-02-01") == 0
    assert "10 January 2029" in cli.out
    assert "Costs so far: £45. Still to come: £60.50." in cli.out
    cli("check", root, "--set", "practice")
    assert "competenc" not in cli.out
    assert "criteri" in cli.out
    assert cli.json("status", root, "--today", "2026-02-01")["costs"] == {
        "so_far": "45.00",
        "to_come": "60.50",
    }


def test_a_renewal_that_is_voluntary_on_the_command_line(cli: CommandLine, tmp_path: Path) -> None:
    root = tmp_path / "Kim"
    guild = Path(__file__).parents[1] / "programs" / "guild.toml"
    words = ("--name", "Kim Lee", "--admitted", "2020-01-10", "--program", guild)
    cli.json("new", root, *words, "--electives", "field")
    cli.json("renewal", "certified", root, "--on", "2021-02-01")
    for kind, amount in (("training", "15"), ("visit", "2")):
        place = ("--on", "2026-02-01", "--title", kind, "--kind", kind, "--amount", amount)
        cli.json("renewal", "activity", root, *place)
    assert cli("renewal", "statement", root, "I learned much.") == 0
    assert "3 of at most 250 words." in cli.out
    assert cli("check", root, "--renewal", "--today", "2026-03-01") == 0
    status = cli.json("status", root, "--today", "2026-03-01")
    assert status["certification"] == {"on": "2021-02-01", "expires": None}
    assert status["renewal"] == {
        "voluntary": True,
        "hours": 20,
        "technology": 0,
        "missing": 0,
        "statement_words": 3,
    }
    built = cli.json("package", root, "--renewal")
    with ZipFile(built["path"]) as package:
        (name,) = [each for each in package.namelist() if each.endswith("/index.html")]
        page = package.read(name).decode()
    assert "I learned much." in page
    assert "Expires" not in page
