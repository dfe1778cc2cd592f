"""Searching a portfolio: its texts, notes, captions and comments, its files, and Help."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from lssc_desktop.core.portfolio.portfolio import Portfolio, SetWork
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.review.review import ThreadState, set_threads
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.core.text.matching import FoldedText, FoundPassage, Query
from lssc_desktop.core.text.richtext import plain
from lssc_desktop.values import dataclass

MOST_HITS = 1000
"""Hits of one search; who sees more types another word."""


class TextKind(StrEnum):
    """What kind of text words are found in."""

    RESPONSE = "response"
    STATEMENT = "statement"
    NOTE = "note"
    CAPTION = "caption"
    COMMENT = "comment"
    EVIDENCE = "evidence"
    HELP = "help"


class TextField(StrEnum):
    """Which text of its place it is, where the place has several."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    SUGGESTION = "suggestion"
    OTHER = "other"
    ANSWERED = "answered"
    """The suggestion that is answered."""
    CAPTION = "caption"
    OWN_ROLE = "own-role"
    COMMENT = "comment"
    ANSWER = "answer"
    NAME = "name"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class TextSource:
    """Where a text stands.

    `number` is that of the competency, None for the statement of the set. `key` is the path of a
    file, the id of a comment, or the topic of Help.
    """

    kind: TextKind
    set_id: str = ""
    number: int | None = None
    field: TextField | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class SearchedText:
    """A text that can be searched."""

    source: TextSource
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage of a text in which what was looked for is found."""

    source: TextSource
    text: str
    passage: FoundPassage


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found, in the order of the texts; `more`: there are others."""

    hits: tuple[Hit, ...] = ()
    more: bool = False

    @property
    def texts(self) -> int:
        """In how many texts it was found."""
        return len({hit.source for hit in self.hits})


def portfolio_texts(
    program: Program,
    portfolio: Portfolio,
    facts: FolderFacts,
    evidence_words: Mapping[str, str] = {},
) -> tuple[SearchedText, ...]:
    """Return every text of a portfolio, set by set, then the files.

    `evidence_words` are what evidence files say, by their paths.
    """
    said = {document.path: plain(document.text) for document in facts.documents}
    found: list[SearchedText] = []
    for work in portfolio.sets:
        if program.competency_set(work.set_id) is not None:
            found += _set_texts(work, said)
            found += _comments(program, portfolio, facts, work.set_id)
    paths = [file.path for file in portfolio.evidence] + [file.path for file in portfolio.about_me]
    for path in paths:
        for field, words in (
            (TextField.NAME, path.partition("/")[2]),
            (TextField.WORDS, evidence_words.get(path, "")),
        ):
            source = TextSource(TextKind.EVIDENCE, field=field, key=path)
            found.append(SearchedText(source, words))
    return tuple(each for each in found if each.text.strip())


class SearchIndex:
    """Searches texts, each of which is folded when it is first met; of those met last it keeps all.

    It belongs to one thread at a time.
    """

    def __init__(self) -> None:
        self._texts: tuple[SearchedText, ...] = ()
        self._folded: dict[tuple[str, bool], FoldedText] = {}

    def set_texts(self, texts: tuple[SearchedText, ...]) -> None:
        """Search these texts from now on."""
        if texts is not self._texts:
            known = self._folded
            self._folded = {
                key: known.get(key) or FoldedText(key[0], beginnings=key[1])
                for key in map(_key, texts)
            }
            self._texts = texts

    def search(
        self,
        query: Query,
        kinds: Collection[TextKind] = tuple(TextKind),
        most: int = MOST_HITS,
        most_in_text: int = MOST_HITS,
    ) -> SearchResult:
        """Return the passages of those texts of these kinds in which every term occurs.

        Nothing for a query without a term.
        """
        hits: list[Hit] = []
        for each, folded in self._matching(query, kinds):
            passages = folded.passages(query)[:most_in_text]
            hits += [Hit(each.source, each.text, passage) for passage in passages]
            if len(hits) > most:
                return SearchResult(tuple(hits[:most]), more=True)
        return SearchResult(tuple(hits))

    def best(self, query: Query, most: int) -> SearchResult:
        """Return the best passage of each text, those first in which all terms begin words."""
        first: list[tuple[SearchedText, FoldedText]] = []
        then: list[tuple[SearchedText, FoldedText]] = []
        for found in self._matching(query, tuple(TextKind)):
            (first if found[1].begins_words(query) else then).append(found)
            if len(first) > most:
                break
        best = [*first, *then]
        hits = (Hit(each.source, each.text, text.best_passage(query)) for each, text in best[:most])
        return SearchResult(tuple(hits), more=len(best) > most)

    def _matching(
        self, query: Query, kinds: Collection[TextKind]
    ) -> Iterator[tuple[SearchedText, FoldedText]]:
        if query.terms:
            for each in self._texts:
                folded = self._folded[_key(each)]
                if each.source.kind in kinds and folded.matches(query):
                    yield each, folded


