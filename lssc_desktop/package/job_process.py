"""Processes of their own for single jobs: the memory that a job takes goes with its process.

Jobs and results are pickled, as `multiprocessing` does it: between two processes of this program,
through pipes that nobody else has.
"""

import os
import pickle
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from typing import Any, BinaryIO, cast

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Cancelled, Progress, Reporter, Step
from lssc_desktop.disk.processes import end_own_group, end_tree
from lssc_desktop.disk.temporary import scratch_folder
from lssc_desktop.documents.previews.process import command

WORD = "--job-helper"
"""What the program is started with to do one job."""

_POLL_EVERY = 0.05  # seconds between two looks whether the job was cancelled
_GRACE = 3.0  # seconds in which a job that nobody waits for any more may clean up


class JobBroken(Exception):
    """A job whose process is gone, or that failed in a way nobody foresaw; its text says how."""


def run_apart[**P, R](job: Callable[P, R], reporter: Reporter, *given: object) -> R:
    """Return what `job(*given, reporter)` returns, called in a process of its own.

    The job is a function of a module, and all that goes in and out of it can be pickled. Raises
    the `LsscError` that the job raises, and `JobBroken`. Where the reporter raises `Cancelled`,
    the job can clean up before its process is ended.
    """
    with scratch_folder() as scratch, _started(Path(scratch)) as process:
        answers: SimpleQueue[Any] = SimpleQueue()
        listener = Thread(
            target=_listen, args=(cast("BinaryIO", process.stdout), answers), daemon=True
        )
        listener.start()
        with suppress(OSError):  # it is gone already: the listener will say so
            pickle.dump((job, given), cast("BinaryIO", process.stdin))
            cast("BinaryIO", process.stdin).flush()
        last = Progress(Step.ASSEMBLING)
        while True:
            try:
                answer = answers.get(timeout=_POLL_EVERY)
            except Empty:
                answer = last
            match answer:
                case Progress():
                    last = answer
                    reporter(last)
                case ("done", made):
                    return cast("R", made)
                case ("raised", error, facts):
                    raise error(**facts)
                case ("broken", reason):
                    raise JobBroken(reason)
                case _:
                    raise JobBroken(f"its process ended with {process.wait()}")


def _listen(stream: BinaryIO, answers: SimpleQueue[Any]) -> None:
    """Pass on what the job says; None is the end."""
    with suppress(EOFError, OSError, ValueError, pickle.UnpicklingError):
        while True:
            answers.put(pickle.load(stream))  # noqa: S301  from our own process
    answers.put(None)


@contextmanager
def _started(scratch: Path) -> "Iterator[subprocess.Popen[bytes]]":
    """Start a process; what it lays down goes with `scratch`."""
    process = subprocess.Popen(  # noqa: S603  the program itself
        command(WORD),
        stdin=subprocess.PIPE,  # by its end the process sees that nobody waits any more
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(scratch))},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        start_new_session=sys.platform != "win32",  # Ctrl+C is for the program
    )
    try:
        yield process
    finally:
        with suppress(OSError):
            cast("BinaryIO", process.stdin).close()
        with suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE)
        end_tree(process)
        cast("BinaryIO", process.stdout).close()


# In the process ---------------------------------------------------------------------------------


def serve_job() -> int:
    """Do the one job that comes in, and say what comes of it; return the exit status."""
    questions = open(0, "rb", closefd=False)  # noqa: SIM115  the pipe from the program
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not get among the answers.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    job, given = pickle.load(questions)  # noqa: S301  from the program that started this process
    is_unwanted = Event()
    Thread(target=_watch, args=(is_unwanted,), daemon=True).start()
    telling = Lock()

    def tell(answer: object) -> None:
        with telling, suppress(BrokenPipeError):
            pickle.dump(answer, answers)
            answers.flush()

    def report(progress: Progress) -> None:
        if is_unwanted.is_set():
            raise Cancelled
        tell(progress)

    tell(_outcome(lambda: job(*given, report)))
    return 0


def _outcome(job: Callable[[], object]) -> tuple[object, ...]:
    try:
        return "done", job()
    except LsscError as error:
        facts = {name: fact for name, fact in vars(error).items() if not name.startswith("__")}
        return "raised", type(error), facts
    except Exception as error:  # noqa: BLE001  the program says where it was, whatever it was
        where = traceback.extract_tb(error.__traceback__)[-1]
        return "broken", f"{type(error).__name__}, {Path(where.filename).stem} {where.lineno}"


def _watch(is_unwanted: Event) -> None:
    """Say when the program that started this process waits no more; end it a little later.

    It reads without Python's lock on a stream, which the end of the interpreter would wait for.
    """
    while os.read(0, 1):
        pass
    is_unwanted.set()
    time.sleep(_GRACE)
    end_own_group()
