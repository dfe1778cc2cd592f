"""Files of other word processors, of which LibreOffice makes the pages: run for real, if there."""

import io
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from lssc_desktop.core.job import Cancelled, Progress, ignore_progress
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span
from lssc_desktop.documents.office import find_office
from lssc_desktop.documents.previews import Limits, Previewer, PreviewFailed, PreviewFault, Source
from lssc_desktop.documents.word import to_docx
from lssc_desktop.messages.previews import preview_note
from tests.documents.test_office import Listener
from tests.processes import wait_until

type Keep = Callable[[str, bytes], Source]

QUIET = ignore_progress
ROOT = Path(__file__).parents[3]
OFFICE = find_office()
WORDS = "Dear committee"
OLD = b"\xd0\xcf\x11\xe0"

needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
needs_proc = pytest.mark.skipif(sys.platform != "linux", reason="looks where Linux lists programs")


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One letter of two pages, as LibreOffice writes it in each of its kinds."""
    folder = tmp_path_factory.mktemp("letters")
    text = RichText(tuple(Paragraph((Span(f"{WORDS} {line}"),)) for line in range(40)))
    (folder / "letter.docx").write_bytes(to_docx(text, title="Letter", author="A. Rivera"))
    for kind in ("doc", "odt", "rtf"):
        subprocess.run(
            [
                str(OFFICE),
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                kind,
                "--outdir",
                str(folder),
                str(folder / "letter.docx"),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
    return {path.suffix: path.read_bytes() for path in folder.glob("letter.*")}


def fault_of(previewer: Previewer, source: Source) -> PreviewFault:
    with pytest.raises(PreviewFailed) as caught:
        previewer.look(source, QUIET)
    return caught.value.fault


@needs_office
@pytest.mark.parametrize("ending", [".doc", ".odt", ".rtf"])
def test_it_is_shown_as_pages_with_their_words(
    ending: str, previewer: Previewer, kept: Keep, letters: dict[str, bytes]
) -> None:
    source = kept(f"letter{ending}", letters[ending])
    looked = previewer.look(source, QUIET)
    assert looked.total == len(looked.pages) == 2
    assert looked.converted
    assert "LibreOffice" in preview_note(looked)
    assert f"{WORDS} 0" in previewer.words(source, 0, QUIET)
    assert f"{WORDS} 39" in previewer.words(source, 1, QUIET)
    page = previewer.page(source, 1, (300, 396), QUIET)
    assert (page.width, page.height) in {(300, 388), (300, 389)}


@needs_office
def test_two_files_of_one_name_are_not_taken_for_each_other(
    previewer: Previewer, letters: dict[str, bytes]
) -> None:
    other = b"{\\rtf1 Something else\\par}"
    first = Source("letter.rtf", "first", blocks=lambda: iter([letters[".rtf"]]))
    second = Source("letter.rtf", "second", blocks=lambda: iter([other]))
    assert previewer.look(first, QUIET).total == 2
    assert previewer.look(second, QUIET).total == 1
    assert WORDS in previewer.words(first, 0, QUIET)
    assert "Something else" in previewer.words(second, 0, QUIET)


@pytest.mark.parametrize("name", ["old.doc", "new.odt", "rich.rtf", "talk.pptx"])
def test_what_only_has_such_a_name_is_not_handed_to_libreoffice(
    name: str, previewer: Previewer, kept: Keep
) -> None:
    fault = fault_of(previewer, kept(name, b"<html><img src=http://127.0.0.1/>" * 9))
    assert fault is (PreviewFault.NO_OFFICE if OFFICE is None else PreviewFault.DAMAGED)


@needs_office
def test_what_libreoffice_cannot_read_has_no_preview(previewer: Previewer, kept: Keep) -> None:
    assert fault_of(previewer, kept("old.doc", OLD * 200)) is PreviewFault.KIND
    assert fault_of(previewer, kept("new.odt", b"PK\3\4" * 99)) is PreviewFault.KIND
    assert fault_of(previewer, kept("talk.ppt", OLD * 200)) is PreviewFault.KIND


def test_without_libreoffice_a_sentence_says_so(
    kept: Keep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    if find_office() is not None:
        pytest.skip("LibreOffice lies where it cannot be hidden")
    previewer = Previewer()
    try:
        assert fault_of(previewer, kept("old.doc", OLD * 200)) is PreviewFault.NO_OFFICE
    finally:
        previewer.close()


# Nothing is fetched, nothing runs -----------------------------------------------------------------


@pytest.fixture
def listener() -> Iterator[Listener]:
    listening = Listener()
    yield listening
    listening.stop()


def with_linked_picture(letter: bytes, address: str) -> bytes:
    """An OpenDocument text that asks whoever opens it to fetch a picture and a section."""
    asking = (
        f'<text:p><draw:frame svg:width="2cm" svg:height="2cm"><draw:image xlink:href="{address}'
        'spy.png" xlink:type="simple" xlink:actuate="onLoad"/></draw:frame></text:p>'
        f'<text:section text:name="s"><text:section-source xlink:href="{address}more.odt" '
        'xlink:type="simple"/></text:section></office:text>'
    )
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(letter)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "content.xml":
                data = data.replace(b"</office:text>", asking.encode())
            new.writestr(name, data)
    return made.getvalue()


@needs_office
def test_nothing_that_a_file_links_to_is_fetched(
    previewer: Previewer, kept: Keep, letters: dict[str, bytes], listener: Listener
) -> None:
    address = f"http://127.0.0.1:{listener.server.server_port}/"
    fetching_rtf = (
        b'{\\rtf1 Linked {\\field{\\*\\fldinst{INCLUDEPICTURE "' + address.encode() + b'spy.png"'
        b" \\\\d}}{\\fldrslt x}}\\par}"
    )
    odt = kept("linked.odt", with_linked_picture(letters[".odt"], address))
    rtf = kept("linked.rtf", fetching_rtf)
    assert WORDS in previewer.words(odt, 0, QUIET)
    assert "Linked" in previewer.words(rtf, 0, QUIET)
    assert listener.asked == []


# It never stays behind ----------------------------------------------------------------------------


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where LibreOffice works for this test alone; what a failed one has left does not stay."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    yield folder
    for process in offices(folder):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def offices(scratch: Path) -> set[int]:
    """Return every LibreOffice that works in a folder; tests of other workers have theirs."""
    place = os.fsencode(scratch)
    found = set()
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes().split(b"\0")
        except OSError:
            continue
        if any(place in word and b"UserInstallation" in word for word in words):
            found.add(int(path.parent.name))
    return found


class UntilItRuns:
    """Waits until LibreOffice runs and freezes it: it ends no more by itself. May cancel then."""

    def __init__(self, scratch: Path, *, cancel: bool) -> None:
        self._scratch = scratch
        self._cancel = cancel

    def __call__(self, _progress: Progress) -> None:
        wait_until(lambda: bool(offices(self._scratch)))
        for process in offices(self._scratch):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGSTOP)
        if self._cancel:
            raise Cancelled


@needs_office
@needs_proc
def test_it_is_stopped_when_it_takes_too_long(
    kept: Keep, letters: dict[str, bytes], scratch: Path
) -> None:
    previewer = Previewer(Limits(office_seconds=0.01))
    try:
        with pytest.raises(PreviewFailed) as caught:
            previewer.look(kept("letter.odt", letters[".odt"]), UntilItRuns(scratch, cancel=False))
        assert caught.value.fault is PreviewFault.TOO_SLOW
        assert previewer.helper is None
        wait_until(lambda: not offices(scratch))
    finally:
        previewer.close()


@needs_office
@needs_proc
def test_it_is_stopped_when_another_file_is_wanted(
    kept: Keep, letters: dict[str, bytes], scratch: Path
) -> None:
    previewer = Previewer()
    try:
        source = kept("letter.odt", letters[".odt"])
        with pytest.raises(Cancelled):
            previewer.look(source, UntilItRuns(scratch, cancel=True))
        assert previewer.look(kept("notes.txt", b"Words"), QUIET).text is not None
        wait_until(lambda: not offices(scratch))
        assert previewer.look(source, QUIET).total == 2
    finally:
        previewer.close()


@needs_office
@needs_proc
def test_it_ends_with_a_program_that_is_killed(
    kept: Keep, letters: dict[str, bytes], scratch: Path
) -> None:
    source = kept("letter.odt", letters[".odt"])
    code = f"""
from pathlib import Path
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.documents.previews import Previewer, Source
Previewer().look(Source("letter.odt", "key", Path({str(source.path)!r})), ignore_progress)
"""
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, env=os.environ | {"TMPDIR": str(scratch)}
    ) as program:
        wait_until(lambda: bool(offices(scratch)))
        program.kill()
    wait_until(lambda: not offices(scratch))
    wait_until(lambda: not any(path.is_file() for path in scratch.rglob("*")))


@needs_office
def test_nothing_lies_about_when_the_window_closes(
    kept: Keep, letters: dict[str, bytes], scratch: Path
) -> None:
    source = kept("letter.odt", letters[".odt"])
    previewer = Previewer()
    assert previewer.look(source, QUIET).total == 2
    assert any(scratch.rglob("*.pdf"))
    previewer.close()
    assert list(scratch.iterdir()) == []
