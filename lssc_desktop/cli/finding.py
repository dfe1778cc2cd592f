"""The command that finds words in a portfolio, its evidence, and Help."""

from argparse import Namespace
from collections.abc import Mapping
from datetime import date

from lssc_desktop.cli.opened import open_folder, refresh_portfolio
from lssc_desktop.cli.terminal import FOUND_SOMETHING, GOOD, CommandResult
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.standing.search import Hit, SearchIndex, TextKind, portfolio_texts
from lssc_desktop.core.text.matching import excerpt, parse_query
from lssc_desktop.documents.previews import Previewer
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.competency import in_sentence
from lssc_desktop.messages.help_pages import help_words
from lssc_desktop.messages.search import nothing_found, place_name, result_line, text_name
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
    data = {"words": words, "hits": [_hit_data(hit) for hit in result.hits], "more": result.more}
    if not result.hits:
        return CommandResult((nothing_found(words),), data, FOUND_SOMETHING)
    lines = (_hit_line(hit, at.program) for hit in result.hits)
    return CommandResult((*lines, "", result_line(result)), data, GOOD)


def _evidence_words(at: FolderRead, portfolio: Portfolio, reporter: Reporter) -> Mapping[str, str]:
    previewer = Previewer()
    try:
        return EvidenceWords().read(at.root, portfolio, previewer.text, reporter)
    finally:
        previewer.close()


def _hit_line(hit: Hit, program: Program) -> str:
    """Say a match in one line, for a terminal."""
    place, words = place_name(hit.source, program), excerpt(hit.text, hit.passage).words
    if hit.source.kind in {TextKind.STATEMENT, TextKind.HELP}:  # which is in the name of the place
        return _("{place}: {words}").format(place=place, words=words)
    text = in_sentence(text_name(hit.source))
    return _("{place}, {text}: {words}").format(place=place, text=text, words=words)


def _hit_data(hit: Hit) -> Mapping[str, object]:
    """Return a match for `--json`; `found` are the places of the words in `excerpt`."""
    shown, source = excerpt(hit.text, hit.passage), hit.source
    return {
        "kind": source.kind.value,
        "set": source.set_id or None,
        "competency": source.number,
        "field": None if source.field is None else source.field.value,
        "key": source.key or None,
        "excerpt": shown.words,
        "found": [[each.start, each.end] for each in shown.found],
    }
