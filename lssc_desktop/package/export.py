"""Export: sets of a portfolio as one Word document or one PDF, for reading and for keeping.

It is no package: nothing is noted of it. The Word document holds the candidate's own Word files
as they are; the PDF is set as that of a package, and its evidence is joined where it is wanted.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import IO

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.core.files.names import FileKind, file_kind
from lssc_desktop.core.job import Cancelled, Item, Progress, Reporter, Step
from lssc_desktop.core.portfolio.portfolio import PackageKind, Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.disk.copying import FileExists
from lssc_desktop.disk.disk import disk_errors, is_folder, require_folder_of
from lssc_desktop.disk.files import (
    move_into_place,
    removed_on_failure,
    temporary_beside,
)
from lssc_desktop.documents.images import page_pictures, picture_facts
from lssc_desktop.documents.word import DocumentUnreadable, word_language
from lssc_desktop.documents.word.joined.document import (
    ASIDE,
    CHAPTER,
    PART,
    SECTION,
    SMALL,
    SUBTITLE,
    TITLE,
    JoinedDocument,
    JoinedTitle,
    ListedPlace,
)
from lssc_desktop.formats.dates import long_day
from lssc_desktop.languages import Catalog
from lssc_desktop.package.assembly import assemble_all
from lssc_desktop.package.book import Book, Chapter, EvidenceLine, is_blank
from lssc_desktop.package.build import BookInFolder, book_in_folder
from lssc_desktop.package.target import BuildOrder
from lssc_desktop.package.typesetting import wording
from lssc_desktop.package.typesetting.citations import Citations
from lssc_desktop.package.typesetting.language import kind, size
from lssc_desktop.package.with_evidence import LeftOut, Why, write_with_evidence
from lssc_desktop.store.folder.scan import refresh
from lssc_desktop.values import dataclass

_BELOW = 3  # levels of headings above those of a text: set, competency, response
_LONGEST_SIDE = 1400  # pixels of a picture among the evidence
_PICTURE_WIDTH, _PICTURE_HEIGHT = 600, 720  # pixels at 96 to the inch, on the page


class ExportFormat(StrEnum):
    """What an export is written as, by the ending of its name."""

    WORD = "docx"
    PDF = "pdf"


class ExportFormatUnknown(LsscError):
    """The name of an export ends neither in .docx nor in .pdf."""

    path: str

    says = Says(
        "{path:file} isn’t a Word document or a PDF.",
        "Nothing was saved.",
        "Choose a name that ends in .docx or .pdf.",
    )


class NothingToExport(LsscError):
    """No set is chosen, or the portfolio has none."""

    says = Says("No {set} is chosen.", "Nothing was saved.", "Choose at least one {set}.")


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """Which sets to write where; `replaces`: what has the name is replaced.

    `with_evidence` adds the pages of the evidence to a PDF, and its pictures to a Word document.
    """

    root: Path
    program: Program
    program_text: str
    portfolio: Portfolio
    set_ids: tuple[str, ...]
    output: Path
    with_evidence: bool = False
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: how many sets, and what is not in it.

    `left_out` is evidence without pages or a picture. By their paths in the folder, `unread` are
    Word files that could not be read, and `missing` all files of the sets that are not there, or
    lie where nobody lets us look.
    """

    path: Path
    sets: int
    left_out: tuple[LeftOut, ...] = ()
    unread: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether all texts and files of the sets are in it, or named in it."""
        return not self.unread and not self.missing


def format_of(path: Path) -> ExportFormat:
    """Return what a file of this name is written as. Raises `ExportFormatUnknown`."""
    try:
        return ExportFormat(path.suffix.lower().removeprefix("."))
    except ValueError:
        raise ExportFormatUnknown(str(path)) from None


def export(order: ExportOrder, today: date, reporter: Reporter) -> Exported:
    """Look at the folder, and write its sets as one document, whole or not at all.

    Raises `NothingToExport`, `SetUnknown`, `FileExists`, `ExportFormatUnknown`, `AssemblyFailed`,
    `Cancelled`, and what `refresh` and `disk_errors` raise.
    """
    kind = format_of(order.output)
    if not order.set_ids:
        raise NothingToExport
    if is_folder(order.output) or (os.path.lexists(order.output) and not order.replaces):
        raise FileExists(str(order.output))
    require_folder_of(order.output)
    found = _books(order, today, reporter)
    if kind is ExportFormat.WORD:
        return _write_word(order, found, reporter)
    books = tuple(item.book for item in found)
    if not order.with_evidence:
        pdf = assemble_all(books, reporter)
        _write_whole(order.output, lambda file: file.write(pdf))
        return _exported(order, found)
    files = {path: file for item in found for path, file in item.files.items()}
    made = write_with_evidence(order.output, books, files, reporter)
    return _exported(order, found, made.left_out)


def _exported(
    order: ExportOrder,
    found: Sequence[BookInFolder],
    left_out: Sequence[LeftOut] = (),
    unread: Sequence[str] = (),
) -> Exported:
    """Return what was written; `unread` is what only the writing found to be no good."""
    unread = (*(path for item in found for path in item.unread), *unread)
    missing = (path for item in found for path in item.missing)
    return Exported(
        order.output,
        len(found),
        tuple(left_out),
        tuple(dict.fromkeys(unread)),
        tuple(dict.fromkeys(missing)),
    )


def _books(order: ExportOrder, today: date, reporter: Reporter) -> tuple[BookInFolder, ...]:
    looked = refresh(order.root, order.program, order.portfolio, today, reporter)
    return tuple(
        book_in_folder(
            BuildOrder(
                order.root,
                order.program,
                order.program_text,
                looked.portfolio,
                set_id,
                PackageKind.PORTFOLIO,
                facts=looked.facts,
            )
        )
        for set_id in order.set_ids
    )


def _write_whole(target: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Write a file beside its place, and give it its name when all of it is on the drive."""
    temporary = temporary_beside(target)
    with disk_errors(target), removed_on_failure(temporary):
        with temporary.open("xb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        move_into_place(temporary, target)


# Word -------------------------------------------------------------------------------------------


def _write_word(order: ExportOrder, found: Sequence[BookInFolder], reporter: Reporter) -> Exported:
    writer = _WordWriter(found, order.with_evidence, reporter)
    _write_whole(order.output, writer.write)
    return _exported(order, found, writer.left_out, writer.unread)


class _WordWriter:
    """Puts the sets of a portfolio into one Word document, in reading order."""

    def __init__(
        self, found: Sequence[BookInFolder], with_evidence: bool, reporter: Reporter
    ) -> None:
        self._found = found
        self._books = tuple(item.book for item in found)
        self._words = wording.words_of(self._books[0])
        self._texts = {path: file for item in found for path, file in item.texts.items()}
        self._files: Mapping[str, Path] = {
            path: file for item in found for path, file in item.files.items()
        }
        self._with_evidence, self._reporter = with_evidence, reporter
        self._done, self._shown = 0, set[str]()
        self._total = sum(1 + len(book.chapters) for book in self._books)
        self.left_out: list[LeftOut] = []
        self.unread: list[str] = []

    def write(self, file: IO[bytes]) -> None:
        """Write the whole document into a file."""
        first = self._books[0]
        day = max(book.day for book in self._books)
        _ = self._words.gettext
        foot = f"{_('{Portfolio}')}, {long_day(day, self._words)}"
        about = JoinedTitle(
            wording.title_of(self._books),
            first.candidate,
            word_language(first.language, first.spelling),
            day,
            (first.program, first.candidate),
            foot,
            _("Page {page} of {pages}"),
            first.paper,
        )
        self._document = JoinedDocument(file, about)
        try:
            self._cover()
            self._document.contents(self._words.gettext(wording.CONTENTS))
            for book in self._books:
                self._set(book)
            self._document.finish()
        finally:
            self._document.discard()

    def _cover(self) -> None:
        document, first = self._document, self._books[0]
        document.paragraph(first.program)
        document.paragraph(wording.program_title(self._books), TITLE)
        document.paragraph(first.candidate, SUBTITLE)
        for name, value in wording.facts_of(self._books):
            document.paragraph(value, bold=f"{name}: ")
        for sentence in wording.about(first):
            document.paragraph(sentence, SMALL)

    def _set(self, book: Book) -> None:
        document, self._citations = self._document, Citations.of(book)
        document.heading(book.set_title, PART)
        if len(self._books) > 1:
            for name, value in wording.facts(book):
                document.paragraph(value, bold=f"{name}: ")
        if book.course is not None:
            self._course(book)
        elif book.has_statement:
            self._statement(book)
        self._report(book.set_title)
        blank = [chapter for chapter in book.chapters if is_blank(book, chapter)]
        for chapter in book.chapters:
            if chapter not in blank:
                self._chapter(book, chapter)
            self._report(chapter.title)
        self._beside(book)
        if blank:
            document.heading(self._words.gettext(wording.NO_RESPONSES), CHAPTER)
            for chapter in blank:
                document.heading(_numbered(chapter), SECTION)
                self._lines(wording.asks(book, chapter))

    def _report(self, name: str) -> None:
        self._done += 1
        item = Item(name, self._done, self._total)
        self._reporter(Progress(Step.ASSEMBLING, self._done, self._total, item))

    def _statement(self, book: Book) -> None:
        statement = book.statement
        self._document.heading(wording.statement_title(book), CHAPTER)
        if statement.document:
            self._own_text(statement.document, None)
        else:
            self._notes(wording.statement_notes(book))
        if statement.evidence:
            self._document.heading(self._words.gettext(wording.EVIDENCE), SECTION)
            self._evidence(book, None, statement.evidence)

    def _chapter(self, book: Book, chapter: Chapter) -> None:
        document = self._document
        document.heading(_numbered(chapter), CHAPTER)
        document.paragraph("", ASIDE, bold=wording.asks_label(book))
        self._lines(wording.asks(book, chapter), ASIDE)
        for part in chapter.parts:
            document.paragraph(part.title, ASIDE, bold=f"{part.letter or '•'} ")
        source = wording.asks_source(book, chapter)
        if source:
            document.paragraph(source, SMALL)
        if chapter.pds:
            document.heading(self._words.gettext(wording.PDS), SECTION)
            self._lines(chapter.pds)
            document.paragraph(self._words.gettext(wording.PDS_NOTE), SMALL)
        if book.responses or chapter.document:
            document.heading(self._words.gettext(wording.RESPONSE), SECTION)
            if chapter.document:
                self._own_text(chapter.document, chapter.number)
            else:
                self._notes(wording.response_notes(book, chapter))
        if book.responses or chapter.evidence:
            document.heading(self._words.gettext(wording.EVIDENCE), SECTION)
            if chapter.evidence:
                self._evidence(book, chapter.number, chapter.evidence)
            else:
                document.paragraph(self._words.gettext(wording.NO_EVIDENCE), SMALL)

    def _beside(self, book: Book) -> None:
        """Add the documents about the candidate, and the self-assessment forms."""
        document = self._document
        if book.documents:
            document.heading(self._words.gettext(wording.DOCUMENTS), CHAPTER)
            rows = [
                (
                    str(line.file.number),
                    line.file.name,
                    _kind(self._words, line.file),
                    line.title,
                    line.file.packaged,
                )
                for line in book.documents
            ]
            document.table(wording.document_columns(book), rows, (1, 6, 2, 4, 5))
        for grid in book.grids:
            document.heading(grid.title, CHAPTER)
            columns = (self._words.gettext(wording.SECTION), *grid.columns)
            cells = [(row.section, *row.ratings) for row in grid.rows]
            document.table(columns, cells, (4, *(2 for _column in grid.columns)))

    def _course(self, book: Book) -> None:
        document = self._document
        document.heading(self._words.gettext(wording.COURSE), CHAPTER)
        for name, value in wording.course_facts(book):
            document.paragraph(value, bold=f"{name}: ")
        document.heading(self._words.gettext(wording.CERTIFICATE), SECTION)
        if book.certificates:
            self._evidence(book, None, book.certificates)
        else:
            document.paragraph(self._words.gettext(wording.NO_CERTIFICATE), SMALL)

    def _own_text(self, path: str, about: int | None) -> None:
        """Add a Word file of the candidate's, or say that it cannot be read."""
        cites = partial(self._citations.parts, about=about)
        try:
            self._document.document(self._texts[path], path, _BELOW, cites)
        except DocumentUnreadable:
            self.unread.append(path)
            _ = self._words.gettext
            said = _("The Word file {path} couldn’t be read.").format(path=path)
            self._document.paragraph(said, SMALL)

    def _notes(self, notes: Sequence[str]) -> None:
        for note in notes:
            self._document.paragraph(note, SMALL)

    def _lines(self, text: str, style: str = "") -> None:
        for line in text.splitlines():
            if line.strip():
                self._document.paragraph(line.strip(), style)

    def _evidence(self, book: Book, number: int | None, lines: Sequence[EvidenceLine]) -> None:
        columns = wording.evidence_columns(book)
        own_role = self._words.gettext(wording.OWN_ROLE)
        rows, places = [], []
        for line in lines:
            name, back = self._citations.place(number, line), self._citations.back(number, line)
            places.append(ListedPlace(name, back, self._words.gettext(wording.IN_TEXT)))
            said = [line.name, line.caption]
            said += [f"{own_role} {line.own_role}"] if line.own_role else []
            said.append(wording.shown_parts(book, line))
            cells = [
                wording.evidence_number(book, number, line),
                "\n".join(filter(None, said)),
                _kind(self._words, line),
            ]
            cells += [wording.weight(book, line)] if wording.has_weights(book) else []
            rows.append((*cells, line.packaged))
        shares = (1, 6, 2, 2, 4) if wording.has_weights(book) else (1, 6, 2, 4)
        self._document.table(columns, rows, shares, places)
        if self._with_evidence:
            for line in lines:
                self._pictures(book, line, self._citations.place(number, line))

    def _pictures(self, book: Book, line: EvidenceLine, place: str) -> None:
        """Add the pages of a picture, once; other evidence is named in the list alone.

        What stands below leads back to its row in the list.
        """
        if line.packaged in self._shown:
            return
        self._shown.add(line.packaged)
        if file_kind(line.name) is not FileKind.PHOTO:
            return
        path = self._files[line.packaged]
        try:
            facts = picture_facts(path)
            scale = min(1.0, _PICTURE_WIDTH / facts.width, _PICTURE_HEIGHT / facts.height)
            size = facts.width * scale, facts.height * scale
            for page in page_pictures(path, _LONGEST_SIDE):
                self._document.picture(
                    page, *size, line.caption or wording.picture_of(book, line.name)
                )
        except Cancelled:
            raise
        except LsscError:
            self.left_out.append(LeftOut(line.name, Why.DAMAGED))
            return
        self._document.paragraph(f"{line.name}. {line.caption}".rstrip(" ."), SMALL, to=place)


def _numbered(chapter: Chapter) -> str:
    return f"{chapter.number} {chapter.title}"


def _kind(words: Catalog, line: EvidenceLine) -> str:
    return f"{kind(words, line.name)}, {size(words, line.bytes)}"
