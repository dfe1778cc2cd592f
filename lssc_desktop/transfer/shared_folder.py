"""A folder as a destination: on a stick, or one that several people share."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from lssc_desktop.core.errors import N_, By, LsscError, Says
from lssc_desktop.core.files.names import is_temporary
from lssc_desktop.core.job import Progress, Reporter, Step
from lssc_desktop.core.submission.submission import Proof
from lssc_desktop.disk import disk
from lssc_desktop.disk.copying import FileExists, copy_beside
from lssc_desktop.disk.files import (
    SaveUncertain,
    as_step,
    clear_leftovers,
    discard,
    fingerprint,
    forget_cached,
    removed_on_failure,
)
from lssc_desktop.store.signing import carry_signature
from lssc_desktop.transfer.address import Address
from lssc_desktop.transfer.destination import (
    ArrivalUnknown,
    Finding,
    NameTaken,
    PackageChanged,
    PackageFile,
    Unproven,
    Upload,
)
from lssc_desktop.transfer.proof import Claim, CopyDiffers, agreed_claim, receipt

_NOT_PUT_THERE = N_("Your package wasn’t saved there, and it wasn’t changed.")


class SharedFolderAway(LsscError):
    """The folder is not there, or does not answer."""

    folder: str

    says = Says(
        "The folder {folder:folder} isn’t there, or isn’t responding.",
        _NOT_PUT_THERE,
        "Plug in the USB drive, or wait for the network drive, then try again.",
    )


class SharedFolderClosed(LsscError):
    """Nothing can be written into the folder: it is read-only, or this user may not."""

    folder: str

    says = Says(
        "The folder {folder:folder} is read-only.",
        _NOT_PUT_THERE,
        "Check for a lock switch on the USB drive, or ask for permission to write there.",
    )


class SharedFolderFull(LsscError):
    """The folder's drive has no room; bytes needed and bytes free, 0 where not known."""

    folder: str
    needed: int = 0
    free: int = 0

    says = Says(
        By(
            "needed",
            {0: "The drive with {folder:folder} is full."},
            "The drive with {folder:folder} is full: {needed:size} needed, {free:size} free.",
        ),
        _NOT_PUT_THERE,
        "Free up space there, then try again.",
    )


class SharedFolderSmallFiles(LsscError):
    """The folder's drive keeps no file over 4 GiB."""

    folder: str

    says = Says(
        "The drive with {folder:folder} can’t store files over 4 GiB, and your package is larger.",
        _NOT_PUT_THERE,
        "Use a drive formatted as exFAT or NTFS.",
    )


class SharedFolderFailed(LsscError):
    """Anything else that a drive reports; `reason` is a word of ours."""

    folder: str
    reason: str

    says = Says(
        "The drive with {folder:folder} failed ({reason}).",
        _NOT_PUT_THERE,
        "Try again. If it happens again, use another drive.",
    )


class OwnFolder(LsscError):
    """The package lies in this very folder; that is no way to hand it in."""

    folder: str

    says = Says(
        "Your package is already in the folder {folder:folder}.",
        "It wasn’t sent. That folder is yours, not the office’s.",
        "Choose your program office’s folder, or one on a USB drive.",
    )


_BY_DISK_ERROR: Mapping[type[LsscError], Callable[[str], LsscError]] = {
    disk.FileTooLargeForDisk: SharedFolderSmallFiles,
    disk.FolderReadOnly: SharedFolderClosed,
    disk.NotAllowed: SharedFolderClosed,
    disk.FolderGone: SharedFolderAway,
    disk.FileMissing: SharedFolderAway,
}


