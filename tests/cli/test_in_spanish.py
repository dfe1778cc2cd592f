"""A portfolio in Spanish, from the command line to a verified package."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.documents.word import read_document
from lssc_desktop.languages import catalog, speaking
from lssc_desktop.package.opened import open_for_review
from tests.cli.conftest import CommandLine

ELECTIVES = "access-services,collection-management,reference-information"


@pytest.fixture
def root(cli: CommandLine, tmp_path: Path) -> Path:
    root = tmp_path / "Rivera"
    words = ("--name", "Ana Rivera", "--admitted", "2024-09-14", "--electives", ELECTIVES)
    cli.json("new", root, *words, "--language", "es")
    text = tmp_path / "respuesta.md"
    text.write_text("Muestro esta competencia.\n\nAsí lo hice.", encoding="utf-8")
    cli.json("response", "set", root, "--set", "technology", "--competency", "1", text)
    return root


def test_a_portfolio_in_spanish_becomes_a_package_in_spanish(cli: CommandLine, root: Path) -> None:
    assert cli.json("status", root)["language"] == "es"
    assert (root / "READ ME.txt").read_text(encoding="utf-8-sig").startswith("Esta carpeta")
    built = Path(cli.json("package", root, "--set", "technology", "--review-copy")["path"])
    assert cli.json("verify", built)["valid"] is True
    with zipfile.ZipFile(built) as archive:
        files = {name.partition("/")[2]: name for name in archive.namelist()}
        record = json.loads(archive.read(files["data/record.json"]))
        page = archive.read(files["data/index.html"]).decode()
        pdf = pypdf.PdfReader(BytesIO(archive.read(files["data/portfolio.pdf"])))
        program = archive.read(files["data/program.toml"]).decode()
        info = archive.read(files["bag-info.txt"]).decode()
    assert (record["language"], record["title"]) == ("es", "Tecnología")
    assert '<html lang="es">' in page
    assert str(pdf.root_object["/Lang"]) == "es"
    said = pdf.pages[0].extract_text()
    assert "Copia de revisión 1" in said
    assert "14 de septiembre de 2024" in said
    assert "[translations.es]" in program
    assert "External-Description: Copia de revisión de" in info


def test_folders_and_files_have_the_names_that_they_have_in_english(root: Path) -> None:
    (response,) = (root / "Technology").glob("01 *.docx")
    assert response.read_bytes().count(b'w:val="es-US"') > 0
    assert read_document(response, response.name).fault == ""


def test_a_reviewer_who_reads_english_opens_it_without_trouble(
    cli: CommandLine, root: Path, tmp_path: Path
) -> None:
    built = Path(cli.json("package", root, "--set", "technology", "--review-copy")["path"])
    opened = open_for_review(built, ignore_progress)
    assert opened.competency_set.title == "Technology"
    assert opened.program_in("es").sets[0].title == "Fundamentos de los servicios bibliotecarios"
    assert len(opened.documents) == 1
    review = tmp_path / "a.lssc-review.json"
    cli.json("review", "new", built, "--as", "B. Chen", "--comment", "1=Good.", "-o", review)
    assert cli.json("review", "letter", built, review, "-o", tmp_path / "letter.pdf")
    letter = pypdf.PdfReader(tmp_path / "letter.pdf")
    assert str(letter.root_object["/Lang"]) == "es"
    assert "Revisión de su trabajo para Tecnología" in letter.pages[0].extract_text()


def test_what_is_missing_is_said_in_the_language_of_who_builds_it(
    cli: CommandLine, root: Path, folder: Path
) -> None:
    assert "hand in Technology yet" in cli.refused("package", root, "--set", "technology")
    with speaking(catalog("es")):
        assert "Tecnología" in cli.refused("package", folder, "--set", "technology")


def test_the_language_is_changed_and_nothing_else_is(cli: CommandLine, root: Path) -> None:
    cli.json("candidate", "person", root, "--language", "en")
    assert "language" not in json.loads((root / "portfolio.json").read_bytes())
    assert cli.json("status", root)["language"] == "en"
    built = Path(cli.json("package", root, "--set", "technology", "--review-copy")["path"])
    assert "language" not in json.dumps(open_for_review(built, ignore_progress).record.title)


def test_a_program_file_says_what_is_not_translated(cli: CommandLine, tmp_path: Path) -> None:
    from tests.cli.conftest import state_program

    path = state_program(tmp_path)
    (tmp_path / "state.es.toml").write_text(
        '"Technology" = "Tecnología"\n"A text of last year" = "Un texto"\n', encoding="utf-8"
    )
    assert cli("program", "check", path) == 0
    assert "aren’t translated" in cli.out
    assert "“A text of last year”" in cli.out
    (gaps,) = cli.json("program", "check", path)["translations"]
    assert gaps["language"] == "es"
    assert gaps["unused"] == ["A text of last year"]
    assert "Technology" not in gaps["missing"]


def test_an_english_package_is_the_same_whoever_builds_it(
    cli: CommandLine, root: Path, tmp_path: Path
) -> None:
    cli.json("candidate", "person", root, "--language", "en")
    built = []
    for language in ("en", "es"):
        with speaking(catalog(language)):
            words = ("package", root, "--set", "technology", "--review-copy")
            target = tmp_path / f"{language}.zip"
            built.append(cli.json(*words, "-o", target)["sha256"])
    assert built[0] == built[1]
