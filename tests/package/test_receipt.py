import io
from datetime import UTC, datetime
from pathlib import Path

import pdfua
import pypdf

from lssc_desktop.core.submission.submission import Proof, Receipt
from lssc_desktop.messages.sending import (
    receipt_sheet,
    receipt_text,
    receipt_verdict,
    short_fingerprint,
)
from lssc_desktop.package.papers import sheet_pdf

AT = datetime(2026, 9, 8, 9, 41, tzinfo=UTC)
OURS = "7f3a91c25e08d4aa" * 4
RECEIPT = Receipt(
    "aa" * 32,
    AT,
    "tus+https://upload.example/",
    "https://upload.example/p",
    268_000_000,
    Proof.READ_BACK,
    OURS,
    OURS,
)
PERSON = Receipt("aa" * 32, AT, "form:", "", 31, Proof.PERSON, OURS, said="Thank you <b>#1</b>")
TITLE = "Communication and Teamwork, portfolio"


def said(pdf: bytes) -> str:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_a_sheet_has_the_facts_and_both_fingerprints() -> None:
    sheet = receipt_sheet(RECEIPT, TITLE, "rivera.lssc.zip", "A. Rivera", UTC)
    pdf = sheet_pdf(sheet, AT.date())
    words = said(pdf).replace("\u200b", "").replace(" ", "")
    assert words.count(OURS) == 2
    for expected in ("Sep 8, 2026, 9:41 AM", "268 MB", "Handed in by A. Rivera", "rivera.lssc.zip"):
        assert expected.replace(" ", "") in words


def test_the_same_receipt_gives_the_same_bytes() -> None:
    sheet = receipt_sheet(RECEIPT, TITLE, "rivera.lssc.zip", "A. Rivera", UTC)
    assert sheet_pdf(sheet, AT.date()) == sheet_pdf(sheet, AT.date())


def test_a_receipt_is_accessible(tmp_path: Path) -> None:
    sheet = receipt_sheet(PERSON, TITLE, "rivera.lssc.zip", "María #set", UTC)
    path = tmp_path / "receipt.pdf"
    path.write_bytes(sheet_pdf(sheet, AT.date()))
    assert "Thank you <b>#1</b>" in said(path.read_bytes())
    assert pdfua.validate(str(path)).findings == ()


def test_the_text_to_copy_says_what_was_compared() -> None:
    text = receipt_text(RECEIPT, TITLE, "rivera.lssc.zip", UTC)
    assert f"Ours: {OURS}\nTheirs: {OURS}\n" in text
    assert "Fingerprints match." in text
    assert f"Package: {TITLE}, 268 MB" in text


def test_the_id_of_the_package_stands_with_what_is_for_it_staff() -> None:
    text = receipt_text(RECEIPT, TITLE, "rivera.lssc.zip", UTC)
    said, technical = text.split("\n\nTechnical details\n")
    assert RECEIPT.package_id not in said
    assert f"Package ID: {RECEIPT.package_id}" in technical.splitlines()


def test_a_confirmation_that_was_read_claims_no_fingerprint() -> None:
    assert receipt_verdict(PERSON) == "You read a confirmation"
    text = receipt_text(PERSON, TITLE, "rivera.lssc.zip", UTC)
    assert "Theirs" not in text
    assert "It said: Thank you <b>#1</b>" in text


def test_a_fingerprint_is_shown_in_groups() -> None:
    assert short_fingerprint(OURS) == "7f3a 91c2 5e08 d4aa…"
    assert short_fingerprint("7f3a91") == "7f3a 91"
