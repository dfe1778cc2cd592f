"""Differences between two program files, the switch to another, and the work it leaves behind."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import StrEnum

from lssc_desktop.core.portfolio.edits import choose_sets
from lssc_desktop.core.portfolio.portfolio import (
    CompetencyWork,
    FormerCompetency,
    Plan,
    Portfolio,
    ProgramSwitch,
    SetWork,
    achieved_on,
)
from lssc_desktop.core.program.program import (
    Competency,
    CompetencySet,
    Conversion,
    DocumentFrom,
    Per,
    PersonalDocument,
    Program,
)
from lssc_desktop.core.program.rules_id import version_numbers
from lssc_desktop.core.program.schema import Needed, Route
from lssc_desktop.values import dataclass

_RULE_FIELDS = (
    "kind",
    "choice",
    "clock",
    "usual_months",
    "responses",
    "statement",
    "grid",
    "limits",
    "pass_rule",
    "fees",
    "eligibility",
    "membership",
    "courses",
    "recognition",
    "completion",
    "choosing",
    "renewal",
    "appeal",
    "purchase_order",
    "contact",
    "help_contact",
    "designation",
    "words",
    "spelling",
    "region",
    "paper",
)
_NOT_COMPARED = frozenset({"note", "sources"})


class DifferenceCode(StrEnum):
    """What kind of difference it is; `messages.program` has the sentences."""

    SET_ADDED = "set-added"
    SET_GONE = "set-gone"
    SET_RENAMED = "set-renamed"
    SET_KIND = "set-kind"
    COMPETENCY_ADDED = "competency-added"
    COMPETENCY_GONE = "competency-gone"
    COMPETENCY_CHANGED = "competency-changed"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. `has_work` says that the candidate has work on what it is about.

    `before` and `after` are titles or values, "" where there is none. A rule has a `place` in
    the program file, such as "limits.response_pages".
    """

    code: DifferenceCode
    before: str
    after: str
    set_id: str | None = None
    number: int | None = None
    place: str = ""
    has_work: bool = False


def differences(old: Program, new: Program, portfolio: Portfolio) -> tuple[Difference, ...]:
    """Compare two programs: rules first, such as years and fees, then sets in the old order."""
    return (*_rule_differences(old, new), *_all_set_differences(old, new, portfolio))


def has_work(work: CompetencyWork) -> bool:
    """Whether anything was done for a competency: written, shown, planned or pasted."""
    return work != CompetencyWork(work.number)


def _all_set_differences(old: Program, new: Program, portfolio: Portfolio) -> Iterator[Difference]:
    for before in old.sets:
        after = new.competency_set(before.id)
        if after is None:
            yield Difference(
                DifferenceCode.SET_GONE,
                before.title,
                "",
                before.id,
                has_work=_set_has_work(portfolio, before.id),
            )
        else:
            yield from _set_differences(before, after, portfolio)
    for after in new.sets:
        if old.competency_set(after.id) is None:
            yield Difference(DifferenceCode.SET_ADDED, "", after.title, after.id)


def _set_differences(
    before: CompetencySet, after: CompetencySet, portfolio: Portfolio
) -> Iterator[Difference]:
    set_id = before.id
    touched = _set_has_work(portfolio, set_id)
    if before.title != after.title:
        yield Difference(
            DifferenceCode.SET_RENAMED, before.title, after.title, set_id, has_work=touched
        )
    if before.required != after.required:
        yield Difference(
            DifferenceCode.SET_KIND, _kind_text(before), _kind_text(after), set_id, has_work=touched
        )
    for item in before.competencies:
        other = after.competency(item.number)
        code = DifferenceCode.COMPETENCY_CHANGED
        if other is None:
            code = DifferenceCode.COMPETENCY_GONE
        elif (item.title, item.summary, item.parts) == (other.title, other.summary, other.parts):
            continue
        work = portfolio.set_work(set_id)
        yield Difference(
            code,
            item.title,
            "" if other is None else other.title,
            set_id,
            item.number,
            has_work=work is not None and has_work(work.competency(item.number)),
        )
    for item in after.competencies:
        if before.competency(item.number) is None:
            yield Difference(DifferenceCode.COMPETENCY_ADDED, "", item.title, set_id, item.number)


def _kind_text(competency_set: CompetencySet) -> str:
    return "required" if competency_set.required else "elective"


