"""The words of a page that became a picture: an invisible layer, to search, copy and hear them.

Only words that everybody sees in the picture are in it: none that is painted over, lies under a
box of the page, or has the color of its ground. The layer's fonts are its own, of letters without
a shape, so that nothing has to be embedded for them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import TYPE_CHECKING, Any

from lssc_desktop.documents.previews.viewers import shown_box
from lssc_desktop.documents.previews.wire import PageBox

if TYPE_CHECKING:
    from pypdf import PdfWriter
    from pypdfium2 import PdfPage, PdfTextPage

_MOST_LETTERS = 50_000  # of a page; beyond, its words are left out
_CODES = 255  # letters of one font, which counts them in a byte
_LETTER = 500  # thousandths of the size that each letter of the layer is wide
_LEAST_CONTRAST = 40  # of 255; letters that differ less from their ground nobody reads
_AROUND_LETTER = 2.0  # points beside a letter that stands alone, to see its ground
_FLAT = 0.25  # of the height of a word that is not looked at, above and below


@dataclass(frozen=True, slots=True)
class PageWord:
    """A word where it stands on the page as it is shown, in points from the top left corner."""

    text: str
    box: PageBox


@dataclass(frozen=True, slots=True)
class PagePixels:
    """The picture of a page, four bytes a pixel, of which the first three are colors."""

    data: bytes
    across: int
    down: int
    stride: int

    def contrast(self, box: PageBox, width: float, height: float) -> int:
        """Return how much the brightest and the darkest pixel differ in a box of the page."""
        left, right = (
            min(max(round(x * self.across / width), 0), self.across)
            for x in (box.x, box.x + box.width)
        )
        top, bottom = (
            min(max(round(y * self.down / height), 0), self.down)
            for y in (box.y, box.y + box.height)
        )
        seen = bytearray()
        for line in range(top, max(bottom, top + 1)):
            start = line * self.stride
            seen += self.data[start + 4 * left + 1 : start + 4 * right : 4]  # green, as eyes see
        return max(seen) - min(seen) if seen else 0


def words_in_sight(
    page: "PdfPage",
    pixels: PagePixels,
    covered: Sequence[PageBox],
    pattern: re.Pattern[str] | None,
) -> tuple[PageWord, ...]:
    """Return the words of a page that are in sight in its picture, in reading order.

    None of them touches what is `covered`. Should what was found still be among them, there are
    none.
    """
    width, height = page.get_size()
    words = tuple(
        word
        for word in _words(page)
        if not any(_touch(word.box, box) for box in covered)
        and pixels.contrast(_middle(word), width, height) >= _LEAST_CONTRAST
    )
    said = " ".join(word.text for word in words)
    return () if pattern is not None and pattern.search(said) else words


def _words(page: "PdfPage") -> Iterator[PageWord]:
    from pypdfium2.raw import FPDFText_GetUnicode

    text = page.get_textpage()
    count = text.count_chars()
    if count > _MOST_LETTERS:
        return
    letters: list[str] = []
    boxes: list[PageBox] = []
    for place in range(count):
        code = FPDFText_GetUnicode(text, place)
        letter = chr(code) if code <= 0x10FFFF else ""  # noqa: PLR2004  the last of Unicode
        box = _letter_box(page, text, place) if letter.isprintable() and letter.strip() else None
        if box is not None:
            letters.append(letter)
            boxes.append(box)
        elif letters:
            yield PageWord("".join(letters), _around(boxes))
            letters, boxes = [], []
    if letters:
        yield PageWord("".join(letters), _around(boxes))


def _letter_box(page: "PdfPage", text: "PdfTextPage", place: int) -> PageBox | None:
    from pypdfium2 import PdfiumError

    try:
        sides = text.get_charbox(place, loose=True)
    except PdfiumError:
        return None
    return shown_box(page, sides)


def _around(boxes: Sequence[PageBox]) -> PageBox:
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right = max(box.x + box.width for box in boxes)
    bottom = max(box.y + box.height for box in boxes)
    return PageBox(left, top, right - left, bottom - top)


def _touch(one: PageBox, other: PageBox) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def _middle(word: PageWord) -> PageBox:
    """Return the middle of a word, where a box that hides it lies over all of it.

    A letter alone may be as straight as a box; of it the ground beside it is seen too.
    """
    box = word.box
    around = _AROUND_LETTER if len(word.text) == 1 else -0.1 * box.width
    flat = _FLAT * box.height
    return PageBox(box.x - around, box.y + flat, box.width + 2 * around, box.height - 2 * flat)


# Writing ----------------------------------------------------------------------------------------


def add_words(writer: "PdfWriter", page: Any, words: Sequence[PageWord]) -> bytes:  # noqa: ANN401
    """Give a page of pypdf the fonts of a layer, and return what draws it invisibly."""
    from pypdf.generic import DictionaryObject, NameObject

    letters = sorted({letter for word in words for letter in f"{word.text} "})
    fonts = list(batched(letters, _CODES))
    places = {
        letter: (number, code)
        for number, some in enumerate(fonts)
        for code, letter in enumerate(some, 1)
    }
    named = DictionaryObject()
    for number, some in enumerate(fonts):
        named[NameObject(f"/W{number}")] = _font(writer, some)
    page["/Resources"][NameObject("/Font")] = named
    height = float(page.mediabox.height)
    lines = (_drawn(word, height, places) for word in words)
    return b"BT 3 Tr\n" + b"".join(lines) + b"ET\n"


def _drawn(word: PageWord, height: float, places: dict[str, tuple[int, int]]) -> bytes:
    """Return what writes a word over its place; the space after it has no width."""
    size = max(word.box.height, 1.0)
    stretch = 100 * word.box.width / (size * len(word.text) * _LETTER / 1000)
    x, y = word.box.x, height - word.box.y - word.box.height
    written = [f"{max(stretch, 1.0):.3f} Tz 1 0 0 1 {x:.3f} {y:.3f} Tm"]
    now = -1
    for letter in f"{word.text} ":
        font, code = places[letter]
        if font != now:
            written.append(f"/W{font} {size:.3f} Tf")
            now = font
        written.append(f"<{code:02X}> Tj")
    return (" ".join(written) + "\n").encode()


def _font(writer: "PdfWriter", letters: Sequence[str]) -> Any:  # noqa: ANN401
    """Return a font (Type 3 of ISO 32000) of letters without a shape, which say what they are."""
    from pypdf.generic import (
        ArrayObject,
        DecodedStreamObject,
        DictionaryObject,
        FloatObject,
        NameObject,
        NumberObject,
    )

    shape = DecodedStreamObject()
    shape.set_data(f"{_LETTER} 0 0 0 {_LETTER} 1000 d1".encode())
    drawn = writer._add_object(shape)  # noqa: SLF001  as its manual does
    names = [NameObject(f"/l{code}") for code in range(1, len(letters) + 1)]
    to_unicode = DecodedStreamObject()
    to_unicode.set_data(_to_unicode(letters))
    widths = [NumberObject(0 if letter == " " else _LETTER) for letter in letters]
    about: dict[str, object] = {
        "/Type": NameObject("/Font"),
        "/Subtype": NameObject("/Type3"),
        "/FontBBox": ArrayObject([NumberObject(each) for each in (0, 0, _LETTER, 1000)]),
        "/FontMatrix": ArrayObject([FloatObject(each) for each in (0.001, 0, 0, 0.001, 0, 0)]),
        "/CharProcs": DictionaryObject(dict.fromkeys(names, drawn)),
        "/Encoding": DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Encoding"),
                NameObject("/Differences"): ArrayObject([NumberObject(1), *names]),
            }
        ),
        "/FirstChar": NumberObject(1),
        "/LastChar": NumberObject(len(letters)),
        "/Widths": ArrayObject(widths),
        "/Resources": DictionaryObject(),
        "/ToUnicode": writer._add_object(to_unicode),  # noqa: SLF001
    }
    font = DictionaryObject({NameObject(name): value for name, value in about.items()})
    return writer._add_object(font)  # noqa: SLF001


def _to_unicode(letters: Sequence[str]) -> bytes:
    """Return the table that says which letter each code is."""
    lines = [
        f"<{code:02X}> <{letter.encode('utf-16-be').hex().upper()}>"
        for code, letter in enumerate(letters, 1)
    ]
    tables = "".join(
        f"{len(some)} beginbfchar\n" + "\n".join(some) + "\nendbfchar\n"
        for some in batched(lines, 100)
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CMapName /Words def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
        f"{tables}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
