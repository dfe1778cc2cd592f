"""The command that finds words in a portfolio, its evidence, and Help."""

from argparse import Namespace
from collections.abc import Mapping
from datetime import date

from lssc_desktop.cli.opened import open_folder, refresh_portfolio
from lssc_desktop.cli.terminal import FOUND_SOMETHING, GOOD, CommandResult
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.portfolio.search import SearchIndex, TextKind, portfolio_texts
from lssc_desktop.core.text.matching import parse_query
from lssc_desktop.documents.previews import Previewer
from lssc_desktop.messages.help_pages import help_words
from lssc_desktop.messages.search import hit_data, hit_line, nothing_found, result_line
from lssc_desktop.store.evidence_words import EvidenceWords
from lssc_desktop.store.folder.opening import FolderRead


def find(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """Find words, all of which occur in one text; the exit status is 1 when they are nowhere."""
    at = open_folder(arguments.folder)
    looked = refresh_portfolio(at, today, reporter)
    kinds = tuple(map(TextKind, arguments.kinds or TextKind))
    evidence: Mapping[str, str] = {}
    if TextKind.EVIDENCE in kinds:
        evidence = _evidence_words(at, looked.portfolio, reporter)
    index = SearchIndex()
    index.set_texts(
        (
            *portfolio_texts(at.program, looked.portfolio, looked.facts, evidence),
            *help_words(at.program),
        )
    )
    words = " ".join(arguments.words)
    result = index.search(parse_query(words), kinds)
    data = {"words": words, "hits": [hit_data(hit) for hit in result.hits], "more": result.more}
    if not result.hits:
        return CommandResult((nothing_found(words),), data, FOUND_SOMETHING)
    lines = (hit_line(hit, at.program) for hit in result.hits)
    return CommandResult((*lines, "", result_line(result)), data, GOOD)


def _evidence_words(at: FolderRead, portfolio: Portfolio, reporter: Reporter) -> Mapping[str, str]:
    previewer = Previewer()
    try:
        return EvidenceWords().read(at.root, portfolio, previewer.text, reporter)
    finally:
        previewer.close()
