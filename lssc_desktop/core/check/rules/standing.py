"""Rules about where the candidate stands: ratings, clock, documents, route, course, comments.

Sources: docs/facts/lssc.md 2.4 (evaluation, comments) and 3.4 (courses).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from lssc_desktop.core.check.finding import Finding, FindingCode
from lssc_desktop.core.check.rules.snapshot import SetSnapshot, is_blank
from lssc_desktop.core.files.names import one_line, slug
from lssc_desktop.core.files.seen import NOBODY_OPENS
from lssc_desktop.core.portfolio.portfolio import AboutFile, CourseRecord, EvidenceFile, Portfolio
from lssc_desktop.core.program.grid import begun_rows, unrated
from lssc_desktop.core.program.program import (
    CompetencySet,
    DocumentFrom,
    Per,
    PersonalDocument,
    Program,
    ProgramKind,
)
from lssc_desktop.core.program.schema import AboutKind, Needed, Rating
from lssc_desktop.core.review.evaluation import forecast
from lssc_desktop.core.review.review import waiting_threads
from lssc_desktop.core.standing.course_credit import CreditReason, course_credit
from lssc_desktop.core.time.certification import certification
from lssc_desktop.core.time.clock import days_left, first_day, last_day, start_day

_SHOWN_CHARACTERS = 120  # of a comment
_READ_CHARACTERS = 500  # to find them


def not_marked_ready(look: SetSnapshot) -> Iterator[Finding]:
    """A response that the candidate has not called ready."""
    for competency, work in look.each():
        document = look.response(work)
        if document is not None and not is_blank(document.text) and not work.marked_ready:
            yield look.advice(FindingCode.NOT_MARKED_READY, competency.number, document.path)


def self_rating_missing(look: SetSnapshot) -> Iterator[Finding]:
    """Competencies without the candidate's own rating: the forecast counts them as not met."""
    missing = [work.number for _, work in look.each() if work.self_rating is None]
    if missing:
        yield look.advice(FindingCode.SELF_RATING_MISSING, missing=" ".join(map(str, missing)))


def forecast_short(look: SetSnapshot) -> Iterator[Finding]:
    """Own ratings that would not pass (docs/facts/lssc.md 2.4)."""
    ratings = tuple(work.self_rating for _, work in look.each())
    result = forecast(look.program.pass_rule, look.program.option("pass-rounding"), ratings)
    if not result.passes and all(rating is not None for rating in ratings):
        has_partial = Rating.PARTIAL in result.scale
        yield look.advice(
            FindingCode.FORECAST_SHORT,
            met=str(result.met),
            needed=str(result.needed),
            partial=str(result.partial) if has_partial else "",
            partial_allowed=str(result.partial_allowed) if has_partial else "",
            not_met=str(result.not_met),
        )


def deadline_passed(look: SetSnapshot) -> Iterator[Finding]:
    """A hand-in after the program's years are over, by somebody who is not certified yet."""
    if certification(look.program, look.portfolio) is not None:
        return
    end = last_day(look.program, look.portfolio)
    if end is not None and days_left(end, look.today) < 0:
        yield look.advice(FindingCode.DEADLINE_PASSED, deadline=end.isoformat())


def not_admitted(look: SetSnapshot) -> Iterator[Finding]:
    """A hand-in by somebody whose years have not begun: only who is admitted hands in."""
    program, portfolio = look.program, look.portfolio
    if start_day(program, portfolio) is None and certification(program, portfolio) is None:
        yield look.blocker(FindingCode.NOT_ADMITTED, begins=first_day(program).value)


def membership_missing(look: SetSnapshot) -> Iterator[Finding]:
    """A hand-in by somebody who is no member of an association that the program requires.

    Where nothing of a membership was entered it may be there all the same.
    """
    rule, candidate = look.program.membership, look.portfolio.candidate
    if rule is None or candidate.was_member(look.today):
        return
    if not candidate.memberships:
        yield look.advice(FindingCode.MEMBERSHIP_MISSING, association=rule.association)
        return
    since = "" if candidate.member_since is None else candidate.member_since.isoformat()
    ended = "" if candidate.member else since
    begins = since if candidate.member else ""
    yield look.blocker(
        FindingCode.MEMBERSHIP_MISSING, association=rule.association, ended=ended, begins=begins
    )


