"""The helper: a process that opens files for previews, and may die of them in the window's place.

It answers one question after another and ends with the program that started it.
"""

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import BinaryIO

from lssc_desktop.store.previews import wire
from lssc_desktop.store.previews.limits import bind
from lssc_desktop.store.previews.office_pages import OfficePages
from lssc_desktop.store.previews.trying import opens
from lssc_desktop.store.previews.values import PreviewFault
from lssc_desktop.store.previews.viewers import viewer_for
from lssc_desktop.store.previews.viewing import Unviewable
from lssc_desktop.store.previews.wire import Frame
from lssc_desktop.store.process_tree import end_own_group

_SNIFFED = 1024


def serve() -> int:
    """Answer until the other side ends; return the exit status."""
    bind()
    questions = open(0, "rb", closefd=False)  # noqa: SIM115  the pipe from the program
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not get among the answers.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    office = OfficePages()
    with tempfile.TemporaryFile() as streamed:
        asked: SimpleQueue[Frame] = SimpleQueue()
        listening = (questions, streamed, asked, office)
        Thread(target=_listen, args=listening, daemon=True).start()
        while True:
            answer = _answer(asked.get(), streamed, office)
            wire.send(answers, answer.words, answer.data)


def _listen(
    questions: BinaryIO, streamed: BinaryIO, asked: SimpleQueue[Frame], office: OfficePages
) -> None:
    """Take in what comes; end at once with the program, whatever is being done meanwhile."""
    try:
        while (frame := wire.receive(questions)) is not None:
            match frame.words.get("ask"):
                case "begin":
                    streamed.seek(0)
                    streamed.truncate()
                case "piece":
                    streamed.write(frame.data)
                case _:
                    asked.put(frame)
    finally:
        try:
            office.end()
        finally:
            end_own_group()


def _answer(frame: Frame, streamed: BinaryIO, office: OfficePages) -> Frame:
    try:
        return _viewed(frame, streamed, office)
    except Unviewable as error:
        return Frame({"fault": error.fault})
    except MemoryError:
        return Frame({"fault": PreviewFault.TOO_LARGE})
    except Exception:  # noqa: BLE001  what a hostile file makes a library raise can be anything
        return Frame({"fault": PreviewFault.DAMAGED})


def _viewed(frame: Frame, streamed: BinaryIO, office: OfficePages) -> Frame:
    words = frame.words
    with _opened(words["path"], streamed) as file:
        if words["ask"] == "open":
            start = file.read(_SNIFFED)
            file.seek(0)
            return Frame({"opened": opens(words["name"], start, file)})
        viewer = viewer_for(words["name"], file.read(_SNIFFED), office, words["key"])
        file.seek(0)
        match words["ask"]:
            case "look":
                return Frame(wire.looked_words(viewer.look(file)))
            case "page":
                seen = viewer.page(file, words["number"], (words["width"], words["height"]))
                return Frame({"width": seen.width, "height": seen.height}, seen.data)
            case "words":
                return Frame({"words": viewer.words(file, words["number"])})
            case unknown:
                raise ValueError(unknown)


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
        file = Path(path).open("rb")  # noqa: SIM115  closed below; here only opening can fail
    except OSError as error:
        raise Unviewable(PreviewFault.MISSING) from error
    with file:
        yield file
