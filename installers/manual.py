"""What the papers take from the code: the commands, and the keys of a program file.

manual.py     writes docs/commands.md, and the table of keys in docs/program-files.md
"""

import argparse
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lssc_desktop.cli.arguments import make_parser
from lssc_desktop.cli.commands import GROUPS
from lssc_desktop.cli.parsing import NEEDS, Parser
from lssc_desktop.cli.program_schema import program_schema
from lssc_desktop.languages import gettext
from lssc_desktop.store.programs import shipped_program

DOCS = Path(__file__).parents[1] / "docs"
COMMANDS = DOCS / "commands.md"
PROGRAM_FILES = DOCS / "program-files.md"
EVERY_COMMAND = "## Every command\n"
KEYS = "## Every key\n"
"""The headings below which everything is written by this module; what is above stays."""

_OF_ALL = {"-h", "--json"}
_OF_SEVERAL = {"--overrule", "--sources"}


def commands_page() -> str:
    """Return docs/commands.md with its commands as the parser has them now."""
    _parser, commands = make_parser()
    before, heading, _commands = COMMANDS.read_text("utf-8").partition(EVERY_COMMAND)
    parts = [before, heading, "\n", *_options_of_several(commands), _sets()]
    for group in ("", *GROUPS):
        names = [name for name in commands if name.rpartition(" ")[0] == group]
        title = f"{group}: {gettext(GROUPS[group])}" if group else "Every day"
        parts.append(f"## {title}\n\n| Command | Does |\n|---|---|\n")
        for name in names:
            link = name.replace(" ", "-")
            parts.append(f"| [`{name}`](#{link}) | {_cell(commands[name].does)} |\n")
        parts += ["\n", *(_command(name, commands[name]) for name in names)]
    return "".join(parts).rstrip("\n") + "\n"


def _options_of_several(commands: Mapping[str, Parser]) -> Iterator[str]:
    yield "| Option of several commands | Does | Commands |\n|---|---|---|\n"
    for option in sorted(_OF_SEVERAL):
        having = [name for name, each in commands.items() if option in each.options()]
        action = commands[having[0]]._option_string_actions[option]  # noqa: SLF001
        named = ", ".join(f"`{name}`" for name in having)
        yield f"| `{option}` | {_cell(action.help or '')} | {named} |\n"
    yield "\n"


def _sets() -> str:
    program = shipped_program().program
    rows = "".join(f"| `{each.id}` | {each.title} |\n" for each in program.sets)
    return f"| `--set` in {program.short_name} | Competency set |\n|---|---|\n{rows}\n"


def _command(name: str, command: Parser) -> str:
    says = f"{command.does[:1].upper()}{command.does[1:]}."
    if command.description:
        says += f" {command.description}"
    rows = [
        f"| {_names(action)} | {_cell(action.help or '')} |\n"
        for action in command._actions  # noqa: SLF001
        if not _is_of_several(action) and (action.help or action.option_strings)
    ]
    table = f"| | |\n|---|---|\n{''.join(rows)}\n" if rows else ""
    usage = f"lssc-desktop {name} {_usage(command, NEEDS.get(name, ()))}".rstrip()
    return f"### {name}\n\n{says}\n\n    {usage}\n\n{table}Example: `{command.example}`\n\n"


def _is_of_several(action: argparse.Action) -> bool:
    return bool({*action.option_strings} & (_OF_ALL | _OF_SEVERAL))


def _names(action: argparse.Action) -> str:
    if not action.option_strings:
        return f"`{_place(action)}`"
    return _cell(
        ", ".join(f"`{f'{option} {_place(action)}'.strip()}`" for option in action.option_strings)
    )


def _usage(command: Parser, needs: Collection[str]) -> str:
    """Return the words of a command; brackets stand around what may be left out.

    Not around what a command `needs` that shows what is entered without it.
    """
    groups = command._mutually_exclusive_groups  # noqa: SLF001
    of_group = {id(action): group for group in groups for action in group._group_actions}  # noqa: SLF001
    said: list[str] = []
    done: set[int] = set()
    actions = [each for each in command._actions if not _is_of_several(each)]  # noqa: SLF001
    for action in sorted(actions, key=lambda each: bool(each.option_strings)):
        group = of_group.get(id(action))
        if group is None:
            word = _word(action)
            is_needed = action.required or {*action.option_strings, action.metavar} & {*needs}
            said.append(word if is_needed else f"[{word}]")
        elif id(group) not in done:
            done.add(id(group))
            choice = " | ".join(map(_word, group._group_actions))  # noqa: SLF001
            said.append(f"({choice})" if group.required else f"[{choice}]")
    return " ".join(said)


