"""Comments of a Word file at the edges of what was deleted: range and mark stay together.

A comment is three things: where its words begin, where they end, and behind them the mark that
leads to what it says. What is deleted may hold one of them and leave the others.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from lssc_desktop.documents.office_xml.ranges import Names, XmlSource, parse_source

START, END, MARK = "commentRangeStart", "commentRangeEnd", "commentReference"
_MARKED = re.compile(rb"commentReference\s[^>]*?\bid\s*=\s*[\"']([^\"']*)[\"']")
_AROUND_RUNS = frozenset({"p", "hyperlink", "smartTag", "fldSimple", "ins", "del"})


def edges(block: XmlSource) -> bytes:
    """Return where ranges of comments begin or end in a block that is gone, and not both."""
    starts, ends = (_by_id(block.root, tag) for tag in (START, END))
    found = [*starts.items(), *ends.items()]
    return b"".join(block.bytes_of(item) for key, item in found if (key in starts) != (key in ends))


def with_marks(before: bytes, after: bytes, names: Names) -> bytes:
    """Return a main part whose ranges of comments have the marks that they had before.

    A mark stands behind the end of its range, in the last paragraph before where that stands by
    itself. A range in which nothing is left goes, as its mark did.
    """
    had = set(_MARKED.findall(before)) - set(_MARKED.findall(after))
    if not had:
        return after
    source = parse_source(after)
    starts, ends = (_by_id(source.root, tag) for tag in (START, END))
    changes: list[tuple[int, int, bytes]] = []
    for key in sorted(starts.keys() & ends.keys() & {each.decode() for each in had}):
        changes.extend(_marked(source, starts[key], ends[key], key, names))
    for start, end, content in sorted(changes, reverse=True):
        after = after[:start] + content + after[end:]
    return after


def _marked(
    source: XmlSource, start: Element, end: Element, key: str, names: Names
) -> Iterator[tuple[int, int, bytes]]:
    """Yield what changes where so that a range has its mark, or is gone."""
    begins, ends = source.range_of(start), source.range_of(end)
    mark = names.element("r", names.element(MARK, id=key))
    paragraph = _last_before(source, ends[0])
    if paragraph is None or not _holds_something(source, begins[1], ends[0]):
        yield (*begins, b"")
        yield (*ends, b"")
    elif _parent(source.root, end).tag in _AROUND_RUNS:
        yield ends[1], ends[1], mark
    else:
        yield (*ends, b"")
        inside = source.inner_end(paragraph)
        content = source.bytes_of(end) + mark
        if inside is not None:
            yield inside, inside, content
        else:
            whole = source.start_tag(paragraph) + content + source.end_tag(paragraph)
            yield (*source.range_of(paragraph), whole)


def _by_id(root: Element, tag: str) -> dict[str, Element]:
    return {item.get("id", ""): item for item in root.iter(tag)}


def _parent(root: Element, wanted: Element) -> Element:
    return next(item for item in root.iter() if wanted in list(item))


def _last_before(source: XmlSource, place: int) -> Element | None:
    """Return the last paragraph that ends before a place."""
    found = [item for item in source.root.iter("p") if source.range_of(item)[1] <= place]
    return max(found, key=lambda item: source.range_of(item)[1], default=None)


def _holds_something(source: XmlSource, start: int, end: int) -> bool:
    """Whether a run begins between two places."""
    return any(start <= source.range_of(item)[0] < end for item in source.root.iter("r"))
