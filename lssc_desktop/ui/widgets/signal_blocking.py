"""Setting a control without telling anyone, as the program does where it shows what is saved."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject


@contextmanager
def signals_blocked(*senders: QObject) -> Iterator[None]:
    """Block the signals of some objects for a while; a block that was there before stays."""
    before = [sender.blockSignals(True) for sender in senders]
    try:
        yield
    finally:
        for sender, blocked in zip(senders, before, strict=True):
            sender.blockSignals(blocked)
