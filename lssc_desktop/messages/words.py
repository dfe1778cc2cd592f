"""Names, sizes, lists and the progress of a job, as shown in a sentence; days that were typed."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import PurePath
from typing import TYPE_CHECKING
from unicodedata import bidirectional, category

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Item, Step
from lssc_desktop.formats.dates import long_day
from lssc_desktop.formats.lists import word_list
from lssc_desktop.formats.numbers import size
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.message import Message

if TYPE_CHECKING:
    from lssc_desktop.core.review.review import Review

_LONGEST_LINE = 160  # characters of somebody else's words

# Embedding and isolating marks can make "gpj.exe" look like "exe.jpg".
_DIRECTION_MARKS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})

_UNPRINTABLE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_LONGEST_TEXT = 200  # characters of a stranger's text

_LONGEST_NAME = 60
"""Characters of a file's name where there is little room for it."""

_SEVERAL = Decimal(2)

_ALIKE = 0.75  # less, and “help” would be taken for “shelf”

_LONG_ROW = 3  # numbers

_MINUTE = 60
_HOUR = 3600


def shown_file(path: str) -> str:
    """Return the name of a file or folder in quotation marks, without what is above it."""
    return _("“{name}”").format(name=printable(PurePath(path).name or path))


def shown_folder(path: str) -> str:
    """Return a whole path in quotation marks, for where something was looked for."""
    return _("“{name}”").format(name=printable(path))


def printable(text: str) -> str:
    """Return a name in one line: what breaks it, or turns its direction, becomes U+FFFD."""
    return "".join("\ufffd" if _is_tricky(char) else char for char in text)


def safe_text(text: str) -> str:
    """A stranger's text without what could upset a screen or a reader, and not too long."""
    clean = "".join(
        "\ufffd" if category(char) in _UNPRINTABLE else char for char in text[: _LONGEST_TEXT + 1]
    )
    return clean if len(clean) <= _LONGEST_TEXT else clean[: _LONGEST_TEXT - 1] + "…"


def shortened_name(name: str) -> str:
    """Return a file's name in two or three short lines: beginning and end, which tell it apart."""
    if len(name) <= _LONGEST_NAME:
        return name
    kept = _LONGEST_NAME - 1
    return f"{name[: kept - kept // 2].rstrip()}…{name[-(kept // 2) :].lstrip()}"


def _is_tricky(char: str) -> bool:
    return category(char) in {"Cc", "Cs", "Zl", "Zp"} or bidirectional(char) in _DIRECTION_MARKS


def guess_line(word: str, among: Iterable[str]) -> str:
    """Ask whether the word that is most like it was meant, "" where none is like it."""
    near = near_word(word, among)
    return _("Did you mean “{near}”?").format(near=near) if near else ""


def near_word(word: str, among: Iterable[str]) -> str:
    """Return the word that is most like it, "" where none is like it."""
    from lssc_desktop.store.shape import nearest  # few words are mistyped

    return nearest(word, among, _ALIKE)


def shown_place(url: str) -> str:
    """Return an address as it is shown: a folder of this computer as its path."""
    from lssc_desktop.transfer.address import parse_address  # a start sends nothing

    try:
        folder = parse_address(url).folder
    except LsscError:
        folder = None
    return shown_folder(url if folder is None else str(folder))


def file_name(path: str | None) -> str:
    """Return the last part of a path, in quotation marks."""
    return shown_file(path or "")


# Numbers and lists ------------------------------------------------------------------------------


