"""Files of other programs: converted by LibreOffice, in unknown encodings, damaged."""

import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.job import Cancelled, Progress, Step, ignore_progress
from lssc_desktop.core.text.richtext import Form, plain
from lssc_desktop.documents.importing import (
    EncodingUnsure,
    NotConverted,
    OfficeNeeded,
    TextRefused,
    converted,
    decoded,
    is_text_file,
    read_text,
)
from lssc_desktop.documents.importing import _is_damaged as is_damaged
from lssc_desktop.documents.office import find_office
from lssc_desktop.documents.word import read_content

needs_office = pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")

CYRILLIC = "Библиотека открыта уже сто лет. Мы провели час сказок для сорока двух детей."
WESTERN = "Résumé: Café “Núñez”, naïve approach – we’ve had a wonderful story time."
FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>
<text:h text:outline-level="1">What I did</text:h><text:p>The library, since 1923.</text:p>
</office:text></office:body></office:document>"""


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Makes a file of another kind from one text, by LibreOffice."""
    folder = tmp_path_factory.mktemp("made")

    def make(kind: str) -> Path:
        suffix = kind.partition(":")[0]
        target = folder / kind.replace(":", "").replace(" ", "") / f"mine.{suffix}"
        if not target.exists():
            source = target.parent / "mine.fodt"
            target.parent.mkdir()
            source.write_text(FLAT, encoding="utf-8")
            subprocess.run(
                [
                    str(find_office()),
                    f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                    *("--headless", "--convert-to", kind, "--outdir", str(target.parent)),
                    str(source),
                ],
                check=True,
                capture_output=True,
                timeout=120,
            )
        return target

    return make


@needs_office
@pytest.mark.parametrize("kind", ["odt", "rtf", "doc:MS Word 97"])
def test_libreoffice_makes_a_word_file_of_it(made: Callable[[str], Path], kind: str) -> None:
    source = made(kind)
    content = source.read_bytes()
    reported: list[Progress] = []

    word = converted(source, reported.append)

    seen = read_content(word, "x.docx")
    assert seen.fault == ""
    assert plain(seen.text) == "What I did\nThe library, since 1923."
    assert seen.text.paragraphs[0].form is Form.HEADING_1
    assert source.read_bytes() == content
    assert not is_damaged(source)
    assert {each.step for each in reported} == {Step.CONVERTING}


@needs_office
def test_a_file_with_macros_becomes_one_without(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("With a macro")
    document.save(str(tmp_path / "plain.docx"))
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macro = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    with (
        zipfile.ZipFile(tmp_path / "plain.docx") as source,
        zipfile.ZipFile(tmp_path / "mine.docm", "w") as target,
    ):
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(kind, macro))

    word = converted(tmp_path / "mine.docm", ignore_progress)

    seen = read_content(word, "x.docx")
    assert (plain(seen.text), "macro" in seen.beyond) == ("With a macro", False)


