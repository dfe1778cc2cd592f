"""CILIP Certification on the command line, from nothing to a package that is whole."""

import json
import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.package.record import decode_record
from lssc_desktop.paths import resources
from lssc_desktop.store.programs import load_program, shipped_program
from tests.cli.conftest import CommandLine
from tests.documents.previews.pdfs import written

CILIP = "cilip-certification"
FILE = resources() / "programs" / f"{CILIP}.toml"
DOCUMENTS = ("CV.pdf", "Annotated job description.pdf", "PKSB self-assessment.pdf")


@pytest.fixture
def cilip(cli: CommandLine, tmp_path: Path) -> Path:
    """Return a portfolio of somebody who enrolled on January 10, 2026."""
    words = ("--name", "Holly Whitlock", "--admitted", "2026-01-10", "--electives", "")
    assert cli("new", tmp_path / "p", *words, "--program", FILE) == 0
    return tmp_path / "p"


@pytest.fixture
def sample(cli: CommandLine, tmp_path: Path) -> Path:
    assert cli("sample", tmp_path / "Whitlock", "--program", CILIP) == 0
    return tmp_path / "Whitlock"


def write_statement(cli: CommandLine, root: Path, text: str) -> None:
    source = root.parent / "statement.txt"
    source.write_text(text, encoding="utf-8")
    assert cli("response", "set", root, "--set", "portfolio", "--statement", source) == 0


def add_evidence(cli: CommandLine, root: Path, count: int) -> None:
    for number in range(1, count + 1):
        file = root.parent / f"piece {number}.txt"
        file.write_text(f"Piece {number}.", encoding="utf-8")
        assert cli("evidence", "add", root, "--set", "portfolio", "--statement", file) == 0


def add_documents(root: Path) -> None:
    for name in DOCUMENTS:
        (root / "About me" / name).write_bytes(written(name))


def blockers(cli: CommandLine, root: Path) -> list[str]:
    assert cli("check", root, "--json") in {0, 1}
    found = json.loads(cli.out)["findings"]
    return sorted(item["code"] for item in found if item["level"] == "blocker")


def said_by_check(cli: CommandLine, root: Path) -> str:
    cli("check", root)
    return cli.out


def test_the_program_file_says_nothing_that_this_version_takes_for_a_mistake() -> None:
    assert load_program(FILE).program == shipped_program(CILIP).program


def test_it_is_started_by_its_name_too(cli: CommandLine, tmp_path: Path) -> None:
    words = ("--name", "Holly Whitlock", "--admitted", "2026-01-10", "--program", CILIP)
    assert cli("new", tmp_path / "p", *words) == 0
    assert cli.json("status", tmp_path / "p")["sets"][0]["id"] == "portfolio"


def test_a_portfolio_of_ten_years_has_no_deadline(cli: CommandLine, cilip: Path) -> None:
    told = cli.json("status", cilip, "--today", "2036-01-10")
    assert told["clock"]["deadline"] is None
    assert told["clock"]["days_left"] is None
    assert cli("status", cilip, "--today", "2036-01-10") == 0
    for word in ("days left", "ehind", "eadline:", "competenc", "elective"):
        assert word not in cli.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "--set", "nope"), "There’s no portfolio called “nope” here. The only one is"),
        (
            ("candidate electives", "nope"),
            "called “nope”. It has no electives to choose from.\n",
        ),
    ],
)
def test_a_wrong_name_is_answered_with_what_there_is(
    cli: CommandLine, cilip: Path, words: tuple[str, ...], said: str
) -> None:
    command, *rest = words
    assert cli(command, cilip, *rest) == 2
    assert said in cli.err


@pytest.mark.parametrize(("count", "wrong"), [(1000, []), (1001, ["statement-wordy"])])
def test_a_thousand_words_are_the_most(
    cli: CommandLine, cilip: Path, count: int, wrong: list[str]
) -> None:
    add_documents(cilip)
    write_statement(cli, cilip, "word " * count)
    assert blockers(cli, cilip) == wrong
    if wrong:
        assert cli("check", cilip) == 1
        assert "1 word over" in cli.out


def test_evidence_that_the_statement_does_not_name_stops_a_hand_in(
    cli: CommandLine, cilip: Path
) -> None:
    add_documents(cilip)
    add_evidence(cli, cilip, 4)
    write_statement(cli, cilip, "As E1, E2 and E3 show.")
    assert blockers(cli, cilip) == ["evidence-unreferenced"]
    assert cli("check", cilip) == 1
    assert "E4 isn’t mentioned" in cli.out
    write_statement(cli, cilip, "As E1 to E4 show.")
    assert blockers(cli, cilip) == []


