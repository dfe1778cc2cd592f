"""Which tokens the window really uses together, read off the style sheet and off what is painted.

Both are made with a color for each token that no other token has, so that a color says its token.
"""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import groupby

from PySide6.QtGui import QImage, QTransform

from lssc_desktop.ui.kit.style import style_sheet
from lssc_desktop.ui.kit.tokens import LIGHT, Tokens, Tone, ToneColors

type Pair = tuple[str, str]
"""The names of a token that is seen, and of the ground it is seen on."""

_SMOOTHED = 2  # pixels between two colors, where an edge is smoothed
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_PAGES = ("bg", "sidebar", "surface", "sunken")  # what may lie below something without a ground


def _marked_colors() -> dict[str, str]:
    """Return a color for the name of each token; they are far apart from each other."""
    names = [name for name, value in asdict(LIGHT).items() if isinstance(value, str)]
    tones = [tone.value for tone in Tone if tone is not Tone.ACCENT]
    names += [f"{tone}.{part}" for tone in tones for part in ("fg", "bg", "line")]
    return {
        name: f"#{40 + 53 * at % 211:02X}{7 + 101 * at % 241:02X}{11 + 37 * at % 233:02X}"
        for at, name in enumerate(names)
    }


COLORS = _marked_colors()
NAMES = {color.upper(): name for name, color in COLORS.items()}


def marked_tokens(*, high_contrast: bool = False) -> Tokens:
    """Return tokens of which each has a color of its own."""
    plain = {name: color for name, color in COLORS.items() if "." not in name}
    made = replace(LIGHT, **plain, high_contrast=high_contrast)  # type: ignore[arg-type]
    tones = {
        tone.value: ToneColors(*(COLORS[f"{tone.value}.{part}"] for part in ("fg", "bg", "line")))
        for tone in Tone
        if tone is not Tone.ACCENT
    }
    return replace(made, **tones)  # type: ignore[arg-type]


def color_of(tokens: Tokens, name: str) -> str:
    """Return the color that a token, such as "ink" or "ok.fg", has."""
    tone, _dot, part = name.partition(".")
    found = getattr(tokens, tone)
    return str(getattr(found, part) if part else found)


# Style sheet ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule for one kind of widget or a part of it, under conditions such as `:checked`."""

    kind: str
    conditions: frozenset[str]
    colors: dict[str, str]


def pairs_in_sheet(*, high_contrast: bool = False) -> set[Pair]:
    """Return in what colors the style sheet writes on which grounds.

    What has no ground lies on any page. A label in a color for a purpose is left to the pictures,
    which show where such labels lie.
    """
    rules = list(_rules(style_sheet(marked_tokens(high_contrast=high_contrast))))
    found: set[Pair] = set()
    for rule in rules:
        if any(each.startswith("[ink=") for each in rule.conditions):
            continue
        effective: dict[str, str] = {}
        under = [other for other in rules if _holds_for(other, rule)]
        for other in sorted(under, key=lambda each: len(each.conditions)):
            effective |= other.colors
        ground = effective.get("background")
        if "color" in effective:
            found |= {(effective["color"], each) for each in ([ground] if ground else _PAGES)}
        for key, below in (
            ("selection-color", effective.get("selection-background-color")),
            ("placeholder-text-color", ground),
        ):
            if key in effective and below:
                found.add((effective[key], below))
    return found


def _holds_for(other: _Rule, rule: _Rule) -> bool:
    return other.kind == rule.kind and other.conditions <= rule.conditions


def _rules(sheet: str) -> Iterator[_Rule]:
    for selectors, declared in _RULE.findall(sheet):
        colors = {}
        for each in filter(str.strip, declared.split(";")):
            name, _colon, value = each.partition(":")
            token = re.search("#[0-9A-Fa-f]{6}", value)
            if token is not None:
                colors[name.strip()] = NAMES[token[0].upper()]
        for selector in selectors.split(","):
            kind, *conditions = re.split(r"(?=\[)|(?<!:)(?=:(?!:))", selector.strip())
            yield _Rule(kind, frozenset(conditions), colors)


# Painted ----------------------------------------------------------------------------------------


def pairs_in_picture(picture: QImage) -> set[Pair]:
    """Return the tokens that lie beside each other in a picture, in both orders."""
    names = {int(color[1:], 16): name for color, name in NAMES.items()}
    found: set[Pair] = set()
    for image in (picture, picture.transformed(QTransform().rotate(90))):
        plain = image.convertToFormat(QImage.Format.Format_RGB32)
        pixels = memoryview(plain.constBits()).cast("B").cast("I")
        wide = plain.bytesPerLine() // 4
        for top in range(plain.height()):
            line = pixels[top * wide : top * wide + plain.width()]
            found |= _pairs_in_line(line, names)
    return found | {(other, one) for one, other in found}


def _pairs_in_line(line: "memoryview[int]", names: dict[int, str]) -> set[Pair]:
    found: set[Pair] = set()
    before, apart = "", 0
    for pixel, run in groupby(line):
        name = names.get(pixel & 0xFFFFFF)
        length = sum(1 for _each in run)
        if name is None:
            apart += length
            continue
        if before and name != before and apart <= _SMOOTHED:
            found.add((before, name))
        before, apart = name, 0
    return found
