"""Pictures: reading them safely, making them fit a page, drawing them for the sample.

Nothing of a picture is trusted: only formats that people hand in are opened, and one that would
unfold to more than memory should hold is refused before it is decoded. What phones take (HEIC) is
opened only where the caller says so: the preview helper, which may die of it.
"""

import io
import math
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from lssc_desktop.core.errors import LsscError
from lssc_desktop.disk.disk import disk_errors
from lssc_desktop.disk.files import open_to_read
from lssc_desktop.paths import resources
from lssc_desktop.values import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image

_FORMATS = ("JPEG", "PNG", "GIF", "TIFF", "BMP", "WEBP")
_HEIF = "HEIF"
_MOST_PIXELS = 50_000_000
_MOST_PAGES = 100
_QUALITY = 85
_DEGREE = 60

_MAKE, _MODEL, _CHANGED, _ORIENTATION = 0x010F, 0x0110, 0x0132, 0x0112
_CAMERA_FOLDER, _TAKEN = 0x8769, 0x9003
_POSITION_FOLDER = 0x8825
_PHOTOMETRIC, _WHITE_IS_ZERO = 0x0106, 0
_SHADE_BITS, _EIGHT_BITS, _SIXTEEN_BITS = 0x0102, 8, 16

_OWNERS = {
    0x013B: "Artist",
    0x8298: "Copyright",
    0x9C9D: "XPAuthor",
    0xA430: "CameraOwnerName",
    0xA431: "BodySerialNumber",
}
_SMALL_FOLDER, _SMALL_AT, _SMALL_BYTES, _EXIF = -1, 0x0201, 0x0202, b"Exif\0\0"
_OTHER_PICTURE, _BLACK = 24.0, 12  # shades of 256
_WIDE_MODES = ("I;16", "I;16L", "I;16B", "I;16N", "I", "F")
_MOST_IN_8, _MOST_IN_16 = 0xFF, 0xFFFF


class PictureFault(StrEnum):
    """Why a picture cannot be used."""

    NOT_A_PICTURE = "not-a-picture"
    DAMAGED = "damaged"
    TOO_LARGE = "too-large"


