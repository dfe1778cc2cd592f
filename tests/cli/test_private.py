"""`privacy`: private data in the sample, and the decisions on it."""

import json
from pathlib import Path

import pytest

from lssc_desktop.cli.arguments import parse
from lssc_desktop.cli.packages import package
from lssc_desktop.core.job import Cancelled, Progress
from tests.cli.conftest import TODAY, CommandLine
from tests.documents.previews.test_trying import film


@pytest.fixture
def sample(cli: CommandLine, tmp_path: Path) -> Path:
    path = tmp_path / "Sample"
    assert cli("sample", path) == 0
    return path


SHEET = "Story time sign-up.docx"


def test_the_sign_up_sheet_of_the_sample_is_found(cli: CommandLine, sample: Path) -> None:
    said = cli.json("evidence", "privacy", sample, status=1)
    by_path = {file["path"]: file["findings"] for file in said["files"]}
    assert by_path[f"Evidence/{SHEET}"][:2] == [
        {"code": "privacy-card-number", "count": 2},
        {"code": "privacy-email", "count": 1},
    ]
    assert cli("evidence", "privacy", sample, SHEET) == 1
    assert "Library card number, paragraph 5. The words next to it say what it is.\n" in cli.out
    assert "00567" not in cli.out
    assert "dwhitfield" not in cli.out


def test_what_is_fine_is_out_of_the_check_until_it_is_undone(
    cli: CommandLine, sample: Path
) -> None:
    def codes() -> set[str]:
        cli("check", sample, "--set", "foundations", "--json")
        return {
            finding["code"]
            for finding in json.loads(cli.out)["findings"]
            if finding["path"] == f"Evidence/{SHEET}" and finding["code"].startswith("privacy-")
        }

    before = codes()
    assert {"privacy-card-number", "privacy-email", "privacy-tracked-change"} <= before
    cli.json("evidence", "privacy", sample, SHEET, "--fine", "made up for the sample")
    assert codes() == set()
    assert "made up for the sample" in (sample / "portfolio.json").read_text()
    cli.json("evidence", "privacy", sample, SHEET, "--undo")
    assert codes() == before


@pytest.mark.parametrize("name", ["About me/References.txt", "References.txt"])
def test_a_document_about_the_candidate_is_scanned_like_evidence(
    cli: CommandLine, sample: Path, name: str
) -> None:
    (sample / "About me" / "References.txt").write_text("Our patron, card 21234000001234\n")
    said = cli.json("evidence", "privacy", sample, status=1)
    assert "About me/References.txt" in {file["path"] for file in said["files"]}
    assert cli("evidence", "privacy", sample, name) == 1
    cli.json("evidence", "privacy", sample, name, "--fine", "made up")
    assert cli("evidence", "privacy", sample, name) == 0
    assert cli("evidence", "privacy", sample, "Nothing.txt") != 0


CARD = "Our patron, card 21234000001234"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("list.json", f'{{"a": "{CARD}"}}'),
        ("list.xml", f"<a>{CARD}</a>"),
        ("desk.ics", f"BEGIN:VCALENDAR\r\nDESCRIPTION:{CARD[:-6]}\r\n {CARD[-6:]}\r\n"),
        ("people.vcf", f"BEGIN:VCARD\r\nNOTE:{CARD}\r\n"),
        ("talk.srt", f"1\n00:00:01,000 --> 00:00:02,000\n{CARD}\n"),
        ("talk.vtt", f"WEBVTT\n\n{CARD}\n"),
        ("books.bib", f"@misc{{a, note = {{{CARD}}}}}"),
        ("mail.mbox", f"From a\nSubject: Hi\n\n{CARD}\n"),
        ("mail.emlx", f"40\nSubject: Hi\n\n{CARD}\n"),
        ("flat.fodt", f"<text:p>{CARD[:-6]}<text:span>{CARD[-6:]}</text:span></text:p>"),
    ],
)
def test_what_is_plain_text_is_read_by_whatever_name(
    cli: CommandLine, sample: Path, name: str, text: str
) -> None:
    (sample / "About me" / name).write_text(text, encoding="utf-8", newline="")
    said = cli.json("evidence", "privacy", sample, f"About me/{name}", status=1)
    assert [item["code"] for item in said["findings"]] == ["privacy-card-number"]


