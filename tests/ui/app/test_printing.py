"""Print: every page gives its words, black on white, with program, candidate, day and number."""

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.place import (
    CheckPlace,
    CoursesPlace,
    EvidencePlace,
    HelpPlace,
    Overview,
    Place,
    PlanPlace,
    RenewalPlace,
    SetPlace,
    SubmissionsPlace,
)
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.theme import Mode
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.ui.shared.printout import PageFile, Printout, ask_where
from tests.systems import needs_program, posix_only
from tests.ui import paper


@pytest.fixture
def window(
    open_window: Callable[[Path], MainWindow], sample: Path, services: Services, qtbot: QtBot
) -> MainWindow:
    paper.leave_out_with_windows_dialog()
    window = open_window(sample)
    session = window.session
    assert session is not None
    qtbot.waitUntil(lambda: bool(session.facts.documents))
    qtbot.waitUntil(lambda: not services.jobs.running())
    return window


def printed(window: MainWindow, qtbot: QtBot, target: Path) -> str:
    """Press Ctrl+P, print into a PDF, and return its text."""
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    return paper.printed(window, qtbot, target)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Overview(), ["Foundations of Library Services", "Next steps"]),
        (
            SetPlace("technology", 3),
            ["Data and confidentiality", "What this competency requires", "Privacy checklist.docx"],
        ),
        (PlanPlace("technology"), ["Technology", "Data and confidentiality"]),
        (EvidencePlace(), ["Evidence", "Privacy checklist.docx", "Story time flyer.pdf"]),
        (CoursesPlace(), ["Courses", "Access Services"]),
        (CheckPlace("technology"), ["Check & package", "Technology", "Build package"]),
        (SubmissionsPlace(), ["Submissions"]),
        (RenewalPlace(), ["Renewal"]),
        (HelpPlace("submissions"), ["The five steps", "By email", "Uncertain"]),
    ],
)
def test_each_page_is_printed_with_its_words(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, place: Place, words: list[str]
) -> None:
    window.go_to(place)
    text = printed(window, qtbot, tmp_path / "page.pdf")
    flat = " ".join(text.split())
    for each in words:
        assert each in flat
    assert "A. Rivera" in flat
    assert "2026" in flat
    assert "Page 1 of" in flat


