"""Program files of a shelf: what is known is listed, and one is loaded only after it was shown."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lssc_desktop.messages.rules import shown_code
from lssc_desktop.store.known_programs import KnownFrom, known_programs
from lssc_desktop.store.shipped_rules import rules_id
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.review.opening import Reviews
from lssc_desktop.ui.review.program_files import ProgramFilesDialog, RulesDialog
from lssc_desktop.ui.review.shelf_window import ShelfWindow
from tests.office import package_with_rules, program_with_rules


@pytest.fixture
def office_file(tmp_path: Path) -> Path:
    path = tmp_path / "office.toml"
    path.write_text(program_with_rules(), "utf-8")
    return path


@pytest.fixture
def shelf(reviews: Reviews, qtbot: QtBot, tmp_path: Path) -> ShelfWindow:
    folder = tmp_path / "office"
    folder.mkdir()
    shutil.copy2(package_with_rules(), folder / "nunez.zip")
    reviews.open_shelf(folder)
    (shelf,) = reviews.shelves
    qtbot.waitUntil(lambda: shelf.watch.has_looked)
    return shelf


def ask(shelf: ShelfWindow, path: Path, qtbot: QtBot) -> RulesDialog:
    shelf.program_files.asking = None
    shelf.program_files.load(path)
    qtbot.waitUntil(lambda: shelf.program_files.asking is not None)
    dialog = shelf.program_files.asking
    assert isinstance(dialog, RulesDialog)
    return dialog


def opened(shelf: ShelfWindow, qtbot: QtBot) -> ProgramFilesDialog:
    shelf.menus.program_files.trigger()
    qtbot.waitUntil(lambda: shelf.program_files.dialog is not None)
    dialog = shelf.program_files.dialog
    assert isinstance(dialog, ProgramFilesDialog)
    return dialog


def rows(dialog: ProgramFilesDialog) -> list[tuple[str, ...]]:
    model = dialog.table.records
    return [
        tuple(str(model.index(row, at).data()) for at in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def test_a_file_is_loaded_after_its_name_version_and_code_were_shown(
    shelf: ShelfWindow, qtbot: QtBot, office_file: Path, services: Services
) -> None:
    found = rules_id(office_file.read_bytes())
    dialog = ask(shelf, office_file, qtbot)
    assert dialog.name.text() == f"lssc, version {found.version}"
    assert dialog.code.text() == f"Rules code: {shown_code(found.code)}"
    dialog.reject()
    folder = shelf.path
    assert known_programs(services.preferences.folder, folder).file_of(found) is None

    ask(shelf, office_file, qtbot).accept_button.click()
    qtbot.waitUntil(lambda: bool(shelf.notices.waiting))
    known = known_programs(services.preferences.folder, folder).file_of(found)
    assert known is not None
    assert (known.id, known.source) == (found, KnownFrom.SHELF)
    assert known.path.parent == folder / ".lssc" / "programs"
    qtbot.waitUntil(lambda: shelf.count.text().startswith("1 package"))
    listed = {row[2]: row[3] for row in rows(opened(shelf, qtbot))}
    assert listed[shown_code(found.code)] == "This folder"
    assert "LSSC Desktop" in listed.values()


def test_it_can_be_kept_on_this_computer_alone(
    shelf: ShelfWindow, qtbot: QtBot, office_file: Path, services: Services
) -> None:
    dialog = ask(shelf, office_file, qtbot)
    dialog.for_me.setChecked(True)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: bool(shelf.notices.waiting))
    found = rules_id(office_file.read_bytes())
    known = known_programs(services.preferences.folder).file_of(found)
    assert known is not None
    assert known.source is KnownFrom.KEPT
    assert not (shelf.path / ".lssc" / "programs").exists()


def test_other_rules_under_a_known_version_are_refused(
    shelf: ShelfWindow, qtbot: QtBot, office_file: Path
) -> None:
    text = program_with_rules().replace("keep_years = 7", "keep_years = 1")
    ask(shelf, office_file, qtbot).accept_button.click()
    qtbot.waitUntil(lambda: bool(shelf.notices.waiting))
    dialog = opened(shelf, qtbot)
    shelf.program_files.asking = None
    office_file.write_text(text, "utf-8")
    shelf.program_files.load(office_file)
    qtbot.waitUntil(lambda: bool(dialog.error.said))
    assert "Give it a new version" in dialog.error.said
    assert shelf.program_files.asking is None
