"""What argparse says, as plain sentences in the language that is spoken.

argparse asks the standard library's gettext, which follows the environment alone and finds no
catalog of ours.
"""

import argparse
from collections.abc import Mapping

from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext


def speak_for_argparse() -> None:
    """Let argparse say everything that users meet in our words, from now on."""
    words = _words()

    def one_or_many(one: str, many: str, count: int) -> str:
        if one == "expected %s argument":
            return ngettext("needs %s value", "needs %s values", count)
        return one if count == 1 else many

    vars(argparse)["_"] = lambda message: words.get(message, message)
    vars(argparse)["ngettext"] = one_or_many


def _words() -> Mapping[str, str]:
    """Return our sentences, each by the one of argparse in whose place it stands."""
    return {
        "usage: ": _("usage: "),
        "positional arguments": _("arguments"),
        "options": _("options"),
        "show this help message and exit": _("show this help and exit"),
        "show program's version number and exit": _("show the version and exit"),
        "argument %(argument_name)s: %(message)s": _("%(argument_name)s: %(message)s"),
        "the following arguments are required: %s": _("Missing: %s"),
        "one of the arguments %s is required": _("One of these is needed: %s"),
        "ambiguous option: %(option)s could match %(matches)s": _(
            "%(option)s could be any of %(matches)s"
        ),
        "not allowed with argument %s": _("doesn’t go together with %s"),
        "ignored explicit argument %r": _("needs no value, and “%s” was given"),
        "expected one argument": _("needs a value"),
        "expected at most one argument": _("needs at most one value"),
        "expected at least one argument": _("needs at least one value"),
    }