def _key(each: SearchedText) -> tuple[str, bool]:
    """Return a text, and whether its words are found at the beginnings of others alone."""
    return each.text, each.source.kind is TextKind.HELP


def counts(hits: Iterable[Hit]) -> Mapping[TextKind, int]:
    """Return how often something was found in texts of each kind that has it."""
    found: dict[TextKind, int] = {}
    for hit in hits:
        found[hit.source.kind] = found.get(hit.source.kind, 0) + len(hit.passage.found)
    return found


def matches(hits: Iterable[Hit]) -> int:
    """Return how many places are marked."""
    return sum(len(hit.passage.found) for hit in hits)


def _set_texts(work: SetWork, said: Mapping[str, str]) -> Iterator[SearchedText]:
    """Yield the statement of a set, and what was written for each of its competencies."""

    def text(
        kind: TextKind,
        number: int | None,
        words: str,
        field: TextField | None = None,
        key: str = "",
    ) -> SearchedText:
        return SearchedText(TextSource(kind, work.set_id, number, field, key), words)

    if work.statement is not None:
        yield text(TextKind.STATEMENT, None, said.get(work.statement.path, ""))
    for use in work.evidence:
        yield text(TextKind.CAPTION, None, use.caption, TextField.CAPTION, use.path)
        yield text(TextKind.CAPTION, None, use.own_role, TextField.OWN_ROLE, use.path)
    for item in work.competencies:
        number, plan = item.number, item.plan
        if item.response is not None:
            yield text(TextKind.RESPONSE, number, said.get(item.response.path, ""))
        for field, words in (
            (TextField.PRIMARY, plan.primary),
            (TextField.SECONDARY, plan.secondary),
            (TextField.SUGGESTION, plan.pds),
            (TextField.OTHER, plan.other),
            (TextField.ANSWERED, item.pds),
        ):
            yield text(TextKind.NOTE, number, words, field)
        for use in item.evidence:
            yield text(TextKind.CAPTION, number, use.caption, TextField.CAPTION, use.path)
            yield text(TextKind.CAPTION, number, use.own_role, TextField.OWN_ROLE, use.path)


def _comments(
    program: Program, portfolio: Portfolio, facts: FolderFacts, set_id: str
) -> Sequence[SearchedText]:
    """Return the comments of reviewers that are shown beside the work, and the answers to them.

    Those on competencies that the set does not have any more stand beside the statement.
    """
    competency_set = program.competency_set(set_id)
    numbers = {item.number for item in competency_set.competencies} if competency_set else set()
    found: list[SearchedText] = []
    for thread in set_threads(portfolio, facts.reviews, set_id):
        if thread.state not in {ThreadState.OPEN, ThreadState.ANSWERED}:
            continue
        about = thread.comment.about.competency
        number = about if about in numbers else None
        said = (
            (TextField.COMMENT, thread.comment.text),
            (TextField.ANSWER, "" if thread.answer is None else thread.answer.text),
        )
        found += [
            SearchedText(
                TextSource(TextKind.COMMENT, set_id, number, field, thread.comment.id), words
            )
            for field, words in said
        ]
    return found
