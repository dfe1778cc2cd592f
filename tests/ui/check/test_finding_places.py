import pytest

from lssc_desktop.core.check.finding import Finding, Level
from lssc_desktop.messages.findings import FINDINGS
from lssc_desktop.ui.base.place import EvidencePlace, HelpPlace, Place, SetPlace, Tab
from lssc_desktop.ui.check.findings import place_of


@pytest.mark.parametrize(
    ("finding", "place"),
    [
        (
            Finding(Level.BLOCKER, "response-missing", "technology", 4),
            SetPlace("technology", 4, tab=Tab.RESPONSE),
        ),
        (
            Finding(Level.BLOCKER, "statement-missing", "technology"),
            SetPlace("technology", statement=True, tab=Tab.RESPONSE),
        ),
        (
            Finding(Level.ADVICE, "document-open", "technology", 4, "x.docx"),
            SetPlace("technology", 4, tab=Tab.RESPONSE),
        ),
        (
            Finding(Level.ADVICE, "secondary-only", "technology", 3),
            SetPlace("technology", 3, tab=Tab.EVIDENCE),
        ),
        (
            Finding(Level.ADVICE, "self-rating-missing", "technology", facts=(("missing", "6 7"),)),
            SetPlace("technology", 6, tab=Tab.PLAN),
        ),
        (
            Finding(Level.BLOCKER, "evidence-gone", "technology", 1, "Evidence/a.pdf"),
            EvidencePlace("Evidence/a.pdf"),
        ),
        (Finding(Level.ADVICE, "route-closed", "technology"), HelpPlace("program")),
    ],
)
def test_a_finding_leads_to_where_it_is_mended(finding: Finding, place: Place) -> None:
    assert place_of(finding) == place


@pytest.mark.parametrize("code", FINDINGS)
def test_no_finding_is_a_dead_end(code: str) -> None:
    assert place_of(Finding(Level.ADVICE, code)) is not None
    place = place_of(Finding(Level.ADVICE, code, "technology"))
    assert not isinstance(place, SetPlace) or place.set_id == "technology"
