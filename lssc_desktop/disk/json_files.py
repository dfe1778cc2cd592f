"""JSON files of ours: read with limits, and written only where they can be read again.

Whatever writes one names what reads it (`encoded`, `write_object`): what that would refuse never
gets the name of a file, and what was there stays.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from lssc_desktop.core.errors import By, Joined, LsscError, Says
from lssc_desktop.disk.files import FileTooLarge, read_limited, write_own

_MOST_VALUES = 20_000  # in a small file of our own, unless it says otherwise


class NotReadAgain(LsscError):
    """A file of ours was not written: we could not have read it again.

    `reason` is what its reader said, None when it would have read something else, or nothing.
    """

    path: str
    reason: LsscError | None = None

    says = Says(
        Joined(
            (
                "We didn’t save {path:file}, because we couldn’t have read it again.",
                By("reason", {None: ""}, "{reason:happened}"),
            )
        ),
        "The file isn’t changed, so your latest changes aren’t in it.",
        "Undo your last change and try again. If you see this again, send this message to "
        "{helper}.",
    )


def encoded[T](
    path: Path, value: T, encode: Callable[[T], bytes], decode: Callable[[bytes], T], limit: int
) -> bytes:
    """Return a file of ours as it is written, for a value that `decode` reads from it again.

    `limit` is how many bytes its reader takes at most. Raises `NotReadAgain`, in which `path` names
    the file, and what `encode` raises of ours.
    """
    try:
        data = encode(value)
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise NotReadAgain(str(path)) from error
    if len(data) > limit:
        raise NotReadAgain(str(path), FileTooLarge(str(path), limit))
    try:
        again = decode(data)
    except LsscError as error:
        raise NotReadAgain(str(path), error) from error
    except (ValueError, TypeError, LookupError, OverflowError, RecursionError) as error:
        raise NotReadAgain(str(path)) from error
    if again != value:
        raise NotReadAgain(str(path))
    return data


def values_in(data: bytes) -> int:
    """Return how many values a JSON text can hold at most, without reading it."""
    return 1 + sum(data.count(mark) for mark in (b",", b"[", b"{"))


def read_object(path: Path, limit: int, most: int = _MOST_VALUES) -> dict[str, Any] | None:
    """Return what a small JSON file of our own says; None when there is none that can be read."""
    try:
        return object_in(read_limited(path, limit), limit, most)
    except (LsscError, OSError):
        return None


def object_in(data: bytes, limit: int, most: int = _MOST_VALUES) -> dict[str, Any] | None:
    """Return what `read_object` would of a file with these bytes."""
    import json  # many a computer has nothing to read

    try:
        found = json.loads(data) if len(data) <= limit and values_in(data) <= most else None
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def write_object(
    path: Path,
    value: Mapping[str, Any],
    limit: int,
    most: int = _MOST_VALUES,
    *,
    indent: int | None = 0,
) -> None:
    """Write a small JSON file that only we need, for `read_object` with the same limits.

    Raises `NotReadAgain` and the errors of `store.disk`.
    """
    import json

    data = json.dumps(value, indent=indent).encode()
    if object_in(data, limit, most) is None:
        raise NotReadAgain(str(path))
    write_own(path, data)
