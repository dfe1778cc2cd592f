"""Rules that find private data in words: what it looks like, and what tells it from a look-alike.

Each rule looks at all words of a file at once, one unit after another, because it is what stands
beside a number that says whose it is: a phone number beside "branch" is printed on every flyer, one
beside a card number belongs to a patron.

How numbers and addresses look in a country is a table of `regions`; words beside names are in
`name_words`. It is over 600 lines because all rules decide by the same words around a piece.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from operator import itemgetter

from lssc_desktop.core.privacy.check_digits import digits_of, luhn
from lssc_desktop.core.privacy.name_words import (
    ARTICLE,
    BEFORE_SUFFIX,
    FULL_NAME,
    IN_TITLES,
    LAST_FIRST,
    NAME_LABEL,
    NOT_NAMES,
    STAFF,
    STAFF_BEFORE,
    WITH_SPANISH_TITLE,
    WITH_SPANISH_WORD,
    WITH_TITLE,
    WITH_WORD,
)
from lssc_desktop.core.privacy.private_data import PrivacyKind, Reason
from lssc_desktop.core.privacy.regions import rules_of
from lssc_desktop.core.privacy.scan_order import TextRules, TextUnit
from lssc_desktop.values import dataclass

type PhoneCheck = Callable[[str], bool]
"""Returns whether digits are a telephone number that can exist (`store.privacy`)."""


@dataclass(frozen=True, slots=True)
class TextMatch:
    """Private data in the unit at `unit` (from 0): characters `start` to `end` of its text."""

    unit: int
    kind: PrivacyKind
    start: int
    end: int
    reason: Reason = Reason.LOOKS_LIKE


def find_in_text(
    units: Sequence[TextUnit], rules: TextRules, is_phone: PhoneCheck
) -> tuple[TextMatch, ...]:
    """Return all private data in words, in the order in which it stands there.

    No two of them share a character: the rule that is surer goes first.
    """
    joined = _Joined(units)
    found: list[_Found] = []  # in the order of their places
    own = {_folded(word) for word in rules.own}
    for rule in _RULES:
        for start, end, kind, reason in joined.by_rule(rule, rules, is_phone):
            said = joined.text[start:end]
            at = bisect_left(found, start, key=itemgetter(0))
            is_free = (at == len(found) or end <= found[at][0]) and (
                at == 0 or found[at - 1][1] <= start
            )
            if is_free and joined.is_inside_one(start, end) and not _is_own(said, own):
                found.insert(at, (start, end, kind, reason))
    return tuple(joined.match(*each) for each in found)


# Words of a file as one -------------------------------------------------------------------------


class _Joined:
    """All units as one text: a new line for each, a tab between those in one row."""

    def __init__(self, units: Sequence[TextUnit]) -> None:
        parts = [
            f"{'' if not number else chr(9) if unit.beside else chr(10)}{unit.text}"
            for number, unit in enumerate(units)
        ]
        self.units = units
        self.text = "".join(parts)
        self._ends = list(accumulate(map(len, parts)))
        self._has_labels = any(unit.label for unit in units)
        self._by_rule: dict[_Rule, tuple[_Found, ...]] = {}
        self._of_form: dict[re.Pattern[str], tuple[re.Match[str], ...]] = {}
        self._by_label: dict[tuple[re.Pattern[str], str], bool] = {}

    def by_rule(
        self, rule: "_Rule", rules: TextRules, is_phone: PhoneCheck
    ) -> "tuple[_Found, ...]":
        """Return what a rule finds; another one that goes by it doesn't look again."""
        found = self._by_rule.get(rule)
        if found is None:
            found = self._by_rule[rule] = tuple(rule(self, rules, is_phone))
        return found

    def of_form(self, form: re.Pattern[str]) -> tuple[re.Match[str], ...]:
        """Return all pieces of a form that several rules share."""
        found = self._of_form.get(form)
        if found is None:
            found = self._of_form[form] = tuple(form.finditer(self.text))
        return found

    def is_labeled(self, start: int, words: re.Pattern[str]) -> bool:
        """Whether the label of the unit in which a piece stands ends in such words."""
        label = self.label(start) if self._has_labels else ""
        if not label:
            return False
        if (words, label) not in self._by_label:
            self._by_label[words, label] = words.search(f"{label} ") is not None
        return self._by_label[words, label]

    def place(self, at: int) -> tuple[int, int]:
        """Return the unit in which a character stands, and its place in there."""
        unit = bisect_right(self._ends, at)
        return unit, at - (self._ends[unit] - len(self.units[unit].text))

    def match(self, start: int, end: int, kind: PrivacyKind, reason: Reason) -> TextMatch:
        unit, at = self.place(start)
        return TextMatch(unit, kind, at, at + end - start, reason)

    def is_inside_one(self, start: int, end: int) -> bool:
        """Whether no part of a piece stands in another unit, nor in what joins two."""
        unit, at = self.place(start)
        return at >= 0 and end <= self._ends[unit]

    def start_of(self, unit: int) -> int:
        """Return where a unit begins."""
        return self._ends[unit] - len(self.units[unit].text)

    def label(self, at: int) -> str:
        """Return the label of the unit in which a character stands."""
        return self.units[self.place(at)[0]].label

    def around(self, start: int, end: int, before: int, after: int) -> str:
        """Return the words around a piece with the label of its unit, without the piece."""
        head = self.text[max(0, start - before) : start]
        tail = self.text[end : end + after]
        return f"{self.label(start)} {head} {tail}"

    def line(self, start: int, end: int) -> str:
        """Return the line or row in which a piece stands, without it."""
        first = self.text.rfind("\n", 0, start) + 1
        last = self.text.find("\n", end)
        return f"{self.text[first:start]} {self.text[end : last if last >= 0 else None]}"

    def lines_before(self, start: int, count: int) -> str:
        """Return so many lines before that of a piece."""
        first = self.text.rfind("\n", 0, start) + 1
        return "\n".join(self.text[max(0, first - 400) : first].splitlines()[-count:])


