"""What the page of a renewal says, besides the report itself."""

from datetime import date
from decimal import Decimal
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

from lssc_desktop.core.activity import Granted
from lssc_desktop.core.certification import Certification
from lssc_desktop.core.clock import days_left
from lssc_desktop.core.program import Program, RenewalRule
from lssc_desktop.core.renewal import CountedActivity, RenewalReport
from lssc_desktop.messages.clock import days_left_text
from lssc_desktop.messages.days import day, weekday_day
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.renewal import (
    hours_text,
    how_it_counts,
    to_come_sentence,
    uncounted_word,
)


def head_line(certified: Certification | None, today: date) -> str:
    """Say what day it is, and until when the certification runs."""
    now = weekday_day(today)
    if certified is None:
        return _("{today}. You are not certified yet.").format(today=now)
    if certified.on > today:
        return f"{now}. " + to_come_sentence(certified)
    if certified.expires is None:
        return _("{today}. You have been certified since {on}.").format(
            today=now, on=day(certified.on)
        )
    if certified.expires < today:
        said = _("{today}. Your certification ran until {expires}.")
    else:
        said = _("{today}. Your certification runs until {expires}.")
    return said.format(today=now, expires=day(certified.expires))


def not_certified(rule: RenewalRule | None) -> Message:
    """Say what this page is for before there is a certification."""
    if rule is None:
        return Message(
            _("Your program file says nothing about renewal."),
            advice=_("Ask the program office how a certification is renewed."),
        )
    return Message(
        _("Renewal starts when you are certified."),
        advice=_("Keep certificates here until then."),
    )


def renewed_note() -> str:
    """Say what it means to tell a renewal that was granted."""
    return _(
        "Both days are in its letter. Activities since the first day count for the next renewal."
    )


def take_back_words(granted: Granted) -> str:
    """Offer to take back a renewal that was told by mistake."""
    return _("Take back the renewal of {day}").format(day=day(granted.on))


def taken_back(granted: Granted) -> Message:
    """Say that a renewal counts as not granted."""
    return Message(
        _("The renewal of {day} is taken back.").format(day=day(granted.on)),
        advice=_("Undo brings it back."),
    )


def to_go_line(report: RenewalReport) -> str:
    """Say how many hours are still missing: "9 hours to go"."""
    if not report.missing:
        return _("Nothing is missing")
    count = hours_text(report.missing)
    return _("1 hour to go") if count == "1" else _("{hours} hours to go").format(hours=count)


def of_hours_line(report: RenewalReport) -> str:
    """Say of how many hours: "of 32 hours"."""
    return _("of {hours} hours").format(hours=hours_text(report.rule.hours))


def hours_line(report: RenewalReport) -> tuple[str, str]:
    """Say how many hours there are, the number first and strong."""
    return _of(report.hours, report.rule.hours), _("contact hours")


def technology_line(report: RenewalReport) -> tuple[str, str]:
    """Say how many of them are on technology; two empty texts where none have to be."""
    if not report.rule.technology_hours:
        return "", ""
    return (
        _of(report.technology, report.rule.technology_hours),
        _("on technology, inside the {hours}").format(hours=hours_text(report.rule.hours)),
    )


def total_line(report: RenewalReport) -> str:
    """Say the sums under the table."""
    return _("Total {hours} hours, {technology} technology").format(
        hours=hours_text(report.hours), technology=hours_text(report.technology)
    )


def rule_line(rule: RenewalRule | None) -> str:
    """Say what an activity needs to count."""
    if rule is None:
        return ""
    if rule.minimum_hours == 1:
        return _("Each needs at least one full hour and a link to a competency set")
    return _("Each needs at least {hours} hours and a link to a competency set").format(
        hours=hours_text(rule.minimum_hours)
    )


def sitting_line(rule: RenewalRule | None) -> str:
    """Say how the form is filled."""
    if rule is not None and rule.one_sitting:
        return _(
            "The renewal form must be completed in one sitting. We put all lines in order, with "
            "copy buttons, before you open it."
        )
    return _("We put all lines of the renewal form in order, with copy buttons.")


def document_word(item: CountedActivity, rule: RenewalRule | None) -> str:
    """Say what shows an activity, or why it does not count."""
    if item.why_not is not None and rule is not None:
        return uncounted_word(item.why_not, rule)
    if not item.documented:
        return _("No document yet")
    names = [path.rpartition("/")[2].rpartition(".")[0] for path in item.activity.evidence]
    return ", ".join(names)


def counted_as(item: CountedActivity) -> str:
    """Say in short what an activity is: "Workshop, 2 × 60 minutes", "Conference, 1 day = 6 h"."""
    if item.conversion is None:
        return how_it_counts(item)
    kind, unit = item.conversion.word, item.conversion.unit
    amount = hours_text(item.activity.amount)
    said = unit if amount == "1" else _("{amount} × {unit}").format(amount=amount, unit=unit)
    if item.conversion.hours == 1:
        return _("{kind}, {units}").format(kind=kind, units=said)
    return _("{kind}, {units} = {hours} h").format(
        kind=kind, units=said, hours=hours_text(item.offered)
    )


def activity_name(item: CountedActivity, program: Program) -> str:
    """Say a whole activity to someone who does not see its row."""
    return _("{title}, {day}, {hours} hours, {set}, {document}").format(
        title=item.activity.title,
        day=day(item.activity.day),
        hours=hours_text(item.hours),
        set=set_word(item, program),
        document=document_word(item, program.renewal),
    )


def set_word(item: CountedActivity, program: Program) -> str:
    """Name the set that an activity is about."""
    found = program.competency_set(item.activity.set_id)
    if found is not None:
        return found.short_title
    return item.activity.set_id or _("none")


def months_before(rule: RenewalRule) -> str:
    """Say how long before its end a certification can be renewed: "12 months before"."""
    count = rule.opens_months_before
    return ngettext("{count} month before", "{count} months before", count).format(count=count)


def grace_months(rule: RenewalRule) -> str:
    """Say how long after its end a certification can be renewed: "2 months"."""
    count = rule.grace_months
    return ngettext("{count} month", "{count} months", count).format(count=count)


def left_words(until: date, today: date) -> str:
    """Say how many days are left until a day that is to come: "197 days left"."""
    return days_left_text(days_left(until, today))


def renewal_packaged(path: Path, package_id: str) -> Message:
    """Say that the package of a renewal is there."""
    return Message(
        _("“{file}” is built.").format(file=path.name),
        _(
            "It holds every activity that counts, with its documents. Its fingerprint is {id}."
        ).format(id=package_id),
        _("Nothing was sent. It is on the Submissions page: hand it in there, or keep it."),
    )


def removed(title: str) -> Message:
    """Say that an activity was taken out of the list."""
    return Message(
        _("“{title}” was taken out of the activities.").format(title=title),
        _("Its files stay in your evidence."),
    )


def counts_line(hours: str, rule: RenewalRule, *, enough: bool) -> str:
    """Say how many contact hours an amount makes, while it is typed."""
    if enough:
        return _("Counts {hours} contact hours.").format(hours=hours)
    return _("Comes to {hours} contact hours. It needs at least {minimum} to count.").format(
        hours=hours, minimum=hours_text(rule.minimum_hours)
    )


def _of(done: Decimal, needed: Decimal) -> str:
    return _("{done} of {needed}").format(done=hours_text(done), needed=hours_text(needed))
