"""Which rules the program file in a package has, by its bytes where it is shipped with us."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache, lru_cache

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.program.rules_id import RulesId
from lssc_desktop.paths import resources
from lssc_desktop.values import dataclass

SHIPPED_TABLE = "shipped.json"

_DECODED = 64  # program files of which the code is remembered; each has half a megabyte at most


@dataclass(frozen=True, slots=True)
class ShippedFile:
    """A row of the table of shipped program files: `sha256` is of the file's bytes."""

    file: str
    program: str
    version: str
    code: str
    sha256: str

    @property
    def id(self) -> RulesId:
        """Which rules it has."""
        return RulesId(self.program, self.version, self.code)


@cache
def shipped_table() -> tuple[ShippedFile, ...]:
    """Return every program file that ever was shipped with us, those of today first."""
    table = (resources() / "programs" / SHIPPED_TABLE).read_text(encoding="utf-8")
    return tuple(ShippedFile(**row) for row in json.loads(table))


@cache
def _shipped_by_bytes() -> Mapping[str, RulesId]:
    return {each.sha256: each.id for each in shipped_table()}


def rules_id(data: bytes) -> RulesId:
    """Return which rules the program file in a package has; no code where it can't be read.

    One that is shipped with us is known by its bytes and not decoded, any other once.
    """
    shipped = _shipped_by_bytes().get(hashlib.sha256(data).hexdigest())
    return _decoded_id(data) if shipped is None else shipped


@lru_cache(maxsize=_DECODED)
def _decoded_id(data: bytes) -> RulesId:
    from lssc_desktop.core.program.rules import rules_id_of  # what few packages need
    from lssc_desktop.store.programs import read_program

    try:
        return rules_id_of(read_program(data, "program.toml"))
    except LsscError:
        return RulesId()