type _Found = tuple[int, int, PrivacyKind, Reason]
"""Where a piece begins and ends in `_Joined.text`, what it is, and why."""

type _Rule = Callable[[_Joined, TextRules, PhoneCheck], Iterator[_Found]]


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


def _is_own(said: str, own: set[str]) -> bool:
    return _folded(said) in own


# Contexts ---------------------------------------------------------------------------------------

_PRIVATE = re.compile(
    r"\b(patrons?|borrowers?|card ?holders?|customers?|members?|famil(?:y|ies)|parents?|guardians?"
    r"|child(?:'s|’s)?|students?|home|cell|mobile|cell ?phone|emergency|resident|participants?"
    r"|attendees?|registrants?|sign[- ]?up|signed up|registered|caller|holds? for|applicant"
    r"|volunteers?|donor|lives? (?:at|on)|resides?|moved to|her|his|their|my"
    r"|usuari[oa]s?|titular(?:es)?|client[ae]s?|famili(?:as?|ares)|hij[oa]s?|niñ[oa]s?|alumnos?"
    r"|estudiantes?|pacientes?|tutora|tutor legal|celular|móvil|(?:en|de) casa|domicilio"
    r"|emergencias?|participantes?|inscrit[oa]s?|solicitantes?|voluntari[oa]s?|donantes?"
    r"|she|he|carer|housebound|(?:call|ring|text|phone|email|reach|write(?: to)?) me"
    r"|vive en|viven en|reside en|se mudó a)\b",
    re.IGNORECASE,
)
"""Words that say that what stands beside them belongs to a person."""

_PUBLIC = re.compile(
    r"\b(librar(?:y|ies)|branch(?:es)?|bookmobile|desk|circulation|reference|call us|visit us"
    r"|contact us|call (?:ahead|for|to|the)|fax|hours|open|closed|toll[- ]free|hotline"
    r"|(?<!post )office"
    r"|for more information|information|questions|enquir(?:y|ies)|enquire|rsvp"
    r"|to register|renew(?:als)? by|museum"
    r"|school|college|university|city hall|town hall|department|community center|press|publisher"
    r"|bookstore|theat(?:er|re)|auditorium|meeting room|web ?site|www|vendor|support|help ?line"
    r"|located at|location|venue|where:|ext(?:ension)?\.?|tel(?:ephone)?:|program(?:s)? at"
    r"|held at|imprint|director|manager|supervisor|librarian|head of|coordinator"
    r"|bibliotecas?|sucursal(?:es)?|bibliobús|mostrador|circulación|referencia|llámenos|visítenos"
    r"|llame (?:al|a la|para)|contáctenos|comuníquese|horarios?|abiert[oa]|cerrad[oa]|oficina"
    r"|más información|información|preguntas|inscribirse|renovar|museo|escuela|universidad"
    r"|ayuntamiento|alcaldía|departamento|centro comunitario|sitio web|ubicad[oa]s?|lugar:"
    r"|dónde:|directora|gerente|supervisora|bibliotecari[oa]|coordinadora?)\b"
    r"|https?://|\.gov\b|\.lib\.",
    re.IGNORECASE,
)
"""Words that say that what stands beside them is printed for everyone."""


