"""References to evidence in a text, as people write them."""

import pytest

from lssc_desktop.core.text.references import evidence_references


@pytest.mark.parametrize(
    ("text", "competency", "first", "last"),
    [
        ("as the flyer shows (evidence 2).", None, 2, 2),
        ("Evidence 04 is the list.", None, 4, 4),
        ("See E4.", None, 4, 4),
        ("See e 4.", None, 4, 4),
        ("See E11.2.", 11, 2, 2),
        ("See E2-E5.", None, 2, 5),
        ("See E2 to E5.", None, 2, 5),
        ("See E11.2\u201311.3.", 11, 2, 3),
        ("como muestra el folleto (evidencia 2).", None, 2, 2),
        ("Vea de la E2 a la E5.", None, 2, 5),
    ],
)
def test_a_reference_names_the_files_it_means(
    text: str, competency: int | None, first: int, last: int
) -> None:
    (found,) = evidence_references(text)
    assert (found.competency, found.first, found.last) == (competency, first, last)
    assert text[found.start : found.end].lower().startswith(("evidence", "e"))
    assert text[found.end - 1].isdigit()


@pytest.mark.parametrize("text", ["Rule 4", "page2", "evidence of 2 colleagues", "Email 3", ""])
def test_other_words_are_no_reference(text: str) -> None:
    assert evidence_references(text) == ()


def test_references_come_in_their_order() -> None:
    found = evidence_references("First (evidence 3), then (evidence 1) and E12.1")
    assert [(each.competency, each.first) for each in found] == [(None, 3), (None, 1), (12, 1)]
