"""The page of a package that a stranger made."""

import hashlib
import zipfile
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.package.reader import verify
from lssc_desktop.store.submissions import write_submission
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.start.package import PackagePage
from tests.package.hostile import hostile_package
from tests.package.test_outside import SENT


def bag(path: Path, info: str, letters: int = 1) -> Path:
    """A bag whose manifest lists more letters than there are, but for the first."""
    letter = hashlib.sha256(b"Dear reader").hexdigest()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("b/bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
        archive.writestr("b/bag-info.txt", info)
        archive.writestr("b/data/0.txt", b"Dear reader")
        lines = "".join(f"{letter}  data/{number}.txt\n" for number in range(letters))
        archive.writestr("b/manifest-sha256.txt", lines)
    return path


def labels_of(qtbot: QtBot, services: Services, package: Path) -> list[str]:
    page = PackagePage(package, services, package.parent)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.found is not None)
    return [label.text() for label in page.findChildren(QLabel)]


def test_a_whole_package_is_said_to_be_no_more_than_that(
    qtbot: QtBot, services: Services, tmp_path: Path
) -> None:
    labels = labels_of(qtbot, services, bag(tmp_path / "p.zip", "Contact-Name: A\n"))
    assert "Nothing is missing or damaged." in labels


def test_a_package_is_compared_with_the_receipt_beside_it(
    qtbot: QtBot, services: Services, tmp_path: Path
) -> None:
    package = tmp_path / "p.zip"
    hostile_package(package, "http://127.0.0.1:9/")
    package_id = verify(package, ignore_progress).package_id
    assert package_id is not None
    for known, said in (
        (package_id, "matches the receipt"),
        ("0" * 64, "doesn’t match the receipt"),
    ):
        write_submission(package, replace(SENT, package="p.zip", package_id=known))
        assert any(said in label for label in labels_of(qtbot, services, package))


def test_a_package_that_says_very_much_of_itself_is_shown_as_any_other(
    qtbot: QtBot, services: Services, tmp_path: Path
) -> None:
    info = "".join(f"K{number}: {'v' * 900}\n" for number in range(1_000))
    labels = labels_of(qtbot, services, bag(tmp_path / "p.zip", info))
    assert len(labels) < 200
    assert "And 950 more." in labels


def test_a_package_in_which_everything_is_wrong_shows_the_first_faults(
    qtbot: QtBot, services: Services, tmp_path: Path
) -> None:
    labels = labels_of(qtbot, services, bag(tmp_path / "p.zip", "", 5_001))
    assert len(labels) < 200
    assert "And 4950 more." in labels
