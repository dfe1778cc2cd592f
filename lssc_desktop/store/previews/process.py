"""One run of the helper, from outside."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import BinaryIO, cast

from lssc_desktop.core.job import Reporter, Step
from lssc_desktop.store.leftovers import scratch_folder
from lssc_desktop.store.previews import wire
from lssc_desktop.store.previews.wire import Frame
from lssc_desktop.store.process_tree import end_tree

_BETWEEN_LOOKS = 0.05  # seconds, at which a wish to stop is felt
_GRACE = 1.0  # seconds for an answer that nobody waits for any more; a new start takes a third
_CODE = Path(__file__).resolve().parents[3]
_BEGIN = """
import sys
sys.path.insert(0, sys.argv.pop(1))
from lssc_desktop.__main__ import main
sys.exit(main())
"""

WORD = "--preview-helper"
"""What the program is started with to be the helper."""


def command() -> tuple[str, ...]:
    """Return how the program starts itself as the helper, from a checkout or as built.

    It takes no module from the folder of the start, nor from where variables of Python say.
    """
    if getattr(sys, "frozen", False):
        return (sys.executable, WORD)
    return (sys.executable, "-I", "-c", _BEGIN, str(_CODE), WORD)


class Ended(Exception):
    """The helper is gone, or says what makes no sense."""


class TooSlow(Exception):
    """The helper took longer than it may."""


class Process:
    """Starts a helper; `end` it, whatever happens."""

    def __init__(self, command: Sequence[str]) -> None:
        # What it lays down goes with it, however it ends.
        self._scratch = scratch_folder()
        try:
            self._process = _started(command, self._scratch.name)
        except OSError:
            self._scratch.cleanup()
            raise
        self._questions = cast("BinaryIO", self._process.stdin)
        self._answers: SimpleQueue[Frame | None] = SimpleQueue()
        self._owed = 0
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()

    @property
    def id(self) -> int:
        """The number of the process."""
        return self._process.pid

    def is_ready(self) -> bool:
        """Whether it can be asked: it runs, and is done with what it was asked before."""
        last = time.monotonic() + _GRACE
        while self._owed and self._process.poll() is None:
            try:
                self._answers.get(timeout=max(last - time.monotonic(), 0))
            except Empty:
                return False
            self._owed -= 1
        return self._process.poll() is None

    def tell(self, words: Mapping[str, object], data: bytes | memoryview = b"") -> None:
        """Say what needs no answer. Raises `Ended`."""
        try:
            wire.send(self._questions, words, data)
        except (OSError, ValueError) as error:
            raise Ended from error

    def ask(self, words: Mapping[str, object], seconds: float, reporter: Reporter) -> Frame:
        """Return the answer.

        Raises `Ended` or `TooSlow`, after which it is of no more use, and `Cancelled`.
        """
        self.tell(words)
        self._owed += 1
        last = time.monotonic() + seconds
        while True:
            try:
                answer = self._answers.get(timeout=_BETWEEN_LOOKS)
            except Empty:
                reporter.report(Step.READING, 0, 0)
                if time.monotonic() > last:
                    raise TooSlow from None
                continue
            self._owed -= 1
            if answer is None:
                raise Ended
            return answer

    def end(self) -> None:
        """Stop it and what it started, and wait until it is gone."""
        end_tree(self._process)
        self._listener.join()
        for pipe in (self._process.stdin, self._process.stdout):
            try:
                cast("BinaryIO", pipe).close()
            except OSError:
                continue  # what was not sent yet goes nowhere
        self._scratch.cleanup()

    def _listen(self) -> None:
        answers = cast("BinaryIO", self._process.stdout)
        try:
            while (frame := wire.receive(answers)) is not None:
                self._answers.put(frame)
        except (wire.Broken, OSError, ValueError):
            pass
        self._answers.put(None)


def _started(command: Sequence[str], scratch: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  the program itself
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_CODE,  # the person's own folder may hold anything
        env={**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), scratch)},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        start_new_session=sys.platform != "win32",  # Ctrl+C is for the program
    )
