"""What is seen of each kind of file."""

import io
import os
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import docx
import pytest
from PIL import Image

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.text.printed import pictures
from lssc_desktop.core.text.richtext import RichText, plain
from lssc_desktop.documents.images import Camera, Shape, ShapeKind, draw
from lssc_desktop.documents.previews import PageSize, Previewer, PreviewFailed, PreviewFault, Source
from lssc_desktop.documents.previews.wire import MOST_CHARACTERS
from lssc_desktop.messages.message import message_for
from tests.documents.previews.pdfs import pdf, written

type Keep = Callable[[str, bytes], Source]

QUIET = ignore_progress


def color(data: bytes, width: int, place: tuple[int, int]) -> tuple[int, int, int]:
    """Red, green and blue of a place (from the left, from the top)."""
    start = 4 * (place[1] * width + place[0])
    blue, green, red = data[start : start + 3]
    return red, green, blue


def fault_of(previewer: Previewer, source: Source) -> PreviewFault:
    with pytest.raises(PreviewFailed) as caught:
        previewer.look(source, QUIET)
    assert caught.value.name == source.name
    return caught.value.fault


def text_of(previewer: Previewer, source: Source) -> str:
    text = previewer.look(source, QUIET).text
    assert text is not None
    return plain(text)


# The corpus -------------------------------------------------------------------------------------


def test_every_file_of_the_corpus_gives_a_page_a_text_or_a_sentence(
    previewer: Previewer, corpus: Path
) -> None:
    files = sorted(path for path in corpus.rglob("*.*") if path.suffix != ".md")
    assert files
    refused = {}
    for path in files:
        source = Source(path.name, str(path), path)
        try:
            looked = previewer.look(source, QUIET)
        except PreviewFailed as error:
            refused[path.name] = message_for(error).happened
            continue
        assert looked.text is not None or len(looked.pages) == looked.total > 0
        for number, page in enumerate(looked.pages):
            seen = previewer.page(source, number, (300, 300), QUIET)
            assert 0 < max(seen.width, seen.height) <= 301  # a small picture is not blown up
            assert seen.width / seen.height == pytest.approx(page.width / page.height, rel=0.02)
    assert list(refused) == ["libreoffice-writer-password.pdf"]
    assert "password" in refused["libreoffice-writer-password.pdf"]


# PDF --------------------------------------------------------------------------------------------


def test_a_pdf_tells_its_pages_in_points(previewer: Previewer, kept: Keep) -> None:
    looked = previewer.look(kept("one.pdf", written("Hold shelf")), QUIET)
    assert looked.pages == (PageSize(612, 792),)
    assert looked.total == 1


def test_a_page_of_a_pdf_fits_into_the_room_upright_and_in_color(
    previewer: Previewer, kept: Keep
) -> None:
    page = previewer.page(kept("one.pdf", written("Hold shelf")), 0, (1000, 396), QUIET)
    assert (page.width, page.height) == (306, 396)
    assert color(page.data, page.width, (10, 390)) == (255, 0, 0)
    assert color(page.data, page.width, (300, 5)) == (255, 255, 255)


def test_a_page_of_a_pdf_has_its_words(previewer: Previewer, kept: Keep) -> None:
    assert previewer.words(kept("one.pdf", written("Hold shelf")), 0, QUIET) == "Hold shelf"


@pytest.mark.parametrize("box", [b"0 0 1 100000", b"0 0 99999999 99999999", b"0 0 0 0", b"5 5"])
def test_a_page_of_any_size_stays_within_the_room(
    box: bytes, previewer: Previewer, kept: Keep
) -> None:
    source = kept("odd.pdf", written("Long", box))
    looked = previewer.look(source, QUIET)
    page = previewer.page(source, 0, (400, 400), QUIET)
    assert 0 < looked.pages[0].width <= 14_400
    assert page.width <= 401
    assert page.height <= 401


def test_a_page_that_is_not_there_is_a_fault(previewer: Previewer, kept: Keep) -> None:
    with pytest.raises(PreviewFailed) as caught:
        previewer.page(kept("one.pdf", written("Hold shelf")), 7, (100, 100), QUIET)
    assert caught.value.fault is PreviewFault.DAMAGED


def test_a_pdf_by_name_only_is_damaged(previewer: Previewer, kept: Keep) -> None:
    assert fault_of(previewer, kept("not.pdf", b"<html>" * 500)) is PreviewFault.DAMAGED


def test_a_pdf_without_pages_is_damaged(previewer: Previewer, kept: Keep) -> None:
    none = pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"])
    assert fault_of(previewer, kept("none.pdf", none)) is PreviewFault.DAMAGED


