"""What changed in a set from one package to a later one."""

from collections.abc import Mapping
from dataclasses import dataclass

from lssc_desktop.core.changes import (
    Change,
    FileChange,
    FileChangeKind,
    changes,
    changes_since,
    file_changes,
    file_print,
    is_changed,
)
from lssc_desktop.core.prints import FilePrint, PackagePrints
from lssc_desktop.core.richtext import RichText
from lssc_desktop.package.opened import OpenedPackage
from lssc_desktop.package.record import EarlierPackage, Record


@dataclass(frozen=True, slots=True)
class TextChanges:
    """Every sentence of a response that is not as it was; `competency` None: the statement."""

    competency: int | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class PackageChanges:
    """What changed since the package `since`, whose copy number is `copy`.

    `texts` are the changed ones only, in the order of the set, the statement last. `words_known`
    is false when the earlier package itself was not there: then sentences that went are counted,
    not shown (`core.changes.changes_since`).
    """

    since: str
    copy: int
    words_known: bool
    texts: tuple[TextChanges, ...] = ()
    files: tuple[FileChange, ...] = ()

    def text(self, competency: int | None) -> tuple[Change, ...]:
        """Return the sentences of a changed text; none for one that is as it was."""
        return next((item.changes for item in self.texts if item.competency == competency), ())

    def file(self, name: str) -> FileChangeKind | None:
        """Return what became of a file, by the candidate's name for it."""
        return next((item.kind for item in self.files if item.name == name), None)


def changes_between(old: OpenedPackage, new: OpenedPackage) -> PackageChanges:
    """Compare two packages of one set, sentence by sentence and file by file."""
    before, after = _texts(old), _texts(new)
    return PackageChanges(
        old.package_id,
        old.record.copy,
        words_known=True,
        texts=_changed(
            {
                place: changes(before.get(place, RichText()), after.get(place, RichText()))
                for place in dict.fromkeys((*after, *before))
            }
        ),
        files=file_changes(_files(old.record), _files(new.record)),
    )


def earlier_package(record: Record, package_id: str = "") -> EarlierPackage | None:
    """Return what a package knows of an earlier one, without an id of the last one.

    None where there was none, or where nothing but its name is known.
    """
    return next(
        (
            item
            for item in reversed(record.earlier)
            if package_id in {"", item.package_id} and item.prints != PackagePrints()
        ),
        None,
    )


def changes_carried(new: OpenedPackage, since: EarlierPackage) -> PackageChanges:
    """Compare a package with an earlier one of which it carries the fingerprints."""
    after = _texts(new)
    before = {item.competency: item.sentences for item in since.prints.texts}
    return PackageChanges(
        since.package_id,
        since.copy,
        words_known=False,
        texts=_changed(
            {
                place: changes_since(before.get(place, ""), after.get(place, RichText()))
                for place in dict.fromkeys((*after, *before))
            }
        ),
        files=file_changes(since.prints.files, _files(new.record)),
    )


def changed_places(record: Record, found: PackageChanges) -> tuple[int | None, ...]:
    """Return the competencies whose text or files changed, the statement (None) last."""
    texts = {item.competency for item in found.texts}
    names = {file.path: file.original_name for file in record.files}
    places: list[int | None] = [
        item.number
        for item in record.competencies
        if item.number in texts
        or any(found.file(names.get(use.path, "")) is not None for use in item.evidence)
    ]
    return (*places, *((None,) if None in texts else ()))


def _changed(found: Mapping[int | None, tuple[Change, ...]]) -> tuple[TextChanges, ...]:
    return tuple(TextChanges(place, steps) for place, steps in found.items() if is_changed(steps))


def _texts(opened: OpenedPackage) -> Mapping[int | None, RichText]:
    """Return every text of a package that could be read, in the order of the set."""
    record = opened.record
    paths = [(item.number, item.response) for item in record.competencies]
    documents = [
        (place, opened.document(path)) for place, path in (*paths, (None, record.statement))
    ]
    return {place: seen.text for place, seen in documents if seen is not None and not seen.fault}


def _files(record: Record) -> tuple[FilePrint, ...]:
    """Return the evidence of a package; its Word files are compared by what they say."""
    documents = {record.statement, *(item.response for item in record.competencies)}
    return tuple(
        file_print(file.original_name, file.sha256)
        for file in record.files
        if file.path not in documents
    )
