"""The dialog for printing, answered; and the words on the paper that comes out, a PDF."""

import sys
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot


def leave_out_with_windows_dialog() -> None:
    """Leave a test out where Windows would open its own dialog, which no test can answer.

    `installers/windows/try_window.py` does, by hand. Without a printer there is none.
    """
    if sys.platform == "win32" and QPrinterInfo.availablePrinterNames():
        pytest.skip("the print dialog is the system's own there")


def printed(window: QWidget, qtbot: QtBot, target: Path) -> str:
    """Answer the dialog for printing of a window, or for a file, and return the words on paper."""
    if sys.platform == "win32":
        save_page(window, qtbot, target)
    else:
        qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(QPrintDialog)))
        (dialog,) = (each for each in window.findChildren(QPrintDialog) if each.isVisible())
        print_into(dialog, target)
    return "\n".join(page.extract_text() for page in PdfReader(target).pages)


def print_into(dialog: QPrintDialog, target: Path) -> None:
    """Answer Qt's own dialog for printing: into a file."""
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    dialog.done(QPrintDialog.DialogCode.Accepted)


def save_page(window: QWidget, qtbot: QtBot, target: Path) -> None:
    """Answer the dialog that asks for a file in place of a printer."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(QFileDialog)))
    (dialog,) = (each for each in window.findChildren(QFileDialog) if each.isVisible())
    assert "printer" in dialog.windowTitle()
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(field, QLineEdit)
    field.setText(str(target))
    dialog.accept()
    qtbot.waitUntil(target.exists)
