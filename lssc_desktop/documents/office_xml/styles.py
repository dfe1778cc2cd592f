"""Styles of a Word file, and whether text looks like more than a text of ours can say."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from lssc_desktop.core.text.richtext import Effect, Form

type Properties = dict[str, Element]
"""The children of `rPr` or `pPr` by name."""

NAMES = {
    "introduction": Form.INTRODUCTION,
    "heading 1": Form.HEADING_1,
    "heading 2": Form.HEADING_2,
    "heading 3": Form.HEADING_3,
    "quote": Form.QUOTE,
}
LIST_NAMES = {"list bullet": Form.BULLET, "list number": Form.NUMBER}
NEAR_NAMES = {
    "title": Form.HEADING_1,
    "subtitle": Form.HEADING_2,
    **{f"heading {depth}": Form.HEADING_3 for depth in range(4, 10)},
    "intense quote": Form.QUOTE,
    "quotations": Form.QUOTE,  # LibreOffice's
    "block text": Form.QUOTE,  # pandoc's
}
"""Styles that we show as a form of ours, though they are more than that."""

INDENTED_NAMES = ("list paragraph", "list bullet", "list number", "list continue")
"""Styles whose indent belongs to a list."""

_LONGEST_CHAIN = 20
_OUTLINE = (Form.HEADING_1, Form.HEADING_2, Form.HEADING_3)
_BODY_LEVEL = 9

_SWITCHES = (
    "dstrike",
    "caps",
    "smallCaps",
    "outline",
    "shadow",
    "emboss",
    "imprint",
)
_NEUTRAL = {
    "u": ("none", "single", "words"),
    "em": ("none",),
    "bdr": ("none", "nil"),
}
"""Properties with values that we show, or that change nothing; any other one is formatting."""

EFFECTS = {
    Effect.UNDERLINE: ("u", "single", "none"),
    Effect.STRIKE: ("strike", "1", "0"),
    Effect.HIGHLIGHT: ("highlight", "yellow", "none"),
    Effect.SUPERSCRIPT: ("vertAlign", "superscript", "baseline"),
    Effect.SUBSCRIPT: ("vertAlign", "subscript", "baseline"),
}
"""The property of each effect, with the value that sets it and the one that takes it away."""
_SCRIPTS = {"superscript": Effect.SUPERSCRIPT, "subscript": Effect.SUBSCRIPT}

_PLAIN_VALUES = {
    "spacing": ("", "0"),
    "w": ("", "100", "100%"),
    "position": ("", "0"),
    "effect": ("", "none"),
}
_RUN_PROPERTIES = frozenset(
    {
        *_SWITCHES,
        *_NEUTRAL,
        *_PLAIN_VALUES,
        *(
            "strike",
            "highlight",
            "vertAlign",
            "rStyle",
            "rFonts",
            "b",
            "bCs",
            "i",
            "iCs",
            "color",
            "sz",
            "szCs",
            "lang",
            "shd",
        ),
        *("rtl", "cs", "noProof", "snapToGrid", "kern", "vanish", "webHidden", "rPrChange"),
        *("ins", "del", "moveFrom", "moveTo", "w14.ligatures", "w14.cntxtAlts", "oMath"),
        *("w14.numForm", "w14.numSpacing"),
    }
)
"""Properties of characters that are read, or that readers do not see; any other is formatting."""

_PARAGRAPH_PROPERTIES = frozenset(
    {
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
        *("suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku"),
        *("wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi"),
        *("adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents"),
        *("suppressOverlap", "jc", "textAlignment", "textDirection", "outlineLvl", "divId"),
        *("cnfStyle", "rPr", "sectPr", "pPrChange", "w15.collapsed"),
    }
)
"""Properties of paragraphs that are read, or that readers do not see; any other is formatting."""
_PLAIN_PLACES = {
    "jc": ("", "left", "start"),
    "textDirection": ("", "lrTb", "lr"),
    "textAlignment": ("", "auto", "baseline"),
}

_SINGLE, _MOST_OF_A_LINE = 240, 280
"""Lines of 1 to about 1.15, as programs begin a document with: in 240ths of a line."""
_OWN_LINE = {Form.HEADING_1: 440, Form.HEADING_2: 360}
_USUAL_LINE = 330
"""The least height of our lines (resources/templates/docx/word/styles.xml)."""
_WIDEST_GAP = 283  # LibreOffice's for a web page
_WIDEST_GAP_AT_HEADING = 480
_WIDEST_GAP_IN_LIST = 160
"""The widest space before and after a paragraph that programs' own styles have."""
_USUAL_STYLES = (
    *("normal", "introduction", "body text", "text body", "first paragraph", "compact", "standard"),
    *("list", "default"),
)
"""Names that the styles of a program's usual text begin with."""