def _is_public(joined: _Joined, start: int, end: int) -> bool:
    """Whether a number or address is one that an institution prints for everyone.

    The line decides where it has a word to say; else what stands around it does.
    """
    line = f"{joined.label(start)} {joined.line(start, end)}"
    if _PRIVATE.search(line):
        return False
    if _PUBLIC.search(line):
        return True
    for around in (joined.lines_before(start, 2), joined.around(start, end, 240, 80)):
        if _PRIVATE.search(around):
            return False
        if _PUBLIC.search(around):
            return True
    return False


# Numbers ----------------------------------------------------------------------------------------


_LONG_NUMBER = re.compile(r"(?<![\w.\-/$])\d(?:[ \u00a0\-]?\d){11,18}(?![\w\-/]|\.\d)")
_ANY_NUMBER = re.compile(r"(?<![\w.\-/$])\d(?:[ \u00a0\-]?\d){5,18}(?![\w\-/]|\.\d)")
_CARD_WORDS = re.compile(
    r"\b(card|cards|barcode|bar code|patron|borrower|library id|account|acct"
    r"|tarjetas?|carn[eé]t?s?|código de barras|usuari[oa]|cuenta)\b",
    re.IGNORECASE,
)
_ITEM_WORDS = re.compile(
    r"\b(item|copy|isbn|issn|oclc|lccn|invoice|order|upc|call number|timestamp"
    r"|ejemplar|factura|pedido|signatura|marca de tiempo)\b",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[0-5]\d"
)
_AS_ON_CARD = re.compile(r"\d[ -]\d{4}[ -]\d{5}[ -]\d{4}|\d{5}[ -]\d{5}[ -]\d{4}")


def _cards(joined: _Joined, rules: TextRules, _is_phone: PhoneCheck) -> Iterator[_Found]:
    """Find numbers of library cards: by `CardNumbers`, also one mistyped where words name it.

    Source: see `CardNumbers`. A time stamp (20250516143000) has 14 digits and begins with 2 too;
    it is taken for a card only where the words beside it say so.
    """
    lengths = {cards.digits for cards in rules.cards}
    for found in _ANY_NUMBER.finditer(joined.text):
        digits = digits_of(found[0])
        if len(digits) not in lengths:
            continue
        fits = [
            cards
            for cards in rules.cards
            if len(digits) == cards.digits and digits.startswith(cards.begins)
        ]
        if not fits:
            continue
        around = joined.around(*found.span(), 60, 30)
        is_named = bool(_CARD_WORDS.search(around)) and not _ITEM_WORDS.search(around)
        is_stamp = _STAMP.fullmatch(digits) is not None
        checked = any(not cards.has_check_digit or luhn(digits) for cards in fits)
        if (checked and not is_stamp) or (checked and is_named):
            yield *found.span(), PrivacyKind.CARD_NUMBER, Reason.LOOKS_LIKE
        elif is_named or _AS_ON_CARD.fullmatch(found[0]):
            yield *found.span(), PrivacyKind.CARD_NUMBER, Reason.BY_LABEL


_PAYMENT = (
    (re.compile(r"4\d{15}"), r"\d{16}|\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}"),  # Visa
    (
        re.compile(r"(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}"),
        r"\d{16}|\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}",
    ),  # Mastercard
    (re.compile(r"3[47]\d{13}"), r"\d{15}|\d{4}[ -]\d{6}[ -]\d{5}"),  # American Express
    (
        re.compile(r"(?:6011|65\d\d|64[4-9]\d|35(?:2[89]|[3-8]\d))\d{12}"),
        r"\d{16}|\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}",
    ),  # Discover, JCB
    (re.compile(r"3(?:0[0-5]|[689]\d)\d{11}"), r"\d{4}[ -]\d{6}[ -]\d{4}"),  # Diners Club
)
_PAYMENT_LENGTHS = range(14, 17)


