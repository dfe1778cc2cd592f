"""Styles of web pages: which elements of a page nobody sees, as far as the page says it itself.

A rule counts where the element that it ends with fits: what may be hidden is left out.
"""

import re
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field
from urllib.parse import unquote_to_bytes

from lssc_desktop.core.privacy.seen_words import draws_letters
from lssc_desktop.documents.images import color_said
from lssc_desktop.values import dataclass

_STYLES = re.compile(r"<style\b[^>]*>(.*?)(?:</style|$)", re.IGNORECASE | re.DOTALL)
_SHEETS = re.compile(
    r"<link\b[^>]*?\bhref\s*=\s*[\"']?data:text/css([^,>]*),([^\"'\s>]*)", re.IGNORECASE
)
_BRACE = re.compile(r"([^{}]*)([{}])")
_VARIABLE = re.compile(r"(--[\w-]+)\s*:\s*([^;{}\"']*)")
_OF_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
_FADES = re.compile(
    r"(?:\bto|100%)\s*\{[^}]*(?:opacity\s*:\s*(?:0|\.0)|visibility|display)", re.IGNORECASE
)
_CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_PRINT = re.compile(r"@media\s+(?:only\s+)?print\b[^{,]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_SELECTOR = re.compile(
    r"(?P<tag>^[a-z][a-z0-9]*)|\.(?P<class>(?:[\w-]|\\.)+)|#(?P<id>(?:[\w-]|\\.)+)"
    r"|\[\s*(?P<attribute>[\w-]+)\s*(?:(?P<how>[~|^$*]?)=\s*[\"']?(?P<value>[^\"'\]]*))?",
    re.IGNORECASE,
)
_OF_NOTHING = re.compile(
    r"::|:(?:before|after|first-l|hover|focus|active|visited|checked|disabled|target|invalid|empty"
    r"|placeholder)"
)
"""What only holds for what is drawn beside words, or while somebody does something."""
_CONDITION = re.compile(r":(?:not|has|nth-[\w-]+|lang|dir)\([^()]*\)")
_ESCAPED = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.IGNORECASE)
_LENGTH = re.compile(
    r"(?<![\w#.])(-?(?:\d+\.?\d*|\.\d+))(px|pt|r?em|ex|ch|%|v[hw]|in|cm)?(?![\w.])"
)
_PIXELS = {"": 1, "px": 1, "pt": 4 / 3, "ex": 8, "ch": 8, "vh": 10, "vw": 12, "in": 96, "cm": 38}
_EM = {"em": 1.0, "rem": 1.0, "%": 0.01}
_PIXELS_OF_EM, _PIXELS_OF_PERCENT = 16, 10
_SMALL, _FAR, _BEYOND = 4, 900, 3_000
_FAINT, _LEAST_WHITE, _ALL_LIGHT = 0.2, 0xF2, 0.96
_PLACES = ("left", "top", "right", "bottom", "inset", "margin", "text-indent", "transform")
_TURNED = re.compile(
    r"rotate[xy]|3d\(|matrix|skew|perspective|scale\w*\(\s*0*(?:\.[01]\d*)?[,)]|^[xy]\s|\s[xy]$"
)
"""Where a turn or a change of size may leave nothing of what is turned."""
_LIGHT = re.compile(
    r"(?:(?P<ok>ok)?l(?:ab|ch)\(\s*|hwb\(\s*[-\w.]+\s+)(?P<light>\d+\.?\d*|\.\d+)(?P<percent>%?)"
)
"""How light or white a color is that says so: out of 1 where it is `ok` and no percent."""
_PLAIN_FILTER = re.compile(
    r"(?:none|(?:drop-shadow|grayscale|sepia|saturate)\([^()]*(?:\([^)]*\))?[^)]*\)|\s)+"
)
_GROUND = re.compile(r"background(?:-color)?\s*:\s*([^;}\"']+)|bgcolor\s*=\s*[\"']?([^\s\"'>]+)")
_MOST_RULES = 5_000
_NO_COLOR = (
    "",
    "inherit",
    "initial",
    "unset",
    "revert",
    "currentcolor",
    "windowtext",
    "canvastext",
)
_BARE_COLOR = re.compile(r"(?:[0-9a-f]{3}){1,2}")
_SIZES = tuple(
    f"{most}{side}"
    for most in ("", "max-")
    for side in ("width", "height", "block-size", "inline-size")
)