_BLACK = ("", "auto", "000000")
_BLACK_THEMES = ("text1", "dark1")
_WHITE = ("", "auto", "FFFFFF")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


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

    def has_form(self, form: Form) -> bool:
        """Whether there is a style by the name of a form."""
        return self.id_of(form) is not None

    def id_of(self, form: Form) -> str | None:
        """Return the paragraph style by the name of a form, None where there is none."""
        names = [name for name, named in {**NAMES, **LIST_NAMES}.items() if named is form]
        return next((style.id for style in self.styles.values() if style.name in names), None)

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
        return _OUTLINE[min(level, len(_OUTLINE) - 1)], level < len(_OUTLINE)


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


def value(element: Element | None, default: str = "") -> str:
    """Return the `val` of a property, the default where it is absent."""
    return default if element is None else element.get("val", default)


def twips(length: str) -> float:
    """Return a length in twentieths of a point; the strict form of the format writes points."""
    return float(length.removesuffix("pt")) * 20 if length.endswith("pt") else float(length)


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


# Looks beyond ours ------------------------------------------------------------------------------


class RunLook:
    """What a run of characters looks like: its own properties before those of its styles."""

    def __init__(self, run: Element, paragraph_style: str, sheet: StyleSheet) -> None:
        self.direct = children(run.find("rPr"))
        self.style = value(self.direct.get("rStyle"))
        self._character = sheet.run(self.style)
        self._paragraph = sheet.run(paragraph_style)
        self._default = sheet.default_run
        self._all = {**self._default, **self._paragraph, **self._character, **self.direct}

    def toggle(self, name: str, *, heading: bool) -> bool:
        """Whether bold or italic is on.

        Styles of paragraph and characters flip each other (ISO 29500-1, 17.7.3). How a heading
        looks by its style is the heading's look, not its words'.
        """
        if name in self.direct:
            return is_on(self.direct[name])
        character = is_on(self._character.get(name))
        if heading:
            return character
        flipped = character != is_on(self._paragraph.get(name))
        return flipped or is_on(self._default.get(name))

    @property
    def hidden(self) -> bool:
        """Whether the characters are there but not shown."""
        return is_on(self._all.get("vanish"))

    def effects(self, *, linked: bool, heading: bool) -> frozenset[Effect]:
        """Return how the characters stand out; that a link is underlined says nothing."""
        look = self._said(heading=heading)
        found = set[Effect]()
        if not linked and value(look.get("u"), "none") != "none":
            found.add(Effect.UNDERLINE)
        if value(look.get("highlight"), "none") != "none":
            found.add(Effect.HIGHLIGHT)
        if is_on(look.get("strike")):
            found.add(Effect.STRIKE)
        script = _SCRIPTS.get(value(look.get("vertAlign")))
        return frozenset(found if script is None else found | {script})

    def _said(self, *, heading: bool) -> Mapping[str, Element]:
        """Return the properties that count: a heading's own are no effects of its words."""
        return {**self._character, **self.direct} if heading else self._all

    def is_beyond(self, *, linked: bool, heading: bool) -> bool:
        """Whether the characters look as ours cannot, as those in small capitals do."""
        look = self._said(heading=heading)
        if not _RUN_PROPERTIES.issuperset(look):
            return True
        if any(is_on(look.get(name)) for name in _SWITCHES):
            return True
        if any(value(look.get(name)) not in plain for name, plain in _PLAIN_VALUES.items()):
            return True
        for name, neutral in _NEUTRAL.items():
            item = look.get(name)
            if item is not None and value(item) not in neutral and not (linked and name == "u"):
                return True
        return _is_shaded(look.get("shd")) or (heading and self._changes_heading())

    def kind(self, text: str, *, linked: bool) -> tuple[str, str, str] | None:
        """Return font, size and color of Latin text, None where that is not telling."""
        if not _LATIN.search(text):
            return None
        fonts, color = self._all.get("rFonts"), self._all.get("color")
        font = "" if fonts is None else fonts.get("asciiTheme", fonts.get("ascii", ""))
        return font, value(self._all.get("sz")), "" if linked else _color(color)

    def _changes_heading(self) -> bool:
        """Whether a run within a heading departs from its style."""
        names = ("sz", "color", "rFonts")
        return any(
            name in self.direct and not _says_the_same(self.direct[name], self._paragraph.get(name))
            for name in names
        )