class PictureUnreadable(LsscError):
    """A picture that we do not open. `path` is "" for one that does not lie in a folder."""

    path: str
    fault: PictureFault


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What a picture says about itself: pixels seen upright, pages, whether it says where."""

    width: int
    height: int
    pages: int
    position: bool


@dataclass(frozen=True, slots=True)
class PictureMetadata:
    """What a picture says about people: where it was taken, and who owns the camera.

    `position` is north and east in degrees, "" for none; `owners` are fields with what they say.
    `hides_another`: the small picture within shows something else.
    """

    position: str = ""
    owners: tuple[tuple[str, str], ...] = ()
    hides_another: bool = False


class ShapeKind(StrEnum):
    """What can be drawn."""

    RECTANGLE = "rectangle"
    ELLIPSE = "ellipse"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Shape:
    """One thing on a drawing: its corners in pixels (left, top, right, bottom), its color.

    `text` is set in Inter within the height of the box and only for `ShapeKind.TEXT`.
    """

    kind: ShapeKind
    box: tuple[int, int, int, int]
    color: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Camera:
    """What a camera writes into its files. The position is in degrees, north and east positive."""

    make: str
    model: str
    taken: datetime
    position: tuple[float, float] | None = None
    orientation: int = 1


def picture_facts(source: Path | BinaryIO) -> PictureFacts:
    """Return the facts of a picture, HEIC too, without decoding it. Raises `PictureUnreadable`."""
    with opened_picture(source, heif=True) as image:
        exif = image.getexif()
        width, height = image.size
        if _turned(image) > 4:  # noqa: PLR2004 - 5 to 8 lie on their side (Exif 4.6.4)
            width, height = height, width
        pages = frames_of(image)
        return PictureFacts(width, height, pages, bool(exif.get_ifd(_POSITION_FOLDER)))


def _turned(image: "Image") -> int:
    """Return how a picture that was opened is still to be turned; Pillow itself turns a TIFF."""
    turned: int = 1 if image.format == "TIFF" else image.getexif().get(_ORIENTATION, 1)
    return turned


def picture_metadata(source: Path | BinaryIO) -> PictureMetadata:
    """Return what a picture, HEIC too, says about people. Raises `PictureUnreadable`."""
    with opened_picture(source, heif=True) as image:
        exif = image.getexif()
        where = exif.get_ifd(_POSITION_FOLDER)
        taken = exif.get_ifd(_CAMERA_FOLDER)
        said = {**dict(exif), **dict(taken)}
        owners = ((field, _metadata_text(said.get(tag))) for tag, field in _OWNERS.items())
        return PictureMetadata(
            _position_text(where),
            tuple((field, text) for field, text in owners if text),
            _hides_another(image),
        )


def _metadata_text(value: object) -> str:
    if isinstance(value, tuple) and all(isinstance(each, int) for each in value):
        value = bytes(each & _MOST_IN_8 for each in value)
    if isinstance(value, bytes):
        coding = "utf-16-le" if b"\0" in value[:4] else "utf-8"
        value = value.decode(coding, "replace")
    return "" if value is None else str(value).strip(" \0")


def _position_text(where: Mapping[int, object]) -> str:
    """Return a position as `41.87810, -87.62980`, "" where there is none."""
    try:
        latitude, longitude = (
            _in_degrees(where[at], str(where.get(at - 1, "")) in {"S", "W"}) for at in (2, 4)
        )
    except (KeyError, TypeError, ValueError, ZeroDivisionError, IndexError):
        return ""
    return f"{latitude:.5f}, {longitude:.5f}"


def _in_degrees(parts: object, negative: bool) -> float:
    degrees, minutes, seconds = (float(part) for part in cast("Sequence[float]", parts))
    value = degrees + minutes / _DEGREE + seconds / _DEGREE**2
    if not math.isfinite(value):
        raise ValueError(value)
    return -value if negative else value


def _hides_another(image: "Image") -> bool:
    """Whether the small picture in the metadata shows what the picture itself does not.

    Programs that cut or blur a photograph leave it as it was there; cameras put black bars around
    it.
    """
    from PIL import Image, ImageChops, ImageOps, ImageStat

    small = _small_picture(image)
    if not small:
        return False
    try:
        with Image.open(io.BytesIO(small), formats=("JPEG",)) as inner:
            inner.draft("L", (160, 160))
            kept = inner.convert("L")
    except Exception:  # noqa: BLE001  a small picture that nobody can open hides nothing
        return False
    refuse_large(io.BytesIO(), image)
    image.draft("L", kept.size)
    shown = ImageOps.fit(in_eight_bits(image).convert("L"), (64, 64), centering=(0.5, 0.5))
    within = ImageOps.fit(_without_bars(kept), (64, 64), centering=(0.5, 0.5))
    mean: float = ImageStat.Stat(ImageChops.difference(shown, within)).mean[0]
    return mean > _OTHER_PICTURE


def _without_bars(small: "Image") -> "Image":
    box = small.point(lambda shade: _MOST_IN_8 if shade > _BLACK else 0).getbbox()
    return small.crop(box) if box else small


def _small_picture(image: "Image") -> bytes:
    """Return the JPEG in the second folder of the metadata (Exif 4.5.2), b"" for none."""
    exif = image.info.get("exif", b"")
    if not isinstance(exif, bytes) or not exif:
        return b""
    folder = image.getexif().get_ifd(_SMALL_FOLDER)
    start, length = folder.get(_SMALL_AT), folder.get(_SMALL_BYTES)
    if not isinstance(start, int) or not isinstance(length, int):
        return b""
    at = start + (len(_EXIF) if exif.startswith(_EXIF) else 0)
    return exif[at : at + length]


def require_whole(file: BinaryIO) -> None:
    """Read a picture to its end, at the least cost. Raises `PictureUnreadable`."""
    with opened_picture(file, heif=True) as image:
        if image.format == "PNG":
            image.verify()  # every piece of it and its end, without unfolding them
            return
        image.draft("RGB", (1, 1))
        refuse_large(file, image)
        image.load()


def page_pictures(path: Path, longest: int) -> Iterator[bytes]:
    """Yield each page of a picture, upright, as a JPEG of at most `longest` pixels a side.

    A scan may have several pages; what moves shows its first picture. Raises `PictureUnreadable`.
    """
    with opened_picture(path) as image:
        for page in range(frames_of(image) if image.format == "TIFF" else 1):
            image.seek(page)
            image.draft("RGB", (longest, longest))
            refuse_large(path, image)
            jpeg = io.BytesIO()
            _on_paper(image, longest).save(jpeg, "JPEG", quality=_QUALITY)
            yield jpeg.getvalue()


def printable_picture(data: bytes, longest: int) -> tuple[bytes, int, int]:
    """Return a picture for print and web pages, upright, with its width and height in pixels.

    It has at most `longest` pixels a side and nothing of what a camera wrote into it. What came
    as a photograph is a JPEG, all else a PNG, whose letters and lines stay sharp. Raises
    `PictureUnreadable`.
    """
    with opened_picture(io.BytesIO(data)) as image:
        is_photograph = image.format == "JPEG"
        image.draft("RGB", (longest, longest))
        refuse_large(io.BytesIO(), image)
        shown = _on_paper(image, longest)
        file = io.BytesIO()
        if is_photograph:
            shown.save(file, "JPEG", quality=_QUALITY)
        else:
            shown.save(file, "PNG", optimize=True)
        return file.getvalue(), shown.width, shown.height


def page_pixels(source: Path | BinaryIO, page: int, longest: int) -> tuple[int, int, bytes]:
    """Return one page (from 0) of a picture, upright, of at most `longest` pixels a side.

    Its width, its height, and four bytes for each pixel: blue, green, red, unused. It may be HEIC.
    Raises `PictureUnreadable`.
    """
    with opened_picture(source, heif=True) as image:
        if page or image.format != _HEIF:  # which is open at its main picture
            image.seek(page)
        image.draft("RGB", (longest, longest))
        refuse_large(source, image)
        upright = _on_paper(image, longest)
        return upright.width, upright.height, upright.tobytes("raw", "BGRX")


def draw(
    width: int,
    height: int,
    background: str,
    shapes: Sequence[Shape],
    camera: Camera | None = None,
) -> bytes:
    """Return a drawing as a JPEG, with what a camera would have written. Same input, same bytes."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", (width, height), background)
    pen = ImageDraw.Draw(image)
    for shape in shapes:
        match shape.kind:
            case ShapeKind.RECTANGLE:
                pen.rectangle(shape.box, fill=shape.color)
            case ShapeKind.ELLIPSE:
                pen.ellipse(shape.box, fill=shape.color)
            case ShapeKind.TEXT:
                left, top, _, bottom = shape.box
                font = ImageFont.truetype(resources() / "fonts" / "Inter-Medium.otf", bottom - top)
                pen.text((left, top), shape.text, fill=shape.color, font=font)
    file = io.BytesIO()
    image.save(file, "JPEG", quality=_QUALITY, exif=_exif(camera) if camera else b"")
    return file.getvalue()


