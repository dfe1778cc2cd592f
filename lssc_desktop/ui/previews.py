"""What the window asks to see the inside of a file: pages, pictures of them, their words."""

from collections import OrderedDict
from contextlib import contextmanager
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # not needed before a file is looked into, and slow to import
    from collections.abc import Callable, Iterator

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QImage

    from lssc_desktop.core.job import Reporter
    from lssc_desktop.store.previews import (
        Looked,
        PageSize,
        Pixels,
        Previewer,
        PreviewFault,
        Source,
    )

_KEPT_BYTES = 64_000_000
_KEPT_FILES = 60
_KEPT_FAULTS = 1_000


class Previews:
    """Every method is for a job in `Lane.PREVIEWS`; what was seen lately is kept.

    All raise `PreviewFailed`, `Cancelled`, and what the blocks of a source raise.
    """

    def __init__(self, make_previewer: "Callable[[], Previewer]") -> None:
        self._make_previewer = make_previewer
        self._made: Previewer | None = None
        self._lock = Lock()
        self._looked: OrderedDict[str, Looked] = OrderedDict()
        self._faults: OrderedDict[str, PreviewFault] = OrderedDict()
        self._images: OrderedDict[tuple[str, int, int, int], QImage] = OrderedDict()
        self._bytes = 0

    @property
    def kept_bytes(self) -> int:
        """How many bytes the pictures take that are kept."""
        return self._bytes

    def look(self, source: "Source", reporter: "Reporter") -> "Looked":
        """Return what a file has to show; a text has its pages too, as we lay it out."""
        name = _name(source)
        with self._lock:
            known = self._looked.get(name)
            if known is not None:
                self._looked.move_to_end(name)
                return known
        with self._faults_kept(source, "look"):
            looked = self._previewer().look(source, reporter)
        if looked.text is not None:
            from lssc_desktop.store.previews.values import MOST_PAGES
            from lssc_desktop.ui.sheets import SHEET, count_sheets

            # A document of pictures alone has no empty sheet in front of them.
            is_empty = bool(looked.pages) and not looked.text.paragraphs
            sheets = 0 if is_empty else count_sheets(looked.text)
            pages = ((SHEET,) * sheets + looked.pages)[:MOST_PAGES]
            total = sheets + looked.total
            looked = replace(looked, pages=pages, total=total, sheets=sheets)
        with self._lock:
            self._looked[name] = looked
            while len(self._looked) > _KEPT_FILES:
                self._looked.popitem(last=False)
        return looked

    def page(self, source: "Source", number: int, room: "QSize", reporter: "Reporter") -> "QImage":
        """Return the picture of a page (from 0), as large as fits into `room` (pixels)."""
        key = (_name(source), number, room.width(), room.height())
        with self._lock:
            known = self._images.get(key)
            if known is not None:
                self._images.move_to_end(key)
                return known
        looked = self.look(source, reporter)
        if looked.text is not None and number < looked.sheets:
            from lssc_desktop.ui.sheets import SHEET, paint_sheet

            image = paint_sheet(looked.text, number, fitting(SHEET, room))
        else:
            size = (room.width(), room.height())
            with self._faults_kept(source, f"page {number}"):
                seen = self._previewer().page(source, number - looked.sheets, size, reporter)
            image = _image(seen)
        self._keep(key, image)
        return image

    def words(self, source: "Source", number: int, reporter: "Reporter") -> str:
        """Return the words of a page (from 0), for a text those of all pages."""
        text = self.look(source, reporter).text
        if text is not None:
            from lssc_desktop.core.richtext import plain

            return plain(text)
        with self._faults_kept(source, f"words {number}"):
            return self._previewer().words(source, number, reporter)

    def opens(self, source: "Source", reporter: "Reporter") -> bool:
        """Open a file to its end; False for a kind that is not looked into."""
        return self._previewer().opens(source, reporter)

    def close(self) -> None:
        """Stop the helper, if there was need for it."""
        if self._made is not None:
            self._made.close()

    def _previewer(self) -> "Previewer":
        """Return what looks into files, made when it is first needed."""
        with self._lock:
            if self._made is None:
                self._made = self._make_previewer()
            return self._made

    @contextmanager
    def _faults_kept(self, source: "Source", question: str) -> "Iterator[None]":
        """Ask nothing that is known to have no answer; remember when there is none."""
        from lssc_desktop.store.previews import PreviewFailed, PreviewFault

        name = f"{_name(source)} {question}"
        with self._lock:
            known = self._faults.get(name)
        if known is not None:
            raise PreviewFailed(source.name, known)
        try:
            yield
        except PreviewFailed as error:
            # The file may come back, and a busy computer may have more time later.
            if error.fault not in {PreviewFault.MISSING, PreviewFault.TOO_SLOW}:
                with self._lock:
                    self._faults[name] = error.fault
                    while len(self._faults) > _KEPT_FAULTS:
                        self._faults.popitem(last=False)
            raise

    def _keep(self, key: tuple[str, int, int, int], image: "QImage") -> None:
        with self._lock:
            self._images[key] = image
            self._bytes += image.sizeInBytes()
            while self._bytes > _KEPT_BYTES and len(self._images) > 1:
                self._bytes -= self._images.popitem(last=False)[1].sizeInBytes()


def _name(source: "Source") -> str:
    """Return what a file is kept under: the same bytes are seen otherwise as .txt than as .md."""
    from lssc_desktop.core.names import split_extension  # a start has no use for it

    return source.key + split_extension(source.name)[1].lower()


def fitting(page: "PageSize", room: "QSize") -> "QSize":
    """Return the size of the largest picture of a page that fits."""
    from PySide6.QtCore import QSize

    scale = min(room.width() / page.width, room.height() / page.height)
    return QSize(max(round(page.width * scale), 1), max(round(page.height * scale), 1))


def _image(pixels: "Pixels") -> "QImage":
    from PySide6.QtGui import QImage

    shared = QImage(
        pixels.data,
        pixels.width,
        pixels.height,
        4 * pixels.width,
        QImage.Format.Format_RGB32,
    )
    return shared.copy()  # which does not need the bytes any more
