"""The rooms of ui/: one name per module, and the hooks into Streamlit's inside in one room."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from ui import hooks
from ui.server import served

UI = Path(__file__).parents[2] / "ui"


def test_no_two_modules_have_one_name() -> None:
    names = Counter(path.stem for path in UI.rglob("*.py") if path.stem != "__init__")
    assert [name for name, count in names.items() if count > 1] == []


def test_every_module_stands_in_a_room() -> None:
    assert [path.name for path in UI.glob("*.py") if path.stem != "__init__"] == []


def test_every_hook_says_its_issue_and_when_it_can_go() -> None:
    said = hooks.__doc__ or ""
    for path in (UI / "hooks").iterdir():
        if path.suffix in (".py", ".js") and path.stem != "__init__":
            assert f"{path.name}: " in said, path.name
    assert said.count("Goes when") >= 6


def test_every_script_and_style_sheet_is_served() -> None:
    listed = set(served.SCRIPTS) | set(served.STYLES)
    found = {
        path.relative_to(UI).as_posix()
        for room in UI.iterdir()
        if room.name != "assets"
        for path in room.rglob("*.css")
    }
    elsewhere = {"embed/embed.css"}  # in each embed
    assert found - elsewhere <= listed


def test_every_part_of_the_script_of_a_map_is_served() -> None:
    assert set(served.ATLAS) == {path.name for path in (UI / "map" / "script").glob("*.js")}


def test_only_hooks_touch_the_inside_of_streamlit() -> None:
    """`streamlit.runtime` and `streamlit.web` are not promised to stay."""
    inside = (
        "streamlit.runtime",
        "streamlit.web",
        "streamlit.proto",
        "from streamlit import file_util",
        "from streamlit import runtime",
    )
    found = {
        path.relative_to(UI).as_posix()
        for path in UI.rglob("*.py")
        if any(
            word in line
            for word in inside
            for line in path.read_text(encoding="utf-8").splitlines()
            if "import" in line
        )
    }
    assert {name for name in found if not name.startswith("hooks/")} == set()
