"""What other programs put on the clipboard, pasted into the editor.

The pages in `clipboard`: LibreOffice 25.2 and Chromium 156 wrote theirs; those of Word, Google
Docs, Wikipedia and Outlook are put together from what these write. @CLIP@ is the folder that Word
leaves its pictures in.
"""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage, QTextCursor
from pytestqt.qtbot import QtBot

from lssc_desktop.core.text.richtext import (
    Effect,
    Form,
    Paragraph,
    RichText,
    Span,
    UnsupportedContent,
    kept_in,
    normalized,
    plain,
)
from lssc_desktop.documents.word import open_document, patched, to_docx
from lssc_desktop.ui.editor.box import EditorBox
from lssc_desktop.ui.editor.clipboard import Pasted, from_html
from lssc_desktop.ui.editor.editor import RichEditor
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.theme import Theme
from tests.documents.word.test_new_content import PNG

_LINK = "https://ala-apa.org/lssc/"
_PAGES = Path(__file__).with_name("clipboard")

FOOTNOTE, COMMENT = UnsupportedContent.FOOTNOTE, UnsupportedContent.COMMENT
PICTURE, TABLE = UnsupportedContent.PICTURE, UnsupportedContent.TABLE
OBJECT = UnsupportedContent.EMBEDDED_OBJECT

type ReadPage = Callable[[str], str]


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ReadPage:
    """Reads a page, with the picture beside it as Word leaves it."""
    folder = tmp_path / "msohtmlclip1" / "01"
    folder.mkdir(parents=True)
    (folder / "clip_image001.png").write_bytes(PNG)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "another"))

    def read(name: str) -> str:
        text = (_PAGES / f"{name}.html").read_text(encoding="utf-8")
        return text.replace("@CLIP@", str(folder).lstrip("/"))

    return read


@pytest.fixture
def editor(qtbot: QtBot, theme: Theme) -> RichEditor:
    editor = RichEditor(theme, "Response")
    qtbot.addWidget(editor)
    editor.resize(600, 400)
    editor.show()
    return editor


def html(source: str) -> QMimeData:
    data = QMimeData()
    data.setHtml(source)
    data.setText("the same as plain text")
    return data


def say(*words: Span | str, form: Form = Form.BODY, level: int = 0) -> Paragraph:
    spans = tuple(Span(each) if isinstance(each, str) else each for each in words)
    return Paragraph(spans, form, level)


def rows(text: RichText) -> list[str]:
    return [each.text for each in text.paragraphs if each.kept]


def kinds(text: RichText) -> list[UnsupportedContent]:
    return list(dict.fromkeys(each.kind for each in kept_in(text)))


@pytest.mark.parametrize(
    ("program", "left_out"),
    [("word", (COMMENT,)), ("google_docs", (PICTURE,)), ("libreoffice", ())],
)
class TestWordProcessors:
    def test_what_was_written_is_taken_over(
        self, page: ReadPage, program: str, left_out: tuple[UnsupportedContent, ...]
    ) -> None:
        found = from_html(page(program))

        heading, first, one, deep = found.text.paragraphs[:4]
        assert heading == say("What I did", form=Form.HEADING_1)
        assert first.text.startswith("The library has been open since 1923 (note: From the ")
        assert [span.text for span in first.spans if span.bold] in (["this"], ["underlined"])
        assert [span.text for span in first.spans if span.link == _LINK] == ["a link"]
        assert (one, deep) == (say("one", form=Form.BULLET), say("deep", form=Form.BULLET, level=1))
        assert found.left_out == left_out

    def test_a_table_is_one(
        self, page: ReadPage, program: str, left_out: tuple[UnsupportedContent, ...]
    ) -> None:
        found = from_html(page(program))

        assert rows(found.text) == ["Month", "Visits", "Note", "January", "1,204", ""]
        (table,) = {each.kept for each in found.text.paragraphs if each.kept}
        assert (table.kind, table.count) == (TABLE, 2)
        assert (PICTURE in kinds(found.text)) == (PICTURE not in left_out)

    def test_the_mark_of_a_footnote_is_no_digit(
        self, page: ReadPage, program: str, left_out: tuple[UnsupportedContent, ...]
    ) -> None:
        words = plain(from_html(page(program)).text)

        assert "since 1923 (note: From the charter). I underlined" in words
        assert "19231" not in words
        assert "1923[1]" not in words
        assert words.count("From the charter") == 1
        assert FOOTNOTE not in left_out

    def test_it_can_be_written_and_read(
        self,
        editor: RichEditor,
        page: ReadPage,
        program: str,
        left_out: tuple[UnsupportedContent, ...],
    ) -> None:
        told: list[object] = []
        editor.left_out.connect(told.append)

        editor.insertFromMimeData(html(page(program)))

        document = to_docx(RichText(), title="", author="")
        after = patched(open_document(document, "x.docx"), editor.rich_text())
        assert open_document(after, "x.docx").seen.text == editor.rich_text()
        assert told == [left_out]


