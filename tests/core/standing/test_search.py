"""Searching a portfolio: every kind of text, where it stands, and how long it takes."""

import time
from collections.abc import Callable
from datetime import date

import pytest

from lssc_desktop.core.files.seen import SeenDocument
from lssc_desktop.core.portfolio.portfolio import (
    Candidate,
    CompetencyWork,
    Document,
    EvidenceFile,
    EvidenceUse,
    Plan,
    Portfolio,
    SetWork,
)
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.core.standing.search import (
    SearchedText,
    SearchIndex,
    SearchResult,
    TextField,
    TextKind,
    TextSource,
    counts,
    portfolio_texts,
)
from lssc_desktop.core.text.matching import parse_query
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span
from lssc_desktop.store.programs import read_program, shipped_program_text

LSSC = read_program(shipped_program_text(), "lssc.toml")
DAY = date(2026, 3, 1)


def said(*lines: str) -> RichText:
    return RichText(tuple(Paragraph((Span(line),)) for line in lines))


def portfolio() -> Portfolio:
    work = CompetencyWork(
        11,
        Document("Foundations/11.docx", "1"),
        plan=Plan(primary="The Spanish brochure", other="Ask María"),
        pds="Describe a brochure",
        evidence=(
            EvidenceUse("Evidence/flyer.pdf", caption="Brochure, page 1", own_role="I wrote it"),
        ),
    )
    foundations = SetWork(
        "foundations", DAY, competencies=(work,), statement=Document("Foundations/S.docx", "2")
    )
    file = EvidenceFile("Evidence/flyer.pdf", "3", 10, DAY)
    return Portfolio(
        "id", LSSC.id, LSSC.version, Candidate("A. Rivera"), sets=(foundations,), evidence=(file,)
    )


FACTS = FolderFacts(
    documents=(
        SeenDocument("Foundations/11.docx", said("Introduction", "We printed the brochure.")),
        SeenDocument("Foundations/S.docx", said("Why I care about brochures")),
    )
)


def found(words: str) -> SearchResult:
    index = SearchIndex()
    evidence = {"Evidence/flyer.pdf": "Folleto: brochure of the library"}
    index.set_texts(portfolio_texts(LSSC, portfolio(), FACTS, evidence))
    return index.search(parse_query(words))


def test_every_kind_of_text_is_searched() -> None:
    hits = found("brochure").hits
    assert [(hit.source.kind, hit.source.number, hit.source.field) for hit in hits] == [
        (TextKind.STATEMENT, None, None),
        (TextKind.RESPONSE, 11, None),
        (TextKind.NOTE, 11, TextField.PRIMARY),
        (TextKind.NOTE, 11, TextField.ANSWERED),
        (TextKind.CAPTION, 11, TextField.CAPTION),
        (TextKind.EVIDENCE, None, TextField.WORDS),
    ]
    assert counts(hits)[TextKind.NOTE] == 2


def test_a_name_of_a_person_is_found_without_its_accent() -> None:
    (hit,) = found("maria").hits
    assert hit.source == TextSource(TextKind.NOTE, "foundations", 11, TextField.OTHER)
    place = hit.passage.range
    assert hit.text[place.start : place.end] == "María"


def test_a_file_is_found_by_its_name_and_its_words() -> None:
    assert [hit.source.field for hit in found("flyer").hits] == [TextField.NAME]
    assert [hit.source.key for hit in found("folleto").hits] == ["Evidence/flyer.pdf"]


def test_all_words_occur_in_one_text() -> None:
    (hit,) = found("printed introduction").hits
    assert hit.source.kind is TextKind.RESPONSE
    assert found("printed folleto").hits == ()


def test_a_query_without_words_finds_nothing() -> None:
    assert found(' "" ').hits == ()


def test_texts_in_which_words_begin_so_come_first() -> None:
    index = SearchIndex()
    sources = [TextSource(TextKind.NOTE, number=number) for number in range(2)]
    texts = tuple(map(SearchedText, sources, ("a report of mine", "the port")))
    index.set_texts(texts)
    best = index.best(parse_query("port"), 10)
    assert [hit.source.number for hit in best.hits] == [1, 0]
    assert index.best(parse_query("port"), 1).more


def test_in_help_words_are_found_at_the_beginnings_of_others() -> None:
    index, words = SearchIndex(), "The history of your stories, a storyteller, and “story”."
    index.set_texts(tuple(SearchedText(TextSource(kind), words) for kind in TextKind))
    hits = index.search(parse_query("story")).hits
    assert counts(hits)[TextKind.HELP] == 2
    assert counts(hits)[TextKind.RESPONSE] == 3
    assert not index.search(parse_query("tory"), (TextKind.HELP,)).hits


def test_a_search_says_that_there_is_more() -> None:
    index = SearchIndex()
    index.set_texts((SearchedText(TextSource(TextKind.NOTE), "word " * 300),))
    assert len(index.search(parse_query("word"), most=5).hits) == 5
    assert index.search(parse_query("word"), most=5).more
    assert not index.search(parse_query("word")).more


def many_texts(sets: int) -> tuple[SearchedText, ...]:
    """Texts as long as those of so many sets: eleven responses of 900 words, with their notes."""
    words = (
        *("the", "library’s", "résumé", "program", "for", "families"),
        *("and", "toddlers", "in", "our", "community", "room"),
    )
    return tuple(
        SearchedText(
            TextSource(TextKind.RESPONSE, f"set-{number}", competency),
            " ".join(words[(place * 7 + number + competency) % len(words)] for place in range(900))
            + f" seldom{number}.",
        )
        for number in range(sets)
        for competency in range(1, 12)
    )


@pytest.mark.parametrize("words", ["seldom59", "families toddlers", '"community room"', "e"])
def test_sixty_sets_answer_in_a_fraction_of_reading_their_words_once(words: str) -> None:
    """The time is compared with one pass over the same words in plain Python, on any computer."""
    texts = many_texts(60)
    index = SearchIndex()
    index.set_texts(texts)
    index.search(parse_query("warm"))

    def shortest(act: Callable[[], object]) -> float:
        times = []
        for _round in range(5):
            began = time.perf_counter()
            act()
            times.append(time.perf_counter() - began)
        return min(times)

    one_pass = shortest(lambda: sum(len(each.text.split()) for each in texts))
    query = parse_query(words)
    assert shortest(lambda: index.search(query)) < 2 * one_pass
    assert shortest(lambda: index.best(query, 50)) < 2 * one_pass
