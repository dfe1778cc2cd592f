"""Commands that change what a portfolio says: candidate, sets, renewal, evidence and texts.

Also `split`, which makes responses of one long document. It is long because each of these commands
ends in the same saving and says what that changed.
"""

import sys
from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

from lssc_desktop.cli.fact_arguments import OF_PROGRAM
from lssc_desktop.cli.opened import folder_lock, open_folder, open_locked, require_unlocked, save
from lssc_desktop.cli.terminal import FOUND_SOMETHING, GOOD, NOT_DONE, CommandResult
from lssc_desktop.core.check.finding import Finding
from lssc_desktop.core.check.rules.evidence import kind_advice
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio import candidate_edits, edits
from lssc_desktop.core.portfolio.edits import set_unread_document
from lssc_desktop.core.portfolio.portfolio import (
    CourseRecord,
    Decision,
    EvidenceFile,
    EvidenceUse,
    Granted,
    Outcome,
    Portfolio,
    RenewalActivity,
    TextPlace,
    Weight,
    WorkPeriod,
)
from lssc_desktop.core.portfolio.splitting import (
    DocumentPart,
    KnownTexts,
    Splitting,
)
from lssc_desktop.core.portfolio.splitting import official_texts as known_official_texts
from lssc_desktop.core.portfolio.splitting import (
    split as split_document,
)
from lssc_desktop.core.program.grid import (
    Grid,
    GridRating,
    GridRow,
    begun_rows,
    chosen_grid,
    grid_rows,
)
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.standing.course_credit import course_credit
from lssc_desktop.core.standing.progress import (
    find_competency,
    find_evidence,
    find_set,
    require_evidence_of_statement,
    require_responses,
    require_statement,
)
from lssc_desktop.core.submission.locking import handed_in, lock_of
from lssc_desktop.core.submission.set_standing import is_handed_in_elsewhere
from lssc_desktop.core.text.official_texts import split_official_texts
from lssc_desktop.core.text.pages import pages
from lssc_desktop.core.text.paper import PaperSize
from lssc_desktop.core.text.richtext import words
from lssc_desktop.core.time.certification import (
    RenewalReport,
    add_granted,
    certification,
    doubles,
    proposed_technology,
    renewal_report,
)
from lssc_desktop.core.time.money import CostChange, cost_change, money_text
from lssc_desktop.disk.disk import disk_errors, whole_path
from lssc_desktop.disk.files import read_limited
from lssc_desktop.documents.importing import decoded, read_incoming
from lssc_desktop.formats.numbers import amount_text, size
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.competency import official_texts_found, pages_line, words_line
from lssc_desktop.messages.courses import agreement_note, closed_sentence, credit_sentence
from lssc_desktop.messages.documents import damaged_line, replaced_line
from lssc_desktop.messages.evidence import used_now
from lssc_desktop.messages.findings import finding_message
from lssc_desktop.messages.grid import grid_note
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.renewal import (
    certified_sentence,
    missing_hours_sentence,
    statement_line,
    uncounted_word,
)
from lssc_desktop.messages.splitting import proposal_lines, texts_cut_short, texts_written
from lssc_desktop.messages.words import day_to_come, printable
from lssc_desktop.store.evidence import add_files, folders_among
from lssc_desktop.store.folder.opening import FolderRead
from lssc_desktop.store.folder.own_submissions import submissions_of
from lssc_desktop.store.folder.responses import TakenText, TextNotNoted, take_text
from lssc_desktop.store.splitting import (
    LongDocument,
    WrittenTexts,
    present_words,
    read_long_document,
    write_texts,
)

_LARGEST_LIST = 4 << 20  # bytes of a file with official texts


