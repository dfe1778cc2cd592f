"""One word typed in a Word file of any program: nothing else in the file is another."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from lssc_desktop.core.text.richtext import Paragraph, RichText, Span
from lssc_desktop.documents.word import open_document, patched
from tests.kept.answers import kept_word_files

WORD = " everywhere"
FILES = kept_word_files()


def typed(text: RichText) -> RichText:
    """Type the word behind the last words that may be changed, or else as a paragraph."""
    items = list(text.paragraphs)
    for number, item in reversed(tuple(enumerate(items))):
        for place, span in reversed(tuple(enumerate(item.spans))):
            if item.kept is None and span.kept is None and not span.link and span.text.strip():
                spans = list(item.spans)
                spans[place] = replace(span, text=span.text.rstrip("\n") + WORD)
                items[number] = replace(item, spans=tuple(spans))
                return RichText(tuple(items))
    return RichText((*items, Paragraph((Span(WORD.strip()),))))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_word_is_typed_and_all_else_stays(path: Path) -> None:
    content = path.read_bytes()
    document = open_document(content, path.name)
    assert not document.seen.is_read_only

    after = patched(document, typed(document.seen.text))

    main = document.parts.main
    assert WORD.strip() in "".join(
        item.text for item in open_document(after, path.name).seen.text.paragraphs
    )
    old, new = dict(entries(content)), dict(entries(after))
    assert list(new) == list(old)
    assert places(after) == places(content)
    assert new[main][:2] == old[main][:2]
    assert {name for name in old if old[name] != new[name]} == {main}
    assert put_in(part(content, main), part(after, main)) in {WORD, WORD.strip()}


def entries(content: bytes) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Yield each entry of a ZIP: its name, what the ZIP says of it, and its bytes as packed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in archive.infolist():
            place = entry.header_offset
            name, extra = (
                int.from_bytes(content[place + at : place + at + 2], "little") for at in (26, 28)
            )
            start = place + 30 + name + extra
            packed = content[start : start + entry.compress_size]
            said = entry.date_time, entry.compress_type, entry.CRC, entry.extra, entry.comment
            yield entry.filename, (*said, entry.external_attr, packed)


def places(content: bytes) -> list[str]:
    """Return the names of the entries in the order in which they lie in the file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [
            each.filename for each in sorted(archive.infolist(), key=lambda it: it.header_offset)
        ]


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode("utf-8-sig")


def put_in(old: str, new: str) -> str:
    """Return the words of what was put into a part; "…" where something was taken out of it."""
    begin = next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other),
        min(len(old), len(new)),
    )
    end = next(
        (
            at
            for at, (one, other) in enumerate(
                zip(old[: begin - 1 : -1], new[: begin - 1 : -1], strict=False)
            )
            if one != other
        ),
        len(old) - begin,
    )
    if begin + end < len(old):
        return f"… {old[begin : len(old) - end]} → {new[begin : len(new) - end]}"
    return re.sub(r"<[^>]*>|^[^<>]*>|<[^<>]*$", "", new[begin : len(new) - end])
