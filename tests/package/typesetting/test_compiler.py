"""Where a PDF is made: a small one in this process, a large one in one of its own."""

import io
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pytest

from lssc_desktop.core.job import Cancelled, Progress, ignore_progress
from lssc_desktop.package.typesetting import compiler
from lssc_desktop.package.typesetting.compiler import AssemblyFailed, CompileJob, compiled

DAY = date(2026, 11, 24)
TEMPLATE = """
#set document(title: "Words", date: auto)
#for line in json(bytes(sys.inputs.data)) { par(line) }
"""
LINES = [f"We asked patron {number} what to read next." for number in range(8_000)]
WITHOUT_COMPILER = """
import sys
from tests.package.typesetting.test_compiler import large
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.package.typesetting.compiler import compiled
print(len(compiled(large(), ignore_progress)) > 10_000, "typst" in sys.modules)
"""


def large() -> CompileJob:
    """A job of some two hundred pages."""
    data = "[" + ",".join(f'"{line}"' for line in LINES) + "]"
    return CompileJob(None, DAY, TEMPLATE, {"data": data})


def small() -> CompileJob:
    return CompileJob(None, DAY, TEMPLATE, {"data": '["Words"]'})


def test_a_large_one_is_made_without_the_compiler_in_this_process() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_COMPILER],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.split() == ["True", "False"]


def test_it_is_the_same_wherever_it_is_made() -> None:
    apart = compiled(large(), ignore_progress)

    assert apart == compiler._compile(large(), None)
    text = pypdf.PdfReader(io.BytesIO(apart)).pages[-1].extract_text()
    assert LINES[-1] in text


@pytest.mark.parametrize("job", [small, large])
def test_what_the_compiler_says_is_kept(job: Callable[[], CompileJob]) -> None:
    with pytest.raises(AssemblyFailed) as caught:
        compiled(replace(job(), source="#unknown-name " + TEMPLATE), ignore_progress)

    assert "unknown variable: unknown-name" in caught.value.reason


def test_a_large_one_can_be_cancelled() -> None:
    def cancel(_progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        compiled(large(), cancel)
