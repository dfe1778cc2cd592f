"""The book of a package: what its reader sees, in reading order, behind PDF and web page alike.

The record of a package is made from the same value, `Subject`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from datetime import date

from lssc_desktop.core.check.rules.privacy import paths_of
from lssc_desktop.core.check.rules.standing import documents_in_package
from lssc_desktop.core.files.seen import Barrier, Opened, SeenDocument, SeenFile
from lssc_desktop.core.portfolio.country import paper_of
from lssc_desktop.core.portfolio.portfolio import (
    CompetencyWork,
    CourseRecord,
    Document,
    EvidenceUse,
    PackageKind,
    Portfolio,
    SetWork,
    Weight,
)
from lssc_desktop.core.program.grid import begun_rows
from lssc_desktop.core.program.program import (
    Competency,
    CompetencySet,
    Part,
    Program,
    ProgramKind,
)
from lssc_desktop.core.program.schema import ClockStart, Route
from lssc_desktop.core.program.vocabulary import OUR_WORDS, EnglishSpelling, ProgramWords
from lssc_desktop.core.review.review import Thread
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.core.text.extract import Fact
from lssc_desktop.core.text.pages import pages
from lssc_desktop.core.text.paper import PaperSize
from lssc_desktop.core.text.printed import PrintedText, printed
from lssc_desktop.core.text.richtext import words
from lssc_desktop.core.text.text import short_line
from lssc_desktop.core.time.clock import first_day, start_day
from lssc_desktop.languages import ENGLISH
from lssc_desktop.package.record import (
    FORMAT,
    OLDEST,
    CompetencyRecord,
    DocumentRecord,
    EarlierPackage,
    EvidenceRecord,
    FileRecord,
    GridRecord,
    Payload,
    Record,
)
from lssc_desktop.values import dataclass


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One evidence file as listed for one competency.

    `number` counts within the competency from 1; `name` is the name the candidate gave it;
    `packaged` is its path below `data/`. `parts` are what readers call the parts that it shows.
    `said` is what is told of a file that is a link or a recording: where it leads, how long it is.
    `trouble` says why readers cannot open it, None where they can as far as we know. `shown` is
    the address of a picture that browsers do not show otherwise, with the picture in it.
    """

    number: int
    name: str
    packaged: str
    bytes: int
    weight: Weight
    caption: str = ""
    own_role: str = ""
    parts: tuple[str, ...] = ()
    said: tuple[Fact, ...] = ()
    trouble: Opened | Barrier | None = None
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One competency with its response, or without where the statement answers it.

    `text` is what the document at `document` shows (its path below `data/`, "" when there is
    none); `beyond` names what a text of ours cannot hold, of which readers see some and are
    sent to the Word file for the rest.
    """

    number: int
    title: str
    summary: str = ""
    official_text: str = ""
    parts: tuple[Part, ...] = ()
    pds: str = ""
    text: PrintedText = PrintedText()
    document: str = ""
    beyond: tuple[str, ...] = ()
    evidence: tuple[EvidenceLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """The statement, as `Chapter` has it for a response; `title` is what the program calls it."""

    text: PrintedText = PrintedText()
    document: str = ""
    beyond: tuple[str, ...] = ()
    title: str = ""
    evidence: tuple[EvidenceLine, ...] = ()
    words: int = 0


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document about the candidate: what the program calls it, and its file."""

    title: str
    file: EvidenceLine


@dataclass(frozen=True, slots=True)
class Book:
    """A whole set as handed in or shown to staff. `day` is the day of its last change.

    `admitted` is the day on which the candidate's years began (None: not yet), `clock_start` what
    begins them.
    A set by course has a `course`, its certificate as the only line of `certificates`, and no
    chapters. `thread` are the comments of earlier rounds, which the web page alone shows. Where
    the program needs no statement, or the set is no portfolio, `has_statement` is false. Where
    the whole portfolio is one statement, `responses` is false: the chapters are the criteria, and
    `documents` are about the candidate, and `grids` are the self-assessment forms. `words` and
    `spelling` are those of the program. `exported`: it is no package, so files are named by their
    places in the portfolio folder. `looked_at` counts the files in which the candidate decided on
    private data; what was found in them is nowhere in a package. `language` is the portfolio’s.
    """

    program: str
    program_version: str
    set_id: str
    set_title: str
    required: bool
    candidate: str
    kind: PackageKind
    copy: int
    day: date
    admitted: date | None
    statement: Statement = Statement()
    chapters: tuple[Chapter, ...] = ()
    course: CourseRecord | None = None
    certificates: tuple[EvidenceLine, ...] = ()
    thread: tuple[Thread, ...] = ()
    clock_start: ClockStart = ClockStart.ADMISSION
    route: Route = Route.PORTFOLIO
    responses: bool = True
    has_statement: bool = True
    documents: tuple[DocumentLine, ...] = ()
    grids: tuple[GridRecord, ...] = ()
    words: ProgramWords = OUR_WORDS
    spelling: EnglishSpelling = EnglishSpelling.AMERICAN
    exported: bool = False
    looked_at: int = 0
    language: str = ENGLISH
    paper: PaperSize = PaperSize.LETTER