def test_what_a_browser_copies_of_a_page(page: ReadPage) -> None:
    found = from_html(page("chromium"))

    assert found.left_out == ()
    assert [(each.form, each.text) for each in found.text.paragraphs] == [
        (Form.HEADING_1, "What I did"),
        (
            Form.BODY,
            "Open since 1923 (note: From the charter). I underlined this and a link.",
        ),
        (Form.BULLET, "one"),
        (Form.BULLET, "deep"),
        *((Form.BODY, words) for words in ("Month", "Visits", "May", "12")),
        (Form.BODY, ""),
    ]
    assert rows(found.text) == ["Month", "Visits", "May", "12"]
    effects = {span.text: span.effects for span in found.text.paragraphs[1].spans}
    assert effects["underlined"] == {Effect.UNDERLINE}
    assert kinds(found.text) == [TABLE, PICTURE]


class TestNotes:
    def test_raised_digits_stay_raised(self, page: ReadPage) -> None:
        assert "a room of 12 m²" in plain(from_html(page("word")).text)
        found = from_html("<p>H<sub>2</sub>O, 10<sup>-3</sup>, the 21<sup>st</sup></p>")
        assert plain(found.text) == "H₂O, 10⁻³, the 21st"
        found = from_html('<p>in 1923<span style="vertical-align: super">2</span></p>')
        assert plain(found.text) == "in 1923²"

    def test_a_mark_whose_note_did_not_come_along_goes_and_is_named(self) -> None:
        found = from_html(
            '<p>since 1923<sup><a href="https://x.org/a#cite_note-1">[1]</a></sup>.</p>'
        )

        assert plain(found.text) == "since 1923."
        assert found.left_out == (FOOTNOTE,)

    def test_notes_of_pandoc_and_several_paragraphs(self) -> None:
        found = from_html(
            '<p>One<a href="#fn1" id="fnref1" role="doc-noteref"><sup>1</sup></a> two'
            '<a href="#fn2" id="fnref2"><sup>2</sup></a>.</p><section class="footnotes"><hr/><ol>'
            '<li id="fn1"><p>First. And <em>more</em>.<a href="#fnref1">↩︎</a></p></li>'
            '<li id="fn2"><p>Second.<a href="#fnref2">↩︎</a></p></li></ol></section>'
        )

        assert plain(found.text) == "One (note: First. And more.) two (note: Second)."

    def test_a_link_to_a_chapter_is_no_note(self) -> None:
        found = from_html('<p>See <a href="#two">2</a>.</p><div id="two"><p>Chapter two</p></div>')

        assert plain(found.text) == "See 2.\nChapter two"
        assert found.left_out == ()

    def test_what_was_deleted_and_comments_are_no_text(self, page: ReadPage) -> None:
        words = plain(from_html(page("word")).text)

        assert "gone" not in words
        assert "Which charter" not in words
        assert "PL1" not in words
        assert "Checked by Pat, a room" in words


class TestTables:
    def test_cells_over_several_columns_and_rows(self, page: ReadPage) -> None:
        found = from_html(page("web"))

        assert rows(found.text)[:5] == ["Year", "Visits", "2025", "May", "12"]
        new = next(each.new for each in kept_in(found.text) if each.new)
        assert b'<w:gridSpan w:val="2"/>' in new.xml
        assert b'<w:vMerge w:val="restart"/>' in new.xml
        assert b"<w:tblHeader/>" in new.xml

    def test_one_that_arranges_a_page_is_what_stands_in_it(self, page: ReadPage) -> None:
        assert plain(from_html(page("mail")).text) == (
            "Dear Ana,\nThank you for the story time.\nBest,\nPat"
        )
        assert "A layout\nof two" in plain(from_html(page("web")).text)

    def test_one_that_is_too_large_is_words_and_named(self) -> None:
        row = "<tr>" + "<td>x</td>" * 64 + "</tr>"
        found = from_html(f"<table>{row}{row}</table>")

        assert rows(found.text) == []
        assert found.left_out == (TABLE,)

    def test_links_and_looks_in_cells_stay(self) -> None:
        found = from_html(
            f'<table><tr><td><b>a</b></td><td><a href="{_LINK}">b</a></td></tr></table>'
        )

        assert [each.spans for each in found.text.paragraphs] == [
            (Span("a", bold=True),),
            (Span("b", link=_LINK),),
        ]


