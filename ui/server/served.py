"""Files of ours that the browser fetches as they are: each under one address, with a hash of its content.

The script and the style sheet of the page are made of the files of the rooms they belong to, in the order given here;
so is the script of the map.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import streamlit as st

from geo import topology
from ui.look import theme
from ui.presentation import map_svg

GEOMETRY = "/geo/samenleven.topojson"
PAGE_SCRIPT = "/assets/page.js"
ICON = "/assets/icon.png"
AREAS_FILE = "/assets/areas.svg"
ATLAS_SCRIPT = "/assets/atlas.js"
STYLE = "/assets/style.css"
EMBED = "/inbedden/"  # what is behind it is a figure or a municipality for another site (ui/embed)
ROOMS = Path(__file__).parents[1]
SCRIPTS = (
    "hooks/words.js",
    "hooks/navigate.js",
    "frame/morph.js",
    "frame/form.js",
    "frame/search.js",
    "figure/take.js",
    "figure/figure.js",
    "take/make.js",
    "embed/embed.js",
    "budget/budget.js",
    "presentation/presentation.js",
)
STYLES = (
    *(
        "look/tokens.css",
        "look/page.css",
        "frame/frame.css",
        "frame/form.css",
        "filters/filters.css",
        "figure/figure.css",
    ),
    *("overview/overview.css", "goals/goals.css", "authority/authority.css", "map/atlas.css", "budget/application.css"),
    *("budget/budget.css", "sources/sources.css", "glossary/glossary.css", "pooling/pooling.css", "budget/best.css"),
    *("presentation/presentation.css", "reporting/reporting.css", "followup/followup.css", "agreement/agreement.css"),
    "admin/admin.css",
)
ATLAS = (
    *("numbers.js", "series.js"),
    *("geometry.js", "elements.js", "zoom.js", "areas.js"),
    *("names.js", "card.js", "legend.js", "time.js", "ranking.js", "pins.js", "address.js", "atlas.js"),
)


@cache
def script() -> bytes:
    """The script of the page: each file in a scope of its own, what others may use hangs on `page`."""
    files = "".join(f"{{\n{(ROOMS / name).read_text(encoding='utf-8')}}}\n" for name in SCRIPTS)
    return f"const page = {{}};\n{files}export const {{ morph, form, go }} = page;\n".encode()


@cache
def style() -> bytes:
    """The style sheet of the page: what is decided in ui/look/theme.py, then the files of the rooms that have one."""
    found = (ROOMS / name for name in STYLES)
    rooms = "".join(path.read_text(encoding="utf-8") for path in found if path.exists())
    return f"{theme.variables()}{rooms}{theme.icons()}".encode()


def _atlas() -> bytes:
    """The parts of the script of the map as one module, in one scope."""
    return b"\n".join((ROOMS / "map" / "script" / name).read_bytes() for name in ATLAS)


# What the server must answer to GET {baseUrlPath}{route}; `?v=` changes with the content.
SERVED: Mapping[str, Path | Callable[[], bytes]] = {
    GEOMETRY: topology.TOPOLOGY_PATH,
    ATLAS_SCRIPT: _atlas,
    ICON: theme.ASSETS / "icon.png",
    PAGE_SCRIPT: script,
    STYLE: style,
    AREAS_FILE: map_svg.areas,
}


def url(route: str) -> str:
    """The address of a file in `SERVED`, with the app's base path and a hash of its content."""
    return f"{base()}{route}?v={_content_hash(SERVED[route])}"


def page(name: str) -> str:
    """The address of a screen by its name; the first screen has none."""
    return f"{base()}/{name}"


def base() -> str:
    """The base path of the app, without a slash at its end; usually nothing."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""


@cache
def _content_hash(source: Path | Callable[[], bytes]) -> str:
    content = source.read_bytes() if isinstance(source, Path) else source()
    return hashlib.sha256(content).hexdigest()[:12]
