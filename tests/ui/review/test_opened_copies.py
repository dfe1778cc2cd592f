"""Evidence of a package in other programs: as a copy, what can run not at all."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.core.files.names import BEGINNING_BY_EXTENSION, EXTENSIONS, TEXT_EXTENSIONS
from lssc_desktop.package.opened_copies import CAN_RUN, OPENED
from lssc_desktop.ui.base.services import Desktop, Services
from lssc_desktop.ui.review.evidence_pane import OpenedCopies, ShownEvidence
from lssc_desktop.ui.review.window import ReviewWindow
from tests.ui.review.conftest import OpenReview
from tests.ui.review.rounds import Rounds


class RememberingDesktop(Desktop):
    """Opens nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    def open_file(self, path: Path) -> None:
        self.opened.append(path)


@pytest.fixture
def review_window(open_review: OpenReview, rounds: Rounds) -> ReviewWindow:
    window = open_review(rounds.second)
    window.desk.go_to(11)
    return window


@pytest.fixture
def desktop() -> RememberingDesktop:
    return RememberingDesktop()


@pytest.fixture
def copies(
    qtbot: QtBot,
    review_window: ReviewWindow,
    services: Services,
    desktop: RememberingDesktop,
    tmp_path: Path,
) -> OpenedCopies:
    parent = QWidget()
    qtbot.addWidget(parent)
    folder = tmp_path / "copies"
    folder.mkdir()
    mine = replace(services, desktop=desktop)
    return OpenedCopies(review_window.session.opened, mine, folder, parent)


def first_file(window: ReviewWindow) -> ShownEvidence:
    return window.board.evidence(11)[0]


def test_another_program_gets_a_copy_under_its_own_name(
    copies: OpenedCopies, review_window: ReviewWindow, desktop: RememberingDesktop, qtbot: QtBot
) -> None:
    shown = first_file(review_window)
    copies.open(shown)
    qtbot.waitUntil(lambda: bool(desktop.opened))
    (copy,) = desktop.opened
    assert copy.name == shown.name
    assert copy.stat().st_size == shown.bytes


def test_a_file_has_one_copy_which_goes_when_the_package_is_closed(
    review_window: ReviewWindow,
    services: Services,
    desktop: RememberingDesktop,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(review_window.copies, "_services", replace(services, desktop=desktop))
    opened = desktop.opened
    for count in (1, 2):
        review_window.copies.open(first_file(review_window))
        qtbot.waitUntil(lambda: len(opened) == count)  # noqa: B023
    first, again = opened
    assert first == again
    assert first.is_file()
    review_window.close()
    qtbot.waitUntil(lambda: not first.parent.exists())


@pytest.mark.parametrize(
    "name",
    [
        "flyer.svg",
        "flyer.svgz",
        "letter.docm",
        "sums.XLSM",
        "talk.pptm",
        "page.html",
        "setup.exe",
        "a.pdf.exe",
    ],
)
def test_what_holds_scripts_or_macros_is_not_opened(
    name: str, copies: OpenedCopies, review_window: ReviewWindow, services: Services
) -> None:
    before = services.jobs.running()
    copies.open(replace(first_file(review_window), name=name))
    assert services.jobs.running() == before
    assert "could run" in services.notices.waiting[-1].message.meaning


@pytest.mark.parametrize("name", ["Really a page.jpg", "Really something else.docx"])
def test_a_file_that_is_not_what_its_name_says_is_not_opened(
    name: str,
    copies: OpenedCopies,
    review_window: ReviewWindow,
    desktop: RememberingDesktop,
    services: Services,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    copies.open(replace(first_file(review_window), name=name))
    qtbot.waitUntil(lambda: bool(services.notices.waiting))
    assert "isn’t the kind of file its name says" in (services.notices.waiting[-1].message.happened)
    assert not desktop.opened
    assert not list((tmp_path / "copies").rglob("*"))


def test_of_every_kind_that_is_opened_we_know_how_it_begins() -> None:
    opened = {
        extension
        for kind in OPENED
        for extension in EXTENSIONS[kind]
        if f".{extension}" not in CAN_RUN
    }
    assert opened == {*BEGINNING_BY_EXTENSION, *TEXT_EXTENSIONS}


def test_of_a_package_that_is_another_now_nothing_is_shown(
    copies: OpenedCopies,
    review_window: ReviewWindow,
    desktop: RememberingDesktop,
    services: Services,
    rounds: Rounds,
    qtbot: QtBot,
) -> None:
    shown = first_file(review_window)
    rounds.second.write_bytes(rounds.first.read_bytes())
    copies.open(shown)
    qtbot.waitUntil(lambda: bool(services.notices.waiting))
    assert "isn’t the same file" in services.notices.waiting[-1].message.happened
    assert not desktop.opened


def test_a_package_that_is_gone_costs_a_sentence_and_no_word_of_the_review(
    review_window: ReviewWindow, rounds: Rounds, tmp_path: Path, qtbot: QtBot
) -> None:
    rounds.second.unlink()
    review_window.desk.go_to(3)
    review_window.desk.comments.box.field.setPlainText("Say more.")
    review_window.desk.comments.box.add.click()
    review_window.read_in_browser()
    qtbot.waitUntil(lambda: bool(review_window.notices.waiting))
    file = tmp_path / "mine.lssc-review.json"
    with qtbot.waitSignal(review_window.session.saved):
        review_window.saver.save_to(file)
    assert "Say more." in file.read_text("utf-8")
