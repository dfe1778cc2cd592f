"""Makes the text of our PDFs read as it was written, where scripts join or reorder their letters.

The typesetter says what each glyph stands for, but

- says the letters of a syllable again for each of its marks that stands higher or lower (Khmer,
  Lao, Burmese): here it is drawn in one go, which stands for them once;
- lets a space stand alone between syllables, where PDFium sees none: here it belongs to the
  syllable before it;
- lets a ligature of Arabic, as that of lam and alef, stand for its letters in the order in which
  they are written, though its glyphs run from left to right: programs that read a PDF turn all
  letters round, those of a ligature too. Here they are turned round before;
- tags the pieces of a line from left to right, also where it is read from right to left: here they
  are tagged as they are read.

What is drawn stays as it is.
"""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any
from unicodedata import bidirectional

from lssc_desktop.package.typesetting.pdf_order import Marked, put_in_order
from lssc_desktop.values import dataclass

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter

_SAME_LINE = 0.5
"""Of the type size: as far as marks stand from the line of their letter."""


def as_written(pdf: bytes) -> bytes:
    """Return a tagged PDF of ours whose text and order are those of what is set in it.

    The same PDF gives the same bytes.
    """
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    writer.pdf_header = pdf[:8].decode("ascii")
    _turn_ligatures(writer)
    tables = _Tables()
    places: dict[tuple[int, int], Marked] = {}
    for page in writer.pages:
        stream: Any = page["/Contents"].get_object()
        sheet = _Sheet(stream.get_data(), tables.of(page))
        sheet.put_words_in_order()
        sheet.join_syllables()
        sheet.join_spaces()
        stream.set_data(sheet.content())
        if page.indirect_reference is not None:
            number = page.indirect_reference.idnum
            places |= {(number, marked.number): marked for marked in sheet.marked()}
    root: Any = writer.root_object["/StructTreeRoot"]
    put_in_order(root, places)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _turn_ligatures(writer: "PdfWriter") -> None:
    """Let each ligature of a script that runs from right to left stand for its letters turned."""
    for reference in writer._objects:  # noqa: SLF001 - the only way to all of them
        stream: Any = reference
        if not hasattr(stream, "get_data") or stream.get("/Type") != "/CMap":
            continue
        stream.set_data(_PAIR.sub(_turned, stream.get_data()))


def _turned(pair: re.Match[bytes]) -> bytes:
    """Return what a glyph stands for, with the letters of a ligature turned round."""
    text = _utf_16(pair[2])
    kinds = {bidirectional(char) for char in text}
    if len(text) == 1 or not kinds <= {"AL", "R"}:
        return pair[0]
    return pair[0].replace(pair[2], text[::-1].encode("utf-16-be").hex().upper().encode())


# What glyphs stand for --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Table:
    """What the glyphs of a font stand for, and how wide they are in thousandths of its size."""

    texts: dict[bytes, str]
    widths: dict[bytes, float]
    width: float = 1000.0


class _Tables:
    """The tables of all fonts, each read once."""

    def __init__(self) -> None:
        self._known: dict[int, _Table] = {}

    def of(self, page: "PageObject") -> dict[str, _Table]:
        """Return the tables of the fonts of a page by their names there."""
        resources: Any = page["/Resources"].get_object()
        fonts = resources["/Font"].get_object() if "/Font" in resources else {}
        return {name.removeprefix("/"): self._of(font.get_object()) for name, font in fonts.items()}

    def _of(self, font: Any) -> _Table:  # noqa: ANN401 - objects of the library
        if id(font) not in self._known:
            texts = font["/ToUnicode"].get_object().get_data() if "/ToUnicode" in font else b""
            of_glyphs = font["/DescendantFonts"][0].get_object()
            widths = dict(_widths(of_glyphs.get("/W", [])))
            width = float(of_glyphs.get("/DW", 1000))
            self._known[id(font)] = _Table(dict(_pairs(texts)), widths, width)
        return self._known[id(font)]


