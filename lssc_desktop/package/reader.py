"""Reader of packages: any bag, folder or ZIP, BagIt 0.93 to 1.0, opened and verified.

Completeness is that of RFC 8493, section 3. All files are read once, by several threads.
"""

import hashlib
import os
import stat
import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from pathlib import Path

import msgspec

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.names import one_line
from lssc_desktop.core.job import Item, Progress, Reporter, Step, ignore_progress
from lssc_desktop.core.program.rules_id import LARGEST, RulesId
from lssc_desktop.disk.disk import is_folder
from lssc_desktop.disk.files import fingerprint
from lssc_desktop.package.reading.archive import open_archive
from lssc_desktop.package.reading.bag_reading import (
    Bag,
    Info,
    begin_bag,
    check_payload_oxum,
    read_metadata,
)
from lssc_desktop.package.reading.byte_source import ByteSource, DiskSource
from lssc_desktop.package.reading.fault import (
    PAYLOAD,
    BagFault,
    FaultCode,
    Ledger,
    fault,
    folded,
    is_system_file,
    is_unsafe,
)
from lssc_desktop.package.reading.listing import (
    Manifest,
    ManifestName,
    check_fetch,
    manifest_name,
    read_fetch,
    read_manifests,
)
from lssc_desktop.package.reading.package_files import (
    FileUnusable,
    NotABag,
    Package,
    PackageMissing,
    PackageUnreadable,
    Reader,
    open_folder,
    read,
    watched,
)
from lssc_desktop.store.shipped_rules import rules_id
from lssc_desktop.values import dataclass

MOST_THREADS = 4
"""Threads that read one package together."""

_ID_SOURCE = "tagmanifest-sha256.txt"
LARGEST_RECORD = 4_000_000  # bytes
"""No record that we read has more; that of a full set has some thirty thousand."""

_RECORD = "data/record.json"
_PROGRAM = "data/program.toml"


@dataclass(frozen=True, slots=True)
class Verification:
    """What verifying a bag has shown; a fault is forbidden, a warning advised against.

    `complete` and `valid` are the words of RFC 8493, section 3. `version` is that of the bag
    declaration, "" where there is none we know; `files` and `bytes` are those of the payload;
    `info` are label and value of the bag's metadata, in order. `package_id` is None for a bag
    without a SHA-256 tag manifest. `fingerprint` is that of the package's file, as sha256sum gives
    it; "" for a folder, and where only the content was asked for. `rules` says which rules came
    with a package of ours, None for any other bag. `candidate` is who it says it is from, "" where
    it says nothing.
    """

    valid: bool
    complete: bool
    faults: tuple[BagFault, ...]
    warnings: tuple[BagFault, ...]
    package_id: str | None
    version: str
    files: int
    bytes: int
    info: Info
    fingerprint: str = ""
    rules: RulesId | None = None
    candidate: str = ""


def open_package(path: Path, reporter: Reporter | None = None) -> Package:
    """Open a bag, folder or ZIP, without extracting it.

    Raises:
        PackageMissing, PackageUnreadable: when there is nothing, or nothing we may read.
        NotABag: when it is no bag at all.
        ArchiveBroken, TooManyEntries, UnpacksTooLarge: when a ZIP cannot be read safely.
    """
    ledger, reporter = Ledger(), reporter or ignore_progress
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError) as error:
        raise PackageMissing(str(path)) from error
    except (OSError, ValueError) as error:
        raise PackageUnreadable(str(path)) from error
    if stat.S_ISDIR(mode):
        return open_folder(path, ledger, reporter)
    if stat.S_ISREG(mode):
        return open_archive(DiskSource(path), ledger, reporter)
    raise NotABag(str(path))


def verify(path: Path, reporter: Reporter, threads: int = MOST_THREADS) -> Verification:
    """Check everything that can be checked of a bag and report every fault, not only the first.

    Nothing is written, nothing fetched, nothing outside the bag is read. One of many `threads`
    reads what is large first; one alone reads from the beginning to the end.

    Raises:
        as `open_package`, and `Cancelled`.
    """
    return verify_opened(open_package(path, reporter), reporter, threads)


def verify_source(source: ByteSource, reporter: Reporter) -> Verification:
    """Check a ZIP that need not lie on this computer, as `verify` does.

    Its bytes are asked for once, from the beginning to the end, after those of its directory.

    Raises:
        as `open_package`, `SourceUnread`, and `Cancelled`.
    """
    return verify_opened(open_archive(source, Ledger(), reporter), reporter, threads=1)


