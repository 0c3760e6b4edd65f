"""What a form takes from a message: only what the form itself could have said."""

from __future__ import annotations

from typing import Any

import pytest

from ui.frame import form

HTML = (
    form.text("aantal", "Aantal")
    + form.text("vast", "Vast", "1", locked=True)
    + form.choice("keuze", "Keuze", {"": "kies", "a": "de ene"})
    + form.tick("zeker", "Zeker")
    + form.area("reden", "Reden", longest=5)
    + form.button("bewaar", "Bewaar")
)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"aantal": "4", "keuze": "a", "zeker": True}, {"aantal": "4", "keuze": "a", "zeker": True}),
        ({"aantal": "4", "vreemd": "x"}, {"aantal": "4"}),
        ({"vast": "2"}, {}),
        ({"aantal": "een\x00twee\u202e"}, {"aantal": "een twee "}),
        ({"reden": "12345"}, {"reden": "12345"}),
        ({"reden": "a\nb"}, {"reden": "a\nb"}),
        ({"reden": "123456"}, None),
        ({"aantal": 4}, None),
        ({"aantal": ["4"]}, None),
        ({"keuze": "b"}, None),
        ({"keuze": ["a"]}, None),
        ({"zeker": "ja"}, None),
        ({"zeker": 1}, None),
        ("aantal", None),
        (None, None),
    ],
)
def test_only_what_the_form_could_say_comes_in(values: Any, expected: dict[str, Any] | None) -> None:
    found = form.read(HTML, "bewaar", values)
    assert (dict(found.values) if found else None) == expected


@pytest.mark.parametrize("action", ["verwijder", "autosave", "", None, 3])
def test_an_action_without_a_button_is_refused(action: Any) -> None:
    assert form.read(HTML, action, {}) is None


def test_what_data_says_cannot_become_a_field() -> None:
    html = form.area("reden", "<b>Reden", "</textarea><input name=x>", fault='"><input name=y>', autosave=True)
    assert form.read(html, "autosave", {"x": "1", "y": "1", "reden": "z"}) == form.Sent("autosave", {"reden": "z"})