def test_a_pdf_that_is_called_otherwise_is_known_by_its_beginning(
    previewer: Previewer, kept: Keep
) -> None:
    assert previewer.look(kept("flyer", written("Hold shelf")), QUIET).total == 1


# Pictures ---------------------------------------------------------------------------------------


def test_a_photograph_is_seen_upright(previewer: Previewer, kept: Keep) -> None:
    camera = Camera("Maker", "Model", datetime(2026, 5, 4, 10, 30), orientation=6)  # noqa: DTZ001  Exif has no time zone
    top = Shape(ShapeKind.RECTANGLE, (0, 0, 399, 99), "#ff0000")
    source = kept("photo.jpg", draw(400, 300, "#ffffff", (top,), camera))
    assert previewer.look(source, QUIET).pages == (PageSize(225, 300),)
    page = previewer.page(source, 0, (1000, 1000), QUIET)
    assert (page.width, page.height) == (300, 400)
    red, green, _blue = color(page.data, page.width, (290, 200))
    assert red > 230
    assert green < 30


def test_a_scan_has_all_its_pages(previewer: Previewer, kept: Keep) -> None:
    file = io.BytesIO()
    pages = [Image.new("L", (20, 30), shade) for shade in (0, 128, 255)]
    pages[0].save(file, "TIFF", save_all=True, append_images=pages[1:])
    source = kept("scan.tiff", file.getvalue())
    assert previewer.look(source, QUIET).total == 3
    shades = [previewer.page(source, number, (20, 30), QUIET).data[0] for number in range(3)]
    assert shades == [0, 128, 255]


def test_a_picture_that_unfolds_to_too_much_is_refused(previewer: Previewer, kept: Keep) -> None:
    file = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(file, "PNG")
    source = kept("bomb.png", file.getvalue())
    assert source.path is not None
    assert source.path.stat().st_size < 100_000
    with pytest.raises(PreviewFailed) as caught:
        previewer.page(source, 0, (100, 100), QUIET)
    assert caught.value.fault is PreviewFault.TOO_LARGE


def test_a_very_long_picture_is_shown(previewer: Previewer, kept: Keep) -> None:
    file = io.BytesIO()
    Image.new("L", (60_000, 6)).save(file, "PNG")
    source = kept("long.png", file.getvalue())
    assert previewer.look(source, QUIET).pages[0].width == 14_400
    page = previewer.page(source, 0, (400, 400), QUIET)
    assert (page.width, page.height) == (400, 1)


