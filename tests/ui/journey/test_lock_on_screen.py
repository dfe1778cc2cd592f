"""The lock screen in a real window: what closes it ends the program, and nothing else does.

Without a screen the windows of Qt are asked nothing when a program ends, so it is tried on one.
"""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lssc_desktop.documents.word import read_document
from lssc_desktop.store.folder.lock import holder_of
from tests.ui.real_screen import RealProgram, Seen, real_program, require, screen

LOCKED = "LSSC Desktop is locked"
WORDS = "Typed just before the lock. "
CLOSE = "Close the program"


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    require()
    with screen() as name:
        yield name


@pytest.fixture
def program(display: str, sample: Path, tmp_path: Path) -> Iterator[RealProgram]:
    """The sample, open in a text that has the keyboard."""
    with real_program(display, tmp_path / "home", str(sample)) as program:
        program.until(lambda seen: any("Rivera" in title for title in seen.windows))
        program.until(lambda seen: seen.focus_seen)
        program.press("ctrl+e")
        program.until(lambda seen: seen.focus_seen and seen.focus == "RichEditor")
        yield program


def write(program: RealProgram) -> None:
    program.type(WORDS)
    program.until(lambda seen: any(WORDS in text for text in seen.typed))


def lock(program: RealProgram) -> None:
    program.press("ctrl+l")
    program.until(is_locked)


def is_locked(seen: Seen) -> bool:
    return seen.windows == ["LSSC Desktop"] and LOCKED in seen.words and seen.focus_seen


def press_the_button(program: RealProgram) -> None:
    program.click(CLOSE)


def close_the_window(program: RealProgram) -> None:
    program.press("alt+F4")


def sign_off(program: RealProgram) -> None:
    program.process.send_signal(signal.SIGTERM)


def is_written(root: Path) -> bool:
    documents = [read_document(file, file.name) for file in root.glob("*/*.docx")]
    return any(WORDS.strip() in str(document) for document in documents)


@pytest.mark.parametrize("end", [press_the_button, close_the_window, sign_off])
def test_the_program_ends_and_lets_the_folder_go(
    program: RealProgram, sample: Path, end: Callable[[RealProgram], None]
) -> None:
    write(program)
    lock(program)
    end(program)
    assert program.process.wait() == 0
    assert holder_of(sample) is None
    assert is_written(sample)


@pytest.mark.parametrize("end", [press_the_button, sign_off])
def test_what_cannot_be_saved_keeps_it_open_and_can_be_written_on(
    program: RealProgram, sample: Path, end: Callable[[RealProgram], None]
) -> None:
    away = sample.rename(sample.with_name("pulled out"))
    write(program)
    lock(program)
    end(program)
    refused = "Something isn’t saved, so we didn’t close the program."
    seen = program.until(lambda seen: refused in seen.words)
    assert not [words for words in seen.words if words == "Everything is saved."]
    program.click("Continue")
    program.until(lambda seen: any(WORDS in text for text in seen.typed) and seen.focus_seen)
    away.rename(sample)
    program.type("Typed after it. ")
    program.press("ctrl+l")
    program.until(lambda seen: "Everything is saved." in seen.words)
    end(program)
    assert program.process.wait() == 0
    assert holder_of(sample) is None
    assert is_written(sample)


def test_a_signal_ends_it_without_a_lock_too(program: RealProgram, sample: Path) -> None:
    write(program)
    sign_off(program)
    assert program.process.wait() == 0
    assert holder_of(sample) is None
    assert is_written(sample)


def test_a_signal_ends_it_behind_a_file_dialog(program: RealProgram, sample: Path) -> None:
    write(program)
    program.press("ctrl+o")
    program.until(lambda seen: len(seen.windows) > 1)
    sign_off(program)
    assert program.process.wait() == 0
    assert holder_of(sample) is None
    assert is_written(sample)
