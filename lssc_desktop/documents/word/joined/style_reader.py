"""Styles of a Word file that is joined with others: each looks as it did where it comes from.

What a file says of all its text goes into its outermost styles, and the fonts and colors of its
theme are named, so that a style means the same in the joined file. Two that look the same are one.
"""

import copy
import hashlib

from lssc_desktop.documents.office_xml.names import WORD
from lssc_desktop.documents.office_xml.ranges import PARAGRAPH_ORDER, RUN_ORDER
from lssc_desktop.documents.word.making import KNOWN, Tree, parsed, place_of, word

_LOWEST = 8  # the deepest outline level
_COLORS = ("themeColor", "themeTint", "themeShade", "themeFill", "themeFillTint", "themeFillShade")
_FONTS = {
    "asciiTheme": ("ascii", "latin"),
    "hAnsiTheme": ("hAnsi", "latin"),
    "eastAsiaTheme": ("eastAsia", "ea"),
    "cstheme": ("cs", "cs"),
}
_BOUND = frozenset({"basedOn", "next", "link", "rsid", "uiPriority", "semiHidden", "aliases"})
_WORDS_OWN = """<w:style xmlns:w="{}"><w:pPr><w:spacing w:before="0" w:after="0" w:line="240"
 w:lineRule="auto"/></w:pPr><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"
 w:eastAsia="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="20"/><w:szCs w:val="20"/>
 </w:rPr></w:style>"""
"""What holds in a file that says nothing of its own (ECMA-376, 17.7.5)."""


def styles_of(root: Tree) -> dict[str, Tree]:
    """Return the styles of a file by their ids."""
    return {item.get(word("styleId"), ""): item for item in root.findall(word("style"))}


class StyleReader:
    """The styles of one file, each with what the file says of all text."""

    def __init__(self, styles: dict[str, Tree], root: Tree | None, theme: Tree | None) -> None:
        self._styles = styles
        self._fonts = _theme_fonts(theme)
        self._defaults = parsed(_WORDS_OWN.format(WORD).encode())
        said = None if root is None else root.find(word("docDefaults"))
        for holder in ("pPr", "rPr"):
            found = (
                None if said is None else said.find(f"{word(holder + 'Default')}/{word(holder)}")
            )
            if found is not None:
                overlay(self._defaults.find(word(holder)), found)

    def whole(self, id_: str, below: int) -> Tree:
        """Return a copy of a style that looks the same in another file, its heading `below`."""
        style = copy.deepcopy(self._styles[id_])
        for item in list(style):
            local = item.tag.rpartition("}")[2] if isinstance(item.tag, str) else ""
            if not local or (local in _BOUND and local != "basedOn"):
                style.remove(item)
        style.attrib.pop(word("default"), None)
        if style.get(word("type"), "paragraph") == "paragraph":
            base = style.find(word("basedOn"))
            if base is None or base.get(word("val")) not in self._styles:
                self._on_its_own(style)
            level = style.find(f"{word('pPr')}/{word('outlineLvl')}")
            if level is not None:
                was = int(level.get(word("val"), "9"))
                level.set(word("val"), str(min(was + below, _LOWEST) if was <= _LOWEST else was))
        for item in style.iter():
            if isinstance(item.tag, str):
                self.without_theme(item)
        return style

    def _on_its_own(self, style: Tree) -> None:
        base = style.find(word("basedOn"))
        if base is not None:
            style.remove(base)
        for holder in ("pPr", "rPr"):
            whole = copy.deepcopy(self._defaults.find(word(holder)))
            own = style.find(word(holder))
            if own is not None:
                overlay(whole, own)
                style.replace(own, whole)
            elif holder == "pPr" and style.find(word("rPr")) is not None:
                style.find(word("rPr")).addprevious(whole)
            else:
                style.append(whole)

    def of_table(self, id_: str) -> Tree | None:
        """Return the spacing that the style of a table gives to its paragraphs, if any."""
        seen: set[str] = set()
        while id_ in self._styles and id_ not in seen:
            seen.add(id_)
            style = self._styles[id_]
            found = style.find(f"{word('pPr')}/{word('spacing')}")
            if found is not None:
                return found
            base = style.find(word("basedOn"))
            id_ = "" if base is None else base.get(word("val"), "")
        return None

    def without_theme(self, item: Tree) -> None:
        """Name fonts and colors where a file refers to its theme, which stays behind."""
        if item.tag == word("rFonts"):
            for key, (plain, script) in _FONTS.items():
                named = item.attrib.pop(word(key), None)
                font = "" if named is None else self._fonts.get((named[:5], script), "")
                if font:
                    item.set(word(plain), font)
        for key in _COLORS:
            item.attrib.pop(word(key), None)


def style_key(style: Tree, based_on: str) -> str:
    """Return what is equal for two styles that look and are called the same."""
    from lxml import etree

    same = copy.deepcopy(style)
    for item in list(same):
        if item.tag.rpartition("}")[2] in _BOUND | {"qFormat", "unhideWhenUsed", "locked"}:
            same.remove(item)
    for key in ("styleId", "customStyle", "default"):
        same.attrib.pop(word(key), None)
    for item in same.iter():
        item.text = item.tail = None
        for key in list(item.attrib):
            if "}rsid" in key:
                del item.attrib[key]
    etree.cleanup_namespaces(same)
    data = etree.tostring(same, method="c14n")
    return f"{based_on}:{hashlib.sha256(data).hexdigest()}"


def overlay(under: Tree, over: Tree) -> None:
    """Let properties win over others of the same name; attributes one by one where there are."""
    for item in over:
        if not isinstance(item.tag, str):
            continue
        found = under.find(item.tag)
        if found is None:
            under.append(copy.deepcopy(item))
        elif item.tag in {word("rFonts"), word("spacing"), word("ind"), word("lang")}:
            for key, (plain, _script) in _FONTS.items():  # a font that is named beats a theme's
                if word(plain) in item.attrib and word(key) in found.attrib:
                    del found.attrib[word(key)]
            found.attrib.update(dict(item.attrib))
        else:
            under.replace(found, copy.deepcopy(item))
    order = RUN_ORDER if under.tag == word("rPr") else PARAGRAPH_ORDER
    under[:] = sorted(under, key=lambda item: place_of(item, order))


def insert_spacing(properties: Tree, spacing: Tree) -> None:
    """Put a spacing where the format wants it among the properties of a paragraph."""
    before = place_of(spacing, PARAGRAPH_ORDER)
    places = (place_of(item, PARAGRAPH_ORDER) for item in properties)
    properties.insert(sum(1 for place in places if place < before), spacing)


def _theme_fonts(theme: Tree | None) -> dict[tuple[str, str], str]:
    """Return the fonts of a theme by "major" or "minor" and script."""
    found: dict[tuple[str, str], str] = {}
    drawing = KNOWN["a"]
    if theme is None:
        return found
    for kind in ("major", "minor"):
        for script in ("latin", "ea", "cs"):
            font = next(theme.iterfind(f".//{{{drawing}}}{kind}Font/{{{drawing}}}{script}"), None)
            if font is not None:
                found[kind, script] = font.get("typeface", "")
    return found
