"""Manifests and the fetch file: their lines, compared with the files that are there (RFC 8493).

Manifests are those of sections 2.1.3 and 2.2.1. The fetch file (section 2.2.3) is reported and
never followed.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from lssc_desktop.package.reading.bag_reading import Bag, text_lines
from lssc_desktop.package.reading.fault import (
    PAYLOAD,
    FaultCode,
    decoded,
    escapes,
    percent_left,
    plain,
)
from lssc_desktop.values import dataclass

FETCH = "fetch.txt"

ALGORITHMS = {"md5": 16, "sha1": 20, "sha224": 28, "sha256": 32, "sha384": 48, "sha512": 64}
"""The checksum algorithms that are checked, with the bytes of their sums."""

_LONGEST_SUM = 128  # bytes, of whatever algorithm

_MOST_SUMS = 600_000
"""Of all manifests together: three for each of the most files that are ever read."""

_MOST_TO_FETCH = 200_000
_MOST_FETCH_CHARACTERS = 16_000_000
_LONGEST_FETCH_PATH = 4_096  # characters of a path; no system has longer ones

_MANIFEST_NAME = re.compile(r"(tag)?manifest-(.+)\.txt", re.IGNORECASE)
_NORMAL_MANIFEST_NAME = re.compile(r"(tag)?manifest-[a-z0-9]+\.txt")
_MANIFEST_LINE = re.compile(r"(\\?)([0-9A-Fa-f]+)[ \t]+(.+)", re.DOTALL)
_FETCH_LINE = re.compile(r"(\S+)[ \t]+(\S+)[ \t]+(.+)", re.DOTALL)
_ABSOLUTE_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s#]+")


@dataclass(frozen=True, slots=True)
class ManifestName:
    """What the name of a manifest says. `normal` is false when it is not in its one form."""

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
    match = _MANIFEST_NAME.fullmatch(name)
    if match is None:
        return None
    normal = _NORMAL_MANIFEST_NAME.fullmatch(name) is not None
    return ManifestName(name, match[2], match[1] is not None, normal)


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest and its sums, by the name of the file; b"" where what it says is no sum.

    Only files that are there or can be fetched are kept: a list of others costs no memory.
    """

    name: ManifestName
    sums: Mapping[str, bytes]


def read_manifests(
    bag: Bag, names: Sequence[ManifestName], to_fetch: Collection[str]
) -> tuple[Manifest, ...]:
    """Read manifests and note everything wrong with their lines; `to_fetch` may be absent."""
    listing = _Listing(bag, to_fetch)
    return tuple(listing.read(name) for name in names)


class _Listing:
    """The files of a bag by every way in which a manifest may write their names."""

    def __init__(self, bag: Bag, to_fetch: Collection[str]) -> None:
        self._bag = bag
        self._to_fetch = to_fetch
        self._room = _MOST_SUMS
        self._names = {name: name for name in bag.package.names()}
        self._composed = {
            unicodedata.normalize("NFC", name): name for name in self._names if not name.isascii()
        }

    def read(self, manifest: ManifestName) -> Manifest:
        """Read one manifest."""
        sums: dict[str, bytes] = {}
        for line in text_lines(self._bag, manifest.name):
            facts = {"line": line.number}
            entry = listed(line.text, manifest.algorithm)
            if not line.text.strip():
                self._bag.since_1(FaultCode.LINE_EMPTY, manifest.name, **facts)
            elif entry is None:
                self._bag.ledger.forbid(FaultCode.LINE_MALFORMED, manifest.name, **facts)
            else:
                if entry.sum is None:
                    self._bag.ledger.forbid(
                        FaultCode.CHECKSUM_MALFORMED, manifest.name, **facts, listed=entry.path
                    )
                self._keep(manifest, entry, sums)
            if self._room < len(sums):
                self._bag.ledger.forbid(FaultCode.FILE_TOO_LARGE, manifest.name, limit=_MOST_SUMS)
                break
        self._room -= len(sums)
        return Manifest(manifest, sums)

    def _keep(self, manifest: ManifestName, entry: "Listed", sums: dict[str, bytes]) -> None:
        path = self._path(manifest, entry)
        if path is None or not self._belongs(manifest, path):
            return
        name = self._find(manifest, path)
        if name is None:
            return
        total = entry.sum or b""
        if name not in sums:
            sums[name] = total
        elif sums[name] == total:
            self._bag.since_1(FaultCode.LISTED_TWICE, name, manifest=manifest.name)
        else:
            self._bag.ledger.forbid(FaultCode.LISTED_DIFFERENTLY, name, manifest=manifest.name)

    def _path(self, manifest: ManifestName, entry: "Listed") -> str | None:
        """Return the path of a line without marks and detours, None when it leads out."""
        path = entry.path
        source = {"manifest": manifest.name}
        if entry.escaped:
            path = path.replace("\\\\", "\\")
        starred = path.startswith("*") and path not in self._names
        if starred:
            path = path[1:]
        if entry.escaped or starred:
            self._bag.ledger.advise(FaultCode.MD5SUM_MARK, path, **source)
        if escapes(path) or escapes(decoded(path, percent=self._bag.strict)):
            self._bag.ledger.forbid(FaultCode.PATH_ESCAPES, path, **source)
            return None
        if path != (direct := plain(path)):
            self._bag.ledger.advise(FaultCode.PATH_NOT_PLAIN, path, **source)
        return direct

    def _belongs(self, manifest: ManifestName, path: str) -> bool:
        """Return whether a manifest of this kind may list the path; note where it may not."""
        payload = path.replace("\\", "/").startswith(PAYLOAD)
        if manifest.tag and payload:
            self._bag.ledger.forbid(FaultCode.PAYLOAD_AS_TAG, path, manifest=manifest.name)
        elif not manifest.tag and not payload:
            self._bag.ledger.forbid(FaultCode.OUTSIDE_PAYLOAD, path, manifest=manifest.name)
        other = manifest_name(path)
        if manifest.tag and other is not None and other.tag:
            self._bag.since_1(FaultCode.TAG_MANIFEST_LISTED, path, manifest=manifest.name)
        return manifest.tag is not payload

    def _find(self, manifest: ManifestName, path: str) -> str | None:
        """Return the name of the file that a path means; note when none is there."""
        source = {"manifest": manifest.name}
        meant = decoded(path, percent=self._bag.strict)
        name = self._names.get(meant) or self._names.get(path)
        if self._bag.strict and (percent_left(path) or (name == path != meant)):
            self._bag.ledger.forbid(FaultCode.PATH_NOT_ENCODED, path, **source)
        if name is not None:
            return name
        name = self._composed.get(unicodedata.normalize("NFC", meant))
        if name is not None:
            self._bag.ledger.advise(FaultCode.PATH_NORMALIZATION, name, **source)
            return name
        name = self._names.get(meant.replace("\\", "/"))
        if name is not None:
            self._bag.ledger.forbid(FaultCode.PATH_BACKSLASH, path, **source)
            return name
        if meant in self._to_fetch:
            return meant
        folder = self._bag.package.has_folder(meant.rstrip("/"))
        code = FaultCode.FOLDER_LISTED if folder else FaultCode.FILE_MISSING
        self._bag.ledger.forbid(code, meant, **source)
        return None


