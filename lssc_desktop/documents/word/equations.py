"""Reader of the equations of a Word file (ISO/IEC 29500-1, 22.1)."""

from collections.abc import Callable, Iterable, Mapping
from xml.etree.ElementTree import Element

from lssc_desktop.core.text.printed import EMPTY, Equation, MathKind, MathNode
from lssc_desktop.core.text.richtext import storable

_LEAVES_OUT = frozenset(
    {
        *("m.ctrlPr", "m.rPr", "rPr", "m.argPr", "m.oMathParaPr", "bookmarkStart", "bookmarkEnd"),
        *("del", "moveFrom", "commentRangeStart", "commentRangeEnd", "proofErr"),
    }
)
_UPRIGHT = ("p", "b")
"""Styles of a run that is set upright; without one, letters are variables and slant."""
_PLAIN_NAMES = ("m.nor", "m.lit")
_INTEGRAL = "∫"
_OVERBAR, _UNDERBAR = "\u0305", "\u0332"
_HAT = "\u0302"
_UNDER_BRACE = "\u23df"


def read_equation(element: Element) -> Equation:
    """Return what an `m:oMath` or `m:oMathPara` says."""
    if element.tag == "m.oMathPara":
        return Equation(_several(element), stands_alone=True)
    return Equation(_row(element))


def _row(container: Element | None) -> MathNode:
    """Return everything in an element, as one part."""
    return EMPTY if container is None else _joined(_parts(container))


def _parts(container: Element) -> Iterable[MathNode]:
    for item in container:
        if item.tag in _LEAVES_OUT or item.tag.endswith("Pr"):
            continue
        read = _READERS.get(item.tag)
        yield _row(item) if read is None else read(item)


def _joined(parts: Iterable[MathNode]) -> MathNode:
    found = tuple(part for part in parts if not part.is_empty)
    return found[0] if len(found) == 1 else MathNode(MathKind.ROW, found)


def _part(item: Element, name: str) -> MathNode:
    return _row(item.find(f"m.{name}"))


def _property(item: Element, name: str, default: str) -> str:
    """Return a value of the properties of a structure, or what holds where it is not said."""
    found = item.find(f"{item.tag}Pr/m.{name}")
    return default if found is None else found.get("m.val", default)


def _is_set(item: Element, name: str) -> bool:
    found = item.find(f"{item.tag}Pr/m.{name}")
    return found is not None and found.get("m.val", "1") not in ("0", "off", "false")


def _characters(run: Element) -> MathNode:
    """Return a run of characters; those of an ordinary run of Word stand among them."""
    text = "".join(storable(item.text or "") for item in run if item.tag in ("m.t", "t"))
    properties = run.find("m.rPr")
    style = None if properties is None else properties.find("m.sty")
    is_upright = run.tag == "m.r" and (
        (style is not None and style.get("m.val") in _UPRIGHT)
        or (
            properties is not None
            and any(properties.find(name) is not None for name in _PLAIN_NAMES)
        )
    )
    return MathNode(MathKind.TEXT, text=text, upright=is_upright)


def _fraction(item: Element) -> MathNode:
    above, below = _part(item, "num"), _part(item, "den")
    kind = _property(item, "type", "bar")
    if kind in ("lin", "skw"):
        return MathNode(MathKind.ROW, (above, MathNode(MathKind.TEXT, text="/"), below))
    return MathNode(MathKind.FRACTION, (above, below), "stacked" if kind == "noBar" else "")


def _root(item: Element) -> MathNode:
    degree = EMPTY if _is_set(item, "degHide") else _part(item, "deg")
    return MathNode(MathKind.ROOT, (_part(item, "e"), degree))


def _scripts(item: Element) -> MathNode:
    parts = (_part(item, "e"), _part(item, "sub"), _part(item, "sup"))
    return MathNode(MathKind.SCRIPTS, parts)


def _scripts_before(item: Element) -> MathNode:
    before = MathNode(MathKind.SCRIPTS, (EMPTY, _part(item, "sub"), _part(item, "sup")))
    return _joined((before, _part(item, "e")))


