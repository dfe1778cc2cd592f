"""A text file from anywhere, as Markdown or plain text."""

import codecs
from dataclasses import dataclass
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.richtext import RichText, from_plain
from lssc_desktop.store.disk import disk_errors
from lssc_desktop.store.markdown import from_markdown

_READERS = {".md": from_markdown, ".markdown": from_markdown, ".txt": from_plain}
_LIMIT = 4 << 20  # bytes; a response has some ten thousand


@dataclass(eq=False)
class TextRefused(LsscError):
    """The file cannot become a response: `reason` is "kind", "size" or "no-text"."""

    path: str
    reason: str


def read_text(path: Path) -> RichText:
    """Return what a .md or .txt file says.

    It may be in UTF-8, in UTF-16 with a mark, or else as Windows wrote western text. Raises
    `TextRefused` and the errors of `store.disk`.
    """
    reader = _READERS.get(path.suffix.casefold())
    if reader is None:
        raise TextRefused(str(path), "kind")
    with disk_errors(path), path.open("rb") as file:
        data = file.read(_LIMIT + 1)
    if len(data) > _LIMIT:
        raise TextRefused(str(path), "size")
    text = decoded(data)
    if "\0" in text:
        raise TextRefused(str(path), "no-text")
    return reader(text)


def decoded(data: bytes) -> str:
    """Return the characters of a text in UTF-8, in UTF-16 with a mark, or of western Windows."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
