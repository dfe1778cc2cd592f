"""The license texts that go along with the built program: one folder for each library in it.

What is in the program decides, file by file; a file that nobody licensed fails the build. Every
library brings its texts in its package; Qt's and Hunspell's lie in `licenses/`.
"""

import os
import re
import sys
import sysconfig
from collections.abc import Iterable
from importlib.metadata import Distribution
from pathlib import Path

FOLDER = "licenses"
OURS = "lssc-desktop"  # as an editable install of the checkout names itself
HERE = Path(__file__).parent
OF_QT = (HERE / "licenses" / "LGPL-3.0.txt", HERE / "licenses" / "GPL-3.0.txt")
"""The LGPL adds to the GPL, so both are wanted."""
QT = ("pyside6-essentials", "shiboken6")
OF_CONTENT = {"chunspell": (HERE / "licenses" / "MPL-1.1.txt",)}
"""Texts of what a library has inside without its license: Hunspell."""

_A_LICENSE = re.compile(r"(licen[cs]es?|copying|notice|authors)\b.*", re.IGNORECASE)


def libraries_in(
    files: Iterable[str], installed: Iterable[Distribution]
) -> tuple[tuple[Distribution, ...], tuple[str, ...]]:
    """Return the libraries that files of the program come from, and the files of none of them.

    What has no whole path is no file: a link within the program, a folder of modules.

    Raises:
        SystemExit: a file lies among the libraries, and none of them brought it.
    """
    owners, homes = {}, set()
    for library in installed:
        if plain(library.metadata["Name"]) == OURS:
            continue
        home = os.path.realpath(str(library.locate_file("")))
        homes.add(os.path.normcase(home) + os.sep)
        for inside in library.files or ():
            owners[_same(Path(home, inside))] = library
    found: dict[str, Distribution] = {}
    others = []
    for file in filter(os.path.isabs, files):
        place = _same(Path(os.path.realpath(file)))
        if place in owners:
            found[plain(owners[place].metadata["Name"])] = owners[place]
        elif place.startswith(tuple(homes)):
            raise SystemExit(f"No library that is installed brought {file}.")
        else:
            others.append(file)
    return tuple(found[name] for name in sorted(found)), tuple(others)


def _same(file: Path) -> str:
    return os.path.normcase(os.path.normpath(file))


def plain(name: str) -> str:
    """Return the one form of a library's name that stands for all."""
    return re.sub(r"[-_.]+", "-", name).lower()


def texts_of(library: Distribution) -> tuple[tuple[Path, str], ...]:
    """Return the license texts of a library, each with the folder in the program it goes to.

    Raises:
        SystemExit: there is none.
    """
    name = plain(library.metadata["Name"])
    if name in QT:
        return tuple((text, f"{FOLDER}/{name}") for text in OF_QT)
    found = []
    for file in library.files or ():
        inside = next((part for part in file.parts if part.endswith(".dist-info")), None)
        if inside != file.parts[0]:
            continue  # another library's, which this one brings along for itself
        folders = file.parts[1:-1]
        if folders[:1] == ("licenses",) or _A_LICENSE.fullmatch(file.name):
            below = "/".join(folders[1:])
            found.append((Path(str(file.locate())), f"{FOLDER}/{name}/{below}".rstrip("/")))
    if not found:
        raise SystemExit(f"{name} brought no license text.")
    return (*((text, f"{FOLDER}/{name}") for text in OF_CONTENT.get(name, ())), *found)


def text_of_python() -> tuple[Path, str]:
    """Return the license of Python itself, with the folder in the program it goes to.

    Raises:
        SystemExit: there is none.
    """
    for folder in (sysconfig.get_path("stdlib"), sys.base_prefix):
        text = Path(folder) / "LICENSE.txt"
        if text.is_file():
            return text, f"{FOLDER}/python"
    raise SystemExit("This Python brought no license text.")
