"""Why no request for a purchase order can be written."""

from gettext import gettext as _

from lssc_desktop.core.purchase_order import ApplicantUnclear, NoPurchaseOrder
from lssc_desktop.messages.message import Message, Sentences


def _nowhere(error: NoPurchaseOrder) -> Message:
    return Message(
        _("The program file of {program} does not say where a purchase order goes.").format(
            program=error.program
        ),
        _("Nothing was written."),
        _("Ask the program office how an institution can pay."),
    )


def _unclear(error: ApplicantUnclear) -> Message:
    happened = (
        _("“{applicant}” is no name with an e-mail address.").format(applicant=error.applicant)
        if error.applicant
        else _("An applicant has neither name nor e-mail address.")
    )
    return Message(
        happened,
        _("Nothing was written: the order has to name every applicant with an address."),
        _("Tell both for each applicant."),
    )


SENTENCES: Sentences = {NoPurchaseOrder: _nowhere, ApplicantUnclear: _unclear}
