"""The candidate's clock in words: what is left, how the work keeps up, and why we say so."""

from datetime import date
from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.core.clock import Pace, PaceReason, PaceReport, days_left
from lssc_desktop.core.options import ClockStart
from lssc_desktop.messages.days import day, month


def start_word(clock_start: str) -> str:
    """Name the day that the clock starts on, for a program's choice of `ClockStart`."""
    return {
        ClockStart.ADMISSION: _("Admitted"),
        ClockStart.ENROLLMENT: _("Enrolled"),
        ClockStart.ACCEPTANCE: _("Accepted"),
    }[ClockStart(clock_start)]


def days_left_text(days: int) -> str:
    """Say how many days are left, or how long it is over."""
    if days == 0:
        return _("today is the last day")
    if days > 0:
        return ngettext("{count} day left", "{count} days left", days).format(count=days)
    return ngettext("{count} day over", "{count} days over", -days).format(count=-days)


def pace_word(pace: Pace) -> str:
    """Name a pace."""
    return {
        Pace.ON_PACE: _("On pace"),
        Pace.A_LITTLE_BEHIND: _("A little behind"),
        Pace.BEHIND: _("Behind"),
    }[pace]


def pace_sentence(report: PaceReport, admitted: date, end: date) -> str:
    """Say in one sentence why the pace is what it is."""
    match report.reason:
        case PaceReason.FINISHED:
            return _("Everything is ready.")
        case PaceReason.NOT_BEGUN:
            return _("Your time begins on {day}.").format(day=day(admitted))
        case PaceReason.JUST_BEGUN:
            return _("Your time has just begun; it ends on {day}.").format(day=day(end))
        case PaceReason.NOTHING_DONE:
            return _("Nothing is ready yet, and your time ends on {day}.").format(day=day(end))
        case PaceReason.PASSED:
            return _(
                "Your time ended on {day}, and not everything is ready. Ask the program what you "
                "can do."
            ).format(day=day(end))
        case PaceReason.PROJECTED:
            return _projected(report.projected_end, end)


def _projected(projected: date | None, end: date) -> str:
    if projected is None:
        return _("At your speed so far, the last response would never be ready.")
    late = days_left(projected, end)
    if late <= 0:
        return _("At your speed so far, the last response is ready about {month}.").format(
            month=month(projected)
        )
    return ngettext(
        "At your speed so far, the last response is ready about {month}, "
        "{count} day after your time ends.",
        "At your speed so far, the last response is ready about {month}, "
        "{count} days after your time ends.",
        late,
    ).format(month=month(projected), count=late)
