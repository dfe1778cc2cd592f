"""The papers against the program: what they name is there, and they stay short."""

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

import pytest
from platformdirs.macos import MacOS
from platformdirs.unix import Unix
from platformdirs.windows import Windows

from installers import manual
from lssc_desktop import paths
from lssc_desktop.audit.object_store import _STORES
from lssc_desktop.audit.web_store import SCHEMES
from lssc_desktop.cli.arguments import make_parser, parse
from lssc_desktop.cli.commands import COMMANDS, GROUPS
from lssc_desktop.cli.terminal import FOUND_SOMETHING, GOOD, NOT_DONE
from lssc_desktop.store.computer.traces import _BY_NAME
from tests.test_house import NEVER

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "lssc_desktop"
PAPERS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "tests/README.md"]
PAPERS += sorted((ROOT / "docs").rglob("*.md"))
HELP = sorted((ROOT / "resources/help").glob("*.md"))
IT = (ROOT / "docs/it.md").read_text("utf-8")


def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def code_in(text: str) -> list[str]:
    """What stands between backquotes, and each line that is set apart as code."""
    lines = [line.strip() for line in text.splitlines() if line.startswith("    ")]
    return [*re.findall(r"`([^`\n]+)`", text), *lines]


# How long they are -------------------------------------------------------------------------------


@pytest.mark.parametrize(("paper", "most"), [("README.md", 700), ("CONTRIBUTING.md", 800)])
def test_what_everybody_reads_first_is_short(paper: str, most: int) -> None:
    assert len(text_of(paper).split()) <= most


def test_an_item_of_the_change_log_is_one_short_sentence_or_two() -> None:
    items = re.findall(r"^- (.+)$", text_of("CHANGELOG.md"), re.MULTILINE)
    assert items
    assert [item for item in items if len(item.split()) > 25] == []


PLAIN = (
    *("README", "CONTRIBUTING", "CHANGELOG", "docs/it", "docs/receiving", "docs/audit"),
    *("docs/commands", "docs/releasing", "docs/translating", "docs/words"),
)


@pytest.mark.parametrize("paper", PLAIN)
def test_papers_say_what_a_colleague_would_say(paper: str) -> None:
    lines = text_of(f"{paper}.md").splitlines()
    assert [
        line for line in lines if any(re.search(say, line, re.IGNORECASE) for say in NEVER.values())
    ] == []


# Commands ----------------------------------------------------------------------------------------


def test_the_page_of_commands_is_made_from_the_parser() -> None:
    """Make it again with: make manual"""
    assert manual.COMMANDS.read_text("utf-8") == manual.commands_page()


def test_every_command_has_its_row_and_an_example_that_the_parser_takes() -> None:
    _parser, commands = make_parser()
    assert list(COMMANDS) == list(commands)
    for name, row in COMMANDS.items():
        assert parse([*name.split(), *shlex.split(row.example)]).command == name


def test_the_page_of_commands_names_every_option() -> None:
    page = text_of("docs/commands.md")
    _parser, commands = make_parser()
    options = {option for command in commands.values() for option in command.options()}
    assert options - {"-h", "--help"} <= {*re.findall(r"(?<![\w-])--?[a-z][\w-]*", page)}


def test_every_argument_has_a_word_of_help() -> None:
    _parser, commands = make_parser()
    silent = [
        f"{name} {' '.join(each.option_strings) or each.dest}"
        for name, command in commands.items()
        for each in command._actions
        if not each.help
    ]
    assert silent == []


def test_the_page_of_commands_says_what_each_exit_status_means() -> None:
    told = re.findall(r"^\| (\d) \|", text_of("docs/commands.md"), re.MULTILINE)
    assert [int(status) for status in told] == [GOOD, FOUND_SOMETHING, NOT_DONE]


NO_COMMANDS = {"COMMAND", "PATH", "..."}


def typed(paper: Path) -> Iterator[tuple[str, list[str]]]:
    """Each command with its options that a paper tells people to type."""
    for code in code_in(paper.read_text("utf-8")):
        for found in re.finditer(r"(?:^|[ (/])lssc-desktop ([^#|)]+)", code):
            first, *words = found[1].split()
            name = f"{first} {words.pop(0)}" if first in GROUPS and words else first
            yield name, [w.partition("=")[0] for w in words if w.startswith("--")]


