"""From an address to the destination that speaks its language."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from lssc_desktop.transfer.address import Kind, parse_address
from lssc_desktop.transfer.credentials import Credentials
from lssc_desktop.transfer.destination import Destination


def open_destination(
    url: str,
    credentials: Credentials | None,
    ca_file: Path | None,
    now: Callable[[], datetime],
) -> Destination:
    """Return the destination of an address; nothing is sent or asked yet.

    `ca_file` holds the certificates of an institution, which count in place of the system's.
    Raises the errors of `parse_address`, and `CertificateFileUnusable`.
    """
    address = parse_address(url)
    if address.kind is Kind.FOLDER:
        from lssc_desktop.transfer.shared_folder import SharedFolder

        return SharedFolder(address, now)
    from lssc_desktop.transfer.http import Client

    client = Client(address.web, credentials, ca_file)
    if address.kind is Kind.TUS:
        from lssc_desktop.transfer.tus import TusDestination

        return TusDestination(address, client, now)
    from lssc_desktop.transfer.webdav import WebDav

    return WebDav(address, client, now)
