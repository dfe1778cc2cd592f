"""Portfolio and evidence in one PDF, a convenience that lies beside its package.

PDFs are taken as they are, pictures on sheets, Word files through LibreOffice; of other kinds the
preview helper reads what they say. Contents and evidence lists lead to the pages of a file, and a
strip above its first page leads back. It is no part of the package, and has no tags for screen
readers.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path
from urllib.parse import quote

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.names import Shown, next_numbered, shown_as
from lssc_desktop.core.job import Cancelled, Item, Progress, Reporter, Step
from lssc_desktop.core.text.extract import Extract, Fact, FactKind, in_words, only_facts
from lssc_desktop.core.text.paper import PaperSize
from lssc_desktop.core.text.printed import PrintedText, printed
from lssc_desktop.core.text.text import TextLimits
from lssc_desktop.disk.disk import FileMissing, disk_errors, is_file, is_link, is_there
from lssc_desktop.disk.files import (
    move_into_place,
    removed_on_failure,
    require_own_folder,
    temporary_beside,
)
from lssc_desktop.disk.temporary import scratch_folder
from lssc_desktop.documents.images import (
    PictureFault,
    PictureUnreadable,
    jpeg_of_pixels,
    page_pictures,
)
from lssc_desktop.documents.office import OfficeMissing, to_pdfs
from lssc_desktop.documents.pdf import (
    Bookmark,
    JoinedPdf,
    PdfFault,
    PdfPart,
    PdfPlace,
    PdfUnreadable,
    bookmarks_of,
    identifier_of,
    link_places,
    merge,
    prove,
)
from lssc_desktop.documents.previews import (
    Inspection,
    Previewer,
    PreviewFailed,
    PreviewFault,
    Source,
)
from lssc_desktop.documents.word import word_language
from lssc_desktop.languages import ENGLISH, Catalog
from lssc_desktop.package.assembly import (
    SHEET,
    assemble_all,
    contents_address,
    row_address,
    typeset_pages,
)
from lssc_desktop.package.book import Book, EvidenceLine, is_blank
from lssc_desktop.package.build import Built, SetContent
from lssc_desktop.package.job_process import JobBroken, run_apart
from lssc_desktop.package.target import PACKAGE_SUFFIX
from lssc_desktop.package.typesetting import wording
from lssc_desktop.package.typesetting.blocks import printable, printable_line, printable_name
from lssc_desktop.package.typesetting.compiler import AssemblyFailed
from lssc_desktop.package.typesetting.language import fact_words, package_words
from lssc_desktop.package.typesetting.pdf_text import PdfText
from lssc_desktop.values import dataclass

LARGEST_FILE = 100_000_000  # bytes
LARGEST_TOGETHER = 250_000_000
"""Joining keeps every page in memory: more is left out, and said to be."""

_BY_OFFICE = (Shown.OFFICE, Shown.WORD)
_JOINED = (Shown.PDF, Shown.PICTURE)
"""What takes the room in memory that it takes on disk, and more."""
_MOST_SAID = TextLimits(characters=300_000, paragraphs=20_000, spans=40_000)
"""Of one file; a cell of a table is a paragraph. The helper reads less."""
_LONGEST_SIDE = 1950  # pixels: the 6.5 inches of a page at 300 to the inch


class Why(StrEnum):
    """Why a piece of evidence is left out."""

    NO_PAGES = "no-pages"
    MISSING = "missing"
    WRONG_KIND = "wrong-kind"
    DAMAGED = "damaged"
    EMPTY = "empty"
    STOPPED = "stopped"
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
    language: str = ENGLISH
    paper: PaperSize = PaperSize.LETTER


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
_PREVIEW_FAULTS: Mapping[PreviewFault, Why] = {
    PreviewFault.KIND: Why.NO_PAGES,
    PreviewFault.NO_OFFICE: Why.NO_OFFICE,
    PreviewFault.DAMAGED: Why.DAMAGED,
    PreviewFault.EMPTY: Why.EMPTY,
    PreviewFault.WRONG_KIND: Why.WRONG_KIND,
    PreviewFault.PASSWORD: Why.PASSWORD,
    PreviewFault.TOO_LARGE: Why.TOO_LARGE,
    PreviewFault.TOO_MANY_PAGES: Why.TOO_LARGE,
    PreviewFault.TOO_MANY_ROWS: Why.TOO_LARGE,
    PreviewFault.TOO_SLOW: Why.STOPPED,
    PreviewFault.STOPPED: Why.STOPPED,
    PreviewFault.MISSING: Why.MISSING,
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
    with closing(Previewer()) as previewer:
        for number, piece in enumerate(pieces):
            item = Item(piece.name, number, len(pieces))
            reporter(Progress(Step.ASSEMBLING, number, len(pieces), item))
            try:
                size = piece.source.stat().st_size
            except OSError:
                found[piece.packaged] = Why.MISSING
                continue
            shown = shown_as(piece.name)
            if shown in _BY_OFFICE:
                if _is_locked(piece, previewer, reporter):
                    found[piece.packaged] = Why.PASSWORD
                else:
                    office.append(piece)
                continue
            size = size if shown in _JOINED else 0
            if size > LARGEST_FILE or together + size > LARGEST_TOGETHER:
                found[piece.packaged] = Why.TOO_LARGE
                continue
            found[piece.packaged] = _pages_or_why(piece, shown, day, previewer, reporter)
            together += size
    return found | _office_pages(office, folder, reporter)


def _is_locked(piece: Piece, previewer: Previewer, reporter: Reporter) -> bool:
    """Whether a file needs a password: LibreOffice fails over it and does not say so."""
    try:
        previewer.opens(Source(piece.name, piece.packaged, piece.source), reporter)
    except PreviewFailed as error:
        return error.fault is PreviewFault.PASSWORD
    return False


def _pages_or_why(
    piece: Piece, shown: Shown | None, day: date, previewer: Previewer, reporter: Reporter
) -> Path | bytes | Why:
    if shown is None:
        return Why.NO_PAGES
    try:
        return _pages(piece, shown, day, previewer, reporter)
    except PreviewFailed as error:
        return _PREVIEW_FAULTS[error.fault]
    except PdfUnreadable as error:
        return _PDF_FAULTS[error.fault]
    except PictureUnreadable as error:
        return _PICTURE_FAULTS[error.fault]
    except Cancelled:
        raise
    except LsscError as error:  # whatever is wrong with one file, the others are pages all the same
        return Why.MISSING if isinstance(error, FileMissing) else Why.DAMAGED


def _pages(
    piece: Piece, shown: Shown, day: date, previewer: Previewer, reporter: Reporter
) -> Path | bytes:
    if shown is Shown.PDF:
        prove(piece.source)
        return piece.source
    if shown is Shown.PICTURE:
        return _picture_sheets(piece, day, tuple(page_pictures(piece.source, _LONGEST_SIDE)))
    return _seen_pages(piece, day, previewer, reporter)


def _picture_sheets(
    piece: Piece, day: date, pictures: Sequence[bytes], about: Sequence[str] = ()
) -> bytes:
    """Return pages with a picture on each, and under it the caption and what else is said."""
    caption = "\n".join(line for line in (piece.caption, " ".join(about)) if line)
    data = {**_head(piece), "caption": printable(caption), "pages": len(pictures)}
    return typeset_pages("picture.typ", data, day, pictures, piece.language, piece.paper)


def _head(piece: Piece) -> dict[str, object]:
    return {"name": printable_line(piece.name), "use": piece.use}


def _seen_pages(piece: Piece, day: date, previewer: Previewer, reporter: Reporter) -> bytes:
    """Return the pages of what only the preview helper reads. Raises `PreviewFailed`."""
    source = Source(piece.name, piece.packaged, piece.source)
    looked = previewer.look(source, reporter)
    if looked.pages and looked.text is None:
        room = (_LONGEST_SIDE, _LONGEST_SIDE)
        seen = [
            previewer.page(source, number, room, reporter) for number in range(len(looked.pages))
        ]
        pictures = [jpeg_of_pixels(each.width, each.height, each.data) for each in seen]
        return _picture_sheets(piece, day, pictures, tuple(_about(looked, piece.language)))
    head = {**_head(piece), "caption": printable(piece.caption)}
    return _extract_pages(head, looked, day, piece.language, piece.paper)


def _extract_pages(
    head: dict[str, object], looked: Inspection, day: date, language: str, paper: PaperSize
) -> bytes:
    words = package_words(language)
    text = PdfText(words, paper).flow(_said(looked, words), _MOST_SAID)
    data = {**head, "sheet": SHEET, "text": text}
    return typeset_pages("extract.typ", data, day, language=language, paper=paper)


def mail_pages(
    source: Path,
    look: Callable[[Source, Reporter], Inspection],
    day: date,
    reporter: Reporter,
    language: str = ENGLISH,
    paper: PaperSize = PaperSize.LETTER,
) -> bytes:
    """Return a PDF of an email: its text, with the names of what is attached.

    `look` is of a `Previewer`; `day` is written into the PDF, whose words are in the `language`.
    Raises `PreviewFailed`.
    """
    looked = look(Source(source.name, str(source), source), reporter)
    head: dict[str, object] = {"name": printable_line(source.name), "use": "", "caption": ""}
    return _extract_pages(head, looked, day, language, paper)


def _about(looked: Inspection, language: str) -> Iterator[str]:
    words = package_words(language)
    for fact in only_facts(looked.extract):
        said = fact_words(words, fact)
        yield f"{said.label} {said.text}.".lstrip()


def _said(looked: Inspection, words: Catalog) -> PrintedText:
    said = partial(fact_words, words)
    if looked.extract is not None:
        return in_words(looked.extract, said)
    text = PrintedText() if looked.text is None else printed(looked.text)
    if not looked.cut:
        return text
    rest = in_words(Extract((Fact(FactKind.LEFT_OUT),)), said)
    return PrintedText((*text.blocks, *rest.blocks))


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

_NOTE_PART, _PORTFOLIO_PART, _FIRST_FILE = 0, 1, 2  # places among the parts


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
    made = write_with_evidence(target, (content.book,), sources, reporter, identifier=package_id)
    return EvidencePdf(target, made)


def write_with_evidence(
    target: Path,
    books: Sequence[Book],
    sources: Mapping[str, Path],
    reporter: Reporter,
    *,
    identifier: str = "",
) -> WithEvidence:
    """Write the PDF of a portfolio and the pages of its evidence as one file at `target`.

    `books` are the sets in it. `sources` has the file of each piece by its packaged path. A file
    used twice is in it once, with links and bookmarks from each place. `identifier_of` finds the
    `identifier`. It is made in a process of its own, which keeps every page in memory.
    Raises `AssemblyFailed`, `PdfUnreadable`, and what `disk_errors` says about the target.
    """
    temporary = temporary_beside(target)
    made_of = (tuple(books), dict(sources), identifier)
    with disk_errors(target), removed_on_failure(temporary):
        try:
            made = run_apart(join_evidence, reporter, temporary, target, *made_of)
        except JobBroken as error:
            raise AssemblyFailed(f"joining failed: {error}") from error
        move_into_place(temporary, target)
    return made


def join_evidence(
    temporary: Path,
    target: Path,
    books: tuple[Book, ...],
    sources: Mapping[str, Path],
    identifier: str,
    reporter: Reporter,
) -> WithEvidence:
    """Write what `write_with_evidence` does to a new file, in this process.

    Errors name the `target` that it is to be. Raises as that does.
    """
    uses = tuple(_uses(books))
    day = max(book.day for book in books)
    pieces = _pieces(uses, sources, books[0])
    with scratch_folder() as folder:
        pages = evidence_pages(pieces, day, Path(folder), reporter)
        while True:
            left_out = _left_out(pieces, pages)
            parts = _parts(uses, pages)
            portfolio = assemble_all(books, reporter, {it.packaged: it.label for it in parts})
            rows = _Rows.of(portfolio, parts)
            joined = JoinedPdf(
                (
                    PdfPart(_note_pdf(books, left_out), "Note-"),
                    PdfPart(portfolio),
                    *(PdfPart(part.pdf, part.label, at) for at, part in enumerate(parts)),
                ),
                _bookmarks(books, portfolio, uses, parts),
                dict(rows.links(parts)),
                rows.strips(parts, books[0]),
            )
            try:
                with disk_errors(target):
                    count = _write_merged(temporary, joined, books, identifier, reporter)
                break
            except (PdfUnreadable, FileMissing) as error:
                # It was whole when it was tried; now it costs itself, and the rest goes on.
                bad = next((name for name, pdf in pages.items() if str(pdf) == error.path), None)
                if bad is None:
                    raise
                pages[bad] = Why.MISSING if isinstance(error, FileMissing) else Why.DAMAGED
    included = tuple(piece.name for piece in pieces if not isinstance(pages[piece.packaged], Why))
    return WithEvidence(count, included, left_out)


def _left_out(
    pieces: Sequence[Piece], pages: Mapping[str, Path | bytes | Why]
) -> tuple[LeftOut, ...]:
    found = ((piece.name, pages[piece.packaged]) for piece in pieces)
    return tuple(LeftOut(name, why) for name, why in found if isinstance(why, Why))


@dataclass(frozen=True, slots=True)
class _Use:
    """One line of an evidence list, and its names.

    `chapter` is the place of the list's heading among those of its set, which is at `part`. `title`
    is what a document about the candidate is called; "" for evidence.
    """

    chapter: int
    line: EvidenceLine
    label: str
    where: str
    title: str = ""
    part: int = 0


def _uses(books: Sequence[Book]) -> Iterator[_Use]:
    """Yield every line of evidence of all sets."""
    if len(books) == 1:
        yield from _uses_of(books[0])
        return
    for number, book in enumerate(books):
        for use in _uses_of(book):
            where = f"{book.set_title}: {use.where}"
            yield replace(use, part=number, label=f"{number + 1}-{use.label}", where=where)


def _uses_of(book: Book) -> Iterator[_Use]:
    """Yield every line of evidence, with the heading of the portfolio that it belongs to.

    The statement comes first, then the chapters, then the documents.
    """
    chapters = [chapter for chapter in book.chapters if not is_blank(book, chapter)]
    first = int(book.has_statement)
    for line in book.statement.evidence:
        label = wording.evidence_label(None, line)
        yield _Use(0, line, label, wording.evidence_use(book, None, line))
    for place, chapter in enumerate(chapters, first):
        for line in chapter.evidence:
            label = wording.evidence_label(chapter.number, line)
            yield _Use(place, line, label, wording.evidence_use(book, chapter.number, line))
    for document in book.documents:
        line, place = document.file, first + len(chapters)
        yield _Use(place, line, f"D{line.number}-", document.title, document.title)
    for line in book.certificates:
        certificate = wording.words_of(book).gettext(wording.CERTIFICATE)
        yield _Use(0, line, f"C{line.number}-", certificate)


@dataclass(frozen=True, slots=True)
class _Part:
    """The pages of a file, with what stands before their numbers, and its name in the lists."""

    packaged: str
    pdf: Path | bytes
    label: str
    title: str


def _parts(uses: Sequence[_Use], pages: Mapping[str, Path | bytes | Why]) -> tuple[_Part, ...]:
    """Return each file that has pages, once, as it is used first."""
    parts: dict[str, _Part] = {}
    for use in uses:
        pdf = pages[use.line.packaged]
        if not isinstance(pdf, Why):
            title = f"{use.label.removesuffix('-')} {use.line.name}"
            parts.setdefault(use.line.packaged, _Part(use.line.packaged, pdf, use.label, title))
    return tuple(parts.values())


@dataclass(frozen=True, slots=True)
class _Rows:
    """Where the rows of files in the evidence lists are, by their packaged paths.

    Of each page (from 0) on which a file is listed, the first row counts.
    """

    tops: dict[str, dict[int, float]]

    @classmethod
    def of(cls, portfolio: bytes, parts: Sequence[_Part]) -> "_Rows":
        """Return those of the PDF of a portfolio that names the files with their pages."""
        names = {row_address(part.packaged): part.packaged for part in parts}
        tops: dict[str, dict[int, float]] = {part.packaged: {} for part in parts}
        for address, page, top in link_places(portfolio):
            if address in names:
                tops[names[address]].setdefault(page, top)
        return cls(tops)

    def links(self, parts: Sequence[_Part]) -> Iterator[tuple[str, PdfPlace]]:
        """Yield where the rows lead, and where the strips above the files lead back."""
        for number, part in enumerate(parts, _FIRST_FILE):
            for address in (row_address(part.packaged), contents_address(part.packaged)):
                yield address, PdfPlace(number)
            for page, top in self.tops[part.packaged].items():
                yield _back_address(part, page), PdfPlace(_PORTFOLIO_PART, page, top)

    def strips(self, parts: Sequence[_Part], book: Book) -> bytes:
        """Return a page for each file: what it is, and links back to where it is listed."""
        strips = [
            {
                "title": printable_name(part.title),
                "back": [
                    {"page": str(page + 1), "link": _back_address(part, page)}
                    for page in self.tops[part.packaged]
                ],
            }
            for part in parts
        ]
        listed = wording.words_of(book).gettext(wording.LISTED_ON)
        data = {"strips": strips, "listed": listed}
        return typeset_pages("strips.typ", data, book.day, language=book.language)


def _back_address(part: _Part, page: int) -> str:
    return f"back:{page}:{quote(part.packaged)}"


def _pieces(uses: Sequence[_Use], sources: Mapping[str, Path], book: Book) -> tuple[Piece, ...]:
    """Return each file once, as it is used first."""
    pieces: dict[str, Piece] = {}
    for use in uses:
        line = use.line
        piece = Piece(
            line.packaged,
            line.name,
            sources[line.packaged],
            use.where,
            line.caption,
            book.language,
            book.paper,
        )
        pieces.setdefault(line.packaged, piece)
    return tuple(pieces.values())


def _note_pdf(books: Sequence[Book], left_out: Sequence[LeftOut]) -> bytes:
    book, about = books[0], wording.ABOUT_WITH_EVIDENCE
    if book.exported:
        about = wording.ABOUT_EXPORT_WITH_EVIDENCE
    _ = wording.words_of(book).gettext
    data = {
        "title": printable_line(wording.program_title(books)),
        "subtitle": printable_line(f"{_(wording.WITH_EVIDENCE)}, {book.candidate}"),
        "about": [_(line) for line in about],
        "left-out-title": _(wording.LEFT_OUT),
        "columns": [_(column) for column in wording.LEFT_OUT_COLUMNS],
        "left-out": [
            [printable_name(item.name), wording.left_out(book, item.why)] for item in left_out
        ],
    }
    day = max(item.day for item in books)
    return typeset_pages("note.typ", data, day, language=book.language, paper=book.paper)


def _bookmarks(
    books: Sequence[Book], portfolio: bytes, uses: Sequence[_Use], parts: Sequence[_Part]
) -> tuple[Bookmark, ...]:
    """Return the bookmarks of the portfolio, below each heading the evidence listed there."""
    places = {part.packaged: number for number, part in enumerate(parts, _FIRST_FILE)}
    below: dict[tuple[int, int], list[Bookmark]] = {}
    for use in uses:
        if use.line.packaged in places:
            named = use.title or wording.evidence_bookmark(books[0], use.line)
            mark = Bookmark(f"{named}: {use.line.name}", places[use.line.packaged])
            below.setdefault((use.part, use.chapter), []).append(mark)

    def with_evidence(part: int, marks: Sequence[Bookmark]) -> tuple[Bookmark, ...]:
        return tuple(
            replace(mark, below=tuple(below.get((part, place), ())))
            for place, mark in enumerate(marks)
        )

    marks = bookmarks_of(portfolio, _PORTFOLIO_PART)
    if len(books) == 1:
        marks = with_evidence(0, marks)
    else:
        marks = tuple(
            replace(mark, below=with_evidence(part, mark.below)) for part, mark in enumerate(marks)
        )
    about = wording.words_of(books[0]).gettext(wording.ABOUT_THIS_FILE)
    return (Bookmark(about, _NOTE_PART), *marks)


def _write_merged(
    path: Path, joined: JoinedPdf, books: Sequence[Book], identifier: str, reporter: Reporter
) -> int:
    first = books[0]
    about = (wording.with_evidence(books), first.candidate, max(book.day for book in books))
    language = word_language(first.language)
    with path.open("wb") as file:
        pages = merge(joined, about, file, reporter, identifier=identifier, language=language)
        file.flush()
        os.fsync(file.fileno())
    return pages
