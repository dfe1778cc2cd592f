"""The files of a real package, numbered for a web form."""

import hashlib
import shutil
import zipfile
from pathlib import Path

import pytest

from lssc_desktop.core.job import Cancelled, Progress, Step, ignore_progress
from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.core.program.program import FileSource, WebForm
from lssc_desktop.core.program.web_form import FormFault
from lssc_desktop.messages.message import message_for
from lssc_desktop.package.build import build
from lssc_desktop.package.hand_in import FormRefuses, PackageFileDamaged, write_hand_in
from lssc_desktop.package.sample import write_sample
from lssc_desktop.package.target import BuildOrder
from lssc_desktop.store.folder import folder
from lssc_desktop.store.folder.scan import read_all_facts
from lssc_desktop.store.programs import read_program
from tests.package.test_build import TODAY
from tests.systems import closed, posix_only

NAMES = (
    "01 portfolio.pdf",
    "02 Learning statement.docx",
)
TWO = WebForm("Form", files=(FileSource.PORTFOLIO, FileSource.STATEMENT))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sample") / "Rivera LSSC"
    write_sample(root, ignore_progress)
    text = folder.program_text(root)
    portfolio = folder.load(root).portfolio
    order = BuildOrder(
        root,
        read_program(text, "t"),
        text,
        portfolio,
        "technology",
        PackageKind.PORTFOLIO,
        facts=read_all_facts(root, portfolio, ignore_progress),
    )
    return build(order, TODAY, ignore_progress).path


@pytest.fixture
def built_package(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(built, tmp_path))


def content(package: Path, path: str) -> bytes:
    with zipfile.ZipFile(package) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("/data/" + path))
        return archive.read(name)


def test_copies_are_numbered_in_the_order_of_the_form(built_package: Path) -> None:
    made = write_hand_in(built_package, TWO, ignore_progress)
    assert (
        made.folder
        == built_package.parent / f"{built_package.name.removesuffix('.lssc.zip')} hand-in"
    )
    assert made.names == NAMES
    assert sorted(each.name for each in made.folder.iterdir()) == list(NAMES)
    assert (made.folder / NAMES[0]).read_bytes() == content(built_package, "portfolio.pdf")


def test_evidence_gets_one_number_only(built_package: Path) -> None:
    made = write_hand_in(built_package, WebForm("F", files=(FileSource.EVIDENCE,)), ignore_progress)
    with zipfile.ZipFile(built_package) as archive:
        inside = sorted(
            name.rpartition("/")[2] for name in archive.namelist() if "/data/evidence/" in name
        )
    assert list(made.names) == inside


def test_a_response_has_its_competency_beside_its_number(built_package: Path) -> None:
    made = write_hand_in(
        built_package, WebForm("F", files=(FileSource.RESPONSES,)), ignore_progress
    )
    assert made.names[0].startswith("01 Competency 1, ")
    assert made.names[1].startswith("02 Competency 2, ")
    assert made.names[0].endswith(".docx")


def test_the_package_itself_can_be_what_the_form_takes(built_package: Path) -> None:
    made = write_hand_in(built_package, WebForm("F", files=(FileSource.PACKAGE,)), ignore_progress)
    (copy,) = made.folder.iterdir()
    assert copy.name == f"01 {built_package.name}"
    assert hashlib.sha256(copy.read_bytes()).digest() == (
        hashlib.sha256(built_package.read_bytes()).digest()
    )


def test_copies_that_are_whole_are_used_again(built_package: Path) -> None:
    first = write_hand_in(built_package, TWO, ignore_progress)
    before = (first.folder / NAMES[0]).stat().st_mtime_ns
    assert write_hand_in(built_package, TWO, ignore_progress) == first
    assert (first.folder / NAMES[0]).stat().st_mtime_ns == before


def test_a_folder_that_somebody_changed_is_left_alone(built_package: Path) -> None:
    first = write_hand_in(built_package, TWO, ignore_progress)
    (first.folder / NAMES[0]).write_text("mine")
    second = write_hand_in(built_package, TWO, ignore_progress)
    assert second.folder.name == f"{first.folder.name} (2)"
    assert (first.folder / NAMES[0]).read_text() == "mine"


def test_what_the_form_refuses_is_said_before_anything_is_copied(built_package: Path) -> None:
    form = WebForm("Portal", files=TWO.files, file_types=("pdf",), file_bytes=10)
    with pytest.raises(FormRefuses) as caught:
        write_hand_in(built_package, form, ignore_progress)
    assert FormFault("type", "Learning statement.docx", types=("pdf",)) in caught.value.faults
    said = message_for(caught.value).text
    assert "“Learning statement.docx” isn’t a type it accepts; it accepts pdf." in said
    assert "it accepts files up to 10 bytes" in said
    assert [each.name for each in built_package.parent.iterdir()] == [built_package.name]


def test_too_many_and_too_much_are_said_too(built_package: Path) -> None:
    form = WebForm("Portal", files=TWO.files, files_at_most=1, all_bytes=10)
    with pytest.raises(FormRefuses) as caught:
        write_hand_in(built_package, form, ignore_progress)
    said = message_for(caught.value).text
    assert "There are 2 files; it accepts 1 at most." in said
    assert "it accepts 10 bytes at most." in said


def test_cancelling_leaves_nothing(built_package: Path) -> None:
    def stop(progress: Progress) -> None:
        if progress.step is Step.COPYING and progress.done:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_hand_in(built_package, TWO, stop)
    assert [each.name for each in built_package.parent.iterdir()] == [built_package.name]


def test_a_damaged_package_gives_no_copies(built_package: Path) -> None:
    data = bytearray(built_package.read_bytes())
    pdf = content(built_package, "portfolio.pdf")
    at = bytes(data).index(pdf)
    data[at + len(pdf) // 2] ^= 1
    built_package.write_bytes(data)
    with pytest.raises(PackageFileDamaged) as caught:
        write_hand_in(built_package, TWO, ignore_progress)
    assert "“portfolio.pdf”" in message_for(caught.value).happened
    assert [each.name for each in built_package.parent.iterdir()] == [built_package.name]


@posix_only
def test_a_folder_that_cannot_be_looked_into_is_left_alone(built_package: Path) -> None:
    first = write_hand_in(built_package, TWO, ignore_progress)
    with closed(first.folder):
        second = write_hand_in(built_package, TWO, ignore_progress)
    assert second.folder.name == f"{first.folder.name} (2)"


def test_a_package_without_a_record_is_copied_by_its_file_names(built_package: Path) -> None:
    bare = built_package.with_name("bare.lssc.zip")
    with zipfile.ZipFile(built_package) as whole, zipfile.ZipFile(bare, "w") as archive:
        for name in whole.namelist():
            if name.endswith(("bagit.txt", "manifest-sha256.txt", "data/portfolio.pdf")):
                archive.writestr(name, whole.read(name))

    made = write_hand_in(bare, WebForm("F", files=(FileSource.PORTFOLIO,)), ignore_progress)

    assert made.names == ("01 portfolio.pdf",)
