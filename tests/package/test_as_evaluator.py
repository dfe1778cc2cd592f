"""A set as its evaluators would read it, straight from the folder."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.files.names import OWN
from lssc_desktop.core.job import Cancelled, Progress, ignore_progress
from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.package.build import read_as_evaluator, refresh_and_build
from lssc_desktop.package.opened import NothingToRate, file_blocks, open_for_review
from lssc_desktop.package.sample import write_sample
from lssc_desktop.package.target import BuildOrder
from lssc_desktop.store.folder import folder
from lssc_desktop.store.programs import read_program

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sample") / "Rivera LSSC"
    write_sample(root, ignore_progress)
    return root


def order_of(root: Path, set_id: str) -> BuildOrder:
    text = folder.program_text(root)
    portfolio = folder.load(root).portfolio
    kind = PackageKind.PORTFOLIO
    return BuildOrder(root, read_program(text, "lssc.toml"), text, portfolio, set_id, kind)


def test_it_is_what_a_reviewer_reads_in_the_package(root: Path, tmp_path: Path) -> None:
    order = order_of(root, "technology")
    seen = read_as_evaluator(order, TODAY, ignore_progress)
    to_file = replace(order, output=tmp_path / "p.lssc.zip")
    built = refresh_and_build(to_file, TODAY, ignore_progress).built
    opened = open_for_review(built.path, ignore_progress)
    assert seen.record == opened.record
    assert seen.competency_set == opened.competency_set
    assert {item.path: item for item in seen.documents} == {
        item.path: item for item in opened.documents
    }
    shown = {use.path for item in seen.record.competencies for use in item.evidence}
    responses = {item.path for item in seen.documents}  # opened in Word, with tables and pictures
    assert set(seen.files) == shown | responses
    for path, file in seen.files.items():
        assert file.read_bytes() == b"".join(map(bytes, file_blocks(opened, path)))


def test_an_unfinished_set_is_read_as_it_is(root: Path) -> None:
    seen = read_as_evaluator(order_of(root, "foundations"), TODAY, ignore_progress)
    twelve = seen.record.competencies[11]
    assert (twelve.number, twelve.response) == (12, None)
    assert seen.document(seen.record.competencies[10].response) is not None


def seen(root: Path) -> dict[Path, int]:
    """When each file was changed; the fingerprints that we remember may be new at any look."""
    return {path: path.stat().st_mtime_ns for path in root.rglob("*") if OWN not in path.parts}


def test_nothing_is_written_for_it(root: Path) -> None:
    before = seen(root)
    read_as_evaluator(order_of(root, "technology"), TODAY, ignore_progress)
    assert seen(root) == before


def test_it_can_be_stopped(root: Path) -> None:
    def stop(_progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_as_evaluator(order_of(root, "technology"), TODAY, stop)


def test_a_set_by_course_has_nothing_to_read(root: Path) -> None:
    with pytest.raises(NothingToRate):
        read_as_evaluator(order_of(root, "access-services"), TODAY, ignore_progress)