def _word(action: argparse.Action) -> str:
    if not action.option_strings:
        return _place(action)
    word = f"{action.option_strings[0]} {_place(action)}".strip()
    is_repeated = isinstance(action, argparse._AppendAction)  # noqa: SLF001
    return f"{word} ..." if is_repeated else word


def _place(action: argparse.Action) -> str:
    """Return what stands in the place of a value, "" for an option that has none."""
    if action.nargs == 0:
        return ""
    place = action.metavar or action.dest.upper()
    if isinstance(place, tuple):
        return " ".join(place)
    return f"{place}..." if action.nargs in {"+", "*"} else place


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


# The keys of a program file ---------------------------------------------------------------------


def keys_of_program_files() -> str:
    """Return what stands below the heading of docs/program-files.md: each table with its keys."""
    schema = program_schema()
    tables = {"": schema, **schema["definitions"]}
    paths = _paths(schema)
    order = list(schema["properties"])
    parts = []
    for name in ("", *sorted(paths, key=lambda each: _place_in(order, paths[each]))):
        heading = f"`{paths[name]}`" if name else "The file itself"
        needed = set(tables[name].get("required", ()))
        rows = [
            f"| `{key}` | {_cell(_kind(value, paths))} | {'yes' if key in needed else ''} |\n"
            for key, value in tables[name]["properties"].items()
        ]
        said = tables[name].get("description", "")
        head = "| Key | Value | Required |\n|---|---|---|\n"
        parts.append(f"### {heading}\n\n{said}\n\n{head}{''.join(rows)}\n")
    return "".join(parts).rstrip("\n") + "\n"


def _place_in(order: Sequence[str], path: str) -> tuple[int, str]:
    """Return where a table stands: as its first key does, what is inside of it thereafter."""
    path = path.strip("[]")
    return order.index(path.partition(".")[0]), path


def _paths(schema: Mapping[str, Any]) -> dict[str, str]:
    """Return how each table is written in a file, by the name of its class."""
    found: dict[str, str] = {}
    below: list[tuple[str, Mapping[str, Any]]] = [("", schema)]
    while below:
        path, table = below.pop(0)
        for key, value in table["properties"].items():
            inside = value.get("items", value)
            name = inside.get("$ref", "").rpartition("/")[2]
            if not name or name in found:
                continue
            here = f"{path}.{key}".lstrip(".")
            found[name] = f"[[{here}]]" if "items" in value else f"[{here}]"
            below.append((here, schema["definitions"][name]))
    return found


def _kind(value: Mapping[str, Any], paths: Mapping[str, str]) -> str:
    """Return in a few words what a key may have."""
    if "$ref" in value:
        return f"the table `{paths[value['$ref'].rpartition('/')[2]]}`"
    if "items" in value:
        inside = value["items"]
        if "$ref" in inside:
            return f"tables `{paths[inside['$ref'].rpartition('/')[2]]}`"
        return f"a list of: {_kind(inside, paths)}"
    if "const" in value:
        return f"`{value['const']}`"
    if "enum" in value:
        return ", ".join(f'`"{each}"`' for each in value["enum"])
    words = {"string": "text", "boolean": "`true` or `false`", "integer": "a whole number"}
    words |= {"number": "a number", "object": "a table"}
    said = "a day" if value.get("format") == "date" else words[value["type"]]
    if "minimum" in value:
        said += f", {value['minimum']} to {value['maximum']}"
    if value.get("pattern") == r"\S":
        said += ", not empty"
    return said


def program_files_page() -> str:
    """Return docs/program-files.md with its keys as the classes have them now."""
    before, heading, _keys = PROGRAM_FILES.read_text("utf-8").partition(KEYS)
    return f"{before}{heading}\n{keys_of_program_files()}"


def update() -> None:
    """Write both pages."""
    COMMANDS.write_text(commands_page(), "utf-8")
    PROGRAM_FILES.write_text(program_files_page(), "utf-8")


if __name__ == "__main__":
    update()
