"""Rules about responses and the learning statement: that they are there, whole and not too long.

Every competency is addressed, with an introduction, in up to so many pages; a set has one learning
statement, written last. Sources: docs/facts/lssc.md 2.2 (every competency) and
2.3 (introduction, length).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from lssc_desktop.core.check.finding import Finding, FindingCode
from lssc_desktop.core.check.rules.snapshot import SetSnapshot, is_blank
from lssc_desktop.core.files.seen import SeenDocument
from lssc_desktop.core.portfolio.portfolio import SetWork, evidence_labels
from lssc_desktop.core.program.program import Competency, EvidenceReferenced, Part, Program
from lssc_desktop.core.text.pages import pages
from lssc_desktop.core.text.references import unreferenced
from lssc_desktop.core.text.richtext import LOOKS, Form, RichText, words

_STEM = 5  # letters of a word that its forms share: "catal" of cataloging and catalog


def response_missing(look: SetSnapshot) -> Iterator[Finding]:
    """A competency without a response, or whose document is not in the folder."""
    for competency, work in look.each():
        if work.response is None:
            yield look.blocker(FindingCode.RESPONSE_MISSING, competency.number)
        elif look.response(work) is None:
            yield look.gone(FindingCode.RESPONSE_FILE_GONE, competency.number, work.response.path)


def response_empty(look: SetSnapshot) -> Iterator[Finding]:
    """A response document without a word, or with nothing after its introduction."""
    for competency, work in look.each():
        document = look.response(work)
        if document is None or document.fault or work.response is None:
            continue
        body = [item for item in document.text.paragraphs if item.form is not Form.INTRODUCTION]
        if any(code not in LOOKS for code in document.beyond):
            continue
        if not any(paragraph.text.strip() for paragraph in body):
            yield look.blocker(FindingCode.RESPONSE_EMPTY, competency.number, work.response.path)


def response_unreadable(look: SetSnapshot) -> Iterator[Finding]:
    """A response that cannot be read as a Word document."""
    for competency, work in look.each():
        document = look.response(work)
        if document is not None and document.fault and work.response is not None:
            yield look.blocker(
                FindingCode.RESPONSE_UNREADABLE,
                competency.number,
                work.response.path,
                fault=document.fault,
            )


def introduction_missing(look: SetSnapshot) -> Iterator[Finding]:
    """A response without the one-paragraph introduction that evaluators prefer."""
    if look.program.limits.introduction_paragraphs is None:
        return
    for competency, work in look.each():
        document = look.response(work)
        if document is None or document.fault or is_blank(document.text) or work.pds:
            continue
        if not _introduction_length(document):
            yield look.advice(FindingCode.INTRODUCTION_MISSING, competency.number, document.path)


def introduction_long(look: SetSnapshot) -> Iterator[Finding]:
    """An introduction of more paragraphs than the program asks for."""
    limit = look.program.limits.introduction_paragraphs
    if limit is None:
        return
    for competency, work in look.each():
        document = look.response(work)
        count = 0 if document is None else _introduction_length(document)
        if document is not None and count > limit:
            yield look.advice(
                FindingCode.INTRODUCTION_LONG,
                competency.number,
                document.path,
                paragraphs=str(count),
                limit=str(limit),
            )


def response_unneeded(look: SetSnapshot, program: Program) -> Iterator[Finding]:
    """A response of a competency that the statement covers: it is not packaged."""
    if program.needs_responses:
        return
    rule = program.statement
    facts = {"statement_title": "" if rule is None else rule.title}
    for competency, work in look.each():
        if work.response is not None and work.response.path in look.files:
            code = FindingCode.RESPONSE_UNNEEDED
            yield look.advice(code, competency.number, work.response.path, **facts)


def statement_unneeded(look: SetSnapshot, program: Program) -> Iterator[Finding]:
    """A statement, or a file that it shows, where the program needs none: it is not packaged."""
    if program.needs_statement:
        return
    texts = () if look.work.statement is None else (look.work.statement.path,)
    for path in (*texts, *(use.path for use in look.work.evidence)):
        if path in look.files:
            yield look.advice(FindingCode.STATEMENT_UNNEEDED, path=path)


def response_long(look: SetSnapshot) -> Iterator[Finding]:
    """A response over the recommended number of pages or words."""
    limits = look.program.limits
    for competency, work in look.each():
        document = look.response(work)
        if document is not None:
            yield from too_long(
                look,
                (FindingCode.RESPONSE_LONG, FindingCode.RESPONSE_WORDY),
                competency.number,
                document,
                limits.response_pages,
                limits.response_words,
            )


def too_long(
    look: SetSnapshot,
    codes: tuple[FindingCode, FindingCode],
    competency: int | None,
    document: SeenDocument,
    pages_limit: Decimal | None,
    words_limit: int | None,
) -> Iterator[Finding]:
    """Advice when a document has more pages, or more words, than a limit that the program names."""
    by_pages, by_words = codes
    length = round(pages(document.text), 1)
    if pages_limit is not None and Decimal(str(length)) > pages_limit:
        yield look.advice(
            by_pages,
            competency,
            document.path,
            pages=f"{length:.1f}",
            limit=f"{pages_limit.normalize():f}",
        )
    count = words(document.text)
    if words_limit is not None and count > words_limit:
        yield look.advice(
            by_words, competency, document.path, words=str(count), limit=str(words_limit)
        )


def part_without_example(look: SetSnapshot) -> Iterator[Finding]:
    """A part of a competency without an example.

    Once evidence is attached to parts, each part wants some; before that, it is enough that the
    response speaks of the part by its letter. Where the letters are ours, it is its subject that
    is looked for: a reader does not know them.
    """
    for competency, work in look.each():
        document = look.response(work)
        if document is None or document.fault or is_blank(document.text):
            continue
        text = "\n".join(paragraph.text for paragraph in document.text.paragraphs).casefold()
        shown = {part for use in work.evidence for part in use.parts}
        missing = [
            part.letter
            for part in competency.parts
            if part.letter not in shown
            and (
                shown
                or not (f"({part.letter})" in text or _speaks_of(look, competency, part, text))
            )
        ]
        if missing:
            covered = [p.letter for p in competency.parts if p.letter not in missing]
            yield look.advice(
                FindingCode.PART_WITHOUT_EXAMPLE,
                competency.number,
                document.path,
                missing=" ".join(missing),
                covered=" ".join(covered),
                **_subjects(competency, missing),
            )


def _subjects(competency: Competency, missing: Sequence[str]) -> Mapping[str, str]:
    """Return the titles of parts whose letters are ours, one a line; else nothing."""
    if not competency.letters_ours:
        return {}
    titles = (part.title for part in competency.parts if part.letter in missing)
    return {"subjects": "\n".join(titles)}


def _speaks_of(look: SetSnapshot, competency: Competency, part: Part, text: str) -> bool:
    """Whether a text speaks of the subject of a part whose letter is ours.

    It does with one word of the part's title that no other part, and not the set, has.
    """
    if not competency.letters_ours:
        return False
    others = " ".join(each.title for each in competency.parts if each is not part)
    common = _stems(f"{others} {look.competency_set.title}") | _stems("including current other")
    return bool((_stems(part.title) - common) & _stems(text))


def _stems(text: str) -> set[str]:
    """Return the beginnings of the longer words of a text, by which their forms are one."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return {word[:_STEM] for word in words if len(word) >= _STEM}


