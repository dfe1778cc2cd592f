"""Files to measure with, the same in every run."""

import io
from pathlib import Path
from random import Random

_IN_ONE_FOLDER = 1000
_SECTIONS = 18
"""Of a response: some 20 pages."""


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


def make_response(path: Path) -> None:
    """Write a Word file of some 20 pages, with tables, pictures, lists, and words that stand out.

    It is as other programs write one: it is patched when somebody types in it.
    """
    import docx
    from PIL import Image

    document = docx.Document()
    picture = io.BytesIO()
    Image.new("RGB", (120, 80), "navy").save(picture, "png")
    for number in range(_SECTIONS):
        document.add_heading(f"Week {number}", number % 3 + 1)
        for _ in range(3):
            words = document.add_paragraph("We asked every family at the desk. " * 14)
            words.add_run("What they came for").underline = True
            words.add_run(", and what they took home. " * 6).italic = True
        for item in ("the front shelf", "the back room", "the bus"):
            document.add_paragraph(item, "List Number")
        table = document.add_table(3, 3)
        table.cell(0, 0).text = f"Monday {number}"
        picture.seek(0)
        document.add_picture(picture)
    document.save(str(path))
