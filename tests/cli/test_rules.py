"""Whose rules: an office judges by files that it knows or names, whatever came in a package."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from lssc_desktop.store.programs import read_program, shipped_program_text
from lssc_desktop.store.review_file import read_review
from tests.cli.conftest import CommandLine
from tests.office import package_with_program

MET = tuple(f"--rate={number}=met" for number in range(1, 10))
POOR = (
    *(f"--rate={number}=met" for number in range(1, 6)),
    *(f"--rate={n}=not" for n in (6, 7, 8, 9)),
)


def plains(*, version: str = "1", program: str = "plains-lssc", **rules: str) -> str:
    """The program file of an office that adapted LSSC; some of its rules may be others."""
    text = shipped_program_text().replace('id = "lssc"', f'id = "{program}"', 1)
    text = text.replace('version = "2"', f'version = "{version}"', 1)
    for key, value in rules.items():
        line = next(each for each in text.splitlines() if each.startswith(f"{key} = "))
        text = text.replace(line, f"{key} = {value}", 1)
    return text


EASY = {"met_percent": "10", "partial_percent": "90", "not_met_allowed": "9", "evaluators": "1"}


pytestmark = pytest.mark.usefixtures("own_settings")


class Office:
    """An office with its program file, and the packages that came."""

    def __init__(self, cli: CommandLine, folder: Path) -> None:
        self.cli = cli
        self.folder = folder
        self.file = folder / "plains.toml"
        self.file.write_text(plains(), encoding="utf-8")

    def knows(self) -> None:
        self.cli.json("program", "check", self.file, "--keep")

    def received(self, text: str, name: str = "nunez.zip") -> Path:
        return Path(shutil.copy2(package_with_program(text), self.folder / name))

    def evaluate(self, package: Path, name: str, *words: str | Path) -> Path:
        target = self.folder / f"{name}.lssc-review.json"
        self.cli.json("review", "new", package, "--as", name, "--evaluation", *words, "-o", target)
        return target

    def combine(self, package: Path, *words: str | Path, status: int = 0) -> Any:
        target = self.folder / "result.lssc-review.json"
        words = ("review", "combine", package, *words, "--as", "Office", "-o", target)
        return self.cli.json(*words, status=status)


@pytest.fixture
def office(cli: CommandLine, tmp_path: Path) -> Office:
    folder = tmp_path / "office"
    folder.mkdir()
    return Office(cli, folder)


def files_in(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


# Loading ----------------------------------------------------------------------------------------


def test_a_file_that_was_kept_is_known_from_then_on(office: Office) -> None:
    assert office.cli.json("program", "check", office.file)["rules"] == "unknown"
    kept = office.cli.json("program", "check", office.file, "--keep")
    assert kept["rules"] == "known"
    assert office.cli.json("program", "check", office.file)["code"] == kept["code"]
    assert office.cli("program", "check", office.file) == 0
    assert kept["code"][:4].upper() in office.cli.out


def test_other_rules_under_a_known_version_are_not_loaded(office: Office) -> None:
    office.knows()
    office.file.write_text(plains(not_met_allowed="9"), encoding="utf-8")
    said = office.cli.refused("program", "check", office.file, "--keep")
    assert "Give it a new version" in said
    assert office.cli.json("program", "check", office.file)["rules"] == "changed"
    office.file.write_text(plains(not_met_allowed="9", version="2"), encoding="utf-8")
    assert office.cli.json("program", "check", office.file, "--keep")["rules"] == "known"


# Verifying --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rules", "status"),
    [
        (shipped_program_text(), "known", 0),
        (shipped_program_text().replace("evaluators = 2", "evaluators = 1"), "changed", 1),
        (plains(), "known", 0),
        (plains(**EASY), "changed", 1),
        (plains(version="2", **EASY), "unknown", 0),
        (plains(program="p1ains-lssc", **EASY), "unknown", 0),
    ],
)
def test_verifying_says_whose_rules_they_are(
    office: Office, text: str, rules: str, status: int
) -> None:
    office.knows()
    found = office.cli.json("verify", office.received(text), status=status)
    assert (found["valid"], found["rules"]) == (True, rules)


def test_what_is_no_package_of_ours_has_no_rules(office: Office) -> None:
    bag = office.folder / "bag"
    (bag / "data").mkdir(parents=True)
    (bag / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    (bag / "manifest-sha256.txt").write_text("")
    assert office.cli.json("verify", bag)["rules"] is None


# A portfolio ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rules", "said"),
    [
        (shipped_program_text(), "known", ""),
        (
            shipped_program_text().replace("evaluators = 2", "evaluators = 1"),
            "changed",
            "its rules aren’t the ones of that version",
        ),
        (plains(), "unknown", "doesn’t know the rules of your program file: plains-lssc"),
    ],
)
def test_a_portfolio_says_whose_rules_it_has_and_is_worked_on_as_before(
    office: Office, folder: Path, text: str, rules: str, said: str
) -> None:
    cli = office.cli
    (folder / "program.toml").write_text(text, encoding="utf-8")
    portfolio = folder / "portfolio.json"
    raw = portfolio.read_text(encoding="utf-8")
    portfolio.write_text(
        raw.replace('"program": "lssc"', '"program": "plains-lssc"') if "plains" in text else raw,
        encoding="utf-8",
    )
    assert cli.json("status", folder)["rules"] == rules
    assert cli("status", folder) == 0
    assert said in cli.out
    (office.folder / "text.md").write_text("I help people.", encoding="utf-8")
    words = ("--set", "technology", "--competency", "1", office.folder / "text.md")
    cli.json("response", "set", folder, *words)
    copy = office.folder / "copy.zip"
    cli.json("package", folder, "--set", "technology", "--review-copy", "-o", copy)
    assert copy.is_file()


# What is asked ----------------------------------------------------------------------------------


def asking(said: str, **rules: str) -> tuple[str, str]:
    """A file that asks for something else in competency 3, and what the known one asks there."""
    text = plains(**rules)
    technology = next(each for each in read_program(text, "x").sets if each.id == "technology")
    asked = technology.competencies[2].summary
    assert text.count(f'"{asked}"') == 1
    return text.replace(asked, said), asked


def test_what_a_changed_file_asks_stands_beside_what_the_known_one_does(office: Office) -> None:
    office.knows()
    text, asked = asking("Say hello.")
    forged = office.received(text)
    assert office.cli("verify", forged) == 1
    lines = office.cli.out.splitlines()
    at = lines.index("Competency 3 isn’t the same in both:")
    assert asked in lines[at + 1]
    assert "In the package: " in lines[at + 2]
    assert "Say hello." in lines[at + 2]
    (told,) = office.cli.json("verify", forged, status=1)["asked_otherwise"]
    assert told["number"] == 3
    assert "Say hello." in told["package"]
    assert asked in told["known"]


def test_who_comments_on_it_sees_both(office: Office) -> None:
    office.knows()
    text, asked = asking("Say hello.")
    forged = office.received(text)
    target = office.folder / "r.json"
    assert office.cli("review", "new", forged, "--as", "Dana", "--note", "Well.", "-o", target) == 0
    assert "In the package: " in office.cli.out
    assert asked in office.cli.out


def test_who_chooses_the_rules_sees_what_the_package_asks_otherwise(office: Office) -> None:
    text, asked = asking("Say hello.", version="2")
    package = office.received(text)
    ends = ("--program", office.file, "-o", office.folder / "e.json")
    told = office.cli.json("review", "new", package, "--as", "Dana", "--evaluation", *MET, *ends)
    assert [each["number"] for each in told["asked_otherwise"]] == [3]
    assert asked in told["asked_otherwise"][0]["known"]


def test_the_same_questions_are_not_repeated(office: Office) -> None:
    office.knows()
    assert office.cli.json("verify", office.received(plains()))["asked_otherwise"] == []
    easy = office.received(plains(**EASY), "easy.zip")
    assert office.cli.json("verify", easy, status=1)["asked_otherwise"] == []


# Judging ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (plains(**EASY), "was changed, and kept its id and version"),
        (plains(version="2", **EASY), "newer than this computer knows"),
        (plains(version="0", **EASY), "older than this computer knows"),
        (plains(program="p1ains-lssc", **EASY), "a program that this computer doesn’t know"),
        (shipped_program_text().replace("evaluators = 2", "evaluators = 1"), "was changed"),
    ],
)
def test_nothing_is_judged_by_rules_that_are_changed_or_not_known(
    office: Office, text: str, said: str
) -> None:
    office.knows()
    package = office.received(text)
    honest = office.evaluate(office.received(plains(), "honest.zip"), "Ann", *MET)
    before = files_in(office.folder)
    target = office.folder / "never.lssc-review.json"
    words = ("--as", "Lee", "-o", target)
    assert said in office.cli.refused("review", "new", package, "--evaluation", *MET, *words)
    assert said in office.cli.refused("review", "combine", package, honest, *words)
    assert files_in(office.folder) == before


def test_the_office_s_rules_decide_and_not_those_that_came(office: Office) -> None:
    """One evaluator, and four competencies that aren't met: achieved by the candidate's rules."""
    office.knows()
    forged = office.received(plains(**EASY))
    one = office.evaluate(forged, "Ann", *POOR, "--program", office.file)
    refused = office.cli.refused(
        "review",
        "combine",
        forged,
        one,
        "--as",
        "Office",
        "-o",
        office.folder / "r.json",
        "--program",
        office.file,
    )
    assert "requires 2 evaluators" in refused
    two = office.evaluate(forged, "Lee", *POOR, "--program", office.file)
    found = office.combine(forged, one, two, "--program", office.file)
    assert found["outcome"] == "revision-asked"
    assert found["rules"] == "changed"
    assert found["judged_by"]["version"] == "1"
    assert found["judged_by"]["chosen"] is True


def test_rules_that_were_chosen_are_kept_and_shown(office: Office) -> None:
    newer = office.received(plains(version="2"))
    code = office.cli.json("program", "check", office.file)["code"]
    one = office.evaluate(newer, "Ann", *MET, "--program", office.file)
    assert "You chose the rules: plains-lssc, version 1" in _said(
        office,
        "review",
        "new",
        newer,
        "--evaluation",
        *MET,
        "--program",
        office.file,
        "--as",
        "Lee",
        "-o",
        office.folder / "Lee.lssc-review.json",
    )
    two = office.folder / "Lee.lssc-review.json"
    office.combine(newer, one, two, "--program", office.file)
    for path in (one, two, office.folder / "result.lssc-review.json"):
        raw = json.loads(path.read_text(encoding="utf-8"))
        assert raw["rules"] == {"program": "plains-lssc", "version": "1", "code": code}
        assert raw["rules_chosen"] is True


def test_a_file_that_is_named_must_have_the_set(office: Office) -> None:
    prairie = Path(__file__).parents[1] / "programs" / "prairie.toml"
    said = office.cli.refused(
        "review",
        "new",
        office.received(plains()),
        "--evaluation",
        *MET,
        "--program",
        prairie,
        "--as",
        "Ann",
        "-o",
        office.folder / "never.json",
    )
    assert "doesn’t have the set" in said


def test_the_candidate_s_own_file_cannot_be_named_where_its_version_is_known(
    office: Office,
) -> None:
    office.knows()
    forged = office.folder / "from the package.toml"
    forged.write_text(plains(**EASY), encoding="utf-8")
    said = office.cli.refused(
        "review",
        "new",
        office.received(plains(**EASY)),
        "--evaluation",
        *MET,
        "--program",
        forged,
        "--as",
        "Ann",
        "-o",
        office.folder / "never.json",
    )
    assert "knows that version with other rules" in said


def test_a_review_copy_may_be_commented_on_with_any_rules_and_says_so(office: Office) -> None:
    package = office.received(plains(version="9", **EASY))
    said = _said(
        office,
        "review",
        "new",
        package,
        "--comment",
        "1=Say more.",
        "--as",
        "Dana",
        "-o",
        office.folder / "d.lssc-review.json",
    )
    assert "a program that this computer doesn’t know" in said
    assert read_review(office.folder / "d.lssc-review.json").rules is None


def test_an_evaluation_says_by_which_rules_it_was_made(office: Office) -> None:
    office.knows()
    package = office.received(plains())
    found = read_review(office.evaluate(package, "Ann", *MET))
    assert found.rules is not None
    assert found.rules.code == office.cli.json("program", "check", office.file)["code"]
    assert not found.rules_chosen


def test_an_evaluation_by_other_rules_is_not_combined_and_its_author_named(
    office: Office,
) -> None:
    office.knows()
    package = office.received(plains())
    one = office.evaluate(package, "Ann", *MET)
    other = office.folder / "other.toml"
    other.write_text(plains(version="3", **EASY), encoding="utf-8")
    two = office.evaluate(package, "Lee Chen", *MET, "--program", other)
    before = files_in(office.folder)
    said = office.cli.refused(
        "review",
        "combine",
        package,
        one,
        two,
        "--as",
        "Office",
        "-o",
        office.folder / "result.json",
    )
    assert "Lee Chen" in said
    assert "version 3" in said
    assert files_in(office.folder) == before


def test_an_evaluation_made_before_there_were_codes_counts_where_it_fits(office: Office) -> None:
    package = office.received(shipped_program_text())
    files = [office.evaluate(package, name, *MET) for name in ("Ann", "Lee")]
    without_code(files[1])
    found = office.combine(package, *files)
    assert (found["outcome"], found["without_rules"]) == ("achieved", ["Lee"])
    assert "doesn’t say which rules it follows" in _said(
        office,
        "review",
        "combine",
        package,
        *files,
        "--as",
        "Office",
        "-o",
        office.folder / "r.json",
    )
    raw = json.loads(files[1].read_text(encoding="utf-8"))
    raw["ratings"].append({"competency": 10, "rating": "met"})
    files[1].write_text(json.dumps(raw), encoding="utf-8")
    said = office.cli.refused(
        "review", "combine", package, *files, "--as", "Office", "-o", office.folder / "never.json"
    )
    assert "The file by Lee wasn’t made by the rules" in said


def without_code(path: Path) -> None:
    raw = json.loads(path.read_text(encoding="utf-8"))
    del raw["rules"]
    path.write_text(json.dumps(raw), encoding="utf-8")


# The letter -------------------------------------------------------------------------------------


def test_the_letter_of_a_result_is_by_the_rules_of_the_result(office: Office) -> None:
    office.knows()
    package = office.received(plains())
    files = [office.evaluate(package, name, *MET) for name in ("Ann", "Lee")]
    office.combine(package, *files)
    result = office.folder / "result.lssc-review.json"
    letter = office.folder / "letter.pdf"
    office.cli.json("review", "letter", package, result, "-o", letter)
    letter.unlink()
    other = office.folder / "other.toml"
    other.write_text(plains(version="3", notice_days="900", documents_days="900"), encoding="utf-8")
    said = office.cli.refused("review", "letter", package, result, "-o", letter, "--program", other)
    assert "wasn’t made by the rules" in said or "not by the rules" in said
    forged = office.received(plains(**EASY), "forged.zip")
    result.unlink()
    one = office.evaluate(forged, "Ann Two", *MET, "--program", office.file)
    two = office.evaluate(forged, "Lee Two", *MET, "--program", office.file)
    office.combine(forged, one, two, "--program", office.file)
    assert "was changed" in office.cli.refused("review", "letter", forged, result, "-o", letter)
    assert not letter.exists()
    said = _said(office, "review", "letter", forged, result, "-o", letter, "--program", office.file)
    assert "Made by rules that were chosen for it: plains-lssc, version 1" in said


# A shelf ----------------------------------------------------------------------------------------


def test_a_file_in_the_shelf_of_the_office_is_known_beside_its_packages(office: Office) -> None:
    package = office.received(plains())
    programs = office.folder / ".lssc" / "programs"
    programs.mkdir(parents=True)
    shutil.copy2(office.file, programs)
    assert office.cli.json("verify", package)["rules"] == "unknown"  # it is nobody's shelf yet
    office.cli.json("office", "shelf", office.folder)
    assert office.cli.json("verify", package)["rules"] == "known"
    office.evaluate(package, "Ann", *MET)


def test_a_shelf_says_whose_rules_are_not_known(office: Office) -> None:
    office.received(plains(), "honest.zip")
    office.received(plains(**EASY), "forged.zip")
    office.received(plains(version="2", **EASY), "raised.zip")
    office.received(plains(program="p1ains-lssc"), "lookalike.zip")
    office.knows()
    found = office.cli.json("office", "shelf", office.folder, "--names", "--all")["packages"]
    assert sorted((each["rules"], each["evaluators"] or 0) for each in found) == [
        ("changed", 0),
        ("known", 2),
        ("unknown", 0),
        ("unknown", 0),
    ]
    hidden = office.cli.json("office", "shelf", office.folder, "--all")["packages"]
    assert sum("Núñez" in each["candidate"] for each in hidden) == 1
    counted = office.cli.json("office", "statistics", office.folder)["statistics"]
    assert [each["portfolios"] for each in counted] == [1]


def _said(office: Office, *words: str | Path) -> str:
    assert office.cli(*words) == 0, office.cli.err
    return office.cli.out
