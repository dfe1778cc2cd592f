"""Number formats of spreadsheets: a value as a spreadsheet set to US English shows it.

A format is one to four parts for positive numbers, negative ones, zero and text (ECMA-376 part 1,
18.8.30 and 18.8.31). Colors and widths are left out. What a format says that is not known here is
shown as it stands in it.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum, auto
from fractions import Fraction
from functools import lru_cache
from itertools import takewhile

from lssc_desktop.values import dataclass

type CellValue = str | bool | int | float | date | time | timedelta
"""What lies in a cell; a `datetime` is a `date`."""

GENERAL = "General"
"""The format of a cell that has none."""

_DOLLARS = '"$"#,##0'
_CENTS = f"{_DOLLARS}.00"

BUILT_IN: Mapping[int, str] = {
    **dict(enumerate((GENERAL, "0", "0.00", "#,##0", "#,##0.00"))),
    5: f"{_DOLLARS};({_DOLLARS})",
    6: f"{_DOLLARS};({_DOLLARS})",
    7: f"{_CENTS};({_CENTS})",
    8: f"{_CENTS};({_CENTS})",
    **dict(enumerate(("0%", "0.00%", "0.00E+00", "# ?/?", "# ??/??"), 9)),
    **dict(enumerate(("m/d/yyyy", "d-mmm-yy", "d-mmm", "mmm-yy"), 14)),
    **dict(enumerate(("h:mm AM/PM", "h:mm:ss AM/PM", "h:mm", "h:mm:ss", "m/d/yyyy h:mm"), 18)),
    **dict.fromkeys((37, 38), "#,##0;(#,##0)"),
    **dict.fromkeys((39, 40), "#,##0.00;(#,##0.00)"),
    41: '#,##0;(#,##0);"-"',
    42: f'{_DOLLARS};({_DOLLARS});"$"-',
    43: '#,##0.00;(#,##0.00);"-"',
    44: f'{_CENTS};({_CENTS});"$"-',
    **dict(enumerate(("mm:ss", "[h]:mm:ss", "mm:ss.0", "##0.0E+0", "@"), 45)),
}
"""The formats that are known by a number only, as a computer in the United States has them."""


class _Kind(Enum):
    LITERAL = auto()
    DIGIT = auto()
    POINT = auto()
    COMMA = auto()
    PERCENT = auto()
    EXPONENT = auto()
    SLASH = auto()
    DATE = auto()
    ELAPSED = auto()
    NOON = auto()
    PARTS = auto()
    GENERAL = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: _Kind
    text: str


_TOKENS = re.compile(
    r"""
    "(?P<quoted>[^"]*)"?
    | \\(?P<escaped>.?)
    | (?P<room>_.?)
    | (?P<fill>\*.?)
    | \[\$(?P<money>[^-\]]*)[^\]]*\]
    | \[(?P<ELAPSED>h+|m+|s+)\]
    | (?P<aside>\[[^\]]*\])
    | (?P<GENERAL>general)
    | (?P<NOON>am/pm|a/p)
    | (?P<EXPONENT>e[+-])
    | (?P<PARTS>(?<=s)\.0+)
    | (?P<DATE>y+|m+|d+|h+|s+)
    | (?P<DIGIT>[0#?])
    | (?P<POINT>\.)
    | (?P<COMMA>,)
    | (?P<PERCENT>%)
    | (?P<SLASH>/)
    | (?P<TEXT>@)
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_SECTION = re.compile(r'(?:"[^"]*"?|\\.?|\[[^\]]*\]?|[^;])*', re.DOTALL)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?[\d.]+)\]")
_LITERALS = ("quoted", "escaped", "money", "other")
_UNSHOWN = ("fill", "aside")
_LONGEST = 400  # characters of a format
_ALL_SECTIONS = 4  # of which the last is for text
_DATES = frozenset({_Kind.DATE, _Kind.ELAPSED})
_WHOLE = frozenset({_Kind.GENERAL, _Kind.TEXT})
_WIDTH = 10  # digits and point of a number in a cell
_SMALLEST, _LARGEST = 1e-4, 1e11
_EXACT = 1e15
_EXACTLY = Context(prec=2 * _LONGEST)