@pytest.mark.parametrize("paper", [*PAPERS, *HELP], ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_and_options_in_papers_are_the_program_s(paper: Path) -> None:
    parser, commands = make_parser()
    for name, options in typed(paper):
        if name in commands:
            known = {*commands[name].options(), *parser.options()}
            assert [each for each in options if each not in known] == [], name
        else:
            is_option = name.startswith("-") or "." in name or "/" in name
            assert is_option or name in {*NO_COMMANDS, *GROUPS}, name


# The map -----------------------------------------------------------------------------------------


def test_the_map_names_every_room() -> None:
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|", text_of("CONTRIBUTING.md"), re.MULTILINE)
    told = {layer: set(re.findall(r"`(\w+)`", rooms)) for layer, rooms in rows}
    layers = {path.parent for path in PACKAGE.glob("*/__init__.py")}
    there = {
        layer.name: {path.parent.name for path in layer.glob("*/__init__.py")} for layer in layers
    }
    assert told == there


def test_files_and_functions_of_the_recipes_are_there() -> None:
    for code in code_in(text_of("CONTRIBUTING.md")):
        if re.fullmatch(r"[\w/]+\.(py|json|toml)|tests/[\w/]+/", code):
            places = [ROOT / code, PACKAGE / code, PACKAGE / "core/program" / code]
            assert any(place.exists() for place in places), code


# What IT is told ---------------------------------------------------------------------------------


def test_it_is_told_all_that_is_kept_in_the_settings() -> None:
    named = set(re.findall(r"`([^`]+)`", IT))
    assert set(_BY_NAME) - named == set()


@pytest.mark.parametrize(
    ("system", "column", "variables"),
    [
        (Unix, 1, {"/home/maya": "~"}),
        (Windows, 2, {r"C:\roaming": "%APPDATA%", r"C:\local": "%LOCALAPPDATA%"}),
        (MacOS, 3, {"/home/maya": "~"}),
    ],
)
def test_it_is_told_the_folders_that_the_code_has(
    system: type[Unix | MacOS | Windows],
    column: int,
    variables: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CONFIG_DIRS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "/home/maya")
    monkeypatch.setenv("WIN_PD_OVERRIDE_APPDATA", r"C:\roaming")
    monkeypatch.setenv("WIN_PD_OVERRIDE_LOCAL_APPDATA", r"C:\local")
    monkeypatch.setenv("WIN_PD_OVERRIDE_COMMON_APPDATA", r"C:\shared")
    folders = paths.installed_folders(system)
    rows = {row.split("|")[1].strip()[:7]: row.split("|") for row in IT.splitlines() if "|" in row}
    for row, folder in (
        ("Setting", folders.settings),
        ("Signing", folders.key or folders.settings),
        ("Log: wh", folders.log),
    ):
        told = rows[row][column + 1].strip(" `")
        told = rows["Setting"][column + 1].strip(" `") if told == "as settings" else told
        written = str(PureWindowsPath(str(folder))) if system is Windows else folder.as_posix()
        for place, variable in variables.items():
            written = written.replace(place, variable)
        assert told == written


def started() -> Iterator[str]:
    """The programs that our code names when it starts one."""
    for path in PACKAGE.rglob("*.py"):
        source = path.read_text("utf-8")
        for call in ast.walk(ast.parse(source)):
            if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("find_program"):
                yield from (word.value for word in call.args if isinstance(word, ast.Constant))  # type: ignore[misc]
        yield from re.findall(r'"(/usr/bin/\w+)"', source)
        yield from re.findall(r'/ "(\w+\.exe)"', source)
        yield from re.findall(r'^WORD = "(--[\w-]+)"', source, re.MULTILINE)


def test_it_is_told_every_program_that_is_started_and_no_other() -> None:
    _before, _heading, after = IT.partition("## Programs started\n")
    rows = re.findall(r"^\| (.*?`.*?) \|", after.partition("\n## ")[0], re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"`([^`]+)`", row)} == {*started()}


def test_it_is_told_every_kind_of_address_that_is_called() -> None:
    _before, _heading, after = IT.partition("## Hosts called\n")
    told = set(re.findall(r"`([\w+]+):`", after.partition("\n## ")[0]))
    assert {*_STORES, *SCHEMES, "dav+https", "tus+https", "tls"} == told


NAMES_OF_FORMATS = re.compile(
    r"//(schemas\.|www\.w3\.|purl\.|(www\.)?openoffice\.|www\.aiim\.|json-schema\.)"
)
"""Addresses by which a file says what it is: nobody calls them."""


def sentences_and_texts(path: Path) -> Iterator[str]:
    """The texts of a module, but for what explains its code."""
    tree = ast.parse(path.read_text("utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def test_no_host_is_written_in_the_code() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {address}"
        for path in PACKAGE.rglob("*.py")
        for text in sentences_and_texts(path)
        for address in re.findall(r"https?:(//[a-z0-9][\w.-]*\.[a-z]{2,})", text)
        if not NAMES_OF_FORMATS.match(address) and not address.endswith("example.org")
    }
    assert found == set()


# Program files -----------------------------------------------------------------------------------


def test_the_table_of_keys_is_made_from_the_classes() -> None:
    """Make it again with: make manual"""
    assert manual.PROGRAM_FILES.read_text("utf-8") == manual.program_files_page()


# Links -------------------------------------------------------------------------------------------


def anchors(page: str) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("paper", [*PAPERS, ROOT / "CHANGELOG.md"], ids=lambda path: path.name)
def test_every_link_leads_somewhere(paper: Path) -> None:
    page = paper.read_text("utf-8")
    for link in re.findall(r"\]\(([^)\s]+)\)", page):
        if re.match(r"\w+:", link):
            continue
        file, _mark, section = link.partition("#")
        target = paper.parent / file if file else paper
        assert target.exists(), link
        if section:
            assert section in anchors(target.read_text("utf-8")), link
