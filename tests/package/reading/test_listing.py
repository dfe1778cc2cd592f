from collections.abc import Callable
from pathlib import Path

import pytest

from lssc_desktop.package.reading import listing


def test_no_more_sums_are_kept_than_an_honest_bag_can_have(
    make_bag: Callable[..., dict[str, bytes]],
    write_zip: Callable[..., Path],
    faults: Callable[[Path], list[tuple[str, str]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    package = write_zip(make_bag(algorithms=["sha256", "sha512"]))
    monkeypatch.setattr(listing, "_MOST_SUMS", 9)
    assert ("file-too-large", "tagmanifest-sha512.txt") in faults(package)
    monkeypatch.setattr(listing, "_MOST_SUMS", 50)
    assert faults(package) == []
