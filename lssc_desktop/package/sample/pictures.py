"""The sample's photographs, drawn from shapes, with what a camera writes into its files."""

import tomllib
from collections.abc import Mapping
from datetime import datetime, time
from pathlib import Path
from typing import Any

from lssc_desktop.store.images import Camera, Shape, ShapeKind, draw

_HOUR = time(10, 30)
_PAPER = "#FFFFFF"


def read_pictures(source: Path) -> dict[str, bytes]:
    """Return the JPEGs that a file like resources/sample/pictures.toml tells to draw, by name."""
    told = tomllib.loads(source.read_text(encoding="utf-8"))["picture"]
    return {picture["name"]: _drawn(picture) for picture in told}


def _drawn(picture: Mapping[str, Any]) -> bytes:
    position = picture.get("position")
    camera = Camera(
        make="Sample",
        model="Drawn by LSSC Desktop",
        taken=datetime.combine(picture["taken"], _HOUR),
        position=None if position is None else (position[0], position[1]),
    )
    shapes = [_shape(*values) for values in picture["shapes"]]
    return draw(picture["width"], picture["height"], _PAPER, shapes, camera)


def _shape(kind: str, left: int, top: int, *rest: Any) -> Shape:  # noqa: ANN401 - as told in TOML
    """Return a shape from [kind, left, top, width, height, color] or [.., size, words, color]."""
    if kind == ShapeKind.TEXT:
        size, words, color = rest
        return Shape(ShapeKind.TEXT, (left, top, left, top + size), color, words)
    width, height, color = rest
    return Shape(ShapeKind(kind), (left, top, left + width, top + height), color)
