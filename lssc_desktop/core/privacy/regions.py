"""How people of a country write numbers and addresses: a table of rules for each region.

A region has the code of its country (ISO 3166-1). One table holds everywhere; a region that has no
table of its own goes by that alone. What a rule needs besides its form, a word before it or a check
digit, is in its row; `text_rules` applies them.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from lssc_desktop.core.privacy.check_digits import (
    digits_of,
    is_british_licence,
    is_iban,
    is_insurance_number,
    is_nhs_number,
    is_routing_number,
    is_social_security_number,
)
from lssc_desktop.core.privacy.private_data import PrivacyKind
from lssc_desktop.core.privacy.scan_order import UNITED_STATES
from lssc_desktop.values import dataclass

UNITED_KINGDOM = "GB"

_BEFORE = r"(?<![\w.\-/$£€])"
_BEHIND = r"(?![\w\-/]|[.,]\d)"


@dataclass(frozen=True, slots=True)
class NumberRule:
    """A number that people have: its form, the words that name it, and when it needs no words.

    `words` end right before the number. `alone` says of a number that no word names whether it is
    one all the same; without it, it never is. `fewest` are the digits that it has at least.
    """

    kind: PrivacyKind
    form: re.Pattern[str]
    words: re.Pattern[str]
    alone: Callable[[str], bool] | None = None
    fewest: int = 5


@dataclass(frozen=True, slots=True)
class BankRule:
    """How a country names a bank: a number that counts only beside that of an account."""

    form: re.Pattern[str]
    words: re.Pattern[str]
    fits: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class PhoneRule:
    """How telephone numbers are written.

    Groups of `form`: `whole` is one by its look, any other where words say so; of a `local` one
    nobody knows whether it can be. `can_be` says of its digits whether they are in the plan of the
    country where no library knows them, as with numbers kept for show; `nobodys` are those that no
    private person has.
    """

    form: re.Pattern[str]
    nobodys: re.Pattern[str]
    can_be: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class RegionRules:
    """The rules of one country. `postcodes` end an address whatever its street is called.

    `alone` says whether such a code without a street shows where somebody lives, as a British
    one does, which has some 15 houses; a ZIP code has thousands.
    """

    numbers: tuple[NumberRule, ...] = ()
    phones: tuple[PhoneRule, ...] = ()
    banks: tuple[BankRule, ...] = ()
    streets: tuple[re.Pattern[str], ...] = ()
    postcodes: re.Pattern[str] | None = None
    alone: bool = False


def _named(words: str, gap: int = 20) -> re.Pattern[str]:
    """Return a pattern for words that stand so many characters before a number, or less."""
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)[^\n\d]{{0,{gap}}}$", re.IGNORECASE)


# Everywhere -------------------------------------------------------------------------------------

_CODE = re.compile(
    r"(?<![\w$£€/.\-])[A-Za-z]{0,4}-?\d(?:[ \u00a0\-]?\d){3,18}[A-Za-z]{0,2}(?![\w/]|[.,\-]\d)"
)
_PAPER = re.compile(
    r"(?<![\w$£€/.\-])(?!(?:19|20)\d\d-\d\d-\d\d)(?!(?:ID|NO|DL)\b)(?=[A-Z0-9 \-]{6})[A-Z0-9]+"
    r"(?:[ \-](?=[A-Z]{0,6}\d)[A-Z0-9]+){0,5}(?![\w/]|[.,\-]\d)"
)
_NUMBER = r"(?: ?(?:number|no\.?|num\.?|nr\.?|id|#)(?!\w)|s? ?#)"
_OF = r"(?:['’]?s?['’]?)"
_EVERYWHERE = RegionRules(
    numbers=(
        NumberRule(
            PrivacyKind.BANK_ACCOUNT,
            re.compile(r"(?<!\w)[A-Z]{2}\d\d(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)"),
            _named(r"iban"),
            is_iban,
        ),
        NumberRule(
            PrivacyKind.IDENTITY_DOCUMENT,
            _PAPER,
            _named(
                r"driv(?:er|ing)['’]?s?['’]? ?lic(?:en[cs]e|\.)?|d\.?l\.? ?(?:no\.?|number|#)"
                r"|passport|state id|green card|brp|residence permit|pasaporte"
                r"|licencia de (?:conducir|manejo)"
            ),
            fewest=3,
        ),
        NumberRule(
            PrivacyKind.STUDENT_NUMBER,
            _CODE,
            _named(
                rf"(?:student|pupil|learner|lunch|school|college|ucas|matriculation){_OF}{_NUMBER}"
                rf"|(?:student|pupil|learner){_OF} (?:id )?(?:card|barcode)(?:{_NUMBER})?|upn|uln"
                r"|matrícula|número de (?:estudiante|alumno)"
            ),
        ),
        NumberRule(
            PrivacyKind.EMPLOYEE_NUMBER,
            _CODE,
            _named(
                rf"(?:employee|staff|payroll|personnel){_OF}(?: badge)?{_NUMBER}"
                r"|número de emplead[oa]"
            ),
        ),
        NumberRule(
            PrivacyKind.CARD_NUMBER,
            _CODE,
            _named(
                rf"(?:borrower|reader|patron|member(?:ship)?|customer|library(?: user)?){_OF}"
                rf"(?: (?:card|ticket|barcode|account))?(?:{_NUMBER}| ?barcode)"
                rf"|(?:library|temporary|borrower{_OF}|reader{_OF}|patron{_OF}) (?:card|ticket)"
                rf"(?:,? ?{_NUMBER})?|card,?{_NUMBER}"
                r"|(?:tarjeta|carn[eé]t?) de (?:la )?biblioteca|número de (?:usuari[oa]|socio)"
            ),
        ),
        NumberRule(  # of many digits and no letters: a help desk and a theater have tickets too
            PrivacyKind.CARD_NUMBER,
            re.compile(rf"{_BEFORE}\d(?:[ \-]?\d){{7,15}}{_BEHIND}"),
            _named(r"(?:her|his|their|the|my|reader’s|borrower’s) (?:card|ticket)", 8),
            fewest=8,
        ),
    ),
    phones=(
        PhoneRule(
            re.compile(
                rf"{_BEFORE}(?P<whole>\+[1-9]\d{{0,2}}[ .\-]?(?:\(?\d{{1,5}}\)?[ .\-]?){{2,5}}"
                rf"\d{{2,4}})(?P<local>(?!))?{_BEHIND}"
            ),
            re.compile(r"\+1[\s.\-]?\(?8(?:00|33|44|55|66|77|88)\)?[\s.\-]"),
            re.compile(r"(?!)"),
        ),
    ),
)
"""Rules that hold in every country.

