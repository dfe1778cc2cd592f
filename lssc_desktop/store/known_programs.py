"""The program files that this computer knows: only by these does an office judge.

It knows what is shipped with us, every version that ever was; what its user loaded; and what an
office keeps in a shelf. Nothing is learned from a package, a portfolio or a review.
"""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, overload

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.names import OWN, portable_name
from lssc_desktop.core.program.rules_id import LARGEST, Rules, RulesId, compare_rules
from lssc_desktop.disk.disk import disk_errors, is_there, whole_path
from lssc_desktop.disk.files import read_limited, write_durably
from lssc_desktop.disk.settings import PROGRAMS, SHELVES
from lssc_desktop.paths import resources
from lssc_desktop.store.shipped_rules import rules_id, shipped_table
from lssc_desktop.values import dataclass

if TYPE_CHECKING:
    from lssc_desktop.core.program.program import Program
    from lssc_desktop.store.programs import LoadedProgram

DEEPEST = 32
"""Folders below a shelf in which packages are looked for."""

_MOST_FILES = 200  # of one folder


class KnownFrom(StrEnum):
    """How a computer came to know a program file."""

    SHIPPED = "shipped"
    KEPT = "kept"
    SHELF = "shelf"


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A program file that is known here: which rules it has, and where it lies."""

    id: RulesId
    source: KnownFrom
    path: Path


@dataclass(frozen=True, slots=True)
class KnownFiles:
    """All that a computer knows. No two of its `files` have the same id and version.

    `set_aside` are files of the settings folder or of a shelf that don't count: another one, which
    goes before, has the same id and version, with other rules.
    """

    files: tuple[KnownFile, ...]
    set_aside: tuple[KnownFile, ...] = ()

    @property
    def ids(self) -> tuple[RulesId, ...]:
        """Which rules are known."""
        return tuple(each.id for each in self.files)

    @overload
    def rules_of(self, found: RulesId) -> Rules: ...

    @overload
    def rules_of(self, found: RulesId | None) -> Rules | None: ...

    def rules_of(self, found: RulesId | None) -> Rules | None:
        """Return what is known of the rules of a package; None for one without a program file."""
        return None if found is None else compare_rules(found, self.ids)

    def file_of(self, found: RulesId) -> KnownFile | None:
        """Return the known file of that id and version, whatever its code."""
        version = (found.program, found.version)
        return next(
            (each for each in self.files if (each.id.program, each.id.version) == version), None
        )

    def program_for(self, found: RulesId | None) -> "LoadedProgram | None":
        """Return the known file that has these rules, None where they are not known."""
        file = None if found is None else self.file_of(found)
        if file is None or file.id != found:
            return None
        return _loaded(file)

    def text_for(self, found: RulesId | None) -> str:
        """Return the text of the known file that has these rules; "" of one that we ship."""
        loaded = self.program_for(found)
        return "" if loaded is None or loaded.shipped else loaded.text

    def namesake_of(self, found: RulesId | None) -> "LoadedProgram | None":
        """Return the known file of an id and version, whether it has these rules or not."""
        file = None if found is None else self.file_of(found)
        return None if file is None else _loaded(file)

    def judged(self, found: RulesId | None) -> tuple[Rules | None, "Program | None"]:
        """Return what is known of rules, and the program that has them where they are known."""
        loaded = self.program_for(found)
        return self.rules_of(found), None if loaded is None else loaded.program


NOTHING_KNOWN = KnownFiles(())


class RulesTaken(LsscError):
    """A program file has the id and the version of one that is known, and other rules."""

    origin: str
    program: str
    version: str


def known_programs(config: Path, shelf: Path | None = None) -> KnownFiles:
    """Return what this computer knows, and what lies in a shelf of its office."""
    files: dict[tuple[str, str], KnownFile] = {}
    aside = []
    for each in (
        *_shipped_files(),
        *_files_in(config / PROGRAMS, KnownFrom.KEPT),
        *(_files_in(shelf_programs(shelf), KnownFrom.SHELF) if shelf is not None else ()),
    ):
        first = files.setdefault((each.id.program, each.id.version), each)
        if first.id.code != each.id.code:
            aside.append(each)
    return KnownFiles(tuple(files.values()), tuple(aside))


def shelf_around(config: Path, package: Path) -> Path | None:
    """Return the shelf in which a package lies: the next folder above that was looked at as one.

    None where this computer never did that: a stranger's folder is no shelf of its office.
    """
    above = whole_path(package).parents[: DEEPEST + 1]
    return next((each for each in above if is_there(shelf_memory(config, each))), None)


def known_beside(config: Path, package: Path) -> KnownFiles:
    """Return the program files that this computer knows where a package lies."""
    return known_programs(config, shelf_around(config, package))


def shelf_memory(config: Path, folder: Path) -> Path:
    """Return where it is kept what was seen last in a folder that was looked at as a shelf."""
    name = hashlib.sha256(str(folder).encode(errors="surrogatepass")).hexdigest()[:16]
    return config / SHELVES / f"{name}.json.gz"


def shelf_programs(shelf: Path) -> Path:
    """Return the folder of the program files of a shelf."""
    return shelf / OWN / PROGRAMS


def _shipped_files() -> Iterator[KnownFile]:
    for each in shipped_table():
        yield KnownFile(each.id, KnownFrom.SHIPPED, resources() / "programs" / each.file)


# Loaded here, or in a shelf ---------------------------------------------------------------------


def keep_program(config: Path, loaded: "LoadedProgram") -> KnownFile:
    """Keep a program file in the settings folder, so that it is known from now on.

    Raises `RulesTaken` where its id and version are known with other rules, and the errors of
    `store.folder.disk`.
    """
    return _keep(known_programs(config), config / PROGRAMS, KnownFrom.KEPT, loaded)


def keep_on_shelf(config: Path, shelf: Path, loaded: "LoadedProgram") -> KnownFile:
    """Keep a program file in a shelf, for all who work with it. Raises as `keep_program`."""
    return _keep(known_programs(config, shelf), shelf_programs(shelf), KnownFrom.SHELF, loaded)


def require_free(known: KnownFiles, loaded: "LoadedProgram") -> RulesId:
    """Return which rules a file has; raises `RulesTaken` where its version is known with others."""
    from lssc_desktop.core.program.rules import rules_id_of

    found = rules_id_of(loaded.program)
    before = known.file_of(found)
    if before is not None and before.id != found:
        raise RulesTaken(loaded.origin, found.program, found.version)
    return found


def _keep(known: KnownFiles, folder: Path, source: KnownFrom, loaded: "LoadedProgram") -> KnownFile:
    found = require_free(known, loaded)
    before = known.file_of(found)
    if before is not None and before.source in {KnownFrom.SHIPPED, source}:
        return before
    name = portable_name(f"{found.program} {found.version} {found.code[:8]}.toml")
    with disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    write_durably(folder / name, loaded.text.encode())
    return KnownFile(found, source, folder / name)


def _files_in(folder: Path, source: KnownFrom) -> Iterator[KnownFile]:
    """Yield what can be read in a folder of program files, in the order of names."""
    try:
        found = sorted(folder.glob("*.toml"))[:_MOST_FILES]
    except OSError:
        return
    for path in found:
        with suppress(LsscError):
            known = rules_id(read_limited(path, LARGEST))
            if known.code:
                yield KnownFile(known, source, path)


def _loaded(file: KnownFile) -> "LoadedProgram | None":
    """Read a known file; None where it isn't there any more, or has other rules by now."""
    from lssc_desktop.core.program.rules import rules_id_of
    from lssc_desktop.store.programs import shipped_program

    try:
        data = read_limited(file.path, LARGEST)
        found = _decoded(data, file.path.name)
    except LsscError:
        return None
    if rules_id_of(found.program) != file.id:
        return None
    if file.source is KnownFrom.SHIPPED and found.text == shipped_program(file.id.program).text:
        return shipped_program(file.id.program)
    return found


@lru_cache(maxsize=8)
def _decoded(data: bytes, name: str) -> "LoadedProgram":
    from lssc_desktop.store.programs import as_loaded

    return as_loaded(data.decode("utf-8-sig"), name)
