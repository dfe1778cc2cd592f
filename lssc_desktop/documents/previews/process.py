"""Client of the preview helper: starts it when needed, and stops it when it fails.

It also tries the evidence: whether each file opens, remembered by content. What was found is noted
in `.lssc/opened.json`, so that a check opens only what is new. Nothing is lost with that file.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.names import OWN, Shown, shown_as, split_extension
from lssc_desktop.core.files.seen import Barrier, Opened, SeenFile, TriedFile
from lssc_desktop.core.job import Item, Progress, Reporter, Step
from lssc_desktop.core.privacy.clean_copy import Cleaned, Way
from lssc_desktop.disk.files import inside
from lssc_desktop.disk.helpers import (
    Broken,
    Ended,
    Process,
    TooSlow,
    WireMessage,
    command,
    given,
    giving,
    no_longer,
)
from lssc_desktop.disk.json_files import read_object, write_object
from lssc_desktop.disk.processes import find_tesseract
from lssc_desktop.documents.previews.wire import (
    MOST_CHARACTERS,
    MOST_PAGES,
    MOST_STREAMED,
    CleanWish,
    Inspection,
    Occurrences,
    Pixels,
    PreviewFailed,
    PreviewFault,
    Source,
    Trial,
    given_inspection,
    given_pixels,
    given_private,
)
from lssc_desktop.values import dataclass

if TYPE_CHECKING:
    from lssc_desktop.core.privacy.private_data import PrivacyFinding
    from lssc_desktop.core.privacy.scan_order import ScanOrder

WORD = "--preview-helper"
"""What the program is started with to be the helper."""


# Previewer --------------------------------------------------------------------------------------


_OF_PRINT = (Shown.PDF, Shown.PICTURE, Shown.PHONE_PICTURE)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question may cost: `seconds` of waiting, `bytes` of a file that is streamed.

    `office_seconds` is the patience with LibreOffice, which has to start first, `print_seconds`
    that with pages and pictures whose print is read. A clean copy has `clean_seconds`, and for each
    page `page_seconds`, or `print_page_seconds` where its print is read.
    """

    seconds: float = 15.0
    office_seconds: float = 75.0
    clean_seconds: float = 60.0
    page_seconds: float = 2.0
    print_page_seconds: float = 10.0
    print_seconds: float = 120.0
    bytes: int = MOST_STREAMED


def _of_pages(each: float, progress: Progress) -> float:
    """Return the seconds that pages may take: those that are done, and the one at hand."""
    return each * min(max(progress.done, 0) + 1, MOST_PAGES)


