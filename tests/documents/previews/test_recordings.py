"""How long sounds and films are, and a picture out of a film."""

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.text.extract import in_words, plain_extract
from lssc_desktop.documents.previews import Inspection, Previewer, Source
from lssc_desktop.documents.previews.recordings import film, sound
from lssc_desktop.documents.previews.wire import Pixels, PreviewFault, Unviewable
from lssc_desktop.formats.numbers import duration
from lssc_desktop.messages.previews import fact_words, preview_note
from tests.documents.previews.kinds import avi, mp4, wav, webm

QUIET = ignore_progress
FFMPEG = shutil.which("ffmpeg")


def said(looked: Inspection) -> str:
    assert looked.extract is not None
    return plain_extract(in_words(looked.extract, fact_words))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(7, "7 s"), (192, "3 min 12 s"), (3900, "1 h 5 min")],
)
def test_a_length_is_said_as_people_say_it(seconds: int, words: str) -> None:
    assert duration(seconds) == words
    assert said(sound(io.BytesIO(wav(seconds)))) == f"Length: {words}"


def test_a_film_says_its_length_and_the_size_of_its_picture() -> None:
    assert said(film(io.BytesIO(mp4(192)))) == "Length: 3 min 12 s\n640 × 360 pixels"
    assert said(film(io.BytesIO(avi(192)))) == "Length: 3 min 12 s\n320 × 240 pixels"
    assert said(film(io.BytesIO(webm(192)))) == "Length: 3 min 12 s\n640 × 360 pixels"


def test_a_film_may_have_its_head_at_its_end_and_be_very_large() -> None:
    head = mp4(192)
    body = (1).to_bytes(4) + b"mdat" + (1016).to_bytes(8) + bytes(1000)
    assert said(film(io.BytesIO(head[:20] + body + head[20:]))).startswith("Length: 3 min 12 s")


@pytest.mark.parametrize("data", [b"RIFF\4\0\0\0WAVE", b"ID3garbage", b"\0" * 100, b"OggS" * 9])
def test_a_sound_that_says_nothing_has_no_preview(data: bytes) -> None:
    with pytest.raises(Unviewable) as caught:
        sound(io.BytesIO(data))
    assert caught.value.fault in {PreviewFault.DAMAGED, PreviewFault.KIND}


def test_boxes_in_circles_end() -> None:
    for data in (b"\0\0\0\0moov" * 9, b"\0\0\0\x08moov" * 30_000, b"\0\0\0\x01free" + bytes(90)):
        with pytest.raises(Unviewable):
            film(io.BytesIO(b"\0\0\0\x10ftypisom\0\0\0\0" + data))


# Films as programs make them --------------------------------------------------------------------

needs_ffmpeg = pytest.mark.skipif(FFMPEG is None, reason="FFmpeg is not installed")

_TOUR = ("-f", "lavfi", "-i", "testsrc=size=320x240:rate=10:duration=4")
_SEEN = ("-pix_fmt", "yuv420p")


def filmed(folder: Path, name: str, *options: str, source: tuple[str, ...] = _TOUR) -> bytes:
    """Return a film of four seconds, made by FFmpeg with these options."""
    made = folder / name
    command = [str(FFMPEG), "-nostdin", "-v", "error", *source, *_SEEN, *options, "-y", str(made)]
    subprocess.run(command, check=True, timeout=120)
    return made.read_bytes()


def colors(page: Pixels) -> int:
    return len({page.data[at : at + 3] for at in range(0, len(page.data), 4)})


@needs_ffmpeg
def test_a_film_shows_a_picture_where_ffmpeg_is(
    previewer: Previewer, kept: Callable[[str, bytes], Source], tmp_path: Path
) -> None:
    made = filmed(tmp_path, "made.mp4")
    source = kept("tour.mp4", made)
    looked = previewer.look(source, QUIET)
    assert len(looked.pages) == 1
    assert preview_note(looked) == "Length: 4 s. 320 × 240 pixels."
    page = previewer.page(source, 0, (160, 160), QUIET)
    assert (page.width, page.height) == (160, 120)
    assert colors(page) > 8
    piece = Source("tour.mp4", "in pieces", blocks=lambda: iter([made]))
    assert previewer.page(piece, 0, (160, 160), QUIET) == page


