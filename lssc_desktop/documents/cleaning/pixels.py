"""Pixels of a copy: decoded, in usual colors, upright, cropped to what is seen, on white.

Nothing of the file that they came in is taken over, and what differs from white by less than eyes
see is white.
"""

import io
import math
from collections.abc import Callable, Generator, Mapping, Sequence
from typing import TYPE_CHECKING, BinaryIO

from lssc_desktop.core.privacy.clean_copy import MOST_PAGES
from lssc_desktop.documents.images import (
    frames_of,
    in_eight_bits,
    in_usual_colors,
    on_white,
    opened_picture,
    refuse_large,
)
from lssc_desktop.documents.previews.wire import PreviewFault, Unviewable
from lssc_desktop.values import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image

type Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""

type Steps = Callable[[int, int], None]
"""What is told how many pages or pictures of how many are done; of 0 where nobody knows yet."""

_LONGEST_SIDE = 1_950  # pixels: the 6.5 inches of a page at 300 to the inch
_QUALITY = 88
_PHOTOGRAPHS = ("JPEG", "MPO", "HEIF")
_NEARLY_WHITE, _NEARLY_BLACK, _STEP = 248, 7, 5
_SETTLED = [
    0 if shade <= _NEARLY_BLACK else 255 if shade >= _NEARLY_WHITE else round(shade / _STEP) * _STEP
    for shade in range(256)
]
"""What becomes of a shade: in the last bits of a picture nobody sees a word."""
_REDUCED = 0x00FE  # tag of TIFF; its first bit marks a small copy of another page


def seen_frames(
    source: BinaryIO, covered: Mapping[int, Sequence[Box]]
) -> Generator[tuple["Image", bool, int]]:
    """Yield the pages of a scan, or the first picture of anything else, with whether it is a photo.

    The number is how many more pictures there are that nobody sees at once. `covered` has for each
    page (from 0) the boxes to paint black, in pixels of the picture as it is shown. Raises
    `PictureUnreadable`, and `Unviewable` for more pages than a copy may have.
    """
    with opened_picture(source, heif=True) as image:
        is_scan = image.format == "TIFF"
        is_photo = image.format in _PHOTOGRAPHS
        frames = frames_of(image, MOST_PAGES + 1)
        if is_scan and frames > MOST_PAGES:
            raise Unviewable(PreviewFault.TOO_MANY_PAGES)
        for page in range(frames if is_scan else 1):
            if page:
                image.seek(page)
            tags = getattr(image, "tag_v2", {})
            if page and int(tags.get(_REDUCED, 0)) & 1:
                continue
            refuse_large(source, image)
            seen = settled(in_usual_colors(image))
            paint(seen, covered.get(page, ()))
            yield seen, is_photo, 0 if is_scan else frames - 1


@dataclass(slots=True)
class DrawnAnew:
    """Draws the pictures in a document anew, with boxes black in those that are `covered`."""

    covered: Mapping[str, Sequence[Box]]
    steps: Steps
    pictures: int = 0

    def draw(self, name: str, data: bytes, crop: Box) -> tuple[bytes, int, int] | None:
        """Return a file of what is seen of a picture, and its width and height; None for nothing.

        `crop` has the share of each side that is cut off. Raises `PictureUnreadable`.
        """
        from PIL.Image import Resampling

        self.pictures += 1
        self.steps(self.pictures, 0)
        covered = {0: self.covered.get(name, ())}
        image, is_photo, _more = next(seen_frames(io.BytesIO(data), covered))
        left, top, right, bottom = (min(max(side, 0.0), 1.0) for side in crop)
        corner = (math.ceil(left * image.width), math.ceil(top * image.height))
        end = (math.floor((1 - right) * image.width), math.floor((1 - bottom) * image.height))
        if end[0] <= corner[0] or end[1] <= corner[1]:
            return None
        seen = image.crop((*corner, *end))
        seen.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE), Resampling.BOX)
        return encoded(seen, "JPEG" if is_photo else "PNG"), seen.width, seen.height


def settled(image: "Image") -> "Image":
    """Return a picture upright, on white, in new memory: gray or colors, and nothing else."""
    from PIL import Image, ImageOps

    upright = on_white(ImageOps.exif_transpose(in_eight_bits(image)))
    mode = "L" if upright.mode in ("1", "L") else "RGB"
    plain = upright.convert(mode).point(_SETTLED * len(mode))
    return Image.frombytes(mode, plain.size, plain.tobytes())


def without_colors(drawn: "Image") -> "Image":
    """Return a picture in gray if it has no color."""
    from PIL import ImageChops

    red, green, blue = drawn.split()
    bands = ((red, green), (green, blue))
    return drawn if any(ImageChops.difference(*pair).getbbox() for pair in bands) else green


def paint(image: "Image", boxes: Sequence[Box]) -> None:
    """Paint boxes of a picture black."""
    from PIL import ImageDraw

    pen = ImageDraw.Draw(image)
    for left, top, right, bottom in boxes:
        corners = (math.floor(left), math.floor(top), math.ceil(right), math.ceil(bottom))
        pen.rectangle(corners, fill="black" if image.mode == "RGB" else 0)


def encoded(image: "Image", kind: str = "JPEG") -> bytes:
    """Return a picture as a JPEG or a PNG."""
    file = io.BytesIO()
    image.save(file, kind, quality=_QUALITY, optimize=True)
    return file.getvalue()


def smaller(image: "Image", scale: float) -> "Image":
    """Return a picture in fewer pixels."""
    size = (max(round(image.width * scale), 1), max(round(image.height * scale), 1))
    return image.resize(size, resample=4)
