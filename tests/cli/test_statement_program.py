"""A program in which the whole portfolio is one statement, on the command line."""

from io import BytesIO
from json import loads
from pathlib import Path
from re import sub
from zipfile import ZipFile

import pypdf
import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.program.program import FileSource, WebForm
from lssc_desktop.package.hand_in import write_hand_in
from lssc_desktop.store.review_file import read_review
from tests.cli.conftest import CommandLine
from tests.documents.previews.pdfs import written

HARBOR = Path(__file__).parents[1] / "programs" / "harbor.toml"


@pytest.fixture
def harbor(cli: CommandLine, tmp_path: Path) -> Path:
    words = ("--name", "Ana Rivera", "--admitted", "2016-02-02", "--electives", "")
    assert cli("new", tmp_path / "p", *words, "--program", HARBOR) == 0
    return tmp_path / "p"


def write_statement(cli: CommandLine, root: Path, text: str) -> None:
    source = root.parent / "statement.txt"
    source.write_text(text, encoding="utf-8")
    assert cli("response", "set", root, "--set", "portfolio", "--statement", source) == 0


def test_a_program_without_a_clock_has_no_deadline_ten_years_later(
    cli: CommandLine, harbor: Path
) -> None:
    assert cli("status", harbor, "--today", "2026-11-27") == 0
    assert "Enrolled February 2, 2016. This program has no deadline." in cli.out
    for word in ("days left", "behind", "Behind schedule", "pace", "Deadline"):
        assert word not in cli.out
    told = cli.json("status", harbor, "--today", "2026-11-27")
    assert told["clock"] == {
        "admitted": "2016-02-02",
        "enrolled": None,
        "accepted": None,
        "deadline": None,
        "days_left": None,
        "pace": None,
    }


def test_its_calendar_has_no_deadline_and_its_report_none(cli: CommandLine, harbor: Path) -> None:
    calendar, report = harbor.parent / "days.ics", harbor.parent / "report.pdf"
    assert cli("paper", "calendar", harbor, "-o", calendar, "--today", "2026-11-27") == 0
    assert "BEGIN:VEVENT" not in calendar.read_text(encoding="utf-8")
    assert cli("paper", "report", harbor, "-o", report, "--today", "2026-11-27") == 0
    assert report.read_bytes().startswith(b"%PDF")


def test_the_statement_lies_under_the_name_that_the_program_has_for_it(
    cli: CommandLine, harbor: Path
) -> None:
    write_statement(cli, harbor, "I learned much.")
    assert (harbor / "Portfolio" / "Reflective account.docx").is_file()


def test_its_check_asks_for_the_statement_the_documents_and_the_references(
    cli: CommandLine, harbor: Path
) -> None:
    write_statement(cli, harbor, "I learned much, as E1 shows.")
    for name in ("flyer.txt", "log.txt"):
        (harbor.parent / name).write_text(name, encoding="utf-8")
        words = ("--set", "portfolio", "--statement", harbor.parent / name)
        assert cli("evidence", "add", harbor, *words) == 0
    found = cli.json("check", harbor, status=1)["findings"]
    blockers = {(item["code"], item["path"]) for item in found if item["level"] == "blocker"}
    assert blockers == {
        ("personal-document-missing", None),
        ("evidence-unreferenced", "Evidence/log.txt"),
    }
    codes = {item["code"] for item in found}
    assert not codes & {"response-missing", "self-rating-missing", "deadline-passed"}
    (harbor / "About me" / "Career summary.pdf").write_bytes(written("Career"))
    write_statement(cli, harbor, "I learned much, as E1 and E2 show.")
    assert cli("check", harbor) == 0
    assert cli("candidate", "person", harbor, "--mentor", "yes") == 0
    assert cli("check", harbor) == 1
    assert "Your mentor writes it." in cli.out
    assert cli("candidate", "person", harbor, "--mentor", "none") == 0
    assert cli("check", harbor) == 0


def test_the_program_command_says_what_is_in_it(cli: CommandLine) -> None:
    assert cli("program", "check", HARBOR) == 0
    for line in (
        "No competency needs its own response.",
        "Reflective account: one for the whole portfolio.",
        "Word limit of the statement: 40",
        "Competencies that the statement covers: 1, 2, and 3",
        "Each piece of evidence must be referenced in it.",
        "Mentor form: required if you have a mentor; without one, not known, written by",
        "Letter of support: optional, 2 of them, written by your supervisor.",
        "A candidate has no deadline.",
        "Most candidates take 4 to 9 months.",
    ):
        assert line in cli.out


