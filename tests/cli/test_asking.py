"""Asking the program's office on the command line, and entering what it answers."""

from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine

CILIP = "cilip-certification"


@pytest.fixture
def sample(cli: CommandLine, tmp_path: Path) -> Path:
    assert cli("sample", tmp_path / "Whitlock", "--program", CILIP) == 0
    return tmp_path / "Whitlock"


def ids(told: dict[str, list[dict[str, str]]]) -> list[str]:
    return [each["id"] for each in told["questions"]]


def test_one_email_has_all_that_is_not_known_and_why(cli: CommandLine, sample: Path) -> None:
    draft = sample.parent / "questions.eml"
    assert cli("program ask", sample, "--draft", draft) == 0
    assert "How much does it cost to submit today? I know £45, as of about 2021." in cli.out
    assert "Which file types do you accept?" in cli.out
    mail = message_from_bytes(draft.read_bytes(), policy=policy.default)
    assert mail["X-Unsent"] == "1"
    assert mail["Subject"] == "Questions about CILIP Certification"
    body = mail.get_body()
    assert body is not None
    assert (
        "if I have no mentor? I only know that it’s required with a mentor." in body.get_content()
    )
    told = cli.json("program ask", sample)
    assert told["to"] is None, "nobody knows an address"
    assert told["text"] in {body.get_content(), body.get_content().replace("\r\n", "\n")}
    assert {"fee:submit", "document:mentor-form", "handing-in"} <= set(ids(told))


def test_an_answer_is_kept_with_its_day_and_source_and_not_asked_again(
    cli: CommandLine, sample: Path
) -> None:
    program = (sample / "program.toml").read_bytes()
    answer = ("--question", "fee:submit", "--answer", "£60", "--on", "2026-11-20")
    told = cli.json("program ask", sample, *answer, "--by", "Email of J. Smith")
    assert "fee:submit" not in ids(told)
    assert told["answers"] == [
        {
            "question": "fee:submit",
            "text": "£60",
            "day": "2026-11-20",
            "source": "Email of J. Smith",
        }
    ]
    assert cli("program ask", sample) == 0
    assert "Told by the office on 20 November 2026 (Email of J. Smith): £60" in cli.out
    assert (sample / "program.toml").read_bytes() == program
    assert cli("program ask", sample, "--question", "fee:submit", "--remove") == 0
    assert "fee:submit" in ids(cli.json("program ask", sample))


def test_an_answer_of_another_program_says_nothing_of_this_one(
    cli: CommandLine, sample: Path
) -> None:
    assert cli("program ask", sample, "--question", "file-types", "--answer", "PDF") == 0
    guild = Path(__file__).parents[1] / "programs" / "guild.toml"
    assert cli("program switch", sample, guild) == 0
    assert cli.json("program ask", sample)["answers"] == []
    assert cli("program switch", sample, "--undo") == 0
    assert [each["text"] for each in cli.json("program ask", sample)["answers"]] == ["PDF"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--question", "fee:sumbit", "--answer", "1"), "Did you mean “fee:submit”?"),
        (("--question", "fee:submit", "--answer", " "), "The answer is missing."),
        (
            ("--question", "fee:submit", "--answer", "1", "--on", "2026-11-26"),
            "The date is in the future.",
        ),
    ],
)
def test_what_is_no_answer_is_refused(
    cli: CommandLine, sample: Path, words: tuple[str, ...], said: str
) -> None:
    assert said in cli.refused("program ask", sample, *words)
    assert cli.json("program ask", sample)["answers"] == []


@pytest.mark.parametrize(
    "words",
    [
        ("--question", "fee:submit"),
        ("--answer", "1"),
        ("--by", "Email"),
        ("--question", "fee:submit", "--answer", "1", "--draft", "a.eml"),
    ],
)
def test_options_that_do_not_go_together(
    cli: CommandLine, sample: Path, words: tuple[str, ...]
) -> None:
    assert cli("program ask", sample, *words) == 2


def test_the_email_is_in_the_language_of_the_portfolio(cli: CommandLine, sample: Path) -> None:
    assert cli("candidate person", sample, "--language", "es") == 0
    assert "¿" in cli.json("program ask", sample)["text"]
