"""The person of the sample in 2030, certified on June 10, 2027: the state of picture 07."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import reduce

from lssc_desktop.core.portfolio.candidate_edits import put_activity, set_certified
from lssc_desktop.core.portfolio.edits import put_evidence
from lssc_desktop.core.portfolio.portfolio import EvidenceFile, Portfolio, RenewalActivity
from lssc_desktop.core.program.program import Program

NOW = datetime(2030, 11, 25, 9, 30, tzinfo=UTC)
CERTIFIED = date(2027, 6, 10)

_WORKSHOP, _CONFERENCE, _QUARTER, _OWN = "workshop", "conference", "quarter-credit", "self-directed"
# Day, title, kind, amount, hours on technology, set, files.
_ACTIVITIES: tuple[tuple[date, str, str, str, str, str, Sequence[str]], ...] = (
    (
        date(2028, 3, 14),
        "Screen readers at the public desk",
        _WORKSHOP,
        "2",
        "2",
        "technology",
        ("Certificate.pdf",),
    ),
    (
        date(2028, 10, 9),
        "State library association conference",
        _CONFERENCE,
        "1",
        "0",
        "reference-information",
        ("Program.pdf", "badge.jpg"),
    ),
    (
        date(2029, 2, 20),
        "Everyday troubleshooting",
        _WORKSHOP,
        "1",
        "1",
        "technology",
        ("Certificate 2.pdf",),
    ),
    (
        date(2029, 5, 15),
        "Interlibrary loan basics",
        _QUARTER,
        "1",
        "0",
        "access-services",
        ("Transcript.pdf",),
    ),
    (
        date(2029, 11, 3),
        "Difficult conversations at the desk",
        _WORKSHOP,
        "2",
        "0",
        "communication-teamwork",
        (),
    ),
    (
        date(2030, 4, 11),
        "Copyright in reserves",
        _OWN,
        "2",
        "0",
        "access-services",
        ("Notes and log.docx",),
    ),
    (
        date(2030, 9, 6),
        "Lunch talk on new databases",
        _WORKSHOP,
        "0.67",
        "0",
        "reference-information",
        (),
    ),
)


def activities() -> tuple[RenewalActivity, ...]:
    """Return the seven of the picture."""
    return tuple(
        RenewalActivity(
            f"activity-{number}",
            day,
            title,
            kind,
            Decimal(amount),
            Decimal(technology),
            set_id,
            tuple(f"Evidence/{name}" for name in files),
        )
        for number, (day, title, kind, amount, technology, set_id, files) in enumerate(_ACTIVITIES)
    )


def renewed(program: Program, portfolio: Portfolio) -> Portfolio:
    """Return a portfolio with the certification and the activities."""
    portfolio = set_certified(portfolio, CERTIFIED, NOW.date())
    for activity in activities():
        for path in activity.evidence:
            file = EvidenceFile(path, "0" * 64, 1, activity.day)
            portfolio = put_evidence(portfolio, file, activity.day)
    return reduce(
        lambda made, item: put_activity(program, made, item, NOW.date()), activities(), portfolio
    )
