"""The rule about private data in the files of a set, and which of them are scanned for it.

Library ethics and the laws of most states keep confidential who uses a library and for what.
Source: ALA, "Privacy: An Interpretation of the Library Bill of Rights"; docs/facts/lssc.md has
no rule of the program itself, so that it is advice unless the program file says otherwise.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from lssc_desktop.core.check.finding import Finding, FindingCode
from lssc_desktop.core.check.rules.snapshot import SetSnapshot, shown_paths
from lssc_desktop.core.check.rules.standing import documents_in_package
from lssc_desktop.core.files.names import ABOUT_ME, EVIDENCE
from lssc_desktop.core.files.seen import SeenFile
from lssc_desktop.core.portfolio.country import region_of
from lssc_desktop.core.portfolio.portfolio import PackageKind, Portfolio, SetWork
from lssc_desktop.core.portfolio.privacy_decisions import undecided
from lssc_desktop.core.privacy.private_data import PrivacyKind, ScannedFile, counted
from lssc_desktop.core.privacy.scan_order import CardNumbers, TextRules
from lssc_desktop.core.program.program import PrivacyLevel, Program
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.core.standing.progress import needed_work
from lssc_desktop.core.time.certification import renewal_report

type Waiting = frozenset[tuple[str, PrivacyKind]]
"""Findings that nobody decided on: the path of a file, and what kind of data is in it."""

_FOLDERS = (f"{EVIDENCE}/", f"{ABOUT_ME}/")


def private_data(look: SetSnapshot) -> Iterator[Finding]:
    """Private data in a file or response of the set, on which nothing was decided."""
    strict = look.program.privacy.level is PrivacyLevel.BLOCKER
    find = look.blocker if strict else look.advice
    responses = {path: number for number, path, _document in look.written()}
    for path in paths_in(look):
        scanned = look.scanned.get(path)
        if scanned is None:
            continue
        number = responses.get(path, look.competency_using(path))
        written = {"of": "response"} if path in responses else {}
        for kind, count in counted(undecided(look.portfolio, scanned)):
            facts = {"count": str(count), **written}
            yield find(FindingCode(kind.value), number, path, **facts)


def paths_in(look: SetSnapshot) -> tuple[str, ...]:
    """Return every file of a set that people will read, as `paths_of`."""
    return paths_of(look.program, look.portfolio, look.work)


def paths_of(program: Program, portfolio: Portfolio, work: SetWork) -> tuple[str, ...]:
    """Return every file of a set that people will read.

    That is what it shows, what is written, and the documents about the candidate that go into its
    package.
    """
    work = needed_work(program, work)
    written = [item.response for item in work.competencies if item.response is not None]
    if work.statement is not None:
        written.append(work.statement)
    competency_set = program.competency_set(work.set_id)
    about = (
        () if competency_set is None else documents_in_package(program, competency_set, portfolio)
    )
    return tuple(dict.fromkeys((*shown_paths(work), *(each.path for each in written), *about)))


def files_to_scan(
    program: Program,
    portfolio: Portfolio,
    facts: FolderFacts,
    set_ids: Collection[str] | None = None,
) -> tuple[SeenFile, ...]:
    """Return the files of these sets, or with None of all; a renewal is one of them.

    All are also the evidence that nobody uses and every document about the candidate: the office
    gets those by another way than a package.
    """
    works = (work for work in portfolio.sets if set_ids is None or work.set_id in set_ids)
    wanted = {path for work in works for path in paths_of(program, portfolio, work)}
    if set_ids is not None and PackageKind.RENEWAL in set_ids:
        wanted.update(path for each in portfolio.renewal.activities for path in each.evidence)
    return tuple(
        file
        for file in facts.files
        if file.sha256
        and (file.path in wanted or (set_ids is None and file.path.startswith(_FOLDERS)))
    )


def waiting_in(
    program: Program,
    portfolio: Portfolio,
    scanned: Iterable[ScannedFile],
    set_id: str,
    today: date,
) -> Waiting:
    """Return what nobody decided on in the files of a package of a set, or of a renewal.

    A finding is a kind in a file. What could not be read is none: the check names it.
    """
    if set_id == PackageKind.RENEWAL:
        report = renewal_report(program, portfolio, today)
        paths = () if report is None else report.documents
    else:
        work = portfolio.set_work(set_id)
        paths = () if work is None else paths_of(program, portfolio, work)
    return frozenset(
        (file.path, kind)
        for file in scanned
        if file.path in paths
        for kind, _count in counted(undecided(portfolio, file))
        if kind is not PrivacyKind.UNREADABLE
    )


def captions_of(portfolio: Portfolio) -> Mapping[str, tuple[str, ...]]:
    """Return what is said of each file where it is used: captions, and the candidate's own part."""
    found: dict[str, dict[str, None]] = {}
    for work in portfolio.sets:
        for _number, use in work.uses():
            for words in (use.caption, use.own_role):
                if words.strip():
                    found.setdefault(use.path, {})[" ".join(words.split())] = None
    return {path: tuple(words) for path, words in found.items()}


def text_rules(program: Program, portfolio: Portfolio) -> TextRules:
    """Return what to look for in words: the program's cards, without the candidate's own data."""
    cards = tuple(
        CardNumbers(each.digits, each.begins, each.check_digit) for each in program.privacy.cards
    )
    own = (portfolio.candidate.name, portfolio.candidate.email)
    return TextRules(
        cards,
        tuple(word for word in own if word.strip()),
        region_of(program, portfolio),
        portfolio.card_shapes or (),
    )
