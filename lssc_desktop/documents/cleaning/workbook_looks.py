"""How cells of a workbook of Excel look, what rules make of that, and the texts that they share."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from lssc_desktop.core.privacy.clean_copy import LeftBehind
from lssc_desktop.core.privacy.seen_words import draws_letters
from lssc_desktop.core.text.number_format import BUILT_IN, GENERAL, formatted
from lssc_desktop.documents.office_xml.colors import Palette, are_alike
from lssc_desktop.documents.office_xml.office_file import OfficeFile
from lssc_desktop.values import dataclass

_LARGEST_PART = 256 << 20
_SMALL, _LOST = 4.0, 0.1  # points
_FAR = 40  # steps that letters are moved in their cell
_BLACK, _WHITE = "000000", "FFFFFF"
_CODE_COLOR = re.compile(r"\[\s*(?:color\s*)?([a-z]+|\d{1,2})\s*\]", re.IGNORECASE)
_COLOR_NAMES = ("black", "white", "red", "green", "blue", "yellow", "magenta", "cyan")
_BEFORE_COLORS = 7  # numbers of colors before the first that a format can name
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DAYS_TO_1904 = 1_462
_KNOWN = (
    *("{http://schemas.openxmlformats.org/spreadsheetml/", "{http://purl.oclc.org/ooxml/spreads"),
    *("{urn:oasis:names:tc:opendocument:", "{http://www.w3.org/", "{http://purl.org/dc/elements/"),
)
_NEWER = (
    "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}",
    "{http://schemas.microsoft.com/office/excel/2006/main}",
)
"""Where rules that color cells stand too: their elements are named `x14.`..."""


@dataclass(frozen=True, slots=True)
class CellLook:
    """How cells are shown: of the grounds behind them each may be seen, and on none nothing is."""

    code: str = GENERAL
    color: str = _BLACK
    grounds: tuple[str, ...] = (_WHITE,)
    high: float = 11.0
    fits: bool = False
    """Whether a number that is too wide is made small."""
    code_colors: tuple[str, ...] = ()

    @property
    def seen(self) -> bool:
        """Whether letters are large enough and stand out from what is behind them."""
        colors = (self.color, *self.code_colors)
        return self.high >= _SMALL and not any(map(self._is_lost, colors))

    def _is_lost(self, color: str) -> bool:
        return all(are_alike(color, ground) for ground in self.grounds)


@dataclass(frozen=True, slots=True)
class CellRule:
    """What a rule makes of the look of cells; one that `hides` shows nothing of them."""

    hides: bool = False
    color: str = ""
    grounds: tuple[str, ...] = ()

    def may_hide(self, look: CellLook) -> bool:
        """Whether a cell of a look is not seen where the rule applies."""
        color, grounds = self.color or look.color, self.grounds or look.grounds
        return self.hides or not replace(look, color=color, grounds=grounds).seen


type TextRun = tuple[str, str, float]
"""Letters with their own color and size, "" and 0 for those of their cell."""


def name_of(element: Element) -> str:
    """Return the name of an element, "" for one that Excel and LibreOffice don't read."""
    space, brace, name = str(element.tag).rpartition("}")
    if space.startswith(_KNOWN):
        return name
    return f"x14.{name}" if f"{space}{brace}" in _NEWER else ""


