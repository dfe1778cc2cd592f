"""Draft of an email with a package attached, as a file that mail programs open.

`X-Unsent: 1` has Outlook open it as a message to send; others show it, to be edited as a new one.
It is written a block at a time: a package of any size takes the same memory.
"""

import base64
import hashlib
import os
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.names import next_numbered
from lssc_desktop.core.job import Item, Progress, Reporter, Step
from lssc_desktop.core.submission.mail import MailMessage
from lssc_desktop.core.submission.signature import LONGEST
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

DRAFT_SUFFIX = ".eml"

_BLOCK = 57 * 16_384  # bytes: whole lines of base64
_LINE = 76
_MARK = b"X-Unsent: 1\r\n"


def write_draft(
    package: Path, message: MailMessage, reporter: Reporter, target: Path | None = None
) -> Path:
    """Write the draft beside its package, or at `target`, and return where it is.

    An earlier draft is replaced; beside any other file of that name the new one gets a number.
    Raises what `disk_errors` says, and `Cancelled`.
    """
    if target is None:
        require_own_folder(package)
        stem = package.name.removesuffix(PACKAGE_SUFFIX).removesuffix(".zip")
        target = package.with_name(stem + DRAFT_SUFFIX)
    require_folder_of(target)
    while is_there(target) and not _is_draft(target):
        target = target.with_name(next_numbered(target.name))
    temporary = temporary_beside(target)
    with disk_errors(package):
        size = package.stat().st_size
    boundary = hashlib.sha256(message.text.encode()).hexdigest()
    head, text, foot = _parts(message, boundary, _signature(package))
    with disk_errors(target), removed_on_failure(temporary):
        with temporary.open("xb") as file, open_to_read(package) as source:
            file.write(_MARK + head + text)
            done = 0
            while block := source.read(_BLOCK):
                lines = base64.b64encode(block)
                for at in range(0, len(lines), _LINE):
                    file.write(lines[at : at + _LINE] + b"\r\n")
                done += len(block)
                reporter(Progress(Step.WRITING, done, size, Item(package.name)))
            file.write(foot)
            file.flush()
            os.fsync(file.fileno())
        move_into_place(temporary, target)
    return target


def _is_draft(path: Path) -> bool:
    with disk_errors(path), open_to_read(path) as file:
        return file.read(len(_MARK)) == _MARK


def _signature(package: Path) -> bytes:
    """Return the signature beside a package, b"" where there is none that we could have made."""
    try:
        return read_limited(signature_path(package), LONGEST)
    except LsscError:
        return b""


def _parts(message: MailMessage, boundary: str, signature: bytes) -> tuple[bytes, bytes, bytes]:
    """Return the head of the message, its text with the head of the file, and its end.

    The end has the signature of the file, if there is one.
    """
    head = EmailMessage(policy=SMTP)
    if message.to:
        try:
            head["To"] = Address(addr_spec=message.to)
        except (HeaderParseError, IndexError, ValueError):
            head["To"] = message.to.replace("\r", " ").replace("\n", " ")
    head["Subject"] = message.subject
    head["MIME-Version"] = "1.0"
    kind = f'\r\nContent-Type: multipart/mixed; boundary="{boundary}"\r\n\r\n'
    text = EmailMessage(policy=SMTP)
    text.set_content(message.text)
    del text["MIME-Version"]
    attached = EmailMessage(policy=SMTP)
    attached["Content-Type"] = "application/zip"
    attached["Content-Transfer-Encoding"] = "base64"
    attached.add_header("Content-Disposition", "attachment", filename=message.attachment)
    line = f"--{boundary}".encode()
    return (
        head.as_bytes().rstrip() + kind.encode(),
        line
        + b"\r\n"
        + text.as_bytes()
        + b"\r\n"
        + line
        + b"\r\n"
        + attached.as_bytes().rstrip()
        + b"\r\n\r\n",
        b"\r\n" + _signature_part(message, line, signature) + line + b"--\r\n",
    )


def _signature_part(message: MailMessage, line: bytes, signature: bytes) -> bytes:
    if not signature:
        return b""
    part = EmailMessage(policy=SMTP)
    name = signature_path(Path(message.attachment)).name
    part.set_content(
        signature,
        maintype="application",
        subtype="octet-stream",
        disposition="attachment",
        filename=name,
    )
    del part["MIME-Version"]
    return line + b"\r\n" + part.as_bytes().rstrip() + b"\r\n"
