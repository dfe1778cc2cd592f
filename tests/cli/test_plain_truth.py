"""Sentences of commands that said more than was so: each with its words."""

import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from lssc_desktop.paths import resources
from tests.cli.conftest import CommandLine
from tests.documents.previews.pdfs import written

CILIP = "cilip-certification"
PROGRAMS = resources() / "programs"
UTAH = Path(__file__).parents[1] / "programs" / "utah.toml"
NO_CLAIM = ("earlier work", "wasn’t saved", "Nothing was changed", "unexpected")


@pytest.fixture
def lssc(cli: CommandLine, tmp_path: Path) -> Path:
    electives = "access-services,collection-management,reference-information"
    words = ("--name", "Ann Lee", "--admitted", "2025-01-10", "--electives", electives)
    assert cli("new", tmp_path / "p", *words) == 0
    return tmp_path / "p"


@pytest.mark.parametrize(
    "command",
    [
        ("status", "GONE"),
        ("check", "GONE"),
        ("candidate", "dates", "GONE"),
        ("candidate", "dates", "GONE", "--admitted", "2025-01-10"),
        ("verify", "GONE"),
        ("paper", "report", "GONE", "-o", "there.pdf"),
        ("export", "GONE", "--set", "technology", "-o", "there.docx"),
        ("review", "new", "GONE", "--as", "Ann", "-o", "there.json", "--rate", "1=met"),
        ("office", "shelf", "GONE"),
        ("office", "audit", "GONE"),
        ("find", "GONE", "word"),
    ],
)
def test_a_wrong_path_is_said_without_a_word_on_saving(
    cli: CommandLine, tmp_path: Path, command: tuple[str, ...]
) -> None:
    """Before: "Your earlier work is still there. This last step wasn’t saved."."""
    words = [str(tmp_path / "nowhere") if each == "GONE" else each for each in command]
    assert cli(*words) == 2
    assert "nowhere" in cli.err
    assert not [claim for claim in NO_CLAIM if claim in cli.err]


def test_a_wrong_folder_is_called_a_folder_by_every_command(
    cli: CommandLine, tmp_path: Path
) -> None:
    """Before, of `candidate dates`: "There’s no file called “nowhere”."."""
    said = set()
    for command in ("status", "candidate dates", "check"):
        assert cli(command, tmp_path / "nowhere") == 2
        said.add(cli.err)
    assert len(said) == 1
    assert "The folder" in said.pop()


def report_of(cli: CommandLine, root: Path) -> str:
    paper = root.parent / "report.pdf"
    paper.unlink(missing_ok=True)
    assert cli("paper", "report", root, "-o", paper) == 0
    pages = PdfReader(paper).pages
    return " ".join("\n".join(page.extract_text() for page in pages).split())


def test_what_is_optional_is_not_still_needed(cli: CommandLine, lssc: Path) -> None:
    """Before: "Still needed: Résumé", which the file calls optional."""
    said = report_of(cli, lssc)
    assert "Worth adding: Résumé" in said
    assert "Still needed: Résumé" not in said


@pytest.mark.parametrize("mentor", ["unsaid", "no"])
def test_what_may_be_needed_is_asked_for(cli: CommandLine, tmp_path: Path, mentor: str) -> None:
    """Before: "Still needed: Mentor completion form", also of who has no mentor."""
    root = tmp_path / "p"
    words = ("--name", "Ann Lee", "--admitted", "2026-01-10", "--program", CILIP)
    assert cli("new", root, *words) == 0
    for name in ("CV.pdf", "Annotated job description.pdf", "PKSB self-assessment.pdf"):
        (root / "About me" / name).write_bytes(written(name))
    if mentor == "no":
        assert cli("candidate", "person", root, "--mentor", "no") == 0
    said = report_of(cli, root)
    assert "Ask whether you need: Mentor completion form" in said
    assert "Still needed" not in said
    assert cli("candidate", "person", root, "--mentor", "yes") == 0
    assert "Still needed: Mentor completion form" in report_of(cli, root)


@pytest.mark.parametrize("written_there", [True, False])
def test_nothing_has_to_be_written_at_a_criterion(
    cli: CommandLine, tmp_path: Path, *, written_there: bool
) -> None:
    """Before: "Criteria 2 and 3 are rated met, but nothing is written there."."""
    assert cli("sample", tmp_path / "p", "--program", CILIP) == 0
    if not written_there:
        kept = json.loads((tmp_path / "p" / "portfolio.json").read_text("utf-8"))
        kept["sets"][0]["statement"] = None
        (tmp_path / "p" / "portfolio.json").write_text(json.dumps(kept), encoding="utf-8")
    package = tmp_path / "whole.lssc.zip"
    assert cli("package", tmp_path / "p", "--set", "portfolio", "--review-copy", "-o", package) == 0
    rates = [word for number in (1, 2, 3) for word in ("--rate", f"{number}=met")]
    out = tmp_path / "by Bo.review.json"
    assert cli("review", "new", package, "--as", "Bo Ray", "-o", out, *rates) == 0
    assert "nothing is written" not in cli.out


