"""What the scan finds of what was planted, and what it takes for private data and is none.

`make privacy` writes a larger corpus and prints the table; the usual run holds a seed of it.
"""

import random
import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from lssc_desktop.core.files.seen import SeenFile
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.privacy.private_data import PrivacyFinding, PrivacyKind, Reason
from lssc_desktop.core.privacy.scan_order import ScanOrder
from lssc_desktop.documents.previews import Previewer
from lssc_desktop.store.portfolio_scan import scan_one, scan_previewer
from tests.privacy_corpus import Corpus, write_corpus

OF_ANOTHER_REGION = {PrivacyKind.NATIONAL_INSURANCE, PrivacyKind.HEALTH_NUMBER}
"""Not of the region of this corpus: `tests/core/privacy/test_snippets.py` has them."""

ROUNDS = {"seed": 1, "whole": 4}


@pytest.fixture(scope="module")
def previewer() -> Iterator[Previewer]:
    helper = scan_previewer()
    yield helper
    helper.close()


def letters(said: str) -> str:
    return re.sub(r"[^a-z0-9@]", "", said.casefold())


def scan_all(corpus: Corpus, previewer: Previewer) -> dict[str, tuple[PrivacyFinding, ...]]:
    found = {}
    for path in sorted(corpus.root.iterdir()):
        file = SeenFile(path.name, path.stat().st_size, path.name)
        scanned = scan_one(corpus.root, file, ScanOrder(), previewer.find_private, ignore_progress)
        found[path.name] = scanned.findings
    return found


def measure(corpus: Corpus, previewer: Previewer) -> tuple[float, float, str]:
    """Return the shares that were found and that were falsely found, and both by kind."""
    found = scan_all(corpus, previewer)
    planted, hit = Counter[str](), Counter[str]()
    alike, false = Counter[str](), Counter[str]()
    said: list[str] = []
    for item in corpus.planted:
        there = any(
            each.kind is item.kind and letters(item.said) in letters(each.found)
            for each in found[item.file]
        )
        planted[item.kind] += 1
        hit[item.kind] += there
        said += [] if there else [f"missed {item}"]
    for line in corpus.look_alikes:
        taken = [each for each in found[line.file] if each.found]
        wrong = [each.kind for each in taken if letters(each.found) in letters(line.said)]
        alike[line.group] += 1
        false[line.group] += bool(wrong)
        said += [f"taken for {wrong}: {line}"] if wrong else []
    for kind in PrivacyKind:
        said.append(f"{kind.removeprefix('privacy-'):20} {hit[kind]:4} of {planted[kind]:4} found")
    said += [
        f"{group:20} {false[group]:4} of {alike[group]:4} taken for private data" for group in alike
    ]
    recall, falsely = hit.total() / planted.total(), false.total() / alike.total()
    of_all = f"found {recall:.1%} of {planted.total()}, falsely {falsely:.1%} of {alike.total()}"
    return recall, falsely, "\n".join(("", *said, of_all))


@pytest.mark.parametrize("size", ["seed", pytest.param("whole", marks=pytest.mark.soak)])
def test_what_was_planted_is_found_and_look_alikes_are_left_alone(
    tmp_path: Path, previewer: Previewer, size: str
) -> None:
    scans = 2 if shutil.which("tesseract") else 0
    corpus = write_corpus(tmp_path, ROUNDS[size], scans=scans * ROUNDS[size] // 2)
    recall, falsely, table = measure(corpus, previewer)
    sys.stdout.write(table + "\n")
    assert {item.kind for item in corpus.planted} == set(PrivacyKind) - OF_ANOTHER_REGION
    if size == "whole":
        assert len(corpus.planted) >= 200
        assert len(corpus.look_alikes) >= 200
    assert recall >= 0.95
    assert falsely <= 0.05


# Real files, and damaged ones -------------------------------------------------------------------


def damaged(data: bytes, of: random.Random) -> bytes:
    """The data with bytes changed, cut, doubled or filled with zeros."""
    at, length = of.randrange(len(data)), of.randint(1, 400)
    match of.randrange(4):
        case 0:
            return data[:at]
        case 1:
            return data[:at] + of.randbytes(length) + data[at + length :]
        case 2:
            return data[:at] + data[at : at + length] + data[at:]
    return data[:at] + bytes(length) + data[at + length :]


def endings(found: tuple[PrivacyFinding, ...]) -> set[Reason]:
    """Why files could not be read: never because the helper crashed over them."""
    return {each.reason for each in found if each.kind is PrivacyKind.UNREADABLE}


@pytest.mark.parametrize("variants", [1, pytest.param(10, marks=pytest.mark.soak)])
def test_real_files_and_damaged_ones_are_scanned_without_a_crash(
    tmp_path: Path, corpus: Path, previewer: Previewer, variants: int
) -> None:
    of = random.Random(variants)  # noqa: S311 - the same damage each time
    order = ScanOrder(reads_print=variants > 1)
    files = sorted(path for path in corpus.rglob("*") if path.is_file() and path.suffix != ".md")
    assert len(files) > 15
    for path in files:
        data = path.read_bytes()
        names = [f"{number} {path.name}" for number in range(variants)]
        contents = {path.name: data, **{name: damaged(data, of) for name in names}}
        for name, content in contents.items():
            (tmp_path / name).write_bytes(content)
            file = SeenFile(name, len(content), name)
            found = scan_one(tmp_path, file, order, previewer.find_private, ignore_progress)
            assert Reason.STOPPED not in endings(found.findings), name
            if name == path.name and "password" not in name:
                assert Reason.NOT_OPENED not in endings(found.findings), name
