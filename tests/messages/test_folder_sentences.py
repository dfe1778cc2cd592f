"""What people are told about folders, files and drives."""

import inspect
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.text.richtext import DocumentFault
from lssc_desktop.disk import copying, disk, files
from lssc_desktop.disk.holders import Holder
from lssc_desktop.documents import importing
from lssc_desktop.formats.dates import clock_time
from lssc_desktop.messages.message import message_for
from lssc_desktop.messages.portfolio import read_me
from lssc_desktop.messages.words import file_name, shown_file
from lssc_desktop.store import evidence, sending_lease, shelf_files
from lssc_desktop.store.folder import codec, folder, lock, rebuild, responses, versions
from lssc_desktop.store.sending_lease import BeingSent, SendingLeaseLost

HOLDER = Holder("desk-7", "okafor", 4711, datetime(2026, 11, 25, 9, 5, tzinfo=UTC))
PATH = "/media/stick/Rivera LSSC/Evidence/flyer.pdf"
ERRORS: list[LsscError] = [
    disk.NoSpace(PATH, 4_000_000, 1_000_000),
    disk.NoSpace(PATH),
    disk.FileTooLargeForDisk(PATH),
    disk.FolderReadOnly(PATH),
    disk.NotAllowed(PATH),
    disk.SaveBlocked(PATH),
    disk.FileBusy(PATH),
    disk.FileBusy(PATH, ("Microsoft Word", "Adobe Acrobat")),
    disk.FileMissing(PATH),
    disk.FolderGone(PATH, saving=True),
    disk.NameRefusedByDisk(PATH),
    disk.InTheWay(PATH),
    disk.KeptNowhere(),
    disk.DiskFailed(PATH, "ENOLCK"),
    disk.DriveGone(PATH, saving=True),
    disk.NotResponding(PATH, saving=True),
    disk.NetworkGone(PATH, saving=True),
    disk.QuotaUsedUp(PATH),
    disk.PathTooLong(PATH),
    disk.VirusFound(PATH),
    disk.CloudAway(PATH),
    files.TrashRefused(PATH),
    files.SaveUncertain(PATH, "EIO"),
    copying.OldFileKept(PATH, "Flyer (2).pdf"),
    *(copying.NotAFile(PATH, kind) for kind in ("link", "folder", "device", "pipe", "socket")),
    copying.FileExists(PATH),
    copying.ChangedWhileCopied(PATH),
    *(
        codec.PortfolioBroken(PATH, place, reason)
        for reason in ("syntax", "value", "path", "twice", "format")
        for place in ("", "line 3, column 9")
    ),
    codec.PortfolioTooLarge(),
    codec.FormatNewer(PATH, 3, 2),
    codec.PortfolioOfTrial(PATH),
    *(files.NotOrdinary(PATH, kind) for kind in ("link", "folder", "device", "pipe")),
    files.FileTooLarge(PATH, 1),
    files.LinkInFolder(PATH),
    folder.FolderNotEmpty(PATH),
    folder.PortfolioExists(PATH),
    folder.NotAPortfolio(PATH),
    folder.NotAFolder(PATH),
    folder.PortfolioLost(PATH),
    folder.ProgramLost(PATH),
    folder.ChangedOnDisk(PATH),
    folder.HistoryNotKept(PATH, disk.NotAllowed(PATH)),
    folder.HistoryNotKept(PATH, disk.NoSpace(PATH)),
    lock.FolderInUse(PATH, HOLDER),
    lock.OwnFolderClosed(PATH),
    copying.SystemFileRefused(PATH),
    evidence.NameNotUsable("a/b"),
    evidence.CopyNotMade("Evidence/Flyer.pages", "pdf"),
    responses.DocumentHasUnsupportedContent(PATH, ("table",), ""),
    responses.DocumentHasUnsupportedContent(PATH, (), DocumentFault.DAMAGED),
    responses.DocumentOpen(PATH),
    responses.DocumentChanged(PATH),
    responses.TextNotNoted(PATH, disk.NoSpace(PATH)),
    BeingSent("flyer.lssc.zip", HOLDER),
    SendingLeaseLost("flyer.lssc.zip"),
    shelf_files.PackageInUse("flyer.lssc.zip", replace(HOLDER, person="Okafor")),
    shelf_files.AssignmentsUnreadable(PATH, "person"),
    shelf_files.AssignmentsBusy(PATH),
    BeingSent("flyer.lssc.zip", HOLDER),
    SendingLeaseLost("flyer.lssc.zip"),
    versions.VersionLost(PATH),
    *(importing.TextRefused(PATH, reason) for reason in ("kind", "size", "no-text")),
    importing.OfficeNeeded(PATH),
    importing.NotConverted(PATH),
    importing.EncodingUnsure(PATH, (importing.TextReading("cp1252", "words"),)),
    rebuild.CandidateUnknown(PATH),
]
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


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_a_sentence_says_what_happened_what_it_means_and_what_to_do(error: LsscError) -> None:
    message = message_for(error)
    for sentence in (message.happened, message.meaning, message.advice):
        assert re.fullmatch(r"[A-Z“].*[.]", sentence)
        assert "{" not in sentence
        assert not re.search(r"\b(hash|invalid|please|oops)\b|!", sentence, re.IGNORECASE)


def test_every_error_of_these_modules_is_here() -> None:
    defined = {
        value
        for module in MODULES
        for value in vars(module).values()
        if inspect.isclass(value)
        and issubclass(value, LsscError)
        and value.__module__ == module.__name__
    }
    assert {type(error) for error in ERRORS} == defined


def test_a_full_drive_is_told_with_its_numbers() -> None:
    assert message_for(ERRORS[0]).happened == (
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
