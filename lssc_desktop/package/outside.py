"""The fingerprint of a package as it is known outside of it: only that can tell a changed one.

Who changes a package can make everything anew that is in it, its fingerprints too.
"""

from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Reporter
from lssc_desktop.package.reader import Verification, verify
from lssc_desktop.store.submissions import read_submissions


def sent_beside(path: Path) -> tuple[str, ...]:
    """Return the ids of what was received under the name of a package, by the receipts beside it.

    There are none where nothing can be read: that is told where something is sent.
    """
    try:
        found = read_submissions(path)
    except LsscError:
        return ()
    return tuple(dict.fromkeys(item.package_id for item in found if item.receipt))


def verify_and_compare(path: Path, reporter: Reporter) -> tuple[Verification, tuple[str, ...]]:
    """Return what verifying a package shows, and `sent_beside`. Raises as `verify`."""
    return verify(path, reporter), sent_beside(path)