class ShownBook:
    """A workbook: where its sheets lie, how cells look, and the texts that cells share."""

    def __init__(self, archive: zipfile.ZipFile, left: Counter[LeftBehind]) -> None:
        self.file, self.left = OfficeFile(archive, _LARGEST_PART), left
        own = (item for event, item in self.elements(self.file.target("styles")) if event == "end")
        colors = [item.get("rgb", "")[-6:].upper() for item in own if name_of(item) == "rgbColor"]
        theme = self.file.target("theme")
        self.palette = Palette.of(self.file.part(theme) if theme else None, colors)
        self.rules: list[CellRule] = []
        """What rules make of cells, by their number."""
        self.tables: dict[str, list[int]] = {}
        """The numbers of those that a style of tables has, by its name."""
        self.looks = list(_looks(self))
        self.texts = list(_texts(self))
        book = (item for _event, item in self.elements(self.file.main))
        self.days = _DAYS_TO_1904 if any(is_set(each.get("date1904")) for each in book) else 0
        """How many days are added to its dates."""

    def elements(self, part: str) -> Iterator[tuple[str, Element]]:
        """Yield the elements of a part as they begin and end, but not what lies in unknown ones."""
        outside = 0
        for event, item in self.file.elements(part):
            is_known = name_of(item) not in ("", "extLst")
            outside += 0 if is_known else 1 if event == "start" else -1
            if is_known and (not outside or name_of(item).startswith("x14.")):
                yield event, item

    def visible(self) -> Iterator[tuple[str, str]]:
        """Yield the name and part of each sheet that is shown."""
        related = self.file.relations(self.file.main)
        items = [item for event, item in self.elements(self.file.main) if event == "start"]
        windows = [item for item in items if name_of(item) == "workbookView"]
        if windows and all(each.get("visibility", "visible") != "visible" for each in windows):
            return
        fixed = [each for each in windows if each.get("showSheetTabs") in ("0", "false")]
        active = {int(each.get("activeTab", 0)) for each in fixed}  # nobody gets to any other
        sheets = [each for each in items if name_of(each) == "sheet"]
        for place, item in enumerate(sheets):
            if fixed and place not in active:
                self.left[LeftBehind.HIDDEN] += 1
                continue
            ids = (said for key, said in item.attrib.items() if key.endswith("}id"))
            relation = related.get(next(ids, ""))
            if item.get("state", "visible") != "visible":
                self.left[LeftBehind.HIDDEN] += 1
            elif relation is None or relation.external:
                continue
            elif relation.kind == "worksheet":
                yield item.get("name", ""), relation.target
            elif relation.kind == "chartsheet":
                self.left[LeftBehind.CHARTS] += 1


def is_set(said: str | None) -> bool:
    """Whether an attribute that is either on or off is on."""
    return said in ("1", "true", "on")


def _looks(book: ShownBook) -> Iterator[CellLook]:
    """Yield how the cells of each style are shown, and gather what rules make of cells."""
    codes, palette = dict(BUILT_IN), book.palette
    fonts: list[tuple[str, float]] = []
    fills: list[tuple[str, ...]] = []
    inside = ""
    for event, item in book.elements(book.file.target("styles")):
        match name_of(item), event:
            case ("fonts" | "fills" | "cellXfs") as name, _:
                inside = name if event == "start" else ""
            case "dxf", "end":
                book.rules.append(_rule_of(item, palette))
            case "tableStyle", "end":
                numbers = [int(each.get("dxfId", -1)) for each in item]
                known = [each for each in numbers if 0 <= each < len(book.rules)]
                book.tables[item.get("name", "")] = known
            case "numFmt", "start" if not inside:
                codes.setdefault(int(item.get("numFmtId", 0)), item.get("formatCode", GENERAL))
            case "font", "end" if inside == "fonts":
                fonts.append(_font_of(item, palette))
            case "fill", "end" if inside == "fills":
                fills.append(_grounds_of(item, palette))
            case "xf", "end" if inside == "cellXfs":
                font, fill = int(item.get("fontId", 0)), int(item.get("fillId", 0))
                code = codes.get(int(item.get("numFmtId", 0)), GENERAL)
                grounds = fills[fill] if fill < len(fills) else (_WHITE,)
                color, high = fonts[font] if font < len(fonts) else (_BLACK, 11.0)
                about = _part(item, "alignment")
                said = {} if about is None else about.attrib
                fits = is_set(said.get("shrinkToFit")) or said.get("textRotation", "0") != "0"
                grounds = grounds if float(said.get("indent", 0)) < _FAR else ()
                yield CellLook(code, color, grounds, high, fits, tuple(_code_colors(code, palette)))


def _code_colors(code: str, palette: Palette) -> Iterator[str]:
    """Yield the colors that a format gives to what it shows."""
    for said in _CODE_COLOR.findall(code):
        name = said.lower()
        number = int(said) if said.isdigit() else ([*_COLOR_NAMES, name].index(name) + 1) % 9
        if number:
            yield palette.indexed[(number + _BEFORE_COLORS) % len(palette.indexed)]


