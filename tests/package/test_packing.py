import hashlib
import shutil
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.check.finding import FindingCode
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.core.portfolio.privacy_decisions import say_fine
from lssc_desktop.core.program.program import PrivacyLevel, PrivacyRule
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.core.standing.progress import given_out_on
from lssc_desktop.package.build import HandInBlocked, Packaged, refresh_and_build
from lssc_desktop.package.opened import open_for_review
from lssc_desktop.package.reader import verify, verify_file
from lssc_desktop.package.sample import write_sample
from lssc_desktop.package.target import BuildOrder
from lssc_desktop.store.folder import folder
from lssc_desktop.store.folder.scan import list_folder
from lssc_desktop.store.portfolio_scan import scan_with_helper
from lssc_desktop.store.programs import read_program
from tests.documents.previews import pdfs

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sample") / "Rivera LSSC"
    write_sample(root, ignore_progress)
    return root


@pytest.fixture
def sample(written: Path, tmp_path: Path) -> Path:
    return shutil.copytree(written, tmp_path / "Rivera LSSC")


def ordered(root: Path, set_id: str, kind: PackageKind) -> BuildOrder:
    """Return an order that knows nothing of the files yet."""
    text = folder.program_text(root)
    portfolio = folder.load(root).portfolio
    return BuildOrder(root, read_program(text, "t"), text, portfolio, set_id, kind)


def packed(root: Path, set_id: str, kind: PackageKind) -> Packaged:
    """Pack a set with an order that knows nothing of the files yet."""
    return refresh_and_build(ordered(root, set_id, kind), TODAY, ignore_progress)


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


def test_its_fingerprint_is_what_sha256sum_gives(sample: Path) -> None:
    built = packed(sample, "technology", PackageKind.REVIEW_COPY).built
    assert built.fingerprint == hashlib.sha256(built.path.read_bytes()).hexdigest()
    assert verify_file(built.path, ignore_progress).fingerprint == built.fingerprint
    assert open_for_review(built.path, ignore_progress).verification.fingerprint == (
        built.fingerprint
    )


def test_the_day_it_was_built_is_not_that_of_the_last_change(sample: Path) -> None:
    made = packed(sample, "technology", PackageKind.REVIEW_COPY)
    work = made.built.portfolio.set_work("technology")
    assert work is not None
    assert (made.note.day, made.note.built) == (work.changed, TODAY)
    assert given_out_on(made.built.portfolio, work) == TODAY


def test_a_blocked_hand_in_writes_nothing(sample: Path) -> None:
    with pytest.raises(HandInBlocked):
        packed(sample, "foundations", PackageKind.PORTFOLIO)
    assert list((sample / "Packages").iterdir()) == []


# Private data -----------------------------------------------------------------------------------

LOG = "Evidence/Troubleshooting log.pdf"
MEMORY = ".lssc/privacy.json"


def with_a_card(root: Path, level: PrivacyLevel) -> BuildOrder:
    """Order a hand-in of a set with a patron's card in its evidence, by a program of this level."""
    (root / LOG).write_bytes(pdfs.written("Our patron, library card 21234000001234"))
    order = ordered(root, "technology", PackageKind.PORTFOLIO)
    return replace(order, program=replace(order.program, privacy=PrivacyRule(level)))


def test_where_private_data_is_a_blocker_a_build_scans_first(sample: Path) -> None:
    order = with_a_card(sample, PrivacyLevel.BLOCKER)
    with pytest.raises(HandInBlocked) as blocked:
        refresh_and_build(order, TODAY, ignore_progress)
    found = {(each.code, each.path) for each in blocked.value.findings}
    assert (FindingCode.PRIVACY_CARD_NUMBER, LOG) in found
    assert list((sample / "Packages").iterdir()) == []
    scanned = scan_with_helper(
        *(
            sample,
            order.program,
            order.portfolio,
            FolderFacts(files=list_folder(sample, ignore_progress).files),
            ignore_progress,
        ),
        {"technology"},
    )
    fine = order.portfolio
    for file in scanned:
        fine = say_fine(fine, file.path, file.marks, "our test card", TODAY)
    made = refresh_and_build(replace(order, portfolio=fine), TODAY, ignore_progress)
    assert verify(made.built.path, ignore_progress).valid
    with zipfile.ZipFile(made.built.path) as package:
        assert not [name for name in package.namelist() if "privacy" in name]


def test_where_it_is_advice_a_build_does_not_wait_for_a_scan(sample: Path) -> None:
    made = refresh_and_build(with_a_card(sample, PrivacyLevel.ADVICE), TODAY, ignore_progress)
    assert verify(made.built.path, ignore_progress).valid
    assert not (sample / MEMORY).exists()
