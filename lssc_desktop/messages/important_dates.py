"""The dates of a calendar in words."""

from collections.abc import Sequence
from gettext import gettext as _

from lssc_desktop.core.important_dates import DateCode, ImportantDate
from lssc_desktop.core.program import Program
from lssc_desktop.store.calendar_file import CalendarEntry


def date_title(item: ImportantDate, program: Program) -> str:
    """Name a date in a calendar: "LSSC: deadline"."""
    said = {
        DateCode.DEADLINE: _("{program}: deadline"),
        DateCode.PLANNED: _("{program}: {set} planned to be done"),
        DateCode.APPEAL_NOTICE: _("{program}: last day for notice of appeal, {set}"),
        DateCode.APPEAL_DOCUMENTS: _("{program}: last day for documents of the appeal, {set}"),
        DateCode.RENEWAL_OPENS: _("{program}: renewal opens"),
        DateCode.EXPIRES: _("{program}: certification expires"),
        DateCode.GRACE_ENDS: _("{program}: last day to renew"),
    }[item.code]
    found = program.competency_set(item.set_id or "")
    return said.format(
        program=program.short_name, set=item.set_id if found is None else found.short_title
    )


def date_text(item: ImportantDate, program: Program) -> str:
    """Say what to do by a date."""
    to = "" if program.appeal is None else program.appeal.to
    return {
        DateCode.DEADLINE: _("By this day every needed set has to be achieved."),
        DateCode.PLANNED: _("You planned it yourself and can move it in LSSC Desktop."),
        DateCode.APPEAL_NOTICE: _("After this day the right to appeal is lost. To: {to}"),
        DateCode.APPEAL_DOCUMENTS: _("Reasons and documents are due. To: {to}"),
        DateCode.RENEWAL_OPENS: _("From this day on you can send in your renewal."),
        DateCode.EXPIRES: _("Your certification runs until this day."),
        DateCode.GRACE_ENDS: _("The time of grace ends; after it you cannot renew."),
    }[item.code].format(to=to)


def calendar_entries(
    dates: Sequence[ImportantDate], program: Program, portfolio_id: str
) -> tuple[CalendarEntry, ...]:
    """Return the dates as a calendar file has them; a date keeps its uid when its day moves."""
    return tuple(
        CalendarEntry(
            f"{item.key}-{portfolio_id}@lssc-desktop",
            item.day,
            date_title(item, program),
            date_text(item, program),
            item.remind,
        )
        for item in dates
    )
