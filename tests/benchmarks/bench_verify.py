"""Verifying bags where they lie: our time against reading alone and against bagit."""

import zipfile
from pathlib import Path

from comparing import Row, print_table, python, run, scratch_folder, shell
from data import make_files, make_hole
from write_bag import main as write

VERIFY = Path(__file__).with_name("verify_bag.py")
MEMORY_TARGET = 60  # MB, while verifying a file of 2 GB


def rows(name: str, files: Path, scratch: Path, target: float | None) -> tuple[Row, ...]:
    """Compare with `sha256sum` of the files, and with `bagit --validate` of the unpacked bag."""
    package = scratch / f"{files.name}.zip"
    write(str(files), str(package))
    folder = scratch / f"{files.name}-unpacked"
    with zipfile.ZipFile(package) as archive:
        archive.extractall(folder)

    def zipped(_: Path) -> list[str]:
        return python(VERIFY, package)

    def unpacked(_: Path) -> list[str]:
        return python(VERIFY, folder / "bag")

    def sha256sum(_: Path) -> list[str]:
        return shell('find "$files" -type f -print0 | xargs -0 sha256sum', files=files)

    def validate(_: Path) -> list[str]:
        return python("-W", "ignore", "-m", "bagit", "--quiet", "--validate", folder / "bag")

    return (
        Row(f"verify ZIP of {name} : sha256sum", zipped, sha256sum, target, rounds=15),
        Row(f"verify ZIP of {name} : bagit --validate", zipped, validate),
        Row(f"verify folder of {name} : bagit --validate", unpacked, validate),
    )


def memory_of_verifying(scratch: Path) -> float:
    """Return the megabytes that verifying a bag with a file of 2 GB takes."""
    folder = scratch / "huge"
    folder.mkdir()
    make_hole(folder / "video.mp4", 2_000_000_000)
    write(str(folder), str(scratch / "huge.zip"))
    return run(lambda _: python(VERIFY, scratch / "huge.zip"), scratch, "m").memory / 1e6


def main() -> None:
    """Measure everything and print the table."""
    with scratch_folder() as scratch:
        small = make_files(scratch / "small", 60, 40_000_000)
        large = make_files(scratch / "large", 1_000, 1_000_000_000)
        many = make_files(scratch / "many", 10_000, 500_000_000)
        table = (
            *rows("60 files, 40 MB", small, scratch, None),
            *rows("1,000 files, 1 GB", large, scratch, 0.7),
            *rows("10,000 files, 500 MB", many, scratch, None),
        )
        print_table(table, scratch)
        megabytes = memory_of_verifying(scratch)
        print(f"Memory while verifying a bag of 2 GB: {megabytes:.0f} MB, target {MEMORY_TARGET}.")


if __name__ == "__main__":
    main()
