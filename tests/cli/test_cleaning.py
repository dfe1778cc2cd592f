"""`clean`, `consent` and `consent-letter`: copies without private data, and people's consent."""

import json
import zipfile
from pathlib import Path

import pytest
from docx import Document

from lssc_desktop.cli.arguments import parse
from lssc_desktop.cli.cleaning import clean
from lssc_desktop.core.job import Cancelled, Progress
from lssc_desktop.documents.office import find_office
from lssc_desktop.documents.word import read_document
from tests.cli.conftest import TODAY, CommandLine
from tests.documents.cleaning.planted_files import CARD, EVERY_KIND

OF = ("--set", "technology")


@pytest.fixture
def with_list(cli: CommandLine, folder: Path, tmp_path: Path) -> Path:
    (tmp_path / "Sign-up.docx").write_bytes(EVERY_KIND["docx"]().data)
    cli.json("evidence", "add", folder, *OF, "--competency", "1", tmp_path / "Sign-up.docx")
    return folder


def evidence_of(folder: Path) -> dict[str, dict[str, object]]:
    data = json.loads((folder / "portfolio.json").read_bytes())
    return {file["path"]: file for file in data["evidence"]}


def test_a_clean_copy_takes_the_place_of_a_file(cli: CommandLine, with_list: Path) -> None:
    made = cli.json("evidence", "clean", with_list, "Sign-up.docx", "--words")["copies"]
    assert [copy["path"] for copy in made] == ["Evidence/Sign-up (clean copy).docx"]
    assert made[0]["left"] == []
    assert made[0]["way"] == "words"
    assert "Bilingual story time" in made[0]["words"]
    assert made[0]["left_out"]["comments"] == 1
    noted = evidence_of(with_list)["Evidence/Sign-up (clean copy).docx"]
    assert noted["clean_of"] == "Evidence/Sign-up.docx"
    assert cli.json("evidence", "privacy", with_list, "Sign-up (clean copy).docx")["findings"] == []


def test_an_area_is_painted_over_and_one_that_is_none_is_refused(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "Slips.pdf").write_bytes(EVERY_KIND["pdf"]().data)
    cli.json("evidence", "add", folder, *OF, "--competency", "1", tmp_path / "Slips.pdf")
    made = cli.json("evidence", "clean", folder, "Slips.pdf")["copies"]
    assert "regions" not in made[0]["left_out"]
    assert made[0]["left_out"]["found"] == 2
    made = cli.json("evidence", "clean", folder, "Slips.pdf", "--area", "2,72,60,300,40")["copies"]
    assert made[0]["left_out"]["regions"] == 1
    assert made[0]["path"] == "Evidence/Slips (clean copy) (2).pdf"
    said = cli.refused("evidence", "clean", folder, "Slips.pdf", "--area", "0,1,2,3,4")
    assert "0,1,2,3,4" in said


def test_the_words_that_go_in_are_printed_and_how_it_is_made_can_be_said(
    cli: CommandLine, with_list: Path
) -> None:
    assert cli("evidence", "clean", with_list, "Sign-up.docx", "--words") == 0
    said = cli.out
    assert "These words are in it:" in said
    assert "    Bilingual story time" in said
    assert "The copy has only what you see here." in said
    assert "--look" in cli.refused(
        "evidence", "clean", with_list, "Sign-up.docx", "--words", "--look"
    )


def test_every_copy_that_was_made_in_an_earlier_way_is_made_again(
    cli: CommandLine, with_list: Path
) -> None:
    assert "--again" in cli.refused("evidence", "clean", with_list)
    cli.json("evidence", "clean", with_list, "Sign-up.docx", "--words")
    made_in_an_earlier_way(with_list)
    found = cli.json("check", with_list, *OF, status=1)["findings"]
    (outdated,) = [each for each in found if each["code"] == "copy-outdated"]
    assert outdated["path"] == "Evidence/Sign-up (clean copy).docx"
    made = cli.json("evidence", "clean", with_list, "--again")["copies"]
    assert [each["of"] for each in made] == ["Evidence/Sign-up.docx"]
    assert evidence_of(with_list)[made[0]["path"]]["made_anew"] is True
    codes = [each["code"] for each in cli.json("check", with_list, *OF, status=1)["findings"]]
    assert "copy-outdated" not in codes
    assert cli.json("evidence", "clean", with_list, "--again")["copies"] == []
    assert cli("evidence", "clean", with_list, "--again") == 0
    assert cli.out == "No clean copy was made in an earlier way.\n"


def made_in_an_earlier_way(folder: Path, *paths: str) -> None:
    """Note copies as earlier versions did, which made them out of the file itself."""
    file = folder / "portfolio.json"
    data = json.loads(file.read_bytes())
    for each in data["evidence"]:
        if not paths or each["path"] in paths:
            each.pop("made_anew", None)
    file.write_text(json.dumps(data), "utf-8")


