"""The words of a package: what its PDF and its web page say besides the candidate's own text.

They are in the language of the portfolio: the program's office reads them, and the same content
must give the same bytes whatever the language of the window is. `words_of` finds them for a book.
In English they are those of the program where it has its own.

It is long because all that a package says is read together.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from lssc_desktop.core.errors import N_
from lssc_desktop.core.files.seen import Barrier, Opened
from lssc_desktop.core.portfolio import portfolio
from lssc_desktop.core.portfolio.portfolio import PackageKind, Weight
from lssc_desktop.core.program.schema import ClockStart, Route
from lssc_desktop.core.review.review import Thread, ThreadState
from lssc_desktop.core.text.printed import PrintedText, pictures
from lssc_desktop.core.text.richtext import UnsupportedContent
from lssc_desktop.formats.dates import long_day
from lssc_desktop.formats.lists import word_list
from lssc_desktop.formats.numbers import number_text
from lssc_desktop.languages import ENGLISH, Catalog
from lssc_desktop.package.book import Book, Chapter, EvidenceLine
from lssc_desktop.package.typesetting.language import package_words

CONTENTS = N_("Contents")
SKIP = N_("Skip to the text")
AS_PDF = N_("The same as a PDF for print")
WORD_FILE = N_("Word file:")
STATEMENT = N_("Personal {learning_statement}")
COURSE = N_("Course record")
CERTIFICATE = N_("Certificate")
ASKS = N_("What this {competency} requires")
PDS = N_("Portfolio Development Suggestion")
INTRODUCTION = N_("Introduction")
RESPONSE = N_("Response")
NOTES = N_("Notes")
TABLE = N_("Table")
NO_ALTERNATIVE = N_("Picture without a description")
EVIDENCE = N_("Evidence")
OWN_ROLE = N_("Own role:")
COMMENTS = N_("Comments from earlier rounds")
ANSWER = N_("The candidate’s answer")
TO_CONTENTS = N_("Back to the contents")
DOCUMENT_COLUMNS = (N_("No."), N_("File"), N_("Kind"), N_("Document"), N_("Place in the package"))
WEIGHT = N_("Weight")
EVIDENCE_COLUMNS = (*DOCUMENT_COLUMNS[:3], WEIGHT, DOCUMENT_COLUMNS[-1])

OWN_WORDS = N_("A short version from the program file. It isn’t the official wording.")
OFFICIAL = N_("The official wording, pasted in by the candidate.")
NOT_KNOWN = N_("The program file doesn’t say what this {competency} requires.")
PDS_NOTE = N_("The response answers this suggestion, which is its introduction.")
NOT_YET = N_("Not yet")
NO_RESPONSES = N_("{Competencies} without a response yet")
NO_RESPONSE = N_("There’s no response yet.")
NO_STATEMENT = N_("There’s no personal {learning_statement} yet.")
NO_STATEMENT_OF_PROGRAM = N_("It isn’t written yet.")
ASKS_CRITERION = N_("What this criterion requires")
DOCUMENTS = N_("Documents")
SECTION = N_("Section")
NO_EVIDENCE = N_("No evidence is listed for this {competency}.")
NO_CERTIFICATE = N_("There’s no certificate yet.")

ABOUT_BOOK = N_(
    "This document was made from the candidate’s Word files. The evidence isn’t part "
    "of it. It’s in the package, in the place each evidence list gives."
)
ABOUT_COURSE = N_(
    "This {competency_set} is achieved by a course. The certificate isn’t part "
    "of this document. It’s in the package, in the place given here."
)
ABOUT_AGREEMENT = N_(
    "This {competency_set} is achieved by an agreement between the program and a college. The "
    "certificate isn’t part of this document. It’s in the package, in the place given here."
)
ABOUT_EXPORT = N_(
    "This document was made from the candidate’s Word files. The evidence "
    "stays in the {portfolio} folder, in the place each evidence list gives."
)
ABOUT_EXPORTED_COURSE = N_(
    "This {competency_set} is achieved by a course or an agreement. The certificate stays in the "
    "{portfolio} folder."
)
PLACE_IN_FOLDER = N_("Place in the {portfolio} folder")
ABOUT_PICTURES = N_("Pictures are shown on this page where they’re listed.")
ABOUT_REVIEW = N_(
    "This is a review copy for program staff. It may be unfinished, and it isn’t handed in."
)

WITH_EVIDENCE = N_("{Portfolio} with evidence")
ABOUT_THIS_FILE = N_("About this file")
LEFT_OUT = N_("Left out of this file")
LEFT_OUT_COLUMNS = (N_("File"), N_("Why"))
ABOUT_WITH_EVIDENCE = (
    N_("This file has the {portfolio} and all evidence that has pages."),
    N_("Use it to read or print everything at once. It isn’t part of the package."),
    N_("It isn’t tagged for screen readers. The portfolio.pdf in the package is."),
    N_("The {portfolio} keeps its page numbers."),
    N_("Page E11.2-3 is the third page of evidence 2 for {competency} 11."),
)
ABOUT_EXPORT_WITH_EVIDENCE = (
    ABOUT_WITH_EVIDENCE[0],
    N_("Use it to read or print everything at once. It isn’t a package and can’t be handed in."),
    N_("It isn’t tagged for screen readers. The version without evidence is."),
    *ABOUT_WITH_EVIDENCE[3:],
)

_CLOCK_STARTS = {
    ClockStart.ADMISSION: N_("Admitted"),
    ClockStart.ENROLLMENT: N_("Enrolled"),
    ClockStart.ACCEPTANCE: N_("Accepted"),
}
_BY_COURSE = {Route.COURSE: N_("Course"), Route.RECOGNITION: N_("Recognition agreement")}

_COMMENT_STATES = {
    ThreadState.OPEN: N_("Not answered yet"),
    ThreadState.ANSWERED: N_("Answered"),
    ThreadState.SETTLED: N_("Settled"),
    ThreadState.ASKED_AGAIN: N_("Asked again"),
}

MISSED: Mapping[str, str] = {
    UnsupportedContent.CHART: N_("a chart"),
    UnsupportedContent.COMMENT: N_("comments"),
    UnsupportedContent.DAMAGED: N_("parts that are duplicated or have the wrong content"),
    UnsupportedContent.DIAGRAM: N_("a diagram"),
    UnsupportedContent.EMBEDDED_OBJECT: N_("an embedded object"),
    UnsupportedContent.FORM: N_("form fields"),
    UnsupportedContent.HEADER_FOOTER: N_("a header or footer"),
    UnsupportedContent.INCOMPLETE: N_("parts that are missing or damaged"),
    UnsupportedContent.SHAPE: N_("a drawing"),
    UnsupportedContent.TRACKED_CHANGE: N_("tracked changes"),
    UnsupportedContent.UNKNOWN: N_("something we don’t recognize"),
}
"""What readers are told of: words or pictures that only the Word file shows."""

_LEFT_OUT: Mapping[str, str] = {
    "no-pages": N_("We can’t turn this kind of file into pages. It’s in the package."),
    "missing": N_("It wasn’t in the {portfolio} folder."),
    "wrong-kind": N_("It isn’t the kind of file its name says."),
    "damaged": N_("The file is damaged."),
    "empty": N_("The file is empty."),
    "stopped": N_(
        "Reading it took too long, or something in it made it fail. It’s in the package."
    ),
    "password": N_("It needs a password to open."),
    "too-large": N_("It’s too large for this file. It’s in the package."),
    "no-office": N_("LibreOffice, which turns Word files into pages, wasn’t on that computer."),
    "office-failed": N_("LibreOffice couldn’t turn it into pages."),
}


def words_of(book: Book) -> Catalog:
    """Return the sentences in which a book is written."""
    return package_words(book.language, book.words, book.spelling)


# Cover ------------------------------------------------------------------------------------------


def title(book: Book) -> str:
    """Return the name of the document, as a window or a screen reader says it."""
    _ = words_of(book).gettext
    if not cover_kind(book):
        return _("{set_title} of {candidate}").format(
            set_title=book.set_title, candidate=book.candidate
        )
    return _("{set_title}, {kind} of {candidate}").format(
        set_title=book.set_title, kind=package_kind(book).lower(), candidate=book.candidate
    )


def package_kind(book: Book) -> str:
    """Return what the package is for: "Portfolio" or "Review copy 2"."""
    _ = words_of(book).gettext
    if book.kind is PackageKind.PORTFOLIO:
        return _("{Portfolio}")
    return _("Review copy {copy}").format(copy=book.copy)


def cover_kind(book: Book) -> str:
    """Return what the cover says that the package is for, "" where its title says so."""
    said = package_kind(book)
    return "" if said.casefold() == book.set_title.casefold() else said


def set_kind(book: Book) -> str:
    """Return whether every candidate has to achieve the set."""
    _ = words_of(book).gettext
    return _("Required {set}") if book.required else _("Elective {set}")


def about(book: Book) -> tuple[str, ...]:
    """Return the sentences that say what the document is."""
    words = words_of(book)
    if book.exported:
        return (words.gettext(ABOUT_EXPORT if book.course is None else ABOUT_EXPORTED_COURSE),)
    what = ABOUT_BOOK
    if book.course is not None:
        what = ABOUT_AGREEMENT if book.route is Route.RECOGNITION else ABOUT_COURSE
    if book.kind is PackageKind.PORTFOLIO:
        return (words.gettext(what),)
    looked_at = words.ngettext(
        "The candidate reviewed the private data we found in {count} file.",
        "The candidate reviewed the private data we found in {count} files.",
        book.looked_at,
    )
    said = (looked_at.format(count=book.looked_at),) if book.looked_at else ()
    return (words.gettext(what), words.gettext(ABOUT_REVIEW), *said)


def facts(book: Book) -> tuple[tuple[str, str], ...]:
    """Return what the cover shows about the set, as names and values."""
    words = words_of(book)
    _ = words.gettext
    answered = sum(1 for chapter in book.chapters if chapter.document)
    files = {line.packaged for chapter in book.chapters for line in chapter.evidence}
    files |= {line.packaged for line in book.statement.evidence}
    lines = [
        (_("Candidate"), book.candidate),
        *(
            [(_("{Competency_set}"), f"{book.set_title} ({set_kind(book).lower()})")]
            if book.responses
            else []
        ),
        (
            _(_CLOCK_STARTS[book.clock_start]),
            _(NOT_YET) if book.admitted is None else long_day(book.admitted, words),
        ),
        (_("Last change"), long_day(book.day, words)),
    ]
    if book.course is None:
        if book.responses:
            lines.append((_("Responses"), _answered(words, answered, len(book.chapters))))
        else:
            written = words.ngettext("{count} word", "{count} words", book.statement.words)
            lines.append(
                (
                    statement_title(book),
                    written.format(count=number_text(book.statement.words, words)),
                )
            )
            lines.append((_criteria(book), str(len(book.chapters))))
        lines.append((_("Evidence files"), str(len(files))))
        if book.documents:
            lines.append((_(DOCUMENTS), str(len(book.documents))))
    else:
        lines.append((_("Achieved by"), _(_BY_COURSE.get(book.route, _BY_COURSE[Route.COURSE]))))
    lines.append((_("Program file"), _program_file(book)))
    return tuple(lines)


def _answered(words: Catalog, answered: int, of: int) -> str:
    return words.gettext("{count} of {total}").format(count=answered, total=of)


def _program_file(book: Book) -> str:
    return (
        words_of(book)
        .gettext("{program}, version {version}")
        .format(program=book.program, version=book.program_version)
    )


def course_facts(book: Book) -> tuple[tuple[str, str], ...]:
    """Return the course record as names and values; what is not known says so."""
    course = book.course
    if course is None:
        return ()
    words = words_of(book)
    _ = words.gettext
    missing = _("Not entered")
    return (
        (_("Course"), course.title or missing),
        (_("Provider"), course.provider or missing),
        (_("Completed"), long_day(course.completed, words) if course.completed else missing),
        (
            _("Agreement made") if book.route is Route.RECOGNITION else _("Course approved"),
            long_day(course.approved, words) if course.approved else missing,
        ),
    )


def thread_facts(book: Book) -> tuple[tuple[str, str], ...]:
    """Return how many comments a package carries, nothing where there are none."""
    thread = book.thread
    if not thread:
        return ()
    _ = words_of(book).gettext
    open_ones = sum(1 for item in thread if item.state is ThreadState.OPEN)
    count = str(len(thread))
    if open_ones:
        count = _("{count}, {open} not answered yet").format(count=len(thread), open=open_ones)
    return ((_(COMMENTS), count),)


def statement_title(book: Book) -> str:
    """Return what the statement is called."""
    _ = words_of(book).gettext
    if book.statement.title:
        return book.statement.title
    if book.words.statement is None or book.language != ENGLISH:
        return _(STATEMENT)
    return _("{Learning_statement}")


def asks_label(book: Book) -> str:
    """Return what stands above what a competency, or a criterion, asks."""
    return words_of(book).gettext(ASKS if _has_competencies(book) else ASKS_CRITERION)


def _criteria(book: Book) -> str:
    _ = words_of(book).gettext
    return _("{Competencies}") if _has_competencies(book) else _("Criteria")


def _has_competencies(book: Book) -> bool:
    """Whether they are called so, or as the program says; one statement is about criteria."""
    return book.responses or book.words.competency is not None


# Contents ---------------------------------------------------------------------------------------


def contents_note(book: Book, chapter: Chapter, comments: int) -> str:
    """Return what the contents show about a competency besides its title."""
    words = words_of(book)
    missing = chapter.document or not book.responses
    return ", ".join(
        (
            *(() if missing else (words.gettext("no response yet"),)),
            *_files_and_comments(words, len(chapter.evidence), comments),
        )
    )


def statement_note(book: Book, comments: int) -> str:
    """Return what the contents show about the learning statement besides its title."""
    words = words_of(book)
    return ", ".join(
        (
            *(() if book.statement.document else (words.gettext("not written yet"),)),
            *_files_and_comments(words, len(book.statement.evidence), comments),
        )
    )


def _files_and_comments(words: Catalog, files: int, comments: int) -> Iterator[str]:
    if files:
        yield words.ngettext("{count} file", "{count} files", files).format(count=files)
    if comments:
        said = words.ngettext("{count} comment", "{count} comments", comments)
        yield said.format(count=comments)


# Several sets ---------------------------------------------------------------------------------


def title_of(books: Sequence[Book]) -> str:
    """Return the name of a document with one set or several."""
    if len(books) == 1:
        return title(books[0])
    _ = words_of(books[0]).gettext
    return _("{set_title} of {candidate}").format(
        set_title=program_title(books), candidate=books[0].candidate
    )


def program_title(books: Sequence[Book]) -> str:
    """Return what stands large on the cover: the set, or of several that it is the portfolio."""
    first = books[0]
    return first.set_title if len(books) == 1 else words_of(first).gettext("{Portfolio}")


def facts_of(books: Sequence[Book]) -> tuple[tuple[str, str], ...]:
    """Return what the cover shows about one set, or about all of several."""
    first = books[0]
    if len(books) == 1:
        return facts(first)
    words = words_of(first)
    _ = words.gettext
    chapters = [chapter for book in books for chapter in book.chapters]
    lines = [line for chapter in chapters for line in chapter.evidence]
    lines += [line for book in books for line in book.statement.evidence]
    answered = sum(1 for chapter in chapters if chapter.document)
    return (
        (_("Candidate"), first.candidate),
        (_("{Competency_sets}"), str(len(books))),
        *facts(first)[2:3],
        (_("Last change"), long_day(max(book.day for book in books), words)),
        (_("Responses"), _answered(words, answered, len(chapters))),
        (_("Evidence files"), str(len({line.packaged for line in lines}))),
        (_("Program file"), _program_file(first)),
    )


# Competencies and statement ---------------------------------------------------------------------


def asks(book: Book, chapter: Chapter) -> str:
    """Return what the competency asks: the official wording when there is one."""
    return chapter.official_text or chapter.summary or words_of(book).gettext(NOT_KNOWN)


def asks_source(book: Book, chapter: Chapter) -> str:
    """Return where the words come from that say what the competency asks."""
    words = words_of(book)
    if chapter.official_text:
        return words.gettext(OFFICIAL)
    return words.gettext(OWN_WORDS) if chapter.summary else ""


def response_notes(book: Book, chapter: Chapter) -> tuple[str, ...]:
    """Return what a reader has to know about a response besides its text."""
    if not chapter.document:
        return (words_of(book).gettext(NO_RESPONSE),)
    return _document_notes(book, chapter.text, chapter.document, chapter.beyond)


def statement_notes(book: Book) -> tuple[str, ...]:
    """Return what a reader has to know about the learning statement besides its text."""
    statement = book.statement
    if not statement.document:
        named = statement.title or book.words.statement is not None
        return (words_of(book).gettext(NO_STATEMENT_OF_PROGRAM if named else NO_STATEMENT),)
    return _document_notes(book, statement.text, statement.document, statement.beyond)


def _document_notes(
    book: Book, text: PrintedText, document: str, beyond: tuple[str, ...]
) -> tuple[str, ...]:
    """Send a reader to the Word file where it holds more than is shown."""
    words = words_of(book)
    _ = words.gettext
    missing = [_(MISSED[code]) for code in beyond if code in MISSED]
    if any(not picture.data for picture in pictures(text)):
        missing.append(_("a picture"))
    if missing:
        said = (
            _(
                "The Word file also has {things}. To see all of it, open {document} in the "
                "{portfolio} folder."
            )
            if book.exported
            else _(
                "The Word file also has {things}. To see all of it, open {document} in the package."
            )
        )
        return (said.format(things=word_list(tuple(missing), words), document=document),)
    if text.is_empty:
        said = (
            _("No text could be shown here. Open {document} in the {portfolio} folder.")
            if book.exported
            else _("No text could be shown here. Open {document} in the package.")
        )
        return (said.format(document=document),)
    return ()


def only_beginning(book: Book, document: str) -> str:
    """Return what the PDF says of a text that is longer than it shows."""
    _ = words_of(book).gettext
    return _(
        "Only the beginning is shown here. To read all of it, open {document} in the package."
    ).format(document=document)


def picture_unseen(words: Catalog, alt: str) -> str:
    """Return what stands in the place of a picture that cannot be shown."""
    _ = words.gettext
    if not alt:
        return _("[A picture that can’t be shown here]")
    return _("[A picture that can’t be shown here: {description}]").format(description=alt)


def symbol_unseen(words: Catalog, char: str) -> str:
    """Return what stands in the place of a sign that no font of ours has: its name in Unicode."""
    name = unicodedata.name(char, "").lower()
    return words.gettext("[symbol: {name}]").format(name=name) if name else "\ufffd"


def note_number(words: Catalog, number: str) -> str:
    """Return how the mark of a note is called."""
    return words.gettext("Note {number}").format(number=number)


def back_to_mark(words: Catalog, number: str) -> str:
    """Return how the way back from a note is called."""
    return words.gettext("Back to the mark of note {number}").format(number=number)


# Evidence ---------------------------------------------------------------------------------------


def evidence_caption(book: Book, chapter: Chapter | None) -> str:
    """Return what the evidence list of a competency is called, or with None of the statement."""
    _ = words_of(book).gettext
    if chapter is None:
        return _("Evidence for {title}").format(title=statement_title(book))
    said = (
        _("Evidence for {competency} {number}")
        if _has_competencies(book)
        else _("Evidence for criterion {number}")
    )
    return said.format(number=chapter.number)


def has_weights(book: Book) -> bool:
    """Whether files are primary or secondary: those of one statement for all have no weight."""
    return book.responses


def evidence_columns(book: Book) -> tuple[str, ...]:
    """Return the heads of a list of evidence."""
    columns = _with_place(book, EVIDENCE_COLUMNS)
    return columns if has_weights(book) else (*columns[:3], *columns[4:])


def document_columns(book: Book) -> tuple[str, ...]:
    """Return the heads of the list of documents about the candidate."""
    return _with_place(book, DOCUMENT_COLUMNS)


def _with_place(book: Book, columns: tuple[str, ...]) -> tuple[str, ...]:
    place = PLACE_IN_FOLDER if book.exported else columns[-1]
    return tuple(map(words_of(book).gettext, (*columns[:-1], place)))


def evidence_number(book: Book, number: int | None, line: EvidenceLine) -> str:
    """Return how a list numbers a file: where one statement covers all, with its label."""
    if book.responses and number is not None:
        return str(line.number)
    return evidence_label(number, line).removesuffix("-")


IN_TEXT = N_("In the text:")
LISTED_ON = N_("Listed on page:")


def shown_parts(book: Book, line: EvidenceLine) -> str:
    """Return which parts of the competency a file shows, "" when none is named."""
    words = words_of(book)
    if not line.parts:
        return ""
    if any(len(part) > 1 for part in line.parts):  # titles: the letters are not the program's
        titles = word_list(tuple(f"“{part}”" for part in line.parts), words)
        return words.gettext("Shows {parts}.").format(parts=titles)
    said = words.ngettext("Shows part {parts}.", "Shows parts {parts}.", len(line.parts))
    return said.format(parts=word_list(line.parts, words))


_TROUBLES: Mapping[Opened | Barrier, str] = {
    Opened.DAMAGED: N_("This file was damaged or incomplete when the package was built."),
    Opened.EMPTY: N_("This file was empty when the package was built."),
    Opened.PASSWORD: N_("This file needs a password to open."),
    Opened.WRONG_KIND: N_("This file isn’t what its name says."),
    Barrier.APPLE_PICTURE: N_("A photo in Apple’s format (HEIC). Not every computer can open it."),
    Barrier.APPLE_DOCUMENT: N_("Opens in Apple’s Pages, Numbers, or Keynote."),
    Barrier.OUTLOOK: N_("A message saved by Outlook. It opens in Outlook."),
    Barrier.MAILBOX: N_("A whole mailbox. Few computers can open it."),
    Barrier.MACROS: N_("It has macros, which a computer may block."),
    Barrier.PROGRAM: N_("A program. Don’t run it."),
    Barrier.HELP_FILE: N_("A Windows help file. It opens only in Windows."),
    Barrier.SHORTCUT: N_("Only a shortcut: what it points to isn’t in the package."),
    Barrier.WEB_LINK: N_("A link to a web page."),
    Barrier.ARCHIVE: N_("Packed in a way not every computer can open."),
    Barrier.PICTURE_FORMAT: N_("A picture that many programs can’t open."),
    Barrier.RARE: N_("Opens only in a program few people have."),
}


def trouble(book: Book, line: EvidenceLine) -> str:
    """Return why readers may not be able to open a file, "" when there is no reason to say."""
    why = "" if line.trouble is None else _TROUBLES.get(line.trouble, "")
    return words_of(book).gettext(why) if why else ""


def weight(book: Book, line: EvidenceLine) -> str:
    """Return "Primary" or "Secondary"."""
    _ = words_of(book).gettext
    return _("Primary") if line.weight is Weight.PRIMARY else _("Secondary")


def picture_of(book: Book, name: str) -> str:
    """Return what stands for a picture that cannot be seen and has no caption."""
    return words_of(book).gettext("Picture {name}").format(name=name)


def evidence_label(number: int | None, line: EvidenceLine) -> str:
    """Return what stands before the page numbers of a piece of evidence: "E11.2-"."""
    return f"{portfolio.evidence_label(number, line.number)}-"


def evidence_use(book: Book, number: int | None, line: EvidenceLine) -> str:
    """Return where a piece of evidence is used; None: by the statement."""
    _ = words_of(book).gettext
    if number is None:
        return _("{Statement}, evidence {place}").format(place=line.number)
    said = (
        _("{Competency} {number}, evidence {place}")
        if _has_competencies(book)
        else _("Criterion {number}, evidence {place}")
    )
    return said.format(number=number, place=line.number)


def evidence_bookmark(book: Book, line: EvidenceLine) -> str:
    """Return what the bookmark of a piece of evidence says before the name of the file."""
    return words_of(book).gettext("Evidence {place}").format(place=line.number)


def with_evidence(books: Sequence[Book]) -> str:
    """Return the name of the PDF with the pages of the evidence."""
    _ = words_of(books[0]).gettext
    return _("{title}, {portfolio} with evidence").format(title=title_of(books))


def left_out(book: Book, why: str) -> str:
    """Return why a piece of evidence is not in the PDF with the evidence."""
    return words_of(book).gettext(_LEFT_OUT[why])


# Comments ---------------------------------------------------------------------------------------


def comments_on(book: Book, number: int | None) -> str:
    """Return what the comments on a response, or on the learning statement, are called."""
    _ = words_of(book).gettext
    if number is None:
        return _("Comments from earlier rounds on the {learning_statement}")
    said = (
        _("Comments from earlier rounds on {competency} {number}")
        if _has_competencies(book)
        else _("Comments from earlier rounds on criterion {number}")
    )
    return said.format(number=number)


def comment_origin(book: Book, thread: Thread) -> str:
    """Return when a comment was made, and on which package."""
    words = words_of(book)
    _ = words.gettext
    day = long_day(thread.day, words)
    if thread.copy:
        return _("{day}, on review copy {copy}").format(day=day, copy=thread.copy)
    return _("{day}, on the {portfolio}").format(day=day)


def comment_state(book: Book, thread: Thread) -> str:
    """Return what became of a comment."""
    return words_of(book).gettext(_COMMENT_STATES[thread.state])


def about_file(book: Book, name: str) -> str:
    """Return which file a comment is about."""
    return words_of(book).gettext("About the file “{name}”").format(name=name)
