"""Every kind of file: shown, or one clear sentence, whatever happened to it on its way."""

import random
from collections.abc import Callable

import pytest

from lssc_desktop.core.files.names import (
    EXTENSIONS,
    FileKind,
    Shown,
    file_kind,
    shown_as,
)
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.text.extract import in_words, plain_extract
from lssc_desktop.documents.helper import viewer_for
from lssc_desktop.documents.previews import (
    Inspection,
    Previewer,
    PreviewFailed,
    PreviewFault,
    Source,
)
from lssc_desktop.documents.previews.viewers import OfficePages
from lssc_desktop.messages.message import message_for
from lssc_desktop.messages.previews import fact_words
from tests.documents.previews.kinds import every_kind

type Keep = Callable[[str, bytes], Source]

QUIET = ignore_progress
DAMAGED = 10  # variants of each kind


def words_of(looked: Inspection) -> str:
    if looked.extract is not None:
        return plain_extract(in_words(looked.extract, fact_words))
    return "" if looked.text is None else "\n".join(p.text for p in looked.text.paragraphs)


@pytest.mark.parametrize("extension", list(every_kind()))
def test_a_good_file_shows_words_or_a_picture(
    extension: str, previewer: Previewer, kept: Keep
) -> None:
    source = kept(f"file.{extension}", every_kind()[extension])
    looked = previewer.look(source, QUIET)
    if looked.pages:
        page = previewer.page(source, 0, (64, 64), QUIET)
        shades = {page.data[at : at + 3] for at in range(0, len(page.data), 4)}
        assert len(shades) > 8
    else:
        assert words_of(looked).strip()


def spoiled(data: bytes, chance: random.Random) -> bytes:
    """A file as a bad stick, a broken download or a wrong name leaves it."""
    cut = data[: chance.randrange(1, max(len(data), 2))]
    flipped = bytearray(data)
    for _ in range(max(len(data) // 200, 3)):
        flipped[chance.randrange(len(flipped))] = chance.randrange(256)
    gap = chance.randrange(len(data))
    zeros = data[:gap] + bytes(min(512, len(data) - gap)) + data[gap + 512 :]
    twice = data[: len(data) // 2] + data
    noise = data[:16] + chance.randbytes(len(data))
    return chance.choice([cut, bytes(flipped), zeros, twice, noise])


def outcome(previewer: Previewer, source: Source) -> PreviewFault | None:
    """Why a file is not shown, for which there is a sentence; None when it is."""
    try:
        looked = previewer.look(source, QUIET)
        if looked.pages:
            previewer.page(source, 0, (64, 64), QUIET)
    except PreviewFailed as error:
        return error.fault if message_for(error).happened else PreviewFault.STOPPED
    return None


@pytest.mark.parametrize("extension", list(every_kind()))
def test_a_damaged_file_costs_that_file_and_gives_a_sentence(
    extension: str, previewer: Previewer, kept: Keep
) -> None:
    chance = random.Random(extension)  # noqa: S311  the same files everywhere
    data = every_kind()[extension]
    for number in range(DAMAGED):
        source = kept(f"bad {number}.{extension}", spoiled(data, chance))
        fault = outcome(previewer, source)
        assert fault is not PreviewFault.STOPPED
    assert words_of(previewer.look(kept("good.txt", b"Still here"), QUIET)) == "Still here"


@pytest.mark.parametrize("extension", list(every_kind()))
def test_an_empty_file_says_so(extension: str, previewer: Previewer, kept: Keep) -> None:
    with pytest.raises(PreviewFailed) as caught:
        previewer.look(kept(f"nothing.{extension}", b""), QUIET)
    assert caught.value.fault is PreviewFault.EMPTY


# One place for a kind ---------------------------------------------------------------------------


def test_every_file_that_is_shown_has_a_kind_that_people_know() -> None:
    shown = {each for all_ in EXTENSIONS.values() for each in all_ if shown_as(f"x.{each}")}
    assert shown
    assert all(file_kind(f"x.{each}") is not FileKind.OTHER for each in shown)


def test_every_way_to_show_a_file_has_a_reader_and_a_file() -> None:
    ways = {shown_as(f"x.{each}"): each for all_ in EXTENSIONS.values() for each in all_}
    assert set(Shown) <= set(ways)
    for way in Shown:
        viewer_for(f"x.{ways[way]}", b"x", OfficePages(), "key")
