"""Moving a portfolio to another program file and back."""

from pathlib import Path

from lssc_desktop.store.folder import folder as folders
from lssc_desktop.store.programs import shipped_program_text
from tests.cli.conftest import CommandLine

PRAIRIE = Path(__file__).parents[1] / "programs" / "prairie.toml"


def newer(tmp_path: Path) -> Path:
    """Write LSSC's file as it could be next year: one fee and one competency other."""
    text = shipped_program_text().replace('version = "2"', 'version = "3"', 1)
    text = text.replace("other = 350", "other = 375", 1)
    path = tmp_path / "newer.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_differences_are_shown_first(cli: CommandLine, folder: Path, tmp_path: Path) -> None:
    before = (folder / "program.toml").read_bytes(), (folder / "portfolio.json").read_bytes()
    told = cli.json("move-program", folder, newer(tmp_path), "--dry-run")
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
    assert cli("move-program", folder, path) == 0
    assert (folder / "program.toml").read_text(encoding="utf-8") == path.read_text("utf-8")
    assert folders.load(folder).portfolio.program_version == "3"
    assert cli("move-program", folder, "--undo") == 0
    assert (folder / "program.toml").read_bytes() == before
    assert folders.load(folder).portfolio.program_version == "2"
    assert "one program file only" in cli.refused("move-program", folder, "--undo")


def test_another_program_keeps_the_work_and_its_words(cli: CommandLine, folder: Path) -> None:
    (folder.parent / "response.md").write_text("I share the budget.", encoding="utf-8")
    response = ("--set", "foundations", "--competency", "6", folder.parent / "response.md")
    assert cli("respond", folder, *response) == 0
    assert cli("move-program", folder, PRAIRIE) == 0
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
    assert cli("move-program", folder, "--undo") == 0
    assert len(cli.json("status", folder)["sets"]) == 6
    assert folders.load(folder).portfolio.former == ()


def test_a_faulty_file_changes_nothing(cli: CommandLine, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "faulty.toml").write_text('format = 1\nid = "x"\n', encoding="utf-8")
    before = (folder / "program.toml").read_bytes()
    assert cli("move-program", folder, tmp_path / "faulty.toml") == 2
    assert "was not used" in cli.err
    assert (folder / "program.toml").read_bytes() == before


def test_a_former_file_that_is_gone_is_said(cli: CommandLine, folder: Path, tmp_path: Path) -> None:
    assert cli("move-program", folder, newer(tmp_path)) == 0
    for path in (folder / ".lssc" / "programs").iterdir():
        path.write_text("broken", encoding="utf-8")
    assert "not kept" in cli.refused("move-program", folder, "--undo")


def test_what_a_newer_file_says_that_we_do_not_know_is_named(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "later.toml"
    text = PRAIRIE.read_text(encoding="utf-8").replace("format = 1", "format = 2", 1)
    path.write_text(text.replace("[clock]", "[clock]\nleep_years = 1", 1), encoding="utf-8")
    assert cli("move-program", folder, path) == 0
    assert "clock.leep_years: a program file has no such key." in cli.out
    assert "leep_years" in (folder / "program.toml").read_text(encoding="utf-8")
