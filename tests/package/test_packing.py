import shutil
from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.package.build import HandInBlocked, Packaged, refresh_and_build
from lssc_desktop.package.reader import verify
from lssc_desktop.package.sample import write_sample
from lssc_desktop.package.target import BuildOrder
from lssc_desktop.store.folder import folder
from lssc_desktop.store.programs import read_program
from tests.store.previews import pdfs

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sample") / "Rivera LSSC"
    write_sample(root, ignore_progress)
    return root


@pytest.fixture
def sample(written: Path, tmp_path: Path) -> Path:
    return shutil.copytree(written, tmp_path / "Rivera LSSC")


def packed(root: Path, set_id: str, kind: PackageKind) -> Packaged:
    """Pack a set with an order that knows nothing of the files yet."""
    text = folder.program_text(root)
    portfolio = folder.load(root).portfolio
    order = BuildOrder(root, read_program(text, "t"), text, portfolio, set_id, kind)
    return refresh_and_build(order, TODAY, ignore_progress)


def test_it_packs_what_lies_in_the_folder_now(sample: Path) -> None:
    changed = sample / "Evidence" / "Troubleshooting log.pdf"
    changed.write_bytes(pdfs.written("Another log"))
    made = packed(sample, "technology", PackageKind.PORTFOLIO)
    assert [item.file.path for item in made.reconciliation.changed] == [
        "Evidence/Troubleshooting log.pdf"
    ]
    assert verify(made.built.path, ignore_progress).valid


def test_its_note_is_the_one_of_its_package(sample: Path) -> None:
    made = packed(sample, "technology", PackageKind.REVIEW_COPY)
    assert made.note.package_id == made.built.written.package_id
    assert made.note.path == f"Packages/{made.built.path.name}"


def test_a_blocked_hand_in_writes_nothing(sample: Path) -> None:
    with pytest.raises(HandInBlocked):
        packed(sample, "foundations", PackageKind.PORTFOLIO)
    assert list((sample / "Packages").iterdir()) == []
