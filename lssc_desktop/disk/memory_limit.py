"""How much memory the preview helper takes, where the system has such a limit.

Linux counts what a process may write to (`RLIMIT_DATA`); macOS keeps no such limit, and on Windows
the helper has the one of its job alone (`helper.bind`).
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

EXAMINING = 200 << 20
"""Bytes for one file that is examined without being shown; with its code the helper has 250 MB."""

CLEANING = 512 << 20
"""Bytes for one file of which a clean copy is made."""

_LEAST = 64 << 20  # bytes, where the files before left the helper large
_PAGE = 4096


@contextmanager
def at_most(most: int) -> Iterator[None]:
    """Let this process have no more memory than that; what goes past it raises `MemoryError`.

    A library that cannot go on without it ends the process.
    """
    with _limited(max(most, _used() + _LEAST)):
        yield


@contextmanager
def unlimited() -> Iterator[None]:
    """Let what is started in the block have what this process had before `at_most`."""
    with _limited(None):
        yield


@contextmanager
def _limited(most: int | None) -> Iterator[None]:
    if sys.platform != "linux":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = hard if most is None else most
    fits = hard == resource.RLIM_INFINITY or wanted <= hard
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (wanted if fits else hard, hard))
    try:
        yield
    finally:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _used() -> int:
    """Return how many bytes this process may write to now."""
    with suppress(OSError, ValueError, IndexError):
        return int(Path("/proc/self/statm").read_bytes().split()[5]) * _PAGE
    return 0
