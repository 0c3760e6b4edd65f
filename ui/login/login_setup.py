"""What whoever runs the server sets about logging in, looked at when the server starts.

Without `[auth]` in secrets.toml nobody can log in and everybody reads what is published. docs/decisions/0018-login.md.
"""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

import streamlit as st

from ui.hooks import signing_in
from ui.server import served, settings

LAPTOP, CLAIM, ADMINS = "SAMENLEVEN_LAPTOP", "SAMENLEVEN_CLAIM", "SAMENLEVEN_ADMINS"
OWN_ADDRESSES = ("127.0.0.1", "localhost", "::1")
NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
SHORTEST_SECRET = 32  # signs; the cookie that says who somebody is, is signed with it


def is_configured() -> bool:
    """Whether visitors can log in."""
    return bool(signing_in.section())


def is_laptop() -> bool:
    """Whether this is somebody's own computer, on which nobody logs in; raises SettingError."""
    return settings.yes(LAPTOP)


def claim() -> str:
    """The claim of the login service that says which roles somebody has: its name, or a path with dots."""
    return os.environ.get(CLAIM, "").strip() or "roles"


def administrators() -> tuple[str, ...]:
    """The values of that claim that are an administrator before anybody gave out roles; apart by commas."""
    return tuple(one for one in (part.strip() for part in os.environ.get(ADMINS, "").split(",")) if one)


def is_secure() -> bool:
    """Whether visitors come in over https, as the address to log in says."""
    return signing_in.origin().startswith("https://")


def check(hosts: list[str]) -> None:
    """Refuse what is not safe or cannot work; `hosts` are the names under which the server may be asked.

    Raises SettingError.
    """
    if broken := signing_in.unreadable():
        raise settings.SettingError(
            f"Het bestand {broken[0]} kan niet gelezen worden: het is geen geldige TOML. Zonder dat bestand zou "
            "niemand kunnen aanmelden; verbeter het of haal het weg."
        )
    if is_laptop():
        _check_laptop()
    if is_configured():
        _check_login(hosts)


def _check_laptop() -> None:
    address = str(st.get_option("server.address") or "")
    if address not in OWN_ADDRESSES:
        where = f"op het adres {address!r}" if address else "op elk adres van deze computer"
        raise settings.SettingError(
            f"Met {LAPTOP}=ja is wie het dashboard opent beheerder, zonder aanmelden. Dat mag alleen op deze computer "
            f"zelf, en de server zou {where} luisteren. Zet server.address op 127.0.0.1 of haal {LAPTOP} weg."
        )
    if settings.words("SAMENLEVEN_HOSTS"):
        raise settings.SettingError(
            f"{LAPTOP}=ja gaat niet samen met SAMENLEVEN_HOSTS: zonder aanmelden mag het dashboard onder geen andere "
            "naam bereikbaar zijn. Haal een van beide weg."
        )
    if is_configured():
        raise settings.SettingError(
            f"{LAPTOP}=ja gaat niet samen met aanmelden, en in secrets.toml staat [auth]. Haal een van beide weg."
        )


def _check_login(hosts: list[str]) -> None:
    auth = signing_in.section()
    missing = [name for name in NEEDED if not str(auth.get(name) or "").strip()]
    if missing:
        raise settings.SettingError(f"In secrets.toml ontbreekt bij [auth]: {', '.join(missing)}. De README zegt wat.")
    if len(str(auth["cookie_secret"])) < SHORTEST_SECRET:
        raise settings.SettingError(
            f"cookie_secret in secrets.toml is te kort: neem minstens {SHORTEST_SECRET} tekens die niemand kan raden, "
            "bijvoorbeeld van: python -c 'import secrets; print(secrets.token_hex(32))'"
        )
    back = urlsplit(str(auth["redirect_uri"]))
    if back.path != f"{served.base()}{signing_in.CALLBACK}":
        raise settings.SettingError(
            f"redirect_uri in secrets.toml moet eindigen op {served.base()}{signing_in.CALLBACK}, want daar komt wie "
            f"zich aanmeldde terug; er staat {auth['redirect_uri']!r}."
        )
    own = back.hostname in (*OWN_ADDRESSES, None)
    if back.scheme != "https" and not (back.scheme == "http" and own):
        raise settings.SettingError(
            f"redirect_uri in secrets.toml moet met https:// beginnen, behalve op deze computer zelf; er staat "
            f"{auth['redirect_uri']!r}."
        )
    if not any(fnmatchcase(f"{back.hostname}", one.strip("[]")) for one in hosts):
        raise settings.SettingError(
            f"redirect_uri in secrets.toml noemt {back.hostname!r}, en onder die naam antwoordt het dashboard niet. "
            "Zet de naam in SAMENLEVEN_HOSTS."
        )
