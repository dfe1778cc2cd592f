"""The styles of a Word file: what a paragraph is called, and what it looks like through that."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from lssc_desktop.core.richtext import Form

type Properties = dict[str, Element]
"""The children of `rPr` or `pPr` by name."""

NAMES = {
    "introduction": Form.INTRODUCTION,
    "heading 1": Form.HEADING_1,
    "heading 2": Form.HEADING_2,
}
NEAR_NAMES = {
    "title": Form.HEADING_1,
    "subtitle": Form.HEADING_2,
    **{f"heading {depth}": Form.HEADING_2 for depth in range(3, 10)},
}
"""Styles that we show as a heading of ours, though they are more than that."""

INDENTED_NAMES = ("list paragraph", "list bullet", "list number", "list continue")
"""Styles whose indent belongs to a list."""

_LONGEST_CHAIN = 20
_BODY_LEVEL = 9


def value(element: Element | None, default: str = "") -> str:
    """Return the `val` of a property, the default where it is absent."""
    return default if element is None else element.get("val", default)


def is_on(element: Element | None) -> bool:
    """Whether a property that is either on or off is there and on."""
    return element is not None and element.get("val", "true") not in ("0", "false", "off")


def children(parent: Element | None) -> Properties:
    """Return the properties within `rPr` or `pPr`; of fonts only the one for Latin counts."""
    if parent is None:
        return {}
    return {
        item.tag: item
        for item in parent
        if item.tag != "rFonts" or item.get("ascii") or item.get("asciiTheme")
    }


@dataclass(frozen=True, slots=True)
class Style:
    """One style. `name` is in lower case: Word's built-in names are English everywhere."""

    id: str
    name: str
    base: str
    paragraph: Properties
    run: Properties


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """All styles of a file, with what is inherited worked out once for each."""

    styles: dict[str, Style]
    default: str
    default_run: Properties
    default_paragraph: Properties
    _runs: dict[str, Properties] = field(default_factory=dict)
    _paragraphs: dict[str, Properties] = field(default_factory=dict)

    def chain(self, style_id: str) -> tuple[Style, ...]:
        """Return a style and what it is based on, nearest first."""
        found: list[Style] = []
        while style_id in self.styles and len(found) < _LONGEST_CHAIN:
            found.append(self.styles[style_id])
            style_id = found[-1].base
        return tuple(found)

    def run(self, style_id: str) -> Properties:
        """Return what a style and its bases say about characters, the nearest word counting."""
        if style_id not in self._runs:
            merged = [style.run for style in reversed(self.chain(style_id))]
            self._runs[style_id] = {key: item for part in merged for key, item in part.items()}
        return self._runs[style_id]

    def paragraph(self, style_id: str) -> Properties:
        """Return what a style and its bases say about paragraphs, the nearest word counting."""
        if style_id not in self._paragraphs:
            merged = [style.paragraph for style in reversed(self.chain(style_id))]
            self._paragraphs[style_id] = {k: item for part in merged for k, item in part.items()}
        return self._paragraphs[style_id]

    def is_named(self, style_id: str, names: tuple[str, ...]) -> bool:
        """Whether a style or one of its bases has a name that begins with one of these."""
        return any(style.name.startswith(names) for style in self.chain(style_id))

    def is_usual(self, style_id: str, names: tuple[str, ...]) -> bool:
        """Whether a style is the default one, or its name begins with one of these."""
        style = self.styles.get(style_id)
        return style is None or style_id == self.default or style.name.startswith(names)

    def form(self, style_id: str, direct: Properties) -> tuple[Form, bool]:
        """Return the form that a style stands for, and whether that is all it says.

        Known by its name, or the name of what it is based on, else by its outline level.
        """
        for style in self.chain(style_id):
            if style.name in NAMES:
                return NAMES[style.name], True
            if style.name in NEAR_NAMES:
                return NEAR_NAMES[style.name], False
        outline = direct.get("outlineLvl")
        outline = self.paragraph(style_id).get("outlineLvl") if outline is None else outline
        level = int(value(outline, str(_BODY_LEVEL)))
        if level >= _BODY_LEVEL:
            return Form.BODY, True
        return (Form.HEADING_1 if level == 0 else Form.HEADING_2), level <= 1


def read_styles(root: Element | None) -> StyleSheet:
    """Return the styles in a `styles` part; a file without one has none."""
    styles: dict[str, Style] = {}
    default = ""
    for item in () if root is None else root.findall("style"):
        style_id = item.get("styleId", "")
        styles[style_id] = Style(
            id=style_id,
            name=value(item.find("name")).casefold(),
            base=value(item.find("basedOn")),
            paragraph=children(item.find("pPr")),
            run=children(item.find("rPr")),
        )
        if item.get("type") == "paragraph" and item.get("default") in ("1", "true", "on"):
            default = style_id
    found = None if root is None else root.find("docDefaults")
    return StyleSheet(
        styles=styles,
        default=default,
        default_run=children(None if found is None else found.find("rPrDefault/rPr")),
        default_paragraph=children(None if found is None else found.find("pPrDefault/pPr")),
    )
