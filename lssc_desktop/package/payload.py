"""Which files of a portfolio go into a package of one set, and what they are called there."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass

from lssc_desktop.core.names import names_in_order, portable_names
from lssc_desktop.core.portfolio import Route, SetWork
from lssc_desktop.core.program import CompetencySet


@dataclass(frozen=True, slots=True)
class Payload:
    """The candidate's own files of a package: path in the portfolio folder to path below `data/`.

    `responses` are the Word files (the statement among them), `evidence` everything shown; both
    keep the order of the set.
    """

    responses: Mapping[str, str]
    evidence: Mapping[str, str]

    @property
    def all(self) -> Mapping[str, str]:
        """Every file, responses first."""
        return {**self.responses, **self.evidence}


def payload(competency_set: CompetencySet, work: SetWork, present: Container[str]) -> Payload:
    """Lay out the files of a set: portable names, evidence numbered by its first use.

    Only files that are `present` in the folder can be packaged; an unfinished review copy does
    without the others.
    """
    documents: list[str] = []
    shown: list[str] = []
    if work.route is Route.PORTFOLIO:
        if work.statement is not None:
            documents.append(work.statement.path)
        for competency in competency_set.competencies:
            item = work.competency(competency.number)
            if item.response is not None:
                documents.append(item.response.path)
            shown.extend(use.path for use in item.evidence)
    elif work.course is not None and work.course.certificate is not None:
        shown.append(work.course.certificate)
    documents = [path for path in documents if path in present]
    shown = [path for path in dict.fromkeys(shown) if path in present]
    return Payload(
        _placed("responses", documents, portable_names),
        _placed("evidence", shown, names_in_order),
    )


def _placed(
    folder: str, paths: Sequence[str], rename: Callable[[Sequence[str]], Sequence[str]]
) -> Mapping[str, str]:
    """Give each path its name below a folder of the payload."""
    names = rename([path.rpartition("/")[2] for path in paths])
    return {path: f"{folder}/{name}" for path, name in zip(paths, names, strict=True)}
