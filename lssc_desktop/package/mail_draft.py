"""Drafts of emails with files attached, as files that mail programs open.

`X-Unsent: 1` has Outlook open one as a message to send; others show it, to be edited as a new one.
Each is written a block at a time: a package of any size takes the same memory.
"""

import base64
import hashlib
import os
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.names import next_numbered
from lssc_desktop.core.job import Item, Progress, Reporter, Step, ignore_progress
from lssc_desktop.core.submission.mail import MailMessage
from lssc_desktop.core.submission.signature import LONGEST, SIGNATURE_SUFFIX
from lssc_desktop.disk.disk import disk_errors, is_there, require_folder_of
from lssc_desktop.disk.files import (
    move_into_place,
    open_to_read,
    read_limited,
    removed_on_failure,
    require_own_folder,
    temporary_beside,
)
from lssc_desktop.package.target import PACKAGE_SUFFIX
from lssc_desktop.store.signing import signature_path
from lssc_desktop.values import dataclass

DRAFT_SUFFIX = ".eml"

_BLOCK = 57 * 16_384  # bytes: whole lines of base64
_LINE = 76
_MARK = b"X-Unsent: 1\r\n"
_ZIP = ".zip"
_KINDS = {
    _ZIP: "application/zip",
    ".pdf": "application/pdf",
    ".json": "application/json",
    ".ics": "text/calendar",
}


@dataclass(frozen=True, slots=True)
class MailFile:
    """A file that goes along: its name in the mail, and where it lies, or what is in it."""

    name: str
    path: Path | None = None
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class MailDraft:
    """An email to write: `to` is "" where nobody knows the address."""

    to: str
    subject: str
    text: str
    files: tuple[MailFile, ...] = ()


def write_draft(
    package: Path, message: MailMessage, reporter: Reporter, target: Path | None = None
) -> Path:
    """Write the draft beside its package, or at `target`, and return where it is.

    The signature beside the package goes along. Raises as `write_mail`.
    """
    if target is None:
        require_own_folder(package)
        stem = package.name.removesuffix(PACKAGE_SUFFIX).removesuffix(_ZIP)
        target = package.with_name(stem + DRAFT_SUFFIX)
    files = with_signature(message.attachment, package)
    return write_mail(target, MailDraft(message.to, message.subject, message.text, files), reporter)


def with_signature(name: str, path: Path) -> tuple[MailFile, ...]:
    """Return a file to attach, with the signature beside it, if there is one that we could make."""
    try:
        signature = read_limited(signature_path(path), LONGEST)
    except LsscError:
        return (MailFile(name, path),)
    return MailFile(name, path), MailFile(f"{name}{SIGNATURE_SUFFIX}", content=signature)


def write_mail(target: Path, mail: MailDraft, reporter: Reporter) -> Path:
    """Write a draft and return where it is.

    An earlier draft is replaced; beside any other file of that name the new one gets a number.
    Raises what `disk_errors` says, and `Cancelled`.
    """
    require_folder_of(target)
    while is_there(target) and not _is_draft(target):
        target = target.with_name(next_numbered(target.name))
    temporary = temporary_beside(target)
    with disk_errors(target), removed_on_failure(temporary):
        with temporary.open("xb") as file:
            _write_mail(file, mail, reporter)
            file.flush()
            os.fsync(file.fileno())
        move_into_place(temporary, target)
    return target


def mail_bytes(mail: MailDraft) -> bytes:
    """Return a draft that has no large files as it is written."""
    made = BytesIO()
    _write_mail(made, mail, ignore_progress)
    return made.getvalue()


def _write_mail(file: BinaryIO, mail: MailDraft, reporter: Reporter) -> None:
    boundary = hashlib.sha256(mail.text.encode()).hexdigest()
    line = f"--{boundary}".encode()
    file.write(_MARK + _head(mail, boundary) + line + b"\r\n" + _text(mail) + b"\r\n")
    for each in mail.files:
        file.write(line + b"\r\n" + _file_head(each) + b"\r\n\r\n")
        _write_file(file, each, reporter)
        file.write(b"\r\n")
    file.write(line + b"--\r\n")


def _write_file(file: BinaryIO, attached: MailFile, reporter: Reporter) -> None:
    done, size = 0, _size(attached)
    for block in _blocks(attached):
        lines = base64.b64encode(block)
        file.writelines(lines[at : at + _LINE] + b"\r\n" for at in range(0, len(lines), _LINE))
        done += len(block)
        reporter(Progress(Step.WRITING, done, size, Item(attached.name)))


def _size(attached: MailFile) -> int:
    if attached.path is None:
        return len(attached.content)
    with disk_errors(attached.path):
        return attached.path.stat().st_size


def _blocks(attached: MailFile) -> Iterator[bytes]:
    if attached.path is None:
        yield attached.content
        return
    with disk_errors(attached.path), open_to_read(attached.path) as source:
        while block := source.read(_BLOCK):
            yield block


def _is_draft(path: Path) -> bool:
    with disk_errors(path), open_to_read(path) as file:
        return file.read(len(_MARK)) == _MARK


def _head(mail: MailDraft, boundary: str) -> bytes:
    head = EmailMessage(policy=SMTP)
    if mail.to:
        try:
            head["To"] = Address(addr_spec=mail.to)
        except (HeaderParseError, IndexError, ValueError):
            head["To"] = mail.to.replace("\r", " ").replace("\n", " ")
    head["Subject"] = mail.subject
    head["MIME-Version"] = "1.0"
    kind = f'\r\nContent-Type: multipart/mixed; boundary="{boundary}"\r\n\r\n'
    return head.as_bytes().rstrip() + kind.encode()


def _text(mail: MailDraft) -> bytes:
    text = EmailMessage(policy=SMTP)
    text.set_content(mail.text)
    del text["MIME-Version"]
    return text.as_bytes()


def _file_head(attached: MailFile) -> bytes:
    head = EmailMessage(policy=SMTP)
    kind = _KINDS.get(Path(attached.name).suffix.lower(), "application/octet-stream")
    head["Content-Type"] = kind
    head["Content-Transfer-Encoding"] = "base64"
    head.add_header("Content-Disposition", "attachment", filename=attached.name)
    return head.as_bytes().rstrip()
