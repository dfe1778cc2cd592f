"""Findings about responses, the learning statement and their documents, and evidence files.

It is long because each finding is a row with all that is said of it.
"""

import unicodedata
from collections.abc import Callable, Mapping

from lssc_desktop.core.check.finding import Finding, FindingCode, Level
from lssc_desktop.core.check.finding_kind import At, FindingKind
from lssc_desktop.core.errors import N_, By, Counted, Says
from lssc_desktop.core.files.names import REVIEWS
from lssc_desktop.core.files.seen import GAVE_UP, Barrier, Opened
from lssc_desktop.core.program.rule import Rule
from lssc_desktop.core.text.richtext import DocumentFault
from lssc_desktop.formats.lists import word_list
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.documents import fault_advice, fault_sentence, part_words

_MOST_CHARACTERS = 5


def _document_words(finding: Finding) -> Mapping[str, str]:
    fault = finding.fact("fault")
    advice = _("Open it in Word and save it as a Word document (.docx), or write it again.")
    if fault == DocumentFault.UNREADABLE:  # it may be as good as ever
        advice = fault_advice(fault)
    return {"why": fault_sentence(fault), "advice": advice}


def _parts_words(finding: Finding) -> Mapping[str, object]:
    missing, covered = (finding.fact(name).split() for name in ("missing", "covered"))
    subjects = tuple(f"“{title}”" for title in finding.fact("subjects").split("\n") if title)
    return {
        "parts": _letters(missing),
        "covered_parts": _letters(covered),
        "missing": len(missing),
        "covered": 0 if subjects else len(covered),
        "subjects": word_list(subjects),
    }


def _letters(parts: list[str]) -> str:
    return word_list(tuple(f"({letter})" for letter in parts))


def _part_words(fact: str) -> Callable[[Finding], Mapping[str, str]]:
    """Return what names the parts of a document that a fact has."""
    return lambda finding: {fact: part_words(finding.fact(fact))}


def _opened_words(finding: Finding) -> Mapping[str, str]:
    """Of what nobody needs to be able to open we only say that we couldn't."""
    known = (Opened.PASSWORD, Opened.WRONG_KIND, *GAVE_UP)
    if finding.level is Level.BLOCKER or finding.fact("of") == "document":
        return {}
    return {} if finding.fact("why") in known else {"why": "unsure"}


def _character_words(finding: Finding) -> Mapping[str, str]:
    codes = (code.removeprefix("U+") for code in finding.fact("characters").split())
    shown = tuple(_character(chr(int(code, base=16))) for code in codes)[:_MOST_CHARACTERS]
    return {"characters": word_list(shown)}


def _character(char: str) -> str:
    """Return a character and its name in Unicode, in words that a reader knows."""
    name = unicodedata.name(char, "").lower()
    if not name:
        return _("one without a name (U+{code})").format(code=f"{ord(char):04X}")
    return f"{char} ({name})"


_POINTS_ELSEWHERE: Mapping[object, Says] = {
    "link": Says(
        "{place}: {file}, or its folder, only points to another place.",
        "A package can’t include what a link points to, so you can’t hand in the {set}.",
        "Replace the link with the file or folder itself.",
    )
}
_NO_LONGER_THERE = (
    N_("{place}: {file} isn’t in the folder anymore."),
    N_("You can’t hand in the {set} without it."),
    N_("Put the file back, or write it again."),
)
_CANNOT_BE_READ = N_("{place}: {file} can’t be read."), "{why}", "{advice}"
_TOO_MANY_PAGES = (
    Counted("{place} is about {pages} page.", "{place} is about {pages} pages.", "pages"),
    Counted(
        "The program’s limit is {limit} page.", "The program’s limit is {limit} pages.", "limit"
    ),
)
_WORDY = (
    By(
        "over",
        {"": Counted("{place} has {words} word.", "{place} has {words} words.", "words")},
        Counted(
            "{place} is {over:number} word over the limit.",
            "{place} is {over:number} words over the limit.",
            "over",
        ),
    ),
    By(
        "over",
        {"": "The program allows {limit} at most."},
        "It has {words:number} words; the program accepts at most {limit:number}.",
    ),
)
_EACH_STATEMENT = (
    By(
        "statement_title",
        {"": "Each {set} needs one."},
        "The {portfolio} can’t be handed in without it.",
    ),
    By("statement_title", {"": "Write it last."}),
)