def competency_unknown(look: SetSnapshot) -> Iterator[Finding]:
    """A competency whose wording we do not know and the candidate has not pasted in."""
    for competency, work in look.each():
        if not competency.known and not work.official_text:
            yield look.advice(FindingCode.COMPETENCY_UNKNOWN, competency.number)


def set_count_unknown(look: SetSnapshot) -> Iterator[Finding]:
    """A set that may have competencies which the program file does not know."""
    if look.competency_set.count_is_minimum:
        count = len(look.competency_set.competencies)
        yield look.advice(FindingCode.SET_COUNT_UNKNOWN, count=str(count))


def _introduction_length(document: SeenDocument) -> int:
    """Return how many paragraphs of a document are its introduction."""
    return sum(
        1
        for paragraph in document.text.paragraphs
        if paragraph.form is Form.INTRODUCTION and paragraph.text.strip()
    )


# Learning statement -----------------------------------------------------------------------------


def statement_missing(look: SetSnapshot) -> Iterator[Finding]:
    """A set without a learning statement, or whose statement is not in the folder."""
    if look.work.statement is None:
        yield look.blocker(FindingCode.STATEMENT_MISSING)
    elif look.statement() is None:
        yield look.gone(FindingCode.STATEMENT_FILE_GONE, None, look.work.statement.path)


