"""Every kind of finding is found by a rule and said in words."""

import re
from collections import Counter
from pathlib import Path

import pytest

from lssc_desktop import core
from lssc_desktop.core.check.finding import Finding, FindingCode, Level
from lssc_desktop.core.privacy.private_data import PrivacyKind
from lssc_desktop.messages.findings import FINDINGS, finding_message, joined
from lssc_desktop.messages.findings_standing import RENEWAL, STANDING
from lssc_desktop.messages.findings_texts import EVIDENCE, WRITTEN
from lssc_desktop.messages.privacy import PRIVACY, kind_words


def test_every_finding_has_one_row() -> None:
    rows = Counter(
        code for table in (WRITTEN, EVIDENCE, PRIVACY, STANDING, RENEWAL) for code in table
    )
    assert rows == dict.fromkeys(FindingCode, 1)
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


def _without(code: FindingCode, *numbers: int, set_id: str = "basics") -> list[Finding]:
    return [Finding(Level.BLOCKER, code, set_id, number) for number in numbers]


def test_what_is_alike_of_several_competencies_is_said_once() -> None:
    missing = FindingCode.RESPONSE_MISSING
    found = [*_without(missing, 2, 4, 5, 6, 7), *_without(FindingCode.OWN_ROLE_MISSING, 1, 2)]
    alike, *others = joined([*found, *_without(missing, 1, set_id="technology")])
    said = finding_message(alike)
    assert said.happened == "5 competencies have no response: 2 and 4 to 7."
    assert said.advice == finding_message(found[0]).advice
    assert (alike.set_id, alike.competency) == ("basics", 2)
    assert others == [*found[5:], *_without(missing, 1, set_id="technology")]


@pytest.mark.parametrize("code", [code for code, row in FINDINGS.items() if row.joined])
def test_each_finding_that_can_be_joined_names_the_competencies(code: FindingCode) -> None:
    (alike,) = joined(_without(code, 3, 4, 9))
    assert finding_message(alike).happened.startswith("3 competencies ")
    assert finding_message(alike).happened.endswith(": 3, 4, and 9.")
    (alone,) = joined(_without(code, 3))
    assert finding_message(alone).happened.startswith("Competency 3 ")
