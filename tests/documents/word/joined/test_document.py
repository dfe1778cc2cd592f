"""Word files joined into one: every word in order, every look and number as it was."""

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring, tostring

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from PIL import Image

from lssc_desktop.core.text.richtext import (
    DocumentFault,
    Form,
    Paragraph,
    RichText,
    Span,
    normalized,
)
from lssc_desktop.documents.word import DocumentUnreadable, read_content, read_printed, to_docx
from lssc_desktop.documents.word.joined.document import (
    CHAPTER,
    PART,
    SECTION,
    SMALL,
    TITLE,
    JoinedDocument,
    JoinedTitle,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
ABOUT = JoinedTitle(
    "Portfolio of Ana <Rivera>",
    "Ana Rivera",
    "en-GB",
    date(2026, 11, 27),
    ("The program", "Ana Rivera"),
    "Portfolio",
    "Page {page} of {pages}",
)


def joined(*sources: bytes | Path, below: int = 3) -> bytes:
    """Join files, each between two words that nothing else has."""
    file = io.BytesIO()
    document = JoinedDocument(file, ABOUT)
    document.paragraph("Portfolio", TITLE)
    document.contents("Contents")
    document.heading("Foundations", PART)
    for number, source in enumerate(sources):
        document.heading(f"qbegin{number}q", CHAPTER)
        document.document(source, f"{number}.docx", below)
        document.paragraph(f"qend{number}q", SMALL)
    document.finish()
    return file.getvalue()


def text_of(content: bytes) -> str:
    return "\n".join(each.text for each in read_content(content, "a.docx").text.paragraphs)


def part(content: bytes, name: str = "word/document.xml") -> Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return fromstring(archive.read(name))  # noqa: S314  we wrote it


def word_file(build: Callable[[docx.document.Document], object]) -> bytes:
    document = docx.Document()
    build(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def body_words(content: bytes, number: int) -> list[str]:
    text = text_of(content)
    begin = text.rindex(f"qbegin{number}q") + len(f"qbegin{number}q")
    return words(text[begin : text.index(f"qend{number}q", begin)])


@pytest.fixture(scope="module")
def real(corpus: Path) -> tuple[Path, ...]:
    files = tuple(sorted((corpus / "docx").glob("*.docx")))
    assert files
    return files


def test_every_word_of_real_files_is_there_in_order(real: tuple[Path, ...]) -> None:
    readable = [each for each in real if not read_content(each.read_bytes(), each.name).fault]
    content = joined(*readable)
    whole = Counter(words(text_of(content)))
    for number, source in enumerate(readable):
        wanted = words(text_of(source.read_bytes()))
        found = iter(body_words(content, number))
        late = Counter(word for word in wanted if not any(word == other for other in found))
        assert not late - whole, source.name  # notes come at the end, all else in order
        assert not Counter(body_words(content, number)) - Counter(wanted), source.name


def test_no_id_is_there_twice_and_every_relation_leads_somewhere(real: tuple[Path, ...]) -> None:
    content = joined(*real, *real)
    root = part(content)
    for path, key in ((".//*", "id"), (f".//{W}bookmarkStart", f"{W}id")):
        found = [
            item.get(key)
            for item in root.iterfind(path)
            if item.get(key) and (item.tag.endswith("docPr") or "bookmark" in item.tag)
        ]
        assert len(found) == len(set(found))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        assert len(names) == len(archive.namelist())
        for name in names:
            if not name.endswith(".rels"):
                continue
            folder = posixpath.dirname(posixpath.dirname(name))
            for row in fromstring(archive.read(name)):  # noqa: S314  we wrote it
                if row.get("TargetMode") != "External":
                    target = posixpath.join("/", folder, row.get("Target", ""))
                    assert posixpath.normpath(target).lstrip("/") in names
        rows = fromstring(archive.read("word/_rels/document.xml.rels"))  # noqa: S314
        known = {row.get("Id") for row in rows}
    used = {value for item in root.iter() for key, value in item.attrib.items() if R in key}
    assert used <= known


def test_every_style_and_list_that_is_named_is_there(real: tuple[Path, ...]) -> None:
    content = joined(*real)
    styles = part(content, "word/styles.xml").findall(f"{W}style")
    ids = [style.get(f"{W}styleId") for style in styles]
    names = [style.find(f"{W}name").get(f"{W}val", "").casefold() for style in styles]  # type: ignore[union-attr]  # each has one
    assert len(ids) == len(set(ids))
    assert len(names) == len(set(names))
    lists = part(content, "word/numbering.xml")
    numbers = {item.get(f"{W}numId") for item in lists.findall(f"{W}num")} | {"0"}
    kinds = [item.get(f"{W}abstractNumId") for item in lists.findall(f"{W}abstractNum")]
    assert len(kinds) == len(set(kinds))
    for root in (part(content), part(content, "word/styles.xml"), lists):
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn"):
            assert {item.get(f"{W}val") for item in root.iter(W + tag)} <= set(ids), tag
        assert {item.get(f"{W}val") for item in root.iter(f"{W}numId")} <= numbers


TEXT = RichText(
    (
        Paragraph((Span("What I did, in short."),), Form.INTRODUCTION),
        Paragraph((Span("What happened"),), Form.HEADING_1),
        Paragraph((Span("It "), Span("grew", bold=True), Span(" slowly."))),
        Paragraph((Span("first"),), Form.NUMBER),
        Paragraph((Span("second"),), Form.NUMBER),
    )
)


def test_a_text_of_ours_brings_no_style_twice_and_its_headings_go_below_ours() -> None:
    ours = to_docx(TEXT, title="t", author="a")
    content = joined(ours, ours, ours)
    names = [
        style.find(f"{W}name").get(f"{W}val")  # type: ignore[union-attr]  # each has one
        for style in part(content, "word/styles.xml").findall(f"{W}style")
    ]
    assert names.count("Introduction") == 1
    assert "Introduction_2" not in names
    assert [name for name in names if name and name.startswith("heading 1")] == [
        "heading 1",
        "heading 1_2",
    ]
    (style,) = (
        style
        for style in part(content, "word/styles.xml").findall(f"{W}style")
        if style.find(f"{W}name").get(f"{W}val") == "heading 1_2"  # type: ignore[union-attr]  # it has
    )
    assert style.find(f"{W}pPr/{W}outlineLvl").get(f"{W}val") == "3"  # type: ignore[union-attr]  # it has


def test_characters_are_written_in_our_lines_as_in_our_texts() -> None:
    said = "one\ttwo\nthree\u00adfour\u2011five"
    file = io.BytesIO()
    document = JoinedDocument(file, ABOUT)
    document.paragraph(said)
    document.finish()
    text = to_docx(RichText((Paragraph((Span(said),)),)), title="", author="")
    ours, written = (
        [tostring(run) for run in part(content).iter(f"{W}r")]
        for content in (file.getvalue(), text)
    )
    assert ours == written
    assert b"softHyphen" in ours[0]


def test_each_numbered_list_begins_at_one_again() -> None:
    ours = to_docx(TEXT, title="t", author="a")
    text = read_content(joined(ours, ours), "a.docx").text
    numbers = [each for each in text.paragraphs if each.text in {"first", "second"}]
    assert len(numbers) == 4
    lists = {
        item.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")  # type: ignore[union-attr]  # asked for
        for item in part(joined(ours, ours)).iter(f"{W}p")
        if item.find(f"{W}pPr/{W}numPr/{W}numId") is not None
    }
    assert len(lists) == 2


def test_a_look_of_another_file_stays_its_own() -> None:
    def large(document: docx.document.Document) -> None:
        document.styles["Normal"].font.size = Pt(20)
        document.add_paragraph("Large")

    def small(document: docx.document.Document) -> None:
        document.styles["Normal"].font.size = Pt(8)
        document.add_paragraph("Small")

    content = joined(word_file(large), word_file(small))
    styles = {
        style.get(f"{W}styleId"): style
        for style in part(content, "word/styles.xml").findall(f"{W}style")
    }
    sizes = {}
    for item in part(content).iter(f"{W}p"):
        said = "".join(each.text or "" for each in item.iter(f"{W}t"))
        style = item.find(f"{W}pPr/{W}pStyle")
        if said in {"Large", "Small"} and style is not None:
            size = styles[style.get(f"{W}val")].find(f"{W}rPr/{W}sz")
            sizes[said] = None if size is None else size.get(f"{W}val")
    assert sizes == {"Large": "40", "Small": "16"}


@pytest.mark.parametrize("key", ["ascii", "hAnsi", "eastAsia", "cs"])
def test_a_font_that_a_style_names_wins_over_the_theme_that_all_text_refers_to(key: str) -> None:
    def build(document: docx.document.Document) -> None:
        fonts = document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        fonts.set(qn(f"w:{key}"), "Courier New")
        document.add_paragraph("Ours")

    source = word_file(build)
    theme = {"cs": "cstheme"}.get(key, f"{key}Theme")
    defaults = next(part(source, "word/styles.xml").iter(f"{W}docDefaults"))
    assert next(defaults.iter(f"{W}rFonts")).get(f"{W}{theme}")

    content = joined(source)

    styles = {each.get(f"{W}styleId"): each for each in part(content, "word/styles.xml")}
    (paragraph,) = (
        item
        for item in part(content).iter(f"{W}p")
        if "".join(each.text or "" for each in item.iter(f"{W}t")) == "Ours"
    )
    named = paragraph.find(f"{W}pPr/{W}pStyle")
    assert named is not None
    fonts = styles[named.get(f"{W}val")].find(f"{W}rPr/{W}rFonts")
    assert fonts is not None
    assert fonts.get(f"{W}{key}") == "Courier New"


def test_tables_pictures_and_links_come_along() -> None:
    def build(document: docx.document.Document) -> None:
        table = document.add_table(rows=2, cols=2, style="Table Grid")
        table.cell(1, 1).text = "Under the heads"
        picture = io.BytesIO()
        Image.new("RGB", (40, 20), "#2b4c86").save(picture, "PNG")
        document.add_picture(picture)

    content = joined(word_file(build), word_file(build))
    shown = read_printed(content, "a.docx")
    tables = [block for block in shown.blocks if hasattr(block, "rows")]
    assert len(tables) == 2
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        pictures = [name for name in archive.namelist() if name.endswith(".png")]
        assert len(pictures) == 2
        with Image.open(io.BytesIO(archive.read(pictures[0]))) as found:
            assert found.size == (40, 20)


NOTES = """<w:{kind}s {spaces}><w:{kind} w:type="separator" w:id="-1"><w:p/></w:{kind}>
<w:{kind} w:id="1"><w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t>{words}</w:t></w:r></w:p></w:{kind}>
</w:{kind}s>"""


def with_note(kind: str, said: str) -> bytes:
    """Return a Word file with one note."""

    def build(document: docx.document.Document) -> None:
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        xml = NOTES.format(kind=kind, spaces=nsdecls("w"), words=said)
        word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
        notes = Part(PackURI(f"/word/{kind}s.xml"), f"{word}.{kind}s+xml", xml.encode())
        base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        document.part.relate_to(notes, f"{base}/{kind}s")
        line = document.add_paragraph("Marked")
        line._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:{kind}Reference w:id="1"/></w:r>'))

    return word_file(build)


def test_notes_of_several_files_are_notes_of_one_with_ids_of_their_own() -> None:
    sources = (
        with_note("footnote", "note of one"),
        with_note("footnote", "note of two"),
        with_note("endnote", "note of three"),
    )
    content = joined(*sources)
    shown = read_printed(content, "a.docx")
    said = [
        " ".join(block.text for block in note if hasattr(block, "text")) for note in shown.notes
    ]
    assert [each.strip() for each in said] == ["note of one", "note of two", "note of three"]


def test_a_part_that_names_another_by_two_ids_is_led_there_by_both() -> None:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/chart"

    def build(document: docx.document.Document) -> None:
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        data = Part(PackURI("/word/embeddings/data.xlsx"), "application/vnd.ms-excel", b"PK")
        chart = Part(PackURI("/word/charts/chart1.xml"), "application/xml", b"<chart/>")
        for id_ in ("rIdOne", "rIdTwo"):
            chart.load_rel(f"{base}/package", data, id_)
        data.load_rel(f"{base}/chart", chart, "rIdBack")
        named = document.part.relate_to(chart, f"{base}/chart")
        line = document.add_paragraph("Shown")
        line._p.append(parse_xml(f'<c:chart xmlns:c="{drawing}" {nsdecls("r")} r:id="{named}"/>'))

    with zipfile.ZipFile(io.BytesIO(joined(word_file(build)))) as archive:
        relations = {
            row.get("Id"): (row.get("Target") or "").rpartition("/")[2]
            for name in archive.namelist()
            if name.endswith(("chart1.xml.rels", "data.xlsx.rels"))
            for row in fromstring(archive.read(name))  # noqa: S314  we wrote it
        }
    assert relations.keys() == {"rIdOne", "rIdTwo", "rIdBack"}
    assert relations["rIdOne"] == relations["rIdTwo"]
    assert relations["rIdOne"].endswith("-data.xlsx")
    assert relations["rIdBack"].endswith("-chart1.xml")


def test_pages_on_their_side_stay_so_and_ours_do_not_follow() -> None:
    def wide(document: docx.document.Document) -> None:
        section = document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
        section.header.paragraphs[0].text = "A head of that file alone"
        document.add_paragraph("Wide")

    content = joined(word_file(wide))
    root = part(content)
    sizes = [item.get(f"{W}orient") for item in root.iter(f"{W}pgSz")]
    assert sizes == [None, "landscape", None]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        heads = [name for name in archive.namelist() if "header" in name]
        assert heads == ["word/header1.xml"]
        assert b"of that file alone" not in archive.read("word/header1.xml")


def test_a_field_that_is_left_open_does_not_take_in_what_follows() -> None:
    def build(document: docx.document.Document) -> None:
        line = document.add_paragraph("Before")
        field = f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="begin"/></w:r>'
        line._p.append(parse_xml(field))

    root = part(joined(word_file(build)))
    marks = Counter(item.get(f"{W}fldCharType") for item in root.iter(f"{W}fldChar"))
    assert marks["begin"] == marks["end"]


def test_comments_stay_behind() -> None:
    def build(document: docx.document.Document) -> None:
        line = document.add_paragraph("Said")
        document.add_comment(line.runs, text="Not for readers", author="x", initials="x")

    content = joined(word_file(build))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if "comment" in name]
    assert "Said" in text_of(content)


def test_the_contents_name_our_headings_alone() -> None:
    content = joined(to_docx(TEXT, title="t", author="a"))
    entries = [
        "".join(each.text or "" for each in item.iter(f"{W}t"))
        for item in part(content).iter(f"{W}p")
        if (style := item.find(f"{W}pPr/{W}pStyle")) is not None
        and style.get(f"{W}val", "").startswith("TOC")
    ]
    assert entries == ["Foundations", "qbegin0q"]
    anchors = {item.get(f"{W}anchor") for item in part(content).iter(f"{W}hyperlink")}
    assert anchors <= {item.get(f"{W}name") for item in part(content).iter(f"{W}bookmarkStart")}


def test_title_author_and_language_are_said() -> None:
    content = joined(to_docx(TEXT, title="t", author="a"))
    properties = docx.Document(io.BytesIO(content)).core_properties
    assert properties.title == "Portfolio of Ana <Rivera>"
    assert properties.author == "Ana Rivera"
    assert properties.language == "en-GB"
    styles = part(content, "word/styles.xml")
    assert styles.find(f"{W}docDefaults//{W}lang").get(f"{W}val") == "en-GB"  # type: ignore[union-attr]  # it has


def test_a_table_of_ours_repeats_its_head_and_keeps_lines_apart() -> None:
    file = io.BytesIO()
    document = JoinedDocument(file, ABOUT)
    document.heading("Evidence", SECTION)
    document.table(("No.", "File"), [("1", "Flyer.pdf\n\u05e9\u05dc\u05d5\u05dd")], (1, 5))
    document.finish()
    table = docx.Document(io.BytesIO(file.getvalue())).tables[0]
    assert [each.text for each in table.cell(1, 1).paragraphs] == [
        "Flyer.pdf",
        "\u05e9\u05dc\u05d5\u05dd",
    ]
    assert part(file.getvalue()).find(f".//{W}tblHeader") is not None


def test_what_is_no_word_file_is_refused_and_the_others_are_joined() -> None:
    file = io.BytesIO()
    document = JoinedDocument(file, ABOUT)
    with pytest.raises(DocumentUnreadable) as refused:
        document.document(b"PK\x03\x04 not a ZIP", "x.docx", 3)
    assert refused.value.fault is DocumentFault.DAMAGED
    document.document(to_docx(TEXT, title="t", author="a"), "y.docx", 3)
    document.finish()
    assert "It grew slowly." in text_of(file.getvalue())


def test_a_heading_stays_a_heading() -> None:
    text = normalized(read_content(joined(to_docx(TEXT, title="t", author="a")), "a.docx").text)
    forms = {each.text: each.form for each in text.paragraphs}
    assert forms["Foundations"] is Form.HEADING_1
    assert forms["qbegin0q"] is Form.HEADING_2
    assert forms["What happened"] is Form.HEADING_3
