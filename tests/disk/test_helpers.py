"""Helpers: their frames, and how they are asked, stopped, and ended."""

import io
import sys
import threading
from collections.abc import Callable, Iterator
from itertools import count
from math import inf
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lssc_desktop.core.job import Cancelled, Progress, Reporter, Step, ignore_progress
from lssc_desktop.core.plain import LARGEST, to_data
from lssc_desktop.disk import helpers
from lssc_desktop.disk.helpers import (
    OF_A_FILE,
    Broken,
    Ended,
    Largest,
    Process,
    TooSlow,
    WireMessage,
    giving,
    receive,
    send,
)
from tests.processes import is_gone, wait_until

ROOT = Path(__file__).parents[2]
HELLO = WireMessage({"ask": "hello"}, b"bytes")

type Start = Callable[[str], Process]


# Frames -----------------------------------------------------------------------------------------


def sent(words: dict[str, object], data: bytes = b"") -> io.BytesIO:
    stream = io.BytesIO()
    send(stream, words, data)
    stream.seek(0)
    return stream


@given(some.binary(max_size=60))
def test_whatever_bytes_come_are_a_frame_the_end_or_broken(data: bytes) -> None:
    try:
        frame = receive(io.BytesIO(data))
    except Broken:
        return
    assert frame is None or isinstance(frame.words, dict)


@given(some.integers(0, 200), some.integers(0, 255))
def test_whatever_byte_is_another_a_frame_comes_or_broken(place: int, byte: int) -> None:
    data = bytearray(sent({"given": to_data(Progress(Step.COPYING, 3, 7))}, b"beside").getvalue())
    data[place % len(data)] = byte
    try:
        frame = receive(io.BytesIO(bytes(data)))
        assert frame is not None
        told = helpers.given(Progress, frame)
    except Broken:
        return
    assert isinstance(told.step, Step)
    assert 0 <= abs(told.done) <= LARGEST


def test_nothing_is_the_end() -> None:
    assert receive(io.BytesIO(b"")) is None


def test_a_frame_that_is_cut_off_is_broken() -> None:
    whole = sent({"ask": "look"}, b"bytes").getvalue()
    for length in range(1, len(whole)):
        with pytest.raises(Broken):
            receive(io.BytesIO(whole[:length]))


def test_a_frame_within_frames_without_end_is_broken() -> None:
    said = b'{"a":' + b"[" * 200_000
    with pytest.raises(Broken):
        receive(io.BytesIO(len(said).to_bytes(4) + bytes(4) + said))


def test_a_frame_is_refused_for_its_lengths_before_it_is_read() -> None:
    few = Largest(words=30, data=10)
    assert receive(sent({"a": "b"}, bytes(10)), few) is not None
    for head in ((31, 0), (0, 11), (0xFFFFFFFF, 0), (0, 0xFFFFFFFF)):
        stream = io.BytesIO(b"".join(number.to_bytes(4) for number in head) + bytes(100))
        with pytest.raises(Broken):
            receive(stream, few)
        assert stream.tell() == 8


def test_frames_about_a_file_have_the_limits_that_they_had() -> None:
    assert Largest(16 * 1024 * 1024, 100_000_000) == OF_A_FILE


# Process ----------------------------------------------------------------------------------------


@pytest.fixture
def start() -> Iterator[Start]:
    """Start a process that runs some Python, with the frames of a helper at hand."""
    started: list[Process] = []

    def run(code: str, largest: Largest = OF_A_FILE) -> Process:
        head = (
            f"import os, sys, threading; sys.path.insert(0, {str(ROOT)!r})\n"
            "from lssc_desktop.core.job import *\n"
            "from lssc_desktop.disk.helpers import *\n"
        )
        started.append(Process((sys.executable, "-c", head + code), largest))
        return started[-1]

    yield run
    for process in started:
        process.end()


ECHO = "serve(lambda frame, report: frame)"
FLOOD = "while True: send(sys.stdout.buffer, {'progress': ['Progress', 'reading']})"
HANGS = "threading.Event().wait()"


def ask(
    process: Process, seconds: float = inf, reporter: Reporter = ignore_progress
) -> WireMessage:
    return process.ask(HELLO, seconds, reporter)


def test_a_helper_answers_one_question_after_another(start: Start) -> None:
    process = start(ECHO)
    assert [ask(process), ask(process)] == [HELLO, HELLO]
    assert process.is_ready()


def test_what_a_library_prints_is_no_answer(start: Start) -> None:
    process = start("serve(lambda frame, _: (print('a warning', flush=True), frame)[1])")
    assert ask(process) == HELLO


def test_what_a_helper_takes_needs_no_answer(start: Start) -> None:
    process = start(
        "kept = []\n"
        "serve(lambda frame, _: giving(tuple(kept)), lambda frame: frame.words['ask'] == 'keep'"
        " and not kept.append(frame.data))"
    )
    process.tell({"ask": "keep"}, b"one")
    process.tell({"ask": "keep"}, b"two")
    assert helpers.given(tuple[bytes, ...], ask(process)) == (b"one", b"two")


def test_what_it_does_is_heard(start: Start) -> None:
    heard: list[Progress] = []
    process = start(
        "def answer(frame, report):\n"
        "    for done in range(30): report(Progress(Step.WRITING, done))\n"
        "    return frame\n"
        "serve(answer)"
    )
    assert ask(process, reporter=heard.append) == HELLO
    told = [each.done for each in heard if each.step is Step.WRITING]
    assert list(dict.fromkeys(told)) == list(range(30))