def _set_has_work(portfolio: Portfolio, set_id: str) -> bool:
    work = portfolio.set_work(set_id)
    if work is None:
        return False
    return bool(work.statement or work.course or work.evidence) or any(
        map(has_work, work.competencies)
    )


def _rule_differences(old: Program, new: Program) -> Iterator[Difference]:
    before, after = dict(_rule_values(old)), dict(_rule_values(new))
    for place in (*before, *(place for place in after if place not in before)):
        one, other = before.get(place, ""), after.get(place, "")
        if one != other:
            yield Difference(DifferenceCode.RULE, one, other, place=place)


def _rule_values(program: Program) -> Iterator[tuple[str, str]]:
    """Yield every value that a program decides, with its place in the file, notes left out."""
    for name in _RULE_FIELDS:
        yield from _values(name, getattr(program, name))
    for route in program.routes:
        yield from _values(f"routes.{route.id}", route)
    for document in program.documents:
        yield from _document_values(document)
    for option in program.options:
        yield f"options.{option.id}", option.choice


def _document_values(document: PersonalDocument) -> Iterator[tuple[str, str]]:
    """Yield what a file decides about a document, beyond what holds of most."""
    place = f"documents.{document.title}"
    said = {Needed.YES: "required", Needed.ADVICE: "optional"}
    yield place, said.get(document.need, document.need.value)
    if document.from_ is not DocumentFrom.CANDIDATE:
        yield f"{place}.from", document.from_.value
    if document.per is Per.SET:
        yield f"{place}.per", document.per.value
    if document.times > 1:
        yield f"{place}.times", str(document.times)


def _values(place: str, value: object) -> Iterator[tuple[str, str]]:
    if value is None or value == "":
        return
    if isinstance(value, Conversion):
        yield place, f"{value.title}: {value.unit} = {value.hours.normalize():f}"
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in _NOT_COMPARED and field.name not in {"id", "when"}:
                yield from _values(f"{place}.{field.name}", getattr(value, field.name))
    elif isinstance(value, tuple):
        yield from _list_values(place, value)
    elif isinstance(value, bool):
        yield place, "yes" if value else "no"
    else:
        yield place, str(value)


def _list_values(place: str, items: tuple[object, ...]) -> Iterator[tuple[str, str]]:
    """Yield tables of a list by their ids, and a list of words as one value."""
    named: Mapping[str, object] = {
        str(getattr(item, key)): item
        for item in items
        for key in ("id", "when")
        if hasattr(item, key)
    }
    for name, item in named.items():
        yield from _values(f"{place}.{name}", item)
    if items and not named:
        yield place, ", ".join(map(str, items))


# Switching programs -----------------------------------------------------------------------------


def switch_program(
    portfolio: Portfolio, old: Program, new: Program, old_sha256: str, today: date
) -> Portfolio:
    """Return the portfolio as it follows the new program.

    The new program's required sets are chosen, chosen electives stay chosen where it has them,
    and work on what it does not have is kept, with what that was called. `old_sha256` is the
    fingerprint of the text of the old program file. Moved twice to the same program is once.
    """
    chosen = tuple(work.set_id for work in portfolio.sets if work.chosen)
    to_choose = tuple(item.id for item in new.sets if item.required or item.id in chosen)
    note = ProgramSwitch(today, old.id, old.version, old_sha256, chosen)
    moves = portfolio.moves
    if not moves or (moves[-1].sha256, portfolio.program_version) != (old_sha256, new.version):
        moves = (*moves, note)
    return replace(_following(portfolio, old, new, to_choose, today), moves=moves)


def undo_switch(portfolio: Portfolio, now: Program, before: Program, today: date) -> Portfolio:
    """Return the portfolio as it follows the program that the last move left.

    The sets are chosen as they were then; everything that was done since is kept.
    """
    last = portfolio.moves[-1]
    moved = _following(portfolio, now, before, last.chosen, today)
    declined = now.version if now.id == before.id else ""
    return replace(moved, moves=portfolio.moves[:-1], declined_version=declined)


def _following(
    portfolio: Portfolio, old: Program, new: Program, chosen: tuple[str, ...], today: date
) -> Portfolio:
    former = {(item.set_id, item.number): item for item in portfolio.former}
    former |= {(item.set_id, item.number): item for item in _worked_on(portfolio, old)}
    moved = choose_sets(portfolio, chosen, today, by_portfolio=new.takes(Route.PORTFOLIO))
    return replace(
        moved,
        program_id=new.id,
        program_version=new.version,
        declined_version="",
        former=tuple(item for item in former.values() if not _has_competency(new, item)),
        # A package says which program it follows; what is achieved is packaged no more.
        sets=tuple(
            work if achieved_on(work) else replace(work, changed=today) for work in moved.sets
        ),
    )