def _exif(camera: Camera) -> bytes:
    from PIL import Image

    taken = camera.taken.strftime("%Y:%m:%d %H:%M:%S")
    exif = Image.Exif()
    exif[_MAKE] = camera.make
    exif[_MODEL] = camera.model
    exif[_ORIENTATION] = camera.orientation
    exif[_CHANGED] = taken
    exif.get_ifd(_CAMERA_FOLDER)[_TAKEN] = taken
    if camera.position is not None:
        north, east = camera.position
        exif.get_ifd(_POSITION_FOLDER).update(
            {
                1: "N" if north >= 0 else "S",
                2: _degrees(north),
                3: "E" if east >= 0 else "W",
                4: _degrees(east),
            }
        )
    return exif.tobytes()


def _degrees(value: float) -> tuple[Fraction, Fraction, Fraction]:
    """Return degrees, minutes and seconds, as Exif keeps them."""
    degrees, rest = divmod(Fraction(abs(value)).limit_denominator(100_000), 1)
    minutes, rest = divmod(rest * _DEGREE, 1)
    return Fraction(degrees), Fraction(minutes), (rest * _DEGREE).limit_denominator(1000)


def jpeg_of_pixels(width: int, height: int, pixels: bytes) -> bytes:
    """Return a JPEG of what `page_pixels` gave."""
    from PIL import Image

    file = io.BytesIO()
    image = Image.frombytes("RGB", (width, height), pixels, "raw", "BGRX")
    image.save(file, "JPEG", quality=_QUALITY)
    return file.getvalue()


