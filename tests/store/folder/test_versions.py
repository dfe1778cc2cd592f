import io
import json
import os
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.core.portfolio.versions import EarlierVersion, KeptFor
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span
from lssc_desktop.disk.files import LinkInFolder
from lssc_desktop.documents.word import to_docx
from lssc_desktop.store.folder.versions import (
    VersionLost,
    delete_versions,
    keep_version,
    read_version,
    versions_of,
)
from tests.systems import needs_links

ETHICS, ROLES = TextPlace("foundations", 2), TextPlace("foundations", 3)
STATEMENT = TextPlace("foundations")

AT = datetime(2026, 11, 27, 10, 30, tzinfo=UTC)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / ".lssc").mkdir()
    return tmp_path


def document(*paragraphs: str) -> bytes:
    text = RichText(tuple(Paragraph((Span(each),)) for each in paragraphs))
    return to_docx(text, title="Ethics and values", author="Dana Whitfield")


def keep(
    root: Path, data: bytes, minutes: int = 0, place: TextPlace = ETHICS
) -> EarlierVersion | None:
    at = AT + timedelta(minutes=minutes)
    return keep_version(root, place, data, at=at, words=40, kept_for=KeptFor.HOUR)


def read(root: Path, version: EarlierVersion, place: TextPlace = ETHICS) -> bytes:
    return read_version(root, place, version)


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {each.filename: archive.read(each) for each in archive.infolist()}


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


class TestKeeping:
    def test_a_version_comes_back_with_every_part_as_it_was(self, root: Path) -> None:
        first, second = document("My library serves all."), document("Another text.")
        version = keep(root, first)
        keep(root, second, 90)
        assert version is not None
        assert parts_of(read(root, version)) == parts_of(first)

    def test_a_long_text_comes_back_too(self, root: Path) -> None:
        data = document(*(f"Paragraph {count} says what I did that day." for count in range(500)))
        version = keep(root, data)
        assert version is not None
        assert parts_of(read(root, version)) == parts_of(data)

    def test_they_are_listed_newest_first_with_what_they_are(self, root: Path) -> None:
        for minutes in (0, 60, 120):
            keep(root, document(f"After {minutes} minutes"), minutes)
        found = versions_of(root, ETHICS)
        assert [each.at for each in found] == [AT + timedelta(minutes=m) for m in (120, 60, 0)]
        assert {(each.words, each.kept_for) for each in found} == {(40, KeptFor.HOUR)}

    def test_what_is_the_same_as_the_newest_is_not_kept_again(self, root: Path) -> None:
        keep(root, document("As it is"))
        assert keep(root, document("As it is"), 60) is None
        assert len(versions_of(root, ETHICS)) == 1

    def test_responses_and_statements_do_not_mix(self, root: Path) -> None:
        keep(root, document("The response"))
        keep(root, document("The statement"), place=STATEMENT)
        assert len(versions_of(root, STATEMENT)) == 1
        assert not versions_of(root, ROLES)

    def test_a_file_that_is_no_archive_comes_back_as_it_is(self, root: Path) -> None:
        damaged = document("Cut off")[:-40]
        version = keep(root, damaged)
        assert version is not None
        assert read(root, version) == damaged

    def test_two_at_one_moment_are_two(self, root: Path) -> None:
        keep(root, document("One"))
        keep(root, document("Two"))
        assert len(versions_of(root, ETHICS)) == 2


class TestRoom:
    @pytest.mark.timeout(1800)  # minutes under Wine, where each of its small files takes long
    def test_two_hundred_versions_of_twenty_pages_take_less_than_5_megabytes(
        self, root: Path
    ) -> None:
        words = [f"word{count * 7919 % 4001}" for count in range(10_000)]
        paragraphs = [" ".join(words[at : at + 100]) for at in range(0, len(words), 100)]
        for count in range(200):
            paragraphs[count * 37 % 100] += f" and then sentence {count} of that day."
            keep(root, document(*paragraphs), 10 * count)
        assert len(versions_of(root, ETHICS)) == 200
        assert size_of(root / ".lssc") < 5_000_000

    def test_a_picture_that_did_not_change_is_kept_once(self, root: Path) -> None:
        picture = os.urandom(200_000)
        for count in range(10):
            file = io.BytesIO(document(f"Text {count}"))
            with zipfile.ZipFile(file, "a") as archive:
                archive.writestr("word/media/image1.png", picture)
            keep(root, file.getvalue(), count)
        assert size_of(root / ".lssc") < 300_000


class TestDeleting:
    def test_a_deleted_version_leaves_nothing_of_its_own(self, root: Path) -> None:
        keep(root, document("Ms. Ortega, card 21234"), 0)
        stays = keep(root, document("A user"), 60)
        assert stays is not None
        delete_versions(root, ETHICS, versions_of(root, ETHICS)[1:])
        assert versions_of(root, ETHICS) == (stays,)
        assert parts_of(read(root, stays)) == parts_of(document("A user"))
        left = {path.name for path in (root / ".lssc/versions/parts").rglob("*") if path.is_file()}
        delete_versions(root, ETHICS, [stays])
        keep(root, document("A user"))
        assert left == {
            path.name for path in (root / ".lssc/versions/parts").rglob("*") if path.is_file()
        }

    def test_what_another_text_has_too_stays(self, root: Path) -> None:
        version = keep(root, document("The same words"))
        other = keep(root, document("The same words"), place=ROLES)
        assert version is not None
        assert other is not None
        delete_versions(root, ETHICS, [version])
        assert parts_of(read(root, other, ROLES)) == parts_of(document("The same words"))


class TestDamage:
    def test_a_part_that_was_changed_is_said(self, root: Path) -> None:
        version = keep(root, document("As it was"))
        assert version is not None
        for path in (root / ".lssc/versions/parts").rglob("*"):
            if path.is_file():
                path.write_bytes(b"\0something else")
        with pytest.raises(VersionLost):
            read(root, version)

    def test_a_part_that_a_drive_lost_is_written_again(self, root: Path) -> None:
        keep(root, document("As it was"))
        for path in (root / ".lssc/versions/parts").rglob("*"):
            if path.is_file():
                path.write_bytes(b"")
        version = keep(root, document("As it was"), place=ROLES)
        assert version is not None
        assert parts_of(read(root, version, ROLES)) == parts_of(document("As it was"))

    @pytest.mark.parametrize("text", ["", "{}", '{"at": "yesterday"}', "[" * 9_000])
    def test_a_manifest_that_cannot_be_read_is_no_version(self, root: Path, text: str) -> None:
        version = keep(root, document("As it was"))
        assert version is not None
        (root / ".lssc/versions/foundations/02" / f"{version.id}.json").write_text(text)
        assert not versions_of(root, ETHICS)
        with pytest.raises(VersionLost):
            read(root, version)

    @needs_links
    def test_nothing_is_written_through_a_link(
        self, root: Path, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        elsewhere = tmp_path_factory.mktemp("elsewhere")
        (root / ".lssc/versions").symlink_to(elsewhere)
        with pytest.raises(LinkInFolder):
            keep(root, document("As it was"))
        assert not list(elsewhere.iterdir())

    def test_a_version_that_would_fill_the_memory_is_not_read(self, root: Path) -> None:
        version = keep(root, os.urandom(1_000_000))
        assert version is not None
        manifest = root / ".lssc/versions/foundations/02" / f"{version.id}.json"
        said = json.loads(manifest.read_text())
        said["entries"][0]["pieces"] *= 100
        manifest.write_text(json.dumps(said))
        with pytest.raises(VersionLost):
            read(root, version)