def person(arguments: Namespace, today: date, _reporter: Reporter) -> CommandResult:
    """Change name, address, membership, a mentor, language, country or paper."""
    with open_locked(arguments.folder, overrule=arguments.overrule) as at:
        portfolio = at.portfolio
        if arguments.name is not None:
            portfolio = candidate_edits.set_name(portfolio, arguments.name, today)
        if arguments.email is not None:
            portfolio = candidate_edits.set_email(portfolio, arguments.email)
        if arguments.member is not None:
            portfolio = candidate_edits.set_membership(portfolio, arguments.member, arguments.since)
        if arguments.mentor is not ...:
            portfolio = candidate_edits.set_mentor(portfolio, arguments.mentor)
        if arguments.language is not None:
            portfolio = candidate_edits.set_language(portfolio, arguments.language, today)
        if arguments.region is not None:
            region = "" if arguments.region == OF_PROGRAM else arguments.region
            portfolio = candidate_edits.set_region(portfolio, at.program, region)
        if arguments.paper is not None:
            paper = None if arguments.paper == OF_PROGRAM else PaperSize(arguments.paper)
            portfolio = candidate_edits.set_paper(portfolio, at.program, paper, today)
        return _saved(at, portfolio, today)


def grid(arguments: Namespace, today: date, _reporter: Reporter) -> CommandResult:
    """Show the self-assessment forms of the program, or set ratings of a section."""
    if not arguments.rate:
        at = open_folder(arguments.folder)
        rated = at.portfolio.grid_ratings
        asked = (
            (chosen_grid(at.program.grid, arguments.grid_id),)
            if arguments.grid_id
            else at.program.grid
        )
        data = {
            "grids": [
                {
                    "id": each.id,
                    "title": each.title,
                    "columns": list(each.columns),
                    "sections": [
                        {
                            "section": row.section,
                            "ratings": dict(zip(each.columns, row.ratings, strict=True)),
                        }
                        for row in grid_rows(each, rated)
                    ],
                }
                for each in asked
            ]
        }
        return CommandResult(_grid_lines(asked, rated), data)
    with open_locked(arguments.folder, overrule=arguments.overrule) as at:
        form = chosen_grid(at.program.grid, arguments.grid_id)
        portfolio = at.portfolio
        for section, column, rating in arguments.rate:
            portfolio = candidate_edits.set_grid_rating(
                portfolio, form, section, column, rating, today
            )
        return _saved(at, portfolio, today)


def clock(arguments: Namespace, today: date, _reporter: Reporter) -> CommandResult:
    """Set the days on which the years may begin."""
    with open_locked(arguments.folder, overrule=arguments.overrule) as at:
        days = candidate_edits.start_days(at.portfolio)
        if arguments.admitted is not ...:
            days = replace(days, admitted=arguments.admitted)
        if arguments.enrolled is not ...:
            days = replace(days, enrolled=arguments.enrolled)
        if arguments.accepted is not ...:
            days = replace(days, accepted=arguments.accepted)
        if arguments.applied is not ...:
            days = replace(days, applied=arguments.applied)
        portfolio = candidate_edits.set_start_days(at.portfolio, days, today)
        entered = (arguments.admitted, arguments.enrolled, arguments.accepted, arguments.applied)
        to_come = {day for day in entered if isinstance(day, date) and day > today}
        return _saved(
            at, portfolio, today, *(_future_day_line(day, today) for day in sorted(to_come))
        )


def work(arguments: Namespace, today: date, _reporter: Reporter) -> CommandResult:
    """Set education, and add one period of work, or take back all work at an employer."""
    with open_locked(arguments.folder, overrule=arguments.overrule) as at:
        portfolio = at.portfolio
        if arguments.remove:
            periods = portfolio.experience.periods
            _require_entered("employer", arguments.employer, tuple(it.employer for it in periods))
            for period in periods:
                if period.employer == arguments.employer:
                    portfolio = candidate_edits.drop_work(portfolio, period)
            return _saved(at, portfolio, today)
        if arguments.education is not None:
            portfolio = candidate_edits.set_education(portfolio, arguments.education)
        if arguments.employer is not None:
            if arguments.begun is None:
                raise candidate_edits.WorkUnlikely("begun")
            portfolio = candidate_edits.add_work(portfolio, _work_period(arguments, today))
        return _saved(at, portfolio, today)


