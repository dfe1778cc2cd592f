"""A command that enters facts and is given none shows what is entered."""

from pathlib import Path

import pytest

from lssc_desktop.cli.entered import _SHOWS
from lssc_desktop.cli.parsing import NEEDS
from lssc_desktop.languages import catalog, speaking
from tests.cli.conftest import CommandLine

TECHNOLOGY = ("--set", "technology")
MORE = {"evidence use": (*TECHNOLOGY, "--competency", "2")}
"""What has to be named even to show something."""


def test_every_command_that_enters_facts_shows_them() -> None:
    assert [*NEEDS] == sorted(_SHOWS, key=[*NEEDS].index)


@pytest.mark.parametrize("command", NEEDS)
def test_without_a_value_nothing_is_changed(cli: CommandLine, folder: Path, command: str) -> None:
    before = (folder / "portfolio.json").read_bytes()
    assert cli(command, folder, *MORE.get(command, ())) == 0, cli.err
    assert cli.out.strip()
    assert "aved" not in cli.out
    assert cli.json(command, folder, *MORE.get(command, ()))
    assert (folder / "portfolio.json").read_bytes() == before


@pytest.fixture
def told(cli: CommandLine, folder: Path, tmp_path: Path) -> Path:
    """A portfolio in which something is entered by every command."""
    (tmp_path / "badge.txt").write_text("badge", "utf-8")
    (tmp_path / "texts.txt").write_text("1. Networks\n\n2. Devices\n", "utf-8")
    badge = str(tmp_path / "badge.txt")
    course = ("--title", "Access basics", "--completed", "2026-10-30", "--fee", "145.50")
    talk = ("--title", "Talk", "--on", "2026-10-09", "--kind", "workshop")
    for command, *words in (
        ("candidate person", "--email", "ana@example.org", "--member", "no"),
        ("candidate dates", "--enrolled", "2024-10-01"),
        ("candidate experience", "--education", "yes"),
        *(
            ("candidate experience", "--employer", "Cedar", "--begun", begun, *more)
            for begun, *more in (
                ("2020-01-06", "--ended", "2021-01-06", "--hours", "20"),
                ("2022-01-06", "--hours", "12.5"),
            )
        ),
        ("set course", "--set", "access-services", *course, "--certificate", badge),
        ("candidate agreement", "--college", "Lake", "--sets", "collection-management"),
        ("set plan", *TECHNOLOGY, "--by", "2027-04-01"),
        ("evidence add", *TECHNOLOGY, "--competency", "2", badge, "--caption", "What I earned"),
        ("response official-texts", *TECHNOLOGY, str(tmp_path / "texts.txt")),
        ("set decision", *TECHNOLOGY, "revision-asked", "--on", "2026-03-03", "--asked", "2"),
        ("set handed-in", *TECHNOLOGY, "--on", "2026-11-20"),
        ("renewal certified", "--on", "2022-01-01"),
        ("renewal granted", "--on", "2026-06-01", "--until", "2028-06-01"),
        ("renewal activity", *talk, "--amount", "2", *TECHNOLOGY, badge),
        ("renewal statement", "I learned to catalog maps."),
    ):
        assert cli(command, folder, *words) == 0, cli.err
    return folder


