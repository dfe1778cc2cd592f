"""Readiness of a set for handing in: the findings of every rule, and the forecast.

Also how far a portfolio of one statement is, where a program asks for that.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from lssc_desktop.core.calendar import years_on
from lssc_desktop.core.check.finding import Finding, FindingCode, Level
from lssc_desktop.core.check.rules import evidence, privacy, responses, standing
from lssc_desktop.core.check.rules.responses import unnamed_evidence
from lssc_desktop.core.check.rules.snapshot import (
    Rule,
    SetSnapshot,
    shown_paths,
    take_snapshot,
)
from lssc_desktop.core.check.rules.standing import document_files
from lssc_desktop.core.check.since_package import SincePackage, changed_since
from lssc_desktop.core.files.seen import CLOSED, Opened, SeenFile
from lssc_desktop.core.portfolio.edits import revisions_asked
from lssc_desktop.core.portfolio.portfolio import Outcome, Portfolio, SetWork
from lssc_desktop.core.program.program import CompetencySet, EvidenceReferenced, Program
from lssc_desktop.core.program.schema import Needed, Rating, Route
from lssc_desktop.core.review.evaluation import Forecast, Improvement, forecast, shortest_way
from lssc_desktop.core.review.review import (
    given_ratings,
    newest_reviews,
    reviewed_package_note,
)
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.core.standing.progress import (
    CompetencyState,
    find_set,
    needed_work,
    set_standing,
    statement_state,
)
from lssc_desktop.core.submission.locking import SetLocked, lock_of
from lssc_desktop.core.submission.set_standing import LOCKED, Standing
from lssc_desktop.core.submission.submission import Submission
from lssc_desktop.core.text.richtext import RichText, words
from lssc_desktop.core.time.certification import certification, renewal_report
from lssc_desktop.core.time.clock import last_day
from lssc_desktop.values import dataclass

_EARLIEST = date(1900, 1, 1)
"""Nobody who works on a portfolio was admitted before that day: the year was mistyped."""

ALWAYS: tuple[Rule, ...] = (
    standing.name_missing,
    standing.set_not_chosen,
    standing.route_closed,
    standing.not_admitted,
    standing.membership_missing,
    standing.deadline_passed,
    standing.comment_unanswered,
)
BY_PORTFOLIO: tuple[Rule, ...] = (
    standing.personal_document_missing,
    evidence.personal_document_unopenable,
    standing.grid_unrated,
    responses.response_missing,
    responses.response_empty,
    responses.response_unreadable,
    responses.statement_missing,
    responses.statement_empty,
    responses.statement_unreadable,
    evidence.evidence_gone,
    evidence.evidence_unreadable,
    evidence.own_role_missing,
    evidence.file_type_refused,
    evidence.file_large,
    evidence.files_too_many,
    evidence.package_too_large,
    evidence.link_refused,
    responses.response_long,
    responses.statement_long,
    responses.statement_early,
    responses.evidence_unreferenced,
    responses.introduction_missing,
    responses.introduction_long,
    responses.part_without_example,
    evidence.evidence_none,
    evidence.secondary_only,
    evidence.evidence_empty,
    evidence.evidence_unopenable,
    evidence.evidence_shortcut,
    evidence.evidence_uncommon,
    evidence.consent_missing,
    evidence.copy_outdated,
    evidence.name_changed,
    evidence.document_unfinished,
    evidence.document_incomplete,
    evidence.document_beyond,
    evidence.document_open,
    evidence.picture_undescribed,
    evidence.character_unshown,
    privacy.private_data,
    standing.not_marked_ready,
    standing.self_rating_missing,
    standing.forecast_short,
    responses.competency_unknown,
    responses.set_count_unknown,
)
ON_RESPONSES: tuple[Rule, ...] = (
    responses.response_missing,
    responses.response_empty,
    responses.response_unreadable,
    responses.response_long,
    responses.introduction_missing,
    responses.introduction_long,
    responses.part_without_example,
    responses.statement_early,
    evidence.evidence_none,
    standing.not_marked_ready,
    standing.self_rating_missing,
)
"""Rules that have nothing to look at where no competency needs a response of its own."""
ON_STATEMENT: tuple[Rule, ...] = (
    responses.statement_missing,
    responses.statement_empty,
    responses.statement_unreadable,
    responses.statement_long,
    responses.statement_early,
)
"""And those where the program needs no statement."""
BY_COURSE: tuple[Rule, ...] = (
    standing.personal_document_missing,
    evidence.personal_document_unopenable,
    standing.course_missing,
    standing.certificate_missing,
    evidence.evidence_shortcut,
    evidence.evidence_uncommon,
    privacy.private_data,
    standing.course_not_approved,
    standing.course_approval_over,
)
BY_AGREEMENT: tuple[Rule, ...] = (
    standing.agreement_missing,
    standing.certificate_gone,
    standing.course_not_approved,
)
WITHOUT_ROUTE: tuple[Rule, ...] = (
    standing.route_not_chosen,
    standing.personal_document_missing,
    evidence.personal_document_unopenable,
)
_BY_ROUTE = {
    Route.PORTFOLIO: BY_PORTFOLIO,
    Route.COURSE: BY_COURSE,
    Route.RECOGNITION: BY_AGREEMENT,
}

_ON_OPENED = (evidence.evidence_unopenable, evidence.evidence_shortcut, evidence.evidence_uncommon)
"""Rules that can only pass when every file was opened."""


@dataclass(frozen=True, slots=True)
class SetCheck:
    """What the check of one set found: blockers first, then advice; and which rules passed.

    `opened` and `unopened` count the files that were opened, and those of kinds that we do not
    look into.
    """

    set_id: str
    findings: tuple[Finding, ...]
    passed: tuple[str, ...]
    opened: int = 0
    unopened: int = 0

    @property
    def blockers(self) -> tuple[Finding, ...]:
        """The findings that stop a hand-in."""
        return tuple(item for item in self.findings if item.level is Level.BLOCKER)


def check_set(
    program: Program,
    competency_set: CompetencySet,
    portfolio: Portfolio,
    facts: FolderFacts,
    today: date,
) -> SetCheck:
    """Check one set by the rules for its route."""
    return check_look(take_snapshot(program, competency_set, portfolio, facts, today))


type CheckOfASet = Callable[[Program, CompetencySet, Portfolio, FolderFacts, date], SetCheck]


def check_look(whole: SetSnapshot) -> SetCheck:
    """Check a set as it was laid out."""
    program, competency_set, portfolio = whole.program, whole.competency_set, whole.portfolio
    look = replace(whole, work=needed_work(program, whole.work))
    by_route = _BY_ROUTE[look.work.route] if look.work.route_chosen else WITHOUT_ROUTE
    by_route = tuple(rule for rule in by_route if rule not in _needless_rules(program))
    states = [look.opened(file) for file in look.shown_files()]
    unsure = _ON_OPENED if None in states else ()
    documents = standing.documents_in(program, competency_set, portfolio)
    if None in (look.opened(file) for path, file in look.files.items() if path in documents):
        unsure = (*unsure, evidence.personal_document_unopenable)
    if any(path in look.files and path not in look.scanned for path in privacy.paths_in(look)):
        unsure = (*unsure, privacy.private_data)
    findings: list[Finding] = [
        *responses.response_unneeded(whole, program),
        *responses.statement_unneeded(whole, program),
    ]
    passed: list[str] = []
    for rule in (*ALWAYS, *by_route):
        found = tuple(rule(look))
        findings.extend(found)
        if not found and rule not in unsure:
            passed.append(rule.__name__.replace("_", "-"))
    findings = list(dict.fromkeys(findings))  # a closed folder is said once, whatever lies in it
    findings.sort(key=lambda item: item.level is not Level.BLOCKER)
    opened, unopened = states.count(Opened.OPENED), states.count(Opened.NOT_TRIED)
    return SetCheck(competency_set.id, tuple(findings), tuple(passed), opened, unopened)


def _needless_rules(program: Program) -> tuple[Rule, ...]:
    """Return the rules by which this program asks for nothing."""
    needless = () if program.needs_responses else ON_RESPONSES
    needless = needless if program.needs_statement else (*needless, *ON_STATEMENT)
    rule = program.statement
    if rule is None or rule.evidence_referenced is EvidenceReferenced.NO:
        needless = (*needless, responses.evidence_unreferenced)
    return needless


def files_to_open(
    program: Program, portfolio: Portfolio, facts: FolderFacts, set_ids: Collection[str]
) -> tuple[SeenFile, ...]:
    """Return the files that a check of these sets wants opened, once each."""
    works = (work for work in portfolio.sets if work.set_id in set_ids)
    paths = {path for work in works for path in shown_paths(work)}
    for competency_set in program.sets:
        if competency_set.id in set_ids:
            paths |= standing.documents_in(program, competency_set, portfolio).keys()
    return tuple(file for file in facts.files if file.path in paths and file.sha256)


def renewal_files_to_open(
    program: Program, portfolio: Portfolio, facts: FolderFacts, today: date
) -> tuple[SeenFile, ...]:
    """Return the documents that a check of the renewal wants opened, once each."""
    report = renewal_report(program, portfolio, today)
    counted = () if report is None else (item for item in report.activities if item.why_not is None)
    paths = {path for item in counted for path in item.activity.evidence}
    return tuple(file for file in facts.files if file.path in paths and file.sha256)


def check_choice(program: Program, portfolio: Portfolio, facts: FolderFacts) -> tuple[Finding, ...]:
    """Check what is about the whole portfolio: its days, the choice of sets, files nobody uses."""
    findings: list[Finding] = [*day_findings(program, portfolio)]
    chosen = {work.set_id for work in portfolio.sets if work.chosen}
    electives = sum(1 for item in program.elective_sets if item.id in chosen)
    if electives != program.choice.electives:
        counts = (("chosen", str(electives)), ("needed", str(program.choice.electives)))
        findings.append(Finding(Level.ADVICE, FindingCode.ELECTIVES_COUNT, facts=counts))
    findings.extend(
        Finding(Level.ADVICE, FindingCode.SET_UNKNOWN, work.set_id)
        for work in portfolio.sets
        if program.competency_set(work.set_id) is None
    )
    findings.extend(_former_responses(program, portfolio))
    used = {use.path for work in portfolio.sets for _number, use in work.uses()}
    used |= {
        work.course.certificate
        for work in portfolio.sets
        if work.course is not None and work.course.certificate is not None
    }
    used |= {path for item in portfolio.renewal.activities for path in item.evidence}
    used |= {file.clean_of for file in portfolio.evidence}  # an original is kept, not shown
    used |= {file.consent.file for file in portfolio.evidence if file.consent is not None}
    findings.extend(
        Finding(Level.ADVICE, FindingCode.EVIDENCE_UNUSED, path=file.path)
        for file in portfolio.evidence
        if file.path not in used
    )
    findings.extend(
        Finding(Level.ADVICE, FindingCode.FOLDER_CLOSED, path=file.path)
        if file.kind == CLOSED
        else Finding(
            Level.ADVICE, FindingCode.FILE_REFUSED, path=file.path, facts=(("kind", file.kind),)
        )
        for file in facts.refused
    )
    return tuple(findings)


def day_findings(program: Program, portfolio: Portfolio) -> Iterator[Finding]:
    """Yield the days that cannot be, or say nothing of what they mean: advice, never a refusal.

    The days from application to enrollment lie within about a month (docs/facts/lssc.md 3.2);
    what is years apart was mistyped.
    """
    days = (portfolio.applied, portfolio.accepted, portfolio.admitted, portfolio.enrolled)
    entered = [day for day in days if day is not None]
    if entered and years_on(min(entered), 1) < max(entered):
        first, last = min(entered), max(entered)
        facts = (("first", first.isoformat()), ("last", last.isoformat()))
        yield Finding(Level.ADVICE, FindingCode.DAYS_APART, facts=facts)
    if entered and min(entered) < _EARLIEST:
        yield Finding(
            Level.ADVICE, FindingCode.DAY_LONG_AGO, facts=(("day", min(entered).isoformat()),)
        )
    applied = portfolio.applied
    if applied is not None and portfolio.admitted is not None and applied > portfolio.admitted:
        facts = (("applied", applied.isoformat()), ("admitted", portfolio.admitted.isoformat()))
        yield Finding(Level.ADVICE, FindingCode.APPLIED_LATE, facts=facts)
    for work in portfolio.sets:
        admitted = portfolio.admitted
        early = [item.day for item in work.decisions if admitted and item.day < admitted]
        if early and admitted:
            facts = (("decided", min(early).isoformat()), ("admitted", admitted.isoformat()))
            yield Finding(Level.ADVICE, FindingCode.DECIDED_EARLY, work.set_id, facts=facts)
        decided = min((item.day for item in work.decisions), default=None)
        if work.handed_in is not None and decided is not None and work.handed_in > decided:
            facts = (("handed_in", work.handed_in.isoformat()), ("decided", decided.isoformat()))
            yield Finding(Level.ADVICE, FindingCode.HANDED_IN_LATE, work.set_id, facts=facts)
        asked, most = revisions_asked(work), program.pass_rule.revisions
        if most is not None and asked > most:
            facts = (("count", str(asked)), ("most", str(most)))
            yield Finding(Level.ADVICE, FindingCode.REVISIONS_OVER, work.set_id, facts=facts)
    yield from _certificate_findings(program, portfolio)


def _certificate_findings(program: Program, portfolio: Portfolio) -> Iterator[Finding]:
    """Yield what does not fit the days of a certificate, and of its renewals."""
    certificate, admitted = portfolio.renewal.certified, portfolio.admitted
    if certificate is not None and admitted is not None and certificate < admitted:
        facts = (("on", certificate.isoformat()), ("admitted", admitted.isoformat()))
        yield Finding(Level.ADVICE, FindingCode.CERTIFIED_EARLY, facts=facts)
    if certificate is not None:
        left = [work for work in portfolio.sets if work.chosen and not _is_refused(work)]
        if len(left) < program.choice.needed:
            for work in filter(_is_refused, portfolio.sets):
                yield Finding(
                    Level.ADVICE,
                    FindingCode.CERTIFIED_WITHOUT,
                    work.set_id,
                    facts=(("on", certificate.isoformat()),),
                )
    certified = certification(program, portfolio)
    yield from _long_renewals(program, portfolio, None if certified is None else certified.on)
    end = last_day(program, portfolio)
    if certified is None or portfolio.renewal.certified is not None or end is None:
        return
    if certified.on > end:
        facts = (("on", certified.on.isoformat()), ("deadline", end.isoformat()))
        yield Finding(Level.ADVICE, FindingCode.CERTIFIED_LATE, facts=facts)


def _is_refused(work: SetWork) -> bool:
    """Whether the last decision on a set that was chosen is that it was not achieved."""
    outcome = work.decisions[-1].outcome if work.decisions else None
    return work.chosen and outcome is Outcome.NOT_ACHIEVED


def _long_renewals(
    program: Program, portfolio: Portfolio, certified: date | None
) -> Iterator[Finding]:
    """Yield each renewal that runs longer than the rule lets it, from what ran before it."""
    rule = program.renewal
    if rule is None or certified is None:
        return
    ends = years_on(certified, rule.years)
    for each in sorted(portfolio.renewal.granted, key=lambda item: item.on):
        if each.until > years_on(max(each.on, ends), rule.years):
            facts = (("until", each.until.isoformat()), ("years", str(rule.years)))
            yield Finding(Level.ADVICE, FindingCode.RENEWED_LONG, facts=facts)
        ends = max(ends, each.until)


def _former_responses(program: Program, portfolio: Portfolio) -> Iterator[Finding]:
    """Yield the responses to competencies that the program does not have any more."""
    responses = {
        (work.set_id, item.number): item.response
        for work in (portfolio.sets if portfolio.former else ())
        for item in work.competencies
    }
    for item in portfolio.former:
        response = responses.get((item.set_id, item.number))
        competency_set = program.competency_set(item.set_id)
        if response is not None and competency_set is not None:
            facts = (("title", item.title), ("number", str(item.number)))
            yield Finding(
                Level.ADVICE,
                FindingCode.COMPETENCY_FORMER,
                item.set_id,
                path=response.path,
                facts=facts,
            )


# Report of a set --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReviewedForecast:
    """How a set would be judged by the ratings of the last reviewer, who reviewed it on a day.

    `forecast` is None where that reviewer rated nothing. `note` is theirs on the whole set.
    """

    reviewer: str
    day: date
    forecast: Forecast | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class SetReport:
    """What a check of one set says.

    `forecast` is None for a set without competencies of its own to rate: one by course, or one
    without responses of which the candidate rated nothing. `way`
    is the shortest way to pass, empty when the set would pass. `reviewed` is the same forecast by
    the ratings of the last reviewer, None where nobody rated. Of a set that is on its way, handed
    in or achieved nothing is left to check: `closed` says where it stands, and nothing is found.
    `written` counts the competencies with a response, or all where none needs one. `since` says
    what changed since the last package, None for nothing.
    """

    competency_set: CompetencySet
    check: SetCheck
    forecast: Forecast | None
    way: tuple[Improvement, ...]
    closed: SetLocked | None = None
    reviewed: ReviewedForecast | None = None
    written: int = 0
    since: SincePackage | None = None

    @property
    def is_early(self) -> bool:
        """Whether fewer are written than must be met, so that a forecast would say nothing."""
        return self.forecast is not None and self.written < self.forecast.needed


def set_report(
    program: Program,
    set_id: str,
    portfolio: Portfolio,
    submissions: Sequence[Submission],
    facts: FolderFacts,
    today: date,
    *,
    check_one: CheckOfASet = check_set,
) -> SetReport:
    """Check a set, and forecast how its own ratings would be judged; raises `SetUnknown`.

    `check_one` is a `check_set` that knows what was checked before.
    """
    competency_set = find_set(program, set_id)
    work = portfolio.set_work(set_id)
    stands = Standing.DRAFT if work is None else set_standing(portfolio, submissions, work)
    if stands in LOCKED:
        closed = lock_of(program, portfolio, submissions, set_id)
        closed = closed or SetLocked(competency_set.title, stands)
        return SetReport(competency_set, SetCheck(set_id, (), ()), None, (), closed)
    check = check_one(program, competency_set, portfolio, facts, today)
    ratings = own_ratings(portfolio, competency_set)
    untold = not program.needs_responses and not any(ratings.values())
    if not ratings or untold:
        return SetReport(competency_set, check, None, ())
    rule, rounding = program.pass_rule, program.option("pass-rounding")
    harder = {item.competency for item in check.findings if item.competency is not None}
    return SetReport(
        competency_set,
        check,
        forecast(rule, rounding, ratings.values()),
        shortest_way(rule, rounding, ratings, harder),
        reviewed=_reviewed(program, portfolio, facts, competency_set),
        written=_written(program, competency_set, work),
        since=changed_since(
            take_snapshot(program, competency_set, portfolio, facts, today), portfolio
        ),
    )


def _written(program: Program, competency_set: CompetencySet, work: SetWork | None) -> int:
    numbers = [each.number for each in competency_set.competencies]
    if not program.needs_responses or work is None:
        return len(numbers)
    return sum(work.competency(number).response is not None for number in numbers)


def _reviewed(
    program: Program, portfolio: Portfolio, facts: FolderFacts, competency_set: CompetencySet
) -> ReviewedForecast | None:
    ours = [
        review
        for review in newest_reviews(facts.reviews)
        if review.package.set_id == competency_set.id
        and reviewed_package_note(portfolio, review) is not None
        and (review.ratings or review.note)
    ]
    if not ours:
        return None
    last = ours[-1]
    given = given_ratings(portfolio, facts.reviews, competency_set.id)
    by_number = {
        number: next((each.rating for each in ratings if each.reviewer == last.reviewer), None)
        for number, ratings in given.items()
    }
    ratings = [by_number.get(each.number) for each in competency_set.competencies]
    judged = forecast(program.pass_rule, program.option("pass-rounding"), ratings)
    theirs = [review for review in ours if review.reviewer == last.reviewer and review.note]
    return ReviewedForecast(
        last.reviewer,
        last.written.date(),
        judged if any(ratings) else None,
        theirs[-1].note if theirs else "",
    )


def own_ratings(portfolio: Portfolio, competency_set: CompetencySet) -> dict[int, Rating | None]:
    """Return the candidate's own ratings of a set by portfolio, by number; else nothing."""
    work = portfolio.set_work(competency_set.id)
    if work is None or work.route is not Route.PORTFOLIO:
        return {}
    return {
        each.number: work.competency(each.number).self_rating
        for each in competency_set.competencies
    }


