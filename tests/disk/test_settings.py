"""What is remembered on this computer, and what is not."""

from pathlib import Path

import pytest

from lssc_desktop.disk.settings import Settings, load_settings, save_settings
from tests.hostile import CONTENTS, Put


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    settings = Settings("dark", 150, remember=True, last_folder="E:/Rivera LSSC")
    save_settings(tmp_path / "new", settings)
    assert load_settings(tmp_path / "new") == settings


def test_without_settings_the_usual_ones_hold(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == Settings()


def test_a_folder_is_not_written_down_unless_that_was_agreed(tmp_path: Path) -> None:
    save_settings(tmp_path, Settings(remember=False, last_folder="E:/Rivera LSSC"))
    assert load_settings(tmp_path).last_folder == ""
    assert "Rivera" not in (tmp_path / "settings.json").read_text("utf-8")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"theme": 3, "text_percent": true, "remember": "yes"}', "\xff"]
)
def test_settings_that_make_no_sense_are_passed_over(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.json").write_text(text, "latin-1")
    assert load_settings(tmp_path) == Settings()


def test_one_that_makes_sense_is_kept_among_others(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"theme": "dark", "text_percent": "large"}', "utf-8")
    assert load_settings(tmp_path) == Settings("dark")


def test_a_computer_that_takes_no_settings_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    save_settings(tmp_path / "file" / "below", Settings("dark"))
    assert load_settings(tmp_path / "file" / "below") == Settings()
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("put", CONTENTS.values(), ids=CONTENTS)
def test_whatever_lies_in_the_place_of_the_settings_the_usual_ones_hold(
    tmp_path: Path, put: Put
) -> None:
    put(tmp_path / "settings.json")
    assert load_settings(tmp_path) == Settings()


@pytest.mark.parametrize("put", CONTENTS.values(), ids=CONTENTS)
def test_settings_are_saved_whatever_lies_in_their_place(tmp_path: Path, put: Put) -> None:
    put(tmp_path / "settings.json")
    save_settings(tmp_path, Settings("dark"))
    assert load_settings(tmp_path) == Settings("dark")


def test_settings_that_no_disk_can_have_are_the_usual_ones(tmp_path: Path) -> None:
    assert load_settings(tmp_path / ("n" * 300)) == Settings()