def is_blank(book: Book, chapter: Chapter) -> bool:
    """Whether a competency has nothing to read yet, neither a response nor a file.

    A criterion of a statement needs none.
    """
    return book.responses and not (chapter.document or chapter.evidence or chapter.pds)


# From portfolio to package ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Subject:
    """One set of a portfolio with everything that its package is described from."""

    program: Program
    competency_set: CompetencySet
    portfolio: Portfolio
    work: SetWork
    payload: Payload
    files: Mapping[str, SeenFile]
    documents: Mapping[str, SeenDocument]
    texts: Mapping[str, PrintedText] = field(default_factory=dict)
    said: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)
    troubles: Mapping[str, Opened | Barrier] = field(default_factory=dict)

    def document(self, document: Document | None) -> SeenDocument | None:
        """Return what was read of a document that goes into the package."""
        if document is None or document.path not in self.payload.all:
            return None
        return self.documents.get(document.path)

    def text(self, document: SeenDocument) -> PrintedText:
        """Return what readers see of a document: its paragraphs alone, if it was not read whole."""
        return self.texts.get(document.path) or printed(document.text)


def subject_of(
    program: Program,
    competency_set: CompetencySet,
    portfolio: Portfolio,
    work: SetWork,
    payload: Payload,
    facts: FolderFacts,
) -> Subject:
    """Bring together what a package of a set is described from."""
    return Subject(
        program,
        competency_set,
        portfolio,
        work,
        payload,
        {file.path: file for file in facts.files},
        {document.path: document for document in facts.documents},
        troubles=dict(_troubles(facts)),
    )


def _troubles(facts: FolderFacts) -> Iterator[tuple[str, Opened | Barrier]]:
    """Yield the files that readers of a package cannot open, with the reason."""
    now = {(file.path, file.sha256) for file in facts.files}
    for file in facts.tried:
        if (file.path, file.sha256) not in now:
            continue
        if file.trouble is not None:
            yield file.path, file.trouble


def book_of(
    subject: Subject, kind: PackageKind, copy: int, thread: tuple[Thread, ...] = ()
) -> Book:
    """Return the set in reading order; a set by course has its certificate and no chapters."""
    work = subject.work
    by_portfolio = work.route is Route.PORTFOLIO
    statement = subject.document(work.statement) if by_portfolio else None
    certificate = None if by_portfolio or work.course is None else work.course.certificate
    if certificate not in subject.payload.all:
        certificate = None
    return Book(
        program=subject.program.name,
        program_version=subject.program.version,
        set_id=subject.competency_set.id,
        set_title=subject.competency_set.title,
        required=subject.competency_set.required,
        candidate=short_line(subject.portfolio.candidate.name),
        kind=kind,
        copy=copy,
        day=work.changed,
        admitted=start_day(subject.program, subject.portfolio),
        statement=_statement(subject, statement) if by_portfolio else Statement(),
        chapters=tuple(
            _chapter(subject, item, work.competency(item.number))
            for item in subject.competency_set.competencies
        )
        if by_portfolio
        else (),
        course=None if by_portfolio else _packaged_course(subject) or CourseRecord(),
        certificates=() if certificate is None else (_plain_line(subject, 1, certificate),),
        thread=thread,
        clock_start=first_day(subject.program),
        route=work.route,
        responses=subject.program.needs_responses,
        has_statement=by_portfolio and subject.program.needs_statement,
        documents=tuple(
            DocumentLine(title, _plain_line(subject, number, path))
            for number, (path, title) in enumerate(_documents(subject), start=1)
        ),
        grids=_grids(subject),
        words=subject.program.words,
        spelling=subject.program.spelling,
        looked_at=len(
            {each.path for each in subject.portfolio.privacy}
            & set(paths_of(subject.program, subject.portfolio, work))
        ),
        language=subject.portfolio.language,
        paper=paper_of(subject.program, subject.portfolio),
    )


def record_of(
    subject: Subject,
    kind: PackageKind,
    copy: int,
    thread: tuple[Thread, ...] = (),
    earlier: tuple[EarlierPackage, ...] = (),
) -> Record:
    """Return the set as record.json has it."""
    work = subject.work
    by_portfolio = work.route is Route.PORTFOLIO
    statement = subject.document(work.statement) if by_portfolio else None
    return Record(
        format=_format(subject),
        program=subject.program.id,
        program_version=subject.program.version,
        set=subject.competency_set.id,
        title=subject.competency_set.title,
        kind=kind,
        copy=copy,
        day=work.changed,
        portfolio=subject.portfolio.id,
        candidate=short_line(subject.portfolio.candidate.name),
        admitted=subject.portfolio.admitted,
        route=work.route,
        statement=None if statement is None else _packaged(subject, statement.path),
        competencies=tuple(
            _competency_record(subject, item, work.competency(item.number))
            for item in subject.competency_set.competencies
        )
        if by_portfolio
        else (),
        course=None if by_portfolio else _packaged_course(subject),
        files=tuple(
            FileRecord(
                packaged,
                path.rpartition("/")[2],
                subject.files[path].sha256,
                subject.files[path].bytes,
            )
            for path, packaged in subject.payload.all.items()
        ),
        earlier=earlier,
        thread=thread,
        statement_evidence=_evidence_records(subject, work.evidence) if by_portfolio else (),
        documents=tuple(
            DocumentRecord(_packaged(subject, path), title) for path, title in _documents(subject)
        ),
        grids=_grids(subject),
        language=subject.portfolio.language,
    )


