"""A web form that a person fills in by hand: what it asks, what it takes, what we can offer.

These classes are also the schema of `[web_form]` in a program file. What the program file does
not say is not known: None, an empty text or an empty tuple.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from lssc_desktop.core.names import split_extension
from lssc_desktop.core.schema import Amount, Bytes, Extension, Title, Unique, WebAddress


class FieldSource(StrEnum):
    """Where what stands in a field comes from."""

    NAME = "name"
    EMAIL = "email"
    SET = "set"
    PROGRAM = "program"
    PACKAGE = "package"
    FINGERPRINT = "fingerprint"
    TEXT = "text"
    NOTE = "note"


class FileSource(StrEnum):
    """Which files of a package a form takes."""

    PORTFOLIO = "portfolio"
    STATEMENT = "statement"
    RESPONSES = "responses"
    EVIDENCE = "evidence"
    PACKAGE = "package"


@dataclass(frozen=True, slots=True)
class FormField:
    """One field as the form labels it. `text` is what stands there where the source is TEXT.

    A NOTE is the candidate's own words; `hint` says what the form wants to read.
    """

    label: Title
    source: FieldSource
    text: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class WebForm:
    """How a set is handed in on a web page. Without `page` its address is not known.

    `files` are in the order in which the form takes them; `one_by_one` where it takes a single
    file at a time.
    """

    title: Title
    page: WebAddress = ""
    fields: Annotated[tuple[FormField, ...], Unique("label")] = ()
    files: tuple[FileSource, ...] = ()
    one_by_one: bool = False
    file_types: tuple[Extension, ...] = ()
    file_bytes: Bytes | None = None
    files_at_most: Amount | None = None
    all_bytes: Bytes | None = None
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FilledField:
    """One field with what belongs into it; `value` is "" where only the candidate can say."""

    label: str
    value: str
    hint: str = ""


def fill(form: WebForm, facts: Mapping[FieldSource, str]) -> tuple[FilledField, ...]:
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


def files_for(form: WebForm, files: Iterable[FormFile]) -> tuple[FormFile, ...]:
    """Return which files of a payload the form takes, in the order of the form.

    A form of which that is not known gets all that an evaluator reads.
    """
    wanted = form.files or (FileSource.STATEMENT, FileSource.RESPONSES, FileSource.EVIDENCE)
    present = tuple(files)
    return tuple(file for source in wanted for file in present if source_of(file.path) is source)


def source_of(path: str) -> FileSource | None:
    """Tell what a file of a payload is, None for what is only there for machines."""
    match path.split("/"):
        case ["portfolio.pdf"]:
            return FileSource.PORTFOLIO
        case [name] if name.endswith(".lssc.zip"):
            return FileSource.PACKAGE
        case ["responses", name]:
            is_statement = split_extension(name)[0].endswith(STATEMENT_STEM)
            return FileSource.STATEMENT if is_statement else FileSource.RESPONSES
        case ["evidence", *_]:
            return FileSource.EVIDENCE
        case _:
            return None


STATEMENT_STEM = "Learning statement"
"""How the name of the learning statement ends in a package."""


@dataclass(frozen=True, slots=True)
class FormFault:
    """Something the form will not take: `code`, the file it is about ("" for all), facts."""

    code: str
    file: str = ""
    is_: int = 0
    limit: int = 0
    types: tuple[str, ...] = ()


def form_faults(form: WebForm, files: Sequence[FormFile]) -> tuple[FormFault, ...]:
    """Tell which files the form would refuse, before anybody goes there."""
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
