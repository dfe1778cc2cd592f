"""Places of packages: a folder of this computer here, a store far away in `object_store`.

What lies beside packages (receipts, reviews, signatures, letters, tables, what is still being
sent) is no package.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from fnmatch import fnmatchcase
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from lssc_desktop.audit.audited import AuditLine, ListedPackage, unread_line, verified_line
from lssc_desktop.core.errors import By, LsscError, Says
from lssc_desktop.core.files.names import OWN
from lssc_desktop.core.job import Cancelled, Item, Progress, Reporter, Step
from lssc_desktop.disk.disk import disk_errors
from lssc_desktop.package.reader import Verification, verify
from lssc_desktop.package.reading.byte_source import SourceUnread
from lssc_desktop.package.reading.package_files import is_bag
from lssc_desktop.values import dataclass

_NO_PACKAGES = (
    *(".info", ".json", ".sending", ".sig", ".part", ".lock", ".tmp"),
    *(".pdf", ".docx", ".doc", ".odt", ".rtf", ".txt", ".eml"),
    *(".csv", ".jsonl", ".parquet", ".tsv", ".ics", ".xlsx", ".xls", ".ods", ".journal"),
)
_TRIES = 2
_BETWEEN_REPORTS = 1_000  # packages


class PlaceNotUnderstood(LsscError):
    """The text is neither a folder nor an address of a store that we know."""

    address: str

    says = Says(
        "We can’t audit “{address:safe}”.",
        "Nothing was checked.",
        "Name a folder, or an address like s3://bucket/packages/ or https://host/packages/.",
    )


class PlaceUnlisted(LsscError):
    """A store did not say what lies in it, for a `reason`.

    `name` is one in its list that cannot be read, of a store that then lists nothing.
    """

    address: str
    reason: str
    name: str = ""

    says = Says(
        "{address:safe} didn’t list its contents: {why}.",
        "Packages checked before are kept.",
        By(
            "reason",
            {
                "certificate": (
                    "If your office issues its own certificates, set SSL_CERT_FILE to the file of "
                    "its authority, here and on every worker. If it doesn’t, contact whoever runs "
                    "the server."
                ),
                "name": "Rename that one in the store, and run the audit again.",
            },
            "Check the address, the keys, and the network, and run the audit again.",
        ),
        {
            "why": By(
                "reason",
                {
                    "refused": "the keys in the environment don’t give us access",
                    "certificate": "it shows a certificate that this computer doesn’t trust",
                    "gone": "there’s nothing at this address",
                    "elsewhere": "it points to another address, where we don’t follow",
                    "name": (
                        "it has the name “{name:safe}”, which we can’t read, so it lists nothing"
                    ),
                    "connection": "it didn’t answer, or not the way a store does",
                },
            )
        },
    )


class AddressWithSecret(LsscError):
    """The address of a place has a user name or a password in it, which it does not repeat."""

    says = Says(
        "The address has a user name or password in it.",
        "Nothing was checked. We save and show addresses, so they can’t have a password.",
        "Remove everything before the “@”, and give them with --user and --password-env.",
    )


class StoreNotEncrypted(LsscError):
    """What comes from a store on another computer could be read and changed on its way.

    `variable` is what names its address in the environment, "" for an address that was given.
    """

    host: str
    variable: str = ""

    says = Says(
        "What comes from {host:safe} could be read and changed on its way.",
        "Nothing was checked.",
        By(
            "variable",
            {"": "Use an address that starts with https://."},
            "Set {variable} to an address that starts with https://.",
        ),
    )


class ExtraMissing(LsscError):
    """What was asked for needs a library that only an extra brings."""

    library: str

    says = Says(
        "This needs {library}, which isn’t installed.",
        "Nothing was checked.",
        By(
            "library",
            {
                "pyarrow": (
                    "In the source’s folder, run: .venv/bin/pip install -r "
                    "requirements-parquet.txt. Or use results in .csv or .jsonl, which need "
                    "nothing more."
                )
            },
            "In the source’s folder, run: .venv/bin/pip install -r requirements-office.txt. The "
            "downloadable program doesn’t include it, but it can audit folders.",
        ),
    )


def require_extra(library: str) -> None:
    """Raise `ExtraMissing` where a library of the extra is not installed."""
    if find_spec(library) is None:
        raise ExtraMissing(library)


@dataclass(frozen=True, slots=True)
class StoreLogin:
    """The user of a store that asks for one, and the variable that holds the password.

    The password itself goes to no other computer: each takes it from its own environment.
    """

    user: str = ""
    password_variable: str = ""


NOBODY = StoreLogin()


class Place(Protocol):
    """A place with packages; `at_once` says how many of them to read at the same time."""

    address: str
    at_once: int

    def packages(self, reporter: Reporter) -> Iterator[ListedPackage]:
        """Yield what is there. Raises `PlaceUnlisted`, or an error of the disk."""

    def verify(self, listed: ListedPackage, reporter: Reporter) -> Verification:
        """Verify a package that was listed. Raises as `package.reader.verify_source`."""


def is_package_name(name: str, pattern: str) -> bool:
    """Return whether a file by that path can be a package, and is wanted.

    A server names what it takes as it likes, so everything else counts as one; also what no file
    can be called, for a list that says so is not right.
    """
    if not name:  # the place itself was named
        return True
    *folders, last = name.split("/")
    hidden = (part.startswith(".") and part not in {".", ".."} for part in folders)
    if any(hidden) or OWN in folders:
        return False
    is_beside = last.startswith(".") or last.casefold().endswith(_NO_PACKAGES)
    return bool(last) and not is_beside and (not pattern or fnmatchcase(last, pattern))


def audit_package(place: Place, listed: ListedPackage, reporter: Reporter) -> AuditLine:
    """Return the line of a package; one whose place fails is tried once more.

    Raises `Cancelled`.
    """
    for left in reversed(range(_TRIES)):
        try:
            return verified_line(listed, place.verify(listed, reporter))
        except Cancelled:
            raise
        except SourceUnread as error:
            if not left or error.reason in {"changed", "gone"}:
                return unread_line(listed, error)
        except Exception as error:  # noqa: BLE001  every package gets a line, whatever it holds
            return unread_line(listed, error)
    raise AssertionError


def watched(packages: Iterator[ListedPackage], reporter: Reporter) -> Iterator[ListedPackage]:
    """Pass on what is listed, and report how many there are."""
    for count, each in enumerate(packages):
        if count % _BETWEEN_REPORTS == 0:
            reporter(Progress(Step.LOOKING, count, item=Item(each.name)))
        yield each


# Folders ----------------------------------------------------------------------------------------


class FolderPlace:
    """A folder, with all folders in it; a folder that is a bag itself is one package."""

    at_once = 1  # the processor is what takes its time

    def __init__(self, folder: Path) -> None:
        self.address = str(folder)
        self._folder = folder

    def packages(self, reporter: Reporter) -> Iterator[ListedPackage]:
        """Yield the packages; links are not followed. Raises an error of the disk."""
        with disk_errors(self._folder):
            if stat.S_ISDIR(self._folder.stat().st_mode):
                yield from watched(self._walk(), reporter)
            else:
                yield self._listed("")

    def _walk(self) -> Iterator[ListedPackage]:
        waiting = [""]
        while waiting:
            inside = waiting.pop()
            entries = _entries(self._folder, inside)
            if entries is None or is_bag({name.rpartition("/")[2] for name, _ in entries}):
                entries = [(inside, False)]
            for name, is_folder in entries:
                if is_folder:
                    waiting.append(name)
                else:
                    with suppress(FileNotFoundError):
                        yield self._listed(name)

    def _listed(self, name: str) -> ListedPackage:
        """Return a package as the disk has it now. Raises `OSError`."""
        path = self._folder / name
        seen = path.stat()
        if not stat.S_ISDIR(seen.st_mode):
            return ListedPackage(self.address, name, seen.st_size, str(seen.st_mtime_ns))
        sizes, newest = _of_folder(path)
        return ListedPackage(self.address, name, sum(sizes), f"{newest}:{len(sizes)}")

    def verify(self, listed: ListedPackage, reporter: Reporter) -> Verification:
        """Verify a package that stays as it was listed. Raises as `package.reader.verify`."""
        try:
            found = verify(self._folder / listed.name, reporter, threads=1)
        except Cancelled:
            raise
        except LsscError:
            self._require_same(listed)
            raise
        self._require_same(listed)
        return found

    def _require_same(self, listed: ListedPackage) -> None:
        """Raise `SourceUnread` where a package is not as it was listed anymore."""
        try:
            is_same = self._listed(listed.name) == listed
        except OSError as error:
            raise SourceUnread(listed.name, "gone") from error
        if not is_same:
            raise SourceUnread(listed.name, "changed")


def _entries(root: Path, inside: str) -> list[tuple[str, bool]] | None:
    """Return the paths in a folder, and whether each is a folder; links and devices are left out.

    None for one below the root that cannot be looked into. Raises `OSError` for the root itself.
    """
    try:
        with os.scandir(root / inside) as scan:
            return [
                (f"{inside}/{each.name}" if inside else each.name, is_folder)
                for each in sorted(scan, key=lambda each: each.name)
                if not each.name.startswith(".")
                and (
                    (is_folder := each.is_dir(follow_symlinks=False))
                    or each.is_file(follow_symlinks=False)
                )
            ]
    except OSError:
        if not inside:
            raise
        return None


def _of_folder(path: Path) -> tuple[list[int], int]:
    """Return the sizes of all files below a folder, and when the newest was changed."""
    sizes: list[int] = []
    newest = 0
    for folder, _folders, files in os.walk(path):
        for name in files:
            with suppress(OSError):
                seen = os.lstat(os.path.join(folder, name))  # noqa: PTH118 - many of them
                sizes.append(seen.st_size)
                newest = max(newest, seen.st_mtime_ns)
    return sizes, newest
