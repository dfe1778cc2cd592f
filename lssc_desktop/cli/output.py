"""Standard output and standard error, which may be closed, full or poor in letters."""

import os
import sys
from typing import TextIO

_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), "\ufffd") | {ord("\n"): "\n"}


class OutputLost(Exception):
    """What a command found could not be written to standard output."""


def say(text: str) -> None:
    """Print what a command found; a reader that went away (`| head`) has read enough.

    Raises `OutputLost` when standard output is full.
    """
    try:
        _print(text, sys.stdout)
    except BrokenPipeError:
        _give_up(sys.stdout)
    except OSError as error:
        _give_up(sys.stdout)
        raise OutputLost from error


def complain(text: str) -> None:
    """Print why a command was not done; where nobody can read it, the exit status says it."""
    try:
        _print(text, sys.stderr)
    except OSError:
        _give_up(sys.stderr)


def _print(text: str, stream: TextIO | None) -> None:
    """Print a text with what the stream can show of it, and see it off.

    A name of a file, perhaps a stranger's, may hold what makes a terminal act: that is not shown.
    """
    if stream is None:  # closed, or a Windows program without a console
        return
    encoding = stream.encoding or "utf-8"
    shown = text.translate(_CONTROLS).encode(encoding, "replace").decode(encoding)
    print(shown, file=stream, flush=True)


def _give_up(stream: TextIO) -> None:
    """Turn a stream to nowhere, so that what it still holds troubles nobody at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
