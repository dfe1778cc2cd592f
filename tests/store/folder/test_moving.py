"""Moving a folder to another program file, with a crash at every step."""

import os
from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.portfolio.candidate_edits import start_portfolio
from lssc_desktop.core.portfolio.portfolio import Candidate
from lssc_desktop.store.folder import folder
from lssc_desktop.store.folder.opening import (
    former_text,
    read_folder,
    use_former_program_file,
    use_program_file,
)
from lssc_desktop.store.programs import ProgramFaulty, read_program, shipped_program_text

DAY, TODAY = date(2024, 9, 14), date(2026, 11, 25)
OLD = shipped_program_text()
NEW = OLD.replace('version = "2"', 'version = "3"', 1)
ELECTIVES = ("access-services", "collection-management", "reference-information")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    program = read_program(OLD, "lssc.toml")
    start = start_portfolio(program, Candidate("Ana"), DAY, ELECTIVES, DAY, "p")
    folder.create(tmp_path / "p", start, OLD, "read me")
    return tmp_path / "p"


def test_the_folder_follows_the_new_text_and_keeps_the_old_one(root: Path) -> None:
    portfolio = use_program_file(read_folder(root), NEW, "new.toml", TODAY)
    at = read_folder(root)
    assert (at.program_text, at.portfolio) == (NEW, portfolio)
    assert former_text(root, portfolio) == OLD


def test_there_and_back_and_there_again(root: Path) -> None:
    before = read_folder(root).portfolio
    use_program_file(read_folder(root), NEW, "new.toml", TODAY)
    use_former_program_file(read_folder(root), TODAY)
    at = read_folder(root)
    assert (at.program_text, at.portfolio.program_version, at.portfolio.moves) == (OLD, "2", ())
    assert [work.set_id for work in at.portfolio.sets] == [work.set_id for work in before.sets]
    use_program_file(at, NEW, "new.toml", TODAY)
    assert read_folder(root).portfolio.program_version == "3"


@pytest.mark.parametrize("crash", ["portfolio.json", "program.toml"])
def test_after_a_crash_the_folder_opens_and_the_move_can_be_made_again(
    root: Path, monkeypatch: pytest.MonkeyPatch, crash: str
) -> None:
    at = read_folder(root)
    replace = os.replace

    def power_goes(source: Path, target: Path) -> None:
        if Path(target).name == crash:
            raise KeyboardInterrupt
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr("os.replace", power_goes)
        with pytest.raises(KeyboardInterrupt):
            use_program_file(at, NEW, "new.toml", TODAY)
    again = read_folder(root)
    assert again.program_text == OLD
    use_program_file(again, NEW, "new.toml", TODAY)
    at = read_folder(root)
    assert (at.program_text, len(at.portfolio.sets), len(at.portfolio.moves)) == (NEW, 6, 1)
    use_former_program_file(at, TODAY)
    assert read_folder(root).program_text == OLD


def test_somebody_elses_save_stops_the_move(root: Path) -> None:
    at = read_folder(root)
    (root / "portfolio.json").write_bytes((root / "portfolio.json").read_bytes() + b" ")
    with pytest.raises(folder.ChangedOnDisk):
        use_program_file(at, NEW, "new.toml", TODAY)
    assert read_folder(root).program_text == OLD


def test_a_faulty_text_changes_nothing(root: Path) -> None:
    with pytest.raises(ProgramFaulty):
        use_program_file(read_folder(root), "format = 2", "new.toml", TODAY)
    assert read_folder(root).program_text == OLD
