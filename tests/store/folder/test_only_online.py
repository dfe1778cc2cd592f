"""Files that a cloud service keeps online: the system says so without bringing them."""

import pytest

from lssc_desktop.disk.disk import is_only_online


@pytest.mark.parametrize(
    "attributes",
    [
        0x1000,  # FILE_ATTRIBUTE_OFFLINE
        0x400000,  # FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS
        0x40000,  # FILE_ATTRIBUTE_RECALL_ON_OPEN
        0x501620,  # offline, sparse, reparse point, archive, unpinned, recall: as OneDrive has one
    ],
)
def test_windows_says_which_are(attributes: int) -> None:
    assert is_only_online(attributes, 0)


@pytest.mark.parametrize(
    "attributes",
    [
        0,
        0x20,  # an ordinary file
        0x80020,  # FILE_ATTRIBUTE_PINNED: "Always keep on this device"
        0x100020,  # FILE_ATTRIBUTE_UNPINNED, and still here
        0x420,  # a reparse point that is here
    ],
)
def test_windows_says_which_are_here(attributes: int) -> None:
    assert not is_only_online(attributes, 0)


def test_macos_says_it_too() -> None:
    assert is_only_online(0, 0x40000000)  # SF_DATALESS
    assert is_only_online(0, 0x40000060)
    assert not is_only_online(0, 0x60)  # UF_TRACKED, UF_COMPRESSED
