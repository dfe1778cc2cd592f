"""Counting how often a function of ours runs, in any thread, without taking its place."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import CodeType
from typing import Any

_STARTS = sys.monitoring.events.PY_START


class Counted:
    """How often each function ran since the counting began."""

    def __init__(self) -> None:
        self._runs: dict[CodeType, int] = {}

    def note(self, code: CodeType, _offset: int) -> None:
        """Take note of one run."""
        self._runs[code] = self._runs.get(code, 0) + 1

    def of(self, function: Callable[..., Any]) -> int:
        """Return how often a function ran."""
        return self._runs.get(function.__code__, 0)

    def forget(self) -> None:
        """Begin again."""
        self._runs.clear()


@contextmanager
def counting(*functions: Callable[..., Any]) -> Iterator[Counted]:
    """Count the runs of these functions."""
    tool = next(each for each in range(6) if sys.monitoring.get_tool(each) is None)
    counted = Counted()
    sys.monitoring.use_tool_id(tool, "counted")
    set_events = partial(sys.monitoring.set_local_events, tool)
    sys.monitoring.register_callback(tool, _STARTS, counted.note)
    try:
        for function in functions:
            set_events(function.__code__, _STARTS)
        yield counted
    finally:
        for function in functions:
            set_events(function.__code__, 0)
        sys.monitoring.register_callback(tool, _STARTS, None)
        sys.monitoring.free_tool_id(tool)
