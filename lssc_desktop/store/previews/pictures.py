"""Photographs and scans as pages."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO

from lssc_desktop.store.images import PictureFault, PictureUnreadable, page_pixels, picture_facts
from lssc_desktop.store.previews.values import Looked, PageSize, Pixels, PreviewFault
from lssc_desktop.store.previews.viewing import Unviewable, scale_into

_POINTS_OF_PIXEL = 72 / 96
_FAULTS: Mapping[PictureFault, PreviewFault] = {
    PictureFault.NOT_A_PICTURE: PreviewFault.KIND,
    PictureFault.DAMAGED: PreviewFault.DAMAGED,
    PictureFault.TOO_LARGE: PreviewFault.TOO_LARGE,
}


def look(file: BinaryIO) -> Looked:
    """Return the sizes of the pages of a scan, all taken to be like the first, or of a picture."""
    with _faults():
        facts = picture_facts(file)
    size = PageSize(facts.width * _POINTS_OF_PIXEL, facts.height * _POINTS_OF_PIXEL)
    return Looked((size,) * facts.pages, facts.pages)


def page(file: BinaryIO, number: int, room: tuple[int, int]) -> Pixels:
    """Return a page (from 0) that fits into `room`; a small picture is not blown up."""
    with _faults():
        facts = picture_facts(file)
        size = (facts.width, facts.height)
        longest = min(max(size), round(max(size) * scale_into(size, room)))
        file.seek(0)
        return Pixels(*page_pixels(file, number, max(longest, 1)))


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except PictureUnreadable as error:
        raise Unviewable(_FAULTS[error.fault]) from error
