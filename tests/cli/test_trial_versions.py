"""What trial versions wrote, before there was a first one: it’s told so, and left as it is."""

from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine

PRAIRIE = Path(__file__).parents[1] / "programs" / "prairie.toml"
PORTFOLIO = "This portfolio was made by a trial version of LSSC Desktop"
PROGRAM = "was made for a trial version of LSSC Desktop"


def of_format_1(path: Path) -> bytes:
    """Give a file the number of the format before today’s, and return what is in it now."""
    data = path.read_bytes().replace(b'"format": 2', b'"format": 1', 1)
    path.write_bytes(data.replace(b"format = 2", b"format = 1", 1))
    return path.read_bytes()


@pytest.mark.parametrize(
    "words",
    [
        ("status",),
        ("check", "--set", "technology"),
        ("package", "--set", "technology", "--review-copy"),
        ("rebuild",),
    ],
    ids=lambda words: words[0],
)
@pytest.mark.parametrize(
    ("name", "said"), [("portfolio.json", PORTFOLIO), ("program.toml", PROGRAM)]
)
def test_a_portfolio_of_a_trial_version_is_told_and_stays_as_it_is(
    cli: CommandLine, folder: Path, name: str, said: str, words: tuple[str, ...]
) -> None:
    before = of_format_1(folder / name)
    command, *more = words
    assert said in cli.refused(command, folder, *more)
    assert (folder / name).read_bytes() == before


def test_a_program_file_of_a_trial_version_is_told_without_faults(
    cli: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "state.toml"
    path.write_text(PRAIRIE.read_text("utf-8").replace("[clock]", "[o-clock]"), "utf-8")
    of_format_1(path)
    said = cli.refused("program", "check", path)
    assert PROGRAM in said
    assert "clock" not in said
