"""The program's own log: what it did, never with what.

A log is read by strangers who help, and lies on computers that others use. So a line can hold
only words that stand in our code (events, class and module names) and numbers. The text of a
record, and that of an exception, is never written, whoever made it (docs/architecture.md 6).
"""

import logging
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import override

_ROOT = "lssc_desktop"
_FILE = "lssc-desktop.log"
_BYTES = 256 * 1024
_OLDER_FILES = 2


class LogEvent(StrEnum):
    """What can stand in the log."""

    STARTED = "started"
    JOB_CANCELLED = "job-cancelled"
    FAILED = "failed"


class Hex(int):
    """A number that is read by its hexadecimal digits, as a commit is."""

    @override
    def __str__(self) -> str:
        return f"{int(self):08x}"


type Fact = int | StrEnum
"""A number, or a word that stands in our code; a text of the person's is neither."""


def start(folder: Path) -> None:
    """Write the log into `folder` from now on; where that cannot be, there is no log.

    Calling it again changes nothing.
    """
    logger = logging.getLogger(_ROOT)
    if _handlers(logger):
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = _quiet_file(folder / _FILE)
    except OSError:
        return
    handler.set_name(_FILE)
    handler.setFormatter(_Discreet())
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False


def stop() -> None:
    """Close the log, so that its folder can be removed."""
    logger = logging.getLogger(_ROOT)
    for handler in _handlers(logger):
        logger.removeHandler(handler)
        handler.close()


def note(event: LogEvent, **facts: Fact) -> None:
    """Write down that something happened, with its numbers."""
    logging.getLogger(_ROOT).info(event.value, extra={"event": event, "facts": facts})


def failed(error: BaseException) -> None:
    """Write down an error: the classes of it and of its causes, and the lines of code it passed."""
    logger = logging.getLogger(_ROOT)
    if logger.handlers:  # without, logging would print the error's text
        logger.error(
            LogEvent.FAILED.value, exc_info=error, extra={"event": LogEvent.FAILED, "facts": {}}
        )


def _handlers(logger: logging.Logger) -> list[logging.Handler]:
    """Return those of a logger that `start` gave it."""
    return [handler for handler in logger.handlers if handler.get_name() == _FILE]


def _quiet_file(path: Path) -> logging.Handler:
    """Return a log file that never troubles the person with its own (disk full, stick gone)."""
    from logging.handlers import RotatingFileHandler  # slow to import: it brings sockets along

    class QuietFile(RotatingFileHandler):
        @override
        def handleError(self, record: logging.LogRecord) -> None:
            """Lose the line."""

    return QuietFile(path, maxBytes=_BYTES, backupCount=_OLDER_FILES, encoding="ascii")


class _Discreet(logging.Formatter):
    """Writes time, level and place, then the event and its facts, and nothing else."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        parts = [
            datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            record.levelname,
        ]
        event = getattr(record, "event", None)
        if isinstance(event, LogEvent):
            parts.append(event.value)
            parts.extend(f"{name}={_said(fact)}" for name, fact in vars(record)["facts"].items())
        else:
            parts.append(f"unnamed module={record.module} line={record.lineno}")
        if record.exc_info and record.exc_info[1]:
            parts.extend(descent(record.exc_info[1]))
        return " ".join(parts)


def _said(fact: Fact) -> str:
    if isinstance(fact, StrEnum):
        return fact.value
    return str(fact if isinstance(fact, Hex) else int(fact))


def descent(error: BaseException) -> Iterator[str]:
    """Yield each error from the outermost to its first cause, with the code it passed through.

    After what the system said stands its number for it, on Windows that of winerror.h.
    """
    seen: BaseException | None = error
    while seen is not None:
        lines = (
            f"{frame.f_globals.get('__name__', '?')}:{line}"
            for frame, line in traceback.walk_tb(seen.__traceback__)
        )
        name = f"{type(seen).__module__}.{type(seen).__qualname__}"
        yield f"{name}({','.join(lines)}){_number(seen)}"
        seen = seen.__cause__ or seen.__context__


def _number(error: BaseException) -> str:
    """Return the number by which the system knows what went wrong, "" where there is none."""
    if not isinstance(error, OSError):
        return ""
    number = getattr(error, "winerror", None) or error.errno
    return f"[{number}]" if isinstance(number, int) else ""
