"""Codec of portfolio.json: a portfolio as text, and back (docs/formats.md 2.1)."""

import codecs
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

import msgspec

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.core.files.names import is_inside
from lssc_desktop.core.files.readable import FileBroken, FileNewer, OurFile
from lssc_desktop.core.portfolio.portfolio import Portfolio, SetWork
from lssc_desktop.disk.files import FileTooLarge
from lssc_desktop.disk.json_files import values_in
from lssc_desktop.store.shape import detail_and_place
from lssc_desktop.values import dataclass

FORMAT = 2
"""The format of portfolio.json. Trial versions had format 1, which isn't read anymore."""
LARGEST = 16 << 20
"""The most bytes of a portfolio.json: ten thousand files in use take five millions."""

_MOST = 10**9  # of hours, units or dollars
_LONGEST_TEXT = 1 << 20  # bytes of one text; a book has fewer
_MOST_VALUES = 500_000
_MOST_SETS = 500
_MOST_COMPETENCIES = 10_000  # of a set, and the largest number of one
_MOST_PACKAGES = 5_000
_MOST_FILES = 40_000  # of evidence
_MOST_USES = 10_000  # of evidence, in all competencies together
_MOST_PERIODS = 500  # of work
_MOST_WORDS = 20_000  # of the candidate's own for the spelling checker
_LONGEST_WORD = 200  # characters of one
_MOST_GRID_RATINGS = 20_000
_MOST_ANSWERS = 2_000  # of the program's office
_LONGEST_GRID_TEXT = 2_000  # characters of a section, a column or a rating
_MOST_COPIES = 100_000  # the largest number of one
_MOST_BYTES = 1 << 63
_LONGEST_LANGUAGE = 35  # characters of a language tag (RFC 5646, 4.4.1)
_MOST_SHAPES, _LONGEST_SHAPE = 20, 24
_UNSAID = (
    b',"made_anew":false',
    b',"handed_in":[]',
    b',"language":"en"',
    b',"region":""',
    b',"card_shapes":null',
    b',"paper":null',
    b',"told":[]',
)
"""What goes without saying: keys that came later, as they are in most portfolios.

A portfolio that has nothing of them is written as it was before there were any. No text holds these
bytes: in one, a quote has a backslash before it.
"""


class PortfolioTooLarge(LsscError):
    """The portfolio has more in it than one portfolio.json can hold."""

    says = Says(
        "This {portfolio} has more in it than we can save.",
        "Your earlier work is saved. This last step isn’t.",
        "Undo it, or remove files you don’t need, then try again.",
    )


class PortfolioOfTrial(LsscError):
    """The portfolio is in the format of the trial versions, before there was a first version."""

    path: str

    says = Says(
        "This {portfolio} was made by a trial version of LSSC Desktop.",
        "We can’t open it anymore, and nothing was changed. Your responses and evidence are "
        "separate files in its folder.",
        "Start a new {portfolio}, and add your files to it.",
    )


def encode(portfolio: Portfolio) -> bytes:
    """Return portfolio.json: indented, in UTF-8, "format" first, then the order of the values.

    Raises `PortfolioTooLarge` for what `decode` would not read again.
    """
    # Straight to text: a portfolio as dictionaries would take its memory twice.
    data = b'{"format":%d,' % FORMAT + msgspec.json.encode(portfolio)[1:]
    for said in _UNSAID:
        data = data.replace(said, b"")
    data = msgspec.json.format(data, indent=2) + b"\n"
    if _is_too_large(data):
        raise PortfolioTooLarge
    if any(count > most for _place, count, most in _lengths(portfolio)):
        raise PortfolioTooLarge
    return data


def decode(data: bytes, path: str = "portfolio.json") -> Portfolio:
    """Return the portfolio of a portfolio.json.

    Raises `FileBroken` with the place of the first fault, `FileTooLarge`, `FileNewer` and
    `PortfolioOfTrial`; `path` names the file in them.
    """
    data = data.removeprefix(codecs.BOM_UTF8)  # some editors begin a file with a mark
    if _is_too_large(data):
        raise FileTooLarge(path, LARGEST)
    portfolio = _read_directly(data) or _read_with_places(data, path)
    _require_sound(portfolio, path)
    return portfolio


@dataclass(frozen=True, slots=True)
class _Header:
    format: int


def _read_directly(data: bytes) -> Portfolio | None:
    """Return a sound portfolio of this format; None leaves it to who can say what is wrong.

    Dictionaries of a large one would take twice the memory of its values.
    """
    try:
        if msgspec.json.decode(data, type=_Header).format != FORMAT:
            return None
        return msgspec.json.decode(data, type=Portfolio)
    except (ValueError, OverflowError, RecursionError):  # msgspec's own are ValueErrors
        return None


