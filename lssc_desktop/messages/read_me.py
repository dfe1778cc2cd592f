"""READ ME.txt: what a portfolio folder is, for someone who does not have the program."""

from gettext import gettext as _

from lssc_desktop.core.layout import ABOUT_ME, EVIDENCE, OWN, PACKAGES, PORTFOLIO, PROGRAM, REVIEWS


def read_me(candidate: str, program_name: str) -> str:
    """Return the text for a new portfolio folder."""
    return _(
        """This folder is the certification portfolio of {candidate}
for the {program}.

It was made with LSSC Desktop, but you do not need that program to read it.
Everything in here is an ordinary file.

In this folder:

  One folder for each competency set, with a Word document for each
  response and the personal learning statement.

  {evidence}
      The files that show the work: documents, pictures, recordings.

  {about_me}
      What belongs to the person: resume, acceptance letter, membership.

  {packages}
      What was put together for handing in or for a review, with receipts.

  {reviews}
      Comments that program staff sent back.

  {portfolio}
      What the files cannot say: dates, choices, captions, and which file
      shows which competency. Plain text.

  {program_file}
      The rules of the program that this portfolio follows. Plain text.

  {own}
      Earlier versions and notes of the program. Nothing else needs it.

You can open, copy and move this folder like any other. To keep it safe,
copy the whole folder to a second place from time to time. Files may be
edited, added and renamed with other programs; LSSC Desktop notices.
"""
    ).format(
        candidate=candidate,
        program=program_name,
        evidence=EVIDENCE,
        about_me=ABOUT_ME,
        packages=PACKAGES,
        reviews=REVIEWS,
        portfolio=PORTFOLIO,
        program_file=PROGRAM,
        own=OWN,
    )