def formatted(value: CellValue, code: str) -> str:
    """Return a value as a format shows it, without blanks at its ends."""
    sections = _sections(code[:_LONGEST])
    if isinstance(value, str):
        return _text(value, sections)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, date | time | timedelta):
        return _moment(value, sections[0].tokens)
    if not math.isfinite(value):
        return str(value)
    section, value = _chosen(value, sections)
    kinds = {token.kind for token in section.tokens}
    if kinds & _DATES:
        return _moment(value, section.tokens)
    sign, shown = ("-" if value < 0 else ""), _number(abs(value), section.tokens)
    return (sign + shown if any(letter in "123456789" for letter in shown) else shown).strip()


def shows_moment(code: str) -> bool:
    """Whether a format shows a number as a day or a time."""
    sections = _sections(code[:_LONGEST])
    return any(token.kind in _DATES for section in sections for token in section.tokens)


def general(value: float) -> str:
    """Return a number as a cell without a format shows it; whole numbers stay whole."""
    if abs(value) < _EXACT and value == int(value):
        return str(int(value))
    if _SMALLEST <= abs(value) < _LARGEST:
        decimals = _WIDTH - len(str(int(abs(value))))
        return f"{value:.{max(decimals, 0)}f}".rstrip("0").rstrip(".")
    digits, exponent = f"{value:.5E}".split("E")
    return f"{digits.rstrip('0').rstrip('.')}E{exponent}"


# Sections ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Section:
    """A part of a format, and which numbers it is for where it says so itself."""

    tokens: tuple[_Token, ...]
    condition: tuple[str, float] | None = None


@lru_cache(maxsize=256)
def _sections(code: str) -> tuple[_Section, ...]:
    return tuple(_section(part) for part in _split(code))[:4]


def _split(code: str) -> Iterator[str]:
    at = 0
    while at <= len(code):
        match = _SECTION.match(code, at)
        end = match.end() if match else at
        yield code[at:end]
        at = end + 1


def _section(part: str) -> _Section:
    condition = _CONDITION.search(part)
    told = (condition[1], float(condition[2])) if condition else None
    return _Section(tuple(_tokens(part)), told)


def _tokens(part: str) -> Iterator[_Token]:
    for match in _TOKENS.finditer(part):
        group = match.lastgroup or ""
        if group == "room":
            yield _Token(_Kind.LITERAL, " ")
        elif group in _LITERALS:
            yield _Token(_Kind.LITERAL, match[group])
        elif group not in _UNSHOWN:
            yield _Token(_Kind[group], match[group])


def _chosen(value: float, sections: Sequence[_Section]) -> tuple[_Section, float]:
    """Return the part for a number, and the number without the sign that its part shows."""
    first, *others = sections[:3]
    if first.condition is not None or (others and others[0].condition is not None):
        for section in sections[:3]:
            if section.condition is None or _holds(value, section.condition):
                return section, value
        return sections[-1], value
    if value < 0 and others:
        return others[0], -value
    if value == 0 and len(others) > 1:
        return others[1], value
    return first, value


def _holds(value: float, condition: tuple[str, float]) -> bool:
    how, limit = condition
    return any(
        (
            "<" in how and value < limit,
            ">" in how and value > limit,
            "=" in how and value == limit,
        )
    )


def _text(value: str, sections: Sequence[_Section]) -> str:
    last = sections[-1].tokens
    is_for_text = any(token.kind is _Kind.TEXT for token in last)
    if len(sections) != _ALL_SECTIONS and not (is_for_text and len(sections) == 1):
        return value
    shown = (value if token.kind is _Kind.TEXT else token.text for token in last)
    return "".join(shown).strip()


# Numbers ----------------------------------------------------------------------------------------


def _number(value: float, tokens: Sequence[_Token]) -> str:
    if any(token.kind is _Kind.DIGIT for token in tokens):
        kinds = [token.kind for token in tokens]
        if _Kind.SLASH in kinds:
            return _fraction(value, tokens)
        if _Kind.EXPONENT in kinds:
            return _scientific(value, tokens)
        return _decimal(Decimal(repr(value)), tokens)
    shown = (general(value) if token.kind in _WHOLE else token.text for token in tokens)
    return "".join(shown)


