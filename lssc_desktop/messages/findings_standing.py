"""What a check found about the person, the set and its route, in words."""

from collections.abc import Callable, Mapping
from datetime import date
from gettext import gettext as _

from lssc_desktop.core.finding import Finding
from lssc_desktop.core.folder_facts import Opened
from lssc_desktop.messages.counts import file_name, listed, numbers
from lssc_desktop.messages.days import day
from lssc_desktop.messages.finding_place import place
from lssc_desktop.messages.message import Message


def _not_marked_ready(finding: Finding) -> Message:
    return Message(
        _("{place} is not marked as ready.").format(place=place(finding)),
        _("You can hand in without it; the mark is for you."),
    )


def _self_rating_missing(finding: Finding) -> Message:
    return Message(
        _("You have not rated {numbers} yourself.").format(
            numbers=numbers(finding.fact("missing"))
        ),
        _("The forecast counts them as not met. Evaluators decide."),
    )


def _forecast_short(finding: Finding) -> Message:
    return Message(
        _("By your own ratings the set would not pass yet: {met} met, {needed} needed.").format(
            met=finding.fact("met"), needed=finding.fact("needed")
        ),
        _(
            "{partial} partially met, at most {allowed} may be; {not_met} not met. "
            "Evaluators decide."
        ).format(
            partial=finding.fact("partial"),
            allowed=finding.fact("partial_allowed"),
            not_met=finding.fact("not_met"),
        ),
    )


def _deadline_passed(finding: Finding) -> Message:
    return Message(
        _("The time for this program ended on {deadline}.").format(
            deadline=day(date.fromisoformat(finding.fact("deadline")))
        ),
        _("We do not know whether the program gives more time."),
        _("Ask the program before you pay a fee."),
    )


def _route_closed(finding: Finding) -> Message:
    routes = {
        "portfolio": _("portfolios"),
        "course": _("courses"),
        "recognition": _("recognition agreements"),
    }
    closed = finding.fact("until")
    until = day(date.fromisoformat(closed)) if closed else ""
    route = routes[finding.fact("route")]
    program = finding.fact("program")
    happened = (
        _("{program} has taken no {route} since {until}.")
        if until
        else _("{program} does not take {route}.")
    )
    return Message(
        happened.format(program=program, route=route, until=until),
        _("A package can still be made, for staff or for a program that takes it."),
        _("Ask the program before you pay a fee, or load your state program’s file."),
    )


def _comment_unanswered(finding: Finding) -> Message:
    happened = _("A comment by {reviewer} on {number} waits for your answer.")
    if finding.fact("file"):
        happened = _("A comment by {reviewer} on {file} waits for your answer.")
    elif finding.competency is None:
        happened = _("A comment by {reviewer} on the learning statement waits for your answer.")
    return Message(
        happened.format(
            reviewer=finding.fact("reviewer"),
            file=file_name(finding.fact("file")),
            number=numbers(str(finding.competency)),
        ),
        _("It says: “{comment}”").format(comment=finding.fact("comment")),
        _("Change your work or write an answer, then mark the comment as answered."),
    )


def _personal_document_missing(finding: Finding) -> Message:
    return Message(
        _("“About me” has no {title}.").format(title=finding.fact("title")),
        _("It belongs to you, not to one set."),
        _("Put it into the folder “About me”, with “{title}” in its name.").format(
            title=finding.fact("title")
        ),
    )


def _name_missing(_finding: Finding) -> Message:
    return Message(
        _("The portfolio does not say your name."), _("A package has to say whose it is.")
    )


def _set_not_chosen(finding: Finding) -> Message:
    return Message(
        _("{title} is not among your chosen sets.").format(title=finding.fact("title")),
        _("It would not count toward your certification."),
    )


def _course_missing(_finding: Finding) -> Message:
    return Message(
        _("No course is named for this set."),
        _("The program wants to know which course you took."),
        _("Enter its title, provider and day of completion."),
    )


def _course_incomplete(finding: Finding) -> Message:
    names = {
        "title": _("the title"),
        "provider": _("the provider"),
        "completed": _("the day of completion"),
    }
    return Message(
        _("The course record lacks {lacking}.").format(
            lacking=listed(tuple(names[name] for name in finding.fact("lacking").split()))
        ),
        _("The program cannot credit the course without it."),
    )


def _certificate_missing(_finding: Finding) -> Message:
    return Message(
        _("The certificate of the course is missing."),
        _("It is what you hand in for a set by course."),
        _("Add it when you have it."),
    )


def _certificate_unopenable(finding: Finding) -> Message:
    file = file_name(finding.path)
    if finding.fact("why") == Opened.PASSWORD:
        return Message(
            _("The certificate {file} needs a password to open.").format(file=file),
            _("The program can’t open it."),
            _("Save a copy without a password, and use that instead."),
        )
    return Message(
        _("The certificate {file} is damaged or incomplete.").format(file=file),
        _("The program can’t open it."),
        _("Replace it with a copy that opens."),
    )


def _certificate_gone(finding: Finding) -> Message:
    return Message(
        _("The certificate {file} is not in the folder anymore.").format(
            file=file_name(finding.path)
        ),
        _("Without it the set cannot be handed in."),
        _("Put the file back."),
    )


def _electives_count(finding: Finding) -> Message:
    return Message(
        _("You have chosen {chosen} electives.").format(chosen=finding.fact("chosen")),
        _("The program asks for {needed}.").format(needed=finding.fact("needed")),
    )


def _set_unknown(finding: Finding) -> Message:
    return Message(
        _("The program file has no set called “{set}”.").format(set=finding.set_id),
        _("Your work on it is kept."),
    )


def _competency_former(finding: Finding) -> Message:
    return Message(
        _("Your program does not ask for no. {number}, “{title}”, anymore.").format(
            number=finding.fact("number"), title=finding.fact("title")
        ),
        _("Your response is kept as {name}, and is in no package.").format(
            name=file_name(finding.path)
        ),
        _("Use what you can of it in another response."),
    )


STANDING: Mapping[str, Callable[[Finding], Message]] = {
    "not-marked-ready": _not_marked_ready,
    "self-rating-missing": _self_rating_missing,
    "forecast-short": _forecast_short,
    "deadline-passed": _deadline_passed,
    "route-closed": _route_closed,
    "comment-unanswered": _comment_unanswered,
    "personal-document-missing": _personal_document_missing,
    "name-missing": _name_missing,
    "set-not-chosen": _set_not_chosen,
    "course-missing": _course_missing,
    "course-incomplete": _course_incomplete,
    "certificate-missing": _certificate_missing,
    "certificate-gone": _certificate_gone,
    "certificate-unopenable": _certificate_unopenable,
    "electives-count": _electives_count,
    "set-unknown": _set_unknown,
    "competency-former": _competency_former,
}
