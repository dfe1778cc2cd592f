"""The web page of a package for a browser, without unpacking the package."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Reporter
from lssc_desktop.package.reader import open_package
from lssc_desktop.package.reading.package_files import FileUnusable, read

PAGE = "data/index.html"
_LARGEST = 64_000_000

# Whoever made the package: its page shows what it holds, runs nothing and fetches nothing.
_FENCE = (
    b"<!doctype html><meta charset=utf-8><meta http-equiv=Content-Security-Policy content="
    b"\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    b"form-action 'none'\">\n"
)


@dataclass(eq=False)
class PageMissing(LsscError):
    """The package has no web page, or one that cannot be read."""

    path: str


def write_page(package: Path, folder: Path, reporter: Reporter) -> Path:
    """Write the web page of a package into a folder of our own and return the file.

    Links to other files of the package lead nowhere, because these stay in it. Raises
    `PageMissing` and what `open_package` raises.
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
        file.write(_FENCE + content)
    return Path(name)