def test_a_revision_makes_a_set_without_a_route_a_portfolio(cli: CommandLine, lssc: Path) -> None:
    """Before: "Foundations…: no route chosen yet", beside a fee of $60 for its portfolio."""
    words = ("revision-asked", "--set", "foundations", "--on", "2026-03-01", "--asked", "9")
    assert cli("set", "decision", lssc, *words) == 0
    assert "Foundations of Library Services is now by portfolio." in cli.out
    told = cli.json("status", lssc)["sets"][0]
    assert (told["route"], told["state"]) == ("portfolio", "revision-asked")
    assert cli("status", lssc) == 0
    assert "Foundations of Library Services: Portfolio, 0 of 12 ready, Revision required" in cli.out


def test_a_set_that_is_achieved_has_no_route_from_that(cli: CommandLine, lssc: Path) -> None:
    """A course achieves it too, so no fee for a portfolio is counted."""
    before = cli.json("status", lssc)["costs"]["so_far"]
    assert (
        cli("set", "decision", lssc, "achieved", "--set", "foundations", "--on", "2026-03-01") == 0
    )
    told = cli.json("status", lssc)
    assert (told["sets"][0]["route"], told["sets"][0]["state"]) == (None, "achieved")
    assert told["costs"]["so_far"] == before
    assert cli("status", lssc) == 0
    assert "Foundations of Library Services: Achieved" in cli.out


def test_a_decision_of_an_older_file_is_shown_and_costs_nothing(
    cli: CommandLine, lssc: Path
) -> None:
    """Before a decision gave a route, portfolio.json had the one without the other."""
    before = cli.json("status", lssc)["costs"]["so_far"]
    words = ("revision-asked", "--set", "foundations", "--on", "2026-03-01")
    assert cli("set", "decision", lssc, *words) == 0
    kept = json.loads((lssc / "portfolio.json").read_text("utf-8"))
    kept["sets"][0]["route_chosen"] = False
    (lssc / "portfolio.json").write_text(json.dumps(kept), encoding="utf-8")
    told = cli.json("status", lssc)
    assert (told["sets"][0]["route"], told["sets"][0]["state"]) == (None, "revision-asked")
    assert told["costs"]["so_far"] == before
    assert cli("status", lssc) == 0
    said = "Foundations of Library Services: no route chosen yet, Revision required"
    assert said in cli.out


def advice(cli: CommandLine, root: Path) -> str:
    assert cli("check", root) in {0, 1}
    return cli.out


def test_a_second_request_to_revise_is_more_than_the_program_allows(
    cli: CommandLine, lssc: Path
) -> None:
    for day in ("2026-03-01", "2026-05-01"):
        assert "revisions were required" not in advice(cli, lssc)
        words = ("revision-asked", "--set", "technology", "--on", day)
        assert cli("set", "decision", lssc, *words) == 0
    said = "Technology: 2 revisions were required, but your program allows 1."
    assert said in advice(cli, lssc)


@pytest.mark.parametrize(("until", "long"), [("2030-12-01", False), ("2040-01-01", True)])
def test_a_renewal_lasts_as_long_as_the_rule_says(
    cli: CommandLine, lssc: Path, until: str, *, long: bool
) -> None:
    assert cli("renewal", "certified", lssc, "--on", "2022-12-01") == 0
    assert cli("renewal", "granted", lssc, "--on", "2026-11-01", "--until", until) == 0
    said = "You entered a renewal until January 1, 2040, but one lasts 4 years."
    assert (said in advice(cli, lssc)) is long


@pytest.mark.parametrize(("day", "long_ago"), [("1066-10-14", True), ("1975-01-10", False)])
def test_nobody_was_admitted_in_1066(
    cli: CommandLine, lssc: Path, day: str, *, long_ago: bool
) -> None:
    assert cli("candidate", "dates", lssc, "--admitted", day) == 0
    said = "which can hardly be right. Check the year."
    assert (said in advice(cli, lssc)) is long_ago


def test_who_is_certified_achieved_the_sets_that_are_needed(cli: CommandLine, lssc: Path) -> None:
    assert cli("renewal", "certified", lssc, "--on", "2026-06-01") == 0
    assert "You’re certified as of" not in advice(cli, lssc)
    words = ("not-achieved", "--set", "technology", "--on", "2026-03-01")
    assert cli("set", "decision", lssc, *words) == 0
    said = (
        "Technology: You’re certified as of June 1, 2026, but the last decision on it is “not "
        "achieved”."
    )
    assert said in advice(cli, lssc)
    assert (
        cli("set", "decision", lssc, "achieved", "--set", "technology", "--on", "2026-05-01") == 0
    )
    assert "You’re certified as of" not in advice(cli, lssc)


def test_a_limit_that_no_source_says_is_not_told(cli: CommandLine) -> None:
    """Before, of both: "Types of files: any" and "Links allowed: yes", which are defaults."""
    for name in (CILIP, "lssc"):
        assert cli("program", "check", PROGRAMS / f"{name}.toml") == 0
        assert "Types of files:" not in cli.out
        assert "Links allowed:" not in cli.out
    assert cli("program", "check", UTAH) == 0
    assert "Types of files: doc, docx, pdf, jpg, jpeg, png" in cli.out
    assert "Links allowed: no" in cli.out


def test_what_a_program_takes_is_as_old_as_its_sources(cli: CommandLine) -> None:
    assert cli("program", "check", PROGRAMS / f"{CILIP}.toml") == 0
    assert "By portfolio: accepted (as of about 2021)." in cli.out
    assert cli("program", "check", PROGRAMS / "lssc.toml") == 0
    assert "where portfolios are still accepted" not in cli.out  # it named no such place
