"""The rows of the sidebar: a short count for the eye, a whole phrase for a screen reader."""

from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.core.portfolio import Route
from lssc_desktop.core.progress import SetProgress, SetState
from lssc_desktop.messages.standing import set_state_word


def set_count(item: SetProgress) -> str:
    """How far a set is: "7/12", "Done", or by which other route it goes."""
    if item.state is SetState.ACHIEVED:
        return _("Done")
    match item.work.route:
        case Route.PORTFOLIO:
            return _("{ready}/{total}").format(ready=item.ready, total=item.competencies)
        case Route.COURSE:
            return _("Course")
        case Route.RECOGNITION:
            return _("Recognition")


def submissions_name(waiting: int) -> str:
    """The page of packages on their way, with how many only the person can bring on."""
    if not waiting:
        return _("Submissions")
    return ngettext(
        "Submissions, {count} needs you", "Submissions, {count} need you", waiting
    ).format(count=waiting)


def set_name(item: SetProgress, asked: int = 0) -> str:
    """The same for a screen reader: "Foundations of Library Services, 7 of 12 ready".

    `asked` comments of reviewers wait for an answer.
    """
    title = item.competency_set.title
    match item.work.route:
        case Route.PORTFOLIO:
            said = _("{set}, {ready} of {total} ready")
        case Route.COURSE:
            is_done = item.state is SetState.COURSE_DONE
            said = _("{set}, course done") if is_done else _("{set}, by a course")
        case Route.RECOGNITION:
            said = _("{set}, by recognition")
    name = said.format(set=title, ready=item.ready, total=item.competencies)
    if asked:
        name += ", " + ngettext(
            "{count} comment to answer", "{count} comments to answer", asked
        ).format(count=asked)
    if item.is_open:
        return name
    return _("{name}, {state}").format(name=name, state=set_state_word(item.state).lower())
