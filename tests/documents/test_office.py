"""LibreOffice is run for real: these tests skip where it is not installed."""

import io
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from pypdf import PdfReader

from lssc_desktop.core.job import Cancelled, Progress, ignore_progress
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span
from lssc_desktop.documents.office import OfficeMissing, find_office, to_pdfs
from lssc_desktop.documents.word import to_docx

needs_office = pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")

_LINKED = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="linked"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://'
    'schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="1" name="l"/>'
    "<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r="
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:link="rIdLinked"/>'
    "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="
    '"0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr>'
    "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


def word(text: str) -> bytes:
    return to_docx(RichText((Paragraph((Span(text),)),)), title="Letter", author="A. Rivera")


def with_linked_picture(address: str) -> bytes:
    """A Word file that asks whoever opens it to fetch a picture from a web address."""
    relation = (
        '<Relationship Id="rIdLinked" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/image" Target="{address}" TargetMode="External"/></Relationships>'
    )
    made = io.BytesIO()
    plain = io.BytesIO(word("A linked picture"))
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = data.replace(b"</w:body>", _LINKED.encode() + b"</w:body>")
            if name == "word/_rels/document.xml.rels":
                data = data.replace(b"</Relationships>", relation.encode())
            new.writestr(name, data)
    return made.getvalue()


class Listener:
    """A web server on this computer that only remembers what it was asked for."""

    def __init__(self) -> None:
        asked: list[str] = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_error(404)

            do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 - names that HTTP gives

            def log_message(self, *_: object) -> None:
                pass

        self.asked = asked
        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    listening = Listener()
    yield listening
    listening.stop()


@needs_office
def test_word_files_become_pages_and_nothing_is_fetched(tmp_path: Path, listener: Listener) -> None:
    letter, linked, broken = (tmp_path / name for name in ("a.docx", "b.docx", "c.docx"))
    letter.write_bytes(word("Dear committee"))
    linked.write_bytes(
        with_linked_picture(f"http://127.0.0.1:{listener.server.server_port}/spy.png")
    )
    broken.write_bytes(b"PK\3\4 not a Word file")
    out = tmp_path / "out"
    out.mkdir()

    first, second, third = to_pdfs((letter, linked, broken), out, ignore_progress)

    assert first is not None
    assert "Dear committee" in PdfReader(first).pages[0].extract_text()
    assert second is not None
    assert "A linked picture" in PdfReader(second).pages[0].extract_text()
    assert third is None
    assert listener.asked == []


@needs_office
def test_nothing_is_written_into_the_folders_of_the_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, out = tmp_path / "home", tmp_path / "out"
    for folder in (home, out):
        folder.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    letter = tmp_path / "a.docx"
    letter.write_bytes(word("Dear committee"))

    assert to_pdfs((letter,), out, ignore_progress) == (out / "0000.pdf",)

    assert list(home.rglob("*")) == []


@needs_office
def test_a_stopped_run_ends_at_once_and_makes_nothing(tmp_path: Path) -> None:
    def stop(_progress: Progress) -> None:
        raise Cancelled

    letter = tmp_path / "a.docx"
    letter.write_bytes(word("Dear committee"))
    out = tmp_path / "out"
    out.mkdir()

    with pytest.raises(Cancelled):
        to_pdfs((letter,), out, stop)

    assert not list(out.glob("*.pdf"))


def test_its_absence_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if find_office() is not None:
        monkeypatch.setenv("PATH", str(tmp_path))
    if find_office() is not None:
        pytest.skip("LibreOffice lies where it cannot be hidden")

    with pytest.raises(OfficeMissing):
        to_pdfs((), tmp_path, ignore_progress)
