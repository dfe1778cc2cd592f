"""Copies of PDFs, scans and pictures: each page a picture, and the words that are seen in it.

Of the words of a PDF those stay that change the picture of their page when they are left out. Where
Tesseract is, it has to read them there too, as a font may draw other letters than it names; what it
reads instead stands in their place. What a page says besides, nobody takes over.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from io import BytesIO
from itertools import batched, groupby, pairwise, product
from math import ceil, floor
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast
from unicodedata import combining, name, normalize

from lssc_desktop.core.privacy.clean_copy import (
    MOST_PAGES,
    Cleaned,
    LeftBehind,
    Region,
    counted,
    pattern_of,
)
from lssc_desktop.core.privacy.private_data import Rectangle
from lssc_desktop.core.privacy.seen_words import seen_text
from lssc_desktop.documents.cleaning.page_pictures import PagePictures, PageWord
from lssc_desktop.documents.cleaning.pixels import (
    Box,
    Steps,
    encoded,
    paint,
    seen_frames,
    settled,
    smaller,
    without_colors,
)
from lssc_desktop.documents.pdf import with_listed_layers
from lssc_desktop.documents.previews.viewers import PAGES_AT_ONCE, opened_pdf, shown_box
from lssc_desktop.documents.previews.wire import (
    PICTURES,
    CleanWish,
    PageBox,
    PreviewFault,
    Unviewable,
    scale_into,
)
from lssc_desktop.documents.privacy.private_pictures import find_reader, lines_of_print
from lssc_desktop.languages import gettext as _
from lssc_desktop.values import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfPage, PdfTextPage

_DOTS, _FEWER_DOTS = 200 / 72, 150 / 72  # pixels of a point
_ROOM = (20_000, 20_000)  # pixels; `scale_into` has its own limit below that
_LARGE_PAGE = 400_000  # bytes
_MOST_LETTERS = 50_000  # of a page; beyond, its own words are left out
_LOWEST = 4.0  # points that a word is high at least
_LEAST_INK = 0.4  # of the sides of a letter
_LEAST_CHANGE = 40  # of 255; letters that change their picture less nobody reads
_BUCKET, _MOST_BUCKETS = 12.0, 40  # points; of a side
_MOST_SHARED = 0.1  # of the ink of a letter
_MOST_BESIDE = 0.35  # of that of two which follow each other: a j reaches under the one before
_LIGATURES = frozenset({"ff", "fi", "fl", "ffi", "ffl", "fj", "ft", "st", "tt", "Th"})
_APART, _ACROSS, _LARGE = 40, 1_600, 48  # pixels around words that are read by themselves
_MOST_ALONE, _HALF = 500, 128
_LOOK_ALIKE = str.maketrans("1l|!0", "iiiio")
_LEAST_ALIKE = 0.7  # of what is read and what a page says
_MARGIN = 1.5  # points around found words: letters reach over their boxes
_INVISIBLE, _TEXT_OBJECT = 3, 1  # FPDF_TEXTRENDERMODE_INVISIBLE, FPDF_PAGEOBJ_TEXT
_DEEPEST = 8
_LONGEST_KEY = 32
_POINTS_OF_PIXEL = 72 / 96
_LONGEST_SIDE = 14_400  # points


class CopiedPages:
    """The pages of a copy that is being made, with all words that go in."""

    def __init__(
        self, file: BinaryIO, title: str, language: str, pattern: re.Pattern[str] | None
    ) -> None:
        self._made = PagePictures(file, title, language)
        self._pattern = pattern
        self.words: list[str] = []
        self.has_words = False
        self.without_words = 0
        self.pages = 0

    @property
    def size(self) -> int:
        """How large the copy is so far."""
        return self._made.bytes

    def add(
        self,
        image: "Image",
        size: tuple[float, float],
        words: Sequence[PageWord],
        data: bytes = b"",
    ) -> None:
        """Add a page with the words that are seen on it, none of them one that was found."""
        self.pages += 1
        heading = _("Page {number}").format(number=self.pages)
        kept = _without_found(words, self._pattern)
        self._made.add(image, size, kept, heading, data)
        said = _lines(kept)
        self.has_words |= bool(kept)
        is_blank = not words and not _has_ink(image)
        self.without_words += not kept and not is_blank
        no_words = "" if is_blank else _("This page can’t be searched.")
        self.words += [heading, said or no_words, ""]

    def finish(self, left: Counter[LeftBehind]) -> tuple[Cleaned, str]:
        """Write the end; return what is in the copy, and its words."""
        self._made.finish()
        about = Cleaned(self.pages, self.without_words, counted(left), has_words=self.has_words)
        return about, "\n".join(self.words)


def clean_pdf(file: BinaryIO, into: Path, wish: CleanWish, steps: Steps) -> tuple[Cleaned, str]:
    """Write the copy of a PDF; return what is in it, and its words. Raises `Unviewable`."""
    original = file.seek(0, 2)
    file.seek(0)
    left: Counter[LeftBehind] = Counter()
    pattern = pattern_of(wish.order.texts)
    source = with_listed_layers(file)
    with opened_pdf(source) as document:
        total = len(document)
    if not total:
        raise Unviewable(PreviewFault.EMPTY)
    if total > MOST_PAGES:
        raise Unviewable(PreviewFault.TOO_MANY_PAGES)
    covered = boxes_by(wish.order.regions, lambda region: region.page - 1)
    with into.open("wb") as target:
        made = CopiedPages(target, wish.title, wish.language, pattern)
        for numbers in batched(range(total), PAGES_AT_ONCE):
            with opened_pdf(source) as document:
                document.init_forms()  # what was filled in is seen too
                for number in numbers:
                    steps(number, total)
                    page = document[number]
                    found = list(_found_boxes(page, pattern))
                    left[LeftBehind.FOUND] += len(found)
                    is_large = made.size > 2 * original
                    _add_page(made, page, [*covered.get(number, ()), *found], is_large=is_large)
                    page.close()
        left[LeftBehind.PAGE_WORDS] = made.without_words
        return made.finish(left)


def _has_ink(image: "Image") -> bool:
    dark, light = cast("tuple[int, int]", image.convert("L").getextrema())
    return dark != light


def _add_page(
    made: CopiedPages, page: "PdfPage", covered: Sequence[Box], *, is_large: bool
) -> None:
    size = tuple(max(side, 1.0) for side in page.get_size())
    width, height = size
    scale = min(_FEWER_DOTS if is_large else _DOTS, scale_into((width, height), _ROOM))
    image = _drawn(page, scale)
    across, down = image.width / width, image.height / height
    paint(image, [(x1 * across, y1 * down, x2 * across, y2 * down) for x1, y1, x2, y2 in covered])
    data = encoded(image)
    if len(data) > _LARGE_PAGE and scale > _FEWER_DOTS:
        image = smaller(image, _FEWER_DOTS / _DOTS)
        data = encoded(image)
    own, read = list(_own_words(page, covered)), list(_read_words(image, (width, height)))
    words = read if not own else own if find_reader() is None else _agreed(own, read, image, across)
    made.add(image, (width, height), words, data)


def _drawn(page: "PdfPage", scale: float) -> "Image":
    """Return the picture of a page as the window shows it, with what was filled in."""
    drawn: Image = page.render(scale=scale, prefer_bgrx=True).to_pil()
    return settled(without_colors(drawn.convert("RGB")))


def boxes_by[Key](regions: Iterable[Region], key: Callable[[Region], Key]) -> dict[Key, list[Box]]:
    """Return the boxes to paint black, by where they are."""
    covered: dict[Key, list[Box]] = {}
    for region in regions:
        covered.setdefault(key(region), []).append(_sides(region.box))
    return covered


def _sides(box: PageBox | Rectangle) -> Box:
    return box.x, box.y, box.x + box.width, box.y + box.height


def _found_boxes(page: "PdfPage", pattern: re.Pattern[str] | None) -> Iterator[Box]:
    """Yield where found words stand, a box for each line, a little wider than they are."""
    if pattern is None:
        return
    from pypdfium2.raw import FPDFText_GetUnicode

    text = page.get_textpage()
    codes = (FPDFText_GetUnicode(text, place) for place in range(text.count_chars()))
    said = "".join(chr(code) if code and code <= 0x10FFFF else " " for code in codes)  # noqa: PLR2004
    for found in pattern.finditer(said):
        for number in range(text.count_rects(found.start(), found.end() - found.start())):
            left, top, right, bottom = _sides(shown_box(page, text.get_rect(number)))
            yield left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN


# Words of a page --------------------------------------------------------------------------------


def _own_words(page: "PdfPage", covered: Sequence[Box]) -> Iterator[PageWord]:
    """Yield the words of a page whose ink is in its picture, in the order of the file."""
    from PIL import ImageChops

    text = page.get_textpage()
    if not 0 < text.count_chars() <= _MOST_LETTERS:
        return
    letters = list(_letters(page, text))
    scale = min(_FEWER_DOTS, scale_into(page.get_size(), _ROOM))
    before = _drawn(page, scale)
    for drawn in page.get_objects(max_depth=_DEEPEST):
        if drawn.type == _TEXT_OBJECT:
            from pypdfium2.raw import FPDFTextObj_SetTextRenderMode

            FPDFTextObj_SetTextRenderMode(drawn, _INVISIBLE)
    changed = ImageChops.difference(before.convert("L"), _drawn(page, scale).convert("L"))
    ink = changed.point([255 if shade >= _LEAST_CHANGE else 0 for shade in range(256)])
    width, height = page.get_size()
    across, down = ink.width / width, ink.height / height

    def is_seen(letter: _Letter) -> bool:
        left, top, right, bottom = letter.room
        is_within = left >= 0 and top >= 0 and right <= width and bottom <= height
        is_covered = any(_share(letter.room, each) for each in covered)
        if not is_within or bottom - top < _LOWEST or is_covered:
            return False
        left, top, right, bottom = letter.ink  # of which others may reach into a part
        corner = (floor(left * across), floor(top * down))
        drawn = ink.crop((*corner, ceil(right * across), ceil(bottom * down)))
        x1, y1, x2, y2 = drawn.getbbox() or (0, 0, 0, 0)
        return x2 - x1 > drawn.width * _LEAST_INK and y2 - y1 > drawn.height * _LEAST_INK

    crossed = _crossed(letters)
    for _is_word, some in groupby(letters, lambda each: each is not None):
        word = [each for each in some if each is not None]
        said = seen_text("".join(each.text for each in word)).strip()
        if not said or crossed.intersection(map(id, word)):
            continue
        if all(map(is_seen, word)):
            lefts, tops, rights, bottoms = zip(*(each.room for each in word), strict=True)
            yield PageWord(said, (min(lefts), min(tops), max(rights), max(bottoms)))


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter, the room that it has in its line, and the box of its ink."""

    text: str
    room: Box
    ink: Box


