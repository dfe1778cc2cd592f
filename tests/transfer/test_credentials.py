import base64

import pytest

from lssc_desktop.transfer.address import Password, SecretMissing, SecretUnusable, Token, secret_in


def test_a_user_and_a_password_make_the_header_of_rfc_7617() -> None:
    header = Password("Aladdin", "open sesame").header()
    assert header == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="


def test_a_password_may_hold_letters_of_any_language() -> None:
    kind, _, pair = Password("amy", "pässwörd:1").header().partition(" ")
    assert (kind, base64.b64decode(pair).decode()) == ("Basic", "amy:pässwörd:1")


def test_a_token_makes_the_header_of_rfc_6750() -> None:
    assert Token("mF_9.B5f-4.1JqM").header() == "Bearer mF_9.B5f-4.1JqM"


@pytest.mark.parametrize("secret", [Password("amy", "secret"), Token("secret")])
def test_what_is_secret_shows_nowhere(secret: object) -> None:
    for shown in [repr(secret), str(secret), f"{secret}", repr((secret,))]:
        assert "secret" not in shown
        assert "amy" not in shown


@pytest.mark.parametrize(
    ("user", "password"), [("a:b", "x"), ("amy", "x\r\nHost: y"), ("a\nb", "x"), ("amy", "\0")]
)
def test_what_would_break_a_header_is_refused(user: str, password: str) -> None:
    with pytest.raises(SecretUnusable) as refused:
        Password(user, password)
    assert refused.value.args == ()


@pytest.mark.parametrize("token", ["", "two words", "a\nb", "ä", "=a"])
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(SecretUnusable):
        Token(token)


def test_a_secret_is_taken_from_the_environment() -> None:
    assert secret_in({"OFFICE": "secret"}, "OFFICE") == "secret"


@pytest.mark.parametrize("environment", [{}, {"OFFICE": ""}])
def test_an_empty_variable_is_told_by_its_name(environment: dict[str, str]) -> None:
    with pytest.raises(SecretMissing) as missing:
        secret_in(environment, "OFFICE")
    assert missing.value.variable == "OFFICE"