class Previewer:
    """Asks a helper about files; may be used from several threads, which take turns.

    Every question raises `PreviewFailed` when there is no answer, `Cancelled`, and what the
    blocks of a source raise.
    """

    def __init__(self, limits: Limits = Limits(), start: Sequence[str] = ()) -> None:
        self._limits = limits
        self._command = tuple(start) or command(WORD)
        self._turn = Lock()
        self._process: Process | None = None
        self._streamed = ""

    @property
    def helper(self) -> int | None:
        """The number of the helper's process, None while none was started."""
        return None if self._process is None else self._process.id

    def look(self, source: Source, reporter: Reporter) -> Inspection:
        """Return what a file has to show."""
        with self._asked(source, {"ask": "look"}, reporter) as answer:
            return given_inspection(answer)

    def page(
        self, source: Source, number: int, room: tuple[int, int], reporter: Reporter
    ) -> Pixels:
        """Return the picture of a page (from 0), as large as fits into `room` (pixels)."""
        question = {"ask": "page", "number": number, "width": room[0], "height": room[1]}
        with self._asked(source, question, reporter) as answer:
            return given_pixels(answer)

    def picture(
        self, source: Source, number: int, room: tuple[int, int], reporter: Reporter
    ) -> Pixels:
        """Return a picture (from 0) of `Inspection.document`, as large as fits into `room`."""
        question = {"ask": "picture", "number": number, "width": room[0], "height": room[1]}
        with self._asked(source, question, reporter) as answer:
            return given_pixels(answer)

    def words(self, source: Source, number: int, reporter: Reporter) -> str:
        """Return the words of a page (from 0) as they come in the file; "" where it has none."""
        with self._asked(source, {"ask": "words", "number": number}, reporter) as answer:
            return given(str, answer)[:MOST_CHARACTERS]

    def text(self, source: Source, reporter: Reporter) -> str:
        """Return the words of all of a file; "" for a picture, and where there are none."""
        with self._asked(source, {"ask": "text"}, reporter) as answer:
            return given(str, answer)[:MOST_CHARACTERS]

    def find(self, source: Source, sought: str, first: int, reporter: Reporter) -> Occurrences:
        """Return where words stand from a page (from 0) on, as far as a moment allows.

        Nothing is found in a picture, nor in what the window lays out itself.
        """
        question = {"ask": "find", "sought": sought, "number": first}
        with self._asked(source, question, reporter) as answer:
            return given(Occurrences, answer)

    def opens(self, source: Source, reporter: Reporter) -> Trial:
        """Open a file to its end without showing it, and return what came of it.

        A file that nobody can open raises `PreviewFailed` with its fault, as all questions do.
        """
        with self._asked(source, {"ask": "open"}, reporter) as answer:
            return given(Trial, answer)

    def clean(self, source: Source, wish: CleanWish, reporter: Reporter) -> Cleaned:
        """Make the clean copy of a file in a folder, and return what is in it."""
        reads_print = wish.way is Way.LOOK and find_tesseract() is not None
        limits = self._limits
        each = limits.print_page_seconds if reads_print else limits.page_seconds
        question = {"ask": "clean", **giving(wish).words}
        with self._asked(source, question, reporter, partial(_of_pages, each)) as answer:
            made = given(Cleaned, answer)
            self._stop()  # it has grown, and the next file is allowed less
            return made

    def accept(self, source: Source, into: Path, reporter: Reporter) -> bool:
        """Write a document with its changes accepted, for LibreOffice; return if it is signed."""
        with self._asked(source, {"ask": "accept", "into": str(into.absolute())}, reporter) as said:
            return given(bool, said)

    def find_private(
        self, source: Source, order: "ScanOrder", reporter: Reporter
    ) -> "tuple[PrivacyFinding, ...]":
        """Return the private data in a file, in the order in which people read it."""
        question = {"ask": "private", **giving(order).words}
        with self._asked(source, question, reporter) as answer:
            return given_private(answer)

    def close(self) -> None:
        """Stop the helper; the next question starts another."""
        with self._turn:
            self._stop()

    @contextmanager
    def _asked(
        self,
        source: Source,
        question: Mapping[str, object],
        reporter: Reporter,
        longer: Callable[[Progress], float] = no_longer,
    ) -> Iterator[WireMessage]:
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
                seconds = self._seconds(source, question)
                answer = process.ask(WireMessage(words), seconds, reporter, longer=longer)
                fault = answer.words.get("fault")
                if fault == PreviewFault.TOO_SLOW:
                    self._stop()  # LibreOffice hangs, and ends with the helper
                if fault is None:
                    yield answer
            except TooSlow:
                self._stop()
                raise failed(PreviewFault.TOO_SLOW) from None
            except (Ended, Broken, OSError):
                self._stop()
                raise failed(PreviewFault.STOPPED) from None
        if fault is not None:
            known = fault in tuple(PreviewFault)
            raise failed(PreviewFault(fault) if known else PreviewFault.STOPPED)

    def _seconds(self, source: Source, question: Mapping[str, object]) -> float:
        limits = self._limits
        if question["ask"] in ("clean", "accept"):
            return limits.clean_seconds
        shown = shown_as(source.name)
        if question["ask"] == "private" and shown in _OF_PRINT:
            return limits.print_seconds
        is_office = shown is Shown.OFFICE
        return limits.office_seconds if is_office else limits.seconds

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
            reporter(Progress(Step.READING, sent, 0))
        self._streamed = source.key


# Trial of the evidence --------------------------------------------------------------------------

_FORMAT = 2
"""Rises when more kinds of files are opened, or the same ones more closely: all are tried again."""
_MEMORY_NAME = "opened.json"
_MOST = 20_000
_MOST_VALUES = 2 * _MOST  # with those around them
_LARGEST = 4 << 20  # bytes of what is remembered

