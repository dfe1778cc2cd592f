"""Print: every page gives its words, black on white, with program, candidate, day and number."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.app.main_window import MainWindow
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
from tests.systems import shows_qts_print_dialog

pytestmark = shows_qts_print_dialog


@pytest.fixture
def window(
    open_window: Callable[[Path], MainWindow], sample: Path, services: Services, qtbot: QtBot
) -> MainWindow:
    window = open_window(sample)
    session = window.session
    assert session is not None
    qtbot.waitUntil(lambda: bool(session.facts.documents))
    qtbot.waitUntil(lambda: not services.jobs.running())
    return window


def printed(window: MainWindow, qtbot: QtBot, target: Path) -> str:
    """Press Ctrl+P, print into a PDF, and return its text."""
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(QPrintDialog)))
    (dialog,) = (each for each in window.findChildren(QPrintDialog) if each.isVisible())
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    dialog.done(QPrintDialog.DialogCode.Accepted)
    return "\n".join(page.extract_text() for page in PdfReader(target).pages)


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
