"""What a set's card on the overview says of it, besides its title."""

from datetime import date
from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.core.portfolio import CourseRecord, Route
from lssc_desktop.core.progress import SetProgress, SetState
from lssc_desktop.messages.days import day, month
from lssc_desktop.messages.standing import route_word, set_state_word


def standing_line(item: SetProgress, packaged: date | None, today: date) -> str:
    """Say in one line what is still to do, or that all is done; `packaged` is since when."""
    if not item.is_open:
        return _on_its_way(item)
    if packaged is not None:
        return _("Packaged {day}").format(day=day(packaged))
    if item.work.route is Route.PORTFOLIO:
        return _by_portfolio(item, today)
    if item.work.route is Route.RECOGNITION:
        return _("By the agreement with your college")
    return _by_course(item.work.course, item.work.planned, today)


def count_line(item: SetProgress) -> str:
    """Say how much of it there is: "7 of 12 ready", "1 certificate".

    A set may be achieved although not all of it was ever ready, or recorded, here.
    """
    achieved = item.state is SetState.ACHIEVED
    if item.work.route is Route.PORTFOLIO:
        if achieved and item.ready < item.competencies:
            return _("{all} of {all}").format(all=item.competencies)
        return _("{ready} of {all} ready").format(ready=item.ready, all=item.competencies)
    course = item.work.course
    if course is not None and course.certificate is not None:
        return _("1 certificate")
    return "" if achieved else _("No certificate")


def card_name(item: SetProgress, packaged: date | None, today: date) -> str:
    """Say the whole card to someone who does not see it."""
    said = (
        item.competency_set.title,
        route_word(item.work.route),
        standing_line(item, packaged, today),
        count_line(item),
        set_state_word(item.state),
    )
    return " ".join(f"{each}." for each in said if each)


def _on_its_way(item: SetProgress) -> str:
    if item.state is SetState.NOT_CONFIRMED:
        return _("Sent, arrival not confirmed")
    if item.state is SetState.UNKNOWN:
        return _("We can’t read whether it was handed in, locked")
    said = _("Approved {day}") if item.state is SetState.ACHIEVED else _("Handed in {day}, locked")
    if item.since is None:
        return _("Approved") if item.state is SetState.ACHIEVED else _("Handed in, locked")
    return said.format(day=day(item.since))


def _by_portfolio(item: SetProgress, today: date) -> str:
    if item.done == 1:
        return _("All is ready, package it next")
    left = item.competencies - item.ready
    if left == 0:
        return _("Learning statement to go")
    planned = item.work.planned
    to_go = ngettext("{count} to go", "{count} to go", left).format(count=left)
    if planned is None:
        return to_go
    if planned < today:
        return _("{to_go}, planned until {month}").format(to_go=to_go, month=month(planned))
    return _("{to_go}, plan {month}").format(to_go=to_go, month=month(planned))


def _by_course(course: CourseRecord | None, planned: date | None, today: date) -> str:
    if course is None:
        return _("No course recorded yet")
    if course.completed is not None:
        if course.certificate is not None:
            return _("Completed {day}, the certificate is there").format(day=day(course.completed))
        return _("Completed {day}, certificate to come").format(day=day(course.completed))
    if planned is None:
        return _("Its last day is not recorded yet")
    if planned < today:
        return _("Was to end {day}").format(day=day(planned))
    return _("Ends {day}, certificate comes after").format(day=day(planned))