def _widths(said: Sequence[Any]) -> Iterator[tuple[bytes, float]]:
    """Yield the widths that a font lists as `first [width ...]` or `first last width`."""
    waiting: list[int] = []
    for item in said:
        found = item.get_object()
        if isinstance(found, list):
            for place, width in enumerate(found, waiting.pop()):
                yield place.to_bytes(2), float(width)
        elif len(waiting) == 2:  # noqa: PLR2004
            first, last = waiting
            waiting = []
            for place in range(first, last + 1):
                yield place.to_bytes(2), float(found)
        else:
            waiting.append(int(found))


_PAIR = re.compile(rb"<([0-9A-F]{4})>\s*<([0-9A-F]+)>\s*$", re.MULTILINE)


def _pairs(table: bytes) -> Iterator[tuple[bytes, str]]:
    for glyph, text in _PAIR.findall(table):
        yield bytes.fromhex(glyph.decode()), _utf_16(text)


def _utf_16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")


# What a page shows ------------------------------------------------------------------------------

_STRING = rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)"
_PART = re.compile(
    rb"q 1 0 0 -1 (?P<x>-?[\d.]+) (?P<y>-?[\d.]+) cm(?P<look>[^\n]*?\n?)BT(?P<body>.*?)\nET\nQ\n"
    rb"|/MCID (?P<mcid>\d+)[^>\n]*>>BDC|/Artifact",
    re.DOTALL,
)
_TOKEN = re.compile(
    rb"\s*(?:/Span<</ActualText(?P<actual><[0-9A-F]*>|" + _STRING + rb")>>BDC"
    rb"|(?P<reversed>/ReversedChars BMC)|(?P<end>EMC)"
    rb"|(?P<tune>\d Tr/(?P<font>f\d+) (?P<size>[\d.]+) Tf 1 0 0 -1 (?P<at>-?[\d.]+ -?[\d.]+) Tm)"
    rb"(?:\[(?P<array>(?:" + _STRING + rb"|[-\d. ])*)\]TJ|(?P<string>" + _STRING + rb")Tj))",
    re.DOTALL,
)
_ITEM = re.compile(_STRING + rb"|-?[\d.]+", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


@dataclass
class _Piece:
    """Glyphs that stand for a text together, or one by itself, with the moves before them.

    `tune` is how they are begun; b"" goes on behind the piece before. `actual` is what they are
    said to stand for where their font says something else. `end` is where they end, in points.
    What `joins` belongs to the syllable before it; `lack` is how far it ends before that.
    """

    tune: bytes
    items: bytes
    glyphs: tuple[bytes, ...]
    text: str
    end: float
    actual: str | None = None
    is_reversed: bool = False
    joins: bool = False
    lack: float = 0.0


@dataclass
class _Block:
    """Glyphs that are set in one go: where in the content, where on the page, and what."""

    start: int
    end: int
    x: float
    y: float
    look: bytes
    size: float
    mcid: int
    pieces: list[_Piece]
    is_changed: bool = False

    def take(self, other: "_Block", first: _Piece, going_on: int) -> None:
        """Draw also what another block draws, whose first pieces belong to a syllable here."""
        first.actual = first.text
        for piece in other.pieces[:going_on]:
            piece.joins = True
        for piece in other.pieces:
            piece.tune = _moved(piece.tune, other.x - self.x, self.y - other.y)
            piece.end += other.x - self.x
        last = other.pieces[going_on - 1]
        last.lack = max(0.0, first.end - last.end)
        self.pieces += other.pieces
        self.is_changed = other.is_changed = True

    @property
    def text(self) -> str:
        """What it says, in the order in which it stands on the page."""
        return "".join(piece.text for piece in self.pieces if not piece.joins)


class _Sheet:
    """The content of a page, of which texts can be said in another way."""

    def __init__(self, content: bytes, tables: dict[str, _Table]) -> None:
        self._content = content
        self._blocks: list[_Block] = []
        mcid = -1
        for part in _PART.finditer(content):
            if part["body"] is None:
                mcid = -1 if part["mcid"] is None else int(part["mcid"])
                continue
            size, pieces = _parsed(part["body"], tables)
            x, y = float(part["x"]), float(part["y"])
            look = part["look"]
            self._blocks.append(_Block(*part.span("body"), x, y, look, size, mcid, pieces))

    def join_syllables(self) -> None:
        """Draw what a syllable is drawn with in one go, and let that stand for it once."""
        host: _Block | None = None
        first: _Piece | None = None
        before: _Block | None = None
        for block in self._blocks:
            if host and first and before and _may_go_on(before, block):
                going_on = _count_going_on(first, block.pieces)
                if going_on:
                    host.take(block, first, going_on)
                    first = first if going_on == len(block.pieces) else _syllable(block.pieces[-1])
                    block.pieces, before = [], block
                    continue
            host = before = block
            first = _syllable(block.pieces[-1]) if block.pieces else None

    def put_words_in_order(self) -> None:
        """Draw the words of what runs from right to left in the order in which they are read."""
        for block in self._blocks:
            begun = [piece for piece in block.pieces if piece.tune]
            if len(begun) > 1 and all(piece.is_reversed for piece in block.pieces):
                words: list[list[_Piece]] = []
                for piece in block.pieces:
                    if piece.tune:
                        words.append([])
                    words[-1].append(piece)
                block.pieces = [piece for word in reversed(words) for piece in word]
                block.is_changed = True

    def join_spaces(self) -> None:
        """Let a space that stands alone between syllables belong to the one before it."""
        for block in self._blocks:
            owner: _Piece | None = None
            for piece, after in zip(block.pieces, [*block.pieces[1:], None], strict=False):
                goes_on = after is not None and not after.tune and after.actual is None
                stands_alone = piece.text == " " and bool(piece.tune) and not goes_on
                if owner and stands_alone and piece.actual is None:
                    owner.actual = f"{owner.actual} "
                    owner.text += " "
                    piece.joins = block.is_changed = True
                    continue
                owner = None if piece.actual is None else piece

    def content(self) -> bytes:
        """Return the content of the page as it is now."""
        out: list[bytes] = []
        done = 0
        for block in self._blocks:
            if block.is_changed:
                out += [
                    self._content[done : block.start],
                    b"".join(_said(block.pieces, block.size)),
                ]
                done = block.end
        return b"".join((*out, self._content[done:]))

    def marked(self) -> Iterator[Marked]:
        """Yield what is tagged, in the order in which it is drawn."""
        by_number: dict[int, list[_Block]] = {}
        for block in self._blocks:
            by_number.setdefault(block.mcid, []).append(block)
        for number, blocks in by_number.items():
            first, text = blocks[0], "".join(block.text for block in blocks)
            yield Marked(number, first.x, first.y, first.size, text)


def _parsed(body: bytes, tables: dict[str, _Table]) -> tuple[float, list[_Piece]]:
    """Return the type size and the pieces of a block; none of one that says more than we know."""
    pieces: list[_Piece] = []
    actual: str | None = None
    is_reversed = False
    size, place = 0.0, 0
    while place < len(body):
        token = _TOKEN.match(body, place)
        if token is None:
            return (size, []) if body[place:].strip() else (size, pieces)
        place = token.end()
        if token["actual"] is not None:
            actual = _said_by(token["actual"])
        elif token["reversed"] is not None:
            is_reversed = True
        elif token["end"] is not None:
            actual, is_reversed = None, False
        else:
            size = float(token["size"])
            table = tables[token["font"].decode()]
            shown = token["string"] or token["array"]
            pen = _Pen(size, float(token["at"].split()[0]), table)
            pieces += pen.pieces(token["tune"], shown, actual, is_reversed=is_reversed)
    return size, pieces


@dataclass
class _Pen:
    """Draws glyphs of a font in a size, and knows where it is."""

    size: float
    x: float
    table: _Table

    def pieces(
        self, tune: bytes, shown: bytes, actual: str | None, *, is_reversed: bool
    ) -> list[_Piece]:
        """Return the pieces of what is shown with one operator."""
        pieces: list[_Piece] = []
        waiting = b""
        for item in _ITEM.findall(shown):
            if not item.startswith(b"("):
                waiting += item + b" "
                self.x -= float(item) / 1000 * self.size
                continue
            codes = _unescaped(item)
            for glyph in (codes[at : at + 2] for at in range(0, len(codes), 2)):
                said = waiting + b"<" + glyph.hex().upper().encode() + b">"
                waiting = b""
                self.x += self.table.widths.get(glyph, self.table.width) / 1000 * self.size
                if actual is not None and pieces:
                    pieces[-1].items += said
                    pieces[-1].glyphs += (glyph,)
                    pieces[-1].end = self.x
                    continue
                text = self.table.texts.get(glyph, "") if actual is None else actual
                begun = b"" if pieces else tune
                new = _Piece(begun, said, (glyph,), text, self.x, actual, is_reversed=is_reversed)
                pieces.append(new)
        if pieces:
            pieces[-1].items += waiting
        return pieces


def _unescaped(literal: bytes) -> bytes:
    def plain(found: re.Match[bytes]) -> bytes:
        said = found[1]
        return bytes([int(said, 8)]) if said.isdigit() else _ESCAPED.get(said, said)

    return _ESCAPE.sub(plain, literal[1:-1])


def _said_by(string: bytes) -> str:
    if string.startswith(b"<"):
        return _utf_16(string[1:-1].removeprefix(b"FEFF"))
    plain = _unescaped(string)
    if plain.startswith(b"\xfe\xff"):
        return plain[2:].decode("utf-16-be", "replace")
    return plain.decode("latin-1")


def _syllable(piece: _Piece) -> _Piece | None:
    """Return a piece that may be the beginning of a syllable with parts elsewhere."""
    return piece if len(piece.text) > 1 and not piece.is_reversed else None


def _may_go_on(before: _Block, block: _Block) -> bool:
    """Whether a block may go on with the syllable before it: at another height of its line."""
    apart = abs(before.y - block.y)
    return block.look == before.look and 0 < apart < _SAME_LINE * block.size


def _count_going_on(first: _Piece, pieces: Sequence[_Piece]) -> int:
    """Return how many pieces are parts of the syllable that begins with the first."""
    count = 0
    for piece in pieces:
        if piece.text != first.text or piece.glyphs[0] == first.glyphs[0]:
            break
        count += 1
    return count


_PLACE = re.compile(rb"1 0 0 -1 (-?[\d.]+) (-?[\d.]+) Tm")


def _moved(tune: bytes, right: float, down: float) -> bytes:
    def move(found: re.Match[bytes]) -> bytes:
        place = f"{float(found[1]) + right:.5f} {float(found[2]) + down:.5f}"
        return b"1 0 0 -1 " + place.encode() + b" Tm"

    return _PLACE.sub(move, tune)


def _said(pieces: Sequence[_Piece], size: float) -> Iterator[bytes]:
    """Yield what draws the pieces, with what they stand for.

    A mark that ends before the letter below it does is spaced as far as that: poppler would see a
    space behind it.
    """
    is_open = False
    shown, back = b"", b""
    for piece in pieces:
        goes_on = piece.joins or (piece.is_reversed and not piece.tune)
        begins = not goes_on and (is_open or piece.actual is not None or piece.is_reversed)
        if shown and (piece.tune or begins or piece.joins):
            yield b"[" + shown + b"]TJ"
            shown = b""
        if begins:
            yield (b"\nEMC" if is_open else b"") + _mark(piece)
            is_open = piece.actual is not None or piece.is_reversed
        if piece.tune:
            yield b" " + piece.tune
            back = b""
        shown += back + piece.items
        back = b""
        if piece.lack:
            yield b" %.5f Tc[" % piece.lack + shown + b"]TJ 0 Tc"
            shown, back = b"", b"%.3f " % (piece.lack * 1000 / size)
    yield b"[" + shown + b"]TJ" if shown else b""
    yield b"\nEMC" if is_open else b""


def _mark(piece: _Piece) -> bytes:
    if piece.actual is None:
        return b"/ReversedChars BMC" if piece.is_reversed else b""
    digits = piece.actual.encode("utf-16-be").hex().upper().encode()
    return b"/Span<</ActualText<FEFF" + digits + b">>>BDC"
