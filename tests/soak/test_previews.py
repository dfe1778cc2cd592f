"""Damaged in any way, a file gives a page, a text or a sentence, and the helper goes on."""

import io
import random
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import docx
import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.documents.helper import MEMORY
from lssc_desktop.documents.images import Shape, ShapeKind, draw
from lssc_desktop.documents.previews import Limits, Previewer, PreviewFailed, PreviewFault, Source
from lssc_desktop.messages.message import message_for
from tests.documents.previews.pdfs import written

QUIET = ignore_progress
ROOM = (500, 500)
SUFFIXES = (".pdf", ".jpg", ".docx")


@pytest.fixture
def previewer() -> Iterator[Previewer]:
    previewer = Previewer(Limits(seconds=10.0))
    yield previewer
    previewer.close()


def originals(corpus: Path) -> dict[str, bytes]:
    """Whole files of each kind that is shown."""
    document = io.BytesIO()
    docx.Document().save(document)
    circle = Shape(ShapeKind.ELLIPSE, (9, 9, 300, 200), "#123456")
    own = {
        "own.pdf": written("Hold shelf"),
        "own.jpg": draw(400, 300, "#eeeeee", (circle,)),
        "own.docx": document.getvalue(),
    }
    paths = (path for path in sorted(corpus.rglob("*")) if path.suffix in SUFFIXES)
    return own | {path.name: path.read_bytes() for path in paths}


def damaged(data: bytes, chance: random.Random) -> bytes:
    """A file with some of its bytes changed, a piece gone or there twice, or its end cut off."""
    spoiled = bytearray(data)
    for _ in range(chance.choice((1, 3, 30))):
        place = chance.randrange(len(spoiled))
        piece = slice(place, place + chance.choice((1, 4, 100)))
        match chance.randrange(5):
            case 0:
                spoiled[place] = chance.randrange(256)
            case 1:
                spoiled[piece] = chance.randbytes(len(spoiled[piece]))
            case 2:
                del spoiled[piece]
                spoiled = spoiled or bytearray(b"%")
            case 3:
                spoiled[place:place] = spoiled[piece]
            case _:
                spoiled[place : place + 1] = str(chance.choice((0, -1, 2**31, 2**63))).encode()
    if chance.random() < 0.2:
        del spoiled[chance.randrange(1, len(spoiled) + 1) :]
    return bytes(spoiled)


def whole_at_once(data: bytes) -> Iterator[bytes]:
    yield data


def looked_into(previewer: Previewer, source: Source) -> PreviewFault | None:
    """Look at everything that is asked of a file; say why there was nothing to see."""
    try:
        looked = previewer.look(source, QUIET)
        if looked.text is None:
            pixels = previewer.page(source, len(looked.pages) - 1, ROOM, QUIET)
            assert 0 < pixels.width <= ROOM[0] + 1
            assert 0 < pixels.height <= ROOM[1] + 1
            previewer.words(source, 0, QUIET)
    except PreviewFailed as error:
        failure = error
    else:
        return None
    assert message_for(failure).happened
    return failure.fault


def peak(process: int) -> int:
    """The most memory, in bytes, that a process ever had; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024


@pytest.mark.parametrize(
    "rounds", [2, pytest.param(400, marks=pytest.mark.soak)], ids=["short", "long"]
)
def test_no_damage_costs_more_than_a_sentence(
    rounds: int, previewer: Previewer, corpus: Path
) -> None:
    chance = random.Random(20_261_125)  # noqa: S311  to be repeated
    whole = Source("whole.pdf", "whole", blocks=partial(whole_at_once, written("Still here")))
    files = originals(corpus)
    shown = 0
    for number in range(rounds):
        for name, data in files.items():
            spoiled = damaged(data, chance)
            source = Source(name, f"{number} {name}", blocks=partial(whole_at_once, spoiled))
            shown += looked_into(previewer, source) is None
            if previewer.helper is not None:
                assert peak(previewer.helper) <= MEMORY
        assert previewer.words(whole, 0, QUIET) == "Still here"
    assert 0 < shown < rounds * len(files)
