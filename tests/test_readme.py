"""README.md against the program: every command is in its tables, with no option that isn't."""

import re
from pathlib import Path

from lssc_desktop.cli.arguments import make_parser

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `([a-z][a-z-]*)([^`]*)` \|", README, re.MULTILINE)


def test_the_tables_have_every_command_once() -> None:
    _parser, commands = make_parser()
    assert sorted(name for name, _words in ROWS) == sorted(commands)


def test_no_table_names_an_option_that_there_is_not() -> None:
    _parser, commands = make_parser()
    for name, words in ROWS:
        named = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", words))
        assert named <= set(commands[name].options()), name
