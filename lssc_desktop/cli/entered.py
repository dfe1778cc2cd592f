"""What is entered: what a command that enters facts shows when it is given none."""

from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from lssc_desktop.cli.opened import open_folder
from lssc_desktop.cli.terminal import CommandResult
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio.country import paper_of, region_of
from lssc_desktop.core.portfolio.portfolio import CourseRecord, SetWork, TextPlace, Weight
from lssc_desktop.core.program.program import CompetencySet
from lssc_desktop.core.program.schema import Needed, Route
from lssc_desktop.core.standing.progress import find_competency, find_set
from lssc_desktop.core.time.certification import certification
from lssc_desktop.core.time.money import money_text
from lssc_desktop.formats.dates import long_day, short_day
from lssc_desktop.formats.lists import table_lines
from lssc_desktop.formats.numbers import amount_text
from lssc_desktop.languages import LANGUAGES
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.about_you import membership_history
from lssc_desktop.messages.evidence import weight_word
from lssc_desktop.messages.renewal import certified_sentence, hours_text
from lssc_desktop.messages.standing import work_route_word
from lssc_desktop.messages.submissions import decision_line
from lssc_desktop.messages.words import number_ranges, one_line, printable
from lssc_desktop.store.folder.opening import FolderRead

type _Sets = Sequence[tuple[CompetencySet, SetWork]]
type _Shown = tuple[Sequence[str], Mapping[str, object]]
"""Lines, and the object for --json: its keys are the options by which they are entered."""


def show_entered(arguments: Namespace, today: date, _reporter: Reporter) -> CommandResult:
    """Show what a command would change; of one set, if one is named."""
    at = open_folder(arguments.folder)
    lines, data = _SHOWS[arguments.command](at, arguments, today)
    return CommandResult(tuple(lines), data)


# The candidate ----------------------------------------------------------------------------------


def _person(at: FolderRead, _arguments: Namespace, _today: date) -> _Shown:
    portfolio, candidate = at.portfolio, at.portfolio.candidate
    region, paper = region_of(at.program, portfolio), paper_of(at.program, portfolio)
    asks_mentor = any(each.need is Needed.IF_MENTOR for each in at.program.documents)
    lines = _values(
        (_("Name"), printable(candidate.name)),
        (_("Email"), printable(candidate.email)),
        (_("Member"), _yes_no(candidate.member)),
        *(((_("Mentor"), _yes_no(portfolio.mentor)),) if asks_mentor else ()),
        (_("Language"), LANGUAGES.get(portfolio.language, portfolio.language)),
        (_("Country"), region),
        (_("Paper"), paper.value),
    )
    data = {
        "name": candidate.name,
        "email": candidate.email or None,
        "member": candidate.member,
        "since": _iso(candidate.member_since),
        "mentor": portfolio.mentor,
        "language": portfolio.language,
        "region": region,
        "paper": paper.value,
    }
    return (*lines, *filter(None, (membership_history(candidate),))), data


def _dates(at: FolderRead, _arguments: Namespace, _today: date) -> _Shown:
    portfolio = at.portfolio
    days = {
        "admitted": (_("Admitted"), portfolio.admitted),
        "enrolled": (_("Enrolled"), portfolio.enrolled),
        "accepted": (_("Accepted"), portfolio.accepted),
        "applied": (_("Applied"), portfolio.applied),
    }
    lines = _values(*((label, _day(day)) for label, day in days.values()))
    return lines, {option: _iso(day) for option, (_label, day) in days.items()}


def _experience(at: FolderRead, _arguments: Namespace, _today: date) -> _Shown:
    entered = at.portfolio.experience
    heads = (_("Employer"), _("Begun"), _("Ended"), _("Hours a week"))
    rows = [
        (
            printable(each.employer),
            short_day(each.begun),
            "" if each.ended is None else short_day(each.ended),
            hours_text(each.hours_a_week),
        )
        for each in entered.periods
    ]
    work = [
        {
            "employer": each.employer,
            "begun": each.begun.isoformat(),
            "ended": _iso(each.ended),
            "hours": _number(each.hours_a_week),
        }
        for each in entered.periods
    ]
    education = _values((_("Education"), _yes_no(entered.education)))
    return (*education, *_table(heads, rows)), {"education": entered.education, "work": work}


def _electives(at: FolderRead, _arguments: Namespace, _today: date) -> _Shown:
    chosen = [item for item, _work in _chosen_sets(at) if not item.required]
    lines = _table((_("ID"), _("Elective")), [(item.id, item.title) for item in chosen])
    return lines, {"electives": [item.id for item in chosen]}


