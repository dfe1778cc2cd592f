"""Numbers, amounts, sizes and durations as the people of a language and a country write them."""

from collections.abc import Mapping
from decimal import Decimal

from lssc_desktop.core.text.number_marks import US_MARKS, NumberMarks, written_number
from lssc_desktop.languages import UNITED_STATES, Catalog, spoken

_NO_BREAK = "\u00a0"
_POINT_AND_SPACE = NumberMarks(",", _NO_BREAK)
_COMMA_AND_POINT = NumberMarks(",", ".")

_MARKS: Mapping[tuple[str, str], NumberMarks] = {
    ("es", "CR"): _POINT_AND_SPACE,
    **{
        ("es", region): _COMMA_AND_POINT
        for region in "AR BO CL CO EC ES GQ PH PY UY VE".split()  # noqa: SIM905  read as a row
    },
}
"""Marks of the languages and countries that do not write as in the United States (CLDR 48)."""

_SIGN_BEHIND = {("es", "ES"), ("es", "GQ"), ("es", "PH")}
"""Where the sign of a currency stands behind the amount."""

_PAYS_IN_DOLLARS = {UNITED_STATES, "EC", "PR", "SV"}
"""Where "$" alone is the dollar of the United States, in Spanish."""

_SYMBOLS: Mapping[str, str] = {
    "USD": "$",
    "GBP": "£",
    "EUR": "€",
    "AUD": "A$",
    "CAD": "CA$",
    "NZD": "NZ$",
}
"""Signs of currencies that stand before the amount in English."""

KILO = 1000
_MOST_BYTES = 10**18
"""Bytes; no disk has more, and a number of any length cannot be counted with."""

SMALL = 10
"""Below this a number of megabytes or gigabytes has one digit after the point."""


def marks_of(words: Catalog | None = None) -> NumberMarks:
    """Return the marks that stand within numbers."""
    here = words or spoken()
    return _MARKS.get((here.language, here.region), US_MARKS)


def number_text(value: Decimal | float, words: Catalog | None = None, *, decimals: int = -1) -> str:
    """Write a number: "1,203"; with so many decimals: "12.5"."""
    return written_number(value, marks_of(words), decimals)


def short_number(value: float, words: Catalog | None = None) -> str:
    """Write a number without needless decimals, and no thousands: "3", "2.5"."""
    return f"{value:g}".replace(".", marks_of(words).point)


def amount_text(
    amount: Decimal, currency: str, words: Catalog | None = None, *, cents: bool = False
) -> str:
    """An amount with its currency: "$325", "$1,212.25", "£45", "40.00 SEK".

    With `cents` a whole number has them too, as where it is ordered or paid: "$325.00".
    """
    from lssc_desktop.core.time.money import money_text  # the size of a file needs no fees

    here = words or spoken()
    number = number_text(Decimal(money_text(amount)), here)
    symbol = _SYMBOLS.get(currency)
    if symbol is None:
        return f"{number} {currency}"
    if not cents:
        number = number.removesuffix(f"{marks_of(here).point}00")
    if here.language == "es" and currency == "USD" and here.region not in _PAYS_IN_DOLLARS:
        symbol = "US$"
    if (here.language, here.region) in _SIGN_BEHIND:
        return f"{number}{_NO_BREAK}{symbol}"
    return symbol + number


def typed_fee(amount: Decimal, words: Catalog | None = None) -> str:
    """Write an amount as it stands in a field: with two decimals and no thousands, "1145.50"."""
    from lssc_desktop.core.time.money import money_text  # as above

    return money_text(amount).replace(".", marks_of(words).point)


def size(count: int, words: Catalog | None = None) -> str:
    """Say a number of bytes in the unit that reads best: "640 KB", "1.8 MB", "312 MB", "2.4 GB"."""
    here = words or spoken()
    _ = here.gettext
    count = min(count, _MOST_BYTES)
    if count < KILO:
        return here.ngettext("{count} byte", "{count} bytes", count).format(count=count)
    if round(count / KILO) < KILO:
        return _("{count} KB").format(count=round(count / KILO))
    if round(count / KILO**2) < KILO:
        return _("{count} MB").format(count=_rounded(count / KILO**2, here))
    return _("{count} GB").format(count=_rounded(count / KILO**3, here))


def _rounded(value: float, words: Catalog) -> str:
    decimals = 1 if value < SMALL - 0.05 else 0
    return f"{value:.{decimals}f}".replace(".", marks_of(words).point)


def duration(seconds: int, words: Catalog | None = None) -> str:
    """Say how long a recording is: "3 min 12 s", "1 h 5 min"."""
    _ = (words or spoken()).gettext
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    if hours:
        return _("{hours} h {minutes} min").format(hours=hours, minutes=minutes)
    if minutes:
        return _("{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)
    return _("{seconds} s").format(seconds=rest)
