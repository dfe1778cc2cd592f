"""Planning a set: its competencies in the order of the work, and the outline of a response."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from lssc_desktop.core.portfolio.portfolio import CompetencyWork, Rating, SetWork
from lssc_desktop.core.portfolio.progress import CompetencyState, competency_state
from lssc_desktop.core.program.program import Competency, CompetencySet
from lssc_desktop.core.text.richtext import Form, Paragraph, RichText, Span

_SUREST: Final = (Rating.MET, Rating.PARTIAL, None, Rating.NOT_MET)


class PlanOrder(StrEnum):
    """The order in which the competencies of a set are shown, those put off at the end."""

    NUMBERED = "numbered"
    SUREST_FIRST = "surest-first"


@dataclass(frozen=True, slots=True)
class PlannedCompetency:
    """A competency with the work on it, as one plans it."""

    competency: Competency
    work: CompetencyWork
    state: CompetencyState


def planned_competencies(
    competency_set: CompetencySet, work: SetWork, order: PlanOrder
) -> tuple[PlannedCompetency, ...]:
    """Return all competencies of a set in an order.

    Surest first: by one's own rating, then what has the most evidence.
    """
    planned = [
        PlannedCompetency(each, done, competency_state(done))
        for each in competency_set.competencies
        for done in (work.competency(each.number),)
    ]

    def place(item: PlannedCompetency) -> tuple[bool, int, int]:
        if order is PlanOrder.NUMBERED:
            return item.work.plan.parked, 0, 0
        rank = _SUREST.index(item.work.self_rating)
        return item.work.plan.parked, rank, -len(item.work.evidence)

    return tuple(sorted(planned, key=place))


@dataclass(frozen=True, slots=True)
class OutlineHeads:
    """The headings of an outline, in the words of the user's language."""

    did: str
    learned: str
    worked: str


def outline(work: CompetencyWork, names: Mapping[str, str], heads: OutlineHeads) -> RichText:
    """Return the first outline of a response: headings, and under them the candidate's own notes.

    The notes are those of the plan, and the captions of the evidence or, without one, its name
    (`names` by path). Nothing is written in the candidate's name.
    """
    plan = work.plan
    shown = (use.caption or names.get(use.path, "") for use in work.evidence)
    did = [*_lines(plan.primary), *_lines(plan.secondary), *shown]
    return RichText(
        (
            _heading(heads.did),
            *_items(did),
            _heading(heads.learned),
            *_items(_lines(plan.other)),
            _heading(heads.worked),
        )
    )


def _lines(notes: str) -> list[str]:
    return [line.strip() for line in notes.splitlines() if line.strip()]


def _heading(text: str) -> Paragraph:
    return Paragraph((Span(text),), Form.HEADING_2)


def _items(lines: Iterable[str]) -> list[Paragraph]:
    """Return list items, each line once; without any, a line to begin on."""
    items = [Paragraph((Span(line),), Form.BULLET) for line in dict.fromkeys(filter(None, lines))]
    return items or [Paragraph()]
