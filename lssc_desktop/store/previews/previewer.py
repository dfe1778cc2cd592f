"""Previews for the window: a helper that is started when needed and stopped when it fails."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from lssc_desktop.core.job import Reporter, Step
from lssc_desktop.core.names import split_extension
from lssc_desktop.store.previews import wire
from lssc_desktop.store.previews.limits import MOST_STREAMED
from lssc_desktop.store.previews.process import Ended, Process, TooSlow, command
from lssc_desktop.store.previews.values import (
    MOST_CHARACTERS,
    OFFICE_ENDINGS,
    Looked,
    Pixels,
    PreviewFailed,
    PreviewFault,
    Source,
)
from lssc_desktop.store.previews.wire import Frame


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question may cost: `seconds` of waiting, `bytes` of a file that is streamed.

    `office_seconds` is the patience with LibreOffice, which has to start first.
    """

    seconds: float = 15.0
    office_seconds: float = 75.0
    bytes: int = MOST_STREAMED


class Previewer:
    """Asks a helper about files; may be used from several threads, which take turns.

    Every question raises `PreviewFailed` when there is no answer, `Cancelled`, and what the
    blocks of a source raise.
    """

    def __init__(self, limits: Limits = Limits(), start: Sequence[str] = ()) -> None:
        self._limits = limits
        self._command = tuple(start) or command()
        self._turn = Lock()
        self._process: Process | None = None
        self._streamed = ""

    @property
    def helper(self) -> int | None:
        """The number of the helper's process, None while none was started."""
        return None if self._process is None else self._process.id

    def look(self, source: Source, reporter: Reporter) -> Looked:
        """Return what a file has to show."""
        with self._asked(source, {"ask": "look"}, reporter) as answer:
            return wire.looked_from(answer)

    def page(
        self, source: Source, number: int, room: tuple[int, int], reporter: Reporter
    ) -> Pixels:
        """Return the picture of a page (from 0), as large as fits into `room` (pixels)."""
        question = {"ask": "page", "number": number, "width": room[0], "height": room[1]}
        with self._asked(source, question, reporter) as answer:
            return wire.pixels_from(answer)

    def words(self, source: Source, number: int, reporter: Reporter) -> str:
        """Return the words of a page (from 0) as they come in the file; "" where it has none."""
        with self._asked(source, {"ask": "words", "number": number}, reporter) as answer:
            return str(answer.words.get("words", ""))[:MOST_CHARACTERS]

    def opens(self, source: Source, reporter: Reporter) -> bool:
        """Open a file to its end without showing it; False for a kind that we do not look into.

        A file that nobody can open raises `PreviewFailed` with its fault, as all questions do.
        """
        with self._asked(source, {"ask": "open"}, reporter) as answer:
            return answer.words.get("opened") is True

    def close(self) -> None:
        """Stop the helper; the next question starts another."""
        with self._turn:
            self._stop()

    @contextmanager
    def _asked(
        self, source: Source, question: Mapping[str, object], reporter: Reporter
    ) -> Iterator[Frame]:
        """Ask, and hand out the answer; a helper that fails in any way is stopped."""

        def failed(fault: PreviewFault) -> PreviewFailed:
            return PreviewFailed(source.name, fault)

        path = "" if source.path is None else str(source.path.absolute())
        with self._turn:
            try:
                process = self._ready()
                if source.path is None:
                    self._stream(process, source, reporter)
                words = {**question, "name": source.name, "path": path, "key": source.key}
                answer = process.ask(words, self._seconds(source), reporter)
                fault = answer.words.get("fault")
                if fault == PreviewFault.TOO_SLOW:
                    self._stop()  # LibreOffice hangs, and ends with the helper
                if fault is None:
                    yield answer
            except TooSlow:
                self._stop()
                raise failed(PreviewFault.TOO_SLOW) from None
            except (Ended, wire.Broken, OSError):
                self._stop()
                raise failed(PreviewFault.STOPPED) from None
        if fault is not None:
            known = fault in tuple(PreviewFault)
            raise failed(PreviewFault(fault) if known else PreviewFault.STOPPED)

    def _seconds(self, source: Source) -> float:
        ending = split_extension(source.name)[1].lower()
        limits = self._limits
        return limits.office_seconds if ending in OFFICE_ENDINGS else limits.seconds

    def _ready(self) -> Process:
        if self._process is None or not self._process.is_ready():
            self._stop()
            self._process = Process(self._command)
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        self._streamed = ""
        if process is not None:
            process.end()

    def _stream(self, process: Process, source: Source, reporter: Reporter) -> None:
        """Bring the content of a source to the helper, unless it has it already."""
        if self._streamed == source.key:
            return
        self._streamed = ""
        process.tell({"ask": "begin"})
        sent = 0
        for block in () if source.blocks is None else source.blocks():
            sent += len(block)
            if sent > self._limits.bytes:
                raise PreviewFailed(source.name, PreviewFault.TOO_LARGE)
            process.tell({"ask": "piece"}, block)
            reporter.report(Step.READING, sent, 0)
        self._streamed = source.key