def test_the_differences_to_a_program_with_sets_name_the_new_keys(
    cli: CommandLine, harbor: Path
) -> None:
    changed = harbor.parent / "changed.toml"
    text = HARBOR.read_text(encoding="utf-8")
    for old, new in (
        ("max_words = 40", "max_words = 50"),
        ('needed = "if-mentor"', 'needed = "yes"'),
        ("times = 2", "times = 3"),
        ('usual_months = "4 to 9"', 'usual_months = "5 to 9"'),
    ):
        assert old in text
        text = text.replace(old, new)
    changed.write_text(text, encoding="utf-8")
    assert cli("program", "switch", harbor, changed, "--dry-run") == 0
    for line in (
        "Word limit of the statement: was 40, now 50.",
        "Document “Mentor form”: was required with a mentor, now required.",
        "Number of document “Letter of support”: was 2, now 3.",
        "Months most candidates take: was 4 to 9, now 5 to 9.",
    ):
        assert line in cli.out


# Package, review and evaluation -------------------------------------------------------------------


@pytest.fixture
def finished(cli: CommandLine, harbor: Path) -> Path:
    """A portfolio that can be handed in: a statement, three files, and the documents."""
    write_statement(cli, harbor, "I learned much, as E1, E2 and E2.1 show.")
    for name, place in (
        ("flyer.pdf", ("--statement",)),
        ("log.txt", ("--statement", "--caption", "My log")),
        ("plan.txt", ("--competency", "2")),
    ):
        data = written("Flyer") if name.endswith(".pdf") else name.encode()
        (harbor.parent / name).write_bytes(data)
        words = ("--set", "portfolio", *place, harbor.parent / name)
        assert cli("evidence", "add", harbor, *words) == 0
    for name in ("Career summary.pdf", "Letter of support, Kim.pdf"):
        (harbor / "About me" / name).write_bytes(written(name))
    (harbor / "About me" / "holiday.pdf").write_bytes(written("Holiday"))
    return harbor


def test_its_package_holds_statement_evidence_and_documents(
    cli: CommandLine, finished: Path, tmp_path: Path
) -> None:
    target = tmp_path / "harbor.lssc.zip"
    assert cli("package", finished, "--set", "portfolio", "-o", target) == 0
    with ZipFile(target) as package:
        inside = {name.partition("/data/")[2]: name for name in package.namelist()}
        record = loads(package.read(inside["record.json"]))
        page = package.read(inside["index.html"]).decode()
        pdf = package.read(inside["portfolio.pdf"])
        info = package.read(inside["record.json"].replace("data/record.json", "bag-info.txt"))
    assert {name for name in inside if "/" in name} == {
        "responses/Reflective account.docx",
        "evidence/01 flyer.pdf",
        "evidence/02 log.txt",
        "evidence/03 plan.txt",
        "documents/01 Career summary.pdf",
        "documents/02 Letter of support, Kim.pdf",
    }
    assert b"External-Description: Portfolio, Harbor" in info
    assert record["format"] == 2
    assert [use["path"] for use in record["statement_evidence"]] == [
        "evidence/01 flyer.pdf",
        "evidence/02 log.txt",
    ]
    assert [(each["path"], each["title"]) for each in record["documents"]] == [
        ("documents/01 Career summary.pdf", "Career summary"),
        ("documents/02 Letter of support, Kim.pdf", "Letter of support"),
    ]
    pages = pypdf.PdfReader(BytesIO(pdf)).pages
    for shown in (sub(r"<[^>]+>", " ", page), " ".join(each.extract_text() for each in pages)):
        for words in (
            "Reflective account",
            "What this criterion requires",
            "Other libraries",
            "E2.1",
        ):
            assert words in " ".join(shown.split())
        for words in ("There’s no response", "Response", "Competency set", "learning statement"):
            assert words not in shown
        assert "Career summary" in shown


@pytest.mark.usefixtures("own_settings")
def test_it_is_reviewed_and_evaluated_by_criterion(
    cli: CommandLine, finished: Path, tmp_path: Path
) -> None:
    assert cli("program", "check", HARBOR, "--keep") == 0
    copy, remarks = tmp_path / "copy.lssc.zip", tmp_path / "remarks.json"
    words = ("package", finished, "--set", "portfolio")
    assert cli(*words, "--review-copy", "-o", copy) == 0
    told = ("--comment", "1=Say more.", "--comment", "evidence/02 log.txt=Which year?")
    assert cli("review", "new", copy, "--as", "Staff", *told, "-o", remarks) == 0
    assert cli("review", "import", finished, remarks) == 0
    assert cli("review", "list", finished) == 0
    assert "Which year?" in cli.out

    target, result = tmp_path / "harbor.lssc.zip", tmp_path / "result.json"
    assert cli(*words, "-o", target) == 0
    files = []
    for name, second in (("E. One", "met"), ("E. Two", "met")):
        files.append(tmp_path / f"{name}.json")
        rated = ("--rate=1=met", f"--rate=2={second}", "--rate=3=met", "--evaluation")
        assert cli("review", "new", target, "--as", name, *rated, "-o", files[-1]) == 0
    made = cli.json("review", "combine", target, *files, "--as", "Office", "-o", result)
    assert made["outcome"] == "achieved"


