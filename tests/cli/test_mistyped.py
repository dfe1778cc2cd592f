"""A typing error costs two lines: what is not known, with one guess, and where help is."""

from pathlib import Path

import pytest

from lssc_desktop.languages import catalog, speaking
from tests.cli.conftest import CommandLine

SET = ("--set", "technology")
ON_THAT_DAY = ("--on", "2026-01-01", "--amount", "2")


@pytest.mark.parametrize(
    ("words", "said", "command"),
    [
        (
            ("check", "{folder}", "--set", "technolgy"),
            "There’s no set called “technolgy” here. Did you mean “technology”?",
            "check",
        ),
        (
            ("export", "{folder}", "--set", "Technology", "-o", "x.docx"),
            "There’s no set called “Technology” here. Did you mean “technology”?",
            "export",
        ),
        (
            (
                "candidate",
                "electives",
                "{folder}",
                "access-service,collection-management,youth-services",
            ),
            "The program has no elective called “access-service”. Did you mean “access-services”?",
            "candidate electives",
        ),
        (
            ("response", "set", "{folder}", *SET, "--competency", "99", "text.md"),
            "Technology has no competency 99. Its numbers are 1 to 9.",
            "response set",
        ),
        (
            ("response", "set", "{folder}", *SET, "--competency", "one", "text.md"),
            "--competency: “one” isn’t a competency number.",
            "response set",
        ),
        (
            ("check", "{folder}", "--sett", "technology"),
            "There’s no option “--sett”. Did you mean “--set”?",
            "check",
        ),
        (
            ("response", "set", "{folder}", "--sett=technology", "--competency", "1", "text.md"),
            "There’s no option “--sett”. Did you mean “--set”?",
            "response set",
        ),
        (("check", "--bogus"), "There’s no option “--bogus”.", "check"),
        (("check", "{folder}", "-x"), "There’s no option “-x”.", "check"),
        (("check", "{folder}", "--version"), "There’s no option “--version”.", "check"),
        (("--bogus",), "There’s no option “--bogus”.", ""),
        (("-V",), "There’s no option “-V”.", ""),
        (("--versoin",), "There’s no option “--versoin”. Did you mean “--version”?", ""),
        ((), "Missing: COMMAND.", ""),
        (
            ("check", "{folder}", "technology"),
            "“technology” is one word too many. Did you mean “--set technology”?",
            "check",
        ),
        (("status", "{folder}", "technology"), "“technology” is one word too many.", "status"),
        (
            ("office", "assign", "{folder}"),
            "Say who: --to NAME, --by-rule, --no-longer NAME, or --handed-in DAY.",
            "office assign",
        ),
        (("check",), "Missing: DIR.", "check"),
        (
            ("set", "decision", "{folder}", *SET, "achived", "--on", "2026-01-01"),
            "OUTCOME: “achived” isn’t a choice. Did you mean “achieved”?",
            "set decision",
        ),
        (
            ("set", "decision", "{folder}", *SET, "passed", "--on", "2026-01-01"),
            "OUTCOME: “passed” isn’t one of these: achieved, revision-asked, not-achieved.",
            "set decision",
        ),
        (
            ("set", "route", "{folder}", *SET, "cours"),
            "ROUTE: “cours” isn’t a choice. Did you mean “course”?",
            "set route",
        ),
        (
            ("review", "combine", "p", "f", "--as", "A", "-o", "r.json", "--outcome", "pass"),
            "--outcome: “pass” isn’t one of these: achieved, revision-asked, not-achieved.",
            "review combine",
        ),
        (
            ("office", "shelf", "{folder}", "--view", "al"),
            "--view: “al” isn’t a choice. Did you mean “all”?",
            "office shelf",
        ),
        (
            ("sample", "{folder}/x", "--program", "lssk"),
            "--program: “lssk” isn’t a choice. Did you mean “lssc”?",
            "sample",
        ),
        (
            ("candidate", "person", "{folder}", "--language", "fr"),
            "--language: “fr” isn’t one of these: en, es.",
            "candidate person",
        ),
        (
            ("find", "{folder}", "word", "--kind", "notes"),
            "--kind: “notes” isn’t a choice. Did you mean “note”?",
            "find",
        ),
        (
            ("computer", "clean", "--keep", "logs"),
            "--keep: “logs” isn’t a choice. Did you mean “log”?",
            "computer clean",
        ),
        (
            ("evidence", "consent", "{folder}", "f", "--people", "maybe"),
            "--people: “maybe” isn’t yes or no.",
            "evidence consent",
        ),
        (
            ("review", "answer", "{folder}", "--comment", "1"),
            "There’s no comment “1”. There are no comments yet.",
            "review answer",
        ),
        (
            ("candidate", "self-assessment", "{cilip}", "--grid", "pkbs"),
            "Your program has no self-assessment form “pkbs”. Did you mean “pksb”?",
            "candidate self-assessment",
        ),
        (
            ("renewal", "activity", "{folder}", "--title", "T", "--kind", "worksop", *ON_THAT_DAY),
            "Your program has no kind of activity called “worksop”. Did you mean “workshop”?",
            "renewal activity",
        ),
    ],
)
def test_a_typing_error_costs_two_lines(
    cli: CommandLine, folder: Path, words: tuple[str, ...], said: str, command: str
) -> None:
    (folder.parent / "text.md").write_text("Words.", encoding="utf-8")
    cilip = folder.parent / "cilip"
    if "{cilip}" in words:
        assert cli("new", cilip, "--name", "A", "--program", "cilip-certification") == 0
    typed = [word.format(folder=folder, cilip=cilip) for word in words]
    first, second = cli.refused(*typed).splitlines()
    assert first == said
    assert second == f"See lssc-desktop {command} --help.".replace("  ", " ")


