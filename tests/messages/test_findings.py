"""Every kind of finding is found by a rule and said in words."""

import re
from collections import Counter
from pathlib import Path

import pytest

from lssc_desktop import core
from lssc_desktop.core.check.finding import FindingCode
from lssc_desktop.core.privacy.private_data import PrivacyKind
from lssc_desktop.messages.findings import EVIDENCE, FINDINGS, STANDING
from lssc_desktop.messages.findings_texts import RENEWAL, WRITTEN
from lssc_desktop.messages.privacy import PRIVACY, kind_words


def test_every_finding_is_said_once() -> None:
    said = Counter(
        code for table in (WRITTEN, EVIDENCE, PRIVACY, STANDING, RENEWAL) for code in table
    )
    assert said == dict.fromkeys(FindingCode, 1)
    assert set(FINDINGS) == set(FindingCode)


@pytest.fixture(scope="module")
def rules() -> str:
    """The text of all that yields findings."""
    folder = Path(core.__path__[0])
    files = (*(folder / "check").rglob("*.py"), folder / "time" / "certification.py")
    return "\n".join(file.read_text("utf-8") for file in files)


@pytest.mark.parametrize("code", FindingCode)
def test_every_finding_is_found_by_a_rule(code: FindingCode, rules: str) -> None:
    of_privacy = (
        code.value in {kind.value for kind in PrivacyKind} and "FindingCode(kind.value)" in rules
    )
    assert of_privacy or re.search(rf"FindingCode\.{code.name}\b", rules)


def test_every_kind_of_private_data_has_its_code_and_its_words() -> None:
    codes = [code.value for code in FindingCode if code.startswith("privacy-")]
    assert codes == [kind.value for kind in PrivacyKind]
    assert {code.value for code in PRIVACY} == set(codes)
    titles = [kind_words(kind).title for kind in PrivacyKind]
    assert len(set(titles)) == len(titles)
