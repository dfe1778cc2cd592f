"""What a work period cannot be."""

from gettext import gettext as _

from lssc_desktop.core.experience_edits import HOURS_OF_A_WEEK, WorkUnlikely
from lssc_desktop.messages.message import Message, Sentences


def _work_unlikely(error: WorkUnlikely) -> Message:
    happened, advice = {
        "employer": (
            _("The work has no employer."),
            _("Type the name of the library."),
        ),
        "begun": (
            _("The work has no first day."),
            _("Tell the day on which it began."),
        ),
        "days": (
            _("The work would end before it began."),
            _("Look at the two days; leave the second one out while the work goes on."),
        ),
        "hours": (
            _("Nobody can work so many hours a week."),
            _("Type the hours of one week, more than 0 and at most {most}.").format(
                most=HOURS_OF_A_WEEK
            ),
        ),
    }[error.what]
    return Message(happened, _("It was not taken down."), advice)


SENTENCES: Sentences = {WorkUnlikely: _work_unlikely}
