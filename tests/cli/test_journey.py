"""From an empty folder to a verified package, as somebody types it."""

import hashlib
import re
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine
from tests.documents.previews.pdfs import written

RESPONSE = """\
I show this competency with the help sheets that I wrote for our public computers.

# What I did

I asked **twelve** people what they could not do, and wrote *one* sheet for each of the six
answers:

- printing from a phone
- scanning to email

# How well it worked

Questions at the desk went down from nine a day to four, see [our page](https://example.org/).
"""


def packaged(cli: CommandLine, root: Path, name: str) -> Path:
    """Start a portfolio for somebody and return a review copy of it."""
    electives = "access-services,collection-management,reference-information"
    words = ("--name", name, "--admitted", "2024-09-14", "--electives", electives)
    cli.json("new", root, *words)
    source = root.parent / "one.txt"
    source.write_text(f"{name} did it.\n\nAnd learned from it.", encoding="utf-8")
    cli.json("response", "set", root, "--set", "technology", "--competency", "1", source)
    built = cli.json("package", root, "--set", "technology", "--review-copy")
    return Path(built["path"])


def test_a_set_is_written_checked_packaged_and_verified(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    text = tmp_path / "response.md"
    text.write_text(RESPONSE, encoding="utf-8")
    sheet = tmp_path / "Help sheet.pdf"
    sheet.write_bytes(written("Help"))
    for number in range(1, 10):
        taken = cli.json(
            "response", "set", folder, "--set", "technology", "--competency", str(number), text
        )
        assert (taken["words"] > 40, taken["pages"] > 0) == (True, True)
        assert (folder / taken["path"]).is_file()
        added = cli.json(
            "evidence", "add", folder, "--set", "technology", "--competency", str(number), sheet
        )
        assert (folder / added["added"][0]["path"]).read_bytes() == sheet.read_bytes()
    cli.json("response", "set", folder, "--set", "technology", "--statement", text)

    checked = cli.json("check", folder, "--set", "technology")
    assert {item["level"] for item in checked["findings"]} == {"advice"}

    built = cli.json("package", folder, "--set", "technology")
    name = Path(built["path"]).name
    assert re.fullmatch(r"rivera-ana-[0-9a-f]{6}-technology-2026-11-25\.lssc\.zip", name)
    assert built["sha256"] == hashlib.sha256(Path(built["path"]).read_bytes()).hexdigest()
    verified = cli.json("verify", built["path"])
    assert verified == {
        "valid": True,
        "complete": True,
        "faults": [],
        "warnings": [],
        "package_id": built["package_id"],
        "sha256": built["sha256"],
        "sent": [],
        "signature": {"state": "unsigned", "fingerprint": None, "name": None, "expected": None},
        "compared": None,
        "rules": "known",
        "asked_otherwise": [],
    }


def test_a_package_of_the_same_content_has_the_same_bytes(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "one.txt").write_text("I did it.\n\nAnd I learned from it.", encoding="utf-8")
    cli.json(
        "response", "set", folder, "--set", "technology", "--competency", "1", tmp_path / "one.txt"
    )
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
        text.write_text(f"Short version.\n\n{words}", encoding="utf-8")
        cli.json("response", "set", folder, "--set", "technology", "--competency", "1", text)
        built = cli.json("package", folder, "--set", "technology", "--review-copy")
        names.append(Path(built["path"]).name)
    who = names[0].partition("-technology-")[0]
    assert names == [
        f"{who}-technology-2026-11-25-review-1.lssc.zip",
        f"{who}-technology-2026-11-25-review-1.lssc.zip",
        f"{who}-technology-2026-11-25-review-2.lssc.zip",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [("John Smith", "Jane Smith"), ("John Smith", "John Smith"), ("李 小龍", "王 小龍")],
)
def test_no_candidate_s_package_takes_the_place_of_another_s(
    cli: CommandLine, tmp_path: Path, one: str, other: str
) -> None:
    together = tmp_path / "office"
    together.mkdir()
    paths = [packaged(cli, tmp_path / str(at), name) for at, name in enumerate((one, other))]
    for path in paths:
        shutil.copy(path, together)
    assert sorted(path.name for path in together.iterdir()) == sorted(path.name for path in paths)
    assert paths[0].name != paths[1].name


def test_no_output_takes_the_place_of_another_candidate_s(cli: CommandLine, tmp_path: Path) -> None:
    john, jane = (packaged(cli, tmp_path / name, f"{name} Smith") for name in ("John", "Jane"))
    before = john.read_bytes()
    words = ("package", tmp_path / "Jane", "--set", "technology", "--review-copy", "-o")
    assert "isn’t this package" in cli.refused(*words, john)
    assert john.read_bytes() == before

    in_the_way = jane.parent / jane.name
    in_the_way.write_bytes(before)  # somebody copied the wrong file over it
    again = Path(cli.json(*words[:-1])["path"])
    assert in_the_way.read_bytes() == before
    assert again.name == jane.name.replace(".lssc.zip", " (2).lssc.zip")


def test_packages_of_one_name_lie_side_by_side_in_a_shared_folder(
    cli: CommandLine, tmp_path: Path
) -> None:
    office = tmp_path / "office"
    office.mkdir()
    for number, name in enumerate(("John Smith", "Jane Smith")):
        path = packaged(cli, tmp_path / str(number), name)
        same_name = path.rename(path.with_name("smith.lssc.zip"))
        sent = cli.json("send", same_name, "--to", office.as_uri(), "--office-folder")
        assert sent["state"] == "received"
    first, second = sorted(path.name for path in office.iterdir())
    assert second == "smith.lssc.zip"
    assert first.startswith("smith-")


def test_a_package_of_an_earlier_version_keeps_its_name_and_its_bytes(
    cli: CommandLine, tmp_path: Path
) -> None:
    root = tmp_path / "Ana"
    now = packaged(cli, root, "Ana Rivera")
    earlier = now.with_name(now.name.replace(now.name.partition("-technology")[0], "rivera"))
    now.rename(earlier)
    file = root / "portfolio.json"
    file.write_text(file.read_text("utf-8").replace(now.name, earlier.name), encoding="utf-8")
    again = cli.json("package", root, "--set", "technology", "--review-copy")
    assert Path(again["path"]) == earlier
    assert [path.name for path in (root / "Packages").iterdir()] == [earlier.name]


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


def test_the_pdf_beside_replaces_an_earlier_one_of_the_package_and_nothing_else(
    cli: CommandLine, folder: Path
) -> None:
    words = ("package", folder, "--set", "technology", "--review-copy", "--with-evidence-pdf")
    beside = Path(cli.json(*words)["with_evidence_pdf"])
    assert Path(cli.json(*words)["with_evidence_pdf"]) == beside
    beside.write_bytes(b"%PDF-1.4 of somebody else")
    other = Path(cli.json(*words)["with_evidence_pdf"])
    assert beside.read_bytes() == b"%PDF-1.4 of somebody else"
    assert other.name == beside.name.replace(".pdf", " (2).pdf")


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
