"""What the overview says around its cards."""

from datetime import date
from gettext import gettext as _

from lssc_desktop.core.certification import Certification
from lssc_desktop.core.clock import days_left
from lssc_desktop.core.next_steps import GoOn
from lssc_desktop.core.program import Program
from lssc_desktop.core.renewal import RenewalReport, WindowState
from lssc_desktop.messages.clock import days_left_text
from lssc_desktop.messages.days import day, weekday_day
from lssc_desktop.messages.renewal import (
    certified_sentence,
    missing_sentence,
    window_sentence,
)

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
    return _("{greeting}, {name}").format(greeting=said, name=name) if name.strip() else said


def where_line(program: Program, where: GoOn | None, today: date) -> str:
    """Say the day, and where the work goes on."""
    said = _("{day}.").format(day=weekday_day(today))
    if where is None:
        return said
    found = program.competency_set(where.set_id)
    title = "" if found is None else found.short_title
    if where.fresh:
        at = _("Begin with {set}, competency {number}.")
    elif where.number is None:
        at = _("You left off at {set}, learning statement.")
    else:
        at = _("You left off at {set}, competency {number}.")
    return f"{said} {at.format(set=title, number=where.number)}"


def certified_line(certified: Certification, today: date) -> str:
    """Say the day, and since when and until when the candidate is certified."""
    return f"{_('{day}.').format(day=weekday_day(today))} {certified_sentence(certified, today)}"


def certified_ends(certified: Certification, today: date) -> tuple[str, str]:
    """Name the first and the last day of the time of a certification."""
    renewed = certified.period_began > certified.on
    is_over = certified.expires is not None and certified.expires < today
    return (
        _("Renewed") if renewed else _("Certified"),
        _("Expired") if is_over else _("Expires"),
    )


def renewal_reason(report: RenewalReport | None, today: date) -> str:
    """Say what there is to do for the renewal, beside how long the certification still runs."""
    if report is None:
        return ""
    if report.state is WindowState.OVER:
        return window_sentence(report, today)
    if report.state is WindowState.GRACE:
        ends = report.window.grace_ends
        return _("You can renew until {ends}: {left}.").format(
            ends=day(ends), left=days_left_text(days_left(ends, today))
        )
    return missing_sentence(report)


def renewal_label() -> str:
    """Say what the button does that leads who is certified to the renewal."""
    return _("Go to your renewal")


def continue_label(where: GoOn) -> str:
    """Say what the button does that goes on."""
    if where.number is None:
        return _("Continue with the statement")
    said = _("Begin with no. {number}") if where.fresh else _("Continue with no. {number}")
    return said.format(number=where.number)


def chosen_note(chosen: int, there_are: int, wanted: int | None) -> str:
    """Say how many sets are chosen, and how many are to be where that is another number."""
    if wanted is not None and chosen != wanted:
        return _("{chosen} of {all} chosen, {wanted} are needed").format(
            chosen=chosen, all=there_are, wanted=wanted
        )
    return _("{chosen} of {all} chosen").format(chosen=chosen, all=there_are)


def rules_line(program: Program) -> str:
    """Say where the rules come from."""
    edition = program.edition or program.name
    return _("Rules come from your program file: {edition}, version {version}.").format(
        edition=edition, version=program.version
    )
