"""An office without a window: evaluators, assigning, conflicts, history, emails, and numbers."""

import email
import email.policy
import json
import shutil
import subprocess
import sys
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

from lssc_desktop.cli.commands import COMMANDS
from lssc_desktop.store.evaluators import read_evaluators
from lssc_desktop.store.review_file import read_review
from tests.office import DAY, office_knows, package_with_rules, write_office

if TYPE_CHECKING:
    from tests.cli.conftest import CommandLine

TODAY = ("--today", DAY.isoformat())
RESULT = "result.lssc-review.json"
_ENDS = ("pdf", "docx")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    write_office(tmp_path / "office")
    return tmp_path / "office"


def test_evaluators_are_put_listed_and_removed(cli: "CommandLine", office: Path) -> None:
    put = ("--put", "Lee Chen", "--sets", "technology", "--most", "6", "--email", "lee@example.org")
    cli.json("office", "evaluators", office, *put)
    (lee,) = cli.json("office", "evaluators", office)["evaluators"]
    assert (lee["sets"], lee["most"], lee["away"]) == (["technology"], 6, False)
    assert (lee["has_now"], lee["conflicts"]) == (0, 0)
    assert "list of evaluators" in cli.refused("office", "evaluators", office, "--remove", "Bo")
    assert cli.json("office", "evaluators", office, "--remove", "lee chen")["evaluators"] == []


def test_two_are_assigned_by_rule(cli: "CommandLine", office: Path) -> None:
    packages = office / "smith-2.zip", office / "bjork.zip"
    assert "no evaluators" in cli.refused("office", "assign", *packages, "--by-rule")
    for name in ("Ann Lindqvist", "Bo Reyes", "Lee Chen"):
        cli.json("office", "evaluators", office, "--put", name)
    found = cli.json("office", "assign", *packages, "--by-rule", "--due", "2026-12-15")
    assert [len(each["assigned"]) for each in found["packages"]] == [2, 2]
    (first, *_) = cli.json("office", "history", office / "smith-2.zip")["history"]
    assert (first["step"], first["day"]) == ("assign", "2026-12-15")


def test_who_no_longer_has_it_gets_a_successor_by_rule_in_one_act(
    cli: "CommandLine", office: Path
) -> None:
    package = office / "smith-2.zip"
    for name in ("Ann Lindqvist", "Bo Reyes", "Lee Chen"):
        cli.json("office", "evaluators", office, "--put", name)
    cli.json("office", "assign", package, "--to", "Bo Reyes", "--to", "Lee Chen")
    words = ("office", "assign", package, "--no-longer", "Lee Chen", "--by-rule")
    (made,) = cli.json(*words)["packages"]
    assert [each["person"] for each in made["assigned"]] == ["Bo Reyes", "Ann Lindqvist"]


def test_the_list_says_what_each_has_to_do_and_their_conflicts(
    cli: "CommandLine", office: Path
) -> None:
    cli.json("office", "evaluators", office, "--put", "Ann Lindqvist", "--most", "4")
    declared = ("--of", "ann lindqvist", "--words", "Her student.", *TODAY)
    cli.json("office", "conflict", office / "bjork.zip", *declared, status=1)
    (ann,) = cli.json("office", "evaluators", office)["evaluators"]
    assert (ann["has_now"], ann["conflicts"]) == (1, 1)
    assert cli("office", "evaluators", office) == 0
    assert cli.out == "Ann Lindqvist: 1 now, at most 4, 1 conflict of interest\n"
    assert cli("office", "shelf", office, "björk", *TODAY) == 0
    assert ", conflict of interest: ann lindqvist, bjork.zip" in cli.out
    (bjork,) = cli.json("office", "shelf", office, "björk", *TODAY)["packages"]
    assert bjork["conflicts"][0]["words"] == "Her student."


def test_reminders_go_to_whoever_has_something_due_by_then(
    cli: "CommandLine", office: Path
) -> None:
    due = ("--due-by", "2026-12-05", *TODAY)
    listed = cli.json("office", "shelf", office, *due)["packages"]
    assert [each["file"] for each in listed] == ["obrien.zip"]
    found = cli.json("office", "mail", office, "--reminder", *due)["drafts"]
    assert [Path(each).name for each in found] == ["reminder-m-okafor.eml"]
    assert "goes with --reminder" in cli.refused("office", "mail", office, *due)
    ann = ("--to", "Ann Lindqvist")
    assert cli("office", "mail", office, "--reminder", *ann, *due) == 1
    assert cli.out == "Ann Lindqvist has nothing due by then.\n"


def test_what_nobody_is_left_for_is_said(cli: "CommandLine", office: Path) -> None:
    cli.json("office", "evaluators", office, "--put", "Bo Reyes")
    found = cli.json("office", "assign", office / "smith-2.zip", "--by-rule", status=1)
    assert found["packages"][0]["missing"] == 1


