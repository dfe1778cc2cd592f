"""Letters about a set: what a review or a result says, to print and sign, as PDF and Word document.

A letter goes from the office to the candidate, in the language of the portfolio.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from lssc_desktop.core.calendar import days_on
from lssc_desktop.core.errors import N_
from lssc_desktop.core.portfolio.portfolio import Outcome, PackageKind
from lssc_desktop.core.program.program import CompetencySet, Program
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.review import About, Comment, Review, ReviewMode
from lssc_desktop.core.text.paper import PaperSize
from lssc_desktop.core.text.richtext import Form, Paragraph, RichText, Span
from lssc_desktop.documents.word import to_docx
from lssc_desktop.formats.dates import long_day
from lssc_desktop.formats.lists import word_list
from lssc_desktop.languages import ENGLISH, Catalog
from lssc_desktop.package.assembly import typeset_sheet
from lssc_desktop.package.opened import EvaluationIsNoLetter, OpenedPackage
from lssc_desktop.package.record import Record
from lssc_desktop.package.typesetting.blocks import printable, printable_line
from lssc_desktop.package.typesetting.language import package_words
from lssc_desktop.values import dataclass

WORD_SUFFIX = ".docx"

_SHOWN_DIGITS = 12
_RATING_WORDS = {
    Rating.MET: N_("Met"),
    Rating.PARTIAL: N_("Partially met"),
    Rating.NOT_MET: N_("Not met"),
}
_REVIEW_COPY = N_("Review of your work for {set_title}")
_DECISION = N_("Decision on your {portfolio} for {set_title}")
_OUTCOMES = {
    Outcome.ACHIEVED: N_("Your {portfolio} for {set_title} was evaluated, and you achieved it."),
    Outcome.REVISION_ASKED: N_(
        "Your {portfolio} for {set_title} was evaluated. It isn’t approved yet: please revise it "
        "and hand it in again."
    ),
    Outcome.NOT_ACHIEVED: N_(
        "Your {portfolio} for {set_title} was evaluated. You didn’t achieve it."
    ),
}
_LOOKED_AT = N_("{reviewer} reviewed {package}. A review is advice. It doesn’t decide anything.")
_APPEAL = N_(
    "You can appeal this decision. Your notice is due by {notice}, and your documents are "
    "due by {documents}. Send them to: {to}."
)


@dataclass(frozen=True, slots=True)
class LetterItem:
    """One thing in a list of a letter: what it is about, the words, and the passage it quotes."""

    about: str
    text: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class LetterSection:
    """A part of a letter under its title: paragraphs, a list, or a table of two columns."""

    title: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[LetterItem, ...] = ()
    columns: tuple[str, str] | None = None
    rows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A whole letter, in reading order. `head` are the lines of the office above it."""

    head: tuple[str, ...]
    day: date
    day_text: str
    to: str
    subject: str
    paragraphs: tuple[str, ...]
    sections: tuple[LetterSection, ...]
    closing: str
    signed: tuple[str, ...]
    foot: str
    language: str = ENGLISH
    paper: PaperSize = PaperSize.LETTER


def letter_about(opened: OpenedPackage, review: Review, today: date, path: str = "") -> Letter:
    """Return the letter that says what a review, or a result, says about a package.

    An evaluation is for the office alone: for one, `EvaluationIsNoLetter` is raised, with `path`.
    """
    if review.mode is ReviewMode.EVALUATION:
        raise EvaluationIsNoLetter(path)
    record = opened.record
    program = opened.program_in(record.language)
    competency_set = program.competency_set(record.set) or opened.competency_set
    words = package_words(record.language, program.words, program.spelling)
    _ = words.gettext
    rules = program.reviews
    set_title = competency_set.title
    subject = _(_DECISION if review.result else _REVIEW_COPY).format(set_title=set_title)
    package = _package(record, words)
    if review.result is None:
        first = _(_LOOKED_AT).format(reviewer=review.reviewer, package=package)
    else:
        first = _(_OUTCOMES[review.result.outcome]).format(set_title=set_title)
    return Letter(
        paper=program.sheet,
        head=rules.letter_head or _usual_head(program),
        day=today,
        day_text=long_day(today, words),
        to=record.candidate,
        subject=subject,
        paragraphs=(
            _("Dear {candidate},").format(candidate=record.candidate),
            first,
            *_lines(review.note),
        ),
        sections=tuple(_sections(program, competency_set, review, words)),
        closing=rules.letter_closing or _("Sincerely,"),
        signed=tuple(dict.fromkeys((review.reviewer, program.office))),
        foot=_foot(package, opened.verification.fingerprint, words),
        language=record.language,
    )


def _foot(package: str, fingerprint: str, words: Catalog) -> str:
    """Say what a letter is about; a folder has no fingerprint."""
    _ = words.gettext
    if not fingerprint:
        return _("About {package}.").format(package=package)
    return _("About {package}. Its fingerprint begins with {start}.").format(
        package=package, start=fingerprint[:_SHOWN_DIGITS]
    )


def _package(record: Record, words: Catalog) -> str:
    """Name a package in a sentence: "review copy 2, last changed November 24, 2026"."""
    _ = words.gettext
    day = long_day(record.day, words)
    if record.kind is PackageKind.PORTFOLIO:
        return _("your {portfolio}, last changed {day}").format(day=day)
    return _("review copy {copy}, last changed {day}").format(copy=record.copy, day=day)


