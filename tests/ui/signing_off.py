"""The system in the moment in which somebody signs off."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication


class Manager:
    """The session of the computer, which lets us ask the person or not."""

    def __init__(self, *, lets_ask: bool = True) -> None:
        self.lets_ask = lets_ask
        self.told: list[str] = []

    def allowsInteraction(self) -> bool:  # noqa: N802  as Qt calls it
        self.told.append("may we ask?")
        return self.lets_ask

    def cancel(self) -> None:
        self.told.append("stay")

    def release(self) -> None:
        self.told.append("asked")


def application() -> QGuiApplication:
    running = QCoreApplication.instance()
    assert isinstance(running, QGuiApplication)
    return running