def route_closed(look: SetSnapshot) -> Iterator[Finding]:
    """A route that the program does not take, or takes no more."""
    if not look.work.route_chosen:
        return
    rule = look.program.route(look.work.route)
    if not look.program.takes(look.work.route):
        until = rule.until.isoformat() if rule is not None and rule.until is not None else ""
        yield look.advice(
            FindingCode.ROUTE_CLOSED,
            route=look.work.route.value,
            program=look.program.short_name,
            until=until,
        )


def route_not_chosen(look: SetSnapshot) -> Iterator[Finding]:
    """A set of which the candidate has not said how it is to be achieved."""
    if not look.work.route_chosen:
        yield look.blocker(FindingCode.ROUTE_NOT_CHOSEN)


def personal_document_missing(look: SetSnapshot) -> Iterator[Finding]:
    """A document about the candidate that the program asks for, or fewer of it than it does."""
    closed = [file for file in look.portfolio.about_me if look.is_closed(file.path)]
    yield from (look.gone(FindingCode.FOLDER_CLOSED, None, file.path) for file in closed)
    present = [
        file for file in look.portfolio.about_me if file.path in look.files or file in closed
    ]
    for document in look.program.documents:
        found = len(document_files(look.program, look.competency_set, document, present))
        if found >= document.times:
            continue
        find = look.blocker if _is_needed(document, look.portfolio) else look.advice
        facts = {"title": document.title, **_document_facts(look, document, found)}
        yield find(FindingCode.PERSONAL_DOCUMENT_MISSING, None, None, **facts)


def _is_needed(document: PersonalDocument, portfolio: Portfolio) -> bool:
    has_mentor = document.need is Needed.IF_MENTOR and portfolio.mentor is True
    return document.need is Needed.YES or has_mentor


def documents_to_come(program: Program, portfolio: Portfolio) -> tuple[PersonalDocument, ...]:
    """Return the documents without which nothing can be handed in, and that no file is.

    Not those of which each of several sets has its own.
    """
    first = program.sets[0]
    return tuple(
        document
        for document in program.documents
        if _is_needed(document, portfolio)
        and (document.per is Per.PORTFOLIO or len(program.sets) == 1)
        and len(document_files(program, first, document, portfolio.about_me)) < document.times
    )


def _document_facts(look: SetSnapshot, document: PersonalDocument, found: int) -> dict[str, str]:
    """Return what a sentence about a document says besides its title."""
    facts: dict[str, str] = {}
    if document.need is Needed.UNKNOWN:
        facts["unknown"] = "yes"
    if document.need is Needed.IF_MENTOR and look.portfolio.mentor is not True:
        facts["unknown"] = "without-mentor"
    if document.from_ is not DocumentFrom.CANDIDATE:
        facts["from"] = document.from_.value
    if document.times > 1:
        facts |= {"found": str(found), "times": str(document.times)}
    if document.per is Per.SET and len(look.program.sets) > 1:
        facts["set_title"] = look.competency_set.short_title
    return facts


def document_files(
    program: Program,
    competency_set: CompetencySet,
    document: PersonalDocument,
    files: Sequence[AboutFile],
) -> tuple[AboutFile, ...]:
    """Return the files that are such a document, said to be it or named so.

    Of a document for each set, they are those whose path names the set, unless it is the only one.
    """
    titles = [slug(each.name) for each in program.documents]
    title = slug(document.name)
    found = (
        file
        for file in files
        if _is_said_to_be(file, document)
        or (
            file.kind is AboutKind.OTHER
            and not file.title
            and _is_named(_slug_of_name(file.path), document, title, titles)
        )
    )
    if document.per is Per.PORTFOLIO or len(program.sets) == 1:
        return tuple(found)
    own = (program.own or program).competency_set(competency_set.id) or competency_set
    names = {
        slug(title) for each in (own, competency_set) for title in (each.title, each.short_title)
    }
    return tuple(file for file in found if any(name in _slug_of_path(file.path) for name in names))


def likely_document(program: Program, path: str) -> PersonalDocument | None:
    """Return the document of which a file's name has most words, if it is more than half."""
    has = set(_slug_of_name(path).split("-"))

    def share(document: PersonalDocument) -> float:
        wanted = set(slug(document.name).split("-"))
        return len(wanted & has) / len(wanted)

    likely = max(program.documents, key=share, default=None)
    return None if likely is None or share(likely) <= 1 / 2 else likely


