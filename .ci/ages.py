"""Prints when each library that pyproject.toml names had its last release, oldest first.

Ends with 1 where one had none for two years and nobody said why it stays. The index that is asked
is the one that pip is set up for.
"""

import json
import re
import ssl
import subprocess
import sys
import tomllib
from datetime import UTC, date, datetime
from http.client import HTTPException
from pathlib import Path
from urllib.request import Request, urlopen

ROOT = Path(__file__).parents[1]
STAYS = {
    "bagit-profile": "a second opinion in tests alone, by those who keep BagIt profiles",
    "olefile": "the format it reads is finished; docs/architecture.md says more",
}
"""Libraries without a release in two years, and why they stay."""
_OLD = 2 * 365  # days
_FORMAT = "application/vnd.pypi.simple.v1+json"  # PEP 691; PEP 700 for the time of each file
_NAME = re.compile(r"[\w.-]+")


def required(project: Path) -> tuple[str, ...]:
    """Return the names of what a pyproject.toml asks for, with extras and groups."""
    told = tomllib.loads(project.read_text(encoding="utf-8"))
    lists = (
        told["project"]["dependencies"],
        *told["project"]["optional-dependencies"].values(),
        *told["dependency-groups"].values(),
    )
    found = {match[0] for each in lists for line in each if (match := _NAME.match(line))}
    return tuple(sorted(found))


def index_of_pip() -> str:
    """Return the address of the index that pip asks, up to a name. Raises `SystemExit`."""
    said = subprocess.run(
        [sys.executable, "-m", "pip", "index", "versions", "pip", "-vv"],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    found = re.search(r"^\* (\S+/)pip/$", said, re.MULTILINE)
    if found is None:
        raise SystemExit("pip didn't say which index it asks.")
    return found[1]


def last_release(index: str, name: str) -> date:
    """Return when the newest file of a library was uploaded. Raises `SystemExit`."""
    asked = Request(f"{index}{name}/", headers={"Accept": _FORMAT})  # noqa: S310  pip's own index
    try:
        with urlopen(asked, context=ssl.create_default_context(), timeout=60) as answer:  # noqa: S310
            files = json.loads(answer.read()).get("files", [])
    except (OSError, ValueError, HTTPException) as error:  # nobody answers, or in another form
        raise SystemExit(f"The index doesn't say when {name} was released: {error}") from error
    times = [file["upload-time"] for file in files if "upload-time" in file]
    if not times:
        raise SystemExit(f"The index doesn't say when {name} was released.")
    return max(datetime.fromisoformat(each) for each in times).date()


def main() -> None:
    """Print the ages, and what is to be done about them."""
    index, today = index_of_pip(), datetime.now(UTC).date()
    ages = sorted((last_release(index, name), name) for name in required(ROOT / "pyproject.toml"))
    old = {name for day, name in ages if (today - day).days > _OLD}
    for day, name in ages:
        reason = f"  stays: {STAYS[name]}" if name in STAYS else ""
        print(f"{day}  {(today - day).days / 365:4.1f} years  {name}{reason}")
    for name in sorted(old - STAYS.keys()):
        print(
            f"{name} had no release in two years. Replace it, or say in .ci/ages.py why it stays."
        )
    for name in sorted(STAYS.keys() - old):
        print(f"{name} had a release, or isn't required. Take it out of STAYS in .ci/ages.py.")
    sys.exit(bool(old ^ STAYS.keys()))


if __name__ == "__main__":
    main()
