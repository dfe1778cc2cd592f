"""A portfolio as Windows treats it: files open elsewhere, drives that go, names that it knows.

Planted with Windows' own calls, so all of it runs there alone: `installers/windows/test` runs it.
"""

import ctypes
import os
import string
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from threading import Timer

import pytest

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.edits import set_document
from lssc_desktop.core.portfolio.portfolio import Portfolio, TextPlace
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.text.richtext import from_plain, plain
from lssc_desktop.disk.copying import copy_in
from lssc_desktop.disk.disk import (
    DriveGone,
    FileBusy,
    FileMissing,
    FolderGone,
    InTheWay,
    NetworkGone,
    PathTooLong,
)
from lssc_desktop.disk.files import fingerprint, open_to_read
from lssc_desktop.store.evidence import add_files, remove_files, rename
from lssc_desktop.store.folder import folder
from lssc_desktop.store.folder.folder import NotAPortfolio, Stamp
from lssc_desktop.store.folder.responses import read_response, write_response
from tests.open_elsewhere import Share, open_elsewhere
from tests.systems import WineLacks, not_on_wine, windows_only

pytestmark = windows_only

TODAY = date(2026, 11, 25)
PLACE = TextPlace("foundations", 11)
PATH = Path("Foundations of Library Services", "11 Diversity of users.docx")
GONE = (DriveGone, FileMissing, FolderGone, NetworkGone, NotAPortfolio)


@pytest.fixture
def written(root: Path, program: Program, portfolio: Portfolio) -> Portfolio:
    document = write_response(root, program, portfolio, PLACE, from_plain("First."))
    return set_document(portfolio, PLACE, document, TODAY)


def names(where: Path) -> list[str]:
    return sorted(path.name for path in where.iterdir())


class TestOpenElsewhere:
    def test_a_response_that_word_has_open_keeps_its_text_and_is_saved_later(
        self, root: Path, program: Program, written: Portfolio
    ) -> None:
        before = names((root / PATH).parent)
        with open_elsewhere(root / PATH, Share.READ):
            with pytest.raises(LsscError) as refused:
                write_response(root, program, written, PLACE, from_plain("Second."))
            assert isinstance(refused.value, FileBusy)
            assert plain(read_response(root, written, PLACE).text) == "First."
            assert names((root / PATH).parent) == before
        document = write_response(root, program, written, PLACE, from_plain("Second."))
        after = set_document(written, PLACE, document, TODAY)
        assert plain(read_response(root, after, PLACE).text) == "Second."

    def test_the_portfolio_is_saved_when_a_scanner_lets_go_of_it(
        self, root: Path, portfolio: Portfolio
    ) -> None:
        stamp = folder.current_stamp(root)
        with ExitStack() as holding:
            holding.enter_context(open_elsewhere(root / "portfolio.json", Share.READ))
            letting_go = Timer(0.3, holding.close)
            letting_go.start()
            saved = folder.save(root, portfolio, stamp)
            letting_go.join()
        assert folder.current_stamp(root) == saved

    @pytest.mark.parametrize("share", [Share.NONE, Share.READ, Share.READ | Share.WRITE])
    def test_evidence_that_another_program_has_open_is_copied_or_told_as_open(
        self, root: Path, tmp_path: Path, share: Share
    ) -> None:
        source = tmp_path / "flyer.pdf"
        source.write_bytes(b"%PDF-1.7 flyer")
        with open_elsewhere(source, share):
            if share is Share.NONE:
                with pytest.raises(FileBusy):
                    add_files(root, [source], TODAY, ignore_progress)
                assert not any((root / "Evidence").glob("*"))
            else:
                add_files(root, [source], TODAY, ignore_progress)
                assert names(root / "Evidence") == ["flyer.pdf"]

    def test_evidence_that_another_program_has_open_is_not_thrown_away(self, root: Path) -> None:
        flyer = root / "Evidence" / "flyer.pdf"
        flyer.write_bytes(b"%PDF-1.7 flyer")
        with open_elsewhere(flyer, Share.READ):
            removed = remove_files(root, ("Evidence/flyer.pdf",), ignore_progress)
        assert removed.paths == ()
        assert isinstance(removed.error, FileBusy)
        assert flyer.read_bytes() == b"%PDF-1.7 flyer"

    def test_evidence_that_a_scanner_lets_go_of_is_thrown_away(self, root: Path) -> None:
        flyer = root / "Evidence" / "flyer.pdf"
        flyer.write_bytes(b"%PDF-1.7 flyer")
        with ExitStack() as holding:
            holding.enter_context(open_elsewhere(flyer, Share.READ))
            letting_go = Timer(0.3, holding.close)
            letting_go.start()
            removed = remove_files(root, ("Evidence/flyer.pdf",), ignore_progress)
            letting_go.join()
        assert removed.error is None
        assert names(root / "Evidence") == []