@pytest.mark.usefixtures("own_settings")
def test_a_criterion_that_is_not_met_keeps_the_portfolio_from_being_achieved(
    cli: CommandLine, finished: Path, tmp_path: Path
) -> None:
    assert cli("program", "check", HARBOR, "--keep") == 0
    target, result = tmp_path / "harbor.lssc.zip", tmp_path / "result.json"
    assert cli("package", finished, "--set", "portfolio", "-o", target) == 0
    files = []
    for name in ("E. One", "E. Two"):
        files.append(tmp_path / f"{name}.json")
        rated = ("--rate=1=met", "--rate=2=not", "--rate=3=met", "--evaluation")
        assert cli("review", "new", target, "--as", name, *rated, "-o", files[-1]) == 0
    made = cli.json("review", "combine", target, *files, "--as", "Office", "-o", result)
    assert made["outcome"] != "achieved"
    assert cli("review", "import", finished, result) == 0
    assert cli.json("status", finished)["certification"] is None


@pytest.mark.usefixtures("own_settings")
def test_the_panels_evaluation_says_that_it_is_and_not_that_it_was_saved_last(
    cli: CommandLine, finished: Path, tmp_path: Path
) -> None:
    assert cli("program", "check", HARBOR, "--keep") == 0
    target, result = tmp_path / "harbor.lssc.zip", tmp_path / "result.json"
    assert cli("package", finished, "--set", "portfolio", "-o", target) == 0

    def evaluate(name: str, second: str, *more: str) -> Path:
        file = tmp_path / f"{name}.json"
        rated = ("--rate=1=met", f"--rate=2={second}", "--rate=3=met", "--evaluation", *more)
        assert cli("review", "new", target, "--as", name, *rated, "-o", file) == 0
        return file

    one, two = evaluate("E. One", "met"), evaluate("E. Two", "not")
    office = ("--as", "Office", "-o", result)
    assert cli.json("review", "combine", target, one, two, *office, status=1)["disputed"] == [2]
    last = evaluate("E. Last", "met")
    assert "None of the evaluations says that it’s the panel’s" in cli.refused(
        "review", "combine", target, one, two, last, *office
    )
    named = cli.json("review", "combine", target, one, two, "--panel", last, *office)
    assert (named["outcome"], named["decided_by"]) == ("achieved", "E. Last")

    panel = evaluate("The panel", "not", "--panel")
    assert read_review(panel).decides
    evaluate("E. One", "met")  # saved again after the panel's
    made = cli.json("review", "combine", target, panel, two, one, *office)
    assert (made["outcome"], made["decided_by"]) == ("not-achieved", "The panel")
    assert cli("review", "combine", target, one, two, panel, *office) == 0
    assert "The panel’s evaluation is the one by The panel." in cli.out
    assert not read_review(result).decides
    assert "More than one evaluation is the panel’s" in cli.refused(
        "review", "combine", target, one, panel, "--panel", two, *office
    )


def test_only_an_evaluation_is_the_panels(cli: CommandLine, finished: Path, tmp_path: Path) -> None:
    target = tmp_path / "harbor.lssc.zip"
    assert cli("package", finished, "--set", "portfolio", "-o", target) == 0
    words = ("review", "new", target, "--as", "A", "--panel", "-o", tmp_path / "r.json")
    assert "--panel goes with --evaluation" in cli.refused(*words)


def test_everything_in_one_pdf_names_documents_by_their_titles(
    cli: CommandLine, finished: Path, tmp_path: Path
) -> None:
    for file in (finished / "Evidence" / "flyer.pdf", *(finished / "About me").glob("*.pdf")):
        writer = pypdf.PdfWriter()
        writer.add_blank_page(300, 300)
        writer.write(file)
    target = tmp_path / "harbor.lssc.zip"
    words = ("package", finished, "--set", "portfolio", "--with-evidence-pdf", "-o", target)
    assert cli(*words) == 0
    reader = pypdf.PdfReader(tmp_path / "harbor-with-evidence.pdf")
    titles = str(reader.outline)
    assert "Evidence 1: flyer.pdf" in titles
    assert "Career summary: Career summary.pdf" in titles
    assert {"E1-1", "D1-1", "D2-1"} <= set(reader.page_labels)


def test_a_program_with_learning_statements_attaches_no_evidence_to_them(
    cli: CommandLine, tmp_path: Path
) -> None:
    root = tmp_path / "sets"
    prairie = HARBOR.with_name("prairie.toml")
    words = ("--name", "Kim Lee", "--admitted", "2026-01-05", "--program", prairie)
    assert cli("new", root, *words, "--electives", "youth-services,prairie-outreach") == 0
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    said = cli.refused(
        "evidence", "add", root, "--set", "foundations", "--statement", tmp_path / "a.txt"
    )
    assert "doesn’t use evidence for a statement" in said


def test_a_web_form_for_the_statement_gets_it_under_the_name_that_it_has(
    cli: CommandLine, finished: Path, tmp_path: Path
) -> None:
    target = tmp_path / "harbor.lssc.zip"
    assert cli("package", finished, "--set", "portfolio", "-o", target) == 0
    form = WebForm("Form", files=(FileSource.STATEMENT,))
    assert write_hand_in(target, form, ignore_progress).names == ("01 Reflective account.docx",)
