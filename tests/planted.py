"""A folder in which a stranger laid programs under names that other programs ask for."""

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

_NAMES = (
    *("soffice", "libreoffice", "hunspell", "xdg-open", "open", "uname", "sh"),
    *("gio", "kde-open", "exo-open", "gvfs-open", "gnome-open", "firefox"),
)
_NAMES_ON_WINDOWS = ("soffice", "hunspell", "taskkill", "explorer")


@dataclass(frozen=True, slots=True)
class Planted:
    """The folder, and what its programs leave behind once somebody starts them."""

    folder: Path
    mark: Path

    @property
    def started(self) -> str:
        """The names of those that were started, one a line."""
        return self.mark.read_text("utf-8") if self.mark.exists() else ""


def plant(folder: Path, mark: Path) -> Planted:
    """Lay the programs there: each writes its name into the mark."""
    folder.mkdir(exist_ok=True)
    if sys.platform == "win32":
        _plant_on_windows(folder, mark)
    else:
        for name in _NAMES:
            program = folder / name
            program.write_text(f"#!/bin/sh\necho {name} >>'{mark}'\n", "utf-8")
            program.chmod(0o755)
    return Planted(folder, mark)


def careless_path() -> str:
    """A search path that begins with the current folder, in each of its spellings."""
    return os.pathsep.join(("", ".", "./", "..", os.environ["PATH"], ""))


def _plant_on_windows(folder: Path, mark: Path) -> None:
    """Lay Python there under other names: only it is sure to be on this computer, and movable."""
    python = Path(sys.executable)
    for library in (*python.parent.glob("python3*.dll"), *python.parent.glob("vcruntime*.dll")):
        shutil.copy(library, folder)
    for name in _NAMES_ON_WINDOWS:
        shutil.copy(python, folder / f"{name}.exe")
    number = "{}{}".format(*sys.version_info)
    library = Path(os.__file__).parent
    entries = (library, library.parent / "DLLs", python.parent, folder, "import site")
    (folder / f"python{number}._pth").write_text("\n".join(map(str, entries)), "utf-8")
    (folder / "sitecustomize.py").write_text(
        "import os, sys\n"
        f"with open({str(mark)!r}, 'a') as mark:\n"
        "    print(os.path.basename(sys.executable), file=mark)\n"
        "os._exit(0)\n",
        "utf-8",
    )