class TestPictures:
    def test_one_in_the_address_is_taken(self, page: ReadPage) -> None:
        found = from_html(page("libreoffice"))

        assert found.text.paragraphs[-1].spans[1] == Span(" behind")
        kept = found.text.paragraphs[-1].spans[0].kept
        assert kept is not None
        assert kept.new is not None
        assert len(kept.new.pictures) == 1

    def test_words_file_is_read_from_the_folder_it_leaves_it_in(self, page: ReadPage) -> None:
        found = from_html(page("word"))

        (new,) = [each.new for each in kept_in(found.text) if each.kind is PICTURE]
        assert new is not None
        assert new.pictures[0][1] == PNG
        assert b'cx="1143000" cy="571500"' in new.xml
        assert b'descr="Our flyer"' in new.xml

    @pytest.mark.parametrize(
        "source",
        [
            "https://example.org/a.png",
            "cid:logo.png@01DA",
            "file://server/share/a.png",
            "file:////server/share/a.png",
            r"\\server\share\a.png",
            "data:image/png;base64,AAAA",
            "data:image/svg+xml;utf8,<svg/>",
            "data:image/png;base64," + "iVBORw0KGgo=",
            "",
        ],
    )
    def test_what_is_elsewhere_or_broken_is_named(self, source: str) -> None:
        found = from_html(f'<p>Look: <img src="{source}"></p>')

        assert plain(found.text).strip() == "Look:"
        assert found.left_out == (PICTURE,)

    def test_no_other_file_of_the_computer_is_read(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
        for name in ("TEMP", "TMP"):
            monkeypatch.delenv(name, raising=False)
        mine = tmp_path / "Pictures" / "private.png"
        mine.parent.mkdir()
        mine.write_bytes(PNG)
        (tmp_path / "temporary").mkdir()
        (tmp_path / "temporary" / "link.png").symlink_to(mine)

        for path in (mine, tmp_path / "temporary" / ".." / "Pictures" / "private.png"):
            assert from_html(f'<p>a<img src="file://{path}"></p>').left_out == (PICTURE,)
        assert from_html(f'<p>a<img src="file://{tmp_path}/temporary/link.png"></p>').left_out == (
            PICTURE,
        )

    def test_one_that_is_cut_off_is_named(self, page: ReadPage, tmp_path: Path) -> None:
        (tmp_path / "msohtmlclip1" / "01" / "clip_image001.png").write_bytes(PNG[:40])

        assert from_html(page("word")).left_out == (COMMENT, PICTURE)

    def test_ornaments_are_not_named(self, page: ReadPage) -> None:
        assert from_html(page("web")).left_out == (PICTURE, OBJECT, FOOTNOTE)

    def test_a_picture_copied_in_a_browser_is_handed_on(
        self, editor: RichEditor, qtbot: QtBot
    ) -> None:
        data = html('<img src="https://example.org/a.png">')
        data.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))

        with qtbot.waitSignal(editor.picture_pasted):
            editor.insertFromMimeData(data)