_MADE = {
    "tour.mov": (),
    "tour.mkv": (),
    "tour.webm": ("-c:v", "libvpx", "-deadline", "realtime"),
    "recorded.webm": ("-c:v", "libvpx", "-deadline", "realtime", "-live", "1"),
    "recorded.mp4": ("-movflags", "frag_keyframe+empty_moov"),
    "tour.avi": ("-c:v", "mpeg4"),
    "tour.wmv": ("-c:v", "wmv2"),
    "tour.mpg": ("-c:v", "mpeg2video", "-r", "25"),
}


@needs_ffmpeg
@pytest.mark.parametrize("name", _MADE)
def test_every_kind_of_film_says_its_length_and_shows_a_picture(
    previewer: Previewer, kept: Callable[[str, bytes], Source], tmp_path: Path, name: str
) -> None:
    source = kept(name, filmed(tmp_path, f"made-{name}", *_MADE[name]))
    looked = previewer.look(source, QUIET)
    assert preview_note(looked).startswith("Length: 4 s.")
    assert colors(previewer.page(source, 0, (160, 160), QUIET)) > 8


@needs_ffmpeg
def test_a_film_of_a_phone_held_upright_is_upright(
    previewer: Previewer, kept: Callable[[str, bytes], Source], tmp_path: Path
) -> None:
    filmed(tmp_path, "lying.mp4")
    lying = ("-display_rotation", "90", "-i", str(tmp_path / "lying.mp4"))
    source = kept("up.mp4", filmed(tmp_path, "up.mp4", "-c", "copy", source=lying))
    assert preview_note(previewer.look(source, QUIET)) == "Length: 4 s. 240 × 320 pixels."
    page = previewer.page(source, 0, (160, 160), QUIET)
    assert (page.width, page.height) == (120, 160)


@needs_ffmpeg
def test_a_film_that_begins_in_black_shows_what_comes_later(
    previewer: Previewer, kept: Callable[[str, bytes], Source], tmp_path: Path
) -> None:
    hidden = "drawbox=color=black:t=fill:enable='lt(t,1.5)'"
    source = kept("fade.mp4", filmed(tmp_path, "fade.mp4", "-vf", hidden))
    assert colors(previewer.page(source, 0, (160, 160), QUIET)) > 8
    black = kept("black.mp4", filmed(tmp_path, "black.mp4", "-vf", "drawbox=color=black:t=fill"))
    looked = previewer.look(black, QUIET)  # nothing to see in it: its length is all there is
    assert looked.pages == ()
    assert said(looked) == "Length: 4 s\n320 × 240 pixels"


@needs_ffmpeg
@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("cut.mkv", ("-g", "5")),
        ("cut.webm", ("-c:v", "libvpx", "-deadline", "realtime")),
        ("cut.mp4", ("-movflags", "+faststart", "-g", "5")),
    ],
)
def test_what_is_left_of_a_film_that_was_cut_off_is_shown(
    previewer: Previewer,
    kept: Callable[[str, bytes], Source],
    tmp_path: Path,
    name: str,
    options: tuple[str, ...],
) -> None:
    made = filmed(tmp_path, f"whole-{name}", *options)
    source = kept(name, made[: len(made) // 2])
    assert preview_note(previewer.look(source, QUIET)) == "Length: 4 s. 320 × 240 pixels."
    assert colors(previewer.page(source, 0, (160, 160), QUIET)) > 8


def test_a_film_cut_off_before_it_says_where_everything_is_is_damaged() -> None:
    head = mp4(192)
    body = (1016).to_bytes(4) + b"mdat" + bytes(1008)
    with pytest.raises(Unviewable) as caught:
        film(io.BytesIO(head[: int.from_bytes(head[:4])] + body))
    assert caught.value.fault is PreviewFault.DAMAGED


def test_a_film_that_a_browser_recorded_is_read_to_its_end() -> None:
    """Its parts say that their length is not known (RFC 8794, 6.2)."""
    whole = webm(192)
    at = whole.index(bytes.fromhex("18538067")) + 4
    width = 9 - whole[at].bit_length()
    unknown = bytes.fromhex("01ffffffffffffff")
    assert said(film(io.BytesIO(whole[:at] + unknown + whole[at + width :]))) == (
        "Length: 3 min 12 s\n640 × 360 pixels"
    )
