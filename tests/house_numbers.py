"""How the house is laid out, in numbers: what `make house` prints and test_rooms.py holds."""

import ast
import io
import tokenize
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
PACKAGE = "lssc_desktop"
_FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
SHARED_NAMES = frozenset({"page", "words", "dialogs", "__init__"})
"""File names that may occur twice inside a layer."""


@dataclass(frozen=True)
class Module:
    """A module of the package: its dotted name, its text, and the modules that it imports."""

    name: str
    path: Path
    text: str
    imports: frozenset[str]

    @property
    def is_package(self) -> bool:
        return self.path.name == "__init__.py"

    @property
    def layer(self) -> str:
        return self.name.split(".")[1] if "." in self.name else ""

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def code_lines(self) -> int:
        """The lines that are no comment, no docstring, and not blank."""
        nothing = {
            tokenize.COMMENT,
            tokenize.NL,
            tokenize.NEWLINE,
            tokenize.INDENT,
            tokenize.DEDENT,
            tokenize.ENDMARKER,
        }
        numbers: set[int] = set()
        for token in tokenize.generate_tokens(io.StringIO(self.text).readline):
            if token.type not in nothing:
                numbers.update(range(token.start[0], token.end[0] + 1))
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
                numbers.difference_update(_lines_of(node))
        return len(numbers)

    @property
    def functions(self) -> int:
        """The functions and methods, those inside others too."""
        return sum(isinstance(node, _FUNCTION) for node in ast.walk(self.tree))

    @cached_property
    def named_once(self) -> list[str]:
        """The private functions and methods that are named once outside their own definition.

        A call and the connection of a signal name it alike.
        """
        lines: dict[str, list[int]] = defaultdict(list)
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Name | ast.Attribute):
                name = node.id if isinstance(node, ast.Name) else node.attr
                lines[name].append(node.lineno)
        return [
            node.name
            for node in ast.walk(self.tree)
            if isinstance(node, _FUNCTION)
            and node.name.startswith("_")
            and not node.name.startswith("__")
            and sum(line not in _lines_of(node) for line in lines[node.name]) == 1
        ]

    @property
    def methods_named_once(self) -> list[str]:
        """Those of them that are methods."""
        classes = (node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef))
        methods = {
            each.name for node in classes for each in node.body if isinstance(each, _FUNCTION)
        }
        return [name for name in self.named_once if name in methods]

    @property
    def import_lines(self) -> int:
        return sum(
            (node.end_lineno or node.lineno) - node.lineno + 1
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
        )

    @property
    def classes(self) -> list[str]:
        """The public classes, enums and protocols at the top of the module."""
        return [
            node.name
            for node in self.tree.body
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
        ]


