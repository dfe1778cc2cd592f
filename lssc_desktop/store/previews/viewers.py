"""Which viewer shows a file."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from lssc_desktop.core.file_kind import FileKind, file_kind
from lssc_desktop.core.names import split_extension
from lssc_desktop.store.previews import pdf, pictures, word_pictures, writing
from lssc_desktop.store.previews.office_pages import OfficePages
from lssc_desktop.store.previews.values import OFFICE_ENDINGS, Looked, Pixels, PreviewFault
from lssc_desktop.store.previews.viewing import Unviewable

_WORD_ENDINGS = (".docx", ".docm", ".dotx")
_MARKDOWN_ENDINGS = (".md",)
_TABLE_ENDINGS = (".csv", ".tsv")
_SIGNATURES = (
    (b"%PDF-", FileKind.PDF),
    (b"\xff\xd8\xff", FileKind.PHOTO),
    (b"\x89PNG", FileKind.PHOTO),
)


def _no_page(_file: BinaryIO, _number: int, _room: tuple[int, int]) -> Pixels:
    raise Unviewable(PreviewFault.KIND)


def _no_words(_file: BinaryIO, _number: int) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Shows one kind of file: what there is, a page (from 0) in some room, the words of a page.

    What is laid out by the window has no pages here, but for the pictures in it.
    """

    look: Callable[[BinaryIO], Looked]
    page: Callable[[BinaryIO, int, tuple[int, int]], Pixels] = _no_page
    words: Callable[[BinaryIO, int], str] = _no_words


_PDF = Viewer(pdf.look, pdf.page, pdf.words)
_PICTURES = Viewer(pictures.look, pictures.page)


def viewer_for(name: str, start: bytes, office: OfficePages, key: str) -> Viewer:
    """Return who shows a file, by its name or else by its first bytes; `key` stands for the file.

    Raises `Unviewable`.
    """
    if not start:
        raise Unviewable(PreviewFault.EMPTY)
    ending = split_extension(name)[1].lower()
    kind = file_kind(name)
    if kind is FileKind.OTHER:
        kind = next((found for mark, found in _SIGNATURES if start.startswith(mark)), kind)
    if kind is FileKind.PDF:
        return _PDF
    if kind is FileKind.PHOTO:
        return _PICTURES
    if ending in OFFICE_ENDINGS:
        made = (ending, key)
        return Viewer(
            partial(office.look, *made), partial(office.page, *made), partial(office.words, *made)
        )
    if ending in _WORD_ENDINGS:
        return Viewer(writing.look_at_word, word_pictures.page)
    if ending in _MARKDOWN_ENDINGS:
        return Viewer(writing.look_at_markdown)
    if kind is FileKind.TEXT or ending in _TABLE_ENDINGS:
        return Viewer(writing.look_at_text)
    raise Unviewable(PreviewFault.KIND)