def test_a_mentor_form_is_needed_from_who_has_a_mentor(cli: CommandLine, cilip: Path) -> None:
    add_documents(cilip)
    write_statement(cli, cilip, "I learned much.")
    assert cli("check", cilip) == 0
    assert "Mentor completion form" in cli.out
    assert cli("candidate", "person", cilip, "--mentor", "yes") == 0
    assert blockers(cli, cilip) == ["personal-document-missing"]


def test_who_is_no_member_any_more_is_told_before_handing_in(cli: CommandLine, cilip: Path) -> None:
    add_documents(cilip)
    write_statement(cli, cilip, "I learned much.")
    assert blockers(cli, cilip) == []  # nothing of a membership was entered: it is asked about
    assert "You haven’t entered a membership of CILIP." in said_by_check(cli, cilip)
    assert cli("candidate", "person", cilip, "--member", "yes", "--since", "2026-01-10") == 0
    assert blockers(cli, cilip) == []
    assert cli("candidate", "person", cilip, "--member", "no", "--since", "2026-06-01") == 0
    assert blockers(cli, cilip) == ["membership-missing"]
    assert "Your membership of CILIP ended on 1 June 2026." in said_by_check(cli, cilip)


def test_start_ratings_alone_stop_a_hand_in(cli: CommandLine, cilip: Path) -> None:
    add_documents(cilip)
    write_statement(cli, cilip, "I learned much.")
    assert blockers(cli, cilip) == []  # the form itself lies in About me
    assert (
        cli("candidate", "self-assessment", cilip, "--rate", "Data management", "start", "2") == 0
    )
    assert blockers(cli, cilip) == ["grid-unrated"]
    assert cli("check", cilip) == 1
    assert "the column “end” has no rating for Data management" in cli.out
    assert cli("candidate", "self-assessment", cilip, "--rate", "data management", "end", "3") == 0
    assert blockers(cli, cilip) == []
    [form] = cli.json("candidate", "self-assessment", cilip)["grids"]
    assert form["columns"] == ["start", "end"]
    assert len(form["sections"]) == 16
    assert {"section": "Data management", "ratings": {"start": "2", "end": "3"}} in form["sections"]
    assert cli("candidate", "self-assessment", cilip) == 0
    assert "  - Data management: start 2, end 3" in cli.out
    assert "1 section is rated in every column." in cli.out


def test_ratings_that_cannot_be_kept_are_refused(cli: CommandLine, cilip: Path) -> None:
    assert (
        cli("candidate", "self-assessment", cilip, "--rate", "Data management", "middle", "2") == 2
    )
    assert "no column “middle”" in cli.err
    assert "start, end" in cli.err
    assert (
        cli(
            "candidate",
            "self-assessment",
            cilip,
            "--grid",
            "other",
            "--rate",
            "Data management",
            "end",
            "2",
        )
        == 2
    )
    assert "no self-assessment form “other”" in cli.err
    assert cli("candidate", "self-assessment", cilip, "--rate", " ", "end", "2") == 2
    assert "no title" in cli.err
    assert blockers(cli, cilip) == ["personal-document-missing"] * 3 + ["statement-missing"]


def test_a_package_shows_the_ratings(cli: CommandLine, sample: Path) -> None:
    made = cli.json("package", sample, "--set", "portfolio", "--review-copy")
    with zipfile.ZipFile(made["path"]) as archive:
        record = next(name for name in archive.namelist() if name.endswith("record.json"))
        said = decode_record(archive.read(record), "p")
        page = archive.read(record.replace("record.json", "index.html")).decode()
        pdf = PdfReader(BytesIO(archive.read(record.replace("record.json", "portfolio.pdf"))))
    [form] = said.grids
    assert (form.title, form.columns) == ("PKSB self-assessment", ("start", "end"))
    assert len(form.rows) == 6
    assert form.rows[1].section == "Literacies & learning"
    assert form.rows[1].ratings == ("1", "3")
    assert "Literacies &amp; learning" in page
    text = "".join(each.extract_text() for each in pdf.pages)
    assert "Literacies & learning" in text
    assert "Data management" not in page + text  # nothing is rated in it
    titles = [str(each["/Title"]) for each in pdf.outline if isinstance(each, dict)]
    assert titles[-2:] == ["Documents", "PKSB self-assessment"]


def test_enrolling_and_submitting_cost_45_pounds_each(cli: CommandLine, cilip: Path) -> None:
    told = cli.json("status", cilip, "--today", "2026-11-25")
    assert told["costs"] == {"so_far": "45.00", "to_come": "45.00"}