def _agreement(at: FolderRead, _arguments: Namespace, _today: date) -> _Shown:
    heads = (*_set_heads(), _("College"), _("Graduated"), _("Agreement dated"), _("Diploma"))
    covered = [
        (item, work.course or CourseRecord())
        for item, work in _chosen_sets(at)
        if work.route is Route.RECOGNITION and work.route_chosen
    ]
    rows = [
        (
            *(item.id, item.title, printable(record.provider)),
            *(_short(record.completed), _short(record.approved), _file(record.certificate)),
        )
        for item, record in covered
    ]
    data = [
        {
            "set": item.id,
            "college": record.provider,
            "graduated": _iso(record.completed),
            "agreement": _iso(record.approved),
            "diploma": record.certificate,
        }
        for item, record in covered
    ]
    return _table(heads, rows), {"sets": data}


# Sets -------------------------------------------------------------------------------------------


def _route(at: FolderRead, arguments: Namespace, _today: date) -> _Shown:
    sets = _sets(at, arguments)
    rows = [(item.id, item.title, work_route_word(work)) for item, work in sets]
    data = [
        {"set": item.id, "route": work.route.value if work.route_chosen else None}
        for item, work in sets
    ]
    return _table((*_set_heads(), _("Route")), rows), {"sets": data}


def _course(at: FolderRead, arguments: Namespace, _today: date) -> _Shown:
    currency = at.program.fees.currency
    heads = (
        *(*_set_heads(), _("Course"), _("Provider"), _("Completed")),
        *(_("Approved"), _("Fee"), _("Certificate")),
    )
    entered = [
        (item, work.course, work.route is Route.RECOGNITION)
        for item, work in _sets(at, arguments)
        if work.course is not None
    ]
    rows = [
        (
            *(item.id, item.title, printable(course.title), printable(course.provider)),
            *(_short(course.completed), _short(course.approved)),
            "" if course.fee is None else amount_text(course.fee, currency),
            _file(course.certificate),
        )
        for item, course, _by_agreement in entered
    ]
    data = [
        {
            "set": item.id,
            "title": course.title,
            "provider": course.provider,
            "completed": _iso(course.completed),
            "approved": _iso(course.approved),
            "fee": None if course.fee is None else money_text(course.fee),
            "certificate": course.certificate,
            "recognition": by_agreement,
        }
        for item, course, by_agreement in entered
    ]
    return _table(heads, rows), {"sets": data}


def _plan(at: FolderRead, arguments: Namespace, _today: date) -> _Shown:
    return _days_of_sets(_sets(at, arguments), _("Planned by"), "by", lambda work: work.planned)


def _handed_in(at: FolderRead, arguments: Namespace, _today: date) -> _Shown:
    return _days_of_sets(_sets(at, arguments), _("Handed in"), "on", lambda work: work.handed_in)


def _days_of_sets(
    sets: _Sets, head: str, option: str, day_of: Callable[[SetWork], date | None]
) -> _Shown:
    days = [(item, day_of(work)) for item, work in sets]
    rows = [(item.id, item.title, _short(day)) for item, day in days if day is not None]
    data = [{"set": item.id, option: _iso(day)} for item, day in days]
    return _table((*_set_heads(), head), rows), {"sets": data}


def _decision(at: FolderRead, arguments: Namespace, _today: date) -> _Shown:
    decided = [(item, each) for item, work in _sets(at, arguments) for each in work.decisions]
    rows = [
        (item.id, item.title, decision_line(each), one_line(each.note)) for item, each in decided
    ]
    data = [
        {
            "set": item.id,
            "outcome": each.outcome.value,
            "on": each.day.isoformat(),
            "asked": list(each.asked),
            "note": each.note,
        }
        for item, each in decided
    ]
    return _table((*_set_heads(), _("Decision"), _("Note")), rows), {"decisions": data}


def _official_texts(at: FolderRead, arguments: Namespace, _today: date) -> _Shown:
    found = [
        (item, [each.number for each in work.competencies if each.official_text])
        for item, work in _sets(at, arguments)
    ]
    rows = [
        (item.id, item.title, number_ranges([str(number) for number in numbers]))
        for item, numbers in found
        if numbers
    ]
    data = [{"set": item.id, "competencies": numbers} for item, numbers in found]
    return _table((*_set_heads(), _("{Competencies}")), rows), {"sets": data}


