"""The command line: what is typed, done, and said on standard output."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date


def run(words: Sequence[str], today: date) -> int:
    """Run one command on the day `today` and return its exit status.

    No traceback ever reaches the user.
    """
    with nothing_collected():
        from lssc_desktop.cli.arguments import parse
        from lssc_desktop.cli.commands import carry_out, refuse
        from lssc_desktop.cli.parsing import UsageError
        from lssc_desktop.cli.terminal import NOT_DONE
        from lssc_desktop.messages.message import speak_of

    try:
        with nothing_collected():
            arguments = parse(words)
    except UsageError as error:
        refuse(str(error), as_json="--json" in words)
        return NOT_DONE
    try:
        return carry_out(arguments, today)
    finally:
        speak_of(None)


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
