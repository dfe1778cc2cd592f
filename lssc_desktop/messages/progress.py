"""How far a job is, in words: bytes, files, time left."""

from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.core.job import Item
from lssc_desktop.messages.counts import size

_MINUTE = 60
_HOUR = 3600


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
        said = _("about {count} sec left") if short else _("about {count} seconds left")
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


def nothing_half_made() -> str:
    """Say that it does no harm to stop."""
    return _("If you cancel, nothing half-made is left behind.")


def stopping() -> str:
    """Say that a job was asked to stop."""
    return _("Stopping. Nothing half-made is left behind.")
