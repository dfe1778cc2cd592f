"""Saving a changed text in a Word file: only what changed is written, all else is copied.

The text is compared with the one of the file as it was opened: first block by block, then, where
blocks differ, word by word over all of them, so that a paragraph may be parted or joined and
words may move, and each keeps how it looks.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import field, replace
from difflib import SequenceMatcher

from lssc_desktop.core.text.richtext import (
    Form,
    KeptContent,
    Paragraph,
    RichText,
    blocks_of,
    ended,
    normalized,
)
from lssc_desktop.documents.office_xml.ranges import Names, Unparsable, parse_source
from lssc_desktop.documents.word.body import NOTES
from lssc_desktop.documents.word.changing.additions import Additions
from lssc_desktop.documents.word.changing.comments import edges, with_marks
from lssc_desktop.documents.word.changing.line_writer import LineItem, LineWriter
from lssc_desktop.documents.word.changing.paragraph_properties import PropertyWriter, Slot
from lssc_desktop.documents.word.changing.pieces import (
    Char,
    LinePiece,
    WordLine,
    chars_of,
    read_line,
)
from lssc_desktop.documents.word.changing.read_again import says
from lssc_desktop.documents.word.errors import BlockLost, TextNotWritten
from lssc_desktop.documents.word.inline import digest_of
from lssc_desktop.documents.word.looks import has_form
from lssc_desktop.documents.word.package import NotCopied, with_parts
from lssc_desktop.documents.word.read import OpenedDocument
from lssc_desktop.values import dataclass

_MOST_SAME = 50_000  # pairs of equal words that are weighed against each other
_AHEAD, _ALIKE = 60, 3
"""How far it is looked ahead for how many that are the same, where many are."""
_END = "\0end"
"""What the end of a paragraph is compared by."""

_BY_STYLE = (Form.INTRODUCTION, Form.QUOTE)

type _Step = tuple[str, int, int, int, int]


def patched(document: OpenedDocument, text: RichText) -> bytes:
    """Return the file with another text; the same text gives the same bytes.

    What is returned was read again and says the text. Raises `BlockLost`, and `TextNotWritten`
    where the file would say something else.
    """
    try:
        return _Patch(document).content(text)
    except (NotCopied, Unparsable) as error:
        raise BlockLost(document.seen.path) from error


@dataclass(frozen=True, slots=True)
class _Old:
    """Something of the old text that is compared, what is marked before it, and its block."""

    key: Hashable
    block: int
    piece: LinePiece | None = None
    anchors: Sequence[LinePiece] = ()
    is_end: bool = False


@dataclass(slots=True, eq=False)
class _Output:
    """One block to be written: bytes that are copied, or the characters of a paragraph.

    `behind` is what stands between it and the next block.
    """

    slot: Slot
    copied: bytes | None = None
    items: list[LineItem] = field(default_factory=list)
    behind: bytes = b""


class _Patch:
    """One change of a document."""

    def __init__(self, document: OpenedDocument) -> None:
        self._document = document
        self._names = Names(document.frame.scope)
        self._added: Additions | None = None
        self._lines: dict[int, WordLine] = {}
        blocks = document.blocks
        self._staying: set[str] = set()
        self._count = len(blocks)
        while self._count and blocks[self._count - 1].is_empty:
            self._count -= 1
        self._paragraphs = [None if it.kept else it.paragraphs[0] for it in blocks]

    def content(self, text: RichText) -> bytes:
        """Return the file with another text."""
        new = [self._as_stored(unit) for unit in blocks_of(_body(text))]
        old = [block.paragraphs for block in self._document.blocks[: self._count]]
        old_keys, new_keys = [_key(unit) for unit in old], [_key(unit) for unit in new]
        if old_keys == new_keys:
            return self._document.content
        if old_keys == new_keys[: len(old)]:  # words behind the last ones go into what is empty
            empty = self._document.blocks[len(old) : len(new)]
            old_keys.extend(_key(block.paragraphs) for block in empty)
            self._count += len(empty)
        self._staying = {digest_of(unit[0].kept) for unit in new if unit[0].kept is not None}
        outputs = self._outputs(old_keys, new, new_keys)
        unmarked = self._written(outputs)
        main = with_marks(self._document.main, unmarked, self._names)
        parts = {self._document.parts.main: main}
        if self._added is not None:
            parts |= self._added.changed_parts()
        written = with_parts(self._document.content, parts)
        if not says(self._document, written, parts, new, is_commented=main != unmarked):
            raise TextNotWritten(self._document.seen.path)
        return written

    def _as_stored(self, unit: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        """Return a unit as the file says it: it may have no style for an introduction or quote."""
        form = unit[0].form
        if form not in _BY_STYLE or has_form(self._document.setting.sheet, form):
            return unit
        return tuple(replace(paragraph, form=Form.BODY) for paragraph in unit)

    def _additions(self) -> Additions:
        if self._added is None:
            document = self._document
            self._added = Additions(document.parts, dict(document.setting.relations))
        return self._added

    def _line(self, block: int) -> WordLine:
        known = self._lines.get(block)
        if known is None:
            part = self._document.frame.read(self._bytes_of(block))
            known = self._lines[block] = read_line(part, self._document.setting)
        return known

    def _bytes_of(self, block: int) -> bytes:
        found = self._document.blocks[block]
        return self._document.main[found.start : found.end]

    def _gap(self, block: int, *, whole: bool) -> bytes:
        """Return what stands behind a block; white space only where the block stays."""
        blocks = self._document.blocks
        if block + 1 >= len(blocks):
            return b""
        gap = self._document.main[blocks[block].end : blocks[block + 1].start]
        return gap if whole or gap.strip() else b""

    # Blocks

    def _outputs(
        self,
        old: Sequence[Hashable],
        new: Sequence[tuple[Paragraph, ...]],
        keys: Sequence[Hashable],
    ) -> list[_Output]:
        """Return the blocks to be written, in order, up to the last one with words."""
        steps = tuple(_steps(old, keys))
        moved = self._moved(steps, old, keys)
        outputs: list[_Output] = []
        for kind, i, j, k, m in steps:
            if kind == "equal":
                outputs.extend(self._copied(block) for block in range(i, j))
            else:
                stayed = [self._items_of(block, set(moved.values())) for block in range(i, j)]
                region = _Region(self, [item for items in stayed for item in items])
                for place in range(k, m):
                    region.write(new[place], moved.get(place))
                outputs.extend(region.finish())
        return outputs

    def _moved(
        self, steps: Sequence[_Step], old: Sequence[Hashable], keys: Sequence[Hashable]
    ) -> dict[int, int]:
        """Return which new paragraphs are old ones that stood elsewhere.

        An item of a list belongs to where it stands, so it is never one of them.
        """
        gone: dict[Hashable, int] = {}
        moved: dict[int, int] = {}
        for kind, i, j, _, _ in steps:
            for block in range(i, j) if kind != "equal" else ():
                paragraph = self._paragraphs[block]
                if paragraph is not None and paragraph.spans and not paragraph.form.is_list:
                    gone[old[block]] = block
        for kind, _, _, k, m in steps:
            for place in range(k, m) if kind != "equal" else ():
                if keys[place] in gone:
                    moved[place] = gone.pop(keys[place])
        return moved

    def _copied(self, block: int) -> _Output:
        return self.moved(block, self._gap(block, whole=True))

    def moved(self, block: int, behind: bytes = b"") -> _Output:
        """Return a block of the document, to be written as it is."""
        return _Output(Slot(self._paragraphs[block], block), self._bytes_of(block), [], behind)

    def kept(self, unit: tuple[Paragraph, ...]) -> _Output:
        """Return something kept, to be written as it is."""
        return _Output(Slot(None), self._content_of(unit[0].kept))

    def mark(self, char: Char) -> LinePiece:
        """Return something kept in a paragraph that stood in another one."""
        content = self._content_of(char.kept)
        return LinePiece("", content, kept="" if char.kept is None else digest_of(char.kept))

    def _content_of(self, kept: KeptContent | None) -> bytes:
        """Return how something kept is written, whether the document had it or the text brings it.

        Raises `BlockLost` where neither is so.
        """
        content = None if kept is None else self._document.names.find(kept)
        if content is None and kept is not None and kept.new is not None:
            content = self._additions().bring(kept.new)
        if content is None:
            raise BlockLost(self._document.seen.path)
        return content

    def gap(self, block: int, *, stays: bool) -> bytes:
        """Return what stands behind a block that stays or goes.

        Where it goes, the ranges of comments that reach out of it begin and end there.
        """
        behind = self._gap(block, whole=stays)
        kept, content = self._document.blocks[block].kept, self._bytes_of(block)
        if stays or kept is None or digest_of(kept) in self._staying or b"comment" not in content:
            return behind
        return edges(parse_source(self._document.frame.read(content))) + behind

    def _items_of(self, block: int, elsewhere: Collection[int]) -> list[_Old]:
        """Return what of a block is compared: nothing of one that stands elsewhere now."""
        paragraph = self._paragraphs[block]
        if paragraph is None:
            kept = self._document.blocks[block].kept
            name = "" if kept is None else digest_of(kept)
            return [_Old((name, "block"), block, is_end=True)]
        if block in elsewhere:
            return [_Old((block, "moved"), block, is_end=True)]
        line = self._line(block)
        found = [
            _Old(piece.key, block, piece, line.anchors.get(place, ()))
            for place, piece in enumerate(line.pieces)
        ]
        last = line.anchors.get(len(line.pieces), ())
        return [*found, _Old(_END, block, None, last, is_end=True)]

    # Bytes

    def _written(self, outputs: Sequence[_Output]) -> bytes:
        """Return the main part with these blocks; empty paragraphs at its end stay."""
        document = self._document
        frame, main = document.frame, document.main
        blocks = document.blocks
        slots = [output.slot for output in outputs]
        properties = PropertyWriter(
            self._names, document.setting, self._additions, self._line, self._paragraphs
        )
        writer = LineWriter(
            self._names, document.setting.sheet, lambda address: self._additions().link(address)
        )
        written: list[bytes] = []
        for place, output in enumerate(outputs):
            if output.copied is not None:
                written.append(output.copied)
            else:
                slot = output.slot
                slot.row = properties.row(slots, place)
                was = None if slot.origin is None else self._line(slot.origin)
                beside = properties.beside(slots, place)
                written.append(writer.write(was, slot.row, output.items, beside))
            written.append(output.behind)
        left = blocks[self._count].start if self._count < len(blocks) else frame.end
        content = b"".join(written)
        if frame.missing:
            content = frame.missing.replace(b"</", content + b"</", 1)
        return main[: frame.start] + content + main[left:]


class _Region:
    """Blocks that differ: the old ones against the new ones, word by word."""

    def __init__(self, patch: _Patch, old: list[_Old]) -> None:
        self._patch = patch
        self._old = old
        self._seen = 0
        self._units: list[tuple[tuple[Paragraph, ...], int | None]] = []

    def write(self, unit: tuple[Paragraph, ...], moved: int | None) -> None:
        """Take the next block of the new text; `moved` is the block that it is, if it is one."""
        self._units.append((unit, moved))

    def finish(self) -> list[_Output]:
        """Return what is to be written."""
        new: list[Hashable] = []
        chars: list[list[Char]] = []
        for unit, moved in self._units:
            is_words = moved is None and unit[0].kept is None
            chars.append(chars_of(unit[0]) if is_words else [])
            new.extend(char.key for char in chars[-1])
            new.append(_END if is_words else _key_of_block(unit, moved))
        sources = _sources([item.key for item in self._old], new)
        ends = {
            self._old[source].block
            for source, key in zip(sources, new, strict=True)
            if source is not None and key == _END
        }
        outputs: list[_Output] = []
        place = 0
        for (unit, moved), row in zip(self._units, chars, strict=True):
            mine = sources[place : place + len(row) + 1]
            place += len(row) + 1
            outputs.append(self._output(unit, moved, row, mine, ends, outputs))
        self._finish(outputs)
        return outputs

    def _output(
        self,
        unit: tuple[Paragraph, ...],
        moved: int | None,
        row: Sequence[Char],
        sources: Sequence[int | None],
        ends: set[int],
        before: Sequence[_Output],
    ) -> _Output:
        """Return one block of the new text."""
        items: list[LineItem] = []
        gaps: list[bytes] = []
        for char, source in zip((*row, None), sources, strict=True):
            if source is not None:
                self._see_to(source, items, gaps)
            if char is not None:
                items.append(LineItem(char, self._piece(char, source)))
        end = sources[-1]
        stays = None if end is None else self._old[end].block
        if moved is not None or unit[0].kept is not None:
            output = self._patch.kept(unit) if moved is None else self._patch.moved(moved)
            _leave(before, items, output)
        else:
            origin = self._owner(sources, ends) if stays is None else stays
            if origin is not None:
                ends.add(origin)
            output = _Output(Slot(unit[0], origin, self._most(sources)), None, items)
        output.behind = b"".join(gaps)
        if stays is not None:
            output.behind += self._patch.gap(stays, stays=True)
        return output

    def _see_to(self, source: int, items: list[LineItem], gaps: list[bytes]) -> None:
        """Take over what is marked before an old character, and between blocks that are gone."""
        for place in range(self._seen, source + 1):
            old = self._old[place]
            items.extend(LineItem(None, anchor) for anchor in old.anchors)
            if old.is_end and place != source:
                gaps.append(self._patch.gap(old.block, stays=False))
        self._seen = source + 1

    def _piece(self, char: Char, source: int | None) -> LinePiece | None:
        piece = None if source is None else self._old[source].piece
        return self._patch.mark(char) if piece is None and char.kept is not None else piece

    def _most(self, sources: Sequence[int | None]) -> int | None:
        """Return the block that most characters of a paragraph come from."""
        blocks = Counter(self._old[each].block for each in sources if each is not None)
        return max(blocks, key=lambda block: blocks[block]) if blocks else None

    def _owner(self, sources: Sequence[int | None], taken: set[int]) -> int | None:
        """Return the paragraph that goes on in this one, if it goes on in no other."""
        most = self._most(sources)
        return None if most in taken else most

    def _finish(self, outputs: list[_Output]) -> None:
        """See to what is marked behind the last words that stayed."""
        left = self._old[self._seen :]
        anchors = [LineItem(None, anchor) for old in left for anchor in old.anchors]
        gaps = b"".join(self._patch.gap(old.block, stays=False) for old in left if old.is_end)
        if not anchors and not gaps:
            return
        if not outputs:
            outputs.append(_Output(Slot(None), b""))
        last = outputs[-1]
        rest = _Output(Slot(None), b"")
        _leave(outputs, anchors, rest)
        last.behind += rest.copied or b""
        last.behind += gaps


def _leave(before: Sequence[_Output], anchors: Sequence[LineItem], here: _Output) -> None:
    """Keep where bookmarks of paragraphs that are gone begin and end."""
    if before and before[-1].copied is None:
        before[-1].items.extend(anchors)
    else:
        content = b"".join(
            item.piece.content for item in anchors if item.piece is not None and item.piece.is_range
        )
        here.copied = content + (here.copied or b"")


# Comparing --------------------------------------------------------------------------------------


def _body(text: RichText) -> RichText:
    """Return a text without the notes behind it, which are edited in Word."""
    paragraphs = normalized(text).paragraphs
    return ended(paragraph for paragraph in paragraphs if paragraph.kept != NOTES)


def _key(unit: tuple[Paragraph, ...]) -> Hashable:
    """Return what a block is compared by."""
    first = unit[0]
    if first.kept is not None:
        return digest_of(first.kept), "block"
    spans = tuple(
        (span.text, span.bold, span.italic, span.link, span.effects)
        if span.kept is None
        else (digest_of(span.kept),)
        for span in first.spans
    )
    return first.form, first.level, spans


def _key_of_block(unit: tuple[Paragraph, ...], moved: int | None) -> Hashable:
    return (moved, "here") if moved is not None else _key(unit)


def _steps(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[_Step]:
    """Yield what leads from one row to the other; very alike ones are compared at their ends."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    i, k = len(old) - end, len(new) - end
    if start:
        yield "equal", 0, start, 0, start
    for kind, a, b, c, d in _between(old[start:i], new[start:k]):
        yield kind, start + a, start + b, start + c, start + d
    if end:
        yield "equal", i, len(old), k, len(new)


