"""How a command runs on the terminal: its output, progress, result, exit status, and memory."""

import codecs
import gc
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, NamedTuple, TextIO

if TYPE_CHECKING:  # who says one line needs no job
    from lssc_desktop.core.job import Progress

# Output -----------------------------------------------------------------------------------------

_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_DIRECTION = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))  # overrides, embeddings, isolates
_LINES = (0x2028, 0x2029)
_UNSHOWN = dict.fromkeys((*_CONTROLS, *_DIRECTION, *_LINES), "\ufffd") | {ord("\n"): "\n"}


class OutputLost(Exception):
    """What a command found could not be written to standard output."""


def say(text: str) -> None:
    """Print what a command found; a reader that went away (`| head`) has read enough.

    Raises `OutputLost` when standard output is full.
    """
    try:
        _print(text, sys.stdout)
    except BrokenPipeError:
        _silence(sys.stdout)
    except OSError as error:
        _silence(sys.stdout)
        raise OutputLost from error


def complain(text: str) -> None:
    """Print why a command was not done; where nobody can read it, the exit status says it."""
    try:
        _print(text, sys.stderr)
    except OSError:
        _silence(sys.stderr)


def _print(text: str, stream: TextIO | None) -> None:
    """Print a text with what the stream can show of it, and see it off.

    A name of a file, perhaps a stranger's, may hold what makes a terminal act: that is not shown.
    """
    if stream is None:  # closed, or a Windows program without a console
        return
    encoding = stream.encoding or "utf-8"
    shown = text.translate(_UNSHOWN).encode(encoding, _PLAINLY).decode(encoding)
    print(shown, file=stream, flush=True)


def _plainly(error: UnicodeError) -> tuple[str, int]:
    """Return what a keyboard has for characters that a stream cannot show, and where to go on."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(_PLAIN.get(character, "?") for character in lost), error.end


_PLAINLY = "lssc_desktop.plainly"
_PLAIN = {
    **dict.fromkeys("\u2018\u2019", "'"),
    **dict.fromkeys("“”", '"'),
    **dict.fromkeys("\u2013\u2014\u2212", "-"),
    "…": "...",
    "×": "x",
    "·": "-",
    "•": "*",
    "→": "->",
    "\N{NO-BREAK SPACE}": " ",
}
codecs.register_error(_PLAINLY, _plainly)


def _silence(stream: TextIO) -> None:
    """Turn a stream to nowhere, so that what it still holds troubles nobody at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


# Progress ---------------------------------------------------------------------------------------


class TerminalReporter:
    """Writes one line that is overwritten, on a terminal only; stops when it was asked to."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream if stream is not None and stream.isatty() else None
        self._stopped = False
        self._width = 0

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Ask the running job to stop at its next report."""
        self._stopped = True

    def __call__(self, progress: "Progress") -> None:
        """Show how far the job is; raises `Cancelled` after `stop`."""
        if self._stopped:
            from lssc_desktop.core.job import Cancelled

            raise Cancelled
        if self._stream is None:
            return
        from lssc_desktop.core.job import seconds_left
        from lssc_desktop.messages.words import job_step_words, time_left

        done, total, item = progress.done, progress.total, progress.item
        share = f" {min(99, done * 100 // total)}%" if total and done < total else ""
        files = f" {item.done}/{item.total}" if item.total else ""
        left = seconds_left(done, total, progress.seconds)
        after = item.name if left is None else f" {time_left(left, short=True)}"
        line = f"{job_step_words(progress.step)}{share}{files} {after}"[:78]
        self._stream.write("\r" + line.ljust(self._width))
        self._stream.flush()
        self._width = len(line)

    def clear(self) -> None:
        """Clear the line again."""
        if self._stream is not None and self._width:
            self._stream.write("\r" + " " * self._width + "\r")
            self._stream.flush()


@contextmanager
def terminal_reporter() -> Iterator[TerminalReporter]:
    """Report on standard error while a command runs; Ctrl+C stops the job in good order."""
    reporter = TerminalReporter(sys.stderr)
    before = signal.signal(signal.SIGINT, reporter.stop)
    try:
        yield reporter
    finally:
        signal.signal(signal.SIGINT, before)
        reporter.clear()


# Results ----------------------------------------------------------------------------------------

GOOD = 0
FOUND_SOMETHING = 1
NOT_DONE = 2
"""The exit statuses."""


class CommandResult(NamedTuple):
    """What a command found: lines for the user, one object for `--json`, and the exit status."""

    lines: tuple[str, ...]
    data: Mapping[str, object]
    status: int = GOOD

    def text(self, *, as_json: bool) -> str:
        """Return what goes to standard output; JSON in ASCII, whole under every encoding."""
        if as_json:
            import json

            return json.dumps(self.data, indent=2)
        return "\n".join(self.lines)


# Memory -----------------------------------------------------------------------------------------


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
