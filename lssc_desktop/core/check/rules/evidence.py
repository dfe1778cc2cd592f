"""Rules about evidence and documents: what is shown and can be opened, and what Word files hold.

Primary evidence comes before secondary, and team work names the candidate's own role. Source:
docs/facts/lssc.md 2.2 (file types) and 2.3 (evidence).
"""

from collections.abc import Iterator

from lssc_desktop.core.check.finding import Finding, FindingCode, Level
from lssc_desktop.core.check.rules.snapshot import SetSnapshot, is_blank
from lssc_desktop.core.check.rules.standing import documents_in
from lssc_desktop.core.files.names import copy_format, extension_of, names_in_order
from lssc_desktop.core.files.seen import (
    GAVE_UP,
    NOBODY_OPENS,
    Barrier,
    Opened,
    SeenFile,
    is_certain,
)
from lssc_desktop.core.portfolio.clean_copies import is_outdated
from lssc_desktop.core.portfolio.portfolio import Weight
from lssc_desktop.core.program.program import Program, ProgramKind
from lssc_desktop.core.text.richtext import (
    PRINTED,
    UnsupportedContent,
    undisplayable,
    undisplayable_in,
)

UNFINISHED = ("comment", "tracked-change")
"""What Word keeps of the writing itself: readers of the package can see it."""

NOTEWORTHY_BYTES = 100_000_000
"""From this size on we mention that we do not know the receiver's limit."""


def evidence_none(look: SetSnapshot) -> Iterator[Finding]:
    """A response that no file supports."""
    for competency, work in look.each():
        document = look.response(work)
        if document is not None and not is_blank(document.text) and not work.evidence:
            yield look.advice(FindingCode.EVIDENCE_NONE, competency.number)


def secondary_only(look: SetSnapshot) -> Iterator[Finding]:
    """A competency that is shown by indirect evidence alone."""
    for competency, work in look.each():
        if work.evidence and all(use.weight is Weight.SECONDARY for use in work.evidence):
            yield look.advice(FindingCode.SECONDARY_ONLY, competency.number)


def own_role_missing(look: SetSnapshot) -> Iterator[Finding]:
    """Team work that does not say which part was the candidate's own."""
    for number, use in look.work.uses():
        if use.team_work and not use.own_role.strip():
            yield look.blocker(FindingCode.OWN_ROLE_MISSING, number, use.path)


def evidence_gone(look: SetSnapshot) -> Iterator[Finding]:
    """A file that is shown and is not in the folder, or something else is in its place."""
    for path in look.used_paths():
        if path not in look.files:
            yield look.gone(FindingCode.EVIDENCE_GONE, look.competency_using(path), path)


def evidence_unreadable(look: SetSnapshot) -> Iterator[Finding]:
    """A file that is shown and that the system does not let us read."""
    for path in look.used_paths():
        file = look.files.get(path)
        if file is not None and not file.sha256:
            yield look.blocker(FindingCode.EVIDENCE_UNREADABLE, look.competency_using(path), path)


def evidence_empty(look: SetSnapshot) -> Iterator[Finding]:
    """A file that is shown and has no content."""
    for path in look.used_paths():
        file = look.files.get(path)
        if file is not None and file.bytes == 0:
            yield look.blocker(FindingCode.EVIDENCE_EMPTY, look.competency_using(path), path)


def evidence_unopenable(look: SetSnapshot) -> Iterator[Finding]:
    """A file that is shown and that nobody can open: cut off, damaged, or with a password.

    Advice, where others may know more: one that we gave up on too.
    """
    for path in look.used_paths():
        file = look.files.get(path)
        state = None if file is None else look.opened(file)
        # `evidence_empty` has the empty ones.
        if state not in (*NOBODY_OPENS, *GAVE_UP) or state is Opened.EMPTY:
            continue
        lasts = state in NOBODY_OPENS and is_certain(path, state)
        finding = look.blocker if lasts else look.advice
        number = look.competency_using(path)
        yield finding(FindingCode.EVIDENCE_UNOPENABLE, number, path, why=state.value)


def evidence_shortcut(look: SetSnapshot) -> Iterator[Finding]:
    """A file that only says where another lies, on the candidate's computer or in an account."""
    for file in look.shown_files():
        if look.barrier(file) is Barrier.SHORTCUT:
            number = look.competency_using(file.path)
            yield look.blocker(FindingCode.EVIDENCE_SHORTCUT, number, file.path, **_of(look, file))


