from lssc_desktop.core.program.program import FieldSource, FileSource, FormField, WebForm
from lssc_desktop.core.program.web_form import (
    FormFault,
    FormFile,
    file_source,
    files_for,
    fill_form,
    form_faults,
)

PAYLOAD = (
    FormFile("index.html", 10),
    FormFile("responses/01 Mission.docx", 20),
    FormFile("responses/Learning statement.docx", 30),
    FormFile("evidence/01 flyer.PDF", 40),
    FormFile("portfolio.pdf", 50),
)


def test_a_field_is_filled_from_what_is_known() -> None:
    form = WebForm(
        "Form",
        fields=(
            FormField("Name", FieldSource.NAME),
            FormField("Kind", FieldSource.TEXT, "First hand-in"),
            FormField("Remarks", FieldSource.NOTE, hint="Optional"),
        ),
    )
    filled = fill_form(form, {FieldSource.NAME: "A. Rivera"})
    assert [(each.label, each.value, each.hint) for each in filled] == [
        ("Name", "A. Rivera", ""),
        ("Kind", "First hand-in", ""),
        ("Remarks", "", "Optional"),
    ]


def test_the_files_come_in_the_order_of_the_form() -> None:
    form = WebForm("Form", files=(FileSource.PORTFOLIO, FileSource.EVIDENCE))
    assert [file.name for file in files_for(form, PAYLOAD)] == ["portfolio.pdf", "01 flyer.PDF"]


def test_a_form_that_names_no_files_gets_what_an_evaluator_reads() -> None:
    assert [file.name for file in files_for(WebForm("Form"), PAYLOAD)] == [
        "Learning statement.docx",
        "01 Mission.docx",
        "01 flyer.PDF",
    ]


def test_a_package_as_a_whole_can_be_a_file_of_the_form() -> None:
    assert file_source("rivera-technology-2026-11-24.lssc.zip") is FileSource.PACKAGE
    assert file_source("record.json") is None


def test_a_form_without_limits_takes_everything() -> None:
    assert form_faults(WebForm("Form"), PAYLOAD) == ()


def test_what_a_form_would_refuse_is_told_before() -> None:
    form = WebForm("Form", file_types=("pdf",), file_bytes=45, files_at_most=2, all_bytes=119)
    chosen = tuple(file for file in PAYLOAD if file.bytes >= 30)
    assert form_faults(form, chosen) == (
        FormFault("type", "Learning statement.docx", types=("pdf",)),
        FormFault("file-size", "portfolio.pdf", 50, 45),
        FormFault("count", "", 3, 2),
        FormFault("all-size", "", 120, 119),
    )