class TestReadByUs:
    """What we look into stands in nobody's way: Word saves by putting a new file in its place."""

    @pytest.fixture
    def flyer(self, root: Path) -> Path:
        path = root / "Evidence" / "flyer.pdf"
        path.write_bytes(b"%PDF-1.7 flyer")
        return path

    def test_it_can_be_renamed(self, root: Path, flyer: Path) -> None:
        with open_to_read(flyer) as file:
            rename(root, "Evidence/flyer.pdf", "leaflet.pdf")
            assert file.read() == b"%PDF-1.7 flyer"
        assert names(root / "Evidence") == ["leaflet.pdf"]

    def test_it_can_be_replaced_as_word_does_it(self, flyer: Path) -> None:
        new, old = flyer.with_name("~new.tmp"), flyer.with_name("~old.tmp")
        new.write_bytes(b"%PDF-1.7 second")
        with open_to_read(flyer) as file:
            flyer.rename(old)
            new.rename(flyer)
            old.unlink()
            assert file.read() == b"%PDF-1.7 flyer"
        assert flyer.read_bytes() == b"%PDF-1.7 second"
        assert names(flyer.parent) == ["flyer.pdf"]

    def test_it_can_be_thrown_away(self, root: Path, flyer: Path) -> None:
        with open_to_read(flyer):
            assert remove_files(root, ("Evidence/flyer.pdf",), ignore_progress).error is None
        assert names(root / "Evidence") == []

    def test_it_can_be_renamed_while_it_is_copied(self, flyer: Path, tmp_path: Path) -> None:
        leaflet = flyer.with_name("leaflet.pdf")
        sha256, _size = copy_in(
            flyer, tmp_path / "copy.pdf", lambda _progress: moved_once(flyer, leaflet)
        )
        assert sha256 == fingerprint(leaflet, ignore_progress)
        assert names(leaflet.parent) == ["leaflet.pdf"]

    def test_a_folder_in_the_place_of_a_file_is_told(self, flyer: Path) -> None:
        with pytest.raises(InTheWay):
            fingerprint(flyer.parent, ignore_progress)


def moved_once(old: Path, new: Path) -> None:
    if old.exists():
        old.rename(new)


@contextmanager
def own_drive(target: Path) -> Iterator[tuple[Path, Callable[[], None]]]:
    """Give a folder a drive letter, as a stick has one; the second value pulls it out."""
    if sys.platform != "win32":
        raise NotImplementedError
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    taken = kernel.GetLogicalDrives()
    letter = next(
        each
        for each in reversed(string.ascii_uppercase)
        if not taken & 1 << string.ascii_uppercase.index(each)
    )
    if not kernel.DefineDosDeviceW(0, f"{letter}:", str(target)):
        raise ctypes.WinError(ctypes.get_last_error())
    remove = 2  # DDD_REMOVE_DEFINITION
    with ExitStack() as stack:
        stack.callback(kernel.DefineDosDeviceW, remove, f"{letter}:", None)
        yield Path(f"{letter}:\\"), stack.close


