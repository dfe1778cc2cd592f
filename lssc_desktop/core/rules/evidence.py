"""What is shown: primary before secondary, one's own role in team work, files that are there.

Source: program-facts.md 2.3 (step 2, primary and secondary) and 2.2 (file types).
"""

from collections.abc import Iterator

from lssc_desktop.core.finding import Finding
from lssc_desktop.core.folder_facts import NOBODY_OPENS, Opened
from lssc_desktop.core.names import names_in_order
from lssc_desktop.core.portfolio import Weight
from lssc_desktop.core.rules.look import Look, is_blank

_WELL_KNOWN = (
    *(".pdf", ".jpg", ".jpeg", ".png", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".zip"),
)
"""Kinds of which every program reads the same files: one that we find damaged is damaged. Of the
others, such as .tif, programs open what we cannot."""

NOTEWORTHY_BYTES = 100_000_000
"""From this size on we mention that we do not know the receiver's limit."""


def evidence_none(look: Look) -> Iterator[Finding]:
    """A response that no file supports."""
    for competency, work in look.each():
        document = look.response(work)
        if document is not None and not is_blank(document.text) and not work.evidence:
            yield look.advice("evidence-none", competency.number)


def secondary_only(look: Look) -> Iterator[Finding]:
    """A competency that is shown by indirect evidence alone."""
    for competency, work in look.each():
        if work.evidence and all(use.weight is Weight.SECONDARY for use in work.evidence):
            yield look.advice("secondary-only", competency.number)


def own_role_missing(look: Look) -> Iterator[Finding]:
    """Team work that does not say which part was the candidate's own."""
    for competency, work in look.each():
        for use in work.evidence:
            if use.team_work and not use.own_role.strip():
                yield look.blocker("own-role-missing", competency.number, use.path)


def evidence_gone(look: Look) -> Iterator[Finding]:
    """A file that is shown and is not in the folder, or something else is in its place."""
    for path in look.used_paths():
        if path not in look.files:
            yield look.gone("evidence-gone", look.competency_using(path), path)


def evidence_unreadable(look: Look) -> Iterator[Finding]:
    """A file that is shown and that the system does not let us read."""
    for path in look.used_paths():
        file = look.files.get(path)
        if file is not None and not file.sha256:
            yield look.blocker("evidence-unreadable", look.competency_using(path), path)


def evidence_empty(look: Look) -> Iterator[Finding]:
    """A file that is shown and has no content."""
    for path in look.used_paths():
        file = look.files.get(path)
        if file is not None and file.bytes == 0:
            yield look.blocker("evidence-empty", look.competency_using(path), path)


def evidence_unopenable(look: Look) -> Iterator[Finding]:
    """A file that is shown and that nobody can open: cut off, damaged, or with a password."""
    for path in look.used_paths():
        file = look.files.get(path)
        state = None if file is None else look.opened(file)
        if state not in NOBODY_OPENS or state is Opened.EMPTY:  # `evidence_empty` has that one
            continue
        certain = state is Opened.PASSWORD or path.casefold().endswith(_WELL_KNOWN)
        finding = look.blocker if certain else look.advice
        number = look.competency_using(path)
        yield finding("evidence-unopenable", number, path, why=state.value)


def file_type_refused(look: Look) -> Iterator[Finding]:
    """A file of a type that the program does not take."""
    accepted = {ending.casefold().lstrip(".") for ending in look.program.limits.file_types}
    if not accepted:
        return
    for path in look.used_paths():
        ending = path.rpartition("/")[2].rpartition(".")[2].casefold()
        if ending not in accepted:
            yield look.blocker(
                "file-type-refused",
                look.competency_using(path),
                path,
                accepted=" ".join(sorted(accepted)),
            )


def file_large(look: Look) -> Iterator[Finding]:
    """A file over the program's limit, or a large one while no limit is known to us."""
    limit = look.program.limits.evidence_file_bytes
    for path in look.used_paths():
        file = look.files.get(path)
        if file is None:
            continue
        number = look.competency_using(path)
        if limit is not None and file.bytes > limit:
            yield look.blocker(
                "file-too-large", number, path, bytes=str(file.bytes), limit=str(limit)
            )
        elif limit is None and file.bytes >= NOTEWORTHY_BYTES:
            yield look.advice("file-large", number, path, bytes=str(file.bytes))


def files_too_many(look: Look) -> Iterator[Finding]:
    """More files in one set than the program takes."""
    limit = look.program.limits.evidence_files_per_set
    count = len(look.used_paths())
    if limit is not None and count > limit:
        yield look.blocker("files-too-many", files=str(count), limit=str(limit))


def package_too_large(look: Look) -> Iterator[Finding]:
    """Files that together are over what the program takes in one package."""
    limit = look.program.limits.package_bytes
    total = sum(look.files[path].bytes for path in look.used_paths() if path in look.files)
    if limit is not None and total > limit:
        yield look.blocker("package-too-large", bytes=str(total), limit=str(limit))


def name_changed(look: Look) -> Iterator[Finding]:
    """A file whose name other systems cannot take: its copy in the package gets another one."""
    paths = [path for path in look.used_paths() if path in look.files]
    names = [path.rpartition("/")[2] for path in paths]
    for path, name, packaged in zip(paths, names, names_in_order(names), strict=True):
        if packaged.partition(" ")[2] != name:  # what stands before it is the file's place
            yield look.advice("name-changed", look.competency_using(path), path, portable=packaged)
