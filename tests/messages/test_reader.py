import pytest

from lssc_desktop.core.errors import LsscError
from lssc_desktop.messages.bags import FAULTS, fault_message
from lssc_desktop.messages.message import message_for
from lssc_desktop.package.reading.archive import UnpacksTooLarge
from lssc_desktop.package.reading.fault import FaultCode, fault
from lssc_desktop.package.reading.package_files import (
    FileUnusable,
    NotABag,
    PackageMissing,
    PackageUnreadable,
)
from lssc_desktop.package.reading.zip_directory import ArchiveBroken, TooManyEntries


def test_every_fault_has_words() -> None:
    assert set(FAULTS) == set(FaultCode)
    for words in FAULTS.values():
        assert words.endswith(".")
        assert not {"invalid", "please", "!", "hash"} & set(words.replace("!", " ! ").split())


@pytest.mark.parametrize(
    "error",
    [
        PackageMissing("x.zip"),
        PackageUnreadable("x.zip"),
        NotABag("x.zip"),
        TooManyEntries("x.zip", 200_001, 200_000),
        UnpacksTooLarge("x.zip", 10**7, 10**10),
        FileUnusable(fault(FaultCode.ENTRY_ENCRYPTED, "data/x")),
        *(
            ArchiveBroken("x.zip", reason)
            for reason in ("truncated", "split", "two-ends", "end-records", "directory")
        ),
    ],
    ids=repr,
)
def test_every_error_says_what_happened_what_it_means_and_what_to_do(error: LsscError) -> None:
    message = message_for(error)
    assert "x" in message.happened
    assert message.meaning
    assert message.advice


def test_a_trap_is_told_from_mere_damage() -> None:
    assert "Don’t unpack it" in fault_message(fault(FaultCode.ENTRY_NAME, "../x")).advice
    assert not fault_message(fault(FaultCode.ENTRY_CRC, "data/x")).advice


def test_a_name_from_a_stranger_cannot_upset_the_screen() -> None:
    name = "data/\x1b[2J\u202egpj.exe\n" + "x" * 500
    text = fault_message(fault(FaultCode.FILE_NOT_LISTED, name)).happened
    assert text.isprintable()
    assert len(text) < 300


def test_a_name_that_is_no_text_can_be_encoded() -> None:
    assert fault(FaultCode.FILE_NOT_LISTED, "data/\udcfc").path == "data/\ufffd"
