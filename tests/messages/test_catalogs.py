"""Translations are looked for once."""

import gettext

import pytest

from lssc_desktop.messages.message import remember_catalogs


def test_the_disk_is_asked_once_however_much_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def find(domain: str, *_rest: object, **_options: object) -> list[str]:
        asked.append(domain)
        return []

    monkeypatch.setattr(gettext, "find", find)
    monkeypatch.setattr(gettext, "translation", gettext.translation)  # as it was, at the end
    remember_catalogs()
    assert [gettext.gettext(word) for word in ("Ready", "Saved")] == ["Ready", "Saved"]
    assert gettext.ngettext("{count} file", "{count} files", 2) == "{count} files"
    assert len(asked) == 1
