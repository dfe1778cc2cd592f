"""What a text of ours cannot say is named, and kept while the text around it is edited."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.text.richtext import (
    READ_ONLY,
    Form,
    Paragraph,
    RichText,
    Span,
    UnsupportedContent,
)
from lssc_desktop.documents.word import open_document, patched, read_content, to_docx

type Parts = dict[str, str]
type Plant = Callable[[Parts], None]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
NUMBERING, SETTINGS = "word/numbering.xml", "word/settings.xml"
OF_FILE, OF_TEXT = "_rels/.rels", "word/_rels/document.xml.rels"


def say(words: str, form: Form = Form.BODY, level: int = 0) -> Paragraph:
    return Paragraph((Span(words),), form, level)


TEXT = RichText(
    (
        say("Story time in two languages.", Form.INTRODUCTION),
        say("What I did", Form.HEADING_1),
        say("We asked three families."),
        say("Ask", Form.NUMBER),
        say("by telephone", Form.NUMBER, 1),
        say("books", Form.BULLET),
        Paragraph((Span("See "), Span("the page", bold=True, link="https://example.org/"))),
    )
)


def unpacked(document: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def packed(parts: Parts) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def ours(text: RichText = TEXT) -> Parts:
    return unpacked(to_docx(text, title="Diversity of users", author="A. Rivera"))


def beyond(parts: Parts) -> tuple[str, ...]:
    seen = read_content(packed(parts), "Response.docx")
    assert seen.fault == ""
    return seen.beyond


def put(part: str, place: str, what: str, *, behind: bool = True) -> Plant:
    """Puts something into a part, behind (or before) a place that is there."""

    def plant(parts: Parts) -> None:
        assert re.search(place, parts[part]), f"{place} is not in {part}"
        parts[part] = re.sub(
            place,
            lambda found: found[0] + what if behind else what + found[0],
            parts[part],
            count=1,
        )

    return plant


def swap(part: str, place: str, other: str) -> Plant:
    """Puts something else into the place of what is in a part."""

    def plant(parts: Parts) -> None:
        assert re.search(place, parts[part]), f"{place} is not in {part}"
        parts[part] = re.sub(place, lambda _found: other, parts[part])

    return plant


def of_paragraph(properties: str) -> Plant:
    """Gives the first paragraph, of the style "Introduction", a property."""
    return put(DOCUMENT, '<w:pStyle w:val="Introduction"/>', properties)


def of_run(properties: str) -> Plant:
    """Gives the first words a property."""
    return put(DOCUMENT, "<w:r>", f"<w:rPr>{properties}</w:rPr>")


def in_line(what: str) -> Plant:
    """Puts something behind the first words."""
    return put(DOCUMENT, "</w:r>", what)


def of_page(what: str) -> Plant:
    return put(DOCUMENT, "<w:pgMar[^>]*>", what)


def part(
    kind: str, target: str, content: str, *, of: str = OF_TEXT, folder: str = "word/"
) -> Plant:
    """Adds a part to the file, with the relation that leads to it."""

    def plant(parts: Parts) -> None:
        address = kind if ":" in kind else f"{OFFICE}/{kind}"
        relation = f'<Relationship Id="rIdNew" Type="{address}" Target="{target}"/>'
        put(of, "</Relationships>", relation, behind=False)(parts)
        parts[folder + target] = content

    return plant


def word(root: str, content: str) -> str:
    return f'<w:{root} xmlns:w="{W}">{content}</w:{root}>'


def custom(*names: str) -> str:
    properties = "".join(f'<property name="{name}"/>' for name in names)
    return f"<Properties>{properties}</Properties>"


LETTERS = '<w:footnote w:type="separator" w:id="-1"/><w:footnote w:type="continuation" w:id="0"/>'

FEATURES: dict[str, tuple[UnsupportedContent, Plant]] = {
    # The page.
    "Legal paper": (UnsupportedContent.PAGE_SETUP, swap(DOCUMENT, 'w:h="15840"', 'w:h="20160"')),
    "landscape": (
        UnsupportedContent.SECTION,
        swap(DOCUMENT, "<w:pgSz[^>]*>", '<w:pgSz w:w="15840" w:h="12240" w:orient="landscape"/>'),
    ),
    "narrow margins": (
        UnsupportedContent.PAGE_SETUP,
        swap(
            DOCUMENT,
            'w:right="1440" w:bottom="1440" w:left="1440"',
            'w:right="720" w:bottom="720" w:left="720"',
        ),
    ),
    "a gutter": (UnsupportedContent.PAGE_SETUP, swap(DOCUMENT, 'w:gutter="0"', 'w:gutter="360"')),
    "page borders": (
        UnsupportedContent.PAGE_BORDER,
        of_page('<w:pgBorders><w:top w:val="single"/></w:pgBorders>'),
    ),
    "line numbers": (UnsupportedContent.PAGE_SETUP, of_page('<w:lnNumType w:countBy="1"/>')),
    "page numbers from 5": (UnsupportedContent.PAGE_SETUP, of_page('<w:pgNumType w:start="5"/>')),
    "two columns": (UnsupportedContent.SECTION, of_page('<w:cols w:num="2"/>')),
    "centered on the page": (UnsupportedContent.PAGE_SETUP, of_page('<w:vAlign w:val="center"/>')),
    "a page color": (
        UnsupportedContent.PAGE_BACKGROUND,
        put(DOCUMENT, "<w:body>", '<w:background w:color="FFEEDD"/>', behind=False),
    ),
    # Paragraphs.
    "double spacing": (
        UnsupportedContent.SPACING,
        of_paragraph('<w:spacing w:line="480" w:lineRule="auto"/>'),
    ),
    "space after": (UnsupportedContent.SPACING, of_paragraph('<w:spacing w:after="0"/>')),
    "space before": (UnsupportedContent.SPACING, of_paragraph('<w:spacing w:before="360"/>')),
    "double spacing by style": (
        UnsupportedContent.SPACING,
        swap(STYLES, 'w:line="330" w:lineRule="atLeast"', 'w:line="480" w:lineRule="auto"'),
    ),
    "an exact line height": (
        UnsupportedContent.SPACING,
        swap(STYLES, 'w:line="330" w:lineRule="atLeast"', 'w:line="240" w:lineRule="exact"'),
    ),
    "centered": (UnsupportedContent.FORMATTING, of_paragraph('<w:jc w:val="center"/>')),
    "indented": (UnsupportedContent.FORMATTING, of_paragraph('<w:ind w:firstLine="720"/>')),
    "indented by characters": (
        UnsupportedContent.FORMATTING,
        of_paragraph('<w:ind w:leftChars="200"/>'),
    ),
    "a border": (
        UnsupportedContent.FORMATTING,
        of_paragraph('<w:pBdr><w:bottom w:val="single" w:sz="4"/></w:pBdr>'),
    ),
    "shaded": (
        UnsupportedContent.FORMATTING,
        of_paragraph('<w:shd w:val="clear" w:fill="FFFF00"/>'),
    ),
    "right to left": (UnsupportedContent.FORMATTING, of_paragraph("<w:bidi/>")),
    "sideways": (UnsupportedContent.FORMATTING, of_paragraph('<w:textDirection w:val="btLr"/>')),
    "a property of the future": (
        UnsupportedContent.FORMATTING,
        of_paragraph('<w:sparkle w:val="1"/>'),
    ),
    "an item elsewhere": (
        UnsupportedContent.FORMATTING,
        put(
            DOCUMENT,
            '<w:pStyle w:val="ListNumber"/>.*?</w:numPr>',
            '<w:ind w:left="1440" w:hanging="360"/>',
        ),
    ),
    "a centered heading by style": (
        UnsupportedContent.FORMATTING,
        put(STYLES, '<w:outlineLvl w:val="0"/>', '<w:jc w:val="center"/>', behind=False),
    ),
    # Characters.
    "underlined in waves": (UnsupportedContent.FORMATTING, of_run('<w:u w:val="wave"/>')),
    "stretched": (UnsupportedContent.FORMATTING, of_run('<w:w w:val="150"/>')),
    "spread": (UnsupportedContent.FORMATTING, of_run('<w:spacing w:val="40"/>')),
    "raised": (UnsupportedContent.FORMATTING, of_run('<w:position w:val="6"/>')),
    "glowing": (
        UnsupportedContent.FORMATTING,
        of_run('<g:glow xmlns:g="http://schemas.microsoft.com/office/word/2010/wordml"/>'),
    ),
    "red": (UnsupportedContent.FORMATTING, of_run('<w:color w:val="FF0000"/>')),
    "a character of another font": (
        UnsupportedContent.SYMBOL,
        in_line('<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>'),
    ),
    "a tab to the margin": (
        UnsupportedContent.FORMATTING,
        in_line('<w:r><w:ptab w:alignment="right"/><w:t>x</w:t></w:r>'),
    ),
    "an element of the future": (UnsupportedContent.UNKNOWN, in_line("<w:hologram/>")),
    "an alternative of the future": (
        UnsupportedContent.UNKNOWN,
        in_line(
            '<w:r><x:AlternateContent xmlns:x="http://schemas.openxmlformats.org/'
            'markup-compatibility/2006"><x:Choice Requires="y"/></x:AlternateContent></w:r>'
        ),
    ),
    # Marks in the text.
    "a bookmark": (
        UnsupportedContent.BOOKMARK,
        in_line(
            '<w:bookmarkStart w:id="7" w:name="Summary"/><w:r><w:t>x</w:t></w:r>'
            '<w:bookmarkEnd w:id="7"/>'
        ),
    ),
    "a comment": (UnsupportedContent.COMMENT, in_line('<w:commentRangeStart w:id="0"/>')),
    "a comment that stands nowhere": (
        UnsupportedContent.COMMENT,
        part("comments", "comments.xml", word("comments", '<w:comment w:id="0"/>')),
    ),
    "a tracked change": (
        UnsupportedContent.TRACKED_CHANGE,
        in_line("<w:ins><w:r><w:t>x</w:t></w:r></w:ins>"),
    ),
    "a mark for editors": (
        UnsupportedContent.PROTECTED,
        in_line('<w:permStart w:id="1" w:edGrp="everyone"/>'),
    ),
    "data around words": (
        UnsupportedContent.CUSTOM_DATA,
        in_line('<w:customXml w:element="name"><w:r><w:t>x</w:t></w:r></w:customXml>'),
    ),
    "a tip at a link": (
        UnsupportedContent.LINK,
        swap(DOCUMENT, "<w:hyperlink ", '<w:hyperlink w:tooltip="x" '),
    ),
    "a link with a tip in a field": (
        UnsupportedContent.LINK,
        in_line(
            '<w:fldSimple w:instr=" HYPERLINK &quot;https://a.org&quot; \\o &quot;tip&quot; ">'
            "<w:r><w:t>x</w:t></w:r></w:fldSimple>"
        ),
    ),
    "a field": (
        UnsupportedContent.FIELD,
        in_line('<w:fldSimple w:instr="DATE"><w:r><w:t>x</w:t></w:r></w:fldSimple>'),
    ),
    # Lists.
    "signs that nobody knows for bullets": (
        UnsupportedContent.NUMBERING,
        swap(NUMBERING, 'w:val="•"', 'w:val="\ue000"'),
    ),
    "labels of Japan": (
        UnsupportedContent.NUMBERING,
        swap(NUMBERING, 'w:val="decimal"', 'w:val="aiueo"'),
    ),
    "bold labels": (
        UnsupportedContent.FORMATTING,
        put(NUMBERING, '(?s)"%1."/>.*?</w:pPr>', "<w:rPr><w:b/></w:rPr>"),
    ),
    # The file.
    "a header": (
        UnsupportedContent.HEADER_FOOTER,
        part("header", "header1.xml", word("hdr", "<w:p><w:r><w:t>Rivera</w:t></w:r></w:p>")),
    ),
    "footnotes": (
        UnsupportedContent.FOOTNOTE,
        part("footnotes", "footnotes.xml", word("footnotes", '<w:footnote w:id="1"/>')),
    ),
    "a protection": (
        UnsupportedContent.PROTECTED,
        put(SETTINGS, "<w:zoom[^>]*>", '<w:documentProtection w:edit="forms" w:enforcement="1"/>'),
    ),
    "tracking is on": (
        UnsupportedContent.SETTING,
        put(SETTINGS, "<w:zoom[^>]*>", "<w:trackRevisions/>"),
    ),
    "mirrored margins": (
        UnsupportedContent.SETTING,
        put(SETTINGS, "<w:zoom[^>]*>", "<w:mirrorMargins/>"),
    ),
    "a mail merge": (UnsupportedContent.SETTING, put(SETTINGS, "<w:zoom[^>]*>", "<w:mailMerge/>")),
    "variables": (
        UnsupportedContent.CUSTOM_DATA,
        put(SETTINGS, "<w:zoom[^>]*>", '<w:docVars><w:docVar w:name="a" w:val="b"/></w:docVars>'),
    ),
    "data behind the text": (
        UnsupportedContent.CUSTOM_DATA,
        part("customXml", "item1.xml", "<form><name>Rivera</name></form>"),
    ),
    "a property of the library": (
        UnsupportedContent.PROPERTIES,
        part("custom-properties", "custom.xml", custom("Branch"), of=OF_FILE, folder=""),
    ),
    "a sensitivity label": (
        UnsupportedContent.LABEL,
        part(
            "custom-properties", "custom.xml", custom("MSIP_Label_1_Enabled"), of=OF_FILE, folder=""
        ),
    ),
    "a label in a part of its own": (
        UnsupportedContent.LABEL,
        part(
            "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels",
            "labels.xml",
            "<labelList/>",
            of=OF_FILE,
            folder="",
        ),
    ),
    "a digital signature": (
        UnsupportedContent.SIGNATURE,
        part(
            f"{PACKAGE}/relationships/digital-signature/origin",
            "origin.sigs",
            "",
            of=OF_FILE,
            folder="",
        ),
    ),
    "building blocks": (
        UnsupportedContent.UNKNOWN,
        part("glossaryDocument", "glossary.xml", word("glossaryDocument", "")),
    ),
    "macros": (UnsupportedContent.MACRO, part("vbaProject", "vbaProject.bin", "x")),
}


SHOWN: dict[str, Plant] = {
    "underlined": of_run('<w:u w:val="single"/>'),
    "struck out": of_run("<w:strike/>"),
    "highlighted": of_run('<w:highlight w:val="green"/>'),
    "raised": of_run('<w:vertAlign w:val="superscript"/>'),
    "lowered": of_run('<w:vertAlign w:val="subscript"/>'),
    "labels like 1.1": swap(NUMBERING, 'w:val="%2."', 'w:val="%1.%2."'),
    "labels with a word": swap(NUMBERING, 'w:val="%1."', 'w:val="Step %1"'),
    "labels in brackets": swap(NUMBERING, 'w:val="%1."', 'w:val="%1)"'),
    "letters": swap(NUMBERING, 'w:val="decimal"', 'w:val="lowerLetter"'),
    "a list from 3 on": swap(NUMBERING, '<w:start w:val="1"/>', '<w:start w:val="3"/>'),
    "numbered headings": put(
        STYLES, '<w:outlineLvl w:val="0"/>', '<w:numPr><w:numId w:val="2"/></w:numPr>', behind=False
    ),
    "a link as a field": in_line(
        '<w:fldSimple w:instr=" HYPERLINK &quot;https://a.org&quot; ">'
        "<w:r><w:t>x</w:t></w:r></w:fldSimple>"
    ),
}
"""What other programs' documents hold and no tool of ours writes: it is shown, and nothing lost."""


