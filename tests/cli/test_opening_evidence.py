"""`check` opens the evidence, in a process of its own, and says what does not open."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.conftest import CommandLine
from tests.documents.previews.pdfs import written
from tests.documents.previews.test_trying import (
    ADDRESS,
    LINK,
    PROGRAM,
    archive,
    film,
    heic,
    letter,
    locked_office,
    locked_pdf,
    mail,
    old_sheet,
    old_word,
    owned_pdf,
    pages,
    photo,
    picture,
    wrong_crc,
)
from tests.store.test_copies import own_pdf

AVIF = heic().replace(b"ftypheic", b"ftypavif")
CODES = ("evidence-unopenable", "evidence-empty", "evidence-shortcut", "evidence-uncommon")
OF = ("--set", "technology")


def with_macros(document: bytes) -> bytes:
    """Return a Word file with a part for macros."""
    made = io.BytesIO(document)
    with zipfile.ZipFile(made, "a") as parts:
        parts.writestr("word/vbaProject.bin", b"macros")
    return made.getvalue()


def add(cli: CommandLine, folder: Path, source: Path, data: bytes) -> None:
    source.write_bytes(data)
    cli.json("evidence", "add", folder, *OF, "--competency", "1", source)


def found(cli: CommandLine, folder: Path) -> list[tuple[str, str]]:
    """The level and the sentence of every finding about a file that does not open."""
    checked = cli.json("check", folder, *OF, status=1)
    return [
        (item["level"], item["message"]) for item in checked["findings"] if item["code"] in CODES
    ]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("Flyer.pdf", written("Story time")[:400], "is damaged or incomplete."),
        ("Flyer.pdf", locked_pdf(), "needs a password to open."),
        ("Letter.docx", locked_office(), "needs a password to open."),
        ("Letter.docx", letter()[:9000], "is damaged or incomplete."),
        ("Photo.jpg", photo()[:9000], "is damaged or incomplete."),
        ("Clip.mp4", b"", "is an empty file."),
        ("Flyer.pdf", PROGRAM, "isn’t what its name says."),
        ("Letter.docx", archive("one.txt"), "isn’t what its name says."),
        ("Photo.png", wrong_crc(picture("PNG")), "is damaged or incomplete."),
        ("Clip.mp4", film()[:1500], "is damaged or incomplete."),
        ("Letter.doc", old_word()[:3000], "is damaged or incomplete."),
        ("Hours.lnk", LINK, "is only a shortcut to something on your computer"),
    ],
)
def test_a_file_that_nobody_can_open_is_a_blocker(
    cli: CommandLine, folder: Path, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    add(cli, folder, tmp_path / name, data)

    ((level, sentence),) = found(cli, folder)

    assert level == "blocker"
    assert said in sentence


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("IMG_1.heic", heic(), "is a photo in Apple’s format (HEIC)."),
        ("Plan.pages", pages(), "opens only in Apple’s Pages, Numbers, or Keynote."),
        ("Mail.msg", mail(), "is a message saved by Outlook."),
        ("Hours.xls", old_sheet(macros=True), "has macros, which are small programs."),
        ("Hours.url", ADDRESS, "is a link to a web page."),
        ("Setup.exe", PROGRAM, "is a program."),
        ("Help.chm", b"ITSF\x03\0\0\0" + bytes(90), "is a Windows help file."),
        ("Disk.dmg", bytes(600), "is packed in a way many computers can’t open"),
        ("All.pst", b"!BDN" + bytes(600), "is a whole mailbox, with all of its messages."),
        ("All.mbox", b"From a@b.org\nSubject: Hi\n\nHello\n", "is a whole mailbox"),
        ("Form.dotm", with_macros(letter()), "has macros, which"),
        (
            "Logo.svgz",
            gzip.compress(b"<svg/>", mtime=0),
            "is a picture that many programs can’t open.",
        ),
        ("Photo.avif", AVIF, "is a picture that many programs can’t open."),
        ("Photo.jxl", b"\xff\x0a" + bytes(90), "is a picture that many programs can’t open."),
    ],
)
def test_a_file_that_many_cannot_open_is_advice(
    cli: CommandLine, folder: Path, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    add(cli, folder, tmp_path / name, data)

    ((level, sentence),) = found(cli, folder)

    assert level == "advice"
    assert said in sentence


def test_a_pdf_that_only_its_owner_may_change_opens(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    add(cli, folder, tmp_path / "Flyer.pdf", owned_pdf())
    assert found(cli, folder) == []


def test_the_package_names_what_is_not_in_its_pdf_with_the_evidence(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    add(cli, folder, tmp_path / "Flyer.pdf", written("Story time"))
    add(cli, folder, tmp_path / "Locked.pdf", locked_pdf())
    add(cli, folder, tmp_path / "Hours.xyz", b"Twelve families came.")

    built = cli.json("package", folder, *OF, "--review-copy", "--with-evidence-pdf")

    assert {item["name"]: (item["why"], item["message"]) for item in built["left_out"]} == {
        "Locked.pdf": ("password", "It needs a password to open."),
        "Hours.xyz": ("no-pages", "We can’t turn this kind of file into pages."),
    }


def test_a_word_file_with_a_password_is_said_to_need_it(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    add(cli, folder, tmp_path / "Letter.docx", locked_office())

    built = cli.json("package", folder, *OF, "--review-copy", "--with-evidence-pdf")

    assert [(item["name"], item["message"]) for item in built["left_out"]] == [
        ("Letter.docx", "It needs a password to open.")
    ]


def test_files_that_open_are_no_finding_and_are_not_opened_again(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    add(cli, folder, tmp_path / "Flyer.pdf", written("Story time"))
    add(cli, folder, tmp_path / "Photo.jpg", photo())

    assert found(cli, folder) == []

    memory = folder / ".lssc" / "opened.json"
    noted = json.loads(memory.read_bytes())
    assert sorted(noted["files"].values()) == ["opened", "opened"]
    before = memory.stat().st_mtime_ns
    assert found(cli, folder) == []
    assert memory.stat().st_mtime_ns == before


def test_a_copy_that_everybody_can_open_takes_the_place_of_a_file(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    add(cli, folder, tmp_path / "Plan.pages", own_pdf(written("Story time")))

    made = cli.json("evidence", "convert", folder, "Plan.pages")

    assert (made["of"], made["path"]) == ("Evidence/Plan.pages", "Evidence/Plan.pdf")
    assert (folder / "Evidence" / "Plan.pdf").read_bytes() == written("Story time")
    assert (folder / "Evidence" / "Plan.pages").is_file()
    assert found(cli, folder) == []
    data = json.loads((folder / "portfolio.json").read_bytes())
    assert [file["path"] for file in data["evidence"]][-2:] == [
        "Evidence/Plan.pages",
        "Evidence/Plan.pdf",
    ]


def test_a_file_that_is_no_evidence_is_not_copied(cli: CommandLine, folder: Path) -> None:
    said = cli.refused("evidence", "convert", folder, "Nowhere.heic")
    assert "Nowhere.heic" in said


def test_a_file_that_nobody_can_open_stops_a_package_to_hand_in(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    add(cli, folder, tmp_path / "Locked.pdf", locked_pdf())

    assert cli("package", folder, *OF) == 2
    assert "needs a password to open." in cli.err


def test_readers_of_a_package_are_told_what_does_not_open(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    add(cli, folder, tmp_path / "Locked.pdf", locked_pdf())
    add(cli, folder, tmp_path / "Flyer.pdf", written("Story time"))
    add(cli, folder, tmp_path / "Plan.pages", pages())

    built = cli.json("package", folder, *OF, "--review-copy")

    with zipfile.ZipFile(built["path"]) as package:
        (place,) = [name for name in package.namelist() if name.endswith("data/index.html")]
        page = package.read(place).decode()
        (pdf,) = [name for name in package.namelist() if name.endswith("data/portfolio.pdf")]
        shown = " ".join(
            " ".join(sheet.extract_text().split())
            for sheet in PdfReader(io.BytesIO(package.read(pdf))).pages
        )
    for said in (
        "This file needs a password to open.",
        "Opens in Apple’s Pages, Numbers, or Keynote.",
    ):
        assert page.count(said) == 1
        assert said in shown


@pytest.mark.parametrize(
    ("name", "data", "code", "said"),
    [
        ("Setup.exe", b"MZ" + bytes(500), "evidence-uncommon", "is a program"),
        ("Form.hta", b"<html>", "evidence-uncommon", "is a program"),
        ("Hours.lnk", b"L\0\0\0\1\x14\2\0" + bytes(90), "evidence-shortcut", "only a shortcut"),
    ],
)
def test_adding_what_reviewers_will_not_open_is_advised_at_once(
    cli: CommandLine, folder: Path, tmp_path: Path, name: str, data: bytes, code: str, said: str
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    place = ("--set", "technology", "--competency", "6")
    [advice] = cli.json("evidence", "add", folder, *place, file)["advice"]
    assert (advice["code"], advice["path"]) == (code, f"Evidence/{name}")
    assert said in advice["message"]
    flyer = tmp_path / "Flyer.pdf"
    flyer.write_bytes(b"%PDF-1.4 and so on")
    assert cli.json("evidence", "add", folder, *place, flyer)["advice"] == []


# What goes out besides evidence ------------------------------------------------------------------


RENEWAL_DAY = ("--today", "2027-11-25")


def documented(cli: CommandLine, folder: Path, source: Path, data: bytes) -> None:
    """Enter an activity of the renewal with a document."""
    source.write_bytes(data)
    assert cli("renewal", "certified", folder, "--on", "2024-01-01") == 0
    words = ("--on", "2026-05-01", "--kind", "semester-credit", "--amount", "20")
    assert (
        cli(
            "renewal",
            "activity",
            folder,
            *words,
            "--set",
            "foundations",
            "--title",
            "Excel",
            source,
        )
        == 0
    )


@pytest.mark.parametrize(
    ("name", "data", "level", "said"),
    [
        ("Letter.pdf", locked_pdf(), "blocker", "needs a password to open."),
        ("Letter.pdf", written("Excel")[:400], "blocker", "is damaged or incomplete."),
        ("Letter.docx", PROGRAM, "blocker", "isn’t what its name says."),
        ("Letter.txt", b"", "blocker", "is an empty file."),
        ("Letter.lnk", LINK, "blocker", "is only a shortcut"),
        ("IMG_1.heic", heic(), "advice", "is a kind of file many computers can’t open."),
    ],
)
def test_a_document_of_the_renewal_is_opened(
    cli: CommandLine, folder: Path, tmp_path: Path, name: str, data: bytes, level: str, said: str
) -> None:
    documented(cli, folder, tmp_path / name, data)

    checked = cli.json("check", folder, "--renewal", *RENEWAL_DAY, status=1)

    (found,) = (
        each for each in checked["findings"] if each["code"] == "renewal-document-unopenable"
    )
    assert (found["level"], found["path"].rpartition("/")[2]) == (level, name)
    assert said in found["message"]


def test_a_document_of_the_renewal_that_opens_is_no_finding(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    documented(cli, folder, tmp_path / "Letter.pdf", written("Excel"))
    checked = cli.json("check", folder, "--renewal", *RENEWAL_DAY, status=1)
    assert "renewal-document-unopenable" not in {each["code"] for each in checked["findings"]}


def about_me(cli: CommandLine, folder: Path, name: str, data: bytes) -> list[tuple[str, str]]:
    """Put a document about the candidate into the folder, and return what the check says of it."""
    (folder / "About me").mkdir(exist_ok=True)
    (folder / "About me" / name).write_bytes(data)
    assert cli("check", folder, "--json") in (0, 1)
    findings = json.loads(cli.out)["findings"]
    return [
        (each["level"], each["message"])
        for each in findings
        if each["code"] in CODES and (each["path"] or "").startswith("About me/")
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (locked_pdf(), "“About me”: “Résumé.pdf” needs a password to open."),
        (written("Work")[:400], "“About me”: “Résumé.pdf” is damaged or incomplete."),
        (b"", "“About me”: “Résumé.pdf” is an empty file."),
    ],
)
def test_a_document_about_the_candidate_is_opened(
    cli: CommandLine, folder: Path, data: bytes, said: str
) -> None:
    """LSSC’s go out apart from the packages of the sets: so it is advice."""
    found = about_me(cli, folder, "Résumé.pdf", data)
    assert set(found) == {("advice", found[0][1])}
    assert said in found[0][1]


def test_a_document_that_goes_out_with_the_package_is_a_blocker(
    cli: CommandLine, tmp_path: Path
) -> None:
    folder = tmp_path / "Okafor CILIP"
    words = ("--name", "Joy Okafor", "--program", "cilip-certification", "--level", "certification")
    assert cli("new", folder, *words[:4]) == 0, cli.err
    ((level, said),) = about_me(cli, folder, "CV.pdf", locked_pdf())
    assert level == "blocker"
    assert "“About me”: “CV.pdf” needs a password to open." in said
    assert about_me(cli, folder, "CV.pdf", written("Work")) == []
