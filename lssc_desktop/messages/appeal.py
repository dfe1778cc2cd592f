"""Appeals in words."""

from datetime import date
from gettext import gettext as _

from lssc_desktop.core.appeal import Appeal, NothingToAppeal
from lssc_desktop.core.program import AppealRule
from lssc_desktop.messages.days import day
from lssc_desktop.messages.message import Message, Sentences


def appeal_sentence(appeal: Appeal, set_title: str, rule: AppealRule, today: date) -> str:
    """Say until when an appeal is possible, or that it is so no more."""
    said = _("{set}: not achieved by the decision of {decided}.").format(
        set=set_title, decided=day(appeal.decided)
    )
    if today > appeal.documents_by:
        rest = _("The time for an appeal ended on {day}.").format(day=day(appeal.documents_by))
    elif today > appeal.notice_by:
        rest = _(
            "The time for a notice of appeal ended on {notice}. Who gave notice by then sends "
            "the documents until {documents}."
        ).format(notice=day(appeal.notice_by), documents=day(appeal.documents_by))
    else:
        rest = _(
            "For an appeal, notice is due by {notice} and the documents by {documents}, to: {to}."
        ).format(notice=day(appeal.notice_by), documents=day(appeal.documents_by), to=rule.to)
    return f"{said} {rest}"


def _nothing(error: NothingToAppeal) -> Message:
    return Message(
        _("No decision on {set} is one to appeal against.").format(set=error.set_title),
        _("No letter was written."),
        _("Tell first what the program decided, and when."),
    )


SENTENCES: Sentences = {NothingToAppeal: _nothing}