def _between(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[_Step]:
    """Yield what leads from one row to another that begins and ends otherwise."""
    often = Counter(old)
    if sum(often[each] for each in new) <= _MOST_SAME:
        yield from SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        return
    # The same comes so often that weighing all pairs would take long: look only a little ahead.
    place = other = 0
    while place < len(old) and other < len(new):
        same = _common(old[place:], new[other:])
        if same:
            yield "equal", place, place + same, other, other + same
            place, other = place + same, other + same
            continue
        a, b = _next_same(old[place : place + _AHEAD], new[other : other + _AHEAD])
        yield "replace", place, place + a, other, other + b
        place, other = place + a, other + b
    if place < len(old) or other < len(new):
        yield "replace", place, len(old), other, len(new)


def _next_same(old: Sequence[Hashable], new: Sequence[Hashable]) -> tuple[int, int]:
    """Return the nearest places from which on two rows go on alike, else their ends."""
    for far in range(1, len(old) + len(new)):
        for a in range(max(0, far - len(new)), min(far, len(old)) + 1):
            b = far - a
            if old[a : a + _ALIKE] == new[b : b + _ALIKE] and len(old) > a and len(new) > b:
                return a, b
    return len(old), len(new)


def _common(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    """Return how much both rows begin with alike."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((place for place, (one, other) in pairs if one != other), min(len(old), len(new)))


def _sources(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[int | None]:
    """Return for each new character the old one that it is, in order, None for those that are new.

    Words are compared whole; where they differ, their beginnings and ends stay.
    """
    found: list[int | None] = [None] * len(new)
    old_words, new_words = _words(old), _words(new)
    old_keys = [tuple(old[a:b]) for a, b in old_words]
    new_keys = [tuple(new[a:b]) for a, b in new_words]
    for _, i, j, k, m in _steps(old_keys, new_keys):
        a, b = _range(old_words, i, j, len(old))
        c, d = _range(new_words, k, m, len(new))
        start = _common(old[a:b], new[c:d])
        end = _common(old[a + start : b][::-1], new[c + start : d][::-1])
        for step in range(start):
            found[c + step] = a + step
        for step in range(1, end + 1):
            found[d - step] = b - step
    return found


def _words(keys: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return where the words are; white space, marks and what is kept are words by themselves."""
    words: list[tuple[int, int]] = []
    for place, key in enumerate(keys):
        inside = _is_letter(key)
        if inside and words and words[-1][1] == place and _is_letter(keys[place - 1]):
            words[-1] = (words[-1][0], place + 1)
        else:
            words.append((place, place + 1))
    return words


def _is_letter(key: Hashable) -> bool:
    return isinstance(key, str) and len(key) == 1 and key.isalnum()


def _range(words: Sequence[tuple[int, int]], first: int, end: int, whole: int) -> tuple[int, int]:
    """Return the characters of a row of words."""
    if first == end:
        place = words[first][0] if first < len(words) else whole
        return place, place
    return words[first][0], words[end - 1][1]