def _payment_cards(joined: _Joined, _rules: TextRules, _is_phone: PhoneCheck) -> Iterator[_Found]:
    """Find payment card numbers: the issuer's first digits, length, grouping and check digit.

    Source: ISO/IEC 7812-1, and the ranges that the card brands publish. A number of 14 digits
    counts only as Diners Club prints it: item barcodes begin with 3 and end in the same check
    digit.
    """
    for found in _LONG_NUMBER.finditer(joined.text):
        said = found[0].replace("\u00a0", " ")
        digits = digits_of(said)
        fits = len(digits) in _PAYMENT_LENGTHS and any(
            issuer.fullmatch(digits) and re.fullmatch(printed, said) for issuer, printed in _PAYMENT
        )
        if fits and luhn(digits):
            yield *found.span(), PrivacyKind.PAYMENT_CARD, Reason.LOOKS_LIKE


def _shaped_cards(joined: _Joined, rules: TextRules, _is_phone: PhoneCheck) -> Iterator[_Found]:
    """Find numbers of library cards by the shapes that the candidate gave."""
    for shape in rules.shapes:
        letters = (r"\d" if letter == "#" else re.escape(letter) for letter in shape)
        form = rf"(?<![\w.\-/$£€])(?:{'[ -]?'.join(letters)})(?![\w\-/]|[.,]\d)"
        for found in re.finditer(form, joined.text, re.IGNORECASE):
            yield *found.span(), PrivacyKind.CARD_NUMBER, Reason.LOOKS_LIKE


def _numbers(joined: _Joined, rules: TextRules, _is_phone: PhoneCheck) -> Iterator[_Found]:
    """Find the numbers of the region: by the word before them, or alone by their check digit.

    Source: see `regions`.
    """
    for region in rules_of(rules.region):
        for rule in region.numbers:
            for found in joined.of_form(rule.form):
                is_named = _is_named(joined, found.start(), rule.words)
                if not is_named and rule.alone is None:
                    continue
                if len(digits_of(found[0])) < rule.fewest:
                    continue
                if rule.kind is PrivacyKind.STREET_ADDRESS and _is_public(joined, *found.span()):
                    continue
                if is_named:
                    yield *found.span(), rule.kind, Reason.BY_LABEL
                elif rule.alone is not None and rule.alone(found[0]):
                    yield *found.span(), rule.kind, Reason.LOOKS_LIKE


def _is_named(joined: _Joined, start: int, words: re.Pattern[str]) -> bool:
    """Whether words that end right before a number, or its label, name it.

    No words have digits, nor go on in another line: what stands before such is not searched.
    """
    before = joined.text[max(0, start - 80) : start]
    passed = _TO_LAST_DIGIT.match(before, 0, len(before) - before.endswith("\n"))
    begin = 0 if passed is None else passed.end()
    is_word = len(before) - begin > 1 and words.search(before, begin) is not None
    return is_word or joined.is_labeled(start, words)


_TO_LAST_DIGIT = re.compile(r".*[\n\d]", re.DOTALL)
_ACCOUNT = re.compile(r"(?<![\w.\-/$£€])\d(?:[ \-]?\d){5,16}(?![\w\-/]|[.,]\d)")
_ACCOUNT_WORDS = re.compile(
    r"(?<!\w)(?:account|acct?\.?|a/c|cuenta)(?:,? ?(?:number|no\.?|num\.?|#))?[^\n\w]{0,4}$",
    re.IGNORECASE,
)
_BANK_WORDS = re.compile(
    r"\b(?:checking|savings|current account|direct deposit|direct debit|bank|banco)\b",
    re.IGNORECASE,
)


def _bank_accounts(joined: _Joined, rules: TextRules, _is_phone: PhoneCheck) -> Iterator[_Found]:
    """Find a bank account with the number of its bank, or beside words that speak of a bank.

    The number of a bank alone is nobody's. Source: see `regions`.
    """
    kind = PrivacyKind.BANK_ACCOUNT
    banks = [
        found.span()
        for region in rules_of(rules.region)
        for bank in region.banks
        for found in bank.form.finditer(joined.text)
        if bank.fits(digits_of(found[0])) and _is_named(joined, found.start(), bank.words)
    ]
    told: set[tuple[int, int]] = set()
    for found in _ACCOUNT.finditer(joined.text):
        start, end = found.span()
        if not _is_named(joined, start, _ACCOUNT_WORDS):
            continue
        near = [
            each for each in banks if each[0] - end < _NEAR_BANK and start - each[1] < _NEAR_BANK
        ]
        if near or _BANK_WORDS.search(joined.line(start, end)):
            told.update(near)
            yield start, end, kind, Reason.BY_LABEL
    for start, end in sorted(told):
        yield start, end, kind, Reason.BY_LABEL


