"""Where the user left off writing, kept in `.lssc/` so that it is there on another computer too.

It is about the window alone: nothing of it goes into a package, and nothing is lost without it.
"""

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.portfolio.names import OWN
from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.store.folder.files import write_own
from lssc_desktop.store.folder.guards import inside, read_object

_NAME: Final = "left off.json"
_FORMAT: Final = 1
_LARGEST: Final = 64 << 10  # bytes
_MOST: Final = 200  # texts: more than a portfolio has


@dataclass(frozen=True, slots=True)
class LeftOff:
    """Where the user was in each text, the text they were in last at the end.

    A place in a text is a number of characters from its beginning.
    """

    carets: tuple[tuple[TextPlace, int], ...] = ()

    @property
    def last(self) -> TextPlace | None:
        """The text that the user was in last, None when they were in none."""
        return self.carets[-1][0] if self.carets else None

    def caret(self, place: TextPlace) -> int | None:
        """Return where the user was in a text, None when they were never in it."""
        return dict(self.carets).get(place)

    def moved(self, place: TextPlace, caret: int) -> "LeftOff":
        """Return the same with the user at this place of a text."""
        others = tuple(each for each in self.carets if each[0] != place)
        return replace(self, carets=(*others, (place, caret))[-_MOST:])


def read_left_off(root: Path) -> LeftOff:
    """Return where the user left off in a portfolio folder; nothing where nothing says it."""
    raw = read_object(root / OWN / _NAME, _LARGEST) or {}
    texts = raw.get("texts")
    if raw.get("format") != _FORMAT or not isinstance(texts, list):
        return LeftOff()
    return LeftOff(tuple(_read(each) for each in texts[-_MOST:] if _is_text(each)))


def write_left_off(root: Path, left_off: LeftOff) -> None:
    """Keep where the user left off; in a folder that cannot be written it is forgotten."""
    texts = [
        {"set": place.set_id, "number": place.number, "caret": caret}
        for place, caret in left_off.carets
    ]
    data = json.dumps({"format": _FORMAT, "texts": texts}, indent=0)
    with suppress(LsscError, OSError):
        write_own(inside(root, OWN) / _NAME, data.encode())


def _is_text(each: Any) -> bool:  # noqa: ANN401  whatever stands in the file
    return (
        isinstance(each, dict)
        and isinstance(each.get("set"), str)
        and (each.get("number") is None or type(each["number"]) is int)
        and type(each.get("caret")) is int
        and each["caret"] >= 0
    )


def _read(each: dict[str, Any]) -> tuple[TextPlace, int]:
    return TextPlace(each["set"], each["number"]), each["caret"]