Sources: ISO 13616-1 (accounts); E.164 with ITU-T E.123 (telephones written with the code of their
country). Papers, students and borrowers have numbers of as many forms as there are issuers, so
these count only where a word names them.
"""

# United States ----------------------------------------------------------------------------------

_STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ"
    "|NM|NY|NC|ND|OH|OK|OR|PA|PR|RI|SC|SD|TN|TX|UT|VT|VA|VI|WA|WV|WI|WY|GU|AS|MP"
)
_STATE_NAMES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia"
    "|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts"
    "|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New (?:Hampshire|Jersey"
    "|Mexico|York)|(?:North|South) (?:Carolina|Dakota)|Ohio|Oklahoma|Oregon|Pennsylvania"
    "|Puerto Rico|Rhode Island|Tennessee|Texas|Utah|Vermont|(?:West )?Virginia|Washington"
    "|Wisconsin|Wyoming"
)
_WHOSE = "(?: the| her| his| their| my)?"
_SOCIAL = (
    r"ssn|ss(?= ?#)|social security|soc\.? sec|social(?=\W{0,3}$)|seguro social|seguridad social"
    r"|itin|taxpayer id"
)
_US_SUFFIXES = (
    r"Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Terrace|Ter"
    r"|Circle|Cir|Parkway|Pkwy|Highway|Hwy|Way|Trail|Trl|Loop|Square|Sq|Alley|Row|Crescent"
)
_US_TAIL = (
    r"(?:,? (?:Apt|Apartment|Unit|Suite|Ste|Lot|#)\.? ?#?\w{1,5})?"
    r"(?:, [A-Z][A-Za-z ]{2,24},? [A-Z]{2}(?: \d{5}(?:-\d{4})?)?)?"
)
_NUMBERED = (
    r"(?<![\w.$£/\-#])\d{1,5}[A-Za-z]? "
    r"(?:(?:[NSEW]|North|South|East|West|NE|NW|SE|SW)\.? )?"
)
_NAMED_STREET = r"(?:[A-Z][a-z’'\-]+ |\d{1,3}(?:st|nd|rd|th) ){1,3}"
_SPANISH_STREET = re.compile(
    r"\b(?:Calle|Avenida|Avda\.|Av\.|Calzada|Bulevar|Carretera) (?:de (?:las? |los )?|del )?"
    r"(?:[A-ZÁÉÍÓÚÑ][a-záéíóúñü]+ ?){1,3},? ?(?:#|[Nn]úm\.? |[Nn]o\.? |n\.º )?\d{1,5}\b"
    r"(?:,? (?:[Aa]pto|[Dd]epto|[Pp]iso|[Ii]nt)\.? ?#?\w{1,5})?"
)
_US = RegionRules(
    numbers=(
        NumberRule(
            PrivacyKind.SOCIAL_SECURITY,
            re.compile(
                r"(?<![\w\-./])(?!000|666)\d{3}([\- ]?)(?!00)\d{2}\1(?!0000)\d{4}(?![\w\-/]|\.\d)"
            ),
            _named(_SOCIAL, 40),
            is_social_security_number,
        ),
        NumberRule(
            PrivacyKind.SOCIAL_SECURITY,
            re.compile(rf"{_BEFORE}\d{{4}}{_BEHIND}"),
            _named(
                rf"(?:last four(?: digits)? )?of{_WHOSE} (?:ssn|social(?! s))"
                rf"|last four(?: digits)? of{_WHOSE} social security(?: number)?"
                r"|(?:ssn|social(?: security)?)(?: number)?,? (?:ending(?: in)?|ends in|last four)",
                8,
            ),
            fewest=4,
        ),
        NumberRule(PrivacyKind.IDENTITY_DOCUMENT, _PAPER, _named(r"(?-i:O?DL|CDL)", 3), fewest=5),
        NumberRule(  # of nine digits: there live some ten people
            PrivacyKind.STREET_ADDRESS,
            re.compile(rf"{_BEFORE}\d{{5}}-\d{{4}}{_BEHIND}"),
            _named(r"zip(?: ?code)?"),
            fewest=9,
        ),
    ),
    phones=(
        PhoneRule(
            re.compile(
                rf"{_BEFORE}(?:"
                r"(?P<whole>(?:1[ .\-]?)?(?:\([2-9]\d\d\) ?|[2-9]\d\d[ .\-])[2-9]\d\d[ .\-]\d{4})"
                r"|[2-9]\d\d[2-9]\d{6}"
                rf"|(?P<local>[2-9]\d\d[.\-]\d{{4}})){_BEHIND}"
            ),
            re.compile(r"(?:1[\s.\-]?)?\(?8(?:00|33|44|55|66|77|88)\)?[\s.\-]"),
            re.compile(r"(?!)"),
        ),
    ),
    banks=(
        BankRule(
            re.compile(rf"{_BEFORE}\d{{9}}{_BEHIND}"),
            _named(r"routing|aba|transit|rtn"),
            is_routing_number,
        ),
    ),
    streets=(
        re.compile(
            rf"{_NUMBERED}(?:County|State|U\.?S\.?|Old)? ?"
            r"(?:Road|Rd\.?|Route|Rte\.?|Highway|Hwy\.?) \d{1,4}[A-Z]?"
            r"(?: (?:North|South|East|West|[NSEW])\b)?"
        ),
        re.compile(rf"{_NUMBERED}{_NAMED_STREET}(?:{_US_SUFFIXES})\b\.?{_US_TAIL}"),
        _SPANISH_STREET,
        re.compile(
            r"\b(?=[AHPRS])(?:P\.? ?O\.? ?Box|Apartado(?: postal)?|Apdo\.(?: postal)?) \d{1,6}\b"
            r"|\b(?=[HRS])(?:R\.?R\.?|Rural Route|H\.?C\.?|Star Route)"
            r" ?#?\d{1,3},? Box \d{1,5}[A-Z]?\b",
            re.IGNORECASE,
        ),
    ),
    postcodes=re.compile(
        r"\b(?=[A-Z](?:[A-Z]|[a-z]{2,12}(?: [A-Z][a-z]{3,8})?),? \d)"  # all other words are passed
        rf"(?:{_STATES}|{_STATE_NAMES}),? \d{{5}}(?:-\d{{4}})?{_BEHIND}"
    ),
)
"""Rules of the United States.

