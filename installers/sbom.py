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

sys.path.insert(0, str(Path(__file__).parents[1]))
from installers.system_libraries import TABLE

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


def libraries_of_others(program: Path) -> list[dict[str, object]]:
    """Return the libraries that came from the system it was built on, and within others.

    What the first are is noted beside their licenses; of the second, the file names say it.
    """
    noted = (program / "program" / "licenses" / TABLE).read_text("utf-8")
    found = {tuple(line.split("\t")[1].split(" ")) for line in noted.splitlines() if "\t" in line}
    for file in (program / "program").glob("lib*.so*"):
        if match := re.fullmatch(r"(lib[\w+-]+?)-[0-9a-f]{8}\.so\.?([\d.]*)", file.name):
            found.add((match[1], match[2]))
    return [component(name, version, "", "library") for name, version in sorted(found)]


def is_version(said: str, version: str) -> bool:
    """Whether a program says that it is of a version, whatever the commit beside it."""
    return re.fullmatch(rf"LSSC Desktop {re.escape(version)}( \([0-9a-f]+\))?", said) is not None


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
        if not is_version(number.stdout.strip(), version):
            sys.exit(f"The program says {number.stdout.strip()}, not {version}.")
    added += libraries_of_others(program)
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