def _decimal(value: Decimal, tokens: Sequence[_Token]) -> str:
    kinds = [token.kind for token in tokens]
    point = kinds.index(_Kind.POINT) if _Kind.POINT in kinds else len(tokens)
    digits = [at for at, kind in enumerate(kinds) if kind is _Kind.DIGIT]
    whole, after = [at for at in digits if at < point], [at for at in digits if at > point]
    commas = [at for at, kind in enumerate(kinds) if kind is _Kind.COMMA]
    grouped = any(at < point and any(at < other for other in whole) for at in commas)
    thousands = sum(1 for at in commas if at > digits[-1] or (whole and whole[-1] < at < point))
    value = value * 100 ** kinds.count(_Kind.PERCENT) / 1000**thousands
    rounded = value.quantize(Decimal(1).scaleb(-len(after)), ROUND_HALF_UP, _EXACTLY)
    left, _point, right = f"{rounded:f}".partition(".")
    shown = dict(zip(after, _after_point(right, [tokens[at].text for at in after]), strict=True))
    shown |= _before_point(left.lstrip("0"), {at: tokens[at].text for at in whole}, grouped)
    if not whole and point < len(tokens):
        shown[point] = f"{left.lstrip('0')}."
    return "".join(
        shown.get(at, "" if token.kind is _Kind.COMMA else token.text)
        for at, token in enumerate(tokens)
    )


def _before_point(digits: str, places: Mapping[int, str], grouped: bool) -> dict[int, str]:
    """Return what each place before the point shows; the first has all that is left over."""
    shown: dict[int, str] = {}
    count, first = 0, min(places, default=0)
    for at in sorted(places, reverse=True):
        taken = digits if at == first else digits[-1:]
        digits = "" if at == first else digits[:-1]
        taken = taken or {"0": "0", "?": " "}.get(places[at], "")
        text = ""
        for digit in reversed(taken):
            comma = "," if grouped and count and count % 3 == 0 and digit != " " else ""
            text, count = digit + comma + text, count + 1
        shown[at] = text
    return shown


def _after_point(digits: str, places: Sequence[str]) -> list[str]:
    """Return what each place after the point shows: zeros at the end only where asked for."""
    shown = list(digits)
    for at in reversed(range(len(places))):
        if shown[at] != "0" or places[at] == "0":
            break
        shown[at] = " " if places[at] == "?" else ""
    return shown


def _scientific(value: float, tokens: Sequence[_Token]) -> str:
    at = next(at for at, token in enumerate(tokens) if token.kind is _Kind.EXPONENT)
    mantissa, rest = tokens[:at], tokens[at + 1 :]
    point = next((i for i, each in enumerate(mantissa) if each.kind is _Kind.POINT), len(mantissa))
    step = sum(1 for each in mantissa[:point] if each.kind is _Kind.DIGIT) or 1
    decimals = sum(1 for each in mantissa[point:] if each.kind is _Kind.DIGIT)
    exponent = int(f"{value:E}".split("E")[1]) if value else 0
    exponent -= exponent % step
    number = Decimal(repr(value)).scaleb(-exponent)
    if number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _EXACTLY) >= 10**step:
        exponent, number = exponent + step, number.scaleb(-step)
    sign = "-" if exponent < 0 else "+" if tokens[at].text.endswith("+") else ""
    least = sum(1 for each in rest if each.kind is _Kind.DIGIT)
    end = "".join(each.text for each in rest if each.kind is not _Kind.DIGIT)
    return f"{_decimal(number, mantissa)}E{sign}{abs(exponent):0{least}}{end}"


