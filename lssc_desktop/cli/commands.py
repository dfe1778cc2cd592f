"""Commands: their output and progress, their results, the table of all, errors as sentences."""

import codecs
import json
import os
import re
import signal
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from types import FrameType
from typing import TextIO

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Cancelled, Progress, Reporter, seconds_left
from lssc_desktop.messages.words import job_step_words, time_left

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

    def __call__(self, progress: Progress) -> None:
        """Show how far the job is; raises `Cancelled` after `stop`."""
        if self._stopped:
            raise Cancelled
        if self._stream is None:
            return
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

_COMMANDS: Mapping[str, tuple[str, str]] = {
    "sample": ("packages", "sample"),
    "new": ("starting", "new"),
    "rebuild": ("starting", "rebuild"),
    "add": ("facts", "add"),
    "use": ("facts", "use"),
    "respond": ("facts", "respond"),
    "split": ("facts", "split"),
    "status": ("checking", "status"),
    "check": ("checking", "check"),
    "find": ("finding", "find"),
    "make-copy": ("checking", "make_copy"),
    "privacy": ("private", "privacy"),
    "clean": ("cleaning", "clean"),
    "clean-computer": ("cleaning", "clean_computer"),
    "consent": ("cleaning", "consent"),
    "consent-letter": ("cleaning", "letter"),
    "package": ("packages", "package"),
    "export": ("packages", "export"),
    "verify": ("packages", "verify"),
    "audit": ("auditing", "audit"),
    "send": ("packages", "send"),
    "mail": ("packages", "mail"),
    "review": ("reviewing", "review"),
    "combine": ("reviewing", "combine"),
    "letter": ("reviewing", "letter"),
    "shelf": ("shelf", "shelf"),
    "assign": ("shelf", "assign"),
    "retention": ("shelf", "retention"),
    "import-review": ("reviewing", "import_review"),
    "sign": ("signing", "sign"),
    "signing-key": ("signing", "signing_key"),
    "signers": ("signing", "signers"),
    "comments": ("reviewing", "comments"),
    "answer": ("reviewing", "answer"),
    "person": ("facts", "person"),
    "grid": ("facts", "grid"),
    "clock": ("facts", "clock"),
    "work": ("facts", "work"),
    "electives": ("facts", "electives"),
    "route": ("facts", "route"),
    "notify": ("packages", "notify"),
    "handed-in": ("facts", "handed_in_on"),
    "recognition": ("facts", "recognition"),
    "course": ("facts", "course"),
    "plan": ("facts", "plan"),
    "official-texts": ("facts", "official_texts"),
    "decide": ("facts", "decide"),
    "certified": ("facts", "certified"),
    "renewed": ("facts", "renewed"),
    "activity": ("facts", "activity"),
    "renewal-statement": ("facts", "renewal_statement"),
    "forget": ("facts", "forget"),
    "program": ("starting", "program"),
    "move-program": ("starting", "move_program"),
    "report": ("packages", "report"),
    "calendar": ("packages", "calendar"),
    "purchase-order": ("packages", "purchase_order"),
    "appeal": ("packages", "appeal"),
}
"""The module and the function of each command."""

_READING = frozenset(
    (
        *("status", "check", "find", "verify", "audit", "shelf", "comments", "program"),
        *("report", "calendar", "export", "review"),
    )
)
"""Those that leave alone what they are given: there is nothing that they could have changed."""


@dataclass(frozen=True, slots=True)
class CommandResult:
    """What a command found: lines for the user, one object for `--json`, and the exit status."""

    lines: tuple[str, ...]
    data: Mapping[str, object]
    status: int = GOOD

    def text(self, *, as_json: bool) -> str:
        """Return what goes to standard output; JSON in ASCII, whole under every encoding."""
        if as_json:
            return json.dumps(self.data, indent=2)
        return "\n".join(self.lines)


type Command = Callable[[Namespace, date, Reporter], CommandResult]


def carry_out(arguments: Namespace, today: date) -> int:
    """Do what was asked, print what came of it, and return the exit status."""
    try:
        with terminal_reporter() as reporter:
            outcome = command_of(arguments.command)(arguments, today, reporter)
            if getattr(arguments, "sources", False):
                outcome = _with_sources(outcome, arguments)
            text = outcome.text(as_json=arguments.json)
    except Exception as error:  # noqa: BLE001  no traceback reaches the user
        refuse(_sentence_of(error, arguments.command), as_json=arguments.json, error=error)
        return NOT_DONE
    try:
        say(text)
    except OutputLost:
        from lssc_desktop.messages.command_line import output_lost

        complain(output_lost().text)
        return NOT_DONE
    return outcome.status


def refuse(sentence: str, *, as_json: bool, error: Exception | None = None) -> None:
    """Print why something was not done, as an object for a program that asked for one.

    Its `code` is the name of the error, "usage" for words that make no command, and "unforeseen";
    its `path` is the file or folder that the error is about, if it is about one.
    """
    if not as_json:
        complain(sentence)
        return
    code = "usage" if error is None else "unforeseen"
    if isinstance(error, LsscError):
        code = re.sub("(?<!^)(?=[A-Z])", "-", type(error).__name__).lower()
    path = getattr(error, "path", None)
    found = {"code": code, "message": sentence, "path": None if path is None else str(path)}
    with suppress(OutputLost):  # then the exit status says it
        say(json.dumps({"error": found}, indent=2))


def _with_sources(outcome: CommandResult, arguments: Namespace) -> CommandResult:
    """Return what a command found with where its rules come from."""
    module = import_module("lssc_desktop.cli.opened")  # only for a command with --sources
    found: CommandResult = module.with_sources(outcome, arguments)
    return found


def _sentence_of(error: Exception, command: str) -> str:
    """Return the sentence of an error; of one that we did not foresee, where it happened.

    A typing error gets a second line: where help is.
    """
    from lssc_desktop.messages.command_line import unforeseen_line

    if not isinstance(error, LsscError):
        return unforeseen_line(error)
    from lssc_desktop.messages.command_line import (
        command_hint,
        help_line,
        is_mistyped,
        without_promise,
    )
    from lssc_desktop.messages.message import message_for

    try:
        message = message_for(error)
        message = without_promise(message) if command in _READING else message
        said = " ".join(filter(None, (message.text, command_hint(error))))
        return f"{said}\n{help_line(f'lssc-desktop {command}')}" if is_mistyped(error) else said
    except Exception as failed:  # noqa: BLE001  no sentence is worth a traceback
        return unforeseen_line(failed)


def command_of(name: str) -> Command:
    """Return what carries out a command; what only another one needs is not imported."""
    module, function = _COMMANDS[name]
    command: Command = getattr(import_module(f"lssc_desktop.cli.{module}"), function)
    return command
