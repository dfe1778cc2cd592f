"""Evaluators' files become the office's result, on the command line."""

from pathlib import Path

import pytest

from lssc_desktop.core.portfolio.portfolio import Outcome
from lssc_desktop.store.review_file import read_review
from tests.cli.conftest import CommandLine
from tests.cli.review_desk import FIRST, NUMBERS, Desk
from tests.documents.previews import pdfs
from tests.office import package_with_rules, program_with_rules

PRAIRIE = Path(__file__).parents[1] / "programs" / "prairie.toml"


@pytest.mark.parametrize(
    ("names", "rated", "said"),
    [
        (("E. One",), NUMBERS, "requires 2 evaluators"),
        (("E. One", "e. one"), NUMBERS, "Two of the files are by"),
        (("E. One", "E. Two"), range(1, 9), "no rating for competency 9"),
    ],
)
def test_evaluations_that_cannot_be_combined(
    desk: Desk, names: tuple[str, ...], rated: range, said: str
) -> None:
    package = desk.build()
    met = tuple(f"--rate={number}=met" for number in rated)
    files = [desk.write("review new", package, name, "--evaluation", *met) for name in names]

    target = desk.mail / "result.json"
    refused = desk.cli.refused("review", "combine", package, *files, "--as", "Office", "-o", target)
    assert said in refused
    assert not target.exists()


@pytest.mark.usefixtures("own_settings")
def test_where_evaluators_disagree_a_program_can_ask_for_a_third(
    cli: CommandLine, tmp_path: Path
) -> None:
    root, mail = tmp_path / "Lee LSSC", tmp_path / "mail"
    mail.mkdir()
    program = mail / "prairie.toml"
    rules = PRAIRIE.read_text(encoding="utf-8").replace("evaluators = 3", "evaluators = 2")
    program.write_text(rules, encoding="utf-8")
    assert cli("program", "check", program, "--keep") == 0
    words = ("--name", "Kim Lee", "--admitted", "2026-01-05", "--program", program)
    cli.json("new", root, *words, "--electives", "youth-services,prairie-outreach")
    desk = Desk(cli, root, mail)
    desk.set_id = "prairie-technology"
    for number in (1, 2, None):
        desk.respond(number, FIRST)
    for number in (1, 2):
        (mail / "Sheet.pdf").write_bytes(pdfs.written("How to ask for help"))
        place = ("--set", desk.set_id, "--competency", str(number))
        cli.json("evidence", "add", root, *place, mail / "Sheet.pdf")
    for asked in ("Job description.pdf", "Mentor form.pdf"):
        (root / "About me" / asked).write_bytes(b"%PDF-1.4 signed")
    package = desk.build()
    met = ("--evaluation", "--rate=1=met", "--rate=2=met")
    one = desk.write("review new", package, "E. One", *met)
    other = desk.write(
        "review new", package, "E. Two", "--evaluation", "--rate=1=met", "--rate=2=not"
    )

    target = mail / "result.json"
    office = ("--as", "Office", "-o", target)
    asked = cli.json("review", "combine", package, one, other, *office, status=1)
    assert (asked["outcome"], asked["disputed"], asked["path"]) == (None, [2], None)
    assert not target.exists()

    third = desk.write("review new", package, "E. Three", *met)
    made = cli.json("review", "combine", package, one, other, third, *office)
    assert (made["outcome"], made["disputed"]) == ("achieved", [])


def test_where_ratings_are_combined_nobody_evaluates_for_a_panel(desk: Desk) -> None:
    package = desk.build()
    words = (
        "review",
        "new",
        package,
        "--as",
        "A",
        "--evaluation",
        "--panel",
        "-o",
        desk.mail / "r.json",
    )
    assert "In this program, no panel or third evaluator decides" in desk.cli.refused(*words)


def test_the_office_can_decide_otherwise(desk: Desk) -> None:
    package = desk.build()
    met = tuple(f"--rate={number}=met" for number in NUMBERS)
    files = [
        desk.write("review new", package, name, "--evaluation", *met)
        for name in ("E. One", "E. Two")
    ]
    result = desk.write("review combine", package, "Office", *files, "--outcome", "not-achieved")
    desk.take(result)

    (work,) = [item for item in desk.portfolio().sets if item.set_id == "technology"]
    assert work.decisions[-1].outcome is Outcome.NOT_ACHIEVED


