"""Sizes, lists of numbers and names of files, as people read them."""

from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.messages.shown import shown_file

KILO = 1000
_MOST = 10**18
"""Bytes; no disk has more, and a number of any length cannot be counted with."""

SMALL = 10
"""Below this a number of megabytes or gigabytes has one digit after the point."""


def size(count: int) -> str:
    """A number of bytes in the unit that reads best: "640 KB", "1.8 MB", "312 MB", "2.4 GB"."""
    count = min(count, _MOST)
    if count < KILO:
        return ngettext("{count} byte", "{count} bytes", count).format(count=count)
    if round(count / KILO) < KILO:
        return _("{count} KB").format(count=round(count / KILO))
    if round(count / KILO**2) < KILO:
        return _("{count} MB").format(count=_short(count / KILO**2))
    return _("{count} GB").format(count=_short(count / KILO**3))


def _short(number: float) -> str:
    return f"{number:.1f}" if number < SMALL - 0.05 else f"{number:.0f}"


def listed(items: tuple[str, ...]) -> str:
    """Words in a row: "a", "a and b", "a, b and c"."""
    if len(items) < 2:  # noqa: PLR2004  one word is no row
        return "".join(items)
    return _("{first} and {last}").format(first=", ".join(items[:-1]), last=items[-1])


def numbers(text: str) -> str:
    """Competency numbers as a check gives them ("6 11 12") in words: "no. 6, 11 and 12"."""
    return _("no. {numbers}").format(numbers=listed(tuple(text.split())))


def file_name(path: str | None) -> str:
    """The last part of a path, in quotation marks."""
    return shown_file(path or "")
