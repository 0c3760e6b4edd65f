"""Files of ours that the browser fetches as they are: each under one address, with a hash of its content."""

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
# What the server must answer to GET {baseUrlPath}{route}; `?v=` changes with the content.
SERVED: Mapping[str, Path] = {
    GEOMETRY: topology.TOPOLOGY_PATH,
    MAP_SCRIPT: theme.ASSETS / "map.js",
    ICON: theme.ASSETS / "icon.png",
    PAGE_SCRIPT: theme.ASSETS / "page.js",
    SLIDES_SCRIPT: theme.ASSETS / "presentation.js",
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
def _content_hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
