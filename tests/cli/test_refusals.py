"""What cannot be done costs one sentence, exit status 2, and changes nothing."""

import hashlib
import os
import shutil
import sys
from argparse import Namespace
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from typing import Self

import pytest

from lssc_desktop.cli.commands import carry_out
from lssc_desktop.core.errors import LsscError
from lssc_desktop.disk.holders import Holder
from lssc_desktop.store.folder import lock
from tests.cli.conftest import CommandLine
from tests.systems import closed, posix_only


def snapshot(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".lssc" not in path.parts
    }


def test_a_hand_in_with_blockers_is_refused_with_what_is_missing(
    cli: CommandLine, folder: Path
) -> None:
    assert cli("set", "route", folder, "--set", "foundations", "portfolio") == 0
    before = snapshot(folder)
    said = cli.refused("package", folder, "--set", "foundations")
    assert "Competency 12 has no response" in said
    assert "review copy" in said
    assert snapshot(folder) == before


def test_a_check_with_blockers_exits_1_and_names_them(cli: CommandLine, folder: Path) -> None:
    assert cli("set", "route", folder, "--set", "foundations", "portfolio") == 0
    found = cli.json("check", folder, "--set", "foundations", status=1)
    missing = [
        item["competency"] for item in found["findings"] if item["code"] == "response-missing"
    ]
    assert missing == list(range(1, 13))
    assert found["forecast"] == {
        "met": 0,
        "partial": 0,
        "not_met": 12,
        "needed": 9,
        "passes": False,
    }


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("status", "{none}"), "nothing"),
        (("status", "{file}"), "is a file"),
        (
            ("response", "set", "{file}", "--set", "technology", "--statement", "{file}"),
            "is a file",
        ),
        (("check", "{folder}", "--set", "cooking"), "cooking"),
        (("package", "{folder}", "--set", "cooking"), "cooking"),
        (("package", "{folder}", "--set", "youth-services"), "youth-services"),
        (
            ("evidence", "add", "{folder}", "--set", "technology", "--competency", "99", "{file}"),
            "99",
        ),
        (
            ("evidence", "add", "{folder}", "--set", "technology", "--competency", "1", "{none}"),
            "nothing",
        ),
        (
            ("evidence", "add", "{folder}", "--set", "technology", "--competency", "1", "{folder}"),
            "folder",
        ),
        (
            ("response", "set", "{folder}", "--set", "technology", "--competency", "1", "{none}"),
            "nothing",
        ),
        (
            ("response", "set", "{folder}", "--set", "technology", "--competency", "1", "{file}"),
            "file.bin",
        ),
        (("verify", "{none}"), "nothing"),
        (("verify", "{file}"), "file.bin"),
        (("new", "{folder}", "--name", "A", "--admitted", "2024-01-01", "--electives", "x"), "x"),
        (("new", "{new}", "--name", "A", "--admitted", "soon", "--electives", "x"), "soon"),
        (("status", "{folder}", "--today", "2026-13-01"), "2026-13-01"),
        ((), "COMMAND"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    cli: CommandLine, folder: Path, tmp_path: Path, words: tuple[str, ...], part: str
) -> None:
    (tmp_path / "file.bin").write_bytes(bytes(range(256)))
    places = {
        "folder": folder,
        "none": tmp_path / "nothing",
        "file": tmp_path / "file.bin",
        "new": tmp_path / "new",
    }
    before, typed = snapshot(folder), [word.format(**places) for word in words]
    said = cli.refused(*typed)
    assert part in said
    assert snapshot(folder) == before
    assert cli.json(*typed, status=2)["error"]["message"] == said.strip()
    assert cli.err == ""


def test_a_wrong_program_file_is_refused_with_all_its_faults(
    cli: CommandLine, tmp_path: Path
) -> None:
    program = tmp_path / "state.toml"
    program.write_text('format = 2\nid = 5\nname = "red\\u0007"\n', encoding="utf-8")
    said = cli.refused(
        *("new", tmp_path / "new", "--name", "A", "--admitted", "2024-01-01"),
        *("--electives", "x", "--program", program),
        lines=19,
    )
    for part in ("id", "name", "sets"):
        assert part in said
    assert not (tmp_path / "new").exists()


