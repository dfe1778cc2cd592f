"""The forms, looks and lists of other programs' Word files."""

from collections.abc import Callable

import pytest

from lssc_desktop.core.files.seen import SeenDocument
from lssc_desktop.core.text.richtext import Effect, Form, Paragraph, Span, labels

type ReadBody = Callable[..., SeenDocument]


def run(text: str, properties: str = "") -> str:
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    look = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{look}{content}</w:p>"


def styled(style: str, text: str = "x", run_properties: str = "") -> str:
    return paragraph(run(text, run_properties), f'<w:pStyle w:val="{style}"/>')


def item(list_id: int, level: int = 0, text: str = "x") -> str:
    numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return paragraph(run(text), f'<w:pStyle w:val="ListParagraph"/>{numbering}')


def one(seen: SeenDocument) -> Paragraph:
    assert seen.fault == ""
    assert len(seen.text.paragraphs) == 1
    return seen.text.paragraphs[0]


class TestForms:
    @pytest.mark.parametrize(
        ("style", "form"),
        [
            ("Normal", Form.BODY),
            ("Heading1", Form.HEADING_1),
            ("Kapitel", Form.HEADING_1),
            ("Outlined", Form.HEADING_2),
            ("Heading3", Form.HEADING_3),
            ("Quote", Form.QUOTE),
            ("Aufzhlung", Form.BULLET),
            ("NotThere", Form.BODY),
        ],
    )
    def test_a_style_is_known_by_name_base_outline_or_list(
        self, read_body: ReadBody, style: str, form: Form
    ) -> None:
        seen = read_body(styled(style))

        assert one(seen).form is form
        assert seen.beyond == ()

    @pytest.mark.parametrize(
        ("style", "form"), [("Title", Form.HEADING_1), ("Heading5", Form.HEADING_3)]
    )
    def test_a_heading_of_another_kind_is_shown_and_not_rewritten(
        self, read_body: ReadBody, style: str, form: Form
    ) -> None:
        seen = read_body(styled(style))

        assert one(seen).form is form
        assert seen.beyond == ("formatting",)

    def test_styles_that_are_based_on_each_other_do_no_harm(self, read_body: ReadBody) -> None:
        styles = "".join(
            f'<w:style w:type="paragraph" w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>'
            for a, b in ("AB", "BA")
        )

        assert one(read_body(styled("A"), styles=styles)).text == "x"