def test_half_a_photograph_is_damaged(previewer: Previewer, kept: Keep) -> None:
    data = draw(400, 300, "#eee", (Shape(ShapeKind.ELLIPSE, (9, 9, 300, 200), "#123456"),))
    source = kept("half.jpg", data[: len(data) // 2])
    with pytest.raises(PreviewFailed) as caught:
        previewer.page(source, 0, (100, 100), QUIET)
    assert caught.value.fault is PreviewFault.DAMAGED


@pytest.mark.parametrize("name", ["drawing.svg", "phone.heic"])
def test_a_kind_of_picture_that_we_do_not_read_is_told_so(
    name: str, previewer: Previewer, kept: Keep
) -> None:
    assert fault_of(previewer, kept(name, b"<svg/>" * 20)) is PreviewFault.KIND


# Word and texts ---------------------------------------------------------------------------------


def test_a_word_document_gives_its_text_and_what_is_beyond(
    previewer: Previewer, kept: Keep
) -> None:
    document = docx.Document()
    document.add_heading("Sign-up", 1)
    document.add_paragraph("Bilingual story time")
    document.add_table(1, 1).cell(0, 0).text = "Family 1"
    file = io.BytesIO()
    document.save(file)
    looked = previewer.look(kept("sign-up.docx", file.getvalue()), QUIET)
    assert looked.text is not None
    assert plain(looked.text).split("\n") == ["Sign-up", "Bilingual story time", "Family 1"]
    assert "table" in looked.beyond
    assert not looked.pages


def test_the_pictures_in_a_word_document_stand_in_it(previewer: Previewer, kept: Keep) -> None:
    document = docx.Document()
    document.add_paragraph("Before and after")
    for width in (400, 200):
        document.add_picture(io.BytesIO(draw(width, 300, "#00ff00", ())))
    file = io.BytesIO()
    document.save(file)
    source = kept("photos.docx", file.getvalue())
    looked = previewer.look(source, QUIET)
    assert looked.document is not None
    sizes = [(round(each.width), round(each.height)) for each in pictures(looked.document)]
    assert sizes == [(400, 300), (200, 300)]  # points, as the document has it
    assert looked.text is not None
    assert plain(looked.text).startswith("Before and after")
    second = previewer.picture(source, 1, (100, 150), QUIET)
    assert (second.width, second.height) == (100, 150)
    red, green, _blue = color(second.data, 100, (50, 50))
    assert red < 30
    assert green > 220


def test_markup_in_a_word_document_is_words(previewer: Previewer, kept: Keep) -> None:
    document = docx.Document()
    document.add_paragraph("<script>alert(1)</script><img src=x onerror=alert(1)>")
    file = io.BytesIO()
    document.save(file)
    said = text_of(previewer, kept("script.docx", file.getvalue()))
    assert said == "<script>alert(1)</script><img src=x onerror=alert(1)>"


def test_a_word_file_that_is_cut_off_is_damaged(previewer: Previewer, kept: Keep) -> None:
    file = io.BytesIO()
    docx.Document().save(file)
    source = kept("half.docx", file.getvalue()[:9000])
    assert fault_of(previewer, source) is PreviewFault.DAMAGED


def test_a_word_file_of_very_many_paragraphs_is_shown_in_part(
    previewer: Previewer, kept: Keep
) -> None:
    file = io.BytesIO()
    docx.Document().save(file)
    many = io.BytesIO()
    paragraphs = b"<w:p><w:r><w:t>Another line</w:t></w:r></w:p>" * 20_000
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(many, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:sectPr", paragraphs + b"<w:sectPr", 1)
            new.writestr(name, content)
    looked = previewer.look(kept("many.docx", many.getvalue()), QUIET)
    assert looked.cut
    assert looked.text is not None
    assert len(looked.text.paragraphs) <= MOST_CHARACTERS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_read_in_the_encoding_it_has(
    encoding: str, previewer: Previewer, kept: Keep
) -> None:
    source = kept("notes.txt", "Résumé – 5 €\n  <b>Zoë</b>".encode(encoding))
    assert text_of(previewer, source) == "Résumé – 5 €\n  <b>Zoë</b>"


def test_a_long_text_is_shown_in_part_and_ends_with_a_whole_line(
    previewer: Previewer, kept: Keep
) -> None:
    source = kept("log.txt", "Zoë borrowed a book\n".encode() * 50_000)
    looked = previewer.look(source, QUIET)
    assert looked.cut
    assert looked.text is not None
    assert {p.text for p in looked.text.paragraphs} == {"Zoë borrowed a book"}


def test_markdown_is_shown_as_it_means(previewer: Previewer, kept: Keep) -> None:
    assert text_of(previewer, kept("notes.md", b"# Title\n\n*Words*")) == "Title\nWords"


def test_bytes_that_are_called_a_text_are_none(previewer: Previewer, kept: Keep) -> None:
    assert fault_of(previewer, kept("notes.txt", bytes(500))) is PreviewFault.KIND


# No preview -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["list.numbers", "drawing.svg", "tool.exe", "nothing"])
def test_other_kinds_have_no_preview(name: str, previewer: Previewer, kept: Keep) -> None:
    assert fault_of(previewer, kept(name, b"MZ" * 100)) is PreviewFault.KIND


def test_an_empty_file_is_told_so(previewer: Previewer, kept: Keep) -> None:
    assert fault_of(previewer, kept("empty.pdf", b"")) is PreviewFault.EMPTY


def test_a_file_that_is_gone_is_told_so(previewer: Previewer, tmp_path: Path) -> None:
    gone = Source("gone.pdf", "gone", tmp_path / "gone.pdf")
    assert fault_of(previewer, gone) is PreviewFault.MISSING


def test_a_folder_and_a_pipe_are_not_opened(previewer: Previewer, tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("there are no pipes of a name here")
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "folder.pdf").mkdir()
    for name in ("pipe.pdf", "folder.pdf"):
        assert fault_of(previewer, Source(name, name, tmp_path / name)) is PreviewFault.MISSING


@pytest.mark.parametrize("fault", PreviewFault)
def test_every_fault_has_its_sentence(fault: PreviewFault) -> None:
    message = message_for(PreviewFailed("Evidence/Flyer.pdf", fault))
    assert "Flyer.pdf" in message.happened
    assert message.meaning
    assert message.advice


def test_an_empty_word_document_is_an_empty_text(previewer: Previewer, kept: Keep) -> None:
    file = io.BytesIO()
    docx.Document().save(file)
    assert previewer.look(kept("blank.docx", file.getvalue()), QUIET).text == RichText()
