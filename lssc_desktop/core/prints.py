"""What is remembered of an earlier package, so that a later one can say what changed since."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextPrint:
    """The sentences of one response, in order; of the learning statement: `competency` is None.

    `sentences` holds `core.changes.PRINT` hexadecimal digits for each of them.
    """

    competency: int | None
    sentences: str


@dataclass(frozen=True, slots=True)
class FilePrint:
    """One file shown: the name that the candidate gave it, and the beginning of its SHA-256."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class PackagePrints:
    """The texts and the evidence of one package."""

    texts: tuple[TextPrint, ...] = ()
    files: tuple[FilePrint, ...] = ()
