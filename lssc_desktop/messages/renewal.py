"""Certification and renewal in words."""

from datetime import date
from decimal import Decimal
from gettext import gettext as _

from lssc_desktop.core.certification import Certification
from lssc_desktop.core.clock import days_left
from lssc_desktop.core.program import RenewalRule
from lssc_desktop.core.renewal import (
    CountedActivity,
    RenewalReport,
    Uncounted,
    WindowState,
)
from lssc_desktop.messages.clock import days_left_text
from lssc_desktop.messages.days import day


def hours_text(hours: Decimal) -> str:
    """Hours without needless digits: "23", "1.5"."""
    return f"{hours.normalize():f}"


def certified_sentence(certified: Certification, today: date) -> str:
    """Say since when and until when a certification runs, or ran."""
    if certified.on > today:
        return to_come_sentence(certified)
    if certified.expires is None:
        return _("You have been certified since {on}.").format(on=day(certified.on))
    if certified.expires < today:
        said = _("You were certified on {on}. Your certification ran until {expires}.")
    else:
        said = _("You have been certified since {on}. Your certification runs until {expires}.")
    return said.format(on=day(certified.on), expires=day(certified.expires))


def to_come_sentence(certified: Certification) -> str:
    """Say that the day on the certificate is not here yet, so that a mistyped one is seen."""
    return _("The day of your certification, {on}, is still to come.").format(on=day(certified.on))


def window_word(state: WindowState) -> str:
    """Name where today lies in the time for a renewal."""
    return {
        WindowState.NOT_YET: _("Window is not open yet"),
        WindowState.OPEN: _("Window is open"),
        WindowState.GRACE: _("Time of grace"),
        WindowState.OVER: _("Window is closed"),
    }[state]


def window_sentence(report: RenewalReport, today: date) -> str:
    """Say when a renewal can be sent in, from where today lies."""
    window = report.window
    match report.state:
        case WindowState.NOT_YET:
            return _("You can renew from {opens} on, until {expires}.").format(
                opens=day(window.opens), expires=day(window.expires)
            )
        case WindowState.OPEN:
            left = days_left_text(days_left(window.expires, today))
            return _("You can renew until {expires}: {left}.").format(
                expires=day(window.expires), left=left
            )
        case WindowState.GRACE:
            left = days_left_text(days_left(window.grace_ends, today))
            return _(
                "Your certification ran until {expires}. You can renew until {ends}: {left}."
            ).format(expires=day(window.expires), ends=day(window.grace_ends), left=left)
        case WindowState.OVER:
            return _(
                "The time to renew ended on {ends}. Ask the program office what you can do."
            ).format(ends=day(window.grace_ends))


def missing_sentence(report: RenewalReport) -> str:
    """Say how many hours are there, and what is still missing."""
    said = (
        _("{hours} of {needed} contact hours, {technology} of {of_them} on technology.")
        if report.rule.technology_hours
        else _("{hours} of {needed} contact hours.")
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
        return _("A kind that your program does not know")
    return _("{kind}, {amount} × {unit} = {hours} h").format(
        kind=item.conversion.title,
        amount=hours_text(item.activity.amount),
        unit=item.conversion.unit,
        hours=hours_text(item.offered),
    )


def uncounted_word(why: Uncounted, rule: RenewalRule) -> str:
    """Say in few words why an activity does not count."""
    return {
        Uncounted.KIND_UNKNOWN: _("Kind not known, not counted"),
        Uncounted.UNDER_MINIMUM: _("Under {hours} h, not counted").format(
            hours=hours_text(rule.minimum_hours)
        ),
        Uncounted.NO_SET: _("No set named, not counted"),
        Uncounted.BEFORE_PERIOD: _("Before this certification, not counted"),
        Uncounted.AFTER_WINDOW: _("After the time of grace, not counted"),
        Uncounted.TO_COME: _("Still to come"),
    }[why]