def _sum(item: Element) -> MathNode:
    """Return a sum, an integral or the like, followed by what it is over."""
    sign = MathNode(MathKind.TEXT, text=_property(item, "chr", _INTEGRAL))
    low = EMPTY if _is_set(item, "subHide") else _part(item, "sub")
    high = EMPTY if _is_set(item, "supHide") else _part(item, "sup")
    is_beside = _property(item, "limLoc", "undOvr" if sign.text != _INTEGRAL else "subSup")
    kind = MathKind.SCRIPTS if is_beside == "subSup" else MathKind.LIMITS
    return _joined((MathNode(kind, (sign, low, high)), _part(item, "e")))


def _fenced(item: Element) -> MathNode:
    between = MathNode(MathKind.TEXT, text=_property(item, "sepChr", "|"))
    inside: list[MathNode] = []
    for index, part in enumerate(item.findall("m.e")):
        inside += (between, _row(part)) if index else (_row(part),)
    marks = f"{_property(item, 'begChr', '(')}\t{_property(item, 'endChr', ')')}"
    return MathNode(MathKind.FENCED, (_joined(inside),), marks)


def _function(item: Element) -> MathNode:
    space = MathNode(MathKind.TEXT, text="\u2009")
    return _joined((_part(item, "fName"), space, _part(item, "e")))


def _limit_below(item: Element) -> MathNode:
    return MathNode(MathKind.LIMITS, (_part(item, "e"), _part(item, "lim"), EMPTY))


def _limit_above(item: Element) -> MathNode:
    return MathNode(MathKind.LIMITS, (_part(item, "e"), EMPTY, _part(item, "lim")))


def _phantom(item: Element) -> MathNode:
    """Return what takes room, and is shown where its properties don't say that it isn't."""
    is_shown = _property(item, "show", "1") not in ("0", "off", "false")
    return _part(item, "e") if is_shown else EMPTY


def _accent(item: Element) -> MathNode:
    return MathNode(MathKind.ACCENT, (_part(item, "e"),), _property(item, "chr", _HAT))


def _bar(item: Element) -> MathNode:
    mark = _OVERBAR if _property(item, "pos", "bot") == "top" else _UNDERBAR
    return MathNode(MathKind.ACCENT, (_part(item, "e"),), mark)


def _group_mark(item: Element) -> MathNode:
    mark = MathNode(MathKind.TEXT, text=_property(item, "chr", _UNDER_BRACE))
    inside = _part(item, "e")
    is_above = _property(item, "pos", "bot") == "top"
    return MathNode(MathKind.LIMITS, (inside, EMPTY, mark) if is_above else (inside, mark, EMPTY))


def _matrix(item: Element) -> MathNode:
    rows = (tuple(map(_row, row.findall("m.e"))) for row in item.findall("m.mr"))
    return MathNode(MathKind.TABLE, tuple(MathNode(MathKind.ROW, row) for row in rows))


def _below_each_other(item: Element) -> MathNode:
    rows = (MathNode(MathKind.ROW, (_row(part),)) for part in item.findall("m.e"))
    return MathNode(MathKind.TABLE, tuple(rows))


def _several(item: Element) -> MathNode:
    """Return the equations of a paragraph of equations, one below the other."""
    rows = [_row(part) for part in item.findall("m.oMath")]
    if len(rows) == 1:
        return rows[0]
    return MathNode(MathKind.TABLE, tuple(MathNode(MathKind.ROW, (row,)) for row in rows))


_READERS: Mapping[str, Callable[[Element], MathNode]] = {
    "m.acc": _accent,
    "m.bar": _bar,
    "m.d": _fenced,
    "m.eqArr": _below_each_other,
    "m.f": _fraction,
    "m.func": _function,
    "m.groupChr": _group_mark,
    "m.limLow": _limit_below,
    "m.limUpp": _limit_above,
    "m.m": _matrix,
    "m.nary": _sum,
    "m.phant": _phantom,
    "m.r": _characters,
    "m.rad": _root,
    "m.sPre": _scripts_before,
    "m.sSub": _scripts,
    "m.sSubSup": _scripts,
    "m.sSup": _scripts,
    "r": _characters,
}