def test_a_folder_that_is_not_empty_is_left_alone(cli: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    electives = "access-services,collection-management,reference-information"
    words = ("--name", "A", "--admitted", "2024-01-01", "--electives", electives)
    cli.refused("new", tmp_path, *words)
    assert snapshot(tmp_path).keys() == {"mine.txt"}


def test_a_package_never_overwrites_another_file(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "mine.zip").write_bytes(b"mine")
    words = ("package", folder, "--set", "technology", "--review-copy", "-o")
    assert "mine.zip" in cli.refused(*words, tmp_path / "mine.zip")
    assert (tmp_path / "mine.zip").read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("statsu", "status"), ("packag", "package"), ("chek", "check"), ("verfy", "verify")],
)
def test_a_mistyped_command_gets_the_one_that_was_meant(
    cli: CommandLine, typed: str, meant: str
) -> None:
    said = cli.refused(typed).splitlines()
    assert said[0] == f"There’s no command “{typed}”. Did you mean “{meant}”?"
    assert said[1].endswith("--help.")


@pytest.mark.parametrize("word", ["fly", "help", "delete", "upload"])
def test_a_command_that_none_is_like_gets_no_guess_and_no_list(cli: CommandLine, word: str) -> None:
    said = cli.refused(word).splitlines()
    assert said[0] == f"There’s no command “{word}”."


# As JSON ----------------------------------------------------------------------------------------

NO_FILE = ("no.docx",)
OF = ("--set", "technology", "--competency", "1")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("status", "nowhere"), "folder-gone"),
        (("check", "nowhere"), "folder-gone"),
        (("verify", "nowhere.zip"), "package-missing"),
        (("check", "{folder}", "--set", "technolgy"), "set-unknown"),
        (("response", "set", "{folder}", *OF, *NO_FILE), "file-missing"),
        (("package", "{folder}", "--set", "technology"), "hand-in-blocked"),
        (("new", "{folder}/x", "--name", "A", "--electives", "x"), "electives-wrong"),
        (("program", "check", "nothing.toml"), "file-missing"),
        (("statsu", "{folder}"), "usage"),
        (("check", "{folder}", "--bogus"), "usage"),
        (("set", "route", "{folder}", "--set", "technology", "by-bus"), "usage"),
        (
            ("set", "decision", "{folder}", "--set", "technology", "passed", "--on", "2026-01-01"),
            "usage",
        ),
        (("candidate", "dates", "{folder}", "--admitted", "yesterday"), "usage"),
    ],
)
def test_what_could_not_be_done_is_an_object_where_one_was_asked_for(
    cli: CommandLine, folder: Path, words: tuple[str, ...], code: str
) -> None:
    told = [word.format(folder=folder) for word in words]
    error = cli.json(*told, status=2)["error"]
    assert cli.err == ""
    assert error.keys() == {"code", "message", "path"}
    assert error["code"] == code
    assert cli(*told) == 2
    assert cli.err.strip() == error["message"]


def test_the_object_names_the_file_that_it_is_about(cli: CommandLine, tmp_path: Path) -> None:
    error = cli.json("status", tmp_path / "nowhere", status=2)["error"]
    assert error["path"] == str(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "words",
    [
        ("new", "x", "--name", "A\udcff", "--admitted", "2024-01-01", "--electives", "x"),
        (
            "evidence",
            "add",
            "x",
            "--set",
            "technology",
            "--competency",
            "1",
            "f",
            "--caption",
            "A\udcff",
        ),
        ("check", "x", "--set", "A\udcff"),
        ("package", "x", "--set", "technology", "-o", "A\udcff.zip"),
    ],
)
def test_bytes_that_are_no_text_are_refused_where_text_is_kept(
    cli: CommandLine, words: tuple[str, ...]
) -> None:
    assert "“A?" in cli.refused(*words)


def test_an_empty_name_for_the_package_is_refused(cli: CommandLine, folder: Path) -> None:
    assert "a name is needed" in cli.refused("package", folder, "--set", "technology", "-o", "")


@pytest.mark.parametrize("name", ["Packages", ".lssc"])
def test_something_else_in_a_place_of_ours_is_told(
    cli: CommandLine, folder: Path, name: str
) -> None:
    (folder / name).rename(folder.parent / "away")
    (folder / name).touch()
    said = cli.refused("package", folder, "--set", "technology", "--review-copy")
    assert "Something else is at" in said
    assert name in said