def statement_empty(look: SetSnapshot) -> Iterator[Finding]:
    """A learning statement without a word."""
    document = look.statement()
    if document is not None and not document.fault and is_blank(document.text):
        yield look.blocker(FindingCode.STATEMENT_EMPTY, path=document.path)


def statement_unreadable(look: SetSnapshot) -> Iterator[Finding]:
    """A learning statement that cannot be read as a Word document."""
    document = look.statement()
    if document is not None and document.fault:
        yield look.blocker(
            FindingCode.STATEMENT_UNREADABLE, path=document.path, fault=document.fault
        )


def statement_long(look: SetSnapshot) -> Iterator[Finding]:
    """A learning statement over the recommended number of pages or words.

    Words over the most that the program takes stop a hand-in; of pages we only count about how
    many there are.
    """
    document = look.statement()
    if document is None:
        return
    limits, rule = look.program.limits, look.program.statement
    most_words = None if rule is None else rule.max_words
    most_pages = None if rule is None else rule.max_pages
    yield from too_long(
        look,
        (FindingCode.STATEMENT_LONG, FindingCode.STATEMENT_WORDY),
        None,
        document,
        most_pages or limits.statement_pages,
        limits.statement_words if most_words is None else None,
    )
    count = words(document.text)
    if most_words is not None and count > most_words:
        facts = {"words": str(count), "limit": str(most_words), "over": str(count - most_words)}
        yield look.blocker(FindingCode.STATEMENT_WORDY, None, document.path, **facts)


def evidence_unreferenced(look: SetSnapshot) -> Iterator[Finding]:
    """Evidence that the statement does not name by its label, where the program wants that.

    A file that is shown in several places needs one of its labels only.
    """
    rule, document = look.program.statement, look.statement()
    if rule is None or document is None or document.fault or document.cut:
        return
    if rule.evidence_referenced is EvidenceReferenced.NO:
        return
    find = look.blocker if rule.evidence_referenced is EvidenceReferenced.YES else look.advice
    for path, label in unnamed_evidence(document.text, look.work).items():
        number = look.competency_using(path)
        yield find(FindingCode.EVIDENCE_UNREFERENCED, number, path, label=label)


def unnamed_evidence(statement: RichText, work: SetWork) -> Mapping[str, str]:
    """Return the evidence that a statement does not name, by its path, each with its first label.

    A file that is shown in several places needs one of its labels only.
    """
    text = "\n".join(paragraph.text for paragraph in statement.paragraphs)
    labels: dict[str, list[str]] = {}
    for label, use in evidence_labels(work):
        labels.setdefault(use.path, []).append(label)
    missing = unreferenced(text, [label for each in labels.values() for label in each])
    return {
        path: each[0] for path, each in labels.items() if all(label in missing for label in each)
    }


def statement_early(look: SetSnapshot) -> Iterator[Finding]:
    """A learning statement that was written while a response is still missing."""
    document = look.statement()
    if document is None or is_blank(document.text):
        return
    missing = [
        work.number
        for _, work in look.each()
        if look.response(work) is None
        and not (work.response is not None and look.is_closed(work.response.path))
    ]
    if missing:
        yield look.advice(
            FindingCode.STATEMENT_EARLY, path=document.path, missing=" ".join(map(str, missing))
        )
