"""Files that version bf61f002 wrote, before evaluations said by which rules they were made.

They were made by its own command line: a package, two evaluations, a review, and a result.
"""

import shutil
from pathlib import Path

import pytest

from lssc_desktop.store.review_file import decode_review, encode_review
from tests.cli.conftest import CommandLine

KEPT = Path(__file__).parents[1] / "cases" / "before_rules"
MET = tuple(f"--rate={number}=met" for number in range(1, 10))

pytestmark = pytest.mark.usefixtures("own_settings")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(KEPT, tmp_path / "office"))


def test_its_package_is_known(cli: CommandLine, folder: Path) -> None:
    found = cli.json("verify", folder / "package.zip")
    assert (found["valid"], found["rules"]) == (True, "known")


def test_its_evaluations_are_combined_and_a_line_says_so(cli: CommandLine, folder: Path) -> None:
    files = [folder / f"{name}.lssc-review.json" for name in ("Ann", "Lee")]
    target = folder / "new result.json"
    found = cli.json(
        "review", "combine", folder / "package.zip", *files, "--as", "Office", "-o", target
    )
    assert (found["outcome"], found["without_rules"]) == ("achieved", ["Ann", "Lee"])
    made = decode_review(target.read_bytes(), "result")
    assert made.rules is not None
    assert made.rules.program == "lssc"


def test_one_of_its_evaluations_goes_with_a_newer_one(cli: CommandLine, folder: Path) -> None:
    package, newer = folder / "package.zip", folder / "Kim.lssc-review.json"
    cli.json("review", "new", package, "--as", "Kim", "--evaluation", *MET, "-o", newer)
    files = folder / "Ann.lssc-review.json", newer
    words = ("--as", "Office", "-o", folder / "new result.json")
    assert cli.json("review", "combine", package, *files, *words)["without_rules"] == ["Ann"]


def test_the_letter_of_its_result_is_made(cli: CommandLine, folder: Path) -> None:
    result = folder / "result.lssc-review.json"
    cli.json("review", "letter", folder / "package.zip", result, "-o", folder / "letter.pdf")


def test_its_shelf_counts_them(cli: CommandLine, folder: Path) -> None:
    (found,) = cli.json("office", "shelf", folder)["packages"]
    assert (found["rules"], found["evaluators"], found["evaluated"]) == ("known", 2, 2)
    assert found["outcome"] == "achieved"


@pytest.mark.parametrize("name", ["Ann", "Lee", "Dana", "result"])
def test_its_files_are_written_as_they_were(name: str) -> None:
    data = (KEPT / f"{name}.lssc-review.json").read_bytes()
    assert encode_review(decode_review(data, name)) == data
