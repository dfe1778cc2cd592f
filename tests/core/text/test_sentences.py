import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.text.text import sentences


@given(st.text())
def test_the_sentences_joined_are_the_text(text: str) -> None:
    assert "".join(sentences(text)) == text


@given(st.text(alphabet="aA1 .!?…\n\"'”)"))
def test_no_sentence_is_white_space_alone_but_of_a_blank_text(text: str) -> None:
    assert all(one.strip() for one in sentences(text)) or not text.strip()


@pytest.mark.parametrize("piece", [".", ". ", "e.g. ", '."', "a", " ", "? a "])
def test_a_long_text_without_a_sentence_keeps_nobody_waiting(piece: str) -> None:
    assert "".join(sentences(piece * 100_000)) == piece * 100_000


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("I asked. They told me.", ["I asked. ", "They told me."]),
        ("Who came? Everyone! We sang.", ["Who came? ", "Everyone! ", "We sang."]),
        ("I like games, e.g. Chess, and cards.", ["I like games, e.g. Chess, and cards."]),
        ("Dr. Lee and J. Smith came. I saw.", ["Dr. Lee and J. Smith came. ", "I saw."]),
        ("It cost $4.50. We paid.", ["It cost $4.50. ", "We paid."]),
        ("See No. 5 and no. 12. Then go.", ["See No. 5 and no. 12. ", "Then go."]),
        ("I said no. Then I left.", ["I said no. ", "Then I left."]),
        ("Well... maybe not. Or so.", ["Well... maybe not. ", "Or so."]),
        ("Wait… Then it grew.", ["Wait… ", "Then it grew."]),
        ("“Is it open?” she asked. I said yes.", ["“Is it open?” she asked. ", "I said yes."]),
        ("She said “Come in.” We went.", ["She said “Come in.” ", "We went."]),
        ("Made in the U.S. Library staff know.", ["Made in the U.S. ", "Library staff know."]),
        ("1. Greet people\n2. Listen", ["1. Greet people\n", "2. Listen"]),
        ("A heading\n\nBody text.", ["A heading\n\n", "Body text."]),
        ("It was me and I. We went.", ["It was me and I. ", "We went."]),
        ("Cards, maps, etc. The rest is lost.", ["Cards, maps, etc. ", "The rest is lost."]),
        ("", []),
    ],
)
def test_where_a_sentence_ends(text: str, split: list[str]) -> None:
    assert list(sentences(text)) == split


@pytest.mark.parametrize(
    ("text", "split"),
    [
        (
            "El Sr. García y la Sra. Ruiz vinieron. Saludé.",
            ["El Sr. García y la Sra. Ruiz vinieron. ", "Saludé."],
        ),
        ("Hablé con el Sr. García. Vino.", ["Hablé con el Sr. García. ", "Vino."]),
        ("Sr. García: gracias. Hasta luego.", ["Sr. García: gracias. ", "Hasta luego."]),
        ("Named for M. L. King Sr. Then we read.", ["Named for M. L. King Sr. ", "Then we read."]),
        ("En EE. UU. hay bibliotecas.", ["En EE. UU. hay bibliotecas."]),
        ("Vivo en EE. UU. Trabajo aquí.", ["Vivo en EE. UU. ", "Trabajo aquí."]),
        ("¿Quién vino? ¡Todos! Cantamos.", ["¿Quién vino? ", "¡Todos! ", "Cantamos."]),
        (
            "Preguntó si abríamos. ¿Cuándo? A las 9 a. m. en punto.",
            ["Preguntó si abríamos. ", "¿Cuándo? ", "A las 9 a. m. en punto."],
        ),
        ("Uso juegos, p. ej. Ajedrez, y mapas.", ["Uso juegos, p. ej. Ajedrez, y mapas."]),
        (
            "Vea la pág. 12 y el núm. 5. Luego siga.",
            ["Vea la pág. 12 y el núm. 5. ", "Luego siga."],
        ),
        ("Según el art. 5 se puede. Bien.", ["Según el art. 5 se puede. ", "Bien."]),
        (
            "—¿Está abierta? —preguntó ella. Dije que sí.",
            ["—¿Está abierta? —preguntó ella. ", "Dije que sí."],
        ),
        ("Dijo «pase». Entramos.", ["Dijo «pase». ", "Entramos."]),
        ("Dijo «¡pase!» Entramos.", ["Dijo «¡pase!» ", "Entramos."]),
        ("La Dra. Ana y el Lic. Paz leen. Fin.", ["La Dra. Ana y el Lic. Paz leen. ", "Fin."]),
        ("Se lo di a Ud. ¿Lo leyó?", ["Se lo di a Ud. ", "¿Lo leyó?"]),
    ],
)
def test_where_a_spanish_sentence_ends(text: str, split: list[str]) -> None:
    assert list(sentences(text)) == split
