"""Whom a package comes from: by its signature, by what is read on the phone, by what lay there."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.submission.signature import KnownSigner, PublicKey
from lssc_desktop.package.reader import Verification, verify_file
from lssc_desktop.store.shelf_files import note_seen
from lssc_desktop.store.signing import (
    known_signers,
    make_key,
    remember_signer,
    sign_file,
    signature_path,
)
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.tokens import Ink
from lssc_desktop.ui.start.package import PackagePage
from lssc_desktop.ui.start.trust import TrustCard
from tests.package.hostile import hostile_package

DAY = date(2026, 11, 28)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    path = tmp_path / "p.lssc.zip"
    hostile_package(path, "http://127.0.0.1:9/")
    return path


def shown(qtbot: QtBot, services: Services, package: Path) -> tuple[PackagePage, TrustCard]:
    page = PackagePage(package, services, package.parent)
    qtbot.addWidget(page)
    page.resize(1100, 900)
    page.show()
    qtbot.waitUntil(lambda: page.trust is not None)
    assert page.trust is not None
    qtbot.waitUntil(page.trust.isVisible)
    return page, page.trust


def test_a_package_without_a_signature_says_so(
    qtbot: QtBot, services: Services, package: Path
) -> None:
    _page, trust = shown(qtbot, services, package)
    assert "isn’t signed" in trust.signature.text()
    assert not trust.name.isVisible()
    assert not trust.exchanged.isVisible()


def test_a_key_gets_a_name_once_and_is_known_from_then_on(
    qtbot: QtBot, services: Services, package: Path, tmp_path: Path
) -> None:
    key = make_key(tmp_path / "candidate")
    sign_file(tmp_path / "candidate", package)
    page, trust = shown(qtbot, services, package)
    shown_texts = [each.text() for each in page.findChildren(QLabel)]
    assert not any(key.fingerprint in each for each in shown_texts)  # only its owner can say it
    assert trust.name.isVisible()
    trust.name.selectAll()
    QTest.keyClicks(trust.name, "Ana Rivera")
    assert not trust.remember.isEnabled()
    trust.key_said.setFocus()
    QTest.keyClicks(trust.key_said, key.fingerprint[:-1])
    assert "the whole fingerprint" in trust.key_result.text()
    other = "A" if key.fingerprint[-1] != "A" else "B"
    QTest.keyClicks(trust.key_said, other)
    assert "a different key" in trust.key_result.text()
    assert not trust.remember.isEnabled()
    QTest.keyClick(trust.key_said, Qt.Key.Key_Backspace)
    QTest.keyClicks(trust.key_said, key.fingerprint[-1])
    assert "It matches" in trust.key_result.text()
    with qtbot.waitSignal(trust.remembered):
        QTest.mouseClick(trust.remember, Qt.MouseButton.LeftButton)
    assert "signed by Ana Rivera" in trust.signature.text()
    assert not trust.name.isVisible()
    (signer,) = known_signers(services.preferences.folder)
    assert (signer.name, signer.key) == ("Ana Rivera", key)
    _page, again = shown(qtbot, services, package)
    assert "signed by Ana Rivera" in again.signature.text()


@pytest.fixture
def other_key(services: Services, package: Path, tmp_path: Path) -> PublicKey:
    """Sign the package with a second key; the candidate's first one was compared."""
    hostile_package(package, "http://127.0.0.1:9/", candidate="Wei Zhang")
    first = make_key(tmp_path / "candidate")
    remember_signer(services.preferences.folder, KnownSigner("Zhang Wei", first, DAY))
    second = make_key(tmp_path / "stranger")
    sign_file(tmp_path / "stranger", package)
    return second


def test_another_key_under_a_known_name_is_an_alarm(
    qtbot: QtBot, services: Services, package: Path, other_key: PublicKey
) -> None:
    page, trust = shown(qtbot, services, package)
    assert trust.alarm.isVisible()
    assert "a different key" in trust.signature.text()
    assert page.verdict.property("box") == "warn"
    assert other_key.fingerprint not in trust.signature.text()


@pytest.mark.parametrize(("answer", "lost"), [("They use both", False), ("is lost", True)])
def test_another_key_of_a_name_is_remembered_only_on_purpose(
    qtbot: QtBot,
    services: Services,
    package: Path,
    other_key: PublicKey,
    answer: str,
    lost: bool,
) -> None:
    page, trust = shown(qtbot, services, package)
    config = services.preferences.folder
    assert trust.name.text() == "Wei Zhang"
    trust.key_said.setFocus()
    QTest.keyClicks(trust.key_said, other_key.fingerprint)
    QTest.mouseClick(trust.remember, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(services.notices.questions))
    (asked,) = services.notices.questions
    assert "You have another key" in asked.question.message.text
    assert len(known_signers(config)) == 1
    wanted = next(each.id for each in asked.question.answers if answer in each.label)
    with qtbot.waitSignal(trust.remembered):
        asked.answer(wanted)
    first, second = known_signers(config)
    assert (second.key, second.lost) == (other_key, None)
    assert (first.lost is not None) is lost
    assert not trust.alarm.isVisible()
    assert page.isVisible()


def test_a_signature_that_does_not_match_is_told_in_the_verdict(
    qtbot: QtBot, services: Services, package: Path, tmp_path: Path
) -> None:
    make_key(tmp_path / "candidate")
    other = tmp_path / "other.zip"
    other.write_bytes(package.read_bytes() + b" ")
    signature_path(package).write_bytes(sign_file(tmp_path / "candidate", other).read_bytes())
    page, trust = shown(qtbot, services, package)
    assert "doesn’t match" in trust.signature.text()
    assert page.verdict.property("box") == "warn"
    assert not trust.name.isVisible()


def test_what_is_read_on_the_phone_is_compared_while_it_is_typed(
    qtbot: QtBot, services: Services, package: Path
) -> None:
    found: Verification = verify_file(package, ignore_progress)
    _page, trust = shown(qtbot, services, package)
    assert trust.result.text() == ""
    trust.said.setFocus()
    start = found.fingerprint[:8]
    QTest.keyClicks(trust.said, start[:4].upper())
    assert "It matches so far" in trust.result.text()
    QTest.keyClicks(trust.said, f" {start[4:]}")
    assert "The first 8 characters match" in trust.result.text()
    assert trust.result.property("ink") == Ink.OK.value
    QTest.keyClicks(trust.said, "0" if found.fingerprint[8] != "0" else "1")
    assert "No match" in trust.result.text()
    trust.said.selectAll()
    QTest.keyClicks(trust.said, "hello")
    assert "digits 0 to 9" in trust.result.text()


def test_a_package_that_was_exchanged_on_a_shelf_is_told(
    qtbot: QtBot, services: Services, package: Path
) -> None:
    seen = {package.name: "0" * 64}
    note_seen(services.preferences.folder, package.parent, seen, date(2026, 11, 27))
    page, trust = shown(qtbot, services, package)
    assert trust.exchanged.isVisible()
    assert page.verdict.property("box") == "warn"
    QTest.mouseClick(trust.accept_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.trust not in {trust, None})
    assert page.verdict.property("box") == "ok"