def test_copies_that_cannot_be_made_again_are_named_and_the_others_are_made(
    cli: CommandLine, with_list: Path, tmp_path: Path
) -> None:
    for name in ("Notes.txt", "Gone.txt"):
        (tmp_path / name).write_text("Read aloud to a class.", "utf-8")
        cli.json("evidence", "add", with_list, *OF, "--competency", "2", tmp_path / name)
    cli.json("evidence", "clean", with_list, "Gone.txt", "Notes.txt")
    cli.json("evidence", "clean", with_list, "Sign-up.docx", "--words")
    (with_list / "Evidence" / "Gone.txt").unlink()
    made_in_an_earlier_way(with_list)
    assert cli("evidence", "clean", with_list, "--again") == 1
    said = cli.out
    assert "Evidence/Notes (clean copy) (2).txt" in said
    assert "“Gone (clean copy).txt” is still as it was." in said
    evidence = evidence_of(with_list)
    again = [each for path, each in evidence.items() if "Sign-up (clean copy)" in path]
    assert [each["made_anew"] for each in again if "made_anew" in each] == [True]
    answer = cli.json("evidence", "clean", with_list, "--again", status=1)
    assert answer["copies"] == []
    assert [each["path"] for each in answer["not_made"]] == ["Evidence/Gone (clean copy).txt"]


def test_of_several_files_the_others_are_cleaned_when_one_cannot_be(
    cli: CommandLine, with_list: Path, tmp_path: Path
) -> None:
    for name in ("Song.mp3", "Gone.txt", "Notes.txt"):
        (tmp_path / name).write_text("Read aloud to a class.", "utf-8")
        cli.json("evidence", "add", with_list, *OF, "--competency", "2", tmp_path / name)
    (with_list / "Evidence" / "Gone.txt").unlink()
    assert cli("evidence", "clean", with_list, "Song.mp3", "Gone.txt", "Notes.txt") == 1
    assert "Evidence/Song.mp3: We didn’t make a clean copy of “Song.mp3”." in cli.out
    assert "Evidence/Gone.txt: There’s no file" in cli.out
    assert "Evidence/Notes (clean copy).txt is saved and replaces Evidence/Notes.txt." in cli.out
    assert evidence_of(with_list)["Evidence/Notes (clean copy).txt"]["made_anew"] is True
    answer = cli.json("evidence", "clean", with_list, "Notes.txt", "Song.mp3", status=1)
    assert [each["of"] for each in answer["copies"]] == ["Evidence/Notes.txt"]
    assert [(each["of"], each["path"]) for each in answer["not_made"]] == [
        ("Evidence/Song.mp3", None)
    ]


def test_a_copy_that_the_disk_refuses_keeps_none_of_the_others_away(
    cli: CommandLine, with_list: Path, tmp_path: Path
) -> None:
    for name in ("Long.txt", "Notes.txt"):
        (tmp_path / name).write_text("Read aloud to a class.", "utf-8")
        cli.json("evidence", "add", with_list, *OF, "--competency", "2", tmp_path / name)
    long = "L" * 246 + ".txt"  # no disk has room for the name of its copy
    (with_list / "Evidence" / "Long.txt").rename(with_list / "Evidence" / long)
    file = with_list / "portfolio.json"
    file.write_text(file.read_text("utf-8").replace("Evidence/Long.txt", f"Evidence/{long}"))
    assert cli("evidence", "clean", with_list, long, "Notes.txt") == 1
    assert f"Evidence/{long}: " in cli.out
    assert "Evidence/Notes (clean copy).txt is saved" in cli.out
    assert "Evidence/Notes (clean copy).txt" in evidence_of(with_list)


def test_what_was_made_before_a_stop_is_named(
    cli: CommandLine, with_list: Path, tmp_path: Path
) -> None:
    for name in ("Notes.txt", "Plan.txt"):
        (tmp_path / name).write_text("Read aloud to a class.", "utf-8")
        cli.json("evidence", "add", with_list, *OF, "--competency", "2", tmp_path / name)

    def stop_at_the_second(_progress: Progress) -> None:
        if (with_list / "Evidence" / "Notes (clean copy).txt").exists():
            raise Cancelled

    arguments = parse(["evidence", "clean", str(with_list), "Notes.txt", "Plan.txt"])
    result = clean(arguments, TODAY, stop_at_the_second)
    said = "\n".join(result.lines)
    assert "Evidence/Notes (clean copy).txt is saved" in said
    assert "Evidence/Plan.txt: You stopped before we made the new copy." in said
    assert list(evidence_of(with_list)) == [
        *("Evidence/Sign-up.docx", "Evidence/Notes.txt", "Evidence/Plan.txt"),
        "Evidence/Notes (clean copy).txt",
    ]


