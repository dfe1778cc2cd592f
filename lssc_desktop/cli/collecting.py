"""When Python looks for garbage while a command is loaded and done: not at all at first."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Look for no garbage in a block: nothing of what a command loads is any.

    Afterwards Python's collector is what it was: where a window is open it is off, as it would
    destroy objects of Qt on the thread of a job.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
