"""A program without a statement, from its file to a package: nothing speaks of one."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from lssc_desktop.cli.opened import open_folder, refresh_portfolio
from lssc_desktop.core.overview.next_steps import GoOn, StepCode, go_on, next_steps
from lssc_desktop.core.standing.progress import progress
from lssc_desktop.store.programs import load_program
from tests.cli.conftest import CommandLine
from tests.documents.previews.pdfs import written

UTAH = Path(__file__).parents[1] / "programs" / "utah.toml"
SETS = ("professional-experience", "development", "advocacy")
FIRST = SETS[0]


@pytest.fixture
def utah(cli: CommandLine, tmp_path: Path) -> Path:
    """Return a portfolio in which every badge of the first set is shown, and called ready."""
    words = ("--name", "Ann Lee", "--admitted", "2026-01-10", "--program", UTAH)
    assert cli("new", tmp_path / "p", *words) == 0
    (tmp_path / "p" / "About me" / "Supervisor’s letter.pdf").write_bytes(written("Letter"))
    source, file = tmp_path / "said.txt", tmp_path / "piece.pdf"
    source.write_text("I taught a class.\n\nWhile planning it I learned much.", encoding="utf-8")
    file.write_bytes(written("Plan of the class"))
    place: tuple[Path | str, ...] = (tmp_path / "p", "--set", FIRST, "--competency", "1")
    assert cli("response", "set", *place, source) == 0
    assert cli("evidence", "add", *place, file) == 0
    portfolio = tmp_path / "p" / "portfolio.json"
    kept = json.loads(portfolio.read_text("utf-8"))
    work = next(each for each in kept["sets"] if each["set_id"] == FIRST)
    work["competencies"][0]["marked_ready"] = True
    portfolio.write_text(json.dumps(kept), encoding="utf-8")
    return tmp_path / "p"


def text_of(paper: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages)


def codes(cli: CommandLine, root: Path) -> list[str]:
    assert cli("check", root, "--set", FIRST, "--json") in {0, 1}
    return [item["code"] for item in json.loads(cli.out)["findings"]]


def test_it_can_be_checked_without_a_statement(cli: CommandLine, utah: Path) -> None:
    """Before: "The learning statement is missing. Each badge set needs one. Write it last."."""
    assert not [code for code in codes(cli, utah) if code.startswith("statement")]
    assert cli("check", utah, "--set", FIRST) == 0
    assert "statement" not in cli.out.casefold()


def test_a_set_is_done_with_its_badges(utah: Path) -> None:
    """Before: nothing but the statement was missing, forever."""
    at = open_folder(utah)
    looked = refresh_portfolio(at, date(2026, 11, 25), lambda _progress: None)
    assert progress(at.program, at.portfolio)[0].done == 1
    steps = next_steps(at.program, looked.portfolio, looked.facts, date(2026, 11, 25), most=50)
    codes = {step.code for step in steps if step.set_id == FIRST}
    assert StepCode.CHECK_SET in codes
    assert StepCode.STATEMENT not in codes
    assert go_on(at.program, at.portfolio) == GoOn(SETS[1], 1)


def test_no_statement_is_taken(cli: CommandLine, utah: Path) -> None:
    text = utah.parent / "said.txt"
    assert cli("response", "set", utah, "--set", FIRST, "--statement", text) == 2
    said = (
        "Utah Library Association Paraprofessional Certification needs no statement, so nothing "
        "was changed."
    )
    assert said in cli.err
    assert cli("evidence", "add", utah, "--set", FIRST, "--statement", text) == 2
    assert said in cli.err


def test_nothing_of_a_package_speaks_of_one(cli: CommandLine, utah: Path, tmp_path: Path) -> None:
    assert cli("package", utah, "--set", FIRST, "-o", tmp_path / "out.lssc.zip") == 0
    with ZipFile(tmp_path / "out.lssc.zip") as package:
        names = package.namelist()
        page = next(name for name in names if name.endswith("index.html"))
        assert "statement" not in package.read(page).decode().casefold()
        paper = next(name for name in names if name.endswith("portfolio.pdf"))
        assert "statement" not in text_of(package.read(paper)).casefold()
    assert cli("export", utah, "--set", FIRST, "-o", tmp_path / "whole.docx") == 0


def test_one_that_lies_there_is_said_and_stays_out_of_packages(
    cli: CommandLine, utah: Path
) -> None:
    """A candidate who follows another program from now on may have written one."""
    kept = json.loads((utah / "portfolio.json").read_text("utf-8"))
    work = next(each for each in kept["sets"] if each["set_id"] == FIRST)
    name = f"{load_program(UTAH).program.sets[0].folder}/Learning statement.docx"
    work["statement"] = work["competencies"][0]["response"] | {"path": name}
    (utah / "portfolio.json").write_text(json.dumps(kept), encoding="utf-8")
    (utah / name).write_bytes((utah / work["competencies"][0]["response"]["path"]).read_bytes())
    assert "statement-unneeded" in codes(cli, utah)
    assert cli("check", utah, "--set", FIRST) == 0
    assert "belongs to a statement, but your program needs none." in cli.out


def test_the_program_says_so(cli: CommandLine) -> None:
    assert cli("program", "check", UTAH) == 0
    assert "No statement is needed." in cli.out
    assert "of a learning statement" not in cli.out  # its pages and words were "not known"


@pytest.mark.parametrize(
    ("table", "place"),
    [
        ('[statement]\nneeded = "no"\n[responses]\nneeded = "none"\n', "statement.needed"),
        ("[statement]\nmax_words = 500\n", "statement.title"),
    ],
)
def test_a_file_says_what_is_written(
    cli: CommandLine, tmp_path: Path, table: str, place: str
) -> None:
    text = UTAH.read_text("utf-8")
    start, end = text.index("[statement]"), text.index("[limits]")
    path = tmp_path / "mine.toml"
    path.write_text(f"{text[:start]}{table}{text[end:]}", encoding="utf-8")
    told = cli.json("program", "check", path, status=1)
    assert [fault["place"] for fault in told["faults"]] == [place]