def evidence_uncommon(look: SetSnapshot) -> Iterator[Finding]:
    """A whole file of a kind that many reviewers cannot open, and the program does not name."""
    for file in look.shown_files():
        barrier = look.barrier(file)
        if barrier is None or barrier is Barrier.SHORTCUT or look.opened(file) in NOBODY_OPENS:
            continue
        if extension_of(file.path) not in _accepted(look):
            number = look.competency_using(file.path)
            facts = {"kind": barrier.value, "copy": copy_format(file.path), **_of(look, file)}
            yield look.advice(FindingCode.EVIDENCE_UNCOMMON, number, file.path, **facts)


def consent_missing(look: SetSnapshot) -> Iterator[Finding]:
    """A file in which people can be recognized, as the candidate says, without their consent."""
    for path in look.used_paths():
        file = look.portfolio.evidence_file(path)
        if file is not None and file.shows_people and file.consent is None:
            yield look.advice(FindingCode.CONSENT_MISSING, look.competency_using(path), path)


def copy_outdated(look: SetSnapshot) -> Iterator[Finding]:
    """A clean copy as they were made before: it may hold what the file doesn't show."""
    for path in look.used_paths():
        if is_outdated(look.portfolio.evidence_file(path)):
            yield look.advice(FindingCode.COPY_OUTDATED, look.competency_using(path), path)


def kind_advice(
    program: Program, set_id: str, competency: int | None, path: str, barrier: Barrier | None
) -> Finding | None:
    """Return the advice on a file that was just added, None where everybody can open its kind.

    A check says the same, once it opened the file.
    """
    if barrier is None or extension_of(path) in _accepted_by(program):
        return None
    code = FindingCode.EVIDENCE_UNCOMMON
    if barrier is Barrier.SHORTCUT:
        code = FindingCode.EVIDENCE_SHORTCUT
    facts = (("kind", barrier.value), ("copy", copy_format(path)))
    return Finding(Level.ADVICE, code, set_id, competency, path, facts)


def personal_document_unopenable(look: SetSnapshot) -> Iterator[Finding]:
    """A document about the candidate that nobody can open, or that many cannot.

    It is advice where the package of a set goes out without it.
    """
    stays = look.program.kind is ProgramKind.SETS
    documents = documents_in(look.program, look.competency_set, look.portfolio)
    for file in (look.files[path] for path in documents if path in look.files):
        state, barrier = look.opened(file), look.barrier(file)
        lost = state in NOBODY_OPENS and is_certain(file.path, state)
        find = look.blocker if not stays and (lost or barrier is Barrier.SHORTCUT) else look.advice
        if state is Opened.EMPTY:
            yield find(FindingCode.EVIDENCE_EMPTY, None, file.path, **_IS_DOCUMENT)
        elif state in NOBODY_OPENS:
            facts = {"why": state.value, **_IS_DOCUMENT}
            yield find(FindingCode.EVIDENCE_UNOPENABLE, None, file.path, **facts)
        elif barrier is Barrier.SHORTCUT:
            yield find(FindingCode.EVIDENCE_SHORTCUT, None, file.path, **_IS_DOCUMENT)
        elif barrier is not None:
            facts = {"kind": barrier.value, **_IS_DOCUMENT}
            yield find(FindingCode.EVIDENCE_UNCOMMON, None, file.path, **facts)


_IS_DOCUMENT = {"of": "document"}


def _of(look: SetSnapshot, file: SeenFile) -> dict[str, str]:
    """Return what a finding says of a file that is no evidence: it is a course's certificate."""
    return {} if file.path in look.used_paths() else {"of": "certificate"}


def _accepted(look: SetSnapshot) -> frozenset[str]:
    """Return the extensions that the program takes; none means that it says nothing of them."""
    return _accepted_by(look.program)


def _accepted_by(program: Program) -> frozenset[str]:
    return frozenset(each.casefold().lstrip(".") for each in program.limits.file_types)


def file_type_refused(look: SetSnapshot) -> Iterator[Finding]:
    """A file of a type that the program does not take."""
    accepted = _accepted(look)
    if not accepted:
        return
    for path in look.used_paths():
        if extension_of(path) not in accepted:
            yield look.blocker(
                FindingCode.FILE_TYPE_REFUSED,
                look.competency_using(path),
                path,
                accepted=" ".join(sorted(accepted)),
            )


def file_large(look: SetSnapshot) -> Iterator[Finding]:
    """A file over the program's limit, or a large one while no limit is known to us."""
    limit = look.program.limits.evidence_file_bytes
    for path in look.used_paths():
        file = look.files.get(path)
        if file is None:
            continue
        number = look.competency_using(path)
        if limit is not None and file.bytes > limit:
            yield look.blocker(
                FindingCode.FILE_TOO_LARGE, number, path, bytes=str(file.bytes), limit=str(limit)
            )
        elif limit is None and file.bytes >= NOTEWORTHY_BYTES:
            yield look.advice(FindingCode.FILE_LARGE, number, path, bytes=str(file.bytes))


