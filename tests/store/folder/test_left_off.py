"""Where the user left off writing: kept with the portfolio, and of no harm when it is odd."""

import json
from pathlib import Path

import pytest

from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.store.folder.opening import LeftOff, read_left_off, write_left_off

SEVEN, STATEMENT = TextPlace("foundations", 7), TextPlace("foundations")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / ".lssc").mkdir()
    return tmp_path


def test_what_is_written_is_read_again(root: Path) -> None:
    left_off = LeftOff().moved(SEVEN, 120).moved(STATEMENT, 3).moved(SEVEN, 140)
    write_left_off(root, left_off)

    assert read_left_off(root) == left_off
    assert left_off.last == SEVEN
    assert left_off.caret(SEVEN) == 140
    assert left_off.caret(STATEMENT) == 3
    assert left_off.caret(TextPlace("technology", 1)) is None


def test_a_folder_that_says_nothing_begins_anew(tmp_path: Path) -> None:
    assert read_left_off(tmp_path) == LeftOff()
    assert LeftOff().last is None


def test_what_cannot_be_written_is_forgotten(tmp_path: Path) -> None:
    write_left_off(tmp_path / "gone", LeftOff().moved(SEVEN, 1))

    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize(
    "text",
    [
        {"set": "foundations", "number": "7", "caret": 1},
        {"set": "foundations", "number": True, "caret": 1},
        {"set": 3, "number": 7, "caret": 1},
        {"set": "foundations", "number": 7, "caret": -1},
        {"set": "foundations", "number": 7},
        "foundations",
    ],
)
def test_an_odd_entry_is_passed_over(root: Path, text: object) -> None:
    good = {"set": "foundations", "number": 7, "caret": 5}
    file = root / ".lssc" / "left off.json"
    file.write_text(json.dumps({"format": 1, "texts": [text, good]}))

    assert read_left_off(root) == LeftOff(((SEVEN, 5),))


@pytest.mark.parametrize(
    "data", ["", "[]", '{"format": 2, "texts": []}', '{"texts": 4}', "[" * 9999]
)
def test_an_odd_file_says_nothing(root: Path, data: str) -> None:
    (root / ".lssc" / "left off.json").write_text(data)

    assert read_left_off(root) == LeftOff()


def test_very_many_texts_cost_little(root: Path) -> None:
    left_off = LeftOff()
    for number in range(500):
        left_off = left_off.moved(TextPlace("foundations", number), number)
    write_left_off(root, left_off)

    assert len(read_left_off(root).carets) == 200
    assert read_left_off(root).last == TextPlace("foundations", 499)
