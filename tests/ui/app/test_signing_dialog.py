"""Signing in the window: a key in one click, and what is saved from then on is signed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from lssc_desktop.core.submission.signature import KnownSigner, PublicKey
from lssc_desktop.core.submission.trust import SignatureState
from lssc_desktop.store.signing import (
    KEY,
    check_signature,
    known_signers,
    own_key,
    remember_signer,
    signature_path,
)
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.app.signing_dialog import SigningDialog
from lssc_desktop.ui.base.place import CheckPlace
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.check.page import CheckPage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def dialog(qtbot: QtBot, services: Services) -> Callable[[bool], SigningDialog]:
    def show(must_agree: bool) -> SigningDialog:
        made = SigningDialog(services, must_agree=must_agree)
        qtbot.addWidget(made)
        made.show()
        shown = (made.make_button, made.fingerprint)
        qtbot.waitUntil(lambda: any(each.isVisible() for each in shown))
        return made

    return show


def test_a_key_is_made_in_one_click_and_deleted_in_two(
    qtbot: QtBot, services: Services, dialog: Callable[[bool], SigningDialog]
) -> None:
    config = services.preferences.folder
    shown = dialog(False)
    QTest.mouseClick(shown.make_button, LEFT)
    qtbot.waitUntil(shown.fingerprint.isVisible)
    key = own_key(config)
    assert key is not None
    assert shown.fingerprint.text() == key.fingerprint
    assert not shown.make_button.isVisible()
    QTest.mouseClick(shown.copy_button, LEFT)
    assert QGuiApplication.clipboard().text() == key.fingerprint
    QTest.mouseClick(shown.delete_button, LEFT)
    assert own_key(config) == key
    QTest.mouseClick(shown.sure_button, LEFT)
    qtbot.waitUntil(shown.make_button.isVisible)
    assert own_key(config) is None


def test_a_program_on_a_stick_keeps_a_key_only_when_asked(
    qtbot: QtBot, services: Services, dialog: Callable[[bool], SigningDialog]
) -> None:
    shown = dialog(True)
    assert not shown.make_button.isEnabled()
    assert "Anyone who has that drive could sign as you" in shown.where.text()
    QTest.keyClick(shown.agreed, Qt.Key.Key_Space)
    QTest.mouseClick(shown.make_button, LEFT)
    qtbot.waitUntil(shown.fingerprint.isVisible)
    assert (services.preferences.folder / KEY).is_file()


def test_a_key_that_was_compared_is_forgotten_here(
    qtbot: QtBot, services: Services, dialog: Callable[[bool], SigningDialog]
) -> None:
    config = services.preferences.folder
    remember_signer(config, KnownSigner("Ana Rivera", PublicKey(bytes(32)), date(2026, 11, 28)))
    shown = dialog(False)
    labels = [label.text() for label in shown.findChildren(QLabel)]
    assert "Ana Rivera, compared on November 28, 2026" in labels
    [forget] = [
        each
        for each in shown.findChildren(QPushButton)
        if each.accessibleName() == "Forget the key of Ana Rivera"
    ]
    QTest.mouseClick(forget, LEFT)
    qtbot.waitUntil(lambda: known_signers(config) == ())


def test_a_key_is_marked_as_lost_here(
    qtbot: QtBot, services: Services, dialog: Callable[[bool], SigningDialog]
) -> None:
    config = services.preferences.folder
    remember_signer(config, KnownSigner("Ana Rivera", PublicKey(bytes(32)), date(2026, 11, 28)))
    shown = dialog(False)
    [lost] = [
        each
        for each in shown.findChildren(QPushButton)
        if each.accessibleName() == "Mark the key of Ana Rivera as lost"
    ]
    QTest.mouseClick(lost, LEFT)
    qtbot.waitUntil(lambda: known_signers(config)[0].lost is not None)
    said = "Ana Rivera, marked lost on November 24, 2026"
    qtbot.waitUntil(lambda: said in [label.text() for label in shown.findChildren(QLabel)])


def test_a_key_that_cannot_be_used_is_told_in_the_dialog(qtbot: QtBot, services: Services) -> None:
    config = services.preferences.folder
    config.mkdir(parents=True, exist_ok=True)
    (config / KEY).write_bytes(b"nothing of the kind")
    shown = SigningDialog(services, must_agree=False)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitUntil(lambda: "damaged" in shown.error.said)


def test_a_package_that_is_built_in_the_window_is_signed(
    qtbot: QtBot,
    services: Services,
    open_window: Callable[[Path], MainWindow],
    sample: Path,
) -> None:
    window = open_window(sample)
    view = window.portfolio_view
    assert view is not None
    window.menu_actions.signing.trigger()
    [shown] = window.findChildren(SigningDialog)
    qtbot.waitUntil(shown.make_button.isVisible)
    QTest.mouseClick(shown.make_button, LEFT)
    qtbot.waitUntil(shown.fingerprint.isVisible)
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    view.go_to(CheckPlace())
    page = view.page
    assert isinstance(page, CheckPage)
    page.panel.choose_review_copy()
    qtbot.waitUntil(page.panel.build.isEnabled)
    QTest.mouseClick(page.panel.build, LEFT)
    qtbot.waitUntil(lambda: "signed with your key" in page.panel.result.text)
    [package] = (sample / "Packages").glob("*.lssc.zip")
    assert signature_path(package).is_file()
    found = check_signature(services.preferences.folder, package, "")
    assert found.state is SignatureState.OWN
