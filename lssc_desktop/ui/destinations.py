"""Every place that can be gone to by its name."""

from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _

from lssc_desktop.core.names import folded
from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.core.program import Program
from lssc_desktop.core.progress import progress
from lssc_desktop.ui.place import (
    CheckPlace,
    CoursesPlace,
    EvidencePlace,
    HelpPlace,
    Overview,
    Place,
    RenewalPlace,
    SetPlace,
    SubmissionsPlace,
)


@dataclass(frozen=True, slots=True)
class Destination:
    """A place and what it is called."""

    name: str
    place: Place


def destinations(program: Program, portfolio: Portfolio) -> tuple[Destination, ...]:
    """Return every page, set, competency, learning statement, check and evidence file."""
    return tuple(_all(program, portfolio))


def matching(found: tuple[Destination, ...], words: str) -> tuple[Destination, ...]:
    """Return the destinations in whose names every word occurs, capitals aside."""
    wanted = folded(words).split()
    return tuple(item for item in found if all(word in folded(item.name) for word in wanted))


def _all(program: Program, portfolio: Portfolio) -> Iterator[Destination]:
    yield Destination(_("Overview"), Overview())
    yield Destination(_("Evidence"), EvidencePlace())
    yield Destination(_("Courses"), CoursesPlace())
    yield Destination(_("Check & package"), CheckPlace())
    yield Destination(_("Submissions"), SubmissionsPlace())
    if program.renewal is not None:
        yield Destination(_("Renewal"), RenewalPlace())
    yield Destination(_("Help"), HelpPlace())
    yield Destination(_("Help: keyboard"), HelpPlace("keyboard"))
    yield Destination(_("Help: about your program"), HelpPlace("program"))
    for item in progress(program, portfolio):
        found = item.competency_set
        yield Destination(found.title, SetPlace(found.id))
        for competency in found.competencies:
            name = _("{set} {number}: {title}").format(
                set=found.short_title, number=competency.number, title=competency.title
            )
            yield Destination(name, SetPlace(found.id, competency.number))
        name = _("{set}: personal learning statement").format(set=found.short_title)
        yield Destination(name, SetPlace(found.id, statement=True))
        name = _("Check {set}").format(set=found.short_title)
        yield Destination(name, CheckPlace(found.id))
    for file in portfolio.evidence:
        name = _("Evidence: {file}").format(file=file.path.partition("/")[2])
        yield Destination(name, EvidencePlace(file.path))
