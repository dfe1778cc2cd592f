"""Certification and renewal in words: hours, activities, the page, the form."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from lssc_desktop.core.program.program import Program, RenewalRule
from lssc_desktop.core.program.schema import RenewalGrace
from lssc_desktop.core.time.certification import (
    Certification,
    CountedActivity,
    RenewalReport,
    Uncounted,
    WindowState,
)
from lssc_desktop.core.time.clock import days_left
from lssc_desktop.formats.dates import long_day, weekday_day
from lssc_desktop.formats.lists import capitalized
from lssc_desktop.formats.numbers import marks_of
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.standing import days_left_text


def hours_text(hours: Decimal) -> str:
    """Hours without needless digits: "23", "1.5"."""
    return f"{hours.normalize():f}".replace(".", marks_of().point)


# The rule ----------------------------------------------------------------------------------------


def renewal_lines(program: Program) -> Iterator[str]:
    """Say how long a certification runs and what renews it."""
    rule = program.renewal
    if rule is None:
        return
    yield from _renewal_time(rule)
    if rule.grace_months and program.option("renewal-grace") == RenewalGrace.FIRST_PERIOD:
        yield _("We count a grace period only after the first certification ends.")
    yield from _renewal_hours(rule)
    for item in rule.conversions:
        yield _("{title}: {unit} = {hours} h").format(
            title=item.title, unit=item.unit, hours=hours_text(item.hours)
        )
    if rule.counts_before_certification is None:
        yield _(
            "We don’t know whether hours from before your certification count, so we don’t "
            "count them."
        )
    if rule.one_sitting:
        yield _("The form must be completed all at once.")
    if rule.note:
        yield rule.note


def _renewal_hours(rule: RenewalRule) -> Iterator[str]:
    said = ngettext("You need {hours} contact hour.", "You need {hours} contact hours.", rule.hours)
    if rule.technology_hours:
        said = ngettext(
            "You need {hours} contact hour, {technology} of it on technology.",
            "You need {hours} contact hours, {technology} of them on technology.",
            rule.hours,
        )
    if rule.minimum_hours:
        said += " " + _("Each activity must have at least {least}.")
    yield said.format(
        hours=hours_text(rule.hours),
        technology=hours_text(rule.technology_hours),
        least=hours_text(rule.minimum_hours),
    )
    for minimum in rule.minimums:
        yield _("At least {hours} of them for “{title}”.").format(
            hours=hours_text(minimum.hours), title=minimum.title
        )
    if rule.statement_words is not None:
        yield ngettext(
            "They come with a statement of at most {count} word.",
            "They come with a statement of at most {count} words.",
            rule.statement_words,
        ).format(count=rule.statement_words)
    if rule.hour_minutes is not None:
        yield ngettext(
            "A contact hour is {minutes} minute.",
            "A contact hour is {minutes} minutes.",
            rule.hour_minutes,
        ).format(minutes=rule.hour_minutes)


def _renewal_time(rule: RenewalRule) -> Iterator[str]:
    if rule.voluntary:
        yield ngettext(
            "{Renewal} is voluntary, every {years} year. As far as we know, you keep the title "
            "if you don’t {renew}.",
            "{Renewal} is voluntary, every {years} years. As far as we know, you keep the title "
            "if you don’t {renew}.",
            rule.years,
        ).format(years=rule.years)
        return
    years = ngettext(
        "A certification lasts {years} year.", "A certification lasts {years} years.", rule.years
    ).format(years=rule.years)
    before, after = (
        _("not known")
        if count is None
        else ngettext("{count} month", "{count} months", count).format(count=count)
        for count in (rule.opens_months_before, rule.grace_months)
    )
    if rule.opens_months_before is None or rule.grace_months is None:
        yield years
        yield _("{Renewal} opens before the end: {before}. Grace period after it: {after}.").format(
            before=before, after=after
        )
        return
    said = _("{years} You can {renew} from {before} before it ends until {after} after.")
    yield said.format(years=years, before=before, after=after)


# A certification ---------------------------------------------------------------------------------


def certified_sentence(certified: Certification, today: date) -> str:
    """Say since when and until when a certification runs, or ran."""
    if certified.on > today:
        return to_come_sentence(certified)
    if certified.expires is None:
        return _("You’ve been certified since {on}.").format(on=long_day(certified.on))
    if certified.expires < today:
        said = _("You were certified on {on}. Your certification ended on {expires}.")
    else:
        said = _("You’ve been certified since {on}. Your certification is good through {expires}.")
    return said.format(on=long_day(certified.on), expires=long_day(certified.expires))


def to_come_sentence(certified: Certification) -> str:
    """Say that the day on the certificate is not here yet, so that a mistyped one is seen."""
    return _("Your certification date, {on}, is in the future.").format(on=long_day(certified.on))


def window_word(state: WindowState) -> str:
    """Name where today lies in the time for a renewal."""
    return {
        WindowState.NOT_YET: _("Window not open yet"),
        WindowState.OPEN: _("Window open"),
        WindowState.GRACE: _("Grace period"),
        WindowState.OVER: _("Window closed"),
    }[state]


def window_sentence(report: RenewalReport, today: date) -> str:
    """Say when a renewal can be sent in, from where today lies."""
    window = report.window
    if window is None:
        return ngettext(
            "It’s voluntary: as far as we know, you can {renew} anytime, and you keep the title "
            "if you don’t. Hours from the last year count.",
            "It’s voluntary: as far as we know, you can {renew} anytime, and you keep the title "
            "if you don’t. Hours from the last {years} years count.",
            report.rule.years,
        ).format(years=report.rule.years)
    match report.state:
        case WindowState.NOT_YET:
            return _("You can {renew} from {opens} through {expires}.").format(
                opens=long_day(window.opens), expires=long_day(window.expires)
            )
        case WindowState.OPEN:
            left = days_left_text(days_left(window.expires, today))
            return _("{Renew} by {expires}: {left}.").format(
                expires=long_day(window.expires), left=left
            )
        case WindowState.GRACE:
            left = days_left_text(days_left(window.grace_ends, today))
            return _("Your certification ended on {expires}. {Renew} by {ends}: {left}.").format(
                expires=long_day(window.expires), ends=long_day(window.grace_ends), left=left
            )
        case WindowState.OVER:
            return _(
                "The deadline to {renew} was {ends}. Ask the program office what you can do."
            ).format(ends=long_day(window.grace_ends))


def missing_hours_sentence(report: RenewalReport) -> str:
    """Say how many hours are there, and what is still missing."""
    said = (
        ngettext(
            "{hours} of {needed} contact hour, {technology} of {of_them} on technology.",
            "{hours} of {needed} contact hours, {technology} of {of_them} on technology.",
            report.rule.hours,
        )
        if report.rule.technology_hours
        else ngettext(
            "{hours} of {needed} contact hour.",
            "{hours} of {needed} contact hours.",
            report.rule.hours,
        )
    ).format(
        hours=hours_text(report.hours),
        needed=hours_text(report.rule.hours),
        technology=hours_text(report.technology),
        of_them=hours_text(report.rule.technology_hours),
    )
    if not report.missing:
        return f"{said} " + _("Nothing is missing.")
    to_go = _("{hours} to go").format(hours=hours_text(report.missing))
    if report.missing_technology:
        to_go = _("{to_go}, {technology} of them on technology").format(
            to_go=to_go, technology=hours_text(report.missing_technology)
        )
    return f"{said} {to_go}."


def statement_line(report: RenewalReport) -> str:
    """Say how long the statement is, and may be; "" where the program asks for none."""
    most = report.rule.statement_words
    if most is None:
        return ""
    said = ngettext("{words} of at most {most} word.", "{words} of at most {most} words.", most)
    said = said.format(words=report.words, most=most)
    if report.words_over:
        over = ngettext(
            "{count} word over the limit.", "{count} words over the limit.", report.words_over
        )
        return f"{said} {over.format(count=report.words_over)}"
    return said


def undocumented_sentence(report: RenewalReport) -> str:
    """Say how many of the hours have no document yet, "" where all have one."""
    if not report.undocumented:
        return ""
    return _("{hours} of the hours have no document yet.").format(
        hours=hours_text(report.undocumented)
    )


def how_it_counts(item: CountedActivity) -> str:
    """Say what an activity is by the program's conversion: "Workshop, 2 × 60 minutes = 2 h"."""
    if item.conversion is None:
        return _("A kind your program doesn’t have")
    return _("{kind}, {amount} × {unit} = {hours} h").format(
        kind=item.conversion.title,
        amount=hours_text(item.activity.amount),
        unit=item.conversion.unit,
        hours=hours_text(item.offered),
    )