def _lines_of(node: ast.stmt) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _imports(text: str, known: Mapping[str, Path]) -> Iterator[str]:
    """Every module of ours that a text imports, wherever and however it does."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            told = node.args[0] if node.args else None
            if isinstance(told, ast.Constant) and told.value in known:
                yield str(told.value)
        if isinstance(node, ast.ImportFrom) and node.module and node.module in known:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in known else node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)


@dataclass(frozen=True)
class House:
    """All modules of the package."""

    modules: tuple[Module, ...]

    @cached_property
    def files(self) -> tuple[Module, ...]:
        """The modules that are counted: all but `__init__.py`."""
        return tuple(module for module in self.modules if not module.is_package)

    @cached_property
    def importers(self) -> Mapping[str, set[str]]:
        """For each module, those that import it."""
        found: dict[str, set[str]] = defaultdict(set)
        for module in self.modules:
            for name in module.imports:
                found[name].add(module.name)
        return found

    @property
    def small_with_one_importer(self) -> list[str]:
        return [
            module.name
            for module in self.files
            if module.lines < 60 and len(self.importers.get(module.name, ())) == 1
        ]

    @property
    def folders(self) -> Counter[str]:
        return Counter(module.name.rpartition(".")[0] for module in self.files)

    @property
    def classes_in_two_modules(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for module in self.modules:
            for name in module.classes:
                found[name].append(module.name)
        return {name: places for name, places in sorted(found.items()) if len(places) > 1}

    @property
    def names_twice_in_a_layer(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for module in self.files:
            found[f"{module.layer}: {module.path.stem}"].append(module.name)
        return {
            name: places
            for name, places in sorted(found.items())
            if len(places) > 1 and name.rpartition(" ")[2] not in SHARED_NAMES
        }

    @property
    def circles(self) -> list[list[str]]:
        """Groups of modules that import one another, also inside functions and for types alone."""
        graph = {module.name: module.imports - {module.name} for module in self.modules}
        return [group for group in _components(graph) if len(group) > 1]

    @property
    def room_circles(self) -> list[list[str]]:
        """Groups of rooms of one layer that need one another; a file beside the rooms is one."""
        graph: dict[str, set[str]] = {}
        for module in self.modules:
            own = _room(module)
            others = graph.setdefault(own, set())
            for name in module.imports:
                other = _room(self._by_name[name])
                if other != own and other.split(".")[0] == own.split(".")[0]:
                    others.add(other)
                    graph.setdefault(other, set())
        frozen = {name: frozenset(others) for name, others in graph.items()}
        return [group for group in _components(frozen) if len(group) > 1]

    @cached_property
    def _by_name(self) -> Mapping[str, Module]:
        return {module.name: module for module in self.modules}


def _room(module: Module) -> str:
    """Return "store.folder" of what lies in that room, "store.programs" of a file beside it."""
    return ".".join(module.name.split(".")[1:3])


def _components(graph: Mapping[str, frozenset[str]]) -> Iterator[list[str]]:
    """The strongly connected components of a graph (Kosaraju's way)."""
    finished: list[str] = []
    seen: set[str] = set()
    for start in sorted(graph):
        stack = [(start, iter(sorted(graph[start])))]
        if start in seen:
            continue
        seen.add(start)
        while stack:
            name, rest = stack[-1]
            following = next((other for other in rest if other not in seen), None)
            if following is None:
                finished.append(name)
                stack.pop()
            else:
                seen.add(following)
                stack.append((following, iter(sorted(graph[following]))))
    backwards: dict[str, set[str]] = defaultdict(set)
    for name, others in graph.items():
        for other in others:
            backwards[other].add(name)
    placed: set[str] = set()
    for start in reversed(finished):
        if start in placed:
            continue
        group, waiting = [], [start]
        placed.add(start)
        while waiting:
            name = waiting.pop()
            group.append(name)
            fresh = backwards[name] - placed
            placed |= fresh
            waiting.extend(fresh)
        yield sorted(group)


def read_house() -> House:
    """Read every module of the package."""
    paths = {}
    for path in sorted((ROOT / PACKAGE).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        paths[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return House(
        tuple(
            Module(name, path, text, frozenset(_imports(text, paths)))
            for name, path in paths.items()
            for text in [path.read_text("utf-8")]
        )
    )


def table(house: House) -> str:
    """What `make house` prints."""
    lines = [module.lines for module in house.files]
    imports = sum(module.import_lines for module in house.files)
    longest = max(house.files, key=lambda module: module.lines)
    window = [module for module in house.modules if module.layer == "ui"]
    rows = (
        ("files", len(house.files)),
        ("lines", sum(lines)),
        ("lines of code", sum(module.code_lines for module in house.modules)),
        ("functions", sum(module.functions for module in house.modules)),
        ("functions in the window", sum(module.functions for module in window)),
        (
            "private methods and functions named once",
            sum(len(module.named_once) for module in house.modules),
        ),
        (
            "private methods named once, in the window",
            sum(len(module.methods_named_once) for module in window),
        ),
        ("lines of a file, median", f"{median(lines):.0f}"),
        ("lines of the longest file", f"{longest.lines} ({longest.name})"),
        ("files over 600 lines", sum(count > 600 for count in lines)),
        ("import lines", f"{imports / sum(lines):.1%}"),
        ("files below 60 lines with one importer", len(house.small_with_one_importer)),
        ("files in the fullest folders", house.folders.most_common(3)),
        ("public classes in two modules", len(house.classes_in_two_modules)),
        ("file names twice inside a layer", len(house.names_twice_in_a_layer)),
        ("import circles", len(house.circles)),
        ("circles of rooms", "; ".join(", ".join(group) for group in house.room_circles)),
    )
    return "\n".join(f"{name:42} {value}" for name, value in rows)


if __name__ == "__main__":
    print(table(read_house()))  # noqa: T201  that is what it is for