@needs_office
def test_it_can_be_cancelled(made: Callable[[str], Path]) -> None:
    def stop(_progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        converted(made("odt"), stop)


def test_without_libreoffice_it_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lssc_desktop.documents.importing.find_office", lambda: None)
    (tmp_path / "a.rtf").write_bytes(b"{\\rtf1 x}")

    with pytest.raises(OfficeNeeded):
        converted(tmp_path / "a.rtf", ignore_progress)


@pytest.mark.parametrize("name", ["a.doc", "a.odt", "a.rtf", "a.docm", "a.wpd"])
def test_what_is_something_else_is_not_taken_for_a_text(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x01\x02 neither")

    with pytest.raises(NotConverted):
        converted(tmp_path / name, ignore_progress)


def test_names_say_what_can_become_a_response() -> None:
    names = ["a.docx", "a.DOCM", "b.odt", "c.rtf", "d.doc", "e.txt", "f.md"]
    assert all(is_text_file(Path(name)) for name in names)
    assert not any(is_text_file(Path(name)) for name in ("a.pdf", "a.jpg", "a", "docx"))


class TestDamage:
    def test_an_archive_with_a_broken_part(self, tmp_path: Path) -> None:
        path = tmp_path / "a.odt"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("content.xml", "words " * 100)
        assert not is_damaged(path)

        content = path.read_bytes()
        path.write_bytes(content.replace(b"words", b"wards", 1))
        assert is_damaged(path)
        path.write_bytes(content[: len(content) // 2])
        assert is_damaged(path)

    def test_an_rtf_that_ends_before_its_end(self, tmp_path: Path) -> None:
        path = tmp_path / "a.rtf"
        path.write_bytes(b"{\\rtf1 words {\\b more} end}\r\n\0")
        assert not is_damaged(path)

        path.write_bytes(b"{\\rtf1 words {\\b more} en")
        assert is_damaged(path)

    @needs_office
    def test_an_old_word_file_that_is_cut(
        self, made: Callable[[str], Path], tmp_path: Path
    ) -> None:
        content = made("doc:MS Word 97").read_bytes()
        path = tmp_path / "a.doc"
        for size in (len(content) * 3 // 4, len(content) // 2, 600, 100):
            path.write_bytes(content[:size])
            assert is_damaged(path), size


class TestEncodings:
    def refused(self, path: Path, data: bytes) -> EncodingUnsure:
        path.write_bytes(data)
        with pytest.raises(EncodingUnsure) as caught:
            read_text(path)
        return caught.value

    @pytest.mark.parametrize(
        ("encoding", "words"),
        [
            ("cp1252", WESTERN),
            ("cp1251", CYRILLIC),
            ("cp866", CYRILLIC),
            ("koi8_r", CYRILLIC),
            ("mac_roman", WESTERN),
            ("shift_jis", "図書館は1923年から開いています。物語の時間を開きました。"),
            ("gb18030", "图书馆自1923年起开放。我们为四十二个孩子举办了故事时间。"),
            ("big5", "圖書館自1923年起開放。我們為四十二個孩子舉辦了故事時間。"),
            ("euc_kr", "도서관은 1923년부터 열려 있습니다. 이야기 시간을 열었습니다."),
            ("cp1250", "Knihovna je otevřena od roku 1923. Žluťoučký kůň úpěl ódy."),
            ("cp437", "Café Núñez and the naïve approach: 42 children came."),
        ],
    )
    def test_the_right_reading_is_among_those_that_are_offered(
        self, tmp_path: Path, encoding: str, words: str
    ) -> None:
        error = self.refused(tmp_path / "a.txt", words.encode(encoding))

        found = [reading for reading in error.choices if reading.text == words]
        assert len(found) == 1
        taken = read_text(tmp_path / "a.txt", found[0].encoding)
        assert plain(taken) == words

    @pytest.mark.parametrize(
        ("encoding", "words"),
        [("cp1252", WESTERN), ("cp1251", CYRILLIC), ("cp866", CYRILLIC), ("cp1252", "Café")],
    )
    def test_what_is_usual_comes_first(self, tmp_path: Path, encoding: str, words: str) -> None:
        error = self.refused(tmp_path / "a.txt", words.encode(encoding))

        assert error.choices[0].encoding == encoding
        assert decoded(words.encode(encoding)) == words

    @given(data=st.binary(min_size=1, max_size=200))
    def test_nothing_is_ever_taken_with_letters_it_does_not_have(self, data: bytes) -> None:
        assert "\ufffd" not in decoded(data) or "\ufffd".encode() in data or _is_marked(data)

    def test_no_text_at_all_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes("Words".encode("utf-16-le"))
        with pytest.raises(TextRefused):
            read_text(tmp_path / "a.txt")


def _is_marked(data: bytes) -> bool:
    return data[:2] in (b"\xff\xfe", b"\xfe\xff")
