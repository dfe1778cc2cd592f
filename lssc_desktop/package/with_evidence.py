"""Portfolio and evidence in one PDF, a convenience that lies beside its package.

PDFs are taken as they are, pictures on sheets, Word files through LibreOffice. It is no part of
the package, and has no tags for screen readers.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Cancelled, Item, Progress, Reporter, Step
from lssc_desktop.core.portfolio.names import next_numbered
from lssc_desktop.package.assembly import typeset_pages
from lssc_desktop.package.book import Book, EvidenceLine
from lssc_desktop.package.build import Built, SetContent
from lssc_desktop.package.target import PACKAGE_SUFFIX
from lssc_desktop.package.typesetting import wording
from lssc_desktop.package.typesetting.blocks import printable, printable_line, printable_name
from lssc_desktop.store.folder.disk import FileMissing, disk_errors, is_file, is_link, is_there
from lssc_desktop.store.folder.files import (
    move_into_place,
    removed_on_failure,
    require_own_folder,
    temporary_beside,
)
from lssc_desktop.store.images import PictureFault, PictureUnreadable, page_pictures
from lssc_desktop.store.office import OfficeMissing, to_pdfs
from lssc_desktop.store.pdf import (
    Bookmark,
    PdfFault,
    PdfPart,
    PdfUnreadable,
    bookmark_pages,
    identifier_of,
    merge,
    prove,
)
from lssc_desktop.store.processes import scratch_folder

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
        piece.packaged: _why_not_made(piece) if pdf is None else _proved_or_why(pdf)
        for piece, pdf in zip(pieces, made, strict=True)
    }


def _why_not_made(piece: Piece) -> Why:
    return Why.OFFICE_FAILED if is_file(piece.source) else Why.MISSING


def _proved_or_why(pdf: Path) -> Path | Why:
    """Return a PDF of LibreOffice's that can be joined."""
    try:
        prove(pdf)
    except LsscError:
        return Why.OFFICE_FAILED
    return pdf


EVIDENCE_SUFFIX = "-with-evidence.pdf"

