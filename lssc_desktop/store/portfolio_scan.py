"""Scan of a portfolio for private data: by the helper, each content once, and remembered.

What is remembered lies in `.lssc/privacy.json`: the kinds that were found in a content and a token
for each finding, never the data. The key of the tokens lies beside it and goes into no package. A
key that is lost makes earlier decisions be asked again; nothing else is lost with these files.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from lssc_desktop.core.check.rules.privacy import captions_of, files_to_scan, text_rules
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.names import OWN, split_extension
from lssc_desktop.core.files.seen import SeenFile
from lssc_desktop.core.job import Item, Progress, Reporter, Step
from lssc_desktop.core.portfolio.portfolio import Portfolio, TextPlace
from lssc_desktop.core.portfolio.versions import EarlierVersion
from lssc_desktop.core.privacy.private_data import (
    FileFindings,
    FindingMark,
    PlaceUnit,
    PrivacyFinding,
    PrivacyKind,
    PrivatePlace,
    Reason,
    ScannedFile,
)
from lssc_desktop.core.privacy.scan_order import RULES_VERSION, ScanOrder, TextUnit
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.disk.disk import is_away
from lssc_desktop.disk.files import announce_downloads, inside
from lssc_desktop.disk.json_files import read_object, write_object
from lssc_desktop.disk.processes import find_tesseract
from lssc_desktop.documents.previews.process import Limits, Previewer, keep_saying
from lssc_desktop.documents.previews.wire import PreviewFailed, PreviewFault, Source
from lssc_desktop.store.folder.versions import VersionLost, read_text_of, versions_of
from lssc_desktop.values import dataclass

_FORMAT = 2
_MEMORY_NAME = "privacy.json"
_KEY_NAME = "privacy-key.json"
_KEY_BYTES = 16
_TOKEN_LETTERS = 6
"""So short on purpose: of a thousand million card numbers, sixty have the same token."""
_MOST = 20_000
_NOTE_AFTER = 50
_LARGEST_KEY = 4096  # bytes
_VALUES_OF_KEY = 10
_LARGEST = 32 << 20  # bytes of what is remembered
_MOST_VALUES = 1_000_000
_SECONDS = 60.0  # for one file
_REASONS: Mapping[PreviewFault, Reason] = {
    PreviewFault.STOPPED: Reason.STOPPED,
    PreviewFault.TOO_SLOW: Reason.TOO_SLOW,
    PreviewFault.TOO_LARGE: Reason.TOO_LARGE,
}

_CAPTIONS_NAME = "captions.txt"
_NO_CAPTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType({})

type FindPrivate = Callable[[Source, ScanOrder, Reporter], tuple[PrivacyFinding, ...]]
"""`Previewer.find_private`."""

type _Memory = dict[str, tuple[FindingMark, ...]]


def scan_order(program: Program, portfolio: Portfolio) -> ScanOrder:
    """Return how the files of a portfolio are scanned."""
    return ScanOrder(text_rules(program, portfolio))


def scan_previewer() -> Previewer:
    """Return a helper of its own for scans, with patience for large files."""
    return Previewer(Limits(seconds=_SECONDS, print_seconds=5 * _SECONDS))


def has_reader() -> bool:
    """Whether this computer has Tesseract, so that scans and photographs are read too."""
    return find_tesseract() is not None


# Tokens -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MarkKey:
    """The key of a portfolio that makes tokens of findings."""

    secret: bytes

    def marks(self, found: FileFindings) -> tuple[FindingMark, ...]:
        """Return a mark for each finding, in their order."""
        return tuple(self.mark(finding, found.sha256) for finding in found.findings)

    def mark(self, finding: PrivacyFinding, sha256: str) -> FindingMark:
        """Return the mark of a finding: the same for the same data in other words or places.

        What has no words of its own is known by its place, and by the content of the file.
        """
        said = "".join(finding.found.split()).casefold()
        if not said:
            place = finding.place
            said = f"{place.unit} {place.number} {place.part} {place.cell} {sha256}"
        data = f"{finding.kind}\n{said}".encode()
        token = hmac.new(self.secret, data, hashlib.sha256).hexdigest()[:_TOKEN_LETTERS]
        return FindingMark(finding.kind, token)


def mark_key(root: Path) -> MarkKey:
    """Return the key of a portfolio, made where there is none.

    In a folder that can only be read it is made anew each time: decisions are of no use there.
    """
    path = inside(root, OWN) / _KEY_NAME
    noted = read_object(path, _LARGEST_KEY, _VALUES_OF_KEY)
    with suppress(LookupError, TypeError, ValueError):
        secret = bytes.fromhex(noted["key"] if noted is not None else "")
        if len(secret) == _KEY_BYTES:
            return MarkKey(secret)
    secret = secrets.token_bytes(_KEY_BYTES)
    with suppress(LsscError):
        write_object(path, {"key": secret.hex()}, _LARGEST_KEY, _VALUES_OF_KEY)
    return MarkKey(secret)


# Scan -------------------------------------------------------------------------------------------


def scan_one(
    root: Path,
    file: SeenFile,
    order: ScanOrder,
    find: FindPrivate,
    reporter: Reporter,
    *,
    captions: Sequence[str] = (),
) -> FileFindings:
    """Return the private data in a file and its captions, with its words, in memory only.

    A file that cannot be read, or that brings the helper down, has one finding that says so. Raises
    `PreviewFailed` for one that is not there, and `Cancelled`.
    """
    source = Source(file.path.rpartition("/")[2], file.sha256, root / file.path)
    try:
        found = find(source, order, reporter)
    except PreviewFailed as error:
        if error.fault is PreviewFault.MISSING:
            raise
        reason = _REASONS.get(error.fault, Reason.NOT_OPENED)
        place = PrivatePlace(PlaceUnit.FILE)
        found = (PrivacyFinding(PrivacyKind.UNREADABLE, place, "", reason),)
    if captions:
        found += _in_captions(captions, order, find, reporter)
    return FileFindings(file.path, file.sha256, found)


def _in_captions(
    captions: Sequence[str], order: ScanOrder, find: FindPrivate, reporter: Reporter
) -> tuple[PrivacyFinding, ...]:
    """Return the private data in captions, each of which is one line."""
    text = "\n".join(captions).encode()
    key = hashlib.sha256(text).hexdigest()
    source = Source(_CAPTIONS_NAME, key, blocks=lambda: iter((text,)))
    try:
        found = find(source, order, reporter)
    except PreviewFailed:
        return ()
    return tuple(replace(each, place=replace(each.place, unit=PlaceUnit.CAPTION)) for each in found)


def scan_files(
    root: Path,
    files: Sequence[SeenFile],
    order: ScanOrder,
    find: FindPrivate,
    reporter: Reporter,
    *,
    captions: Mapping[str, tuple[str, ...]] = _NO_CAPTIONS,
) -> tuple[ScannedFile, ...]:
    """Scan each file whose content is not known, and return what is known of all of them.

    What was found so far is noted when the job is cancelled, and each time that a tenth more is
    known, for a computer that goes off: the next scan goes on from there. Raises `Cancelled`.
    """
    memory = _recall(root, order)
    noted = len(memory)
    keys = [_key(file, captions.get(file.path, ())) for file in files]
    key: MarkKey | None = None
    found: list[ScannedFile] = []
    new = [file for file, known_by in zip(files, keys, strict=True) if known_by not in memory]
    announce_downloads([file.bytes for file in new if _is_away(root / file.path)], reporter)
    try:
        for number, file in enumerate(files):
            item = Item(file.path, number, len(files))
            begun = Progress(Step.SCANNING, number, len(files), item)
            looking = partial(keep_saying, reporter, begun)
            looking(begun)
            said = captions.get(file.path, ())
            marks = memory.get(keys[number])
            if marks is None:
                try:
                    scanned = scan_one(root, file, order, find, looking, captions=said)
                except PreviewFailed:  # it may come back
                    continue
                key = key or mark_key(root)
                marks = memory[keys[number]] = key.marks(scanned)
                if len(memory) >= noted + max(_NOTE_AFTER, noted // 10):
                    _remember(root, memory, order, keys)
                    noted = len(memory)
            found.append(ScannedFile(file.path, file.sha256, marks))
    finally:
        if len(memory) > noted:
            _remember(root, memory, order, keys)
    return tuple(found)


def _is_away(path: Path) -> bool:
    try:
        return is_away(path.lstat())
    except OSError:
        return False


def scan_with_helper(
    root: Path,
    program: Program,
    portfolio: Portfolio,
    facts: FolderFacts,
    reporter: Reporter,
    set_ids: Collection[str] | None = None,
) -> tuple[ScannedFile, ...]:
    """Scan the files of these sets, or with None of the whole portfolio, with a helper of its own.

    It is started if there is need.
    """
    files = files_to_scan(program, portfolio, facts, set_ids)
    with closing(scan_previewer()) as previewer:
        order = scan_order(program, portfolio)
        captions = captions_of(portfolio)
        return scan_files(root, files, order, previewer.find_private, reporter, captions=captions)


# Memory -----------------------------------------------------------------------------------------


def _key(file: SeenFile, captions: Sequence[str] = ()) -> str:
    """Return what a file is known by: its content, and its name and captions, scanned too."""
    words = "\n".join((file.path.rpartition("/")[2], *captions))
    name = hashlib.sha256(words.encode()).hexdigest()[:16]
    return f"{file.sha256}{name}{split_extension(file.path)[1].lower()}"


def _order_key(order: ScanOrder) -> str:
    return hashlib.sha256(repr((RULES_VERSION, order)).encode()).hexdigest()[:16]


def _recall(root: Path, order: ScanOrder) -> _Memory:
    noted = read_object(root / OWN / _MEMORY_NAME, _LARGEST, _MOST_VALUES)
    if noted is None or (noted.get("format"), noted.get("rules")) != (_FORMAT, _order_key(order)):
        return {}
    try:
        return {str(key): _marks(said) for key, said in noted["files"].items()}
    except (ValueError, TypeError, LookupError, AttributeError):
        return {}


def _marks(said: str) -> tuple[FindingMark, ...]:
    pairs = (pair.split(":") for pair in said.split())
    return tuple(FindingMark(PrivacyKind(kind), token) for kind, token in pairs)


def _remember(root: Path, memory: _Memory, order: ScanOrder, wanted: Iterable[str]) -> None:
    """Note what is known, the files of this scan last: those that are first go when it is much."""
    for key in wanted:
        if key in memory:
            memory[key] = memory.pop(key)
    kept = {
        key: " ".join(f"{mark.kind}:{mark.token}" for mark in marks)
        for key, marks in list(memory.items())[-_MOST:]
    }
    noted = {"format": _FORMAT, "rules": _order_key(order), "files": kept}
    with suppress(LsscError):  # a folder that can be read only is scanned again next time
        path = inside(root, OWN) / _MEMORY_NAME
        write_object(path, noted, _LARGEST, _MOST_VALUES, indent=None)


# Earlier versions -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PrivateVersions:
    """The earlier versions of a text that still have what was taken out of it."""

    place: TextPlace
    versions: tuple[EarlierVersion, ...]


def versions_with(
    root: Path, place: TextPlace, tokens: Collection[str], order: ScanOrder, reporter: Reporter
) -> PrivateVersions:
    """Return the earlier versions of a text in which findings with these tokens stand.

    A version that cannot be read any more is left out. Raises `Cancelled` and the errors of
    `store.folder.disk`.
    """
    from lssc_desktop.documents.privacy.private_words import PlacedUnit, find_in_units

    key = mark_key(root)
    versions = versions_of(root, place)
    found: list[EarlierVersion] = []
    for number, version in enumerate(versions):
        reporter(Progress(Step.READING, number, len(versions)))
        with suppress(VersionLost):
            paragraphs = read_text_of(root, place, version).paragraphs
            units = [
                PlacedUnit(TextUnit(each.text), PrivatePlace(PlaceUnit.PARAGRAPH, at))
                for at, each in enumerate(paragraphs, 1)
            ]
            private = find_in_units(units, order.rules)
            if any(key.mark(finding, "").token in tokens for finding in private):
                found.append(version)
    return PrivateVersions(place, tuple(found))
