"""Helpers: processes of this program that do what may fail, and the frames they are asked in.

A frame is two lengths, some words in JSON, and bytes. What comes from a helper is not trusted: a
hostile file may have taken it over. The modules that serve are named in `__main__`.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, Full, Queue, SimpleQueue
from struct import Struct
from threading import Event, Lock, Thread
from typing import Any, BinaryIO, NamedTuple, NoReturn, cast

from lssc_desktop.core.job import Cancelled, Progress, Reporter, Step
from lssc_desktop.core.plain import NotPlain, from_data, to_data
from lssc_desktop.disk.processes import end_own_group, end_tree
from lssc_desktop.disk.temporary import scratch_of_helper
from lssc_desktop.values import dataclass

_POLL_EVERY = 0.05  # seconds between two looks whether the job was cancelled
_GRACE = 1.0  # seconds for an answer that nobody waits for any more; a new start takes a third
_MOST_WAITING = 2  # answers that nobody has taken yet

_SOURCE_ROOT = Path(__file__).resolve().parents[2]
_START_CODE = """
import sys
sys.path.insert(0, sys.argv.pop(1))
from lssc_desktop.__main__ import main
sys.exit(main())
"""


# Frames -----------------------------------------------------------------------------------------


class Broken(Exception):
    """What came is no frame, or says what cannot be."""


class WireMessage(NamedTuple):
    """One message."""

    words: dict[str, Any]
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Largest:
    """How many bytes the words of a frame may take, and how many may be beside them."""

    words: int
    data: int


OF_A_FILE = Largest(16 << 20, 100_000_000)
"""Frames about one file."""

OF_MUCH = Largest(256 << 20, 1 << 30)
"""Frames about a whole portfolio, or many packages."""

_LENGTHS = Struct(">II")


def send(stream: BinaryIO, words: Mapping[str, object], data: bytes | memoryview = b"") -> None:
    """Write one frame."""
    said = json.dumps(words).encode()
    stream.write(_LENGTHS.pack(len(said), len(data)))
    stream.write(said)
    stream.write(data)
    stream.flush()


def receive(stream: BinaryIO, largest: Largest = OF_A_FILE) -> WireMessage | None:
    """Read one frame; None where the other side has ended. Raises `Broken`."""
    head = _exactly(stream, _LENGTHS.size)
    if not head:
        return None
    of_words, of_data = _LENGTHS.unpack(head)
    if of_words > largest.words or of_data > largest.data:
        raise Broken
    said = _exactly(stream, of_words)
    data = _exactly(stream, of_data)
    if len(data) != of_data:
        raise Broken
    try:
        words = json.loads(said)
    except (ValueError, RecursionError) as error:
        raise Broken from error
    if not isinstance(words, dict):
        raise Broken
    return WireMessage(words, data)


def giving(value: object, key: str = "given") -> WireMessage:
    """Return a frame that gives a value."""
    beside: list[bytes] = []
    words = {key: to_data(value, beside)}
    return WireMessage(words, b"".join(beside))


def given[T](kind: type[T], frame: WireMessage, key: str = "given") -> T:
    """Return the value that a frame gives. Raises `Broken`."""
    try:
        return from_data(kind, frame.words[key], frame.data)
    except (KeyError, NotPlain) as error:
        raise Broken from error


def _exactly(stream: BinaryIO, count: int) -> bytes:
    """Read `count` bytes; none at all where the stream has ended in front of them."""
    got = bytearray()
    while len(got) < count:
        more = stream.read(count - len(got))
        if not more:
            if got:
                raise Broken
            return b""
        got += more
    return bytes(got)


# Helper from outside ----------------------------------------------------------------------------


def command(word: str) -> tuple[str, ...]:
    """Return how the program starts itself as a helper, from a checkout or as built.

    It takes no module from the folder of the start, nor from where variables of Python say.
    """
    if getattr(sys, "frozen", False):
        return (sys.executable, word)
    return (sys.executable, "-I", "-c", _START_CODE, str(_SOURCE_ROOT), word)


class Ended(Exception):
    """The helper is gone, or says what makes no sense."""


class TooSlow(Exception):
    """The helper took longer than it may."""


def no_longer(_progress: Progress) -> float:
    """Return no more seconds, however far a helper has come."""
    return 0.0


class Process:
    """One run of a helper, from outside; `end` it, whatever happens.

    It begins in a folder of ours, as the user's own may hold anything; one that is given paths as
    the user typed them begins `here`.
    """

    def __init__(
        self, command: Sequence[str], largest: Largest = OF_A_FILE, *, here: bool = False
    ) -> None:
        # What it lays down goes with it, however it ends.
        self._scratch = scratch_of_helper()
        try:
            self._process = _started(command, self._scratch.name, None if here else _SOURCE_ROOT)
        except OSError:
            self._scratch.cleanup()
            raise
        self._largest = largest
        self._questions = cast("BinaryIO", self._process.stdin)
        self._answers: Queue[WireMessage | None] = Queue(_MOST_WAITING)
        self._owed = 0
        self._is_over = Event()
        self._ending = Lock()
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
                answer = self._answers.get(timeout=max(last - time.monotonic(), 0))
            except Empty:
                return False
            self._owed -= answer is None or "progress" not in answer.words
        return self._process.poll() is None

    def tell(self, words: Mapping[str, object], data: bytes | memoryview = b"") -> None:
        """Say what needs no answer. Raises `Ended`."""
        try:
            send(self._questions, words, data)
        except (OSError, ValueError) as error:
            raise Ended from error

    def ask(
        self,
        question: WireMessage,
        seconds: float,
        reporter: Reporter,
        step: Step = Step.READING,
        longer: Callable[[Progress], float] = no_longer,
    ) -> WireMessage:
        """Return the answer; meanwhile the reporter hears what the helper says, at first `step`.

        It may take so many `seconds`, and so many more when it has come as far as it said last.
        Raises `Ended`, `TooSlow` or `Broken`, after which it is of no more use, and `Cancelled`.
        """
        self.tell(*question)
        self._owed += 1
        last, progress = time.monotonic() + seconds, Progress(step)
        while True:
            if self._is_over.is_set():
                raise Ended
            reporter(progress)
            if time.monotonic() > last + longer(progress):
                raise TooSlow
            with suppress(Empty):
                answer = self._answers.get(timeout=_POLL_EVERY)
                if answer is None or "progress" not in answer.words:
                    self._owed -= 1
                    if answer is None:
                        raise Ended
                    return answer
                progress = given(Progress, answer, "progress")

    def end(self, grace: float = 0.0) -> int:
        """Stop it and what it started, wait until it is gone, and return its exit status.

        It has `grace` seconds to clean up. Several threads may end it.
        """
        self._is_over.set()
        with self._ending:
            if grace:
                self._close(self._process.stdin)  # by which it sees that nobody waits any more
                with suppress(subprocess.TimeoutExpired):
                    self._process.wait(grace)
            end_tree(self._process)
            self._listener.join()
            self._close(self._process.stdin)
            self._close(self._process.stdout)
            self._scratch.cleanup()
        return self._process.returncode

    @staticmethod
    def _close(pipe: object) -> None:
        with suppress(OSError):  # what was not sent yet goes nowhere
            cast("BinaryIO", pipe).close()

    def _listen(self) -> None:
        """Take in what comes, and no more of it than is wanted."""
        answers = cast("BinaryIO", self._process.stdout)
        with suppress(Broken, OSError, ValueError):
            while (frame := receive(answers, self._largest)) is not None:
                self._keep(frame)
        self._keep(None)

    def _keep(self, frame: WireMessage | None) -> None:
        while not self._is_over.is_set():
            with suppress(Full):
                self._answers.put(frame, timeout=_POLL_EVERY)
                return


def _started(
    command: Sequence[str], scratch: str, folder: Path | None
) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603  the program itself
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env={**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), scratch)},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        start_new_session=sys.platform != "win32",  # Ctrl+C is for the program
    )


# Helper from inside -----------------------------------------------------------------------------

type Answer = Callable[[WireMessage, Reporter], WireMessage]
"""Answers a question; its reporter raises `Cancelled` once nobody waits for the answer."""


def _takes_nothing(_frame: WireMessage) -> bool:
    return False


def _leaves_nothing() -> None:
    pass


def serve(
    answer: Answer,
    takes: Callable[[WireMessage], bool] = _takes_nothing,
    leave: Callable[[], None] = _leaves_nothing,
    *,
    grace: float = 0.0,
    largest: Largest = OF_A_FILE,
) -> NoReturn:
    """Answer one question after another, and end with the program that started this process.

    What it `takes` needs no answer. When the program is gone, what is being done has so many
    seconds of `grace`; `leave` is called last, and what was started here ends too.
    """
    questions = open(0, "rb", closefd=False)  # noqa: SIM115  the pipe from the program
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not get among the answers.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    asked: SimpleQueue[WireMessage] = SimpleQueue()
    is_unwanted, is_idle = Event(), Event()
    is_idle.set()

    def listen() -> None:
        try:
            while (frame := receive(questions, largest)) is not None:
                if not takes(frame):
                    is_idle.clear()
                    asked.put(frame)
        finally:
            is_unwanted.set()
            is_idle.wait(grace)
            try:
                leave()
            finally:
                end_own_group()

    def tell(frame: WireMessage) -> None:
        try:
            send(answers, *frame)
        except OSError:  # when the program is gone, `listen` ends this process
            if not is_unwanted.wait(_GRACE):
                raise

    def report(progress: Progress) -> None:
        if is_unwanted.is_set():
            raise Cancelled
        tell(giving(progress, "progress"))

    Thread(target=listen, daemon=True).start()
    try:
        while True:
            said = answer(asked.get(), report)
            tell(said)
            is_idle.set()
    finally:  # nobody waits for one that cannot answer
        end_own_group()