def _statement(subject: Subject, seen: SeenDocument | None) -> Statement:
    rule = subject.program.statement
    statement = Statement(
        title="" if rule is None else rule.title,
        evidence=_evidence_lines(subject, subject.work.evidence),
    )
    if seen is None:
        return statement
    return replace(
        statement,
        text=subject.text(seen),
        document=_packaged(subject, seen.path),
        beyond=seen.beyond,
        words=words(seen.text),
    )


def _documents(subject: Subject) -> Iterator[tuple[str, str]]:
    """Yield the documents about the candidate in the package, with what the program calls them."""
    titles = dict(about_documents(subject.program, subject.competency_set, subject.portfolio))
    for path in subject.payload.documents:
        yield path, titles[path]


def about_documents(
    program: Program, competency_set: CompetencySet, portfolio: Portfolio
) -> tuple[tuple[str, str], ...]:
    """Return the path and title of every document that belongs into a package of the set."""
    return tuple(documents_in_package(program, competency_set, portfolio).items())


def _grids(subject: Subject) -> tuple[GridRecord, ...]:
    """Return the self-assessment forms with something in them; they go where documents go."""
    if subject.program.kind is ProgramKind.SETS or subject.work.route is not Route.PORTFOLIO:
        return ()
    forms = (
        GridRecord(grid.title, grid.columns, begun_rows(grid, subject.portfolio.grid_ratings))
        for grid in subject.program.grid
    )
    return tuple(form for form in forms if form.rows)


def _format(subject: Subject) -> int:
    of_sets = subject.program.kind is ProgramKind.SETS
    return OLDEST if of_sets and subject.portfolio.admitted else FORMAT


def _chapter(subject: Subject, competency: Competency, work: CompetencyWork) -> Chapter:
    document = subject.document(work.response)
    chapter = Chapter(
        number=competency.number,
        title=competency.title,
        summary=competency.summary,
        official_text=work.official_text,
        parts=competency.shown_parts,
        pds=work.pds,
        evidence=_evidence_lines(subject, work.evidence, competency),
    )
    if document is None:
        return chapter
    return replace(
        chapter,
        text=subject.text(document),
        document=_packaged(subject, document.path),
        beyond=document.beyond,
    )


def _evidence_lines(
    subject: Subject, uses: Iterable[EvidenceUse], competency: Competency | None = None
) -> tuple[EvidenceLine, ...]:
    return tuple(
        EvidenceLine(
            number,
            use.path.rpartition("/")[2],
            _packaged(subject, use.path),
            subject.files[use.path].bytes,
            use.weight,
            use.caption,
            use.own_role,
            use.parts if competency is None else competency.part_names(use.parts),
            subject.said.get(use.path, ()),
            subject.troubles.get(use.path),
            subject.shown.get(use.path, ""),
        )
        for number, use in enumerate(_present(subject, uses), start=1)
    )


def _plain_line(subject: Subject, number: int, path: str) -> EvidenceLine:
    """Return a file of which there is nothing to say but its name and size."""
    file = subject.files[path]
    return EvidenceLine(
        number,
        path.rpartition("/")[2],
        _packaged(subject, path),
        file.bytes,
        Weight.PRIMARY,
        trouble=subject.troubles.get(path),
    )


def _competency_record(
    subject: Subject, competency: Competency, work: CompetencyWork
) -> CompetencyRecord:
    document = subject.document(work.response)
    return CompetencyRecord(
        number=competency.number,
        title=competency.title,
        official_text=work.official_text,
        pds=work.pds,
        response=None if document is None else _packaged(subject, document.path),
        words=0 if document is None else words(document.text),
        pages=0.0 if document is None else round(pages(document.text), 1),
        evidence=_evidence_records(subject, work.evidence),
    )


def _evidence_records(subject: Subject, uses: Iterable[EvidenceUse]) -> tuple[EvidenceRecord, ...]:
    return tuple(
        EvidenceRecord(
            _packaged(subject, use.path), use.weight, use.caption, use.own_role, use.parts
        )
        for use in _present(subject, uses)
    )


def _present(subject: Subject, uses: Iterable[EvidenceUse]) -> tuple[EvidenceUse, ...]:
    """Return the uses of files that are in the folder; an unfinished copy lacks the others."""
    return tuple(use for use in uses if use.path in subject.payload.all)


def _packaged_course(subject: Subject) -> CourseRecord | None:
    """Return the course record, its certificate named as it is packaged."""
    course = subject.work.course
    if course is None or course.certificate is None:
        return course
    return replace(course, certificate=subject.payload.all.get(course.certificate))


def _packaged(subject: Subject, path: str) -> str:
    return subject.payload.all[path]
