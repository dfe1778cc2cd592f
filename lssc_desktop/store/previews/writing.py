"""Word documents and texts, whose words the window lays out itself."""

from collections.abc import Mapping
from itertools import takewhile
from typing import BinaryIO

from lssc_desktop.core.beyond import Fault
from lssc_desktop.core.richtext import Paragraph, RichText, Span, normalized
from lssc_desktop.store.documents import read_content
from lssc_desktop.store.markdown import from_markdown
from lssc_desktop.store.previews.values import MOST_CHARACTERS, Looked, PreviewFault
from lssc_desktop.store.previews.viewing import Unviewable
from lssc_desktop.store.texts import decoded

_WORD_LIMIT = 128 << 20
_FAULTS: Mapping[str, PreviewFault] = {
    Fault.OLD_WORD: PreviewFault.KIND,
    Fault.ENCRYPTED: PreviewFault.PASSWORD,
    Fault.TOO_LARGE: PreviewFault.TOO_LARGE,
    Fault.EMPTY: PreviewFault.EMPTY,
}


def look_at_word(file: BinaryIO) -> Looked:
    """Return what a Word document says, and what it holds beyond that."""
    content = file.read(_WORD_LIMIT + 1)
    if len(content) > _WORD_LIMIT:
        raise Unviewable(PreviewFault.TOO_LARGE)
    seen = read_content(content, "")
    if seen.fault:
        raise Unviewable(_FAULTS.get(seen.fault, PreviewFault.DAMAGED))
    text, cut = _cut(seen.text)
    return Looked(text=text, beyond=seen.beyond, cut=cut)


def look_at_markdown(file: BinaryIO) -> Looked:
    """Return what a text in Markdown says."""
    said, cut = _read(file)
    return Looked(text=from_markdown(said), cut=cut)


def look_at_text(file: BinaryIO) -> Looked:
    """Return the lines of a text as they stand."""
    said, cut = _read(file)
    lines = (Paragraph((Span(line),)) for line in said.splitlines())
    return Looked(text=normalized(RichText(tuple(lines))), cut=cut)


def _read(file: BinaryIO) -> tuple[str, bool]:
    """Return the beginning of a text, and whether it goes on."""
    data = file.read(MOST_CHARACTERS + 1)
    cut = len(data) > MOST_CHARACTERS
    if cut:
        data = data[: data.rfind(b"\n", 0, MOST_CHARACTERS) + 1] or data[:MOST_CHARACTERS]
    said = decoded(data)
    if "\0" in said:
        raise Unviewable(PreviewFault.KIND)
    return said, cut


def _cut(text: RichText) -> tuple[RichText, bool]:
    """Return as many whole paragraphs as are shown, and whether there are more."""
    room = MOST_CHARACTERS

    def fits(paragraph: Paragraph) -> bool:
        nonlocal room
        room -= len(paragraph.text)
        return room >= 0

    kept = tuple(takewhile(fits, text.paragraphs))
    return RichText(kept), len(kept) < len(text.paragraphs)
