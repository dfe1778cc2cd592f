"""One job in a process of its own."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from lssc_desktop.core.job import Cancelled, Item, Progress, Reporter, Step, ignore_progress
from lssc_desktop.disk.disk import FileMissing
from lssc_desktop.disk.processes import is_alive
from lssc_desktop.documents.previews.process import command
from lssc_desktop.package.job_process import WORD, JobBroken, run_apart


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


def test_a_job_that_is_cancelled_cleans_up(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        run_apart(tidy, CancelsWhenBegun(tmp_path), tmp_path)

    assert not (tmp_path / "half-made").exists()
    assert not is_alive(int((tmp_path / "process").read_text()))


def test_one_that_does_not_hear_is_ended(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        run_apart(hang, CancelsWhenBegun(tmp_path), tmp_path)

    assert not is_alive(int((tmp_path / "process").read_text()))


def test_without_a_job_the_helper_ends() -> None:
    done = subprocess.run(
        command(WORD), stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=60
    )

    assert done.returncode != 0
    assert done.stdout == b""
