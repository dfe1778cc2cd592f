"""Files that another program of Windows has open: Word, a virus scanner, the indexer."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntFlag
from pathlib import Path


class Share(IntFlag):
    """What a program that has a file open lets others do with it (CreateFileW)."""

    NONE = 0
    READ = 1
    WRITE = 2
    DELETE = 4


@contextmanager
def open_elsewhere(path: Path, share: Share) -> Iterator[None]:
    """Have a file open as Windows lets a program have it, for the length of the block."""
    if sys.platform != "win32":
        raise NotImplementedError
    import ctypes
    from ctypes import wintypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateFileW.restype = wintypes.HANDLE
    may_read, open_existing, normal = 0x80000000, 3, 0x80
    handle = kernel.CreateFileW(
        str(path), wintypes.DWORD(may_read), int(share), None, open_existing, normal, None
    )
    if handle in {None, wintypes.HANDLE(-1).value}:
        raise ctypes.WinError(ctypes.get_last_error())
    try:
        yield
    finally:
        kernel.CloseHandle(wintypes.HANDLE(handle))
