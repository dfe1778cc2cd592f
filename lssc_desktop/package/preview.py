"""The web page of a package for a browser, without unpacking the package."""

import base64
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Reporter
from lssc_desktop.package.reader import open_package
from lssc_desktop.package.reading.bag_path import PAYLOAD
from lssc_desktop.package.reading.package_files import FileUnusable, Package, read

PAGE = "data/index.html"
_LARGEST = 64_000_000
_PICTURES = 32_000_000
"""Bytes of pictures that are brought along, all together."""

_PICTURE = re.compile(
    rb'<img src="(evidence/[^"<>]{1,1000}\.(jpe?g|png|gif|webp|bmp))"', re.IGNORECASE
)

_TO_FILE = re.compile(rb'<a href="(?!https?:|mailto:|#)[^"]*"', re.IGNORECASE)

# Whoever made the package: its page shows what it holds, runs nothing and fetches nothing.
_FENCE = (
    b"<!doctype html><meta charset=utf-8><meta http-equiv=Content-Security-Policy content="
    b"\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    b"form-action 'none'\">\n"
)

# What a policy does not stop: a page that sends the reader elsewhere by itself, and names that
# are looked up beforehand. Of an attribute that stands twice, a browser heeds the first.
_BY_ITSELF = re.compile(rb"<(meta|link)(?=[\s/>])", re.IGNORECASE)
_HARMLESS = rb"<\1 http-equiv=x rel=x "

# Nor does a policy stop a browser from connecting beforehand to where a frame would lead. Under
# another name it is no frame.
_FRAMES = re.compile(
    rb"<(?=(?:i?frame|frameset|fencedframe|portal|object|embed|applet)[\s/>])", re.IGNORECASE
)
_NO_FRAME = rb"<no-"


@dataclass(eq=False)
class PageMissing(LsscError):
    """The package has no web page, or one that cannot be read."""

    path: str


def write_page(package: Path, folder: Path, reporter: Reporter) -> Path:
    """Write the web page of a package into a folder of our own and return the file.

    Files of the package are named without a link, because they stay in it; its pictures are
    brought along within the page. Raises `PageMissing` and what `open_package` raises.
    """
    opened = open_package(package, reporter)
    if PAGE not in opened.names():
        raise PageMissing(str(package))
    try:
        content = read(opened, PAGE, _LARGEST)
    except FileUnusable as error:
        raise PageMissing(str(package)) from error
    handle, name = tempfile.mkstemp(suffix=".html", dir=folder)
    with os.fdopen(handle, "wb") as file:
        unframed = _FRAMES.sub(_NO_FRAME, content)
        fenced = _TO_FILE.sub(rb"<a", _BY_ITSELF.sub(_HARMLESS, unframed))
        file.write(_FENCE + _with_pictures(opened, fenced))
    return Path(name)


def _with_pictures(package: Package, page: bytes) -> bytes:
    """Return the page with its pictures in it, as far as there is room for them."""
    names = package.names()
    room = _PICTURES

    def bring(match: re.Match[bytes]) -> bytes:
        nonlocal room
        name = PAYLOAD + unquote_to_bytes(match[1]).decode(errors="replace")
        if name not in names or package.size(name) > room:
            return match[0]
        try:
            content = read(package, name, room)
        except FileUnusable:
            return match[0]
        room -= len(content)
        kind = match[2].lower().replace(b"jpg", b"jpeg")
        return b'<img src="data:image/' + kind + b";base64," + base64.b64encode(content) + b'"'

    return _PICTURE.sub(bring, page)
