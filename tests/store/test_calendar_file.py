from datetime import date, timedelta

import vobject

from lssc_desktop.package.papers import CalendarEntry, calendar_file

DAY = date(2026, 11, 25)
DEADLINE = CalendarEntry(
    "deadline@x", date(2028, 9, 14), "LSSC: deadline", "By this day, everything; really.", (30, 7)
)
LEAP = CalendarEntry("leap@x", date(2028, 2, 29), "Ümläut, comma; and\nline — " + "long " * 40)


def test_another_library_reads_every_entry() -> None:
    read = vobject.readOne(calendar_file((DEADLINE, LEAP), "Ana’s dates", DAY).decode())
    first, second = read.vevent_list
    assert first.uid.value == "deadline@x"
    assert (first.dtstart.value, first.dtend.value) == (date(2028, 9, 14), date(2028, 9, 15))
    assert first.summary.value == "LSSC: deadline"
    assert first.description.value == "By this day, everything; really."
    assert (second.dtstart.value, second.summary.value) == (date(2028, 2, 29), LEAP.title)
    assert read.x_wr_calname.value == "Ana’s dates"


def test_it_reminds_in_the_morning_so_many_days_before() -> None:
    read = vobject.readOne(calendar_file((DEADLINE,), "x", DAY).decode())
    triggers = [alarm.trigger.value for alarm in read.vevent.valarm_list]
    assert triggers == [timedelta(days=-30, hours=9), timedelta(days=-7, hours=9)]
    assert {alarm.action.value for alarm in read.vevent.valarm_list} == {"DISPLAY"}


def test_the_same_entries_give_the_same_bytes() -> None:
    once = calendar_file((DEADLINE, LEAP), "x", DAY)
    assert calendar_file((DEADLINE, LEAP), "x", DAY) == once
    assert all(len(line) <= 75 for line in once.splitlines())


def test_a_calendar_may_be_empty() -> None:
    assert b"VEVENT" not in calendar_file((), "x", DAY)


def test_the_last_day_of_the_calendar_is_a_whole_day_too() -> None:
    last = CalendarEntry("last@x", date.max, "LSSC: planned", remind=(14,))
    (event,) = vobject.readOne(calendar_file((last,), "x", DAY).decode()).vevent_list
    assert event.dtstart.value == date.max