class TestEditor:
    def test_a_paste_is_one_step_of_undo_and_can_be_done_again(
        self, editor: RichEditor, page: ReadPage
    ) -> None:
        editor.set_rich_text(RichText((say("kept"),)))
        editor.moveCursor(QTextCursor.MoveOperation.End)
        editor.insertFromMimeData(html(page("word")))
        after = editor.rich_text()

        editor.undo()
        assert editor.rich_text() == RichText((say("kept"),))
        editor.redo()

        assert editor.rich_text() == after
        assert [each.new is None for each in kept_in(editor.rich_text())] == [False] * 7

    def test_the_same_twice_is_there_twice(self, editor: RichEditor, page: ReadPage) -> None:
        editor.insertFromMimeData(html(page("word")))
        editor.insertFromMimeData(html(page("word")))

        text = editor.rich_text()
        tables = {each.id for each in kept_in(text) if each.kind is TABLE}
        assert len(tables) == 2
        document = to_docx(RichText(), title="", author="")
        after = patched(open_document(document, "x.docx"), text)
        assert open_document(after, "x.docx").seen.text == text
        with zipfile.ZipFile(io.BytesIO(after)) as archive:
            assert sum("media/" in name for name in archive.namelist()) == 1

    def test_a_table_is_cut_and_pasted_elsewhere(self, editor: RichEditor) -> None:
        editor.insertFromMimeData(html("<table><tr><td>a</td><td>b</td></tr></table>"))
        before = editor.rich_text()
        editor.selectAll()
        data = editor.createMimeDataFromSelection()
        editor.textCursor().removeSelectedText()

        editor.insertFromMimeData(data)

        assert editor.rich_text() == before
        assert all(each.new for each in kept_in(editor.rich_text()))

    def test_an_introduction_takes_its_words_and_says_so(self, qtbot: QtBot, theme: Theme) -> None:
        editor = RichEditor(theme, "Introduction", Form.INTRODUCTION)
        qtbot.addWidget(editor)
        told: list[object] = []
        editor.left_out.connect(told.append)

        editor.insertFromMimeData(html("<table><tr><td>a</td><td>b</td></tr></table>"))

        assert editor.rich_text() == RichText((say("a b", form=Form.INTRODUCTION),))
        assert told == [(TABLE,)]

    def test_a_table_of_another_document_is_words_and_named(self, editor: RichEditor) -> None:
        editor.insertFromMimeData(html("<table><tr><td>a</td><td>b</td></tr></table>"))
        editor.selectAll()
        data = editor.createMimeDataFromSelection()
        told: list[object] = []
        editor.left_out.connect(told.append)
        other = editor.new_document()
        editor.show_written(other)

        editor.insertFromMimeData(data)

        assert editor.rich_text() == RichText((say("a"), say("b")))
        assert told == [(TABLE,)]


def test_one_quiet_line_below_the_text_names_it(qtbot: QtBot, icons: Icons, page: ReadPage) -> None:
    box = EditorBox(icons, "Response")
    qtbot.addWidget(box)
    box.show()

    box.editor.insertFromMimeData(html(page("web")))
    assert box.hint.isVisibleTo(box)
    assert box.hint.text() == ("Not pasted: a picture, an embedded object, and a footnote.")
    box.editor.insertFromMimeData(html("<p>words</p>"))
    assert not box.hint.isVisibleTo(box)


TAGS = st.sampled_from(
    [
        *("p", "b", "i", "u", "sup", "sub", "a", "div", "span", "ul", "ol", "li", "table", "tr"),
        *("td", "th", "h1", "h3", "br", "img", "hr", "pre", "del", "svg", "o:p"),
    ]
)
ATTRIBUTES = st.sampled_from(
    [
        "",
        ' style="vertical-align:super"',
        ' href="#fn1"',
        ' href="#_ftn1" name="_ftnref1"',
        ' id="fn1"',
        ' name="_ftn1" href="#_ftnref1"',
        ' class="MsoFootnoteReference"',
        ' colspan="3" rowspan="2"',
        ' role="presentation"',
        ' style="mso-element:footnote" id="ftn1"',
        " style='mso-element:comment-list'",
        ' src="data:image/png;base64,iVBORw0KGgo="',
        " style='mso-list:l0 level2 lfo1'",
    ]
)
PIECES = st.one_of(
    st.builds("<{}{}>".format, TAGS, ATTRIBUTES),
    st.builds("</{}>".format, TAGS),
    st.sampled_from(["1", "[2]", "1923", "words & more", "&nbsp;", "<!--x-->", "<![endif]>", "\n"]),
)


@given(pieces=st.lists(PIECES, max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_page_is_a_text_that_can_be_written(pieces: list[str]) -> None:
    found = from_html("".join(pieces))

    assert isinstance(found, Pasted)
    assert found.text == normalized(found.text)
    document = to_docx(RichText(), title="", author="")
    after = patched(open_document(document, "x.docx"), found.text)
    assert open_document(after, "x.docx").seen.text == found.text