def _worked_on(portfolio: Portfolio, program: Program) -> Iterator[FormerCompetency]:
    for competency_set in program.sets:
        work = portfolio.set_work(competency_set.id)
        for item in competency_set.competencies:
            if work is not None and has_work(work.competency(item.number)):
                yield FormerCompetency(
                    competency_set.id, competency_set.title, item.number, item.title, item.summary
                )


def _has_competency(program: Program, item: FormerCompetency) -> bool:
    competency_set = program.competency_set(item.set_id)
    return competency_set is not None and competency_set.competency(item.number) is not None


# Newer files of the same program ----------------------------------------------------------------


def newer_program(
    portfolio: Portfolio, program: Program, others: Iterable[Program]
) -> Program | None:
    """Return the newest of other files of the same program, when it is to be offered.

    None: none is newer than the file that is followed, or than the one that was declined.
    Versions are compared by their numbers, from left to right: "2026.10" comes after "2026.9".
    """
    known = max(version_numbers(program.version), version_numbers(portfolio.declined_version))
    newer = [
        each for each in others if each.id == program.id and version_numbers(each.version) > known
    ]
    return max(newer, key=lambda each: version_numbers(each.version), default=None)


def decline_newer(portfolio: Portfolio, version: str) -> Portfolio:
    """Return the portfolio with the newer file of this version declined."""
    return replace(portfolio, declined_version=version)


# Former work ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FormerWork:
    """What was done for a competency that is gone; `number` is None for a learning statement.

    `title`, `summary` and `official_text` say what was asked. `response` is the path of the
    text, None where none was written; `evidence` are the paths of the files.
    """

    set_title: str
    number: int | None
    title: str = ""
    summary: str = ""
    official_text: str = ""
    plan: Plan = Plan()
    response: str | None = None
    evidence: tuple[str, ...] = ()


def former_work(program: Program, portfolio: Portfolio) -> tuple[FormerWork, ...]:
    """Return all of it, set by set, the statement of a set that is gone after its competencies."""
    former: dict[str, list[FormerCompetency]] = {}
    for item in portfolio.former:
        former.setdefault(item.set_id, []).append(item)
    works = {work.set_id: work for work in portfolio.sets}
    gone = [set_id for set_id in works if program.competency_set(set_id) is None]
    return tuple(
        each
        for set_id in dict.fromkeys((*former, *gone))
        if set_id in works
        for each in _former_work_of_set(program, works[set_id], former.get(set_id, ()))
    )


def _former_work_of_set(
    program: Program, work: SetWork, former: Sequence[FormerCompetency]
) -> Iterator[FormerWork]:
    set_id = work.set_id
    title = former[-1].set_title if former else set_id
    known = {item.number: item for item in work.competencies}
    for item in former:
        done = known.get(item.number, CompetencyWork(item.number))
        yield FormerWork(
            title,
            item.number,
            item.title,
            item.summary,
            done.official_text,
            done.plan,
            None if done.response is None else done.response.path,
            tuple(use.path for use in done.evidence),
        )
    if program.competency_set(set_id) is None and (work.statement or work.evidence):
        statement = None if work.statement is None else work.statement.path
        yield FormerWork(
            title, None, response=statement, evidence=tuple(use.path for use in work.evidence)
        )


# What is asked ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AskedOtherwise:
    """A competency that two program files ask in other words; "" in one that does not have it."""

    number: int
    known: str
    found: str


def asked_otherwise(known: CompetencySet, found: CompetencySet) -> tuple[AskedOtherwise, ...]:
    """Return the competencies of a set that a file asks otherwise than the one that is known."""
    numbers = sorted({each.number for each in (*known.competencies, *found.competencies)})
    both = ((it, _asks(known.competency(it)), _asks(found.competency(it))) for it in numbers)
    return tuple(AskedOtherwise(*each) for each in both if each[1] != each[2])


def _asks(competency: Competency | None) -> str:
    if competency is None:
        return ""
    parts = (f"{part.letter}) {part.title}" for part in competency.parts)
    return " ".join(filter(None, (f"{competency.title}.", competency.summary, *parts)))
