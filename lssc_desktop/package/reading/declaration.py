"""The bag declaration, bagit.txt (RFC 8493, section 2.1.1)."""

import re
from dataclasses import dataclass

from lssc_desktop.package.reading.tag_file import UTF_8, lines

type Version = tuple[int, int]

VERSION_1 = (1, 0)
KNOWN_VERSIONS = frozenset({(0, 93), (0, 94), (0, 95), (0, 96), (0, 97), VERSION_1})

_STRICT = (
    re.compile(r"BagIt-Version: (\d+)\.(\d+)"),
    re.compile(r"Tag-File-Character-Encoding: (\S+)"),
)
_VERSION = re.compile(r"\s*bagit-version\s*:\s*(\d{1,4})\.(\d{1,4})\s*", re.IGNORECASE)
_ENCODING = re.compile(r"\s*tag-file-character-encoding\s*:\s*(\S+)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a bag says of itself; `version` is None and `encoding` "" where it does not.

    `strict` is false when the file is not exactly the two lines that it must be, though what it
    says could be understood.
    """

    version: Version | None
    encoding: str
    strict: bool
    ended: bool = True


def read_declaration(content: bytes) -> Declaration:
    """Read bagit.txt, as far as it can be understood; it is UTF-8 whatever it declares."""
    found = tuple(lines((content,), UTF_8))
    texts = [line.text for line in found]
    strict = (
        len(texts) == len(_STRICT)
        and not any(line.broken for line in found)
        and all(form.fullmatch(text) for form, text in zip(_STRICT, texts, strict=True))
    )
    versions = [match for text in texts if (match := _VERSION.fullmatch(text))]
    encodings = [match for text in texts if (match := _ENCODING.fullmatch(text))]
    version = (int(versions[0][1]), int(versions[0][2])) if versions else None
    ended = not found or found[-1].ended
    return Declaration(version, encodings[0][1] if encodings else "", strict, ended)
