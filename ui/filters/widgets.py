"""Filters whose state lives in the URL: a pasted link opens the same view.

The URL holds stable codes (`?nis=46021&jaar=2`), the screen shows Dutch names. The default stays out of the URL. A
value that does not exist, from an old or a hostile link, is set aside with a notice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.filters.address import TRAVELS, YES

SHOWN = 40
NUMBERS = {int: r"[0-9]{1,9}", float: r"[0-9]{1,9}(\.[0-9]{1,6})?"}


def choose(
    label: str,
    key: str,
    options: Mapping[str, str],
    *,
    default: str | None = None,
    help: str | None = None,
    where: DeltaGenerator | None = None,
    style: str = "select",
) -> str:
    """One of `options` (code to Dutch name), tied to the URL parameter `key`; returns the code.

    `default` is the first option when not given. `style` is "select" (a searchable list) or "buttons".

    Raises ValueError when there is nothing to choose from: show the empty state first.
    """
    if not options:
        raise ValueError(f"no options for {key}")
    codes = list(options)
    default = default if default is not None and default in options else codes[0]
    widget = f"filter_{key}"
    _follow_url(key, widget, options, default)
    place = where or st
    if style == "buttons":
        place.segmented_control(
            label,
            codes,
            format_func=lambda code: options[code],
            key=widget,
            help=help,
            required=True,
            on_change=_to_url,
            args=(key, widget, default),
        )
    else:
        place.selectbox(
            label,
            codes,
            format_func=lambda code: options[code],
            key=widget,
            help=help,
            on_change=_to_url,
            args=(key, widget, default),
        )
    return str(st.session_state[widget] or default)


def switch(label: str, key: str, *, help: str | None = None, where: DeltaGenerator | None = None) -> bool:
    """An on-off switch tied to the URL (`?key=ja`); off is the default."""
    widget = f"filter_{key}"
    _follow_url(key, widget, {YES: YES, "": ""}, "")
    st.session_state[f"{widget}_on"] = st.session_state[widget] == YES
    on = (where or st).toggle(label, key=f"{widget}_on", help=help, on_change=_switched, args=(key, widget))
    return bool(on)


def number(
    label: str,
    key: str,
    *,
    default: float,
    minimum: float,
    maximum: float,
    step: float,
    help: str | None = None,
    where: DeltaGenerator | None = None,
) -> float:
    """A number between two bounds, tied to the URL; a whole `step` gives whole numbers (default and bounds too)."""
    widget = f"filter_{key}"
    kind = int if isinstance(step, int) else float
    raw = st.query_params.get(key)
    value = kind(raw) if raw is not None and re.fullmatch(NUMBERS[kind], raw) else None
    if raw is not None and (value is None or not minimum <= value <= maximum):
        notice(key, raw)
        del st.query_params[key]
        raw = value = None
    if changed(key, raw) or widget not in st.session_state:
        st.session_state[widget] = kind(default if value is None else value)
    (where or st).number_input(
        label,
        min_value=kind(minimum),
        max_value=kind(maximum),
        step=step,
        key=widget,
        help=help,
        on_change=_number_to_url,
        args=(key, widget, kind(default)),
    )
    return kind(st.session_state[widget])


def choose_many(
    label: str,
    key: str,
    options: Mapping[str, str],
    *,
    none: bool = False,
    help: str | None = None,
    where: DeltaGenerator | None = None,
) -> list[str]:
    """Any number of `options`, comma-separated in the URL; none chosen means all of them, or with `none` just that."""
    widget = f"filter_{key}"
    raw = st.query_params.get(key)
    if changed(key, raw) or widget not in st.session_state:
        wanted = [code for code in (raw or "").split(",") if code]
        known = [code for code in wanted if code in options]
        if len(known) < len(wanted):
            notice(key, raw or "")
        st.session_state[widget] = known
    st.session_state[widget] = [code for code in st.session_state[widget] if code in options]
    (where or st).multiselect(
        label,
        list(options),
        format_func=lambda code: options[code],
        key=widget,
        help=help,
        placeholder="geen" if none else "alle",
        on_change=_many_to_url,
        args=(key, widget),
    )
    chosen = list(st.session_state[widget])
    return chosen if chosen or none else list(options)


def go_to(page: str, **parameters: str) -> None:
    """Open another page with filters of its own; what holds everywhere comes along."""
    st.switch_page(page, query_params=shared() | parameters)


def shared() -> dict[str, str]:
    """What travels from screen to screen, for links that a widget draws."""
    return {key: str(st.query_params[key]) for key in TRAVELS if key in st.query_params}


def changed(key: str, raw: str | None) -> bool:
    """Whether the URL was changed by something else than our own widget since the last run."""
    seen = f"url_{key}"
    changed = seen not in st.session_state or st.session_state[seen] != raw
    st.session_state[seen] = raw
    return bool(changed)


def _follow_url(key: str, widget: str, options: Mapping[str, str], default: str) -> None:
    raw = st.query_params.get(key)
    if raw is not None and raw not in options:
        notice(key, raw)
        del st.query_params[key]
        raw = None
    # Set anew in every run: a filter of the same name on the page before may be another kind of widget, and Streamlit
    # would then open this one at its first option.
    # A choice always stands in the URL, so without one it is the default of this page, not what another page left.
    changed(key, raw)
    st.session_state[widget] = default if raw is None else raw


def notice(key: str, raw: str) -> None:
    """Say that a value of the link does not exist; the value is shown as code, so it cannot do anything."""
    plain = "".join(sign if sign.isprintable() and sign != "`" else " " for sign in raw)
    shown = plain[:SHOWN] + ("…" if len(plain) > SHOWN else "")
    st.warning(f"De link vraagt {key} = `{shown or ' '}`, maar dat bestaat niet. U ziet de standaardkeuze.")


def _to_url(key: str, widget: str, default: str) -> None:
    write(key, st.session_state[widget], default)


def _switched(key: str, widget: str) -> None:
    st.session_state[widget] = YES if st.session_state[f"{widget}_on"] else ""
    write(key, st.session_state[widget], "")


def _number_to_url(key: str, widget: str, default: float) -> None:
    write(key, _plain(st.session_state[widget]), _plain(default))


def _plain(value: float) -> str:
    """A number as it stands in a link: no exponent, no needless zeros."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _many_to_url(key: str, widget: str) -> None:
    write(key, ",".join(st.session_state[widget]), "")


def write(key: str, value: str | None, default: str) -> None:
    """Put a value in the URL as our own change; the default, or None, leaves it out."""
    if value is None or value == default:
        if key in st.query_params:
            del st.query_params[key]
        value = None
    else:
        st.query_params[key] = value
    st.session_state[f"url_{key}"] = value
