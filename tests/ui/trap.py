"""An address that nobody may ask for, and how to find what a window takes for markup."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QLabel, QTextEdit, QWidget


class Trap:
    """Remembers who came."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.visits: list[str] = []


@contextmanager
def set_trap() -> Iterator[Trap]:
    """Listen on this computer for whoever follows the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            trap.visits.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  as it is called
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        trap = Trap(f"http://127.0.0.1:{server.server_port}/trap.png")
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield trap
        finally:
            server.shutdown()
            thread.join()


def markup_of(window: QWidget) -> Iterator[str]:
    """Yield everything in a window that Qt would read as HTML: labels, hints, fetched pictures."""
    for widget in (window, *window.findChildren(QWidget)):
        for hint in (widget.toolTip(), widget.statusTip(), widget.whatsThis()):
            if _might_be_rich(hint):
                yield hint
        if isinstance(widget, QLabel) and _is_rich(widget):
            yield widget.text()
        # What is kept of a Word file is an object, and no picture.
        if isinstance(widget, QTextEdit):
            yield from (widget.toPlainText() for _picture in _pictures(widget))


def _pictures(field: QTextEdit) -> Iterator[QTextCharFormat]:
    block = field.document().begin()
    while block.isValid():
        at = block.begin()
        while not at.atEnd():
            if at.fragment().charFormat().isImageFormat():
                yield at.fragment().charFormat()
            at += 1
        block = block.next()


def _is_rich(label: QLabel) -> bool:
    if label.textFormat() == Qt.TextFormat.AutoText:
        return _might_be_rich(label.text())
    return label.textFormat() == Qt.TextFormat.RichText


def _might_be_rich(text: str) -> bool:
    """Say what Qt would guess."""
    return bool(QtGui.Qt.mightBeRichText(text))