@dataclass(slots=True)
class HiddenParts:
    """Which elements of a page are not shown: by an attribute, a style, or a rule of the page."""

    rules: list["_Selector"] = field(default_factory=list)
    has_grounds: bool = False
    """Whether anything on the page has a color behind it, on which white letters are seen."""
    variables: dict[str, str] = field(default_factory=dict)
    fades: bool = False
    """Whether something that moves on the page ends unseen."""

    @classmethod
    def of(cls, said: str) -> "HiddenParts":
        """Return the rules of a page."""
        grounds = ("".join(found) for found in _GROUND.findall(said.lower()))
        has_grounds = any(not _is_white(_color_in(each)) for each in grounds)
        variables = dict(_VARIABLE.findall(said.lower()))
        found = cls([], has_grounds, variables, _FADES.search(said) is not None)
        sheets = (_sheet_said(*each) for each in _SHEETS.findall(said))
        for styles in (*_STYLES.findall(said), *sheets):
            for selectors, declared in _rules(_PRINT.sub("", _CSS_COMMENT.sub("", styles))):
                if found._hides(declared):
                    found.rules += map(_last_of, selectors.split(","))
        found.rules[:] = [each for each in found.rules if each != _Selector()][:_MOST_RULES]
        return found

    def holds(self, tag: str, about: dict[str, str | None]) -> bool:
        """Whether an element is not shown."""
        is_closed = tag == "dialog" and "open" not in about
        if "hidden" in about or "popover" in about or is_closed:
            return True
        declared = about.get("style") or ""
        if tag == "font":
            declared += f";color:{about.get('color') or ''};font-family:{about.get('face') or ''}"
        if tag == "body" and about.get("text"):
            declared += f";color:{about['text']}"
        if declared and self._hides(declared):
            return True
        return any(rule.is_of(tag, about) for rule in self.rules)

    def _hides(self, declared: str) -> bool:
        """Whether declarations leave nothing of the words that they are for."""
        look: dict[str, str] = {}
        for one in _unescaped(_CSS_COMMENT.sub("", declared)).lower().split(";"):
            name, _, value = one.partition(":")
            look[name.strip()] = value.partition("!")[0].strip()
        return any(self._hides_by(name, value, look) for name, value in look.items())

    def _hides_by(self, name: str, value: str, look: Mapping[str, str]) -> bool:
        sizes = [_pixels(*each) for each in _LENGTH.findall(value)]
        if name in ("color", "-webkit-text-fill-color"):
            value = _OF_VARIABLE.sub(self._value, value).strip()
            value = f"#{value}" if _BARE_COLOR.fullmatch(value) else value
            color, own = _color_in(value), look.get("background-color", look.get("background"))
            if color is None and value not in _NO_COLOR:  # nobody knows what is seen of it
                return True
            is_clear = color is not None and color[3] < _FAINT * 0xFF
            is_own = color is not None and own is not None and _color_in(own) == color
            return is_clear or is_own or (not self.has_grounds and _is_white(color))
        if name.startswith(_PLACES) or name in ("translate", "rotate"):
            return _is_far(name, value)
        if name in _SIZES:
            cuts = (how for each, how in look.items() if each.startswith("overflow"))
            is_cut = any(how.startswith(("hidden", "clip")) for how in cuts)
            return bool(sizes) and (sizes[0] <= 0 or (is_cut and sizes[0] < _SMALL))
        if name.startswith("animation"):
            return self.fades
        return name in _HIDING and _HIDING[name](value, sizes)

    def _value(self, of: re.Match[str]) -> str:
        return self.variables.get(of[1], of[2] or "inherit")


def _rules(styles: str) -> Iterator[tuple[str, str]]:
    """Yield the selectors of each rule, also of one in another, and what it declares."""
    around: list[list[str]] = []
    for said, brace in _BRACE.findall(styles):
        if brace == "{":
            before, _, selectors = said.rpartition(";")
            if around:
                around[-1][1] += before
                selectors = selectors.replace("&", around[-1][0])
            around.append([selectors, ""])
        elif around:
            selectors, declared = around.pop()
            yield selectors, f"{declared};{said}"


def _sheet_said(how: str, data: str) -> str:
    """Return the styles that stand in an address."""
    said = unquote_to_bytes(data)
    with suppress(ValueError):
        said = b64decode(said) if "base64" in how.lower() else said
    return said.decode("utf-8", "replace")


def _is_faint(value: str, _sizes: Sequence[float]) -> bool:
    strength = _LENGTH.match(value)
    part = 1.0 if strength is None else float(strength[1])
    return part * (0.01 if value.endswith("%") else 1) < _FAINT


def _is_small(_value: str, sizes: Sequence[float]) -> bool:
    """Whether letters are small: the weight of a font, which stands before its size, is not."""
    size = next((each for each in sizes if each < _BEYOND / 30 or len(sizes) == 1), None)
    return size is not None and size < _SMALL


def _draws(fonts: str) -> bool:
    """Whether the first of some fonts shows letters as such, behind its size or not."""
    first = fonts.partition(",")[0]
    return draws_letters(first) and draws_letters(re.split(r"[\d.]\w*\s+", first)[-1])


def _hides_all(value: str, _sizes: Sequence[float]) -> bool:
    return value.startswith(("none", "hidden", "collapse", "all", "var("))


def _cuts(value: str, _sizes: Sequence[float]) -> bool:
    return not value.startswith(("none", "auto", "inherit", "initial", "unset"))


