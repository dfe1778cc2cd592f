"""A fresh computer for each answer, and copies of what is kept."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.kept.answers import HERE, fresh_home

type Tree = dict[str, bytes]


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Settings of one test alone: which files the program keeps there is nobody else's."""
    with fresh_home():
        yield


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[str], Path]:
    """Copy what is kept under a name; return the copy."""
    return lambda name: Path(shutil.copytree(HERE / name, tmp_path / Path(name).name))
