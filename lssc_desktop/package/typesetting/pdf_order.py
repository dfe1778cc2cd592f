"""Order of the tags of a PDF of ours, by which screen readers read its lines.

The typesetter tags some pieces of a line from left to right, also where it is read from right to
left, and where Latin words or numbers stand within Arabic or Hebrew.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any

from lssc_desktop.core.text.richtext import is_right_to_left
from lssc_desktop.values import dataclass

_SAME_LINE = 0.5
"""Of the type size: as far as raised words stand from their line."""


@dataclass
class Marked:
    """The tagged pieces of content with one number: where they begin, and what they say."""

    number: int
    x: float
    y: float
    size: float
    text: str


_LINES = {"/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/LBody", "/Lbl", "/TD", "/TH", "/Note"}
_IN_LINES = {"/Span", "/Em", "/Strong", "/Link", "/Quote", "/Sub", "/Code", "/Reference"}


def put_in_order(root: Any, places: Mapping[tuple[int, int], Marked]) -> None:  # noqa: ANN401
    """Put what is tagged below the root of a PDF's tags into the order in which lines are read.

    `places` has it by the number of its page's object and its own.
    """
    _put_in_order(root, None, places)


def _put_in_order(
    node: Any,  # noqa: ANN401 - objects of the library
    page: int | None,
    places: Mapping[tuple[int, int], Marked],
) -> None:
    from pypdf.generic import ArrayObject

    page = _page_of(node, page)
    kids = node.get("/K")
    kids = None if kids is None else kids.get_object()
    if not isinstance(kids, ArrayObject):
        if isinstance(kids, dict):
            _put_in_order(kids, page, places)
        return
    if node.get("/S") in _LINES | _IN_LINES:
        ordered = _ordered([_Kid.of(kid, page, places) for kid in kids])
        if ordered is not None:
            node[_name("/K")] = ArrayObject(ordered)
    for kid in kids:
        below = kid.get_object()
        if isinstance(below, dict):
            _put_in_order(below, page, places)


def _page_of(node: Any, page: int | None) -> int | None:  # noqa: ANN401
    return node.raw_get("/Pg").idnum if "/Pg" in node else page


def _name(name: str) -> Any:  # noqa: ANN401
    from pypdf.generic import NameObject

    return NameObject(name)


@dataclass
class _Kid:
    """What stands below a node: as the PDF has it, and what it draws."""

    kid: Any
    marked: tuple[Marked, ...] = ()
    page: int | None = None
    direction: str = field(init=False)

    def __post_init__(self) -> None:
        kinds = {unicodedata.bidirectional(char) for char in self.text}
        if kinds & {"R", "AL"}:
            self.direction = "R"
        else:
            self.direction = "L" if kinds & {"L", "EN"} else "N"

    @property
    def text(self) -> str:
        return "".join(each.text for each in self.marked)

    def is_in_line_with(self, other: "_Kid") -> bool:
        """Whether both stand in one line; what goes on in the next is in line with nothing."""
        marked = (*self.marked, *other.marked)
        height = _SAME_LINE * max(each.size for each in marked)
        heights = [each.y for each in marked]
        return self.page == other.page and max(heights) - min(heights) < height

    @classmethod
    def of(
        cls,
        kid: Any,  # noqa: ANN401
        page: int | None,
        places: Mapping[tuple[int, int], Marked],
    ) -> "_Kid":
        leaves = list(_leaves(kid, page))
        marked = tuple(places[leaf] for leaf in leaves if leaf in places)
        return cls(kid, marked, leaves[0][0] if leaves else None)


def _leaves(kid: Any, page: int | None) -> Iterator[tuple[int, int]]:  # noqa: ANN401
    found = kid.get_object()
    if isinstance(found, int):
        if page is not None:
            yield page, int(found)
    elif isinstance(found, list):
        for each in found:
            yield from _leaves(each, page)
    elif isinstance(found, dict):
        page = _page_of(found, page)
        if "/MCID" in found:
            yield from _leaves(found["/MCID"], page)
        elif "/K" in found and (found.get("/S") in _IN_LINES or "/S" not in found):
            yield from _leaves(found["/K"], page)


def _ordered(kids: Sequence[_Kid]) -> list[Any] | None:
    """Return what is below a node as it is read; None where it is in order, or is no line."""
    drawn = [kid for kid in kids if kid.marked]
    if not any(kid.direction == "R" for kid in drawn) or len(drawn) < 2:  # noqa: PLR2004
        return None
    lines: list[list[_Kid]] = []
    for kid in drawn:
        if lines and lines[-1][-1].is_in_line_with(kid):
            lines[-1].append(kid)
        else:
            lines.append([kid])
    for line in lines:
        line.sort(key=lambda kid: kid.marked[0].x)
    from_left = [kid for line in lines for kid in _turned(line, "R")]
    from_right = [kid for line in lines for kid in _turned(line[::-1], "L")]
    read = from_right if _runs_from_right(drawn, from_left, from_right) else from_left
    rest = [kid for kid in kids if not kid.marked]  # a link's own object
    return [kid.kid for kid in (*read, *rest)]


def _runs_from_right(
    drawn: Sequence[_Kid], from_left: Sequence[_Kid], from_right: Sequence[_Kid]
) -> bool:
    """Whether a paragraph runs from right to left, as its first letter in reading order says.

    Where both orders could be, it is the one in which they are drawn; if that is neither, the more
    frequent letters decide.
    """
    texts = ["".join(kid.text for kid in kids) for kids in (from_left, from_right)]
    if is_right_to_left(texts[0]) == is_right_to_left(texts[1]):
        return is_right_to_left(texts[1])
    if is_right_to_left(texts[0]):
        return False
    if any(list(order) == list(drawn) for order in (from_left, from_right)):
        return list(from_right) == list(drawn)
    kinds = [unicodedata.bidirectional(char) for char in texts[0]]
    return sum(kind in {"R", "AL"} for kind in kinds) > kinds.count("L")


def _turned(line: Sequence[_Kid], direction: str) -> list[_Kid]:
    """Turn round each run of one direction, with what has none between."""
    turned: list[_Kid] = []
    run: list[_Kid] = []
    for kid in line:
        if kid.direction == direction or (run and kid.direction == "N"):
            run.append(kid)
            continue
        turned += _run_turned(run)
        run = []
        turned.append(kid)
    return turned + _run_turned(run)


def _run_turned(run: list[_Kid]) -> list[_Kid]:
    end = len(run)
    while end and run[end - 1].direction == "N":
        end -= 1
    return run[:end][::-1] + run[end:]
