import io
import struct
from array import array
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from lssc_desktop.disk.disk import FileMissing
from lssc_desktop.documents.images import (
    Camera,
    PictureFacts,
    PictureFault,
    PictureUnreadable,
    Shape,
    ShapeKind,
    draw,
    page_pictures,
    page_pixels,
    picture_facts,
)

CAMERA = Camera("Maker", "Model 1", datetime(2026, 5, 4, 10, 30), (43.21875, -97.5))  # noqa: DTZ001 - Exif has no time zone


def seen(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def is_near(image: Image.Image, point: tuple[int, int], color: tuple[int, int, int]) -> bool:
    """Whether a place has a color, as nearly as a JPEG keeps it."""
    found = image.getpixel(point)
    assert isinstance(found, tuple)
    return all(abs(one - other) < 20 for one, other in zip(found, color, strict=True))


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def fault_of(path: Path) -> PictureFault:
    with pytest.raises(PictureUnreadable) as caught:
        list(page_pictures(path, 500))
    return caught.value.fault


def test_a_drawing_has_its_shapes() -> None:
    shapes = (
        Shape(ShapeKind.RECTANGLE, (0, 0, 49, 99), "#ff0000"),
        Shape(ShapeKind.ELLIPSE, (60, 10, 90, 40), "#0000ff"),
        Shape(ShapeKind.TEXT, (55, 60, 99, 90), "#000000", "Hold"),
    )

    image = seen(draw(100, 100, "#ffffff", shapes))

    assert image.size == (100, 100)
    assert is_near(image, (20, 50), (255, 0, 0))
    assert is_near(image, (75, 25), (0, 0, 255))
    assert is_near(image, (98, 2), (255, 255, 255))
    text = image.crop((55, 60, 99, 90)).convert("L")
    assert text.getextrema()[0] < 100  # type: ignore[operator]  # of one band


def test_the_same_drawing_has_the_same_bytes() -> None:
    assert draw(40, 30, "#eee", (), CAMERA) == draw(40, 30, "#eee", (), CAMERA)


def test_a_photograph_tells_what_the_camera_wrote() -> None:
    exif = seen(draw(40, 30, "#eee", (), CAMERA)).getexif()
    position = exif.get_ifd(0x8825)

    assert exif[0x010F] == "Maker"
    assert exif.get_ifd(0x8769)[0x9003] == "2026:05:04 10:30:00"
    assert position[1] == "N"
    assert [float(part) for part in position[2]] == [43, 13, 7.5]
    assert position[3] == "W"
    assert [float(part) for part in position[4]] == [97, 30, 0]


def test_facts_tell_the_size_as_seen_and_whether_it_says_where(tmp_path: Path) -> None:
    sideways = Camera("Maker", "Model", CAMERA.taken, CAMERA.position, orientation=6)
    path = write(tmp_path / "photo.jpg", draw(40, 30, "#eee", (), sideways))

    assert picture_facts(path) == PictureFacts(30, 40, 1, position=True)


def test_a_scan_that_lies_on_its_side_is_turned_once(tmp_path: Path) -> None:
    path = tmp_path / "scan.tiff"
    usual = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (40, 30)).save(path, exif=exif, icc_profile=usual)

    assert picture_facts(path) == PictureFacts(30, 40, 1, position=False)
    assert [seen(page).size for page in page_pictures(path, 1000)] == [(30, 40)]


def test_facts_of_a_picture_without_a_position(tmp_path: Path) -> None:
    path = write(tmp_path / "photo.jpg", draw(40, 30, "#eee", ()))

    assert picture_facts(path) == PictureFacts(40, 30, 1, position=False)


def test_a_page_is_upright_and_keeps_nothing_of_the_camera(tmp_path: Path) -> None:
    top = Shape(ShapeKind.RECTANGLE, (0, 0, 399, 99), "#ff0000")
    sideways = Camera("Maker", "Model", CAMERA.taken, CAMERA.position, orientation=6)
    path = write(tmp_path / "photo.jpg", draw(400, 300, "#ffffff", (top,), sideways))

    (page,) = map(seen, page_pictures(path, 1000))

    assert page.size == (300, 400)
    assert is_near(page, (290, 200), (255, 0, 0))
    assert is_near(page, (10, 200), (255, 255, 255))
    assert not page.getexif()