def test_nothing_asks_for_responses_and_the_calendar_has_no_date(
    cli: CommandLine, sample: Path
) -> None:
    found = cli.json("check", sample, status=1)["findings"]
    codes = {item["code"] for item in found}
    assert "response-missing" not in codes
    assert [item["path"] for item in found if item["level"] == "blocker"] == [
        "Evidence/Thank-you card.jpg"
    ]
    advice = [item for item in found if item["level"] == "advice"]
    unread = [] if shutil.which("tesseract") else ["privacy-unreadable"]  # the words of a picture
    assert [item["code"] for item in advice] == ["personal-document-missing", *unread]
    calendar = sample.parent / "days.ics"
    assert cli("paper", "calendar", sample, "-o", calendar) == 0
    assert "BEGIN:VEVENT" not in calendar.read_text(encoding="utf-8")


def test_from_nothing_to_a_package_that_is_whole(cli: CommandLine, cilip: Path) -> None:
    add_documents(cilip)
    add_evidence(cli, cilip, 2)
    write_statement(cli, cilip, "I found out what I want to do better (E1), and did it (E2).")
    made = cli.json("package", cilip, "--set", "portfolio")
    assert cli("verify", made["path"]) == 0
    with zipfile.ZipFile(made["path"]) as archive:
        names = {name.partition("/data/")[2] for name in archive.namelist()}
        record = next(name for name in archive.namelist() if name.endswith("record.json"))
        said = decode_record(archive.read(record), "p")
        page = archive.read(record.replace("record.json", "index.html")).decode()
    documents = {name.partition(" ")[2] for name in names if name.startswith("documents/")}
    assert documents == set(DOCUMENTS)
    assert {"responses/Evaluative statement.docx", "evidence/01 piece 1.txt"} <= names
    assert said.kind is PackageKind.PORTFOLIO
    assert [use.path for use in said.statement_evidence] == [
        "evidence/01 piece 1.txt",
        "evidence/02 piece 2.txt",
    ]
    assert "Evaluative statement" in page
    for word in (
        "Competency",
        "Personal learning statement",
        "Required set",
        "no response",
    ):
        assert word not in page


# Decisions, fees and revalidation ----------------------------------------------------------------


def test_a_criterion_that_is_not_met_is_not_certified(
    cli: CommandLine, cilip: Path, tmp_path: Path
) -> None:
    add_documents(cilip)
    write_statement(cli, cilip, "I learned much.")
    made = cli.json("package", cilip, "--set", "portfolio")
    for name in ("First", "Second"):
        rated = ("--rate=1=met", "--rate=2=not", "--rate=3=met", "--evaluation")
        file = tmp_path / f"{name}.json"
        assert cli("review", "new", made["path"], "--as", name, *rated, "-o", file) == 0
    files = (tmp_path / "First.json", tmp_path / "Second.json")
    result = tmp_path / "result.json"
    office = ("--as", "Office", "-o", result)
    assert cli.json("review", "combine", made["path"], *files, *office)["outcome"] != "achieved"
    assert cli("review", "import", cilip, result) == 0
    assert cli.json("status", cilip)["certification"] is None


def test_what_was_submitted_is_paid_and_a_second_time_is_not_known(
    cli: CommandLine, cilip: Path
) -> None:
    words = ("--set", "portfolio", "--on", "2026-06-01")
    assert cli("set", "handed-in", cilip, *words) == 0
    assert cli.json("status", cilip, "--today", "2026-11-25")["costs"]["so_far"] == "90.00"
    assert cli("set", "decision", cilip, "not-achieved", *words) == 0
    told = cli.json("status", cilip, "--today", "2026-11-25")["costs"]
    assert told["so_far"] == "90.00"
    assert told["to_come"] == "0.00"
    assert [item["count"] for item in told["unknown"]] == [1]


@pytest.fixture
def certified(cli: CommandLine, cilip: Path) -> Path:
    assert cli("renewal", "certified", cilip, "--on", "2026-05-01") == 0
    return cilip


