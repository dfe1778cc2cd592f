"""What a job is doing, and that it was stopped, in words."""

from gettext import gettext as _

from lssc_desktop.core.job import Cancelled, Step
from lssc_desktop.messages.message import Message, Sentences


def step_words(step: Step) -> str:
    """Say what is being done: "Copying and fingerprinting"."""
    return {
        Step.LOOKING: _("Looking through the folder"),
        Step.READING: _("Reading the documents"),
        Step.COPYING: _("Copying"),
        Step.ASSEMBLING: _("Setting the pages"),
        Step.PACKAGING: _("Copying and fingerprinting"),
        Step.VERIFYING: _("Comparing fingerprints"),
        Step.ASKING: _("Asking the receiver"),
        Step.SENDING: _("Sending"),
        Step.COMPARING: _("Comparing the receiver’s copy with yours"),
        Step.WAITING: _("Waiting for the receiver"),
    }[step]


def _cancelled(_error: Cancelled) -> Message:
    return Message(
        _("Stopped, as you asked."),
        _("Nothing half-made is left behind and your work is as it was."),
    )


SENTENCES: Sentences = {Cancelled: _cancelled}
