"""The package of a renewal on the Submissions page: handed in, and told what came of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from lssc_desktop.core.portfolio.candidate_edits import put_activity, set_certified
from lssc_desktop.core.portfolio.portfolio import Granted, PackageKind, RenewalActivity
from lssc_desktop.core.privacy.private_data import FindingMark, PrivacyKind, ScannedFile
from lssc_desktop.core.submission.set_standing import Standing
from lssc_desktop.package.renewal import RENEWAL
from lssc_desktop.store.folder import folder
from lssc_desktop.store.programs import shipped_program
from lssc_desktop.ui.base.place import EvidencePlace, RenewalPlace, SubmissionsPlace
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.shared.dialogs import RenewedDialog
from lssc_desktop.ui.submissions.destination import DestinationDialog
from lssc_desktop.ui.submissions.row import PackageAct, SubmissionRow
from tests.ui.conftest import NOW
from tests.ui.on_their_way import pack
from tests.ui.submissions.conftest import OpenedPage

type Open = Callable[[Path], OpenedPage]
CERTIFIED, TODAY = date(2023, 1, 10), NOW.date()


@pytest.fixture
def root(sample: Path) -> Path:
    """The sample, certified almost four years ago, with the package of a renewal."""
    loaded = folder.load(sample)
    portfolio = set_certified(loaded.portfolio, CERTIFIED, TODAY)
    portfolio, _target, _note = pack(sample, portfolio, RENEWAL, TODAY, PackageKind.RENEWAL)
    folder.save(sample, portfolio, loaded.stamp)
    return sample


@pytest.fixture
def place(open_place: Open, root: Path) -> OpenedPage:
    return open_place(root)


def row_of(place: OpenedPage) -> SubmissionRow:
    return next(row for row in place.page.rows.rows if row.entry.progress is None)


def hand_in(place: OpenedPage, stick: Path) -> None:
    row_of(place).button.click()
    dialog = place.page.acts.dialog
    assert isinstance(dialog, DestinationDialog)
    place.settle()
    dialog.choices["folder"].setChecked(True)
    dialog.set_folder(stick)
    dialog.accept_button.click()
    place.settle()


def test_it_is_a_row_of_its_own(place: OpenedPage) -> None:
    assert row_of(place).head.accessibleName().startswith("Renewal. Packaged. Last change Nov 24")


def test_it_is_handed_in_like_any_other_and_locks_nothing(
    place: OpenedPage, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    hand_in(place, stick)
    assert row_of(place).entry.standing is Standing.RECEIVED
    assert [copy.name for copy in stick.iterdir()] == ["rivera-renewal-2026-11-24.lssc.zip"]
    assert "Renewal was received." in place.said()
    locked = [work.set_id for work in place.session.portfolio.sets]
    assert [set_id for set_id in locked if place.session.lock_of(set_id) is not None] == []


def test_an_older_package_is_not_handed_in_without_a_word(place: OpenedPage) -> None:
    row_of(place).button.click()
    dialog = place.page.acts.dialog
    assert isinstance(dialog, DestinationDialog)
    place.settle()
    said = [label.text() for label in dialog.outdated.findChildren(Label)]
    assert "build the package again" in "".join(said)
    dialog.reject()


def test_when_the_program_renewed_it_the_row_says_so(place: OpenedPage, tmp_path: Path) -> None:
    hand_in(place, tmp_path)
    place.page.acts.act(PackageAct.TELL_DECISION, row_of(place).entry)
    dialog = place.page.acts.dialog
    assert isinstance(dialog, RenewedDialog)
    dialog.accept_button.click()
    place.settle()
    assert place.session.portfolio.renewal.granted == (Granted(TODAY, date(2031, 1, 10)),)
    assert row_of(place).head.accessibleName() == "Renewal. Achieved. Approved Nov 24, 2026."


def test_who_comes_to_hand_it_in_is_asked_where_to(place: OpenedPage) -> None:
    package_id = row_of(place).entry.key
    place.page.go_to(SubmissionsPlace(package_id=package_id, hand_in=True))
    place.qtbot.waitUntil(lambda: place.page.acts.dialog is not None)
    assert isinstance(place.page.acts.dialog, DestinationDialog)
    place.page.acts.dialog.reject()
    place.settle()


def test_one_that_is_old_leads_back_to_the_page_of_renewal(place: OpenedPage) -> None:
    wanted: list[object] = []
    place.page.place_requested.connect(wanted.append)
    place.page.acts.act(PackageAct.CHECK, replace(row_of(place).entry, outdated=True))
    assert wanted == [RenewalPlace()]


def test_what_nobody_decided_on_in_its_documents_is_asked_about(
    open_place: Open, root: Path
) -> None:
    loaded = folder.load(root)
    path = loaded.portfolio.evidence[0].path
    shown = RenewalActivity(
        "a1", date(2024, 3, 1), "Excel", "workshop", Decimal(1), Decimal(0), "technology", (path,)
    )
    changed = put_activity(shipped_program().program, loaded.portfolio, shown, TODAY)
    folder.save(root, changed, loaded.stamp)
    place = open_place(root)
    session, notices = place.session, place.services.notices
    sha256 = next(file.sha256 for file in session.facts.files if file.path == path)
    card = FindingMark(PrivacyKind.CARD_NUMBER, "a1")
    session.take_scanned((ScannedFile(path, sha256, (card,)),))
    asked_for: list[object] = []
    place.page.acts.place_requested.connect(asked_for.append)
    row_of(place).button.click()
    assert place.page.acts.dialog is None
    (asked,) = notices.questions
    assert asked.question.message.happened == "1 privacy finding in 1 file needs your decision."
    asked.answer("review")
    assert asked_for == [EvidencePlace(path)]