def _evidence(at: FolderRead, arguments: Namespace, _today: date) -> _Shown:
    item = find_set(at.program, arguments.set_id)
    if not arguments.statement:
        find_competency(item, arguments.competency)
    place = TextPlace(item.id, None if arguments.statement else arguments.competency)
    work = at.portfolio.set_work(item.id)
    uses = () if work is None else work.evidence_of(place.number)
    rows = [
        (printable(each.path), weight_word(each.weight), one_line(each.caption)) for each in uses
    ]
    data = [
        {
            "path": each.path,
            "secondary": each.weight is Weight.SECONDARY,
            "caption": each.caption,
        }
        for each in uses
    ]
    return _table((_("File"), _("Evidence"), _("Caption")), rows), {"evidence": data}


# Renewal ----------------------------------------------------------------------------------------


def _certified(at: FolderRead, _arguments: Namespace, today: date) -> _Shown:
    day, known = at.portfolio.renewal.certified, certification(at.program, at.portfolio)
    said = () if known is None else (certified_sentence(known, today),)
    return (*_values((_("Date on the certificate"), _day(day))), *said), {"on": _iso(day)}


def _granted(at: FolderRead, _arguments: Namespace, _today: date) -> _Shown:
    entered = at.portfolio.renewal.granted
    rows = [(short_day(each.on), short_day(each.until)) for each in entered]
    data = [{"on": each.on.isoformat(), "until": each.until.isoformat()} for each in entered]
    return _table((_("Granted"), _("Certified until")), rows), {"granted": data}


def _activity(at: FolderRead, arguments: Namespace, _today: date) -> _Shown:
    wanted = None if arguments.set_id is None else find_set(at.program, arguments.set_id).id
    entered = [
        each for each in at.portfolio.renewal.activities if wanted is None or each.set_id == wanted
    ]
    heads = (
        *(_("Date"), _("Activity"), _("Kind"), _("How many"), _("Technology")),
        *(_("{Set}"), _("Documents")),
    )
    rows = [
        (
            *(short_day(each.day), one_line(each.title), each.kind, hours_text(each.amount)),
            hours_text(each.technology) if each.technology else "",
            each.set_id,
            ", ".join(map(_file, each.evidence)),
        )
        for each in entered
    ]
    data = [
        {
            "title": each.title,
            "on": each.day.isoformat(),
            "kind": each.kind,
            "amount": _number(each.amount),
            "technology": _number(each.technology),
            "set": each.set_id or None,
            "files": list(each.evidence),
        }
        for each in entered
    ]
    return _table(heads, rows), {"activities": data}


def _statement(at: FolderRead, _arguments: Namespace, _today: date) -> _Shown:
    text = at.portfolio.renewal.statement
    return text.splitlines() or (_("Nothing entered yet."),), {"text": text}


_SHOWS: Mapping[str, Callable[[FolderRead, Namespace, date], _Shown]] = {
    "candidate person": _person,
    "candidate dates": _dates,
    "candidate experience": _experience,
    "candidate electives": _electives,
    "candidate agreement": _agreement,
    "set route": _route,
    "set course": _course,
    "set plan": _plan,
    "set decision": _decision,
    "set handed-in": _handed_in,
    "response official-texts": _official_texts,
    "evidence use": _evidence,
    "renewal certified": _certified,
    "renewal granted": _granted,
    "renewal activity": _activity,
    "renewal statement": _statement,
}


# What several have ------------------------------------------------------------------------------


def _sets(at: FolderRead, arguments: Namespace) -> _Sets:
    """Return the set that is named, or all that are chosen."""
    if arguments.set_id is None:
        return _chosen_sets(at)
    item = find_set(at.program, arguments.set_id)
    work = at.portfolio.set_work(item.id)
    return [] if work is None else [(item, work)]


def _chosen_sets(at: FolderRead) -> _Sets:
    found = ((item, at.portfolio.set_work(item.id)) for item in at.program.sets)
    return [(item, work) for item, work in found if work is not None and work.chosen]


def _set_heads() -> tuple[str, str]:
    return _("ID"), _("{Set}")


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Sequence[str]:
    return table_lines(heads, rows) if rows else (_("Nothing entered yet."),)


def _values(*named: tuple[str, str]) -> Sequence[str]:
    """Return a line for each value, whether it is entered or not."""
    return [
        _("{name}: {value}").format(name=name, value=value or _("not entered"))
        for name, value in named
    ]


def _file(path: str | None) -> str:
    return "" if path is None else one_line(path.rpartition("/")[2])


def _yes_no(answer: bool | None) -> str:
    return "" if answer is None else _("yes") if answer else _("no")


def _day(day: date | None) -> str:
    return "" if day is None else long_day(day)


def _short(day: date | None) -> str:
    return "" if day is None else short_day(day)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == int(amount) else float(amount)
