"""The preview helper: a process that opens files, and may die of them in the window's place.

It answers one question after another and ends with the program that started it.
"""

import stat
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO, NoReturn

from lssc_desktop.core.files.names import FileKind, Shown, file_kind, shown_as, split_extension
from lssc_desktop.core.job import Progress, Reporter, Step
from lssc_desktop.core.text.extract import Extract, Fact, FactWords, in_words, plain_extract
from lssc_desktop.core.text.richtext import plain
from lssc_desktop.disk import helpers
from lssc_desktop.disk.files import open_to_read
from lssc_desktop.disk.helpers import WireMessage, given, giving
from lssc_desktop.disk.memory_limit import CLEANING, EXAMINING, at_most
from lssc_desktop.documents.office_xml.ranges import TooMuch
from lssc_desktop.documents.previews import viewers
from lssc_desktop.documents.previews.trials import try_opening
from lssc_desktop.documents.previews.viewers import OfficePages
from lssc_desktop.documents.previews.wire import (
    MOST_STREAMED,
    CleanWish,
    Inspection,
    Occurrences,
    Pixels,
    PreviewFault,
    Unviewable,
    giving_inspection,
)
from lssc_desktop.values import dataclass

MEMORY = 1 << 30
"""Bytes of address space; Python with PDFium takes a quarter of it before any file is open."""

_SIGNATURES = (
    (b"%PDF-", Shown.PDF),
    (b"\xff\xd8\xff", Shown.PICTURE),
    (b"\x89PNG", Shown.PICTURE),
)

_BYTES_TO_SNIFF = 1024


def serve() -> NoReturn:
    """Answer until the other side ends."""
    bind()
    office = OfficePages()
    with tempfile.TemporaryFile() as streamed:

        def takes(frame: WireMessage) -> bool:
            match frame.words.get("ask"):
                case "begin":
                    streamed.seek(0)
                    streamed.truncate()
                case "piece":
                    streamed.write(frame.data)
                case _:
                    return False
            return True

        helpers.serve(partial(_answer, streamed=streamed, office=office), takes, office.end)


def _answer(
    frame: WireMessage, reporter: Reporter, *, streamed: BinaryIO, office: OfficePages
) -> WireMessage:
    try:
        if frame.words["ask"] in {"clean", "accept"}:
            with at_most(CLEANING):
                return _cleaned(frame, streamed, reporter)
        return _viewed(frame, streamed, office)
    except Unviewable as error:
        return WireMessage({"fault": error.fault})
    except (MemoryError, TooMuch):
        return WireMessage({"fault": PreviewFault.TOO_LARGE})
    except Exception:  # noqa: BLE001  what a hostile file makes a library raise can be anything
        return WireMessage({"fault": PreviewFault.DAMAGED})


def _viewed(frame: WireMessage, streamed: BinaryIO, office: OfficePages) -> WireMessage:
    words = frame.words
    with _opened(words["path"], streamed) as file:
        if words["ask"] in {"open", "private"}:
            with at_most(EXAMINING):
                return _examined(frame, file, office)
        viewer = viewer_for(words["name"], file.read(_BYTES_TO_SNIFF), office, words["key"])
        file.seek(0)
        match words["ask"]:
            case "look":
                return giving_inspection(viewer.look(file))
            case "page" | "picture" as what:
                show = viewer.page if what == "page" else viewer.picture
                return giving(show(file, words["number"], (words["width"], words["height"])))
            case "words":
                return giving(viewer.words(file, words["number"]))
            case "find":
                return giving(viewer.find(file, words["sought"], words["number"]))
            case "text":
                return giving(_whole_text(viewer, file))
            case unknown:
                raise ValueError(unknown)


def _cleaned(frame: WireMessage, streamed: BinaryIO, reporter: Reporter) -> WireMessage:
    """Make a clean copy, or what it is made of."""
    from lssc_desktop.documents.cleaning.clean import clean, is_signed  # no use for it at a start

    with _opened(frame.words["path"], streamed) as file:
        if frame.words["ask"] == "accept":
            from lssc_desktop.documents.cleaning.accepted import write_accepted

            write_accepted(frame.words["name"], file, Path(frame.words["into"]))
            return giving(is_signed(frame.words["name"], file))

        def steps(done: int, total: int) -> None:
            reporter(Progress(Step.MAKING_CLEAN_COPY, done, total))

        return giving(clean(frame.words["name"], file, given(CleanWish, frame), steps))