_FAULTS = {
    PreviewFault.DAMAGED: Opened.DAMAGED,
    PreviewFault.EMPTY: Opened.EMPTY,
    PreviewFault.PASSWORD: Opened.PASSWORD,
    PreviewFault.WRONG_KIND: Opened.WRONG_KIND,
}
_PASSING = {
    PreviewFault.MISSING: Opened.NOT_TRIED,
    PreviewFault.STOPPED: Opened.STOPPED,
    PreviewFault.TOO_SLOW: Opened.TOO_SLOW,
}
"""Faults of the moment: the file may come back, and a busy computer may have more time later."""

type Opens = Callable[[Source, Reporter], Trial]
type _Known = tuple[Opened, Barrier | None]
type _Memory = dict[str, _Known]


def open_with_helper(
    root: Path, files: Sequence[SeenFile], reporter: Reporter
) -> tuple[TriedFile, ...]:
    """Do what `open_files` does with a helper of its own, which is started if there is need."""
    with closing(Previewer()) as previewer:
        return open_files(root, files, previewer.opens, reporter)


def open_files(
    root: Path, files: Sequence[SeenFile], opens: Opens, reporter: Reporter
) -> tuple[TriedFile, ...]:
    """Open each file that is not known to open, and return what is known of all of them.

    `opens` is `Previewer.opens`. What was found so far is kept when the job is cancelled. Raises
    `Cancelled`.
    """
    memory = _recall(root)
    before = dict(memory)
    found: list[TriedFile] = []
    try:
        for number, file in enumerate(files):
            item = Item(file.path, number, len(files))
            begun = Progress(Step.READING, number, len(files), item)
            reporter(begun)
            if not file.sha256:
                continue
            known = memory.get(_key(file))
            if known is None:
                known, lasts = _try(root, file, opens, partial(keep_saying, reporter, begun))
                if lasts:
                    memory[_key(file)] = known
            found.append(TriedFile(file.path, file.sha256, *known))
    finally:
        if memory != before:
            _remember(root, memory, (_key(file) for file in files))
    return tuple(found)


def keep_saying(reporter: Reporter, progress: Progress, _inner: Progress) -> None:
    """Report a file for as long as it takes, and feel a cancel meanwhile."""
    reporter(progress)


def _try(root: Path, file: SeenFile, opens: Opens, reporter: Reporter) -> tuple[_Known, bool]:
    """Open a file; return what is known of it then, and whether that holds at other moments too."""
    source = Source(file.path.rpartition("/")[2], file.sha256, root / file.path)
    try:
        trial = opens(source, reporter)
    except PreviewFailed as error:
        if error.fault in _PASSING:
            return (_PASSING[error.fault], None), False
        return (_FAULTS.get(error.fault, Opened.NOT_TRIED), None), True
    return (Opened.OPENED if trial.opened else Opened.NOT_TRIED, trial.barrier), True


def _key(file: SeenFile) -> str:
    """Return what a file is known by: the same bytes are tried otherwise as .docx than as .zip."""
    return file.sha256 + split_extension(file.path)[1].lower()


def _recall(root: Path) -> _Memory:
    noted = read_object(root / OWN / _MEMORY_NAME, _LARGEST, _MOST_VALUES)
    if noted is None or noted.get("format") != _FORMAT:
        return {}
    try:
        return {str(key): _known(*str(said).split()) for key, said in noted["files"].items()}
    except (ValueError, TypeError, LookupError, AttributeError):
        return {}


def _known(state: str, barrier: str = "") -> _Known:
    return Opened(state), Barrier(barrier) if barrier else None


def _remember(root: Path, memory: _Memory, wanted: Iterable[str]) -> None:
    """Note what is known, the files of this check last: those that are first go when it is much."""
    for key in wanted:
        if key in memory:
            memory[key] = memory.pop(key)
    kept = {
        key: state if barrier is None else f"{state} {barrier}"
        for key, (state, barrier) in list(memory.items())[-_MOST:]
    }
    with suppress(LsscError):  # a folder that can be read only is tried again next time
        path = inside(root, OWN) / _MEMORY_NAME
        write_object(path, {"format": _FORMAT, "files": kept}, _LARGEST, _MOST_VALUES)
