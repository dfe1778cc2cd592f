"""The overview and the sidebar in words: greeting, set cards, rows."""

from collections.abc import Sequence
from datetime import date

from lssc_desktop.core.files.names import spoken_name
from lssc_desktop.core.overview.next_steps import GoOn
from lssc_desktop.core.portfolio.portfolio import CourseRecord
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.standing.progress import SetProgress, SetState
from lssc_desktop.core.time.certification import Certification, RenewalReport, WindowState
from lssc_desktop.core.time.clock import WayCode, WayOn, days_left
from lssc_desktop.formats.dates import long_day, month, short_day, weekday_day
from lssc_desktop.formats.lists import capitalized, word_list
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext, pgettext
from lssc_desktop.messages.competency import in_sentence, set_title
from lssc_desktop.messages.renewal import (
    missing_hours_sentence,
    window_sentence,
)
from lssc_desktop.messages.standing import days_left_text, set_state_word, work_route_word

_NOON = 12
_EVENING = 18


def greeting(name: str, hour: int) -> str:
    """Greet by the time of day (the hour is 0 to 23)."""
    if hour < _NOON:
        said = _("Good morning")
    elif hour < _EVENING:
        said = _("Good afternoon")
    else:
        said = _("Good evening")
    spoken = spoken_name(name)
    return _("{greeting}, {name}").format(greeting=said, name=spoken) if spoken else said


def where_line(program: Program, where: GoOn | None, today: date) -> str:
    """Say the day, and where the work goes on."""
    said = capitalized(_("{day}.").format(day=weekday_day(today)))
    if where is None or where.chooses:
        return said
    if not program.needs_responses and program.statement is not None:
        at = (
            _("Start with the {statement_title}.")
            if where.fresh
            else _("Continue with the {statement_title}.")
        )
        return f"{said} {at.format(statement_title=in_sentence(program.statement.title))}"
    if where.fresh:
        at = _("Start with {set_title}, {competency} {number}.")
    elif where.number is None:
        at = _("You left off at {set_title}, {learning_statement}.")
    else:
        at = _("You left off at {set_title}, {competency} {number}.")
    return f"{said} {at.format(set_title=set_title(program, where.set_id), number=where.number)}"


def certified_ends(certified: Certification, today: date) -> tuple[str, str]:
    """Name the first and the last day of the time of a certification."""
    renewed = certified.period_began > certified.on
    is_over = certified.expires is not None and certified.expires < today
    return (
        _("{Renewed}") if renewed else _("Certified"),
        _("Expired") if is_over else _("Expires"),
    )


def renewal_reason(report: RenewalReport | None, today: date) -> str:
    """Say what there is to do for the renewal, beside how long the certification still runs."""
    if report is None:
        return ""
    if report.state is WindowState.OVER:
        return window_sentence(report, today)
    if report.state is WindowState.GRACE and report.window is not None:
        ends = report.window.grace_ends
        return _("{Renew} by {ends}: {left}.").format(
            ends=long_day(ends), left=days_left_text(days_left(ends, today))
        )
    return missing_hours_sentence(report)


def continue_label(program: Program, where: GoOn) -> str:
    """Label the button that goes on with the work."""
    if where.chooses:
        return _("Choose how you will achieve {set_title}").format(
            set_title=set_title(program, where.set_id)
        )
    if where.number is None:
        return (
            _("Start with the {statement}") if where.fresh else _("Continue with the {statement}")
        )
    said = (
        _("Start with {competency} {number}")
        if where.fresh
        else _("Continue with {competency} {number}")
    )
    return said.format(number=where.number)


def chosen_note(chosen: int, there_are: int, wanted: int | None) -> str:
    """Say how many sets are chosen, and how many are to be where that is another number."""
    if wanted is not None and chosen != wanted:
        return _("{chosen} of {all} chosen, {wanted} required").format(
            chosen=chosen, all=there_are, wanted=wanted
        )
    return _("{chosen} of {all} chosen").format(chosen=chosen, all=there_are)


def rules_line(program: Program) -> str:
    """Say where the rules come from."""
    edition = program.edition or program.name
    return _("Rules are from your program file: {edition}, version {version}.").format(
        edition=edition, version=program.version
    )


# Set cards --------------------------------------------------------------------------------------


def ways_on_short(ways: Sequence[WayOn], today: date) -> str:
    """Say on a card what can be done about a set that was not achieved; "" where nothing can."""
    said = [_way_short(way, today) for way in ways]
    match said:
        case []:
            return ""
        case [only]:
            return _("You can {way}").format(way=only)
        case [first, second]:
            return _("You can {first} or {second}").format(first=first, second=second)
    return _("You can {first}, or {last}").format(first=", ".join(said[:-1]), last=said[-1])


def _way_short(way: WayOn, today: date) -> str:
    if way.code is WayCode.COURSE:
        return _("take a course")
    if way.code is WayCode.LATER:
        return _("hand in later")
    if way.by is None or way.documents_by is None:
        return _("appeal")
    if today > way.by:
        return _("send your appeal documents by {day}").format(day=short_day(way.documents_by))
    return _("appeal by {day}").format(day=short_day(way.by))


def set_standing_line(
    item: SetProgress, packaged: date | None, today: date, ways: Sequence[WayOn] = ()
) -> str:
    """Say in one line what is still to do, or that all is done; `packaged` is since when.

    `ways` are what can be done about a set that was not achieved.
    """
    if not item.is_open or item.state is SetState.NOT_ACHIEVED:
        return ways_on_short(ways, today) or _on_its_way(item)
    if packaged is not None:
        return _("Packaged {day}").format(day=long_day(packaged))
    if not item.work.route_chosen and not item.work.decisions:
        return _("Choose how you will achieve it")
    match item.work.route:
        case Route.PORTFOLIO:
            revision = item.state is SetState.REVISION_ASKED
            return _revision(item) if revision else _by_portfolio(item, today)
        case Route.COURSE:
            return _by_course(item.work.course, item.work.planned, today)
        case Route.RECOGNITION:
            return _by_agreement(item)


