"""Limits and errors shared by all viewers in the helper."""

import math

from lssc_desktop.store.previews.wire import PreviewFault

MOST_PIXELS = 16_000_000
"""Pixels of one picture of a page."""


class Unviewable(Exception):
    """A file cannot be shown; `fault` says why."""

    def __init__(self, fault: PreviewFault) -> None:
        super().__init__(fault)
        self.fault = fault


def scale_into(size: tuple[float, float], room: tuple[int, int]) -> float:
    """Return how many pixels a unit of `size` takes, so that all of it fits into `room`."""
    (width, height), (across, down) = size, room
    scale = min(across / width, down / height)
    most = math.sqrt(MOST_PIXELS / (width * height))
    return min(scale, most)
