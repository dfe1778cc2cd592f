from lssc_desktop.messages.message import message_for
from lssc_desktop.package.writing.bag_source import BagNameRefused, FileChanged, NameFault
from lssc_desktop.package.writing.part_file import NoSpaceForPackage, PackageTooLargeForDrive


def test_every_fault_of_a_name_has_its_own_words() -> None:
    said = [message_for(BagNameRefused("flyer.pdf", fault)).happened for fault in NameFault]
    assert len(set(said)) == len(NameFault)
    assert all("flyer.pdf" in sentence for sentence in said)


def test_a_name_that_cannot_be_shown_is_shown_as_far_as_it_can() -> None:
    refused = BagNameRefused("a\r\nb\udc80\u200b", NameFault.CONTROL)
    said = message_for(refused).text
    assert "“a\ufffd\ufffdb\ufffd\ufffd”" in said
    said.encode()


def test_a_changed_file_is_named() -> None:
    assert "log.docx" in message_for(FileChanged("log.docx")).happened


def test_room_is_told_in_units_people_know() -> None:
    said = message_for(NoSpaceForPackage(2_400_000_000, 1_800_000))
    assert said.happened == "The drive has 1.8 MB free, and the package needs 2.4 GB."


def test_a_drive_with_a_limit_leaves_a_choice() -> None:
    error = PackageTooLargeForDrive(5_000_000_000)
    said = message_for(error)
    assert "5.0 GB" in said.happened
    assert said.advice