@pytest.mark.parametrize("plant", SHOWN.values(), ids=SHOWN)
def test_what_is_shown_is_no_reason_and_stays(plant: Plant) -> None:
    parts = ours()
    plant(parts)

    assert beyond(parts) == ()
    _stays_while_edited(parts)


def test_what_we_write_on_a4_is_ours_too() -> None:
    parts = ours()
    swap(DOCUMENT, "<w:pgSz[^>]*>", '<w:pgSz w:w="11906" w:h="16838"/>')(parts)
    assert beyond(parts) == ()
    _stays_while_edited(parts)


@pytest.mark.parametrize(("code", "plant"), FEATURES.values(), ids=FEATURES)
def test_what_would_be_lost_is_a_reason_not_to_write(
    code: UnsupportedContent, plant: Plant
) -> None:
    parts = ours()
    plant(parts)

    assert code in beyond(parts)


@pytest.mark.parametrize(("code", "plant"), FEATURES.values(), ids=FEATURES)
def test_what_is_beyond_a_text_is_kept_while_the_text_is_edited(
    code: UnsupportedContent, plant: Plant
) -> None:
    parts = ours()
    plant(parts)
    document = open_document(packed(parts), "Response.docx")
    if code in READ_ONLY:
        assert document.seen.is_read_only
        return
    assert code in read_content(_stays_while_edited(parts), "Response.docx").beyond