def _read_with_places(data: bytes, path: str) -> Portfolio:
    """Return a portfolio; raises for the first fault, with its place."""
    try:
        raw = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        place = _line_and_column(data, _offset(error, data))
        raise FileBroken(OurFile.PORTFOLIO, path, place, "syntax", str(error)) from error
    if not isinstance(raw, dict):
        raise FileBroken(OurFile.PORTFOLIO, path, "", "value", type(raw).__name__)
    _require_format(raw.get("format"), path)
    try:
        return msgspec.convert(raw, Portfolio, str_keys=True)
    except msgspec.ValidationError as error:
        detail, place = detail_and_place(str(error))
        raise FileBroken(OurFile.PORTFOLIO, path, place, "value", detail) from error


def _is_too_large(data: bytes) -> bool:
    return len(data) > LARGEST or values_in(data) > _MOST_VALUES or _has_long_text(data)


def _has_long_text(data: bytes) -> bool:
    """Whether one text has more bytes than anybody says in it: one emoji takes four times that."""
    at = 0
    while at + _LONGEST_TEXT < len(data):
        quote = data.rfind(b'"', at, at + _LONGEST_TEXT)
        if quote < 0:
            return True
        at = quote + 1
    return False


def _require_format(found: object, path: str) -> None:
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise FileBroken(OurFile.PORTFOLIO, path, "format", "format", str(found))
    if found > FORMAT:
        raise FileNewer(OurFile.PORTFOLIO, path, found, FORMAT)
    if found < FORMAT:
        raise PortfolioOfTrial(path)


def _require_sound(portfolio: Portfolio, path: str) -> None:
    """Raise for what the types cannot say: paths that leave the folder, and things said twice."""
    for place, inside in _paths(portfolio):
        if not is_inside(inside):
            raise FileBroken(OurFile.PORTFOLIO, path, place, "path", inside)
    for place, count, most in _counts(portfolio):
        if not 0 <= count <= most:
            raise FileBroken(OurFile.PORTFOLIO, path, place, "value", "out of range")
    for place, value in _numbers(portfolio):
        if not value.is_finite() or not 0 <= value <= _MOST:
            raise FileBroken(OurFile.PORTFOLIO, path, place, "value", str(value))
    for place, since in _unordered(portfolio):
        raise FileBroken(OurFile.PORTFOLIO, path, place, "value", str(since))
    seen: set[tuple[str, object]] = set()
    for place, key in _keys(portfolio):
        if key in seen:
            raise FileBroken(OurFile.PORTFOLIO, path, place, "twice", str(key[1]))
        seen.add(key)


def _counts(portfolio: Portfolio) -> Iterator[tuple[str, int, int]]:
    """Give every whole number and every list that could be past all sense: place, value, most."""
    yield from _lengths(portfolio)
    yield "language", len(portfolio.language), _LONGEST_LANGUAGE
    yield "region", len(portfolio.region), _LONGEST_LANGUAGE
    for number, shape in enumerate(portfolio.card_shapes or ()):
        yield f"card_shapes[{number}]", len(shape), _LONGEST_SHAPE
    for number, work in enumerate(portfolio.sets):
        for index, item in enumerate(work.competencies):
            place = f"sets[{number}].competencies[{index}].number"
            yield place, item.number, _MOST_COMPETENCIES
    for number, file in enumerate(portfolio.evidence):
        yield f"evidence[{number}].bytes", file.bytes, _MOST_BYTES
    for number, about in enumerate(portfolio.about_me):
        yield f"about_me[{number}].bytes", about.bytes, _MOST_BYTES
    for number, note in enumerate(portfolio.packages):
        yield f"packages[{number}].copy", note.copy, _MOST_COPIES
    for number, word in enumerate(portfolio.words):
        yield f"words[{number}]", len(word), _LONGEST_WORD
    for number, rated in enumerate(portfolio.grid_ratings):
        longest = max(map(len, (rated.section, rated.column, rated.rating)))
        yield f"grid_ratings[{number}]", longest, _LONGEST_GRID_TEXT


def _lengths(portfolio: Portfolio) -> Iterator[tuple[str, int, int]]:
    """Give every list that the window shows a part for each entry of: place, length, most."""
    yield "sets", len(portfolio.sets), _MOST_SETS
    yield "packages", len(portfolio.packages), _MOST_PACKAGES
    yield "handed_in", len(portfolio.handed_in), _MOST_PACKAGES
    yield "evidence", len(portfolio.evidence), _MOST_FILES
    yield "experience.periods", len(portfolio.experience.periods), _MOST_PERIODS
    yield "words", len(portfolio.words), _MOST_WORDS
    yield "card_shapes", len(portfolio.card_shapes or ()), _MOST_SHAPES
    yield "grid_ratings", len(portfolio.grid_ratings), _MOST_GRID_RATINGS
    yield "told", len(portfolio.told), _MOST_ANSWERS
    for number, work in enumerate(portfolio.sets):
        yield f"sets[{number}].competencies", len(work.competencies), _MOST_COMPETENCIES
    uses = sum(1 for work in portfolio.sets for _use in work.uses())
    yield "sets", uses, _MOST_USES