def test_a_folder_in_the_place_of_portfolio_json_is_told(cli: CommandLine, folder: Path) -> None:
    (folder / "portfolio.json").unlink()
    (folder / "portfolio.json").mkdir()
    assert "“portfolio.json” is a folder" in cli.refused("status", folder)


def test_a_lost_or_broken_portfolio_is_told_with_what_to_type(
    cli: CommandLine, folder: Path
) -> None:
    (folder / "portfolio.json").write_text("{")
    assert "type: lssc-desktop rebuild DIR" in cli.refused("status", folder)
    (folder / "portfolio.json").unlink()
    assert "type: lssc-desktop rebuild DIR" in cli.refused("status", folder)
    assert "--name NAME [--admitted DATE]" in cli.refused("rebuild", folder)
    assert cli("rebuild", folder, "--name", "A. Rivera", "--admitted", "2024-09-14") == 0
    assert cli("status", folder) == 0


def test_a_portfolio_in_use_is_told_with_how_to_open_it_all_the_same(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "text.md").write_text("Short version.", encoding="utf-8")
    words = ("response", "set", folder, "--set", "technology", "--statement", tmp_path / "text.md")
    holder = Holder("desk-7", "okafor", 1, datetime(2026, 11, 25, 9, 5, tzinfo=UTC))
    with lock.take_lock(folder, holder):
        assert "add --overrule" in cli.refused(*words)
        assert cli(*words, "--overrule") == 0


class _Unsaid(LsscError):
    """An error that nobody has a sentence for."""


class _Unspeakable(PurePosixPath):
    def __truediv__(self, _key: object) -> Self:
        raise _Unsaid


def test_an_error_without_a_sentence_is_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    asked = Namespace(command="status", folder=_Unspeakable("x"), today=None, json=False)
    assert carry_out(asked, date(2026, 11, 25)) == 2
    assert "unexpected error" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
@pytest.mark.parametrize("link", ["Technology", "Technology/Learning statement.docx"])
def test_work_behind_a_link_is_a_blocker_and_is_not_packaged(
    cli: CommandLine, written: Path, tmp_path: Path, link: str
) -> None:
    root = tmp_path / "Rivera LSSC"
    shutil.copytree(written, root)
    (root / link).rename(tmp_path / "away")
    (root / link).symlink_to(tmp_path / "away")
    found = cli.json("check", root, "--set", "technology", status=1)["findings"]
    messages = [item["message"] for item in found if item["code"] == "statement-file-gone"]
    assert len(messages) == 1
    assert "only points to another place" in messages[0]
    assert "only points to another place" in cli.refused("package", root, "--set", "technology")


def test_a_file_that_went_bad_unseen_is_refused_until_somebody_saves_it_again(
    cli: CommandLine, written: Path, tmp_path: Path
) -> None:
    root = tmp_path / "Rivera LSSC"
    shutil.copytree(written, root)
    sheet = root / "Evidence" / "Sheet.pdf"
    hour = sheet.stat().st_mtime_ns - 3600 * 10**9
    os.utime(sheet, ns=(hour, hour))
    assert cli("check", root) in {0, 1}
    sheet.write_bytes(sheet.read_bytes()[::-1])
    os.utime(sheet, ns=(hour, hour))
    words = ("package", root, "--set", "technology", "--review-copy")
    assert "Sheet.pdf" in cli.refused(*words)
    assert "Sheet.pdf" in cli.refused(*words)
    sheet.write_bytes(sheet.read_bytes())
    assert cli(*words) == 0, cli.err


@posix_only
@pytest.mark.parametrize("words", [("check",), ("status",), ("rebuild",), ("verify",)])
def test_a_place_that_cannot_be_looked_at_costs_a_sentence_of_ours(
    cli: CommandLine, tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "closed" / "there").mkdir(parents=True)
    with closed(tmp_path / "closed") as above:
        for path in (above / "there", tmp_path / ("n" * 300)):
            assert "foresee" not in cli.refused(*words, path)


@posix_only
def test_a_current_folder_that_was_removed_keeps_nobody_from_the_answer(
    cli: CommandLine, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    here.rmdir()
    there = cli.json("candidate", "dates", folder, "--enrolled", "2024-10-01")
    assert there["path"] == str(folder)
    assert "foresee" not in cli.refused("check", "Rivera LSSC")
