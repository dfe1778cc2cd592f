"""Properties of changed and new paragraphs: their own, their neighbor's, or the document's styles.

A paragraph that is still what it was keeps its properties. Another one takes those of the nearest
paragraph of its form, and only where the document has none does it get a style by its name, or
a list of ours.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from lssc_desktop.core.text.richtext import Form, Paragraph, is_right_to_left
from lssc_desktop.documents.office_xml.ranges import (
    Names,
    Property,
    PropertyRow,
    made,
    style_of,
    with_properties,
    without,
)
from lssc_desktop.documents.office_xml.styles import is_on
from lssc_desktop.documents.word.changing.additions import Additions
from lssc_desktop.documents.word.changing.pieces import Run, WordLine
from lssc_desktop.documents.word.line import Setting
from lssc_desktop.documents.word.looks import form_of, style_of_form
from lssc_desktop.values import dataclass

_OUTLINE = {Form.HEADING_1: "0", Form.HEADING_2: "1", Form.HEADING_3: "2", Form.BODY: "9"}
_NO_LIST = "0"
_OF_ONE_PLACE = ("sectPr", "pPrChange", "framePr", "pageBreakBefore", "divId", "cnfStyle")
"""Properties that a neighbor has for itself."""
_OF_FORM = ("pStyle", "numPr", "outlineLvl", "ind", "tabs", "contextualSpacing", "keepNext")
"""Properties that make a paragraph what it is, or come with that."""


@dataclass(slots=True, eq=False)
class Slot:
    """One block of the changed document: a paragraph, or (without one) something kept.

    `origin` is the paragraph of the document that it was; `like` is one whose words it has. `row`
    are its properties, once they are known.
    """

    paragraph: Paragraph | None
    origin: int | None = None
    like: int | None = None
    row: PropertyRow | None = None


class PropertyWriter:
    """Finds the properties of paragraphs; `line` gives a paragraph of the document."""

    def __init__(
        self,
        names: Names,
        setting: Setting,
        additions: Callable[[], Additions],
        line: Callable[[int], WordLine],
        paragraphs: Sequence[Paragraph | None],
    ) -> None:
        self._names = names
        self._setting = setting
        self._additions = additions
        self._line = line
        self._paragraphs = paragraphs

    def row(self, slots: Sequence[Slot], place: int) -> PropertyRow:
        """Return the properties of a slot, which knows its paragraph."""
        slot = slots[place]
        paragraph = slot.paragraph or Paragraph()
        if slot.origin is not None and self._is_like(slot.origin, paragraph):
            return self._line(slot.origin).properties
        row = self._found(slots, place, paragraph)
        if slot.origin is None:
            row = self._directed(row, paragraph)
        return row

    def beside(self, slots: Sequence[Slot], place: int) -> Run | None:
        """Return a run that new words look like where their paragraph has none."""
        slot = slots[place]
        paragraph = slot.paragraph or Paragraph()
        near = chain(
            (slot.origin, slot.like),
            (other.origin for other in self._alike(_around(slots, place), paragraph)),
        )
        for index in near:
            if index is None:
                continue
            line = self._line(index)
            runs = [piece.run for piece in line.pieces if piece.run and not piece.kept]
            found = runs[-1] if runs else line.mark
            if runs or found.properties or index == slot.origin:
                return found
        return None

    def _is_like(self, origin: int, paragraph: Paragraph) -> bool:
        was = self._paragraphs[origin]
        return was is not None and (was.form, was.level) == (paragraph.form, paragraph.level)

    def _found(self, slots: Sequence[Slot], place: int, paragraph: Paragraph) -> PropertyRow:
        slot = slots[place]
        if slot.like is not None and self._is_like(slot.like, paragraph):
            return self._taken(self._line(slot.like).properties)
        if paragraph.form.is_list:
            return self._item(slots, place, paragraph)
        for other in self._alike(_around(slots, place), paragraph):
            return self._taken(self._row_of(other))
        return self._styled(self._own(slot), paragraph.form)

    def _own(self, slot: Slot) -> PropertyRow:
        """Return what is left of a paragraph's properties when it becomes another thing."""
        row = () if slot.origin is None else self._line(slot.origin).properties
        return without(self._taken(row), _OF_FORM)

    def _styled(self, row: PropertyRow, form: Form) -> PropertyRow:
        """Return properties with the document's style for a form."""
        sheet = self._setting.sheet
        style = style_of_form(sheet, form)
        if style is not None:
            return with_properties(row, (made(self._names, "pStyle", val=style),))
        if form.is_heading:
            return with_properties(row, (made(self._names, "outlineLvl", val=_OUTLINE[form]),))
        row = self._without_outline(row)
        number, level = self._reference(row)
        if self._form_of(number, level) is not None:
            return self._numbered(row, _NO_LIST, Paragraph())
        return row

    def _taken(self, row: PropertyRow) -> PropertyRow:
        return without(row, _OF_ONE_PLACE)

    def _alike(self, slots: Iterable[Slot], paragraph: Paragraph) -> Iterator[Slot]:
        """Yield the slots of the form of a paragraph whose properties are known."""
        for slot in slots:
            other = slot.paragraph
            if other is None or (other.form, other.level) != (paragraph.form, paragraph.level):
                continue
            if slot.row is not None or (
                slot.origin is not None and self._is_like(slot.origin, paragraph)
            ):
                yield slot

    def _row_of(self, slot: Slot) -> PropertyRow:
        """Return the properties of another slot."""
        if slot.row is not None:
            return slot.row
        return () if slot.origin is None else self._line(slot.origin).properties

    def _directed(self, row: PropertyRow, paragraph: Paragraph) -> PropertyRow:
        """Return properties of a new paragraph, which runs as its words do."""
        is_left = is_right_to_left(paragraph.text)
        if not paragraph.text.strip() or is_left == any(
            item.tag == "bidi" and is_on(item.element) for item in row
        ):
            return row
        if is_left:
            return with_properties(row, (made(self._names, "bidi"),))
        return without(row, ("bidi",))

    # Lists

    def _item(self, slots: Sequence[Slot], place: int, paragraph: Paragraph) -> PropertyRow:
        """Return the properties of an item: of the list it stands in, else of a new list."""
        near = chain(
            _of_list(_before(slots, place), paragraph), _of_list(_behind(slots, place), paragraph)
        )
        for other in self._alike(near, paragraph):
            return self._taken(self._row_of(other))
        around = self._list_above(slots, place, paragraph)
        if around is not None:
            return around
        for other in self._alike(_around(slots, place), paragraph):
            row = self._taken(self._row_of(other))
            if paragraph.form is Form.BULLET:
                return row
            like, _ = self._reference(row)
            return self._numbered(row, self._additions().numbers(paragraph.level, like), paragraph)
        return self._new_list(slots[place], paragraph)

    def _list_above(
        self, slots: Sequence[Slot], place: int, paragraph: Paragraph
    ) -> PropertyRow | None:
        """Return the properties of a deeper item in the list of the item it stands below."""
        above = next(
            (
                other
                for other in _before(slots, place)
                if other.paragraph is None or other.paragraph.level < paragraph.level
            ),
            None,
        )
        if above is None or above.paragraph is None or above.paragraph.form is not paragraph.form:
            return None
        row = self._taken(self._row_of(above))
        number, _ = self._reference(row)
        if self._form_of(number, paragraph.level) is not paragraph.form:
            return None
        return self._numbered(without(row, ("ind", "tabs")), number, paragraph)

    def _new_list(self, slot: Slot, paragraph: Paragraph) -> PropertyRow:
        """Return the properties of the first item of a list in a document that has none such."""
        sheet = self._setting.sheet
        own = self._own(slot)
        style = style_of_form(sheet, paragraph.form)
        if style is not None:
            row = with_properties(own, (made(self._names, "pStyle", val=style),))
            number, _ = self._reference(row)
            if self._form_of(number, paragraph.level) is paragraph.form:
                if paragraph.form is Form.NUMBER:
                    number = self._additions().numbers(paragraph.level, number)
                return self._numbered(row, number, paragraph)
        plain = next((it.id for it in sheet.styles.values() if it.name == "list paragraph"), None)
        row = own if plain is None else with_properties(own, (self._style(plain),))
        if paragraph.form is Form.BULLET:
            return self._numbered(row, self._additions().bullets(), paragraph)
        return self._numbered(row, self._additions().numbers(paragraph.level), paragraph)

    def _style(self, identity: str) -> Property:
        return made(self._names, "pStyle", val=identity)

    def _reference(self, row: PropertyRow) -> tuple[str, int]:
        direct = {item.tag: item.element for item in row}
        style = style_of(row) or self._setting.sheet.default
        return self._setting.lists.reference(style, direct, self._setting.sheet)

    def _form_of(self, number: str, level: int) -> Form | None:
        """Return what items on a level of a list are."""
        known = self._setting.lists.lists.get(number)
        mark = None if known is None or number == _NO_LIST else known.levels.get(level)
        if mark is None or mark.mark == "none":
            return None
        return Form.BULLET if mark.mark == "bullet" else Form.NUMBER

    def _numbered(self, row: PropertyRow, number: str, paragraph: Paragraph) -> PropertyRow:
        level = self._names.element("ilvl", val=str(paragraph.level))
        content = level + self._names.element("numId", val=number)
        row = with_properties(row, (numbering(self._names, content, number, paragraph.level),))
        return self._without_outline(row)

    def _without_outline(self, row: PropertyRow) -> PropertyRow:
        """Return properties that make no heading, where the usual style would."""
        sheet = self._setting.sheet
        direct = {item.tag: item.element for item in row}
        form, _ = form_of(sheet, style_of(row) or sheet.default, direct)
        if not form.is_heading:
            return row
        return with_properties(row, (made(self._names, "outlineLvl", val=_OUTLINE[Form.BODY]),))


def numbering(names: Names, content: bytes, number: str, level: int) -> Property:
    """Return the property that makes a paragraph an item of a list."""
    item = made(names, "numPr", content)
    for name, said in (("ilvl", str(level)), ("numId", number)):
        item.element.append(made(names, name, val=said).element)
    return item


def _around(slots: Sequence[Slot], place: int) -> Iterator[Slot]:
    """Yield the other slots: those before, from the nearest on, then those behind."""
    yield from _before(slots, place)
    yield from _behind(slots, place)


def _before(slots: Sequence[Slot], place: int) -> Iterator[Slot]:
    return (slots[index] for index in range(place - 1, -1, -1))


def _behind(slots: Sequence[Slot], place: int) -> Iterator[Slot]:
    return (slots[index] for index in range(place + 1, len(slots)))


def _of_list(slots: Iterable[Slot], paragraph: Paragraph) -> Iterator[Slot]:
    """Yield the slots that are of one list with an item, as far as it goes on in them."""
    for slot in slots:
        other = slot.paragraph
        if other is None or not other.form.is_list or other.level < paragraph.level:
            return
        if other.level == paragraph.level and other.form is not paragraph.form:
            return
        yield slot
