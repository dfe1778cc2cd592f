"""What the rules find of lines as people write them in libraries of a region, and what they leave.

The lines are in `snippets`, what is private in [[ ]], with `\\n` where another paragraph begins.
They were written before the rules, the last ones of each file by somebody who had not seen them.
"""

import re
from pathlib import Path

import pytest

from lssc_desktop.core.privacy.private_data import PrivacyKind
from lssc_desktop.core.privacy.scan_order import TextRules, TextUnit
from lssc_desktop.core.privacy.text_rules import TextMatch, find_in_text
from lssc_desktop.documents.privacy.private_words import phone_check

SNIPPETS = Path(__file__).parent / "snippets"
REGIONS = ("us", "gb")


def lines(name: str) -> list[str]:
    text = (SNIPPETS / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def find(text: str, region: str) -> tuple[TextMatch, ...]:
    rules = TextRules(region=region.upper())
    units = [TextUnit(paragraph) for paragraph in text.split("\n")]
    return find_in_text(units, rules, phone_check(rules.region))


def missed(line: str, region: str) -> list[str]:
    """Return what is private in a line and was not found whole, as what it is."""
    said, marked = line.replace("\\n", "\n").split(" | ", 1)
    kinds = {PrivacyKind(f"privacy-{kind}") for kind in said.split("+")}
    text = marked.replace("[[", "").replace("]]", "")
    begins = [0, *(at + 1 for at, letter in enumerate(text) if letter == "\n")]
    found = [
        (begins[match.unit] + match.start, begins[match.unit] + match.end, match.kind)
        for match in find(text, region)
    ]
    seen = {at for start, end, _kind in found for at in range(start, end)}
    left = []
    for number, piece in enumerate(re.finditer(r"\[\[(.+?)\]\]", marked)):
        start = piece.start() - 4 * number
        span = range(start, start + len(piece[1]))
        whole = all(at in seen or not text[at].isalnum() for at in span)
        named = any(kind in kinds and at in span for at, _end, kind in found)
        if not (whole and named):
            left.append(piece[1])
    return left


@pytest.mark.parametrize("region", REGIONS)
def test_what_has_a_form_is_found_as_people_of_the_region_write_it(region: str) -> None:
    said = lines(region)
    left = [(line, missed(line, region)) for line in said]
    wrong = [line for line, pieces in left if pieces]
    assert len(said) >= 100
    assert len(wrong) <= len(said) * 0.05, "\n".join(wrong)


def test_lines_without_private_data_are_left_alone() -> None:
    said = [(line, region) for region in REGIONS for line in lines(f"{region}_without")]
    wrong = [line for line, region in said if find(line, region)]
    assert len(said) >= 200
    assert len(wrong) <= 6, "\n".join(wrong)
