"""How the helper binds itself before it touches a file."""

import sys

MEMORY = 1 << 30
"""Bytes of address space; Python with PDFium takes a quarter of it before any file is open."""

MOST_STREAMED = 256 << 20
"""Bytes of a file that comes in pieces."""


def bind() -> None:
    """Limit memory and the size of files, where the system has such limits."""
    if sys.platform == "win32":
        return
    import resource

    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, MOST_STREAMED),
        (resource.RLIMIT_CORE, 0),  # what was in memory is nobody's business
    ):
        _soft, hard = resource.getrlimit(what)
        if hard == resource.RLIM_INFINITY or hard > most:
            try:
                resource.setrlimit(what, (most, most))
            except (OSError, ValueError):
                continue  # macOS keeps no limit of address space
