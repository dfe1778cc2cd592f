"""How far a portfolio of one statement is: its words, the evidence that it names, the documents."""

from dataclasses import dataclass
from datetime import date

from lssc_desktop.core.check.rules.responses import unnamed_evidence
from lssc_desktop.core.check.rules.snapshot import take_snapshot
from lssc_desktop.core.check.rules.standing import document_files
from lssc_desktop.core.portfolio.folder_facts import FolderFacts
from lssc_desktop.core.portfolio.portfolio import Portfolio, Rating
from lssc_desktop.core.portfolio.progress import CompetencyState, statement_state
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import Needed
from lssc_desktop.core.text.richtext import RichText, words


@dataclass(frozen=True, slots=True)
class StatementReport:
    """Where a portfolio of one statement stands.

    `most_words` is None where the program names no limit. `unnamed` are the labels of evidence
    that the statement does not name. `met` of the `criteria` are those that the candidate rated as
    met. Of the documents `there` are in the folder, `missing` are needed and are not, and of the
    `unknown` ones nobody says whether they are needed, or it depends on a mentor.
    """

    title: str
    state: CompetencyState
    words: int
    most_words: int | None
    evidence: int
    unnamed: tuple[str, ...]
    criteria: int
    met: int
    there: int
    missing: tuple[str, ...]
    unknown: tuple[str, ...]


def statement_report(
    program: Program, portfolio: Portfolio, facts: FolderFacts, today: date
) -> StatementReport | None:
    """Return where the one statement stands; None where competencies have their own responses."""
    rule = program.statement
    if program.needs_responses or rule is None:
        return None
    only = program.sets[0]
    look = take_snapshot(program, only, portfolio, facts, today)
    document = look.statement()
    text = RichText() if document is None else document.text
    present = [file for file in portfolio.about_me if file.path in look.files]
    found = {
        each: len(document_files(program, only, each, present)) >= each.times
        for each in program.documents
    }
    needed = {Needed.YES} | ({Needed.IF_MENTOR} if portfolio.mentor else set())
    not_there = [each for each, is_there in found.items() if not is_there]
    depends = {Needed.UNKNOWN} | (set() if portfolio.mentor is not None else {Needed.IF_MENTOR})
    return StatementReport(
        rule.title,
        statement_state(look.work),
        words(text),
        rule.max_words,
        len(look.used_paths()),
        tuple(unnamed_evidence(text, look.work).values()),
        len(only.competencies),
        sum(item.self_rating is Rating.MET for item in look.work.competencies),
        sum(found.values()),
        tuple(each.title for each in not_there if each.need in needed),
        tuple(each.title for each in not_there if each.need in depends),
    )