def _stays_while_edited(parts: Parts) -> bytes:
    """Write some words into a document, of which all else is as it was then; return it."""
    document = open_document(packed(parts), "Response.docx")
    assert not document.seen.is_read_only
    text = document.seen.text.paragraphs
    place = next(
        place for place, item in enumerate(text) if item.text == "We asked three families."
    )
    longer = Paragraph((Span("We asked three families. They came."),))

    written = patched(document, RichText((*text[:place], longer, *text[place + 1 :])))

    after = unpacked(written)
    assert after[DOCUMENT] == parts[DOCUMENT].replace(
        "<w:t>We asked three families.</w:t></w:r>",
        "<w:t>We asked three families.</w:t></w:r>"
        '<w:r><w:t xml:space="preserve"> They came.</w:t></w:r>',
    )
    assert {name: part for name, part in after.items() if name != DOCUMENT} == {
        name: part for name, part in parts.items() if name != DOCUMENT
    }
    return written


WORDS = st.text(st.characters(codec="utf-8", categories=["L", "Zs", "P"]), min_size=1, max_size=30)
MORE = st.builds(say, WORDS, st.sampled_from(Form), st.integers(0, 3))


@given(st.lists(MORE, max_size=6), st.sampled_from(sorted(FEATURES)))
def test_it_is_one_in_every_document(more: list[Paragraph], feature: str) -> None:
    parts = ours(RichText((*TEXT.paragraphs, *more)))
    assert beyond(parts) == ()

    code, plant = FEATURES[feature]
    plant(parts)

    assert code in beyond(parts)


