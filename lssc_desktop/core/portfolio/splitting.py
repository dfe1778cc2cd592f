"""Splitting one long document into the responses and the statement of a set, by its headings.

What comes out is a proposal that the user corrects: each section with the text it looks like.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Final

from lssc_desktop.core.program.program import STATEMENT_STEM, CompetencySet
from lssc_desktop.core.text.richtext import Form, Paragraph, RichText, plain

_LONGEST_HEADING: Final = 150  # characters; what is longer is a sentence

_NUMBER: Final = re.compile(
    r"""
      (?:competenc(?:y|e) | criterion | response | item | question | no\. | \#)
      \s* (?:no\. | \#)? \s*
      (?P<named>\d{1,2}) \b
    | (?P<leading>\d{1,2}) (?: [.):] | \s*[\u2013\u2014-]\s | \s+(?=[A-Z]) | $ )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_EMPTY_WORDS: Final = frozenset({"and", "for", "in", "of", "on", "or", "the", "to", "your", "a"})
_ENOUGH: Final = 0.6  # of a title's words


class SectionUse(StrEnum):
    """What a section can become besides a response."""

    STATEMENT = "statement"
    LEFT_OUT = "left-out"


type Target = int | SectionUse
"""The number of the competency that a section answers, or what else it is."""


@dataclass(frozen=True, slots=True)
class DocumentSection:
    """Some paragraphs of a document that belong together.

    `begin` and `end` count its paragraphs as a slice does; the one at `begin` is the heading,
    unless `heading` is "", as it is for what stands before the first one. `target` is what we
    take it for.
    """

    heading: str
    begin: int
    end: int
    target: Target

    def text_in(self, document: RichText) -> RichText:
        """Return the paragraphs of the section without its heading, blank ones around it gone."""
        paragraphs = list(document.paragraphs[self.begin + bool(self.heading) : self.end])
        while paragraphs and not paragraphs[0].text.strip():
            del paragraphs[0]
        while paragraphs and not paragraphs[-1].text.strip():
            paragraphs.pop()
        return RichText(tuple(paragraphs))


def split(document: RichText, competency_set: CompetencySet) -> tuple[DocumentSection, ...]:
    """Return the sections of a document in its order; together they are all of it.

    It is split at the headings that name a competency or the statement of the set. Where none
    does, it is split at its top headings, and the user says what each is. Without any heading
    it is one section.
    """
    paragraphs = document.paragraphs
    headings = {at: each.text.strip() for at, each in enumerate(paragraphs) if _is_heading(each)}
    targets = {at: _target_of(heading, competency_set) for at, heading in headings.items()}
    named = _first_of_each({at: target for at, target in targets.items() if target is not None})
    starts = named or dict.fromkeys(_top_of(headings, paragraphs), SectionUse.LEFT_OUT)
    return tuple(_sections(document, starts, headings))


def with_target(
    sections: Iterable[DocumentSection], index: int, target: Target
) -> tuple[DocumentSection, ...]:
    """Return the sections with another target for one of them."""
    return tuple(
        replace(each, target=target) if at == index else each for at, each in enumerate(sections)
    )


def texts_of(document: RichText, sections: Iterable[DocumentSection]) -> Mapping[Target, RichText]:
    """Return the text for each target; sections of one target follow each other in it.

    What is left out is not among them; nor is a target whose sections hold no text.
    """
    texts: dict[Target, RichText] = {}
    for section in sections:
        text = section.text_in(document)
        if section.target is SectionUse.LEFT_OUT or not plain(text).strip():
            continue
        before = texts.get(section.target, RichText())
        texts[section.target] = RichText((*before.paragraphs, *text.paragraphs))
    return texts


def _is_heading(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a heading, or a line that somebody made bold for one."""
    text = paragraph.text.strip()
    if not text or len(text) > _LONGEST_HEADING or "\n" in text:
        return False
    if paragraph.form.is_heading:
        return True
    if paragraph.form not in (Form.BODY, Form.INTRODUCTION):
        return False
    if all(span.bold for span in paragraph.spans if span.text.strip()):
        return True
    found = _NUMBER.match(text)  # "Competency 3: Ethics" alone on its line, however it looks
    return found is not None and found["named"] is not None and not text.endswith(".")


def _target_of(heading: str, competency_set: CompetencySet) -> Target | None:
    """Return what a heading names: a competency by number or title, or the statement."""
    words = _words_of(heading)
    if _share(_words_of(STATEMENT_STEM), words) == 1 or {"personal", "statement"} <= words:
        return SectionUse.STATEMENT
    found = _NUMBER.match(heading)
    number = int(found["named"] or found["leading"]) if found else 0
    by_number = competency_set.competency(number)
    titles = {
        each.number: _share(_words_of(each.title), words) for each in competency_set.competencies
    }
    best = max(titles, key=lambda each: titles[each], default=0)
    if by_number is not None and (found is not None and found["named"] is not None):
        return number
    if titles.get(best, 0) >= _ENOUGH and titles[best] > titles.get(number, 0):
        return best
    return number if by_number is not None else None


def _first_of_each(targets: Mapping[int, Target]) -> Mapping[int, Target]:
    """Return the headings without those that name the same once more right after."""
    kept: dict[int, Target] = {}
    last: Target | None = None
    for at, target in targets.items():
        if target != last:
            kept[at] = target
        last = target
    return kept


def _top_of(headings: Mapping[int, str], paragraphs: tuple[Paragraph, ...]) -> list[int]:
    """Return where the headings of the highest rank stand."""
    ranks = {at: _rank(paragraphs[at]) for at in headings}
    top = min(ranks.values(), default=0)
    return [at for at, rank in ranks.items() if rank == top]


def _rank(paragraph: Paragraph) -> int:
    return {Form.HEADING_1: 1, Form.HEADING_2: 2}.get(paragraph.form, 3)


def _sections(
    document: RichText, starts: Mapping[int, Target], headings: Mapping[int, str]
) -> Iterator[DocumentSection]:
    end = len(document.paragraphs)
    begins = sorted(starts)
    first = begins[0] if begins else end
    if first:
        yield DocumentSection("", 0, first, SectionUse.LEFT_OUT)
    for begin, after in pairwise([*begins, end]):
        yield DocumentSection(headings[begin], begin, after, starts[begin])


def _words_of(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text)) - _EMPTY_WORDS


def _share(wanted: frozenset[str], words: frozenset[str]) -> float:
    return len(wanted & words) / len(wanted) if wanted else 0
