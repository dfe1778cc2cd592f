"""Whatever is edited in a Word file is read again as it was written, and can be taken back."""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from lssc_desktop.core.text.richtext import Form, Paragraph, RichText, Span
from lssc_desktop.documents.word import DocumentUnreadable, open_document, patched, to_docx
from tests.documents.word.random_edits import edited, said
from tests.documents.word.test_allowed import FEATURES, SHOWN, TEXT, ours, packed
from tests.documents.word.test_patch import word_file

SEEDS = range(8)
MANY_SEEDS = range(1000)


def documents() -> Iterator[bytes]:
    """Documents of ours and of Word, with everything that is kept."""
    yield word_file()
    yield to_docx(TEXT, title="Diversity", author="A. Rivera")
    yield to_docx(RichText((Paragraph((Span("One."),), Form.NUMBER),)), title="", author="")
    for plant in (*(plant for _code, plant in FEATURES.values()), *SHOWN.values()):
        parts = ours()
        plant(parts)
        yield packed(parts)


def edit_and_take_back(content: bytes, seed: int) -> None:
    document = open_document(content, "Response.docx")
    text = document.seen.text
    after = edited(text, random.Random(seed))  # noqa: S311 - the same edits each time

    written = patched(document, after)

    assert said(open_document(written, "Response.docx").seen.text) == said(after)
    assert patched(document, text) == content


@pytest.mark.parametrize("seed", SEEDS)
def test_edits_are_written_and_taken_back_to_the_same_bytes(seed: int) -> None:
    known = list(documents())
    for place in range(seed, len(known), len(SEEDS)):
        edit_and_take_back(known[place], seed)


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_a_thousand_edits_of_real_documents() -> None:
    """Of the folder that LSSC_DOCUMENTS names, else of the planted ones."""
    folder = os.environ.get("LSSC_DOCUMENTS", "")
    files = sorted(Path(folder).rglob("*.docx")) if folder else []
    known = [path.read_bytes() for path in files] or list(documents())
    for seed in MANY_SEEDS:
        content = known[seed % len(known)]
        try:
            document = open_document(content, "Response.docx")
        except DocumentUnreadable:
            continue
        if not document.seen.is_read_only:
            edit_and_take_back(content, seed)
