"""Writer of a changed paragraph: pieces that stayed, and new characters that look like them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement

from lssc_desktop.core.text.richtext import Effect, is_right_to_left
from lssc_desktop.documents.office_xml.ranges import (
    Names,
    PropertyRow,
    joined,
    made,
    with_properties,
    without,
)
from lssc_desktop.documents.office_xml.styles import StyleSheet, value
from lssc_desktop.documents.word.changing.pieces import Char, LinePiece, Run, WordLine, Wrapper
from lssc_desktop.documents.word.line import LINK_STYLES
from lssc_desktop.documents.word.looks import EFFECTS, RunLook, form_of
from lssc_desktop.values import dataclass

_OF_LINKS = ("rStyle", "u", "color")
_NOT_TAKEN_OVER = ("vertAlign", "rPrChange", "ins", "del", "moveFrom", "moveTo", "rtl")
"""Properties of a run that new words beside it do not have by themselves."""

_TOGGLES = {"b": ("b", "bCs"), "i": ("i", "iCs")}


@dataclass(frozen=True, slots=True)
class LineItem:
    """One character to be written: with the piece that it was, or without, when it is new.

    With no character it is a place that is marked.
    """

    char: Char | None
    piece: LinePiece | None = None


class LineWriter:
    """Writes paragraphs of one document; `link` gives the relation of an address."""

    def __init__(self, names: Names, sheet: StyleSheet, link: Callable[[str], str]) -> None:
        self._names = names
        self._sheet = sheet
        self._link = link
        self._look_of_links = next(
            (style.id for style in sheet.styles.values() if style.name == "hyperlink"), ""
        )

    def write(
        self,
        was: WordLine | None,
        properties: PropertyRow,
        items: Sequence[LineItem],
        beside: Run | None,
    ) -> bytes:
        """Return a paragraph, which was one of the document or is new.

        New words look like what is around them, else like a run beside.
        """
        start, end = self._tags("p") if was is None else (was.start, was.end)
        look = joined(self._names, "pPr", properties)
        if was is not None and properties is was.properties:
            look = was.look
        direct = {item.tag: item.element for item in properties}
        style = value(direct.get("pStyle"), self._sheet.default)
        form, _ = form_of(self._sheet, style, direct)
        dressed = _Dressing(self._names, self._sheet, style, heading=form.is_heading)
        pieces = [self._piece(item, dressed) for item in self._with_new(items, beside)]
        content = self._within(pieces, 0)
        return start + look + content + end

    def _tags(self, name: str) -> tuple[bytes, bytes]:
        start, end = self._names.element(name, b"\0").split(b"\0")
        return start, end

    def _piece(self, item: LineItem, dressed: "_Dressing") -> LinePiece:
        """Return the piece of a character as it is written here, in its look and link."""
        piece, char = item.piece, item.char
        if piece is None:
            raise AssertionError  # new characters have one by now
        if char is None or char.kept is not None or piece.run is None:
            return piece
        run, path = piece.run, piece.path
        if piece.link != char.link:
            run, path = dressed.unlinked(run), ()
        run = dressed.dressed(run, char)
        if run is piece.run and path is piece.path:
            return piece
        return replace(piece, run=run, path=path)

    # New characters

    def _with_new(self, items: Sequence[LineItem], beside: Run | None) -> list[LineItem]:
        """Return the characters with a piece for each that has none."""
        found: list[LineItem] = []
        words = [
            item if item.piece is not None and item.piece.run and _is_word(item) else None
            for item in items
        ]
        for start, end in _stretches(items):
            if items[start].char is None or items[start].piece is not None:
                piece = items[start].piece
                char = items[start].char
                if piece is not None and char is not None and char.link not in ("", piece.link):
                    found.extend(self._relinked(items[start:end]))
                else:
                    found.extend(items[start:end])
                continue
            chars = [item.char for item in items[start:end] if item.char is not None]
            around = _nearest(words, start, end, chars[0].link)
            found.extend(self._new(chars, around, beside, _shared_path(items, start, end)))
        return found

    def _new(
        self,
        chars: list[Char],
        around: LineItem | None,
        beside: Run | None,
        shared: tuple[Wrapper, ...],
    ) -> list[LineItem]:
        """Return new characters of one look and link."""
        link = chars[0].link
        like = beside if around is None or around.piece is None else around.piece.run
        row = () if like is None else without(like.properties, _NOT_TAKEN_OVER)
        if is_right_to_left("".join(char.text for char in chars)):
            row = with_properties(row, (made(self._names, "rtl"),))
        path = shared
        if link and around is not None and around.piece and around.piece.link == link:
            path = around.piece.path
        else:
            if like is not None and like.is_link:
                row = without(row, _OF_LINKS)
            if link:
                path, row = (self._wrapper(link),), self._linked(row)
        run = Run(*self._tags("r"), row)
        return [
            LineItem(char, LinePiece(char.text, *self._content(char, run), path=path, link=link))
            for char in chars
        ]

    def _content(self, char: Char, run: Run) -> tuple[bytes, Run, bool]:
        content, in_text = self._names.character(char.text)
        return content, run, in_text

    def _relinked(self, items: Sequence[LineItem]) -> list[LineItem]:
        """Return characters that stayed and lead elsewhere now."""
        link = items[0].char.link if items[0].char is not None else ""
        path = (self._wrapper(link),)
        runs: dict[Run | None, Run] = {}
        found: list[LineItem] = []
        for item in items:
            piece = item.piece
            if piece is None or piece.run is None:
                found.append(item)
                continue
            run = runs.get(piece.run)
            if run is None:
                row = self._linked(without(piece.run.properties, _OF_LINKS))
                run = runs[piece.run] = Run(piece.run.start, piece.run.end, row)
            found.append(LineItem(item.char, replace(piece, run=run, path=path, link=link)))
        return found

    def _linked(self, row: PropertyRow) -> PropertyRow:
        if not self._look_of_links:
            return row
        style = made(self._names, "rStyle", val=self._look_of_links)
        return with_properties(without(row, _OF_LINKS), (style,))

    def _wrapper(self, link: str) -> Wrapper:
        element = self._names.element("hyperlink", b"\0", relation=self._link(link))
        start, end = element.split(b"\0")
        return Wrapper(start, end, link)

    # Bytes

    def _within(self, pieces: Sequence[LinePiece], depth: int) -> bytes:
        """Return pieces, those with the same element around them together in it."""
        found: list[bytes] = []
        for around, group in groupby(
            pieces, lambda piece: piece.path[depth] if len(piece.path) > depth else None
        ):
            inside = list(group)
            if around is None:
                found.append(self._runs(inside))
            else:
                found.append(around.start + self._within(inside, depth + 1) + around.end)
        return b"".join(found)

    def _runs(self, pieces: Sequence[LinePiece]) -> bytes:
        found: list[bytes] = []
        for run, group in groupby(pieces, lambda piece: piece.run):
            inside = list(group)
            if run is None:
                found.extend(piece.content for piece in inside)
            elif run.size == len(inside):
                found.append(run.content)
            else:
                look = run.look or joined(self._names, "rPr", run.properties)
                found.append(run.start + look + b"".join(self._texts(inside)) + run.end)
        return b"".join(found)

    def _texts(self, pieces: Sequence[LinePiece]) -> Iterable[bytes]:
        for in_text, group in groupby(pieces, lambda piece: piece.in_text):
            content = b"".join(piece.content for piece in group)
            yield self._names.text(content) if in_text else content


class _Dressing:
    """Gives runs of a paragraph of one style the look that characters shall have."""

    def __init__(self, names: Names, sheet: StyleSheet, style: str, *, heading: bool) -> None:
        self._names = names
        self._sheet = sheet
        self._style = style
        self._heading = heading
        self._known: dict[tuple[Run, bool, bool, bool, frozenset[Effect]], Run] = {}
        self._unlinked: dict[Run, Run] = {}

    def unlinked(self, run: Run) -> Run:
        """Return a run that is no link any more."""
        if not run.is_link:
            return run
        if run not in self._unlinked:
            row = without(run.properties, _OF_LINKS)
            self._unlinked[run] = Run(run.start, run.end, row)
        return self._unlinked[run]

    def dressed(self, run: Run, char: Char) -> Run:
        """Return a run that looks as a character wants: itself, if it does."""
        linked = bool(char.link)
        key = (run, char.bold, char.italic, linked, char.effects)
        if key not in self._known:
            row = run.properties
            for name, wanted in (("b", char.bold), ("i", char.italic)):
                row = self._toggled(row, name, wanted=wanted)
            row = self._with_effects(row, char.effects, linked=linked)
            same = row is run.properties
            self._known[key] = run if same else Run(run.start, run.end, row)
        return self._known[key]

    def _with_effects(
        self, row: PropertyRow, wanted: frozenset[Effect], *, linked: bool
    ) -> PropertyRow:
        """Return properties with just these effects; those that it has stay as they are said."""
        for effect in self._effects(row, linked=linked) - wanted:
            name, _set, off = EFFECTS[effect]
            row = without(row, (name,))
            if effect in self._effects(row, linked=linked):  # a style has it
                row = with_properties(row, (made(self._names, name, val=off),))
        for effect in sorted(wanted - self._effects(row, linked=linked)):
            name, on, _off = EFFECTS[effect]
            row = with_properties(row, (made(self._names, name, val=on),))
        return row

    def _toggled(self, row: PropertyRow, name: str, *, wanted: bool) -> PropertyRow:
        if self._is_on(row, name) == wanted:
            return row
        row = without(row, _TOGGLES[name])
        if self._is_on(row, name) == wanted:
            return row
        names = self._names
        added = (
            made(names, each) if wanted else made(names, each, val="0") for each in _TOGGLES[name]
        )
        return with_properties(row, added)

    def _is_on(self, row: PropertyRow, name: str) -> bool:
        return self._look(row).toggle(name, heading=self._heading)

    def _effects(self, row: PropertyRow, *, linked: bool) -> frozenset[Effect]:
        look = self._look(row)
        linked = linked or look.style in LINK_STYLES
        return look.effects(linked=linked, heading=self._heading)

    def _look(self, row: PropertyRow) -> RunLook:
        run = Element("r")
        SubElement(run, "rPr").extend(item.element for item in row)
        return RunLook(run, self._style, self._sheet)


def _is_word(item: LineItem) -> bool:
    return item.char is not None and item.char.kept is None


def _stretches(items: Sequence[LineItem]) -> Iterable[tuple[int, int]]:
    """Yield the places of characters that are new, or stayed, in one look and link."""
    place = 0
    for _, group in groupby(items, _sort):
        length = len(list(group))
        yield place, place + length
        place += length


def _sort(item: LineItem) -> tuple[object, ...]:
    char = item.char
    if char is None or char.kept is not None:
        return ("kept",)
    if item.piece is not None:
        return ("stayed", char.link, item.piece.link)
    return ("new", char.bold, char.italic, char.link, char.effects)


def _nearest(words: Sequence[LineItem | None], start: int, end: int, link: str) -> LineItem | None:
    """Return the nearest character that stayed: one of the same link, before rather than behind."""
    near = [item for item in (*reversed(words[:start]), *words[end:]) if item is not None]
    return next(
        (item for item in near if item.char is not None and item.char.link == link),
        near[0] if near else None,
    )


def _shared_path(items: Sequence[LineItem], start: int, end: int) -> tuple[Wrapper, ...]:
    """Return what is around the characters on both sides, links aside."""
    before = items[start - 1].piece if start else None
    behind = items[end].piece if end < len(items) else None
    if before is None or behind is None or before.path != behind.path:
        return ()
    return () if before.link else before.path