def in_usual_colors(image: "Image") -> "Image":
    """Return a picture in sRGB: its own profile goes, which may name who made it."""
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA", "CMYK"):
        return image
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        usual = ImageCms.createProfile("sRGB")
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = _turned(image)
        seen = ImageCms.profileToProfile(image, own, usual, outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    if seen is None:
        return image
    seen.getexif()[_ORIENTATION] = turned
    return seen


def color_said(said: str) -> tuple[int, ...] | None:
    """Return the bands of a color as web pages write it, None for one that is not known."""
    from PIL import ImageColor

    try:
        return ImageColor.getrgb(said)
    except ValueError:
        return None


def dots_per_inch(data: bytes) -> float:
    """Return how many pixels of a picture an inch has; 96 where it doesn't say."""
    with opened_picture(io.BytesIO(data)) as image:
        said = image.info.get("dpi", (_USUAL_DOTS,))[0]
        return float(said) if said and said > 1 else _USUAL_DOTS


_USUAL_DOTS = 96.0


# Reading ----------------------------------------------------------------------------------------


def frames_of(image: "Image", most: int = _MOST_PAGES) -> int:
    """Return how many pages a scan has; of one whose later pages are damaged, the first.

    More than `most` are not counted.
    """
    if image.format == _HEIF:
        return 1
    try:
        return min(getattr(image, "n_frames", 1), most)
    except Exception:  # noqa: BLE001  an odd file makes the library raise anything
        image.seek(0)
        refuse_large(io.BytesIO(), image)
        image.load()  # or that one is damaged too
        return 1


@contextmanager
def opened_picture(source: Path | BinaryIO, *, heif: bool = False) -> Iterator["Image"]:
    """Open a picture; whatever goes wrong with it while it is open is a `PictureUnreadable`."""
    from PIL import Image, UnidentifiedImageError

    def refused(fault: PictureFault) -> PictureUnreadable:
        return PictureUnreadable(_name_of(source), fault)

    with _file_of(source) as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a large picture warns; we have a limit of our own
        try:
            with Image.open(file, formats=_formats(file, heif=heif)) as image:
                yield image
        except UnidentifiedImageError as error:
            raise refused(PictureFault.NOT_A_PICTURE) from error
        except Image.DecompressionBombError as error:
            raise refused(PictureFault.TOO_LARGE) from error
        except MemoryError as error:
            raise refused(PictureFault.TOO_LARGE) from error
        except LsscError:
            raise
        except Exception as error:  # an odd file makes the library raise anything
            raise refused(PictureFault.DAMAGED) from error


def _formats(file: BinaryIO, *, heif: bool) -> tuple[str, ...]:
    """Return the formats that may be opened; that of phones is loaded for their files alone."""
    if not heif:
        return _FORMATS
    start = file.read(_BRAND.stop)
    file.seek(0)
    if start[_BRAND] != b"ftyp":
        return _FORMATS
    from pi_heif import register_heif_opener

    register_heif_opener()
    return (_HEIF,)


_BRAND = slice(4, 8)


@contextmanager
def _file_of(source: Path | BinaryIO) -> Iterator[BinaryIO]:
    if not isinstance(source, Path):
        yield source
        return
    with disk_errors(source):
        file = open_to_read(source)
    with file:
        yield file


def _name_of(source: Path | BinaryIO) -> str:
    return str(source) if isinstance(source, Path) else ""


def refuse_large(source: Path | BinaryIO, image: "Image") -> None:
    """Raise `PictureUnreadable` for a picture that would unfold to more than memory should hold."""
    if image.width * image.height > _MOST_PIXELS:
        raise PictureUnreadable(_name_of(source), PictureFault.TOO_LARGE)


def in_eight_bits(image: "Image") -> "Image":
    """Return a gray picture of more than 256 shades in 256: Pillow would show all but black white.

    The bits that a file says its shades have, sixteen where it does not say, are taken to go from
    black to white. How far wider numbers and fractions go no file says, so theirs go from their
    darkest to their lightest.
    """
    if image.mode not in _WIDE_MODES:
        return image
    numbers = image.convert("I").convert("F") if image.mode.startswith("I") else image
    dark, light = cast("tuple[float, float]", numbers.getextrema())
    if image.mode.startswith("I;16") or (image.mode == "I" and dark >= 0 and light <= _MOST_IN_16):
        dark, light = 0, _most_shade(image, light)
    elif image.mode == "F" and dark >= 0 and light <= 1:
        dark, light = 0, 1
    if getattr(image, "tag_v2", {}).get(_PHOTOMETRIC) == _WHITE_IS_ZERO:
        dark, light = light, dark
    if not math.isfinite(light - dark):
        raise ValueError(light)
    scale = _MOST_IN_8 / (light - dark or 1)
    shift = -dark * scale
    return numbers.point(lambda shade: shade * scale + shift).convert("L")


def _most_shade(image: "Image", lightest: float) -> int:
    """Return the number for white in a scan: scanners keep 10 or 12 bits in numbers of 16."""
    told = getattr(image, "tag_v2", {}).get(_SHADE_BITS)
    bits = told[0] if isinstance(told, tuple) and told else 0
    most: int = (1 << bits) - 1 if _EIGHT_BITS < bits < _SIXTEEN_BITS else _MOST_IN_16
    return most if lightest <= most else _MOST_IN_16


def on_white(image: "Image") -> "Image":
    """Return a picture of which what is see-through lies on white."""
    from PIL import Image

    if image.mode not in ("RGBA", "LA", "PA", "P") and "transparency" not in image.info:
        return image
    colored = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", colored.size, "white"), colored)


def _on_paper(image: "Image", longest: int) -> "Image":
    """Return a picture upright and no larger than asked; what is see-through lies on white."""
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(in_eight_bits(image))
    upright.thumbnail((longest, longest))
    return on_white(upright).convert("RGB")
