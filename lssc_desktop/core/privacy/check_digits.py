"""Check digits and allowed ranges of numbers that people have, each as its issuer publishes it."""

import re

_BANK_WEIGHTS = (3, 7, 1) * 3
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_INSURANCE = re.compile(r"([A-Z])([A-Z])\d{6}[A-D]")
_NEVER_FIRST, _NEVER_SECOND = frozenset("DFIQUV"), frozenset("DFIQUVO")
_NEVER_A_PREFIX = frozenset({"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})
_LICENCE = re.compile(
    r"[A-Z]{1,5}9{0,4}\d(?:0[1-9]|1[0-2]|5[1-9]|6[0-2])(?:0[1-9]|[12]\d|3[01])\d"
    r"[A-Z][A-Z9][A-Z0-9][A-Z]{2}(?:\d\d)?"
)
_SOCIAL = re.compile(r"(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}")
_NEVER_ISSUED = frozenset({"078-05-1120", "219-09-9999"})
_SURNAME = 5
_LONGEST_NHS, _LONGEST_ROUTING = 10, 9
_NO_DIGITS = re.compile(r"\D+")


def digits_of(said: str) -> str:
    """Return the digits of a number as it is written, without what stands between them."""
    return said if said.isdecimal() else _NO_DIGITS.sub("", said)


def luhn(digits: str) -> bool:
    """Return whether the last of some digits is their check digit (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value  # noqa: PLR2004 - the sum of its two digits
    return total % 10 == 0


def is_nhs_number(digits: str) -> bool:
    """Return whether ten digits are an NHS number of England and Wales, or one of its sisters.

    Source: NHS Data Dictionary, "NHS NUMBER": the first nine times 10 down to 2, their sum by
    modulus 11, taken from 11; 11 stands as 0, and a number that would need 10 is never issued.
    """
    if len(digits) != _LONGEST_NHS or not digits.isdecimal():
        return False
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    return (11 - total % 11) % 11 == int(digits[9])


def is_insurance_number(said: str) -> bool:
    """Return whether letters and digits can be a National Insurance number.

    Source: HMRC, National Insurance Manual NIM39110: two letters, six digits, a letter from A to D;
    D, F, I, Q, U and V are in no prefix, O isn't its second letter, and seven pairs aren't used.
    """
    found = _INSURANCE.fullmatch(_packed(said))
    return (
        found is not None
        and found[1] not in _NEVER_FIRST
        and found[2] not in _NEVER_SECOND
        and found[1] + found[2] not in _NEVER_A_PREFIX
    )


def is_social_security_number(said: str) -> bool:
    """Return whether digits with hyphens are a US social security number that can exist.

    Source: Social Security Administration, "Social Security Number Randomization" (2011): no area
    000, 666 or 900 up, no group 00, no serial 0000; and the two numbers of its history page that
    were printed for show. Those from 900 are taxpayers' numbers of the IRS.
    """
    return _SOCIAL.fullmatch(said) is not None and said not in _NEVER_ISSUED


def is_british_licence(said: str) -> bool:
    """Return whether letters and digits are built as the number of a British driving licence.

    Source: DVLA, "Driver number": five of the surname (9 where it's shorter), the decade, month
    (5 more on its first digit for women), day and year of birth, two initials (9 for none), and
    three more; the two digits of the issue may stand behind.
    """
    packed = _packed(said)
    name = packed[:_SURNAME]
    is_name = re.fullmatch(r"[A-Z]+9*", name) is not None and len(name) == _SURNAME
    return is_name and _LICENCE.fullmatch(packed) is not None


def is_routing_number(digits: str) -> bool:
    """Return whether nine digits are a US bank's routing number.

    Source: American Bankers Association, "Routing Number Policy": weights 3, 7, 1, modulus 10.
    """
    if len(digits) != _LONGEST_ROUTING or not digits.isdecimal() or not int(digits):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _BANK_WEIGHTS, strict=True))
    return total % 10 == 0


def is_iban(said: str) -> bool:
    """Return whether letters and digits are an international bank account number.

    Source: ISO 13616-1: the first four behind the rest, letters as 10 to 35, modulus 97 is 1.
    """
    packed = _packed(said)
    if not _IBAN.fullmatch(packed):
        return False
    turned = packed[4:] + packed[:4]
    return int("".join(str(int(letter, 36)) for letter in turned)) % 97 == 1


def _packed(said: str) -> str:
    return re.sub(r"[\s\-]", "", said).upper()