def _part(item: Element, name: str) -> Element | None:
    return next((each for each in item if name_of(each) == name), None)


def _font_of(item: Element, palette: Palette) -> tuple[str, float]:
    """Return the color and size of a font; letters without a color are black."""
    size, font = _part(item, "sz"), _part(item, "name")
    font = _part(item, "rFont") if font is None else font
    high = float("11" if size is None else size.get("val", 11))
    if font is not None and not draws_letters(font.get("val", "")):
        high = _LOST
    return palette.color(_part(item, "color"), _BLACK), high


def _grounds_of(fill: Element, palette: Palette) -> tuple[str, ...]:
    """Return the colors of a fill, of which any may be behind a letter."""
    pattern, gradient = _part(fill, "patternFill"), _part(fill, "gradientFill")
    if gradient is not None:
        stops = (_part(stop, "color") for stop in gradient)
        return tuple(palette.color(each, _WHITE) for each in stops) or (_WHITE,)
    kind = "none" if pattern is None else pattern.get("patternType", "none")
    if pattern is None or kind == "none":
        return (_WHITE,)
    front = palette.color(_part(pattern, "fgColor"), _BLACK)
    return (front, palette.color(_part(pattern, "bgColor"), _WHITE))[: 1 if kind == "solid" else 2]


def _rule_of(look: Element, palette: Palette) -> CellRule:
    """Return what the look of a rule makes of cells."""
    font, fill, number = (_part(look, name) for name in ("font", "fill", "numFmt"))
    color = "" if font is None else palette.color(_part(font, "color"), "")
    pattern = None if fill is None else _part(fill, "patternFill")
    grounds: tuple[str, ...] = ()
    if fill is not None and pattern is None:
        grounds = _grounds_of(fill, palette)
    elif pattern is not None:  # whose ground stands where others have their second color
        ground = _part(pattern, "bgColor")
        ground = _part(pattern, "fgColor") if ground is None else ground
        grounds = () if ground is None else (palette.color(ground, _BLACK),)
    code = GENERAL if number is None else number.get("formatCode", GENERAL)
    samples = [formatted(each, code) for each in (1, -1, 0, "x")] if code != GENERAL else ["x"]
    is_white = any(are_alike(each, _WHITE) for each in _code_colors(code, palette))
    return CellRule(is_white or not all(samples), color, grounds)


def rules_of(rule: Element, book: ShownBook) -> Iterator[CellRule]:
    """Yield what a rule may make of cells: by its look, its colors, or marks instead of values."""
    number = rule.get("dxfId", "")
    if number.isdigit() and int(number) < len(book.rules):
        yield book.rules[int(number)]
    for part in rule:
        match name_of(part).removeprefix("x14."):
            case "dxf":
                yield _rule_of(part, book.palette)
            case "dataBar" | "iconSet" if part.get("showValue", "1") in ("0", "false"):
                yield CellRule(hides=True)
            case "colorScale":
                colors = (each for each in part if name_of(each).endswith("color"))
                yield from (
                    CellRule(grounds=(book.palette.color(each, _WHITE),)) for each in colors
                )


def _texts(book: ShownBook) -> Iterator[list[TextRun]]:
    for event, item in book.elements(book.file.target("sharedStrings")):
        if event == "end" and name_of(item) == "si":
            yield runs_of(item, book.palette)
            item.clear()


def runs_of(item: Element | None, palette: Palette) -> list[TextRun]:
    """Return the letters of a text with their own looks, without how they are read."""
    found: list[TextRun] = []
    for part in () if item is None else item:
        if name_of(part) == "t":
            found.append((unescaped(part.text or ""), "", 0.0))
        elif name_of(part) == "r":
            look = _part(part, "rPr")
            own = ("", 0.0) if look is None else _font_of(look, palette)
            said = "".join(each.text or "" for each in part if name_of(each) == "t")
            found.append((unescaped(said), *own))
    return found


def look_of_run(look: CellLook, run: TextRun) -> CellLook:
    """Return the look of a cell with that of some of its letters."""
    _letters, color, high = run
    return replace(look, color=color or look.color, high=high or look.high)


def unescaped(text: str) -> str:
    """Return a text of Excel's with the characters that stand in it as _x0041_."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
