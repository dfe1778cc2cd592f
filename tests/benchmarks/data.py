"""Files to measure with, the same in every run."""

from pathlib import Path
from random import Random

_IN_ONE_FOLDER = 1000


def make_files(folder: Path, count: int, total: int) -> Path:
    """Fill `folder` with files that no compression makes smaller; return it.

    Sizes lie between a tenth of the average and nearly twice it.
    """
    random = Random(count)  # noqa: S311 - the same in every run
    weights = [random.uniform(0.1, 1.9) for _ in range(count)]
    for number, weight in enumerate(weights):
        path = folder / f"{number // _IN_ONE_FOLDER:02}" / f"{number:05}.bin"
        path.parent.mkdir(parents=True, exist_ok=True)
        left = int(total * weight / sum(weights))
        with path.open("wb") as file:
            while left:
                left -= file.write(random.randbytes(min(left, 1 << 20)))
    return folder


def make_hole(path: Path, size: int) -> Path:
    """Make a file of a size that takes no room on the drive; return it."""
    with path.open("wb") as file:
        file.truncate(size)
    return path
