"""Sizes, lists of numbers and names of files, as people read them."""

from gettext import gettext as _
from gettext import ngettext

KILO = 1000


def size(count: int) -> str:
    """A number of bytes in the unit that reads best: "640 KB", "1.8 MB", "2.40 GB"."""
    if count < KILO:
        return ngettext("{count} byte", "{count} bytes", count).format(count=count)
    if count < KILO**2:
        return _("{count:.0f} KB").format(count=count / KILO)
    if count < KILO**3:
        megabytes = count / KILO**2
        digits = 1 if megabytes < 10 else 0  # noqa: PLR2004  two figures say enough
        return _("{count} MB").format(count=f"{megabytes:.{digits}f}")
    return _("{count} GB").format(count=f"{count / KILO**3:.2f}")


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
    return _("“{name}”").format(name=(path or "").rpartition("/")[2])