def letter_file(path: Path, letter: Letter) -> bytes:
    """Return a letter as the name of its file says: Word for .docx, else PDF.

    Raises `AssemblyFailed`.
    """
    is_word = path.suffix.lower() == WORD_SUFFIX
    return letter_docx(letter) if is_word else letter_pdf(letter)


def letter_pdf(letter: Letter) -> bytes:
    """Return a letter as an accessible PDF, dated by its day; raises `AssemblyFailed`."""
    data = {
        "head": [printable_line(line) for line in letter.head],
        "date": letter.day_text,
        "to": printable_line(letter.to),
        "subject": printable_line(letter.subject),
        "paragraphs": [printable(each) for each in letter.paragraphs],
        "sections": [
            {
                "title": printable_line(each.title),
                "paragraphs": [printable(text) for text in each.paragraphs],
                "items": [
                    [printable_line(item.about), printable(item.text), printable(item.quote)]
                    for item in each.items
                ],
                "columns": each.columns or (),
                "rows": [[printable_line(value) for value in row] for row in each.rows],
            }
            for each in letter.sections
        ],
        "closing": printable(letter.closing),
        "signed": [printable_line(line) for line in letter.signed],
        "foot": printable_line(letter.foot),
    }
    return typeset_sheet("letter.typ", data, letter.day, letter.language, letter.paper)


def letter_docx(letter: Letter) -> bytes:
    """Return a letter as a Word document, to be changed before it goes out."""
    title = letter.subject
    paragraphs = [
        *(_paragraph(line) for line in (*letter.head, letter.day_text, letter.to)),
        Paragraph((Span(title),), Form.HEADING_1),
        *(_paragraph(each) for each in letter.paragraphs),
    ]
    for section in letter.sections:
        paragraphs.append(Paragraph((Span(section.title),), Form.HEADING_2))
        paragraphs += [_paragraph(each) for each in section.paragraphs]
        for item in section.items:
            said = (Span(f": {item.text}"),) if item.text else ()
            paragraphs.append(Paragraph((Span(item.about, bold=True), *said), Form.BULLET))
            if item.quote:
                paragraphs.append(Paragraph((Span(f"“{item.quote}”"),), Form.QUOTE))
        paragraphs += [
            Paragraph((Span(f"{name}: "), Span(value, bold=True)), Form.BULLET)
            for name, value in section.rows
        ]
    paragraphs += [_paragraph(each) for each in (letter.closing, "", *letter.signed, letter.foot)]
    return to_docx(
        RichText(tuple(paragraphs)),
        title=title,
        author=letter.signed[-1],
        language=letter.language,
        paper=letter.paper,
    )


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Span(text),))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line.strip())


def _usual_head(program: Program) -> tuple[str, ...]:
    """Return the office as the program file has it for candidates, where it says no more."""
    contact = program.contact
    if contact is None:
        return (program.office,)
    reached = ", ".join(filter(None, (contact.phone, contact.email, contact.web)))
    return tuple(filter(None, (contact.office, program.name, reached)))


# Parts ------------------------------------------------------------------------------------------


def _sections(
    program: Program, competency_set: CompetencySet, review: Review, words: Catalog
) -> Iterator[LetterSection]:
    _ = words.gettext
    names = {item.number: f"{item.number} {item.title}" for item in competency_set.competencies}
    result = review.result
    asked = () if result is None else result.asked
    if asked:
        items = tuple(LetterItem(names.get(number, str(number))) for number in asked)
        yield LetterSection(_("{Competencies} that need revision"), items=items)
    rows = tuple(
        (names.get(each.competency, str(each.competency)), _(_RATING_WORDS[each.rating]))
        for each in review.ratings
    )
    if rows:
        columns = (_("{Competency}"), _("Rating"))
        yield LetterSection(_("Ratings"), columns=columns, rows=rows)
    comments = _in_order(review.comments)
    if comments:
        items = tuple(
            LetterItem(_about(names, each.about, _("The {statement}")), each.text, each.quote)
            for each in comments
        )
        yield LetterSection(_("Comments"), items=items)
    yield from _what_remains(program, review, words)


def _what_remains(program: Program, review: Review, words: Catalog) -> Iterator[LetterSection]:
    """Say what a candidate can do about a set that was not achieved."""
    _ = words.gettext
    result, rule, contact = review.result, program.appeal, program.contact
    if result is None or result.outcome is not Outcome.NOT_ACHIEVED:
        return
    said = []
    if rule is not None:
        decided = review.written.date()
        said.append(
            _(_APPEAL).format(
                notice=long_day(days_on(decided, rule.notice_days), words),
                documents=long_day(days_on(decided, rule.documents_days), words),
                to=rule.to,
            )
        )
    ways = () if contact is None else tuple(filter(None, (contact.phone, contact.email)))
    if ways:
        said.append(_("Questions? Contact the office: {ways}.").format(ways=word_list(ways, words)))
    if said:
        yield LetterSection(_("What you can do"), tuple(said))


def _in_order(comments: Sequence[Comment]) -> tuple[Comment, ...]:
    """Return comments as the set has its competencies, the statement last."""
    return tuple(
        sorted(
            comments,
            key=lambda each: (each.about.competency is None, each.about.competency or 0),
        )
    )


def _about(names: dict[int, str], about: About, statement: str) -> str:
    number = about.competency
    said = statement if number is None else names.get(number, str(number))
    return f"{said}, “{about.name}”" if about.name else said
