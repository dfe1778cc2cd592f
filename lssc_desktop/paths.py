"""Where the program finds what it shipped with, and what belongs to the person using it."""

import sys
from pathlib import Path

_APPLICATION = "LSSC Desktop"
_PORTABLE = "portable.txt"
_BESIDE = "LSSC Desktop settings"


def resources() -> Path:
    """Return the folder of everything shipped beside the code: fonts, programs, templates.

    It is the neighbor of the package, in a checkout as well as in a built program (PyInstaller
    lays both into the same folder).
    """
    return Path(__file__).resolve().parent.parent / "resources"


def portable_folder() -> Path | None:
    """Return where a program that runs from a stick keeps its settings; None: it is installed.

    A built program is portable when a file `portable.txt` lies beside it: then nothing is
    written into the computer's own folders.
    """
    if not getattr(sys, "frozen", False):
        return None
    beside = Path(sys.executable).resolve().parent
    return beside / _BESIDE if (beside / _PORTABLE).exists() else None


def config_folder() -> Path:
    """Return the folder for this person's settings; it need not exist yet."""
    portable = portable_folder()
    if portable is not None:
        return portable
    import platformdirs  # not needed for most commands, so not paid for

    return platformdirs.user_config_path(_APPLICATION, appauthor=False, roaming=True)


def log_folder() -> Path:
    """Return the folder for this person's log; it need not exist yet."""
    portable = portable_folder()
    if portable is not None:
        return portable / "log"
    import platformdirs  # not needed for most commands, so not paid for

    return platformdirs.user_log_path(_APPLICATION, appauthor=False)