_NOTE_PART, _PORTFOLIO_PART = 0, 1  # places among the parts


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A piece of evidence without pages in the file, by the name the candidate gave it."""

    name: str
    why: Why


@dataclass(frozen=True, slots=True)
class WithEvidence:
    """What was written: all pages, the names of the evidence in it, and what is left out."""

    pages: int
    included: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class EvidencePdf:
    """Where the PDF lies, and what is in it and is not."""

    path: Path
    made: WithEvidence


def write_evidence_pdf(root: Path, built: Built, reporter: Reporter) -> EvidencePdf:
    """Write everything in one PDF beside a package that was built of a portfolio folder.

    Nothing is replaced but an earlier one of the same package: beside anything else the name is
    numbered. Raises what `write_with_evidence` raises.
    """
    content = built.content
    if not isinstance(content, SetContent):
        raise TypeError(content)  # a renewal has no book
    require_own_folder(built.path)
    stem = built.path.name.removesuffix(PACKAGE_SUFFIX).removesuffix(".zip")
    package_id = built.written.package_id
    target = built.path.with_name(stem + EVIDENCE_SUFFIX)
    while is_there(target) and (is_link(target) or identifier_of(target) != package_id):
        target = target.with_name(next_numbered(target.name))
    shown = {**content.payload.evidence, **content.payload.documents}
    sources = {packaged: root / path for path, packaged in shown.items()}
    made = write_with_evidence(
        target, content.pdf(), content.book, sources, reporter, identifier=package_id
    )
    return EvidencePdf(target, made)


def write_with_evidence(
    target: Path,
    portfolio_pdf: bytes,
    book: Book,
    sources: Mapping[str, Path],
    reporter: Reporter,
    *,
    identifier: str = "",
) -> WithEvidence:
    """Write the portfolio's PDF and the pages of its evidence as one file at `target`.

    `sources` has the file of each piece by its packaged path. A file used twice is in it once,
    with a bookmark from each place. `store.pdf.identifier_of` finds the `identifier`. Raises
    `AssemblyFailed`, `PdfUnreadable`, and what `disk_errors` says about the target.
    """
    chapters = bookmark_pages(portfolio_pdf)
    uses = tuple(_uses(book, len(chapters)))
    pieces = _pieces(uses, sources)
    with scratch_folder() as folder:
        pages = evidence_pages(pieces, book.day, Path(folder), reporter)
        count = 0
        while not count:
            left_out = _left_out(pieces, pages)
            parts = [PdfPart(_note_pdf(book, left_out), "Note-"), PdfPart(portfolio_pdf)]
            places = _places(uses, pages, parts)
            bookmarks = _bookmarks(chapters, uses, places)
            try:
                count = _write_merged(target, parts, bookmarks, book, identifier, reporter)
            except (PdfUnreadable, FileMissing) as error:
                # It was whole when it was tried; now it costs itself, and the rest goes on.
                bad = next((name for name, pdf in pages.items() if str(pdf) == error.path), None)
                if bad is None:
                    raise
                pages[bad] = Why.MISSING if isinstance(error, FileMissing) else Why.DAMAGED
    included = tuple(piece.name for piece in pieces if piece.packaged in places)
    return WithEvidence(count, included, left_out)


def _left_out(
    pieces: Sequence[Piece], pages: Mapping[str, Path | bytes | Why]
) -> tuple[LeftOut, ...]:
    found = ((piece.name, pages[piece.packaged]) for piece in pieces)
    return tuple(LeftOut(name, why) for name, why in found if isinstance(why, Why))


def _places(
    uses: Sequence["_Use"], pages: Mapping[str, Path | bytes | Why], parts: list[PdfPart]
) -> dict[str, int]:
    """Put the pages of each file behind the parts, once, and return where."""
    places: dict[str, int] = {}
    for use in uses:
        pdf = pages[use.line.packaged]
        if not isinstance(pdf, Why) and use.line.packaged not in places:
            places[use.line.packaged] = len(parts)
            parts.append(PdfPart(pdf, use.label))
    return places


@dataclass(frozen=True, slots=True)
class _Use:
    """One line of an evidence list, the bookmark of the portfolio above it, and its names.

    `title` is what a document about the candidate is called; "" for evidence.
    """

    chapter: int
    line: EvidenceLine
    label: str
    where: str
    title: str = ""


def _uses(book: Book, bookmarks: int) -> Iterator[_Use]:
    """Yield every line of evidence, with the bookmark of the portfolio that it belongs to.

    The last bookmarks are the chapters, and after them the documents and the self-assessment forms;
    before them is the statement.
    """
    documents = bookmarks - len(book.grids) - 1
    first = documents + 1 - bool(book.documents) - len(book.chapters)
    for line in book.statement.evidence:
        label = wording.evidence_label(None, line)
        yield _Use(first - 1, line, label, wording.evidence_use(book, None, line))
    for place, chapter in enumerate(book.chapters, first):
        for line in chapter.evidence:
            label = wording.evidence_label(chapter.number, line)
            yield _Use(place, line, label, wording.evidence_use(book, chapter.number, line))
    for document in book.documents:
        line = document.file
        yield _Use(documents, line, f"D{line.number}-", document.title, document.title)
    for line in book.certificates:
        yield _Use(bookmarks - 1, line, f"C{line.number}-", wording.CERTIFICATE)


def _pieces(uses: Sequence[_Use], sources: Mapping[str, Path]) -> tuple[Piece, ...]:
    """Return each file once, as it is used first."""
    pieces: dict[str, Piece] = {}
    for use in uses:
        line = use.line
        piece = Piece(line.packaged, line.name, sources[line.packaged], use.where, line.caption)
        pieces.setdefault(line.packaged, piece)
    return tuple(pieces.values())


def _note_pdf(book: Book, left_out: Sequence[LeftOut]) -> bytes:
    data = {
        "title": printable_line(book.set_title),
        "subtitle": printable_line(f"{wording.say(book, wording.WITH_EVIDENCE)}, {book.candidate}"),
        "about": [wording.say(book, line) for line in wording.ABOUT_WITH_EVIDENCE],
        "left-out-title": wording.LEFT_OUT,
        "columns": wording.LEFT_OUT_COLUMNS,
        "left-out": [[printable_name(item.name), wording.left_out(item.why)] for item in left_out],
    }
    return typeset_pages("note.typ", data, book.day)


def _bookmarks(
    chapters: Sequence[tuple[str, int]], uses: Sequence[_Use], places: Mapping[str, int]
) -> tuple[Bookmark, ...]:
    below: dict[int, list[Bookmark]] = {}
    for use in uses:
        if use.line.packaged in places:
            title = f"{use.title or f'{wording.EVIDENCE} {use.line.number}'}: {use.line.name}"
            mark = Bookmark(title, places[use.line.packaged])
            below.setdefault(use.chapter, []).append(mark)
    return (
        Bookmark(wording.ABOUT_THIS_FILE, _NOTE_PART),
        *(
            Bookmark(title, _PORTFOLIO_PART, page, tuple(below.get(place, ())))
            for place, (title, page) in enumerate(chapters)
        ),
    )


def _write_merged(
    target: Path,
    parts: Sequence[PdfPart],
    bookmarks: Sequence[Bookmark],
    book: Book,
    identifier: str,
    reporter: Reporter,
) -> int:
    about = (f"{wording.title(book)}, {wording.WITH_EVIDENCE.lower()}", book.candidate, book.day)
    temporary = temporary_beside(target)
    with disk_errors(target), removed_on_failure(temporary):
        with temporary.open("xb") as file:
            pages = merge(parts, bookmarks, about, file, reporter, identifier=identifier)
            file.flush()
            os.fsync(file.fileno())
        move_into_place(temporary, target)
    return pages
