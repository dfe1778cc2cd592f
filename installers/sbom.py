"""Print what a built program is made of, as a CycloneDX document: an inventory for IT departments.

`sbom.py PROGRAM VERSION`: the libraries of requirements.txt with their sums, then what lies in the
folder PROGRAM besides them: CPython, Qt, the system's libraries, fonts and icons.
"""

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

ROOT = Path(__file__).parents[1]

# What is shipped and no requirement: name, version or "", licence, kind.
SHIPPED = (
    ("Inter", "", "OFL-1.1", "data"),
    ("Charis SIL", "", "OFL-1.1", "data"),
    ("Noto Sans", "", "OFL-1.1", "data"),
    ("Droid Sans Fallback", "", "Apache-2.0", "data"),
    ("Tabler Icons", "", "MIT", "data"),
)


def requirements() -> dict[str, object]:
    """Return the document of the pinned requirements."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "cyclonedx_py", "requirements", str(ROOT / "requirements.txt")),
            *("--output-reproducible", "--of", "JSON", "--sv", "1.6"),
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    return dict(json.loads(done.stdout))


def component(name: str, version: str, licence: str, kind: str) -> dict[str, object]:
    """Return one component."""
    found: dict[str, object] = {"type": kind, "name": name, "bom-ref": f"{name}@{version}"}
    if version:
        found["version"] = version
    if licence:
        found["licenses"] = [{"license": {"id": licence}}]
    return found


def system_libraries(program: Path) -> list[dict[str, object]]:
    """Return the libraries that came from the system it was built on, by their file names."""
    names = {
        match.group(1): match.group(2)
        for file in (program / "program").glob("lib*.so*")
        if (match := re.fullmatch(r"(lib[\w+-]+?)(?:-[0-9a-f]{8})?\.so\.?([\d.]*)", file.name))
        and not file.name.startswith(("libQt6", "libpyside", "libshiboken", "libpython"))
    }
    return [component(name, version, "", "library") for name, version in sorted(names.items())]


def main(program: Path, version: str) -> None:
    """Print the whole document."""
    document = requirements()
    when = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    python = next((program / "program").glob("libpython3*.so*"), None)
    added = [component(*facts) for facts in SHIPPED]
    if python is not None:
        number = subprocess.run(
            [program / "lssc-desktop", "--version"], check=True, capture_output=True, text=True
        )
        added.append(
            component("CPython", os.environ.get("PYTHON_VERSION", ""), "PSF-2.0", "library")
        )
        if number.stdout.strip() != f"LSSC Desktop {version}":
            sys.exit(f"The program says {number.stdout.strip()}, not {version}.")
    added += system_libraries(program)
    document["serialNumber"] = uuid5(NAMESPACE_URL, f"lssc-desktop {version}").urn
    document["metadata"] = {
        "timestamp": when.isoformat(),
        "component": {
            **component("lssc-desktop", version, "MIT", "application"),
            "description": "The program as it is handed out",
        },
    }
    document["components"] = [*document.get("components", []), *added]  # type: ignore[misc]
    document.pop("dependencies", None)  # a list of requirements does not tell who needs whom
    print(json.dumps(document, indent=2))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
