"""The way of one act of a person through the program: from its event to the writes on the disk.

The way is what stands on the stack where a job is put in its lane or a save is put off, and where
a file is put in its place (`os.replace`, which all writes here end with). What only runs beside
it, painting for instance, is not on it.
"""

import ast
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import CodeType, FrameType

import lssc_desktop
from lssc_desktop.ui.base.jobs import Lane

_ROOT = Path(lssc_desktop.__file__).parent
_TOOL = sys.monitoring.PROFILER_ID
_ASIDE = {Lane.PREVIEWS, Lane.OPENING, Lane.SPELLING}
_open: "list[Walk]" = []


@dataclass
class Walk:
    """The functions on the way, by file and qualified name, in the order of first use."""

    functions: dict[tuple[str, str], None] = field(default_factory=dict)

    @property
    def files(self) -> list[str]:
        return list(dict.fromkeys(file for file, _name in self.functions))

    @property
    def passing_on(self) -> list[str]:
        """The functions that only call another with just what they were given."""
        return [f"{file}: {name}" for file, name in self.functions if name in _passing_on(file)]

    def note(self, frame: FrameType | None) -> None:
        """Put everything on a stack on the way."""
        while frame is not None:
            path, name = Path(frame.f_code.co_filename), frame.f_code.co_qualname
            if path.is_relative_to(_ROOT) and ".<lambda>" not in name:
                self.functions[path.relative_to(_ROOT).as_posix(), name] = None
            frame = frame.f_back

    def __str__(self) -> str:
        return f"{len(self.files)} files, {len(self.functions)} functions"


@contextmanager
def walked() -> Iterator[Walk]:
    """Collect the way of what is done while this is open, in all threads of this process."""
    walk = Walk()

    def begun(code: CodeType, _offset: int) -> object:
        if code.co_qualname == "Jobs.start_reporting":
            frame = sys._getframe(1)
            if frame.f_locals["lane"] not in _ASIDE:
                walk.note(frame)
        elif code.co_qualname == "Autosave._schedule":
            walk.note(sys._getframe(1))
        else:
            return sys.monitoring.DISABLE
        return None

    if not _open:
        sys.addaudithook(_on_audit)
    event = sys.monitoring.events.PY_START
    sys.monitoring.use_tool_id(_TOOL, "walks")
    sys.monitoring.restart_events()
    sys.monitoring.register_callback(_TOOL, event, begun)
    sys.monitoring.set_events(_TOOL, event)
    _open.append(walk)
    try:
        yield walk
    finally:
        _open.append(Walk())  # what comes later is nobody's
        sys.monitoring.set_events(_TOOL, sys.monitoring.events.NO_EVENTS)
        sys.monitoring.free_tool_id(_TOOL)


def _on_audit(event: str, _arguments: tuple[object, ...]) -> None:
    if event == "os.rename" and _open:
        _open[-1].note(sys._getframe(1))


@cache
def _passing_on(file: str) -> frozenset[str]:
    tree = ast.parse((_ROOT / file).read_text(encoding="utf-8"))
    return frozenset(_names(tree.body, ""))


def _names(body: list[ast.stmt], within: str) -> Iterator[str]:
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from _names(node.body, f"{within}{node.name}.")
        elif isinstance(node, ast.FunctionDef) and _only_passes_on(node):
            yield f"{within}{node.name}"


def _only_passes_on(function: ast.FunctionDef) -> bool:
    statements = function.body[1:] if ast.get_docstring(function) else function.body
    if len(statements) != 1 or not isinstance(statements[0], ast.Expr | ast.Return):
        return False
    call = statements[0].value
    if not isinstance(call, ast.Call):
        return False
    given = [each.arg for each in function.args.args if each.arg not in {"self", "cls"}]
    passed = [*call.args, *(keyword.value for keyword in call.keywords)]
    return bool(given) and [ast.unparse(each) for each in passed] == given
