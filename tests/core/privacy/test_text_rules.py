"""The rules on words: what is found, and which look-alikes are not."""

import re

import pytest

from lssc_desktop.core.privacy.check_digits import luhn
from lssc_desktop.core.privacy.private_data import PrivacyKind, Reason, counted
from lssc_desktop.core.privacy.scan_order import CardNumbers, TextRules, TextUnit
from lssc_desktop.core.privacy.text_rules import TextMatch, find_in_text

CARD, EMAIL, PHONE = PrivacyKind.CARD_NUMBER, PrivacyKind.EMAIL, PrivacyKind.PHONE
NAME, BORN, STREET = (
    PrivacyKind.PERSON_NAME,
    PrivacyKind.BIRTH_DATE,
    PrivacyKind.STREET_ADDRESS,
)
SOCIAL, PAYMENT = PrivacyKind.SOCIAL_SECURITY, PrivacyKind.PAYMENT_CARD


def is_phone(said: str) -> bool:
    """Ten digits are a number here; `store.privacy` asks the numbering plans."""
    return len(re.sub(r"\D", "", said).removeprefix("1")) == 10 or said.startswith("+")


US = TextRules()


def find(*texts: str, rules: TextRules = US) -> tuple[TextMatch, ...]:
    return find_in_text([TextUnit(text) for text in texts], rules, is_phone)


def kinds(*texts: str) -> set[PrivacyKind]:
    return {match.kind for match in find(*texts)}


