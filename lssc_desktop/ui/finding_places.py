"""Where in the window a finding is mended."""

from collections.abc import Callable, Mapping

from lssc_desktop.core.finding import Finding
from lssc_desktop.ui.place import EvidencePlace, HelpPlace, Overview, Place, SetPlace, Tab


def place_of(finding: Finding) -> Place:
    """Return the place where what was found can be mended."""
    return _PLACES.get(finding.code, _text)(finding)


def _text(finding: Finding) -> Place:
    if finding.set_id is None:
        return Overview()
    return SetPlace(finding.set_id, finding.competency, tab=Tab.RESPONSE)


def _text_or_statement(finding: Finding) -> Place:
    if finding.set_id is not None and finding.competency is None:
        return SetPlace(finding.set_id, statement=True, tab=Tab.RESPONSE)
    return _text(finding)


def _showing(finding: Finding) -> Place:
    if finding.set_id is None:
        return EvidencePlace(finding.path)
    return SetPlace(finding.set_id, finding.competency, tab=Tab.EVIDENCE)


def _rating(finding: Finding) -> Place:
    if finding.set_id is None:
        return Overview()
    unrated = finding.fact("missing").split()
    return SetPlace(finding.set_id, int(unrated[0]) if unrated else None, tab=Tab.PLAN)


def _file(finding: Finding) -> Place:
    return EvidencePlace(finding.path)


def _choice(_finding: Finding) -> Place:
    return Overview()


def _program(_finding: Finding) -> Place:
    return HelpPlace("program")


_PLACES: Mapping[str, Callable[[Finding], Place]] = {
    "route-closed": _program,
    "deadline-passed": _program,
    "name-missing": _choice,
    "set-not-chosen": _choice,
    "set-unknown": _choice,
    "electives-count": _choice,
    "self-rating-missing": _rating,
    "forecast-short": _rating,
    "comment-unanswered": _text_or_statement,
    "statement-missing": _text_or_statement,
    "statement-file-gone": _text_or_statement,
    "statement-empty": _text_or_statement,
    "statement-unreadable": _text_or_statement,
    "statement-long": _text_or_statement,
    "statement-wordy": _text_or_statement,
    "statement-early": _text_or_statement,
    "document-unfinished": _text_or_statement,
    "document-beyond": _text_or_statement,
    "document-incomplete": _text_or_statement,
    "document-open": _text_or_statement,
    "character-unshown": _text_or_statement,
    "link-refused": _text_or_statement,
    "evidence-none": _showing,
    "secondary-only": _showing,
    "own-role-missing": _showing,
    "part-without-example": _showing,
    "evidence-gone": _file,
    "evidence-unreadable": _file,
    "evidence-empty": _file,
    "evidence-unopenable": _file,
    "evidence-unused": _file,
    "file-refused": _file,
    "file-type-refused": _file,
    "file-too-large": _file,
    "file-large": _file,
    "files-too-many": _file,
    "package-too-large": _file,
    "name-changed": _file,
    "certificate-gone": _file,
    "certificate-unopenable": _file,
    "personal-document-missing": _file,
}
