"""`add` and `respond`: evidence and texts into a portfolio."""

from argparse import Namespace
from datetime import date
from pathlib import Path

from lssc_desktop.cli.opened import locked, require_unlocked, save
from lssc_desktop.cli.outcome import Outcome
from lssc_desktop.core.beyond import Fault
from lssc_desktop.core.edits import use_evidence
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.pages import pages
from lssc_desktop.core.places import find_competency, find_set
from lssc_desktop.core.portfolio import EvidenceUse, Weight
from lssc_desktop.core.richtext import words
from lssc_desktop.messages.command_line import added_lines, taken_lines
from lssc_desktop.store.documents import read_document
from lssc_desktop.store.evidence import add_files
from lssc_desktop.store.responses import TextNotNoted, document_of, take_text


def add(arguments: Namespace, today: date, reporter: Reporter) -> Outcome:
    """Copy files into `Evidence/` and attach them to a competency."""
    with locked(arguments.folder, overrule=arguments.overrule) as at:
        find_competency(find_set(at.program, arguments.set_id), arguments.competency)
        require_unlocked(at, arguments.set_id)
        portfolio, added = add_files(at.root, at.portfolio, arguments.files, today, reporter)
        weight = Weight.SECONDARY if arguments.secondary else Weight.PRIMARY
        for file in added:
            use = EvidenceUse(file.path, weight, arguments.caption)
            portfolio = use_evidence(portfolio, arguments.set_id, arguments.competency, use, today)
        save(at, portfolio)
    return Outcome(
        added_lines(added),
        {
            "added": [
                {"path": file.path, "sha256": file.sha256, "bytes": file.bytes} for file in added
            ]
        },
    )


def respond(arguments: Namespace, today: date, _reporter: Reporter) -> Outcome:
    """Take a text as the response to a competency, or as the learning statement of a set."""
    with locked(arguments.folder, overrule=arguments.overrule) as at:
        competency_set = find_set(at.program, arguments.set_id)
        require_unlocked(at, competency_set.id)
        number = None if arguments.statement else arguments.competency
        if number is not None:
            find_competency(competency_set, number)
        earlier = document_of(at.portfolio, competency_set.id, number)
        replaced = None
        if earlier is not None and not _is_same_file(arguments.file, at.root / earlier.path):
            replaced = read_document(at.root / earlier.path, earlier.path)
        portfolio, taken = take_text(
            at.root, at.portfolio, competency_set, number, arguments.file, today
        )
        try:
            save(at, portfolio)
        except LsscError as error:
            raise TextNotNoted(taken.path, error) from error
    if replaced is not None and (replaced.fault == Fault.MISSING or replaced.path != taken.path):
        replaced = None
    return Outcome(
        taken_lines(taken, replaced),
        {
            "path": taken.path,
            "words": words(taken.text),
            "pages": round(pages(taken.text), 1),
        },
    )


def _is_same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file; what is not there is none."""
    try:
        return one.samefile(other)
    except OSError:
        return False
