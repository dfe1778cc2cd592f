"""What is measured before a program file is parsed, held against the parser itself."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.program.rules_id import LARGEST
from lssc_desktop.store.programs import (
    DEEPEST,
    MOST_PARTS,
    MOST_TABLES,
    excess,
    shipped_program_text,
)

PROGRAMS = Path(__file__).parents[1] / "programs"
PIECES = st.sampled_from(
    ['"', "'", '"""', "'''", "#", ".", "=", ",", "[", "]", "{", "}", "\n", "\r\n", "\\", " ", "a",
     "1", 'a = """', "a = '''", '"\n', "'\n", "a = 1\n", "[a]\n", '\\"', "é"]
)  # fmt: skip
LONG = ".".join(["k"] * (MOST_PARTS + 1))


@pytest.mark.parametrize("path", sorted(PROGRAMS.glob("*.toml")), ids=lambda path: path.name)
def test_no_honest_program_file_is_too_much(path: Path) -> None:
    assert excess(path.read_text(encoding="utf-8")) is None
    assert excess(shipped_program_text()) is None


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG} = 1",
        f"[{LONG}]",
        f"[[{LONG}]]",
        f"a = {{{LONG} = 1}}",
        f"a = [1, {{b = [{{{LONG} = 1}}]}}]",
        " . ".join(["k"] * (MOST_PARTS + 1)) + " = 1",
        ".".join(['"k"', "'k'"] * MOST_PARTS) + " = 1",
        f'a = """\n""""" # "\n{LONG} = 1',
        f"a = '''\n'''''\n{LONG} = 1",
        f"a = \"\\\"\" # '''\n{LONG} = 1",
        f'a = """\\""""\n{LONG} = 1',
        f'a = \'"""\'\n{LONG} = 1',
        f"a = \"'''\"\n{LONG} = 1",
        f"# it's a comment\n{LONG} = 1",
        f'"" = 1\n{LONG} = 1',
    ],
)
def test_a_key_of_too_many_parts_is_found_wherever_it_stands(text: str) -> None:
    tomllib.loads(text)
    found = excess(text)
    assert found is not None
    line = str(text.count("\n") + 1)
    assert (found.code, found.fact("line")) == ("key-too-long", line)


def test_a_key_within_the_limit_is_not_refused() -> None:
    assert excess(".".join(["k"] * MOST_PARTS) + " = 1.5") is None


def test_dots_in_strings_and_comments_are_no_key() -> None:
    dots = "." * 50
    text = f"a = '{dots}' # {dots}\nb = \"{dots}\"\nc = '''\n{dots}'''\nd = \"\"\"\n{dots}\"\"\""
    tomllib.loads(text)
    assert excess(text) is None


@pytest.mark.parametrize("nested", ["[" * 11 + "]" * 11, "{a = " * 11 + "1" + "}" * 11])
def test_lists_and_tables_that_lie_too_deep_are_found(nested: str) -> None:
    found = excess(f"a = {nested}")
    assert found is not None
    assert (found.code, found.fact("limit")) == ("too-deep", str(DEEPEST))


@pytest.mark.parametrize("line", ["[[a]]\n", "[a{}]\n", "k{}.a.b.c.d = 1\n", "k{} = {{}}\n"])
def test_too_many_tables_are_found(line: str) -> None:
    found = excess("".join(line.replace("{}", str(n), 1) for n in range(MOST_TABLES + 1)))
    assert found is not None
    assert (found.code, found.fact("limit")) == ("too-many-tables", f"{MOST_TABLES:,}")


def depths(value: Any, so_far: int = 0) -> Iterator[int]:
    yield so_far
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inside:
        yield from depths(one, so_far + 1)


@given(st.lists(PIECES, max_size=25), st.sampled_from([f"{LONG} = 1", f"[{LONG}]"]))
def test_no_text_before_a_key_hides_it(before: list[str], key: str) -> None:
    """Where the parser comes to the key, so do we."""
    text = "".join(before) + "\n" + key
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    if max(depths(document)) > MOST_PARTS:
        assert excess(text) is not None


@given(st.recursive(
    st.one_of(st.integers(), st.booleans(), st.text(alphabet="a.'\"#\\\n[]{}=,", max_size=12)),
    lambda inside: st.lists(inside, max_size=3),
    max_leaves=6,
))  # fmt: skip
def test_no_value_is_taken_for_a_key(value: Any) -> None:
    text = f"a = {written(value)}\nb.c = 1.5\n"
    tomllib.loads(text)
    assert excess(text) is None


def written(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, str):
        plain = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"""\n{plain}"""' if "\n" in value else f'"{plain}"'
    return str(value).lower()


@pytest.mark.parametrize(
    "piece",
    ['"""\\"""\n\\', "'''\n", '"\\', '"', "'", '\\"', '"""', '""', "#", '"""a\\"', "'''''", '" '],
)
def test_no_text_takes_longer_than_its_length_asks_for(piece: str) -> None:
    """A square of it would be hours, and this test would not end."""
    assert excess(piece * (LARGEST * 3 // 2 // len(piece))) is None
