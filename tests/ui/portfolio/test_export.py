"""Portfolio > Export: chosen in the dialog by real input, written in the background."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from lssc_desktop.documents.word import read_document
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.portfolio.export import ExportDialog


@pytest.fixture
def candidate_window(open_window: Callable[[Path], MainWindow], sample: Path) -> MainWindow:
    return open_window(sample)


def opened(window: MainWindow) -> ExportDialog:
    window.menu_actions.export.trigger()
    (dialog,) = (each for each in window.findChildren(ExportDialog) if each.isVisible())
    return dialog


def test_sets_kind_and_place_are_chosen_and_the_document_is_written(
    candidate_window: MainWindow, services: Services, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(candidate_window)
    for set_id, box in dialog.sets.items():
        if set_id != "technology":
            qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center() * 0.2)
    assert dialog.chosen == ("technology",)
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    (files,) = (each for each in candidate_window.findChildren(QFileDialog) if each.isVisible())
    assert Path(files.selectedFiles()[0]).name == "Rivera Technology.docx"
    target = tmp_path / "mine.docx"
    with qtbot.waitSignal(services.notices.changed):
        files.fileSelected.emit(str(target))
        files.done(0)
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: bool(services.notices.waiting))
    notice = services.notices.waiting[-1]
    assert notice.message.happened == "“mine.docx” is saved, with 1 set."
    assert any(
        each.text.startswith("3 Data") for each in read_document(target, "m").text.paragraphs
    )


def test_nothing_is_written_without_a_set(candidate_window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(candidate_window)
    for box in dialog.sets.values():
        box.setFocus()
        qtbot.keyClick(box, Qt.Key.Key_Space)
    assert not dialog.accept_button.isEnabled()
    assert dialog.hint.text() == "Choose at least one set."


def test_what_goes_with_the_evidence_is_said_for_each_kind(
    candidate_window: MainWindow, qtbot: QtBot
) -> None:
    dialog = opened(candidate_window)
    dialog.pdf.setFocus()
    qtbot.keyClick(dialog.pdf, Qt.Key.Key_Space)
    assert dialog.pdf.isChecked()
    words = {each.text() for each in dialog.findChildren(type(dialog.hint))}
    assert any("isn’t tagged for screen readers" in each for each in words)
