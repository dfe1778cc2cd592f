"""The license texts that go along with the built program: one folder for each library.

Every library brings its own in its package; Qt's and a dictionary's lie in `licenses/`.
"""

import re
from importlib.metadata import Distribution, distributions
from pathlib import Path

FOLDER = "licenses"
HERE = Path(__file__).parent
OF_QT = (HERE / "licenses" / "LGPL-3.0.txt", HERE / "licenses" / "GPL-3.0.txt")
"""The LGPL adds to the GPL, so both are wanted."""
QT = ("pyside6-essentials", "shiboken6")
OF_CONTENT = {"spylls": (HERE / "licenses" / "SCOWL.txt",)}
"""Texts that belong to what a library has inside: the dictionary in spylls."""

_A_LICENSE = re.compile(r"(licen[cs]es?|copying|notice|authors)\b.*", re.IGNORECASE)


def used(requirements: str) -> tuple[Distribution, ...]:
    """Return the libraries that a file of requirements names, as far as they are installed."""
    names = {plain(name) for name in re.findall(r"^([\w.-]+)==", requirements, re.MULTILINE)}
    return tuple(item for item in distributions() if plain(item.metadata["Name"]) in names)


def plain(name: str) -> str:
    """Return the one form of a library's name that stands for all."""
    return re.sub(r"[-_.]+", "-", name).lower()


def texts_of(library: Distribution) -> tuple[tuple[Path, str], ...]:
    """Return the license texts of a library, each with the folder in the program it goes to."""
    name = plain(library.metadata["Name"])
    if name in QT:
        return tuple((text, f"{FOLDER}/{name}") for text in OF_QT)
    found = [(text, f"{FOLDER}/{name}") for text in OF_CONTENT.get(name, ())]
    for file in library.files or ():
        inside = next((part for part in file.parts if part.endswith(".dist-info")), None)
        if inside != file.parts[0]:
            continue  # another library's, which this one brings along for itself
        folders = file.parts[1:-1]
        if folders[:1] == ("licenses",) or _A_LICENSE.fullmatch(file.name):
            below = "/".join(folders[1:])
            found.append((Path(str(file.locate())), f"{FOLDER}/{name}/{below}".rstrip("/")))
    return tuple(found)