def said_by_name(program: Program, file: AboutFile) -> AboutFile:
    """Return a new file as the document that its name says.

    The candidate sees it as what the file is, and can say that it is another.
    """
    likely = likely_document(program, file.path)
    return file if likely is None else said_to_be(file, likely)


def documents_in_evidence(
    program: Program, portfolio: Portfolio
) -> Mapping[PersonalDocument, EvidenceFile]:
    """Return each document that is still to come and that an evidence file has the name of."""
    named = {likely_document(program, file.path): file for file in reversed(portfolio.evidence)}
    to_come = documents_to_come(program, portfolio)
    return {each: named[each] for each in to_come if each in named}


def said_to_be(file: AboutFile, document: PersonalDocument) -> AboutFile:
    """Return a file as this document."""
    title = document.name if document.kind is AboutKind.OTHER else ""
    return replace(file, kind=document.kind, title=title)


def documents_in(
    program: Program, competency_set: CompetencySet, portfolio: Portfolio
) -> Mapping[str, str]:
    """Return the path of every document that the program asks for, with what it calls it."""
    found: dict[str, str] = {}
    for document in program.documents:
        for file in document_files(program, competency_set, document, portfolio.about_me):
            found.setdefault(file.path, document.title)
    return found


def documents_in_package(
    program: Program, competency_set: CompetencySet, portfolio: Portfolio
) -> Mapping[str, str]:
    """Return the path of every document that belongs into a package of the set, with its title.

    They belong into one where the whole portfolio is handed in at once. A set of several is
    handed in without: they are the candidate's, not the set's.
    """
    if program.kind is ProgramKind.SETS:
        return {}
    return documents_in(program, competency_set, portfolio)


@lru_cache(maxsize=1 << 15)  # each set asks for the same files
def _slug_of_name(path: str) -> str:
    return slug(path.rpartition("/")[2])


def _slug_of_path(path: str) -> str:
    return "-".join(slug(part) for part in path.split("/"))


def _is_said_to_be(file: AboutFile, document: PersonalDocument) -> bool:
    """Whether the candidate said that a file is such a document."""
    if document.kind is not AboutKind.OTHER:
        return file.kind is document.kind
    is_titled = file.kind is AboutKind.OTHER and bool(file.title)
    return is_titled and file.title.casefold() == document.name.casefold()


def _is_named(name: str, document: PersonalDocument, title: str, titles: Sequence[str]) -> bool:
    """Whether a file of which the candidate said nothing has the name of such a document.

    `name` and `titles`, those of all documents, are slugs. A document of none of the usual kinds
    is the one with the longest title that the name has whole words of.
    """
    if document.kind is not AboutKind.OTHER:
        return document.kind.value in name or (bool(title) and title in name)
    named = (each for each in titles if each and f"-{each}-" in f"-{name}-")
    return title == max(named, key=len, default=None)


def grid_unrated(look: SetSnapshot) -> Iterator[Finding]:
    """A self-assessment form that lacks ratings: a column of begun sections, or all of it.

    One that is empty is left to the document that holds the same form, where there is one.
    """
    documents = {document.id for document in look.program.documents if document.id}
    for grid in look.program.grid:
        is_needed = grid.needed is Needed.YES or (
            grid.needed is Needed.IF_MENTOR and look.portfolio.mentor is True
        )
        find = look.blocker if is_needed else look.advice
        rows = begun_rows(grid, look.portfolio.grid_ratings)
        facts = {"title": grid.title}
        if grid.needed is Needed.UNKNOWN:
            facts["unknown"] = "yes"
        for column, sections in unrated(grid, rows):
            about = {"column": column, "count": str(len(sections)), "section": sections[0]}
            yield find(FindingCode.GRID_UNRATED, None, None, **facts, **about)
        if not rows and grid.document not in documents:
            yield find(FindingCode.GRID_UNRATED, None, None, **facts)


def name_missing(look: SetSnapshot) -> Iterator[Finding]:
    """A portfolio that does not say whose it is."""
    if not look.portfolio.candidate.name.strip():
        yield look.blocker(FindingCode.NAME_MISSING)


def set_not_chosen(look: SetSnapshot) -> Iterator[Finding]:
    """A set that is not among the chosen ones."""
    if not look.work.chosen or look.portfolio.set_work(look.competency_set.id) is None:
        yield look.advice(FindingCode.SET_NOT_CHOSEN, title=look.competency_set.title)


# Course -----------------------------------------------------------------------------------------


