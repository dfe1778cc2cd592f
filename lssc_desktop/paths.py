"""Where the program finds what it shipped with, and what belongs to the person using it."""

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lssc_desktop import __version__

if TYPE_CHECKING:
    from platformdirs.api import PlatformDirsABC

_APPLICATION = "LSSC Desktop"
_PORTABLE = "portable.txt"

SETTINGS_ON_DRIVE = "LSSC Desktop settings"
"""The folder of a portable run on the user's drive."""
TEMPORARY = "temporary"
"""The folder for temporary files, in that one or in `.lssc` of a portfolio."""

NOWHERE = Path(os.devnull, _APPLICATION)
"""Where the system lets nobody make a file: for what is to be kept nowhere."""

PORTABLE_VARIABLE = "LSSC_DESKTOP_PORTABLE"
"""Says in the environment that the program was started with `--portable`, and with which folder.

Its own processes, which it starts again and again, so learn it too.
"""


COMMIT = "commit.txt"
UPDATES = "updates.txt"
"""What a build writes into the resources: its commit, and the web page with newer versions."""

WEB_PAGE = r"https://[!-~]+"
_SHORT = 8  # digits of a commit that are shown


class OwnFolders(NamedTuple):
    """Where a run of the program keeps things of its own, outside of any portfolio.

    `temporary` is for temporary files while nothing is open that has a folder for them; None is
    the folder of the system. A run that is `portable` writes nothing into the computer's own
    folders. `key` is for what must stay on this computer where the `settings` follow the user to
    others; None where they don't. `shared` is for what an administrator
    sets for everyone who uses the computer; None in a portable run.
    """

    settings: Path
    log: Path
    temporary: Path | None = None
    portable: bool = False
    key: Path | None = None
    shared: Path | None = None


def resources() -> Path:
    """Return the folder of everything shipped with the code: fonts, programs, templates.

    A wheel has it in the package. In a checkout it is the neighbor of the package, and in a built
    program too (PyInstaller lays both into the same folder).
    """
    package = Path(__file__).resolve().parent
    within = package / "resources"
    return within if within.is_dir() else package.parent / "resources"


def version_line() -> str:
    """Name the release, and the commit that it was built from where that is known."""
    named = commit()
    return f"LSSC Desktop {__version__}" + (f" ({named})" if named else "")


def commit() -> str:
    """Return the short name of the commit that this program is of, "" where that isn't known.

    What is built or packed from a commit holds it as text. A checkout asks its own `.git`.
    """
    try:
        written = (resources() / COMMIT).read_text("ascii").strip()
        named = _checked_out() if written.startswith("$") else written
    except (OSError, ValueError):
        return ""
    return named if re.fullmatch("[0-9a-f]+", named) else ""


def updates_page() -> str:
    """Return the web page with newer versions, "" where the build named none."""
    try:
        written = (resources() / UPDATES).read_text("ascii").strip()
    except (OSError, ValueError):
        return ""
    return written if re.fullmatch(WEB_PAGE, written) else ""


def _checked_out() -> str:
    """Return which commit is checked out here; raises `OSError` where that can't be read."""
    git = resources().parent / ".git"
    if git.is_file():  # another work tree of a repository
        git = Path(git.read_text("utf-8").removeprefix("gitdir:").strip())
    head = (git / "HEAD").read_text("utf-8").strip()
    shared = git / "commondir"
    if shared.is_file():
        git = git / shared.read_text("utf-8").strip()
    branch = head.removeprefix("ref: ")
    if branch == head:
        return head[:_SHORT]
    loose = git / branch
    if loose.is_file():
        return loose.read_text("ascii").strip()[:_SHORT]
    packed = (line.split(" ") for line in (git / "packed-refs").read_text("utf-8").splitlines())
    return next((line[0][:_SHORT] for line in packed if line[1:] == [branch]), "")


def own_folders(environment: Mapping[str, str] | None = None) -> OwnFolders:
    """Return where this run keeps things of its own; nothing need exist there yet.

    A built program is portable when a file `portable.txt` lies beside it, and any program that is
    started with `--portable`. It then keeps settings, log and temporary files in one folder on the
    drive: beside itself, or in the folder that `--portable=FOLDER` names. An installed program
    that is started with `--portable` alone knows of no drive, and keeps nothing.
    """
    asked = (os.environ if environment is None else environment).get(PORTABLE_VARIABLE)
    drive = Path(asked) if asked else _folder_of_portable_program()
    if drive is not None:
        kept = drive / SETTINGS_ON_DRIVE
        return OwnFolders(kept, kept / "log", kept / TEMPORARY, portable=True)
    if asked is not None:
        return OwnFolders(NOWHERE, NOWHERE, portable=True)
    return computer_folders()


def computer_folders() -> OwnFolders:
    """Return where an installed program keeps things of its own, also when this one is portable."""
    import platformdirs  # not needed for most commands, so not paid for

    return installed_folders(platformdirs.PlatformDirs)


def installed_folders(system: "type[PlatformDirsABC]") -> OwnFolders:
    """Return where an installed program keeps things of its own, by the rules of a system."""
    roaming = system(_APPLICATION, appauthor=False, roaming=True)
    here = system(_APPLICATION, appauthor=False)
    settings, key = Path(roaming.user_config_dir), Path(here.user_config_dir)
    return OwnFolders(
        settings,
        Path(here.user_log_dir),
        key=None if key == settings else key,
        shared=Path(here.site_config_dir),
    )


def key_folder(settings: Path) -> Path:
    """Return the folder for this person's key; it need not exist yet.

    It is that of the settings, unless those follow this person to other computers.
    """
    folders = own_folders()
    return settings if folders.key is None or settings != folders.settings else folders.key


def config_folder() -> Path:
    """Return the folder for this person's settings; it need not exist yet."""
    return own_folders().settings


def log_folder() -> Path:
    """Return the folder for this person's log; it need not exist yet."""
    return own_folders().log


def is_portable() -> bool:
    """Whether this run writes nothing into the computer's own folders."""
    return PORTABLE_VARIABLE in os.environ or _folder_of_portable_program() is not None


def _folder_of_portable_program() -> Path | None:
    if not getattr(sys, "frozen", False):
        return None
    beside = Path(sys.executable).resolve().parent
    return beside if (beside / _PORTABLE).exists() else None
