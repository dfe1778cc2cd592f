"""The last versions of portfolio.json in `.lssc/history/`; opening never needs them."""

import re
from contextlib import suppress
from pathlib import Path

from lssc_desktop.core.layout import OWN
from lssc_desktop.store.disk import disk_errors
from lssc_desktop.store.files import patiently, write_durably
from lssc_desktop.store.inside import inside

KEPT = 30
_FOLDER = "history"
_NAME = re.compile(r"portfolio-([0-9]{6,})\.json")


def history_folder(root: Path) -> Path:
    """Return where the versions lie."""
    return root / OWN / _FOLDER


def versions(root: Path) -> tuple[Path, ...]:
    """Return the kept versions, newest first; () when there is no history."""
    try:
        found = [path for path in history_folder(root).iterdir() if _NAME.fullmatch(path.name)]
    except OSError:
        return ()
    return tuple(sorted(found, key=_number, reverse=True))


def keep(root: Path, data: bytes) -> None:
    """Keep a version, and give up the oldest so that `KEPT` remain."""
    folder = inside(root, f"{OWN}/{_FOLDER}")
    with disk_errors(folder):
        for each in (folder.parent, folder):  # a portfolio that goes away is not made again
            each.mkdir(exist_ok=True)
    kept = versions(root)
    for path in kept[KEPT - 1 :]:
        with suppress(OSError):  # one too many does no harm
            patiently(path.unlink)
    number = _number(kept[0]) + 1 if kept else 1
    write_durably(folder / f"portfolio-{number:06}.json", data)


def _number(path: Path) -> int:
    found = _NAME.fullmatch(path.name)
    return int(found[1]) if found else 0