def course_missing(look: SetSnapshot) -> Iterator[Finding]:
    """No course is named, or the record lacks a title, provider or day of completion."""
    course = look.work.course
    if course is None:
        yield look.blocker(FindingCode.COURSE_MISSING)
        return
    lacking = [
        name
        for name, value in (
            ("title", course.title),
            ("provider", course.provider),
            ("completed", course.completed),
        )
        if not value
    ]
    if lacking:
        yield look.blocker(FindingCode.COURSE_INCOMPLETE, lacking=" ".join(lacking))


def certificate_missing(look: SetSnapshot) -> Iterator[Finding]:
    """The Course Completion Certificate is not there, or nobody can open it.

    It is all that a course taker hands in.
    """
    course = look.work.course
    if course is not None and course.certificate is None:
        yield look.blocker(FindingCode.CERTIFICATE_MISSING)
    yield from certificate_gone(look)


def agreement_missing(look: SetSnapshot) -> Iterator[Finding]:
    """The agreement with the college, or the graduation, is not entered yet.

    A graduate hands in nothing for a set (docs/facts/lssc.md 3.5), so it is advice.
    """
    agreement = look.work.course or CourseRecord()
    entered = (("provider", agreement.provider), ("completed", agreement.completed))
    lacking = [name for name, value in entered if not value]
    if lacking:
        yield look.advice(FindingCode.AGREEMENT_MISSING, lacking=" ".join(lacking))


def certificate_gone(look: SetSnapshot) -> Iterator[Finding]:
    """A certificate or diploma that was there is gone, or nobody can open it."""
    course = look.work.course
    if course is None or course.certificate is None:
        return
    if course.certificate not in look.files:
        yield look.gone(FindingCode.CERTIFICATE_GONE, None, course.certificate)
    else:
        state = look.opened(look.files[course.certificate])
        if state in NOBODY_OPENS:
            yield look.blocker(
                FindingCode.CERTIFICATE_UNOPENABLE, path=course.certificate, why=state.value
            )


def course_approval_over(look: SetSnapshot) -> Iterator[Finding]:
    """A course completed after its approval ran out, unless that was renewed (3, 8)."""
    course = look.work.course
    credit = course_credit(look.program.courses, look.work, look.today)
    if credit.credited and credit.approval_ended and course and course.completed:
        yield look.advice(
            FindingCode.COURSE_APPROVAL_OVER,
            completed=course.completed.isoformat(),
            ended=credit.approval_ended.isoformat(),
        )


def course_not_approved(look: SetSnapshot) -> Iterator[Finding]:
    """The program's rule does not credit the course, by the days that were entered (3)."""
    course = look.work.course
    credit = course_credit(look.program.courses, look.work, look.today)
    if course is None or course.completed is None or credit.credited:
        return
    completed, route = course.completed.isoformat(), look.work.route.value
    if credit.reason is CreditReason.NOT_APPROVED:
        approved = "" if course.approved is None else course.approved.isoformat()
        yield look.advice(FindingCode.COURSE_NOT_APPROVED, approved=approved, route=route)
    elif credit.reason is CreditReason.NOT_COMPLETED:
        find = look.advice if credit.by_agreement else look.blocker
        yield find(FindingCode.COURSE_NOT_OVER, completed=completed, route=route)
    elif credit.reason is CreditReason.TOO_EARLY and credit.earliest is not None:
        earliest = credit.earliest.isoformat()
        yield look.blocker(
            FindingCode.COURSE_TOO_EARLY, completed=completed, earliest=earliest, route=route
        )


# Comments of reviewers --------------------------------------------------------------------------


def comment_unanswered(look: SetSnapshot) -> Iterator[Finding]:
    """A comment of a review that is neither answered nor settled nor asked again."""
    for thread in waiting_threads(look.threads):
        about = thread.comment.about
        yield look.advice(
            FindingCode.COMMENT_UNANSWERED,
            about.competency,
            comment=_beginning(thread.comment.text),
            comment_id=thread.comment.id,
            reviewer=one_line(thread.reviewer),
            file=one_line(about.name),
        )


def _beginning(text: str) -> str:
    """Return how a comment begins, in one line."""
    text = text.strip()
    said = one_line(text[:_READ_CHARACTERS])
    if len(said) <= _SHOWN_CHARACTERS and len(text) <= _READ_CHARACTERS:
        return said
    return f"{said[: _SHOWN_CHARACTERS - 1]}…"