_NEAR_BANK = 80


# Email and telephones --------------------------------------------------------------------------

_EMAIL = re.compile(
    r"(?<![\w.%+\-@])[A-Za-z0-9][\w.%+\-']{0,63}+@(?:[A-Za-z0-9\-]{1,63}\.){1,6}[A-Za-z]{2,24}\b"
)
_AT = r"(?: ?[(\[{] ?(?i:at) ?[)\]}] ?| ?@ ?)"
_DOT = r"(?:\.| ?[(\[{] ?(?i:dot) ?[)\]}] ?| (?i:dot) )"
_SPELLED_EMAIL = re.compile(
    rf"(?<![\w.%+\-@])[A-Za-z0-9][\w.%+\-]{{0,63}}+"
    rf"(?:{_AT}(?:[A-Za-z0-9\-]{{1,63}}{_DOT}){{1,6}}[A-Za-z]{{2,24}}"
    r"|(?: (?i:dot) [\w\-]{1,30}){0,3} (?i:at) (?:[A-Za-z0-9\-]{1,63} (?i:dot) ){1,6}[A-Za-z]{2,24}"
    r"(?! (?i:at) ))\b"  # "me at tessa dot wynn at example dot org" begins at "tessa"
)
_SIGN_OF_EMAIL = re.compile(r"@|[(\[{] ?at ?[)\]}]| at [A-Za-z0-9\-]{1,63} dot ", re.IGNORECASE)
_ROLES = re.compile(
    r"(?:[a-z]+[._-])?(?:info|library|librarian|lib|reference|ref|askus|ask|contact|circ"
    r"|circulation|desk|help|helpdesk|support|admin|webmaster|office|director|events?|programs?"
    r"|youth|children|teens?|adult|staff|no-?reply|donotreply|postmaster|hello|questions?|news"
    r"|newsletter|press|media|sales|orders?|billing|service|customerservice|ill|interlibrary"
    r"|interlibraryloan|holds?|renewals?|volunteers?|friends|hr|jobs|careers|branch|main|outreach"
    r"|techservices|cataloging|acquisitions|lssc|biblioteca|bibliotecari[oa]|informacion|contacto"
    r"|ayuda|consultas|prestamos?|referencia|circulacion|mostrador|direccion|oficina|recepcion"
    r"|eventos|programas|ninos|jovenes|adultos|noticias|voluntarios)(?:[._-](?:[a-z]+))?",
    re.IGNORECASE,
)
"""Mailboxes of an office, not of a person (RFC 2142 names some of them)."""


def _emails(joined: _Joined, _rules: TextRules, _is_phone: PhoneCheck) -> Iterator[_Found]:
    """Find email addresses (RFC 5322, dot-atom) but those of an office, such as info@.

    Also as people write them against spam: "name (at) example (dot) org".
    """
    if not _SIGN_OF_EMAIL.search(joined.text):
        return
    for found in (*_EMAIL.finditer(joined.text), *_SPELLED_EMAIL.finditer(joined.text)):
        if not _ROLES.fullmatch(re.split(r"@|\W*\b(?i:at)\b", found[0])[0]):
            yield *found.span(), PrivacyKind.EMAIL, Reason.LOOKS_LIKE


_PHONE_WORDS = re.compile(
    r"\b(phone|cell|mobile|mob|tel|telephone|ph|call|ring|text|contact|home"
    r"|teléfono|telefono|celular|cel|móvil|llamar|llame|llamarl[ea]|contacto|casa)\b[^\n\d]{0,12}$",
    re.IGNORECASE,
)
_PHONE_WORDS_BEHIND = re.compile(
    r"\W{0,2}(?:as |is |was )?(?:her|his|their|my|the) (?:home |cell |work )?"
    r"(?:tele)?(?:phone|cell|mobile|number)\b",
    re.IGNORECASE,
)
_NO_PHONE = re.compile(
    r"\b(isbn|issn|lccn|oclc|call (?:no|number)|barcode|invoice|order|pp?\.|pages?|vol|upc|item|sku"
    r"|doi|ean|fund|budget|p\.?o\.? number|po|factura|pedido|págs?|páginas?|signatura"
    r"|código de barras|ejemplar|presupuesto)\b[^\n]{0,20}$",
    re.IGNORECASE,
)


_EXTENSION = re.compile(r"(?:,? (?:ext\.?|extension|x) ?| ?x)\d{1,5}(?![\w\-/])", re.IGNORECASE)


