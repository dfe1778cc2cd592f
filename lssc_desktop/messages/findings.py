"""Findings of a check in words: one row for each kind, and what is made of a row.

A new finding is a rule and a row: in `findings_texts` or `findings_standing`, or a kind of private
data in `privacy`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from lssc_desktop.core.check.finding import Finding, FindingCode
from lssc_desktop.core.check.finding_kind import At, FindingKind
from lssc_desktop.core.errors import N_
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.findings_standing import RENEWAL, STANDING
from lssc_desktop.messages.findings_texts import EVIDENCE, WRITTEN
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.privacy import PRIVACY
from lssc_desktop.messages.saying import Fact, say
from lssc_desktop.messages.words import file_name, number_ranges

FINDINGS: Mapping[FindingCode, FindingKind] = {
    **WRITTEN,
    **EVIDENCE,
    **PRIVACY,
    **STANDING,
    **RENEWAL,
}

_ABOUT_FILES = (At.FILE, At.PRIVATE)


def finding_message(finding: Finding) -> Message:
    """Say one finding; the place is named in the first sentence."""
    row = FINDINGS[finding.code]
    return say(row.says(of_several=bool(finding.fact("numbers"))), _facts(finding, row))


def _facts(finding: Finding, row: FindingKind) -> Fact:
    """Return what the texts of a row can say of a finding; "" of what it does not have."""
    facts: dict[str, object] = {
        "level": finding.level,
        "set_id": finding.set_id,
        "number": finding.competency,
        "numbers": () if finding.competency is None else (finding.competency,),
        "place": place(finding),
        "path": finding.path,
        "file": file_name(finding.path),
        **dict(finding.facts),
    }
    facts["ranges"] = number_ranges(finding.fact("numbers").split())
    if row.words is not None:
        facts |= row.words(finding)
    return lambda name: facts.get(name, "")


def place(finding: Finding) -> str:
    """Return what a finding is about: "Competency 12", or the learning statement."""
    if finding.competency is None:
        return finding.fact("statement_title") or _("The {learning_statement}")
    return _("{Competency} {number}").format(number=finding.competency)


# Findings that are alike ------------------------------------------------------------------------


_MANY = 3
"""So many of one kind, or of several kinds about one file from two on, are one row of a list."""


def joined(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings, those of several competencies of a set that are alike as one.

    It stands where the first of them stood, and leads there.
    """
    return tuple(_as_one(each) for each in _grouped(findings, _alike))


def rows_of(findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], ...]:
    """Return the findings as the rows of a list: a row has one, or several that belong together.

    Those are alike, of one kind if there are many, or about one file.
    """
    found = tuple(findings)
    kinds = Counter(each.code for each in found)
    files = Counter(each.path for each in found if FINDINGS[each.code].at in _ABOUT_FILES)

    def belongs_to(finding: Finding) -> object:
        if FINDINGS[finding.code].joined is not None:
            return _alike(finding)
        if kinds[finding.code] >= _MANY:
            return finding.code
        about_file = FINDINGS[finding.code].at in _ABOUT_FILES and finding.path is not None
        return finding.path if about_file and files[finding.path] > 1 else finding

    return _grouped(found, belongs_to)


def row_message(row: tuple[Finding, ...]) -> Message:
    """Say a row: one finding, or several that belong together."""
    first = row[0]
    said = finding_message(_as_one(row) if FINDINGS[first.code].joined is not None else first)
    if len(row) == 1 or FINDINGS[first.code].joined is not None:
        return said
    happened = said.happened.removesuffix(".")
    if len({each.code for each in row}) == 1:
        more = len(row) - 1
        like_it = ngettext(
            "{first}, and {count} more like this.", "{first}, and {count} more like this.", more
        )
        return replace(said, happened=like_it.format(first=happened, count=more))
    of_file = ngettext(
        "{file}: {count} thing to check.", "{file}: {count} things to check.", len(row)
    )
    return Message(of_file.format(file=file_name(first.path), count=len(row)), said.happened)


def _grouped(
    findings: Iterable[Finding], belongs_to: Callable[[Finding], object]
) -> tuple[tuple[Finding, ...], ...]:
    groups: dict[object, list[Finding]] = {}
    for each in findings:
        groups.setdefault(belongs_to(each), []).append(each)
    return tuple(map(tuple, groups.values()))


def _alike(finding: Finding) -> object:
    can_be = FINDINGS[finding.code].joined is not None and finding.competency is not None
    return replace(finding, competency=None, path=None) if can_be else finding


def _as_one(alike: tuple[Finding, ...]) -> Finding:
    first = alike[0]
    if len(alike) == 1:
        return first
    numbers = " ".join(str(each.competency) for each in alike)
    return replace(first, facts=(*first.facts, ("count", str(len(alike))), ("numbers", numbers)))


# Checks that passed -----------------------------------------------------------------------------

_PASSED: Mapping[str, str] = {
    "personal-document-unopenable": N_("The documents in “About me” can be opened."),
    "private-data": N_("No private data in the files needs a decision."),
}
"""Of the rules that are not named as a finding of theirs."""


def passed_sentences(rules: Iterable[str], opened: int = 0, unopened: int = 0) -> tuple[str, ...]:
    """Say what each rule found in order; a rule is given by its name with hyphens.

    `opened` counts the evidence files that were opened, `unopened` those of kinds that are not.
    """
    return tuple(
        _opening(opened, unopened)
        if rule == FindingCode.EVIDENCE_UNOPENABLE
        else _(_PASSED[rule] if rule in _PASSED else FINDINGS[FindingCode(rule)].passed)
        for rule in rules
    )


def _opening(opened: int, unopened: int) -> str:
    """Say which files were really opened."""
    if not opened and not unopened:
        return _("There are no evidence files to open.")
    if not opened:
        return _("We can’t open evidence files of these kinds.")
    if not unopened:
        return _("We opened every evidence file.")
    return ngettext(
        "We opened your evidence files, except {count} of a kind we can’t open.",
        "We opened your evidence files, except {count} of kinds we can’t open.",
        unopened,
    ).format(count=unopened)
