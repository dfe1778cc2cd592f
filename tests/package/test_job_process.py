"""One job in a process of its own."""

import io
import os
import pickle
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.job import Cancelled, Item, Progress, Reporter, Step, ignore_progress
from lssc_desktop.disk.disk import FileMissing
from lssc_desktop.disk.helpers import command, send
from lssc_desktop.disk.processes import is_alive
from lssc_desktop.package.job_process import JobBroken, run_apart


def add(one: int, two: int, _reporter: Reporter) -> tuple[int, int]:
    """Return a sum, and who made it; what a library prints goes nowhere."""
    os.write(1, b"a warning of a library")
    return one + two, os.getpid()


def count(most: int, reporter: Reporter) -> None:
    for done in range(most):
        reporter(Progress(Step.CONVERTING, done, most, Item("letter.docx", done, most)))


def miss(path: str, _reporter: Reporter) -> None:
    raise FileMissing(path=path)


def fail(_reporter: Reporter) -> None:
    raise ZeroDivisionError


def vanish(_reporter: Reporter) -> None:
    os._exit(7)


def tidy(folder: Path, reporter: Reporter) -> None:
    """Work for ever, and clean up when nobody wants it any more."""
    made = folder / "half-made"
    made.write_bytes(b"")
    (folder / "process").write_text(str(os.getpid()))
    try:
        while True:
            reporter(Progress(Step.ASSEMBLING))
    finally:
        made.unlink()


def hang(folder: Path, reporter: Reporter) -> None:
    """Never look whether anybody waits."""
    (folder / "process").write_text(str(os.getpid()))
    reporter(Progress(Step.WRITING))
    while True:
        pass


def take_over(said: str, _reporter: Reporter) -> None:
    """Say something else in the place of this process, as a file that took it over would."""
    for pipe in range(3, 12):
        with suppress(OSError):
            os.write(pipe, bytes.fromhex(said))
    os._exit(0)


@dataclass(frozen=True)
class Letter:
    """What goes into a job and comes out of it, with all that it holds."""

    title: str
    pages: tuple[bytes, ...]
    day: date
    path: Path


def keep(letter: Letter, more: dict[str, Path], _reporter: Reporter) -> tuple[Letter, Path]:
    return letter, more["one"]


def answer_wrongly(_reporter: Reporter) -> int:
    return "no number"  # type: ignore[return-value]


@dataclass
class CancelsWhenBegun:
    """Cancels a job once its process has said its number."""

    folder: Path

    def __call__(self, _progress: Progress) -> None:
        if (self.folder / "process").exists():
            raise Cancelled


def test_a_job_is_done_in_a_process_of_its_own() -> None:
    made, process = run_apart(add, ignore_progress, 30, 12)

    assert made == 42
    assert process != os.getpid()
    assert not is_alive(process)


def test_its_progress_is_heard_in_order() -> None:
    heard: list[Progress] = []

    run_apart(count, heard.append, 40)

    told = list(dict.fromkeys(each for each in heard if each.step is Step.CONVERTING))
    assert told == [
        Progress(Step.CONVERTING, done, 40, Item("letter.docx", done, 40)) for done in range(40)
    ]


def test_its_errors_arrive_with_their_facts() -> None:
    with pytest.raises(FileMissing) as caught:
        run_apart(miss, ignore_progress, "flyer.pdf")

    assert caught.value.path == "flyer.pdf"


@pytest.mark.parametrize(
    ("job", "said"),
    [(fail, "ZeroDivisionError, test_job_process"), (vanish, "its process ended with 7")],
)
def test_what_nobody_foresaw_is_said(job: object, said: str) -> None:
    with pytest.raises(JobBroken, match=said):
        run_apart(job, ignore_progress)  # type: ignore[arg-type]


def test_what_goes_in_and_comes_out_is_the_same(tmp_path: Path) -> None:
    letter = Letter("A", (b"one", b"", bytes(1 << 20)), date(2026, 12, 1), tmp_path)

    assert run_apart(keep, ignore_progress, letter, {"one": tmp_path}) == (letter, tmp_path)


class Marks:
    """Makes a file when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.mark,)


def frame(words: dict[str, object]) -> bytes:
    stream = io.BytesIO()
    send(stream, words)
    return stream.getvalue()


def test_a_process_that_was_taken_over_cannot_run_anything_here(tmp_path: Path) -> None:
    mark = tmp_path / "mark"

    with pytest.raises(JobBroken):
        run_apart(take_over, ignore_progress, pickle.dumps(Marks(mark)).hex())

    assert not mark.exists()


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"given": "what was not asked for"},
        {"raised": "OSError", "given": ["OSError", "x"]},
        {"raised": "FileMissing", "given": ["FileMissing", 5]},
        {"raised": ["FileMissing"]},
        {"raised": ["FileMissing", 5]},
        {"raised": ["OSError", "x"]},
        {"raised": ["LsscError"]},
        {"raised": [["FileMissing"], "x"]},
        {"raised": []},
        {"progress": ["Progress", "nothing that we do"]},
    ],
)
def test_what_it_says_then_is_an_answer_or_broken(words: dict[str, object]) -> None:
    with pytest.raises(JobBroken):
        run_apart(take_over, ignore_progress, frame(words).hex())


def test_what_is_not_of_the_type_that_a_job_names_is_broken() -> None:
    with pytest.raises(JobBroken):
        run_apart(answer_wrongly, ignore_progress)


def test_a_job_that_is_cancelled_cleans_up(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        run_apart(tidy, CancelsWhenBegun(tmp_path), tmp_path)

    assert not (tmp_path / "half-made").exists()
    assert not is_alive(int((tmp_path / "process").read_text()))


def test_one_that_does_not_hear_is_ended(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        run_apart(hang, CancelsWhenBegun(tmp_path), tmp_path)

    assert not is_alive(int((tmp_path / "process").read_text()))


@pytest.mark.parametrize(
    "word", ["--job-helper", "--audit-helper", "--preview-helper", "--spelling-helper"]
)
def test_a_helper_ends_when_nobody_asks(word: str) -> None:
    done = subprocess.run(
        command(word), stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=60
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
