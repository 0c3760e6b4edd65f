"""Logging in as Streamlit does it: its settings, the address that starts it, and its cookie outside a run of a page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit import auth_util
from streamlit.web.server.starlette import starlette_websocket

COOKIE = "_streamlit_user"
LOGIN, LOGOUT, CALLBACK = "/auth/login", "/auth/logout", "/oauth2callback"
PROVIDER = "default"


def section() -> Mapping[str, Any]:
    """What `[auth]` in secrets.toml says; nothing when there is none."""
    return auth_util.get_secrets_auth_section()


def unreadable() -> list[str]:
    """The files with secrets that are there and cannot be read: Streamlit goes on as if they were not."""
    if st.secrets.load_if_toml_exists():
        return []
    return [str(path) for path in st.get_option("secrets.files") if Path(path).exists()]


def start() -> str:
    """Where logging in starts, without the base path; good for two minutes."""
    return f"{LOGIN}?provider={auth_util.encode_provider_token(PROVIDER)}"


def origin() -> str:
    """The address under which visitors log in, such as "https://plan.voorbeeld.be"."""
    return auth_util.get_origin_from_redirect_uri() or ""


def claims_of_run() -> dict[str, Any]:
    """What the login service said of who looks at this page; `is_logged_in` is false for who is not."""
    return dict(st.user.to_dict())


def claims_of(cookies: Mapping[str, str]) -> dict[str, Any]:
    """The same for a question outside a page, such as for a file; nothing when its cookie is not ours."""
    found = starlette_websocket._get_signed_cookie_with_chunks(dict(cookies), COOKIE)
    claims = json.loads(found) if found else {}
    return claims if isinstance(claims, dict) else {}
