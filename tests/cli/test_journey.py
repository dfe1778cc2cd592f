"""From an empty folder to a verified package, as somebody types it."""

from pathlib import Path

from tests.cli.conftest import CommandLine
from tests.store.previews.pdfs import written

RESPONSE = """\
I show this competency with the help sheets that I wrote for our public computers.

# What I did

I asked **twelve** people what they could not do, and wrote *one* sheet for each of the six
answers:

- printing from a phone
- scanning to e-mail

# How well it worked

Questions at the desk went down from nine a day to four, see [our page](https://example.org/).
"""


def test_a_set_is_written_checked_packaged_and_verified(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    text = tmp_path / "response.md"
    text.write_text(RESPONSE, encoding="utf-8")
    sheet = tmp_path / "Help sheet.pdf"
    sheet.write_bytes(written("Help"))
    for number in range(1, 10):
        taken = cli.json(
            "respond", folder, "--set", "technology", "--competency", str(number), text
        )
        assert (taken["words"] > 40, taken["pages"] > 0) == (True, True)
        assert (folder / taken["path"]).is_file()
        added = cli.json("add", folder, "--set", "technology", "--competency", str(number), sheet)
        assert (folder / added["added"][0]["path"]).read_bytes() == sheet.read_bytes()
    cli.json("respond", folder, "--set", "technology", "--statement", text)

    checked = cli.json("check", folder, "--set", "technology")
    assert {item["level"] for item in checked["findings"]} == {"advice"}

    built = cli.json("package", folder, "--set", "technology")
    assert Path(built["path"]).name == "rivera-technology-2026-11-25.lssc.zip"
    verified = cli.json("verify", built["path"])
    assert verified == {
        "valid": True,
        "complete": True,
        "faults": [],
        "warnings": [],
        "package_id": built["package_id"],
    }


def test_a_package_of_the_same_content_has_the_same_bytes(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "one.txt").write_text("I did it.\n\nAnd I learned from it.", encoding="utf-8")
    cli.json("respond", folder, "--set", "technology", "--competency", "1", tmp_path / "one.txt")
    package = ("package", folder, "--set", "technology", "--review-copy", "-o")
    first = cli.json(*package, tmp_path / "a.zip")
    second = cli.json(*package, tmp_path / "b.zip")
    assert first["package_id"] == second["package_id"]
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_review_copy_counts_on_only_when_its_content_has_changed(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    text = tmp_path / "one.txt"
    names = []
    for words in ("I did it.", "I did it.", "I did it well."):
        text.write_text(f"In short.\n\n{words}", encoding="utf-8")
        cli.json("respond", folder, "--set", "technology", "--competency", "1", text)
        built = cli.json("package", folder, "--set", "technology", "--review-copy")
        names.append(Path(built["path"]).name)
    assert names == [
        "rivera-technology-2026-11-25-review-1.lssc.zip",
        "rivera-technology-2026-11-25-review-1.lssc.zip",
        "rivera-technology-2026-11-25-review-2.lssc.zip",
    ]


def test_the_folder_works_from_another_place(cli: CommandLine, folder: Path) -> None:
    moved = folder.rename(folder.with_name("on a stick"))
    assert cli.json("status", moved)["clock"]["deadline"] == "2028-09-14"
    built = cli.json("package", moved, "--set", "technology", "--review-copy")
    assert Path(built["path"]).is_relative_to(moved.resolve())


def test_the_evidence_can_be_had_in_one_pdf_beside_the_package(
    cli: CommandLine, folder: Path
) -> None:
    words = ("package", folder, "--set", "technology", "--review-copy", "--with-evidence-pdf")
    beside = Path(cli.json(*words)["with_evidence_pdf"])
    assert beside.parent == folder / "Packages"
    assert beside.read_bytes().startswith(b"%PDF")


def test_a_package_for_a_stick_lies_in_its_folder_with_all_in_one_pdf_beside(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    words = ("package", folder, "--set", "technology", "--review-copy", "--with-evidence-pdf")
    into = cli.json(*words, "-o", stick)
    named = cli.json(*words, "-o", stick / "for staff.zip")
    assert Path(into["path"]).name.endswith("-review-1.lssc.zip")
    assert Path(named["with_evidence_pdf"]).name == "for staff-with-evidence.pdf"
    assert {path.name for path in stick.iterdir()} == {
        Path(item[key]).name for item in (into, named) for key in ("path", "with_evidence_pdf")
    }
