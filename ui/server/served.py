"""Files of ours that the browser fetches: each under one address, with a hash of its content.

The script of a map stands in parts, joined here in order into one module: one question of the browser, one scope.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import streamlit as st

from geo import topology
from ui.look import theme

GEOMETRY = "/geo/samenleven.topojson"
MAP_SCRIPT = "/assets/map.js"
PAGE_SCRIPT = "/assets/page.js"
ICON = "/assets/icon.png"
SLIDES_SCRIPT = "/assets/presentation.js"
EXPLORER_SCRIPT = "/assets/explorer.js"
_MAPS = Path(__file__).parents[1] / "map" / "script"
_DRAWN = ("geometry", "elements", "zoom", "areas")


def _parts(*names: str) -> tuple[Path, ...]:
    return tuple(_MAPS / f"{name}.js" for name in names)


# What the server must answer to GET {baseUrlPath}{route}; `?v=` changes with the content.
SERVED: Mapping[str, Path | tuple[Path, ...]] = {
    GEOMETRY: topology.TOPOLOGY_PATH,
    MAP_SCRIPT: _parts(*_DRAWN, "groups", "choropleth"),
    ICON: theme.ASSETS / "icon.png",
    PAGE_SCRIPT: theme.ASSETS / "page.js",
    SLIDES_SCRIPT: theme.ASSETS / "presentation.js",
}


def url(route: str) -> str:
    """The address of a file in `SERVED`, with the app's base path and a hash of its content."""
    return f"{base()}{route}?v={_content_hash(route)}"


def content(route: str) -> bytes:
    """What the browser gets for a file in `SERVED`."""
    found = SERVED[route]
    parts = found if isinstance(found, tuple) else (found,)
    return b"\n".join(part.read_bytes() for part in parts)


def page(name: str) -> str:
    """The address of a screen by its name; the first screen has none."""
    return f"{base()}/{name}"


def base() -> str:
    """The base path of the app, without a slash at its end; usually nothing."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""


@cache
def _content_hash(route: str) -> str:
    return hashlib.sha256(content(route)).hexdigest()[:12]
