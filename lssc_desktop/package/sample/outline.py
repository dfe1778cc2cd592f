"""The outline of the sample: what it consists of, as resources/sample/sample.toml says."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from lssc_desktop.core.portfolio.activity import Experience, WorkPeriod
from lssc_desktop.core.portfolio.layout import EVIDENCE
from lssc_desktop.core.portfolio.portfolio import (
    AboutKind,
    Candidate,
    CourseRecord,
    EvidenceUse,
    Rating,
    Weight,
    membership_always,
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Evidence files that were added on one day."""

    day: date
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AboutSource:
    """A file about the candidate."""

    name: str
    kind: AboutKind
    day: date


@dataclass(frozen=True, slots=True)
class CompetencyOutline:
    """One competency: when it was worked on last, and how it stands."""

    number: int
    day: date
    ready: bool
    rating: Rating | None
    evidence: tuple[EvidenceUse, ...]


@dataclass(frozen=True, slots=True)
class StatementOutline:
    """The day on which a learning statement was finished."""

    day: date
    ready: bool


@dataclass(frozen=True, slots=True)
class CourseOutline:
    """A course, and the day on which it was entered."""

    day: date
    record: CourseRecord


@dataclass(frozen=True, slots=True)
class SetOutline:
    """One chosen competency set; its texts lie in the folder of its id."""

    id: str
    plan: date | None
    competencies: tuple[CompetencyOutline, ...]
    statement: StatementOutline | None
    course: CourseOutline | None


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole sample."""

    id: str
    today: date
    candidate: Candidate
    admitted: date
    experience: Experience
    about_me: tuple[AboutSource, ...]
    arrivals: tuple[Arrival, ...]
    sets: tuple[SetOutline, ...]

    @property
    def evidence_names(self) -> tuple[str, ...]:
        """The names of all evidence files, in the order in which they were added."""
        return tuple(name for arrival in self.arrivals for name in arrival.names)


def read_outline(folder: Path) -> Outline:
    """Return the outline in a folder of the form of resources/sample."""
    data = tomllib.loads((folder / "sample.toml").read_text(encoding="utf-8"))
    candidate = data["candidate"]
    return Outline(
        id=data["id"],
        today=data["today"],
        candidate=Candidate(candidate["name"], memberships=membership_always(candidate["member"])),
        admitted=candidate["admitted"],
        experience=Experience(
            candidate["education"],
            tuple(
                WorkPeriod(item["employer"], item["begun"], None, Decimal(item["hours_a_week"]))
                for item in candidate["work"]
            ),
        ),
        about_me=tuple(
            AboutSource(item["name"], AboutKind(item["kind"]), item["day"])
            for item in data["about_me"]
        ),
        arrivals=tuple(Arrival(item["day"], tuple(item["names"])) for item in data["evidence"]),
        sets=tuple(_set(item) for item in data["set"]),
    )


def _set(item: Mapping[str, Any]) -> SetOutline:
    statement = item.get("statement")
    course = item.get("course")
    return SetOutline(
        id=item["id"],
        plan=item.get("plan"),
        competencies=tuple(_competency(entry) for entry in item.get("competency", ())),
        statement=None
        if statement is None
        else StatementOutline(statement["day"], statement["ready"]),
        course=None if course is None else _course(course),
    )


def _competency(entry: Mapping[str, Any]) -> CompetencyOutline:
    return CompetencyOutline(
        number=entry["number"],
        day=entry["day"],
        ready=entry["ready"],
        rating=Rating(entry["rating"]) if "rating" in entry else None,
        evidence=_uses(entry.get("evidence", ())),
    )


def _uses(entries: Sequence[Mapping[str, Any]]) -> tuple[EvidenceUse, ...]:
    return tuple(
        EvidenceUse(
            path=f"{EVIDENCE}/{use['file']}",
            weight=Weight(use.get("weight", Weight.PRIMARY)),
            caption=use["caption"],
            team_work=use.get("team_work", False),
            own_role=use.get("own_role", ""),
            parts=tuple(use.get("parts", ())),
        )
        for use in entries
    )


def _course(entry: Mapping[str, Any]) -> CourseOutline:
    certificate = entry.get("certificate")
    return CourseOutline(
        entry["day"],
        CourseRecord(
            title=entry["title"],
            provider=entry["provider"],
            completed=entry.get("completed"),
            approved=entry["approved"],
            fee=Decimal(entry["fee"]),
            certificate=None if certificate is None else f"{EVIDENCE}/{certificate}",
        ),
    )
