"""Drags by the mouse: a hand carries what is dragged, for the screen of the tests cannot.

The press and the move that begin the drag are real, and so are the events that a target gets.
"""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

type Stop = tuple[QWidget, QPoint]

_BUTTON, _KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
_ACTIONS = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction


class Hand:
    """Carries what is dragged over a way of stops, waits at each, and lets go at the last."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.way: Sequence[Stop] = ()
        self.wait = 0
        """Milliseconds at each stop but the last."""
        self.refused = False
        """Whether the last stop did not take it."""
        monkeypatch.setattr(QDrag, "exec", lambda drag, *_: self._carry(drag.mimeData()))

    def drag(self, source: QWidget, start: QPoint, *way: Stop) -> None:
        """Press the mouse at `start` and drag it over all stops."""
        self.way = way
        far = QPoint(0, 3 * QApplication.startDragDistance())
        QTest.mousePress(source, _BUTTON, _KEYS, start)
        QTest.mouseMove(source, start + QPoint(0, 2))
        QTest.mouseMove(source, start + far)
        QTest.mouseRelease(source, _BUTTON, _KEYS, start + far)

    def _carry(self, data: QMimeData) -> Qt.DropAction:
        for widget, point in self.way[:-1]:
            self._enter(widget, point, data)
            QTest.qWait(self.wait)
            QApplication.sendEvent(widget, QDragLeaveEvent())
        widget, point = self.way[-1]
        self.refused = not self._enter(widget, point, data)
        if not self.refused:
            drop = QDropEvent(QPointF(point), _ACTIONS, data, _BUTTON, _KEYS)
            QApplication.sendEvent(widget, drop)
        return Qt.DropAction.CopyAction

    def _enter(self, widget: QWidget, point: QPoint, data: QMimeData) -> bool:
        enter = QDragEnterEvent(QPointF(point), _ACTIONS, data, _BUTTON, _KEYS)
        QApplication.sendEvent(widget, enter)
        if not enter.isAccepted():
            return False
        move = QDragMoveEvent(QPointF(point), _ACTIONS, data, _BUTTON, _KEYS)
        move.setAccepted(True)
        QApplication.sendEvent(widget, move)
        return move.isAccepted()
