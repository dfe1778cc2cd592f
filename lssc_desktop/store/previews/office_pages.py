"""Viewer of files of other word processors, as pages that LibreOffice makes."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import BinaryIO

from lssc_desktop.store.folder.disk import is_file, is_folder
from lssc_desktop.store.office import Filters, begin_pdf, find_office
from lssc_desktop.store.previews.viewers import inspect_pdf, pdf_page, pdf_words
from lssc_desktop.store.previews.wire import Inspection, Pixels, PreviewFault, Unviewable
from lssc_desktop.store.processes import end_tree

SECONDS = 60.0
"""How long LibreOffice may take; its first start on an old computer is slow."""

_OLD, _ZIP, _RTF = b"\xd0\xcf\x11\xe0", b"PK\3\4", b"{\\rtf"
_TEXT, _SLIDES = "writer_pdf_Export", "impress_pdf_Export"
# Told what a file is, LibreOffice takes nothing else for it, such as a web page of that name.
_RICH_TEXT = (_RTF, Filters("Rich Text Format", _TEXT))
_FILTERS: Mapping[str, Sequence[tuple[bytes, Filters]]] = {
    ".doc": ((_OLD, Filters("MS Word 97", _TEXT)), _RICH_TEXT),
    ".odt": ((_ZIP, Filters("writer8", _TEXT)),),
    ".rtf": (_RICH_TEXT,),
    ".ppt": ((_OLD, Filters("MS PowerPoint 97", _SLIDES)),),
    ".pptx": ((_ZIP, Filters("Impress MS PowerPoint 2007 XML", _SLIDES)),),
    ".odp": ((_ZIP, Filters("impress8", _SLIDES)),),
}
_LONGEST = 8  # bytes of a beginning
_BLOCK = 1 << 20


class OfficePages:
    """Turns a file into a PDF, and keeps it for the questions that follow on the same file."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._made: tuple[str, Path] | None = None
        self._running: subprocess.Popen[bytes] | None = None
        self._turn = Lock()
        self._is_over = False

    def look(self, ending: str, key: str, file: BinaryIO) -> Inspection:
        """Return the sizes of the pages that LibreOffice makes of a file.

        `key` stands for the file; it is made again each time it is looked at.
        """
        self._made = None
        with self._opened(ending, key, file) as made:
            found = inspect_pdf(made)
        return Inspection(found.pages, found.total, converted=True)

    def page(
        self, ending: str, key: str, file: BinaryIO, number: int, room: tuple[int, int]
    ) -> Pixels:
        """Return the picture of a page (from 0) as large as fits into `room`, in pixels."""
        with self._opened(ending, key, file) as made:
            return pdf_page(made, number, room)

    def words(self, ending: str, key: str, file: BinaryIO, number: int) -> str:
        """Return the words of a page (from 0)."""
        with self._opened(ending, key, file) as made:
            return pdf_words(made, number)

    def end(self) -> None:
        """Stop LibreOffice and leave nothing behind; no file can be seen any more."""
        with self._turn:
            self._is_over = True
            running, folder = self._running, self._folder
        if running is not None:
            end_tree(running)
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def _opened(self, ending: str, key: str, file: BinaryIO) -> Iterator[BinaryIO]:
        if self._made is None or self._made[0] != key:
            self._made = (key, self._make(ending, file))
        with self._made[1].open("rb") as made:
            yield made

    def _make(self, ending: str, file: BinaryIO) -> Path:
        office = find_office()
        if office is None:
            raise Unviewable(PreviewFault.NO_OFFICE)
        beginning = file.read(_LONGEST)
        file.seek(0)
        known = (filters for mark, filters in _FILTERS[ending] if beginning.startswith(mark))
        filters = next(known, None)
        if filters is None:
            raise Unviewable(PreviewFault.DAMAGED)
        folder = self._emptied()
        document = folder / f"document{ending}"
        with document.open("wb") as copy:
            shutil.copyfileobj(file, copy, _BLOCK)
        profile = folder / "profile"
        profile.mkdir()
        with self._turn:
            if self._is_over:
                raise Unviewable(PreviewFault.STOPPED)
            running = begin_pdf(office, [document], folder, profile, filters, apart=False)
            self._running = running
        self._wait(running)
        made = document.with_suffix(".pdf")
        if not is_file(made) or not made.stat().st_size:  # it reports nothing when it failed
            raise Unviewable(PreviewFault.KIND)
        return made

    def _wait(self, running: subprocess.Popen[bytes]) -> None:
        try:
            running.wait(SECONDS)
        except subprocess.TimeoutExpired:
            raise Unviewable(PreviewFault.TOO_SLOW) from None
        finally:
            with self._turn:
                self._running = None
            end_tree(running)

    def _emptied(self) -> Path:
        """Return a folder of our own in which nothing lies."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="office-"))
        for inside in self._folder.iterdir():
            with suppress(OSError):
                shutil.rmtree(inside) if is_folder(inside) else inside.unlink()
        return self._folder
