"""Papers made of what the portfolio says."""

from pathlib import Path

import pytest
import vobject

from lssc_desktop.core.text.richtext import plain
from lssc_desktop.documents.word import read_document
from tests.cli.conftest import CommandLine


def test_a_report_is_a_pdf_and_never_written_over_a_file(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    target = tmp_path / "report.pdf"
    assert cli.json("paper", "report", folder, "-o", target)["path"] == str(target.resolve())
    assert target.read_bytes().startswith(b"%PDF")
    before = target.read_bytes()
    assert "already" in cli.refused("paper", "report", folder, "-o", target)
    assert target.read_bytes() == before


def test_every_date_is_in_the_calendar(cli: CommandLine, folder: Path, tmp_path: Path) -> None:
    assert cli("set", "plan", folder, "--set", "technology", "--by", "2027-04-01") == 0
    assert (
        cli("set", "decision", folder, "not-achieved", "--set", "foundations", "--on", "2026-11-01")
        == 0
    )
    told = cli.json("paper", "calendar", folder, "-o", tmp_path / "dates.ics")
    dates = {item["what"]: item["date"] for item in told["dates"]}
    assert dates == {
        "appeal-notice-foundations": "2026-11-11",
        "appeal-documents-foundations": "2026-12-01",
        "planned-technology": "2027-04-01",
        "deadline": "2028-09-14",
    }
    read = vobject.readOne((tmp_path / "dates.ics").read_text(encoding="utf-8"))
    assert {str(event.dtstart.value) for event in read.vevent_list} == set(dates.values())
    assert all(event.valarm_list for event in read.vevent_list)


def test_a_date_that_moves_keeps_its_name(cli: CommandLine, folder: Path, tmp_path: Path) -> None:
    names = []
    for number, day in enumerate(("2027-04-01", "2027-05-01")):
        assert cli("set", "plan", folder, "--set", "technology", "--by", day) == 0
        target = tmp_path / f"{number}.ics"
        assert cli("paper", "calendar", folder, "-o", target) == 0
        read = vobject.readOne(target.read_text(encoding="utf-8"))
        names.append({event.uid.value for event in read.vevent_list})
    assert names[0] == names[1]


def test_a_purchase_order_for_several_people(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    people = ("--applicant", "Ana Rivera,ana@x.org,member", "--applicant", "Bo Lee,bo@x.org")
    told = cli.json("paper", "purchase-order", folder, "-o", tmp_path / "order.docx", *people)
    assert told["total"] == "675.00"
    said = plain(read_document(tmp_path / "order.docx", "order.docx").text)
    assert "Bo Lee, bo@x.org: $350.00" in said
    assert "La Grange, Illinois" in said


def test_without_an_address_there_is_no_order(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    said = cli.refused("paper", "purchase-order", folder, "-o", tmp_path / "order.docx")
    assert "Ana Rivera" in said
    assert not (tmp_path / "order.docx").exists()


def test_an_appeal_needs_a_decision_against(cli: CommandLine, folder: Path, tmp_path: Path) -> None:
    words = ("paper", "appeal", folder, "--set", "foundations", "-o", tmp_path / "appeal.docx")
    assert "no decision" in cli.refused(*words)
    assert (
        cli("set", "decision", folder, "not-achieved", "--set", "foundations", "--on", "2026-11-01")
        == 0
    )
    assert cli(*words) == 0
    said = plain(read_document(tmp_path / "appeal.docx", "appeal.docx").text)
    assert "November 11, 2026" in said


def test_an_appeal_whose_time_is_over_is_told(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    assert (
        cli("set", "decision", folder, "not-achieved", "--set", "foundations", "--on", "2026-11-01")
        == 0
    )
    words = ("paper", "appeal", folder, "--set", "foundations", "-o", tmp_path / "a.docx")
    assert cli(*words, "--today", "2026-12-02") == 0
    assert "The deadline for an appeal was December 1, 2026." in cli.out


def test_the_status_says_what_remains_after_not_achieved(cli: CommandLine, folder: Path) -> None:
    assert (
        cli("set", "decision", folder, "not-achieved", "--set", "foundations", "--on", "2026-11-01")
        == 0
    )
    day = ("--today", "2026-11-05")
    assert cli("status", folder, *day) == 0
    assert "send notice by November 11, 2026" in cli.out
    assert "Take an approved course for Foundations of Library Services instead." in cli.out
    assert "Hand in again later: ask LSSC at ALA-APA whether you can." in cli.out
    ways = cli.json("status", folder, *day)["ways_on"]
    assert [(way["way"], way["set"]) for way in ways] == [
        ("appeal", "foundations"),
        ("course", "foundations"),
        ("later", "foundations"),
    ]
    assert ways[0]["by"] == "2026-11-11"
    assert cli.json("status", folder, "--today", "2026-12-02")["ways_on"][0]["way"] == "course"


@pytest.mark.parametrize("command", ["paper report", "paper calendar", "paper purchase-order"])
def test_a_folder_that_is_not_there_is_named(
    cli: CommandLine, folder: Path, tmp_path: Path, command: str
) -> None:
    assert cli("candidate", "person", folder, "--email", "ana@example.org") == 0
    cli.refused(command, folder, "-o", tmp_path / "nowhere" / "x")


def test_sets_are_exported_as_one_document(cli: CommandLine, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "all.docx"
    told = cli.json("export", folder, "-o", target)
    assert told["path"] == str(target.resolve())
    assert told["unread"] == []
    assert "already" in cli.refused("export", folder, "-o", target)
    assert cli("export", folder, "-o", target, "--set", "technology", "--replace") == 0
    assert cli.out.splitlines()[0] == "“all.docx” is saved, with 1 set."
    assert ".docx or .pdf" in cli.refused("export", folder, "-o", tmp_path / "all.odt")
    pdf = tmp_path / "one.pdf"
    assert cli("export", folder, "-o", pdf, "--set", "technology", "--with-evidence") == 0
    assert pdf.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    "words",
    [
        ("export", "{folder}", "-o", "all.docx"),
        ("paper", "report", "{folder}", "-o", "all.pdf"),
        ("paper", "calendar", "{folder}", "-o", "all.ics"),
    ],
)
def test_where_a_paper_is_is_said_from_the_root_on(
    cli: CommandLine,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
) -> None:
    (tmp_path / "papers").mkdir()
    monkeypatch.chdir(tmp_path / "papers")
    assert cli(*(word.format(folder=folder) for word in words)) in {0, 1}, cli.err
    assert f"{(tmp_path / 'papers').resolve()}" in cli.out
    assert ".." not in cli.out
