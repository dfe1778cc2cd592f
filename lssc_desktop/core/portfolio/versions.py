"""Earlier versions of a text: what one is, when one is kept, and which are given up.

A version is kept once per session and hour, before a save that drops more than a third of the
words, and when another program changed the document.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from lssc_desktop.values import dataclass

MOST_VERSIONS: Final = 200
"""Of one text."""

_HOUR = timedelta(hours=1)


class KeptFor(StrEnum):
    """Why a version was kept."""

    HOUR = "hour"
    """It was what lay there before the first save of a session, or of another hour of it."""

    CUT = "cut"
    """The save that followed dropped more than a third of its words."""

    OUTSIDE = "outside"
    """Another program had written it."""

    REPLACED = "replaced"
    """An earlier version was put back in its place, or another file taken as the text."""


@dataclass(frozen=True, slots=True)
class EarlierVersion:
    """One version of a text, kept at `at` (with a time zone); `sha256` is of its document.

    `id` names it among the versions of that text.
    """

    id: str
    at: datetime
    sha256: str
    words: int
    kept_for: KeptFor


@dataclass(frozen=True, slots=True)
class Spacing:
    """Up to an age, one version for each `every` is kept; all of them where that is zero."""

    up_to: timedelta
    every: timedelta


TEXT_SPACINGS: Final = (
    Spacing(timedelta(days=2), timedelta(0)),
    Spacing(timedelta(days=60), timedelta(days=1)),
    Spacing(timedelta.max, timedelta(days=7)),
)
"""For the versions of a text: all for two days, then one a day, after two months one a week."""

PORTFOLIO_SPACINGS: Final = (
    Spacing(timedelta(minutes=1), timedelta(0)),
    Spacing(_HOUR, timedelta(minutes=5)),
    Spacing(timedelta(days=1), _HOUR),
    Spacing(timedelta(days=60), timedelta(days=1)),
    Spacing(timedelta.max, timedelta(days=7)),
)
"""For portfolio.json, which is saved every few seconds."""


def is_due(latest: EarlierVersion | None, *, session_began: datetime, now: datetime) -> bool:
    """Whether what lies there is kept before it is saved over: once a session, then each hour.

    A latest version from the future is one of a clock that was wrong: it counts for nothing.
    """
    if latest is None or latest.at < session_began or latest.at > now:
        return True
    return now - latest.at >= _HOUR


def drops_much(words_before: int, words_after: int) -> bool:
    """Whether a save drops more than a third of the words."""
    return words_after * 3 < words_before * 2


def surplus(
    times: Sequence[datetime], now: datetime, spacings: Sequence[Spacing], most: int
) -> tuple[int, ...]:
    """Return the indexes of what is given up, of versions by their times in any order.

    Of two that are too close the newer one goes, so that what is old stays while new ones come;
    the newest of all always stays, and so does what has a time after `now`. Of more than `most`
    the oldest go.
    """
    kept: list[int] = []
    oldest_first = sorted(range(len(times)), key=lambda index: times[index])
    for index in oldest_first:
        age = now - times[index]
        every = next((each.every for each in spacings if age <= each.up_to), timedelta(0))
        is_newest = index == oldest_first[-1]
        if not kept or is_newest or times[index] - times[kept[-1]] >= every:
            kept.append(index)
    staying = set(kept[-most:])
    return tuple(index for index in range(len(times)) if index not in staying)
