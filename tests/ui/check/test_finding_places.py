from typing import get_args

import pytest

from lssc_desktop.core.check.finding import Finding, FindingCode, Level
from lssc_desktop.messages.findings import FINDINGS
from lssc_desktop.ui.base.finding_place import place_of
from lssc_desktop.ui.base.place import (
    AboutYou,
    AboutYouField,
    CoursesPlace,
    EvidencePlace,
    HelpPlace,
    RenewalPlace,
    SetPlace,
    SubmissionsPlace,
    Tab,
    Target,
)
from lssc_desktop.ui.kit.icons import IconName


@pytest.mark.parametrize(
    ("finding", "place"),
    [
        (
            Finding(Level.BLOCKER, FindingCode.RESPONSE_MISSING, "technology", 4),
            SetPlace("technology", 4, tab=Tab.RESPONSE),
        ),
        (
            Finding(Level.BLOCKER, FindingCode.STATEMENT_MISSING, "technology"),
            SetPlace("technology", statement=True, tab=Tab.RESPONSE),
        ),
        (
            Finding(Level.ADVICE, FindingCode.DOCUMENT_OPEN, "technology", 4, "x.docx"),
            SetPlace("technology", 4, tab=Tab.RESPONSE),
        ),
        (
            Finding(Level.ADVICE, FindingCode.SECONDARY_ONLY, "technology", 3),
            SetPlace("technology", 3, tab=Tab.EVIDENCE),
        ),
        (
            Finding(
                Level.ADVICE,
                FindingCode.SELF_RATING_MISSING,
                "technology",
                facts=(("missing", "6 7"),),
            ),
            SetPlace("technology", 6, tab=Tab.PLAN),
        ),
        (
            Finding(Level.BLOCKER, FindingCode.EVIDENCE_GONE, "technology", 1, "Evidence/a.pdf"),
            EvidencePlace("Evidence/a.pdf"),
        ),
        (
            Finding(Level.BLOCKER, FindingCode.ROUTE_NOT_CHOSEN, "technology"),
            CoursesPlace("technology"),
        ),
        (
            Finding(Level.BLOCKER, FindingCode.CERTIFICATE_MISSING, "technology"),
            CoursesPlace("technology"),
        ),
        (
            Finding(Level.ADVICE, FindingCode.DECIDED_EARLY, "technology"),
            SubmissionsPlace("technology"),
        ),
        (
            Finding(Level.BLOCKER, FindingCode.NOT_ADMITTED, "technology"),
            AboutYou(AboutYouField.START),
        ),
        (
            Finding(Level.BLOCKER, FindingCode.MEMBERSHIP_MISSING, "technology"),
            AboutYou(AboutYouField.MEMBERSHIP),
        ),
        (Finding(Level.ADVICE, FindingCode.APPLIED_LATE), AboutYou(AboutYouField.APPLICATION)),
        (Finding(Level.ADVICE, FindingCode.RENEWAL_HOURS_SHORT), RenewalPlace()),
        (Finding(Level.ADVICE, FindingCode.ROUTE_CLOSED, "technology"), HelpPlace("program")),
    ],
)
def test_a_finding_leads_to_where_it_is_mended(finding: Finding, place: Target) -> None:
    assert place_of(finding) == place


def test_every_finding_has_an_icon_that_is_there() -> None:
    assert {row.own_icon for row in FINDINGS.values()} <= set(get_args(IconName.__value__))


@pytest.mark.parametrize("code", FindingCode)
def test_no_finding_is_a_dead_end(code: FindingCode) -> None:
    assert place_of(Finding(Level.ADVICE, code)) is not None
    place = place_of(Finding(Level.ADVICE, code, "technology"))
    assert not isinstance(place, SetPlace) or place.set_id == "technology"
