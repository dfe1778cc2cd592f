"""Processes of their own for single jobs: the memory that a job takes goes with its process.

What goes into a job and what comes of it are values of the types that its function names.
"""

import traceback
from collections.abc import Callable
from importlib import import_module
from math import inf
from pathlib import Path
from typing import Any, NoReturn, cast, get_type_hints

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Reporter, Step
from lssc_desktop.disk import helpers
from lssc_desktop.disk.helpers import OF_MUCH, Broken, Ended, Process, WireMessage, given, giving

WORD = "--job-helper"
"""What the program is started with to do one job."""

_GRACE = 3.0  # seconds in which a job that nobody waits for any more may clean up


class JobBroken(Exception):
    """A job whose process is gone, or that failed in a way nobody foresaw; its text says how."""


def run_apart[*Given, Made](
    job: Callable[[*Given, Reporter], Made], reporter: Reporter, *given_to_it: *Given
) -> Made:
    """Return what `job(*given_to_it, reporter)` returns, called in a process of its own.

    The job is a function of a module. Raises the `LsscError` that the job raises, and `JobBroken`.
    Where the reporter raises `Cancelled`, the job can clean up before its process is ended.
    """
    told = giving(given_to_it)
    told.words["job"] = [job.__module__, job.__qualname__]
    process = Process(helpers.command(WORD), OF_MUCH, here=True)
    try:
        answer = process.ask(told, inf, reporter, Step.ASSEMBLING)
        _raise_error(answer)
        return cast("Made", given(_types(job)[1], answer))
    except Ended:
        raise JobBroken(f"its process ended with {process.end(_GRACE)}") from None
    except Broken:
        raise JobBroken("its process said what makes no sense") from None
    finally:
        process.end(_GRACE)


def _raise_error(answer: WireMessage) -> None:
    """Raise what a job raised, where it is an error of ours that this process knows too."""
    if "broken" in answer.words:
        raise JobBroken(str(answer.words["broken"]))
    if "raised" in answer.words:
        raise given(LsscError, answer, "raised")


def _types(job: Callable[..., object]) -> tuple[type[tuple[Any, ...]], type[Any]]:
    """Return the types of what a job is given besides its reporter, and of what comes of it."""
    hints = get_type_hints(job, include_extras=True)
    made = hints.pop("return")
    return tuple.__class_getitem__(tuple(hints.values())[:-1]), made  # type: ignore[return-value]


# In the process ---------------------------------------------------------------------------------


def serve_job() -> NoReturn:
    """Do the one job that comes in, and say what comes of it."""
    helpers.serve(_outcome, grace=_GRACE, largest=OF_MUCH)


def _outcome(question: WireMessage, reporter: Reporter) -> WireMessage:
    try:
        module, name = question.words["job"]
        job = getattr(import_module(module), name)
        return giving(job(*given(_types(job)[0], question), reporter))
    except LsscError as error:
        try:
            return giving(error, "raised")
        except TypeError:
            return _broken(error)
    except Exception as error:  # noqa: BLE001  the program says where it was, whatever it was
        return _broken(error)


def _broken(error: Exception) -> WireMessage:
    where = traceback.extract_tb(error.__traceback__)[-1]
    said = f"{type(error).__name__}, {Path(where.filename).stem} {where.lineno}"
    return WireMessage({"broken": said})