def verify_opened(
    package: Package, reporter: Reporter, threads: int = MOST_THREADS
) -> Verification:
    """Check a package that was opened just now, as `verify` does."""
    bag = begin_bag(package, reporter)
    info = read_metadata(bag)
    to_fetch = read_fetch(bag)
    manifests = read_manifests(bag, manifest_names(bag), to_fetch)
    check_completeness(bag, manifests)
    payload = [manifest for manifest in manifests if not manifest.name.tag]
    absent = check_fetch(bag, to_fetch, payload)
    check_names(bag)
    sizes = [package.size(name) for name in bag.payload()]
    if not absent:
        check_payload_oxum(bag, info, len(sizes), sum(sizes))
    # before what they lie in is passed:
    said, rules, identity = _said(bag), packaged_rules(package), package_id(package)
    check_contents(bag, manifests, threads)
    check_agreement(bag, info, said)
    major, minor = bag.version
    return Verification(
        valid=bag.ledger.valid,
        complete=bag.ledger.complete,
        faults=bag.ledger.faults,
        warnings=bag.ledger.warnings,
        package_id=identity,
        version=f"{major}.{minor}" if bag.declared else "",
        files=len(sizes),
        bytes=sum(sizes),
        info=info,
        rules=None if said is None else rules,
        candidate=_tag(info, "Contact-Name") if said is None else said.candidate,
    )


def packaged_rules(package: Package) -> RulesId | None:
    """Return which rules came with a package; None for a bag without a record of ours.

    They are what the candidate worked by, or says so: nothing is judged by them
    (`store.known_programs`).
    """
    if _RECORD not in package.names():
        return None
    if _PROGRAM not in package.names():
        return RulesId()
    try:
        return rules_id(read(package, _PROGRAM, LARGEST))
    except FileUnusable:
        return RulesId()


def _tag(info: Info, wanted: str) -> str:
    return next((value for label, value in info if label.casefold() == wanted.casefold()), "")


def package_id(package: Package) -> str | None:
    """Return the SHA-256 of the SHA-256 tag manifest, None where there is none to read."""
    if _ID_SOURCE not in package.names():
        return None
    digest = hashlib.sha256()
    try:
        with package.reader() as reader:
            for block in reader.blocks(_ID_SOURCE):
                digest.update(block)
    except FileUnusable:
        return None
    return digest.hexdigest()


def sent_beside(path: Path) -> tuple[str, ...]:
    """Return the ids of what was received under the name of a package, by the receipts beside it.

    There are none where nothing can be read: that is reported where something is sent.
    """
    from lssc_desktop.store.submissions import read_submissions  # of no use to an audit

    try:
        found = read_submissions(path)
    except LsscError:
        return ()
    return tuple(dict.fromkeys(item.package_id for item in found if item.receipt))


def verify_and_compare(path: Path, reporter: Reporter) -> tuple[Verification, tuple[str, ...]]:
    """Return what verifying a package shows, and `sent_beside`. Raises as `verify`."""
    return verify_file(path, reporter), sent_beside(path)


def verify_file(path: Path, reporter: Reporter) -> Verification:
    """Verify a package as `verify` does, and fingerprint its file."""
    return with_fingerprint(verify(path, reporter), path, reporter)


def with_fingerprint(found: Verification, path: Path, reporter: Reporter) -> Verification:
    """Return what verifying a package has shown, with the fingerprint of its file."""
    if is_folder(path):
        return found
    return replace(found, fingerprint=fingerprint(path, reporter))


# Agreement of record and tags -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Said:
    """What a record and the tags of a bag both say."""

    program: str
    candidate: str
    portfolio: str
    kind: str
    set: str = ""


def check_agreement(bag: Bag, info: Info, said: _Said | None) -> None:
    """Note every tag of bag-info.txt that is not what the record says.

    A bag without our record is not ours.
    """
    if said is None:
        return
    tags = {label.casefold(): value for label, value in info}
    for label, expected in _expected(said):
        found = tags.get(label.casefold())
        if found is not None and one_line(found) != one_line(expected):
            bag.ledger.forbid(FaultCode.RECORD_DIFFERS, "", label=label, tag=found, record=expected)


def _expected(said: _Said) -> Iterator[tuple[str, str]]:
    yield "Contact-Name", said.candidate
    yield "Internal-Sender-Identifier", said.portfolio
    yield "LSSC-Kind", said.kind
    if said.set:
        yield "LSSC-Set", said.set


def _said(bag: Bag) -> _Said | None:
    """Return what the record says, None where there is none that can be read."""
    if _RECORD not in bag.package.names():
        return None
    try:
        return msgspec.json.decode(read(bag.package, _RECORD, LARGEST_RECORD), type=_Said)
    except (FileUnusable, ValueError, RecursionError):  # what is wrong with it is noted elsewhere
        return None


