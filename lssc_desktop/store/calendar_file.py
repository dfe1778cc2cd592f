"""Calendar files (iCalendar, RFC 5545) with whole days and reminders, and writing a paper.

The only user of icalendar, which is imported when a file is written.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from lssc_desktop.core.time.calendar import days_on
from lssc_desktop.store.folder.copying import FileExists
from lssc_desktop.store.folder.disk import require_folder_of
from lssc_desktop.store.folder.files import write_durably

_PRODUCT = "-//LSSC Desktop//Calendar//EN"


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A whole day to remember; `uid` stays the same when the day moves.

    `remind` says how many days before, at nine in the morning, to remind of it.
    """

    uid: str
    day: date
    title: str
    text: str = ""
    remind: tuple[int, ...] = ()


def calendar_file(entries: Sequence[CalendarEntry], name: str, written: date) -> bytes:
    """Return the file: the same entries, name and day give the same bytes.

    `written` is the day on which the entries were true: of two entries with one uid a calendar
    keeps the newer one.
    """
    from icalendar import Alarm, Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    stamp = datetime.combine(written, time(), UTC)
    for entry in entries:
        event = Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", stamp)
        event.add("summary", entry.title)
        if entry.text:
            event.add("description", entry.text)
        event.add("dtstart", entry.day)
        if entry.day < date.max:  # without an end a whole day lasts one day (RFC 5545, 3.6.1)
            event.add("dtend", days_on(entry.day, 1))
        event.add("transp", "TRANSPARENT")
        for days in entry.remind:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", entry.title)
            alarm.add("trigger", timedelta(days=-days, hours=9))
            event.add_component(alarm)
        calendar.add_component(event)
    made: bytes = calendar.to_ical()
    return made


# Papers -----------------------------------------------------------------------------------------


def write_paper(path: Path, data: bytes) -> None:
    """Write a paper that the user asked for by name: whole, and over nothing.

    Raises `FileExists`, `FolderGone` and the errors of `store.disk`.
    """
    if os.path.lexists(path):
        raise FileExists(str(path))
    require_folder_of(path)
    write_durably(path, data)
