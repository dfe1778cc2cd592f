"""A fresh computer for each answer, and copies of what is kept."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.kept.answers import copy_of, fresh_home


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Settings of one test alone: which files the program keeps there is nobody else's."""
    with fresh_home():
        yield


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[str], Path]:
    """Copy what is kept under a name; return the copy."""
    return lambda name: copy_of(name, tmp_path)