# Contents ---------------------------------------------------------------------------------------

_LARGE = 1 << 23  # bytes
_BATCH_BYTES = 1 << 22
_BATCH_FILES = 128
_BETWEEN_REPORTS = 0.05  # seconds


def manifest_names(bag: Bag) -> tuple[ManifestName, ...]:
    """Return the manifests of a bag, and note names that are not in the one normal form."""
    found = sorted(
        (name for file in bag.tag_files() if (name := manifest_name(file)) is not None),
        key=lambda name: name.name,
    )
    for name in found:
        if not name.normal:
            bag.ledger.forbid(FaultCode.MANIFEST_NAME, name.name)
        elif not name.checkable:
            bag.ledger.advise(FaultCode.ALGORITHM_UNKNOWN, name.name, algorithm=name.algorithm)
    return tuple(found)


def check_completeness(bag: Bag, manifests: Sequence[Manifest]) -> None:
    """Note everything that must be there and is not, and every file that is not listed."""
    payload = [manifest for manifest in manifests if not manifest.name.tag]
    if not bag.package.has_folder("data"):
        bag.ledger.forbid(FaultCode.PAYLOAD_MISSING, "data")
    if payload:
        _check_payload(bag, payload)
    else:
        bag.ledger.forbid(FaultCode.MANIFEST_MISSING)
    tags = [manifest for manifest in manifests if manifest.name.tag]
    if tags:
        _check_tags(bag, tags, payload)


def _check_payload(bag: Bag, payload: Sequence[Manifest]) -> None:
    unchecked = 0
    for name in watched(bag.payload(), bag.reporter):
        lists = [manifest for manifest in payload if name in manifest.sums]
        if not lists:
            bag.ledger.forbid(FaultCode.FILE_NOT_LISTED, name)
        elif bag.strict and len(lists) < len(payload):
            for manifest in payload:
                if name not in manifest.sums:
                    bag.ledger.forbid(
                        FaultCode.FILE_PARTLY_LISTED, name, manifest=manifest.name.name
                    )
        if lists and not any(manifest.name.checkable for manifest in lists):
            unchecked += 1
    if unchecked:
        bag.ledger.forbid(FaultCode.NOTHING_CHECKED, "", count=unchecked)


def _check_tags(bag: Bag, tags: Sequence[Manifest], payload: Sequence[Manifest]) -> None:
    if bag.strict:
        for tag in tags:
            for manifest in payload:
                if manifest.name.name not in tag.sums:
                    bag.ledger.forbid(
                        FaultCode.MANIFEST_NOT_LISTED, manifest.name.name, manifest=tag.name.name
                    )
    for name in bag.tag_files():
        own = manifest_name(name)
        if own is None and not any(name in tag.sums for tag in tags):
            bag.ledger.advise(FaultCode.TAG_FILE_NOT_LISTED, name)


def check_names(bag: Bag) -> None:
    """Note names that some systems cannot keep or tell apart, and files that they leave behind."""
    first: dict[int, str] = {}  # by hash: the folded names of a large bag take much memory
    for name in watched(sorted(bag.package.names()), bag.reporter):
        same = folded(name)
        twin = first.setdefault(hash(same), name)
        if twin is not name and folded(twin) == same:
            bag.ledger.advise(FaultCode.NAME_TWINS, name, twin=twin)
        if is_unsafe(name):
            bag.ledger.advise(FaultCode.NAME_UNSAFE, name)
        if is_system_file(name):
            bag.ledger.advise(FaultCode.SYSTEM_FILE, name)


# Checksums --------------------------------------------------------------------------------------


def check_contents(bag: Bag, manifests: Sequence[Manifest], threads: int = MOST_THREADS) -> None:
    """Read every file, listed or not, and compare it with all its checksums.

    Several checksums of one file are computed in one reading. What is found is noted in the
    order of names, whichever thread found it.
    """
    package = bag.package
    sums = _Sums(manifests)
    work = _Work(package, bag.reporter, alone=threads == 1)
    found: list[BagFault] = []
    threads = min(threads, os.cpu_count() or 1, max(1, len(work.batches)))
    if work.alone:
        _check_files(package, sums, work, found)
    else:
        _check_together(package, sums, work, found, threads)
    for item in sorted(found, key=lambda item: (item.path, item.code, item.facts)):
        bag.ledger.add(item)