def row(*cells: str, heads: tuple[str, ...] = ()) -> list[TextUnit]:
    labels = heads or ("",) * len(cells)
    return [TextUnit(cell, labels[at], bool(at)) for at, cell in enumerate(cells)]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Card: 21234005678909", CARD, "21234005678909"),
        ("held for 2 1234 00567 8909 today", CARD, "2 1234 00567 8909"),
        ("write to dwhitfield@example.org, please", EMAIL, "dwhitfield@example.org"),
        ("Her cell is (303) 555-0142.", PHONE, "(303) 555-0142"),
        ("Parent's phone: 3035550142", PHONE, "3035550142"),
        ("SSN 219-45-6789", SOCIAL, "219-45-6789"),
        ("ssn: 219456789", SOCIAL, "219456789"),
        ("paid with 4111 1111 1111 1111", PAYMENT, "4111 1111 1111 1111"),
        ("amex 3782 822463 10005", PAYMENT, "3782 822463 10005"),
        ("She lives at 412 Maple Street, Apt 3", STREET, "412 Maple Street, Apt 3"),
        ("DOB: 04/17/1986", BORN, "04/17/1986"),
        ("Date of birth May 3, 2011", BORN, "May 3, 2011"),
        ("Mrs. Whitfield called again", NAME, "Whitfield"),
        ("Patron: Delia Whitfield", NAME, "Delia Whitfield"),
    ],
)
def test_private_data_is_found_where_it_stands(text: str, kind: PrivacyKind, found: str) -> None:
    matches = [match for match in find(text) if match.kind is kind]
    assert [text[match.start : match.end] for match in matches] == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Item barcode 31234005678907",
        "31234005678907",
        "ISBN 978-0-306-40615-7",
        "ISBN 0306406152",
        "ISSN 2049-3630",
        "LCCN 2001-627090",
        "OCLC 219456789",
        "813.54 M37 2004",
        "log-20250516143000",
        "20250516143000",
        "pp. 219-45-6789a",
        "pages 214-216",
        "Twain, Mark, 1835-1910",
        "$4,111.11",
        "info@library.example.org",
        "reference.desk@library.example.org",
        "Call the Main Library at (303) 555-0142",
        "Circulation desk: 303-555-0142",
        "Toll-free 800-555-0142",
        "Visit us at 120 Main Street",
        "The Cat in the Hat by Dr. Seuss",
        "Mr. Popper's Penguins",
        "Ms. Ortiz, branch manager",
        "Patron Services",
        "The patron record was updated on May 3, 2025",
        "Due 05/16/2025",
        "3 1234 00567 8907",
        "4111 1111 1111 1112",
        "000-12-3456",
        "Taxes of 2024: the cost of Social Security 2024",
        "Badges, staff numbers 12 to 40",
        "Questions? 303-555-0142 ext. 12",
        "Post office hours: 77 Main Street is our neighbor, open 9-5",
        "Main Library, zip code 97814-1022",
        "9-12-3456",
    ],
)
def test_a_look_alike_is_no_private_data(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Tarjeta: 21234005678909", CARD, "21234005678909"),
        ("Escriba a drivera12@example.org, por favor", EMAIL, "drivera12@example.org"),
        ("Su celular es (303) 555-0142.", PHONE, "(303) 555-0142"),
        ("Teléfono de la usuaria: 303-555-0142", PHONE, "303-555-0142"),
        ("teléfono: 3035550142", PHONE, "3035550142"),
        ("Seguro social: 219456789", SOCIAL, "219456789"),
        ("La usuaria vive en Calle Juárez 412", STREET, "Calle Juárez 412"),
        ("Domicilio: Avenida de los Pinos #18", STREET, "Avenida de los Pinos #18"),
        ("Fecha de nacimiento: 3 de mayo de 2011", BORN, "3 de mayo de 2011"),
        ("Nació el 17/04/1986", BORN, "17/04/1986"),
        ("nacida el 1º de enero del 2015", BORN, "1º de enero del 2015"),
        ("La Sra. Romero volvió a preguntar", NAME, "Romero"),
        ("Ayudé al Sr. García ayer", NAME, "García"),
        ("Srta. Ana de la Cruz", NAME, "Ana"),
        ("Usuaria: Delia Romero", NAME, "Delia Romero"),
        ("el usuario Óscar Peña pidió ayuda", NAME, "Óscar Peña"),
        ("Paciente: María de la Cruz", NAME, "María de la Cruz"),
        ("Reservado para: Luis Ortega", NAME, "Luis Ortega"),
        ("Nombre del niño: Tomás Ruiz", NAME, "Tomás Ruiz"),
    ],
)
def test_private_data_is_found_in_spanish(text: str, kind: PrivacyKind, found: str) -> None:
    matches = [match for match in find(text) if match.kind is kind]
    assert [text[match.start : match.end] for match in matches] == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Ejemplar 31234005678907",
        "Llame a la Biblioteca Central al (303) 555-0142",
        "Mostrador de circulación: 303-555-0142",
        "Para más información: 303-555-0142",
        "biblioteca@condado.example.org",
        "prestamos.infantil@example.org",
        "Visítenos en la sucursal, Calle Juárez 412",
        "Servicios para usuarios",
        "Usuario Nuevo Registro",
        "La Sra. Ortiz, directora de la sucursal",
        "Leímos Doña Bárbara",
        "Vence el 16 de mayo de 2025",
        "El registro del usuario se actualizó el 3 de mayo de 2025",
        "La biblioteca abrió el 3 de mayo de 1998",
        "Martin Luther King Sr. Library",
        "Padre Island National Seashore",
        "San Diego Padres at 7",
        "Sierra Madre Mountain Range",
        "Don Quixote de la Mancha",
        "Calle Ocho Festival",
        "núm. de pedido 303-555-0142",
        "$1.250,50",
    ],
)
def test_a_look_alike_in_spanish_or_with_spanish_names_is_none(text: str) -> None:
    assert find(text) == ()


def test_a_row_of_a_spanish_sign_up_sheet_belongs_together() -> None:
    heads = ("Nombre del niño", "Teléfono", "Fecha de nacimiento")
    cells = row("Rosa Delgado", "555-0142", "17/04/2019", heads=heads)
    found = find_in_text([*row(*heads), *cells], US, is_phone)
    assert [(match.unit, match.kind) for match in found] == [(3, NAME), (4, PHONE), (5, BORN)]


def test_a_row_of_a_sign_up_sheet_belongs_together() -> None:
    heads = ("Child's name", "Phone", "Birthday")
    cells = row("Rosa Delgado", "555-0142", "04/17/2019", heads=heads)
    found = find_in_text([*row(*heads), *cells], US, is_phone)
    assert [(match.unit, match.kind) for match in found] == [(3, NAME), (4, PHONE), (5, BORN)]
    assert {match.reason for match in found} == {Reason.BY_LABEL}


