"""What only some systems can do: marks for tests that need it, each with its reason."""

import os
import sys
import tempfile
from functools import cache
from pathlib import Path

import pytest

ODD_NAMES = ("dots...", "space ", "CON.txt", "two\nlines")
"""Names that Windows takes for others, or for none."""

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such thing")
windows_only = pytest.mark.skipif(sys.platform != "win32", reason="only Windows does it")

needs_any_name = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows takes no file with such a name"
)
finds_trash = pytest.mark.skipif(
    sys.platform == "win32", reason="looks where Linux keeps what was thrown away"
)


def _is_wine() -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    return hasattr(ctypes.WinDLL("ntdll"), "wine_get_version")


not_on_wine = pytest.mark.skipif(_is_wine(), reason="Wine does not do what Windows does here")


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


needs_links = pytest.mark.skipif(not _has_links(), reason="no symbolic links can be made here")
needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a folder holds no pipes here")
needs_modes = pytest.mark.skipif(
    sys.platform == "win32" or _is_root(), reason="who runs this may read everything"
)
