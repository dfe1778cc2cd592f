import errno
import logging
import sys
import zipfile
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest

from lssc_desktop import log

PRIVATE = "Rivera/Library card of Mrs. Okafor.docx"


class Word(StrEnum):
    PACKAGING = "packaging"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    log.start(tmp_path / "logs")
    yield tmp_path / "logs"
    log.stop()


def written(folder: Path) -> str:
    return (folder / "lssc-desktop.log").read_text(encoding="ascii")


def caused() -> ValueError:
    """An error with a cause, both with a person's words in them."""
    try:
        Path(PRIVATE).read_bytes()
    except FileNotFoundError as cause:
        error = ValueError(PRIVATE)
        error.__cause__ = cause
        return error
    raise AssertionError


def test_an_event_is_written_with_its_numbers_and_words_of_the_code(folder: Path) -> None:
    log.note(log.LogEvent.JOB_CANCELLED, files=3, step=Word.PACKAGING)
    assert written(folder).endswith("INFO job-cancelled files=3 step=packaging\n")


def test_an_error_is_written_as_classes_and_lines_of_code(folder: Path) -> None:
    try:
        zipfile.ZipFile(PRIVATE)
    except FileNotFoundError as error:
        log.failed(error)
    assert "ERROR failed builtins.FileNotFoundError(" in written(folder)
    assert ",zipfile:" in written(folder)


def test_the_causes_of_an_error_are_written_after_it(folder: Path) -> None:
    log.failed(caused())
    first, cause = written(folder).split()[-2:]
    assert first.startswith("builtins.ValueError(")
    assert cause.startswith("builtins.FileNotFoundError(")


def test_what_the_system_said_is_written_by_its_number(folder: Path) -> None:
    said = OSError(errno.EACCES, "denied", "Rivera/letter.docx")
    on_windows = OSError(errno.EACCES, "denied", "Rivera/letter.docx", 32)
    if sys.platform != "win32":
        setattr(on_windows, "winerror", 32)  # noqa: B010  it has none on other systems
    log.failed(said)
    log.failed(on_windows)
    log.failed(OSError("Rivera"))
    first, second, third = written(folder).splitlines()
    assert first.endswith(f"builtins.PermissionError()[{errno.EACCES}]")
    assert second.endswith("builtins.PermissionError()[32]")
    assert third.endswith("builtins.OSError()")


def test_no_text_of_an_error_or_its_causes_is_written(folder: Path) -> None:
    log.failed(caused())
    assert "Rivera" not in written(folder)
    assert "Okafor" not in written(folder)


@pytest.mark.parametrize("name", ["lssc_desktop", "lssc_desktop.store.folder.folder"])
def test_the_text_of_a_careless_log_line_is_not_written(folder: Path, name: str) -> None:
    logging.getLogger(name).warning("cannot open %s", PRIVATE)
    logging.getLogger(name).warning(PRIVATE, extra={"event": PRIVATE})
    assert "WARNING unnamed module=test_log line=" in written(folder)
    assert "Okafor" not in written(folder)


def test_what_libraries_log_is_not_written(folder: Path) -> None:
    logging.getLogger("pypdf").error("cannot read %s", PRIVATE)
    assert written(folder) == ""


def test_a_text_is_no_fact(folder: Path) -> None:
    log.note(log.LogEvent.JOB_CANCELLED, title=PRIVATE)  # type: ignore[arg-type] # the fault on purpose
    assert "Okafor" not in written(folder)


def test_old_lines_make_room_for_new_ones(folder: Path) -> None:
    for number in range(20_000):
        log.note(log.LogEvent.JOB_CANCELLED, files=number, bytes=10**12)
    files = sorted(folder.iterdir())
    assert len(files) == 3
    assert sum(file.stat().st_size for file in files) <= 3 * 256 * 1024
    assert "files=19999 " in written(folder)


def test_starting_twice_writes_each_line_once(folder: Path) -> None:
    log.start(folder)
    log.note(log.LogEvent.STARTED)
    assert written(folder).count("started") == 1


def test_where_no_log_can_be_written_the_program_goes_on(tmp_path: Path) -> None:
    (tmp_path / "in the way").write_text("a file")
    log.start(tmp_path / "in the way")
    log.note(log.LogEvent.STARTED)


def test_without_a_log_an_error_is_not_printed(capfd: pytest.CaptureFixture[str]) -> None:
    log.failed(ValueError(PRIVATE))
    assert capfd.readouterr() == ("", "")