@dataclass(frozen=True, slots=True)
class StatementReport:
    """Where a portfolio of one statement stands.

    `most_words` is None where the program names no limit. `unnamed` are the labels of evidence
    that the statement does not name. `met` of the `criteria` are those that the candidate rated as
    met. Of the documents `there` are in the folder, `missing` are needed and are not, and of the
    `unknown` ones nobody says whether they are needed, or it depends on a mentor.
    """

    title: str
    state: CompetencyState
    words: int
    most_words: int | None
    evidence: int
    unnamed: tuple[str, ...]
    criteria: int
    met: int
    there: int
    missing: tuple[str, ...]
    unknown: tuple[str, ...]


def statement_report(
    program: Program, portfolio: Portfolio, facts: FolderFacts, today: date
) -> StatementReport | None:
    """Return where the one statement stands; None where competencies have their own responses."""
    rule = program.statement
    if program.needs_responses or rule is None:
        return None
    only = program.sets[0]
    look = take_snapshot(program, only, portfolio, facts, today)
    document = look.statement()
    text = RichText() if document is None else document.text
    present = [file for file in portfolio.about_me if file.path in look.files]
    found = {
        each: len(document_files(program, only, each, present)) >= each.times
        for each in program.documents
    }
    needed = {Needed.YES} | ({Needed.IF_MENTOR} if portfolio.mentor else set())
    not_there = [each for each, is_there in found.items() if not is_there]
    depends = {Needed.UNKNOWN} | (set() if portfolio.mentor is not None else {Needed.IF_MENTOR})
    return StatementReport(
        rule.title,
        statement_state(look.work),
        words(text),
        rule.max_words,
        len(look.used_paths()),
        tuple(unnamed_evidence(text, look.work).values()),
        len(only.competencies),
        sum(item.self_rating is Rating.MET for item in look.work.competencies),
        sum(found.values()),
        tuple(each.title for each in not_there if each.need in needed),
        tuple(each.title for each in not_there if each.need in depends),
    )
