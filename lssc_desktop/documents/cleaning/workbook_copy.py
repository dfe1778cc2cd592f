"""Clean copies of Excel workbooks: what is seen of the visible sheets, as values."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import BinaryIO

from lxml import etree

from lssc_desktop.core.privacy.clean_copy import BAR, Cleaned, CleanOrder, Removal
from lssc_desktop.documents.cleaning.office_parts import (
    DRAWING,
    Cleaner,
    CopiedPart,
    Element,
    OfficeCopy,
    drop,
    drop_all,
    drop_attributes,
    local,
    office,
)
from lssc_desktop.documents.previews.wire import PreviewFault, Unviewable

_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KINDS = frozenset(
    (
        *("worksheet", "chartsheet", "styles", "theme", "themeOverride", "sharedStrings"),
        *("drawing", "image", "chart", "chartStyle", "chartColorStyle"),
        *("diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing"),
    )
)
_OF_BOOK = frozenset(("workbookPr", "bookViews", "sheets"))
_OF_SHEET = frozenset(
    (
        *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData"),
        *("mergeCells", "phoneticPr", "printOptions", "pageMargins", "pageSetup"),
        *("headerFooter", "rowBreaks", "colBreaks", "drawing"),
    )
)
"""What is kept of a book and a sheet; the rest holds names, paths, rules, filters and links."""

_NOTED = re.compile(
    r"codeName|activeTab|firstSheet|macro|textlink|tooltip|location|userName|uid|spans"
)
_YES = ("1", "true")
_COLUMN = re.compile(r"([A-Z]{1,3})[0-9]+")
_NARROW, _LOW = "1", "3"  # characters, points
_MOST_DIGITS = 32


def _s(name: str) -> str:
    return f"{{{_S}}}{name}"


def clean_workbook(file: BinaryIO, order: CleanOrder) -> Cleaned:
    """Return the clean copy of an Excel workbook. Raises `Unviewable`."""
    cleaner = Cleaner(order)
    made = OfficeCopy(file, _KINDS, cleaner)
    names = _clean_book(made, cleaner)
    strings = next(made.of_kind("sharedStrings"), None)
    cells = {(sheet.casefold(), cell.upper()) for sheet, cell in order.cells}
    used: set[int] = set()
    for part in made.of_kind("worksheet"):
        if part.name not in names:
            continue
        _clean_sheet(part, cleaner)
        mine = {cell for sheet, cell in cells if sheet == names[part.name].casefold()}
        _cover_values(part.root, mine, cleaner)
        used.update(_used_strings(part.root))
    if strings is not None:
        _clean_strings(strings.root, used, cleaner)
    for part in made.parts.values():
        if part.root is None:
            continue
        drop_attributes(part.root, _NOTED)
        drop_all(part.root, frozenset(("extLst", "externalData")))
        cleaner.cover_paragraphs(part.root, _s("is"), _s("t"))
        cleaner.cover_paragraphs(part.root, f"{{{DRAWING}}}p", f"{{{DRAWING}}}t")
    return Cleaned(made.finish(), tuple(cleaner.removed.items()))


def _clean_book(made: OfficeCopy, cleaner: Cleaner) -> dict[str, str]:
    """Leave only the visible sheets, and return what each is called, by its part."""
    root = made.main.root
    for node in list(root):
        if local(node) not in _OF_BOOK:
            drop(node)
    names: dict[str, str] = {}
    for sheet in list(root.iter(_s("sheet"))):
        part = made.target(made.main, sheet.get(office("id")))
        if sheet.get("state", "visible") != "visible" or part is None:
            cleaner.removed[Removal.HIDDEN_SHEETS] += 1
            made.cut(made.main, sheet.get(office("id")))
            drop(sheet)
        else:
            names[part.name] = sheet.get("name", "")
    if not names:
        raise Unviewable(PreviewFault.EMPTY)
    return names


# One sheet --------------------------------------------------------------------------------------


def _clean_sheet(part: CopiedPart, cleaner: Cleaner) -> None:
    root = part.root
    for node in list(root):
        if local(node) not in _OF_SHEET:
            drop(node)
    for setup in root.iter(_s("pageSetup")):
        setup.attrib.pop(office("id"), None)
    for usual in root.iter(_s("sheetFormatPr")):
        usual.attrib.pop("zeroHeight", None)
    hidden = list(_hidden_columns(root))
    removed = cleaner.removed
    for row in root.iter(_s("row")):
        if row.get("hidden") in _YES:
            removed[Removal.HIDDEN_CELLS] += len(row)
            for cell in list(row):
                row.remove(cell)
            row.attrib.pop("hidden")
            row.set("ht", _LOW)
            row.set("customHeight", "1")
        row.attrib.pop("collapsed", None)
        for cell in list(row):
            column = _column_of(cell)
            if any(first <= column <= last for first, last in hidden):
                removed[Removal.HIDDEN_CELLS] += 1
                row.remove(cell)
            else:
                removed[Removal.FORMULAS] += _leave_value(cell)


def _hidden_columns(root: Element) -> Iterator[tuple[int, int]]:
    """Yield the hidden stretches of columns, which are shown as narrow empty ones from now on."""
    for column in root.iter(_s("col")):
        column.attrib.pop("collapsed", None)
        if column.attrib.pop("hidden", "0") in _YES:
            yield int(column.get("min", "0")), int(column.get("max", "0"))
            column.set("width", _NARROW)
            column.set("customWidth", "1")


def _column_of(cell: Element) -> int:
    """Return the number of a cell's column, from 1; 0 where the file does not say."""
    found = _COLUMN.fullmatch(cell.get("r", ""))
    number = 0
    for letter in found[1] if found else "":
        number = number * 26 + ord(letter) - 64
    return number


