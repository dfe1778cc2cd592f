"""Writing bags: our time against the usual tools', and the memory it takes."""

import sys
from pathlib import Path

from comparing import Row, print_table, python, run, scratch_folder, shell
from data import make_files, make_hole

WRITER = Path(__file__).with_name("write_bag.py")
MEMORY_TARGET = 60  # MB, while writing a file of 2 GB


def rows(
    name: str, files: Path, *, by_hand_target: float | None, sha256sum_target: float | None
) -> tuple[Row, Row]:
    """Compare with making a bag by hand, and with only reading and fingerprinting the files."""

    def ours(results: Path) -> list[str]:
        return python(WRITER, files, results / "bag.zip")

    def by_hand(results: Path) -> list[str]:
        return shell(
            'cp -r "$files" "$results/bag"; "$python" -W ignore -m bagit --sha256 --quiet '
            '"$results/bag"; cd "$results"; zip -0 -q -r bag.zip bag',
            files=files,
            results=results,
            python=Path(sys.executable),
        )

    def sha256sum(_: Path) -> list[str]:
        return shell('find "$files" -type f -print0 | xargs -0 sha256sum', files=files)

    return (
        Row(f"bag of {name} : copy + bagit + zip -0", ours, by_hand, by_hand_target),
        Row(f"bag of {name} : sha256sum", ours, sha256sum, sha256sum_target, rounds=15),
    )


def version_row() -> Row:
    """Compare the start of the program with the start of Python."""
    program = Path(sys.executable).with_name("lssc-desktop")
    return Row(
        "lssc-desktop --version : python -c pass",
        lambda _: [str(program), "--version"],
        lambda _: python("-c", "pass"),
        6,
        rounds=31,
    )


def memory_of_writing(scratch: Path) -> float:
    """Return the megabytes that writing a file of 2 GB takes."""
    folder = scratch / "huge"
    folder.mkdir()
    make_hole(folder / "video.mp4", 2_000_000_000)
    used = run(lambda results: python(WRITER, folder, results / "bag.zip"), scratch, "m")
    return used.memory / 1e6


def main() -> None:
    """Measure everything and print the table."""
    with scratch_folder() as scratch:
        small = make_files(scratch / "small", 60, 40_000_000)
        large = make_files(scratch / "large", 1_000, 1_000_000_000)
        many = make_files(scratch / "many", 10_000, 500_000_000)
        table = (
            version_row(),
            *rows("60 files, 40 MB", small, by_hand_target=1 / 3, sha256sum_target=None),
            *rows("1,000 files, 1 GB", large, by_hand_target=None, sha256sum_target=1.1),
            *rows("10,000 files, 500 MB", many, by_hand_target=1 / 8, sha256sum_target=None),
        )
        print_table(table, scratch)
        megabytes = memory_of_writing(scratch)
        print(f"Memory while writing a bag of 2 GB: {megabytes:.0f} MB, target {MEMORY_TARGET}.")


if __name__ == "__main__":
    main()