HARMLESS: dict[str, Plant] = {
    "checked spelling": in_line('<w:proofErr w:type="spellStart"/>'),
    "who typed when": swap(DOCUMENT, "<w:p>", '<w:p w:rsidR="00A1" w:rsidRDefault="00A1">'),
    "where the cursor was": in_line('<w:bookmarkStart w:id="0" w:name="_GoBack"/>'),
    "a pasted link's bookmark": in_line('<w:bookmarkStart w:id="0" w:name="_Hlk105"/>'),
    "a heading's bookmark by pandoc": put(
        DOCUMENT, "<w:p>", '<w:bookmarkStart w:id="0" w:name="what-i-did"/>', behind=False
    ),
    "another language": of_run('<w:lang w:val="es-US"/>'),
    "the style's own spacing": of_paragraph('<w:spacing w:before="0" w:after="240"/>'),
    "LibreOffice's margins": swap(
        DOCUMENT,
        "<w:pgMar[^>]*>",
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:gutter="0"/>',
    ),
    "Word's margins of 2003": swap(
        DOCUMENT,
        'w:right="1440" w:bottom="1440" w:left="1440"',
        'w:right="1800" w:bottom="1440" w:left="1800"',
    ),
    "Word's line height": swap(
        STYLES, 'w:line="330" w:lineRule="atLeast"', 'w:line="259" w:lineRule="auto"'
    ),
    "Word's bullets": swap(NUMBERING, 'w:val="•"', 'w:val="\uf0b7"'),
    "ticks for bullets": swap(NUMBERING, 'w:val="•"', 'w:val="✓"'),
    "the mark between text and notes": part(
        "footnotes", "footnotes.xml", word("footnotes", LETTERS)
    ),
    "an empty list of sources": part(
        "customXml",
        "item1.xml",
        '<Sources xmlns="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"/>',
    ),
    "a page's last break": in_line("<w:r><w:lastRenderedPageBreak/></w:r>"),
    "compatibility": put(SETTINGS, "<w:compat>", "<w:useFELayout/>"),
}


