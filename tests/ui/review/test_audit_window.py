"""The list of what an audit found: read, filtered, and its packages opened from where they lie."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from lssc_desktop.audit.audited import AuditLine, AuditState
from lssc_desktop.audit.result_list import FETCHED, AuditView
from lssc_desktop.audit.results import result_of, write_results
from lssc_desktop.messages.audit import RESULT_WORDS
from lssc_desktop.ui.review.audit_window import AuditWindow
from lssc_desktop.ui.review.opening import Reviews
from tests.audit.packages import mixed_folder, write_audit
from tests.servers.web_server import WebServer
from tests.ui.review.rounds import Rounds

type Show = Callable[[Path], AuditWindow]


@pytest.fixture
def audited(rounds: Rounds, tmp_path: Path) -> Path:
    """What an audit of a folder found, with a package of every kind and one to review."""
    folder = tmp_path / "packages"
    mixed_folder(folder)
    shutil.copy2(rounds.first, folder / "rivera.lssc.zip")
    return write_audit(tmp_path / "results.csv", str(folder))


@pytest.fixture
def show(reviews: Reviews, qtbot: QtBot) -> Show:
    """Show a list, and wait until it was read."""

    def it(path: Path) -> AuditWindow:
        reviews.open_audit(path)
        (window,) = reviews.audits
        qtbot.waitUntil(lambda: bool(window.packages.shown) or bool(window.notices.waiting))
        return window

    return it


def names(window: AuditWindow) -> list[str]:
    return [each.file_name for each in window.packages.shown]


def said(window: AuditWindow) -> str:
    return window.notices.waiting[-1].message.text


def choose(window: AuditWindow, name: str) -> None:
    window.table.selectRow(names(window).index(name))


def test_every_package_is_a_row_with_what_is_wrong(show: Show, audited: Path) -> None:
    window = show(audited)
    assert window.count.text() == "8 packages"
    states = {each.file_name: each.state.value for each in window.packages.shown}
    assert states["rivera.lssc.zip"] == "whole"
    assert states["page.zip"] == "unreadable"
    choose(window, "damaged.lssc.zip")
    assert "index.html" in window.details.problem.text()
    assert str(audited.parent / "packages") in window.details.place.text()


def test_the_rows_are_a_sound_model(show: Show, audited: Path, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(show(audited).packages)


def test_it_is_filtered_by_state_and_words_with_the_keyboard(show: Show, audited: Path) -> None:
    window = show(audited)
    window.filters.button(list(AuditView).index(AuditView.NOT_WHOLE)).click()
    assert window.count.text() == "4 of 8 packages"
    QTest.keyClicks(window.field, "DAMAGED")
    assert names(window) == ["damaged.lssc.zip"]
    QTest.keyClick(window.field, Qt.Key.Key_Down)
    assert window.table.hasFocus()
    QTest.keyClicks(window.field, " zip")
    assert names(window) == ["damaged.lssc.zip"]
    window.field.setText("lssc")
    assert len(names(window)) == 3
    window.field.setText("nobody")
    assert window.table.isHidden()
    window.clear_button.click()
    assert window.count.text() == "8 packages"


def test_enter_opens_a_package_where_it_lies(
    show: Show, audited: Path, reviews: Reviews, qtbot: QtBot
) -> None:
    window = show(audited)
    choose(window, "rivera.lssc.zip")
    with qtbot.waitSignal(reviews.opened) as opened:
        QTest.keyClick(window.table, Qt.Key.Key_Return)
    assert opened.args[0].session.opened.path == audited.parent / "packages" / "rivera.lssc.zip"


def test_a_package_on_a_web_server_is_fetched_when_it_is_opened(
    show: Show, rounds: Rounds, reviews: Reviews, tmp_path: Path, qtbot: QtBot
) -> None:
    with WebServer(tmp_path / "www") as server:
        shutil.copy2(rounds.first, tmp_path / "www" / "rivera.lssc.zip")
        line = AuditLine(
            server.url, "rivera.lssc.zip", rounds.first.stat().st_size, "", AuditState.WHOLE
        )
        path = tmp_path / "results.jsonl"
        write_results(path, [result_of(line, RESULT_WORDS)])
        window = show(path)
        assert server.asked == []
        with qtbot.waitSignal(reviews.opened) as opened:
            window.open_button.click()
        assert server.asked == ["/rivera.lssc.zip"]
    fetched = tmp_path / FETCHED / "rivera.lssc.zip"
    assert opened.args[0].session.opened.path == fetched
    assert str(fetched) in said(window)


def test_a_package_in_object_storage_stays_there(show: Show, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "results.jsonl"
    line = AuditLine("s3://bucket/p/", "a.zip", 5, "1", AuditState.WHOLE)
    write_results(path, [result_of(line, RESULT_WORDS)])
    window = show(path)
    window.open_button.click()
    qtbot.waitUntil(lambda: bool(window.notices.waiting))
    assert "object storage" in said(window)


def test_what_is_no_list_is_said_and_f5_reads_it_again(
    show: Show, audited: Path, qtbot: QtBot
) -> None:
    content = audited.read_bytes()
    audited.write_bytes(b"hello")
    window = show(audited)
    assert "isn’t a list of results" in said(window)
    audited.write_bytes(content)
    window.menus.look.trigger()
    qtbot.waitUntil(lambda: len(window.packages.shown) == 8)


@pytest.mark.qt_log_ignore(
    "does not support", extend=True
)  # to come to the front, without a screen
def test_it_is_opened_from_a_shelf_once(reviews: Reviews, audited: Path) -> None:
    reviews.open_shelf(audited.parent / "packages")
    (shelf,) = reviews.shelves
    for _ in range(2):
        shelf.audit_requested.emit(audited)
    (window,) = reviews.audits
    window.close()
    assert not reviews.audits


def test_the_window_loads_nothing_that_only_an_audit_needs() -> None:
    code = (
        "import sys, lssc_desktop.ui.review.audit_window\n"
        "print(sorted({'obstore', 'distributed', 'pyarrow'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
