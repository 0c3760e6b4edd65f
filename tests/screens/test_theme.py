"""Colours can be read: text 4.5 to 1 and graphics 3 to 1 against the page, in light and dark (WCAG 2.2 AA)."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from samenleven.attainment import Status
from samenleven.figures import Kind
from samenleven.map_classes import CHANGED, CHANGED_SHADES, SEQUENCE, class_of
from ui.look import theme
from ui.server import served

CONFIG = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
MODES = ("light", "dark")
TEXT, GRAPHICS = 4.5, 3.0


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb", from 0 to 1 (WCAG 2.2)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_contrast_of_black_and_white_is_known() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", ["textColor", "linkColor", "primaryColor"])
@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
def test_text_can_be_read(mode: str, name: str, ground: str) -> None:
    colours = CONFIG["theme"][mode]
    assert contrast(colours[name], colours[ground]) >= TEXT


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("colour", [theme.ACCENT, theme.MARKED, theme.MUTED, *theme.GROUPS])
def test_a_mark_of_a_chart_stands_out_from_the_page(mode: str, colour: str) -> None:
    assert contrast(colour, CONFIG["theme"][mode]["backgroundColor"]) >= GRAPHICS


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("status", Status)
def test_a_status_stands_out_from_the_page(mode: str, status: Status) -> None:
    assert contrast(theme.STATUS[status].colour, CONFIG["theme"][mode]["backgroundColor"]) >= GRAPHICS


def test_white_letters_can_be_read_on_an_alarm() -> None:
    assert contrast("#ffffff", theme.ALARM) >= TEXT


def test_a_style_sheet_writes_no_colour_of_its_own() -> None:
    """Those of the whole dashboard stand in look/tokens.css, for light and dark together."""
    for sheet in theme.ASSETS.parent.rglob("*.css"):
        if sheet.name == "tokens.css":
            continue
        assert re.findall(r"#[0-9A-Fa-f]{3,8}\b", sheet.read_text(encoding="utf-8")) == [], sheet.name


def test_every_name_in_a_style_sheet_has_a_value() -> None:
    """A name that is misspelt would take a colour or a hatching away without a word."""
    files = [path for path in theme.ASSETS.parent.rglob("*") if path.suffix in (".css", ".js", ".py")]
    texts = [theme.variables(), *(path.read_text(encoding="utf-8") for path in files)]
    given = {name for text in texts for name in re.findall(r"--([\w-]+)[:\"]", text)}
    used = {name for text in texts for name in re.findall(r"var\(--([\w-]+)", text)}
    assert {name for name in used if not name.startswith("st-")} <= given


def test_the_style_sheet_knows_the_colours_of_this_page() -> None:
    assert f"--accent:{theme.ACCENT};" in served.style().decode()


def test_colour_never_stands_alone() -> None:
    assert len({look.sign for look in theme.STATUS.values()}) == len(Status)
    assert len({look.sign for look in theme.KIND.values()}) == len(Kind)


def test_every_goal_has_an_icon_in_the_style_sheet() -> None:
    for goal in range(1, 8):
        assert f"goal-{goal}" in theme.goal_icon(goal)
        assert f".goal-{goal}{{--icon:url(" in served.style().decode()
    assert theme.goal_icon(99) == ""


def in_the_dark(name: str) -> float:
    """The luminance of a token in the dark."""
    tokens = (Path(theme.__file__).parent / "tokens.css").read_text(encoding="utf-8")
    found = re.search(rf"--{name}: light-dark\(#\w+, (#\w+)\)", tokens)
    assert found, name
    return luminance(found[1])


def test_in_the_dark_more_is_lighter() -> None:
    """Low figures do not glow on a dark map: each class is lighter than the one before, and so is more difference."""
    shades = [in_the_dark(name) for name in SEQUENCE]
    assert shades == sorted(shades)
    less, same, more = [in_the_dark(f"div{n}") for n in (3, 2, 1)], in_the_dark("div3"), ("div4", "div5")
    assert less == sorted(less)
    assert [same, *map(in_the_dark, more)] == sorted([same, *map(in_the_dark, more)])


@pytest.mark.parametrize(
    ("change", "shade"),
    [(-0.5, "less4"), (-0.29, "less2"), (-0.01, "less1"), (0, "same"), (0.01, "more1"), (0.2, "more2")],
)
def test_the_map_of_budget_breaks_where_nothing_changes(change: float, shade: str) -> None:
    """The same classes for every scenario: less and more never share a shade, and 29 % less looks like that."""
    assert CHANGED_SHADES[class_of(change, CHANGED)] == shade
    assert len(CHANGED) + 1 == len(CHANGED_SHADES)
