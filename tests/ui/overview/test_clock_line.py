from datetime import date, timedelta
from fractions import Fraction

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from lssc_desktop.core.time.clock import (
    Mark,
    MarkKind,
    Pace,
    PaceReason,
    PaceReport,
    Timeline,
    WorkDone,
)
from lssc_desktop.languages import catalog, speaking
from lssc_desktop.ui.kit.buttons import StatusChip
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.overview.clock import ClockCard, ClockLine, Words
from tests.core.check.rules.desk import small_program

START, END = date(2024, 9, 14), date(2028, 9, 14)
YEARS = (date(2025, 9, 14), date(2026, 9, 14), date(2027, 9, 14))
WORDS = Words("Admitted", "Deadline", "Today")
SET = small_program().sets[0]


def mark(day: date, kind: MarkKind = MarkKind.PLANNED) -> Mark:
    return Mark(SET, day, kind)


def line_with(*marks: Mark) -> Timeline:
    return Timeline(START, END, YEARS, marks)


@pytest.fixture
def line(qtbot: QtBot, icons: Icons) -> ClockLine:
    line = ClockLine(icons, "Your timeline")
    qtbot.addWidget(line)
    line.resize(830, line.sizeHint().height())
    return line


def test_without_sets_it_keeps_no_room_for_their_labels(line: ClockLine) -> None:
    today = date(2026, 11, 24)
    line.show_line(line_with(mark(date(2026, 12, 1))), today, WORDS)
    high = line.minimumSizeHint().height()
    line.show_line(line_with(), today, WORDS)
    assert line.minimumSizeHint().height() < high


def test_marks_next_to_today_keep_their_labels(line: ClockLine) -> None:
    near, far = mark(date(2026, 12, 1)), mark(date(2026, 12, 20))
    line.resize(60, line.height())
    line.show_line(line_with(far, near), date(2026, 11, 24), WORDS)
    assert line.labelled() == (near,)


def words_below(line: ClockLine, mark: Mark) -> str:
    label = line.label(mark)
    assert label is not None
    return label[0]


def test_a_label_is_said_in_fewer_words_before_it_is_left_out(line: ClockLine) -> None:
    first, second = mark(date(2026, 12, 1), MarkKind.READY), mark(date(2027, 5, 10))
    line.show_line(line_with(first, second), date(2026, 11, 24), WORDS)
    assert line.labelled() == (first, second)
    assert words_below(line, first) == "ready Dec 2026"
    assert words_below(line, second) == "May 2027"
    line.show_line(line_with(first), date(2026, 11, 24), WORDS)
    assert words_below(line, first) == "ready since Dec 2026"


def test_marks_close_together_share_a_label_that_has_room(line: ClockLine) -> None:
    marks = mark(date(2026, 9, 1)), mark(date(2026, 10, 20), MarkKind.READY)
    line.show_line(line_with(*marks), date(2026, 11, 24), WORDS)
    assert line.labelled() == marks
    assert words_below(line, marks[0]) == words_below(line, marks[1]) == "Sep 2026 and Oct 2026"


def test_a_label_stands_in_the_middle_below_its_mark(line: ClockLine) -> None:
    marks = mark(date(2026, 12, 1)), mark(date(2027, 4, 26)), mark(date(2027, 10, 1))
    line.show_line(line_with(*marks), date(2026, 11, 24), WORDS)
    assert line.labelled() == marks
    for each in marks:
        label = line.label(each)
        assert label is not None
        assert label[1].center().x() == pytest.approx(line.dot_place(each).center().x())


def test_a_label_at_the_end_of_the_line_is_not_cut_off(line: ClockLine) -> None:
    last = mark(END)
    line.show_line(line_with(last), date(2026, 11, 24), WORDS)
    label = line.label(last)
    assert label is not None
    assert label[1].right() <= line.width()


def test_on_the_first_day_the_flag_leaves_the_date_of_admission_readable(
    line: ClockLine,
) -> None:
    line.show_line(line_with(), START, WORDS)
    flag, ends = line.flag_place, line.end_places
    assert not any(flag.adjusted(0, -4, 0, 0).intersects(end) for end in ends)
    assert flag.left() == ends[0].left()


@pytest.mark.parametrize("today", [START, date(2026, 11, 24), END])
def test_the_flag_is_drawn_whole(line: ClockLine, today: date) -> None:
    line.show_line(line_with(), today, WORDS)
    assert line.flag_place.top() >= 0
    assert line.flag_place.bottom() < line.height()


@pytest.mark.parametrize("today", [END, END + timedelta(days=400)])
def test_after_the_deadline_the_flag_stays_on_the_line(line: ClockLine, today: date) -> None:
    line.show_line(line_with(), today, WORDS)
    assert line.flag_place.right() <= line.width()
    assert not any(line.flag_place.intersects(end) for end in line.end_places)


def test_what_has_no_label_is_told_in_its_tooltip(line: ClockLine) -> None:
    hidden = mark(date(2026, 12, 20), MarkKind.READY)
    line.show_line(line_with(mark(date(2026, 12, 1)), hidden), date(2026, 11, 24), WORDS)
    spot = line.dot_place(hidden).center().toPoint()
    assert "Basics: ready since December 20, 2026." in line.sentences_at(spot)
    assert line.sentences_at(QPoint(2, 2)) == ""


@pytest.mark.parametrize("kind", MarkKind)
@pytest.mark.parametrize("width", [830, 340, 60, 1])
def test_it_can_be_drawn_at_any_width(line: ClockLine, kind: MarkKind, width: int) -> None:
    line.show_line(line_with(mark(date(2026, 12, 1), kind)), date(2026, 11, 24), WORDS)
    line.resize(width, line.height())
    assert not line.grab().isNull()


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (END - timedelta(days=1), ["1", "day left"]),
        (END, ["Today is the last day"]),
        (END + timedelta(days=3), ["3", "days past"]),
    ],
)
def test_the_days_are_counted_to_the_end_and_beyond(
    qtbot: QtBot, icons: Icons, today: date, said: list[str]
) -> None:
    card = ClockCard(icons)
    qtbot.addWidget(card)
    report = PaceReport(Pace.BEHIND, PaceReason.LITTLE_READY, WorkDone(Fraction(0)))
    card.show_clock(line_with(), report, today, "Admitted")
    card.show()
    words = [label.text() for label in card.findChildren(Label) if label.isVisible()]
    assert words[: len(said)] == said


def test_the_days_and_the_pace_are_read_whole_in_a_language_of_longer_words(
    qtbot: QtBot, icons: Icons
) -> None:
    with speaking(catalog("es")):
        card = ClockCard(icons)
        qtbot.addWidget(card)
        report = PaceReport(Pace.TOO_EARLY, PaceReason.JUST_BEGUN, WorkDone(Fraction(0)))
        card.show_clock(line_with(), report, START, "Admisión")
    card.resize(1030, 150)
    card.show()
    (pace,) = card.findChildren(StatusChip)
    days = next(each for each in card.findChildren(Label) if each.text() == "días restantes")
    for part in (pace, days):
        assert part.visibleRegion().boundingRect().width() >= part.sizeHint().width()
