"""The lines of manifests and of the fetch file (RFC 8493, sections 2.1.3, 2.2.1 and 2.2.3)."""

import re
from dataclasses import dataclass
from typing import NamedTuple

ALGORITHMS = {"md5": 16, "sha1": 20, "sha224": 28, "sha256": 32, "sha384": 48, "sha512": 64}
"""The checksum algorithms that are checked, with the bytes of their sums."""

_LONGEST_SUM = 128  # bytes, of whatever algorithm

_NAME = re.compile(r"(tag)?manifest-(.+)\.txt", re.IGNORECASE)
_NORMAL_NAME = re.compile(r"(tag)?manifest-[a-z0-9]+\.txt")
_LINE = re.compile(r"(\\?)([0-9A-Fa-f]+)[ \t]+(.+)", re.DOTALL)
_FETCH_LINE = re.compile(r"(\S+)[ \t]+(\S+)[ \t]+(.+)", re.DOTALL)
_ABSOLUTE_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s#]+")


@dataclass(frozen=True, slots=True)
class ManifestName:
    """What the name of a manifest tells. `normal` is false when it is not in its one form."""

    name: str
    algorithm: str
    tag: bool
    normal: bool

    @property
    def checkable(self) -> bool:
        """Whether we can compute its sums."""
        return self.normal and self.algorithm in ALGORITHMS


def manifest_name(name: str) -> ManifestName | None:
    """Read the name of a file in the base folder; None when it is no manifest's."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    normal = _NORMAL_NAME.fullmatch(name) is not None
    return ManifestName(name, match[2], match[1] is not None, normal)


class Listed(NamedTuple):
    """One line of a manifest: the checksum, and the path as it is written there.

    `sum` is None when it cannot be one of that algorithm's. `escaped` tells of md5sum's
    backslash before a line whose path has one.
    """

    sum: bytes | None
    path: str
    escaped: bool


def listed(text: str, algorithm: str) -> Listed | None:
    """Read a line of a manifest; None when it has not the form of one."""
    match = _LINE.fullmatch(text)
    if match is None:
        return None
    mark, hexadecimal, path = match.groups()
    length = ALGORITHMS.get(algorithm, min(len(hexadecimal) // 2, _LONGEST_SUM))
    fits = len(hexadecimal) == 2 * length
    return Listed(bytes.fromhex(hexadecimal) if fits else None, path, bool(mark))


@dataclass(frozen=True, slots=True)
class ToFetch:
    """One line of the fetch file. `bytes` is None when the length is "-" or is none at all."""

    url: str
    bytes: int | None
    path: str
    url_is_absolute: bool
    length_is_one: bool


def to_fetch(text: str) -> ToFetch | None:
    """Read a line of the fetch file; None when it has not the form of one."""
    match = _FETCH_LINE.fullmatch(text)
    if match is None:
        return None
    url, length, path = match.groups()
    most_digits = 20
    number = length.isascii() and length.isdigit() and len(length) <= most_digits
    return ToFetch(
        url,
        int(length) if number else None,
        path,
        _ABSOLUTE_URI.fullmatch(url) is not None,
        number or length == "-",
    )
