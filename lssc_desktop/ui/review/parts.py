"""A text shown in two views: where a passage of the whole stands in each of them, and back.

A view counts as Qt does (UTF-16), the whole as `richtext.plain` does (characters).
"""

from dataclasses import dataclass

from lssc_desktop.core.richtext import Form, Paragraph, RichText, plain


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters from `start` up to `end` that are marked.

    What is `changed` is tinted and underlined; what is quoted is tinted alone.
    """

    start: int
    end: int
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A selected text and where it starts."""

    start: int
    text: str


class Part:
    """Those paragraphs of a text that one view shows."""

    def __init__(self, whole: RichText, *, introduction: bool) -> None:
        self._whole = plain(whole)
        self._pieces: list[tuple[int, int, int]] = []  # start in the whole, its end, start here
        paragraphs: list[Paragraph] = []
        place = here = 0
        for paragraph in whole.paragraphs:
            text = paragraph.text
            if (paragraph.form is Form.INTRODUCTION) is introduction:
                self._pieces.append((place, place + len(text), here))
                paragraphs.append(paragraph)
                here += _units(text) + 1
            place += len(text) + 1
        self.text = RichText(tuple(paragraphs))

    def inside(self, stretch: Stretch) -> Stretch | None:
        """Return a stretch of the whole as the view counts, None where it shows nothing of it."""
        found = [
            (
                self._here(piece, max(stretch.start, piece[0])),
                self._here(piece, min(stretch.end, piece[1])),
            )
            for piece in self._pieces
            if stretch.start <= piece[1] and stretch.end >= piece[0] and piece[1] > piece[0]
        ]
        if not found or found[0][0] >= found[-1][1]:
            return None
        return Stretch(found[0][0], found[-1][1], stretch.changed)

    def whole(self, passage: Passage) -> Passage:
        """Return what is selected in the view, with its place in the whole."""
        start, _end, here = next(
            piece for piece in reversed(self._pieces) if piece[2] <= passage.start
        )
        units = 2 * (passage.start - here)
        before = self._whole[start:].encode("utf-16-le", "surrogatepass")[:units]
        return Passage(start + len(before.decode("utf-16-le", "ignore")), passage.text)

    def _here(self, piece: tuple[int, int, int], place: int) -> int:
        return piece[2] + _units(self._whole[piece[0] : place])


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
