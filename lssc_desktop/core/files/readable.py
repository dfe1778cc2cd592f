"""Files of ours that cannot be read: damaged, or saved by a newer version."""

from enum import StrEnum

from lssc_desktop.core.errors import By, LsscError, Says


class OurFile(StrEnum):
    """A kind of file that we write, and read again."""

    PORTFOLIO = "portfolio"
    PROGRAM = "program"
    RECORD = "record"
    REVIEW = "review"
    SUBMISSION = "submission"


class FileBroken(LsscError):
    """The file does not say what one of its kind must.

    `place` is "line 3, column 9" or "sets[2].changed", "" for the whole file; `reason` is "syntax",
    "value", "path", "twice", "format" or "limit"; `detail` is what the reader of the text said.
    A program file that is broken is `store.programs.ProgramFaulty`, with all of its faults.
    """

    kind: OurFile
    path: str
    place: str = ""
    reason: str = "value"
    detail: str = ""

    says = Says(
        "We can’t read {path:file}{where}: {why}.",
        By(
            "kind",
            {
                OurFile.PORTFOLIO: "Your responses and evidence are separate files, and they’re "
                "all still there.",
                OurFile.RECORD: "You can verify it and read it in the browser, but you can’t "
                "review it here.",
                OurFile.REVIEW: "Nothing was loaded from it, and your work wasn’t changed.",
                OurFile.SUBMISSION: "We can’t tell if that package arrived, so we treat it as "
                "handed in. The file wasn’t changed.",
            },
        ),
        By(
            "kind",
            {
                OurFile.PORTFOLIO: "We can rebuild it from its last versions and the folder. The "
                "damaged file is kept next to the new one.",
                OurFile.RECORD: "Ask for the package again, built with LSSC Desktop.",
                OurFile.REVIEW: "Ask the reviewer to save the review again and send it as a file.",
                OurFile.SUBMISSION: "Ask your program office whether they have the package. If "
                "they don’t, move this file out of the folder. Then you can edit the {set} and "
                "send the package.",
            },
        ),
        {
            "where": By("place", {"": ""}, " at {place}"),
            "why": By(
                "reason",
                {
                    "syntax": "the text is cut off or has an extra character",
                    "value": "something else is expected there",
                    "path": "it names a file outside the {portfolio} folder",
                    "twice": "the same entry appears twice",
                    "format": "it doesn’t say which format it’s in",
                    "limit": "it’s larger than any file of its kind",
                },
            ),
        },
    )


class FileNewer(LsscError):
    """The file was saved by a newer version: its format, and the newest that we know."""

    kind: OurFile
    path: str
    found: int
    known: int

    says = Says(
        "{path:file} was saved by a newer version of LSSC Desktop (format {found}; this version "
        "reads up to {known}).",
        By(
            "kind",
            {
                OurFile.PORTFOLIO: "Nothing was changed. We don’t open it, so nothing in it gets "
                "lost.",
                OurFile.PROGRAM: "It wasn’t used, and nothing was changed.",
                OurFile.RECORD: "You can verify it and read it in the browser, but you can’t "
                "review it here.",
                OurFile.REVIEW: "Nothing was loaded from it, and your work wasn’t changed.",
                OurFile.SUBMISSION: "We can’t tell if that package arrived, so we treat it as "
                "handed in. The file wasn’t changed.",
            },
        ),
        "Get the latest version of LSSC Desktop from {helper}, then open it again.",
    )
