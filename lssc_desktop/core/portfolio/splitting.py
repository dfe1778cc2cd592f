"""Splitting one long document into responses and learning statements, by its headings.

What comes out is a proposal that the user corrects: the parts of the document in their order,
each with the text that we take it for and why. It is long because a number, the words and the order
of the headings decide together what a part is.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from itertools import groupby, pairwise, takewhile
from typing import Final

from lssc_desktop.core.portfolio.portfolio import SetWork, TextPlace
from lssc_desktop.core.program.program import Competency, CompetencySet
from lssc_desktop.core.program.web_form import STATEMENT_STEM
from lssc_desktop.core.text.richtext import (
    Form,
    Paragraph,
    RichText,
    UnsupportedContent,
    blocks_of,
    is_empty,
    plain,
    words,
)
from lssc_desktop.values import dataclass

_REMEMBERED: Final = 2_000  # titles and headings: they are compared each with each
_LONGEST_HEADING: Final = 300  # characters, of a heading by its style
_LONGEST_LINE: Final = 200  # of a line that somebody made bold; what is longer is a sentence
_LEAST_WORDS: Final = 20  # of a part that is proposed for what stands in its place in the order
_MANY_TEXTS: Final = 3  # of a set that is never named: fewer may share words with another one
_ENOUGH: Final = 0.6  # of the words of a title
_MOST_OF_HEADING: Final = 0.8  # of the words of a heading, where the competency says them too
_LONG_HEADING: Final = 4  # words, from which on it may be the competency in other words

_COUNTED: Final = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
)
_COUNTED_IN_SPANISH: Final = (
    *("uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once"),
    *("doce", "trece", "catorce", "quince", "dieciséis"),
)
_COUNTS: Final = {
    word: number
    for counted in (_COUNTED, _COUNTED_IN_SPANISH)
    for number, word in enumerate(counted, 1)
}
_NUMBER: Final = re.compile(
    rf"""
      \b(?:competenc(?:y|e|ies|ias?) | criteri(?:on|o) | response | respuesta | item
         | question | pregunta | n(?:o|úm)\. | \#)
      \s* (?:n(?:o|úm)\. | number | número | \#)? \s*
      (?: (?P<named>\d{{1,2}}) | (?P<word>{"|".join(_COUNTS)}) ) \b
    | \A (?P<leading>\d{{1,2}}) (?: [.):](?!\d) | \s*[\u2013\u2014-]\s | \s+(?=[A-Z]) | $ )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_EMPTY_WORDS: Final = frozenset(
    _WORD.findall(
        "a about also an and are as at be by for from how i in is it my of on or our that the "
        "their this to was we what with you your "
        "al como con de del el en esta este la las lo los mi mis para por que se su sus una un y"
    )
)
_STATEMENTS: Final = (
    frozenset(word.casefold() for word in _WORD.findall(STATEMENT_STEM)),
    frozenset({"declaración", "aprendizaje"}),
)
"""The words by which a heading names a learning statement."""
_NAMING_WORDS: Final = frozenset(
    {"competency", "competence", "competencies", "criterion", "response", "item", "question", "no",
     "number", "personal", "competencia", "competencias", "criterio", "respuesta", "pregunta",
     "núm", "número", *_COUNTS}
)  # fmt: skip
_AROUND: Final = re.compile(
    r"(?:table of )?contents|references|bibliography|works cited|sources|appendi(?:x|ces)\b|"
    r"acknowledge?ments?|about (?:me|the author)|r[eé]sum[eé]|preface|cover page|title page|"
    r"(?:[ií]ndice|contenido|tabla de contenido)|referencias|bibliograf[ií]a|obras citadas|fuentes|"
    r"(?:ap[eé]ndice|anexo)s?\b|agradecimientos|acerca de m[ií]|curr[ií]culum|prefacio|portada",
    re.IGNORECASE,
)
"""What stands around the responses of a portfolio and is none."""


class Basis(StrEnum):
    """Why a part is proposed for a text: by what its heading says, or by where it stands."""

    NUMBER = "number"
    WORDS = "words"
    ORDER = "order"
    CHOSEN = "chosen"
    """It is no proposal: the user said so."""

    NONE = "none"


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """Some blocks of a document that follow each other, from `begin` up to `end`.

    `heading` is its first line, "" where it begins without one. `target` is the text that it
    becomes, None for what is left out. The first `title_blocks` only name the text `named`, or
    a set.
    """

    begin: int
    end: int
    heading: str = ""
    target: TextPlace | None = None
    basis: Basis = Basis.NONE
    named: TextPlace | None = None
    title_blocks: int = 0

    @property
    def blocks(self) -> range:
        """The blocks that become text: without a title that the text has by itself."""
        skipped = self.title_blocks if self.target is None or self.target == self.named else 0
        return range(self.begin + skipped, self.end)


@dataclass(frozen=True, slots=True)
class NewText:
    """What is to be written: the blocks of a document that become a text, in their order.

    `adds` is true where they go behind what the text says now, instead of in its place.
    """

    place: TextPlace
    blocks: tuple[int, ...]
    adds: bool = False


@dataclass(frozen=True, slots=True)
class Splitting:
    """A document in parts; each of its blocks is in exactly one of them.

    `added` are the texts that are added to, and not replaced.
    """

    blocks: tuple[tuple[Paragraph, ...], ...]
    known: "KnownTexts"
    parts: tuple[DocumentPart, ...] = ()
    added: frozenset[TextPlace] = frozenset()

    def text_of(self, blocks: Iterable[int]) -> RichText:
        """Return what some blocks say, without empty paragraphs around it."""
        found = [paragraph for block in blocks for paragraph in self.blocks[block]]
        first = sum(1 for _ in takewhile(_is_blank, found))
        last = len(found) - sum(1 for _ in takewhile(_is_blank, reversed(found[first:])))
        return RichText(tuple(found[first:last]))

    def joined(self, index: int) -> "Splitting":
        """Return it with a part joined to the one before, whose text it becomes."""
        if not 0 < index < len(self.parts):
            return self
        before, part = self.parts[index - 1 : index + 1]
        return self._with(index - 1, index + 1, replace(before, end=part.end))

    def parted(self, index: int, block: int) -> "Splitting":
        """Return it with a part that ends before a block; what follows is a part by itself."""
        part = self.parts[index]
        if not part.begin < block < part.end:
            return self
        new = _with_heading(self, DocumentPart(block, part.end))
        return self._with(index, index + 1, replace(part, end=block), new)

    def with_target(self, index: int, target: TextPlace | None) -> "Splitting":
        """Return it with what the user said that a part becomes."""
        part = replace(self.parts[index], target=target, basis=Basis.CHOSEN)
        return self._with(index, index + 1, part)

    def with_added(self, place: TextPlace, *, adds: bool) -> "Splitting":
        """Return it with a text added to, or replaced."""
        others = self.added - {place}
        return replace(self, added=others | {place} if adds else others)

    def new_texts(self) -> tuple[NewText, ...]:
        """Return what is to be written, in the order of the document; nothing without words.

        Parts that become one text follow each other in it.
        """
        found: dict[TextPlace, list[int]] = {}
        for part in self.parts:
            if part.target is not None and self.says_something(part.blocks):
                found.setdefault(part.target, []).extend(part.blocks)
        return tuple(
            NewText(place, tuple(blocks), place in self.added) for place, blocks in found.items()
        )

    def left_over(self) -> tuple[DocumentPart, ...]:
        """Return the parts that say something and become no text."""
        return tuple(
            part for part in self.parts if part.target is None and self.says_something(part.blocks)
        )

    def without_text(self) -> tuple[TextPlace, ...]:
        """Return the competencies that get nothing of a set that gets something, in order."""
        given = {new.place for new in self.new_texts()}
        sets = {place.set_id for place in given}
        return tuple(
            place
            for place in self.known.places()
            if place.set_id in sets and place.number is not None and place not in given
        )

    def only_words(self, present: Collection[TextPlace]) -> frozenset[UnsupportedContent]:
        """Return what is kept in parts added to a present text, which gets only their words."""
        added = [new for new in self.new_texts() if new.adds and new.place in present]
        paragraphs = [it for new in added for block in new.blocks for it in self.blocks[block]]
        kept = [
            *(it.kept for it in paragraphs),
            *(span.kept for it in paragraphs for span in it.spans),
        ]
        return frozenset(each.kind for each in kept if each is not None)

    def says_something(self, blocks: Iterable[int]) -> bool:
        """Whether some blocks hold words, or something kept such as a picture."""
        return any(
            paragraph.kept is not None or not _is_blank(paragraph)
            for block in blocks
            for paragraph in self.blocks[block]
        )

    def _with(self, first: int, after: int, *parts: DocumentPart) -> "Splitting":
        return replace(self, parts=(*self.parts[:first], *parts, *self.parts[after:]))


def split(text: RichText, known: "KnownTexts") -> Splitting:
    """Return a document in parts, each with the text that it is proposed for.

    It is parted at the headings that name a competency, the learning statement or a set; where
    none does, at its top headings. What stands before the first one is a part by itself, and so
    is a document without any heading.
    """
    blocks = tuple(blocks_of(text))
    return _in_order(replace(Splitting(blocks, known), parts=tuple(_parts(blocks, known))))


def wanted_sets(found: Splitting) -> tuple[CompetencySet, ...]:
    """Return the sets that a document is about, of those that it was split into.

    It is the first one alone, unless headings name others or many of their competencies.
    """
    first = found.known.sets[:1]
    counts = Counter(part.target.set_id for part in found.parts if part.target is not None)
    named = any(
        part.target is None and _names_a_set(part, KnownTexts(found.known.sets[1:]))
        for part in found.parts
    )
    others = max((count for set_id, count in counts.items() if set_id != first[0].id), default=0)
    return found.known.sets if named or others >= _MANY_TEXTS else first


# What a heading names ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KnownTexts:
    """The texts that a document can be split into: those of `sets`, in this order.

    `others` are sets that its headings may name too: what stands below them is none of ours.
    `official` are the words of the program that the candidate pasted in.
    """

    sets: tuple[CompetencySet, ...]
    others: tuple[CompetencySet, ...] = ()
    official: Mapping[TextPlace, str] | None = None
    has_statement: bool = True

    def places(self) -> Iterator[TextPlace]:
        """Yield every text, the learning statement of a set behind its competencies."""
        for each in self.sets:
            yield from (TextPlace(each.id, item.number) for item in each.competencies)
            if self.has_statement:
                yield TextPlace(each.id)

    def words_of(self, competency_set: CompetencySet, competency: Competency) -> frozenset[str]:
        """Return the words by which a competency may be named, besides those of its title."""
        place = TextPlace(competency_set.id, competency.number)
        return _words_of(f"{competency.summary} {(self.official or {}).get(place, '')}")


def official_texts(works: Iterable[SetWork]) -> Mapping[TextPlace, str]:
    """Return the official wording of competencies, as far as it was pasted in."""
    return {
        TextPlace(work.set_id, item.number): item.official_text
        for work in works
        for item in work.competencies
        if item.official_text
    }


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading: where it stands, how high it ranks (1 is the highest), and what it names.

    It `is_strong` when it says more than a number before it.
    """

    block: int
    text: str
    rank: int
    target: TextPlace | None = None
    basis: Basis = Basis.NONE
    is_strong: bool = False
    names_set: str = ""
    in_other_set: bool = False

    @property
    def key(self) -> tuple[TextPlace | None, str]:
        """What it names."""
        return self.target, self.names_set


def _parts(blocks: Sequence[tuple[Paragraph, ...]], known: KnownTexts) -> Iterator[DocumentPart]:
    """Yield the parts of a document, from its first block to its last."""
    starts = _starts(blocks, _read_headings(blocks, known))
    places = [heading.block for heading in starts]
    if blocks and (not places or places[0] > 0):
        yield DocumentPart(0, places[0] if places else len(blocks))
    for heading, end in zip(starts, [*places, len(blocks)][1:], strict=True):
        part = DocumentPart(
            heading.block, end, heading.text, heading.target, heading.basis, heading.target
        )
        yield replace(part, title_blocks=_title_blocks(blocks, part, known))


def _read_headings(blocks: Sequence[tuple[Paragraph, ...]], known: KnownTexts) -> list[_Heading]:
    """Return the headings of a document; a number counts in the set that was named last."""
    current = known.sets[0] if known.sets else None
    found: list[_Heading] = []
    for block, unit in enumerate(blocks):
        rank = _rank(unit)
        if not rank:
            continue
        text = unit[0].text.strip()
        heading = _named(_Heading(block, text, rank), current, known)
        if heading.names_set or (heading.target is not None and heading.is_strong):
            named = heading.names_set or (heading.target.set_id if heading.target else "")
            every = (*known.sets, *known.others)
            current = next((each for each in every if each.id == named), current)
        if current is not None and current in known.others:
            heading = replace(heading, target=None, basis=Basis.NONE, in_other_set=True)
        found.append(heading)
    return found


def _rank(unit: tuple[Paragraph, ...]) -> int:
    """Return how high a block ranks as a heading, 0 for none.

    A line that somebody made bold for a heading counts, and one that names a competency.
    """
    paragraph = unit[0]
    text = paragraph.text.strip()
    if paragraph.kept is not None or not text or "\n" in text:
        return 0
    if paragraph.form.is_heading:
        is_long = len(text) > _LONGEST_HEADING
        return 0 if is_long else 1 if paragraph.form is Form.HEADING_1 else 2
    if paragraph.form not in (Form.BODY, Form.INTRODUCTION) or len(text) > _LONGEST_LINE:
        return 0
    if all(span.bold for span in paragraph.spans if span.text.strip()):
        return 3
    found = _NUMBER.match(text)
    is_named = found is not None and not found["leading"] and not text.endswith((".", ",", ";"))
    is_statement = _words_of(text) - {"personal"} in _STATEMENTS
    return 3 if is_named or is_statement else 0


def _named(heading: _Heading, current: CompetencySet | None, known: KnownTexts) -> _Heading:
    """Return a heading with what it names: a text by number or words, or a set."""
    said = _words_of(heading.text)
    titled = [
        each for each in (*known.sets, *known.others) if _share(_words_of(each.title), said) == 1
    ]
    found = _NUMBER.search(heading.text)
    is_named = found is not None and not found["leading"]
    if any(words <= said for words in (*_STATEMENTS, {"personal", "statement"})):
        of = titled[0] if titled else current
        is_place = known.has_statement and of is not None and of in known.sets
        place = TextPlace(of.id) if is_place and of is not None else None
        return replace(heading, target=place, basis=_basis(place, Basis.WORDS), is_strong=True)
    best: tuple[float, TextPlace, Basis, bool] | None = None
    inside = titled[0] if titled and is_named else current
    for each in known.sets:
        for item in each.competencies:
            share = _likeness(item, said, known.words_of(each, item))
            has_number = _number_of(found) == item.number and (each is inside or share > 0)
            score = (2.0 if is_named else 1.0) * has_number + 1.5 * share + 0.25 * (each is inside)
            if (has_number or share) and (best is None or score > best[0]):
                basis = Basis.NUMBER if has_number else Basis.WORDS
                place = TextPlace(each.id, item.number)
                best = score, place, basis, bool(share) or is_named
    if best is not None:
        _, target, basis, is_strong = best
        return replace(heading, target=target, basis=basis, is_strong=is_strong)
    return replace(heading, names_set=titled[0].id if titled else "", is_strong=is_named)


def _basis(place: TextPlace | None, basis: Basis) -> Basis:
    return Basis.NONE if place is None else basis


def _number_of(found: re.Match[str] | None) -> int:
    """Return the number that a heading says, 0 for none."""
    if found is None:
        return 0
    if found["word"]:
        return _COUNTS[found["word"].casefold()]
    return int(found["named"] or found["leading"])


def _likeness(competency: Competency, said: frozenset[str], more: frozenset[str]) -> float:
    """Return how much a heading says of a competency, from 0 (too little) to 1."""
    title = _share(_words_of(competency.title), said) if competency.known else 0.0
    if title >= _ENOUGH:
        return title
    if len(said) >= _LONG_HEADING and _share(said - _NAMING_WORDS, more) >= _MOST_OF_HEADING:
        return _ENOUGH
    return 0.0


# Where the parts begin --------------------------------------------------------------------------


def _starts(
    blocks: Sequence[tuple[Paragraph, ...]], headings: Sequence[_Heading]
) -> list[_Heading]:
    """Return the headings at which the parts begin."""
    headings = _without_contents(blocks, headings)
    naming = [each for each in headings if each.target is not None]
    if not naming:
        top = min((each.rank for each in headings), default=0)
        return [each for each in headings if each.rank == top or each.names_set]
    rank = _main_rank(naming)
    main = [each for each in naming if each.rank == rank]
    named = {each.target for each in main}
    often = Counter(each.text.casefold() for each in headings)
    sure = _sure(main)
    starts: list[_Heading] = []
    for each in headings:
        if each.names_set:
            begins = each.rank <= rank
        elif each.target is None:
            is_own = each.rank <= rank and often[each.text.casefold()] == 1
            begins = is_own or (each.in_other_set and each.rank == rank)
        elif each.rank == rank:
            begins = each.block in sure or often[each.text.casefold()] == 1
        else:
            begins = each.is_strong and (each.rank < rank or each.target not in named)
        if begins and each.rank == rank and each.block not in sure:
            each = replace(each, target=None, basis=Basis.NONE)  # noqa: PLW2901
        if begins and not (starts and each.target and starts[-1].key == each.key):
            starts.append(each)
    return starts


def _sure(main: Sequence[_Heading]) -> frozenset[int]:
    """Return where the headings stand, of those of one rank, whose competency is beyond doubt.

    A bare number may be that of a paragraph. It is a competency's where the numbers of others say
    that just that one stands here, or where all are bare and it comes once.
    """
    strong = [each for each in main if each.is_strong]
    if not any(map(_says_number, main)):
        weak = [each for each in main if not each.is_strong]
        runs = Counter(target for target, _ in groupby(each.target for each in main))
        return frozenset(
            each.block for each in (*strong, *weak) if each.is_strong or runs[each.target] == 1
        )
    given = {each.target for each in strong}
    found = {each.block for each in strong}
    numbered = [each for each in main if each.target is not None and each.target.number]
    for is_strong, group in groupby(numbered, lambda each: each.is_strong):
        run = list(group)
        if not is_strong:
            found |= _fitting(numbered, run, given)
    return frozenset(found)


def _fitting(
    numbered: Sequence[_Heading], run: Sequence[_Heading], given: Collection[TextPlace | None]
) -> set[int]:
    """Return where bare numbers stand that follow each other, if all are missing just there."""
    place = numbered.index(run[0])
    before = numbered[place - 1 : place]
    behind = numbered[place + len(run) : place + len(run) + 1]
    around = [*before, *run, *behind]
    places = [each.target for each in around if each.target is not None]
    in_order = all(
        one.set_id != other.set_id or (one.number or 0) < (other.number or 0)
        for one, other in pairwise(places)
    )
    is_one_set = len({each.target.set_id for each in run if each.target is not None}) == 1
    if in_order and is_one_set and not any(each.target in given for each in run):
        return {each.block for each in run}
    return set()


def _without_contents(
    blocks: Sequence[tuple[Paragraph, ...]], headings: Sequence[_Heading]
) -> list[_Heading]:
    """Return the headings without lines of a table of contents: nothing stands below those."""
    last = {each.key: each.block for each in headings}
    ends = [*(each.block for each in headings), len(blocks)][1:]
    return [
        each
        for each, end in zip(headings, ends, strict=True)
        if each.key == (None, "")
        or last[each.key] == each.block
        or any(not _is_blank(it) for unit in blocks[each.block + 1 : end] for it in unit)
        or _names_same_next(headings, each)
    ]


def _names_same_next(headings: Sequence[_Heading], heading: _Heading) -> bool:
    """Whether the next heading says once more what a heading names, as a title below a number."""
    after = next((each for each in headings if each.block > heading.block), None)
    return after is not None and after.key == heading.key


def _main_rank(naming: Sequence[_Heading]) -> int:
    """Return the rank whose headings name the most texts, of two such the higher one."""
    counts = {
        rank: len({each.target for each in naming if each.rank == rank}) for rank in (1, 2, 3)
    }
    return max(counts, key=lambda rank: (counts[rank], -rank))


def _says_number(heading: _Heading) -> bool:
    found = _NUMBER.search(heading.text)
    return found is not None and not found["leading"]


def _title_blocks(
    blocks: Sequence[tuple[Paragraph, ...]], part: DocumentPart, known: KnownTexts
) -> int:
    """Return how many blocks at the beginning of a part only name its text.

    A heading that says more ("Competency 3: How we moved the desk") stays in the text.
    """
    if part.target is None:
        return int(_names_a_set(part, known))
    competency_set = next(each for each in known.sets if each.id == part.target.set_id)
    vocabulary = _words_of(competency_set.title).union(*_STATEMENTS, _NAMING_WORDS)
    competency = competency_set.competency(part.target.number or 0)
    if competency is not None:
        vocabulary |= _words_of(competency.title) | known.words_of(competency_set, competency)
    count = 0
    for unit in blocks[part.begin : part.end]:
        if not _rank(unit) or not _words_of(unit[0].text) <= vocabulary:
            break
        count += 1
    return count


def _with_heading(splitting: Splitting, part: DocumentPart) -> DocumentPart:
    """Return a part that begins anew, with what its first line names."""
    unit = splitting.blocks[part.begin]
    rank = _rank(unit)
    if not rank:
        return part
    known = splitting.known
    current = next(
        (
            next(each for each in known.sets if each.id == it.target.set_id)
            for it in reversed(splitting.parts)
            if it.begin < part.begin and it.target is not None
        ),
        known.sets[0] if known.sets else None,
    )
    found = _named(_Heading(part.begin, unit[0].text.strip(), rank), current, known)
    part = replace(
        part, heading=found.text, target=found.target, basis=found.basis, named=found.target
    )
    return replace(part, title_blocks=_title_blocks(splitting.blocks, part, known))


# By order ---------------------------------------------------------------------------------------


def _in_order(splitting: Splitting) -> Splitting:
    """Return it with parts proposed by where they stand, and others joined to what is before.

    Where competencies are missing, a part that names nothing may be one of them. It is proposed
    for one if all that are missing in a set are there so. If none is missing where it stands, it
    belongs to what it stands in, unless it is a list of sources or the like.
    """
    named = any(part.target is not None for part in splitting.parts)
    parts = list(splitting.parts)
    loose: set[int] = set()
    for set_ in splitting.known.sets:
        gaps = _gaps(splitting, parts, set_)
        if all(len(gap.open) == len(gap.missing) for gap in gaps):
            for gap in gaps:
                for place, number in zip(gap.open, gap.missing, strict=True):
                    target = TextPlace(set_.id, number)
                    parts[place] = replace(parts[place], target=target, basis=Basis.ORDER)
        loose.update(place for gap in gaps if gap.missing for place in gap.between)
    kept: list[DocumentPart] = []
    for place, part in enumerate(parts):
        is_inside = named and part.target is None and part.heading and kept and kept[-1].target
        if (
            is_inside
            and place not in loose
            and not _AROUND.match(part.heading)
            and not _names_a_set(part, splitting.known)
        ):
            kept[-1] = replace(kept[-1], end=part.end)
        else:
            kept.append(part)
    return replace(splitting, parts=tuple(kept))


@dataclass(frozen=True, slots=True)
class _Gap:
    """The parts between two competencies, those of them that may be responses, what is missing."""

    between: tuple[int, ...]
    open: tuple[int, ...]
    missing: tuple[int, ...]


def _gaps(
    splitting: Splitting, parts: Sequence[DocumentPart], set_: CompetencySet
) -> tuple[_Gap, ...]:
    """Return what stands between the competencies of a set, before and behind them.

    Where they do not follow each other as in the set, each that is missing may be anywhere.
    """
    if splitting.known.sets[0] != set_ and all(_set_of(part) != set_.id for part in parts):
        return ()
    numbers = [item.number for item in set_.competencies]
    taken = [
        (place, part.target.number)
        for place, part in enumerate(parts)
        if part.target is not None and part.target.set_id == set_.id and part.target.number
    ]
    given = {number for _, number in taken}
    is_ordered = all(one <= other for (_, one), (_, other) in pairwise(taken))
    found: list[_Gap] = []
    for (place, number), (next_place, next_number) in pairwise(
        [(-1, 0), *taken, (len(parts), max(numbers) + 1)]
    ):
        between = _of_no_other_set(parts, range(place + 1, next_place), set_)
        missing = [
            each
            for each in numbers
            if each not in given and (not is_ordered or number < each < next_number)
        ]
        open_ = tuple(each for each in between if _may_be_response(splitting, parts[each]))
        found.append(_Gap(between, open_, tuple(missing)))
    return tuple(found)


def _of_no_other_set(
    parts: Sequence[DocumentPart], between: range, set_: CompetencySet
) -> tuple[int, ...]:
    """Return the parts between two competencies of a set before and behind those of others."""
    others = [each for each in between if _set_of(parts[each]) not in ("", set_.id)]
    if not others:
        return tuple(between)
    behind = range(others[-1] + 1, between.stop) if between.stop < len(parts) else range(0)
    return (*range(between.start, others[0]), *behind)


def _set_of(part: DocumentPart) -> str:
    return "" if part.target is None else part.target.set_id


def _may_be_response(splitting: Splitting, part: DocumentPart) -> bool:
    if part.target is not None or not part.heading or _AROUND.match(part.heading):
        return False
    if _names_a_set(part, splitting.known):
        return False
    return words(splitting.text_of(range(part.begin + 1, part.end))) >= _LEAST_WORDS


def _names_a_set(part: DocumentPart, known: KnownTexts) -> bool:
    said = _words_of(part.heading)
    return any(_share(_words_of(it.title), said) == 1 for it in (*known.sets, *known.others))


# Words ------------------------------------------------------------------------------------------


def _is_blank(paragraph: Paragraph) -> bool:
    return paragraph.kept is None and (
        is_empty(paragraph)
        or not (paragraph.text.strip() or any(span.kept is not None for span in paragraph.spans))
    )


@lru_cache(maxsize=_REMEMBERED)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text)) - _EMPTY_WORDS


def _share(wanted: frozenset[str], said: frozenset[str]) -> float:
    return len(wanted & said) / len(wanted) if wanted else 0.0


def first_words(text: RichText, most: int = 140) -> str:
    """Return the beginning of a text in one line, with an ellipsis where it goes on."""
    line = " ".join(plain(text).split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]}\u2026"
