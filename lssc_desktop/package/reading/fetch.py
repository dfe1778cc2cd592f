"""The fetch file: reported, never followed (RFC 8493, section 2.2.3)."""

from collections.abc import Sequence

from lssc_desktop.package.reading.bag_path import PAYLOAD, decoded, escapes, plain
from lssc_desktop.package.reading.bag_reading import Bag, text_lines
from lssc_desktop.package.reading.fault import FaultCode
from lssc_desktop.package.reading.listing import Manifest
from lssc_desktop.package.reading.manifest import ToFetch, to_fetch

FETCH = "fetch.txt"
_MOST = 200_000
_MOST_CHARACTERS = 16_000_000
_LONGEST = 4_096  # characters of a path; no system has longer ones


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
        elif entry is None or len(entry.path) > _LONGEST:
            bag.ledger.forbid(FaultCode.LINE_MALFORMED, FETCH, line=line.number)
        elif len(paths) == _MOST or characters > _MOST_CHARACTERS:
            bag.ledger.forbid(FaultCode.FETCH_TOO_MANY, FETCH, limit=len(paths))
            break
        else:
            characters += len(entry.path)
            _take(bag, entry, paths)
    bag.ledger.advise(FaultCode.FETCH_PRESENT, FETCH, count=len(paths))
    return frozenset(paths)


def _take(bag: Bag, entry: ToFetch, paths: set[str]) -> None:
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