def test_an_evaluation_is_for_the_office_and_not_taken_in(desk: Desk) -> None:
    package = desk.build()
    words = ("--as", "E. One", "--evaluation", "--rate=1=met")
    evaluation = desk.mail / "one.lssc-review.json"
    assert desk.cli("review", "new", package, *words, "-o", evaluation) == 0
    assert "Give it to the program office, never to the candidate." in desk.cli.out

    refused = desk.cli.refused("review", "import", desk.folder, evaluation)
    assert "for the program office" in refused
    assert not (desk.folder / "Reviews").exists() or not list((desk.folder / "Reviews").iterdir())


def test_a_review_copy_is_not_evaluated(desk: Desk) -> None:
    words = ("--as", "E. One", "--evaluation", "-o", desk.mail / "r")

    refused = desk.cli.refused("review", "new", desk.build("--review-copy"), *words)
    assert "a copy for staff" in refused


def test_comments_of_staff_are_no_evaluation(desk: Desk) -> None:
    package = desk.build()
    files = [desk.write("review new", package, name) for name in ("Dana", "Lee")]

    refused = desk.cli.refused(
        "review", "combine", package, *files, "--as", "Office", "-o", desk.mail / "r"
    )
    assert "isn’t an evaluation" in refused


def test_a_result_is_written_as_a_letter(desk: Desk) -> None:
    package = desk.build()
    met = tuple(f"--rate={number}=met" for number in NUMBERS)
    files = [
        desk.write("review new", package, name, "--evaluation", *met)
        for name in ("E. One", "E. Two")
    ]
    result = desk.write("review combine", package, "Office", *files)
    letter = desk.mail / "letter.pdf"
    made = desk.cli.json("review", "letter", package, result, "-o", letter, "--today", "2026-11-28")
    assert made == {"path": str(letter)}
    assert letter.read_bytes().startswith(b"%PDF")
    assert desk.cli.refused("review", "letter", package, result, "-o", letter)  # over nothing

    refused = desk.cli.refused(
        "review", "letter", package, files[0], "-o", desk.mail / "other.docx"
    )
    assert "for the program office" in refused


def test_a_letter_is_about_the_package_that_the_file_is_about(desk: Desk) -> None:
    first = desk.build("--review-copy")
    review = desk.write("review new", first, "M. Okafor", "--comment=1=Why?")
    other = desk.build()
    target = desk.mail / "letter.docx"
    refused = desk.cli.refused("review", "letter", other, review, "-o", target)
    assert "The file by M. Okafor isn’t about" in refused
    assert not target.exists()


@pytest.mark.usefixtures("own_settings")
def test_an_evaluator_is_asked_about_a_conflict_and_does_not_see_whose_package_it_is(
    cli: CommandLine, tmp_path: Path
) -> None:
    package = package_with_rules()
    program = tmp_path / "office.toml"
    program.write_text(program_with_rules(), encoding="utf-8")
    assert cli("program", "check", program, "--keep") == 0
    met = tuple(f"--rate={number}=met" for number in NUMBERS)
    one, other = tmp_path / "one.lssc-review.json", tmp_path / "other.lssc-review.json"
    words = ("--evaluation", "--statement-read", *met)
    asked = cli.json("review", "new", package, "--as", "E. One", *words, "-o", one)
    assert asked["conflict_unanswered"] is True
    words = (*words, "--conflict", "She was my student.")
    said = cli.json("review", "new", package, "--as", "E. Two", *words, "-o", other)
    assert said["conflict_unanswered"] is False
    assert "Núñez" not in one.read_text("utf-8")
    assert read_review(other).package.candidate.startswith("Candidate ")

    result = tmp_path / "result.lssc-review.json"
    combine = ("review", "combine", package, one, other, "--as", "Office", "-o", result)
    assert cli.json(*combine, status=1)["path"] is None
    assert not result.exists()
    despite = ("--despite-conflict", "No one else is left.")
    made = cli.json(*combine, *despite)
    assert made["conflicts"] == ["E. Two"]
    assert read_review(result).package.candidate == "José Núñez"
    assert "student" not in result.read_text("utf-8")
    assert cli(*combine[:-1], tmp_path / "again", *despite) == 0
    assert "E. Two declares a conflict of interest: She was my student." in cli.out
    assert "E. One didn’t answer" in cli.out