def test_the_whole_response_is_printed_and_not_what_is_in_sight(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.go_to(SetPlace("technology", 1))
    assert window.session is not None
    work = window.session.portfolio.set_work("technology")
    assert work is not None
    response = work.competency(1).response
    assert response is not None
    (seen,) = (each for each in window.session.facts.documents if each.path == response.path)
    flat = " ".join(printed(window, qtbot, tmp_path / "page.pdf").split())
    for paragraph in seen.text.paragraphs:
        assert " ".join(paragraph.text.split()[:6]) in flat


@needs_program("pdftoppm")
def test_what_is_dark_in_the_window_is_black_on_white_on_paper(
    window: MainWindow, services: Services, qtbot: QtBot, tmp_path: Path
) -> None:
    services.preferences.set_mode(Mode.DARK)
    window.go_to(HelpPlace("time"))
    target = tmp_path / "page.pdf"
    printed(window, qtbot, target)
    subprocess.run(
        ["pdftoppm", "-r", "30", "-gray", "-l", "1", target, tmp_path / "page"], check=True
    )
    (picture,) = tmp_path.glob("page-*.pgm")
    pixels = picture.read_bytes()[-10_000:]
    assert sum(pixels) / len(pixels) > 200


@posix_only
@pytest.mark.parametrize(
    ("chosen", "printed_pages"),
    [((2, 3), ["2", "3"]), ((2, 99), ["2", "3", "4"]), ((9, 9), ["4"]), ((0, 0), list("1234"))],
)
def test_only_the_chosen_pages_are_printed(
    window: MainWindow,
    services: Services,
    tmp_path: Path,
    chosen: tuple[int, int],
    printed_pages: list[str],
) -> None:
    assert pages_of(window, services, tmp_path, lambda printer: _choose(printer, *chosen)) == (
        printed_pages
    )


def _choose(printer: QPrinter, first: int, last: int) -> None:
    if first:
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(first, last)


@posix_only
@pytest.mark.parametrize(("collated", "order"), [(True, "12341234"), (False, "11223344")])
def test_as_many_copies_are_printed_as_were_wanted(
    window: MainWindow, services: Services, tmp_path: Path, collated: bool, order: str
) -> None:
    def choose(printer: QPrinter) -> None:
        printer.setCopyCount(2)
        printer.setCollateCopies(collated)

    assert pages_of(window, services, tmp_path, choose) == list(order)


@posix_only
def test_the_last_page_comes_first_if_that_is_wanted(
    window: MainWindow, services: Services, tmp_path: Path
) -> None:
    pages = pages_of(
        window,
        services,
        tmp_path,
        lambda printer: printer.setPageOrder(QPrinter.PageOrder.LastPageFirst),
    )
    assert pages == list("4321")


def pages_of(
    window: MainWindow, services: Services, tmp_path: Path, choose: Callable[[QPrinter], None]
) -> list[str]:
    """Print four pages, answering the dialog as `choose` does; return their numbers as printed."""
    words = "".join(f"<p>Line {number}</p>" for number in range(150))
    ask_where(Printout("Long", words, "LSSC", "A. Rivera", date(2026, 11, 28)), window, services)
    (dialog,) = window.findChildren(QPrintDialog)
    choose(dialog.printer())
    paper.print_into(dialog, tmp_path / "pages.pdf")
    texts = [
        " ".join(page.extract_text().split()) for page in PdfReader(tmp_path / "pages.pdf").pages
    ]
    assert all("of 4" in text for text in texts)
    return [text.partition("Page ")[2].partition(" of")[0] for text in texts]


@posix_only
@pytest.mark.qt_log_ignore("QPainter::begin", "QPdfEngine", "QPrinter", extend=True)
def test_a_printer_that_takes_nothing_is_told(
    window: MainWindow, notices: Notices, qtbot: QtBot, tmp_path: Path
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = window.findChildren(QPrintDialog)
    paper.print_into(dialog, tmp_path / "not there" / "page.pdf")
    (notice,) = notices.waiting
    assert "wasn’t printed" in notice.message.happened


def test_without_a_printer_the_page_is_saved_as_a_pdf_and_that_is_told(
    window: MainWindow, services: Services, notices: Notices, qtbot: QtBot, tmp_path: Path
) -> None:
    page = Printout("Help: time?", "<p>Four years</p>", "LSSC", "A. Rivera", date(2026, 11, 28))
    PageFile(page, window, services).ask_where()
    (dialog,) = window.findChildren(QFileDialog)
    assert [Path(name).name for name in dialog.selectedFiles()] == ["Help_ time_.pdf"]
    paper.save_page(window, qtbot, tmp_path / "time.pdf")
    qtbot.waitUntil(lambda: bool(notices.waiting))
    assert "time.pdf" in notices.waiting[0].message.happened
    (sheet,) = PdfReader(tmp_path / "time.pdf").pages
    assert (sheet.mediabox.width, sheet.mediabox.height) == (612, 792)
    assert "Four years" in " ".join(sheet.extract_text().split())


def test_a_page_that_cannot_be_saved_is_told(
    window: MainWindow, services: Services, notices: Notices, qtbot: QtBot, tmp_path: Path
) -> None:
    page = Printout("Help", "<p>Four years</p>", "LSSC", "A. Rivera", date(2026, 11, 28))
    PageFile(page, window, services).ask_where()
    (dialog,) = window.findChildren(QFileDialog)
    (tmp_path / "page.pdf").mkdir()
    dialog.fileSelected.emit(str(tmp_path / "page.pdf"))
    dialog.reject()
    qtbot.waitUntil(lambda: bool(notices.waiting))
    assert notices.waiting[0].tone is Tone.BAD
