import pytest

from lssc_desktop.core.files.names import FileKind
from lssc_desktop.core.portfolio.portfolio import Weight
from lssc_desktop.core.program.schema import AboutKind
from lssc_desktop.core.standing.folder_facts import FileState, FileUse, ListedFile
from lssc_desktop.messages.evidence import (
    about_word,
    facts_line,
    file_count_line,
    kind_word,
    no_files_about,
    part_list,
    size_text,
    state_line,
    use_line,
    used_in,
)
from lssc_desktop.messages.words import shortened_name
from lssc_desktop.store.programs import shipped_program


def listed(
    *uses: FileUse, state: FileState = FileState.THERE, about: AboutKind | None = None
) -> ListedFile:
    return ListedFile(
        "Evidence/a.docx", "a.docx", "a.docx", FileKind.WORD, 1_800_000, state, uses, about
    )


def use(title: str, number: int | None, weight: Weight = Weight.PRIMARY) -> FileUse:
    return FileUse(title.lower(), title, number, weight)


RENEWED = FileUse("", "Talk", None, renewal=True)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (listed(use("Foundations", 4), use("Foundations", 7)), "Foundations 4, 7"),
        (listed(use("Foundations", 4), use("Reference", 1)), "Foundations 4; Reference 1"),
        (listed(use("Access", None)), "Access certificate"),
        (listed(RENEWED), "Renewal, Talk"),
        (listed(), "Not used yet"),
        (listed(about=AboutKind.RESUME), "Résumé"),
    ],
)
def test_where_a_file_is_used(file: ListedFile, said: str) -> None:
    assert used_in(file) == said


def test_one_use_names_its_weight() -> None:
    assert (
        use_line(use("Foundations", 11, Weight.SECONDARY))
        == "Foundations, competency 11, secondary"
    )
    assert use_line(use("Access", None)) == "Access, certificate of the course"
    assert use_line(RENEWED) == "“Talk”, for your renewal"


def test_a_file_that_is_gone_says_so_instead_of_its_size() -> None:
    assert size_text(listed()) == "1.8 MB"
    assert size_text(listed(state=FileState.MISSING)) == "missing"
    assert facts_line(listed()) == "Word, 1.8 MB"
    assert state_line(FileState.THERE) == ""
    assert "Put it back" in state_line(FileState.MISSING)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((34, 3, 2), "34 files. 3 aren’t used yet. 2 more are about you."),
        ((1, 1, 1), "1 file. 1 isn’t used yet. 1 more is about you."),
        ((0, 0, 0), "0 files."),
    ],
)
def test_how_many_there_are(counts: tuple[int, int, int], said: str) -> None:
    assert file_count_line(*counts) == said


def test_every_kind_has_its_word() -> None:
    assert len({kind_word(kind) for kind in FileKind}) == len(FileKind)
    assert len({about_word(kind) for kind in AboutKind}) == len(AboutKind)


def test_parts_are_called_by_letters_or_by_titles() -> None:
    assert part_list(("a",)) == "part a"
    assert part_list(("a", "b")) == "parts a and b"
    assert part_list(("Searching", "Shelving")) == "“Searching” and “Shelving”"


def test_a_long_name_keeps_its_beginning_and_its_end() -> None:
    name = "A worksheet that a colleague made for new pages in the children's department, 3.pdf"

    shown = shortened_name(name)

    assert len(shown) <= 60
    assert shown.startswith("A worksheet that a colleague")
    assert shown.endswith("department, 3.pdf")
    assert shortened_name("Desk guide.docx") == "Desk guide.docx"


@pytest.mark.parametrize(
    ("program", "said", "unsaid"),
    [
        ("lssc", "Résumé and Acceptance letter", "Mentor"),
        ("cilip-certification", "Annotated job description", "cceptance letter"),
    ],
)
def test_the_documents_of_the_program_go_with_what_is_about_you(
    program: str, said: str, unsaid: str
) -> None:
    """Before, to a candidate of CILIP: "Your résumé or acceptance letter goes here."."""
    text = no_files_about(shipped_program(program).program).text
    assert said in text
    assert unsaid not in text
