"""The switch for figures: which kinds each of its positions lets through, and where it stands by itself."""

from __future__ import annotations

import pytest

from samenleven.errors import SamenlevenError
from samenleven.figures import Kind, Shown
from samenleven.store import Store, switch

OFFICIAL, REPORTED, EXAMPLE = Shown


@pytest.mark.parametrize(
    ("zin", "kind", "seen_by"),
    [
        ("Wat gepubliceerd of bevestigd is, ziet men altijd", Kind.OFFICIAL, {OFFICIAL, REPORTED, EXAMPLE}),
        ("Wat een bestuur doorgaf niet met enkel officiële cijfers", Kind.REPORTED, {REPORTED, EXAMPLE}),
        ("Een schatting ook niet", Kind.ESTIMATE, {REPORTED, EXAMPLE}),
        ("Wat verzonnen is, alleen met voorbeelden", Kind.EXAMPLE, {EXAMPLE}),
    ],
)
def test_each_position_lets_its_kinds_through(zin: str, kind: Kind, seen_by: set[Shown]) -> None:
    assert {one for one in Shown if kind in one.kinds} == seen_by, zin


def test_every_position_lets_through_what_the_one_before_it_does() -> None:
    assert set(OFFICIAL.kinds) < set(REPORTED.kinds) < set(EXAMPLE.kinds) == set(Kind)
    assert [one.only_official for one in Shown] == [True, False, False]


@pytest.mark.parametrize(
    ("zin", "setting", "positions", "default"),
    [
        ("Zonder instelling horen voorbeelden erbij", None, (OFFICIAL, REPORTED, EXAMPLE), EXAMPLE),
        ("Een lege instelling zegt niets", "", (OFFICIAL, REPORTED, EXAMPLE), EXAMPLE),
        ("Met ja ook", "ja", (OFFICIAL, REPORTED, EXAMPLE), EXAMPLE),
        ("Met nee bestaan ze niet", "nee", (OFFICIAL, REPORTED), REPORTED),
    ],
)
def test_an_installation_may_go_without_the_example_set(
    monkeypatch: pytest.MonkeyPatch,
    store: Store,
    zin: str,
    setting: str | None,
    positions: tuple[Shown, ...],
    default: Shown,
) -> None:
    if setting is None:
        monkeypatch.delenv(switch.SETTING, raising=False)
    else:
        monkeypatch.setenv(switch.SETTING, setting)
    assert switch.positions() == positions, zin
    assert switch.default(store, positions) is default, zin


@pytest.mark.parametrize("setting", ["neen", "0", "NEE", "false"])
def test_any_other_setting_is_refused(monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    monkeypatch.setenv(switch.SETTING, setting)
    with pytest.raises(SamenlevenError, match=f"SAMENLEVEN_EXAMPLE moet ja of nee zijn, niet '{setting}'"):
        switch.positions()
