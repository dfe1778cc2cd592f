"""What a package says of itself, in plain words instead of the tags of its bag."""

from collections.abc import Sequence
from datetime import date
from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.core.portfolio import PackageKind
from lssc_desktop.messages.days import day
from lssc_desktop.messages.review import copy_words, one_line

_MOST_VALUES = 5
_MOST_TAGS = 50
_LONGEST_TAG = 80
_LONGEST_VALUE = 2_000


def package_facts(
    info: Sequence[tuple[str, str]], package_id: str | None
) -> tuple[tuple[str, str], ...]:
    """Return label and value of what a person asks first; what is not known is left out."""
    facts = (
        (_("What it is"), _value(info, "External-Description")),
        (_("Kind"), _kind(info)),
        (_("Made by"), _value(info, "Contact-Name")),
        (_("Made on"), _made_on(info)),
        (_("Fingerprint"), package_id or ""),
    )
    return tuple((label, value) for label, value in facts if value)


def bag_details(info: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return the tags of a bag as they stand there, as far as anybody reads them."""
    shown = tuple(
        (one_line(label, _LONGEST_TAG), one_line(value, _LONGEST_VALUE))
        for label, value in info[:_MOST_TAGS]
    )
    more = len(info) - len(shown)
    if not more:
        return shown
    said = ngettext("And {count} more.", "And {count} more.", more).format(count=more)
    return (*shown, ("", said))


def _value(info: Sequence[tuple[str, str]], tag: str) -> str:
    """Return what stands after a tag, which may stand there several times in any case."""
    found = [value for name, value in info if name.casefold() == tag.casefold()]
    return one_line(", ".join(value[:_LONGEST_VALUE] for value in found[:_MOST_VALUES]))


def _kind(info: Sequence[tuple[str, str]]) -> str:
    given, copy = _value(info, "LSSC-Kind"), _value(info, "LSSC-Copy")
    if given not in PackageKind:
        return ""
    kind = PackageKind(given)
    if kind is PackageKind.RENEWAL:
        return _("Renewal")
    if kind is PackageKind.REVIEW_COPY and not (copy.isascii() and copy.isdigit()):
        return _("Review copy")
    return copy_words(kind, int(copy or 0))


def _made_on(info: Sequence[tuple[str, str]]) -> str:
    given = _value(info, "Bagging-Date")
    try:
        return day(date.fromisoformat(given))
    except ValueError:
        return given