def _crossed(letters: Sequence[_Letter | None]) -> set[int]:
    """Return the letters, by their `id`, that others are drawn over: the ink may be of those."""
    found: set[int] = set()
    places: dict[tuple[int, int], list[_Letter]] = {}
    drawn = _drawn_as_one(letters)
    for previous, letter in zip([None, *letters], letters, strict=False):
        if letter is None or combining(letter.text):
            continue
        left, top, right, bottom = (int(side // _BUCKET) for side in letter.ink)
        across, down = range(left, right + 1), range(top, bottom + 1)
        for place in product(across[:_MOST_BUCKETS], down[:_MOST_BUCKETS]):
            for before in places.setdefault(place, []):
                if before.text == letter.text or drawn.get(id(before), 0) is drawn.get(id(letter)):
                    continue
                most = _MOST_BESIDE if before is previous else _MOST_SHARED
                if _share(letter.ink, before.ink) > most:
                    found |= {id(before), id(letter)}
            places[place].append(letter)
    return found


def _drawn_as_one(letters: Sequence[_Letter | None]) -> dict[int, str]:
    """Return the letters, by their `id`, that a font draws with one shape, and what that is."""
    found: dict[int, str] = {}
    for _box, some in groupby(letters, lambda each: each and each.ink):
        group = [each for each in some if each is not None]
        said = "".join(each.text for each in group)
        if said in _LIGATURES:
            shape = f"{said} {id(group[0])}"
            found |= {id(each): shape for each in group}
    return found


def _share(one: Box, other: Box) -> float:
    """Return how much of the smaller of two boxes is in the other."""
    (left, top), (right, bottom) = map(max, one[:2], other[:2]), map(min, one[2:], other[2:])
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    is_any = left < right and top < bottom and smaller > 0
    return (right - left) * (bottom - top) / smaller if is_any else 0.0


def _agreed(
    own: Sequence[PageWord], read: Sequence[PageWord], image: "Image", scale: float
) -> list[PageWord]:
    """Return the words of a page that are also read in its picture, and what else is read there.

    What is in no letters that Tesseract was asked for, or in no letters, stays as the page has it.
    """
    unread = [word for word in own if _has_latin(word.text) and not _is_read(word, read)]
    alone = list(_read_alone(unread, image, scale))
    kept = [word for word in own if word not in unread or _is_read(word, alone)]
    more = (word for word in read if any(letter.isalnum() for letter in word.text))
    return [*kept, *(word for word in more if not any(_is_in(word.box, each.box) for each in kept))]


def _read_alone(words: Sequence[PageWord], image: "Image", scale: float) -> Iterator[PageWord]:
    """Yield what Tesseract reads where words stand, each of them black on white by itself."""
    places: list[tuple[Box, PageWord, Image]] = []
    x, y, deep = _APART, _APART, 0
    for word in words[:_MOST_ALONE]:
        part = _on_white(image, [side * scale for side in word.box])
        if x + part.width > _ACROSS:
            x, y, deep = _APART, y + deep + _APART, 0
        places.append(((x, y, x + part.width, y + part.height), word, part))
        x, deep = x + part.width + _APART, max(deep, part.height)
    if not places:
        return
    sheet = image.convert("L").resize((_ACROSS + _APART, y + deep + _APART))
    sheet.paste(255, (0, 0, *sheet.size))
    for (left, top, _right, _bottom), _word, part in places:
        sheet.paste(part, (int(left), int(top)))
    for line in lines_of_print(sheet.tobytes(), sheet.size, 1.0):
        for said, box in line:
            near = (word for place, word, _part in places if _is_in(_sides(box), place))
            yield from (PageWord(said, word.box) for word in near)


def _on_white(image: "Image", sides: Sequence[float]) -> "Image":
    """Return a part of a picture in gray, its ground white and its letters dark."""
    from PIL import ImageOps

    left, top, right, bottom = (round(side) for side in sides)
    part = ImageOps.autocontrast(
        image.crop((left, top, max(right, left + 1), max(bottom, top + 1))).convert("L")
    )
    part = (
        part.resize((max(part.width * _LARGE // part.height, 1), _LARGE))
        if part.height < _LARGE
        else part
    )
    shades = sorted(part.tobytes())
    return ImageOps.invert(part) if shades[len(shades) // 2] < _HALF else part


def _has_latin(word: str) -> bool:
    letters = filter(str.isalnum, normalize("NFKC", word))
    return any(each.isascii() or name(each, "").startswith("LATIN") for each in letters)


def _is_read(word: PageWord, read: Sequence[PageWord]) -> bool:
    boxes = [(each, each.box) for each in read]
    near = [each for each, box in boxes if _is_in(box, word.box) or _is_in(word.box, box)]
    said, seen = (_bare(part) for part in (word.text, "".join(each.text for each in near)))
    if not seen or _digits(said) not in _digits(seen):  # of a number each counts
        return False
    return said in seen or SequenceMatcher(None, said, seen).ratio() >= _LEAST_ALIKE


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _bare(text: str) -> str:
    plain = normalize("NFKC", text).casefold().translate(_LOOK_ALIKE)
    return "".join(filter(str.isalnum, plain))


def _is_in(one: Box, other: Box) -> bool:
    """Whether the middle of a box is in another."""
    x, y = (one[0] + one[2]) / 2, (one[1] + one[3]) / 2
    return other[0] <= x <= other[2] and other[1] <= y <= other[3]


def _letters(page: "PdfPage", text: "PdfTextPage") -> Iterator[_Letter | None]:
    """Yield each letter with its place; None where a word ends."""
    from ctypes import c_void_p
    from ctypes import cast as pointing_as

    from pypdfium2 import PdfiumError
    from pypdfium2.raw import FPDFText_GetTextObject, FPDFText_GetUnicode

    told: dict[int, bool] = {}
    for place in range(text.count_chars()):
        code = FPDFText_GetUnicode(text, place)
        letter = chr(code) if code <= 0x10FFFF else ""  # noqa: PLR2004  the last of Unicode
        if not letter.isprintable() or not letter.strip():
            yield None
            continue
        drawn = FPDFText_GetTextObject(text, place)
        key = pointing_as(drawn, c_void_p).value or 0
        if key not in told:
            told[key] = not drawn or _says_otherwise(drawn)
        if told[key]:
            yield None
            continue
        try:
            sides = (text.get_charbox(place, loose=loose) for loose in (True, False))
            yield _Letter(letter, *(_sides(shown_box(page, each)) for each in sides))
        except PdfiumError:
            yield None


def _says_otherwise(drawn: object) -> bool:
    """Whether a piece of text names other words than its letters are."""
    from ctypes import byref, c_ulong, c_ushort

    from pypdfium2 import raw

    for number in range(raw.FPDFPageObj_CountMarks(drawn)):
        mark = raw.FPDFPageObj_GetMark(drawn, number)
        for param in range(max(raw.FPDFPageObjMark_CountParams(mark), 0)):
            name, length = (c_ushort * _LONGEST_KEY)(), c_ulong()
            raw.FPDFPageObjMark_GetParamKey(mark, param, name, 2 * _LONGEST_KEY, byref(length))
            if bytes(name).decode("utf-16-le", "replace").rstrip("\0") == "ActualText":
                return True
    return False


def _read_words(image: "Image", size: tuple[float, float]) -> Iterator[PageWord]:
    """Yield what Tesseract reads in a picture of a page; nothing where the computer has none."""
    pixels = image.convert("L").tobytes()
    for line in lines_of_print(pixels, image.size, size[0] / image.width):
        for said, box in line:
            if word := seen_text(said).strip():
                yield PageWord(word, _sides(box))


def _without_found(
    words: Sequence[PageWord], pattern: re.Pattern[str] | None
) -> Sequence[PageWord]:
    """Return words without those that are part of what was found."""
    if pattern is None:
        return words
    said, starts = "", []
    for word in words:
        starts.append(len(said))
        said += f"{word.text} "
    found = [match.span() for match in pattern.finditer(said)]
    return [
        word
        for word, start in zip(words, starts, strict=True)
        if not any(start < end and begin < start + len(word.text) for begin, end in found)
    ]


def _lines(words: Sequence[PageWord]) -> str:
    """Return words as they stand in lines."""
    if not words:
        return ""
    said = words[0].text
    for before, word in pairwise(words):
        high = max(bottom - top for _left, top, _right, bottom in (before.box, word.box))
        same = abs(before.box[1] - word.box[1]) < high / 2
        said += f"{' ' if same else '\n'}{word.text}"
    return said


# Pictures ---------------------------------------------------------------------------------------


def clean_picture(file: BinaryIO, into: Path, wish: CleanWish) -> tuple[Cleaned, str]:
    """Write the copy of a picture, or a PDF of the pages of a scan. Raises `PictureUnreadable`."""
    covered = boxes_by(wish.order.regions, lambda region: region.page - 1)
    left: Counter[LeftBehind] = Counter()
    frames = seen_frames(file, covered)
    if into.suffix != ".pdf":
        image, _is_photo, more = next(frames)
        frames.close()
        left[LeftBehind.MORE_PICTURES] = more
        into.write_bytes(encoded(image, "JPEG" if into.suffix == ".jpg" else "PNG"))
        return Cleaned(1, 1, counted(left)), ""
    pattern = pattern_of(wish.order.texts)
    return _write_pictures((image for image, *_about in frames), into, wish, pattern, reads=True)


def show_pictures(shown: Sequence[bytes], wish: CleanWish, steps: Steps) -> None:
    """Lay all pictures of a copy beside it."""

    def drawn() -> Iterator["Image"]:
        for number, data in enumerate(shown, len(shown)):  # each was drawn before
            steps(number, 2 * len(shown))
            yield next(seen_frames(BytesIO(data), {}))[0]

    _write_pictures(drawn(), wish.folder / PICTURES, wish, reads=False)


def _write_pictures(
    images: Iterable["Image"],
    into: Path,
    wish: CleanWish,
    pattern: re.Pattern[str] | None = None,
    *,
    reads: bool,
) -> tuple[Cleaned, str]:
    """Write a PDF with a page for each picture; return what is in it, and its words."""
    with into.open("wb") as target:
        made = CopiedPages(target, wish.title, wish.language, pattern)
        for image in images:
            scale = min(_POINTS_OF_PIXEL, _LONGEST_SIDE / max(image.size))
            size = (image.width * scale, image.height * scale)
            made.add(image, size, list(_read_words(image, size)) if reads else ())
        return made.finish(Counter())
