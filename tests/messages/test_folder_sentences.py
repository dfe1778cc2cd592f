"""What people are told about folders, files and drives."""

import re
import sys
from datetime import UTC, datetime

import pytest

from lssc_desktop.core.errors import LsscError
from lssc_desktop.disk import copying, disk, files
from lssc_desktop.disk.holders import Holder
from lssc_desktop.documents import importing
from lssc_desktop.formats.dates import clock_time
from lssc_desktop.messages.message import message_for
from lssc_desktop.messages.portfolio import read_me
from lssc_desktop.messages.words import file_name, shown_file
from lssc_desktop.store import evidence, sending_lease, shelf_files
from lssc_desktop.store.folder import codec, folder, lock, rebuild, responses, versions
from tests.kept.sentences import made
from tests.messages import test_errors
from tests.messages.test_errors import FACTS

HOLDER = Holder("desk-7", "okafor", 4711, datetime(2026, 11, 25, 9, 5, tzinfo=UTC))
PATH = "/media/stick/Rivera LSSC/Evidence/flyer.pdf"
MODULES = (
    codec,
    copying,
    disk,
    evidence,
    files,
    folder,
    importing,
    lock,
    sending_lease,
    rebuild,
    responses,
    shelf_files,
    versions,
)
ERRORS = [error for error in test_errors.ERRORS if sys.modules[error.__module__] in MODULES]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_a_sentence_says_what_happened_what_it_means_and_what_to_do(
    error: type[LsscError],
) -> None:
    for each in made(error, FACTS.get(error)):
        message = message_for(each)
        assert message.happened
        assert message.advice
        for sentence in (message.happened, message.meaning or "None.", message.advice):
            assert re.fullmatch(r"([A-Z“]|(the )?person\b).*[.]", sentence), sentence
            assert not re.search(r"\b(hash|invalid|please|oops)\b|!", sentence, re.IGNORECASE)


def test_a_full_drive_is_told_with_its_numbers() -> None:
    assert message_for(disk.NoSpace(PATH, 4_000_000, 1_000_000)).happened == (
        "The drive is full: “flyer.pdf” needs 4.0 MB, and 1.0 MB is free."
    )


def test_who_has_the_folder_open_is_told_with_place_and_time() -> None:
    here = HOLDER.since.astimezone()
    assert message_for(lock.FolderInUse("/x/Rivera LSSC", HOLDER)).happened == (
        "“Rivera LSSC” is already open: by okafor on desk-7, "
        f"since November {here.day}, 2026 at {clock_time(here, here.tzinfo)}."
    )


def test_a_name_cannot_break_a_sentence_apart() -> None:
    said = message_for(disk.FileMissing("/x/two\nlines\x1b[31m.pdf")).text
    assert "\n" not in said
    assert "\x1b" not in said


def test_the_read_me_names_person_and_program_and_every_folder() -> None:
    text = read_me("A. Rivera", "Library Support Staff Certification")
    for word in ("A. Rivera", "Library Support Staff Certification", "Evidence", "About me"):
        assert word in text
    assert max(len(line) for line in text.splitlines()) <= 80


def test_the_read_me_says_nothing_that_only_one_program_has() -> None:
    text = read_me("A. Rivera", "CILIP Professional Registration: Certification")
    for word in ("competency", "response", "learning statement", "acceptance letter"):
        assert word not in text


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a\nb.txt", "“a\ufffdb.txt”"),
        ("a\x1b[31m.txt", "“a\ufffd[31m.txt”"),
        ("\u202egpj.exe", "“\ufffdgpj.exe”"),
        ("a\udcff.txt", "“a\ufffd.txt”"),
        ("Evidence/हिन्दी\u200cक.txt", "“हिन्दी\u200cक.txt”"),
        ("5\u00a0pages.txt", "“5\u00a0pages.txt”"),
    ],
)
def test_a_name_is_shown_in_one_line_as_it_is_written(name: str, said: str) -> None:
    assert shown_file(name) == file_name(name) == said
