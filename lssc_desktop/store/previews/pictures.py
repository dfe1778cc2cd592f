"""Viewer of photographs and scans, as pages."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO

from lssc_desktop.store.images import (
    PictureFacts,
    PictureFault,
    PictureUnreadable,
    page_pixels,
    picture_facts,
)
from lssc_desktop.store.previews.wire import (
    Inspection,
    PageSize,
    Pixels,
    PreviewFault,
    Unviewable,
    scale_into,
)

_POINTS_OF_PIXEL = 72 / 96
_LARGEST = 14_400  # points
_FAULTS: Mapping[PictureFault, PreviewFault] = {
    PictureFault.NOT_A_PICTURE: PreviewFault.KIND,
    PictureFault.DAMAGED: PreviewFault.DAMAGED,
    PictureFault.TOO_LARGE: PreviewFault.TOO_LARGE,
}


def inspect(file: BinaryIO) -> Inspection:
    """Return the sizes of the pages of a scan, all taken to be like the first, or of a picture."""
    with _faults():
        facts = picture_facts(file)
    return Inspection((page_size(facts),) * facts.pages, facts.pages)


def page_size(facts: PictureFacts) -> PageSize:
    """Return how large a picture is as a page; a very long one is taken to be smaller."""
    scale = min(_POINTS_OF_PIXEL, _LARGEST / max(facts.width, facts.height))
    return PageSize(facts.width * scale, facts.height * scale)


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
