"""Reading a program file: TOML text into a `Program`, or all of its faults at once.

What the JSON Schema (`cli/program_schema.py`) cannot say (sets that have to add up, a choice
among its own choices) `read_program` alone finds. It is long because each such rule has its
function here.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.core.files.readable import FileNewer, OurFile
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.program.fees import DueFee, Fees
from lssc_desktop.core.program.grid import Grid
from lssc_desktop.core.program.program import (
    WHOLE,
    AppealRule,
    Option,
    PassDemand,
    PassRule,
    Per,
    PersonalDocument,
    Program,
    ProgramKind,
    RenewalRule,
    ResponsesNeeded,
    StatementNeeded,
)
from lssc_desktop.core.program.rules_id import LARGEST
from lssc_desktop.core.program.schema import (
    MAY_BE_SILENT,
    OPTIONS,
    ProgramFault,
    Rating,
)
from lssc_desktop.core.program.translation import Translations, in_language
from lssc_desktop.core.standing.program_differences import newer_program
from lssc_desktop.disk.disk import disk_errors
from lssc_desktop.disk.files import open_to_read
from lssc_desktop.paths import resources
from lssc_desktop.store.program_texts import (
    KEY,
    files_beside,
    shipped_texts,
    shipped_translations,
    text_in,
    translations_in,
    with_translations,
)
from lssc_desktop.store.shape import Rule, ShapeReader, nearest
from lssc_desktop.values import dataclass

MOST_PARTS = 10
"""Parts of one dotted key; the deepest value of a program file is at its third table."""

DEEPEST = 10
"""Levels of lists and tables inside each other."""

MOST_TABLES = 20_000
"""Tables, lists and parts of dotted keys together."""

_TOKEN = re.compile(
    r'''
      """(?:[^"\\]|\\[\s\S]|"(?!""))*+"{3,5}
    | \'\'\'(?:[^\']|\'(?!\'\'))*+\'{3,5}
    | (?P<endless>"""|\'\'\')
    | "(?:[^"\\\n]|\\[^\n])*+"
    | \'[^\'\n]*+\'
    | (?P<open>["\'])
    | \#[^\n]*+
    | (?P<mark>[.=,\n\[\]{}])
    ''',
    re.VERBOSE,
)

FORMAT = 2
"""The format of program files. Trial versions had format 1, which isn't read anymore."""

DEFAULT_PROGRAM = "lssc"
"""The program that a portfolio follows unless another one is named."""

SHIPPED = (DEFAULT_PROGRAM, "cilip-certification")
"""The ids of the programs that are shipped with us, in the order in which they are offered."""


_NEWEST_THINKABLE = 1_000_000

_TOO_LARGE = ProgramFault("", "too-large", (("kilobytes", str(LARGEST // 1_000)),))


@dataclass(frozen=True, slots=True)
class LoadedProgram:
    """A program, the text of its file, and the name under which the file is known.

    `advice` is what a sound file says that this version does not know: it is kept, unused.
    `shipped` says whether it came with the application. `translations` are its texts in other
    languages.
    """

    program: Program
    text: str
    origin: str
    advice: tuple[ProgramFault, ...] = ()
    shipped: bool = False
    translations: Translations = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages besides its own in which there are texts."""
        return tuple(self.translations)

    def shown_in(self, language: str) -> "LoadedProgram":
        """Return it for people who read a language, as far as there are texts in it."""
        texts = self.translations.get(language)
        return self if not texts else replace(self, program=in_language(self.program, texts))

    def text_in(self, language: str) -> str:
        """Return the text of its file for a portfolio in a language, with our texts in it.

        In English it is as it stands, whatever else we ship.
        """
        return text_in(self.program.id, self.text, language)


class ProgramFaulty(LsscError):
    """A program file that does not say what it must; `origin` is the name people know it by."""

    origin: str
    faults: tuple[ProgramFault, ...]


class ProgramOfTrial(LsscError):
    """A program file in the format of the trial versions, before there was a first version."""

    origin: str

    says = Says(
        "The program file “{origin}” was made for a trial version of LSSC Desktop.",
        "We can’t read it anymore. It wasn’t used, and nothing was changed.",
        "Use a newer program file. If this one is in {a_portfolio} folder, start a new "
        "{portfolio} and add your files to it.",
    )


def shipped_program_text(program_id: str = DEFAULT_PROGRAM) -> str:
    """Return the text of a program file that is shipped with us."""
    return (resources() / "programs" / f"{program_id}.toml").read_text(encoding="utf-8")


def program_file(path: Path) -> str:
    """Return the text of a program file that somebody chose; what it says is not looked at.

    Raises:
        ProgramFaulty: it is far too large for a program file, or not written in UTF-8.
        LsscError: what `store.disk` has for files that cannot be read.
    """
    with disk_errors(path), open_to_read(path) as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ProgramFaulty(path.name, (_TOO_LARGE,))
    return _decoded(data, path.name)


@cache
def shipped_program(program_id: str = DEFAULT_PROGRAM) -> LoadedProgram:
    """Return a program that is shipped with the application; it is read once."""
    loaded = as_loaded(shipped_program_text(program_id), f"{program_id}.toml")
    beside = {code: shipped_texts(program_id, code) for code in shipped_translations(program_id)}
    return replace(loaded, shipped=True, translations={**beside, **loaded.translations})


def shipped_programs() -> tuple[LoadedProgram, ...]:
    """Read all programs that are shipped with the application."""
    return tuple(shipped_program(program_id) for program_id in SHIPPED)


def newer_program_file(
    portfolio: Portfolio, program: Program, files: Iterable[LoadedProgram]
) -> LoadedProgram | None:
    """Return the newer file of a portfolio's program that is to be offered, None where none is."""
    files = tuple(files)
    newer = newer_program(portfolio, program, (each.program for each in files))
    return next((each for each in files if each.program is newer), None)


def newer_shipped_file(portfolio: Portfolio, program: Program, text: str) -> LoadedProgram | None:
    """Return the shipped file of a portfolio's program, when it is newer and to be offered.

    `text` is that of the file that is followed now.
    """
    if program.id not in SHIPPED or shipped_program_text(program.id) == text:
        return None
    return newer_program_file(portfolio, program, (shipped_program(program.id),))


def load_program(path: Path) -> LoadedProgram:
    """Read a program file that the user chose, with the translations beside it.

    Raises what `read_program` and `program_file` raise.
    """
    loaded = as_loaded(program_file(path), path.name)
    beside = {code: _translation(each) for code, each in files_beside(path).items()}
    if not beside:
        return loaded
    return as_loaded(with_translations(loaded.text, beside), path.name)


def _translation(path: Path) -> str:
    """Return the text of a file with translations; raises `ProgramFaulty` where it has others."""
    text = program_file(path).removeprefix("\ufeff")
    for key, value in _document(text, path.name).items():
        if not isinstance(value, str):
            facts = (("expected", "text"), ("found", "table"))
            raise ProgramFaulty(path.name, (ProgramFault(key, "wrong-type", facts),))
    return text


def named_program(name: Path) -> LoadedProgram:
    """Read the shipped program of that id, or the program file at that path."""
    if str(name) in SHIPPED:
        return shipped_program(str(name))
    return load_program(name)


def as_loaded(text: str, origin: str) -> LoadedProgram:
    """Return the program of a text, with the text; raises what `read_program` raises."""
    program, advice, said = _read(text, origin)
    return LoadedProgram(program, text, origin, advice, translations=said)


def read_program(source: str | bytes, origin: str) -> Program:
    """Return the program that a program file defines.

    Raises:
        ProgramFaulty: with every fault of the file, each with its place.
        FileNewer: its format is one that we do not know yet.
        ProgramOfTrial: its format is one that we do not read anymore.
    """
    return _read(source, origin)[0]


def _read(
    source: str | bytes, origin: str
) -> tuple[Program, tuple[ProgramFault, ...], Translations]:
    if len(source) > LARGEST:
        raise ProgramFaulty(origin, (_TOO_LARGE,))
    document = _document(source, origin)
    number = document.pop("format", None)
    if type(number) is int and FORMAT < number < _NEWEST_THINKABLE:
        raise FileNewer(OurFile.PROGRAM, origin, number, FORMAT)
    if type(number) is int and 1 <= number < FORMAT:
        raise ProgramOfTrial(origin)
    said = translations_in(document)
    if isinstance(document.get(KEY), dict):
        del document[KEY]
    reader = ShapeReader(_RULES)
    program = reader.record(document, Program)
    faults = (
        *_format_faults(number),
        *reader.faults,
        *_pass_rule_faults(document),
        *_renewal_keys_faults(document),
        *_whole_faults(document),
    )
    if faults or program is None:
        raise ProgramFaulty(origin, faults)
    return program, reader.advice, said


def _document(source: str | bytes, origin: str) -> dict[str, Any]:
    """Return the tables of a TOML text that is not too much; numbers with a point are exact."""
    text = source if isinstance(source, str) else _decoded(source, origin)
    text = text.removeprefix("\ufeff")
    if (fault := excess(text)) is not None:
        raise ProgramFaulty(origin, (fault,))
    try:
        return tomllib.loads(text, parse_float=_exact)
    except tomllib.TOMLDecodeError as error:
        raise ProgramFaulty(origin, (_syntax_fault(error),)) from error
    except ValueError as error:  # a number of more digits than Python reads
        raise ProgramFaulty(origin, (ProgramFault("", "number-too-long"),)) from error


def _decoded(data: bytes, origin: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        fault = ProgramFault("", "not-utf-8", (("line", str(line)),))
        raise ProgramFaulty(origin, (fault,)) from error


def _exact(text: str) -> Decimal:
    try:
        return Decimal(text)
    except ArithmeticError as error:
        raise ValueError from error


def _syntax_fault(error: Exception) -> ProgramFault:
    """Return where a text stops being TOML; the reader says line and column in its words only."""
    found = re.fullmatch(r"(.*?) \(at line (\d+), column (\d+)\)", str(error), re.DOTALL)
    if found is None:
        return ProgramFault("", "syntax", (("reason", str(error)),))
    reason, line, column = found.groups()
    return ProgramFault("", "syntax-at", (("line", line), ("column", column), ("reason", reason)))


def _format_faults(number: object) -> Iterator[ProgramFault]:
    if number is None:
        yield ProgramFault("format", "missing-key")
    elif type(number) is not int or number != FORMAT:
        yield ProgramFault("format", "unknown-format", (("today", str(FORMAT)),))


def _whole_faults(document: Mapping[str, Any]) -> Iterator[ProgramFault]:
    """Return what does not fit between sections, seen even where a section has other faults."""
    options = document.get("options", [])
    if isinstance(options, list):
        answered = [one.get("id") for one in options if isinstance(one, dict)]
        for option_id, choices in OPTIONS.items():
            if option_id not in (*answered, *MAY_BE_SILENT, *_needless_options(document)):
                facts = (("id", option_id), ("among", ", ".join(choices)))
                yield ProgramFault("options", "option-missing", facts)
    yield from _technology_faults(document)
    yield from _review_faults(document)
    if document.get("kind") == ProgramKind.STATEMENT:
        yield from _statement_program_faults(document)
    else:
        for key in ("routes", "clock"):
            if key not in document:
                yield ProgramFault(key, "missing-key")
    yield from _statement_faults(document)
    yield from _form_faults(document)
    choice, sets = document.get("choice"), document.get("sets")
    if isinstance(choice, dict) and isinstance(sets, list):
        kinds = [one.get("required") for one in sets if isinstance(one, dict)]
        needed, electives = choice.get("needed"), choice.get("electives")
        if type(needed) is int and type(electives) is int:
            yield from _choice_faults(needed, electives, kinds.count(True), kinds.count(False))


def _statement_program_faults(document: Mapping[str, Any]) -> Iterator[ProgramFault]:
    """Return why this is no program with one statement: it has one required set, of a known id."""
    if "statement" not in document:
        yield ProgramFault("statement", "missing-key")
    sets = document.get("sets")
    if not isinstance(sets, list):
        return
    if len(sets) != 1:
        yield ProgramFault("sets", "not-one-set", (("count", str(len(sets))),))
    elif isinstance(sets[0], dict):
        if sets[0].get("id") != WHOLE:
            yield ProgramFault("sets[1].id", "not-the-whole", (("id", WHOLE),))
        if sets[0].get("required") is False:
            yield ProgramFault("sets[1].required", "only-set-elective")


def _form_faults(document: Mapping[str, Any]) -> Iterator[ProgramFault]:
    """Return the documents that self-assessment forms name and the file does not have."""
    tables = {
        key: [each for each in found if isinstance(each, dict)]
        for key in ("grid", "documents")
        if isinstance(found := document.get(key), list)
    }
    known = {each.get("id") for each in tables.get("documents", ())}
    for number, grid in enumerate(tables.get("grid", ()), 1):
        named = grid.get("document", "")
        if isinstance(named, str) and named and named not in known:
            yield ProgramFault(f"grid[{number}].document", "no-such-document", (("id", named),))


def _statement_faults(document: Mapping[str, Any]) -> Iterator[ProgramFault]:
    statement, sets = document.get("statement"), document.get("sets")
    if not isinstance(statement, dict):
        return
    if statement.get("needed") == StatementNeeded.NO:
        yield from _nothing_written_faults(document)
    elif "title" not in statement:
        yield ProgramFault("statement.title", "missing-key")
    if not isinstance(sets, list):
        return
    if statement.get("per") == Per.PORTFOLIO and len(sets) > 1:
        facts = (("count", str(len(sets))),)
        yield ProgramFault("statement.per", "statement-of-several-sets", facts)
    covers = statement.get("covers")
    tables = [each for one in sets if isinstance(one, dict) for each in one.get("competencies", [])]
    known = {one.get("number") for one in tables if isinstance(one, dict)}
    for place, number in enumerate(covers if isinstance(covers, list) else (), 1):
        if type(number) is int and number not in known:
            facts = (("number", str(number)),)
            yield ProgramFault(f"statement.covers[{place}]", "no-such-competency", facts)


def _nothing_written_faults(document: Mapping[str, Any]) -> Iterator[ProgramFault]:
    """Return why a file cannot say that no statement is needed: nothing would be written at all."""
    responses = document.get("responses")
    without = isinstance(responses, dict) and responses.get("needed") == ResponsesNeeded.NONE
    if without or document.get("kind") == ProgramKind.STATEMENT:
        yield ProgramFault("statement.needed", "nothing-written")


def _grid_faults(grid: Grid, place: str) -> Iterator[ProgramFault]:
    """Return the columns and the sections that are there twice, capitals ignored."""
    for name, titles in (("columns", grid.columns), ("sections", grid.sections)):
        first: dict[str, int] = {}
        for number, title in enumerate(titles, 1):
            at = first.setdefault(title.casefold(), number)
            if at != number:
                facts = (("value", title), ("first", f"{place}.{name}[{at}]"))
                yield ProgramFault(f"{place}.{name}[{number}]", "twice", facts)


def _document_faults(document: PersonalDocument, place: str) -> Iterator[ProgramFault]:
    if document.needed is None and document.required is None:
        yield ProgramFault(f"{place}.needed", "missing-key")
    if document.needed is not None and document.required is not None:
        yield ProgramFault(f"{place}.needed", "needed-and-required")


def _needless_options(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield the options about what the file does not have, or says in another way."""
    if document.get("kind") == ProgramKind.STATEMENT:
        yield from ("portfolio-fee", "clock-start")
    fees = document.get("fees")
    if isinstance(fees, dict) and fees.get("due"):
        yield "portfolio-fee"
    rule = document.get("pass_rule")
    if not isinstance(rule, dict):
        return
    if rule.get("rule") == PassDemand.ALL:
        yield "pass-rounding"
    if isinstance(rule.get("ratings"), list) and Rating.PARTIAL not in rule["ratings"]:
        yield "both-partial"
    if "on_disagreement" in rule or rule.get("evaluators") == 1:
        yield "evaluator-disagreement"


def _pass_rule_faults(document: Mapping[str, Any]) -> Iterator[ProgramFault]:
    """Yield what a rule leaves out that it needs, or says twice."""
    rule = document.get("pass_rule")
    if not isinstance(rule, dict):
        return
    shares = ("met_percent", "partial_percent", "not_met_allowed")
    ratings = rule.get("ratings")
    has_partial = not isinstance(ratings, list) or Rating.PARTIAL in ratings
    for key in shares:
        if rule.get("rule") == PassDemand.ALL:
            if key in rule:
                yield ProgramFault(f"pass_rule.{key}", "said-twice", (("other", "rule"),))
        elif key not in rule and (has_partial or key != "partial_percent"):
            yield ProgramFault(f"pass_rule.{key}", "missing-key")


def _pass_ratings_faults(rule: PassRule, place: str) -> Iterator[ProgramFault]:
    for rating in (Rating.MET, Rating.NOT_MET):
        if rating not in rule.scale:
            facts = (("needed", rating.value),)
            yield ProgramFault(f"{place}.ratings", "rating-missing", facts)


def _technology_faults(document: Mapping[str, Any]) -> Iterator[ProgramFault]:
    renewal, sets = document.get("renewal"), document.get("sets")
    named = renewal.get("technology_set") if isinstance(renewal, dict) else None
    if isinstance(named, str) and isinstance(sets, list):
        ids = tuple(str(one.get("id")) for one in sets if isinstance(one, dict))
        if named not in ids:
            yield _unknown_choice("renewal.technology_set", named, ids)


def _review_faults(document: Mapping[str, Any]) -> Iterator[ProgramFault]:
    """Return the sets and ratings of standard comments and rubric that the file does not have."""
    reviews, sets, rule = (document.get(key) for key in ("reviews", "sets", "pass_rule"))
    if not isinstance(reviews, dict) or not isinstance(sets, list):
        return
    ids = tuple(str(one.get("id")) for one in sets if isinstance(one, dict))
    given = rule.get("ratings") if isinstance(rule, dict) else None
    ratings = tuple(map(str, given)) if isinstance(given, list) and given else tuple(Rating)
    for key in ("comments", "rubric"):
        items = reviews.get(key)
        for number, item in enumerate(items if isinstance(items, list) else (), 1):
            if not isinstance(item, dict):
                continue
            place = f"reviews.{key}[{number}]"
            named, rating = item.get("set"), item.get("rating")
            if isinstance(named, str) and named and named not in ids:
                yield _unknown_choice(f"{place}.set", named, ids)
            if rating in tuple(Rating) and rating not in ratings:
                yield _unknown_choice(f"{place}.rating", str(rating), ratings)


def _choice_faults(
    needed: int, electives: int, required: int, offered: int
) -> Iterator[ProgramFault]:
    facts = (("needed", needed), ("electives", electives), ("required", required))
    texts = tuple((name, str(value)) for name, value in facts)
    if required + electives != needed:
        yield ProgramFault("choice.needed", "sets-do-not-add-up", texts)
    if electives > offered:
        yield ProgramFault(
            "choice.electives", "too-few-electives", (*texts, ("offered", str(offered)))
        )


def _renewal_keys_faults(document: Mapping[str, Any]) -> Iterator[ProgramFault]:
    """Yield what a rule for renewal leaves out that it needs; the rest may be unknown."""
    rule = document.get("renewal")
    if isinstance(rule, dict):
        for key in ("hours", "conversions"):
            if key not in rule:
                yield ProgramFault(f"renewal.{key}", "missing-key")


def _renewal_faults(rule: RenewalRule, place: str) -> Iterator[ProgramFault]:
    known = tuple(item.id for item in rule.conversions)
    for number, minimum in enumerate(rule.minimums, 1):
        for kind in minimum.kinds:
            if kind not in known:
                yield _unknown_choice(f"{place}.minimums[{number}].kinds", kind, known)
    yield from _ordered(place, "technology_hours", rule.technology_hours, "hours", rule.hours)
    yield from _ordered(place, "minimum_hours", rule.minimum_hours, "hours", rule.hours)
    months = 12 * rule.years
    if rule.opens_months_before is not None and rule.opens_months_before > months:
        yield ProgramFault(
            f"{place}.opens_months_before",
            "opens-too-early",
            (("value", str(rule.opens_months_before)), ("months", str(months))),
        )


def _fees_faults(fees: Fees, place: str) -> Iterator[ProgramFault]:
    """Yield what is said of fees in two ways."""
    for key in ("application", "portfolio", "renewal"):
        if fees.due and getattr(fees, key) is not None:
            yield ProgramFault(f"{place}.{key}", "said-twice", (("other", f"{place}.due"),))


def _due_fee_faults(fee: DueFee, place: str) -> Iterator[ProgramFault]:
    if fee.amount is not None:
        for key in ("member", "other"):
            if getattr(fee, key) is not None:
                yield ProgramFault(f"{place}.{key}", "said-twice", (("other", "amount"),))


def _appeal_faults(rule: AppealRule, place: str) -> Iterator[ProgramFault]:
    yield from _ordered(
        place, "notice_days", rule.notice_days, "documents_days", rule.documents_days
    )


def _ordered(
    place: str, small: str, low: Decimal | int, large: str, high: Decimal | int
) -> Iterator[ProgramFault]:
    """Return a fault when what has to be the smaller of two values is the larger."""
    if low > high:
        facts = (("value", str(low)), ("other", large), ("other_value", str(high)))
        yield ProgramFault(f"{place}.{small}", "larger-than", facts)


def _option_faults(option: Option, place: str) -> Iterator[ProgramFault]:
    if option.id not in OPTIONS:
        facts = (("value", option.id), ("near", nearest(option.id, OPTIONS)))
        yield ProgramFault(f"{place}.id", "unknown-option", facts)
        return
    known = tuple(choice.value for choice in OPTIONS[option.id])
    for number, choice in enumerate(option.among, 1):
        if choice not in known:
            yield _unknown_choice(f"{place}.among[{number}]", choice, known)
    if option.choice not in known:
        yield _unknown_choice(f"{place}.choice", option.choice, known)
    elif option.choice not in option.among:
        facts = (("value", option.choice), ("among", ", ".join(option.among)))
        yield ProgramFault(f"{place}.choice", "choice-not-among", facts)


def _unknown_choice(place: str, choice: str, known: tuple[str, ...]) -> ProgramFault:
    facts = (("value", choice), ("near", nearest(choice, known)), ("among", ", ".join(known)))
    return ProgramFault(place, "unknown-value", facts)


_RULES: Mapping[type, Rule] = MappingProxyType(
    {
        RenewalRule: _renewal_faults,
        AppealRule: _appeal_faults,
        Option: _option_faults,
        PersonalDocument: _document_faults,
        Grid: _grid_faults,
        Fees: _fees_faults,
        DueFee: _due_fee_faults,
        PassRule: _pass_ratings_faults,
    }
)


# Limits of TOML ---------------------------------------------------------------------------------


def excess(text: str) -> ProgramFault | None:
    """Return the first fault of a text that is more than any program file, None for an honest one.

    It knows strings and comments as the parser does. After a string without an end nothing is
    looked at, because the parser stops there too.
    """
    dots = depth = tables = 0
    for token in _TOKEN.finditer(text):
        if token["endless"] or token["open"]:
            return None
        mark = token["mark"]
        if mark is None:
            continue
        dots = dots + 1 if mark == "." else 0
        tables += mark in ".[{"
        if mark in "[{":
            depth += 1
        elif mark in "]}":
            depth = max(depth - 1, 0)
        fault = _excess_of(dots + 1, depth, tables)
        if fault is not None:
            line = text.count("\n", 0, token.start()) + 1
            return replace(fault, facts=(("line", str(line)), *fault.facts))
    return None


def _excess_of(parts: int, depth: int, tables: int) -> ProgramFault | None:
    if parts > MOST_PARTS:
        return ProgramFault("", "key-too-long", (("limit", str(MOST_PARTS)),))
    if depth > DEEPEST:
        return ProgramFault("", "too-deep", (("limit", str(DEEPEST)),))
    if tables > MOST_TABLES:
        return ProgramFault("", "too-many-tables", (("limit", f"{MOST_TABLES:,}"),))
    return None
