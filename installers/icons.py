"""Draw the program's icon for Windows (.ico) and macOS (.icns) from its SVG, into a folder."""

import io
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SVG = Path(__file__).parents[1] / "resources" / "icons" / "lssc-desktop.svg"
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
LARGEST = 1024


def drawn(size: int) -> Image.Image:
    """Return the icon in that many pixels: each size is drawn, none is made smaller."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(SVG)).render(painter)
    painter.end()
    buffer = QBuffer()
    image.save(buffer, "PNG")
    return Image.open(io.BytesIO(buffer.data().data()))


def main(folder: Path) -> None:
    """Write both files."""
    folder.mkdir(parents=True, exist_ok=True)
    small = [drawn(size) for size in SIZES]
    small[-1].save(
        folder / "lssc-desktop.ico",
        sizes=[(size, size) for size in SIZES],
        append_images=small[:-1],
    )
    drawn(LARGEST).save(folder / "lssc-desktop.icns")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
