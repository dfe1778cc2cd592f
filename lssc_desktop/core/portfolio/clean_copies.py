"""What a portfolio notes of people in evidence: clean copies, who can be seen, and their consent.

A clean copy takes every place of its original. The original stays among the evidence, and in a
package the copy stands wherever the original is used again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from lssc_desktop.core.portfolio.edits import put_evidence, use_copy
from lssc_desktop.core.portfolio.portfolio import (
    Consent,
    EvidenceFile,
    EvidenceUse,
    PackageNote,
    PackagePrints,
    Portfolio,
    file_print,
)
from lssc_desktop.values import dataclass


def use_clean_copy(portfolio: Portfolio, old: str, copy: EvidenceFile, today: date) -> Portfolio:
    """Return the portfolio with a clean copy in every place of a file, and of earlier copies.

    The copy is noted as one of that file, and shows the same people with the same consent.
    """
    original = portfolio.evidence_file(old)
    if original is None:
        return use_copy(portfolio, old, replace(copy, clean_of=old), today)
    noted = replace(
        copy, clean_of=old, shows_people=original.shows_people, consent=original.consent
    )
    for path in places_of_copy(portfolio, old):
        portfolio = use_copy(portfolio, path, noted, today)
    return portfolio


def places_of_copy(portfolio: Portfolio, path: str) -> tuple[str, ...]:
    """Return the file and its earlier clean copies: a new copy takes the place of them all."""
    return (path, *(file.path for file in copies_of(portfolio, path)))


def copies_of(portfolio: Portfolio, path: str) -> tuple[EvidenceFile, ...]:
    """Return the clean copies of a file, the latest last."""
    return tuple(file for file in portfolio.evidence if file.clean_of == path)


def is_outdated(file: EvidenceFile | None) -> bool:
    """Whether a file is a clean copy as they were made before, out of the file itself."""
    return file is not None and bool(file.clean_of) and not file.made_anew


def outdated_copies(portfolio: Portfolio) -> tuple[EvidenceFile, ...]:
    """Return the latest clean copy of each file whose latest one is outdated."""
    latest = {file.clean_of: file for file in portfolio.evidence if file.clean_of}
    return tuple(filter(is_outdated, latest.values()))


def set_shows_people(portfolio: Portfolio, path: str, shows: bool, today: date) -> Portfolio:
    """Return the portfolio with the answer to "people can be recognized in it"."""
    return _changed(portfolio, path, today, lambda file: replace(file, shows_people=shows))


def set_consent(portfolio: Portfolio, path: str, consent: Consent | None, today: date) -> Portfolio:
    """Return the portfolio with the consent of the people in a file, or with None without it."""
    return _changed(
        portfolio,
        path,
        today,
        lambda file: replace(
            file, consent=consent, shows_people=file.shows_people or consent is not None
        ),
    )


def _changed(
    portfolio: Portfolio,
    path: str,
    today: date,
    change: Callable[[EvidenceFile], EvidenceFile],
) -> Portfolio:
    file = portfolio.evidence_file(path)
    if file is None:
        return portfolio
    changed = change(file)
    return portfolio if changed == file else put_evidence(portfolio, changed, today)


# Packages ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PackagesWith:
    """Packages that hold some files, by which names; those with no note of their files apart."""

    holding: tuple[tuple[PackageNote, tuple[str, ...]], ...] = ()
    unknown: tuple[PackageNote, ...] = ()


def packages_with(portfolio: Portfolio, copies: Sequence[EvidenceFile]) -> PackagesWith:
    """Return the packages that hold one of these clean copies, or the original of one.

    A file counts by what it holds, and by its name: it may have been changed since.
    """
    paths = {each for copy in copies for each in (copy.path, copy.clean_of)}
    files = [file for path in paths if (file := portfolio.evidence_file(path)) is not None]
    names = {path.rpartition("/")[2] for path in paths}
    prints = {file_print("", file.sha256).sha256 for file in files}
    holding, unknown = [], []
    for note in portfolio.packages:
        named = (
            each.name for each in note.prints.files if each.name in names or each.sha256 in prints
        )
        if found := tuple(dict.fromkeys(named)):
            holding.append((note, found))
        elif note.prints == PackagePrints():
            unknown.append(note)
    return PackagesWith(tuple(holding), tuple(unknown))


def with_clean_copies(portfolio: Portfolio) -> Portfolio:
    """Return the portfolio as packages show it: no original that has a clean copy is in use."""
    copies = {file.clean_of: file.path for file in portfolio.evidence if file.clean_of}
    if not copies:
        return portfolio
    return replace(
        portfolio,
        sets=tuple(
            replace(
                work,
                evidence=_copied(work.evidence, copies),
                competencies=tuple(
                    replace(item, evidence=_copied(item.evidence, copies))
                    for item in work.competencies
                ),
                course=None
                if work.course is None
                else replace(
                    work.course,
                    certificate=copies.get(work.course.certificate or "", work.course.certificate),
                ),
            )
            for work in portfolio.sets
        ),
        renewal=replace(
            portfolio.renewal,
            activities=tuple(
                replace(
                    item,
                    evidence=tuple(dict.fromkeys(copies.get(path, path) for path in item.evidence)),
                )
                for item in portfolio.renewal.activities
            ),
        ),
    )


def _copied(uses: tuple[EvidenceUse, ...], copies: Mapping[str, str]) -> tuple[EvidenceUse, ...]:
    """Return uses with the copies in them; where both were shown, the copy once."""
    own = {use.path for use in uses}
    return tuple(
        replace(use, path=copies.get(use.path, use.path))
        for use in uses
        if copies.get(use.path) not in own
    )