def _unordered(portfolio: Portfolio) -> Iterator[tuple[str, date | None]]:
    """Give every change of membership that is not after the one before it."""
    for at, (earlier, later) in enumerate(pairwise(portfolio.candidate.memberships)):
        if later.since is None or later.since <= (earlier.since or date.min):
            yield f"candidate.memberships[{at + 1}].since", later.since


def _numbers(portfolio: Portfolio) -> Iterator[tuple[str, Decimal]]:
    """Give every number that could be none (NaN, infinite) or past all sense, with its place."""
    for number, work in enumerate(portfolio.sets):
        if work.course is not None and work.course.fee is not None:
            yield f"sets[{number}].course.fee", work.course.fee
    for number, period in enumerate(portfolio.experience.periods):
        yield f"experience.periods[{number}].hours_a_week", period.hours_a_week
    for number, item in enumerate(portfolio.renewal.activities):
        yield f"renewal.activities[{number}].amount", item.amount
        yield f"renewal.activities[{number}].technology", item.technology


def _paths(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    for number, work in enumerate(portfolio.sets):
        yield from _paths_of_set(f"sets[{number}]", work)
    for number, file in enumerate(portfolio.evidence):
        yield f"evidence[{number}].path", file.path
        if file.clean_of:
            yield f"evidence[{number}].clean_of", file.clean_of
        if file.consent is not None and file.consent.file:
            yield f"evidence[{number}].consent.file", file.consent.file
    for number, about in enumerate(portfolio.about_me):
        yield f"about_me[{number}].path", about.path
    for number, note in enumerate(portfolio.packages):
        yield f"packages[{number}].path", note.path
    for number, activity in enumerate(portfolio.renewal.activities):
        for count, document in enumerate(activity.evidence):
            yield f"renewal.activities[{number}].evidence[{count}]", document


def _paths_of_set(place: str, work: SetWork) -> Iterator[tuple[str, str]]:
    if work.statement is not None:
        yield f"{place}.statement.path", work.statement.path
    if work.course is not None and work.course.certificate is not None:
        yield f"{place}.course.certificate", work.course.certificate
    for count, use in enumerate(work.evidence):
        yield f"{place}.evidence[{count}].path", use.path
    for index, item in enumerate(work.competencies):
        inner = f"{place}.competencies[{index}]"
        if item.response is not None:
            yield f"{inner}.response.path", item.response.path
        for count, use in enumerate(item.evidence):
            yield f"{inner}.evidence[{count}].path", use.path


def _keys(portfolio: Portfolio) -> Iterator[tuple[str, tuple[str, object]]]:
    """Give what may be there once only, with its place."""
    for number, work in enumerate(portfolio.sets):
        yield f"sets[{number}].set_id", ("set", work.set_id)
        for index, item in enumerate(work.competencies):
            place = f"sets[{number}].competencies[{index}].number"
            yield place, (f"competency of {work.set_id}", item.number)
    for number, file in enumerate(portfolio.evidence):
        yield f"evidence[{number}].path", ("evidence", file.path)
    for number, about in enumerate(portfolio.about_me):
        yield f"about_me[{number}].path", ("about me", about.path)
    for number, kept in enumerate(portfolio.handed_in):
        yield f"handed_in[{number}].package_id", ("handed in", kept.package_id)
    for number, answer in enumerate(portfolio.answers):
        yield f"answers[{number}].comment", ("answer", answer.comment)
    for number, activity in enumerate(portfolio.renewal.activities):
        yield f"renewal.activities[{number}].id", ("activity", activity.id)
    for number, rated in enumerate(portfolio.grid_ratings):
        cell = (rated.grid, rated.section.casefold(), rated.column)
        yield f"grid_ratings[{number}]", ("rating", cell)
    for number, told in enumerate(portfolio.told):
        yield f"told[{number}].question", (f"answer of {told.program}", told.question)


def _offset(error: Exception, data: bytes) -> int:
    if isinstance(error, UnicodeDecodeError):  # it counts from the beginning of one text
        return _first_that_is_no_text(data)
    found = re.search(r"\(byte (\d+)\)", str(error))
    return int(found[1]) if found else len(data)  # else the text ends too early


def _first_that_is_no_text(data: bytes) -> int:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.start
    return len(data)


def _line_and_column(data: bytes, offset: int) -> str:
    lines = data[:offset].decode(errors="replace").split("\n")
    return f"line {len(lines)}, column {len(lines[-1]) + 1}"