def test_nobody_is_assigned_against_a_conflict_that_the_office_did_not_allow(
    cli: "CommandLine", office: Path
) -> None:
    packages = office / "smith-2.zip", office / "bjork.zip"
    about = ("office", "conflict", packages[1], "--of", "Lee Chen", *TODAY)
    cli.json(*about)
    assign = ("office", "assign", *packages, "--to", "lee chen")
    refused = cli.refused(*assign)
    assert "Lee Chen has a conflict of interest with the candidate of “bjork.zip”" in refused
    assert "office conflict" in refused
    assert cli.json("office", "history", packages[0])["history"] == []
    cli.json(*about, "--allow", "No one else reads Icelandic.")
    assert len(cli.json(*assign)["packages"]) == 2


def test_a_declared_conflict_stops_the_result_until_it_has_a_reason(
    cli: "CommandLine", office: Path, tmp_path: Path
) -> None:
    package, result = office / "nunez.zip", tmp_path / RESULT
    found = cli.json("office", "conflict", package, "--of", "Lee Chen", "--apart", *TODAY, status=1)
    assert found["conflicts"][0]["at_work"] is True
    combine = ("review", "combine", package, "--as", "Office", "-o", result)
    stopped = cli.json(*combine, status=1)  # with those next to the package
    assert (stopped["path"], stopped["conflicts"]) == (None, ["Lee Chen"])
    assert not result.exists()
    cli.json(*combine, "--despite-conflict", "No one else reads it.")
    assert read_review(result).despite_conflict == "No one else reads it."
    assert "Lee Chen" not in result.read_text("utf-8")


def test_other_words_about_a_conflict_leave_what_the_office_decided(
    cli: "CommandLine", office: Path
) -> None:
    about = ("office", "conflict", office / "nunez.zip", "--of", "Lee Chen", *TODAY)
    cli.json(*about, "--allow", "Nobody else reads Spanish.", "--by", "Maria Soto")
    (found,) = cli.json(*about, "--words", "A former colleague.", "--by", "Ann")["conflicts"]
    assert (found["ruling"], found["reason"]) == ("allowed", "Nobody else reads Spanish.")
    (kept,) = read_evaluators(office).conflicts
    assert (kept.words, kept.ruled_by) == ("A former colleague.", "Maria Soto")


@pytest.mark.parametrize("about", ["conflict", "history"])
def test_of_a_package_that_is_not_there_nothing_is_said(
    cli: "CommandLine", office: Path, about: str
) -> None:
    assert "nowhere.zip" in cli.refused("office", about, office / "nowhere.zip")


def test_a_package_has_no_history_of_another_that_had_its_name(
    cli: "CommandLine", office: Path
) -> None:
    cli.json("office", "assign", office / "bjork.zip", "--to", "Lee Chen")
    (office / "nunez.zip").replace(office / "bjork.zip")
    assert cli.json("office", "history", office / "bjork.zip")["history"] == []


def test_how_far_evaluators_agree_names_no_candidate(
    cli: "CommandLine", office: Path, tmp_path: Path
) -> None:
    table = tmp_path / "agreement.xlsx"
    found = cli.json("office", "agreement", office, "--year", "2026", "--table", table)
    assert found["pairs"] == [
        {
            "evaluators": ["Ann Lindqvist", "Lee Chen"],
            "rated": 18,
            "same": 18,
            "percent": 100.0,
            "weighted_kappa": None,
        }
    ]
    book = CalamineWorkbook.from_path(str(table))
    said = repr([book.get_sheet_by_name(each).to_python() for each in book.sheet_names])
    assert "Núñez" not in said
    assert cli.json("office", "agreement", office, "--year", "2019")["sets"] == []


def drafted(path: str) -> EmailMessage:
    found = email.message_from_bytes(Path(path).read_bytes(), policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


def text_of(draft: EmailMessage) -> str:
    body = draft.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def names_in(draft: EmailMessage) -> list[str | None]:
    return [each.get_filename() for each in draft.iter_attachments()]


def test_each_who_has_packages_gets_them_or_a_reminder_as_a_draft(
    cli: "CommandLine", office: Path
) -> None:
    cli.json("office", "evaluators", office, "--put", "M. Okafor", "--email", "m@example.org")
    found = cli.json("office", "mail", office, *TODAY)["drafts"]
    names = ["request-ann-lindqvist.eml", "request-m-okafor.eml"]  # Lee Chen has done it
    assert [Path(each).name for each in found] == names
    request = drafted(found[1])
    assert (request["To"], names_in(request)) == ("m@example.org", ["obrien.zip"])
    (one,) = cli.json("office", "mail", office, "--to", "m. okafor", "--reminder", *TODAY)["drafts"]
    assert "Mary O’Brien, Technology, Portfolio, was due November 21, 2026" in text_of(drafted(one))
    nobody = cli.json("office", "mail", office, "--to", "Lee Chen", status=1)
    assert (nobody["drafts"], nobody["nothing_for"]) == ([], ["Lee Chen"])


def test_whoever_is_asked_gets_the_program_file_that_only_the_office_knows(
    cli: "CommandLine", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf, desk = tmp_path / "office", tmp_path / "desk"
    shelf.mkdir()
    desk.mkdir()
    package = Path(shutil.copy2(package_with_rules(), shelf / "nunez.zip"))
    office_knows(shelf)
    cli.json("office", "assign", package, "--to", "Lee Chen", "--due", "2026-12-10")
    (draft,) = cli.json("office", "mail", shelf, *TODAY)["drafts"]
    request = drafted(draft)
    for part in request.iter_attachments():
        content = part.get_content()
        data = content if isinstance(content, bytes) else content.encode()
        (desk / str(part.get_filename())).write_bytes(data)
    (copy,), (program,) = desk.glob("*.zip"), desk.glob("*.toml")
    assert f"load the attached program file “{program.name}”" in text_of(request)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "evaluator"))
    words = ("review", "new", copy, "--as", "Lee Chen", "--evaluation", "-o", desk / "r.json")
    assert "can’t be judged here" in cli.refused(*words)
    cli.json("program", "check", program, "--keep")
    assert cli.json(*words)["rules"] == "known"