# Fetch file -------------------------------------------------------------------------------------


def read_fetch(bag: Bag) -> frozenset[str]:
    """Return the paths that a bag names for fetching, and note what is wrong with the lines."""
    if FETCH not in bag.package.names():
        return frozenset()
    paths: set[str] = set()
    characters = 0
    for line in text_lines(bag, FETCH):
        entry = to_fetch(line.text)
        if not line.text.strip():
            bag.since_1(FaultCode.LINE_EMPTY, FETCH, line=line.number)
        elif entry is None or len(entry.path) > _LONGEST_FETCH_PATH:
            bag.ledger.forbid(FaultCode.LINE_MALFORMED, FETCH, line=line.number)
        elif len(paths) == _MOST_TO_FETCH or characters > _MOST_FETCH_CHARACTERS:
            bag.ledger.forbid(FaultCode.FETCH_TOO_MANY, FETCH, limit=len(paths))
            break
        else:
            characters += len(entry.path)
            _add_to_fetch(bag, entry, paths)
    bag.ledger.advise(FaultCode.FETCH_PRESENT, FETCH, count=len(paths))
    return frozenset(paths)


def _add_to_fetch(bag: Bag, entry: "ToFetch", paths: set[str]) -> None:
    if not entry.url_is_absolute:
        bag.ledger.forbid(FaultCode.FETCH_URL, entry.path, url=entry.url)
    if not entry.length_is_one:
        bag.ledger.forbid(FaultCode.FETCH_LENGTH, entry.path)
    path = plain(decoded(entry.path, percent=bag.strict))
    if escapes(path):
        bag.ledger.forbid(FaultCode.PATH_ESCAPES, entry.path, manifest=FETCH)
        return
    if not path.startswith(PAYLOAD):
        bag.ledger.forbid(FaultCode.FETCH_OUTSIDE, path)
        return
    if path in paths:
        bag.ledger.advise(FaultCode.LISTED_TWICE, path, manifest=FETCH)
    paths.add(path)
    if path in bag.package.names() and entry.bytes not in {None, bag.package.size(path)}:
        bag.ledger.advise(FaultCode.FETCH_SIZE, path, bytes=entry.bytes)


def check_fetch(bag: Bag, paths: frozenset[str], payload: Sequence[Manifest]) -> bool:
    """Note the files to fetch that no manifest lists, and those that are absent.

    Since BagIt 1.0 every payload manifest must list them, before at least one. Return whether
    any is absent.
    """
    absent = False
    names = bag.package.names()
    for path in sorted(paths):
        lists = [path in manifest.sums for manifest in payload]
        if not (all(lists) if bag.strict and lists else any(lists)):
            bag.ledger.forbid(FaultCode.FETCH_NOT_LISTED, path)
        if path not in names:
            absent = True
            bag.ledger.forbid(FaultCode.FETCH_ABSENT, path)
    return absent


# Lines ------------------------------------------------------------------------------------------


class Listed(NamedTuple):
    """One line of a manifest: the checksum, and the path as it is written there.

    `sum` is None when it cannot be one of that algorithm's. `escaped` is true after md5sum's
    backslash before a line whose path has one.
    """

    sum: bytes | None
    path: str
    escaped: bool


def listed(text: str, algorithm: str) -> Listed | None:
    """Read a line of a manifest; None when it has not the form of one."""
    match = _MANIFEST_LINE.fullmatch(text)
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
