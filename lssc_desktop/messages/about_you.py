"""The dialogs about the candidate and the assistant for a new portfolio, in words."""

from collections.abc import Iterator
from datetime import date

from lssc_desktop.core.portfolio.candidate_edits import is_email
from lssc_desktop.core.portfolio.portfolio import Candidate
from lssc_desktop.core.program.fees import MembershipRule
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import ClockStart, Route
from lssc_desktop.formats.dates import long_day
from lssc_desktop.formats.lists import word_list
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.program import rule_value
from lssc_desktop.messages.words import spoken_range


def start_note(start: str) -> str:
    """Say from which of the days the years run, and what to do before it."""
    return {
        ClockStart.ENROLLMENT.value: _("Your time starts on your enrollment date."),
        ClockStart.ACCEPTANCE.value: _("Your time starts on your acceptance date."),
    }.get(start, _("Your time starts on this date. Not admitted yet? Leave it blank."))


def first_day_label(program: Program) -> str:
    """Name the day that a new portfolio begins with: without a clock it is that of enrollment."""
    return _("&Enrolled on") if program.clock is None else _("A&dmitted on")


def first_day_note(program: Program) -> str:
    """Say what depends on that day."""
    if program.clock is not None:
        return start_note("")
    said = [_("You have no deadline.")]
    if program.usual_months:
        said.append(
            _("It usually takes {months} months.").format(months=spoken_range(program.usual_months))
        )
    return " ".join(said)


def member_label(program: Program) -> str:
    """Ask for the membership that the program requires, or that lowers the fees."""
    rule, association = program.membership, program.fees.association
    if rule is not None:
        return _("I am a member of {association}, which the program requires").format(
            association=rule.association
        )
    if not association:
        return _("I am a member of the association, which lowers the fees")
    return _("I am a member of {association}, which lowers the fees").format(
        association=association
    )


def membership_lines(rule: MembershipRule, program: Program) -> Iterator[str]:
    """Say who has to be a member, from when on, and in which class."""
    yield _("You must be a member of {association} starting with {moment}.").format(
        association=rule.association,
        moment=rule_value("membership.needed_from", rule.needed_from, program),
    )
    if rule.classes:
        classes = word_list(rule.classes)
        yield _("These membership types qualify: {classes}.").format(classes=classes)
    if rule.note:
        yield rule.note


def membership_history(candidate: Candidate) -> str:
    """Say what was saved of the membership, change by change; "" where it never changed."""
    lines = [
        (_("Member since {day}.") if item.member else _("Not a member since {day}.")).format(
            day=long_day(item.since)
        )
        for item in candidate.memberships
        if item.since is not None
    ]
    return " ".join((*lines, _("Fees you’ve already paid don’t change."))) if lines else ""


def plan_note(deadline: date | None, today: date) -> str:
    """Say until when all plans have to lie."""
    if deadline is None:
        return _("You don’t have a deadline. The plan is only for you, and you can change it.")
    if deadline < today:
        return _("Your deadline was {day}. Plan only what the program still allows.").format(
            day=long_day(deadline)
        )
    return _("Your deadline is {day}. The plan is only for you, and you can change it.").format(
        day=long_day(deadline)
    )


def email_note(text: str) -> str:
    """Say that a text is no email address; "" for one that can be, and for none."""
    if not text.strip() or is_email(text):
        return ""
    return _("This doesn’t look like an email address. Check it.")


# Assistant for a new portfolio ------------------------------------------------------------------


def audience_line(program: Program, origin: str = "") -> str:
    """Say who a program is for, and from which file it comes when it did not come with us."""
    said = (
        program.audience and f"{program.audience}.",
        origin and _("From the program file {file}.").format(file=origin),
    )
    return " ".join(filter(None, said)) or program.office


def portfolios_word(program: Program) -> str:
    """Say in a few words whether a program takes portfolios: "No portfolios since 2019"."""
    rule = program.route(Route.PORTFOLIO)
    if program.takes(Route.PORTFOLIO):
        if rule is not None and rule.as_of:
            return _("Accepts {portfolios} (as of {time})").format(time=rule.as_of)
        return _("Accepts {portfolios}")
    if rule is None or rule.until is None:
        return _("Doesn’t accept {portfolios}")
    return _("No {portfolios} since {day}").format(day=long_day(rule.until))
