"""The words of a package: what its PDF and its web page say besides the candidate's own text.

They are not translated: the program's office reads them, and the same content must give the
same bytes whatever the language of the window is. They are those of the program where it has its
own, which `say` puts into a sentence before it is filled in.

It is long because all that a package says is read together.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from lssc_desktop.core.portfolio import portfolio
from lssc_desktop.core.portfolio.folder_facts import Barrier, Opened
from lssc_desktop.core.portfolio.portfolio import PackageKind, Route, Weight
from lssc_desktop.core.program.schema import ClockStart
from lssc_desktop.core.program.vocabulary import vocabulary_of
from lssc_desktop.core.review.review import Thread, ThreadState
from lssc_desktop.core.text.extract import Fact, FactKind, FactWords
from lssc_desktop.core.text.printed import PrintedText, pictures
from lssc_desktop.core.text.richtext import PRINTED, UnsupportedContent
from lssc_desktop.package.book import Book, Chapter, EvidenceLine, Statement

CONTENTS = "Contents"
SKIP = "Skip to the text"
AS_PDF = "The same as a PDF for print"
WORD_FILE = "Word file:"
STATEMENT = "Personal learning statement"
COURSE = "Course record"
CERTIFICATE = "Certificate"
ASKS = "What this competency requires"
PDS = "Portfolio Development Suggestion"
INTRODUCTION = "Introduction"
RESPONSE = "Response"
NOTES = "Notes"
TABLE = "Table"
NO_ALTERNATIVE = "Picture without a description"
EVIDENCE = "Evidence"
OWN_ROLE = "Own role:"
COMMENTS = "Comments from earlier rounds"
ANSWER = "The candidate’s answer"
TO_CONTENTS = "Back to the contents"
DOCUMENT_COLUMNS = ("No.", "File", "Kind", "Document", "Place in the package")
WEIGHT = "Weight"
EVIDENCE_COLUMNS = ("No.", "File", "Kind", WEIGHT, "Place in the package")

OWN_WORDS = "A short version from the program file. It isn’t the official wording."
OFFICIAL = "The official wording, pasted in by the candidate."
NOT_KNOWN = "The program file doesn’t say what this competency requires."
PDS_NOTE = "The response answers this suggestion, which is its introduction."
NOT_YET = "Not yet"
NO_RESPONSES = "Competencies without a response yet"
NO_RESPONSE = "There’s no response yet."
NO_STATEMENT = "There’s no personal learning statement yet."
NO_STATEMENT_OF_PROGRAM = "It isn’t written yet."
ASKS_CRITERION = "What this criterion requires"
DOCUMENTS = "Documents"
SECTION = "Section"
NO_EVIDENCE = "No evidence is listed for this competency."
NO_CERTIFICATE = "There’s no certificate yet."

ABOUT_BOOK = (
    "This document was made from the candidate’s Word files. The evidence isn’t part "
    "of it. It’s in the package, in the place each evidence list gives."
)
ABOUT_COURSE = (
    "This competency set is achieved by a course. The certificate isn’t part "
    "of this document. It’s in the package, in the place given here."
)
ABOUT_AGREEMENT = (
    "This competency set is achieved by an agreement between the program and a college. The "
    "certificate isn’t part of this document. It’s in the package, in the place given here."
)
ABOUT_EXPORT = (
    "This document was made from the candidate’s Word files. The evidence "
    "stays in the portfolio folder, in the place each evidence list gives."
)
ABOUT_EXPORTED_COURSE = (
    "This competency set isn’t achieved by a "
    "portfolio. The certificate stays in the portfolio folder."
)
PLACE_IN_FOLDER = "Place in the portfolio folder"
ABOUT_PICTURES = "Pictures are shown on this page where they’re listed."
ABOUT_REVIEW = (
    "This is a review copy for program staff. It may be unfinished, and it isn’t handed in."
)
ABOUT_LOOKED_AT = "The candidate reviewed the private data we found in {count} file."
ABOUT_LOOKED_AT_MANY = "The candidate reviewed the private data we found in {count} files."

WITH_EVIDENCE = "Portfolio with evidence"
ABOUT_THIS_FILE = "About this file"
LEFT_OUT = "Left out of this file"
LEFT_OUT_COLUMNS = ("File", "Why")
ABOUT_WITH_EVIDENCE = (
    "This file has the portfolio and all evidence that has pages.",
    "Use it to read or print everything at once. It isn’t part of the package.",
    "It isn’t tagged for screen readers. The portfolio.pdf in the package is.",
    "The portfolio keeps its page numbers.",
    "Page E11.2-3 is the third page of evidence 2 for competency 11.",
)
ABOUT_EXPORT_WITH_EVIDENCE = (
    ABOUT_WITH_EVIDENCE[0],
    "Use it to read or print everything at once. It isn’t a package and can’t be handed in.",
    "It isn’t tagged for screen readers. The version without evidence is.",
    *ABOUT_WITH_EVIDENCE[3:],
)

_CLOCK_STARTS = {
    ClockStart.ADMISSION: "Admitted",
    ClockStart.ENROLLMENT: "Enrolled",
    ClockStart.ACCEPTANCE: "Accepted",
}
_BY_COURSE = {Route.COURSE: "Course", Route.RECOGNITION: "Recognition agreement"}

_COMMENT_STATES = {
    ThreadState.OPEN: "Not answered yet",
    ThreadState.ANSWERED: "Answered",
    ThreadState.SETTLED: "Settled",
    ThreadState.ASKED_AGAIN: "Asked again",
}

_UNSUPPORTED = {
    "table": "a table",
    "picture": "a picture",
    "comment": "comments",
    "tracked-change": "tracked changes",
    "header-footer": "a header or footer",
    "footnote": "footnotes",
    "text-box": "a text box",
    "field": "a field",
    "math": "a formula",
    "embedded-object": "an embedded object",
    "macro": "a macro",
    "form": "form fields",
    "formatting": "special formatting",
    "bookmark": "bookmarks",
    "chart": "a chart",
    "custom-data": "data from another program",
    "damaged": "parts that are duplicated or have the wrong content",
    "diagram": "a diagram",
    "encoding": "text in an encoding we can’t write (UTF-16)",
    "hidden-text": "hidden text",
    "incomplete": "parts that are missing or damaged",
    "label": "a sensitivity label",
    "link": "a link to a file or to a place in the document, or with a screen tip",
    "numbering": "a list with its own numbering",
    "page-background": "a page color",
    "page-border": "a page border",
    "page-break": "a page break",
    "page-setup": "its own paper size or margins",
    "properties": "custom document properties",
    "protected": "editing protection",
    "section": "pages of different layouts",
    "setting": "special document settings",
    "shape": "a drawing",
    "signature": "a digital signature",
    "spacing": "its own line or paragraph spacing",
    "symbol": "a symbol from a special font",
    "unknown": "something we don’t recognize",
}

SHOWN = PRINTED - {UnsupportedContent.FORMATTING}
"""What readers need not be told of: colors may mean something, so they are not among it."""

_LEFT_OUT: Mapping[str, str] = {
    "no-pages": "This kind of file has no pages. It’s in the package.",
    "missing": "It wasn’t in the portfolio folder.",
    "wrong-kind": "It isn’t the kind of file its name says.",
    "damaged": "The file is damaged.",
    "empty": "The file is empty.",
    "stopped": "Reading it took too long, or something in it made it fail. It’s in the package.",
    "password": "It needs a password to open.",
    "too-large": "It’s too large for this file. It’s in the package.",
    "no-office": "LibreOffice, which turns Word files into pages, wasn’t on that computer.",
    "office-failed": "LibreOffice couldn’t turn it into pages.",
}

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_KINDS = {
    "PDF": ("pdf",),
    "Word": ("docx", "doc", "docm", "dotx"),
    "Text": ("txt", "md", "log", "rtf", "odt"),
    "Spreadsheet": ("xlsx", "xls", "xlsm", "ods", "csv", "tsv"),
    "Slides": ("pptx", "ppt", "ppsx", "odp"),
    "Publisher": ("pub",),
    "Picture": ("jpg", "jpeg", "png", "gif", "tif", "tiff", "bmp", "webp", "heic", "heif", "svg"),
    "Sound": ("mp3", "wav", "m4a", "ogg", "flac", "aac", "wma"),
    "Video": ("mp4", "mov", "avi", "mkv", "webm", "m4v", "wmv", "mpg", "mpeg", "3gp"),
    "Web page": ("html", "htm", "mht", "mhtml"),
    "Link": ("url", "webloc"),
    "Email": ("eml", "msg"),
    "Archive": ("zip", "7z"),
}

_KIND_OF = {ending: kind for kind, endings in _KINDS.items() for ending in endings}
_UNITS = ((10**3, "KB"), (10**6, "MB"), (10**9, "GB"))
_KILO = 1000
_FEW = 10  # below so many of a unit, its tenths are shown


def say(book: Book, sentence: str) -> str:
    """Return a sentence of ours, not filled in yet, with the words of the program."""
    return vocabulary_of(book.words, book.spelling).say(sentence)


# Cover ------------------------------------------------------------------------------------------


def title(book: Book) -> str:
    """Return the name of the document, as a window or a screen reader says it."""
    if not cover_kind(book):
        return f"{book.set_title} of {book.candidate}"
    return f"{book.set_title}, {package_kind(book).lower()} of {book.candidate}"


def package_kind(book: Book) -> str:
    """Return what the package is for: "Portfolio" or "Review copy 2"."""
    if book.kind is PackageKind.PORTFOLIO:
        return say(book, "Portfolio")
    return f"Review copy {book.copy}"


def cover_kind(book: Book) -> str:
    """Return what the cover says that the package is for, "" where its title says so."""
    said = package_kind(book)
    return "" if said.casefold() == book.set_title.casefold() else said


def set_kind(book: Book) -> str:
    """Return whether every candidate has to achieve the set."""
    return say(book, "Required set" if book.required else "Elective set")


def about(book: Book) -> tuple[str, ...]:
    """Return the sentences that say what the document is."""
    if book.exported:
        return (say(book, ABOUT_EXPORT if book.course is None else ABOUT_EXPORTED_COURSE),)
    what = ABOUT_BOOK
    if book.course is not None:
        what = ABOUT_AGREEMENT if book.route is Route.RECOGNITION else ABOUT_COURSE
    what = say(book, what)
    if book.kind is PackageKind.PORTFOLIO:
        return (what,)
    looked_at = ABOUT_LOOKED_AT if book.looked_at == 1 else ABOUT_LOOKED_AT_MANY
    said = (looked_at.format(count=book.looked_at),) if book.looked_at else ()
    return (what, ABOUT_REVIEW, *said)


def facts(book: Book) -> tuple[tuple[str, str], ...]:
    """Return what the cover shows about the set, as names and values."""
    answered = sum(1 for chapter in book.chapters if chapter.document)
    files = {line.packaged for chapter in book.chapters for line in chapter.evidence}
    files |= {line.packaged for line in book.statement.evidence}
    lines = [
        ("Candidate", book.candidate),
        *(
            [(say(book, "Competency set"), f"{book.set_title} ({set_kind(book).lower()})")]
            if book.responses
            else []
        ),
        (
            _CLOCK_STARTS[book.clock_start],
            NOT_YET if book.admitted is None else long_date(book.admitted, book),
        ),
        ("Last change", long_date(book.day, book)),
    ]
    if book.course is None:
        if book.responses:
            lines.append(("Responses", f"{answered} of {len(book.chapters)}"))
        else:
            lines.append((statement_title(book), f"{book.statement.words:,} words"))
            lines.append((_criteria(book), str(len(book.chapters))))
        lines.append(("Evidence files", str(len(files))))
        if book.documents:
            lines.append((DOCUMENTS, str(len(book.documents))))
    else:
        lines.append(("Achieved by", _BY_COURSE.get(book.route, "Course")))
    lines.append(("Program file", f"{book.program}, version {book.program_version}"))
    return tuple(lines)


def course_facts(book: Book) -> tuple[tuple[str, str], ...]:
    """Return the course record as names and values; what is not known says so."""
    course = book.course
    if course is None:
        return ()
    return (
        ("Course", course.title or "Not entered"),
        ("Provider", course.provider or "Not entered"),
        ("Completed", long_date(course.completed, book) if course.completed else "Not entered"),
        (
            "Agreement made" if book.route is Route.RECOGNITION else "Course approved",
            long_date(course.approved, book) if course.approved else "Not entered",
        ),
    )


def thread_facts(thread: tuple[Thread, ...]) -> tuple[tuple[str, str], ...]:
    """Return how many comments a package carries, nothing where there are none."""
    if not thread:
        return ()
    open_ones = sum(1 for item in thread if item.state is ThreadState.OPEN)
    count = f"{len(thread)}, {open_ones} not answered yet" if open_ones else str(len(thread))
    return ((COMMENTS, count),)


def statement_title(book: Book) -> str:
    """Return what the statement is called."""
    term = book.words.statement
    return book.statement.title or (STATEMENT if term is None else _capital(term.one))


def asks_label(book: Book) -> str:
    """Return what stands above what a competency, or a criterion, asks."""
    return say(book, ASKS) if _has_competencies(book) else ASKS_CRITERION


def _criteria(book: Book) -> str:
    return say(book, "Competencies") if _has_competencies(book) else "Criteria"


def _has_competencies(book: Book) -> bool:
    """Whether they are called so, or as the program says; one statement is about criteria."""
    return book.responses or book.words.competency is not None


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


# Contents ---------------------------------------------------------------------------------------


def contents_note(chapter: Chapter, comments: int, *, responses: bool = True) -> str:
    """Return what the contents show about a competency besides its title."""
    missing = () if chapter.document or not responses else ("no response yet",)
    return ", ".join(
        (*missing, *_counted(len(chapter.evidence), "file"), *_counted(comments, "comment"))
    )


def statement_note(statement: Statement, comments: int) -> str:
    """Return what the contents show about the learning statement besides its title."""
    missing = () if statement.document else ("not written yet",)
    files = _counted(len(statement.evidence), "file")
    return ", ".join((*missing, *files, *_counted(comments, "comment")))


def _counted(count: int, thing: str) -> tuple[str, ...]:
    return (f"{count} {thing if count == 1 else thing + 's'}",) if count else ()


# Several sets ---------------------------------------------------------------------------------


def title_of(books: Sequence[Book]) -> str:
    """Return the name of a document with one set or several."""
    if len(books) == 1:
        return title(books[0])
    return f"{program_title(books)} of {books[0].candidate}"


def program_title(books: Sequence[Book]) -> str:
    """Return what stands large on the cover: the set, or of several that it is the portfolio."""
    return books[0].set_title if len(books) == 1 else say(books[0], "Portfolio")


def facts_of(books: Sequence[Book]) -> tuple[tuple[str, str], ...]:
    """Return what the cover shows about one set, or about all of several."""
    first = books[0]
    if len(books) == 1:
        return facts(first)
    chapters = [chapter for book in books for chapter in book.chapters]
    lines = [line for chapter in chapters for line in chapter.evidence]
    lines += [line for book in books for line in book.statement.evidence]
    answered = sum(1 for chapter in chapters if chapter.document)
    return (
        ("Candidate", first.candidate),
        (say(first, "Competency sets"), str(len(books))),
        *facts(first)[2:3],
        ("Last change", long_date(max(book.day for book in books), first)),
        ("Responses", f"{answered} of {len(chapters)}"),
        ("Evidence files", str(len({line.packaged for line in lines}))),
        ("Program file", f"{first.program}, version {first.program_version}"),
    )


# Competencies and statement ---------------------------------------------------------------------


def asks(book: Book, chapter: Chapter) -> str:
    """Return what the competency asks: the official wording when there is one."""
    return chapter.official_text or chapter.summary or say(book, NOT_KNOWN)


def asks_source(chapter: Chapter) -> str:
    """Return where the words come from that say what the competency asks."""
    if chapter.official_text:
        return OFFICIAL
    return OWN_WORDS if chapter.summary else ""


def response_notes(chapter: Chapter, *, exported: bool = False) -> tuple[str, ...]:
    """Return what a reader has to know about a response besides its text."""
    if not chapter.document:
        return (NO_RESPONSE,)
    return _document_notes(chapter.text, chapter.document, chapter.beyond, exported)


def statement_notes(book: Book) -> tuple[str, ...]:
    """Return what a reader has to know about the learning statement besides its text."""
    statement = book.statement
    if not statement.document:
        named = statement.title or book.words.statement is not None
        return (NO_STATEMENT_OF_PROGRAM if named else NO_STATEMENT,)
    return _document_notes(statement.text, statement.document, statement.beyond, book.exported)


def _document_notes(
    text: PrintedText, document: str, beyond: tuple[str, ...], exported: bool
) -> tuple[str, ...]:
    """Send a reader to the Word file where it holds more than is shown."""
    where = "portfolio folder" if exported else "package"
    missing = [code for code in beyond if code not in SHOWN]
    if any(not picture.data for picture in pictures(text)):
        missing.append(UnsupportedContent.PICTURE)
    if missing:
        things = listed(tuple(_UNSUPPORTED.get(code, code) for code in missing))
        return (
            f"The Word file also has {things}. To see all of it, open {document} in the {where}.",
        )
    if text.is_empty:
        return (f"No text could be shown here. Open {document} in the {where}.",)
    return ()


def only_beginning(document: str) -> str:
    """Return what the PDF says of a text that is longer than it shows."""
    return f"Only the beginning is shown here. To read all of it, open {document} in the package."


def picture_unseen(alt: str) -> str:
    """Return what stands in the place of a picture that cannot be shown."""
    return (
        f"[A picture that can’t be shown here: {alt}]"
        if alt
        else ("[A picture that can’t be shown here]")
    )


def note_number(number: int) -> str:
    """Return how the mark of a note is called."""
    return f"Note {number}"


def back_to_mark(number: int) -> str:
    """Return how the way back from a note is called."""
    return f"Back to the mark of note {number}"


# Evidence ---------------------------------------------------------------------------------------


def evidence_caption(book: Book, chapter: Chapter | None) -> str:
    """Return what the evidence list of a competency is called, or with None of the statement."""
    if chapter is None:
        return f"Evidence for {statement_title(book)}"
    thing = say(book, "competency") if _has_competencies(book) else "criterion"
    return f"Evidence for {thing} {chapter.number}"


def evidence_columns(book: Book) -> tuple[str, ...]:
    """Return the heads of a list of evidence: files of one statement for all have no weight."""
    columns = _with_place(book, EVIDENCE_COLUMNS)
    return columns if book.responses else tuple(name for name in columns if name != WEIGHT)


def document_columns(book: Book) -> tuple[str, ...]:
    """Return the heads of the list of documents about the candidate."""
    return _with_place(book, DOCUMENT_COLUMNS)


def _with_place(book: Book, columns: tuple[str, ...]) -> tuple[str, ...]:
    return (*columns[:-1], PLACE_IN_FOLDER if book.exported else columns[-1])


def evidence_number(book: Book, number: int | None, line: EvidenceLine) -> str:
    """Return how a list numbers a file: where one statement covers all, with its label."""
    if book.responses and number is not None:
        return str(line.number)
    return evidence_label(number, line).removesuffix("-")


def shown_parts(line: EvidenceLine) -> str:
    """Return which parts of the competency a file shows, "" when none is named."""
    if not line.parts:
        return ""
    if any(len(part) > 1 for part in line.parts):  # titles: the letters are not the program's
        return f"Shows {listed(tuple(f'“{part}”' for part in line.parts))}."
    return f"Shows {'part' if len(line.parts) == 1 else 'parts'} {listed(line.parts)}."


_TROUBLES: Mapping[Opened | Barrier, str] = {
    Opened.DAMAGED: "This file was damaged or incomplete when the package was built.",
    Opened.EMPTY: "This file was empty when the package was built.",
    Opened.PASSWORD: "This file needs a password to open.",
    Opened.WRONG_KIND: "This file isn’t what its name says.",
    Barrier.APPLE_PICTURE: "A photo in Apple’s format (HEIC). Not every computer can open it.",
    Barrier.APPLE_DOCUMENT: "Opens in Apple’s Pages, Numbers, or Keynote.",
    Barrier.OUTLOOK: "A message saved by Outlook. It opens in Outlook.",
    Barrier.MACROS: "It has macros, which a computer may block.",
    Barrier.PROGRAM: "A program. Don’t run it.",
    Barrier.SHORTCUT: "Only a shortcut: what it points to isn’t in the package.",
    Barrier.WEB_LINK: "A link to a web page.",
    Barrier.ARCHIVE: "Packed in a way not every computer can open.",
    Barrier.RARE: "Opens only in a program few people have.",
}


def trouble(line: EvidenceLine) -> str:
    """Return why readers may not be able to open a file, "" when there is no reason to say."""
    return "" if line.trouble is None else _TROUBLES.get(line.trouble, "")


def weight(line: EvidenceLine) -> str:
    """Return "Primary" or "Secondary"."""
    return "Primary" if line.weight is Weight.PRIMARY else "Secondary"


def kind(name: str) -> str:
    """Return what a file is by the ending of its name: "PDF", "Picture", ..., else "File"."""
    return _KIND_OF.get(name.rpartition(".")[2].lower(), "File")


def size(count: int) -> str:
    """Return a number of bytes as people read it: "812 bytes", "640 KB", "1.8 MB"."""
    if count < _KILO:
        return "1 byte" if count == 1 else f"{count} bytes"
    power, unit = next(item for item in _UNITS if count < item[0] * _KILO or item is _UNITS[-1])
    digits = 1 if count < _FEW * power and unit != "KB" else 0
    return f"{count / power:.{digits}f} {unit}"


def picture_of(name: str) -> str:
    """Return what stands for a picture that cannot be seen and has no caption."""
    return f"Picture {name}"


def evidence_label(number: int | None, line: EvidenceLine) -> str:
    """Return what stands before the page numbers of a piece of evidence: "E11.2-"."""
    return f"{portfolio.evidence_label(number, line.number)}-"


def evidence_use(book: Book, number: int | None, line: EvidenceLine) -> str:
    """Return where a piece of evidence is used; None: by the statement."""
    if number is None:
        place = say(book, "Statement")
    else:
        place = f"{say(book, 'Competency') if _has_competencies(book) else 'Criterion'} {number}"
    return f"{place}, evidence {line.number}"


def left_out(why: str) -> str:
    """Return why a piece of evidence is not in the PDF with the evidence."""
    return _LEFT_OUT[why]


# What a file says ---------------------------------------------------------------------------------


def fact_words(fact: Fact) -> FactWords:
    """Return a fact that stands around what a file says, as readers of the PDF read it."""
    label = _FACT_LABELS.get(fact.kind)
    if label is not None:
        return FactWords(label, "; ".join(fact.values))
    values = fact.values
    if fact.kind is FactKind.LENGTH:
        values = tuple(length(int(value)) for value in values if value.isdecimal())
    elif fact.kind not in _VERBATIM:
        values = tuple(map(_with_commas, values))
    return FactWords("", _FACTS[fact.kind].format(*values))


def length(seconds: int) -> str:
    """Return how long a recording is: "3 min 12 s", "1 h 5 min"."""
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


_FACT_LABELS = {
    FactKind.FROM: "From:",
    FactKind.TO: "To:",
    FactKind.COPIES: "Cc:",
    FactKind.DATE: "Date:",
    FactKind.SUBJECT: "Subject:",
    FactKind.ATTACHMENTS: "Attachments:",
    FactKind.ADDRESS: "Link to:",
    FactKind.ARTIST: "By:",
    FactKind.HIDDEN_SHEETS: "Hidden sheets, not shown:",
}
_FACTS = {
    FactKind.NOT_IN_TEXT: "The email has no text that can be shown here.",
    FactKind.SHEET: "{0}",
    FactKind.TITLE: "{0}",
    FactKind.COLUMNS: "Columns {0} to {1}",
    FactKind.EMPTY_SHEET: "This sheet is empty.",
    FactKind.ROWS: "The first {0} of {1} rows are here. The file has the rest.",
    FactKind.MORE_COLUMNS: "The first {0} of {1} columns are here. The file has the rest.",
    FactKind.MORE_SHEETS: "The first {0} of {1} sheets are here. The file has the rest.",
    FactKind.LENGTH: "Length: {0}",
    FactKind.PICTURE_SIZE: "{0} × {1} pixels",
    FactKind.LEFT_OUT: "There’s more in the file.",
}


_VERBATIM = (FactKind.SHEET, FactKind.TITLE, FactKind.PICTURE_SIZE)


def _with_commas(value: str) -> str:
    return f"{int(value):,}" if value.isdecimal() else value


# Comments ---------------------------------------------------------------------------------------


def comments_on(book: Book, number: int | None) -> str:
    """Return what the comments on a response, or on the learning statement, are called."""
    if number is None:
        what = say(book, "the learning statement")
    else:
        what = f"{say(book, 'competency') if _has_competencies(book) else 'criterion'} {number}"
    return f"{COMMENTS} on {what}"


def comment_origin(book: Book, thread: Thread) -> str:
    """Return when a comment was made, and on which package."""
    copy = f"on review copy {thread.copy}" if thread.copy else say(book, "on the portfolio")
    return f"{long_date(thread.day, book)}, {copy}"


def comment_state(thread: Thread) -> str:
    """Return what became of a comment."""
    return _COMMENT_STATES[thread.state]


def about_file(name: str) -> str:
    """Return which file a comment is about."""
    return f"About the file “{name}”"


# Dates and lists --------------------------------------------------------------------------------


def long_date(day: date, book: Book | None = None, form: str = "{month} {day}, {year}") -> str:
    """Return a day as "November 24, 2026", or as the country of the program writes it."""
    form = form if book is None else say(book, form)
    return form.format(month=_MONTHS[day.month - 1], day=day.day, year=day.year)


def listed(things: tuple[str, ...]) -> str:
    """Return words in a row: "a", "a and b", "a, b, and c"."""
    match things:
        case ():
            return ""
        case (word,):
            return word
        case (first, second):
            return f"{first} and {second}"
        case _:
            return f"{', '.join(things[:-1])}, and {things[-1]}"