def test_a_page_is_no_larger_than_asked(tmp_path: Path) -> None:
    path = write(tmp_path / "photo.jpg", draw(4000, 3000, "#eee", ()))

    (page,) = map(seen, page_pictures(path, 500))

    assert page.size == (500, 375)


def test_a_small_picture_is_not_blown_up(tmp_path: Path) -> None:
    path = write(tmp_path / "photo.jpg", draw(40, 30, "#eee", ()))

    (page,) = map(seen, page_pictures(path, 500))

    assert page.size == (40, 30)


def test_a_scan_has_all_its_pages(tmp_path: Path) -> None:
    path = tmp_path / "scan.tiff"
    pages = [Image.new("L", (20, 30), shade) for shade in (0, 128, 255)]
    pages[0].save(path, save_all=True, append_images=pages[1:])

    assert picture_facts(path).pages == 3
    assert len(list(page_pictures(path, 500))) == 3


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_any_kind_of_png_becomes_a_page(mode: str, tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    Image.new(mode, (20, 30)).save(path)

    (page,) = map(seen, page_pictures(path, 500))

    assert page.mode == "RGB"


def test_what_is_see_through_lies_on_white(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    Image.new("RGBA", (20, 30), (0, 0, 0, 0)).save(path)

    (page,) = map(seen, page_pictures(path, 500))

    assert page.getpixel((5, 5)) == (255, 255, 255)


def ramp(mode: str, most: float) -> Image.Image:
    """A gray picture that goes from black at the left to `most` at the right."""
    steps = Image.new("F", (256, 40))
    steps.putdata([column * most / 255 for _row in range(40) for column in range(256)])
    whole = steps.convert("I")
    return steps if mode == "F" else whole if mode == "I" else _sixteen(whole, mode)


def _sixteen(whole: Image.Image, mode: str) -> Image.Image:
    shades = array("I", whole.tobytes())
    data = struct.pack(f"{'>' if mode.endswith('B') else '<'}{len(shades)}H", *shades)
    return Image.frombytes(mode, whole.size, data)


@pytest.mark.parametrize(
    ("mode", "most", "kind"),
    [
        ("I;16", 0xFFFF, "PNG"),
        ("I;16", 0xFFFF, "TIFF"),
        ("I;16B", 0xFFFF, "TIFF"),
        ("I", 0x7FFF0000, "TIFF"),
        ("I", 0xFFFF, "TIFF"),
        ("F", 1, "TIFF"),
        ("F", 4000.5, "TIFF"),
    ],
)
def test_many_shades_of_gray_stay_apart(mode: str, most: float, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "scan"
    ramp(mode, most).save(path, kind)

    page = seen(next(iter(page_pictures(path, 256))))
    with path.open("rb") as file:
        width, height, pixels = page_pixels(file, 0, 256)

    preview = Image.frombytes("RGB", (width, height), pixels, "raw", "BGRX")
    for picture in (page, preview):
        for column in (2, 64, 128, 192, 253):
            assert is_near(picture, (column, 20), (column, column, column))


def test_a_scan_in_which_white_is_zero_is_no_negative(tmp_path: Path) -> None:
    path = tmp_path / "scan.tif"
    ramp("I;16", 0xFFFF).save(path, "TIFF", tiffinfo={262: 0})

    page = seen(next(iter(page_pictures(path, 256))))

    assert is_near(page, (2, 20), (253, 253, 253))
    assert is_near(page, (253, 20), (2, 2, 2))


def test_a_scan_of_twelve_bits_is_no_night(tmp_path: Path) -> None:
    """Scanners write them as they come, two shades in three bytes."""
    side = 256
    row = b"".join((shade << 12 | shade + 16).to_bytes(3) for shade in range(0, side * 16, 32))
    entries = {256: side, 257: side, 258: 12, 259: 1, 262: 1, 273: 0, 278: side, 279: 0}
    entries |= {273: 8 + 2 + 12 * len(entries) + 4, 279: len(row) * side}
    folder = b"".join(
        struct.pack("<HHII", tag, 4 if value > 0xFFFF else 3, 1, value)
        for tag, value in entries.items()
    )
    head = b"II*\0" + struct.pack("<IH", 8, len(entries)) + folder + bytes(4)
    path = tmp_path / "scan.tif"
    path.write_bytes(head + row * side)

    page = seen(next(iter(page_pictures(path, 256))))

    for column in (2, 64, 128, 192, 253):
        assert is_near(page, (column, 20), (column, column, column))


def tiff_without_size(pixels_at: int = 8) -> bytes:
    """A TIFF whose second page has no width and no height; where the first has its pixels."""

    def directory(entries: list[tuple[int, int, int]], following: int) -> bytes:
        fields = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in entries)
        return struct.pack("<H", len(entries)) + fields + struct.pack("<I", following)

    whole = [(256, 3, 2), (257, 3, 2), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, pixels_at)]
    first = directory([*whole, (277, 3, 1), (278, 3, 2), (279, 4, 4)], 0)
    start = 12
    first = first[:-4] + struct.pack("<I", start + len(first))
    return b"II*\0" + struct.pack("<I", start) + bytes(4) + first + directory([(262, 3, 1)], 0)


def test_of_a_scan_whose_later_pages_are_damaged_the_first_is_shown(tmp_path: Path) -> None:
    path = write(tmp_path / "scan.tif", tiff_without_size())

    assert picture_facts(path).pages == 1
    assert len(list(page_pictures(path, 50))) == 1


def test_a_scan_whose_first_page_is_damaged_too_is_damaged(tmp_path: Path) -> None:
    path = write(tmp_path / "scan.tif", tiff_without_size(9_999))

    assert fault_of(path) is PictureFault.DAMAGED
    with pytest.raises(PictureUnreadable):
        picture_facts(path)


def test_a_photograph_of_a_phone_is_opened_where_the_helper_asks_for_it(tmp_path: Path) -> None:
    data = (Path(__file__).parent / "previews" / "files" / "gradient.heic").read_bytes()
    path = write(tmp_path / "photo.heic", data)

    assert picture_facts(path) == PictureFacts(29, 100, 1, position=False)
    width, height, pixels = page_pixels(path, 0, 50)
    assert (width, height) == (14, 50)  # black above, white below, as it lies
    assert len({pixels[at] for at in range(0, len(pixels), 4)}) > 8
    assert fault_of(path) is PictureFault.NOT_A_PICTURE  # by what runs in the program itself


def test_a_gif_that_ends_in_its_head_is_damaged(tmp_path: Path) -> None:
    file = io.BytesIO()
    frames = [Image.new("P", (20, 20), shade) for shade in (0, 1, 2)]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    whole = file.getvalue()

    for length in range(14, len(whole)):
        path = write(tmp_path / "moving.gif", whole[:length])
        with suppress(PictureUnreadable):
            picture_facts(path)
            list(page_pictures(path, 50))


def test_a_text_is_no_picture(tmp_path: Path) -> None:
    path = write(tmp_path / "photo.jpg", b"not a picture")

    assert fault_of(path) is PictureFault.NOT_A_PICTURE
    with pytest.raises(PictureUnreadable):
        picture_facts(path)


def test_half_a_picture_is_damaged(tmp_path: Path) -> None:
    data = draw(400, 300, "#eee", (Shape(ShapeKind.ELLIPSE, (9, 9, 300, 200), "#123456"),))
    path = write(tmp_path / "photo.jpg", data[: len(data) // 2])

    assert fault_of(path) is PictureFault.DAMAGED


def test_a_picture_that_unfolds_to_gigabytes_is_refused_unseen(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    Image.new("1", (9000, 9000)).save(path)

    assert path.stat().st_size < 100_000
    assert fault_of(path) is PictureFault.TOO_LARGE


def test_a_missing_file_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        picture_facts(tmp_path / "photo.jpg")


def test_real_photographs_become_pages(corpus: Path) -> None:
    for path in sorted((corpus / "image").glob("*.jpg")):
        facts = picture_facts(path)
        (page,) = map(seen, page_pictures(path, 10_000))

        assert page.size == (facts.width, facts.height)
