"""What a bag says of itself in bag-info.txt, held against its payload (RFC 8493, 2.2.2)."""

from collections import Counter

from lssc_desktop.package.reading.bag_info import ONCE, PAYLOAD_OXUM, elements, payload_oxum
from lssc_desktop.package.reading.bag_reading import Bag, text_lines
from lssc_desktop.package.reading.fault import FaultCode

type Info = tuple[tuple[str, str], ...]

_FIRST_WITH_BAG_INFO = (0, 96)  # until then it was package-info.txt
_MOST_CHARACTERS = 1 << 20
_MOST_ELEMENTS = 1_000


def read_metadata(bag: Bag) -> Info:
    """Return label and value of every element, in order; none where there is no such file."""
    name = "bag-info.txt" if bag.version >= _FIRST_WITH_BAG_INFO else "package-info.txt"
    if name not in bag.package.names():
        return ()
    info: list[tuple[str, str]] = []
    characters = 0
    for element in elements(text_lines(bag, name), strict=bag.strict):
        if element.label:
            characters += len(element.label) + len(element.value)
            if characters > _MOST_CHARACTERS:
                bag.ledger.forbid(FaultCode.FILE_TOO_LARGE, name, limit=_MOST_CHARACTERS)
                break
            if len(info) == _MOST_ELEMENTS:
                bag.ledger.forbid(FaultCode.INFO_TOO_MANY, name, limit=_MOST_ELEMENTS)
                break
            info.append((element.label, element.value))
        elif element.value.strip():
            bag.ledger.forbid(FaultCode.LINE_MALFORMED, name, line=element.line)
        else:
            bag.since_1(FaultCode.LINE_EMPTY, name, line=element.line)
    _check_repeated(bag, name, info)
    return tuple(info)


def _check_repeated(bag: Bag, name: str, info: list[tuple[str, str]]) -> None:
    counts = Counter(label.casefold() for label, _ in info)
    if counts[PAYLOAD_OXUM] > 1:
        bag.since_1(FaultCode.PAYLOAD_OXUM_REPEATED, name)
    for label, _ in info:
        folded = label.casefold()
        if bag.strict and folded in ONCE and counts[folded] > 1:
            bag.ledger.advise(FaultCode.INFO_REPEATED, name, label=label)
            counts[folded] = 0


def check_payload_oxum(bag: Bag, info: Info, files: int, size: int) -> None:
    """Hold every Payload-Oxum against the files and bytes of the payload."""
    for label, value in info:
        if label.casefold() != PAYLOAD_OXUM:
            continue
        said = payload_oxum(value)
        if said is None:
            bag.ledger.forbid(FaultCode.PAYLOAD_OXUM_MALFORMED, "", value=value)
        elif said != (size, files):
            bag.ledger.forbid(
                FaultCode.PAYLOAD_OXUM_DIFFERS,
                "",
                bytes_said=said[0],
                files_said=said[1],
                bytes=size,
                files=files,
            )
