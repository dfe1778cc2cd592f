"""Names of elements and attributes, for reading and for writing.

Files of the strict kind (ISO/IEC 29500-1) name everything otherwise and mean the same. Readers
know short names only, such as "p", "r.id" or "a.blip"; what nobody here knows has a "?".
"""

import re

_STRICT = b"http://purl.oclc.org/ooxml/"
_USUAL = b"http://schemas.openxmlformats.org/"
_STRICT_FAMILY = re.compile(_STRICT + rb"(\w+)/")
_STRICT_MARK = re.compile(rb"""\s(?:\w+:)?conformance=["']strict["']""")
_USUAL_FAMILY = re.compile(
    _USUAL + rb"(wordprocessingml|spreadsheetml|presentationml|drawingml|officeDocument)/2006/"
)

_OFFICE = "http://schemas.openxmlformats.org"
WORD = f"{_OFFICE}/wordprocessingml/2006/main"
RELATIONS = f"{_OFFICE}/officeDocument/2006/relationships"
PACKAGE_RELATIONS = f"{_OFFICE}/package/2006/relationships"
_MICROSOFT = "http://schemas.microsoft.com/office/word"


def transitional(data: bytes) -> bytes:
    """Return a part of the strict kind with the names that all other files have."""
    if _STRICT not in data:
        return data
    return _STRICT_FAMILY.sub(_USUAL + rb"\1/2006/", _STRICT_MARK.sub(b"", data))


def strict(data: bytes) -> bytes:
    """Return what we write with the names that files of the strict kind have."""
    return _USUAL_FAMILY.sub(_STRICT + rb"\1/", data)


def is_strict(data: bytes | None) -> bool:
    """Whether a part is of the strict kind."""
    return data is not None and _STRICT in data


_USUAL_PREFIXES = {
    WORD: "",
    RELATIONS: "r.",
    PACKAGE_RELATIONS: "rel.",
    f"{_OFFICE}/officeDocument/2006/math": "m.",
    f"{_OFFICE}/drawingml/2006/main": "a.",
    f"{_OFFICE}/drawingml/2006/wordprocessingDrawing": "wp.",
    f"{_OFFICE}/drawingml/2006/picture": "pic.",
    f"{_OFFICE}/markup-compatibility/2006": "mc.",
    f"{_MICROSOFT}/2010/wordprocessingShape": "wps.",
    f"{_MICROSOFT}/2010/wordml": "w14.",
    f"{_MICROSOFT}/2012/wordml": "w15.",
    "urn:schemas-microsoft-com:vml": "v.",
    "urn:schemas-microsoft-com:office:office": "o.",
    "http://www.w3.org/XML/1998/namespace": "xml.",
}
_PREFIXES = {
    **{strict(address.encode()).decode(): prefix for address, prefix in _USUAL_PREFIXES.items()},
    **_USUAL_PREFIXES,
}


def short(name: str) -> str:
    """Return the short form of `{address}name`."""
    address, brace, local_name = name.removeprefix("{").rpartition("}")
    return f"{_PREFIXES.get(address, '?')}{local_name}" if brace else name


def local(name: str) -> str:
    """Return a short name without what stands before it, for parts that we know no prefix of."""
    return name.rpartition(".")[2].lstrip("?")
