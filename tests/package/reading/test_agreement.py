"""A package in which somebody changed one thing and made all fingerprints anew."""

from pathlib import Path

import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.messages.bags import fault_message
from lssc_desktop.package.bag import BagFile, write_bag
from lssc_desktop.package.reader import Verification, verify
from tests.package.hostile import DAY

RECORD = (
    b'{"program": "lssc", "candidate": "A. Rivera\\nSmith", "portfolio": "abc",'
    b' "kind": "review-copy", "set": "technology"}'
)
OURS = {
    "Contact-Name": "A. Rivera Smith",
    "Internal-Sender-Identifier": "abc",
    "LSSC-Kind": "review-copy",
    "LSSC-Set": "technology",
}


def verified(path: Path, tags: dict[str, str], record: bytes = RECORD) -> Verification:
    info = tuple((OURS | tags).items())
    write_bag(path, "p", [BagFile("record.json", record)], info, DAY, ignore_progress)
    return verify(path, ignore_progress)


def test_a_package_that_says_the_same_everywhere_is_whole(tmp_path: Path) -> None:
    assert verified(tmp_path / "p.zip", {}).valid


@pytest.mark.parametrize(
    ("tag", "value"),
    [
        ("Contact-Name", "B. Stranger"),
        ("Internal-Sender-Identifier", "xyz"),
        ("LSSC-Kind", "portfolio"),
        ("LSSC-Set", "foundations"),
    ],
)
def test_a_tag_that_the_record_does_not_say_is_a_fault(
    tmp_path: Path, tag: str, value: str
) -> None:
    (fault,) = verified(tmp_path / "p.zip", {tag: value}).faults
    assert fault.code == "record-differs"
    assert value in fault_message(fault).text


@pytest.mark.parametrize("record", [b"", b"[1]", b'{"candidate": "B. Stranger"}', b"\xff"])
def test_a_bag_with_another_record_is_not_ours_to_judge(tmp_path: Path, record: bytes) -> None:
    assert verified(tmp_path / "p.zip", {}, record).valid