def test_a_copy_that_a_set_shows_that_is_handed_in_stays(cli: CommandLine, with_list: Path) -> None:
    cli.json("evidence", "clean", with_list, "Sign-up.docx", "--words")
    cli.json("set", "handed-in", with_list, *OF, "--on", "2026-11-20")
    made_in_an_earlier_way(with_list)
    before = (with_list / "portfolio.json").read_bytes()
    assert "handed in" in cli.refused("evidence", "clean", with_list, "Sign-up.docx", "--words")
    answer = cli.json("evidence", "clean", with_list, "--again", status=1)
    assert (answer["copies"], len(answer["not_made"])) == ([], 1)
    assert (with_list / "portfolio.json").read_bytes() == before


def test_packages_that_have_the_original_are_named(cli: CommandLine, with_list: Path) -> None:
    built = cli.json("package", with_list, *OF, "--review-copy")
    cli.json("evidence", "clean", with_list, "Sign-up.docx", "--words")
    made_in_an_earlier_way(with_list)
    assert cli("evidence", "clean", with_list, "--again") == 0
    name = Path(built["path"]).name
    assert f"{name}: Sign-up.docx" in cli.out
    assert "ask whoever has one of these packages to delete it" in cli.out


def test_a_file_that_cannot_be_cleaned_is_named(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "Song.mp3").write_bytes(b"ID3")
    cli.json("evidence", "add", folder, *OF, "--competency", "1", tmp_path / "Song.mp3")
    assert "Song.mp3" in cli.refused("evidence", "clean", folder, "Song.mp3")


@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_slides_that_libreoffice_cannot_open_are_no_kind_that_cannot_be_cleaned(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "Talk.odp").write_bytes(EVERY_KIND["odp"]().data)
    cli.json("evidence", "add", folder, *OF, "--competency", "1", tmp_path / "Talk.odp")
    said = cli.refused("evidence", "clean", folder, "Talk.odp")
    assert "damaged" in said
    assert "kind of file" not in said


def test_consent_is_entered_shown_and_taken_back(cli: CommandLine, with_list: Path) -> None:
    said = cli.json("evidence", "consent", with_list, "Sign-up.docx", "--people", "yes")
    assert (said["people"], said["by"]) == (True, "")
    codes = [each["code"] for each in cli.json("check", with_list, *OF, status=1)["findings"]]
    assert "consent-missing" in codes
    said = cli.json(
        "evidence",
        "consent",
        with_list,
        "Sign-up.docx",
        "--by",
        "Dora’s parents",
        "--on",
        "2026-03-01",
    )
    assert (said["by"], said["on"]) == ("Dora’s parents", "2026-03-01")
    codes = [each["code"] for each in cli.json("check", with_list, *OF, status=1)["findings"]]
    assert "consent-missing" not in codes
    said = cli.json("evidence", "consent", with_list, "Sign-up.docx", "--remove")
    assert said["by"] == ""
    assert "--by" in cli.refused(
        "evidence", "consent", with_list, "Sign-up.docx", "--on", "2026-03-01"
    )


def test_the_consent_letter_is_a_word_file_in_plain_words(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    output = tmp_path / "Letter.docx"
    assert cli("evidence", "consent", folder, "-o", output) == 0
    seen = read_document(output, output.name)
    assert not seen.fault
    words = [paragraph.text for paragraph in seen.text.paragraphs]
    assert any("You can say no." in text for text in words)
    assert max(len(text) for text in words) < 200
    assert CARD not in " ".join(words)
    assert cli.refused("evidence", "consent", folder, "-o", output)


def test_the_consent_letter_is_in_the_language_of_the_portfolio(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    output = tmp_path / "Letter.docx"
    assert cli("candidate", "person", folder, "--language", "es") == 0
    assert cli("evidence", "consent", folder, "-o", output) == 0
    words = read_document(output, output.name).text.paragraphs
    assert words[0].text == "¿Puedo mostrar su imagen o sus palabras?"
    assert Document(str(output)).core_properties.language == "es-US"


def test_a_package_takes_the_copy_wherever_the_original_is_used(
    cli: CommandLine, with_list: Path, tmp_path: Path
) -> None:
    original = (with_list / "Evidence" / "Sign-up.docx").read_bytes()
    cli.json("evidence", "clean", with_list, "Sign-up.docx", "--words")
    cli.json(
        "evidence", "use", with_list, *OF, "--competency", "2", "Sign-up.docx"
    )  # the original again
    made = cli.json("package", with_list, *OF, "--review-copy", "--output", tmp_path)
    with zipfile.ZipFile(made["path"]) as package:
        names = [name for name in package.namelist() if "Sign-up" in name]
        assert names
        assert all(name.endswith("Sign-up (clean copy).docx") for name in names)
        assert all(package.read(name) != original for name in package.namelist())
        everything = b"".join(package.read(name) for name in package.namelist())
    assert CARD.encode() not in everything
