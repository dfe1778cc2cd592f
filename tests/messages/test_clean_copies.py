"""What is said of a clean copy promises nothing that it may not keep."""

import re
from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.portfolio.portfolio import EvidenceFile
from lssc_desktop.core.privacy.clean_copy import Removal
from lssc_desktop.core.privacy.private_data import (
    PlaceUnit,
    PrivacyFinding,
    PrivacyKind,
    PrivatePlace,
)
from lssc_desktop.messages import clean_copies as say
from lssc_desktop.paths import resources
from lssc_desktop.store.evidence import CleanCopy

LIMIT = (
    "This copy may still hold things that can’t be seen. "
    "Don’t give it away if what you took out must not be read."
)
IN_SPANISH = (
    "Esta copia aún puede contener cosas que no se ven. "
    "No la entregue a nadie si lo que usted quitó no debe leerse."
)
PROMISES = re.compile(
    r"\bchecked\b|\bremoved\b|found nothing|won’t have|\bclean\b\.", re.IGNORECASE
)
ROOT = Path(__file__).parents[2]
EVERYTHING = tuple((removal, 2) for removal in Removal)
FOUND = PrivacyFinding(PrivacyKind.SOCIAL_SECURITY, PrivatePlace(PlaceUnit.FILE), "219-09-9999")
KINDS = (
    "a.docx",
    "a.xlsx",
    "a.pptx",
    "a.pdf",
    "a.jpg",
    "a.eml",
    "a.html",
    "a.odt",
    "a.doc",
    "a.txt",
)


def made(*left: PrivacyFinding) -> CleanCopy:
    file = EvidenceFile("Evidence/a (clean copy).docx", "a" * 64, 5, date(2026, 12, 1))
    return CleanCopy("Evidence/a.docx", file, EVERYTHING, left)


@pytest.mark.parametrize("copy", [made(), made(FOUND)])
def test_what_was_made_says_what_it_may_still_hold(copy: CleanCopy) -> None:
    window, printed = say.clean_copy_made(copy).text, " ".join(say.clean_copy_lines(copy))
    for said in (window, printed):
        assert LIMIT in said
        assert not PROMISES.search(said)
    assert ("Still in the copy" in window) is bool(copy.left)


@pytest.mark.parametrize("path", KINDS)
def test_what_will_be_made_says_so_too(path: str) -> None:
    said = [say.clean_note(path), say.wanted_title(), say.left_out_title(), *say.left_out(path)]
    said += [say.clean_offer_title(3), say.clean_offer_note(), say.clean_offer_words(3)]
    assert LIMIT in said[0]
    assert [each for each in said if PROMISES.search(each)] == []


def test_help_and_read_me_say_so_too() -> None:
    help_text = (resources() / "help" / "evidence.md").read_text(encoding="utf-8")
    section = help_text.partition("## A clean copy")[2].partition("\n## ")[0]
    row = next(
        line
        for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| `clean DIR")
    )
    for said in (" ".join(section.split()), row):
        assert LIMIT in said
        assert not PROMISES.search(said)


def test_spanish_help_says_it_in_spanish() -> None:
    text = (resources() / "help" / "es" / "evidence.md").read_text(encoding="utf-8")
    section = " ".join(text.partition("## Una copia limpia")[2].partition("\n## ")[0].split())
    assert IN_SPANISH in section
    assert not re.search(r"verificamos la copia|se quita\b|no encontramos", section, re.IGNORECASE)
