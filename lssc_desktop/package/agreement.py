"""Whether a package of ours says the same of itself in bag-info.txt and in its record.

It is written twice from one value. Who changed one and made all fingerprints anew is found here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from lssc_desktop.core.names import one_line
from lssc_desktop.package import record as records
from lssc_desktop.package.reading.bag_reading import Bag
from lssc_desktop.package.reading.fault import FaultCode
from lssc_desktop.package.reading.metadata import Info
from lssc_desktop.package.reading.package_files import FileUnusable, read

_RECORD = "data/record.json"


@dataclass(frozen=True, slots=True)
class _Said:
    """What a record and the tags of a bag both say."""

    program: str
    candidate: str
    portfolio: str
    kind: str
    set: str = ""


def check_agreement(bag: Bag, info: Info) -> None:
    """Note every tag that is not what the record says; a bag without our record is not ours."""
    said = _said(bag)
    if said is None:
        return
    tags = {label.casefold(): value for label, value in info}
    for label, expected in _expected(said):
        found = tags.get(label.casefold())
        if found is not None and one_line(found) != one_line(expected):
            bag.ledger.forbid(FaultCode.RECORD_DIFFERS, "", label=label, tag=found, record=expected)


def _expected(said: _Said) -> Iterator[tuple[str, str]]:
    yield "Contact-Name", said.candidate
    yield "Internal-Sender-Identifier", said.portfolio
    yield "LSSC-Kind", said.kind
    if said.set:
        yield "LSSC-Set", said.set


def _said(bag: Bag) -> _Said | None:
    """Return what the record says, None where there is none that can be read."""
    if _RECORD not in bag.package.names():
        return None
    try:
        return msgspec.json.decode(read(bag.package, _RECORD, records.LARGEST), type=_Said)
    except (FileUnusable, ValueError, RecursionError):  # what is wrong with it is told elsewhere
        return None
