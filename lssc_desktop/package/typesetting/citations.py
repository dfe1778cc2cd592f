"""Citations: where texts of a set refer to its evidence, as links there and back."""

from collections.abc import Iterator
from dataclasses import field

from lssc_desktop.core.text.references import Cited, evidence_references
from lssc_desktop.package.book import Book, EvidenceLine
from lssc_desktop.values import dataclass


@dataclass(frozen=True, slots=True)
class Citations:
    """The evidence of a set by the names of its places, and what of the texts so far leads there.

    `about` is the competency of the text that is set, None for the statement.
    """

    set_id: str
    places: frozenset[str]
    _found: dict[str, list[str]] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, book: Book) -> "Citations":
        """Return those of a set of which no text was set yet."""
        lines: list[tuple[int | None, EvidenceLine]]
        lines = [(None, line) for line in book.statement.evidence]
        lines += [(each.number, line) for each in book.chapters for line in each.evidence]
        return cls(book.set_id, frozenset(_place(book.set_id, *each) for each in lines))

    def place(self, about: int | None, line: EvidenceLine) -> str:
        """Return the name of the place of evidence in the list of a text."""
        return _place(self.set_id, about, line)

    def back(self, about: int | None, line: EvidenceLine) -> tuple[str, ...]:
        """Return the names of where texts refer to evidence, in their order."""
        return tuple(self._found.get(self.place(about, line), ()))

    def parts(self, text: str, about: int | None) -> Iterator[Cited]:
        """Yield a text with what in it refers to evidence by itself."""
        done = 0
        for found in evidence_references(text):
            competency = about if found.competency is None else found.competency
            place = _name(self.set_id, competency, found.first)
            if place not in self.places:
                continue
            if found.start > done:
                yield Cited(text[done : found.start])
            at = f"{place}-{len(self._found.get(place, ())) + 1}"
            for number in range(found.first, found.last + 1):
                self._found.setdefault(_name(self.set_id, competency, number), []).append(at)
            yield Cited(text[found.start : found.end], place, at)
            done = found.end
        if done < len(text):
            yield Cited(text[done:])


def _place(set_id: str, about: int | None, line: EvidenceLine) -> str:
    return _name(set_id, about, line.number)


def _name(set_id: str, about: int | None, number: int) -> str:
    return f"{set_id}-evidence-{'statement' if about is None else about}-{number}"
