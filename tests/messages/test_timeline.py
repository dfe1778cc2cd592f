from datetime import date

from lssc_desktop.core.time.clock import Mark, MarkKind, Timeline
from lssc_desktop.messages.standing import mark_label, mark_labels, timeline_sentences
from tests.core.check.rules.desk import small_program


def mark(kind: MarkKind) -> Mark:
    return Mark(small_program().sets[0], date(2027, 4, 30), kind)


def test_a_mark_says_briefly_what_it_is() -> None:
    labels = {kind: mark_label(mark(kind)) for kind in MarkKind}
    assert labels == {
        MarkKind.PLANNED: "plan Apr 2027",
        MarkKind.READY: "ready since Apr 2027",
        MarkKind.COURSE_DONE: "course done Apr 2027",
        MarkKind.PACKAGED: "packaged Apr 2027",
        MarkKind.NOT_CONFIRMED: "not confirmed",
        MarkKind.HANDED_IN: "handed in Apr 2027",
        MarkKind.ACHIEVED: "achieved Apr 2027",
    }


def test_where_there_is_little_room_it_says_it_in_fewer_words() -> None:
    assert mark_labels(mark(MarkKind.COURSE_DONE)) == (
        *("course done Apr 2027", "done Apr 2027", "Apr 2027"),
    )
    assert mark_labels(mark(MarkKind.PLANNED)) == ("plan Apr 2027", "Apr 2027")
    for kind in MarkKind:
        assert mark_labels(mark(kind))[0] == mark_label(mark(kind))


def test_the_whole_line_is_said_in_the_order_of_its_days() -> None:
    line = Timeline(date(2024, 9, 14), date(2028, 9, 14), (), (mark(MarkKind.PLANNED),))
    assert timeline_sentences(line, "Admitted", "Deadline", date(2026, 11, 24)) == (
        "Admitted September 14, 2024. Today is November 24, 2026. "
        "Basics: planned for April 30, 2027. Deadline September 14, 2028."
    )
