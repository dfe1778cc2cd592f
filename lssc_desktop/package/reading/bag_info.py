"""The metadata of a bag, bag-info.txt (RFC 8493, section 2.2.2)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lssc_desktop.package.reading.tag_file import Line

ONCE = ("bagging-date", "bag-size", "bag-group-identifier", "bag-count")
"""Labels, in lower case, that should not be repeated; that of the Payload-Oxum must not."""

PAYLOAD_OXUM = "payload-oxum"

_MOST_FOLDS = 1_000

_FIELD = re.compile(r"([^:\s](?:[^:]*[^:\s])?):[ \t](.*)", re.DOTALL)
_OLD_FIELD = re.compile(r"\s*([^:]*[^:\s])\s*:\s*(.*)", re.DOTALL)
_OXUM = re.compile(r"(\d+)\.(\d+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Element:
    """One label with its value, or a line that is neither (`label` is then "")."""

    label: str
    value: str
    line: int


def elements(found: Iterable[Line], *, strict: bool) -> Iterator[Element]:
    """Yield the metadata elements in order; a folded value is one, its lines joined by a space.

    Where `strict` is false (before BagIt 1.0), white space around the colon is taken too.
    """
    label, values, number = "", [""], 0
    for line in found:
        if line.text.startswith((" ", "\t")) and label and line.text.strip():
            if len(values) < _MOST_FOLDS:
                values.append(line.text.strip())
            continue
        if label:
            yield Element(label, " ".join(values), number)
        match = None if line.broken else (_FIELD if strict else _OLD_FIELD).fullmatch(line.text)
        if match is None:
            label = ""
            yield Element("", line.text, line.number)
        else:
            label, values, number = match[1], [match[2].strip()], line.number
    if label:
        yield Element(label, " ".join(values), number)


def payload_oxum(value: str) -> tuple[int, int] | None:
    """Return the bytes and files that a Payload-Oxum tells, None when it is malformed."""
    match = _OXUM.fullmatch(value)
    limit = 20  # digits; no payload has more bytes than that
    if match is None or max(len(match[1]), len(match[2])) > limit:
        return None
    return int(match[1]), int(match[2])