@pytest.mark.parametrize(
    ("hours", "words", "said"),
    [
        ("19.5", 250, ["You need 0.5 more contact hours"]),
        ("20", 250, []),
        ("20", 251, ["1 word over"]),
        ("60", 0, ["You haven’t written the"]),
    ],
)
def test_a_revalidation_is_so_many_hours_and_a_statement(
    cli: CommandLine, certified: Path, hours: str, words: int, said: list[str]
) -> None:
    activity = ("--on", "2026-06-01", "--title", "Course", "--kind", "training")
    assert cli("renewal", "activity", certified, *activity, "--amount", hours) == 0
    assert cli("renewal", "statement", certified, "word " * words) == 0
    found = cli.json("check", certified, "--renewal", "--today", "2026-11-25", status=bool(said))
    blockers = [item["message"] for item in found["findings"] if item["level"] == "blocker"]
    assert len(blockers) == len(said)
    assert all(part in blocker for part, blocker in zip(said, blockers, strict=True))
    for word in ("technology", "categor", "expire"):
        assert not any(word in item["message"] for item in found["findings"])


def test_who_never_revalidates_keeps_the_title(cli: CommandLine, certified: Path) -> None:
    assert cli("status", certified, "--today", "2031-06-01") == 0
    assert "you keep the title" in cli.out
    for word in ("xpire", "lapse", "grace"):
        assert word not in cli.out
    assert cli.json("status", certified)["certification"] == {"on": "2026-05-01", "expires": None}


# Nothing that nobody sees -----------------------------------------------------------------------

UNSEEN = "Unseenword about a patron, SSN 219-09-9999. "


@pytest.mark.parametrize(
    "words",
    [
        ("response set", "--set", "portfolio", "--competency", "1"),
        ("response split", "--set", "portfolio", "--yes"),
    ],
)
def test_what_only_a_competency_would_have_is_refused(
    cli: CommandLine, cilip: Path, words: tuple[str, ...]
) -> None:
    text = cilip.parent / "text.md"
    text.write_text(UNSEEN, encoding="utf-8")
    before = sorted(cilip.rglob("*"))
    said = cli.refused(words[0], cilip, *words[1:], text)
    assert "needs no responses" in said
    assert "“Evaluative statement”" in said
    assert said.rstrip().count(".") == 1
    assert sorted(cilip.rglob("*")) == before


@pytest.fixture
def unseen(cli: CommandLine, sample: Path, tmp_path: Path) -> Path:
    """Return the sample with a response to a competency, as older versions took."""
    other = tmp_path / "other"
    program = tmp_path / "with responses.toml"
    text = FILE.read_text(encoding="utf-8")
    assert 'needed = "none"' in text
    program.write_text(text.replace('needed = "none"', 'needed = "each"'), encoding="utf-8")
    words = ("--name", "Holly Whitlock", "--admitted", "2026-01-10", "--electives", "")
    assert cli("new", other, *words, "--program", program) == 0
    source = tmp_path / "text.md"
    source.write_text(UNSEEN * 30, encoding="utf-8")
    assert cli("response", "set", other, "--set", "portfolio", "--competency", "1", source) == 0, (
        cli.err
    )
    (made,) = other.rglob("01 *.docx")
    (folder,) = (path.parent for path in sample.rglob("Evaluative statement.docx"))
    shutil.copy(made, folder)
    return sample


def test_what_nobody_sees_is_a_finding_and_stops_nothing(cli: CommandLine, unseen: Path) -> None:
    cli("check", unseen, "--json")
    found = [item for item in json.loads(cli.out)["findings"] if item["competency"] == 1]
    assert sorted((item["code"], item["level"], item["path"]) for item in found) == [
        ("response-unneeded", "advice", "Certification portfolio/01 Personal performance.docx"),
    ]
    cli("check", unseen)
    assert "has a response, “01 Personal performance.docx”, but your program needs none." in cli.out


def test_what_nobody_sees_goes_into_no_package(
    cli: CommandLine, unseen: Path, tmp_path: Path
) -> None:
    assert cli("check", unseen) in {0, 1}
    built = cli.json("package", unseen, "--set", "portfolio", "--review-copy")
    with zipfile.ZipFile(built["path"]) as archive:
        names = archive.namelist()
        data = {name.rpartition("/data/")[2]: archive.read(name) for name in names}
    assert not [name for name in names if "Personal performance" in name]
    pages = "".join(page.extract_text() for page in PdfReader(BytesIO(data["portfolio.pdf"])).pages)
    assert "Unseen" not in pages
    assert b"Unseen" not in data["index.html"]
    record = decode_record(data["record.json"], "p")
    assert not any(item.response for item in record.competencies)
    for ending in ("pdf", "docx"):
        assert cli("export", unseen, "-o", tmp_path / f"all.{ending}") == 0, cli.err
    said = zipfile.ZipFile(tmp_path / "all.docx").read("word/document.xml")
    assert b"Unseen" not in said
    assert b"valuative" in said