def test_a_result_is_drafted_to_the_candidate_and_an_evaluation_to_the_office(
    cli: "CommandLine", office: Path
) -> None:
    package, result = office / "smith-1.zip", office / "smith-1-result.lssc-review.json"
    made = cli.json("review", "mail", package, result, *TODAY)
    assert Path(made["path"]).parent == office / "Mail drafts"
    draft = drafted(made["path"])
    assert text_of(draft).startswith("Dear Jane Smith,")
    assert names_in(draft) == [result.name, "smith-1-result-letter.pdf"]
    made = cli.json("review", "mail", package, office / "smith-1-lee.lssc-review.json")
    assert text_of(drafted(made["path"])).startswith("Dear program office,")
    assert "isn’t about “nunez.zip”" in cli.refused("review", "mail", office / "nunez.zip", result)


class _Cells(HTMLParser):
    """Collects the texts of the cells of a page's tables."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag in {"td", "th"}

    def handle_data(self, data: str) -> None:
        if self._inside and data.strip():
            self.cells.append(data)


def test_the_page_of_statistics_has_no_names(
    cli: "CommandLine", office: Path, tmp_path: Path
) -> None:
    page = tmp_path / "statistics.html"
    found = cli.json("office", "statistics", office, "-o", page, *TODAY)
    assert found["path"] == str(page)
    assert found["statistics"][0]["outcomes"]["achieved"] == 1
    text = page.read_text("utf-8")
    read = _Cells()
    read.feed(text)
    at = read.cells.index("Technology")
    assert read.cells[at : at + 8] == ["Technology", "5", "4", "1", "1", "0", "0", "27"]
    assert read.cells[read.cells.index("All") - 1 :][:5] == ["Technology", "All", "18", "18", "100"]
    for name in ("Smith", "Björk", "Núñez", "Okafor", "Chen", "Lindqvist"):
        assert name not in text


_WITHOUT_QT = """
import json, sys
sys.modules["PySide6"] = sys.modules["shiboken6"] = None
from lssc_desktop.__main__ import main
status = 0
for words in json.loads(sys.argv[1]):
    sys.argv[1:] = words
    status = max(status, main())
sys.exit(status)
"""


def test_an_office_needs_no_qt_for_anything(office: Path, tmp_path: Path) -> None:
    nunez, smith = str(office / "nunez.zip"), str(office / "smith-2.zip")
    shelf, result = str(office), str(tmp_path / RESULT)
    met = [f"--rate={number}=met" for number in range(1, 10)]
    evaluation = ["--evaluation", "--no-conflict", *met, "-o", str(tmp_path / "bo.json")]
    acts: list[list[str]] = [
        *(["office", "evaluators", shelf, "--put", name] for name in ("Bo Reyes", "Kim Park")),
        ["office", "assign", smith, "--by-rule", "--due", "2026-12-15"],
        ["office", "history", smith],
        ["office", "conflict", smith, "--of", "Lee Chen", "--allow", "No one else is left."],
        ["office", "shelf", shelf, "--table", str(tmp_path / "t.xlsx"), "--verify"],
        ["office", "shelf", shelf, "--calendar", str(tmp_path / "due.ics")],
        *(["office", "mail", shelf, *more] for more in ((), ("--reminder",))),
        ["office", "agreement", shelf, "--table", str(tmp_path / "agreement.xlsx")],
        ["office", "statistics", shelf, "-o", str(tmp_path / "statistics.html")],
        *(["office", each, shelf] for each in ("retention", "audit")),
        ["review", "new", smith, "--as", "Bo Reyes", *evaluation],
        ["review", "combine", nunez, "--as", "Office", "-o", result],
        *(["review", "letter", nunez, result, "-o", str(tmp_path / f"l.{end}")] for end in _ENDS),
        ["review", "mail", nunez, result],
        *(["verify", each] for each in (nunez, smith)),
    ]
    words = json.dumps([[*each, "--json"] for each in acts])
    command = [sys.executable, "-c", _WITHOUT_QT, words]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr) == (0, "")
    assert '"error"' not in found.stdout
    done = {" ".join(each[:2]) for each in acts}
    assert done >= {each for each in COMMANDS if each.startswith("office ")}