def _work_period(arguments: Namespace, today: date) -> WorkPeriod:
    """Return the period entered: by hours a week, hours altogether, or school years."""
    total = arguments.total
    if arguments.hours is not None and arguments.school_years is not None:
        total = candidate_edits.school_hours(
            arguments.hours, arguments.weeks, arguments.school_years
        )
    if total is not None:
        ended = arguments.ended or today
        return candidate_edits.work_of_total(arguments.employer, arguments.begun, ended, total)
    if arguments.hours is None:
        raise candidate_edits.WorkUnlikely("hours")
    return WorkPeriod(arguments.employer, arguments.begun, arguments.ended, arguments.hours)


def electives(arguments: Namespace, today: date, _reporter: Reporter) -> CommandResult:
    """Choose other electives; the work on those given up is kept."""
    with open_locked(arguments.folder, overrule=arguments.overrule) as at:
        candidate_edits.require_electives(at.program, arguments.electives)
        required = tuple(item.id for item in at.program.required_sets)
        taken = at.program.takes(Route.PORTFOLIO)
        portfolio = edits.choose_sets(
            at.portfolio, (*required, *arguments.electives), today, by_portfolio=taken
        )
        return _saved(at, portfolio, today)


def route(arguments: Namespace, today: date, _reporter: Reporter) -> CommandResult:
    """Change the route to a set; the work on the other routes is kept."""
    with open_locked(arguments.folder, overrule=arguments.overrule) as at:
        find_set(at.program, arguments.set_id)
        portfolio = edits.set_route(at.portfolio, arguments.set_id, Route(arguments.route), today)
        return _saved(at, portfolio, today, *_closed_lines(at.program, Route(arguments.route)))