def amount(text: str) -> Decimal:
    """Return the number that a fact says, for the form of its noun; several where it is none."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return _SEVERAL


def competency_list(numbers: Sequence[int | str]) -> str:
    """Name competencies in a sentence: "competency 3", "competencies 3, 4, and 5"; "" for none."""
    if not numbers:
        return ""
    return ngettext("{competency} {numbers}", "{competencies} {numbers}", len(numbers)).format(
        numbers=word_list(tuple(map(str, numbers)))
    )


def number_ranges(numbers: Sequence[str]) -> str:
    """Name numbers, those that follow each other by the first and the last: "1 and 4 to 12"."""
    rows: list[list[str]] = []
    for each in sorted(numbers, key=int):
        if rows and int(each) == int(rows[-1][-1]) + 1:
            rows[-1].append(each)
        else:
            rows.append([each])
    said: list[str] = []
    for row in rows:
        is_long = len(row) >= _LONG_ROW
        said += [_("{first} to {last}").format(first=row[0], last=row[-1])] if is_long else row
    return word_list(tuple(said))


def spoken_range(words: str) -> str:
    """Return what a program file says of numbers, such as "6 to 12", in the language spoken."""
    first, between, last = words.partition(" to ")
    if between and first.isdecimal() and last.isdecimal():
        return _("{first} to {last}").format(first=first, last=last)
    return words


# Progress of a job ------------------------------------------------------------------------------


def percent(done: int, total: int) -> str:
    """Say which share is done; "" when the whole is not known, and never 100% before the end."""
    if total <= 0:
        return ""
    return _("{percent}%").format(percent=min(99, 100 * done // total))


def bytes_done(done: int, total: int) -> str:
    """Say how many bytes of how many are done, with one unit where one is enough."""
    so_far, whole = size(done), size(total)
    number, _space, unit = so_far.rpartition(" ")
    if whole.rpartition(" ")[2] == unit:
        so_far = number
    return _("{done} of {total}").format(done=so_far, total=whole)


def files_done(item: Item) -> str:
    """Say how many files of how many are done; "" when nobody counts them."""
    if not item.total:
        return ""
    return ngettext("{done} of {total} file", "{done} of {total} files", item.total).format(
        done=item.done, total=item.total
    )


def now_at(item: Item) -> str:
    """Name the file that a job is at; "" between files."""
    name = item.name.rpartition("/")[2]
    return _("Now: {name}.").format(name=name) if name else ""


def time_left(seconds: float, *, short: bool = False) -> str:
    """Say roughly how long the rest takes; nobody is served by seconds that jump.

    `short` is for a row in which it has to stand on one line with what is done.
    """
    if seconds < 8:  # noqa: PLR2004  below this it is over before it is read
        return _("a few seconds left")
    if seconds < _MINUTE - 5:
        tens = max(10, round(seconds / 10) * 10)
        said = (
            _("about {count} sec left")
            if short
            else ngettext("about {count} second left", "about {count} seconds left", tens)
        )
        return said.format(count=tens)
    if seconds < _HOUR - 5 * _MINUTE:
        minutes = max(1, round(seconds / _MINUTE))
        if short:
            return _("about {count} min left").format(count=minutes)
        return ngettext("about {count} minute left", "about {count} minutes left", minutes).format(
            count=minutes
        )
    hours = max(1, round(seconds / _HOUR))
    return ngettext("about {count} hour left", "about {count} hours left", hours).format(
        count=hours
    )


def stopping() -> str:
    """Say that a job was asked to stop."""
    return _("Stopping. Nothing half-finished is left behind.")


def job_step_words(step: Step) -> str:
    """Say what is being done: "Copying and fingerprinting"."""
    return {
        Step.LOOKING: _("Checking the folder"),
        Step.DOWNLOADING: _("Downloading files that are only online"),
        Step.KEYRING: _("Waiting for this computer’s keyring"),
        Step.READING: _("Reading the documents"),
        Step.CONVERTING: _("Converting it to a Word document"),
        Step.MAKING_COPY: _("Making a copy that anyone can open"),
        Step.MAKING_CLEAN_COPY: _("Making a clean copy"),
        Step.WRITING: _("Writing the documents"),
        Step.COPYING: _("Copying"),
        Step.ASSEMBLING: _("Laying out the pages"),
        Step.PACKAGING: _("Copying and fingerprinting"),
        Step.VERIFYING: _("Comparing fingerprints"),
        Step.ASKING: _("Contacting the receiver"),
        Step.SENDING: _("Sending"),
        Step.SCANNING: _("Looking for private data"),
        Step.COMPARING: _("Comparing the receiver’s copy with yours"),
        Step.WAITING: _("Waiting for the receiver"),
        Step.REMOVING: _("Moving to the trash"),
        Step.RETURNING: _("Bringing back from the trash"),
    }[step]


def digits_shown(fingerprint: str, count: int) -> str:
    """Return the first `count` digits of a fingerprint in groups of four: "7f3a 91c2 5e08"."""
    shown = fingerprint[:count]
    return " ".join(shown[at : at + 4] for at in range(0, len(shown), 4))


# Days that the user typed ------------------------------------------------------------------------

EXAMPLE = date(2026, 3, 15)
"""Shows how a day is typed."""


def day_unclear(text: str) -> Message:
    """Say that a day was not understood, and how to type one."""
    return Message(
        _("“{text}” isn’t a date.").format(text=text) if text.strip() else _("A date is missing."),
        advice=_("Enter it like {example}, or press Alt+Down for a calendar.").format(
            example=long_day(EXAMPLE)
        ),
    )


def day_to_come(value: date) -> Message:
    """Say that something entered as done would be done on a day that is not here yet."""
    return Message(
        _("{day} is in the future.").format(day=long_day(value)),
        advice=_("Check the date."),
    )


def one_line(text: str, longest: int = _LONGEST_LINE) -> str:
    """Return a stranger's words in one line, and not longer than a line may be."""
    words = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return words if len(words) <= longest else words[: longest - 1] + "…"


def review_counts(review: "Review") -> str:
    """Count what a review holds: "3 comments, 9 ratings"."""
    comments, ratings = len(review.comments), len(review.ratings)
    return _("{comments}, {ratings}").format(
        comments=ngettext("{count} comment", "{count} comments", comments).format(count=comments),
        ratings=ngettext("{count} rating", "{count} ratings", ratings).format(count=ratings),
    )