def uncounted_word(why: Uncounted, rule: RenewalRule) -> str:
    """Say in few words why an activity does not count."""
    return {
        Uncounted.KIND_UNKNOWN: _("Unknown kind, not counted"),
        Uncounted.UNDER_MINIMUM: _("Under {hours} h, not counted").format(
            hours=hours_text(rule.minimum_hours)
        ),
        Uncounted.NO_SET: _("No {set} chosen, not counted"),
        Uncounted.BEFORE_PERIOD: _("Before this certification, not counted"),
        Uncounted.AFTER_WINDOW: _("After the grace period, not counted"),
        Uncounted.TO_COME: _("In the future"),
    }[why]


# Renewal page -----------------------------------------------------------------------------------


def renewal_head_line(certified: Certification | None, today: date) -> str:
    """Say what day it is, and until when the certification runs."""
    now = capitalized(weekday_day(today))
    if certified is None:
        return _("{today}. You aren’t certified yet.").format(today=now)
    if certified.on > today:
        return f"{now}. " + to_come_sentence(certified)
    if certified.expires is None:
        return _("{today}. You’ve been certified since {on}.").format(
            today=now, on=long_day(certified.on)
        )
    if certified.expires < today:
        said = _("{today}. Your certification ended on {expires}.")
    else:
        said = _("{today}. Your certification is good through {expires}.")
    return said.format(today=now, expires=long_day(certified.expires))


