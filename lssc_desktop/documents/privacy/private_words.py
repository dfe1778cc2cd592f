"""Words of a file with their places, searched for private data.

Readers collect words as `PlacedUnit`s; what the rules of core find in them comes back with the
place in the file. It runs in the preview helper only.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from lssc_desktop.core.privacy.private_data import (
    PlaceUnit,
    PrivacyFinding,
    PrivacyKind,
    PrivatePlace,
    Reason,
    Rectangle,
)
from lssc_desktop.core.privacy.scan_order import TextRules, TextUnit
from lssc_desktop.core.privacy.text_rules import PhoneCheck, find_in_text
from lssc_desktop.values import dataclass

MOST_CHARACTERS = 2_000_000
"""Characters that are searched at once: of a file, or of so many pages or rows of a long one."""

_LONGEST_FOUND = 300

type Boxes = Callable[[int, int], tuple[Rectangle, ...]]
"""Returns where characters of a unit are seen on its page."""


def _nowhere(_start: int, _end: int) -> tuple[Rectangle, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class PlacedUnit:
    """A unit of words and where it stands; `boxes` finds its characters on the page."""

    words: TextUnit
    place: PrivatePlace
    boxes: Boxes = _nowhere


def phone_check(region: str) -> PhoneCheck:
    """Return what says whether a number can be called, by the numbering plan of its country.

    One without a country code is of the region.
    """
    from phonenumbers import NumberParseException, is_valid_number, parse

    def is_phone(said: str) -> bool:
        try:
            return bool(is_valid_number(parse(said, region)))
        except NumberParseException:
            return False

    return is_phone


def find_in_units(units: Iterable[PlacedUnit], rules: TextRules) -> Iterator[PrivacyFinding]:
    """Yield all private data in the words of a file, in their order.

    Where they are too many, the last finding says from where on somebody has to look.
    """
    placed: list[PlacedUnit] = []
    room, rest = MOST_CHARACTERS, None
    for unit in units:
        room -= len(unit.words.text) + 1
        if room < 0:
            rest = unit.place
            break
        placed.append(unit)
    for match in find_in_text([unit.words for unit in placed], rules, phone_check(rules.region)):
        unit = placed[match.unit]
        yield PrivacyFinding(
            match.kind,
            replace(
                unit.place,
                start=match.start,
                end=match.end,
                boxes=unit.boxes(match.start, match.end),
            ),
            unit.words.text[match.start : match.end],
            match.reason,
        )
    if rest is not None:
        yield nothing_to_read(rest)


def lines(text: str, place: PrivatePlace) -> Iterator[PlacedUnit]:
    """Yield the lines of a text, counted from 1."""
    for number, line in enumerate(text.splitlines(), 1):
        yield PlacedUnit(TextUnit(line), replace(place, unit=PlaceUnit.LINE, number=number))


def table_units(
    rows: Iterable[Sequence[str]],
    place: Callable[[int, int], PrivatePlace],
    heads: Sequence[str] = (),
) -> Iterator[PlacedUnit]:
    """Yield the cells of a table that are not empty; its first row heads the columns.

    `place` gets row and column, from 0. Of rows further down, `heads` are those of the table.
    """
    for row, cells in enumerate(rows):
        beside = False
        for column, said in enumerate(cells):
            if said:
                label = heads[column] if column < len(heads) else ""
                yield PlacedUnit(TextUnit(said, label, beside), place(row, column))
                beside = True
        heads = heads or cells


def noted(
    kind: PrivacyKind,
    place: PrivatePlace,
    found: str = "",
    reason: Reason = Reason.NOT_SHOWN,
) -> PrivacyFinding:
    """Return a finding of something that is there, with so much of its words as can be shown."""
    said = " ".join(found.split())
    return PrivacyFinding(kind, place, said[:_LONGEST_FOUND], reason)


def nothing_to_read(place: PrivatePlace, reason: Reason = Reason.NO_WORDS) -> PrivacyFinding:
    """Return the finding that people have to look, because we cannot."""
    return PrivacyFinding(PrivacyKind.UNREADABLE, place, "", reason)


_NOBODY = frozenset(
    {
        "",
        "author",
        "user",
        "admin",
        "administrator",
        "microsoft office user",
        "microsoft",
        "microsoft corporation",
        "python-docx",
        "openpyxl",
        "libreoffice",
        "unknown",
        "lssc desktop",
        "anonymous",
        "windows user",
        "owner",
        "staff",
    }
)


def is_somebody(name: str, rules: TextRules) -> bool:
    """Whether an author's name is somebody else's: not the candidate's, and not a program's."""
    said = " ".join(name.split()).casefold()
    own = {" ".join(word.split()).casefold() for word in rules.own}
    return said not in _NOBODY and said not in own
