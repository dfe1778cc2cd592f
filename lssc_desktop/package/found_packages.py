"""The packages that lie in a portfolio folder, for when nothing else remembers them."""

from collections.abc import Iterator
from pathlib import Path

from lssc_desktop.core.changes import file_print, text_print
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Cancelled, Reporter
from lssc_desktop.core.layout import PACKAGES
from lssc_desktop.core.portfolio import PackageNote
from lssc_desktop.core.prints import PackagePrints, TextPrint
from lssc_desktop.package.build import AGENT, content_of
from lssc_desktop.package.opened import OpenedPackage, open_for_review, packaged_file
from lssc_desktop.package.target import SUFFIX
from lssc_desktop.store.disk import FileMissing, FolderGone, names_in
from lssc_desktop.store.programs import LARGEST
from lssc_desktop.store.rebuild import FoundPackage


def found_packages(root: Path, reporter: Reporter) -> tuple[FoundPackage, ...]:
    """Verify and read every package of a set in `Packages/`, the oldest first.

    What is damaged, or no package of a set, is passed over. Raises `Cancelled`.
    """
    found = []
    for path in _paths(root / PACKAGES):
        try:
            opened = open_for_review(path, reporter)
            note = _note(opened, reporter)
        except Cancelled:
            raise
        except LsscError:
            continue
        found.append(FoundPackage(opened.record.portfolio, note))
    return tuple(sorted(found, key=lambda item: (item.note.day, item.note.copy)))


def _paths(folder: Path) -> Iterator[Path]:
    try:
        names = names_in(folder)
    except (FileMissing, FolderGone):
        return
    yield from (folder / name for name in sorted(names) if name.endswith(SUFFIX))


def _note(opened: OpenedPackage, reporter: Reporter) -> PackageNote:
    record = opened.record
    return PackageNote(
        package_id=opened.package_id,
        set_id=record.set,
        kind=record.kind,
        copy=record.copy,
        day=record.day,
        content=_content(opened, reporter),
        path=f"{PACKAGES}/{opened.path.name}",
        prints=_prints(opened),
    )


def _content(opened: OpenedPackage, reporter: Reporter) -> str:
    """Return the fingerprint of what a package holds; "" for one of another version of ours."""
    if ("Bag-Software-Agent", AGENT) not in opened.verification.info:
        return ""
    program = packaged_file(opened.path, "program.toml", LARGEST, reporter)
    return content_of(program, opened.record)


def _prints(opened: OpenedPackage) -> PackagePrints:
    record = opened.record
    places = {item.response: item.number for item in record.competencies if item.response}
    texts = [
        TextPrint(number, text_print(document.text))
        for path, number in places.items()
        if (document := opened.document(path)) is not None
    ]
    statement = opened.document(record.statement)
    if statement is not None:
        texts.append(TextPrint(None, text_print(statement.text)))
    files = (
        file_print(file.original_name, file.sha256)
        for file in record.files
        if file.path not in {*places, record.statement}
    )
    return PackagePrints(tuple(texts), tuple(files))
