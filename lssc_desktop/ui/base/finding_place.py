"""Where in the window a finding is fixed."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from lssc_desktop.core.check.finding import Finding
from lssc_desktop.core.check.finding_kind import At
from lssc_desktop.core.privacy.private_data import PrivacyKind
from lssc_desktop.messages.findings import FINDINGS
from lssc_desktop.ui.base.place import (
    AboutYou,
    AboutYouField,
    CoursesPlace,
    EvidencePlace,
    HelpPlace,
    Overview,
    RenewalPlace,
    SetPlace,
    SubmissionsPlace,
    Tab,
    Target,
)


def place_of(finding: Finding) -> Target:
    """Return the place in the window where a finding can be fixed."""
    return _PLACES[FINDINGS[finding.code].at](finding)


def _in_set(finding: Finding, tab: Tab = Tab.RESPONSE) -> Target:
    if finding.set_id is None:
        return Overview()
    return SetPlace(finding.set_id, finding.competency, tab=tab)


def _text(finding: Finding) -> Target:
    place = _in_set(finding)
    if isinstance(place, SetPlace):
        return replace(place, statement=finding.competency is None)
    return place


def _rating(finding: Finding) -> Target:
    unrated = finding.fact("missing").split()
    return _in_set(replace(finding, competency=int(unrated[0]) if unrated else None), Tab.PLAN)


def _file(finding: Finding) -> Target:
    return EvidencePlace(finding.path)


def _evidence(finding: Finding) -> Target:
    return _file(finding) if finding.set_id is None else _in_set(finding, Tab.EVIDENCE)


def _private(finding: Finding) -> Target:
    if finding.fact("of") != "response":
        return _file(finding)
    place = _text(finding)
    kind = PrivacyKind(finding.code.value)
    return replace(place, private=kind) if isinstance(place, SetPlace) else place


_PLACES: Mapping[At, Callable[[Finding], Target]] = {
    At.TEXT: _text,
    At.STATEMENT: _text,
    At.DOCUMENT: _text,
    At.SET: _in_set,
    At.EVIDENCE: _evidence,
    At.RATING: _rating,
    At.FILE: _file,
    At.CERTIFICATE: _file,
    At.PRIVATE: _private,
    At.COURSE: lambda finding: CoursesPlace(finding.set_id),
    At.SUBMISSION: lambda finding: SubmissionsPlace(finding.set_id),
    At.RENEWAL: lambda _finding: RenewalPlace(),
    At.OVERVIEW: lambda _finding: Overview(),
    At.FORM: lambda _finding: Overview(),
    At.PROGRAM: lambda _finding: HelpPlace("program"),
    At.NAME: lambda _finding: AboutYou(AboutYouField.NAME),
    At.MEMBERSHIP: lambda _finding: AboutYou(AboutYouField.MEMBERSHIP),
    At.START: lambda _finding: AboutYou(AboutYouField.START),
    At.APPLICATION: lambda _finding: AboutYou(AboutYouField.APPLICATION),
}
