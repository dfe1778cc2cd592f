"""The list of what an audit found, as a window shows it: read, filtered, its packages fetched.

It holds a hundred thousand packages, so of each only what is shown is kept.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from lssc_desktop.audit.audited import AuditState
from lssc_desktop.audit.results import AuditResult, read_results
from lssc_desktop.core.errors import By, LsscError, Says
from lssc_desktop.core.files.names import folded, free_name, portable_name
from lssc_desktop.core.job import Item, Progress, Reporter, Step
from lssc_desktop.core.text.matching import fold
from lssc_desktop.disk.disk import disk_errors
from lssc_desktop.disk.files import move_into_place, removed_on_failure, temporary_beside
from lssc_desktop.package.reader import open_package, package_id
from lssc_desktop.values import dataclass

if TYPE_CHECKING:
    from lssc_desktop.transfer.answers import Reply

FETCHED = "Fetched packages"
"""The folder beside a list into which its packages are fetched."""

_WEB = {"https", "http"}
_GOOD = 200
_REASONS = {401: "refused", 403: "refused", 404: "gone", 410: "gone"}


class PackageInStore(LsscError):
    """A package lies in object storage, whose keys no workstation has."""

    name: str
    address: str

    says = Says(
        "{name:safe} is in object storage, which this program doesn’t open.",
        "Nothing was fetched: the keys to {address:safe} stay off this computer.",
        "Ask whoever runs the storage to copy the package to a folder you can reach, and open it "
        "from there.",
    )


class PackageNotFetched(LsscError):
    """A web server did not give a package, for a `reason`."""

    name: str
    host: str
    reason: str

    says = Says(
        "{name:safe} wasn’t fetched: {why}.",
        "Nothing was kept of it.",
        "Ask whoever runs {host}, or download it in your web browser and open the file.",
        {
            "why": By(
                "reason",
                {
                    "refused": "it needs a password, or you may not have it",
                    "gone": "it isn’t there anymore",
                    "changed": "it isn’t what was audited",
                    "certificate": "the certificate of {host} isn’t trusted",
                    "answer": "{host} didn’t answer as it should",
                },
            )
        },
    )


class AuditView(StrEnum):
    """Which packages of a list are shown."""

    ALL = "all"
    NOT_WHOLE = "not-whole"
    DAMAGED = "damaged"
    UNREADABLE = "unreadable"
    NOT_READ = "not-read"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True, eq=False)
class AuditedPackage:
    """A package of a list; `problem` is the first thing that is wrong with it, of so many.

    `file_name` is the last part of where it lies, which `sorts_as` another; `words` is what a
    filter looks into.
    """

    source: str
    name: str
    bytes: int
    etag: str
    state: AuditState
    package_id: str | None
    candidate: str
    set: str
    problem: str
    problems: int
    file_name: str
    sorts_as: str
    words: str


# Reading and filtering --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AuditList:
    """A list of packages, by the names of their files; `counts` says how many each view has.

    `candidates` are the names in it, each once.
    """

    packages: tuple[AuditedPackage, ...]
    counts: Mapping[AuditView, int]
    candidates: frozenset[str]


def read_list(path: Path, reporter: Reporter) -> AuditList:
    """Return the packages in a file of results. Raises as `read_results`."""
    found = map(_listed, read_results(path, reporter))
    packages = tuple(map(_copied, sorted(found, key=lambda package: package.sorts_as)))
    states = Counter(each.state for each in packages)
    counts = {view: sum(states[state] for state in _STATES[view]) for view in AuditView}
    return AuditList(packages, counts, frozenset(each.candidate for each in packages))


def _listed(result: AuditResult) -> AuditedPackage:
    first = result.faults[0].message if result.faults else ""
    file_name = (result.name or result.source.rstrip("/")).rpartition("/")[2]
    return AuditedPackage(
        sys.intern(result.source),  # the same in each
        result.name,
        result.bytes,
        result.etag,
        result.state,
        result.package_id,
        result.candidate,
        sys.intern(result.set),
        sys.intern(result.reason or first),
        len(result.faults) or int(bool(result.reason)),
        file_name,
        folded(file_name),
        _plain(f"{result.name or result.source} {result.candidate} {result.set}"),
    )


def _copied(package: AuditedPackage) -> AuditedPackage:
    """Return the same package in memory of its own.

    Copied one after the other in their order, packages are next to each other in memory: a filter
    goes through a hundred thousand in a fifth of the time.
    """
    words = package.words
    return replace(package, words="".join((words[:1], words[1:])))


def _plain(text: str) -> str:
    return fold(text).replace("'", "")


@dataclass(frozen=True, slots=True)
class ListFilter:
    """What lets the packages of a view through in which all terms occur."""

    view: AuditView
    terms: tuple[str, ...]

    def __call__(self, package: AuditedPackage) -> bool:
        """Return whether a package is let through."""
        text = package.words
        for term in self.terms:  # a loop: of a hundred thousand, `all` costs as much again
            if term not in text:
                return False
        return package.state in _STATES[self.view]  # a tuple: of an enum faster than a set

    def is_within(self, other: "ListFilter | None") -> bool:
        """Return whether nothing is let through that another filter holds back."""
        if other is None:
            return True
        is_same = other.view in {self.view, AuditView.ALL}
        return is_same and all(any(old in new for new in self.terms) for old in other.terms)


def list_filter(view: AuditView, words: str) -> ListFilter | None:
    """Return what lets the packages of a view through in which all words occur; None for all.

    Accents, apostrophes and capitals make no difference.
    """
    terms = tuple(_plain(words).split())
    return ListFilter(view, terms) if terms or view is not AuditView.ALL else None


_STATES: dict[AuditView, tuple[AuditState, ...]] = {
    AuditView.ALL: tuple(AuditState),
    AuditView.NOT_WHOLE: tuple(state for state in AuditState if state is not AuditState.WHOLE),
} | {AuditView(state.value): (state,) for state in AuditState}


# Fetching ---------------------------------------------------------------------------------------


def local_path(package: AuditedPackage) -> Path | None:
    """Return where a package lies on this computer or a drive, None of one that lies far away."""
    if "://" in package.source:
        return None
    return Path(package.source, package.name) if package.name else Path(package.source)


def fetch_package(package: AuditedPackage, folder: Path, reporter: Reporter) -> Path:
    """Fetch a package from a web server into a folder, unless it is there; return its path.

    Raises `PackageInStore`, `PackageNotFetched`, `NotEncrypted`, `SecretInAddress`, `Cancelled`,
    and the errors of the disk.
    """
    from lssc_desktop.transfer.address import NotEncrypted, SecretInAddress, is_loopback
    from lssc_desktop.transfer.answers import CertificateRefused
    from lssc_desktop.transfer.http import Client  # few lists name a web server

    url = package.source
    if package.name:
        url = f"{url.rstrip('/')}/{quote(package.name)}"
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme not in _WEB:
        raise PackageInStore(package.file_name, package.source)
    if "@" in parts.netloc:
        raise SecretInAddress
    if parts.scheme == "http" and not is_loopback(host):
        raise NotEncrypted(host)
    with disk_errors(folder):
        folder.mkdir(exist_ok=True)
        names = {folded(each.name) for each in folder.iterdir()}
    name = portable_name(package.file_name)
    if _is_same(package, folder / name):
        return folder / name
    target = folder / free_name(name, names)
    temporary = temporary_beside(target)
    try:
        with (
            Client(f"{parts.scheme}://{parts.netloc}") as client,
            client.cancellable_by(reporter) as report,
            client.fetch(url) as (reply, blocks),
            disk_errors(target),
            removed_on_failure(temporary),
        ):
            _require_listed(package, host, reply)
            _write(package, host, blocks, temporary, report)
            move_into_place(temporary, target)
    except CertificateRefused as error:
        raise PackageNotFetched(package.file_name, host, "certificate") from error
    return target


def _is_same(package: AuditedPackage, path: Path) -> bool:
    """Return whether a file has the very content that was audited."""
    with suppress(LsscError, OSError):
        is_as_long = path.stat().st_size == package.bytes
        return is_as_long and package_id(open_package(path)) == package.package_id is not None
    return False


def _require_listed(package: AuditedPackage, host: str, reply: "Reply") -> None:
    """Raise `PackageNotFetched` where an answer is not the package that was audited."""
    if reply.status != _GOOD:
        reason = _REASONS.get(reply.status, "answer")
        raise PackageNotFetched(package.file_name, host, reason)
    etag = reply.headers.get("etag", "").removeprefix("W/").strip('"')
    if etag and package.etag and etag != package.etag:
        raise PackageNotFetched(package.file_name, host, "changed")


def _write(
    package: AuditedPackage, host: str, blocks: Iterator[bytes], path: Path, reporter: Reporter
) -> None:
    done = 0
    item = Item(package.file_name)
    with path.open("xb") as file:
        for block in blocks:
            done += len(block)
            if done > package.bytes:
                break
            file.write(block)
            reporter(Progress(Step.COPYING, done, package.bytes, item))
    if done != package.bytes:
        raise PackageNotFetched(package.file_name, host, "changed")
