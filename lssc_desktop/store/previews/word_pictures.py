"""Viewer of the pictures in a Word document, as pages that follow its words."""

import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from lssc_desktop.core.portfolio.names import split_extension
from lssc_desktop.store.images import PictureUnreadable, picture_facts
from lssc_desktop.store.previews import pictures
from lssc_desktop.store.previews.viewing import Unviewable
from lssc_desktop.store.previews.wire import PageSize, Pixels, PreviewFault

_FOLDER = "word/media/"
_ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".bmp", ".webp")
_MOST = 100
_LARGEST = 64 << 20  # bytes


def sizes(file: BinaryIO) -> tuple[PageSize, ...]:
    """Return the sizes of the pictures that can be shown, in the order in which they came in."""
    with zipfile.ZipFile(file) as archive:
        return tuple(size for size, _entry in _shown(archive))


def page(file: BinaryIO, number: int, room: tuple[int, int]) -> Pixels:
    """Return one of these pictures (from 0) that fits into `room`."""
    with zipfile.ZipFile(file) as archive:
        for place, (_size, entry) in enumerate(_shown(archive)):
            if place == number:
                with archive.open(entry) as picture:
                    return pictures.page(cast("BinaryIO", picture), 0, room)
    raise Unviewable(PreviewFault.DAMAGED)


def _shown(archive: zipfile.ZipFile) -> Iterator[tuple[PageSize, zipfile.ZipInfo]]:
    """Yield the pictures that open; Word numbers them as they are put in."""
    entries = [entry for entry in archive.infolist() if _is_picture(entry)]
    for entry in sorted(entries, key=_order)[:_MOST]:
        try:
            with archive.open(entry) as picture:
                facts = picture_facts(cast("BinaryIO", picture))
        except (PictureUnreadable, RuntimeError, NotImplementedError, zipfile.BadZipFile):
            continue  # the text is shown all the same
        yield pictures.page_size(facts), entry


def _is_picture(entry: zipfile.ZipInfo) -> bool:
    name = entry.filename.lower()
    is_kind = split_extension(name)[1] in _ENDINGS
    return name.startswith(_FOLDER) and is_kind and entry.file_size <= _LARGEST


def _order(entry: zipfile.ZipInfo) -> tuple[int, str]:
    """Return what puts image2 before image10."""
    return len(split_extension(entry.filename)[0]), entry.filename