def test_a_name_beside_a_card_number_is_found() -> None:
    found = find_in_text(row("Rosa Delgado", "21234005678909"), US, is_phone)
    assert [match.reason for match in found] == [Reason.CARD_BESIDE, Reason.LOOKS_LIKE]


def test_a_mistyped_card_number_counts_where_words_name_it() -> None:
    assert luhn("21234005678909")
    assert not luhn("21234005678908")
    assert find("21234005678908") == ()
    assert [match.reason for match in find("library card 21234005678908")] == [Reason.BY_LABEL]


def test_another_library_has_other_cards() -> None:
    rules = TextRules((CardNumbers(9, "5", False), CardNumbers(10, "77", False)))
    assert find("21234005678909", rules=rules) == ()
    assert [match.kind for match in find("7712345678", rules=rules)] == [CARD]


def test_the_candidates_own_data_is_no_finding() -> None:
    rules = TextRules(own=("Ana Rivera", "ana@example.org"))
    assert find("ana@example.org", rules=rules) == ()
    assert find("Patron: Ana  Rivera", rules=rules) == ()


GB = TextRules(region="GB")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("SSN 219-45-6789", SOCIAL),
        ("Her cell is (303) 555-0142.", PHONE),
        ("She lives at 412 Maple Street, Madison, WI 53703", STREET),
    ],
)
def test_a_british_portfolio_goes_by_british_rules(text: str, kind: PrivacyKind) -> None:
    assert kind in kinds(text)
    whole = [(0, len(text))]
    found = [(match.start, match.end) for match in find(text, rules=GB) if match.kind is kind]
    assert found != whole
    assert SOCIAL not in {match.kind for match in find(text, rules=GB)}


def test_an_nhs_number_is_no_telephone_number() -> None:
    (match,) = find("943 476 5919", rules=GB)
    assert match.kind is PrivacyKind.HEALTH_NUMBER
    assert find("943 476 5918", rules=GB) == ()


def test_a_region_without_a_table_goes_by_what_holds_everywhere() -> None:
    rules = TextRules(region="NZ")
    assert [match.kind for match in find("ana@example.org", rules=rules)] == [EMAIL]
    assert [match.kind for match in find("call +64 21 555 0142", rules=rules)] == [PHONE]
    assert find("SSN 219-45-6789", rules=rules) == ()


def test_a_shape_of_cards_finds_them_with_and_without_spaces() -> None:
    rules = TextRules(shapes=("D########",))
    found = find("He gave d2000 4418, and D20004419.", rules=rules)
    assert [match.kind for match in found] == [CARD, CARD]
    assert find("AD20004418 and D200044181", rules=rules) == ()


def test_a_name_beside_a_card_of_a_shape_is_found_as_beside_any_other() -> None:
    rules = TextRules(shapes=("D########",))
    found = find_in_text(row("Rosa Delgado", "D20004418"), rules, is_phone)
    assert [match.reason for match in found] == [Reason.CARD_BESIDE, Reason.LOOKS_LIKE]


def test_what_one_unit_says_never_runs_into_the_next() -> None:
    assert find("2 1234 005", "67 8901") == ()


def test_a_number_is_asked_about_once_however_many_rules_go_by_it() -> None:
    asked: list[str] = []

    def is_asked(said: str) -> bool:
        asked.append(said)
        return is_phone(said)

    found = find_in_text([TextUnit("Whitfield, Delia 555-867-5309")], US, is_asked)
    assert [match.kind for match in found] == [NAME, PHONE]
    assert asked == ["555-867-5309"]


@pytest.mark.parametrize("gap", [" ", ": ", "\n", " 7 pages ", "\n\n"])
def test_words_name_a_number_up_to_the_next_digit_or_line(gap: str) -> None:
    found = find(f"Passport{gap}C01X00T47")
    assert bool(found) is (gap in {" ", ": ", "\n"})


def test_findings_are_counted_by_kind() -> None:
    from lssc_desktop.core.privacy.private_data import PlaceUnit, PrivacyFinding, PrivatePlace

    place = PrivatePlace(PlaceUnit.LINE, 1)
    found = [PrivacyFinding(kind, place, "x") for kind in (EMAIL, CARD, EMAIL)]
    assert counted(found) == ((CARD, 1), (EMAIL, 2))
    assert "x" not in repr(found[0]).split("place")[0]
