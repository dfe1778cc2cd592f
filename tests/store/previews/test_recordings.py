"""How long sounds and films are, and a picture out of a film."""

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.text.extract import in_words, plain_extract
from lssc_desktop.messages.previews import fact_words, length, preview_note
from lssc_desktop.store.previews import Inspection, Previewer, Source
from lssc_desktop.store.previews.recordings import film, sound
from lssc_desktop.store.previews.wire import PreviewFault, Unviewable
from tests.store.previews.kinds import avi, mp4, wav, webm

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
    assert length(seconds) == words
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


@pytest.mark.skipif(FFMPEG is None, reason="FFmpeg is not installed")
def test_a_film_shows_a_picture_where_ffmpeg_is(
    previewer: Previewer, kept: Callable[[str, bytes], Source], tmp_path: Path
) -> None:
    made = tmp_path / "made.mp4"
    command = [str(FFMPEG), "-v", "error", "-f", "lavfi", "-i", "testsrc=size=320x240:duration=4"]
    subprocess.run([*command, "-pix_fmt", "yuv420p", str(made)], check=True, timeout=60)
    source = kept("tour.mp4", made.read_bytes())
    looked = previewer.look(source, QUIET)
    assert len(looked.pages) == 1
    assert preview_note(looked) == "Length: 4 s. 320 × 240 pixels."
    page = previewer.page(source, 0, (160, 160), QUIET)
    assert (page.width, page.height) == (160, 120)
    assert len({page.data[at : at + 3] for at in range(0, len(page.data), 4)}) > 8
    piece = Source("tour.mp4", "in pieces", blocks=lambda: iter([made.read_bytes()]))
    assert previewer.page(piece, 0, (160, 160), QUIET) == page
