"""The shipped type: Inter for the program's words, Charis SIL for the candidate's own."""

import logging
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from lssc_desktop.paths import resources

_LOG = logging.getLogger(__name__)

_UI = "Inter"
_DISPLAY = "Inter Display"
_OWN = "Charis SIL"

_FIRST = (
    "Inter-Regular.otf",
    "Inter-Medium.otf",
    "Inter-SemiBold.otf",
    "InterDisplay-SemiBold.otf",
)

# A point is a pixel on macOS, where 72 of them make an inch; elsewhere 96 pixels do.
_POINTS_PER_PIXEL = 1.0 if sys.platform == "darwin" else 0.75


class Type(StrEnum):
    """A step of the type scale, named by its use."""

    DISPLAY = "display"
    WELCOME = "welcome"
    H1 = "h1"
    SET_TITLE = "set-title"
    STATEMENT = "statement"
    H2 = "h2"
    LEAD = "lead"
    BODY = "body"
    BODY_MEDIUM = "body-medium"
    BODY_STRONG = "body-strong"
    TABLE = "table"
    TABLE_MEDIUM = "table-medium"
    TABLE_STRONG = "table-strong"
    CAPTION = "caption"
    CAPTION_STRONG = "caption-strong"
    OWN_WORDS = "own-words"


@dataclass(frozen=True, slots=True)
class _Cut:
    family: str
    pixels: float
    weight: QFont.Weight


_CUTS = {
    Type.DISPLAY: _Cut(_DISPLAY, 32, QFont.Weight.DemiBold),
    Type.WELCOME: _Cut(_DISPLAY, 28, QFont.Weight.DemiBold),
    Type.H1: _Cut(_DISPLAY, 23, QFont.Weight.DemiBold),
    Type.SET_TITLE: _Cut(_DISPLAY, 19, QFont.Weight.DemiBold),
    Type.STATEMENT: _Cut(_UI, 17, QFont.Weight.DemiBold),
    Type.H2: _Cut(_UI, 15, QFont.Weight.DemiBold),
    Type.LEAD: _Cut(_UI, 15, QFont.Weight.Normal),
    Type.BODY: _Cut(_UI, 14, QFont.Weight.Normal),
    Type.BODY_MEDIUM: _Cut(_UI, 14, QFont.Weight.Medium),
    Type.BODY_STRONG: _Cut(_UI, 14, QFont.Weight.DemiBold),
    Type.TABLE: _Cut(_UI, 13, QFont.Weight.Normal),
    Type.TABLE_MEDIUM: _Cut(_UI, 13, QFont.Weight.Medium),
    Type.TABLE_STRONG: _Cut(_UI, 13, QFont.Weight.DemiBold),
    Type.CAPTION: _Cut(_UI, 12, QFont.Weight.Normal),
    Type.CAPTION_STRONG: _Cut(_UI, 12, QFont.Weight.DemiBold),
    Type.OWN_WORDS: _Cut(_OWN, 14.5, QFont.Weight.Normal),
}


def load_first_fonts() -> None:
    """Make known to Qt what the start page is set in; `load_other_fonts` has the rest."""
    for name in _FIRST:
        _load(resources() / "fonts" / name)


def load_other_fonts() -> None:
    """Make the other shipped fonts known to Qt: some megabytes."""
    for file in sorted((resources() / "fonts").glob("*.[ot]tf")):
        if file.name not in _FIRST:
            _load(file)


def _load(file: Path) -> None:
    """Load a font; one that cannot be read is left to the system's."""
    if QFontDatabase.addApplicationFont(str(file)) < 0:
        _LOG.warning("the shipped font %s could not be loaded", file.name)


def points(type_: Type, text_scale: float = 1.0) -> float:
    """Return the size of a step of the type scale in points."""
    return _CUTS[type_].pixels * _POINTS_PER_PIXEL * text_scale


def type_font(type_: Type, text_scale: float = 1.0, *, tabular: bool = False) -> QFont:
    """Return the font of a step of the type scale.

    Its size is in points, so that it grows with the screen's resolution; `text_scale` is how
    much larger than that the user wants to read. `tabular` figures are all of one width, for
    columns of numbers.
    """
    cut = _CUTS[type_]
    font = QFont([cut.family, *_fallback(cut.family)])
    font.setPointSizeF(points(type_, text_scale))
    font.setWeight(cut.weight)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _fallback(family: str) -> list[str]:
    if family == _OWN:
        return ["Georgia", "serif"]
    return [QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()]