def course(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """Set the course of a set, copy its certificate in, and report whether it is credit.

    The set is by course from then on. A certificate from before is kept unless another
    one is named.
    """
    with open_locked(arguments.folder, overrule=arguments.overrule) as at:
        set_id = find_set(at.program, arguments.set_id).id
        require_unlocked(at, set_id)
        portfolio, paths = _with_evidence_files(
            at, [arguments.certificate] if arguments.certificate else [], today, reporter
        )
        before = portfolio.set_work(set_id)
        kept = None if before is None or before.course is None else before.course.certificate
        record = CourseRecord(
            arguments.title,
            arguments.provider,
            arguments.completed,
            arguments.approved,
            arguments.fee,
            paths[0] if paths else kept,
        )
        by = Route.RECOGNITION if arguments.recognition else Route.COURSE
        portfolio = edits.set_course(portfolio, set_id, record, today)
        portfolio = edits.set_route(portfolio, set_id, by, today)
        after = portfolio.set_work(set_id)
        if after is None:
            raise AssertionError  # it was just changed
        credit = course_credit(at.program.courses, after, today)
        saved = _saved(at, portfolio, today, credit_sentence(credit, record))
        return saved._replace(
            data={**saved.data, "credited": credit.credited, "reason": credit.reason.value}
        )


def recognition(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """Set the agreement with the candidate's college, once for all sets that it covers."""
    with open_locked(arguments.folder, overrule=arguments.overrule) as at:
        for set_id in arguments.sets:
            require_unlocked(at, find_set(at.program, set_id).id)
        sent = submissions_of(at.root, at.portfolio).submissions
        wanted = arguments.sets or tuple(
            set_id
            for set_id in edits.sets_for_agreement(at.portfolio)
            if lock_of(at.program, at.portfolio, sent, set_id) is None
        )
        if not wanted:
            raise edits.NoSetForAgreement
        portfolio, paths = _with_evidence_files(
            at, [arguments.diploma] if arguments.diploma else [], today, reporter
        )
        record = CourseRecord(
            provider=arguments.college,
            completed=arguments.graduated,
            approved=arguments.agreement,
            certificate=paths[0] if paths else None,
        )
        portfolio = edits.set_agreement(portfolio, wanted, record, today)
        after = portfolio.set_work(wanted[0])
        if after is None:
            raise AssertionError  # it was just changed
        credit = course_credit(at.program.courses, after, today)
        saved = _saved(
            at, portfolio, today, credit_sentence(credit, record), agreement_note(at.program)
        )
        data = {"credited": credit.credited, "reason": credit.reason.value, "sets": list(wanted)}
        return saved._replace(data={**saved.data, **data})


def plan(arguments: Namespace, today: date, _reporter: Reporter) -> CommandResult:
    """Plan by when a set is done."""
    with open_locked(arguments.folder, overrule=arguments.overrule) as at:
        set_id = find_set(at.program, arguments.set_id).id
        return _saved(at, edits.set_planned(at.portfolio, set_id, arguments.by, today), today)


def official_texts(arguments: Namespace, today: date, _reporter: Reporter) -> CommandResult:
    """Take the official texts of a set from a file in which they stand as one list."""
    with open_locked(arguments.folder, overrule=arguments.overrule) as at:
        found = find_set(at.program, arguments.set_id)
        numbers = [each.number for each in found.competencies]
        with disk_errors(arguments.file):
            pasted = decoded(read_limited(arguments.file, _LARGEST_LIST))
        texts = split_official_texts(numbers, pasted)
        portfolio = edits.set_official_texts(at.portfolio, found.id, texts, today)
        save(at, portfolio)
    said = official_texts_found(len(texts), len(numbers))
    status = GOOD if texts else FOUND_SOMETHING
    return CommandResult((said,), {"competencies": [each.number for each in texts]}, status)


def decide(arguments: Namespace, today: date, _reporter: Reporter) -> CommandResult:
    """Add what the program decided about a set."""
    with open_locked(arguments.folder, overrule=arguments.overrule) as at:
        found = find_set(at.program, arguments.set_id)
        for number in arguments.asked:
            find_competency(found, number)
        decision = Decision(
            Outcome(arguments.outcome), arguments.on, asked=arguments.asked, note=arguments.note
        )
        portfolio = edits.decide(at.portfolio, found.id, decision, today)
        now = _by_portfolio_now(at.program, at.portfolio, portfolio)
        return _saved(at, portfolio, today, _future_day_line(arguments.on, today), *now)


def handed_in_on(arguments: Namespace, today: date, _reporter: Reporter) -> CommandResult:
    """Set the day on which a set was handed in without this program."""
    with open_locked(arguments.folder, overrule=arguments.overrule) as at:
        set_id = find_set(at.program, arguments.set_id).id
        portfolio = edits.set_handed_in(at.portfolio, set_id, arguments.on, today)
        day = arguments.on or date.min
        now = _by_portfolio_now(at.program, at.portfolio, portfolio)
        after = portfolio.set_work(set_id)
        is_locked = after is not None and is_handed_in_elsewhere(after)
        title = find_set(at.program, set_id).title
        locked = (
            _("{set_title} is handed in, so it’s locked. To undo that, use --on none.").format(
                set_title=title
            )
            if is_locked
            else ""
        )
        return _saved(at, portfolio, today, _future_day_line(day, today), *now, locked)


def certified(arguments: Namespace, today: date, _reporter: Reporter) -> CommandResult:
    """Set the day on the certificate."""
    with open_locked(arguments.folder, overrule=arguments.overrule) as at:
        portfolio = candidate_edits.set_certified(at.portfolio, arguments.on, today)
        known = certification(at.program, portfolio)
        return _saved(
            at, portfolio, today, "" if known is None else certified_sentence(known, today)
        )


def renewed(arguments: Namespace, today: date, _reporter: Reporter) -> CommandResult:
    """Add a renewal that was granted, or take it back."""
    with open_locked(arguments.folder, overrule=arguments.overrule) as at:
        if arguments.remove:
            portfolio, known = at.portfolio, at.portfolio.renewal.granted
            _require_entered("renewed", str(arguments.on), tuple(str(each.on) for each in known))
            for each in known:
                if each.on == arguments.on:
                    portfolio = candidate_edits.drop_granted(portfolio, each, today)
            return _saved(at, portfolio, today)
        granted = Granted(arguments.on, arguments.until)
        portfolio = add_granted(at.program, at.portfolio, granted, today)
        return _saved(at, portfolio, today, _future_day_line(arguments.on, today))


def activity(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """Add an activity for the renewal, and copy its documents in, or take back those of a title."""
    with open_locked(arguments.folder, overrule=arguments.overrule) as at:
        if arguments.remove:
            portfolio, entered = at.portfolio, at.portfolio.renewal.activities
            _require_entered("activity", arguments.title, tuple(each.title for each in entered))
            for each in entered:
                if each.title == arguments.title:
                    portfolio = candidate_edits.drop_activity(portfolio, each.id, today)
            return _saved(at, portfolio, today)
        if arguments.set_id:
            find_set(at.program, arguments.set_id)
        portfolio, paths = _with_evidence_files(at, arguments.files, today, reporter)
        added = RenewalActivity(
            str(uuid4()),
            arguments.on,
            arguments.title,
            arguments.kind,
            arguments.amount,
            arguments.technology or Decimal(0),
            arguments.set_id or "",
            paths,
        )
        portfolio = candidate_edits.put_activity(at.program, portfolio, added, today)
        if arguments.technology is None and at.program.renewal is not None:
            added = replace(added, technology=proposed_technology(at.program.renewal, added))
            portfolio = candidate_edits.put_activity(at.program, portfolio, added, today)
        report = renewal_report(at.program, portfolio, today)
        said = "" if report is None else missing_hours_sentence(report)
        why_not = "" if report is None else _why_not_line(report, added)
        twice = ""
        if added.id in {item.id for item in doubles(portfolio.renewal.activities)}:
            twice = _(
                "You may have entered it twice: another one has the same title, kind, and date."
            )
        return _saved(at, portfolio, today, why_not, said, twice)


def _why_not_line(report: RenewalReport, added: RenewalActivity) -> str:
    """Say why an activity doesn't count; "" where it does."""
    for each in report.activities:
        if each.activity.id == added.id and each.why_not is not None:
            return f"{printable(added.title)}: {uncounted_word(each.why_not, report.rule)}."
    return ""


def renewal_statement(arguments: Namespace, today: date, _reporter: Reporter) -> CommandResult:
    """Tell the statement that goes with the renewal."""
    with open_locked(arguments.folder, overrule=arguments.overrule) as at:
        portfolio = candidate_edits.set_renewal_statement(at.portfolio, arguments.text, today)
        report = renewal_report(at.program, portfolio, today)
        said = "" if report is None else statement_line(report)
        return _saved(at, portfolio, today, said)


def _require_entered(what: str, given: str, known: tuple[str, ...]) -> None:
    """Raise `NotEntered` for what is to be taken back and isn't there."""
    if given not in known:
        raise candidate_edits.NotEntered(what, given, known)


def _with_evidence_files(
    at: FolderRead, files: list[Path], today: date, reporter: Reporter
) -> tuple[Portfolio, tuple[str, ...]]:
    """Copy files into `Evidence/` and return the portfolio with them, and their paths."""
    if not files:
        return at.portfolio, ()
    added = add_files(at.root, files, today, reporter)
    portfolio = edits.put_evidence_files(at.portfolio, added, today)
    return portfolio, tuple(file.path for file in added)


def _future_day_line(day: date, today: date) -> str:
    """Return a line about a day of something done that is still to come: a slip, perhaps."""
    return day_to_come(day).text if day > today else ""


def _saved(at: FolderRead, portfolio: Portfolio, today: date, *more: str) -> CommandResult:
    """Save the portfolio, and report so, and what the change makes of the costs."""
    save(at, portfolio)
    submissions = submissions_of(at.root, portfolio).submissions
    done = handed_in(portfolio, submissions)
    change = cost_change(at.program, at.portfolio, portfolio, done, today)
    lines = (
        _("Saved.") if portfolio != at.portfolio else _("It was already saved."),
        *more,
        _change_sentence(change, at.program.fees.currency),
    )
    data = {"path": str(whole_path(at.root)), "cost_change": money_text(change.total)}
    return CommandResult(tuple(filter(None, lines)), data)


# Evidence and texts -----------------------------------------------------------------------------


def add(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """Copy files into `Evidence/` and attach them to a competency, or to the statement."""
    with open_locked(arguments.folder, overrule=arguments.overrule) as at:
        number = _place_of_evidence(arguments, at).number
        require_unlocked(at, arguments.set_id)
        files = list(arguments.files)
        if arguments.folders:
            plain, folders = folders_among(files, reporter, most=sys.maxsize)
            files = [*plain, *(file for each in folders for file in each.files)]
        added = add_files(at.root, files, today, reporter)
        portfolio = edits.put_evidence_files(at.portfolio, added, today)
        weight = Weight.SECONDARY if arguments.secondary else Weight.PRIMARY
        for file in added:
            use = EvidenceUse(file.path, weight, arguments.caption)
            portfolio = edits.use_evidence(portfolio, arguments.set_id, number, use, today)
        now = _by_portfolio_now(at.program, at.portfolio, portfolio)
        save(at, portfolio)
        advised = [
            advice
            for file in added
            if (advice := _advice_on(at, arguments.set_id, number, file.path)) is not None
        ]
    said = [finding_message(advice).text for advice in advised]
    return CommandResult(
        (*_added_lines(added), *said, *now),
        {
            "added": [
                {"path": file.path, "sha256": file.sha256, "bytes": file.bytes} for file in added
            ],
            "advice": [
                {"code": advice.code.value, "path": advice.path, "message": text}
                for advice, text in zip(advised, said, strict=True)
            ],
        },
    )


def _advice_on(at: FolderRead, set_id: str, number: int | None, path: str) -> Finding | None:
    """Return the advice on a file that reviewers will not open."""
    from lssc_desktop.documents.previews.trials import barrier_of  # no other command needs it

    return kind_advice(at.program, set_id, number, path, barrier_of(at.root / path))


def use(arguments: Namespace, today: date, _reporter: Reporter) -> CommandResult:
    """Use evidence that is in the portfolio in a competency or the statement, or take it out."""
    with open_locked(arguments.folder, overrule=arguments.overrule) as at:
        place = _place_of_evidence(arguments, at)
        require_unlocked(at, arguments.set_id)
        paths = [find_evidence(at.portfolio, name).path for name in arguments.files]
        weight = Weight.SECONDARY if arguments.secondary else Weight.PRIMARY
        changes = {place: not arguments.no_more}
        portfolio = edits.change_uses(at.portfolio, paths, changes, today, weight)
        now = _by_portfolio_now(at.program, at.portfolio, portfolio)
        save(at, portfolio)
    shown = [use.path for use in edits.uses_at(portfolio, place)]
    said = (
        used_now(paths, changes)
        if portfolio != at.portfolio
        else Message(_("Nothing to change. It was already that way."))
    )
    return CommandResult((said.text, *now), {"evidence": shown})


def _place_of_evidence(arguments: Namespace, at: FolderRead) -> TextPlace:
    """Return the place that is named, where this program has evidence."""
    competency_set = find_set(at.program, arguments.set_id)
    number = None if arguments.statement else arguments.competency
    if number is None:
        require_evidence_of_statement(at.program)
    else:
        find_competency(competency_set, number)
    return TextPlace(arguments.set_id, number)


def respond(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """Take a text as the response to a competency, or as the learning statement of a set."""
    with open_locked(arguments.folder, overrule=arguments.overrule) as at:
        competency_set = find_set(at.program, arguments.set_id)
        require_unlocked(at, competency_set.id)
        place = TextPlace(competency_set.id, None if arguments.statement else arguments.competency)
        if place.number is not None:
            require_responses(at.program)
            find_competency(competency_set, place.number)
        else:
            require_statement(at.program)
        incoming = read_incoming(arguments.file, arguments.encoding or "", reporter)
        now = datetime.now(UTC)
        taken = take_text(at.root, at.program, at.portfolio, place, incoming, now)
        try:
            portfolio = edits.set_document(at.portfolio, place, taken.document, today)
            said = _by_portfolio_now(at.program, at.portfolio, portfolio)
            save(at, portfolio)
        except LsscError as error:
            raise TextNotNoted(taken.seen.path, error) from error
    return CommandResult(
        (*_taken_lines(taken), *said),
        {
            "path": taken.seen.path,
            "words": words(taken.seen.text),
            "pages": round(pages(taken.seen.text), 1),
            "damaged": taken.is_damaged,
        },
    )


def split(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """Show how a document would be split, and write its texts when the user said yes."""
    locked = folder_lock(arguments.folder, overrule=arguments.overrule)
    with locked if arguments.yes else nullcontext():
        at = open_folder(arguments.folder)
        require_responses(at.program)
        sets = tuple(find_set(at.program, set_id) for set_id in dict.fromkeys(arguments.set_ids))
        for each in sets:
            require_unlocked(at, each.id)
        document = read_long_document(arguments.file)
        others = tuple(each for each in at.program.sets if each not in sets)
        official = known_official_texts(at.portfolio.sets)
        known = KnownTexts(sets, others, official, at.program.needs_statement)
        splitting = split_document(document.text, known)
        present = present_words(at.root, at.portfolio, known.places())
        if arguments.add:
            for place in present:
                splitting = splitting.with_added(place, adds=True)
        lines = proposal_lines(arguments.file.name, at.program, splitting, present)
        data = _data(arguments, splitting, present)
        if not arguments.yes:
            return CommandResult(
                (*lines, _("Nothing was written. Add --yes to write these texts.")),
                {**data, "written": []},
            )
        written = _written(at, document, splitting, today, reporter)
    if written.error is None:
        said, status = texts_written(written, present), GOOD
    else:
        said, status = texts_cut_short(written, at.program), NOT_DONE
    paths = [{"path": document.path, **_place_data(place)} for place, document in written.documents]
    return CommandResult((*lines, said.text), {**data, "written": paths}, status)


def _written(
    at: FolderRead, document: LongDocument, splitting: Splitting, today: date, reporter: Reporter
) -> WrittenTexts:
    """Write the texts, and have the portfolio know of them."""
    now = datetime.now(UTC)
    written = write_texts(at.root, at.program, at.portfolio, document, splitting, now, reporter)
    portfolio = at.portfolio
    for place, made in written.documents:
        portfolio = set_unread_document(portfolio, place, made, today)
    try:
        save(at, portfolio)
    except LsscError as error:
        raise TextNotNoted(written.documents[0][1].path, error) from error
    return written


def _data(
    arguments: Namespace, splitting: Splitting, present: Mapping[TextPlace, int]
) -> dict[str, object]:
    return {
        "file": str(arguments.file),
        "parts": [_part_data(splitting, part, present) for part in splitting.parts],
        "without_text": [_place_data(place) for place in splitting.without_text()],
    }


def _part_data(
    splitting: Splitting, part: DocumentPart, present: Mapping[TextPlace, int]
) -> dict[str, object]:
    text = splitting.text_of(part.blocks)
    target = part.target
    return {
        "heading": part.heading,
        "words": words(text),
        "pages": round(pages(text), 1),
        **(_place_data(target) if target is not None else {"set": None, "competency": None}),
        "left_out": target is None,
        "why": part.basis.value,
        "present_words": 0 if target is None else present.get(target, 0),
    }


def _place_data(place: TextPlace) -> dict[str, object]:
    """Return a text for `--json`; a learning statement has no competency."""
    return {"set": place.set_id, "competency": place.number}


def _added_lines(added: Sequence[EvidenceFile]) -> tuple[str, ...]:
    """Say how many files were added, and each with its path and size."""
    count = ngettext(
        "{count} file was copied and attached.",
        "{count} files were copied and attached.",
        len(added),
    ).format(count=len(added))
    return (count, *(f"  {printable(file.path)}, {size(file.bytes)}" for file in added))


def _taken_lines(taken: TakenText) -> tuple[str, ...]:
    """Say where a response lies, how long it is, and where the one it replaced is now."""
    text = taken.seen.text
    line = _("Saved as “{path}”: {words}, {pages}.").format(
        path=printable(taken.seen.path),
        words=words_line(words(text)),
        pages=pages_line(pages(text), None),
    )
    damaged = damaged_line() if taken.is_damaged else ""
    return tuple(filter(None, (line, replaced_line(taken.replaced), damaged)))


def _by_portfolio_now(program: Program, before: Portfolio, after: Portfolio) -> tuple[str, ...]:
    """Say which sets had no route and are by portfolio now, and whether the program takes them."""
    lines: list[str] = []
    for work in after.sets:
        known, found = before.set_work(work.set_id), program.competency_set(work.set_id)
        if known is None or found is None or known.route_chosen or not work.route_chosen:
            continue
        if work.route is Route.PORTFOLIO:
            lines.append(_("{set_title} is now by {portfolio}.").format(set_title=found.title))
    return (*lines, *_closed_lines(program, Route.PORTFOLIO)) if lines else ()


def _closed_lines(program: Program, route: Route) -> tuple[str, ...]:
    """Say of a route that was chosen that the program does not take it; nothing where it does."""
    if program.takes(route):
        return ()
    ask = _("Ask the program before you pay a fee. You can choose another route.")
    return closed_sentence(program, route), ask


def _grid_lines(grids: Iterable[Grid], ratings: tuple[GridRating, ...]) -> tuple[str, ...]:
    """List the self-assessment forms with every section and what is rated in it."""
    lines: list[str] = []
    for grid in grids:
        lines += ["", f"{grid.title} ({grid.id})", _grid_state(grid, ratings), grid_note(grid)]
        lines += [f"  - {_row_line(grid, row)}" for row in grid_rows(grid, ratings)]
    return tuple(lines[1:]) or (_("Your program has no self-assessment form."),)


def _grid_state(grid: Grid, ratings: Iterable[GridRating]) -> str:
    """Say how far a self-assessment form is filled in: "3 sections rated in every column"."""
    begun = begun_rows(grid, ratings)
    whole = sum(all(row.ratings) for row in begun)
    if not begun:
        return _("Nothing is rated yet.")
    if whole == len(begun):
        return ngettext(
            "{count} section is rated in every column.",
            "{count} sections are rated in every column.",
            whole,
        ).format(count=whole)
    return ngettext(
        "Of {count} section you started, {whole} is rated in every column.",
        "Of {count} sections you started, {whole} are rated in every column.",
        len(begun),
    ).format(count=len(begun), whole=whole)


def _row_line(grid: Grid, row: GridRow) -> str:
    rated = [
        f"{column} {rating}"
        for column, rating in zip(grid.columns, row.ratings, strict=True)
        if rating
    ]
    return f"{row.section}: {', '.join(rated)}" if rated else row.section


def _change_sentence(change: CostChange, currency: str) -> str:
    """Say what a change makes of the costs, "" where it makes nothing of them."""
    if not change.total:
        return ""
    amount = amount_text(abs(change.total), currency)
    if change.total < 0:
        return _("It costs {amount} less.").format(amount=amount)
    return _("It costs {amount} more.").format(amount=amount)