def files_too_many(look: SetSnapshot) -> Iterator[Finding]:
    """More files in one set than the program takes."""
    limit = look.program.limits.evidence_files_per_set
    count = len(look.used_paths())
    if limit is not None and count > limit:
        yield look.blocker(FindingCode.FILES_TOO_MANY, files=str(count), limit=str(limit))


def package_too_large(look: SetSnapshot) -> Iterator[Finding]:
    """Files that together are over what the program takes in one package."""
    limit = look.program.limits.package_bytes
    total = sum(look.files[path].bytes for path in look.used_paths() if path in look.files)
    if limit is not None and total > limit:
        yield look.blocker(FindingCode.PACKAGE_TOO_LARGE, bytes=str(total), limit=str(limit))


def name_changed(look: SetSnapshot) -> Iterator[Finding]:
    """A file whose name other systems cannot take: its copy in the package gets another one."""
    paths = [path for path in look.used_paths() if path in look.files]
    names = [path.rpartition("/")[2] for path in paths]
    for path, name, packaged in zip(paths, names, names_in_order(names), strict=True):
        if packaged.partition(" ")[2] != name:  # what stands before it is the file's place
            yield look.advice(
                FindingCode.NAME_CHANGED, look.competency_using(path), path, portable=packaged
            )


# Word documents ---------------------------------------------------------------------------------


def document_unfinished(look: SetSnapshot) -> Iterator[Finding]:
    """A document with comments or tracked changes left in it."""
    for number, path, document in look.written():
        left = [item for item in document.beyond if item in UNFINISHED]
        if left:
            yield look.advice(FindingCode.DOCUMENT_UNFINISHED, number, path, left=" ".join(left))


def document_beyond(look: SetSnapshot) -> Iterator[Finding]:
    """A document with a chart, a header or the like, which only the Word file shows."""
    for number, path, document in look.written():
        more = [
            item
            for item in document.beyond
            if item not in (*UNFINISHED, *PRINTED, UnsupportedContent.INCOMPLETE)
        ]
        if more:
            yield look.advice(FindingCode.DOCUMENT_BEYOND, number, path, more=" ".join(more))


def document_incomplete(look: SetSnapshot) -> Iterator[Finding]:
    """A document with parts that are missing, damaged or another's: what is read may not be all."""
    for number, path, document in look.written():
        if UnsupportedContent.INCOMPLETE in document.beyond:
            yield look.advice(FindingCode.DOCUMENT_INCOMPLETE, number, path)


def document_open(look: SetSnapshot) -> Iterator[Finding]:
    """A document that a word processor has open: its last words may not be saved."""
    for number, path, document in look.written():
        if document.locked:
            yield look.advice(FindingCode.DOCUMENT_OPEN, number, path)


def picture_undescribed(look: SetSnapshot) -> Iterator[Finding]:
    """A picture in a document without words for readers who cannot see it (WCAG 2.2, 1.1.1)."""
    for number, path, document in look.written():
        if document.undescribed:
            count = str(document.undescribed)
            yield look.advice(FindingCode.PICTURE_UNDESCRIBED, number, path, count=count)


def character_unshown(look: SetSnapshot) -> Iterator[Finding]:
    """A character that the assembled PDF cannot show: in a text, about a file, in the name."""
    places: list[tuple[str, int | None, str | None, tuple[str, ...]]] = [
        ("text", number, path, undisplayable_in(document.text))
        for number, path, document in look.written()
    ]
    for competency, work in look.each():
        for use in work.evidence:
            said = f"{use.path.rpartition('/')[2]} {use.caption} {use.own_role}"
            places.append(("file", competency.number, use.path, undisplayable(said)))
    places.append(("name", None, None, undisplayable(look.portfolio.candidate.name)))
    for about, number, path, characters in places:
        if characters:
            codes = " ".join(f"U+{ord(character):04X}" for character in characters)
            facts = {"characters": codes, "about": about}
            yield look.advice(FindingCode.CHARACTER_UNSHOWN, number, path, **facts)


def link_refused(look: SetSnapshot) -> Iterator[Finding]:
    """A link in a program that takes files only."""
    if look.program.limits.links_allowed:
        return
    for number, path, document in look.written():
        spans = (span for item in document.text.paragraphs for span in item.spans)
        if any(span.link for span in spans):
            yield look.blocker(FindingCode.LINK_REFUSED, number, path)