def _examined(frame: WireMessage, file: BinaryIO, office: OfficePages) -> WireMessage:
    """Examine a file without showing it: whether it opens, or what private data is in it."""
    words = frame.words
    if words["ask"] == "open":
        return giving(try_opening(words["name"], file))
    from lssc_desktop.core.privacy.scan_order import ScanOrder
    from lssc_desktop.documents.privacy.scan_file import scan_file

    order = given(ScanOrder, frame)
    if not file.read(1):
        raise Unviewable(PreviewFault.EMPTY)
    file.seek(0)
    return giving(scan_file(words["name"], file, order, office, words["key"]))


@contextmanager
def _opened(path: str, streamed: BinaryIO) -> Iterator[BinaryIO]:
    """Open a file only while it is looked at: it may be renamed or its stick pulled any time."""
    if not path:
        streamed.seek(0)
        yield streamed
        return
    try:
        if not stat.S_ISREG(Path(path).stat().st_mode):  # to open a pipe would take for ever
            raise Unviewable(PreviewFault.MISSING)
        file = open_to_read(Path(path))
    except OSError as error:
        raise Unviewable(PreviewFault.MISSING) from error
    with file:
        yield file


# Limits -----------------------------------------------------------------------------------------


def bind() -> None:
    """Limit memory and the size of files, where the system has such limits."""
    if sys.platform == "win32":
        _bind_on_windows()
        return
    import resource

    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, MOST_STREAMED),
        (resource.RLIMIT_CORE, 0),  # what was in memory is nobody's business
    ):
        _soft, hard = resource.getrlimit(what)
        if hard == resource.RLIM_INFINITY or hard > most:
            try:
                resource.setrlimit(what, (most, most))
            except (OSError, ValueError):
                continue  # macOS keeps no limit of address space


