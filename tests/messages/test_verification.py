"""What is said of a package that was verified: only what can be known."""

import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.messages.bags import FAULTS, bag_verdict, comparison_line, verification_lines
from lssc_desktop.package.reader import Verification, verify
from lssc_desktop.package.reading.fault import CONTENT_CODES, BagFault, FaultCode
from tests.office import packages

WHOLE = Verification(
    valid=True, complete=True, faults=(), warnings=(), package_id="ab", version="1.0",
    files=2, bytes=1_000, info=(),
)  # fmt: skip


def test_a_whole_package_is_said_to_be_no_more_than_that() -> None:
    said = " ".join(verification_lines(WHOLE))
    assert "Nothing is missing or damaged." in said
    assert "made" not in said
    assert "changed" not in said


def test_the_fingerprint_is_that_of_the_file() -> None:
    said = " ".join(verification_lines(replace(WHOLE, fingerprint="fe12")))
    assert "Its fingerprint is fe12." in said
    assert "ingerprint is" not in " ".join(verification_lines(WHOLE))  # of a folder there is none


def test_it_is_said_what_a_fingerprint_was_compared_with() -> None:
    assert "matches the receipt" in comparison_line("ab", ("ab",))
    assert "isn’t the package that was sent" in comparison_line("ab", ("cd",), {"ab"})
    assert "your portfolio recorded" in comparison_line("ab", (), {"ab"})


def test_nothing_is_said_where_there_was_nothing_to_compare_with() -> None:
    assert comparison_line("ab", (), {"cd"}) == ""
    assert comparison_line(None, ("ab",)) == ""


# What is wrong with one -------------------------------------------------------------------------


def without(package: Path, name: str, target: Path) -> Path:
    """Return a copy of a package that has everything but one file."""
    with zipfile.ZipFile(package) as whole, zipfile.ZipFile(target, "w") as cut:
        for entry in whole.infolist():
            if not entry.filename.endswith(name):
                cut.writestr(entry, whole.read(entry))
    return target


def test_a_package_with_bytes_too_many_lacks_nothing(tmp_path: Path) -> None:
    longer = Path(shutil.copy2(packages()[0], tmp_path))
    with longer.open("ab") as file:
        file.write(b"ten bytes!")
    found = verify(longer, ignore_progress)
    assert not found.valid
    assert bag_verdict(found) == "The package isn’t right: 1 problem."


def test_a_package_without_one_of_its_files_is_not_complete(tmp_path: Path) -> None:
    shorter = without(packages()[0], "data/index.html", tmp_path / "shorter.zip")
    found = verify(shorter, ignore_progress)
    assert FaultCode.FILE_MISSING in {each.code for each in found.faults}
    assert bag_verdict(found).startswith("The package isn’t complete: ")


@pytest.mark.parametrize("code", sorted(set(FAULTS) - CONTENT_CODES - {FaultCode.MORE}))
def test_it_is_called_incomplete_only_where_something_is_missing(code: FaultCode) -> None:
    found = replace(WHOLE, valid=False, complete=False, faults=(BagFault(code),))
    lacks = "is missing" in FAULTS[code] or code in {
        FaultCode.MANIFEST_MISSING,  # "There’s no manifest"
        FaultCode.FETCH_ABSENT,  # "isn’t in the bag"
    }
    assert ("complete" in bag_verdict(found)) is lacks
    assert ("isn’t right" in bag_verdict(found)) is not lacks
