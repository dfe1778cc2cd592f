"""Packages that were made to do harm, opened for review: nothing runs, nothing is fetched."""

import os
import re
import socket
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.package.page import write_page
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.review.opening import Reviews
from lssc_desktop.ui.review.window import ReviewWindow
from tests.browser.chromium import chromium, needs_browser, show
from tests.package.hostile import endless_word, hostile_evidence, hostile_package, markup
from tests.ui.reader import look_at_everything
from tests.ui.trap import Trap, markup_of, set_trap

ROOT = Path(__file__).parents[3]
MOST_MEGABYTES = 300
BAG = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


@pytest.fixture
def reviews(qtbot: QtBot, services: Services, tmp_path: Path) -> Reviews:
    parent = QWidget()
    qtbot.addWidget(parent)
    services.preferences.set_reviewer("M. Okafor")
    pages = tmp_path / "pages"
    pages.mkdir()
    return Reviews(services, pages, parent)


def open_for_review(qtbot: QtBot, reviews: Reviews, package: Path) -> ReviewWindow:
    with qtbot.waitSignal(reviews.opened):
        reviews.open(package)
    (window,) = reviews.windows
    return window


def wait(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    qtbot.waitUntil(condition)


def close(qtbot: QtBot, window: ReviewWindow) -> None:
    window.close()
    qtbot.waitUntil(lambda: not isValid(window))


def test_markup_in_a_package_is_words_in_the_window(
    qtbot: QtBot, reviews: Reviews, tmp_path: Path
) -> None:
    with set_trap() as trap:
        window = open_for_review(qtbot, reviews, hostile_package(tmp_path / "p.zip", trap.address))
        files = look_at_everything(window, partial(wait, qtbot))
        assert files == len(hostile_evidence(""))
        taken = [text for text in markup_of(window) if is_alive(text)]
        close(qtbot, window)
        assert not taken
        assert not trap.visits


def is_alive(text: str) -> bool:
    """Whether a text that is read as HTML holds any of the hostile elements."""
    return any(element in text for element in ("<script", "<img", "javascript:"))


def test_this_test_would_find_markup_that_is_taken_for_it(qtbot: QtBot) -> None:
    """Of the means above: a label that guesses, and a hint."""
    label = QLabel(markup("http://example.org/"))
    label.setToolTip(markup("http://example.org/"))
    qtbot.addWidget(label)
    assert [is_alive(text) for text in markup_of(label)] == [True, True]


@needs_browser
def test_a_page_full_of_scripts_runs_none_and_fetches_nothing(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    with set_trap() as trap:
        page = write_page(hostile_package(tmp_path / "p.zip", trap.address), pages, ignore_progress)
        seen, visits = in_browser(page, tmp_path, trap)
    assert seen == ("Read me", None)
    assert not visits


CONNECTS = (
    "<iframe src='{there}'></iframe>",
    "<frameset cols='*'><frame src='{there}'></frameset>",
    "<object data='{there}'></object>",
    "<object type='text/html' data='{there}'></object>",
    "<embed src='{there}'>",
    "<iframe srcdoc='<link rel=preconnect href={there}><iframe src={there}></iframe>'></iframe>",
    "<iframe srcdoc='&lt;iframe src={there}&gt;&lt;/iframe&gt;'></iframe>",
    "<svg><foreignObject><iframe src='{there}'></iframe></foreignObject></svg>",
    "<link rel=preconnect href='{there}'>",
    "<link rel=dns-prefetch href='{there}'>",
    "<meta http-equiv=refresh content='0;url={there}'>",
)


def connects(html: str, folder: Path) -> bool:
    """Whether a browser that only shows a page connects to `{there}`, if it says nothing then."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0)
        there = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        package = folder / "p.zip"
        with zipfile.ZipFile(package, "w") as archive:
            archive.writestr("r/bagit.txt", BAG)
            archive.writestr("r/data/index.html", html.format(there=there))
        pages = folder / "pages"
        pages.mkdir()
        show(write_page(package, pages, ignore_progress), folder / "profile")
        try:
            connection, _address = listener.accept()
        except BlockingIOError:
            return False
        connection.close()
        return True


@needs_browser
@pytest.mark.parametrize("element", CONNECTS)
def test_a_page_does_not_even_connect(element: str, tmp_path: Path) -> None:
    assert not connects(element, tmp_path)


@needs_browser
def test_this_test_would_find_a_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lssc_desktop.package.page._FRAMES", re.compile(b"(?!)"))
    assert connects(CONNECTS[0], tmp_path)


def in_browser(file: Path, folder: Path, trap: Trap) -> tuple[tuple[str, object], list[str]]:
    """What a person reads on a page, what its scripts left behind, and who came to the trap."""
    with chromium(folder / "profile") as browser:
        page = browser.open(file)
        seen = str(page.tell("document.querySelector('p').textContent"))
        ran = page.tell("window.ran ?? null")
    return (seen, ran), list(trap.visits)


@pytest.mark.skipif(sys.platform != "linux", reason="measures memory as Linux tells it")
@pytest.mark.parametrize("files", [0, 20_000, pytest.param(100_000, marks=pytest.mark.soak)])
def test_a_hostile_package_of_any_number_of_files_takes_little_memory(
    files: int, tmp_path: Path
) -> None:
    package = hostile_package(tmp_path / "p.zip", "http://127.0.0.1:9/trap.png", files)
    assert most_memory(package) < MOST_MEGABYTES


@pytest.mark.skipif(sys.platform != "linux", reason="measures memory as Linux tells it")
def test_a_response_that_never_ends_takes_little_memory(tmp_path: Path) -> None:
    trap = "http://127.0.0.1:9/trap.png"
    package = hostile_package(tmp_path / "p.zip", trap, response=endless_word())
    assert most_memory(package) < MOST_MEGABYTES


def most_memory(package: Path) -> int:
    """Return the most megabytes that a window needs in which somebody looks at everything."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.reader", package],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return int(done.stdout)