class TestLooks:
    @pytest.mark.parametrize(
        ("properties", "bold"),
        [
            ("<w:b/>", True),
            ('<w:b w:val="1"/>', True),
            ('<w:b w:val="0"/>', False),
            ('<w:b w:val="false"/>', False),
            ('<w:rStyle w:val="Strong"/>', True),
            ('<w:rStyle w:val="Strong"/><w:b w:val="0"/>', False),
            ("", False),
        ],
    )
    def test_bold_comes_directly_or_through_a_style_and_can_be_off(
        self, read_body: ReadBody, properties: str, bold: bool
    ) -> None:
        assert one(read_body(paragraph(run("x", properties)))).spans == (Span("x", bold=bold),)

    def test_bold_of_words_within_a_bold_style_flips_it(self, read_body: ReadBody) -> None:
        seen = read_body(styled("Loud", "a") + styled("Loud", "b", '<w:rStyle w:val="Strong"/>'))

        assert [item.spans[0].bold for item in seen.text.paragraphs] == [True, False]

    def test_the_bold_of_a_heading_is_the_headings(self, read_body: ReadBody) -> None:
        assert one(read_body(styled("Heading1"))).spans == (Span("x"),)
        assert one(read_body(styled("Heading1", "x", "<w:b/>"))).spans == (Span("x", bold=True),)

    @pytest.mark.parametrize(
        "properties",
        [
            '<w:u w:val="double"/>',
            "<w:dstrike/>",
            "<w:smallCaps/>",
            '<w:shd w:val="clear" w:fill="FFFF00"/>',
        ],
    )
    def test_a_look_that_we_cannot_write_is_noted(
        self, read_body: ReadBody, properties: str
    ) -> None:
        assert read_body(paragraph(run("x", properties))).beyond == ("formatting",)

    @pytest.mark.parametrize(
        "properties",
        ['<w:color w:val="FF0000"/>', '<w:sz w:val="48"/>', '<w:rFonts w:ascii="Courier"/>'],
    )
    def test_words_that_differ_from_the_rest_are_noted(
        self, read_body: ReadBody, properties: str
    ) -> None:
        body = paragraph(run("Story ") + run("time", properties))

        assert read_body(body).beyond == ("formatting",)

    @pytest.mark.parametrize(
        "properties",
        [
            '<w:lang w:val="en-GB"/>',
            "<w:noProof/>",
            '<w:rFonts w:hint="eastAsia"/>',
            '<w:color w:val="auto"/>',
            '<w:color w:val="000000" w:themeColor="text1"/>',
            '<w:u w:val="none"/>',
            '<w:b w:val="0"/>',
            '<w:shd w:val="clear" w:color="auto" w:fill="auto"/>',
        ],
    )
    def test_what_word_notes_in_plain_documents_is_nothing(
        self, read_body: ReadBody, properties: str
    ) -> None:
        body = paragraph(run("Story ") + "<w:proofErr/>" + run("time", properties))

        seen = read_body(body)
        assert seen.beyond == ()
        assert one(seen).spans == (Span("Story time"),)

    def test_one_font_and_size_for_the_whole_text_is_taste(self, read_body: ReadBody) -> None:
        look = '<w:rFonts w:ascii="Times New Roman"/><w:sz w:val="24"/>'

        assert read_body(paragraph(run("a", look)) + paragraph(run("b", look))).beyond == ()

    @pytest.mark.parametrize(
        ("properties", "effects"),
        [
            ('<w:u w:val="single"/>', {Effect.UNDERLINE}),
            ('<w:u w:val="double"/>', {Effect.UNDERLINE}),
            ('<w:highlight w:val="cyan"/>', {Effect.HIGHLIGHT}),
            ('<w:strike/><w:vertAlign w:val="subscript"/>', {Effect.STRIKE, Effect.SUBSCRIPT}),
            ('<w:vertAlign w:val="superscript"/>', {Effect.SUPERSCRIPT}),
            ('<w:u w:val="none"/><w:strike w:val="0"/><w:vertAlign w:val="baseline"/>', set()),
        ],
    )
    def test_words_that_stand_out_are_shown_so(
        self, read_body: ReadBody, properties: str, effects: set[Effect]
    ) -> None:
        seen = read_body(paragraph(run("May 1") + run("st", properties)))

        shown = frozenset().union(*(span.effects for span in one(seen).spans))
        assert shown == effects

    def test_what_a_style_of_the_paragraph_says_counts_but_not_that_of_a_heading(
        self, read_body: ReadBody
    ) -> None:
        line = '<w:rPr><w:u w:val="single"/></w:rPr>'
        styles = "".join(
            f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/>{line}'
            "</w:style>"
            for style, name in (("Lined", "Lined"), ("Big", "heading 1"))
        )

        seen = read_body(styled("Lined") + styled("Big"), styles=styles)

        lined, big = (item.spans[0].effects for item in seen.text.paragraphs)
        assert lined == {Effect.UNDERLINE}
        assert not big

    @pytest.mark.parametrize(
        "properties",
        [
            '<w:jc w:val="center"/>',
            '<w:ind w:left="720"/>',
            '<w:ind w:firstLine="720"/>',
            "<w:pBdr/>",
            "<w:pageBreakBefore/>",
        ],
    )
    def test_a_paragraph_that_stands_differently_is_noted(
        self, read_body: ReadBody, properties: str
    ) -> None:
        assert read_body(paragraph(run("x"), properties)).beyond == ("formatting",)

    @pytest.mark.parametrize(
        "properties",
        [
            '<w:jc w:val="left"/>',
            '<w:spacing w:after="0"/>',
            '<w:ind w:left="0"/>',
            "<w:keepNext/>",
        ],
    )
    def test_a_paragraph_that_stands_as_ever_is_not(
        self, read_body: ReadBody, properties: str
    ) -> None:
        assert read_body(paragraph(run("x"), properties)).beyond == ()


class TestLists:
    def test_bullets_and_numbers_have_levels(self, read_body: ReadBody) -> None:
        seen = read_body(item(1) + item(1, 1) + item(2))

        assert [(p.form, p.level) for p in seen.text.paragraphs] == [
            (Form.BULLET, 0),
            (Form.BULLET, 1),
            (Form.NUMBER, 0),
        ]
        assert seen.beyond == ()

    def test_a_list_that_restarts_is_ours(self, read_body: ReadBody) -> None:
        assert read_body(item(2) + item(2) + paragraph(run("x")) + item(3)).beyond == ()

    @pytest.mark.parametrize(
        ("body", "expected"),
        [
            (item(2) + paragraph(run("between")) + item(2), ("1.", "", "2.")),
            (item(2) + item(1) + item(2), ("1.", "", "2.")),
            (item(4), ("5.",)),
            (item(2) + item(2, 1) + item(2, 1) + item(2), ("1.", "a.", "b.", "2.")),
            (item(2) + item(2) + item(4) + item(3) + item(2), ("1.", "2.", "5.", "1.", "2.")),
        ],
        ids=["goes on", "goes on after a bullet", "begins at 5", "letters", "begins again"],
    )
    def test_a_list_that_counts_in_its_own_way_has_its_own_labels(
        self, read_body: ReadBody, body: str, expected: tuple[str, ...]
    ) -> None:
        seen = read_body(body)

        assert labels(seen.text) == expected
        assert seen.beyond == ()

    def test_a_list_that_was_taken_away_is_none(self, read_body: ReadBody) -> None:
        no_list = '<w:pStyle w:val="Aufzhlung"/><w:numPr><w:numId w:val="0"/></w:numPr>'

        assert one(read_body(paragraph(run("x"), no_list))).form is Form.BODY

    def test_a_list_that_is_not_described_is_none(self, read_body: ReadBody) -> None:
        assert one(read_body(item(77))).form is Form.BODY
