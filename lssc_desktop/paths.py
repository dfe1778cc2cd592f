"""Where the program finds what it shipped with, and what belongs to the person using it."""

from pathlib import Path

_APPLICATION = "LSSC Desktop"


def resources() -> Path:
    """Return the folder of everything shipped beside the code: fonts, programs, templates.

    It is the neighbor of the package, in a checkout as well as in a built program (PyInstaller
    lays both into the same folder).
    """
    return Path(__file__).resolve().parent.parent / "resources"


def config_folder() -> Path:
    """Return the folder for this person's settings; it need not exist yet."""
    import platformdirs  # not needed for most commands, so not paid for

    return platformdirs.user_config_path(_APPLICATION, appauthor=False, roaming=True)


def log_folder() -> Path:
    """Return the folder for this person's log; it need not exist yet."""
    import platformdirs  # not needed for most commands, so not paid for

    return platformdirs.user_log_path(_APPLICATION, appauthor=False)