def _telephones(joined: _Joined, rules: TextRules, is_phone: PhoneCheck) -> Iterator[_Found]:
    """Find telephone numbers that are not printed for everyone.

    Source: the numbering plan of the region (`regions`), and as libphonenumber has it (`is_phone`);
    which are an institution's, the words around them say: a library's own number is on every flyer.
    """
    plans = [phones for region in rules_of(rules.region) for phones in region.phones]
    for phones in plans:
        for found in phones.form.finditer(joined.text):
            start, end = found.span()
            before = joined.text[max(0, start - 40) : start]
            named = (
                _PHONE_WORDS.search(joined.label(start))
                or _PHONE_WORDS.search(before[-20:])
                or _PHONE_WORDS_BEHIND.match(joined.text[end : end + 40])
            )
            is_whole = found["whole"] is not None or named
            if not is_whole or _NO_PHONE.search(before) or phones.nobodys.match(found[0]):
                continue
            can_be = (
                found["local"] is not None
                or phones.can_be.fullmatch(digits_of(found[0]))
                or is_phone(found[0])
            )
            if can_be and not _is_public(joined, start, end):
                reason = Reason.BY_LABEL if named else Reason.LOOKS_LIKE
                inside = _EXTENSION.match(joined.text, end)
                yield start, inside.end() if inside else end, PrivacyKind.PHONE, reason


# Addresses and dates ----------------------------------------------------------------------------

_LIVES = re.compile(
    r"\b(?=[ADGHLMNRadghlmnr ])"  # any other word is passed at once
    r"(?i:lives? at|resides? at|moved to|deliver to|(?:home|mailing|new)? ?address(?: is|:)"
    r"|gave (?:her|his|their) home as)"
    r" (?P<at>\d{1,5}[A-Za-z]? [A-Z][\w’'\-]*(?: [A-Z][\w’'\-]*){0,3})"
)
_INSTITUTION = re.compile(
    r"\b(?:librar(?:y|ies)|museum|universit(?:y|ies)|(?:town|city) hall|biblioteca|museo"
    r"|universidad)\b",
    re.IGNORECASE,
)
_OF_ADDRESS = re.compile(
    r"[A-ZÀ-Þ#][\w’'.\-]*|#?\d{1,5}[A-Za-z]?(?:st|nd|rd|th)?|of|the|y|yr|c/o|on|upon|under|le|and|de"
    r"|no\.|\d{1,2}/\d{1,2}"
)
_BEGINS_ADDRESS = re.compile(
    r"(?:c/o )?(?:\b(?:P\.? ?O\.? ?Box|R\.?R\.?|H\.?C\.?|Rural Route|Flat|Apartment|Apt\.?|Unit"
    r"|[Nn]o\.) )?"
    r"(?<![\w.])\d"
)
_LONGEST_ADDRESS = 120


def _addresses(joined: _Joined, rules: TextRules, _is_phone: PhoneCheck) -> Iterator[_Found]:
    """Find street addresses that are not printed for everyone.

    Source: the streets and postcodes of the region (`regions`). Where a postcode follows, or words
    such as "lives at" stand before, a number and a name are enough. The last line of an address
    has no street: that stands in the line before.
    """
    kind = PrivacyKind.STREET_ADDRESS
    regions = rules_of(rules.region)
    streets = [
        found.span()
        for region in regions
        for pattern in region.streets
        for found in pattern.finditer(joined.text)
    ]
    last_lines = {end + 1 for _start, end in streets if joined.text.startswith("\n", end)}
    for region in regions:
        if region.postcodes is None:
            continue
        for found in region.postcodes.finditer(joined.text):
            start = _address_before(joined.text, found.start())
            street = joined.text[start : found.start()]
            is_one = region.alone or any(map(str.isdecimal, street)) or start in last_lines
            is_public = _INSTITUTION.search(street) or _is_public(joined, start, found.end())
            if is_one and not is_public:
                yield start, found.end(), kind, Reason.LOOKS_LIKE
    for start, end in streets:
        if not _is_public(joined, start, end):
            yield start, end, kind, Reason.LOOKS_LIKE
    for found in _LIVES.finditer(joined.text):
        yield *found.span("at"), kind, Reason.BY_LABEL


