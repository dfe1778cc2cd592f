"""Handing in by email: the message with its subject, and whether mail carries the file."""

from collections.abc import Callable, Mapping

from lssc_desktop.core.errors import N_, LsscError, Says
from lssc_desktop.core.portfolio.portfolio import PackageNote, Portfolio
from lssc_desktop.core.program.program import MailDelivery, Program
from lssc_desktop.values import dataclass
from lssc_desktop.word_places import our_words

USUAL_LIMIT = 20_000_000
"""The bytes that most mail programs and servers still carry, where a program file says none."""

_LONGEST_LINK = 1_900  # characters: some systems cut an address off beyond about 2,000
_UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"  # RFC 3986
_SUBJECT = N_("{set_title}: {portfolio} of {name}")
_TEXT = N_("""Dear program office,

I am handing in my {portfolio} for {set_title} in {program}. It is attached as {package}.

Fingerprint of the file (SHA-256): {fingerprint}

{name}
""")

_REVIEW_SUBJECT = N_("{set_title}: review copy of {name}")
_REVIEW_TEXT = N_("""Dear program office,

Here is a review copy of my work on {set_title} in {program}. It is attached as
{package}, may be unfinished, and is not a hand-in.

Fingerprint of the file (SHA-256): {fingerprint}

{name}
""")


class NothingToMail(LsscError):
    """The set has no package to hand in, or it is in another folder."""

    set_title: str

    says = Says(
        "There’s no package of {set_title} to hand in.",
        "Nothing was recorded.",
        "First, check the {set} and build its package here.",
    )


def newest_package(portfolio: Portfolio, set_id: str) -> PackageNote | None:
    """Return the newest package of a set that is in the folder itself."""
    found = [note for note in portfolio.packages if note.set_id == set_id and not note.elsewhere]
    return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class MailFacts:
    """What a message says of a package: who hands it in, what for, and its name and fingerprint."""

    name: str
    set: str
    program: str
    package: str
    fingerprint: str
    bytes: int
    is_review: bool = False


@dataclass(frozen=True, slots=True)
class MailMessage:
    """A message to write: `to` is "" where nobody knows the address.

    `limit` is what the program takes, in bytes; `is_usual_limit` that it did not say so.
    """

    to: str
    subject: str
    text: str
    attachment: str
    bytes: int
    limit: int
    is_usual_limit: bool

    @property
    def is_too_large(self) -> bool:
        """Whether mail may well refuse it: attachments grow by a third on their way."""
        return self.bytes > self.limit

    @property
    def link(self) -> str:
        """The message as a `mailto:` address, which cannot hold the file.

        A text that is too long for one is left out of it, to be copied.
        """
        whole = self._link_with(self.text)
        return whole if len(whole) <= _LONGEST_LINK else self._link_with("")

    @property
    def has_text_in_link(self) -> bool:
        """Whether `link` brings the text too."""
        return len(self._link_with(self.text)) <= _LONGEST_LINK

    def _link_with(self, text: str) -> str:
        body = _quoted(text.replace("\n", "\r\n"))
        rest = f"&body={body}" if text else ""
        return f"mailto:{_quoted(self.to, '@')}?subject={_quoted(self.subject)}{rest}"


def mail_message(
    program: Program, facts: MailFacts, translated: Callable[[str], str] = our_words
) -> MailMessage:
    """Return the message in the words of the program file, as far as it has any.

    `translated` says our own words in the language of the portfolio.
    """
    delivery = program.mail or MailDelivery("")
    contact = program.contact
    subject = delivery.subject or translated(_SUBJECT)
    text = delivery.text or translated(_TEXT)
    if facts.is_review:  # the program's words are about what is handed in
        subject, text = translated(_REVIEW_SUBJECT), translated(_REVIEW_TEXT)
    values = {
        "name": facts.name,
        "set": facts.set,  # in texts of a program file
        "set_title": facts.set,
        "program": facts.program,
        "package": facts.package,
        "fingerprint": facts.fingerprint,
    }
    return MailMessage(
        to=delivery.address or ("" if contact is None else contact.email),
        subject=" ".join(_filled(subject, values).split()),
        text=_filled(text, values).strip() + "\n",
        attachment=facts.package,
        bytes=facts.bytes,
        limit=delivery.all_bytes or USUAL_LIMIT,
        is_usual_limit=delivery.all_bytes is None,
    )


def _quoted(text: str, also: str = "") -> str:
    """Return a text as it stands in an address: all but letters, digits and a few in percents."""
    kept = frozenset(f"{_UNRESERVED}{also}".encode())
    return "".join(chr(byte) if byte in kept else f"%{byte:02X}" for byte in text.encode())


def _filled(text: str, values: Mapping[str, str]) -> str:
    """Put values in the places of their names in braces; other braces stay as they are."""
    parts = text.split("{")
    filled = [parts[0]]
    for part in parts[1:]:
        name, brace, rest = part.partition("}")
        filled.append(values[name] + rest if brace and name in values else "{" + part)
    return "".join(filled)
