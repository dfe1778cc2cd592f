"""Viewers of Word documents and texts, whose words the window lays out itself.

The pictures in a Word document are pages that follow its words.
"""

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import takewhile
from typing import BinaryIO, cast

from lssc_desktop.core.portfolio.names import split_extension
from lssc_desktop.core.text.richtext import DocumentFault, Paragraph, RichText, Span, normalized
from lssc_desktop.store.documents import read_content
from lssc_desktop.store.images import PictureUnreadable, picture_facts
from lssc_desktop.store.importing import decoded
from lssc_desktop.store.markdown import from_markdown
from lssc_desktop.store.previews import pictures
from lssc_desktop.store.previews.wire import (
    MOST_CHARACTERS,
    Inspection,
    PageSize,
    Pixels,
    PreviewFault,
    Unviewable,
)

_WORD_LIMIT = 128 << 20
_OF_NUMBERING = 20
"""What a numbered paragraph costs besides its characters: it comes with the list it is in."""
_FAULTS: Mapping[str, PreviewFault] = {
    DocumentFault.OLD_WORD: PreviewFault.KIND,
    DocumentFault.ENCRYPTED: PreviewFault.PASSWORD,
    DocumentFault.TOO_LARGE: PreviewFault.TOO_LARGE,
    DocumentFault.EMPTY: PreviewFault.EMPTY,
}


def inspect_word(file: BinaryIO) -> Inspection:
    """Return what a Word document says, the pictures in it, and what it holds beyond that."""
    content = file.read(_WORD_LIMIT + 1)
    if len(content) > _WORD_LIMIT:
        raise Unviewable(PreviewFault.TOO_LARGE)
    seen = read_content(content, "")
    if seen.fault:
        raise Unviewable(_FAULTS.get(seen.fault, PreviewFault.DAMAGED))
    file.seek(0)
    shown = _shown(seen.text, seen.beyond)
    found = word_picture_sizes(file)
    return replace(shown, pages=found, total=len(found))


def inspect_markdown(file: BinaryIO) -> Inspection:
    """Return what a text in Markdown says."""
    said, cut = _read(file)
    return _shown(from_markdown(said), cut=cut)


def inspect_text(file: BinaryIO) -> Inspection:
    """Return the lines of a text as they stand."""
    said, cut = _read(file)
    lines = (Paragraph((Span(line),)) for line in said.splitlines())
    return _shown(normalized(RichText(tuple(lines))), cut=cut)


def _read(file: BinaryIO) -> tuple[str, bool]:
    """Return the beginning of a text, and whether it goes on."""
    data = file.read(MOST_CHARACTERS + 1)
    cut = len(data) > MOST_CHARACTERS
    if cut:
        data = data[: data.rfind(b"\n", 0, MOST_CHARACTERS) + 1] or data[:MOST_CHARACTERS]
    said = decoded(data)
    if "\0" in said:
        raise Unviewable(PreviewFault.KIND)
    return said, cut


def _shown(text: RichText, beyond: tuple[str, ...] = (), *, cut: bool = False) -> Inspection:
    """Return as many whole paragraphs as are shown."""
    room = MOST_CHARACTERS

    def fits(paragraph: Paragraph) -> bool:
        nonlocal room
        room -= len(paragraph.text) + 1
        if paragraph.numbering is not None:
            room -= _OF_NUMBERING
        return room >= 0

    kept = tuple(takewhile(fits, text.paragraphs))
    return Inspection(
        text=RichText(kept), beyond=beyond, cut=cut or len(kept) < len(text.paragraphs)
    )


# Pictures in a Word document ------------------------------------------------------------------

_FOLDER = "word/media/"
_ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".bmp", ".webp")
_MOST = 100
_LARGEST = 64 << 20  # bytes


def word_picture_sizes(file: BinaryIO) -> tuple[PageSize, ...]:
    """Return the sizes of the pictures that can be shown, in the order in which they came in."""
    with zipfile.ZipFile(file) as archive:
        return tuple(size for size, _entry in _pictures(archive))


def word_picture(file: BinaryIO, number: int, room: tuple[int, int]) -> Pixels:
    """Return one of these pictures (from 0) that fits into `room`."""
    with zipfile.ZipFile(file) as archive:
        for place, (_size, entry) in enumerate(_pictures(archive)):
            if place == number:
                with archive.open(entry) as picture:
                    return pictures.page(cast("BinaryIO", picture), 0, room)
    raise Unviewable(PreviewFault.DAMAGED)


def _pictures(archive: zipfile.ZipFile) -> Iterator[tuple[PageSize, zipfile.ZipInfo]]:
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