def _address_before(text: str, end: int) -> int:
    """Return where the address begins whose postcode stands at `end`; `end` if it is alone.

    That is with its number, or where it has none with the first of its names.
    """
    start = end
    words = re.finditer(r"[^\s,]+(?:,? |,)", text[max(0, end - _LONGEST_ADDRESS) : end])
    begin = max(0, end - _LONGEST_ADDRESS)
    for word in reversed(list(words)):
        is_next = begin + word.end() == start
        if not is_next or not _OF_ADDRESS.fullmatch(word[0].rstrip(" ,")):
            break
        start = begin + word.start()
    numbered = _BEGINS_ADDRESS.search(text, start, end)
    if numbered is not None:
        return numbered.start()
    small = re.compile(r"(?:[a-z/]+[ ,]+)*").match(text, start, end)
    return start if small is None else small.end()


_MONTHS = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_ORDINALS = (
    r"(?i:(?:twenty|thirty)-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
    r"|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth)"
)
_SPANISH_MONTHS = (
    r"(?:ene(?:ro)?|feb(?:rero)?|mar(?:zo)?|abr(?:il)?|mayo?|jun(?:io)?|jul(?:io)?|ago(?:sto)?"
    r"|sep(?:t?iembre)?|oct(?:ubre)?|nov(?:iembre)?|dic(?:iembre)?)\.?"
)
_BEGINS_DATE = (  # a number or word that can't begin one is passed at once
    r"(?=\d{1,2}[/\-. snrtRº]|(?:19|20)\d\d-|[^\W\d]{3,10}\.? \d"
    r"|[^\W\d][\w\-]{3,20} (?:of )?[ADFJMNOS])"
)
_DATE = re.compile(
    rf"(?<![\w/\-]){_BEGINS_DATE}"
    rf"(?:\d{{1,2}}[/\-.]\d{{1,2}}[/\-.](?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d"
    rf"|{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)?|{_ORDINALS})(?: of)? {_MONTHS},? (?:19|20)\d\d"
    rf"|(?i:\d{{1,2}}(?:º|ro)?(?: de)? {_SPANISH_MONTHS}(?: del?)? (?:19|20)\d\d)"
    rf"|(?i:{_SPANISH_MONTHS} \d{{1,2}},? (?:19|20)\d\d))"
    r"(?![\w/\-])"
)
_BORN = re.compile(
    r"\b(?:(?:d\.? ?o\.? ?b\.?|dates? of birth|birth ?date|b(?:irth)?-?day|birth ?day"
    r"|fecha de nac(?:imiento|\.)|f\.? ?n\.|nacimiento|cumpleaños)(?!\w)[^\n\d.!?]{0,60}"
    r"|(?:born(?: on)?|birth|nacid[oa]|nació)(?!\w)[^\n\d]{0,14}"
    r"|turn(?:s|ed|ing) \d{1,3}(?: years old)?,? on (?:the )?"
    r"|aged? \d{1,3},? (?:on|since) (?:the )?"
    r"|b\. ?)$",
    re.IGNORECASE,
)
_ONLY_BORN = re.compile(r"\b(?:born|birth|nacid[oa]|nació)\b[^\n\d]{0,14}$|b\. ?$", re.IGNORECASE)
_OF_FAME = re.compile(
    r"\b(authors?|illustrators?|poets?|novelists?|writers?|composers?|artists?|presidents?"
    r"|inventors?|autora?|ilustradora?|poetas?|escritora?)\b",
    re.IGNORECASE,
)
_OLDEST = 1920
"""Nobody was born earlier than this and still has a library card, as far as records of age go."""


def _birth_dates(joined: _Joined, _rules: TextRules, _is_phone: PhoneCheck) -> Iterator[_Found]:
    """Find dates that words beside them call a birth date: "DOB", "born", "turned 9 on".

    Source: the identifiers of HIPAA's safe harbor, 45 CFR 164.514(b)(2)(i)(C), count full dates of
    birth; the years of an author in a catalog heading are none, nor is the birthday of one who
    was born before everyone who lives.
    """
    for found in _DATE.finditer(joined.text):
        label = joined.label(found.start())
        before = joined.text[max(0, found.start() - 90) : found.start()].replace("\t", " ")
        if not (_BORN.search(before) or _BORN.search(label)):
            continue
        if _ONLY_BORN.search(before) and not _BORN.search(label):
            line = joined.line(*found.span())
            year = re.search(r"(?:19|20)\d\d", found[0])
            is_old = year is not None and int(year[0]) < _OLDEST
            if is_old or (_OF_FAME.search(line) and not _PRIVATE.search(line)):
                continue
        yield *found.span(), PrivacyKind.BIRTH_DATE, Reason.BY_LABEL


