"""A portfolio in a folder of OneDrive: what is only online, and what another computer saved."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.notices import Notices
from tests.cloud import keep_online


def shown(notices: Notices, key: str) -> list[str]:
    return [each.message.text for each in notices.waiting if each.key == key]


def test_what_is_only_online_is_said_while_it_is_downloaded(
    qtbot: QtBot,
    new_window: MainWindow,
    notices: Notices,
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    new_window.show()
    with qtbot.waitSignal(new_window.session_changed):
        new_window.open_path(root)
    session = new_window.session
    assert session is not None
    with qtbot.waitSignal(session.looked):
        session.refresh()
    (root / "Evidence").mkdir(exist_ok=True)
    (root / "Evidence" / "online flyer.pdf").write_bytes(b"flyer" * 1000)
    keep_online(monkeypatch)
    seen: list[str] = []
    notices.changed.connect(lambda: seen.extend(shown(notices, "downloading")))
    session.refresh()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0] == (
        "1 file in your portfolio is only online (5 KB). To check it, we read it, so this computer "
        "is downloading it now."
    )
    qtbot.waitUntil(lambda: not shown(notices, "downloading"))


def test_what_another_computer_saved_is_said_until_it_is_gone(
    qtbot: QtBot, new_window: MainWindow, notices: Notices, root: Path
) -> None:
    other = root / "portfolio-PC7.json"
    other.write_bytes((root / "portfolio.json").read_bytes())
    new_window.show()
    with qtbot.waitSignal(new_window.session_changed):
        new_window.open_path(root)
    qtbot.waitUntil(lambda: bool(shown(notices, "other-versions")))
    (said,) = shown(notices, "other-versions")
    assert said.startswith("“portfolio-PC7.json” is another version of “portfolio.json”.")
    (notice,) = (each for each in notices.waiting if each.key == "other-versions")
    notices.dismiss(notice)
    session = new_window.session
    assert session is not None
    with qtbot.waitSignal(session.looked):
        session.refresh()
    assert shown(notices, "other-versions") == [], "it was said"
    other.unlink()
    with qtbot.waitSignal(session.looked):
        session.refresh()
    other.write_text("{}")
    session.refresh()
    qtbot.waitUntil(lambda: bool(shown(notices, "other-versions")))