def set_count_line(item: SetProgress) -> str:
    """Say how much of a set there is: "7 of 12 ready", "1 certificate".

    A set may be achieved although not all of it was ever ready, or recorded, here.
    """
    achieved = item.state is SetState.ACHIEVED
    if not item.responses:
        return _("{Statement} ready") if item.done == 1 else _("{Statement} not ready yet")
    if item.work.route is Route.PORTFOLIO:
        if achieved and item.ready < item.competencies:
            return _("{all} of {all}").format(all=item.competencies)
        return _("{ready} of {all} ready").format(ready=item.ready, all=item.competencies)
    if item.work.route is Route.RECOGNITION:
        return ""  # there is nothing to hand in
    course = item.work.course
    if course is not None and course.certificate is not None:
        return _("1 certificate")
    return "" if achieved else _("No certificate")


def card_name(
    item: SetProgress, packaged: date | None, today: date, ways: Sequence[WayOn] = ()
) -> str:
    """Say the whole card for a screen reader."""
    said = (
        item.competency_set.title,
        work_route_word(item.work),
        set_standing_line(item, packaged, today, ways),
        set_count_line(item),
        set_state_word(item.state),
    )
    return " ".join(f"{each}." for each in said if each)


def _on_its_way(item: SetProgress) -> str:
    if item.state is SetState.NOT_CONFIRMED:
        return _("Sent, arrival not confirmed")
    if item.state is SetState.UNKNOWN:
        return _("Can’t tell if it was handed in, locked")
    if item.state is SetState.ACHIEVED:
        return _decided(_("Approved {day}"), _("Approved"), item)
    if item.state is SetState.NOT_ACHIEVED:
        return _decided(_("Not achieved, decided {day}"), _("Not achieved"), item)
    return _decided(_("Handed in {day}, locked"), _("Handed in, locked"), item)


def _decided(said: str, without_day: str, item: SetProgress) -> str:
    return without_day if item.since is None else said.format(day=long_day(item.since))


def _revision(item: SetProgress) -> str:
    if item.to_revise:
        numbers = word_list(tuple(map(str, item.to_revise)))
        return ngettext(
            "Revise {competency} {numbers}", "Revise {competencies} {numbers}", len(item.to_revise)
        ).format(numbers=numbers)
    if item.done == 1:
        return _("Revised, package it next") if item.asked else _("Revision required")
    return _("Finish it, and package it again")


def _by_agreement(item: SetProgress) -> str:
    if item.state is SetState.BY_AGREEMENT:
        return _("Achieved by recognition agreement")
    return _("By recognition agreement")


def _by_portfolio(item: SetProgress, today: date) -> str:
    if item.done == 1:
        return _("All ready, package it next")
    left = item.competencies - item.ready
    if left == 0:
        return _("{Learning_statement} to go")
    planned = item.work.planned
    to_go = ngettext("{count} to go", "{count} to go", left).format(count=left)
    if planned is None:
        return to_go
    if planned < today:
        return _("{to_go}, was planned for {day}").format(to_go=to_go, day=long_day(planned))
    return _("{to_go}, planned {month}").format(to_go=to_go, month=month(planned))


def _by_course(course: CourseRecord | None, planned: date | None, today: date) -> str:
    if course is None:
        return _("No course entered yet")
    if course.completed is not None:
        if course.certificate is not None:
            return _("Completed {day}, certificate added").format(day=long_day(course.completed))
        return _("Completed {day}, certificate still to come").format(
            day=long_day(course.completed)
        )
    if planned is None:
        return _("No end date entered yet")
    if planned < today:
        return _("Was planned to end {day}").format(day=long_day(planned))
    return _("Ends {day}, then the certificate").format(day=long_day(planned))


# Sidebar rows -----------------------------------------------------------------------------------


def set_count(item: SetProgress) -> str:
    """Say how far a set is: "7/12", "Done", or by which other route it goes."""
    if item.state is SetState.ACHIEVED:
        return _("Done")
    if not item.responses:
        return pgettext("of a portfolio", "Ready") if item.done == 1 else ""
    match item.work.route:
        case Route.PORTFOLIO:
            return _("{ready}/{total}").format(ready=item.ready, total=item.competencies)
        case Route.COURSE:
            return _("Course")
        case Route.RECOGNITION:
            return _("Recognition")


def set_name(item: SetProgress, asked: int = 0) -> str:
    """Say the same for a screen reader: "Foundations of Library Services, 7 of 12 ready".

    `asked` comments of reviewers wait for an answer.
    """
    title = item.competency_set.title
    match item.work.route:
        case Route.PORTFOLIO:
            said = _("{set_title}, {ready} of {total} ready")
        case Route.COURSE:
            is_done = item.state is SetState.COURSE_DONE
            said = _("{set_title}, course done") if is_done else _("{set_title}, by a course")
        case Route.RECOGNITION:
            said = _("{set_title}, by recognition")
    if not item.responses:
        said = _("{set_title}, ready") if item.done == 1 else _("{set_title}, not ready yet")
    name = said.format(set_title=title, ready=item.ready, total=item.competencies)
    if asked:
        name += ", " + ngettext(
            "{count} comment to answer", "{count} comments to answer", asked
        ).format(count=asked)
    if item.is_open:
        return name
    return _("{name}, {state}").format(name=name, state=set_state_word(item.state).lower())