# Names ------------------------------------------------------------------------------------------

_BESIDE_CARD = 40
_ONLY_NAME = re.compile(rf"\s*({FULL_NAME})\s*")


def _is_name(words: str) -> bool:
    return not any(NOT_NAMES.fullmatch(word.strip(".,’'").casefold()) for word in words.split())


def _titled(text: str) -> Iterator[re.Match[str]]:
    """Yield titles with a name: "Mrs. Whitfield", "la Sra. Romero"; "King Sr." has none."""
    yield from WITH_TITLE.finditer(text)
    for found in WITH_SPANISH_TITLE.finditer(text):
        before = text[max(0, found.start() - 40) : found.start()]
        is_suffix = found[0].startswith(("Sr ", "Sr.")) and BEFORE_SUFFIX.search(before)
        if not is_suffix or ARTICLE.search(before):
            yield found


def _names(joined: _Joined, rules: TextRules, is_phone: PhoneCheck) -> Iterator[_Found]:
    """Find names beside a title, a card number, or a word such as "patron".

    Source: which pairs of data state laws on library records protect, a name with what was
    borrowed or asked (ALA, "State Privacy Laws Regarding Library Records"). A name alone is not
    found: authors, staff and places look the same.
    """
    kind = PrivacyKind.PERSON_NAME
    for found in (
        *WITH_WORD.finditer(joined.text),
        *WITH_SPANISH_WORD.finditer(joined.text),
    ):
        group = 1 if found[1] else 2
        if _is_name(found[group]):
            yield *found.span(group), kind, Reason.PATRON_BESIDE
    for found in _titled(joined.text):
        said = joined.text[found.start(1) : found.end() + 2].casefold()
        known = any(IN_TITLES.fullmatch(word) for word in re.findall(r"[^\W\d_]+", said))
        staff = STAFF.match(joined.text[found.end() : found.end() + 60]) or STAFF_BEFORE.search(
            joined.text[max(0, found.start() - 60) : found.start()]
        )
        possessive = "’s" in said or "'s" in said  # of a title: a person's things are rare here
        if not known and not staff and not possessive and _is_name(found[1]):
            yield *found.span(1), kind, Reason.TITLE
    yield from _labeled_names(joined)
    for start, end, found_kind, _reason in (
        *joined.by_rule(_cards, rules, is_phone),
        *joined.by_rule(_shaped_cards, rules, is_phone),
        *joined.by_rule(_numbers, rules, is_phone),
    ):
        if found_kind is PrivacyKind.CARD_NUMBER:
            yield from _beside(joined, start, end, _BOTH_NAMES)
    for start, end, _kind, _reason in joined.by_rule(_telephones, rules, is_phone):
        yield from _beside(joined, start, end, LAST_FIRST)


def _labeled_names(joined: _Joined) -> Iterator[_Found]:
    """Find names that are all of a cell or field whose label asks for one."""
    for number, unit in enumerate(joined.units):
        if not unit.label or not NAME_LABEL.match(unit.label):
            continue
        whole = _ONLY_NAME.fullmatch(unit.text)
        if whole and _is_name(whole[1]):
            start = joined.start_of(number)
            span = start + whole.start(1), start + whole.end(1)
            yield *span, PrivacyKind.PERSON_NAME, Reason.BY_LABEL


_BOTH_NAMES = re.compile(rf"{LAST_FIRST.pattern}|{FULL_NAME}")


def _beside(joined: _Joined, start: int, end: int, form: re.Pattern[str]) -> Iterator[_Found]:
    """Find the name in the line or row of a card or telephone number, next to it."""
    first = joined.text.rfind("\n", 0, start) + 1
    last = joined.text.find("\n", end)
    before = list(form.finditer(joined.text[first:start]))[-1:]
    after = list(form.finditer(joined.text[end : last if last >= 0 else None]))[:1]
    for offset, found, gap in (
        *((first, each, start - first - each.end()) for each in before),
        *((end, each, each.start()) for each in after),
    ):
        if gap <= _BESIDE_CARD and _is_name(found[0]):
            span = offset + found.start(), offset + found.end()
            yield *span, PrivacyKind.PERSON_NAME, Reason.CARD_BESIDE


_RULES: tuple[_Rule, ...] = (
    _emails,
    _payment_cards,
    _bank_accounts,
    _numbers,
    _cards,
    _shaped_cards,
    _telephones,
    _birth_dates,
    _addresses,
    _names,
)
