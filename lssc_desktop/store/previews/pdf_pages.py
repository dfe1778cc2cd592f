"""Viewer of a PDF: its pages as pictures and words.

It runs in the helper only: PDFium is not trusted.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from lssc_desktop.store.previews.wire import (
    MOST_CHARACTERS,
    MOST_PAGES,
    Inspection,
    PageSize,
    Pixels,
    PreviewFault,
    Unviewable,
    scale_into,
)

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument


_SIGNATURE = b"%PDF-"
_SIGNATURE_WITHIN = 1024
_ENCRYPTION = b"/Encrypt"
_NEEDS_PASSWORD = 4  # FPDF_ERR_PASSWORD
_SMALLEST, _LARGEST = 1.0, 14_400.0  # points; the second is the largest page that PDF 1.7 knows


def inspect(file: BinaryIO) -> Inspection:
    """Return the sizes of the pages."""
    with _opened(file) as document:
        total = len(document)
        if not total:
            raise Unviewable(PreviewFault.DAMAGED)
        sizes = (document.get_page_size(number) for number in range(min(total, MOST_PAGES)))
        return Inspection(tuple(PageSize(*map(_sane, size)) for size in sizes), total)


def page(file: BinaryIO, number: int, room: tuple[int, int]) -> Pixels:
    """Return the picture of a page (from 0) as large as fits into `room`, in pixels."""
    with _opened(file) as document:
        document.init_forms()  # what was filled in is part of the page
        shown = document[number]
        width, height = shown.get_size()
        scale = scale_into((max(width, _SMALLEST), max(height, _SMALLEST)), room)
        bitmap = shown.render(scale=scale, prefer_bgrx=True)
        data = bytes(bitmap.buffer)
        return Pixels(bitmap.width, bitmap.height, data)


def words(file: BinaryIO, number: int) -> str:
    """Return the words of a page (from 0) in the order of the file."""
    with _opened(file) as document:
        text: str = document[number].get_textpage().get_text_bounded()
        return text[:MOST_CHARACTERS]


@contextmanager
def _opened(file: BinaryIO) -> Iterator["PdfDocument"]:
    from pypdfium2 import PdfDocument, PdfiumError

    if _SIGNATURE not in file.read(_SIGNATURE_WITHIN):
        raise Unviewable(PreviewFault.DAMAGED)
    file.seek(0, io.SEEK_SET)
    try:
        document = PdfDocument(file)
        try:
            yield document
        finally:
            document.close()
    except PdfiumError as error:
        # PDFium may report the error of the file before, where this one has none of its own.
        locked = error.err_code == _NEEDS_PASSWORD and _is_encrypted(file)
        raise Unviewable(PreviewFault.PASSWORD if locked else PreviewFault.DAMAGED) from error
    except (IndexError, ValueError) as error:
        raise Unviewable(PreviewFault.DAMAGED) from error


def _is_encrypted(file: BinaryIO) -> bool:
    """Whether a trailer names an encryption; it is never packed."""
    file.seek(0)
    kept = b""
    while block := file.read(1 << 20):
        if _ENCRYPTION in kept + block:
            return True
        kept = block[-len(_ENCRYPTION) :]
    return False


def _sane(side: float) -> float:
    return min(max(side, _SMALLEST), _LARGEST)
