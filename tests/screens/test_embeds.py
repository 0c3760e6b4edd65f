"""Embeds: every figure and a municipality as a page without a script, with its own style and its own policy."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers

from tests.screens.test_door import Call, run
from tests.support.screen import plain
from ui.embed import embed_routes, needed_style, without_script
from ui.figure import forms, model
from ui.figure import object as figure_object
from ui.filters.address import Address
from ui.server import web as server

forms.registered("")
FIGURES = sorted(name for name in model._known if not model.is_restricted(name))
VIEWS = {
    "gemeente": ("nis=46021", "nis=42006"),
    "kaart": ("", "cijfer=call-05.1&nis=44021", "regio=waasland&als=count"),
}
NOTHING = Headers({})
pytestmark = pytest.mark.usefixtures("store_path")


def body(name: str, query: str = "") -> str:
    return embed_routes.answer(name, query, NOTHING).body.decode()


def classes(text: str) -> set[str]:
    return {one for found in re.findall(r"\bclass=[\"']([^\"']*)", text) for one in found.split()}


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_is_a_page_that_needs_no_script(name: str) -> None:
    screen, build = model._known[name]
    for query in VIEWS.get(screen, ("", "cijfers=officieel")):
        text, one = body(name, query), build(forms.of_query(screen, query))
        assert html.escape(one.finding) in text
        assert text.count("<h1") == 1
        assert '<html lang="nl"' in text
        assert f"<title>{html.escape(one.finding)} · Samenleven</title>" in text
        for word in ("<script", "<button", "<select", "data-table", "None", "Traceback", "onclick"):
            assert word not in text, (query, word)
        assert "Bekijk de figuur met alle filters" in text
        assert f'href="{html.escape(forms.of_query(screen, query).link())}#{name}"' in text
        assert len(text) < 150_000
        if len(one.table):
            assert "/bronnen?" in text
        if one.made_up:
            assert "rust op voorbeeldcijfers" in text


def test_an_embed_with_an_address_of_before_shows_the_same() -> None:
    """Where there were two positions: what stands on another site goes on showing only what is official."""
    old, new = (body("doelen-per-jaar", f"{one}&jaar=1") for one in ("officieel=ja", "cijfers=officieel"))
    assert old == new != body("doelen-per-jaar", "jaar=1")


def test_the_style_is_what_the_page_needs() -> None:
    text = body("wie-doet-mee")
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style
    used = classes(text)
    for selector in re.findall(r"(?:^|})([^{}@]+){", style[1]):
        plain_one = needed_style.CHOICE.sub("", selector)
        assert all(set(re.findall(r"\.([a-z][\w-]*)", one)) <= used for one in needed_style._apart(plain_one)), selector
    assert ".ov-map" in style[1]
    assert "stMain" not in style[1]
    assert len(style[1]) < 8_000


def test_a_rule_stays_when_all_it_names_occur() -> None:
    rules = needed_style._parsed(
        "/* { */ .a .b, .a:is(.x, .y) > i { c: d } @media (m) { .b { e: f } #g { h: i } } @media print { .a { j: k } }"
        "@supports (x: y) { .b { l: m } .a { n: o } }"
    )
    names = frozenset({".a", "#g"})
    assert (
        "".join(needed_style._kept(rule, names) for rule in rules)
        == ".a:is(.x, .y) > i{c: d}@media (m){#g{h: i}}@supports (x: y){.a{n: o}}"
    )


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<p>a &amp; b &#39;</p><br>c", "<p>a &amp; b &#39;</p><br>c"),
        ('<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>', '<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>'),
        ('a <button type="button">woord</button> b', "a woord b"),
        ('<span class="meaning" role="note" hidden>uit<br>leg <b>!</b></span>b', "b"),
        ('<a href="/x" style="left:3%">dot</a>', '<a style="left:3%">dot</a>'),
    ],
)
def test_what_only_a_script_does_is_left_out(given: str, kept: str) -> None:
    assert without_script.of(given) == kept


def test_a_municipality_is_an_embed_too() -> None:
    text = body("gemeente", "nis=46021&jaar=2")
    assert "Sint-Niklaas haalt" in plain(text)
    assert "<title>Sint-Niklaas · Samenleven</title>" in text
    assert text.count("<figure") >= 4
    assert text.count("<h1") == 1
    assert "rust op voorbeeldcijfers" in text
    assert 'class="filters"' not in text


@pytest.mark.parametrize(
    ("name", "query"),
    [("zomaar", ""), ("gemeente", ""), ("gemeente", "nis=99999"), ("kaart", "jaar=" + "1" * forms.LONGEST)],
)
def test_what_does_not_exist_is_not_found(name: str, query: str) -> None:
    assert embed_routes.answer(name, query, NOTHING).status_code == 404


@pytest.mark.parametrize("query", ["jaar=9", "jaar=<script>", "nis=%00", "&&==", "thema=roze", "regio=%3Cb%3E"])
def test_a_hostile_address_gives_the_default(query: str) -> None:
    for name in FIGURES:
        answer = embed_routes.answer(name, query, NOTHING)
        assert answer.status_code == 200, name
        assert b"<script" not in answer.body


def test_light_and_dark_can_be_asked_for() -> None:
    for theme, scheme in (("licht", "light"), ("donker", "dark"), ("", "light dark"), ("x", "light dark")):
        text = body("kaart", f"thema={theme}")
        assert f'style="color-scheme:{scheme}"' in text
        assert "thema" not in text, "the live figure follows its own reader"


def test_the_map_is_drawn_as_it_stands_at_that_address() -> None:
    """Every area once, in the shade of its value; what is made up is hatched; a region fills the frame."""
    text = body("kaart", "cijfer=call-05.1&jaar=2&nis=44021")
    assert 'class="lines"' in text
    assert "gearceerd: voorbeeld" in text
    assert ">Gent</text>" in text
    official = body("kaart", "cijfer=non_eu27")
    assert 'class="lines"' not in official
    shades = {one for one in classes(official) if one.startswith("k-seq")}
    assert len(shades) == 5
    drawn = sum(path.count("M") for path in re.findall(r'<path class="k-seq\d" d="([^"]*)"', official))
    assert drawn >= 301
    boxes = [re.search(r'viewBox="([^"]*)"', body("kaart", query)) for query in ("", "regio=waasland")]
    whole, part = (float(found[1].split()[2]) for found in boxes if found)
    assert part < whole / 3


def test_a_reader_keeps_an_embed_until_the_data_change() -> None:
    first = embed_routes.answer("kaart", "", NOTHING)
    assert "max-age=300" in first.headers["cache-control"]
    again = embed_routes.answer("kaart", "", Headers({"if-none-match": first.headers["etag"]}))
    assert again.status_code == 304
    other = embed_routes.answer("kaart", "cijfer=non_eu27", Headers({"if-none-match": first.headers["etag"]}))
    assert other.status_code == 200
    packed = embed_routes.answer("kaart", "", Headers({"accept-encoding": "br"}))
    assert len(packed.body) < 20_000


def talk(path: str) -> Call:
    async def ask() -> Call:
        app = Starlette(routes=embed_routes.routes(), middleware=server.middleware())
        return await Call(app, path, accept="text/html").leave()

    return run(ask())


@pytest.mark.parametrize(
    ("sites", "framed"),
    [
        ("", "'none'"),
        ("none", "'none'"),
        ("self", "'self'"),
        ("https://www.voorbeeld.be, https://*.stad.be", "'self' https://www.voorbeeld.be https://*.stad.be"),
    ],
)
def test_only_embeds_may_be_shown_by_the_sites_of_the_setting(
    sites: str, framed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMENLEVEN_EMBED_SITES", sites)
    for path in ("/inbedden/kaart", "/inbedden/zomaar"):
        said = talk(path).headers
        policy = said["content-security-policy"]
        assert policy.endswith(f"frame-ancestors {framed}"), path
        assert "script-src" not in policy
        assert policy.startswith("default-src 'none'")
        assert "x-frame-options" not in said
        assert said["cross-origin-resource-policy"] == "cross-origin"
    for path in ("/", "/kaart", "/zomaar"):
        said = talk(path).headers
        assert said["content-security-policy"].endswith("frame-ancestors 'none'"), path
        assert said["x-frame-options"] == "DENY"


def test_a_site_that_is_no_address_ends_the_program_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMENLEVEN_EMBED_SITES", "voorbeeld.be")
    with pytest.raises(SystemExit, match="De instelling SAMENLEVEN_EMBED_SITES "):
        server.middleware()


def test_the_code_to_copy_is_offered_where_a_site_may_embed(monkeypatch: pytest.MonkeyPatch) -> None:
    address = Address("kaart", (("jaar", "2"),))
    one = model._known["kaart"][1](address)
    assert "Inbedden" not in figure_object.foot(one, address)
    monkeypatch.setenv("SAMENLEVEN_EMBED_SITES", "https://www.voorbeeld.be")
    foot = figure_object.foot(one, address)
    assert foot.count("Inbedden") == 2
    assert 'data-embed="/inbedden/kaart?jaar=2"' in foot


def test_without_data_an_embed_says_so(empty_store_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMENLEVEN_STORE", str(empty_store_path))
    for name in (*FIGURES, "gemeente"):
        answer = embed_routes.answer(name, "nis=46021", NOTHING)
        assert answer.status_code == 200, name
        assert "Er zijn nog geen cijfers" in answer.body.decode(), name