class SharedFolder:
    """A folder of this computer or of the network, in which packages get their own names."""

    def __init__(self, address: Address, now: Callable[[], datetime]) -> None:
        self.url = address.text
        self._folder = address.folder or Path()
        self._now = now

    def check(self, reporter: Reporter) -> None:
        """Raise `SharedFolderAway` or `SharedFolderClosed` when nothing can be put there."""
        reporter(Progress(Step.ASKING))
        self._require_there()
        if not os.access(self._folder, os.W_OK):
            raise SharedFolderClosed(str(self._folder))

    def send(self, package: PackageFile, upload: Upload, reporter: Reporter) -> Finding:
        """Copy the package, read the copy back, give it its name.

        Raises `NameTaken`, `CopyDiffers`, `ArrivalUnknown`, and the errors of this module.
        """
        self.check(reporter)
        for name in (package.name, package.second_name):
            target = self._folder / name
            if not disk.is_there(target):
                return self._bring(package, target, upload, reporter)
            if disk.is_same_file(target, package.path):
                raise OwnFolder(str(self._folder))
            found = self._receipt_for_old(package, target, reporter)
            if found is not None:
                return found
        raise NameTaken(package.name)

    def _bring(
        self, package: PackageFile, target: Path, upload: Upload, reporter: Reporter
    ) -> Finding:
        with self._errors():
            with suppress(LsscError):
                clear_leftovers(self._folder, deep=False)
            copy = copy_beside(package.path, target, reporter)
            with removed_on_failure(copy.temporary):
                if copy.sha256 != package.sha256:
                    raise PackageChanged(str(package.path))
                claim = self._read_back(copy.temporary, package, reporter)
                upload.begin(f"{copy.temporary.name} {target.name}")
                upload.confirm(package.bytes)  # from now on the name may be given
                try:
                    copy.publish(target)
                except SaveUncertain as error:
                    raise ArrivalUnknown(self.url) from error
                except FileExists:
                    found = self._receipt_for_old(package, target, reporter)
                    if found is None:
                        upload.begin("")  # what lies there is not ours, nor ever will be
                        raise NameTaken(target.name) from None
                    return found
        return self._last_look(package, target, claim)

    def find(self, package: PackageFile, upload: Upload, reporter: Reporter) -> Finding:
        """Look for the package under its name.

        One that was about to get its name, and is nowhere, was perhaps taken away by somebody:
        so it is not reported as not there.
        """
        reporter(Progress(Step.ASKING))
        self._require_there()
        temporary, _, aimed = upload.location.partition(" ")
        target = self._folder / (aimed or package.name)
        with self._errors():
            if _lies_at(target):
                try:
                    claim = self._read_back(target, package, reporter)
                except CopyDiffers:
                    return Unproven.NOT_THERE
                return receipt(package, claim, self.url, target.as_uri(), self._now())
            named = upload.confirmed < package.bytes or _lies_at(self._folder / temporary)
            return Unproven.NOT_THERE if named else Unproven.NOT_CONFIRMED

    def has(self, package: PackageFile, location: str, reporter: Reporter) -> bool:
        """Look whether a file as long as the package has one of its names."""
        reporter(Progress(Step.ASKING))
        self._require_there()
        targets = [self._folder / name for name in (package.name, package.second_name)]
        with self._errors():
            return any(
                target.as_uri() == location and _length_at(target) == package.bytes
                for target in targets
            )

    def discard(self, package: PackageFile, upload: Upload, reporter: Reporter) -> bool:
        """Remove the copy in the making, which a crash may have left."""
        del package
        reporter(Progress(Step.ASKING))
        self._require_there()
        temporary = upload.location.partition(" ")[0]
        if is_temporary(temporary):
            discard(self._folder / temporary)
            with self._errors():
                return not _lies_at(self._folder / temporary)
        return True

    def close(self) -> None:
        """Nothing is held open."""

    def _require_there(self) -> None:
        """Raise `SharedFolderAway`, or `SharedFolderClosed` where this user may not look."""
        try:
            with self._errors():
                is_there = disk.kind_at(self._folder) == "folder"
        except SharedFolderFailed:  # no drive has a folder of that name, or it does not answer
            is_there = False
        if not is_there:
            raise SharedFolderAway(str(self._folder))

    def _last_look(self, package: PackageFile, target: Path, claim: Claim) -> Finding:
        """See that the name is there; a stick may have been pulled out in this very moment."""
        try:
            with disk.disk_errors(target):
                size = target.lstat().st_size
        except LsscError as error:
            raise ArrivalUnknown(self.url) from error
        if size != package.bytes:
            raise CopyDiffers("size")
        return self._receipt(package, target, claim)

    def _receipt_for_old(
        self, package: PackageFile, target: Path, reporter: Reporter
    ) -> Finding | None:
        """Return the receipt for what has the name already, None when it is something else."""
        try:
            with self._errors():
                claim = self._read_back(target, package, reporter)
        except CopyDiffers:
            return None
        return self._receipt(package, target, claim)

    def _receipt(self, package: PackageFile, target: Path, claim: Claim) -> Finding:
        """Return the receipt of a package that is there; its signature comes along."""
        with suppress(LsscError):  # signed or not, it is there
            carry_signature(package.path, target)
        return receipt(package, claim, self.url, target.as_uri(), self._now())

    def _read_back(self, copy: Path, package: PackageFile, reporter: Reporter) -> Claim:
        """Fingerprint what the drive has kept, not what the system remembers of it."""
        with disk.disk_errors(copy):
            seen = copy.lstat()
        if disk.kind_of(seen.st_mode) != "file" or seen.st_size != package.bytes:
            raise CopyDiffers("size")
        forget_cached(copy)
        claim = Claim(
            Proof.READ_BACK, "sha-256", fingerprint(copy, as_step(Step.COMPARING, reporter))
        )
        agreed_claim(package, (claim,), reporter)
        return claim

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Turn what the drive says about this folder, not about the package, into our errors."""
        try:
            yield
        except LsscError as error:
            path = Path(getattr(error, "path", ""))
            ours = self._ours(error) if self._folder in {path, path.parent} else None
            if ours is None:
                raise
            raise ours from error

    def _ours(self, error: LsscError) -> LsscError | None:
        folder = str(self._folder)
        if isinstance(error, disk.NoSpace):
            return SharedFolderFull(folder, error.needed, error.free)
        for kind, ours in _BY_DISK_ERROR.items():
            if isinstance(error, kind):
                return ours(folder)
        if isinstance(error, disk.DiskFailed):
            return SharedFolderFailed(folder, error.reason)
        if isinstance(error, disk.FileBusy | disk.NameRefusedByDisk | disk.InTheWay):
            return SharedFolderFailed(folder, type(error).__name__)
        return None


def _lies_at(path: Path) -> bool:
    """Whether anything has that name; raises the errors of `store.folder.disk` if nobody knows."""
    with disk.disk_errors(path):
        try:
            path.lstat()
        except (FileNotFoundError, NotADirectoryError):
            return False
    return True


def _length_at(path: Path) -> int | None:
    """Return how long the file is that has that name, None where no file has it."""
    with disk.disk_errors(path):
        try:
            seen = path.lstat()
        except (FileNotFoundError, NotADirectoryError):
            return None
    return seen.st_size if disk.kind_of(seen.st_mode) == "file" else None
