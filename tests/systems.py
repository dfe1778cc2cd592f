"""What only some systems can do: marks for tests that need it, each with its reason."""

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import cache
from pathlib import Path

import pytest

ODD_NAMES = ("dots...", "space ", "CON.txt", "two\nlines")
"""Names that Windows takes for others, or for none."""

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such thing")
windows_only = pytest.mark.skipif(sys.platform != "win32", reason="only Windows does it")

tells_standstills = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows does not say when the machine, not the window, stood"
)
removes_open_files = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows removes no folder while a file in it is open"
)
needs_any_name = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows takes no file with such a name"
)
KEPT_WHILE_WRITTEN = "WsgiDAV on Windows removes no file that it still writes, and says so"
receiver_removes_what_it_writes = pytest.mark.skipif(
    sys.platform == "win32", reason=KEPT_WHILE_WRITTEN
)
finds_trash = pytest.mark.skipif(
    sys.platform == "win32", reason="looks where Linux keeps what was thrown away"
)


class WineLacks(StrEnum):
    """What Wine does not do as Windows does: why a test is left out there, and only there."""

    CASE_OF_NAMES = "Wine takes a name that differs in case alone for the file itself"
    MEMORY_OF_JOBS = "Wine keeps no limit of memory for a job of processes"
    PROGRAMS_WITH_FILES = "Wine's Restart Manager does not say who has a file open"
    DRIVE_LETTERS = "Wine gives no folder a drive letter (DefineDosDevice)"


IS_WINE = sys.platform == "win32" and hasattr(ctypes.WinDLL("ntdll"), "wine_get_version")


def not_on_wine(lack: WineLacks) -> pytest.MarkDecorator:
    """Leave a test out under Wine, for one of the reasons that are named above."""
    return pytest.mark.skipif(IS_WINE, reason=lack)


@cache
def _has_links() -> bool:
    """Whether this person may make symbolic links; Windows asks for a right, Wine has none."""
    with tempfile.TemporaryDirectory() as folder:
        link = Path(folder, "link")
        try:
            link.symlink_to(folder)
        except (OSError, NotImplementedError):
            return False
        return link.is_symlink()


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def needs_program(name: str) -> pytest.MarkDecorator:
    """Leave a test out where a program that gives a second opinion is not on the machine."""
    return pytest.mark.skipif(shutil.which(name) is None, reason=f"{name} is not on this machine")


needs_links = pytest.mark.skipif(not _has_links(), reason="no symbolic links can be made here")
needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a folder holds no pipes here")


# Closed folders ---------------------------------------------------------------------------------

_CAPABILITIES_VERSION = 0x20080522  # linux/capability.h
_READS_EVERYTHING = 1 << 1 | 1 << 2  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


@contextmanager
def closed(place: Path, mode: int = 0) -> Iterator[Path]:
    """Close a file or folder to whoever runs this for the length of the block, to root as well.

    Root of Linux gives up the right to pass over modes: the thread that calls, and those that it
    starts meanwhile.
    """
    before = place.stat().st_mode
    place.chmod(mode)
    try:
        with _without_rights():
            yield place
    finally:
        place.chmod(before)


@contextmanager
def _without_rights() -> Iterator[None]:
    if not _is_root():
        yield
        return
    if sys.platform != "linux":
        pytest.skip("who runs this may read everything")
    system = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(_CAPABILITIES_VERSION, 0)
    rights = (ctypes.c_uint32 * 6)()  # two times: effective, permitted, inheritable
    if system.capget(header, rights):
        pytest.skip("this system does not say which rights root has")
    before = rights[0]
    rights[0] = before & ~_READS_EVERYTHING
    system.capset(header, rights)
    try:
        yield
    finally:
        rights[0] = before
        system.capset(header, rights)
