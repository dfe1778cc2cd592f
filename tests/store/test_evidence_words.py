"""The words of evidence files: read once, in the helper, and remembered by fingerprint."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.job import Cancelled, Progress, Reporter, ignore_progress
from lssc_desktop.core.portfolio.portfolio import AboutFile, Candidate, EvidenceFile, Portfolio
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span
from lssc_desktop.disk.files import fingerprint
from lssc_desktop.documents.previews import Previewer, Source
from lssc_desktop.documents.word import to_docx
from lssc_desktop.store.evidence_words import EvidenceWords
from tests.documents.previews.pdfs import written

DAY = date(2026, 3, 1)
DOCX = to_docx(
    RichText((Paragraph((Span("Meeting of the friends"),)),)), title="Minutes", author="A. Rivera"
)


@pytest.fixture(scope="module")
def previewer() -> Iterator[Previewer]:
    made = Previewer()
    yield made
    made.close()


type Keep = Callable[..., Portfolio]


@pytest.fixture
def keep(tmp_path: Path) -> Keep:
    """A portfolio folder with evidence files of these names and contents."""

    def keep(**files: bytes) -> Portfolio:
        portfolio = Portfolio("id", "lssc", "1", Candidate("A. Rivera"))
        for folder in (".lssc", "Evidence"):
            (tmp_path / folder).mkdir(exist_ok=True)
        for name, data in files.items():
            path = f"Evidence/{name.replace('_', '.')}"
            (tmp_path / path).write_bytes(data)
            sha256 = fingerprint(tmp_path / path, ignore_progress)
            file = EvidenceFile(path, sha256, len(data), DAY)
            portfolio = replace(portfolio, evidence=(*portfolio.evidence, file))
        return portfolio

    return keep


class Asked:
    """Reads words as the helper does, and notes of which files."""

    def __init__(self, previewer: Previewer) -> None:
        self.names: list[str] = []
        self._previewer = previewer

    def text(self, source: Source, reporter: Reporter) -> str:
        self.names.append(source.name)
        return self._previewer.text(source, reporter)


def test_what_files_of_each_kind_say(tmp_path: Path, keep: Keep, previewer: Previewer) -> None:
    portfolio = keep(
        a_pdf=written("Story hour"), b_docx=DOCX, c_txt=b"One\r\n\ttwo\n", d_jpg=b"\xff\xd8\xff"
    )
    asked = Asked(previewer)
    words = EvidenceWords().read(tmp_path, portfolio, asked.text, ignore_progress)
    assert words == {
        "Evidence/a.pdf": "Story hour",
        "Evidence/b.docx": "Meeting of the friends",
        "Evidence/c.txt": "One two",
    }
    assert "d.jpg" not in asked.names


def test_a_damaged_file_has_no_words_and_costs_the_others_nothing(
    tmp_path: Path, keep: Keep, previewer: Previewer
) -> None:
    portfolio = keep(a_pdf=b"%PDF-1.4 and then nothing", b_txt=b"Kept")
    words = EvidenceWords().read(tmp_path, portfolio, previewer.text, ignore_progress)
    assert words == {"Evidence/a.pdf": "", "Evidence/b.txt": "Kept"}


def test_a_file_is_read_once_by_its_fingerprint(
    tmp_path: Path, keep: Keep, previewer: Previewer
) -> None:
    portfolio, asked = keep(a_txt=b"Kept", b_pdf=b"%PDF-1.4 broken"), Asked(previewer)
    EvidenceWords().read(tmp_path, portfolio, asked.text, ignore_progress)
    later = replace(
        portfolio, about_me=(AboutFile("About me/a.txt", portfolio.evidence[0].sha256, 4),)
    )
    words = EvidenceWords().read(tmp_path, later, asked.text, ignore_progress)
    assert asked.names == ["a.txt", "b.pdf"]
    assert words["About me/a.txt"] == "Kept"


def test_what_a_file_said_is_forgotten_with_the_file(
    tmp_path: Path, keep: Keep, previewer: Previewer
) -> None:
    portfolio = keep(a_txt=b"A private name", b_txt=b"Kept", c_txt=b"New")
    noted = tmp_path / ".lssc" / "evidence-words.json"
    before = replace(portfolio, evidence=portfolio.evidence[:2])
    EvidenceWords().read(tmp_path, before, previewer.text, ignore_progress)
    assert "private" in noted.read_text()
    after = replace(portfolio, evidence=portfolio.evidence[1:])
    EvidenceWords().read(tmp_path, after, previewer.text, ignore_progress)
    assert "private" not in noted.read_text()


def test_what_was_read_is_kept_when_it_is_cancelled(
    tmp_path: Path, keep: Keep, previewer: Previewer
) -> None:
    portfolio, words = keep(a_txt=b"First", b_txt=b"Second"), EvidenceWords()

    def stop_at_second(progress: Progress) -> None:
        if progress.item.name.endswith("b.txt"):
            raise Cancelled

    with pytest.raises(Cancelled):
        words.read(tmp_path, portfolio, previewer.text, stop_at_second)
    assert words.of(portfolio) == {"Evidence/a.txt": "First", "Evidence/b.txt": ""}
    assert "First" in (tmp_path / ".lssc" / "evidence-words.json").read_text()


@pytest.mark.parametrize(
    "noted", [b"", b"[]", b'{"format": 1}', b'{"format": 1, "files": {"x": 3}}', b'{"format": 99}']
)
def test_a_note_that_says_nothing_is_written_again(
    noted: bytes, tmp_path: Path, keep: Keep, previewer: Previewer
) -> None:
    portfolio = keep(a_txt=b"Kept")
    (tmp_path / ".lssc" / "evidence-words.json").write_bytes(noted)
    words = EvidenceWords().read(tmp_path, portfolio, previewer.text, ignore_progress)
    assert words == {"Evidence/a.txt": "Kept"}


def test_a_file_behind_a_link_is_not_read(tmp_path: Path, keep: Keep, previewer: Previewer) -> None:
    portfolio = keep(a_txt=b"Kept")
    secret = tmp_path / "secret.txt"
    secret.write_bytes(b"not ours")
    (tmp_path / "Evidence" / "a.txt").unlink()
    (tmp_path / "Evidence" / "a.txt").symlink_to(secret)
    words = EvidenceWords().read(tmp_path, portfolio, previewer.text, ignore_progress)
    assert words == {"Evidence/a.txt": ""}