WRITTEN: Mapping[FindingCode, FindingKind] = {
    FindingCode.RESPONSE_MISSING: FindingKind(
        At.TEXT,
        "{place} has no response.",
        "Every {competency} in the {set} must be addressed.",
        "Write one, or use a Word document you have.",
        passed="Every {competency} has a response.",
        joined=Counted(
            "{count} {competency} has no response: {ranges}.",
            "{count} {competencies} have no response: {ranges}.",
            "count",
        ),
    ),
    FindingCode.RESPONSE_FILE_GONE: FindingKind(
        At.TEXT, *_NO_LONGER_THERE, unlike=("kind", _POINTS_ELSEWHERE)
    ),
    FindingCode.RESPONSE_EMPTY: FindingKind(
        At.TEXT,
        "{place} has only an introduction.",
        "Say what you did, what you learned, and how well it worked.",
        passed="Every response has text after its introduction.",
    ),
    FindingCode.RESPONSE_UNREADABLE: FindingKind(
        At.TEXT,
        *_CANNOT_BE_READ,
        passed="Every response can be read.",
        words=_document_words,
    ),
    FindingCode.RESPONSE_UNNEEDED: FindingKind(
        At.TEXT,
        "{place} has a response, {file}, but your program needs none.",
        "It isn’t in any package.",
        By("statement_title", {"": ""}, "If you need it, put it in “{statement_title}”."),
    ),
    FindingCode.STATEMENT_UNNEEDED: FindingKind(
        At.FILE,
        "{file} belongs to {a_statement}, but your program needs none.",
        "It isn’t in any package.",
        "If you need it, add it to the evidence for {a_competency}.",
        icon="notebook",
    ),
    FindingCode.RESPONSE_LONG: FindingKind(
        At.TEXT,
        *_TOO_MANY_PAGES,
        passed="No response is over the program’s limit.",
        icon="files",
        rule=Rule.LIMITS,
    ),
    FindingCode.RESPONSE_WORDY: FindingKind(At.TEXT, *_WORDY),
    FindingCode.INTRODUCTION_MISSING: FindingKind(
        At.TEXT,
        "{place} has no introduction.",
        "The program requires one. It comes first and says how you show the {competency}.",
        passed="Every response has an introduction.",
    ),
    FindingCode.INTRODUCTION_LONG: FindingKind(
        At.TEXT,
        Counted(
            "{place} has an introduction of {paragraphs} paragraph.",
            "{place} has an introduction of {paragraphs} paragraphs.",
            "paragraphs",
        ),
        "The program requires {limit}.",
        passed="Every introduction is the required length.",
        rule=Rule.LIMITS,
    ),
    FindingCode.PART_WITHOUT_EXAMPLE: FindingKind(
        At.EVIDENCE,
        By(
            "subjects",
            {
                "": Counted(
                    "{place}, part {parts} has no example yet.",
                    "{place}, parts {parts} have no example yet.",
                    "missing",
                )
            },
            "{place} has no example for {subjects} yet.",
        ),
        By(
            "covered",
            {0: ""},
            Counted("Part {covered_parts} has one.", "Parts {covered_parts} have one.", "covered"),
        ),
        By(
            "subjects",
            {"": "Attach a file, or mention it in the response by its letter."},
            "Attach a file, or write about it in the response.",
        ),
        passed="Every part has an example.",
        icon="list-check",
        words=_parts_words,
    ),
    FindingCode.COMPETENCY_UNKNOWN: FindingKind(
        At.TEXT,
        "We don’t know what {competency} {number} requires.",
        "Our program file has no text for it.",
        "Ask the program, and paste in the official text.",
        passed="We know what every {competency} requires.",
        icon="help-circle",
    ),
    FindingCode.SET_COUNT_UNKNOWN: FindingKind(
        At.SET,
        Counted(
            "This {set} may have more than the {count} {competency} we know.",
            "This {set} may have more than the {count} {competencies} we know.",
            "count",
        ),
        "If one is missing, the program can’t pass the {set}.",
        "Ask the program for the complete list.",
        passed="We know how many {competencies} the {set} has.",
    ),
    FindingCode.STATEMENT_MISSING: FindingKind(
        At.STATEMENT,
        By(
            "statement_title",
            {"": "The {learning_statement} is missing."},
            "{place} is missing.",
        ),
        *_EACH_STATEMENT,
        passed="You have {a_learning_statement}.",
    ),
    FindingCode.STATEMENT_FILE_GONE: FindingKind(
        At.STATEMENT, *_NO_LONGER_THERE, unlike=("kind", _POINTS_ELSEWHERE)
    ),
    FindingCode.STATEMENT_EMPTY: FindingKind(
        At.STATEMENT,
        By("statement_title", {"": "The {learning_statement} is empty."}, "{place} is empty."),
        *_EACH_STATEMENT,
        passed="The {learning_statement} has text.",
    ),
    FindingCode.STATEMENT_UNREADABLE: FindingKind(
        At.STATEMENT,
        *_CANNOT_BE_READ,
        passed="The {learning_statement} can be read.",
        words=_document_words,
    ),
    FindingCode.STATEMENT_LONG: FindingKind(
        At.STATEMENT,
        *_TOO_MANY_PAGES,
        passed="The {learning_statement} isn’t too long.",
        rule=Rule.LIMITS,
    ),
    FindingCode.STATEMENT_WORDY: FindingKind(At.STATEMENT, *_WORDY),
    FindingCode.STATEMENT_EARLY: FindingKind(
        At.STATEMENT,
        "The {learning_statement} was written before {missing:competencies} had a response.",
        "It looks back on all of them.",
        "Read it again when the last response is done.",
        passed="The {learning_statement} was written last.",
        words=lambda finding: {"missing": finding.fact("missing").split()},
    ),
    FindingCode.EVIDENCE_UNREFERENCED: FindingKind(
        At.TEXT,
        "{label} isn’t mentioned: {file}.",
        By(
            "level",
            {Level.BLOCKER: "The {statement} must say what each piece of evidence shows."},
            "The {statement} should say what each piece of evidence shows.",
        ),
        "Write {label} in the {statement} where it belongs, or detach the file.",
        passed="The {statement} mentions every piece of evidence it has to.",
        icon="paperclip",
    ),
    FindingCode.DOCUMENT_UNFINISHED: FindingKind(
        At.DOCUMENT,
        "{place}: {file} still has {left}.",
        "Anyone who opens the Word file can read them, including deleted words.",
        "Accept or remove them in Word before you hand in.",
        passed="No Word file has comments or tracked changes.",
        words=_part_words("left"),
    ),
    FindingCode.DOCUMENT_BEYOND: FindingKind(
        At.DOCUMENT,
        "{place}: {file} has {more}.",
        "The assembled PDF doesn’t show that, and refers readers to the Word file.",
        passed="The assembled PDF shows everything in your Word files.",
        words=_part_words("more"),
    ),
    FindingCode.DOCUMENT_INCOMPLETE: FindingKind(
        At.DOCUMENT,
        "{place}: {file} has parts that are missing or damaged.",
        "Headings, lists, footnotes, or some text may be lost.",
        "Open it in Word, check that everything is there, and save it again.",
        passed="No Word file has missing or damaged parts.",
    ),
    FindingCode.DOCUMENT_OPEN: FindingKind(
        At.DOCUMENT,
        "{place}: {file} seems to be open in a word processor.",
        "Unsaved words don’t go into a package.",
        "Save and close it first.",
        passed="No text is open in a word processor.",
    ),
    FindingCode.PICTURE_UNDESCRIBED: FindingKind(
        At.TEXT,
        Counted(
            "{place} has a picture without a description.",
            "{place} has {count} pictures without a description.",
            "count",
        ),
        "Readers who can’t see it won’t know what it shows.",
        "In Word, right-click the picture, choose View Alt Text, and say what it shows.",
        passed="Every picture in a Word file has a description.",
        icon="photo",
    ),
    FindingCode.CHARACTER_UNSHOWN: FindingKind(
        At.DOCUMENT,
        "{where} has characters the PDF can’t show: {characters}.",
        "The PDF shows a replacement mark. The Word file and the web page keep them.",
        passed="The PDF can show every character.",
        parts={
            "where": By(
                "about",
                {
                    "name": "Your name",
                    "file": "{place}: the name or caption of {file}",
                },
                "{place}",
            )
        },
        words=_character_words,
    ),
    FindingCode.LINK_REFUSED: FindingKind(
        At.TEXT,
        "{place} has a link.",
        "The program accepts only files, not links.",
        "Save what the link shows as a file and attach it.",
        passed="Every link goes where a package’s links may go.",
        icon="unlink",
        rule=Rule.LIMITS,
    ),
}


