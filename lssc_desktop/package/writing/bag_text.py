"""The tag files of a BagIt 1.0 bag as text (RFC 8493, sections 2.1 and 2.2)."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date

BAGIT = "bagit.txt"
BAG_INFO = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"


def tag_files(
    files: Sequence[tuple[str, int, str]], info: Iterable[tuple[str, str]], day: date
) -> tuple[tuple[str, bytes], ...]:
    """Return name and content of the four tag files, the tag manifest last.

    `files` are the path below `data/`, size and SHA-256 of every payload file, in the order in
    which the manifest lists them; `info` are the fields of bag-info.txt, to which the day and
    the Payload-Oxum are added.
    """
    payload_oxum = f"{sum(size for _, size, _ in files)}.{len(files)}"
    fields = (*info, ("Bagging-Date", day.isoformat()), ("Payload-Oxum", payload_oxum))
    listed = (
        (BAGIT, b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"),
        (BAG_INFO, _encoded(f"{label}: {_one_line(value)}\n" for label, value in fields)),
        (MANIFEST, _encoded(f"{sha256}  data/{path}\n" for path, _, sha256 in files)),
    )
    sums = ((name, hashlib.sha256(content).hexdigest()) for name, content in listed)
    return (*listed, (TAG_MANIFEST, _encoded(f"{sha256}  {name}\n" for name, sha256 in sums)))


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _encoded(lines: Iterable[str]) -> bytes:
    # An argument of the command line may hold bytes that are no text; "?" stands for them.
    return "".join(lines).encode("utf-8", "replace")
