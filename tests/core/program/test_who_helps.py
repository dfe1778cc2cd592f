"""Whom a user asks about the application itself."""

from lssc_desktop.core.program.who_helps import who_helps


def test_the_computer_goes_before_the_program_file() -> None:
    assert who_helps("IT desk, 555-0100", "help@harbor.example") == "IT desk, 555-0100"


def test_the_program_file_says_it_where_the_computer_does_not() -> None:
    assert who_helps("", "help@harbor.example") == "help@harbor.example"
    assert who_helps(" \n", "help@harbor.example") == "help@harbor.example"


def test_where_nobody_is_named_there_is_nobody() -> None:
    assert who_helps("", "") == ""


def test_what_is_written_there_is_one_short_line() -> None:
    assert who_helps("a\nb\u202ec", "") == "a bc"
    assert len(who_helps("x" * 5_000, "")) == 200