# Evidence files ---------------------------------------------------------------------------------

_KINDS: Mapping[object, str] = {
    "link": N_("a link to a file elsewhere"),
    "device": N_("a device"),
    "pipe": N_("a pipe"),
    "socket": N_("a socket"),
    "unreadable": N_("a file that can’t be read"),
    "name": N_("a file with a name we can’t record"),
}
"""What lies there that is no file, or no file for us."""

_SHOWN = {
    "shown": By(
        "of",
        {
            "certificate": "The certificate {file}",
            "document": "“About me”: {file}",
        },
        "{place}: the evidence {file}",
    )
}
"""A file that a set shows, with its place."""

_CANNOT_OPEN = N_("Reviewers and {evaluators} can’t open it.")
_COPY_THAT_OPENS = N_("Replace it with a copy that opens.")
_TROUBLE = (
    N_("Reviewers and {evaluators} may have trouble with it, too."),
    N_("Open it yourself. If that’s slow or doesn’t work, save it as a PDF and use that."),
)
_CANNOT_BUILD = N_("You can’t build a package without it.")

EVIDENCE: Mapping[FindingCode, FindingKind] = {
    FindingCode.EVIDENCE_NONE: FindingKind(
        At.EVIDENCE,
        "{place} has no evidence.",
        "A file that shows what you did is more convincing than words alone.",
        passed="Every response is supported by a file.",
        joined=Counted(
            "{count} {competency} has no evidence: {ranges}.",
            "{count} {competencies} have no evidence: {ranges}.",
            "count",
        ),
    ),
    FindingCode.SECONDARY_ONLY: FindingKind(
        At.EVIDENCE,
        "{place} has only secondary evidence.",
        "Primary evidence weighs more.",
        passed="No {competency} relies on secondary evidence alone.",
        icon="star",
    ),
    FindingCode.OWN_ROLE_MISSING: FindingKind(
        At.EVIDENCE,
        "{place}: {file} is marked as team work but doesn’t say what you did.",
        "Team work counts when it says which part was yours.",
        "Write one sentence about your part.",
        passed="All team work says which part was yours.",
        icon="user",
    ),
    FindingCode.EVIDENCE_GONE: FindingKind(
        At.FILE,
        By(
            "kind",
            {"": "{place}: the evidence {file} isn’t in the folder anymore."},
            "{place}: instead of the evidence {file}, there’s {what}.",
        ),
        _CANNOT_BUILD,
        "Put the file back, or remove it from the {competency}.",
        passed="Every evidence file is in the folder.",
        parts={"what": By("kind", _KINDS, "{kind}")},
    ),
    FindingCode.EVIDENCE_EMPTY: FindingKind(
        At.FILE,
        "{shown} is an empty file.",
        _CANNOT_OPEN,
        _COPY_THAT_OPENS,
        passed="No evidence file is empty.",
        parts=_SHOWN,
    ),
    FindingCode.EVIDENCE_UNREADABLE: FindingKind(
        At.FILE,
        "{place}: the evidence {file} can’t be read.",
        _CANNOT_BUILD,
        "See if another program can open it, or remove it from the {competency}.",
        passed="Every evidence file can be copied into a package.",
    ),
    FindingCode.EVIDENCE_UNOPENABLE: FindingKind(
        At.FILE,
        "{shown} is damaged or incomplete.",
        _CANNOT_OPEN,
        _COPY_THAT_OPENS,
        parts=_SHOWN,
        unlike=(
            "why",
            {
                Opened.PASSWORD: Says(
                    "{shown} needs a password to open.",
                    _CANNOT_OPEN,
                    "Save a copy without a password, and use that instead.",
                ),
                Opened.WRONG_KIND: Says(
                    "{shown} isn’t what its name says.",
                    _CANNOT_OPEN,
                    "Replace it with the right file, or with a copy that opens.",
                ),
                Opened.STOPPED: Says(
                    "{shown} needs too much memory to open, or stopped what opens files.",
                    *_TROUBLE,
                ),
                Opened.TOO_SLOW: Says(
                    "{shown} takes too long to open, so we stopped trying.", *_TROUBLE
                ),
                "unsure": Says(
                    "{shown} couldn’t be opened.",
                    "It may be damaged, or a kind that only some programs can open.",
                    "Open it on another computer, or save it as a PDF and use that instead.",
                ),
            },
        ),
        words=_opened_words,
    ),
    FindingCode.EVIDENCE_SHORTCUT: FindingKind(
        At.FILE,
        "{shown} is only a shortcut to something on your computer or in your account.",
        "What it points to isn’t in the package, so reviewers and {evaluators} can’t open it.",
        "Replace it with the file itself, or download a copy first.",
        passed="No evidence file is only a shortcut.",
        icon="unlink",
        parts=_SHOWN,
    ),
    FindingCode.EVIDENCE_UNCOMMON: FindingKind(
        At.FILE,
        By(
            "kind",
            {
                Barrier.APPLE_PICTURE: "{shown} is a photo in Apple’s format (HEIC).",
                Barrier.APPLE_DOCUMENT: "{shown} opens only in Apple’s Pages, Numbers, or Keynote.",
                Barrier.OUTLOOK: "{shown} is a message saved by Outlook.",
                Barrier.MACROS: "{shown} has macros, which are small programs.",
                Barrier.PROGRAM: "{shown} is a program.",
                Barrier.WEB_LINK: "{shown} is a link to a web page.",
                Barrier.ARCHIVE: (
                    "{shown} is packed in a way many computers can’t open on their own."
                ),
                Barrier.MAILBOX: "{shown} is a whole mailbox, with all of its messages.",
                Barrier.HELP_FILE: "{shown} is a Windows help file.",
                Barrier.PICTURE_FORMAT: "{shown} is a picture that many programs can’t open.",
                Barrier.RARE: "{shown} opens only in a program few people have.",
                Barrier.UNKNOWN: "{shown} is a kind of file we don’t know.",
            },
        ),
        By(
            "kind",
            {
                Barrier.APPLE_PICTURE: "Many Windows computers can’t open it.",
                Barrier.APPLE_DOCUMENT: "Windows computers can’t open it.",
                Barrier.OUTLOOK: "Only Outlook can open it.",
                Barrier.MACROS: "Many computers block such files.",
                Barrier.PROGRAM: (
                    "Reviewers and {evaluators} won’t run it, and email often blocks it."
                ),
                Barrier.WEB_LINK: "The page may change, or need a sign-in, before it is read.",
                Barrier.MAILBOX: "Few computers can open it, and it may show other people’s mail.",
                Barrier.HELP_FILE: "Only Windows can open it, and email often blocks it.",
            },
            "Reviewers and {evaluators} may not be able to open it.",
        ),
        By(
            "kind",
            {
                Barrier.PROGRAM: "Show what it does in a PDF or in screenshots instead.",
                Barrier.WEB_LINK: "Print the page to a PDF, and use that instead or as well.",
                Barrier.ARCHIVE: "Unpack it, and use the files in it.",
                Barrier.MAILBOX: "Save the messages you need as PDFs, and use those instead.",
            },
            By(
                "copy",
                {
                    "jpg": "Make a copy as JPEG, and use that instead.",
                    "pdf": "Make a copy as PDF, and use that instead.",
                },
                "Save it as a PDF in its own program, and use that instead.",
            ),
        ),
        passed="All evidence is of kinds most computers can open.",
        icon="file-alert",
        parts=_SHOWN,
    ),
    FindingCode.FILE_REFUSED: FindingKind(
        At.FILE,
        "{file} is {what}.",
        "It can’t be evidence and isn’t in any package.",
        "Save a copy of the file itself in the folder.",
        parts={"what": By("kind", _KINDS, "{kind}")},
    ),
    FindingCode.FOLDER_CLOSED: FindingKind(
        At.FILE,
        "The folder {file} can’t be opened.",
        By(
            "path",
            {REVIEWS: "Reviewers’ comments in it aren’t shown. The rest of your work is."},
            By(
                "level",
                {Level.BLOCKER: "We can’t see your work in it, so you can’t hand in the {set}."},
                "What’s in it stays out of every package.",
            ),
        ),
        "Ask your IT staff for permission to read it.",
    ),
    FindingCode.FILE_TYPE_REFUSED: FindingKind(
        At.FILE,
        "{place}: the program doesn’t accept files like {file}.",
        "It accepts {accepted:list}.",
        "Save it as one of these, or show it another way.",
        passed="The program accepts these types of files.",
        rule=Rule.LIMITS,
        words=lambda finding: {"accepted": finding.fact("accepted").split()},
    ),
    FindingCode.FILE_TOO_LARGE: FindingKind(
        At.FILE,
        "{file} is {bytes:size}.",
        "The program accepts files up to {limit:size}.",
        "Make it smaller, or show part of it.",
        rule=Rule.LIMITS,
    ),
    FindingCode.FILE_LARGE: FindingKind(
        At.FILE,
        "{file} is {bytes:size}.",
        "We don’t know the receiver’s size limit.",
        passed="No file is unusually large.",
        rule=Rule.LIMITS,
    ),
    FindingCode.FILES_TOO_MANY: FindingKind(
        At.FILE,
        Counted("This {set} has {files} file.", "This {set} has {files} files.", "files"),
        "The program accepts {limit} at most.",
        "Keep the ones that show the most.",
        passed="There aren’t too many files.",
        rule=Rule.LIMITS,
    ),
    FindingCode.PACKAGE_TOO_LARGE: FindingKind(
        At.FILE,
        "The files in this {set} total {bytes:size}.",
        "The program accepts up to {limit:size}.",
        "Make the largest ones smaller.",
        passed="The files aren’t too large in total.",
        rule=Rule.LIMITS,
    ),
    FindingCode.NAME_CHANGED: FindingKind(
        At.FILE,
        "{file} has a name some computers can’t use.",
        "In the package, it’s called “{portable}”. Your own file keeps its name.",
        passed="Every computer can use the file names.",
        icon="edit",
    ),
    FindingCode.EVIDENCE_UNUSED: FindingKind(
        At.FILE,
        "{file} isn’t used in any {set}.",
        "It stays in your folder but isn’t in any package.",
    ),
    FindingCode.CONSENT_MISSING: FindingKind(
        At.FILE,
        "People can be recognized in {file}, and no consent is entered.",
        "Show people only if they or their parents agreed.",
        "Enter who agreed and when, make a clean copy without them, or use another file.",
        passed="Consent is entered wherever people can be recognized.",
        icon="user",
    ),
    FindingCode.COPY_OUTDATED: FindingKind(
        At.FILE,
        "{file} may hold what its original doesn’t show.",
        "LSSC Desktop made this clean copy in an earlier way.",
        "Make this copy again. Packages you made with it, or with its original, still have it.",
        passed="Every clean copy has only what its original shows.",
        icon="copy",
    ),
}