def _check_together(
    package: Package, sums: "_Sums", work: "_Work", found: list[BagFault], threads: int
) -> None:
    with ThreadPoolExecutor(threads) as pool:
        try:
            running = [
                pool.submit(_check_files, package, sums, work, found) for _ in range(threads)
            ]
            work.watch(running)
        finally:
            work.stopped.set()
    for done in running:
        done.result()


class _Sums:
    """The checksums that are to be checked, by file."""

    def __init__(self, manifests: Sequence[Manifest]) -> None:
        checkable = [manifest for manifest in manifests if manifest.name.checkable]
        self._payload = [manifest for manifest in checkable if not manifest.name.tag]
        self._tags = [manifest for manifest in checkable if manifest.name.tag]

    def of(self, name: str) -> list[tuple[str, bytes]]:
        """Return algorithm and sum of every manifest that lists a file."""
        manifests = self._payload if name.startswith(PAYLOAD) else self._tags
        return [
            (manifest.name.algorithm, expected)
            for manifest in manifests
            if (expected := manifest.sums.get(name))
        ]


class _Work:
    """What is left to read, shared by the threads; large files go first so that none waits.

    Who is `alone` reads in the order of places, and reports by itself.
    """

    def __init__(self, package: Package, reporter: Reporter, *, alone: bool) -> None:
        self.stopped = threading.Event()
        self.alone = alone
        self.batches = deque(_in_order(package) if alone else _batches(package))
        self._reported = 0.0
        self._reporter = reporter
        self._lock = threading.Lock()
        self._bytes = sum(package.size(name) for name in package.names())
        self._files = len(package.names())
        self._bytes_done = 0
        self._files_done = 0
        self._name = ""

    def files(self) -> Iterator[str]:
        """Yield one file after another until all are done or the job is stopped."""
        while not self.stopped.is_set():
            try:
                batch = self.batches.popleft()
            except IndexError:
                return
            for name in batch:
                self._name = name
                yield name
                with self._lock:
                    self._files_done += 1

    def read(self, count: int) -> bool:
        """Count bytes that were read; return whether to go on."""
        with self._lock:
            self._bytes_done += count
        now = time.monotonic() if self.alone else 0.0
        if now > self._reported + _BETWEEN_REPORTS:
            self._reported = now
            self._report()
        return not self.stopped.is_set()

    def watch(self, running: Sequence["Future[None]"]) -> None:
        """Report until the threads are done or one of them has failed."""
        left: set[Future[None]] = set(running)
        while left:
            self._report()
            done, left = wait(left, timeout=_BETWEEN_REPORTS)
            if any(future.exception() is not None for future in done):
                return
        self._report()

    def _report(self) -> None:
        done = min(self._bytes_done, self._bytes)
        item = Item(self._name, self._files_done, self._files)
        self._reporter(Progress(Step.VERIFYING, done, self._bytes, item))


def _in_order(package: Package) -> Iterator[list[str]]:
    yield sorted(package.names(), key=package.place)


def _batches(package: Package) -> Iterator[list[str]]:
    names = sorted(package.names(), key=package.place)
    large = [name for name in names if package.size(name) >= _LARGE]
    yield from ([name] for name in sorted(large, key=package.size, reverse=True))
    batch: list[str] = []
    size = 0
    for name in names:
        if package.size(name) >= _LARGE:
            continue
        batch.append(name)
        size += package.size(name)
        if size >= _BATCH_BYTES or len(batch) == _BATCH_FILES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _check_files(package: Package, sums: _Sums, work: _Work, found: list[BagFault]) -> None:
    """Check files until there are none left; what one thread does."""
    with package.reader() as reader:
        for name in work.files():
            expected = sums.of(name)
            try:
                computed = _compute(reader, name, {algorithm for algorithm, _ in expected}, work)
            except FileUnusable as error:
                found.append(error.fault)
                continue
            found.extend(
                fault(
                    FaultCode.CHECKSUM_DIFFERS,
                    name,
                    algorithm=algorithm,
                    listed=listed.hex(),
                    found=computed[algorithm].hex(),
                )
                for algorithm, listed in expected
                if algorithm in computed and computed[algorithm] != listed
            )


def _compute(reader: Reader, name: str, algorithms: set[str], work: _Work) -> Mapping[str, bytes]:
    """Return the sums of a file by algorithm; none when the job was stopped."""
    hashers = {algorithm: hashlib.new(algorithm, usedforsecurity=False) for algorithm in algorithms}
    updates = [hasher.update for hasher in hashers.values()]
    for block in reader.blocks(name):
        for update in updates:
            update(block)
        if not work.read(len(block)):
            return {}
    return {algorithm: hasher.digest() for algorithm, hasher in hashers.items()}