Sources: the Social Security Administration and the IRS (`check_digits`): without hyphens nine
digits are a social security number only where words say so, as OCLC numbers have nine digits too;
the North American Numbering Plan (telephones); USPS Publication 28, appendix C1 (suffixes
of streets in common use), sections 24 and 25 (rural and highway contract routes), 29 (Spanish
streets, whose numbers stand behind), appendix B (states); ABA (routing numbers).
"""

# United Kingdom ---------------------------------------------------------------------------------

_AREAS = (
    "AB|AL|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|EC"
    "|EH|EN|EX|FK|FY|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|LA|LD|LE|LL|LN|LS"
    "|LU|ME|MK|ML|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR"
    "|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE|B|E|G|L|M|N|S|W"
)
_GB_SUFFIXES = (
    r"Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Terrace|Way|Square|Sq|Row"
    r"|Crescent|Cres|Close|Gardens|Gdns|Grove|Mews|Parade|Croft|Wynd|Brae|Loan|Vennel|Wharf|Quay"
)
_FLAT = r"(?:(?:Flat|Apartment|Apt|Unit) (?:\d{1,2}/\d{1,2}|\w{1,4}),? )?"
_WELSH = r"(?:Heol|Ffordd|Stryd|Lôn|Rhodfa|Maes|Clos|Cwrt|Bryn|Tan|Rhes|Y|Yr)"
_POSTCODE = (
    r"\b(?=[A-Z]{1,2}\d|GIR)"  # few words begin so: all others are passed at once
    rf"(?:(?:{_AREAS})\d[\dABCDEFGHJKMNPRSTUVWXY]? ?\d[ABD-HJLNP-UW-Z]{{2}}|GIR ?0AA)\b"
)
_GB = RegionRules(
    numbers=(
        NumberRule(  # typed small, it counts where a word names it
            PrivacyKind.STREET_ADDRESS,
            re.compile(_POSTCODE, re.IGNORECASE),
            _named(r"post ?code"),
            fewest=2,
        ),
        NumberRule(
            PrivacyKind.HEALTH_NUMBER,
            re.compile(rf"{_BEFORE}\d{{3}}([ \-]?)\d{{3}}\1\d{{4}}{_BEHIND}"),
            _named(r"nhs|chi|h&c|health and care", 40),
            lambda said: not said.isdecimal() and said[0] != "0" and is_nhs_number(digits_of(said)),
            fewest=10,
        ),
        NumberRule(
            PrivacyKind.NATIONAL_INSURANCE,
            re.compile(
                r"(?<![\w\-])[A-Za-z]{2}[ \-]?\d\d[ \-]?\d\d[ \-]?\d\d(?:[ \-]?[A-Da-d])?(?![\w\-])"
            ),
            _named(r"national insurance|nino|n\.?i\.? ?(?:number|no\.?|#)|ni:", 40),
            lambda said: said.isupper() and is_insurance_number(said),
            fewest=6,
        ),
        NumberRule(
            PrivacyKind.IDENTITY_DOCUMENT,
            re.compile(
                r"(?<![\w\-])[A-Z]{1,5}9{0,4}[ \-]?\d{6}[ \-]?[A-Z][A-Z9][A-Z0-9][A-Z]{2}"
                r"(?: ?\d\d)?(?![\w\-])"
            ),
            _named(r"licen[cs]e"),
            is_british_licence,
        ),
    ),
    phones=(
        PhoneRule(
            re.compile(
                rf"{_BEFORE}(?:(?P<whole>(?:\+|00)44[ \-]?(?:\(0\) ?)?\d{{2,5}}(?:[ \-]?\d{{3,8}})"
                r"(?:[ \-]?\d{3,4}){0,2}"
                r"|\(0\d{2,5}\) ?\d{3,8}(?:[ \-]\d{3,4}){0,2}"
                r"|0\d{2,5}[ .\-]\d{3,8}(?:[ .\-]\d{3,4}){0,2}|07\d{9})"
                rf"|0[12]\d{{8,9}}|(?P<local>(?!))){_BEHIND}"
            ),
            re.compile(r"\(?0(?:[3589]|70)|(?:\+|00)44[ \-]?(?:\(0\) ?)?(?:[3589]|70)"),
            re.compile(r"(?:0|(?:00)?440?)(?:1\d{8,9}|2\d{9}|7[1-9]\d{8})"),
        ),
    ),
    banks=(
        BankRule(
            re.compile(rf"{_BEFORE}\d\d([ \-]?)\d\d\1\d\d{_BEHIND}"),
            _named(r"sort ?code|s/c|bank(?: details)?"),
            lambda _digits_of: True,
        ),
    ),
    streets=(
        re.compile(
            rf"{_FLAT}(?<![\w.$£/\-#])\d{{1,4}}[A-Za-z]? (?:[A-Z][a-z’'\-]+ ){{1,3}}"
            rf"(?:{_GB_SUFFIXES})\b"
        ),
        re.compile(
            rf"(?<![\w.$£/\-#])\d{{1,4}}[A-Za-z]? {_WELSH}(?: (?:[A-Z][\w’'\-]*|y|yr|yn|ar)){{1,3}}"
            r"(?:, [A-Z][\w’'\-]+)?"
        ),
    ),
    postcodes=re.compile(_POSTCODE),
    alone=True,
)
"""Rules of the United Kingdom.

Sources: Ofcom, National Telephone Numbering Plan (01, 02 and 07 are people's; 03, 08 and 09 are
organizations', 070 is for services) and its numbers for use in drama, which no library knows; Royal
Mail, "Programmers' Guide to the Postcode Address File" (the form of a postcode and its areas; C, I,
K, M, O and V aren't in its last two letters); NHS Data Dictionary; HMRC NIM39110; DVLA; UK Finance
(a sort code has six digits, an account eight). Suffixes of streets: the National Street Gazetteer,
those in common use.
"""

REGIONS: Mapping[str, RegionRules] = MappingProxyType({UNITED_STATES: _US, UNITED_KINGDOM: _GB})


def rules_of(region: str) -> tuple[RegionRules, ...]:
    """Return the tables of a region, its own first; the last holds everywhere."""
    own = REGIONS.get(region)
    return (_EVERYWHERE,) if own is None else (own, _EVERYWHERE)
