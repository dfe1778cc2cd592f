"""Hostile program files: too long, too deep, too many, or what no parser should be given."""

from collections.abc import Callable, Iterator

from lssc_desktop.store.programs import shipped_program_text

WHOLE = shipped_program_text()


def programs() -> Iterator[tuple[str, bytes]]:
    """Give a hundred of them, each with its name."""
    for name, text in _texts():
        yield name, text.encode("utf-8", "surrogatepass")


def _texts() -> Iterator[tuple[str, str]]:
    for parts in (10, 11, 20_000, 100_000, 250_000):
        key = ".".join(["a"] * parts)
        for form, made in _FORMS.items():
            yield f"{form} of {parts} parts", made(key)
    for parts in (9, 10, 11, 20_000):
        quoted = ".".join(["'a'", '"b"'] * (parts // 2))
        yield f"quoted of {parts} parts", f"{WHOLE}\n{quoted} = 1\n"
    for depth in (5, 11, 500, 100_000):
        yield f"{depth} lists deep", f"{WHOLE}\nx = {'[' * depth}{']' * depth}\n"
        yield f"{depth} tables deep", f"{WHOLE}\nx = {'{a=' * depth}1{'}' * depth}\n"
        yield f"{depth} open", f"{WHOLE}\nx = {'[{a=' * depth}"
    for count in (1_000, 19_000, 30_000, 90_000):
        yield f"{count} tables", WHOLE + "".join(f"[a{n}]\n" for n in range(count))
        yield f"{count} of one list", WHOLE + "[[a]]\n" * count
        yield f"{count} keys", "".join(f"k{n}=1\n" for n in range(count)) + WHOLE
        yield f"{count} dotted keys", "".join(f"a{n}.b.c.d.e.f.g.h.i.j=1\n" for n in range(count))
        yield f"{count} in a line", "x = [" + "1," * count + "]\n" + WHOLE
    for length in (499, 2_001, 60_000, 470_000):
        long = "W" * length
        yield f"name of {length}", _with('name = "', long)
        yield f"title of {length}", _with('title = "', long)
        yield f"note of {length}", _with('note = "', long)
        yield f"unknown key of {length}", f"{long} = 1\n{WHOLE}"
        yield f"comment of {length}", f"#{long}\n{WHOLE}"
    for length in (400, 4_300, 4_301, 400_000):
        for number in ("9" * length, f"0x{'F' * length}", f"1e{'9' * length}", f"1.{'9' * length}"):
            yield (
                f"number {number[:3]} of {length}",
                WHOLE.replace("years = ", f"years = {number} #", 1),
            )
    yield "format of many digits", WHOLE.replace("format = 2", f"format = 0x{'F' * 90_000}", 1)
    yield "first day", WHOLE.replace("until = ", "until = 0001-01-01 #")
    yield "last day", WHOLE.replace("until = ", "until = 9999-12-31 #")
    yield from {
        "open strings": 'x = """' + '\n\\"""' * 80_000,
        "quotes": '"' * 500_000,
        "apostrophes": "'''\n" * 120_000,
        "dots": "." * 500_000,
        "no text": "\x00" * 500_000,
        "surrogates": "\ud800" * 9,
        "nothing": "",
        "newlines": "\n" * 500_000,
        "returns": "\r" * 500_000,
        "much text": WHOLE * 13,
        "too large": WHOLE + "#" * 600_000,
    }.items()


def _with(start: str, text: str) -> str:
    before, _, after = WHOLE.partition(start)
    return before + start + text + after


_FORMS: dict[str, Callable[[str], str]] = {
    "key": lambda key: f"{WHOLE}\n{key} = 1\n",
    "table": lambda key: f"{WHOLE}\n[{key}]\n",
    "list": lambda key: f"{WHOLE}\n[[{key}]]\n",
    "inline": lambda key: f"{WHOLE}\nx = [{{{key} = 1}}]\n",
    "hidden": lambda key: f"{WHOLE}\nx = '''\n'''''\n{key} = 1\n",
}
