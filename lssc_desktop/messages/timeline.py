"""The line of the candidate's years in words, for its labels and for who does not see it."""

from collections.abc import Sequence
from datetime import date
from gettext import gettext as _

from lssc_desktop.core.timeline import Mark, MarkKind, Timeline
from lssc_desktop.messages.counts import listed
from lssc_desktop.messages.days import day, short_month


def mark_labels(mark: Mark) -> tuple[str, ...]:
    """Say what a mark is, in the little room below it, and in ever fewer words.

    The last one has the month alone, where only the mark itself has room to say what it is.
    """
    month = short_month(mark.day)
    short = {
        MarkKind.READY: _("ready {month}").format(month=month),
        MarkKind.COURSE_DONE: _("done {month}").format(month=month),
    }
    return tuple(dict.fromkeys((mark_label(mark), short.get(mark.kind, month), month)))


def joint_label(marks: Sequence[Mark]) -> str:
    """Say when several sets are, that share the room below their marks: "Sep 2026 and Oct 2026"."""
    months = tuple(dict.fromkeys(short_month(mark.day) for mark in marks))
    return listed(months)


def mark_label(mark: Mark) -> str:
    """Say what a mark is: "plan Apr 2027"."""
    return {
        MarkKind.PLANNED: _("plan {month}"),
        MarkKind.READY: _("ready since {month}"),
        MarkKind.COURSE_DONE: _("course done {month}"),
        MarkKind.PACKAGED: _("packaged {month}"),
        MarkKind.NOT_CONFIRMED: _("not confirmed"),
        MarkKind.HANDED_IN: _("handed in {month}"),
        MarkKind.ACHIEVED: _("achieved {month}"),
    }[mark.kind].format(month=short_month(mark.day))


def mark_sentence(mark: Mark) -> str:
    """Say a mark with its whole day: "Technology: ready since February 10, 2026."."""
    said = {
        MarkKind.PLANNED: _("{set}: planned for {day}."),
        MarkKind.READY: _("{set}: ready since {day}."),
        MarkKind.COURSE_DONE: _("{set}: course completed on {day}."),
        MarkKind.PACKAGED: _("{set}: packaged on {day}."),
        MarkKind.NOT_CONFIRMED: _("{set}: sent on {day}, arrival not confirmed."),
        MarkKind.HANDED_IN: _("{set}: handed in on {day}."),
        MarkKind.ACHIEVED: _("{set}: achieved on {day}."),
    }[mark.kind]
    return said.format(set=mark.competency_set.title, day=day(mark.day))


def year_label(number: int) -> str:
    """Name a year of the line."""
    return _("Year {number}").format(number=number)


def timeline_sentences(line: Timeline, start_word: str, end_word: str, today: date) -> str:
    """Say the whole line: its start, today, its end and every mark, in the order of the days."""
    said = [
        (line.start, _("{start} {day}.").format(start=start_word, day=day(line.start))),
        (today, _("Today is {day}.").format(day=day(today))),
        (line.end, _("{end} {day}.").format(end=end_word, day=day(line.end))),
        *((mark.day, mark_sentence(mark)) for mark in line.marks),
    ]
    return " ".join(text for _day, text in sorted(said, key=lambda pair: pair[0]))