def _fraction(value: float, tokens: Sequence[_Token]) -> str:
    """Return a number with a fraction: 1 1/2. The format says how long its halves may be."""
    at = next(at for at, token in enumerate(tokens) if token.kind is _Kind.SLASH)
    below = list(takewhile(lambda token: token.kind is not _Kind.SLASH, tokens[at + 1 :]))
    asked = "".join(token.text for token in below).strip()
    places = sum(1 for token in below if token.kind is _Kind.DIGIT)
    exact = Fraction(repr(value))
    if asked.isdigit() and int(asked):
        near = Fraction(round(exact * int(asked)), int(asked))
        bottom = int(asked)
    else:
        near = exact.limit_denominator(10 ** max(1, min(places, 4)) - 1)
        bottom = near.denominator
    above = [token for token in tokens[:at] if token.kind is _Kind.DIGIT]
    mixed = (
        any(
            token.kind is _Kind.LITERAL and not token.text.strip()
            for token in tokens[tokens.index(above[0]) : at]
        )
        if above
        else False
    )
    whole, rest = divmod(near, 1) if mixed else (0, near)
    top = rest.numerator * (bottom // rest.denominator)
    parts = [str(whole)] if whole or (mixed and not top) else []
    return " ".join([*parts, f"{top}/{bottom}"] if top or not mixed else parts)


# Days and times ---------------------------------------------------------------------------------

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FIRST = datetime(1899, 12, 30)  # noqa: DTZ001  a sheet knows no time zones
_LAST_NUMBER = 2_958_465  # the last day of 9999
_NOON = 12


def _moment(value: float | date | time | timedelta, tokens: Sequence[_Token]) -> str:
    """Return a day or time; of a format that has neither, as programs show it."""
    try:
        at, length = _point_in_time(value)
    except (ValueError, OverflowError):
        return general(value) if isinstance(value, int | float) else str(value)
    if not any(token.kind in _DATES for token in tokens):
        return plain_moment(value) if isinstance(value, date | time | timedelta) else general(value)
    noon = any(token.kind is _Kind.NOON for token in tokens)
    shown = []
    for place, token in enumerate(tokens):
        match token.kind:
            case _Kind.DATE if _is_minute(tokens, place):
                shown.append(_padded(at.minute, token.text))
            case _Kind.DATE:
                shown.append(_part_of(at, token.text.lower(), noon))
            case _Kind.ELAPSED:
                unit = {"h": 3600, "m": 60, "s": 1}[token.text[0].lower()]
                shown.append(_padded(int(length.total_seconds()) // unit, token.text))
            case _Kind.PARTS:
                shown.append(f"{at.microsecond / 1e6:.{len(token.text) - 1}f}"[1:])
            case _Kind.NOON:
                names = token.text.upper().split("/")
                shown.append(names[at.hour >= _NOON])
            case _:
                shown.append(token.text)
    return "".join(shown).strip()


def plain_moment(value: date | time | timedelta) -> str:
    """Return a day or time of which nobody says how it is to be shown."""
    if isinstance(value, datetime):
        code = "m/d/yyyy h:mm AM/PM" if value.time() != time() else "m/d/yyyy"
    elif isinstance(value, date):
        code = "m/d/yyyy"
    elif isinstance(value, time):
        code = "h:mm:ss AM/PM" if value.second else "h:mm AM/PM"
    else:
        code = "[h]:mm:ss"
    return formatted(value, code)


def _point_in_time(value: float | date | time | timedelta) -> tuple[datetime, timedelta]:
    """Return when it is, and how long that is after the day from which sheets count."""
    if isinstance(value, timedelta):
        length = value
    elif isinstance(value, time):
        length = datetime.combine(_FIRST, value) - _FIRST
    elif isinstance(value, datetime):
        length = value.replace(tzinfo=None) - _FIRST
    elif isinstance(value, date):
        length = datetime(value.year, value.month, value.day) - _FIRST  # noqa: DTZ001
    elif 0 <= value <= _LAST_NUMBER:
        length = timedelta(seconds=round(value * 86_400, 3))
    else:
        raise ValueError(value)
    return _FIRST + length, length


def _is_minute(tokens: Sequence[_Token], place: int) -> bool:
    """Whether an m is a minute: after an hour, or before a second."""
    if tokens[place].text.lower() not in ("m", "mm"):
        return False
    times = [token for token in tokens if token.kind in _DATES]
    at = next(at for at, token in enumerate(times) if token is tokens[place])
    before = times[at - 1].text[0].lower() if at else ""
    after = times[at + 1].text[0].lower() if at + 1 < len(times) else ""
    return before == "h" or after == "s"


def _padded(number: int, letters: str) -> str:
    return f"{number:0{len(letters)}}"


def _part_of(at: datetime, letters: str, noon: bool) -> str:
    hour = (at.hour % _NOON or _NOON) if noon else at.hour
    number = {"y": at.year, "m": at.month, "d": at.day, "h": hour, "s": at.second}[letters[0]]
    name = {"m": _MONTHS[at.month - 1], "d": _WEEKDAYS[at.weekday()]}.get(letters[0], "")
    if letters[0] == "y":
        return str(number) if len(letters) > 2 else f"{number % 100:02}"  # noqa: PLR2004
    if name and len(letters) > 2:  # noqa: PLR2004  its name, at first the beginning of it
        return {3: name[:3], 5: name[0]}.get(len(letters), name)
    return _padded(number, letters[:2])
