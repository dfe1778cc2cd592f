"""Reader of packages: any bag, folder or ZIP, BagIt 0.93 to 1.0, opened and verified."""

import hashlib
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Reporter, ignore_progress
from lssc_desktop.core.portfolio.names import one_line
from lssc_desktop.package import record as records
from lssc_desktop.package.reading.archive import open_archive
from lssc_desktop.package.reading.bag_reading import (
    Bag,
    Info,
    begin_bag,
    check_payload_oxum,
    read_metadata,
)
from lssc_desktop.package.reading.contents import (
    check_completeness,
    check_contents,
    check_names,
    manifest_names,
)
from lssc_desktop.package.reading.fault import BagFault, FaultCode, Ledger
from lssc_desktop.package.reading.listing import check_fetch, read_fetch, read_manifests
from lssc_desktop.package.reading.package_files import (
    FileUnusable,
    NotABag,
    Package,
    PackageMissing,
    PackageUnreadable,
    open_folder,
    read,
)
from lssc_desktop.store.submissions import read_submissions

_ID_SOURCE = "tagmanifest-sha256.txt"
_RECORD = "data/record.json"


@dataclass(frozen=True, slots=True)
class Verification:
    """What verifying a bag has shown; a fault is forbidden, a warning advised against.

    `complete` and `valid` are the words of RFC 8493, section 3. `version` is that of the bag
    declaration, "" where there is none we know; `files` and `bytes` are those of the payload;
    `info` are label and value of the bag's metadata, in order. `package_id` is None for a bag
    without a SHA-256 tag manifest.
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
        return open_archive(path, ledger, reporter)
    raise NotABag(str(path))


def verify(path: Path, reporter: Reporter) -> Verification:
    """Check everything that can be checked of a bag and report every fault, not only the first.

    Nothing is written, nothing fetched, nothing outside the bag is read.

    Raises:
        as `open_package`, and `Cancelled`.
    """
    return verify_opened(open_package(path, reporter), reporter)


def verify_opened(package: Package, reporter: Reporter) -> Verification:
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
    check_contents(bag, manifests)
    check_agreement(bag, info)
    major, minor = bag.version
    return Verification(
        valid=bag.ledger.valid,
        complete=bag.ledger.complete,
        faults=bag.ledger.faults,
        warnings=bag.ledger.warnings,
        package_id=package_id(package),
        version=f"{major}.{minor}" if bag.declared else "",
        files=len(sizes),
        bytes=sum(sizes),
        info=info,
    )


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
    try:
        found = read_submissions(path)
    except LsscError:
        return ()
    return tuple(dict.fromkeys(item.package_id for item in found if item.receipt))


def verify_and_compare(path: Path, reporter: Reporter) -> tuple[Verification, tuple[str, ...]]:
    """Return what verifying a package shows, and `sent_beside`. Raises as `verify`."""
    return verify(path, reporter), sent_beside(path)


# Agreement of record and tags -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Said:
    """What a record and the tags of a bag both say."""

    program: str
    candidate: str
    portfolio: str
    kind: str
    set: str = ""


def check_agreement(bag: Bag, info: Info) -> None:
    """Note every tag of bag-info.txt that is not what the record says.

    A bag without our record is not ours.
    """
    said = _said(bag)
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
        return msgspec.json.decode(read(bag.package, _RECORD, records.LARGEST), type=_Said)
    except (FileUnusable, ValueError, RecursionError):  # what is wrong with it is noted elsewhere
        return None
