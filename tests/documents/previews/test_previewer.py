"""The helper from outside: what it may cost, how it fails, and that it never stays behind."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lssc_desktop.core.job import Cancelled, Reporter, ignore_progress
from lssc_desktop.documents.helper import MEMORY
from lssc_desktop.documents.previews import Limits, Previewer, PreviewFailed, PreviewFault, Source
from tests.documents.previews.pdfs import endless, turning_in_circles, vast_picture, written
from tests.processes import KILL, is_gone, wait_until
from tests.systems import WineLacks, not_on_wine, windows_only

type Keep = Callable[[str, bytes], Source]

QUIET = ignore_progress
ROOT = Path(__file__).parents[3]


@pytest.fixture
def impatient() -> Iterator[Previewer]:
    # To start counts too: under Wine that takes long, and on a busy machine a second or two.
    previewer = Previewer(Limits(seconds=20.0 if sys.platform == "win32" else 5.0))
    yield previewer
    previewer.close()


def still_answers(previewer: Previewer, kept: Keep) -> bool:
    return previewer.words(kept("good.pdf", written("Still here")), 0, QUIET) == "Still here"


def failure(previewer: Previewer, source: Source) -> PreviewFault:
    with pytest.raises(PreviewFailed) as caught:
        previewer.page(source, 0, (400, 400), QUIET)
    return caught.value.fault


# Limits -----------------------------------------------------------------------------------------


def test_a_page_that_never_ends_is_stopped(impatient: Previewer, kept: Keep) -> None:
    assert failure(impatient, kept("endless.pdf", endless())) in {
        PreviewFault.TOO_SLOW,
        PreviewFault.STOPPED,  # where it met the limit of memory before
    }
    assert still_answers(impatient, kept)


@pytest.mark.parametrize("make", [vast_picture, turning_in_circles])
def test_what_would_fill_the_memory_costs_a_sentence_at_most(
    make: Callable[[], bytes], previewer: Previewer, kept: Keep
) -> None:
    source = kept("hostile.pdf", make())
    try:
        previewer.page(source, 0, (400, 400), QUIET)
    except PreviewFailed as error:
        assert error.name == "hostile.pdf"  # noqa: PT017  either is right, and nothing else
    assert still_answers(previewer, kept)


@pytest.mark.skipif(sys.platform != "linux", reason="reads how much a process ever had")
def test_the_helper_never_has_more_memory_than_it_may(previewer: Previewer, kept: Keep) -> None:
    for make in (vast_picture, turning_in_circles):
        try:
            previewer.page(kept(f"{make.__name__}.pdf", make()), 0, (3000, 3000), QUIET)
        except PreviewFailed:
            continue
    assert still_answers(previewer, kept)
    status = Path(f"/proc/{previewer.helper}/status").read_text()
    peaks = dict(line.split(":", 1) for line in status.splitlines() if line.startswith("Vm"))
    assert int(peaks["VmPeak"].split()[0]) * 1024 <= MEMORY
    assert int(peaks["VmHWM"].split()[0]) * 1024 <= MEMORY // 2


@not_on_wine(WineLacks.MEMORY_OF_JOBS)
@pytest.mark.skipif(sys.platform == "darwin", reason="macOS keeps no such limit")
def test_the_helper_cannot_have_more_memory_than_it_may() -> None:
    code = (
        "from lssc_desktop.documents.helper import bind\n"
        "bind()\n"
        "try: bytearray(2 << 30)\n"
        "except MemoryError: print('refused')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "refused"


_IN_A_JOB = """
import subprocess, sys
from lssc_desktop.documents.helper import bind
bind()
started = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
print(started.pid, flush=True)
input()
"""


@windows_only
def test_what_the_helper_starts_ends_with_it() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _IN_A_JOB], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as helper:
        assert helper.stdout is not None
        child = int(helper.stdout.readline())
        helper.kill()
    wait_until(lambda: is_gone(child))


def test_the_helper_takes_no_module_from_where_a_variable_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: Keep
) -> None:
    mark = tmp_path / "imported.txt"
    for name in ("sitecustomize", "pypdfium2"):
        (tmp_path / f"{name}.py").write_text(f"open({str(mark)!r}, 'a').write({name!r})")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    previewer = Previewer(Limits(seconds=60.0))
    try:
        assert still_answers(previewer, kept)
    finally:
        previewer.close()
    assert not mark.exists()


# Files that come in pieces ----------------------------------------------------------------------


def test_a_file_that_comes_in_pieces_is_sent_once(previewer: Previewer) -> None:
    data, calls = written("From a package"), []

    def blocks() -> Iterator[memoryview]:
        calls.append(1)
        for start in range(0, len(data), 100):
            yield memoryview(data)[start : start + 100]

    source = Source("flyer.pdf", "key of the flyer", blocks=blocks)
    assert previewer.look(source, QUIET).total == 1
    assert previewer.words(source, 0, QUIET) == "From a package"
    assert len(calls) == 1


def test_one_that_is_too_large_is_refused_before_it_is_sent_whole(kept: Keep) -> None:
    previewer = Previewer(Limits(bytes=1000))
    sent = []

    def blocks() -> Iterator[bytes]:
        for number in range(1_000_000):
            sent.append(number)
            yield bytes(100)

    try:
        with pytest.raises(PreviewFailed) as caught:
            previewer.look(Source("long.pdf", "long", blocks=blocks), QUIET)
        assert caught.value.fault is PreviewFault.TOO_LARGE
        assert len(sent) == 11
        assert still_answers(previewer, kept)
    finally:
        previewer.close()


def test_what_breaks_while_it_comes_is_told_as_it_is(previewer: Previewer, kept: Keep) -> None:
    def blocks() -> Iterator[bytes]:
        yield b"%PDF-1.7"
        raise Cancelled

    with pytest.raises(Cancelled):
        previewer.look(Source("broken.pdf", "broken", blocks=blocks), QUIET)
    assert still_answers(previewer, kept)


def test_the_next_file_that_comes_in_pieces_takes_the_place_of_the_last(
    previewer: Previewer,
) -> None:
    def source(words: str) -> Source:
        return Source("page.pdf", words, blocks=lambda: iter([written(words)]))

    long, short = source("A longer one than the other"), source("Short")
    for each in (long, short, long):
        assert previewer.words(each, 0, QUIET) == each.key


# Stopping and failing ---------------------------------------------------------------------------


def test_a_wish_to_stop_is_felt_while_the_helper_works(
    impatient: Previewer, kept: Keep, recorder: Callable[..., Reporter]
) -> None:
    stopping = recorder(error=Cancelled())
    with pytest.raises(Cancelled):
        impatient.page(kept("endless.pdf", endless()), 0, (400, 400), stopping)
    assert still_answers(impatient, kept)


@pytest.mark.skipif(sys.platform == "win32", reason="waits for it as Unix does")
def test_a_helper_that_was_killed_is_started_again(previewer: Previewer, kept: Keep) -> None:
    assert still_answers(previewer, kept)
    before = previewer.helper
    assert before is not None
    os.kill(before, KILL)
    os.waitid(os.P_PID, before, os.WEXITED | os.WNOWAIT)  # every thread of it
    assert still_answers(previewer, kept)
    assert previewer.helper != before


def test_a_helper_that_is_killed_at_work_costs_a_sentence(previewer: Previewer, kept: Keep) -> None:
    assert still_answers(previewer, kept)
    helper = previewer.helper
    assert helper is not None
    killing = threading.Timer(0.3, os.kill, (helper, KILL))
    killing.start()
    assert failure(previewer, kept("endless.pdf", endless())) is PreviewFault.STOPPED
    killing.join()
    assert still_answers(previewer, kept)


@pytest.mark.parametrize(
    "answer",
    [
        "b'no frame at all, but words of some length'",
        "b'\\xff' * 8",
        "b'\\0\\0\\0\\2\\0\\0\\0\\0[]'",
        "b'\\0\\0\\0\\2\\0\\0\\0\\0{}'",
        "b'\\0\\0\\0\\x15\\0\\0\\0\\0' + b'{\"width\":9,\"height\":9}'",
        "b'\\0\\0\\0\\x10\\0\\0\\0\\0' + b'{\"fault\":\"other\"}'[:16]",
        "b''",
    ],
)
def test_a_helper_that_was_taken_over_cannot_say_anything_harmful(answer: str, kept: Keep) -> None:
    code = f"import sys; sys.stdin.buffer.read(20); sys.stdout.buffer.write({answer})"
    previewer = Previewer(Limits(seconds=20), start=(sys.executable, "-c", code))
    try:
        assert failure(previewer, kept("page.pdf", written("Words"))) is PreviewFault.STOPPED
    finally:
        previewer.close()


def test_a_helper_whose_libreoffice_hangs_is_not_asked_again(kept: Keep) -> None:
    """What hangs ends with its helper only."""
    said = b'{"fault":"too-slow"}'
    code = (
        "import sys, time; sys.stdin.buffer.read(20); "
        f"sys.stdout.buffer.write((20).to_bytes(4) + bytes(4) + {said!r}); "
        "sys.stdout.flush(); time.sleep(60)"
    )
    previewer = Previewer(Limits(seconds=20), start=(sys.executable, "-c", code))
    try:
        assert failure(previewer, kept("page.pdf", written("Words"))) is PreviewFault.TOO_SLOW
        assert previewer.helper is None
    finally:
        previewer.close()


def test_a_program_that_cannot_start_its_helper_says_so(kept: Keep, tmp_path: Path) -> None:
    previewer = Previewer(start=(str(tmp_path / "no such program"),))
    assert failure(previewer, kept("page.pdf", written("Words"))) is PreviewFault.STOPPED


# No helper stays behind -------------------------------------------------------------------------


def test_closing_ends_the_helper(kept: Keep) -> None:
    previewer = Previewer()
    assert still_answers(previewer, kept)
    helper = previewer.helper
    assert helper is not None
    previewer.close()
    assert is_gone(helper)
    assert previewer.helper is None


@pytest.mark.skipif(sys.platform != "linux", reason="looks for the helper where Linux lists it")
@pytest.mark.parametrize("busy", [False, True], ids=["idle", "at work"])
def test_the_helper_ends_with_a_program_that_is_killed(busy: bool, kept: Keep) -> None:
    source = kept("page.pdf", endless() if busy else written("Words"))
    code = f"""
import threading, time
from pathlib import Path
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.documents.previews import Previewer, Source
previewer = Previewer()
source = Source("page.pdf", "key", Path({str(source.path)!r}))
previewer.look(source, ignore_progress)
print(previewer.helper, flush=True)
previewer.page(source, 0, (400, 400), ignore_progress)
time.sleep(60)
"""
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        helper = int(program.stdout.readline())
        assert not is_gone(helper)
        program.kill()
    wait_until(lambda: is_gone(helper))


def test_the_helper_knows_nothing_of_the_window() -> None:
    code = (
        "import sys, lssc_desktop.documents.helper\n"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_program_is_its_own_helper_and_ends_when_nobody_asks() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "lssc_desktop", "--preview-helper"],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
