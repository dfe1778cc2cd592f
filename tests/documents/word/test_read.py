"""The text of other programs' Word files, and what they hold beyond it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from lssc_desktop.core.files.seen import SeenDocument
from lssc_desktop.core.text.richtext import Paragraph, Span, UnsupportedContent
from lssc_desktop.documents.word import read_document

type ReadBody = Callable[..., SeenDocument]


def run(text: str, properties: str = "") -> str:
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    look = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{look}{content}</w:p>"


def one(seen: SeenDocument) -> Paragraph:
    assert seen.fault == ""
    assert len(seen.text.paragraphs) == 1
    return seen.text.paragraphs[0]


class TestCharacters:
    def test_tabs_breaks_and_hyphens_are_characters(self, read_body: ReadBody) -> None:
        content = (
            "<w:r><w:t>a</w:t><w:tab/><w:br/><w:cr/><w:noBreakHyphen/><w:softHyphen/>"
            "<w:lastRenderedPageBreak/><w:t>b</w:t></w:r>"
        )

        assert one(read_body(paragraph(content))).text == "a\t\n\n\u2011\u00adb"

    def test_white_space_at_the_ends_counts_where_it_is_said_to(self, read_body: ReadBody) -> None:
        content = "<w:r><w:t> a </w:t></w:r>" + run(" b ")

        assert one(read_body(paragraph(content))).text == "a b "

    def test_bookmarks_and_smart_tags_leave_the_text_alone(self, read_body: ReadBody) -> None:
        content = (
            f'<w:bookmarkStart w:id="0" w:name="_GoBack"/>{run("a")}<w:bookmarkEnd w:id="0"/>'
            f"<w:smartTag>{run('b')}</w:smartTag>"
        )

        seen = read_body(paragraph(content))
        assert one(seen).text == "ab"
        assert seen.beyond == ()

    def test_the_controls_that_google_docs_wraps_words_in_are_nothing(
        self, read_body: ReadBody
    ) -> None:
        content = (
            '<w:sdt><w:sdtPr><w:tag w:val="goog_rdk_0"/></w:sdtPr>'
            f"<w:sdtContent>{run('a')}</w:sdtContent></w:sdt>"
        )

        seen = read_body(paragraph(content))
        assert one(seen).text == "a"
        assert seen.beyond == ()


def field(instruction: str, result: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        mark.format("begin")
        + f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
        + mark.format("separate")
        + run(result)
        + mark.format("end")
    )


class TestLinksAndFields:
    def test_a_link_keeps_its_address_and_loses_its_blue(self, read_body: ReadBody) -> None:
        look = '<w:rStyle w:val="Hyperlink"/>'
        seen = read_body(paragraph(f'<w:hyperlink r:id="web">{run("LSSC", look)}</w:hyperlink>'))

        assert one(seen).spans == (Span("LSSC", link="https://ala-apa.org/lssc/"),)
        assert seen.beyond == ()

    def test_a_place_on_a_page_is_part_of_the_address(self, read_body: ReadBody) -> None:
        seen = read_body(
            paragraph(f'<w:hyperlink r:id="web" w:anchor="sets">{run("x")}</w:hyperlink>')
        )

        assert one(seen).spans[0].link == "https://ala-apa.org/lssc/#sets"

    def test_a_simple_field_may_be_a_link(self, read_body: ReadBody) -> None:
        instruction = "HYPERLINK &quot;https://ala.org&quot;"
        seen = read_body(
            paragraph(f'<w:fldSimple w:instr="{instruction}">{run("ALA")}</w:fldSimple>')
        )

        assert one(seen).spans == (Span("ALA", link="https://ala.org"),)
        assert seen.beyond == ()

    def test_a_link_that_is_put_together_in_one_run_is_kept(self, read_body: ReadBody) -> None:
        mark = '<w:fldChar w:fldCharType="{}"/>'
        content = (
            f'<w:r>{mark.format("begin")}<w:instrText>HYPERLINK "https://ala.org"</w:instrText>'
            f"{mark.format('separate')}<w:t>ALA</w:t>{mark.format('end')}</w:r>"
        )

        (link,) = one(read_body(paragraph(content))).spans
        assert replace(link, kept=None) == Span("ALA", link="https://ala.org")
        assert link.kept is not None
        assert link.kept.kind is UnsupportedContent.LINK

    def test_the_older_form_of_a_link_is_a_field(self, read_body: ReadBody) -> None:
        seen = read_body(
            paragraph(field('HYPERLINK "https://ala.org" \\l "top"', "ALA") + run("."))
        )

        link, dot = one(seen).spans
        assert link == Span("ALA", link="https://ala.org#top")
        assert dot == Span(".")
        assert seen.beyond == ()

    @pytest.mark.parametrize(
        "content",
        [
            f'<w:hyperlink r:id="file">{run("x")}</w:hyperlink>',
            f'<w:hyperlink w:anchor="place">{run("x")}</w:hyperlink>',
            field('HYPERLINK \\l "place"', "x"),
        ],
    )
    def test_a_link_into_a_disk_or_the_document_is_noted(
        self, read_body: ReadBody, content: str
    ) -> None:
        seen = read_body(paragraph(content))

        (link,) = one(seen).spans
        assert replace(link, kept=None) == Span("x")
        assert link.kept is not None
        assert seen.beyond == ("link",)

    def test_another_field_shows_its_result_and_is_noted(self, read_body: ReadBody) -> None:
        seen = read_body(paragraph(run("Page ") + field("PAGE", "3")))

        assert one(seen).text == "Page 3"
        assert seen.beyond == ("field",)

    def test_a_field_within_the_instruction_of_another_is_not_shown(
        self, read_body: ReadBody
    ) -> None:
        mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
        content = mark.format("begin") + field("PAGE", "secret") + mark.format("separate")
        content += run("shown") + mark.format("end")

        assert one(read_body(paragraph(content))).text == "shown"

    def test_a_simple_field_is_a_field(self, read_body: ReadBody) -> None:
        assert read_body(
            paragraph(f'<w:fldSimple w:instr="DATE">{run("x")}</w:fldSimple>')
        ).beyond == ("field",)


class TestChanges:
    def test_they_are_read_as_if_accepted(self, read_body: ReadBody) -> None:
        content = (
            run("old ")
            + f"<w:ins>{run('new')}</w:ins>"
            + "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        )

        seen = read_body(paragraph(content))
        assert one(seen).text == "old new"
        assert seen.beyond == ("tracked-change",)

    def test_a_deleted_paragraph_end_joins_two_paragraphs(self, read_body: ReadBody) -> None:
        joined = paragraph(run("a"), "<w:rPr><w:del/></w:rPr>") + paragraph(run("b"))

        seen = read_body(joined)
        assert one(seen).text == "ab"
        assert seen.beyond == ("tracked-change",)

    @pytest.mark.parametrize(
        "body",
        [
            paragraph(run("x", "<w:rPrChange/>")),
            paragraph(run("x"), "<w:pPrChange/>"),
            paragraph(f"<w:moveTo>{run('x')}</w:moveTo>"),
        ],
    )
    def test_changes_of_look_and_place_count_too(self, read_body: ReadBody, body: str) -> None:
        assert read_body(body).beyond == ("tracked-change",)


CELL = f"<w:tc>{paragraph(run('cell'))}</w:tc>"
BOX = f"<w:txbxContent>{paragraph(run('boxed'))}</w:txbxContent>"
SHAPE = f"<wps:wsp><wps:txbx>{BOX}</wps:txbx></wps:wsp>"


class TestBeyond:
    @pytest.mark.parametrize(
        ("code", "text", "body"),
        [
            ("table", "cell", f"<w:tbl><w:tr>{CELL}</w:tr></w:tbl>"),
            ("picture", "", paragraph("<w:r><w:drawing><pic:pic/></w:drawing></w:r>")),
            ("picture", "", paragraph("<w:r><w:pict><v:imagedata/></w:pict></w:r>")),
            ("shape", "", paragraph("<w:r><w:pict><v:rect/></w:pict></w:r>")),
            (
                "text-box",
                "boxed",
                paragraph(
                    "<w:r><mc:AlternateContent><mc:Choice><w:drawing>"
                    f"{SHAPE}</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}"
                    "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
                ),
            ),
            ("embedded-object", "", paragraph("<w:r><w:object><o:OLEObject/></w:object></w:r>")),
            ("embedded-object", "", '<w:altChunk r:id="web"/>'),
            ("math", "x=2", paragraph("<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>")),
            ("comment", "x", paragraph(f'<w:commentRangeStart w:id="0"/>{run("x")}')),
            ("symbol", "☺", paragraph('<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>')),
            ("hidden-text", "", paragraph(run("x", "<w:vanish/>"))),
            ("page-break", "\n", paragraph('<w:r><w:br w:type="page"/></w:r>')),
            ("section", "x", paragraph(run("x"), "<w:sectPr/>")),
            ("section", "", '<w:sectPr><w:cols w:num="2"/></w:sectPr>'),
            ("section", "", '<w:sectPr><w:pgSz w:orient="landscape"/></w:sectPr>'),
            (
                "form",
                "x",
                paragraph(
                    "<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr>"
                    f"<w:sdtContent>{run('x')}</w:sdtContent></w:sdt>"
                ),
            ),
        ],
    )
    def test_it_is_named_and_its_text_is_read(
        self, read_body: ReadBody, code: str, text: str, body: str
    ) -> None:
        seen = read_body(body)

        assert seen.beyond == (code,)
        assert "".join(item.text for item in seen.text.paragraphs) == text

    def test_text_in_tables_and_boxes_comes_in_reading_order(self, read_body: ReadBody) -> None:
        box = f"<w:r><w:drawing>{SHAPE}</w:drawing></w:r>"
        table = f"<w:tbl><w:tr>{CELL}{CELL}</w:tr></w:tbl>"
        seen = read_body(paragraph(run("a") + box) + table + paragraph(run("z")))

        texts = [item.text for item in seen.text.paragraphs]
        assert texts == ["a", "boxed", "cell", "cell", "z"]

    def test_footnotes_come_at_the_end(self, read_body: ReadBody) -> None:
        seen = read_body(
            paragraph(run("a") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
            + paragraph(run("b")),
            footnotes=f'<w:footnote w:id="1">{paragraph(run("other"))}</w:footnote>'
            f'<w:footnote w:id="2">{paragraph(run("note"))}</w:footnote>',
        )

        assert [item.text for item in seen.text.paragraphs] == ["a", "b", "note"]
        assert seen.beyond == ("footnote",)

    def test_a_header_counts_when_there_is_something_in_it(self, read_body: ReadBody) -> None:
        assert read_body("", header=paragraph("")).beyond == ()
        assert read_body("", header=paragraph(run("Rivera"))).beyond == ("header-footer",)
        assert read_body("", footer=paragraph(field("PAGE", ""))).beyond == ("header-footer",)

    def test_a_protection_counts_when_it_is_enforced(self, read_body: ReadBody) -> None:
        protection = '<w:documentProtection w:edit="readOnly" w:enforcement="{}"/>'

        assert read_body("", settings=protection.format(0)).beyond == ()
        assert read_body("", settings=protection.format(1)).beyond == ("protected",)


@pytest.mark.parametrize(
    ("name", "beyond"),
    [
        ("blk-paras-and-tables.docx", ("header-footer", "table")),
        ("comments-rich-para.docx", ("comment",)),
        ("doc-coreprops.docx", ()),
        ("hdr-header-footer.docx", ("header-footer", "section")),
        ("having-images.docx", ("header-footer", "picture")),
        ("num-having-numbering-part.docx", ()),
        ("par-hyperlinks.docx", ()),
        ("shp-inline-shape-access.docx", ("chart", "diagram", "picture")),
        ("txt-font-props.docx", ("formatting",)),
    ],
)
def test_what_is_found_in_each_document_of_the_corpus(
    corpus: Path, name: str, beyond: tuple[str, ...]
) -> None:
    seen = read_document(corpus / "docx" / name, name)

    assert seen.fault == ""
    assert seen.beyond == beyond


def test_every_document_of_the_corpus_is_looked_at(corpus: Path) -> None:
    assert len(list((corpus / "docx").glob("*.docx"))) == 9


# Signs of symbol fonts ---------------------------------------------------------------------------


def sym(font: str, char: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'


class TestSigns:
    def test_a_symbol_that_word_inserts_is_its_sign(self, read_body: ReadBody) -> None:
        found = read_body(paragraph(run("Done ") + sym("Wingdings", "F0FC")))

        assert found.text.paragraphs[0].text == "Done ✓"
        assert found.beyond == ("symbol",)

    def test_one_without_a_sign_is_said_not_to_be_known(self, read_body: ReadBody) -> None:
        found = read_body(paragraph(sym("Wingdings", "F0FF") + sym("Wingdings", "x")))

        assert found.text.paragraphs[0].text == "\ufffd\ufffd"
        assert found.beyond == ("symbol", "unknown")

    def test_letters_typed_in_such_a_font_are_signs_and_kept(self, read_body: ReadBody) -> None:
        greek = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'
        found = read_body(paragraph(run("p &lt; ") + run("a\uf062", greek)))

        _, signs = found.text.paragraphs[0].spans
        assert signs.text == "αβ"
        assert signs.kept is not None
        assert signs.kept.kind is UnsupportedContent.SYMBOL

    def test_numbers_in_such_a_font_are_edited_as_others_are(self, read_body: ReadBody) -> None:
        greek = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'
        found = read_body(paragraph(run("2026", greek)))

        (numbers,) = found.text.paragraphs[0].spans
        assert (numbers.text, numbers.kept) == ("2026", None)
