"""Moving a portfolio to another program file and back."""

from pathlib import Path

import pytest

from lssc_desktop.store.folder import folder as folders
from lssc_desktop.store.programs import shipped_program_text
from tests.cli.conftest import CommandLine

PRAIRIE = Path(__file__).parents[1] / "programs" / "prairie.toml"


def older(text: str) -> str:
    """Return the shipped file as it was before: the version before, and one fee other."""
    return text.replace('version = "2"', 'version = "1"', 1).replace(
        "other = 350", "other = 340", 1
    )


@pytest.fixture
def old_folder(folder: Path) -> Path:
    """Return a portfolio that follows the LSSC file before the shipped one."""
    path = folder / "program.toml"
    path.write_text(older(path.read_text("utf-8")), encoding="utf-8")
    return folder


def newer(tmp_path: Path) -> Path:
    """Write LSSC's file as it could be next year: one fee and one competency other."""
    text = shipped_program_text().replace('version = "2"', 'version = "3"', 1)
    text = text.replace("other = 350", "other = 375", 1)
    path = tmp_path / "newer.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_differences_are_shown_first(cli: CommandLine, folder: Path, tmp_path: Path) -> None:
    before = (folder / "program.toml").read_bytes(), (folder / "portfolio.json").read_bytes()
    told = cli.json("program", "switch", folder, newer(tmp_path), "--dry-run")
    assert told["moved"] is False
    (difference,) = told["differences"]
    assert (difference["place"], difference["before"], difference["after"]) == (
        "fees.application.other",
        "350",
        "375",
    )
    assert ((folder / "program.toml").read_bytes(), (folder / "portfolio.json").read_bytes()) == (
        before
    )


def test_the_folder_follows_the_new_file_and_can_go_back(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    before = (folder / "program.toml").read_bytes()
    path = newer(tmp_path)
    assert cli("program", "switch", folder, path) == 0
    assert (folder / "program.toml").read_text(encoding="utf-8") == path.read_text("utf-8")
    assert folders.load(folder).portfolio.program_version == "3"
    assert cli("program", "switch", folder, "--undo") == 0
    assert (folder / "program.toml").read_bytes() == before
    assert folders.load(folder).portfolio.program_version == "2"
    assert "only one program file" in cli.refused("program", "switch", folder, "--undo")


def test_another_program_keeps_the_work_and_its_words(cli: CommandLine, folder: Path) -> None:
    (folder.parent / "response.md").write_text("I share the budget.", encoding="utf-8")
    response = ("--set", "foundations", "--competency", "6", folder.parent / "response.md")
    assert cli("response", "set", folder, *response) == 0
    assert cli("program", "switch", folder, PRAIRIE) == 0
    portfolio = folders.load(folder).portfolio
    work = portfolio.set_work("foundations")
    assert work is not None
    document = work.competency(6).response
    assert document is not None
    assert (folder / document.path).exists()
    former = [item for item in portfolio.former if item.set_id == "foundations"]
    assert [(item.number, item.title) for item in former] == [(6, "Governance and funding")]
    status = cli.json("status", folder)
    assert {item["id"] for item in status["sets"]} >= {"foundations", "prairie-technology"}
    assert cli("program", "switch", folder, "--undo") == 0
    assert len(cli.json("status", folder)["sets"]) == 6
    assert folders.load(folder).portfolio.former == ()


def test_a_faulty_file_changes_nothing(cli: CommandLine, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "faulty.toml").write_text('format = 2\nid = "x"\n', encoding="utf-8")
    before = (folder / "program.toml").read_bytes()
    assert cli("program", "switch", folder, tmp_path / "faulty.toml") == 2
    assert "wasn’t used" in cli.err
    assert (folder / "program.toml").read_bytes() == before


def test_a_former_file_that_is_gone_is_said(cli: CommandLine, folder: Path, tmp_path: Path) -> None:
    assert cli("program", "switch", folder, newer(tmp_path)) == 0
    for path in (folder / ".lssc" / "programs").iterdir():
        path.write_text("broken", encoding="utf-8")
    assert "isn’t in this folder anymore" in cli.refused("program", "switch", folder, "--undo")


def test_what_a_newer_file_says_that_we_do_not_know_is_named(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "later.toml"
    text = PRAIRIE.read_text(encoding="utf-8")
    path.write_text(text.replace("[clock]", "[clock]\nleep_years = 1", 1), encoding="utf-8")
    assert cli("program", "switch", folder, path) == 0
    assert "clock.leep_years: a program file doesn’t have this key." in cli.out
    assert "leep_years" in (folder / "program.toml").read_text(encoding="utf-8")


OFFERED = "It’s version 2 of LSSC. Your portfolio follows version 1"


def test_status_tells_of_the_newer_shipped_file(cli: CommandLine, old_folder: Path) -> None:
    assert cli.json("status", old_folder)["newer_program"] == "2"
    cli("status", old_folder)
    (line,) = [line for line in cli.out.splitlines() if OFFERED in line]
    assert line.endswith("See what changed: lssc-desktop program switch DIR --newer --dry-run")


def test_status_is_silent_where_nothing_is_newer(cli: CommandLine, folder: Path) -> None:
    assert cli.json("status", folder)["newer_program"] is None
    cli("status", folder)
    assert "newer" not in cli.out


def test_the_newer_file_is_followed_with_its_differences(
    cli: CommandLine, old_folder: Path
) -> None:
    told = cli.json("program", "switch", old_folder, "--newer", "--dry-run")
    assert [(each["place"], each["before"], each["after"]) for each in told["differences"]] == [
        ("fees.application.other", "340", "350")
    ]
    assert cli("program", "switch", old_folder, "--newer") == 0
    assert (old_folder / "program.toml").read_text("utf-8") == shipped_program_text()
    assert cli.json("status", old_folder)["newer_program"] is None
    assert cli("program", "switch", old_folder, "--undo") == 0
    assert cli.json("status", old_folder)["newer_program"] is None, "who went back knows it"


def test_not_now_is_remembered_in_the_portfolio(cli: CommandLine, old_folder: Path) -> None:
    before = (old_folder / "program.toml").read_bytes()
    assert cli("program", "switch", old_folder, "--not-now") == 0
    assert "The portfolio keeps version 1. Version 2 won’t be offered again" in cli.out
    assert "Nothing was changed" not in cli.out
    assert (old_folder / "program.toml").read_bytes() == before
    assert cli.json("status", old_folder)["newer_program"] is None
    assert cli.json("program", "switch", old_folder, "--newer")["moved"] is True


def test_where_nothing_is_newer_there_is_nothing_to_follow(cli: CommandLine, folder: Path) -> None:
    assert "no newer file" in cli.refused("program", "switch", folder, "--newer")
    assert "no newer file" in cli.refused("program", "switch", folder, "--not-now")
