"""A changed text is written into the Word file it came from; all else in it stays as it is."""

import io
import random
import re
import zipfile
from dataclasses import replace

import pytest

from lssc_desktop.core.text.richtext import (
    Effect,
    Form,
    KeptContent,
    Paragraph,
    RichText,
    Span,
    UnsupportedContent,
    normalized,
)
from lssc_desktop.documents.word import BlockLost, open_document, patched
from tests.documents.word.conftest import NAMESPACES, PACKAGE, RELATIONS, parts_of

MAIN = "word/document.xml"
SENTENCE = " We added a shelf."

TABLE = (
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Monday</w:t></w:r></w:p></w:tc></w:tr>"
    "<w:tr><w:tc><w:p><w:r><w:t>Tuesday</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)
PICTURE = '<w:r><w:drawing><a:graphic r:embed="rId9"/></w:drawing></w:r>'
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
OPEN_FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p><w:p><w:r><w:t>x</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
PAGE = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
BODY = (
    '<w:p w:rsidR="00A1"><w:pPr><w:jc w:val="center"/></w:pPr>'
    '<w:bookmarkStart w:id="1" w:name="Top"/>'
    '<w:r w:rsidR="00B2"><w:rPr><w:u w:val="single"/></w:rPr><w:t>Story time</w:t></w:r>'
    '<w:r><w:t xml:space="preserve"> in two </w:t></w:r><w:bookmarkEnd w:id="1"/>'
    '<w:r><w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr><w:t>languages</w:t></w:r></w:p>\n'
    f"{TABLE}<w:bookmarkStart w:id='2' w:name=\"Part 2\"/>"
    f'<w:p><w:r><w:t xml:space="preserve">Page </w:t></w:r>{FIELD}{PICTURE}</w:p>'
    '<w:p><w:pPr><w:pStyle w:val="Heading3"/></w:pPr><w:r><w:t>Smaller</w:t></w:r></w:p>'
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr>'
    "<w:r><w:t>First</w:t></w:r></w:p>"
    '<w:p><w:hyperlink r:id="web" w:tooltip="tip"><w:r><w:t>the page</w:t></w:r></w:hyperlink>'
    "</w:p>"
    f"<w:p/><w:bookmarkEnd w:id='2'/>{PAGE}"
)


LINE = frozenset({Effect.UNDERLINE})
SIMPLE_LINK = (
    '<w:fldSimple w:instr=" HYPERLINK &quot;https://ala.org&quot; "><w:r><w:t>the page</w:t></w:r>'
    "</w:fldSimple>"
)
COMPLEX_LINK = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK </w:instrText></w:r>'
    '<w:r><w:instrText>"https://ala.org" \\o "A tip"</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr><w:u w:val="single"/></w:rPr>'
    '<w:t>the page</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
LINKS_AS_FIELDS = (SIMPLE_LINK, COMPLEX_LINK)


def packed(parts: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def word_file(body: str = BODY) -> bytes:
    """A file with a table, a field, a picture, bookmarks, looks, a page of its own."""
    return packed(parts_of(body))


def main_part(document: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return archive.read(MAIN).decode("utf-8-sig")


def changed(content: bytes, change: dict[int, Paragraph | None]) -> str:
    """The main part after some paragraphs became others, or went."""
    document = open_document(content, "Response.docx")
    paragraphs = list(document.seen.text.paragraphs)
    for place, paragraph in sorted(change.items(), reverse=True):
        paragraphs[place : place + 1] = [] if paragraph is None else [paragraph]
    return main_part(patched(document, normalized(RichText(tuple(paragraphs)))))


def paragraphs(content: bytes) -> tuple[Paragraph, ...]:
    return open_document(content, "Response.docx").seen.text.paragraphs


def with_more(paragraph: Paragraph, words: str = SENTENCE) -> Paragraph:
    return replace(paragraph, spans=(*paragraph.spans, Span(words)))


class TestReading:
    def test_what_is_kept_stands_among_the_paragraphs(self) -> None:
        text = paragraphs(word_file())

        table = text[1].kept
        assert table is not None
        assert (table.kind, table.count) == (UnsupportedContent.TABLE, 2)
        assert [item.text for item in text if item.kept == table] == ["Monday", "Tuesday"]
        marks = [span.kept.kind for span in text[3].spans if span.kept]
        assert marks == [UnsupportedContent.FIELD, UnsupportedContent.SHAPE]
        assert text[3].text == "Page 7"

    @pytest.mark.parametrize(
        "body",
        [
            "<w:p><w:ins><w:r><w:t>x</w:t></w:r></w:ins></w:p>",
            '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>x</w:t></w:r></w:p>',
            f"<w:p><w:pPr>{PAGE}</w:pPr><w:r><w:t>x</w:t></w:r></w:p>",
            "<w:sdt><w:sdtContent><w:p><w:r><w:t>x</w:t></w:r></w:p></w:sdtContent></w:sdt>",
            '<w:altChunk r:id="web"/>',
            OPEN_FIELD,
        ],
    )
    def test_what_is_not_a_paragraph_of_ours_is_one_thing(self, body: str) -> None:
        document = open_document(word_file(f"{body}<w:p><w:r><w:t>end</w:t></w:r></w:p>"), "x")

        assert len(document.blocks) == 2
        assert document.blocks[0].kept is not None
        assert document.main[document.blocks[0].start : document.blocks[0].end] == body.encode()

    def test_two_equal_things_have_two_names(self) -> None:
        first, second = (p.kept for p in paragraphs(word_file(TABLE + TABLE))[::2])

        assert first is not None
        assert second is not None
        assert (second.id, second.kind) == (f"{first.id}.2", first.kind)


class TestCopying:
    def test_the_same_text_is_the_same_file(self) -> None:
        document = open_document(word_file(), "Response.docx")

        assert patched(document, document.seen.text) == word_file()

    def test_only_the_changed_block_is_written(self) -> None:
        text = paragraphs(word_file())

        main = changed(word_file(), {3: with_more(text[3])})

        kept = f"{FIELD}{PICTURE}"
        run = f'<w:r><w:t xml:space="preserve">{SENTENCE}</w:t></w:r>'
        assert main == main_part(word_file()).replace(kept, kept + run)

    def test_other_entries_are_copied_as_they_are_stored(self) -> None:
        document = open_document(word_file(), "Response.docx")
        text = document.seen.text.paragraphs
        after = patched(document, RichText((with_more(text[0]), *text[1:])))

        with (
            zipfile.ZipFile(io.BytesIO(word_file())) as old,
            zipfile.ZipFile(io.BytesIO(after)) as new,
        ):
            assert old.namelist() == new.namelist()
            for one, other in zip(old.infolist(), new.infolist(), strict=True):
                assert (one.filename == MAIN) or (one.CRC, one.compress_size, one.date_time) == (
                    other.CRC,
                    other.compress_size,
                    other.date_time,
                )

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("w:", "word:"),
            ("xmlns:w=", "xmlns:unused='x' xmlns:w="),
            ("<w:document", "\ufeff<?xml version='1.0'?><!-- > --><w:document"),
            ("<w:body>", "<w:body xmlns:more='y'><!-- a -->"),
        ],
    )
    def test_the_document_is_written_in_its_own_way(self, before: str, after: str) -> None:
        parts = parts_of(BODY)
        main = str(parts[MAIN]).replace(before, after)
        parts[MAIN] = main if before != "w:" else main.replace("xmlns:w", "xmlns:word")
        text = paragraphs(packed(parts))

        written = changed(
            packed(parts), {0: with_more(text[0]), 6: replace(text[6], spans=(Span("\n"),))}
        )

        assert SENTENCE in written
        assert written.startswith(str(parts[MAIN]).removeprefix("\ufeff").split("<w")[0][:10])
        new = re.findall(r"<(\w+):br/>", written)
        assert new == ["word" if before == "w:" else "w"]

    def test_names_without_a_prefix_get_one(self) -> None:
        body = "<p><r><t>Bare</t></r></p>"
        parts = parts_of("")
        address = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        parts[MAIN] = f'<document xmlns="{address}"><body>{body}</body></document>'

        written = changed(packed(parts), {0: Paragraph((Span("Bare"), Span(" bold", bold=True)))})

        parts[MAIN] = written
        assert paragraphs(packed(parts))[0].spans == (Span("Bare"), Span(" bold", bold=True))

    def test_a_body_that_is_closed_by_itself_is_opened(self) -> None:
        parts = parts_of("")
        parts[MAIN] = f"<w:document {NAMESPACES}><w:body/></w:document>"
        document = open_document(packed(parts), "x")

        written = patched(document, RichText((Paragraph((Span("New."),)),)))

        assert paragraphs(written) == (Paragraph((Span("New."),)),)

    def test_empty_paragraphs_at_the_end_stay(self) -> None:
        content = word_file(f"<w:p><w:r><w:t>x</w:t></w:r></w:p><w:p/><w:p><w:pPr/></w:p>{PAGE}")

        written = changed(content, {0: Paragraph((Span("y"),))})

        assert written.endswith(f"<w:p/><w:p><w:pPr/></w:p>{PAGE}</w:body></w:document>")


class TestWords:
    def test_words_that_stay_keep_how_they_look(self) -> None:
        text = paragraphs(word_file())
        spans = (
            Span("Story time", effects=LINE),
            Span(" every day in two "),
            Span("languages", bold=True),
        )

        main = changed(word_file(), {0: replace(text[0], spans=spans)})

        assert '<w:rPr><w:u w:val="single"/></w:rPr><w:t>Story time</w:t></w:r>' in main
        assert '<w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr><w:t>languages</w:t>' in main
        assert '<w:p w:rsidR="00A1"><w:pPr><w:jc w:val="center"/></w:pPr><w:bookmarkStart' in main
        assert '<w:bookmarkEnd w:id="1"/>' in main

    @pytest.mark.parametrize(
        ("look", "effect"),
        [
            ('<w:u w:val="single"/>', Effect.UNDERLINE),
            ('<w:u w:color="FF0000" w:val="wave"/>', Effect.UNDERLINE),
            ('<w:highlight w:val="green"/>', Effect.HIGHLIGHT),
            ('<w:vertAlign w:val="superscript"/>', Effect.SUPERSCRIPT),
            ('<w:vertAlign w:val="subscript"/>', Effect.SUBSCRIPT),
            ("<w:strike/>", Effect.STRIKE),
        ],
    )
    def test_words_that_stand_out_go_on_doing_so_and_new_ones_beside_do_not(
        self, look: str, effect: Effect
    ) -> None:
        out = f"<w:r><w:rPr>{look}</w:rPr><w:t>out</w:t></w:r>"
        content = word_file(f"<w:p><w:r><w:t>What stands-</w:t></w:r>{out}</w:p>")
        (before,) = paragraphs(content)
        assert before.spans == (Span("What stands-"), Span("out", effects=frozenset({effect})))

        main = changed(content, {0: with_more(before)})

        assert out in main
        new = f'<w:r><w:t xml:space="preserve">{SENTENCE}</w:t></w:r></w:p>'
        assert main.endswith(f"{out}{new}</w:body></w:document>")

    def test_what_stands_out_by_its_style_can_be_written_plain(self) -> None:
        styles = (
            '<w:style w:type="paragraph" w:styleId="Lined"><w:name w:val="Lined"/>'
            '<w:rPr><w:u w:val="single"/></w:rPr></w:style>'
        )
        parts = parts_of(
            '<w:p><w:pPr><w:pStyle w:val="Lined"/></w:pPr><w:r><w:t>Lined</w:t></w:r></w:p>',
            styles=styles,
        )
        after = Paragraph((Span("Lined", effects=LINE), Span(" plain")))

        parts[MAIN] = changed(packed(parts), {0: after})

        assert paragraphs(packed(parts)) == (after,)

    @pytest.mark.parametrize("link", LINKS_AS_FIELDS)
    def test_a_link_that_is_a_field_stays_while_other_words_change(self, link: str) -> None:
        content = word_file(f"<w:p>{link}</w:p>")
        (before,) = paragraphs(content)
        assert before.spans == (Span("the page", link="https://ala.org"),)

        main = changed(content, {0: with_more(before)})

        assert f"<w:p>{link}<w:r>" in main

    @pytest.mark.parametrize("link", LINKS_AS_FIELDS)
    def test_the_words_of_a_link_that_is_a_field_change_within_it(self, link: str) -> None:
        content = word_file(f"<w:p>{link}</w:p>")
        (before,) = paragraphs(content)
        spans = (replace(before.spans[0], text="the new page"),)

        main = changed(content, {0: replace(before, spans=spans)})

        assert main.count("HYPERLINK") == 1
        parts = parts_of("")
        parts[MAIN] = main
        assert paragraphs(packed(parts)) == (replace(before, spans=spans),)

    @pytest.mark.parametrize("link", LINKS_AS_FIELDS)
    def test_a_link_that_is_a_field_can_be_taken_away(self, link: str) -> None:
        content = word_file(f"<w:p>{link}</w:p>")

        main = changed(content, {0: Paragraph((Span("the page"),))})

        assert "HYPERLINK" not in main
        assert "fldChar" not in main
        assert "the page" in main

    def test_a_look_that_is_taken_away_leaves_the_others(self) -> None:
        text = paragraphs(word_file())

        main = changed(word_file(), {0: replace(text[0], spans=(Span(text[0].text),))})

        assert '<w:rPr><w:color w:val="FF0000"/></w:rPr><w:t xml:space="preserve">languages' in main

    def test_a_link_keeps_its_tip_while_its_words_change(self) -> None:
        text = paragraphs(word_file())
        spans = (replace(text[6].spans[0], text="the new page"),)

        main = changed(word_file(), {6: replace(text[6], spans=spans)})

        assert main.count('<w:hyperlink r:id="web" w:tooltip="tip">') == 1
        assert "new " in main

    def test_a_paragraph_that_is_parted_keeps_its_properties_in_both(self) -> None:
        text = paragraphs(word_file())
        first = replace(text[0], spans=text[0].spans[:1])
        second = replace(text[0], spans=(Span("in two "), Span("languages", bold=True)))
        document = open_document(word_file(), "x")

        main = main_part(patched(document, RichText((first, second, *text[1:]))))

        assert main.count('<w:jc w:val="center"/>') == 2
        assert main.count('w:name="Top"') == main.count('<w:bookmarkEnd w:id="1"/>') == 1

    def test_bookmarks_outlive_the_paragraph_that_begins_them(self) -> None:
        main = changed(word_file(), {0: None})

        assert "Story time" not in main
        assert 'w:name="Top"' in main


class TestStructure:
    def test_a_new_item_continues_the_list(self) -> None:
        text = paragraphs(word_file())
        document = open_document(word_file(), "x")
        item = Paragraph((Span("Second"),), Form.NUMBER)

        main = main_part(patched(document, RichText((*text[:6], item, *text[6:]))))

        assert main.count('<w:numId w:val="2"/>') == 2

    def test_a_new_list_begins_at_1_in_the_way_of_the_document(self) -> None:
        text = paragraphs(word_file())
        document = open_document(word_file(), "x")
        item = Paragraph((Span("Second"),), Form.NUMBER)

        written = patched(document, RichText((item, *text)))

        with zipfile.ZipFile(io.BytesIO(written)) as archive:
            lists = archive.read("word/numbering.xml").decode()
        old = str(parts_of(BODY)["word/numbering.xml"])
        added = (
            '<w:num w:numId="5"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
            '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
        end = old.rindex("</w:num>") + len("</w:num>")
        assert lists == old[:end] + added + old[end:]

    def test_a_list_where_there_was_none_brings_its_part(self) -> None:
        parts = parts_of("<w:p><w:r><w:t>x</w:t></w:r></w:p>")
        del parts["word/numbering.xml"]
        relations = str(parts["word/_rels/document.xml.rels"])
        named = re.search('<Relationship Id="numbering"[^>]*>', relations)
        assert named is not None
        parts["word/_rels/document.xml.rels"] = relations.replace(named[0], "")
        document = open_document(packed(parts), "x")
        after = RichText(
            (Paragraph((Span("x"),), Form.BULLET), Paragraph((Span("y"),), Form.NUMBER, 2))
        )

        written = patched(document, after)

        assert paragraphs(written) == after.paragraphs
        with zipfile.ZipFile(io.BytesIO(written)) as archive:
            assert "/word/lists.xml" in archive.read("[Content_Types].xml").decode()
            assert (
                archive.read("word/_rels/document.xml.rels")
                .decode()
                .startswith(relations.replace(named[0], "").removesuffix("</Relationships>"))
            )

    def test_a_heading_has_the_style_of_the_document(self) -> None:
        text = paragraphs(word_file())

        main = changed(word_file(), {6: replace(text[6], form=Form.HEADING_1)})

        assert '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:hyperlink' in main

    def test_a_smaller_heading_stays_as_small_as_it_is(self) -> None:
        text = paragraphs(word_file())

        main = changed(word_file(), {4: with_more(text[4])})

        assert main.count('<w:pStyle w:val="Heading3"/>') == 1

    def test_something_kept_is_moved_as_it_is(self) -> None:
        text = paragraphs(word_file())
        document = open_document(word_file(), "x")

        main = main_part(patched(document, RichText((*text[1:3], text[0], *text[3:]))))

        assert f"<w:body>{TABLE}<w:p " in main
        assert main.count("<w:tbl>") == 1

    def test_a_mark_is_moved_into_another_paragraph(self) -> None:
        text = paragraphs(word_file())
        picture = text[3].spans[-1]

        main = changed(
            word_file(),
            {
                0: replace(text[0], spans=(*text[0].spans, picture)),
                3: replace(text[3], spans=text[3].spans[:-1]),
            },
        )

        assert f"<w:t>languages</w:t></w:r>{PICTURE}</w:p>" in main
        assert main.count("<w:drawing>") == 1

    def test_what_the_document_never_held_is_not_written(self) -> None:
        document = open_document(word_file(), "x")
        stranger = Paragraph(kept=KeptContent("0123456789abcdef", UnsupportedContent.TABLE))

        with pytest.raises(BlockLost):
            patched(document, RichText((stranger,)))

    def test_a_deleted_table_comes_back(self) -> None:
        document = open_document(word_file(), "x")
        text = document.seen.text

        without = patched(document, RichText((text.paragraphs[0], *text.paragraphs[3:])))

        assert "<w:tbl>" not in main_part(without)
        assert patched(document, text) == word_file()


class TestReadOnly:
    def test_a_text_in_utf_16_is_only_shown(self) -> None:
        parts = parts_of(BODY)
        parts[MAIN] = ('<?xml version="1.0" encoding="UTF-16"?>' + str(parts[MAIN])).encode(
            "utf-16"
        )

        seen = open_document(packed(parts), "x").seen

        assert seen.is_read_only
        assert UnsupportedContent.ENCODING in seen.beyond

    def test_a_main_part_that_is_there_twice_is_only_shown(self) -> None:
        file = io.BytesIO(word_file())
        with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(file, "a") as archive:
            archive.writestr(MAIN, main_part(word_file()))

        assert open_document(file.getvalue(), "x").seen.is_read_only

    def test_links_with_relations_of_any_prefix(self) -> None:
        parts = parts_of("<w:p><w:r><w:t>x</w:t></w:r></w:p>")
        parts["word/_rels/document.xml.rels"] = (
            f'<r:Relationships xmlns:r="{PACKAGE}/relationships"><r:Relationship Id="rId4" '
            f'Type="{RELATIONS}/styles" Target="styles.xml"/></r:Relationships>'
        )
        document = open_document(packed(parts), "x")
        text = RichText((Paragraph((Span("x", link="https://example.org/?a=1&b=2"),)),))

        written = patched(document, text)

        assert paragraphs(written) == text.paragraphs
        with zipfile.ZipFile(io.BytesIO(written)) as archive:
            relations = archive.read("word/_rels/document.xml.rels").decode()
        assert '<r:Relationship Id="rId5"' in relations


def commented(key: int, *, begins: bool = False, ends: bool = False, marked: bool = False) -> str:
    """What a paragraph of Word has of a comment, behind the word "x"."""
    begin = f'<w:commentRangeStart w:id="{key}"/>' if begins else ""
    end = f'<w:commentRangeEnd w:id="{key}"/>' if ends else ""
    mark = f'<w:r><w:commentReference w:id="{key}"/></w:r>' if marked else ""
    return f"<w:p>{begin}<w:r><w:t>x{key}</w:t></w:r>{end}{mark}</w:p>"


def said(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


THREE, FOUR = '<w:commentRangeEnd w:id="3"/>', '<w:commentRangeStart w:id="4"/>'
TWO_COMMENTS = (
    f"{said('Before.')}{commented(3, begins=True)}{said('First of three.')}{said('Last of three.')}"
    f"{THREE}{commented(3, marked=True)}{commented(4, begins=True)}{said('First of four.')}"
    f"{said('Last of four.')}{commented(4, ends=True, marked=True)}{said('Behind.')}"
)


def comments_in(main: str) -> list[tuple[str, str]]:
    return re.findall(r'<w:(comment(?:Range)?\w+) w:id="(\d)"/>', main)


def test_a_deletion_from_one_comment_into_the_next_keeps_each_with_its_mark() -> None:
    document = open_document(word_file(TWO_COMMENTS), "Response.docx")
    before = list(document.seen.text.paragraphs)
    words = [each.text for each in before]
    first, last = words.index("Last of three."), words.index("First of four.")
    joined = Paragraph((Span("Last of four."),))
    text = RichText((*before[:first], joined, *before[last + 1 :]))

    main = main_part(patched(document, text))

    three, four = (
        [("commentRangeStart", key), ("commentRangeEnd", key), ("commentReference", key)]
        for key in "34"
    )
    assert sorted(comments_in(main)) == sorted([*three, *four])
    assert [each for each in comments_in(main) if each[1] == "3"] == three
    assert [each for each in comments_in(main) if each[1] == "4"] == four
    assert main_part(patched(document, RichText(tuple(before)))) == main_part(document.content)


def test_all_of_two_comments_deleted_leaves_nothing_of_them() -> None:
    document = open_document(word_file(TWO_COMMENTS), "Response.docx")
    before = document.seen.text.paragraphs

    main = main_part(patched(document, RichText((before[0], before[-1]))))

    assert comments_in(main) == []


@pytest.mark.parametrize("seed", range(40))
def test_whatever_goes_a_range_has_its_mark_and_both_its_ends(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same deletions each time
    document = open_document(word_file(TWO_COMMENTS), "Response.docx")
    stays = [each for each in document.seen.text.paragraphs if chance.random() < 0.6]

    main = main_part(patched(document, RichText(tuple(stays))))

    for key in "34":
        found = [kind for kind, of in comments_in(main) if of == key]
        assert found in (
            [],
            ["commentReference"],
            ["commentRangeStart", "commentRangeEnd", "commentReference"],
        )


@pytest.mark.parametrize("name", ["Quotations", "Intense Quote", "Block Text"])
def test_a_quotation_in_a_style_of_another_name_keeps_it(name: str) -> None:
    """LibreOffice, Word and pandoc have such styles; a file with one may have no "Quote"."""
    quoted = '<w:p><w:pPr><w:pStyle w:val="Q"/></w:pPr><w:r><w:t>They came back.</w:t></w:r></w:p>'
    style = f'<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="{name}"/></w:style>'
    body = f"{quoted}<w:p><w:r><w:t>Behind it</w:t></w:r></w:p>{PAGE}"
    content = packed(parts_of(body, styles=style))
    assert [each.form for each in paragraphs(content)] == [Form.QUOTE, Form.BODY]

    assert quoted in changed(content, {1: Paragraph((Span("Behind it, and more"),))})

    more = changed(content, {1: Paragraph((Span("Said too"),), Form.QUOTE)})
    assert more.count('<w:pStyle w:val="Q"/>') == 2