@pytest.mark.parametrize(
    "words",
    [
        ("check", "{folder}", "--se", "technology"),  # a beginning is enough
        ("check", "--set=technology", "{folder}"),
        ("review", "new", "p", "--as", "A", "-or.json", "--note", "a b"),
    ],
)
def test_an_option_that_there_is_is_taken(
    cli: CommandLine, folder: Path, words: tuple[str, ...]
) -> None:
    cli(*(word.format(folder=folder) for word in words))
    assert "no option" not in cli.err


def test_help_is_shown_whatever_else_was_mistyped(
    cli: CommandLine, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        cli("check", "--sett", "technology", "--help")
    assert left.value.code == 0
    assert "--set ID" in capsys.readouterr().out


# Nothing to remove ------------------------------------------------------------------------------

WORK = ("candidate experience", "--employer")
TITLED = ("renewal activity", "--title")
GRANTED = ("renewal granted", "--on")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            (*WORK, "Ceder Library"),
            (
                "No work at “Ceder Library” is entered. Nothing was removed. "
                "Did you mean “Cedar Library”?"
            ),
        ),
        (
            (*WORK, "Nobody"),
            (
                "No work at “Nobody” is entered. Nothing was removed. "
                "These are entered: Cedar Library."
            ),
        ),
        (
            (*TITLED, "Tlak"),
            "No activity called “Tlak” is entered. Nothing was removed. Did you mean “Talk”?",
        ),
        (
            (*GRANTED, "2026-06-02"),
            (
                "No renewal granted on 2026-06-02 is entered. Nothing was removed. "
                "Did you mean “2026-06-01”?"
            ),
        ),
    ],
)
def test_nothing_to_remove_is_an_error(
    cli: CommandLine, folder: Path, words: tuple[str, ...], said: str
) -> None:
    for command, *entered in (
        (*WORK, "Cedar Library", "--begun", "2020-01-06", "--hours", "20"),
        ("renewal certified", "--on", "2022-01-01"),
        (*GRANTED, "2026-06-01", "--until", "2028-06-01"),
        (*TITLED, "Talk", "--kind", "workshop", *ON_THAT_DAY),
    ):
        assert cli(command, folder, *entered) == 0, cli.err
    before = (folder / "portfolio.json").read_bytes()
    command, *what = words
    lines = cli.refused(command, folder, *what, "--remove").splitlines()
    assert lines == [said, f"See lssc-desktop {command} --help."]
    error = cli.json(command, folder, *what, "--remove", status=2)["error"]
    assert (error["code"], cli.err) == ("not-entered", "")
    assert (folder / "portfolio.json").read_bytes() == before


@pytest.mark.parametrize(("command", "option"), [WORK, TITLED, GRANTED])
def test_nothing_is_there_to_remove_at_the_start(
    cli: CommandLine, folder: Path, command: str, option: str
) -> None:
    said = cli.refused(command, folder, option, "2026-06-01", "--remove")
    assert "Nothing was removed. Nothing of this kind is entered." in said


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (("check", "{folder}", "--set", "technolgy"), "check"),
        (("set", "route", "{folder}", *SET, "cours"), "set route"),
        (("statsu",), ""),
    ],
)
def test_it_is_asked_in_spanish_too(
    cli: CommandLine, folder: Path, words: tuple[str, ...], command: str
) -> None:
    with speaking(catalog("es")):
        said = cli.refused(*(word.format(folder=folder) for word in words), lines=2)
    first, second = said.splitlines()
    assert "¿Quiso decir “" in first
    assert second == f"Consulte lssc-desktop {command} --help.".replace("  ", " ")