class TestDrives:
    @not_on_wine(WineLacks.DRIVE_LETTERS)
    def test_a_drive_that_is_pulled_out_is_told_as_gone_and_loses_nothing(
        self,
        tmp_path: Path,
        program: Program,
        portfolio: Portfolio,
        make_folder: Callable[[Path], Stamp],
    ) -> None:
        (tmp_path / "stick").mkdir()
        with own_drive(tmp_path / "stick") as (drive, pull_out):
            root = drive / "Rivera LSSC"
            stamp = make_folder(root)
            document = write_response(root, program, portfolio, PLACE, from_plain("First."))
            written = set_document(portfolio, PLACE, document, TODAY)
            pull_out()
            for act in (
                lambda: write_response(root, program, written, PLACE, from_plain("Second.")),
                lambda: folder.save(root, written, stamp),
                lambda: add_files(root, [tmp_path / "stick"], TODAY, ignore_progress),
            ):
                with pytest.raises(GONE):
                    act()
        back = tmp_path / "stick" / "Rivera LSSC"
        assert plain(read_response(back, written, PLACE).text) == "First."


class TestNames:
    def test_names_that_differ_in_case_alone_are_one_name(self, root: Path, tmp_path: Path) -> None:
        for number, name in enumerate(["flyer.pdf", "FLYER.PDF", "Flyer.pdf"]):
            source = tmp_path / str(number) / name
            source.parent.mkdir()
            source.write_bytes(b"%d" % number)
            add_files(root, [source], TODAY, ignore_progress)
        kept = sorted(path.read_bytes() for path in (root / "Evidence").iterdir())
        assert kept == [b"0", b"1", b"2"]

    @pytest.mark.parametrize("name", ["CON.pdf", "nul.pdf", "COM1.pdf", "LPT1", "aux."])
    def test_a_file_never_becomes_a_device(self, root: Path, tmp_path: Path, name: str) -> None:
        source = tmp_path / "flyer.pdf"
        source.write_bytes(b"flyer")
        add_files(root, [source], TODAY, ignore_progress)
        try:
            renamed = rename(root, "Evidence/flyer.pdf", name)
        except LsscError:
            renamed = "Evidence/flyer.pdf"
        assert (root / renamed).read_bytes() == b"flyer"
        assert len(names(root / "Evidence")) == 1

    @pytest.mark.parametrize("letters", [200, 240, 300])
    def test_a_path_that_is_too_long_is_done_or_told(
        self,
        tmp_path: Path,
        program: Program,
        portfolio: Portfolio,
        make_folder: Callable[[Path], Stamp],
        letters: int,
    ) -> None:
        """Windows takes 260 letters, or any number where its long paths are switched on."""
        above = tmp_path
        while len(str(above)) < letters:
            above /= "n" * min(40, max(1, letters - len(str(above))))
        root = above / "Rivera LSSC"
        try:
            make_folder(root)
            document = write_response(root, program, portfolio, PLACE, from_plain("First."))
        except (PathTooLong, FileMissing, FolderGone):
            assert letters > 260 - len(str(PATH)) - len(root.name)
        else:
            written = set_document(portfolio, PLACE, document, TODAY)
            assert plain(read_response(root, written, PLACE).text) == "First."


LSSC = [sys.executable, "-m", "lssc_desktop"]


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "utf-8"])
def test_every_name_can_be_said_in_the_code_page_of_the_computer(
    root: Path, tmp_path: Path, encoding: str
) -> None:
    """Letters that a code page does not have are replaced; nothing ends in a traceback."""
    source = tmp_path / "Łódź, Ω and 名.txt"
    source.write_text("x", encoding="utf-8")
    words = ["evidence", "add", str(root), "--set", "technology", "--competency", "1", str(source)]
    done = subprocess.run(
        [*LSSC, *words],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )
    said = done.stdout.decode(encoding) + done.stderr.decode(encoding)
    assert done.returncode == 0, said
    assert "Traceback" not in said
    assert names(root / "Evidence") == [source.name]
