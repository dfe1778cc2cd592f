"""The paper that is printed on where somebody works."""

from enum import StrEnum


class PaperSize(StrEnum):
    """A kind of paper; the values are those of program files."""

    LETTER = "letter"
    A4 = "a4"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of a sheet in points, to the twentieth of one (ISO 216, ANSI Y14.1)."""
        return (595.3, 841.9) if self is PaperSize.A4 else (612.0, 792.0)

    @property
    def twips(self) -> tuple[int, int]:
        """Width and height in twentieths of a point, as Word files have them."""
        width, height = self.size
        return round(width * 20), round(height * 20)
