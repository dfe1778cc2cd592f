"""Filling in the web form of a program: its fields, its files, and what it would refuse."""

from collections.abc import Iterable, Mapping, Sequence

from lssc_desktop.core.files.names import split_extension
from lssc_desktop.core.program.program import FieldSource, FileSource, WebForm
from lssc_desktop.values import dataclass

STATEMENT_STEM = "Learning statement"
"""How the name of the learning statement ends in a package."""


@dataclass(frozen=True, slots=True)
class FilledField:
    """One field with what belongs into it; `value` is "" where only the candidate can say."""

    label: str
    value: str
    hint: str = ""


def fill_form(form: WebForm, facts: Mapping[FieldSource, str]) -> tuple[FilledField, ...]:
    """Return the fields of a form, filled with what is known."""
    return tuple(
        FilledField(
            field.label,
            field.text if field.source is FieldSource.TEXT else facts.get(field.source, ""),
            field.hint,
        )
        for field in form.fields
    )


@dataclass(frozen=True, slots=True)
class FormFile:
    """A file of a package that goes to the form: its path in the payload, and its size."""

    path: str
    bytes: int

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.path.rpartition("/")[2]


def files_for(
    form: WebForm, files: Iterable[FormFile], statement: str = ""
) -> tuple[FormFile, ...]:
    """Return which files of a payload the form takes, in the order of the form.

    A form of which that is not known gets all that an evaluator reads. `statement` is the path of
    the statement, where its name does not say that it is one.
    """
    wanted = form.files or (FileSource.STATEMENT, FileSource.RESPONSES, FileSource.EVIDENCE)
    present = tuple(files)
    return tuple(
        file for source in wanted for file in present if file_source(file.path, statement) is source
    )


def file_source(path: str, statement: str = "") -> FileSource | None:
    """Return what a file of a payload is, None for what is only there for machines.

    Documents about the candidate go where the evidence goes.
    """
    match path.split("/"):
        case ["portfolio.pdf"]:
            return FileSource.PORTFOLIO
        case [name] if name.endswith(".lssc.zip"):
            return FileSource.PACKAGE
        case ["responses", name]:
            is_named_so = split_extension(name)[0].endswith(STATEMENT_STEM)
            is_statement = is_named_so or path == statement
            return FileSource.STATEMENT if is_statement else FileSource.RESPONSES
        case ["evidence" | "documents", *_]:
            return FileSource.EVIDENCE
        case _:
            return None


@dataclass(frozen=True, slots=True)
class FormFault:
    """Something the form will not take: `code`, the file it is about ("" for all), facts."""

    code: str
    file: str = ""
    is_: int = 0
    limit: int = 0
    types: tuple[str, ...] = ()


def form_faults(form: WebForm, files: Sequence[FormFile]) -> tuple[FormFault, ...]:
    """Return what the form would refuse, before the user goes there."""
    found: list[FormFault] = []
    for file in files:
        ending = split_extension(file.name)[1].removeprefix(".").lower()
        if form.file_types and ending not in form.file_types:
            found.append(FormFault("type", file.name, types=form.file_types))
        if form.file_bytes is not None and file.bytes > form.file_bytes:
            found.append(FormFault("file-size", file.name, file.bytes, form.file_bytes))
    if form.files_at_most is not None and len(files) > form.files_at_most:
        found.append(FormFault("count", "", len(files), form.files_at_most))
    whole = sum(file.bytes for file in files)
    if form.all_bytes is not None and whole > form.all_bytes:
        found.append(FormFault("all-size", "", whole, form.all_bytes))
    return tuple(found)
