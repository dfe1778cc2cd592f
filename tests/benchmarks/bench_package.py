"""The whole `package` command: documents read, PDF set, bag written, build noted."""

import subprocess
import sys
from pathlib import Path

from comparing import Row, print_table, run, scratch_folder, shell
from data import make_files, make_hole

PROGRAM = Path(sys.executable).with_name("lssc-desktop")
ELECTIVES = "access-services,collection-management,reference-information"
MEMORY_TARGET = 200  # MB, of the whole command, with a file of 2 GB


def portfolio(folder: Path, text: Path, evidence: list[Path]) -> Path:
    """Start a portfolio whose Technology set has nine responses and all of the evidence."""
    person = ("--name", "A. Rivera", "--admitted", "2024-09-14", "--electives", ELECTIVES)
    subprocess.run([PROGRAM, "new", folder, *person], check=True, stdout=subprocess.DEVNULL)
    for number in range(1, 10):
        place = (folder, "--set", "technology", "--competency", str(number))
        subprocess.run(
            [PROGRAM, "response", "set", *place, text], check=True, stdout=subprocess.DEVNULL
        )
        some = evidence[number - 1 :: 9]
        if some:
            subprocess.run(
                [PROGRAM, "evidence", "add", *place, *some], check=True, stdout=subprocess.DEVNULL
            )
    return folder


def package(folder: Path, results: Path) -> list[str]:
    """Return the command that packages the set."""
    words = ("--set", "technology", "--review-copy", "-o", results / "p.lssc.zip")
    return [str(word) for word in (PROGRAM, "package", folder, *words)]


def row(name: str, folder: Path, target: float | None) -> Row:
    """Compare with only reading and fingerprinting the evidence."""

    def ours(results: Path) -> list[str]:
        return package(folder, results)

    def sha256sum(_: Path) -> list[str]:
        line = 'find "$files" -type f -print0 | xargs -0 sha256sum'
        return shell(line, files=folder / "Evidence")

    return Row(f"package of {name} : sha256sum", ours, sha256sum, target, rounds=15)


def main() -> None:
    """Measure everything and print the table."""
    with scratch_folder() as scratch:
        text = scratch / "response.md"
        text.write_text("Short version.\n\n" + "I did it, and I learned from it. " * 80, "utf-8")
        files = make_files(scratch / "large", 1_000, 1_000_000_000)
        evidence = sorted(path for path in files.rglob("*") if path.is_file())
        large = portfolio(scratch / "Large", text, evidence)
        small = portfolio(scratch / "Small", text, evidence[:5])
        table = (
            row("1,000 files, 1 GB", large, 1.7),
            row("5 files, 5 MB", small, None),
        )
        print_table(table, scratch)
        video = make_hole(scratch / "video.mp4", 2_000_000_000)
        huge = portfolio(scratch / "Huge", text, [video])
        megabytes = run(lambda results: package(huge, results), scratch, "m").memory / 1e6
        print(f"Memory while packaging 2 GB: {megabytes:.0f} MB, target {MEMORY_TARGET}.")


if __name__ == "__main__":
    main()