@pytest.mark.parametrize(
    ("command", "lines"),
    [
        (
            "candidate person",
            [
                "Name: Ana Rivera",
                "Email: ana@example.org",
                "Member: no",
                "Language: English",
                "Country: US",
                "Paper: letter",
            ],
        ),
        (
            "candidate dates",
            [
                "Admitted: September 14, 2024",
                "Enrolled: October 1, 2024",
                "Accepted: not entered",
                "Applied: not entered",
            ],
        ),
        (
            "candidate experience",
            [
                "Education: yes",
                "Employer  Begun        Ended        Hours a week",
                "Cedar     Jan 6, 2020  Jan 6, 2021  20",
                "Cedar     Jan 6, 2022               12.5",
            ],
        ),
        (
            "candidate agreement",
            [
                "ID                     Set                    College",
                "collection-management  Collection Management  Lake",
            ],
        ),
        ("set plan", ["ID          Set         Planned by", "technology  Technology  Apr 1, 2027"]),
        (
            "set decision",
            [
                "ID          Set         Decision",
                "technology  Technology  Revision required on Mar 3, 2026: competency 2",
            ],
        ),
        (
            "set handed-in",
            ["ID          Set         Handed in", "technology  Technology  Nov 20, 2026"],
        ),
        (
            "response official-texts",
            ["ID          Set         Competencies", "technology  Technology  1 and 2"],
        ),
        (
            "evidence use",
            [
                "File                Evidence  Caption",
                "Evidence/badge.txt  Primary   What I earned",
            ],
        ),
        ("renewal granted", ["Granted      Certified until", "Jun 1, 2026  Jun 1, 2028"]),
        (
            "renewal activity",
            [
                "Date         Activity  Kind      How many  Technology  Set         Documents",
                "Oct 9, 2026  Talk      workshop  2         2           technology  badge.txt",
            ],
        ),
        ("renewal statement", ["I learned to catalog maps."]),
    ],
)
def test_what_is_entered_is_shown(
    cli: CommandLine, told: Path, command: str, lines: list[str]
) -> None:
    assert cli(command, told, *MORE.get(command, ())) == 0, cli.err
    assert cli.out.splitlines()[: len(lines)] == lines


def test_what_is_shown_as_an_object_has_the_options_by_which_it_is_entered(
    cli: CommandLine, told: Path
) -> None:
    assert cli.json("candidate experience", told) == {
        "education": True,
        "work": [
            {"employer": "Cedar", "begun": "2020-01-06", "ended": "2021-01-06", "hours": 20},
            {"employer": "Cedar", "begun": "2022-01-06", "ended": None, "hours": 12.5},
        ],
    }
    assert cli.json("set plan", told, *TECHNOLOGY) == {
        "sets": [{"set": "technology", "by": "2027-04-01"}]
    }
    assert cli.json("renewal certified", told) == {"on": "2022-01-01"}


def test_a_column_without_a_word_in_it_is_left_out(cli: CommandLine, told: Path) -> None:
    assert cli("set", "course", told, "--set", "access-services") == 0
    heads, row = (line.split("  ") for line in cli.out.splitlines())
    assert [word.strip() for word in heads if word] == [
        *("ID", "Set", "Course", "Completed", "Fee", "Certificate")
    ]
    assert [word.strip() for word in row if word] == [
        *("access-services", "Access Services", "Access basics"),
        *("Oct 30, 2026", "$145.50", "badge.txt"),
    ]


def test_one_set_is_shown_where_it_is_named(cli: CommandLine, folder: Path) -> None:
    assert cli("set", "route", folder, "--set", "access-services") == 0
    assert cli.out.splitlines()[1:] == ["access-services  Access Services  No route yet"]
    assert "Did you mean “technology”?" in cli.refused("set", "route", folder, "--set", "technolgy")


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        (("set route", "course"), "--set"),
        (("set plan", "--by", "none"), "--set"),
        (("set decision", *TECHNOLOGY, "--asked", "3"), "OUTCOME, --on"),
        (("set course", *TECHNOLOGY, "--fee", "3"), "--title"),
        (("candidate agreement", "--graduated", "2026-01-01"), "--college"),
        (("renewal granted", "--on", "2026-01-01"), "--until"),
        (("renewal granted", "--until", "2026-01-01"), "--on"),
        (("renewal activity", "--amount", "3"), "--title"),
    ],
)
def test_what_is_entered_in_part_says_what_is_missing(
    cli: CommandLine, folder: Path, words: tuple[str, ...], missing: str
) -> None:
    command, *more = words
    assert cli.refused(command, folder, *more).startswith(f"Missing: {missing}.\n")


def test_it_is_shown_in_spanish(cli: CommandLine, told: Path) -> None:
    with speaking(catalog("es")):
        assert cli("candidate", "dates", told) == 0
    assert cli.out.splitlines()[2] == "Aceptación: sin ingresar"