def _bind_on_windows() -> None:
    """Put this process into a job with a limit of memory for each process in it.

    What it starts is in the job too, and ends with it. Without a job it goes on without limits.
    """
    if sys.platform != "win32":
        return
    import ctypes
    from ctypes import wintypes

    class Basic(ctypes.Structure):  # JOBOBJECT_BASIC_LIMIT_INFORMATION of winnt.h
        _fields_ = (
            ("times", ctypes.c_int64 * 2),
            ("flags", wintypes.DWORD),
            ("working_sets", ctypes.c_size_t * 2),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("classes", wintypes.DWORD * 2),
        )

    class Extended(ctypes.Structure):  # JOBOBJECT_EXTENDED_LIMIT_INFORMATION
        _fields_ = (
            ("basic", Basic),
            ("counters", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("others", ctypes.c_size_t * 3),
        )

    process_memory, die_on_fault, kill_on_close = 0x100, 0x400, 0x2000
    no_dialogs = 0x8003  # of Windows, for a process that fell
    extended_limits = 9
    kernel = ctypes.WinDLL("kernel32")
    kernel.SetErrorMode(no_dialogs)
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = wintypes.HANDLE
    job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
    limits = Extended(process_memory=MEMORY)
    limits.basic.flags = process_memory | die_on_fault | kill_on_close
    size = ctypes.sizeof(limits)
    kernel.SetInformationJobObject(job, extended_limits, ctypes.byref(limits), size)
    # The job lasts as long as the handle, which is closed when this process ends.
    kernel.AssignProcessToJobObject(job, wintypes.HANDLE(kernel.GetCurrentProcess()))


# Viewers ----------------------------------------------------------------------------------------


def _no_page(_file: BinaryIO, _number: int, _room: tuple[int, int]) -> Pixels:
    raise Unviewable(PreviewFault.KIND)


def _no_words(_file: BinaryIO, _number: int) -> str:
    return ""


def _not_found(_file: BinaryIO, _sought: str, _first: int) -> Occurrences:
    return Occurrences()


def _no_text(_file: BinaryIO) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Shows one kind of file: what there is, a page (from 0) in some room, the words of a page.

    `text` are the words of all pages, where what there is has none; `find` says where words
    stand, and `picture` shows one of a document that the window lays out.
    What is laid out by the window has no pages here, but for the pictures in it.
    """

    look: Callable[[BinaryIO], Inspection]
    page: Callable[[BinaryIO, int, tuple[int, int]], Pixels] = _no_page
    words: Callable[[BinaryIO, int], str] = _no_words
    text: Callable[[BinaryIO], str] = _no_text
    find: Callable[[BinaryIO, str, int], Occurrences] = _not_found
    picture: Callable[[BinaryIO, int, tuple[int, int]], Pixels] = _no_page


def _values(fact: Fact) -> FactWords:
    """Return what a fact says without our words for it, which nobody looks for."""
    return FactWords("", " ".join(fact.values))


def _whole_text(viewer: Viewer, file: BinaryIO) -> str:
    """Return all words of a file, up to as many characters as are ever shown."""
    if viewer.text is not _no_text:
        return viewer.text(file)
    looked = viewer.look(file)
    if looked.extract is not None:
        return plain_extract(in_words(looked.extract, _values))
    return "" if looked.text is None else plain(looked.text)


def _extracted(read: Callable[[BinaryIO], Extract]) -> Viewer:
    return Viewer(lambda file: Inspection(extract=read(file)))


_VIEWERS: Mapping[Shown, Viewer] = {
    Shown.PDF: Viewer(
        viewers.inspect_pdf,
        viewers.pdf_page,
        viewers.pdf_words,
        viewers.pdf_text,
        viewers.find_in_pdf,
    ),
    Shown.PICTURE: Viewer(viewers.inspect_picture, viewers.picture_page),
    Shown.PHONE_PICTURE: Viewer(viewers.inspect_picture, viewers.picture_page),
    Shown.WORD: Viewer(
        viewers.inspect_word, viewers.word_picture, picture=viewers.document_picture
    ),
    Shown.MARKDOWN: Viewer(viewers.inspect_markdown),
    Shown.TEXT: Viewer(viewers.inspect_text),
}
"""Who shows what most evidence is. A start does not wait for the others (`_viewer_of`)."""


def _viewer_of(shown: Shown) -> Viewer:
    """Return who shows a kind of file, and load it; LibreOffice is not among them."""
    match shown:
        case Shown.WORKBOOK | Shown.SEPARATED:
            from lssc_desktop.documents.previews import sheets

            is_book = shown is Shown.WORKBOOK
            return _extracted(sheets.workbook if is_book else sheets.separated)
        case Shown.MAIL | Shown.OUTLOOK_MAIL | Shown.WEB_ARCHIVE:
            from lssc_desktop.documents.previews import mail

            readers = {Shown.MAIL: mail.message, Shown.OUTLOOK_MAIL: mail.outlook_message}
            return _extracted(readers.get(shown, mail.web_archive))
        case Shown.WEB_PAGE | Shown.LINK:
            from lssc_desktop.documents.previews import web

            return _extracted(web.web_page if shown is Shown.WEB_PAGE else web.link)
        case Shown.SOUND | Shown.FILM:
            from lssc_desktop.documents.previews import recordings

            if shown is Shown.SOUND:
                return Viewer(recordings.sound)
            return Viewer(recordings.film, recordings.film_picture)
    return _VIEWERS[shown]


def viewer_for(name: str, start: bytes, office: OfficePages, key: str) -> Viewer:
    """Return who shows a file, by its name or else by its first bytes; `key` stands for the file.

    Raises `Unviewable`.
    """
    if not start:
        raise Unviewable(PreviewFault.EMPTY)
    shown = shown_as(name)
    if shown is None and file_kind(name) is FileKind.OTHER:
        shown = next((found for mark, found in _SIGNATURES if start.startswith(mark)), None)
    if shown is None:
        raise Unviewable(PreviewFault.KIND)
    if shown is Shown.OFFICE:
        made = (split_extension(name)[1].lower(), key)
        return Viewer(
            partial(office.look, *made),
            partial(office.page, *made),
            partial(office.words, *made),
            partial(office.text, *made),
            partial(office.find, *made),
        )
    return _viewer_of(shown)