def test_what_is_encoded_in_a_text_is_not_said_to_be_read(cli: CommandLine, sample: Path) -> None:
    text = "From a\nContent-Transfer-Encoding: base64\n\nT3VyIHBhdHJvbg==\n"
    (sample / "About me" / "mail.mbox").write_text(text)
    said = cli.json("evidence", "privacy", sample, "About me/mail.mbox", status=1)
    assert [item["code"] for item in said["findings"]] == ["privacy-unreadable"]


def test_of_a_film_it_is_said_that_nobody_looked(
    cli: CommandLine, sample: Path, tmp_path: Path
) -> None:
    (tmp_path / "Tour.mov").write_bytes(film())
    of = ("--set", "technology", "--competency", "1")
    assert cli("evidence", "add", sample, *of, tmp_path / "Tour.mov") == 0, cli.err
    checked = cli.json("check", sample, "--set", "technology", status=0)
    said = [each["message"] for each in checked["findings"] if "Tour.mov" in each["message"]]
    assert any("We didn’t look into “Tour.mov” for private data" in each for each in said), said


def test_what_nobody_decided_on_is_told_with_the_package(cli: CommandLine, sample: Path) -> None:
    note = sample.parent / "Notes.txt"
    note.write_text("Our patron, card 21234000001234\n")
    cli.json("evidence", "add", sample, note, "--set", "technology", "--competency", "1")
    told = "1 privacy finding in 1 file needs your decision. Whoever gets the package may be able"
    assert cli("package", sample, "--set", "technology", "--output", sample.parent / "a.zip") == 0
    assert told in cli.out
    cli.json("evidence", "privacy", sample, "Notes.txt", "--fine", "made up")
    assert cli("package", sample, "--set", "technology", "--output", sample.parent / "b.zip") == 0
    assert "your decision" not in cli.out


def test_what_nobody_decided_on_is_told_before_a_package_is_first_sent(
    cli: CommandLine, sample: Path, tmp_path: Path
) -> None:
    note, office = tmp_path / "Notes.txt", tmp_path / "office"
    office.mkdir()
    note.write_text("Our patron, card 21234000001234\n")
    cli.json("evidence", "add", sample, note, "--set", "technology", "--competency", "1")
    built = cli.json("package", sample, "--set", "technology")
    sent = ("send", built["path"], "--to", office, "--office-folder")
    assert cli(*sent) == 0
    first = "1 privacy finding in 1 file needs your decision. Whoever gets the package may be able"
    assert cli.out.startswith(first)
    assert cli(*sent) == 0
    assert "your decision" not in cli.out


def test_what_nobody_decided_on_is_told_with_the_package_of_a_renewal(
    cli: CommandLine, tmp_path: Path
) -> None:
    root, note = tmp_path / "Kim", tmp_path / "Notes.txt"
    guild = Path(__file__).parents[1] / "programs" / "guild.toml"
    words = ("--name", "Kim Lee", "--admitted", "2020-01-10", "--program", guild)
    cli.json("new", root, *words, "--electives", "field")
    cli.json("renewal", "certified", root, "--on", "2021-02-01")
    note.write_text("Her email is dwhitfield@example.org\n")
    for kind, amount in (("training", "15"), ("visit", "2")):
        place = ("--on", "2026-02-01", "--title", kind, "--kind", kind, "--amount", amount)
        cli.json("renewal", "activity", root, *place, note)
    cli.json("renewal", "statement", root, "I learned much.")
    assert cli("package", root, "--renewal", "--output", tmp_path / "a.zip") == 0
    assert "1 privacy finding in 1 file needs your decision." in cli.out
    cli.json("evidence", "privacy", root, "Notes.txt", "--fine", "made up")
    assert cli("package", root, "--renewal", "--output", tmp_path / "b.zip") == 0
    assert "your decision" not in cli.out


def test_a_package_that_is_built_is_told_though_the_search_was_stopped(sample: Path) -> None:
    target = sample.parent / "a.zip"

    def stop_once_it_is_built(_progress: Progress) -> None:
        if target.exists():
            raise Cancelled

    arguments = parse(["package", str(sample), "--set", "technology", "--output", str(target)])
    result = package(arguments, TODAY, stop_once_it_is_built)
    assert "a.zip" in result.lines[0]