def _leave_value(cell: Element) -> int:
    """Leave of a formula what it came to; returns 1 for one that there was."""
    formula = cell.find(_s("f"))
    for attribute in ("cm", "vm"):
        cell.attrib.pop(attribute, None)
    if formula is None:
        return 0
    cell.remove(formula)
    value = cell.find(_s("v"))
    if cell.get("t") == "str":
        _set_words(cell, "" if value is None else value.text or "")
    return 1


def _set_words(cell: Element, words: str) -> None:
    for child in list(cell):
        cell.remove(child)
    cell.set("t", "inlineStr")
    text = etree.SubElement(etree.SubElement(cell, _s("is")), _s("t"))
    text.text = words


def _cover_values(root: Element, cells: set[str], cleaner: Cleaner) -> None:
    """Put bars in the place of numbers and dates that were found, or look like what was."""
    digits = {re.sub(r"\D", "", text) for text in cleaner.order.texts} - {""}
    for cell in root.iter(_s("c")):
        if cell.get("t", "n") not in ("n", "d"):
            continue
        value = cell.find(_s("v"))
        said = "" if value is None else (value.text or "").strip()
        if said and (cell.get("r", "") in cells or _plain_number(said) in digits):
            cleaner.removed[Removal.FOUND] += 1
            _set_words(cell, BAR * len(said))
            cell.attrib.pop("s", None)


def _plain_number(said: str) -> str:
    """Return a number with all its digits: a file may write 2.12E13."""
    try:
        number = Decimal(said)
    except InvalidOperation:
        return said
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        return said
    return format(
        number.to_integral_value() if number == number.to_integral_value() else number, "f"
    )


def _used_strings(root: Element) -> Iterator[int]:
    for cell in root.iter(_s("c")):
        value = cell.find(_s("v"))
        if cell.get("t") == "s" and value is not None and (value.text or "").strip().isdecimal():
            yield int(value.text)


def _clean_strings(root: Element, used: set[int], cleaner: Cleaner) -> None:
    """Empty the texts that no cell shows any more, and put bars into the others."""
    drop_all(root, frozenset(("rPh", "phoneticPr")))
    for number, text in enumerate(root.iter(_s("si"))):
        if number not in used:
            for child in list(text):
                text.remove(child)
            etree.SubElement(text, _s("t"))
    cleaner.cover_paragraphs(root, _s("si"), _s("t"))