@pytest.mark.parametrize("plant", HARMLESS.values(), ids=HARMLESS)
def test_what_programs_note_for_themselves_is_none(plant: Plant) -> None:
    parts = ours()
    plant(parts)

    assert beyond(parts) == ()


def drop(name: str) -> Plant:
    def plant(parts: Parts) -> None:
        del parts[name]

    return plant


NOTE = '<w:r><w:footnoteReference w:id="9"/></w:r>'

BROKEN: dict[str, Plant] = {
    "nothing leads to the styles and lists": drop(OF_TEXT),
    "the styles are gone": drop(STYLES),
    "the lists are gone": drop(NUMBERING),
    "other styles": swap(STYLES, "w:styles", "w:fonts"),
    "other lists": swap(NUMBERING, "w:numbering", "w:styles"),
    "other settings": swap(SETTINGS, "w:settings", "w:fonts"),
    "the settings are gone": drop(SETTINGS),
    "other footnotes": lambda parts: (
        in_line(NOTE)(parts),
        part("footnotes", "footnotes.xml", word("endnotes", ""))(parts),
    )[0],
    "a footnote is not there": lambda parts: (
        in_line(NOTE)(parts),
        part("footnotes", "footnotes.xml", word("footnotes", LETTERS))(parts),
    )[0],
    "footnotes without a part": in_line(NOTE),
    "a link that leads nowhere": swap(DOCUMENT, 'r:id="rId[0-9]+"', 'r:id="rId77"'),
    "nothing says what the parts are": drop("[Content_Types].xml"),
}


@pytest.mark.parametrize("plant", BROKEN.values(), ids=BROKEN)
def test_a_file_that_is_not_whole_says_so(plant: Plant) -> None:
    parts = ours()
    plant(parts)

    assert UnsupportedContent.INCOMPLETE in beyond(parts)


def test_a_part_that_is_there_twice_makes_a_file_doubtful() -> None:
    file = io.BytesIO(packed(ours()))
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(file, "a") as archive:
        archive.writestr(DOCUMENT, ours(RichText((say("Another text"),)))[DOCUMENT])

    assert UnsupportedContent.INCOMPLETE in read_content(file.getvalue(), "Response.docx").beyond


@pytest.mark.parametrize("name", [STYLES, NUMBERING, SETTINGS])
def test_a_part_that_is_broken_makes_a_file_unreadable(name: str) -> None:
    parts = ours()
    parts[name] = parts[name][: len(parts[name]) // 2]

    assert read_content(packed(parts), "Response.docx").fault == "damaged"