_HIDING: Mapping[str, Callable[[str, Sequence[float]], bool]] = {
    **dict.fromkeys(("display", "visibility", "content-visibility", "mso-hide"), _hides_all),
    **dict.fromkeys(("opacity", "zoom", "scale", "font-size-adjust"), _is_faint),
    "font-size": _is_small,
    "font": lambda value, sizes: _is_small(value, sizes) or not _draws(value),
    "font-family": lambda value, _sizes: not _draws(value),
    **dict.fromkeys(("clip", "clip-path", "mask", "mask-image"), _cuts),
    **dict.fromkeys(("-webkit-mask", "-webkit-mask-image"), _cuts),
    "letter-spacing": lambda _value, sizes: any(not -_SMALL <= size < _FAR for size in sizes),
    "z-index": lambda value, _sizes: value.startswith("-"),
    "filter": lambda value, _sizes: _PLAIN_FILTER.fullmatch(value) is None,
    "mix-blend-mode": lambda value, _sizes: not value.startswith(("normal", "multiply")),
    "-webkit-text-security": lambda value, _sizes: not value.startswith("none"),
    "line-height": lambda _value, sizes: sizes[:1] == [0.0],
}
"""What of the declarations of a page may leave nothing of its words."""


def _is_far(name: str, value: str) -> bool:
    """Whether something is moved off the page, or made as small as nothing."""
    if name in ("transform", "rotate") and _TURNED.search(value):
        return True
    percent = 0.0 if name in ("transform", "translate") else _PIXELS_OF_PERCENT
    for number, unit in _LENGTH.findall(value):
        size = float(number) * percent if unit == "%" else _pixels(number, unit)
        if size <= -_FAR or size >= (_FAR if name == "text-indent" else _BEYOND):
            return True
    return False


def _pixels(number: str, unit: str) -> float:
    """Return about how many pixels a length is."""
    of_em = _EM.get(unit, 0) * _PIXELS_OF_EM
    return float(number) * (of_em or _PIXELS.get(unit, 1))


def _color_in(value: str) -> tuple[int, int, int, int] | None:
    """Return the color that a value begins with, None for one that is not known."""
    said = re.match(r"\s*(#\w+|[a-z]+\([^)]*\)|[a-z]+)", value)
    if said is None:
        return None
    if said[1] == "transparent":
        return (0, 0, 0, 0)
    name, bracket, inside = said[1].partition("(")
    parts = re.split(r"[\s,/)]+", inside.strip())
    clear = 1.0
    if len(parts) > 4 and (alpha := _LENGTH.match(parts[3])) is not None:  # noqa: PLR2004
        clear = float(alpha[1]) * (0.01 if alpha[2] else 1)
    if (light := _LIGHT.match(said[1])) is not None:
        whole = 1 if light["ok"] and not light["percent"] else 100
        part = float(light["light"]) / whole
        shade = 0xFF if part >= _ALL_LIGHT else round(part * _LEAST_WHITE)
        return (shade, shade, shade, round(clear * 0xFF))
    plain = f"{name.removesuffix('a')}({','.join(parts[:3])})" if bracket else name
    bands = color_said(plain)
    if bands is None:
        return None
    return bands[0], bands[1], bands[2], bands[3] if len(bands) > 3 else round(clear * 0xFF)  # noqa: PLR2004


def _is_white(color: tuple[int, int, int, int] | None) -> bool:
    return color is not None and min(color[:3]) >= _LEAST_WHITE


def _unescaped(said: str) -> str:
    """Return what a style says, with the characters that it writes as numbers."""
    return _ESCAPED.sub(lambda at: chr(int(at[1], 16) % 0x110000) if at[1] else at[2], said)


@dataclass(frozen=True, slots=True)
class _Selector:
    """The element that a selector ends with; one that asks for nothing is nobody's."""

    tag: str = ""
    id: str = ""
    classes: frozenset[str] = frozenset()
    attributes: tuple[tuple[str, str | None], ...] = ()

    def is_of(self, tag: str, about: dict[str, str | None]) -> bool:
        """Whether it is about an element."""
        classes = frozenset((about.get("class") or "").casefold().split())
        named = self.tag in ("", tag) and self.id in ("", (about.get("id") or "").casefold())
        return (
            named
            and self.classes <= classes
            and all(
                name in about and value in (None, about[name]) for name, value in self.attributes
            )
        )


def _last_of(selector: str) -> _Selector:
    """Return the element that a selector ends with; where that may be any, the one it lies in."""
    said = _CONDITION.sub("", selector.strip())
    if _OF_NOTHING.search(said):
        return _Selector()
    for part in reversed(re.split(r"[\s>+~]+", said)):
        tag, id_, classes, attributes = "", "", set[str](), []
        for found in _SELECTOR.finditer(part):
            tag = (found["tag"] or tag).lower()
            id_ = _unescaped(found["id"] or id_).casefold()
            classes |= {_unescaped(found["class"]).casefold()} if found["class"] else set()
            if found["attribute"]:
                value = None if found["how"] else found["value"]
                attributes.append((found["attribute"].lower(), value))
        if (made := _Selector(tag, id_, frozenset(classes), tuple(attributes))) != _Selector():
            return made
    return _Selector()
