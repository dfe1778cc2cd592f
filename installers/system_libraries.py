"""The libraries of the system that the built program brings along: whose they are, what is owed.

PyInstaller takes them from the Debian or Ubuntu that it runs on, whose packages say all of it: the
license in `/usr/share/doc`, and the source that they were made of, which both keep for everyone.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

FOLDER = "licenses/system"
TABLE = "system-libraries.txt"
"""What says where each library is from; it lies beside the texts of other libraries."""
COMMON = Path("/usr/share/common-licenses")
"""Where the licenses are that many packages name and do not repeat."""
DOCUMENTS = Path("/usr/share/doc")
SOURCES = {
    "debian": "https://snapshot.debian.org/package/{source}/{version}/",
    "ubuntu": "https://launchpad.net/ubuntu/+source/{source}/{version}",
}
"""Where a system keeps the source of every version of its packages."""

_ABOUT = """\
Libraries of {system} in this program

They lie in the folder "program", as the packages below brought them; only from Python's, names for
debuggers were taken out. The license of each is licenses/system/PACKAGE/copyright. Licenses that
such a file names, and doesn't repeat, are in licenses/system/common-licenses.

Everyone can get the source of each, at no charge, at the address in its line. To use another build
of a library, put it in the place of the file.

The updates of the system don't reach these files. A new version of the program brings newer ones.

"""


@dataclass(frozen=True, slots=True)
class Package:
    """A package of the system, and the source that it was made of."""

    name: str
    version: str
    source: str
    source_version: str


def packages_of(libraries: Iterable[str]) -> dict[str, Package]:
    """Return the package of the system that each library is from.

    A library that was made with a Python of our own is Python's, and not among them.

    Raises:
        SystemExit: a library is from no package.
    """
    places = {library: _places(library) for library in libraries}
    names: dict[str, str] = {}
    for line in _dpkg("--search", sorted({place for each in places.values() for place in each})):
        owner, _, place = line.partition(": ")
        if not owner.startswith("diversion by "):
            names[place] = owner.split(", ")[0]
    form = "--showformat=${Package}\t${Version}\t${source:Package}\t${source:Version}\n"
    packages = {
        package.name: package
        for line in _dpkg("--show", sorted(set(names.values())), form)
        for package in [Package(*line.split("\t"))]
    }
    found, unknown = {}, []
    for library, each in places.items():
        owners = [names[place].partition(":")[0] for place in each if place in names]
        if owners:
            found[library] = packages[owners[0]]
        elif not _is_of_our_python(library):
            unknown.append(library)
    if unknown:
        raise SystemExit(f"No package of this system brought {', '.join(sorted(unknown))}.")
    return found


def _places(library: str) -> tuple[str, ...]:
    """Return where a package may say that a library lies; /lib is a link to /usr/lib by now."""
    place = os.path.realpath(library)
    return (place, place.removeprefix("/usr"))


def _is_of_our_python(library: str) -> bool:
    home = Path(os.path.realpath(sys.base_prefix))
    return home != Path("/usr") and Path(os.path.realpath(library)).is_relative_to(home)


def _dpkg(question: str, words: list[str], *options: str) -> list[str]:
    if not words:
        return []
    command = ["dpkg-query", question, *options, *words]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise SystemExit(
            "We know the licenses of a system's libraries on Debian and Ubuntu only."
        ) from None
    return done.stdout.splitlines()


def texts_of(packages: Iterable[Package], documents: Path = DOCUMENTS) -> list[tuple[Path, str]]:
    """Return the license texts of packages, each with its place in the program.

    Raises:
        SystemExit: a package has none, or names a license that is not there.
    """
    texts: dict[tuple[Path, str], None] = {}
    for package in packages:
        text = documents / package.name / "copyright"
        if not text.is_file():
            raise SystemExit(f"The package {package.name} brought no license text ({text}).")
        texts[text, f"{FOLDER}/{package.name}/{text.name}"] = None
        named = re.findall(rf"{COMMON}/([\w+.-]*[\w+])", text.read_text("utf-8", "replace"))
        for name in named:
            if not (COMMON / name).is_file():
                raise SystemExit(f"{text} names a license that is not here: {COMMON / name}.")
            texts[COMMON / name, f"{FOLDER}/{COMMON.name}/{name}"] = None
    return sorted(texts)


def table_of(packages: dict[str, Package], system: dict[str, str]) -> str:
    """Return what says of each library from which package it is, and where its source is.

    Raises:
        SystemExit: we do not know where that system keeps its sources.
    """
    if system["ID"] not in SOURCES:
        raise SystemExit(f"We don't know where {system['PRETTY_NAME']} keeps its sources.")
    address = SOURCES[system["ID"]]
    lines = sorted(
        f"{Path(library).name}\t{package.name} {package.version}\t"
        + address.format(source=package.source, version=quote(package.source_version, safe=""))
        for library, package in packages.items()
    )
    return _ABOUT.format(system=system["PRETTY_NAME"]) + "\n".join(lines) + "\n"
