"""The shelf and its assignments by the command line: what the window shows, as lines and JSON."""

import csv
import io
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import vobject
from python_calamine import CalamineWorkbook

from lssc_desktop.disk.holders import Holder
from lssc_desktop.store.shelf_files import mark_open, open_marks
from tests.office import DAY, office_knows, package_with_rules, write_office
from tests.ui.conftest import NOW

if TYPE_CHECKING:
    from tests.cli.conftest import CommandLine

TODAY = ("--today", DAY.isoformat())


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    write_office(tmp_path / "office")
    return tmp_path / "office"


def listed(cli: "CommandLine", office: Path, *words: str) -> dict[str, dict[str, Any]]:
    found = cli.json("office", "shelf", office, *words, *TODAY)
    return {each["file"]: each for each in found["packages"]}


def test_every_package_says_how_far_it_is(cli: "CommandLine", office: Path) -> None:
    found = listed(cli, office)
    assert {file: each["state"] for file, each in found.items()} == {
        "bjork.zip": "partly-evaluated",
        "nunez.zip": "ready",
        "obrien.zip": "partly-evaluated",
        "smith-1.zip": "decided",
        "smith-2.zip": "not-evaluated",
    }
    assert found["obrien.zip"]["evaluated"] == 1
    assert found["bjork.zip"]["evaluated"] == 0  # 2 of 9 rated
    assert found["smith-1.zip"]["outcome"] == "achieved"
    assert found["smith-1.zip"]["candidate"] != found["smith-2.zip"]["candidate"]
    days = found["nunez.zip"]
    assert (days["first_seen"], days["handed_in"]) == ("2026-11-24", "2026-11-02")
    assert days["last_changed"] < days["handed_in"]


