"""The draft of an email: what mail programs read in it, and what is never replaced."""

import email
import email.policy
import os
from pathlib import Path

import pytest

from lssc_desktop.core.job import Cancelled, Progress, ignore_progress
from lssc_desktop.core.submission.mail import MailMessage
from lssc_desktop.disk.disk import NoSpace
from lssc_desktop.package.mail_draft import write_draft
from tests.drives import mounted

MESSAGE = MailMessage(
    "office@example.org",
    "Technology: portfolio of 李美玲",
    "Dear office,\n\nIt is attached. Grüße, محمد\n.\nFrom here on nothing.\n",
    "rivera-technology.lssc.zip",
    0,
    20_000_000,
    True,
)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    path = tmp_path / "rivera-technology.lssc.zip"
    path.write_bytes(os.urandom(3_000_001))
    return path


def test_a_mail_program_reads_head_text_and_the_whole_file(package: Path) -> None:
    draft = write_draft(package, MESSAGE, ignore_progress)
    assert draft.name == "rivera-technology.eml"
    read = email.message_from_bytes(draft.read_bytes(), policy=email.policy.default)
    assert read["X-Unsent"] == "1"
    assert read["To"] == "office@example.org"
    assert read["Subject"] == MESSAGE.subject
    assert read["From"] is None
    body = read.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == MESSAGE.text
    (attached,) = read.iter_attachments()
    assert attached.get_filename() == "rivera-technology.lssc.zip"
    assert attached.get_content_type() == "application/zip"
    assert attached.get_content() == package.read_bytes()
    assert not read.defects


def test_no_line_is_longer_than_mail_allows(package: Path) -> None:
    draft = write_draft(package, MESSAGE, ignore_progress)
    lines = draft.read_bytes().split(b"\r\n")
    assert max(map(len, lines)) <= 998
    assert not any(b"\n" in line for line in lines)


def test_without_an_address_there_is_none(package: Path) -> None:
    message = MailMessage("", "Subject", "Text\n", package.name, 0, 1, True)
    read = email.message_from_bytes(write_draft(package, message, ignore_progress).read_bytes())
    assert read["To"] is None


def test_an_earlier_draft_is_replaced_and_another_file_is_not(package: Path) -> None:
    first = write_draft(package, MESSAGE, ignore_progress)
    assert write_draft(package, MESSAGE, ignore_progress) == first
    first.write_bytes(b"From: me\r\n\r\nAn email of mine")
    other = write_draft(package, MESSAGE, ignore_progress)
    assert other != first
    assert first.read_bytes().endswith(b"mine")


def test_a_stop_leaves_nothing_behind(package: Path) -> None:
    def stop(_progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write_draft(package, MESSAGE, stop)
    assert list(package.parent.iterdir()) == [package]


def test_a_full_drive_is_said(package: Path, tmp_path: Path) -> None:
    with mounted(tmp_path / "drive", "size=1m") as drive:
        with pytest.raises(NoSpace):
            write_draft(package, MESSAGE, ignore_progress, drive / "draft.eml")
        assert list(drive.iterdir()) == []


def test_the_signature_beside_the_package_goes_along(package: Path) -> None:
    signature = b"-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n-----END SSH SIGNATURE-----\n"
    package.with_name(f"{package.name}.sig").write_bytes(signature)
    draft = write_draft(package, MESSAGE, ignore_progress)
    read = email.message_from_bytes(draft.read_bytes(), policy=email.policy.default)
    file, signed = read.iter_attachments()
    assert file.get_content() == package.read_bytes()
    assert signed.get_filename() == f"{package.name}.sig"
    assert signed.get_content() == signature
    assert not read.defects
