"""The pages of evidence: PDFs as they are, pictures on sheets, Word files through LibreOffice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Cancelled, Item, Progress, Reporter, Step
from lssc_desktop.package.assembly import typeset_pages
from lssc_desktop.package.typesetting.blocks import printable, printable_line
from lssc_desktop.store.folder.disk import FileMissing
from lssc_desktop.store.images import PictureFault, PictureUnreadable, page_pictures
from lssc_desktop.store.office import OfficeMissing, to_pdfs
from lssc_desktop.store.pdf import PdfFault, PdfUnreadable, prove

LARGEST_FILE = 100_000_000  # bytes
LARGEST_TOGETHER = 250_000_000
"""Joining keeps every page in memory: more is left out, and said to be."""

_PDF_ENDINGS = (".pdf",)
_PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".bmp", ".webp")
_OFFICE_ENDINGS = (".doc", ".docx", ".odt", ".rtf", ".ppt", ".pptx", ".odp")
_LONGEST_SIDE = 1950  # pixels: the 6.5 inches of a page at 300 to the inch


class Why(StrEnum):
    """Why a piece of evidence is left out."""

    NO_PAGES = "no-pages"
    MISSING = "missing"
    WRONG_KIND = "wrong-kind"
    DAMAGED = "damaged"
    PASSWORD = "password"  # noqa: S105 - the name of a reason
    TOO_LARGE = "too-large"
    NO_OFFICE = "no-office"
    OFFICE_FAILED = "office-failed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence whose pages are wanted. `use` stands on top of a picture's page."""

    packaged: str
    name: str
    source: Path
    use: str
    caption: str = ""


_PDF_FAULTS: Mapping[PdfFault, Why] = {
    PdfFault.NOT_A_PDF: Why.WRONG_KIND,
    PdfFault.DAMAGED: Why.DAMAGED,
    PdfFault.PASSWORD: Why.PASSWORD,
}
_PICTURE_FAULTS: Mapping[PictureFault, Why] = {
    PictureFault.NOT_A_PICTURE: Why.WRONG_KIND,
    PictureFault.DAMAGED: Why.DAMAGED,
    PictureFault.TOO_LARGE: Why.TOO_LARGE,
}


def evidence_pages(
    pieces: Sequence[Piece], day: date, folder: Path, reporter: Reporter
) -> dict[str, Path | bytes | Why]:
    """Return for each piece, by its packaged path, a PDF that can be joined, or why there is none.

    PDFs that LibreOffice makes lie in `folder`.
    """
    found: dict[str, Path | bytes | Why] = {}
    office: list[Piece] = []
    together = 0
    for number, piece in enumerate(pieces):
        item = Item(piece.name, number, len(pieces))
        reporter(Progress(Step.ASSEMBLING, number, len(pieces), item))
        try:
            size = piece.source.stat().st_size
        except OSError:
            found[piece.packaged] = Why.MISSING
            continue
        ending = Path(piece.name).suffix.lower()
        if ending in _OFFICE_ENDINGS:
            office.append(piece)
        elif size > LARGEST_FILE or together + size > LARGEST_TOGETHER:
            found[piece.packaged] = Why.TOO_LARGE
        else:
            found[piece.packaged] = _pages_or_why(piece, ending, day)
            together += size
    return found | _office_pages(office, folder, reporter)


def _pages_or_why(piece: Piece, ending: str, day: date) -> Path | bytes | Why:
    try:
        if ending in _PDF_ENDINGS:
            prove(piece.source)
            return piece.source
        if ending in _PICTURE_ENDINGS:
            return _picture_sheets(piece, day)
    except PdfUnreadable as error:
        return _PDF_FAULTS[error.fault]
    except PictureUnreadable as error:
        return _PICTURE_FAULTS[error.fault]
    except Cancelled:
        raise
    except LsscError as error:  # whatever is wrong with one file, the others are pages all the same
        return Why.MISSING if isinstance(error, FileMissing) else Why.DAMAGED
    return Why.NO_PAGES


def _picture_sheets(piece: Piece, day: date) -> bytes:
    pictures = tuple(page_pictures(piece.source, _LONGEST_SIDE))
    data = {
        "name": printable_line(piece.name),
        "use": piece.use,
        "caption": printable(piece.caption),
        "pages": len(pictures),
    }
    return typeset_pages("picture.typ", data, day, pictures)


def _office_pages(
    pieces: Sequence[Piece], folder: Path, reporter: Reporter
) -> dict[str, Path | bytes | Why]:
    if not pieces:
        return {}
    try:
        made = to_pdfs([piece.source for piece in pieces], folder, reporter)
    except OfficeMissing:
        return {piece.packaged: Why.NO_OFFICE for piece in pieces}
    return {
        piece.packaged: Why.OFFICE_FAILED if pdf is None else _proved_or_why(pdf)
        for piece, pdf in zip(pieces, made, strict=True)
    }


def _proved_or_why(pdf: Path) -> Path | Why:
    """Return a PDF of LibreOffice's that can be joined."""
    try:
        prove(pdf)
    except LsscError:
        return Why.OFFICE_FAILED
    return pdf