def test_a_damaged_copy_is_listed_under_the_package_that_is_whole(
    cli: "CommandLine", office: Path
) -> None:
    data = (office / "nunez.zip").read_bytes()
    copy = office / "nunez (1).zip"
    copy.write_bytes(data[: len(data) // 2])
    os.utime(copy, (NOW.timestamp(), NOW.timestamp()))
    assert cli("office", "shelf", office, *TODAY) == 0
    assert "nunez (1).zip" not in cli.out
    assert cli.out.splitlines()[-1] == "1 damaged copy hidden. See everything with --all."
    found = listed(cli, office)
    assert found["nunez.zip"]["package"] == "Portfolio, 1 damaged"
    assert "nunez (1).zip" not in found
    found = listed(cli, office, "--all")
    assert found["nunez (1).zip"]["copy_of"] == "nunez.zip"
    assert found["nunez.zip"]["copy_of"] is None
    assert cli("office", "shelf", office, "--all", *TODAY) == 0
    assert "hidden" not in cli.out


@pytest.mark.parametrize(
    ("words", "files"),
    [
        (("jose",), ["nunez.zip"]),
        (("obrien",), ["obrien.zip"]),
        (("o'brien", "technology"), ["obrien.zip"]),
        (("--view", "overdue"), ["obrien.zip"]),
        (("--view", "to-me", "--for", "ann lindqvist"), ["bjork.zip"]),
        (("--view", "ready"), ["nunez.zip"]),
        (("--view", "decided"), ["smith-1.zip"]),
    ],
)
def test_it_is_filtered_as_in_the_window(
    cli: "CommandLine", office: Path, words: tuple[str, ...], files: list[str]
) -> None:
    assert list(listed(cli, office, *words)) == files


def test_nothing_found_is_said_in_a_sentence(cli: "CommandLine", office: Path) -> None:
    assert cli("office", "shelf", office, "ramirez", *TODAY) == 0
    assert cli.out.startswith("No package matches “ramirez”.")


def test_who_is_assigned_is_noted_and_listed(cli: "CommandLine", office: Path) -> None:
    package = office / "smith-2.zip"
    cli.json(
        "office", "assign", package, "--to", "Lee Chen", "--due", "2026-12-10", "--by", "Office"
    )
    made = cli.json(
        "office", "assign", package, "--to", "Ann Lindqvist", "--handed-in", "2026-11-20"
    )
    assert made["packages"][0]["assigned"] == [
        {"person": "Lee Chen", "due": "2026-12-10"},
        {"person": "Ann Lindqvist", "due": None},
    ]
    found = listed(cli, office)["smith-2.zip"]
    assert (found["due"], found["handed_in"]) == ("2026-12-10", "2026-11-20")
    cli.json("office", "assign", package, "--no-longer", "lee chen")
    assert [each["person"] for each in listed(cli, office)["smith-2.zip"]["assigned"]] == [
        "Ann Lindqvist"
    ]


def test_a_wish_that_says_nothing_is_refused(cli: "CommandLine", office: Path) -> None:
    assert "--to NAME" in cli.refused("office", "assign", office / "nunez.zip")
    assert "--for NAME" in cli.refused("office", "shelf", office, "--view", "to-me")


def test_the_table_has_all_of_it(cli: "CommandLine", office: Path, tmp_path: Path) -> None:
    listed(cli, office, "--table", str(tmp_path / "t.csv"))
    text = (tmp_path / "t.csv").read_text("utf-8-sig")
    rows = {row["File"]: row for row in csv.DictReader(io.StringIO(text))}
    assert rows["obrien.zip"]["Overdue"] == "yes"
    assert rows["nunez.zip"]["Evaluated by"] == "Ann Lindqvist, Lee Chen"
    assert rows["smith-1.zip"]["Status"] == "Achieved"
    listed(cli, office, "--table", str(tmp_path / "t.xlsx"))
    book = CalamineWorkbook.from_path(str(tmp_path / "t.xlsx"))
    cells = book.get_sheet_by_name("Packages").to_python()
    at = {str(title): place for place, title in enumerate(cells[0])}
    by_file = {str(row[at["File"]]): row for row in cells[1:]}
    assert str(by_file["nunez.zip"][at["Handed in"]]) == "2026-11-02"
    assert by_file["nunez.zip"][at["Open comments"]] == 2
    statistics = book.get_sheet_by_name("Statistics").to_python()
    assert statistics[1][:2] == ["Technology", 5]


def test_statistics_say_how_many_and_how_long(cli: "CommandLine", office: Path) -> None:
    assert cli("office", "statistics", office, *TODAY) == 0
    assert cli.out == "Technology: 5 portfolios, 1 decided, half of them within 27 days\n"


def test_what_is_due_goes_into_a_calendar(cli: "CommandLine", office: Path, tmp_path: Path) -> None:
    listed(cli, office, "--calendar", str(tmp_path / "due.ics"))
    calendar = vobject.readOne((tmp_path / "due.ics").read_text("utf-8"))
    events = {str(each.summary.value): each.dtstart.value for each in calendar.vevent_list}
    assert [str(each) for each in sorted(events.values())] == ["2026-11-21", "2026-12-11"]
    assert any(title.startswith("Ann Lindqvist: review Zoë Björk") for title in events)


def test_who_has_it_open_is_said_and_our_own_mark_goes(
    cli: "CommandLine", office: Path, tmp_path: Path
) -> None:
    package = office / "nunez.zip"
    mark_open(package, Holder("desk-2", "Dana Ortiz", 7, NOW))
    target = tmp_path / "r.lssc-review.json"
    made = cli.json("review", "new", package, "--as", "Lee Chen", "--rate", "1=met", "-o", target)
    assert made["opened_by"] == ["Dana Ortiz"]
    assert list(open_marks(office).values()) == [("Dana Ortiz",)]
    assert listed(cli, office)["nunez.zip"]["opened_by"] == ["Dana Ortiz"]


def test_what_was_kept_long_enough_is_listed_and_deleted_with_the_code_of_the_list(
    cli: "CommandLine", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "office"
    folder.mkdir()
    package = folder / "nunez.zip"
    shutil.copy2(package_with_rules(), package)
    office_knows(folder)
    cli.json("office", "shelf", folder)
    met = [f"--rate={number}=met" for number in range(1, 10)]
    files = []
    for name in ("E. One", "E. Two"):
        files.append(folder / f"{name}.lssc-review.json")
        words = ("--evaluation", "--no-conflict", *met)
        cli.json("review", "new", package, "--as", name, *words, "-o", files[-1])
    result = folder / "result.lssc-review.json"
    cli.json("review", "combine", package, *files, "--as", "Office", "-o", result)

    assert "Nothing to delete." in _said(cli, "office", "retention", folder)
    later = ("--today", "2034-01-05")
    listed = cli.json("office", "retention", folder, *later)
    assert listed["packages"][0]["candidate"] == "José Núñez"
    assert len(listed["packages"][0]["files"]) == 4
    assert listed["record"] is None
    assert (
        cli.json("office", "retention", folder, *later, "--delete", "0badc0de", status=1)["record"]
        is None
    )
    assert package.exists()
    made = cli.json(
        "office", "retention", folder, *later, "--delete", listed["code"], "--by", "Office"
    )
    assert made["left"] == []
    assert sorted(each.name for each in folder.iterdir() if each.is_file()) == [
        Path(made["record"]).name
    ]


def test_names_are_hidden_where_the_program_evaluates_blind(
    cli: "CommandLine", tmp_path: Path
) -> None:
    shutil.copy2(package_with_rules(), tmp_path / "nunez.zip")
    said = _said(cli, "office", "shelf", tmp_path)
    assert said.startswith("Candidate ")
    assert "nunez" not in said.casefold()
    assert "José Núñez" not in _said(
        cli, "office", "shelf", tmp_path, "--names"
    )  # rules not known here
    office_knows(tmp_path)
    assert "Núñez" not in _said(cli, "office", "shelf", tmp_path)
    assert "José Núñez" in _said(cli, "office", "shelf", tmp_path, "--names")


def _said(cli: "CommandLine", *words: str | Path) -> str:
    assert cli(*words) == 0
    return cli.out