def paragraph_is_beyond(
    form: Form, style_id: str, direct: Properties, sheet: StyleSheet, text: str
) -> bool:
    """Whether a paragraph stands on the page as ours cannot: centered, indented, in a frame."""
    look = {**sheet.default_paragraph, **sheet.paragraph(style_id), **direct}
    if not _PARAGRAPH_PROPERTIES.issuperset(look) or _is_shaded(look.get("shd")):
        return True
    if any(value(look.get(name)) not in plain for name, plain in _PLAIN_PLACES.items()):
        return True
    if any(name in look for name in ("pBdr", "framePr")) or is_on(look.get("pageBreakBefore")):
        return True
    if form.is_list or form is Form.QUOTE:
        return False
    return ("\t" in text and "tabs" in look) or (
        not sheet.is_named(style_id, INDENTED_NAMES)
        and any(size not in ("", "0") for size in _indents(look.get("ind")))
    )


def spacing_is_beyond(form: Form, style_id: str, direct: Properties, sheet: StyleSheet) -> bool:
    """Whether the lines of a paragraph, or it and its neighbors, stand apart as ours cannot.

    What the user set for one paragraph counts when it differs from the style's; what a style says
    counts when no program's usual text has it.
    """
    default = sheet.default_paragraph.get("spacing")
    styled = _Spacing(
        default, *(style.paragraph.get("spacing") for style in reversed(sheet.chain(style_id)))
    )
    own = _Spacing(
        default,
        *(style.paragraph.get("spacing") for style in reversed(sheet.chain(style_id))),
        direct.get("spacing"),
    )
    if own.line != styled.line:
        return True
    if form.is_list:
        if own.gaps != styled.gaps and any(gap > _WIDEST_GAP_IN_LIST for gap in own.gaps):
            return True
    elif own.gaps != styled.gaps and own.gaps[1] != _WIDEST_GAP:
        return True
    return styled.is_unusual(form) or _departs(form, style_id, styled, sheet)


def _departs(form: Form, style_id: str, styled: "_Spacing", sheet: StyleSheet) -> bool:
    """Whether a style that is not one of a program's usual ones stands apart from those."""
    if form is not Form.BODY or sheet.is_usual(style_id, _USUAL_STYLES):
        return False
    usual = _Spacing(
        sheet.default_paragraph.get("spacing"),
        *(style.paragraph.get("spacing") for style in reversed(sheet.chain(sheet.default))),
    )
    return (styled.line, styled.gaps) != (usual.line, usual.gaps)


class _Spacing:
    """The spacing of a paragraph: each attribute counts as the nearest element says it."""

    def __init__(self, *elements: Element | None) -> None:
        said: dict[str, str] = {}
        for element in elements:
            said |= {} if element is None else element.attrib
        self.line = (int(twips(said.get("line", str(_SINGLE)))), said.get("lineRule", "auto"))
        self.gaps = tuple(
            _WIDEST_GAP
            if said.get(f"{side}Autospacing", "0") not in ("0", "false", "off")
            else int(twips(said.get(side, "0"))) or int(twips(said.get(f"{side}Lines", "0")))
            for side in ("before", "after")
        )

    def is_unusual(self, form: Form) -> bool:
        """Whether no program's usual text of a form stands so."""
        height, rule = self.line
        if rule == "auto":
            usual = _SINGLE <= height <= _MOST_OF_A_LINE
        else:
            usual = rule == "atLeast" and height <= _OWN_LINE.get(form, _USUAL_LINE)
        widest = _WIDEST_GAP_AT_HEADING if form.is_heading else _WIDEST_GAP
        return not usual or any(gap > widest for gap in self.gaps)


def _indents(item: Element | None) -> Iterator[str]:
    """Yield every indent that a paragraph has; none is 0."""
    names = (
        *("left", "start", "right", "end", "firstLine", "hanging"),
        *("leftChars", "startChars", "rightChars", "endChars", "firstLineChars", "hangingChars"),
    )
    for name in names:
        yield "" if item is None else item.get(name, "")


def _is_shaded(item: Element | None) -> bool:
    """Whether there is a color or pattern behind."""
    if item is None:
        return False
    return value(item) not in ("", "clear", "nil") or item.get("fill", "") not in _WHITE


def _color(item: Element | None) -> str:
    """Return the color of characters, "" for black."""
    if item is None or item.get("themeColor") in _BLACK_THEMES or value(item) in _BLACK:
        return ""
    return item.get("themeColor") or value(item)


def _says_the_same(one: Element, other: Element | None) -> bool:
    """Whether two properties say the same."""
    return other is not None and one.attrib == other.attrib