@pytest.mark.parametrize(
    "code",
    [
        "os._exit(3)",
        "sys.exit()",
        "sys.stdout.buffer.write(b'no frame, but words')",
        "sys.stdout.buffer.write(b'\\xff' * 8); sys.stdout.flush(); " + HANGS,
        "bytearray(1 << 60)",
        "serve(lambda frame, _: 1 // 0)",
        "serve(lambda frame, _: os.kill(os.getpid(), 9))",
    ],
)
def test_one_that_dies_or_says_nonsense_has_ended(start: Start, code: str) -> None:
    process = start(code)
    with pytest.raises(Ended):
        ask(process)
    process.end()
    assert is_gone(process.id)


WHOLE = "lambda frame, report: frame"
TELLING = "lambda frame, report: (report(Progress(Step.COPYING)), frame)[1]"


@pytest.mark.skipif(sys.platform == "win32", reason="writes to a device that is full")
@pytest.mark.parametrize("answer", [WHOLE, TELLING])
def test_one_that_cannot_write_its_answer_has_ended(start: Start, answer: str) -> None:
    # It keeps the pipe to the program open, so that only its end can be noticed.
    full = "pipe = os.dup(1); os.dup2(os.open('/dev/full', os.O_WRONLY), 1)"
    process = start(f"{full}\nserve({answer})")
    with pytest.raises(Ended):
        ask(process, seconds=60)


@pytest.mark.parametrize("told", ["['Progress', 'stealing']", "['Cancelled']", "7", "None"])
def test_progress_that_is_none_is_broken(start: Start, told: str) -> None:
    with pytest.raises(Broken):
        ask(start(f"send(sys.stdout.buffer, {{'progress': {told}}}); {HANGS}"))


@pytest.mark.parametrize("code", [HANGS, FLOOD], ids=["silent", "talking"])
def test_one_that_takes_too_long_is_too_slow(start: Start, code: str) -> None:
    with pytest.raises(TooSlow):
        ask(start(code), seconds=0.5)


@pytest.mark.parametrize("code", [HANGS, FLOOD], ids=["silent", "talking"])
def test_a_wish_to_stop_is_felt_and_it_is_not_ready_then(start: Start, code: str) -> None:
    process = start(code)

    def stop(_progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        ask(process, reporter=stop)
    if code is HANGS:
        assert not process.is_ready()
    process.end()
    assert is_gone(process.id)


def test_a_wish_to_stop_is_felt_however_soon_the_answer_comes(start: Start) -> None:
    process = start(ECHO)
    heard: list[Progress] = []
    for _ in range(20):
        ask(process, reporter=heard.append)
    assert len(heard) >= 20


TALKS_UNTIL_NOBODY_LISTENS = """
import io, select
frame = io.BytesIO()
send(frame, {"given": None}, bytes(1 << 11))
os.set_blocking(1, False)
while select.select([], [1], [], 1.0)[1]:
    os.write(1, frame.getvalue())
open(os.environ["TMPDIR"] + "/stopped", "w").close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="asks a pipe whether it can take more")
def test_no_more_is_taken_in_than_is_wanted(start: Start) -> None:
    """One that was taken over cannot fill the memory of the program with answers."""
    process = start(TALKS_UNTIL_NOBODY_LISTENS)
    stopped = Path(process._scratch.name) / "stopped"
    wait_until(stopped.exists)
    assert process._answers.qsize() <= 2


def test_it_is_ended_while_somebody_waits_for_its_answer(start: Start) -> None:
    process, is_asked = start(HANGS), threading.Event()
    ending = threading.Thread(target=lambda: (is_asked.wait(), process.end()))
    ending.start()
    with pytest.raises(Ended):
        ask(process, reporter=lambda _progress: is_asked.set())
    ending.join()
    assert is_gone(process.id)


def test_several_may_end_it(start: Start) -> None:
    process = start(HANGS)
    ending = [threading.Thread(target=process.end) for _ in range(5)]
    for each in ending:
        each.start()
    for each in ending:
        each.join()
    assert is_gone(process.id)


CLEANS_UP = """
import pathlib
def answer(frame, report):
    mark = pathlib.Path(frame.words["mark"])
    mark.write_text("half")
    try:
        while True: report(Progress(Step.WRITING, 1, 2))
    finally:
        mark.unlink()
serve(answer, grace=30)
"""


def test_with_some_grace_it_cleans_up_before_it_ends(start: Start, tmp_path: Path) -> None:
    process, mark, counted = start(CLEANS_UP), tmp_path / "half-made", count()

    def stop(progress: Progress) -> None:
        if progress.step is Step.WRITING and next(counted) > 100:
            raise Cancelled

    with pytest.raises(Cancelled):
        process.ask(WireMessage({"mark": str(mark)}), inf, stop)
    assert mark.exists()
    process.end(60)
    assert not mark.exists()
    assert is_gone(process.id)


def test_what_it_lays_down_goes_with_it(start: Start) -> None:
    process = start("open(os.environ['TMPDIR'] + '/left', 'w').close(); " + ECHO)
    assert ask(process) == HELLO
    folder = Path(process._scratch.name)
    assert (folder / "left").exists()
    process.end()
    assert not folder.exists()


def test_what_is_given_is_believed_by_its_type_only() -> None:
    frame = giving((Progress(Step.COPYING), b"bytes"))
    assert helpers.given(tuple[Progress, bytes], frame) == (Progress(Step.COPYING), b"bytes")
    for kind in (Progress, str, tuple[Progress, str]):
        with pytest.raises(Broken):
            helpers.given(kind, frame)
