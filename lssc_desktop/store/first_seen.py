"""The packages that were seen first where packages lie now, remembered on this computer.

A shelf notes what it sees; whoever opens a package later is told when it was exchanged.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

import msgspec

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.submission.trust import FirstSeen, first_seen, is_another
from lssc_desktop.store.folder.disk import whole_path
from lssc_desktop.store.folder.files import read_limited, write_own

_NAME = "packages seen.json"
_LARGEST = 32 << 20  # bytes; some 200 for each package
_MOST = 100_000  # packages that are remembered; of more, the newest

type _Memory = dict[str, FirstSeen]


def note_seen(
    config: Path, folder: Path, package_ids: Mapping[str, str], today: date
) -> Mapping[str, FirstSeen]:
    """Note which packages lie in a folder; return what was seen first where another lies now.

    `package_ids` is by path within the folder; "" is one that cannot be read now. Where nothing
    can be written, only what was noted before is known.
    """
    memory = _read(config)
    place = str(whole_path(folder))
    exchanged: dict[str, FirstSeen] = {}
    is_new = False
    for name, package_id in package_ids.items():
        path = _key(place, name)
        before = memory.get(path)
        noted = first_seen(before, package_id, today)
        if noted is not None and before is None:
            memory[path], is_new = noted, True
        if noted is not None and is_another(noted, package_id):
            exchanged[name] = noted
    if is_new:
        _write(config, memory)
    return exchanged


def exchanged_for(config: Path, path: Path, package_id: str | None) -> FirstSeen | None:
    """Return what was seen first under the path of a package, where that is another one now."""
    known = _read(config).get(str(whole_path(path)))
    return known if is_another(known, package_id or "") else None


def accept_exchanged(config: Path, path: Path, package_id: str, today: date) -> None:
    """Take the package that lies there now for the first one: somebody asked, and it is right."""
    memory = _read(config)
    memory[str(whole_path(path))] = FirstSeen(package_id, today)
    _write(config, memory)


def _key(place: str, name: str) -> str:
    return str(Path(place, *name.split("/")))


def _read(config: Path) -> _Memory:
    try:
        data = read_limited(config / _NAME, _LARGEST)
        return msgspec.json.decode(data, type=dict[str, FirstSeen])
    except (LsscError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}


def _write(config: Path, memory: _Memory) -> None:
    kept = dict(list(memory.items())[-_MOST:])
    with suppress(OSError, LsscError):
        config.mkdir(parents=True, exist_ok=True)
        write_own(config / _NAME, msgspec.json.encode(kept))
