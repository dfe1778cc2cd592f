import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lssc_desktop.documents.previews import Limits, Previewer, Source


@pytest.fixture(scope="package")
def shared() -> Iterator[Previewer]:
    previewer = Previewer(Limits(seconds=60.0) if sys.platform == "win32" else Limits())
    yield previewer
    previewer.close()


@pytest.fixture
def previewer(shared: Previewer) -> Previewer:
    """One helper for all tests; it is to answer after each of them."""
    return shared


@pytest.fixture
def kept(tmp_path: Path) -> Callable[[str, bytes], Source]:
    """A file of some name and content, as a source."""

    def keep(name: str, data: bytes) -> Source:
        path = tmp_path / name
        path.write_bytes(data)
        return Source(name, f"{tmp_path.name} {name}", path)

    return keep