def to_go_line(report: RenewalReport) -> str:
    """Say how many hours are still missing: "9 hours to go"."""
    if not report.missing:
        return _("Nothing is missing")
    said = ngettext("{hours} hour to go", "{hours} hours to go", report.missing)
    return said.format(hours=hours_text(report.missing))


def hours_line(report: RenewalReport) -> tuple[str, str]:
    """Say how many hours there are, the number first and strong."""
    return _done_of(report.hours, report.rule.hours), _("contact hours")


def technology_line(report: RenewalReport) -> tuple[str, str]:
    """Say how many of them are on technology; two empty texts where none have to be."""
    if not report.rule.technology_hours:
        return "", ""
    return (
        _done_of(report.technology, report.rule.technology_hours),
        _("on technology, included in the {hours}").format(hours=hours_text(report.rule.hours)),
    )


def counted_as(item: CountedActivity) -> str:
    """Say in short what an activity is: "Workshop, 2 × 60 minutes", "Conference, 1 day = 6 h"."""
    if item.conversion is None:
        return how_it_counts(item)
    kind, unit = item.conversion.word, item.conversion.unit
    amount = hours_text(item.activity.amount)
    said = unit if amount == "1" else _("{amount} × {unit}").format(amount=amount, unit=unit)
    if item.conversion.hours == 1:
        return _("{kind}, {units}").format(kind=kind, units=said)
    return _("{kind}, {units} = {hours} h").format(
        kind=kind, units=said, hours=hours_text(item.offered)
    )


def set_word(item: CountedActivity, program: Program) -> str:
    """Name the set that an activity is about."""
    found = program.competency_set(item.activity.set_id)
    if found is not None:
        return found.short_title
    return item.activity.set_id or _("none")


def grace_months(rule: RenewalRule) -> str:
    """Say how long after its end a certification can be renewed: "2 months"."""
    count = rule.grace_months or 0
    return ngettext("{count} month", "{count} months", count).format(count=count)


def _done_of(done: Decimal, needed: Decimal) -> str:
    return _("{done} of {needed}").format(done=hours_text(done), needed=hours_text(needed))
